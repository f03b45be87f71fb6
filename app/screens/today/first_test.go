package today

import (
	"context"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/actions/actionstest"
	"chartroom/app/shell"
	"chartroom/app/shell/shelltest"
	"chartroom/quiz"
)

// The window opens before the shipped questions are in a fresh file: what first
// run asks meanwhile stays as it is typed, and a learner who is quicker begins by
// herself when they have come.
func TestFirstRunWaitsForItsQuestions(t *testing.T) {
	end := func() {}
	runner := func(ctx context.Context, job shell.Job, _ func(int, int), then func(error)) {
		end = func() { then(job(ctx, func(int, int) {})) }
	}
	d := shelltest.On(t, actionstest.New(t), runner)
	practice := shelltest.NewOther("Practice")
	d.Furnish(New(d.Shell, []quiz.Blueprint{{Name: "RHIT", Credential: "rhit", Domains: []quiz.Domain{{ID: "rhit:1", Short: "Data content", Min: 90, Max: 100}}}}), practice)
	var all []quiz.Question
	for i := range 12 {
		all = append(all, quiz.Question{Stem: fmt.Sprint("Question ", i), Kind: quiz.Choice, Tags: []string{"rhit:1"},
			Options: []quiz.Option{{Text: "right", Fraction: 1}, {Text: "wrong"}}})
	}
	bring := func() {
		imp := d.Act.Import(actionstest.Bank(all...))
		d.Shell.Run("Getting ready", imp.Run, func(err error) {
			d.Must(err)
			d.Shell.Tell(actions.Change{Kind: quiz.EventImport})
		})
	}

	bring()
	d.Key(fyne.KeyReturn)
	d.Typed("2027-01-1")
	end()
	d.Sees("When is your exam?", "2027-01-1") // what is half typed stays
	d.Typed("8")
	d.Key(fyne.KeyReturn)

	bring()
	d.Key(fyne.KeyReturn)
	d.Key(fyne.KeyReturn)
	d.Sees("Ten questions to begin with", "The first ten questions come as soon as they are ready")
	if practice.Opened != nil {
		t.Fatalf("it began with %+v", practice.Opened)
	}
	end()
	d.Sees("this is Practice")
	if s, ok := practice.Opened.(quiz.Session); !ok || len(s.Queue) != tasterSize {
		t.Errorf("it opened %+v", practice.Opened)
	}
}
