package shell

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/uitest"
	"chartroom/quiz"
)

func TestUndoGoesThirtyStepsBack(t *testing.T) {
	d := newDesk(t, RunNow)
	for i := range undoLimit + 5 {
		d.clock.Pass(time.Second)
		if !d.shell.Do(func() (actions.Done, error) {
			return d.act.Note(context.Background(), d.question, strings.Repeat("x", i+1))
		}) {
			t.Fatal("not done")
		}
	}
	for range undoLimit {
		d.clock.Pass(time.Second)
		d.ctrl(fyne.KeyZ)
		d.sees("Undone: note.")
	}
	if s, err := d.act.StateOf(context.Background(), d.question); err != nil || s.Note != "xxxxx" {
		t.Errorf("after %d undos of %d notes the note is %q, %v", undoLimit, undoLimit+5, s.Note, err)
	}
	d.misses("undo note")
	d.ctrl(fyne.KeyZ)
	d.sees("There is nothing to undo.")
}

func TestUndoIsNamedAndWorksOnEveryScreen(t *testing.T) {
	d := newDesk(t, RunNow)
	d.flag(true)
	d.sees("undo flag")
	d.clock.Pass(time.Second)
	d.shell.Do(func() (actions.Done, error) {
		return d.act.SetNamed(context.Background(), "minutes a day", quiz.SettingMinutes, "45")
	})
	d.sees("undo change of minutes a day")
	d.ctrl(fyne.Key3)
	d.ctrl(fyne.KeyZ)
	d.sees("Undone: change of minutes a day.")
	d.sees("undo flag")
	d.ctrl(fyne.KeyZ)
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
	must(t, d.store.Close())
	d.ctrl(fyne.KeyZ)
	d.sees("Could not undo flag")
	d.sees("Ctrl Z")
	if n := len(d.shell.undo); n != 1 {
		t.Errorf("%d steps are remembered", n)
	}
}

func TestWhatFailsSaysWhyAndChangesNothing(t *testing.T) {
	d := newDesk(t, RunNow)
	if d.shell.Do(func() (actions.Done, error) { return actions.Done{}, errFull }) {
		t.Error("called done")
	}
	d.sees("Could not save the answer: the disk is full.")
	if len(d.shell.undo)+len(d.pages[0].changes) != 0 {
		t.Error("something is remembered of it")
	}
	d.shell.Fail(context.Canceled)
	d.sees("the disk is full")
	d.flag(true)
	d.misses("the disk is full")
}

func TestAReceiptIsKeptThoughGoingOnFailed(t *testing.T) {
	d := newDesk(t, RunNow)
	drawn := 0
	d.shell.Step(func() (actions.Done, error) {
		done, err := d.act.Flag(context.Background(), d.question, true)
		return done, errors.Join(err, errors.New("read the next question: the disk is gone"))
	}, func() { drawn++ })
	d.sees("Could not read the next question: the disk is gone.")
	d.sees("undo flag")
	d.shell.Step(func() (actions.Done, error) { return actions.Done{}, nil }, func() { drawn++ })
	if drawn != 1 || len(d.pages[0].changes) != 1 {
		t.Errorf("drawn %d times, told of %d changes", drawn, len(d.pages[0].changes))
	}
}

func TestOnlyWhatCanBeUndoneIsRemembered(t *testing.T) {
	d := newDesk(t, RunNow)
	d.shell.Did(actions.Done{Label: "start of Practice", Say: "A session of 5."})
	d.sees("A session of 5.")
	d.shell.Did(actions.Done{})
	d.sees("A session of 5.")
	if len(d.shell.undo) != 0 || len(d.pages[0].changes) != 1 {
		t.Errorf("%d steps, %d changes", len(d.shell.undo), len(d.pages[0].changes))
	}
}

func TestDigitsWithCtrlOpenScreens(t *testing.T) {
	d := newDesk(t, RunNow)
	for i, k := range []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4} {
		d.ctrl(k)
		d.sees("this is " + d.pages[i].name)
		if i > 0 && d.pages[i-1].left == 0 {
			t.Errorf("%s was not told that it was left", d.pages[i-1].name)
		}
	}
	for _, k := range []fyne.KeyName{fyne.Key5, fyne.Key9} {
		d.ctrl(k)
		d.sees("this is Settings")
	}
	uitest.Tap(t, d.w, "Library")
	d.sees("this is Library")
	d.misses("this is Settings")
}

func TestGoOpensAScreenOrSaysWhyNot(t *testing.T) {
	d := newDesk(t, RunNow)
	d.shell.Go("Library", 7)
	d.sees("this is Library")
	if d.pages[2].opened != 7 {
		t.Errorf("opened %v", d.pages[2].opened)
	}
	d.pages[1].refuse = errors.New("open the question: it is gone")
	d.shell.Go("Review", 8)
	d.sees("this is Library")
	d.sees("Could not open the question: it is gone.")
}

func TestBadgesFollowEveryVerb(t *testing.T) {
	d := newDesk(t, RunNow)
	d.pages[1].badge = 41
	d.flag(true)
	d.sees("41")
	d.pages[1].badge = 0
	d.ctrl(fyne.KeyZ)
	d.misses("41")
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
	d.ctrl(fyne.Key2)
	d.shell.Restyle()
	d.sees("undo flag")
	d.sees("RHIT · 18 Jan 2027")
	d.sees("this is Review")
	d.ctrl(fyne.KeyZ)
	if d.flagged() {
		t.Error("undo does nothing after restyling")
	}
}

func TestADayIsAskedForUntilItIsOne(t *testing.T) {
	d := newDesk(t, RunNow)
	d.shell.SetDue(d.question)
	d.sees("When shall it come back?")
	for _, wrong := range []string{"soon", "-1", "2020-01-01"} {
		uitest.TypeString(d.w, wrong)
		uitest.Key(d.w, fyne.KeyReturn)
		d.sees("When shall it come back?")
		d.sees(wrong)
		for range wrong {
			uitest.Key(d.w, fyne.KeyBackspace)
		}
	}
	uitest.TypeString(d.w, "5")
	uitest.Key(d.w, fyne.KeyReturn)
	d.misses("When shall it come back?")
}
