package storage_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
	"chartroom/storage/storagetest"
)

// newExam is an exam of these questions, an hour long.
func newExam(stamp quiz.Stamp, ids []quiz.QuestionID, draw *rand.Rand) quiz.Exam {
	places := make([]quiz.ExamPlace, len(ids))
	for i := range places {
		places[i] = quiz.ExamPlace{Domain: fmt.Sprint("rhit:", 1+i%3), Level: quiz.Levels[i%3], Pretest: i == 1}
	}
	setup := quiz.ExamSetup{Blueprint: quiz.Blueprint{ID: "x", Name: "X", Pass: quiz.Pass{Kind: quiz.PassScaled, Value: 300},
		Domains: []quiz.Domain{{ID: "rhit:1", Min: 1, Max: 1}, {ID: "rhit:2", Min: 1, Max: 1}, {ID: "rhit:3", Min: 1, Max: 1}}},
		Limit: time.Hour, Rule: quiz.ExamRule{Moves: quiz.MoveFree}, Places: places, Seed: draw.Uint64()}
	return quiz.NewExam(stamp, quiz.ModeExam, "X", ids, setup, draw)
}

// sitting is an exam that goes on, live: what its fold must be.
type sitting struct {
	st   *student
	exam quiz.Exam
}

func (st *student) sit() *sitting {
	var ids []quiz.QuestionID
	for _, i := range st.draw.Perm(len(st.bank.Questions))[:5] {
		ids = append(ids, st.bank.Questions[i].ID)
	}
	stamp := st.stamps.Next()
	e := newExam(stamp, ids, st.draw)
	must(st.t, st.s.StartExam(ctx, &e, stamp.Day))
	return &sitting{st, e}
}

// do does something at random, live and on disk.
func (x *sitting) do() {
	st := x.st
	stay := time.Duration(st.draw.IntN(40_000)) * time.Millisecond
	ev := quiz.ExamEvent{Stay: stay, Left: x.exam.Left - stay}
	switch st.draw.IntN(6) {
	case 5:
		ev.Kind, ev.Place = quiz.EventLookUp, st.draw.IntN(len(x.exam.Queue))
		ev.Nth = st.draw.IntN(len(x.exam.Answers[ev.Place].LookUps) + 1)
		ev.LookUp = quiz.LookUp{Set: "icd10cm", Code: "E119", Part: quiz.BookTabular, Took: stay}
	case 0:
		ev.Kind, ev.Place = quiz.EventGo, st.draw.IntN(len(x.exam.Queue)+1)
	case 1:
		ev.Kind, ev.Notice = quiz.EventClock, quiz.Notice{Kind: quiz.ClockMoved, By: -time.Hour}
	default:
		ev.Kind, ev.Place = quiz.EventDraft, st.draw.IntN(len(x.exam.Queue))
		ev.Given = quiz.Given{Certainty: quiz.Certainty(st.draw.IntN(4)), Flagged: st.draw.IntN(2) == 0, Note: []string{"", "ü \"q\""}[st.draw.IntN(2)]}
		if st.draw.IntN(4) > 0 {
			ev.Given.Response.Chosen = []int{st.draw.IntN(4)}
			ev.Given.Struck = []int{st.draw.IntN(4)}
		}
	}
	stamp := st.later()
	ev.At = stamp.At
	must(st.t, st.s.SaveExam(ctx, stamp, x.exam.ID, ev))
	x.exam.Take(ev)
}

// handIn answers all and ends the exam.
func (x *sitting) handIn() quiz.EventID {
	st := x.st
	var all []quiz.Attempt
	for i, p := range x.exam.Queue {
		a := st.attempt(p.Question)
		a.Session, a.Index, a.Mode, a.Marked = x.exam.ID, i, quiz.ModeExam, true
		a.Response = quiz.Response{Chosen: []int{st.draw.IntN(4)}}
		a.Mark = 0
		if a.Grade != srs.Again {
			a.Mark = 1
		}
		sch := must1(st.r.Scheduler(ctx))(st.t)
		a.Interval = 0
		a.After = sch.After(a.Question, a.Before, quiz.Answered{At: a.At, Day: a.Day, Grade: a.Grade, Marked: true})
		all = append(all, a)
		g := &x.exam.Answers[i]
		g.Attempt, g.Mark = a.ID, a.Mark
	}
	stamp := st.later()
	ev := quiz.ExamEvent{Kind: quiz.EventFinish, At: stamp.At, Stay: time.Second, Left: x.exam.Left - time.Second, Over: st.draw.IntN(2) == 0}
	must(st.t, st.s.HandIn(ctx, all, x.exam.ID, stamp, ev))
	x.exam.Take(ev)
	return stamp.ID
}

