package storage_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"chartroom/quiz"
	"chartroom/storage"
	"chartroom/storage/storagetest"
)

// order is the keys of a bank's questions as they stand.
func order(t testing.TB, r *storage.Reader, bank quiz.BankID) (keys []string) {
	t.Helper()
	for _, q := range must1(r.BankQuestions(ctx, bank))(t).Questions {
		keys = append(keys, q.Key)
	}
	return keys
}

// author does random things to a bank by hand.
func (st *student) author(stamp quiz.Stamp) error {
	all := must1(st.r.BankQuestions(ctx, st.bank.ID))(st.t).Questions
	switch st.draw.IntN(3) {
	case 0:
		return st.s.MoveQuestion(ctx, stamp, all[st.draw.IntN(len(all))].ID, st.draw.IntN(len(all)+2))
	case 1:
		a := st.attempt(all[st.draw.IntN(len(all))].ID)
		return st.s.SaveAttempt(ctx, a)
	}
	var edits []storage.Edit
	for i, at := range st.draw.Perm(len(all))[:1+st.draw.IntN(3)] {
		q := all[at]
		switch (i + st.draw.IntN(3)) % 3 {
		case 0:
			edits = append(edits, storage.Edit{Question: q, Remove: true})
		case 1:
			q.Stem = fmt.Sprint("written again ", st.draw.IntN(100))
			q.Kind = []quiz.Kind{quiz.Choice, quiz.Essay}[st.draw.IntN(2)]
			edits = append(edits, storage.Edit{Question: q})
		case 2:
			st.extra++
			behind := q.ID
			q.Key = fmt.Sprint("hand ", st.extra)
			q.ID = quiz.NewQuestionID(q.Bank, q.Key)
			edits = append(edits, storage.Edit{Question: q, Behind: behind})
		}
	}
	return st.s.SaveEdits(ctx, stamp, edits)
}

// Taking out, adding between, changing and moving, in any order, among answers:
// undo leaves nothing behind, and the log agrees all the way.
func TestUndoReversesAnyEditing(t *testing.T) {
	for seed := range uint64(10) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			st := newStudent(t, 100+seed)
			type step struct {
				id     quiz.EventID
				before string
			}
			var done []step
			for range 30 {
				before := dump(t, st.s.Path(), dumped...)
				stamp := st.later()
				if err := st.author(stamp); err != nil {
					t.Fatal(err)
				}
				if known := must1(st.r.Events(ctx))(t); known == 0 {
					t.Fatal("nothing was logged")
				}
				done = append(done, step{lastEvent(t, st), before})
			}
			agreed(t, st.s)
			must(t, st.r.Check(ctx))
			checkIndex(t, st.s.Path())
			for i := len(done) - 1; i >= 0; i-- {
				must(t, st.s.Undo(ctx, st.later(), done[i].id))
				must(t, st.s.Tidy(ctx, storagetest.Noon))
				if d := difference(done[i].before, dump(t, st.s.Path(), dumped...)); d != "" {
					t.Fatalf("undo %d of %s left %s", i, done[i].id, d)
				}
			}
			agreed(t, st.s)
		})
	}
}

// lastEvent is the id of the newest event.
func lastEvent(t testing.TB, st *student) quiz.EventID {
	t.Helper()
	db := plainDB(t, st.s.Path(), "ro")
	defer db.Close()
	var id []byte
	must(t, db.QueryRow("SELECT id FROM event ORDER BY device DESC, number DESC LIMIT 1").Scan(&id))
	return quiz.EventID(id)
}

func TestEditsAreAllOrNothing(t *testing.T) {
	st := newStudent(t, 1)
	before := dump(t, st.s.Path(), append(slices.Clone(dumped), "event")...)
	q := st.bank.Questions[0]
	q.Stem = "changed"
	gone := quiz.Question{ID: quiz.NewQuestionID("law", "never there")}
	err := st.s.SaveEdits(ctx, st.later(), []storage.Edit{{Question: q}, {Question: gone, Remove: true}})
	if !errors.Is(err, storage.ErrNotFound) {
		t.Fatalf("says %v", err)
	}
	if d := difference(before, dump(t, st.s.Path(), append(slices.Clone(dumped), "event")...)); d != "" {
		t.Fatal(d)
	}
}

