package actions_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"chartroom/app/actions"
	"chartroom/quiz"
)

// A key that was wrong: an exam and a practice answer were marked by it.
func TestACorrectedKeyMarksThePastAnew(t *testing.T) {
	h := newHall(t)
	s := h.start(40)
	id := s.Exam.Queue[0].Question
	s.Exam.Setup.Places[0].Pretest = false
	for i := range s.Exam.Queue {
		h.answer(s, i, 1) // all wrong by the keys
	}
	_, err := h.Act.HandInExam(ctx, s)
	h.Must(err)
	q, err := h.Act.Reader().Question(ctx, id)
	h.Must(err)
	h.pass(time.Hour)
	_, _, err = h.Act.Answer(ctx, &q, actions.Answer{Mode: quiz.ModeStudy, Response: quiz.Response{Chosen: []int{0}}, Before: h.Progress(id)})
	h.Must(err)
	before, countsBefore := h.Progress(id), h.Counts()

	q.Options = slices.Clone(q.Options)
	q.Options[0].Fraction, q.Options[1].Fraction = 0, 1
	h.pass(time.Hour)
	done, err := h.Act.Correct(ctx, q)
	h.Must(err)
	if done.Say != "2 past answers to 1 question got another mark: 1 a higher one, 1 a lower one." {
		t.Errorf("says %q", done.Say)
	}
	e, r, err := h.Act.ExamResult(ctx, s.Exam.ID)
	h.Must(err)
	if e.Answers[0].Mark != 1 || !e.Answers[0].Remarked || e.Answers[0].Response.Chosen[0] != 1 || r.Remarked != 1 ||
		r.Scored.Right.Right+r.Pretest.Right.Right != 1 {
		t.Errorf("the exam has %+v, %d right", e.Answers[0], r.Scored.Right.Right)
	}
	attempts := h.Attempts(id)
	if attempts[0].Mark != 1 || attempts[1].Mark != 0 || attempts[1].Response.Chosen[0] != 0 || !h.Progress(id).Learning() {
		t.Errorf("marks %v and %v", attempts[0].Mark, attempts[1].Mark)
	}
	told, err := h.Act.Remarked(ctx)
	h.Must(err)
	if len(told) != 1 || told[0].Question != id || told[0].Raised != 1 || told[0].Lowered != 1 {
		t.Errorf("told %+v", told)
	}
	h.Must(h.Act.RemarkedSeen(ctx))
	if told, _ := h.Act.Remarked(ctx); len(told) != 0 {
		t.Errorf("told again: %+v", told)
	}
	_, err = h.Act.Undo(ctx, done)
	h.Must(err)
	if !h.Progress(id).Equal(before) || h.Counts() != countsBefore {
		t.Errorf("taken back, progress is %+v, was %+v", h.Progress(id), before)
	}
	if e, _, _ := h.Act.ExamResult(ctx, s.Exam.ID); e.Answers[0].Mark != 0 || e.Answers[0].Remarked {
		t.Errorf("taken back, the exam has %+v", e.Answers[0])
	}
	report, err := h.Store.Rebuild(ctx, nil)
	h.Must(err)
	if !report.Agreed {
		t.Error(report.Differences)
	}
}

// Options that move with the key take past answers along; what is gone cannot
// be marked anew.
func TestPastAnswersFollowTheirOptions(t *testing.T) {
	d := newDesk(t)
	q := d.question(quiz.Choice)
	for _, chosen := range []int{0, 1, 2} {
		_, _, err := d.Act.Answer(ctx, q, actions.Answer{Mode: quiz.ModeReview, Response: quiz.Response{Chosen: []int{chosen}}, Before: d.Progress(q.ID)})
		d.Must(err)
		d.Clock.Pass(time.Hour)
	}
	b := bank("unit-4", 1)
	i := slices.IndexFunc(b.Questions, func(o quiz.Question) bool { return o.ID == q.ID })
	b.Questions[i].Options = []quiz.Option{{Text: "wrong", Fraction: 1}, {Text: "right"}} // turned round, and one taken out
	older := d.bank
	d.Bring(b)
	plan, err := d.Act.Corrections(ctx, quiz.CompareBanks(&older, &b).KeysChanged)
	d.Must(err)
	if plan.Questions != 1 || plan.Answers != 2 || plan.Raised != 1 || plan.Unsure != 1 {
		t.Errorf("plan %+v", plan)
	}
	done, err := d.Act.Apply(ctx, &plan)
	d.Must(err)
	marks := func() (all []float64) {
		for _, a := range d.Attempts(q.ID) {
			all = append(all, a.Mark)
		}
		return all
	}
	if got := marks(); !slices.Equal(got, []float64{0, 1, 0}) {
		t.Errorf("marks %v", got)
	}
	_, err = d.Act.Undo(ctx, done)
	d.Must(err)
	if got := marks(); !slices.Equal(got, []float64{1, 0, 0}) {
		t.Errorf("taken back: marks %v", got)
	}
}

func TestACorrectedTextLeavesMarksAlone(t *testing.T) {
	d := newDesk(t)
	q := *d.question(quiz.Choice)
	_, _, err := d.Act.Answer(ctx, &q, actions.Answer{Mode: quiz.ModeReview, Response: right(&q), Before: d.Progress(q.ID)})
	d.Must(err)
	q.Rationale = "clearer"
	done, err := d.Act.Correct(ctx, q)
	d.Must(err)
	if done.Also != nil || done.Say != "" || d.Attempts(q.ID)[0].Mark != 1 {
		t.Errorf("%+v", done)
	}
}

func TestAnOutlineIsCorrectedAndComesBack(t *testing.T) {
	d := newDesk(t)
	b := d.Act.Blueprints()[0]
	was := b.Minutes
	b.Minutes = 200
	done, err := d.Act.SetBlueprint(ctx, b)
	d.Must(err)
	if got := d.Act.Blueprints()[0]; got.Minutes != 200 || len(got.Facts) != len(b.Facts) || !d.Act.Corrected(b.ID) {
		t.Errorf("%d minutes", got.Minutes)
	}
	d.Reopen()
	if d.Act.Blueprints()[0].Minutes != 200 {
		t.Error("the correction is lost")
	}
	_, err = d.Act.Undo(ctx, done)
	d.Must(err)
	if d.Act.Blueprints()[0].Minutes != was {
		t.Error("the correction stays")
	}
	_, err = d.Act.Set(ctx, "blueprint.rhit", `{"id": "rhit", "from": "the future"}`)
	d.Must(err)
	d.Reopen()
	if got := d.Act.Blueprints()[0]; got.Minutes != was || !strings.HasPrefix(got.Note, "The figures as you corrected them cannot be read any more") {
		t.Errorf("of another version: %q", got.Note)
	}
	done, err = d.Act.ResetBlueprint(ctx, b)
	d.Must(err)
	if d.Act.Corrected(b.ID) || d.Act.Blueprints()[0].Note != b.Note || done.Event.IsZero() {
		t.Error("the shipped outline does not come back")
	}
	b.Items = 7
	if _, err := d.Act.SetBlueprint(ctx, b); err == nil {
		t.Error("figures that contradict each other are kept")
	}
	if _, err := d.Act.ResetBlueprint(ctx, b); err == nil {
		t.Error("what is shipped is brought back again")
	}
}
