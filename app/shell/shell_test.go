package shell

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/quiz"
)

func TestUndoGoesThirtyStepsBack(t *testing.T) {
	d := newDesk(t, RunNow)
	for i := range undoLimit + 5 {
		d.Clock.Pass(time.Second)
		if !d.shell.Do(func() (actions.Done, error) {
			return d.Act.Note(context.Background(), d.question, strings.Repeat("x", i+1))
		}) {
			t.Fatal("not done")
		}
	}
	for range undoLimit {
		d.Clock.Pass(time.Second)
		d.Ctrl(fyne.KeyZ)
		d.Sees("Undone: note.")
	}
	if s, err := d.Act.StateOf(context.Background(), d.question); err != nil || s.Note != "xxxxx" {
		t.Errorf("after %d undos of %d notes the note is %q, %v", undoLimit, undoLimit+5, s.Note, err)
	}
	d.Misses("undo note")
	d.Ctrl(fyne.KeyZ)
	d.Sees("There is nothing to undo.")
}

func TestUndoIsNamedAndWorksOnEveryScreen(t *testing.T) {
	d := newDesk(t, RunNow)
	d.flag(true)
	d.Sees("undo flag")
	d.Clock.Pass(time.Second)
	d.shell.Do(func() (actions.Done, error) {
		return d.Act.SetNamed(context.Background(), "minutes a day", quiz.SettingMinutes, "45")
	})
	d.Sees("undo change of minutes a day")
	d.Ctrl(fyne.Key3)
	d.Ctrl(fyne.KeyZ)
	d.Sees("Undone: change of minutes a day.")
	d.Sees("undo flag")
	d.Ctrl(fyne.KeyZ)
	if d.flagged() {
		t.Error("the flag is still there")
	}
	p := d.pages[2]
	if len(p.changes) != 2 || !p.last().Undone || p.last().Question != d.question {
		t.Errorf("the screen on show heard %+v", p.changes)
	}
}

func TestAnUndoThatFailsIsNotForgotten(t *testing.T) {
	d := newDesk(t, RunNow)
	d.flag(true)
	d.Must(d.Store.Close())
	d.Ctrl(fyne.KeyZ)
	d.Sees("Could not undo flag")
	d.Sees("Ctrl Z")
	if n := len(d.shell.undo); n != 1 {
		t.Errorf("%d steps are remembered", n)
	}
}

func TestWhatFailsSaysWhyAndChangesNothing(t *testing.T) {
	d := newDesk(t, RunNow)
	if d.shell.Do(func() (actions.Done, error) { return actions.Done{}, errFull }) {
		t.Error("called done")
	}
	d.Sees("Could not save the answer: the disk is full.")
	if len(d.shell.undo)+len(d.pages[0].changes) != 0 {
		t.Error("something is remembered of it")
	}
	d.shell.Fail(context.Canceled)
	d.Sees("the disk is full")
	d.flag(true)
	d.Misses("the disk is full")
}

func TestAReceiptIsKeptThoughGoingOnFailed(t *testing.T) {
	d := newDesk(t, RunNow)
	drawn := 0
	d.shell.Step(func() (actions.Done, error) {
		done, err := d.Act.Flag(context.Background(), d.question, true)
		return done, errors.Join(err, errors.New("read the next question: the disk is gone"))
	}, func() { drawn++ })
	d.Sees("Could not read the next question: the disk is gone.")
	d.Sees("undo flag")
	d.shell.Step(func() (actions.Done, error) { return actions.Done{}, nil }, func() { drawn++ })
	if drawn != 1 || len(d.pages[0].changes) != 1 {
		t.Errorf("drawn %d times, told of %d changes", drawn, len(d.pages[0].changes))
	}
}

