package shell

import (
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/uitest"
	"chartroom/quiz"
)

// sitter is a page for which time passes, and which may want the window for
// itself.
type sitter struct {
	page
	ticks int
	alone bool
}

func (s *sitter) Tick()       { s.ticks++ }
func (s *sitter) Alone() bool { return s.alone }

func TestTimePassesOnEveryScreenAndTheRailMakesRoom(t *testing.T) {
	d := newDesk(t, RunNow)
	s := &sitter{page: page{name: "Exam"}}
	d.shell.screens = append(d.shell.screens, s)
	d.shell.Show()
	d.shell.Tick()
	d.Ctrl(fyne.Key5)
	d.Sees("this is Exam", "Library")
	d.shell.Tick()
	if s.ticks != 2 {
		t.Errorf("it heard of %d seconds", s.ticks)
	}
	before := d.shell.stage.Size().Width
	s.alone = true
	d.shell.Redraw()
	uitest.Layout(d.Window)
	d.Sees("this is Exam")
	d.Misses("Library")
	if now := d.shell.stage.Size().Width; now <= before {
		t.Errorf("the stage is %v wide, and was %v", now, before)
	}
	d.shell.Restyle()
	d.Misses("Library")
	d.Ctrl(fyne.Key1)
	d.Sees("this is Today", "Library")
}

func TestUndoPassesByWhatIsOver(t *testing.T) {
	d := newDesk(t, RunNow)
	d.flag(true)
	over := quiz.SessionID(d.shell.undo[0].Event)
	d.shell.Did(actions.Done{Label: "answer", Event: quiz.EventID(over), Change: actions.Change{Kind: quiz.EventDraft, Session: over}})
	d.Sees("undo answer")
	d.shell.Forget(over)
	d.Sees("undo flag")
	d.Ctrl(fyne.KeyZ)
	d.Sees("Undone: flag.")
	if d.flagged() {
		t.Error("the flag is still there")
	}
}
