// Package shelltest gives tests of the screens a window to drive, on a profile
// in a folder of its own. Only tests use it.
package shelltest

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"chartroom/app/actions"
	"chartroom/app/actions/actionstest"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/uitest"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// Size is how large the window is, until it is made larger or smaller.
var Size = fyne.NewSize(1280, 800)

// pace is what a learner takes for a key.
const pace = 4 * time.Second

// Desk is a window on a profile. A screen is made with its Shell and then put
// into the window by Furnish.
type Desk struct {
	*actionstest.Profile
	*uitest.Window
	Shell *shell.Shell
	T     testing.TB
	Pace  time.Duration // passes before each key and each text

	runner shell.Runner
}

// New opens a window on a new profile that holds these banks.
func New(t testing.TB, banks ...quiz.Bank) *Desk {
	t.Helper()
	return On(t, actionstest.New(t, banks...), shell.RunNow)
}

// On opens a window on a profile. runner runs its jobs.
func On(t testing.TB, p *actionstest.Profile, runner shell.Runner) *Desk {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{}))
	d := &Desk{Profile: p, T: t, Pace: pace, runner: runner}
	d.Open()
	return d
}

// Open leaves the window, if there is one, for a new one without screens.
func (d *Desk) Open() {
	w := test.NewTempWindow(d.T, widgets.Body(""))
	w.SetTitle("Chartroom")
	w.SetPadded(false)
	w.Resize(Size)
	d.Window = uitest.Drive(d.T, w, func() { d.Clock.Pass(d.Pace) })
	d.Shell = shell.New(w, d.Act, d.runner)
	d.T.Cleanup(d.Shell.Close)
}

// Furnish puts screens into the window and shows the first.
func (d *Desk) Furnish(screens ...shell.Screen) {
	size := d.Canvas().Size()
	d.Shell.Add(screens...)
	d.Shell.Show()
	d.Resize(size)
	uitest.Layout(d.Window)
}

// Reopen closes the window and the file, and opens them a minute later, without
// screens.
func (d *Desk) Reopen() {
	d.T.Helper()
	d.Shell.Close()
	d.Clock.Pass(time.Minute)
	d.Profile.Reopen()
	d.Open()
}

// ListsKeys fails the test unless ? lists every key of the screen, which is on
// show, and each of them does something.
func (d *Desk) ListsKeys(screen shell.Screen) {
	d.T.Helper()
	d.Typed("?")
	for _, k := range screen.Keys() {
		if k.Does != "" {
			d.Sees(k.Does)
		}
		if k.Do == nil {
			d.T.Errorf("%s does nothing", k.Cap())
		}
	}
}

// Other stands in the rail for another screen, and keeps what it is asked to
// open.
type Other struct {
	Title  string
	Opened any
	Shown  int // how often
}

// NewOther is a screen called title, which says “this is” and its title.
func NewOther(title string) *Other { return &Other{Title: title} }

// Name is what stands in the rail.
func (o *Other) Name() string { return o.Title }

// Icon is one of the rail's.
func (*Other) Icon() theme.IconName { return theme.IconReview }

// Build counts that it is shown.
func (o *Other) Build() fyne.CanvasObject {
	o.Shown++
	return widgets.Body("this is " + o.Title)
}

// Keys are none.
func (*Other) Keys() []shell.Key { return nil }

// Changed does nothing.
func (*Other) Changed(actions.Change) {}

// Open keeps what is to be opened.
func (o *Other) Open(arg any) error { o.Opened = arg; return nil }