func TestOnlyWhatCanBeUndoneIsRemembered(t *testing.T) {
	d := newDesk(t, RunNow)
	d.shell.Did(actions.Done{Label: "start of Practice", Say: "A session of 5."})
	d.Sees("A session of 5.")
	d.shell.Did(actions.Done{})
	d.Sees("A session of 5.")
	if len(d.shell.undo) != 0 || len(d.pages[0].changes) != 1 {
		t.Errorf("%d steps, %d changes", len(d.shell.undo), len(d.pages[0].changes))
	}
}

func TestDigitsWithCtrlOpenScreens(t *testing.T) {
	d := newDesk(t, RunNow)
	for i, k := range []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4} {
		d.Ctrl(k)
		d.Sees("this is " + d.pages[i].name)
		if i > 0 && d.pages[i-1].left == 0 {
			t.Errorf("%s was not told that it was left", d.pages[i-1].name)
		}
	}
	for _, k := range []fyne.KeyName{fyne.Key5, fyne.Key9} {
		d.Ctrl(k)
		d.Sees("this is Settings")
	}
	d.Tap("Library")
	d.Sees("this is Library")
	d.Misses("this is Settings")
}

func TestGoOpensAScreenOrSaysWhyNot(t *testing.T) {
	d := newDesk(t, RunNow)
	d.shell.Go("Library", 7)
	d.Sees("this is Library")
	if d.pages[2].opened != 7 {
		t.Errorf("opened %v", d.pages[2].opened)
	}
	d.pages[1].refuse = errors.New("open the question: it is gone")
	d.shell.Go("Review", 8)
	d.Sees("this is Library")
	d.Sees("Could not open the question: it is gone.")
}

func TestBadgesFollowEveryVerb(t *testing.T) {
	d := newDesk(t, RunNow)
	d.pages[1].badge = 41
	d.flag(true)
	d.Sees("41")
	d.pages[1].badge = 0
	d.Ctrl(fyne.KeyZ)
	d.Misses("41")
}

func TestMessagesMoveNothing(t *testing.T) {
	var h held
	d := newDesk(t, h.run)
	before := d.place()
	long := strings.Repeat("a very long sentence that does not fit ", 20)
	for name, do := range map[string]func(){
		"a message":      func() { d.shell.Say("Saved.") },
		"a long message": func() { d.shell.Say(long) },
		"a failure":      func() { d.shell.Fail(errors.New(long)) },
		"an undo label":  func() { d.flag(true) },
		"a job": func() {
			d.shell.Run("Import of "+long, func(context.Context, func(int, int)) error { return nil }, func(error) {})
			h.show(50, 100)
		},
		"the end of a job": func() {
			if d.shell.Busy() {
				h.end()
			}
		},
		"silence": func() { d.shell.status.clear() },
	} {
		do()
		if got := d.place(); got != before {
			t.Errorf("after %s the page is at %s, not %s", name, got, before)
		}
	}
}

func TestRestylingKeepsWhatTheWindowSays(t *testing.T) {
	d := newDesk(t, RunNow)
	d.shell.SetFoot("RHIT · 18 Jan 2027")
	d.flag(true)
	d.Ctrl(fyne.Key2)
	d.shell.Restyle()
	d.Sees("undo flag")
	d.Sees("RHIT · 18 Jan 2027")
	d.Sees("this is Review")
	d.Ctrl(fyne.KeyZ)
	if d.flagged() {
		t.Error("undo does nothing after restyling")
	}
}

func TestADayIsAskedForUntilItIsOne(t *testing.T) {
	d := newDesk(t, RunNow)
	d.shell.SetDue(d.question)
	d.Sees("When shall it come back?")
	for _, wrong := range []string{"soon", "-1", "2020-01-01"} {
		d.Typed(wrong)
		d.Key(fyne.KeyReturn)
		d.Sees("When shall it come back?")
		d.Sees(wrong)
		for range wrong {
			d.Key(fyne.KeyBackspace)
		}
	}
	d.Typed("5")
	d.Key(fyne.KeyReturn)
	d.Misses("When shall it come back?")
}
