package storage_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"chartroom/quiz"
	"chartroom/storage"
	"chartroom/storage/storagetest"
)

// jottings are one to three, of few subjects, so that they replace one another.
func (st *student) jottings() (all []quiz.Jotting) {
	for _, i := range st.draw.Perm(6)[:1+st.draw.IntN(3)] {
		all = append(all, quiz.Jotting{Subject: []string{"career:coder", "planner:step-2", "code:icd10cm:E11.9"}[i%3],
			Field: []string{"note", "done"}[i/3], Value: []string{"", "yes", "ü \"q\" <b>\n", "\u2028"}[st.draw.IntN(4)]})
	}
	return all
}

func jot(t testing.TB, s *storage.Store, stamp quiz.Stamp, all ...quiz.Jotting) {
	t.Helper()
	must(t, s.Jot(ctx, stamp, all))
}

// values are the jottings in a line.
func values(t testing.TB, s *storage.Store, prefix string) (line string) {
	t.Helper()
	for _, j := range must1(s.Reader().Jottings(ctx, prefix))(t) {
		line += fmt.Sprintf("%s %s=%s; ", j.Subject, j.Field, j.Value)
	}
	return line
}

func TestJottingsAreKeptBySubject(t *testing.T) {
	path := t.TempDir() + "/chartroom.db"
	s := storagetest.OpenAt(t, path)
	stamps := storagetest.NewStamps(1)
	first := stamps.Next()
	jot(t, s, first, quiz.Jotting{Subject: "planner:step-1", Field: "done", Value: "yes"},
		quiz.Jotting{Subject: "planner:step-1", Field: "note", Value: "ask the college", At: time.Unix(1, 0)},
		quiz.Jotting{Subject: "planner", Field: "x", Value: "1"}, quiz.Jotting{Subject: "plan", Field: "x", Value: "2"})
	jot(t, s, stamps.Next(), quiz.Jotting{Subject: "planner:step-1", Field: "done"})
	must(t, s.Close())
	s = storagetest.OpenAt(t, path)
	if got := values(t, s, "planner"); got != "planner x=1; planner:step-1 note=ask the college; " {
		t.Errorf("there are %s", got)
	}
	if all := must1(s.Reader().Jottings(ctx, "planner:"))(t); len(all) != 1 || !all[0].At.Equal(first.At) {
		t.Errorf("%+v, not of %s", all, first.At)
	}
	if got := values(t, s, "q"); got != "" {
		t.Errorf("of nothing there are %s", got)
	}
	agreed(t, s)
}

// Rebuild finds jottings that are not what the log says, and makes them good.
func TestRebuildComparesJottings(t *testing.T) {
	s := storagetest.Open(t)
	stamps := storagetest.NewStamps(2)
	jot(t, s, stamps.Next(), quiz.Jotting{Subject: "a", Field: "note", Value: "mine"}, quiz.Jotting{Subject: "b", Field: "note", Value: "mine"})
	whole := dump(t, s.Path(), dumped...)
	for _, text := range []string{"UPDATE jotting SET value = 'another'", "DELETE FROM jotting WHERE subject = 'a'",
		"UPDATE jotting SET at = at + 1", "INSERT INTO jotting VALUES ('c', 'd', 'e', 1)"} {
		must1(plainDB(t, s.Path(), "rw").Exec(text))(t)
		rep := must1(s.Rebuild(ctx, nil))(t)
		if rep.Agreed || !strings.HasPrefix(rep.Differences[0], "jotting: ") {
			t.Errorf("after %s: %+v", text, rep)
		}
		if d := difference(whole, dump(t, s.Path(), dumped...)); d != "" {
			t.Fatal(d)
		}
	}
	agreed(t, s)
}

func TestAJottingUnderANewerOneStays(t *testing.T) {
	s := storagetest.Open(t)
	stamps := storagetest.NewStamps(3)
	two, other, newer := stamps.Next(), stamps.Next(), stamps.Next()
	jot(t, s, two, quiz.Jotting{Subject: "a", Field: "note", Value: "1"}, quiz.Jotting{Subject: "a", Field: "done", Value: "1"})
	jot(t, s, other, quiz.Jotting{Subject: "b", Field: "note", Value: "2"})
	jot(t, s, newer, quiz.Jotting{Subject: "a", Field: "done", Value: "3"})
	if err := s.Undo(ctx, stamps.Next(), two.ID); !errors.Is(err, storage.ErrChanged) {
		t.Errorf("undo under a newer one: %v", err)
	}
	must(t, s.Undo(ctx, stamps.Next(), newer.ID))
	must(t, s.Undo(ctx, stamps.Next(), two.ID)) // b came between, and is another
	if got := values(t, s, ""); got != "b note=2; " {
		t.Errorf("left are %s", got)
	}
	for range 2 { // a retry is the same event
		jot(t, s, other, quiz.Jotting{Subject: "b", Field: "note", Value: "4"})
	}
	if n := must1(s.Reader().Events(ctx))(t); n != 5 {
		t.Errorf("%d events, not 5", n)
	}
	agreed(t, s)
}

func TestJottingsThatCannotBeAreRefused(t *testing.T) {
	s := storagetest.Open(t)
	stamps := storagetest.NewStamps(4)
	good := quiz.Jotting{Subject: "a", Field: "note", Value: "x"}
	for name, all := range map[string][]quiz.Jotting{
		"no subject": {{Field: "note", Value: "x"}},
		"no field":   {good, {Subject: "b", Value: "x"}},
		"twice":      {good, good},
		"not text":   {{Subject: "a", Field: "note", Value: "\xff"}},
		"too long":   {{Subject: "a", Field: "note", Value: strings.Repeat("x", quiz.MaxJottingValue+1)}},
		"long name":  {{Subject: strings.Repeat("x", quiz.MaxJottingName+1), Field: "note", Value: "x"}},
	} {
		if err := s.Jot(ctx, stamps.Next(), all); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	if n := must1(s.Reader().Events(ctx))(t); n != 0 {
		t.Errorf("%d events of jottings refused", n)
	}
}

// An old profile takes jottings, and gives them back.
func TestAnOldProfileTakesJottings(t *testing.T) {
	s := storagetest.OpenAt(t, old(t))
	stamps := storagetest.NewStamps(5)
	stamps.At = storagetest.Noon.AddDate(2, 0, 0)
	whole := dump(t, s.Path(), dumped...)
	var done []quiz.EventID
	for i := range 4 {
		stamp := stamps.Next()
		jot(t, s, stamp, quiz.Jotting{Subject: "a", Field: "note", Value: fmt.Sprint(i)})
		done = append(done, stamp.ID)
	}
	agreed(t, s)
	for _, id := range slices.Backward(done) {
		must(t, s.Undo(ctx, stamps.Next(), id))
	}
	agreed(t, s)
	if d := difference(whole, dump(t, s.Path(), dumped...)); d != "" {
		t.Fatal(d)
	}
}
