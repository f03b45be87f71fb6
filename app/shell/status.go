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
// high, so that nothing it says moves anything: a sentence of several lines
// lies over the foot of the screen, until a click or the next thing done takes
// it away.
type status struct {
	object fyne.CanvasObject
	toast  *widgets.Toast
	work   *fyne.Container // label and progress; the toast is in their place while it speaks
	label  *widgets.Text
	share  *widgets.Progress
	cancel *widgets.Button
	undo   *fyne.Container
	busy   bool
}

func newStatus() *status {
	s := &status{toast: widgets.NewToast(), label: widgets.Body("").Clipped(), share: widgets.ProgressBar(0),
		cancel: widgets.QuietButton("Cancel", nil), undo: container.NewStack()}
	s.toast.OnTapped = s.clear
	s.work = widgets.Row(theme.Space12, s.label, widgets.Grow(s.share))
	s.toast.Hide()
	s.work.Hide()
	s.cancel.Hide()
	s.object = container.New(statusLayout{s}, s.work, s.cancel, s.undo, s.toast)
	return s
}

// statusLayout puts what is said or works at the left, Cancel and what undo
// takes back at the right, in the middle of the bar.
type statusLayout struct{ *status }

// MinSize is for Fyne.
func (l statusLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, theme.Scaled(44)) // one line, and what stands beside it
}

// Layout is for Fyne. A sentence that is too long for its line grows upwards,
// beside what is at the right or above that, whichever is lower.
func (l statusLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	whole, height := size.Width-2*theme.PageMargin, size.Height-theme.Space4
	room, top := whole, height // what is at the right leaves this room, and begins there
	for _, o := range []fyne.CanvasObject{l.undo, l.cancel} {
		m := o.MinSize()
		if !o.Visible() || m.Width == 0 {
			continue
		}
		m.Width = min(m.Width, room)
		o.Resize(m)
		o.Move(fyne.NewPos(theme.PageMargin+room-m.Width, (height-m.Height)/2))
		room, top = max(0, room-m.Width-theme.Space16), min(top, o.Position().Y-theme.Space4)
	}
	l.work.Resize(fyne.NewSize(room, height))
	l.work.Move(fyne.NewPos(theme.PageMargin, 0))
	beside, above := l.toast.HeightFor(room), l.toast.HeightFor(whole)
	at, high, width := float32(0), height, room
	switch {
	case beside <= height:
	case room < whole && top-above > height-beside:
		at, high, width = top-above, above, whole
	default:
		at, high = height-beside, beside
	}
	l.toast.Resize(fyne.NewSize(width, high))
	l.toast.Move(fyne.NewPos(theme.PageMargin, at))
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
	show(s.toast, s.toast.Text() != "") // silent it would keep clicks from the screen's foot
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
