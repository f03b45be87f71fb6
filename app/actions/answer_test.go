package actions_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
)

func TestAGradeIsOneAttemptThatItsReceiptUndoes(t *testing.T) {
	for _, g := range grades {
		t.Run(g.String(), func(t *testing.T) {
			d := newDesk(t)
			q, before := d.question(quiz.Flip), d.state()
			done, err := d.Act.Grade(ctx, q, quiz.Progress{}, g, 7*time.Second)
			d.Must(err)
			if n := len(d.Attempts(q.ID)); n != 1 {
				t.Errorf("%d attempts", n)
			}
			if p := d.Progress(q.ID); p.Reps != 1 || d.Counts().Today != 1 {
				t.Errorf("progress %+v, %d today", p, d.Counts().Today)
			}
			if done.Change.Question != q.ID || !strings.EqualFold(done.Label, g.String()) {
				t.Errorf("receipt %+v", done)
			}
			d.undo(done)
			same(t, "after undo", d.state(), before)
		})
	}
}

func TestAnAnswerIsOneAttemptThatItsReceiptUndoes(t *testing.T) {
	for _, kind := range []quiz.Kind{quiz.Choice, quiz.TrueFalse, quiz.Text, quiz.Number, quiz.Cloze} {
		for _, isRight := range []bool{true, false} {
			d := newDesk(t)
			q, before, want := d.question(kind), d.state(), 0.0
			response := wrong(q)
			if isRight {
				response, want = right(q), 1
			}
			attempt, done, err := d.Act.Answer(ctx, q, actions.Answer{Mode: quiz.ModeReview, Response: response, Took: 1234567 * time.Microsecond})
			d.Must(err)
			stored, err := d.Act.Reader().Attempts(ctx, q.ID)
			d.Must(err)
			if len(stored) != 1 || stored[0].Mark != want || !stored[0].Marked || stored[0].Took != 1234*time.Millisecond ||
				!reflect.DeepEqual(stored[0].Response, response) || stored[0].ID != attempt.ID {
				t.Errorf("%s: stored %+v", kind, stored)
			}
			if again := attempt.Grade == srs.Again; again == isRight {
				t.Errorf("%s: right %v is graded %v", kind, isRight, attempt.Grade)
			}
			if !d.Progress(q.ID).Equal(attempt.After) {
				t.Errorf("%s: stored progress differs from the attempt's", kind)
			}
			d.undo(done)
			same(t, string(kind)+" after undo", d.state(), before)
			d.Store.Close()
		}
	}
}

func TestAnAnswerTakesAtMostAnHour(t *testing.T) {
	d := newDesk(t)
	q := d.question(quiz.Choice)
	a, _, err := d.Act.Answer(ctx, q, actions.Answer{Mode: quiz.ModeReview, Response: right(q), Took: 9 * time.Hour})
	d.Must(err)
	b, _, err := d.Act.Answer(ctx, q, actions.Answer{Mode: quiz.ModeReview, Response: right(q), Took: -time.Second, Before: a.After})
	d.Must(err)
	if a.Took != time.Hour || b.Took != 0 {
		t.Errorf("took %v and %v", a.Took, b.Took)
	}
}

func TestTheLearnersOwnGradeWins(t *testing.T) {
	d := newDesk(t)
	q := d.question(quiz.Choice)
	a, _, err := d.Act.Answer(ctx, q, actions.Answer{Mode: quiz.ModeReview, Response: right(q), Override: srs.Hard})
	d.Must(err)
	if a.Grade != srs.Hard || a.Mark != 1 {
		t.Errorf("grade %v, mark %g", a.Grade, a.Mark)
	}
}

func TestAStaleAnswerIsRefusedAndChangesNothing(t *testing.T) {
	d := newDesk(t)
	q := d.question(quiz.Flip)
	_, err := d.Act.Grade(ctx, q, quiz.Progress{}, srs.Good, 0)
	d.Must(err)
	before := d.state()
	if _, err = d.Act.Grade(ctx, q, quiz.Progress{}, srs.Easy, 0); err == nil || !strings.HasPrefix(err.Error(), "save the answer: ") {
		t.Errorf("error %v", err)
	}
	same(t, "after a refused answer", d.state(), before)
	d.agrees("a refused answer")
}

