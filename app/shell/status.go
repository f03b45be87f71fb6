package shell

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chartroom/app/theme"
	"chartroom/app/widgets"
)

// status is the bar at the foot of the window: what was just said, the job
// that runs, and what undo would take back. It is always there and always as
// high, so that nothing it says moves anything.
type status struct {
	object *fyne.Container
	left   *fyne.Container
	right  *fyne.Container
	text   string // what is said; for tests through the widgets' words
}

func newStatus() *status {
	s := &status{left: container.NewStack(), right: container.NewStack()}
	bar := widgets.Row(theme.Space16, widgets.Grow(s.left), s.right)
	s.object = widgets.FixedHeight(theme.Scaled(36), widgets.Pad(0, theme.PageMargin, theme.Space8, theme.PageMargin, bar))
	return s
}

// say shows a sentence in a role, with an icon.
func (s *status) say(text string, role fyne.ThemeColorName, icon theme.IconName) {
	s.text = text
	s.set(widgets.Row(theme.Space8, widgets.NewIcon(icon, role), widgets.Grow(widgets.OneLine(text, role))))
}

// clear takes the sentence away.
func (s *status) clear() { s.text = ""; s.set() }

// idle ends what working began, unless something was said meanwhile.
func (s *status) idle() {
	if s.text == "" {
		s.set()
	}
}

// working shows a job, how far it is, and Cancel.
func (s *status) working(label string, done, total int, cancel func()) {
	s.text = ""
	how := label + "..."
	share := float32(-1)
	if total > 0 {
		how = fmt.Sprintf("%s: %d %%", label, 100*done/total)
		share = float32(done) / float32(total)
	}
	s.set(widgets.Row(theme.Space12, widgets.OneLine(how, theme.ColorText), widgets.Grow(widgets.NewProgressBar(share)),
		widgets.QuietButton("Cancel", cancel)))
}

// undoable shows what Ctrl+Z takes back; "" for nothing.
func (s *status) undoable(label string) {
	s.right.Objects = nil
	if label != "" {
		s.right.Objects = []fyne.CanvasObject{widgets.KeyHint("Ctrl Z", "undo "+label)}
	}
	s.right.Refresh()
}

func (s *status) set(objects ...fyne.CanvasObject) {
	s.left.Objects = objects
	s.left.Refresh()
}
