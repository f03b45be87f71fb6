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
	object fyne.CanvasObject
	toast  *widgets.Toast
	work   *fyne.Container // label, progress, Cancel
	label  *widgets.Text
	share  *widgets.Progress
	cancel *widgets.Button
	undo   *fyne.Container
}

func newStatus() *status {
	s := &status{toast: widgets.NewToast(), label: widgets.Body("").OneLine(), share: widgets.ProgressBar(0),
		cancel: widgets.QuietButton("Cancel", nil), undo: container.NewStack()}
	s.work = widgets.Row(theme.Space12, s.label, widgets.Grow(s.share), s.cancel)
	s.work.Hide()
	left := container.NewStack(s.toast, s.work)
	s.object = widgets.Fixed(0, theme.Scaled(44), widgets.Pad(0, theme.PageMargin, theme.Space4, theme.PageMargin,
		widgets.Row(theme.Space16, widgets.Grow(left), s.undo)))
	return s
}

// say shows a sentence in a role.
func (s *status) say(text string, role fyne.ThemeColorName) {
	if !s.work.Visible() {
		s.toast.Say(text, role, "", nil)
	}
}

// clear takes the sentence away.
func (s *status) clear() { s.toast.Clear() }

// idle ends what working began.
func (s *status) idle() {
	s.work.Hide()
	s.toast.Show()
}

// working shows a job, how far it is, and Cancel.
func (s *status) working(label string, done, total int, cancel func()) {
	s.toast.Clear()
	s.toast.Hide()
	s.label.SetText(label)
	s.share.Set(0)
	if total > 0 {
		s.label.SetText(fmt.Sprintf("%s: %d %%", label, 100*done/total))
		s.share.Set(float64(done) / float64(total))
	}
	s.cancel.SetPressed(cancel)
	s.work.Show()
}

// undoable shows what Ctrl+Z takes back; "" for nothing.
func (s *status) undoable(label string) {
	s.undo.Objects = nil
	if label != "" {
		s.undo.Objects = []fyne.CanvasObject{widgets.KeyHint("Ctrl Z", "undo "+label)}
	}
	s.undo.Refresh()
}
