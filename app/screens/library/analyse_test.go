package library

import (
	"testing"

	"chartroom/app/shell/shelltest"
	"chartroom/quiz"
)

func TestHowTheQuestionsDidIsAKeyAway(t *testing.T) {
	d := newDesk(t, privacy())
	items := shelltest.NewOther("Item analysis")
	d.Shell.AddBeside(items)
	d.Typed("q") // nothing is answered yet
	d.Sees("this is Item analysis")
	if items.Opened != nil {
		t.Errorf("opened %v of a bank without answers", items.Opened)
	}
	d.answer(privacy().Questions[0], 0)
	d.Shell.Go("Library", nil)
	d.Typed("q")
	if items.Opened != quiz.BankID("privacy") {
		t.Errorf("opened %v", items.Opened)
	}
}
