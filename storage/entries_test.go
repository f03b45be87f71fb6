package storage_test

import (
	"math"
	"testing"

	"chartroom/quiz"
	"chartroom/storage"
	"chartroom/storage/storagetest"
)

// TestEntriesAreInTheStatesThatPickFinds holds the list of all questions to
// what each filter finds.
func TestEntriesAreInTheStatesThatPickFinds(t *testing.T) {
	s := storagetest.Open(t)
	ids, err := storagetest.Fill(s, 300, 900, 3)
	must(t, err)
	r, stamps := s.Reader(), storagetest.NewStamps(5)
	id := func(i int) quiz.QuestionID { return ids[i] }
	must(t, s.SetSuspended(ctx, stamps.Next(), id(1), true))
	must(t, s.SetFlag(ctx, stamps.Next(), id(2), true))
	must(t, s.SetNote(ctx, stamps.Next(), id(3), "mine"))
	must(t, s.SetBuried(ctx, stamps.Next(), []quiz.QuestionID{id(4), id(5)}, stamps.Days.Of(stamps.At)+1))
	now := stamps.At
	all := must1(r.Entries(ctx, now))(t)
	if len(all) != len(ids) {
		t.Fatalf("%d questions are listed of %d", len(all), len(ids))
	}
	seen := 0
	for _, state := range []storage.State{storage.StateNew, storage.StateWrong, storage.StateFlagged, storage.StateDue,
		storage.StateSuspended, storage.StateNoted, storage.StateLeech, storage.StateBuried} {
		want := map[quiz.QuestionID]bool{}
		for _, id := range must1(r.Pick(ctx, storage.Filter{State: state, Now: now}, math.MaxInt, storagetest.Draw(1)))(t) {
			want[id] = true
		}
		for i := range all {
			if e := &all[i]; e.In(state) != want[e.Question] {
				t.Errorf("%s: %s is %v, Pick says %v", state, e.Question, e.In(state), want[e.Question])
			}
		}
		seen += len(want)
	}
	if seen < 8 {
		t.Errorf("only %d questions were in any state", seen)
	}
	for i := range all {
		if !all[i].In(storage.StateAny) {
			t.Fatal("a question is in no state")
		}
	}
}
