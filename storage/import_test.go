package storage_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
	"chartroom/storage/storagetest"
)

func TestImportingAgainKeepsProgress(t *testing.T) {
	s := storagetest.Open(t)
	r, stamps, sch := s.Reader(), storagetest.NewStamps(1), storagetest.Scheduler()
	bank := storagetest.Bank("b", 30, 1)
	must1(s.SaveBank(ctx, stamps.Next(), bank, nil))(t)
	a := storagetest.Attempt(stamps.Next(), sch, bank.Questions[0].ID, quiz.Progress{}, srs.Good)
	must(t, s.SaveAttempt(ctx, a))
	again := must1(s.SaveBank(ctx, stamps.Next(), bank, nil))(t)
	if again.Unchanged != 30 || again.Added+again.Updated+again.Kept != 0 {
		t.Fatalf("the same again: %+v", again)
	}
	changed := bank
	changed.Version = "2"
	changed.Questions = slices.Clone(bank.Questions[:20]) // ten are gone
	changed.Questions[0].Stem = "better words"
	changed.Questions[1].Options = slices.Clone(changed.Questions[1].Options)
	changed.Questions[1].Options[0].Fraction, changed.Questions[1].Options[2].Fraction = 0, 1
	changed.Questions[2].Line += 7 // moved, not changed
	changed.Questions = append(changed.Questions, storagetest.Bank("b", 31, 1).Questions[30])
	reported := 0
	got := must1(s.SaveBank(ctx, stamps.Next(), changed, func(done, total int) { reported = done }))(t)
	if got.Added != 1 || got.Updated != 2 || got.Unchanged != 18 || got.Kept != 10 || !slices.Equal(got.KeysChanged, []quiz.QuestionID{bank.Questions[1].ID}) {
		t.Fatalf("%+v", got)
	}
	if reported != 21 {
		t.Errorf("reported %d", reported)
	}
	if p := must1(r.Progress(ctx, a.Question))(t); !p.Equal(a.After) {
		t.Error("progress is lost")
	}
	if q := must1(r.Question(ctx, a.Question))(t); q.Stem != "better words" {
		t.Errorf("stem %q", q.Stem)
	}
	whole := must1(r.BankQuestions(ctx, "b"))(t)
	if len(whole.Questions) != 31 || whole.Version != "2" {
		t.Errorf("%d questions, version %q", len(whole.Questions), whole.Version)
	}
	agreed(t, s)
}

func TestQuestionsOfAnImportThatWereAnsweredStay(t *testing.T) {
	s := storagetest.Open(t)
	stamps := storagetest.NewStamps(1)
	bank := storagetest.Bank("b", 3, 1)
	stamp := stamps.Next()
	must1(s.SaveBank(ctx, stamp, bank, nil))(t)
	a := storagetest.Attempt(stamps.Next(), storagetest.Scheduler(), bank.Questions[0].ID, quiz.Progress{}, srs.Good)
	must(t, s.SaveAttempt(ctx, a))
	if err := s.Undo(ctx, stamps.Next(), stamp.ID); !errors.Is(err, storage.ErrChanged) {
		t.Fatalf("undo: %v", err)
	}
	must(t, s.DeleteBank(ctx, stamps.Next(), "b"))
	c := must1(s.Reader().Counts(ctx, a.After.Due, a.Day))(t)
	if c.Due+c.Learning+c.New+c.Questions != 0 {
		t.Errorf("counts %+v of a bank put away", c)
	}
	agreed(t, s)
	// After 30 days its questions go; their answers do not.
	must(t, s.Tidy(ctx, stamps.At.Add(31*24*time.Hour)))
	agreed(t, s)
	if _, err := s.Reader().Question(ctx, a.Question); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("question: %v", err)
	}
	must1(s.SaveBank(ctx, stamps.Next(), bank, nil))(t)
	agreed(t, s)
	if p := must1(s.Reader().Progress(ctx, a.Question))(t); !p.Equal(a.After) {
		t.Error("progress is lost")
	}
	if due := must1(s.Reader().Due(ctx, a.After.Due, 5))(t); len(due) != 1 {
		t.Errorf("due %v", due)
	}
	checkIndex(t, s.Path())
}

