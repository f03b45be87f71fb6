// Package shell is the window around the screens: the rail, the keys, undo,
// messages and jobs. It knows what a screen can do, never which screens there
// are, and changes no data but through app/actions.
package shell

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chartroom/app/actions"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// Screen is one place in the rail. Build reads afresh and returns what to
// show; it runs on every visit, and what must outlive a visit is in the
// screen's model.
type Screen interface {
	Name() string
	Icon() theme.IconName
	Build() fyne.CanvasObject
	Keys() []Key
	Changed(actions.Change) // after a verb or its undo, while the screen is on show
}

// Opener is a screen that can be told what to open, such as one question.
type Opener interface{ Open(arg any) error }

// Badger is a screen with a number beside its name; 0 shows none.
type Badger interface{ Badge() int }

// Leaver is a screen that has something to do before another is shown, such
// as saving what is typed.
type Leaver interface{ Leave() }

// Dropper is a screen that takes files which are dropped on the window while it
// is on show.
type Dropper interface{ Drop(path string) }

// Focuser is a screen that may be typed into: it puts the cursor there when it
// has come on show, or what lay over it has gone.
type Focuser interface{ Focus() }

// Ticker is a screen for which time passes, such as an exam's; it hears of it
// every second, on show or not.
type Ticker interface{ Tick() }

// Alone is a screen that may want the window for itself, without the rail.
type Alone interface{ Alone() bool }

// Finder is a screen that knows things by name, for Ctrl+K.
type Finder interface {
	Find(text string) []Found
}

// Found is one thing that Ctrl+K offers.
type Found struct {
	Icon   theme.IconName
	Title  string
	Detail string
	Open   func()
}

// undoLimit is how many steps back the shell remembers (Anki's UNDO_LIMIT).
const undoLimit = 30

// least is the smallest window that everything fits in (UI.md).
var least = fyne.NewSize(960, 640)

// Shell is the window.
type Shell struct {
	Window fyne.Window

	act        *actions.Actions
	runner     Runner
	background context.Context
	close      context.CancelFunc

	screens []Screen
	listed  int // of screens, those in the rail
	current int
	undo    []actions.Done
	job     *running
	setting func(screen string)
	folder  string // of the last file that was read or written; "" = none yet

	rail     *rail
	stage    *fyne.Container   // holds the screen on show
	content  fyne.CanvasObject // the screen's own, on the stage
	beside   beside
	building bool // the screen on show is being built
	status   *status
	overlay  interface{ Hide() } // nil = nothing lies over the screen
	// overlayKey hears named keys while an overlay is open
	overlayKey func(fyne.KeyName)
}

// New makes the window's content. Nothing is shown until Show.
func New(w fyne.Window, act *actions.Actions, runner Runner) *Shell {
	s := &Shell{Window: w, act: act, runner: runner, stage: container.NewStack()}
	s.background, s.close = context.WithCancel(context.Background())
	s.status = newStatus()
	return s
}

// Add puts screens into the rail, in order; the last stands apart at its foot.
func (s *Shell) Add(screens ...Screen) {
	s.screens = append(s.screens, screens...)
	s.listed = len(s.screens)
}

// AddBeside adds screens after those of the rail that are not in it: other
// screens, Ctrl+K and Ctrl with the next number open them.
func (s *Shell) AddBeside(screens ...Screen) { s.screens = append(s.screens, screens...) }

// Actions are the verbs.
func (s *Shell) Actions() *actions.Actions { return s.act }

// Show fills the window and opens the first screen.
func (s *Shell) Show() {
	s.rail = newRail(s)
	s.layOut()
	s.addShortcuts(s.Window.Canvas())
	s.show(0)
}

// layOut puts rail, screen and status bar into the window, which can never be
// made smaller than they all fit.
func (s *Shell) layOut() {
	// A page's margin below may reach under the status bar, which is empty mostly.
	stage := widgets.Pad(0, 0, -theme.Space16, 0, s.stage)
	page := container.NewBorder(nil, s.status.object, nil, nil, stage)
	s.Window.SetContent(widgets.Fixed(least.Width, least.Height, container.NewBorder(nil, nil, s.rail.object, nil, page)))
}

// Restyle lays the window out again after the text size has changed.
func (s *Shell) Restyle() {
	foot := s.rail.foot.Text()
	s.status = newStatus()
	s.status.undoable(s.undoLabel())
	if s.job != nil {
		s.status.begin(s.job.cancel)
		s.status.working(s.job.label, 0, 0)
	}
	s.rail = newRail(s)
	s.SetFoot(foot)
	s.layOut()
	s.Redraw()
}

// undoLabel is what undo would take back, or "".
func (s *Shell) undoLabel() string {
	if n := len(s.undo); n > 0 {
		return s.undo[n-1].Label
	}
	return ""
}

// Close ends what runs in the background.
func (s *Shell) Close() { s.close() }

// Busy reports whether a job runs that the learner waits for.
func (s *Shell) Busy() bool { return s.job != nil }

func (s *Shell) screen() Screen { return s.screens[s.current] }

// show leaves the screen on show and builds another.
func (s *Shell) show(i int) {
	if s.stage.Objects != nil {
		s.ToQuestion()
		if l, ok := s.screen().(Leaver); ok {
			l.Leave()
		}
	}
	s.closeOverlay()
	s.current = i
	s.Redraw()
}