// The store is closed under the actions: no write can succeed.
func TestAFailedSaveChangesNothingInTheSession(t *testing.T) {
	d := newDesk(t)
	study, _, err := d.Act.StartSession(ctx, quiz.ModeStudy, "Practice", storage.Filter{Kinds: []quiz.Kind{quiz.Choice}}, 2)
	d.Must(err)
	exam, _, err := d.Act.StartSession(ctx, quiz.ModeTest, "Test", storage.Filter{Kinds: []quiz.Kind{quiz.Choice}}, 2)
	d.Must(err)
	d.Must(d.Act.Draft(ctx, &exam, 0, quiz.Given{Response: quiz.Response{Chosen: []int{0}}}))
	_, err = d.Act.Pace(ctx, quiz.Choice)
	d.Must(err)
	studyBefore, examBefore := append([]quiz.Given{}, study.Answers...), append([]quiz.Given{}, exam.Answers...)
	d.Must(d.Store.Close())

	q := d.question(quiz.Choice)
	flip := d.question(quiz.Flip)
	for name, verb := range map[string]func() (actions.Done, error){
		"save the answer": func() (actions.Done, error) {
			_, done, err := d.Act.Answer(ctx, q, actions.Answer{Mode: quiz.ModeStudy, Session: &study, Response: right(q)})
			return done, err
		},
		"save the answer:": func() (actions.Done, error) { return d.Act.Grade(ctx, flip, quiz.Progress{}, srs.Good, 0) },
		"save the answer: ": func() (actions.Done, error) {
			return actions.Done{}, d.Act.Draft(ctx, &exam, 1, quiz.Given{Response: quiz.Response{Chosen: []int{1}}})
		},
		"hand in":          func() (actions.Done, error) { return d.Act.HandIn(ctx, &exam) },
		"end the session":  func() (actions.Done, error) { return d.Act.Finish(ctx, &study) },
		"save the flag":    func() (actions.Done, error) { return d.Act.Flag(ctx, q.ID, true) },
		"save the suspend": func() (actions.Done, error) { return d.Act.Suspend(ctx, q.ID, true) },
		"save the note":    func() (actions.Done, error) { return d.Act.Note(ctx, q.ID, "x") },
		"save the report":  func() (actions.Done, error) { return d.Act.Report(ctx, q.ID, "x") },
		"save the edit":    func() (actions.Done, error) { return d.Act.Edit(ctx, *q) },
		"remove Unit 4":    func() (actions.Done, error) { return d.Act.RemoveBank(ctx, d.bank.ID, "Unit 4") },
		"import Unit 4":    func() (actions.Done, error) { return actions.Done{}, d.Act.Import(d.bank).Run(ctx, nil) },
		"undo x": func() (actions.Done, error) {
			_, err := d.Act.Undo(ctx, actions.Done{Label: "x"})
			return actions.Done{}, err
		},
		"pick questions": func() (actions.Done, error) {
			_, done, err := d.Act.StartSession(ctx, "study", "x", storage.Filter{}, 1)
			return done, err
		},
		"save the change o": func() (actions.Done, error) { return d.Act.Set(ctx, quiz.SettingMinutes, "20") },
	} {
		done, err := verb()
		if err == nil || !strings.HasPrefix(err.Error(), strings.TrimSpace(name)) {
			t.Errorf("%s: error %v", name, err)
		}
		if done != (actions.Done{}) {
			t.Errorf("%s: has a receipt %+v", name, done)
		}
	}
	if !reflect.DeepEqual(study.Answers, studyBefore) || !reflect.DeepEqual(exam.Answers, examBefore) || study.Finished || exam.Finished {
		t.Error("a session in memory changed although nothing was saved")
	}
	if d.Act.Minutes() == 20 {
		t.Error("a setting in memory changed although nothing was saved")
	}
}