func TestCancelledImportLeavesNothing(t *testing.T) {
	s := storagetest.Open(t)
	stamps := storagetest.NewStamps(1)
	bank := storagetest.Bank("b", 3000, 1)
	must1(s.SaveBank(ctx, stamps.Next(), bank, nil))(t)
	before := dump(t, s.Path(), dumped...)
	changed := bank
	changed.Questions = slices.Clone(storagetest.Bank("b", 9000, 1).Questions)
	for i := range 2500 {
		changed.Questions[i].Stem = fmt.Sprint("changed ", i)
	}
	for _, after := range []int{0, 1, 4000, 8999} {
		stop, cancel := context.WithCancel(ctx)
		if after == 0 {
			cancel()
		}
		_, err := s.SaveBank(stop, stamps.Next(), changed, func(done, total int) {
			seen := must1(s.Reader().CountFilter(ctx, storage.Filter{}))(t)
			if seen != 3000 {
				t.Errorf("%d questions can be seen in the middle", seen)
			}
			if done >= after {
				cancel()
			}
		})
		cancel()
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("cancelled after %d: %v", after, err)
		}
		if d := difference(before, dump(t, s.Path(), dumped...)); d != "" {
			t.Fatalf("cancelled after %d: left %s", after, d)
		}
	}
	checkIndex(t, s.Path())
	agreed(t, s)
}

// TestKilledImportLeavesNothing runs itself as a child process, and kills it.
func TestKilledImportLeavesNothing(t *testing.T) {
	if path := os.Getenv("CHARTROOM_CHILD"); path != "" {
		importUntilKilled(t, path)
		return
	}
	path := filepath.Join(t.TempDir(), "chartroom.db")
	s := must1(storage.Open(path, options()))(t)
	bank := storagetest.Bank("b", 500, 1)
	must1(s.SaveBank(ctx, storagetest.NewStamps(1).Next(), bank, nil))(t)
	must(t, s.Close())
	before := dump(t, path, dumped...)
	for round, delay := range []time.Duration{0, 5, 20, 60, 120} {
		child := exec.Command(os.Args[0], "-test.run=^TestKilledImportLeavesNothing$")
		child.Env = append(os.Environ(), "CHARTROOM_CHILD="+path)
		out := must1(child.StdoutPipe())(t)
		must(t, child.Start())
		lines := bufio.NewScanner(out)
		for lines.Scan() && lines.Text() != "staging" {
		}
		time.Sleep(delay * time.Millisecond)
		must(t, child.Process.Kill())
		_ = child.Wait()
		s := must1(storage.Open(path, options()))(t)
		if !s.Unclean() {
			t.Error("the kill was not noticed")
		}
		if n := must1(s.Reader().CountFilter(ctx, storage.Filter{}))(t); n != 500 {
			t.Fatalf("round %d: %d questions can be seen", round, n)
		}
		must(t, s.Tidy(ctx, storagetest.Noon))
		if d := difference(before, dump(t, path, dumped...)); d != "" {
			t.Fatalf("round %d: left %s", round, d)
		}
		must(t, s.Reader().Check(ctx))
		agreed(t, s)
		must(t, s.Close())
		checkIndex(t, path)
	}
}

func importUntilKilled(t *testing.T, path string) {
	s := must1(storage.Open(path, options()))(t)
	bank := storagetest.Bank("b", 20_000, 1)
	for i := range 400 {
		bank.Questions[i].Stem = "changed"
	}
	first := true
	_, err := s.SaveBank(ctx, storagetest.NewStamps(77).Next(), bank, func(done, total int) {
		if first {
			fmt.Println("staging")
			first = false
		}
		if done == total {
			select {} // never reaches the last step
		}
	})
	t.Fatal("not killed", err)
}

func TestBuiltinMaterialComesInOnce(t *testing.T) {
	s := storagetest.Open(t)
	stamps := storagetest.NewStamps(1)
	banks := []quiz.Bank{storagetest.Bank("x", 4, 1), storagetest.Bank("y", 4, 2)}
	for range 2 {
		must(t, s.SyncBuiltin(ctx, stamps.Next(), "hash 1", func() ([]quiz.Bank, error) { return banks, nil }))
	}
	if n := must1(s.Reader().Events(ctx))(t); n != 2 {
		t.Errorf("%d events", n)
	}
	banks[0].Questions[0].Stem = "new"
	must(t, s.SyncBuiltin(ctx, stamps.Next(), "hash 2", func() ([]quiz.Bank, error) { return banks, nil }))
	all := must1(s.Reader().Banks(ctx, false))(t)
	if len(all) != 2 || !all[0].Builtin || all[0].Count != 4 {
		t.Errorf("banks %+v", all)
	}
}

func TestBadBanksAreRefused(t *testing.T) {
	s := storagetest.Open(t)
	stamps := storagetest.NewStamps(1)
	twice := storagetest.Bank("b", 3, 1)
	twice.Questions[2] = twice.Questions[0]
	other := storagetest.Bank("b", 3, 1)
	other.Questions[2].Bank = "c"
	kind := storagetest.Bank("b", 3, 1)
	kind.Questions[2].Kind = ""
	for _, b := range []quiz.Bank{{}, twice, other, kind} {
		if _, err := s.SaveBank(ctx, stamps.Next(), b, nil); err == nil {
			t.Errorf("took %+v", b)
		}
	}
	if d := dump(t, s.Path(), dumped...); d != "" {
		t.Error(d)
	}
}