// Redraw builds the screen on show again, and the rail's badges.
func (s *Shell) Redraw() {
	s.Window.Canvas().Unfocus()
	s.building = true
	s.content = s.screen().Build()
	s.building = false
	s.compose(s.content)
	alone, ok := s.screen().(Alone)
	s.rail.beside(!ok || !alone.Alone())
	s.rail.draw()
	s.focus()
}

// Tick lets the screens hear that a second has passed.
func (s *Shell) Tick() {
	for _, screen := range s.screens {
		if t, ok := screen.(Ticker); ok {
			t.Tick()
		}
	}
}

// focus lets the screen on show, or what lies beside it, put the cursor where
// typing belongs.
func (s *Shell) focus() {
	if s.beside.shown() && s.beside.active {
		if s.beside.here.Closed == "" {
			s.beside.is.Focus()
		}
		return
	}
	if f, ok := s.screen().(Focuser); ok {
		f.Focus()
	}
}

// Go opens the screen called name; arg, if not nil, says what in it.
func (s *Shell) Go(name string, arg any) {
	for i, screen := range s.screens {
		if screen.Name() != name {
			continue
		}
		if o, ok := screen.(Opener); ok && arg != nil {
			if err := o.Open(arg); err != nil {
				s.Fail(err)
				return
			}
		}
		s.show(i)
		return
	}
	panic(fmt.Sprintf("shell: no screen %q", name))
}

// Drop hands a file that was dropped on the window to the screen on show; it
// reports false if that takes none.
func (s *Shell) Drop(path string) bool {
	d, ok := s.screen().(Dropper)
	if ok {
		d.Drop(path)
	}
	return ok
}

// Recount draws the rail's badges again, after something was counted beside the
// window.
func (s *Shell) Recount() { s.rail.draw() }

// Tell lets the screen on show hear of a change that was made beside the
// window and is no step of the learner's.
func (s *Shell) Tell(c actions.Change) {
	s.screen().Changed(c)
	s.rail.draw()
}

// Do runs a verb and takes its receipt. It reports whether it was done; if
// not, the reason is on show and nothing has changed.
func (s *Shell) Do(verb func() (actions.Done, error)) bool {
	done, err := verb()
	if err != nil {
		s.Fail(err)
		return false
	}
	s.Did(done)
	return true
}

// Step runs a step of a screen: a verb, or something that only moves on and
// returns the zero receipt. Either way draw is called once, for Changed draws
// too. A step with a receipt and an error has saved something and then failed
// to go on: the receipt is kept, for undo, and the reason shown.
func (s *Shell) Step(step func() (actions.Done, error), draw func()) {
	done, err := step()
	switch {
	case done.Label != "":
		s.Did(done)
	case err == nil:
		draw()
	}
	if err != nil {
		s.Fail(err)
	}
	s.Follow()
}

// Did remembers a receipt for undo and tells the screen on show. The zero
// receipt, of a verb that had nothing to do, changes nothing.
func (s *Shell) Did(done actions.Done) {
	if done.Label == "" {
		return
	}
	if done.CanUndo() {
		s.undo = append(s.undo, done)
		if over := len(s.undo) - undoLimit; over > 0 {
			s.undo = s.undo[over:]
		}
		s.status.undoable(done.Label)
	}
	if done.Say != "" {
		s.Say(done.Say)
	} else {
		s.status.clear()
	}
	s.screen().Changed(done.Change)
	s.rail.draw()
	s.Follow()
}

// Undo takes back the last thing done, on whichever screen.
func (s *Shell) Undo() {
	if len(s.undo) == 0 {
		s.Say("There is nothing to undo.")
		return
	}
	last := s.undo[len(s.undo)-1]
	change, err := s.act.Undo(context.Background(), last)
	if err != nil {
		s.Fail(err)
		return
	}
	s.undo = s.undo[:len(s.undo)-1]
	s.status.undoable(s.undoLabel())
	s.Say("Undone: " + last.Label + ".")
	s.screen().Changed(change)
	s.rail.draw()
	s.Follow()
	if change.Kind == quiz.EventSetting && s.setting != nil {
		s.setting(s.screen().Name())
	}
}

// Forget lets undo pass by what was done in a session that is over and cannot
// be taken back.
func (s *Shell) Forget(session quiz.SessionID) {
	s.undo = slices.DeleteFunc(s.undo, func(d actions.Done) bool { return d.Change.Session == session })
	s.status.undoable(s.undoLabel())
}

// OnSetting is told when a change of a setting was taken back, and on which
// screen: only that one hears of it by itself, and looks concern them all.
func (s *Shell) OnSetting(hear func(screen string)) { s.setting = hear }

// Say shows a sentence in the status bar. It moves nothing.
func (s *Shell) Say(text string) { s.status.say(text, theme.ColorText) }

// Fail shows why something was not done.
func (s *Shell) Fail(err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	s.status.say(sentence(err), theme.ColorWrong)
}

// Concern reports how work went that the learner did not ask for: only if it
// failed.
func (s *Shell) Concern(err error) {
	if err != nil {
		s.Fail(err)
	}
}

// sentence is an error as the learner reads it: "Could not save the answer:
// the disk is full."
func sentence(err error) string {
	text := err.Error()
	if text == "" {
		return "Something went wrong."
	}
	if last := text[len(text)-1]; last != '.' && last != '?' && last != '!' {
		text += "."
	}
	return "Could not " + text
}
