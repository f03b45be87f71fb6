package storage_test

import (
	"context"
	"testing"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
	"chartroom/storage/storagetest"
)

var ctx = context.Background()

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func must1[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestAnswersAreRememberedAndUndone(t *testing.T) {
	s := storagetest.Open(t)
	r := s.Reader()
	stamps := storagetest.NewStamps(1)
	bank := storagetest.Bank("small", 50, 1)
	done := must1(s.SaveBank(ctx, stamps.Next(), bank, nil))(t)
	if done.Added != 50 {
		t.Fatalf("added %d, not 50", done.Added)
	}
	q := bank.Questions[3].ID
	a := storagetest.Attempt(stamps.Next(), storagetest.Scheduler(), q, quiz.Progress{}, srs.Good)
	must(t, s.SaveAttempt(ctx, a))
	must(t, s.SaveAttempt(ctx, a)) // twice is once
	p := must1(r.Progress(ctx, q))(t)
	if !p.Equal(a.After) {
		t.Fatalf("progress %+v, not %+v", p, a.After)
	}
	if n := must1(r.Events(ctx))(t); n != 2 {
		t.Fatalf("%d events, not 2", n)
	}
	if due := must1(r.Due(ctx, a.After.Due, 10))(t); len(due) != 1 || due[0].Question != q {
		t.Fatalf("due %v", due)
	}
	c := must1(r.Counts(ctx, a.After.Due, a.Day))(t)
	want := storage.Counts{Due: 1, New: 49, Questions: 50, Asked: 50, Answered: 1, Today: 1, TodayRight: 1, TodayNew: 1, TodayTook: 7 * time.Second}
	if c != want {
		t.Fatalf("counts %+v, not %+v", c, want)
	}
	must(t, s.Undo(ctx, stamps.Next(), a.ID))
	if p := must1(r.Progress(ctx, q))(t); !p.New() {
		t.Fatalf("progress %+v after undo", p)
	}
	rep := must1(s.Rebuild(ctx, nil))(t)
	if !rep.Agreed {
		t.Fatalf("rebuild: %v", rep.Differences)
	}
}
