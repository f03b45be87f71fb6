package shell

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"chartroom/app/theme"
	"chartroom/app/uitest"
)

// A long sentence is read to its end at any size of text. It moves nothing and
// leaves what stands beside it, and a click takes it away.
func TestALongSentenceIsSaidInFull(t *testing.T) {
	why := errors.New("show it: the figures of RHIT that you changed are not saved; save or leave them first")
	for name, c := range map[string]struct {
		scale float64
		size  fyne.Size
	}{"as made": {1, fyne.NewSize(1280, 800)}, "large": {2, fyne.NewSize(1280, 800)}, "large and small": {2, least}} {
		t.Run(name, func(t *testing.T) {
			var job held
			d := newDesk(t, job.run)
			fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Options{TextScale: c.scale}))
			d.Resize(c.size)
			d.shell.Restyle()
			d.flag(true)
			before, silent := d.place(), d.shell.status.undo.Position()
			d.shell.Fail(why)
			if now := d.place(); now != before {
				t.Errorf("from %s to %s", before, now)
			}
			d.Sees("save or leave them first.", "undo flag")
			s := d.shell.status
			at, size := d.onWindow(s.toast)
			if size.Height < s.toast.HeightFor(size.Width) {
				t.Errorf("%v high, and the sentence wants %v", size.Height, s.toast.HeightFor(size.Width))
			}
			hint, wide := d.onWindow(s.undo)
			if at.X < 0 || at.Y < 0 || at.X+size.Width > c.size.Width || at.Y+size.Height > c.size.Height || hint.X+wide.Width > c.size.Width || hint.Y+wide.Height > c.size.Height {
				t.Errorf("%v %v or %v %v is outside of the window", at, size, hint, wide)
			}
			if at.X+size.Width > hint.X && at.Y+size.Height > hint.Y || s.undo.Position() != silent {
				t.Errorf("%v %v lies over the hint at %v, or has moved it from %v", at, size, hint, silent)
			}
			d.shell.Run("Get the books", nil, nil)
			d.shell.Fail(why)
			test.Tap(s.toast)
			if s.toast.Visible() {
				t.Error("silent it still keeps clicks from what it lies over")
			}
			d.Misses("save or leave")
			d.Sees("Get the books", "Cancel")
		})
	}
}

// onWindow is where something is in the window, and how large.
func (d *desk) onWindow(o fyne.CanvasObject) (fyne.Position, fyne.Size) {
	uitest.Layout(d.Window)
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size()
}
