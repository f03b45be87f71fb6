package review

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/actions/actionstest"
	"chartroom/app/shell/shelltest"
	"chartroom/quiz"
	"chartroom/quiz/srs"
)

var noon = actionstest.Noon

const (
	enter = fyne.KeyReturn
	space = fyne.KeySpace
)

// desk is the review screen between two others, on a real file.
type desk struct {
	*shelltest.Desk
	screen *Screen
	bank   quiz.Bank
}

func newDesk(t *testing.T, questions ...quiz.Question) *desk {
	t.Helper()
	d := &desk{Desk: shelltest.New(t), bank: actionstest.Bank(questions...)}
	if len(questions) > 0 {
		d.Bring(d.bank)
	}
	d.screen = New(d.Shell)
	d.Furnish(shelltest.NewOther("Today"), d.screen, shelltest.NewOther("Practice"), shelltest.NewOther("Library"))
	return d
}

// open shows the review screen.
func (d *desk) open() *desk { d.Ctrl(fyne.Key2); return d }

// graded gives a card progress as if it had been graded so long ago.
func (d *desk) graded(i int, g srs.Grade, ago time.Duration) {
	d.T.Helper()
	d.Clock.Set(noon.Add(-ago))
	d.Grade(&d.bank.Questions[i], g, time.Second)
	d.Clock.Set(noon)
}

func cards(n int) []quiz.Question {
	all := make([]quiz.Question, n)
	for i := range all {
		all[i] = actionstest.Card(fmt.Sprintf("card %d", i))
	}
	return all
}

// due makes question i due now by a wrong answer of an hour ago.
func (d *desk) due(i int) {
	d.T.Helper()
	d.Clock.Set(noon.Add(-time.Hour))
	q := &d.bank.Questions[i]
	_, _, err := d.Act.Answer(ctx(), q, actions.Answer{Mode: quiz.ModeReview, Response: quiz.Response{Chosen: []int{1}, Text: "?", Gaps: []string{"?"}}})
	d.Must(err)
	d.Clock.Set(noon)
}