func (x *sitting) same(when string) {
	x.st.t.Helper()
	got := must1(x.st.r.Exam(ctx, x.exam.ID))(x.st.t)
	if want := x.exam; !reflect.DeepEqual(got, want) {
		x.st.t.Fatalf("%s the exam is\n%+v, not\n%+v", when, got, want)
	}
}

// At every moment the exam on disk is the one that goes on.
func TestAnExamIsTheFoldOfItsEvents(t *testing.T) {
	for seed := range uint64(10) {
		st := newStudent(t, seed+300)
		x := st.sit()
		x.same("begun,")
		for range 40 {
			x.do()
			x.same("going on,")
		}
		finish := x.handIn()
		x.same("handed in,")
		brief := must1(st.r.ExamMarks(ctx, x.exam.ID))(t)
		for i, g := range brief.Answers {
			if want := x.exam.Answers[i]; g.Mark != want.Mark || g.Attempt != want.Attempt {
				t.Errorf("in brief, place %d has %+v, not %+v", i, g, want)
			}
		}
		if !brief.Finished || brief.Over != x.exam.Over || len(brief.Setup.Places) != len(brief.Queue) {
			t.Errorf("in brief %+v", brief)
		}
		must(t, st.s.SetCause(ctx, st.later(), x.exam.ID, 2, quiz.CauseMisread))
		x.exam.Answers[2].Cause = quiz.CauseMisread
		x.same("with a cause,")
		if err := st.s.Undo(ctx, st.later(), finish); !errors.Is(err, storage.ErrChanged) {
			t.Errorf("the hand-in is undone under a cause: %v", err)
		}
		agreed(t, st.s)
		if heads := must1(st.r.Exams(ctx))(t); len(heads) != 1 || heads[0].ID != x.exam.ID || heads[0].Finished.IsZero() {
			t.Errorf("exams %+v", heads)
		}
	}
}

// The clock's beats are no events, and what was read before stays right.
func TestBeatsLeaveTheLogAlone(t *testing.T) {
	st := newStudent(t, 1)
	x := st.sit()
	events, changes := must1(st.r.Events(ctx))(t), st.r.Changes()
	beat := storage.ExamClock{Left: 59 * time.Minute, Stay: time.Minute, At: storagetest.Noon.Add(time.Minute)}
	must(t, st.s.SaveExamClock(ctx, x.exam.ID, beat))
	got, known, err := st.r.ExamClock(ctx, x.exam.ID)
	if must(t, err); !known || got != beat {
		t.Errorf("the clock shows %+v", got)
	}
	if must1(st.r.Events(ctx))(t) != events || st.r.Changes() != changes {
		t.Error("a beat is an event, or a change")
	}
	x.exam.Left = 50 * time.Minute
	x.do()
	if got, _, _ := st.r.ExamClock(ctx, x.exam.ID); got.Left != x.exam.Left || got.Stay != 0 {
		t.Errorf("after an event the clock shows %+v", got)
	}
	x.handIn()
	if _, known, _ := st.r.ExamClock(ctx, x.exam.ID); known {
		t.Error("the clock goes on after the end")
	}
}

func TestAFinishedExamIsClosed(t *testing.T) {
	st := newStudent(t, 2)
	x := st.sit()
	bad := func(what string, want error, err error) {
		t.Helper()
		if !errors.Is(err, want) {
			t.Errorf("%s: %v", what, err)
		}
	}
	draft := quiz.ExamEvent{Kind: quiz.EventDraft, Place: 5, Left: time.Minute}
	bad("an answer beyond the last place", storage.ErrNotFound, st.s.SaveExam(ctx, st.later(), x.exam.ID, draft))
	bad("a cause before the end", storage.ErrChanged, st.s.SetCause(ctx, st.later(), x.exam.ID, 0, quiz.CauseTime))
	x.handIn()
	draft.Place = 0
	bad("an answer after the end", storage.ErrChanged, st.s.SaveExam(ctx, st.later(), x.exam.ID, draft))
	bad("a cause beyond the last place", storage.ErrNotFound, st.s.SetCause(ctx, st.later(), x.exam.ID, 5, quiz.CauseTime))
	bad("no exam", storage.ErrNotFound, st.s.SaveExam(ctx, st.later(), quiz.SessionID{1}, draft))
}