func TestNewQuestionStandsBehindAnother(t *testing.T) {
	st := newStudent(t, 2)
	was := order(t, st.r, "law")
	q := st.bank.Questions[3]
	q.Key = "copy"
	q.ID = quiz.NewQuestionID("law", "copy")
	must(t, st.s.SaveEdits(ctx, st.later(), []storage.Edit{{Question: q, Behind: st.bank.Questions[3].ID}}))
	if got, want := order(t, st.r, "law"), slices.Insert(slices.Clone(was), 4, "copy"); !slices.Equal(got, want) {
		t.Fatalf("%v, want %v", got, want)
	}
	must(t, st.s.MoveQuestion(ctx, st.later(), q.ID, 0))
	if got, want := order(t, st.r, "law"), slices.Insert(slices.Clone(was), 0, "copy"); !slices.Equal(got, want) {
		t.Fatalf("%v, want %v", got, want)
	}
}

func TestQuestionTakenOutKeepsItsProgressForItsReturn(t *testing.T) {
	st := newStudent(t, 3)
	q := st.bank.Questions[5]
	must(t, st.s.SaveAttempt(ctx, st.attempt(q.ID)))
	before := must1(st.r.Progress(ctx, q.ID))(t)
	must(t, st.s.SaveEdits(ctx, st.later(), []storage.Edit{{Question: q, Remove: true}}))
	if _, err := st.r.Question(ctx, q.ID); !errors.Is(err, storage.ErrNotFound) {
		t.Fatalf("still there: %v", err)
	}
	if head := must1(st.r.Banks(ctx, false))(t)[0]; head.Count != 11 || head.Answered != 0 {
		t.Fatalf("the bank counts %d questions, %d answered", head.Count, head.Answered)
	}
	agreed(t, st.s)
	must1(st.s.SaveBank(ctx, st.later(), st.bank, nil))(t) // the file is imported again
	if after := must1(st.r.Progress(ctx, q.ID))(t); !after.Equal(before) {
		t.Fatalf("progress %+v, was %+v", after, before)
	}
	agreed(t, st.s)
}

func TestVersionsTellWhatAQuestionWas(t *testing.T) {
	st := newStudent(t, 4)
	q := st.bank.Questions[0]
	first := q.Stem
	var ids []quiz.EventID
	for _, stem := range []string{"second", "third"} {
		q.Stem = stem
		stamp := st.later()
		must(t, st.s.SaveEdits(ctx, stamp, []storage.Edit{{Question: q}}))
		ids = append(ids, stamp.ID)
	}
	stems := func() (all []string) {
		for _, v := range must1(st.r.Versions(ctx, q.ID))(t) {
			all = append(all, v.Question.Stem)
		}
		return all
	}
	if got, want := stems(), []string{"third", "second", first}; !slices.Equal(got, want) {
		t.Fatalf("%q, want %q", got, want)
	}
	must(t, st.s.MoveQuestion(ctx, st.later(), q.ID, 5)) // is no version
	if got := stems(); len(got) != 3 {
		t.Fatalf("a move is a version: %q", got)
	}
	must(t, st.s.Undo(ctx, st.later(), lastEvent(t, st)))
	must(t, st.s.Undo(ctx, st.later(), ids[1]))
	if got, want := stems(), []string{"second", first}; !slices.Equal(got, want) {
		t.Fatalf("after undo %q, want %q", got, want)
	}
}

func TestNewBankIsEmptyAndCanBeTakenBack(t *testing.T) {
	st := newStudent(t, 5)
	stamp := st.later()
	bank := quiz.Bank{ID: "own", Name: "Own"}
	for range 2 { // once again is no second bank
		must(t, st.s.NewBank(ctx, stamp, bank))
	}
	if err := st.s.NewBank(ctx, st.later(), bank); !errors.Is(err, storage.ErrChanged) {
		t.Fatalf("a second one: %v", err)
	}
	q := quiz.Question{ID: quiz.NewQuestionID("own", "1"), Bank: "own", Key: "1", Kind: quiz.Flip, Stem: "front"}
	add := st.later()
	must(t, st.s.SaveEdits(ctx, add, []storage.Edit{{Question: q}}))
	if err := st.s.Undo(ctx, st.later(), stamp.ID); !errors.Is(err, storage.ErrChanged) {
		t.Fatalf("taken back under its question: %v", err)
	}
	must(t, st.s.Undo(ctx, st.later(), add.ID))
	must(t, st.s.Undo(ctx, st.later(), stamp.ID))
	if n := len(must1(st.r.Banks(ctx, true))(t)); n != 1 {
		t.Fatalf("%d banks are left", n)
	}
	must(t, st.s.NewBank(ctx, st.later(), bank))
	agreed(t, st.s)
}
