package practice

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/app/actions/actionstest"
	"chartroom/app/shell/shelltest"
	"chartroom/quiz"
)

const enter = fyne.KeyReturn

var blueprints = []quiz.Blueprint{{ID: "rhit", Name: "RHIT", Credential: "rhit", Domains: []quiz.Domain{
	{ID: "rhit:1", Short: "Data content"}, {ID: "rhit:2", Short: "Access"}, {ID: "rhit:3", Short: "Analytics"}}}}

// desk is the practice screen between two others, on a real file.
type desk struct {
	*shelltest.Desk
	screen *Screen
	bank   quiz.Bank
}

func newDesk(t *testing.T, questions ...quiz.Question) *desk {
	t.Helper()
	d := &desk{Desk: shelltest.New(t), bank: actionstest.Bank(questions...)}
	for i := range d.bank.Questions {
		q := &d.bank.Questions[i]
		q.Tags = append(q.Tags, fmt.Sprintf("rhit:%d", 1+i%3))
	}
	if len(questions) > 0 {
		d.Bring(d.bank)
	}
	d.Set(quiz.SettingExam, "rhit")
	d.furnish()
	return d
}

func (d *desk) furnish() {
	d.screen = New(d.Shell, blueprints)
	d.Furnish(shelltest.NewOther("Today"), shelltest.NewOther("Review"), d.screen, shelltest.NewOther("Exam"))
}

// reopen closes the window and the file, and opens them a minute later.
func (d *desk) reopen() {
	d.T.Helper()
	d.Reopen()
	d.furnish()
	d.open()
}

// open shows the practice screen.
func (d *desk) open() *desk { d.Ctrl(fyne.Key3); return d }

func (d *desk) tap(words ...string) *desk { d.T.Helper(); d.Tap(words...); return d }

// choices are n questions whose options keep their order: A is right.
func choices(n int) []quiz.Question {
	all := make([]quiz.Question, n)
	for i := range all {
		all[i] = actionstest.Choice(fmt.Sprintf("Question %d?", i))
	}
	return all
}

// attempts are those of all questions.
func (d *desk) attempts() []quiz.Attempt {
	d.T.Helper()
	var ids []quiz.QuestionID
	for _, q := range d.bank.Questions {
		ids = append(ids, q.ID)
	}
	return d.Attempts(ids...)
}