// exam begins an exam, goes on with an open one, or says a cause.
func (st *student) exam(stamp quiz.Stamp) (quiz.EventID, error) {
	for _, h := range must1(st.r.Exams(ctx))(st.t) {
		switch {
		case h.Finished.IsZero() && st.draw.IntN(3) > 0:
			ev := quiz.ExamEvent{Kind: quiz.EventDraft, Place: st.draw.IntN(h.Places), Left: time.Minute, Given: quiz.Given{Response: quiz.Response{Text: "x"}}}
			if st.draw.IntN(2) == 0 {
				ev.Kind = quiz.EventGo
			}
			return stamp.ID, st.s.SaveExam(ctx, stamp, h.ID, ev)
		case !h.Finished.IsZero():
			return stamp.ID, st.s.SetCause(ctx, stamp, h.ID, st.draw.IntN(h.Places), quiz.Causes[st.draw.IntN(5)])
		}
	}
	ids := []quiz.QuestionID{st.bank.Questions[0].ID, st.bank.Questions[5].ID}
	e := newExam(stamp, ids, st.draw)
	return stamp.ID, st.s.StartExam(ctx, &e, stamp.Day)
}

// correct marks some answers to a question anew.
func (st *student) correct(stamp quiz.Stamp) (quiz.EventID, error) {
	for _, i := range st.draw.Perm(len(st.bank.Questions)) {
		id := st.bank.Questions[i].ID
		var all []storage.Remark
		for _, a := range must1(st.r.Attempts(ctx, id))(st.t) {
			if a.Marked && st.draw.IntN(2) == 0 {
				grade := srs.Grade(1 + st.draw.IntN(4))
				all = append(all, storage.Remark{Attempt: a.ID, Mark: float64(st.draw.IntN(3)) / 2, Grade: grade, Was: a.Mark})
			}
		}
		if len(all) > 0 {
			return stamp.ID, st.s.Remark(ctx, stamp, id, all)
		}
	}
	return stamp.ID, errNothing
}

func (st *student) recipe(stamp quiz.Stamp) error {
	name := []string{"one", "two"}[st.draw.IntN(2)]
	if st.draw.IntN(3) == 0 {
		return st.s.RemoveRecipe(ctx, stamp, name)
	}
	return st.s.SaveRecipe(ctx, stamp, quiz.Recipe{Name: name, Mode: quiz.ModeStudy, Count: 1 + st.draw.IntN(9)})
}

// A corrected key changes what follows from past answers as if it had been
// right from the beginning, and nothing of what was answered.
func TestARemarkIsAsIfMarkedSo(t *testing.T) {
	for seed := range uint64(8) {
		a, b := newStudent(t, seed+500), newStudent(t, seed+500)
		q := a.bank.Questions[2].ID
		var remarks []storage.Remark
		at := storagetest.NewStamps(seed)
		draw := storagetest.Draw(seed)
		for i := range 12 {
			at.At = at.At.Add(time.Duration(draw.IntN(90)) * time.Hour)
			stamp := at.Next()
			first, last := srs.Grade(1+draw.IntN(4)), srs.Grade(1+draw.IntN(4))
			for st, grade := range map[*student]srs.Grade{a: first, b: last} {
				sch := must1(st.r.Scheduler(ctx))(t)
				attempt := storagetest.Attempt(stamp, sch, q, must1(st.r.Progress(ctx, q))(t), grade)
				must(t, st.s.SaveAttempt(ctx, attempt))
				if st == a && i%2 == 0 {
					remarks = append(remarks, storage.Remark{Attempt: stamp.ID, Mark: .5, Grade: last, Was: attempt.Mark})
				}
			}
			if i%2 == 1 { // not marked anew: the same from the beginning
				remarks = append(remarks, storage.Remark{Attempt: stamp.ID, Mark: 1, Grade: last})
			}
		}
		tables := []string{"memory", "tally", "day_count", "topic_count", "recall_count", "hour_count"}
		before := dump(t, a.s.Path(), tables...)
		stamp := at.Next()
		must(t, a.s.Remark(ctx, stamp, q, remarks))
		if d := difference(dump(t, b.s.Path(), tables...), dump(t, a.s.Path(), tables...)); d != "" {
			t.Fatalf("seed %d: %s", seed, d)
		}
		agreed(t, a.s)
		history := must1(a.r.Attempts(ctx, q))(t)
		if history[0].Mark != .5 || history[0].Grade != remarks[0].Grade {
			t.Errorf("the first answer is marked %v, %s", history[0].Mark, history[0].Grade)
		}
		told := must1(a.r.Remarked(ctx, stamp.At.Add(-time.Second)))(t)
		if len(told) != 1 || told[0].Question != q || told[0].Answers != len(remarks) || len(must1(a.r.Remarked(ctx, stamp.At))(t)) != 0 {
			t.Errorf("told %+v", told)
		}
		if err := a.s.Undo(ctx, at.Next(), history[11].ID); !errors.Is(err, storage.ErrChanged) {
			t.Errorf("an answer goes from under its new mark: %v", err)
		}
		must(t, a.s.Undo(ctx, at.Next(), stamp.ID))
		if d := difference(before, dump(t, a.s.Path(), tables...)); d != "" {
			t.Fatalf("seed %d, undone: %s", seed, d)
		}
	}
}

