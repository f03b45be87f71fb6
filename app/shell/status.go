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
	work   *fyne.Container // label and progress; the toast lies over them while it speaks
	label  *widgets.Text
	share  *widgets.Progress
	cancel *widgets.Button
	undo   *fyne.Container
	busy   bool
}

func newStatus() *status {
	s := &status{toast: widgets.NewToast(), label: widgets.Body("").OneLine(), share: widgets.ProgressBar(0),
		cancel: widgets.QuietButton("Cancel", nil), undo: container.NewStack()}
	s.work = widgets.Row(theme.Space12, s.label, widgets.Grow(s.share))
	s.work.Hide()
	s.cancel.Hide()
	left := container.NewStack(s.toast, s.work)
	s.object = widgets.Fixed(0, theme.Scaled(44), widgets.Pad(0, theme.PageMargin, theme.Space4, theme.PageMargin,
		widgets.Row(theme.Space16, widgets.Grow(left), s.cancel, s.undo)))
	return s
}

// say shows a sentence in a role; over the progress of a job, if one runs, for
// an answer that could not be saved matters more.
func (s *status) say(text string, role fyne.ThemeColorName) {
	s.toast.Say(text, role, "", nil)
	s.arrange()
}

// clear takes the sentence away.
func (s *status) clear() {
	s.toast.Clear()
	s.arrange()
}

// begin makes room for a job, with Cancel.
func (s *status) begin(cancel func()) {
	s.busy = true
	s.toast.Clear()
	s.cancel.SetPressed(cancel)
	s.arrange()
}

// idle ends what begin began.
func (s *status) idle() {
	s.busy = false
	s.arrange()
}

// working shows a job and how far it is.
func (s *status) working(label string, done, total int) {
	s.label.SetText(label)
	s.share.Set(0)
	if total > 0 {
		s.label.SetText(fmt.Sprintf("%s: %d %%", label, 100*done/total))
		s.share.Set(float64(done) / float64(total))
	}
	s.work.Refresh()
}

// arrange shows the sentence or, when there is none, the job.
func (s *status) arrange() {
	show(s.cancel, s.busy)
	show(s.work, s.busy && s.toast.Text() == "")
	show(s.toast, !s.work.Visible())
	s.object.Refresh()
}

func show(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

// undoable shows what Ctrl+Z takes back; "" for nothing.
func (s *status) undoable(label string) {
	s.undo.Objects = nil
	if label != "" {
		s.undo.Objects = []fyne.CanvasObject{widgets.KeyHint("Ctrl Z", "undo "+label)}
	}
	s.undo.Refresh()
}
