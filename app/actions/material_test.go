package actions_test

import (
	"testing"
	"time"

	"chartroom/app/actions"
	"chartroom/app/actions/actionstest"
	"chartroom/content"
	"chartroom/quiz"
)

// A key that a newer version of the app corrects marks the past answers anew,
// and the learner is told.
func TestACorrectedKeyOfTheShippedMaterialMarksThePastAnew(t *testing.T) {
	banks, err := content.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	var shipped quiz.Bank
	for _, b := range banks {
		if b.ID == "rhit-practice" {
			shipped = b
		}
	}
	older := shipped
	older.Questions = append([]quiz.Question(nil), shipped.Questions...)
	wrong := older.Questions[0]
	wrong.Options = append([]quiz.Option(nil), wrong.Options...)
	right := -1
	for i := range wrong.Options {
		if wrong.Options[i].Fraction == 1 {
			right = i
		}
	}
	other := (right + 1) % len(wrong.Options)
	wrong.Options[right].Fraction, wrong.Options[other].Fraction = 0, 1
	older.Questions[0] = wrong
	p := actionstest.New(t, older)
	_, _, err = p.Act.Answer(ctx, &wrong, actions.Answer{Mode: quiz.ModeStudy, Response: quiz.Response{Chosen: []int{right}}, Took: 20 * time.Second})
	p.Must(err)
	m := p.Act.Material()
	p.Must(m.Run(ctx, nil))
	done, err := m.Done(ctx)
	p.Must(err)
	if got := p.Attempts(wrong.ID); len(got) != 1 || done.Say == "" || done.Event.IsZero() {
		t.Fatalf("%d answers, receipt %+v", len(got), done)
	}
	if remarked, err := p.Act.Remarked(ctx); err != nil || len(remarked) != 1 || remarked[0].Raised != 1 {
		t.Errorf("told: %+v, %v", remarked, err)
	}
	if _, err := p.Act.Undo(ctx, done); err != nil {
		t.Errorf("undo: %v", err)
	}
	if remarked, err := p.Act.Remarked(ctx); err != nil || len(remarked) != 0 {
		t.Errorf("after undo: %+v, %v", remarked, err)
	}
}
