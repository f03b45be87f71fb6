package actions_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"chartroom/app/actions"
	"chartroom/app/actions/actionstest"
	"chartroom/quiz"
)

// ready is the chance to pass, worked out if it is not up to date.
func (h *hall) ready(weeks int) *actions.Readiness {
	h.t.Helper()
	last, work := h.Act.Readiness(weeks)
	if work == nil {
		return last
	}
	h.Must(work.Run(ctx, nil))
	return h.Act.TakeReadiness(work)
}

// practise answers the questions from one to another, right unless wrong says
// so of their place.
func (h *hall) practise(from, to int, wrong func(int) bool) {
	h.t.Helper()
	for i := from; i < to; i++ {
		option := 0
		if wrong(i) {
			option = 1
		}
		_, _, err := h.Act.Answer(ctx, &h.bank.Questions[i], actions.Answer{Mode: quiz.ModeStudy,
			Response: quiz.Response{Chosen: []int{option}}, Took: time.Second, Before: h.Progress(h.bank.Questions[i].ID)})
		h.Must(err)
	}
}

func never(int) bool { return false }

func TestReadinessIsNotToldBeforeThereAreAnswersEnough(t *testing.T) {
	h := newHall(t)
	if last, work := h.Act.Readiness(0); last != nil || work != nil {
		t.Fatal("there is no exam to be ready for")
	}
	h.Set(quiz.SettingExam, "rhit")
	h.practise(0, quiz.EnoughAnswers-1, never)
	if r := h.ready(4); r.Enough() || !math.IsNaN(r.Pass) || r.Answers != quiz.EnoughAnswers-1 || len(r.Weeks) != 0 {
		t.Errorf("told by %d answers: %+v", quiz.EnoughAnswers-1, r.Readiness)
	}
	h.practise(quiz.EnoughAnswers-1, quiz.EnoughAnswers, never)
	r := h.ready(4)
	if !r.Enough() || !(r.Low <= r.Pass && r.Pass <= r.High) || len(r.Weeks) != 1 || len(r.Domains) != 6 || r.Dated {
		t.Errorf("by %d answers: %+v", quiz.EnoughAnswers, r)
	}
}

func TestReadinessFollowsTheLogAndItsUndo(t *testing.T) {
	h := newHall(t)
	h.Set(quiz.SettingExam, "rhit")
	h.practise(0, 60, func(i int) bool { return i%3 == 0 })
	before := h.ready(0)
	if _, work := h.Act.Readiness(0); work != nil {
		t.Error("nothing was written, and it is worked out again")
	}
	_, done, err := h.Act.Answer(ctx, &h.bank.Questions[61], actions.Answer{Mode: quiz.ModeStudy, Response: quiz.Response{Chosen: []int{1}}})
	h.Must(err)
	after := h.ready(0)
	if after.Answers != 61 || !(after.Pass < before.Pass) {
		t.Errorf("a wrong answer took %v to %v", before.Pass, after.Pass)
	}
	_, err = h.Act.Undo(ctx, done)
	h.Must(err)
	if again := h.ready(0); again.Pass != before.Pass || again.Answers != 60 {
		t.Errorf("undone, it is %v, and was %v", again.Pass, before.Pass)
	}
}

func TestOnlyTheFirstAnswerToAQuestionCounts(t *testing.T) {
	h := newHall(t)
	h.Set(quiz.SettingExam, "rhit")
	h.practise(0, 60, func(i int) bool { return i%2 == 0 })
	before := h.ready(0)
	h.practise(0, 60, never) // the same questions, known by now
	if after := h.ready(0); after.Pass != before.Pass || after.Answers != 60 {
		t.Errorf("answering the same questions again took %v to %v", before.Pass, after.Pass)
	}
}

func TestReadinessForgetsUntilTheExamAndThePlanMakesGood(t *testing.T) {
	h := newHall(t)
	h.Set(quiz.SettingExam, "rhit", quiz.SettingMinutes, "0")
	h.practise(0, 120, func(i int) bool { return i%4 == 0 })
	today := h.ready(0)
	dated := func(minutes string) *actions.Readiness {
		h.Set(quiz.SettingExamDate, (h.Act.Today() + 60).String(), quiz.SettingMinutes, minutes)
		work, take := h.Act.Planning()
		h.Must(work(ctx, nil))
		if !take() {
			t.Fatal("the plan is not taken")
		}
		r := h.ready(0)
		if !r.Dated || r.Day != h.Act.Today()+60 {
			t.Fatalf("it is about %v", r.Day)
		}
		return r
	}
	idle := dated("0")
	if !(idle.Pass < today.Pass) {
		t.Errorf("without study until the exam the chance goes from %v to %v", today.Pass, idle.Pass)
	}
	kept := dated("60")
	if !(kept.Pass > idle.Pass) {
		t.Errorf("with an hour a day it is %v, and %v without", kept.Pass, idle.Pass)
	}
	for i, d := range kept.Domains { // what was learnt of these questions is not taken for the exam's; answers that grow old tell a little less
		if d.Score.Mean > today.Domains[i].Score.Mean+.03 {
			t.Errorf("domain %d: %v right today, and the plan promises %v", i, today.Domains[i].Score.Mean, d.Score.Mean)
		}
	}
}