func TestAnswersToOtherQuestionsAreNotMarkedAnew(t *testing.T) {
	st := newStudent(t, 3)
	a := st.attempt(st.bank.Questions[0].ID)
	must(t, st.s.SaveAttempt(ctx, a))
	for name, r := range map[string][]storage.Remark{
		"another's": {{Attempt: a.ID, Mark: 1, Grade: srs.Good}}, "none": nil, "no answer": {{Attempt: quiz.EventID{9}, Mark: 1, Grade: srs.Good}},
	} {
		if err := st.s.Remark(ctx, st.later(), st.bank.Questions[1].ID, r); !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The states that look at the last answer, and how long ago it was.
func TestFiltersByTheLastAnswer(t *testing.T) {
	st := newStudent(t, 4)
	sch := must1(st.r.Scheduler(ctx))(t)
	answer := func(i int, g srs.Grade, c quiz.Certainty) {
		q := st.bank.Questions[i].ID
		a := storagetest.Attempt(st.stamps.Next(), sch, q, must1(st.r.Progress(ctx, q))(t), g)
		a.Certainty, a.Response = c, quiz.Response{Text: `"c":1`}
		must(t, st.s.SaveAttempt(ctx, a))
	}
	answer(0, srs.Again, quiz.Sure)
	answer(3, srs.Good, quiz.Guess) // each of another family, or of none
	answer(6, srs.Again, quiz.ThinkSo)
	answer(9, srs.Good, quiz.Sure)
	answer(10, srs.Good, quiz.Unsaid)
	st.stamps.At = st.stamps.At.AddDate(0, 0, 10)
	answer(6, srs.Good, quiz.Sure)
	now := st.stamps.At
	for _, c := range []struct {
		f    storage.Filter
		want []int
	}{
		{storage.Filter{State: storage.StateMissed}, []int{0}},
		{storage.Filter{State: storage.StateUnsure}, []int{3}},
		{storage.Filter{State: storage.StateWrong}, []int{0, 6}},
		{storage.Filter{NotSeen: 10, Now: now}, []int{0, 3, 9, 10}},
		{storage.Filter{NotSeen: 11, Now: now}, nil},
		{storage.Filter{NotSeen: 1, State: storage.StateMissed, Now: now}, []int{0}},
	} {
		ids := must1(st.r.Pick(ctx, c.f, 99, st.draw))(t)
		var got []int
		for i, q := range st.bank.Questions {
			if slices.Contains(ids, q.ID) {
				got = append(got, i)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v: %v, want %v", c.f, got, c.want)
		}
	}
	agreed(t, st.s)
}

func TestThePoolKnowsWhatStoodInExams(t *testing.T) {
	s := storagetest.Open(t)
	stamps := storagetest.NewStamps(1)
	bank := storagetest.Bank("pool", 40, 1)
	bank.Questions[3].Kind = quiz.Flip
	bank.Questions[4].Tags = []string{"subject:x"}
	bank.Questions[5].Tags = append(bank.Questions[5].Tags, "record:case-1")
	bank.Questions[7].Tags = append(bank.Questions[7].Tags, quiz.PracticeOnly)
	must1(s.SaveBank(ctx, stamps.Next(), bank, nil))(t)
	must(t, s.SetSuspended(ctx, stamps.Next(), bank.Questions[6].ID, true))
	exam := newExam(stamps.Next(), []quiz.QuestionID{bank.Questions[0].ID, bank.Questions[1].ID}, storagetest.Draw(1))
	must(t, s.StartExam(ctx, &exam, 1))
	second := newExam(stamps.Next(), []quiz.QuestionID{bank.Questions[1].ID}, storagetest.Draw(1))
	second.Began = second.Began.Add(time.Hour)
	must(t, s.StartExam(ctx, &second, 1))
	pool := must1(s.Reader().FormPool(ctx, "rhit"))(t)
	if len(pool) != 36 || pool[0].Used != 1 || pool[1].Used != 2 || pool[2].Used != 0 {
		t.Fatalf("%d items: %+v", len(pool), pool[:3])
	}
	for _, item := range pool {
		i := slices.IndexFunc(bank.Questions, func(q quiz.Question) bool { return q.ID == item.Question })
		q := &bank.Questions[i]
		if item.Domain != "rhit:"+q.Tag("rhit") || item.Level != q.Tag("level") {
			t.Errorf("%+v of %v", item, q.Tags)
		}
		if record := item.Record; (i == 5) != (record != "") || i == 5 && record != quiz.NewQuestionID("pool", "case-1").String() {
			t.Errorf("question %d belongs to the record %q", i, record)
		}
	}
}