func TestPastReadinessIsOfPastAnswers(t *testing.T) {
	h := newHall(t)
	h.Set(quiz.SettingExam, "rhit")
	h.practise(0, 30, func(i int) bool { return i%2 == 0 })
	then := h.ready(1).Weeks[0]
	h.pass(14 * 24 * time.Hour)
	h.practise(30, 90, never)
	weeks := h.ready(8).Weeks
	if len(weeks) != 3 || weeks[0].Day != then.Day || weeks[0].Pass != then.Pass || !(weeks[2].Pass > weeks[1].Pass) {
		t.Errorf("the weeks are %+v, and the first was %+v", weeks, then)
	}
}

func TestTheBestToStudyIsWhereMostIsWrongOfMostWeight(t *testing.T) {
	h := newHall(t)
	h.Set(quiz.SettingExam, "rhit")
	h.practise(0, 180, func(i int) bool { return i%6 == 3 }) // all of the fourth domain, which weighs most beside the first
	if part, perPoint := h.ready(0).Best(); part.ID != "rhit:4" || !(perPoint > 0) {
		t.Errorf("best is %+v, %v a point", part, perPoint)
	}
}

func TestWhatWasSaidBeforeAMockExamStandsBesideWhatHappened(t *testing.T) {
	h := newHall(t)
	h.Set(quiz.SettingExam, "rhit")
	first := h.start(40) // nothing to say anything by
	_, err := h.Act.HandInExam(ctx, first)
	h.Must(err)
	h.practise(0, 100, func(i int) bool { return i%4 == 0 })
	s := h.start(40)
	said := s.Exam.Setup.Said
	if said == nil || !(said.Low <= said.Pass && said.Pass <= said.High) || said.Answers < 100 {
		t.Fatalf("said %+v", said)
	}
	h.Reopen()
	h.Act.UseTicks(func() time.Duration { return h.ticks })
	s, err = h.Act.Sitting(ctx)
	h.Must(err)
	for i := range s.Exam.Queue {
		h.answer(s, i, 0)
	}
	_, err = h.Act.HandInExam(ctx, s)
	h.Must(err)
	lines, err := h.Act.ExamHistory(ctx, "rhit")
	h.Must(err)
	if len(lines) != 2 || lines[0].Said != nil || lines[1].Said == nil || *lines[1].Said != *said {
		t.Fatalf("the history is %+v", lines)
	}
	var record quiz.ReadinessRecord
	record.Add(lines[1].Said, lines[1].Score)
	if record.Passed != 1 || math.Abs(record.Brier-(1-said.Pass)*(1-said.Pass)) > 1e-12 {
		t.Errorf("the record is %+v", record)
	}
}

func TestAnExamThatTellsItsPassMarkIsHeldToIt(t *testing.T) {
	h := newHall(t)
	for _, b := range h.Act.Blueprints() {
		h.Set(quiz.SettingExam, b.Credential)
		r := h.ready(0)
		want := [2]float64{.62, .72}
		if b.Pass.Kind == quiz.PassRaw {
			want = [2]float64{b.Pass.Value, b.Pass.Value}
		}
		if r.Blueprint.Credential == b.Credential && r.Blueprint.ID == b.ID && r.Cut != want {
			t.Errorf("%s: the cut is %v, not %v", b.ID, r.Cut, want)
		}
		if slices.ContainsFunc(r.Parts, func(d quiz.Domain) bool { return d.LeftOut }) || len(r.Parts) != len(r.Domains) {
			t.Errorf("%s: parts %v", b.ID, r.Names())
		}
	}
}

// BenchmarkReadiness is what Today works out beside the window after an answer,
// of 2,000 questions answered.
func BenchmarkReadiness(b *testing.B) {
	h := &hall{t: b, bank: examBank(2000)}
	h.Profile = actionstest.New(b, h.bank)
	h.Set(quiz.SettingExam, "rhit")
	h.practise(0, 2000, func(i int) bool { return i%4 == 0 })
	h.ready(0)
	i := 0
	for b.Loop() {
		b.StopTimer()
		h.practise(i%2000, i%2000+1, never)
		i++
		b.StartTimer()
		h.ready(0)
	}
}
