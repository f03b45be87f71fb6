package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"chartroom/app/actions"
	"chartroom/app/learner"
	"chartroom/app/shell"
	"chartroom/app/uitest"
	"chartroom/quiz"
	"chartroom/storage"
)

// desk is a window on a profile in a folder of its own, driven by keys.
type desk struct {
	t     *testing.T
	path  string
	clock *learner.Clock
	store *storage.Store
	act   *actions.Actions
	w     fyne.Window
	shell *shell.Shell
}

func newDesk(t *testing.T) *desk {
	d := &desk{t: t, path: filepath.Join(t.TempDir(), "chartroom.db"), clock: learner.NewClock(tourNow)}
	d.open()
	t.Cleanup(d.close)
	return d
}

func (d *desk) open() {
	d.t.Helper()
	draw := rand.New(rand.NewPCG(1, 2))
	store, err := storage.Open(d.path, storage.Options{Now: d.clock.Now(), Draw: draw})
	if err != nil {
		d.t.Fatal(err)
	}
	act, err := actions.New(context.Background(), store, d.clock.Now, draw)
	if err != nil {
		d.t.Fatal(err)
	}
	if err := prepare(context.Background(), act); err != nil {
		d.t.Fatal(err)
	}
	if _, err := act.Set(context.Background(), quiz.SettingZone, "America/New_York"); err != nil {
		d.t.Fatal(err)
	}
	a := test.NewTempApp(d.t)
	d.w = a.NewWindow(metadata.Name)
	d.store, d.act = store, act
	if d.shell, err = furnish(a, d.w, act, shell.RunNow, nil); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) close() {
	d.shell.Close()
	d.w.Close()
	d.store.Close()
}

// reopen closes the window, lets time pass and opens it again.
func (d *desk) reopen(wait time.Duration) {
	d.close()
	d.clock.Pass(wait)
	d.open()
}

func (d *desk) key(names ...fyne.KeyName) {
	for _, n := range names {
		d.clock.Pass(4 * time.Second)
		uitest.Key(d.w, n)
	}
}

func (d *desk) rune(r rune)           { d.clock.Pass(4 * time.Second); uitest.Type(d.w, r) }
func (d *desk) screen(k fyne.KeyName) { uitest.Shortcut(d.w, k, fyne.KeyModifierShortcutDefault) }

func (d *desk) sees(text string) {
	d.t.Helper()
	if !uitest.HasText(d.w, text) {
		d.t.Fatalf("%q is not on the screen; there is:\n%s", text, strings.Join(uitest.Texts(d.w), "\n"))
	}
}

func (d *desk) attempts() int {
	d.t.Helper()
	c, err := d.act.Counts(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	return c.Today
}

const (
	enter           = fyne.KeyReturn
	tasterQuestions = 10
)

func TestALearnersFirstDay(t *testing.T) {
	d := newDesk(t)

	// First run: exam, no date, minutes, taster.
	d.sees("Which exam are you getting ready for?")
	d.key(enter)
	d.sees("When is your exam?")
	uitest.TypeString(d.w, "2020-01-01")
	uitest.Key(d.w, enter)
	d.sees("That day has passed. Choose a later one, or none.")
	for range len("2020-01-01") {
		uitest.Key(d.w, fyne.KeyBackspace)
	}
	uitest.TypeString(d.w, "2027-01-18")
	uitest.Key(d.w, enter)
	d.sees("How many minutes a day?")
	d.rune('3')
	d.key(enter)
	d.sees("Ten questions to begin with")
	d.key(enter)

	// The taster: each answer is on disk before the next question.
	for i := range tasterQuestions {
		d.sees(fmt.Sprintf("%d of %d", i+1, tasterQuestions))
		d.rune('b')
		d.key(enter)
		d.sees("right")
		if n := d.attempts(); n != i+1 {
			t.Fatalf("after answer %d there are %d attempts on disk", i+1, n)
		}
		d.key(enter)
	}
	d.sees("A first look")
	d.key(enter)
	d.sees("57 days to RHIT")

	// Review: two cards, one forgotten, then undone and graded better.
	d.key(enter)
	before := d.attempts()
	d.key(fyne.KeySpace)
	d.sees("in 10 minutes")
	d.rune('1')
	d.key(fyne.KeySpace)
	d.rune('3')
	if n := d.attempts(); n != before+2 {
		t.Fatalf("two grades left %d attempts", n-before)
	}
	d.screen(fyne.KeyZ)
	d.sees("Undone: Good.")
	d.screen(fyne.KeyZ)
	d.sees("Undone: Again.")
	if n := d.attempts(); n != before {
		t.Fatalf("two undos left %d attempts", n-before)
	}
	d.key(fyne.KeySpace)
	d.rune('4')

	// Practice: one answer, then the window is closed in the middle.
	d.screen(fyne.Key3)
	d.key(enter)
	d.sees("1 of 10")
	d.rune('a')
	d.rune('s')
	d.key(enter)
	d.key(enter)
	d.sees("2 of 10")
	d.reopen(time.Hour)
	d.sees("Go on: Practice")
	d.key(enter)
	d.sees("2 of 10")

	// Tomorrow the right things are asked: what was missed comes first.
	d.reopen(16 * time.Hour)
	d.sees("56 days to RHIT")
	c, err := d.act.Counts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if c.Ready == 0 {
		t.Fatal("the next day nothing is due")
	}
	first, err := d.act.Next(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.act.Reader().Progress(context.Background(), first)
	if err != nil || p.New() || p.LastDay >= d.act.Today() {
		t.Fatalf("the day begins with %+v, %v", p, err)
	}

	// And the log agrees with what is stored.
	r, err := d.store.Rebuild(context.Background(), nil)
	if err != nil || !r.Agreed {
		t.Fatalf("rebuild: %+v, %v", r, err)
	}
}

func TestATestIsMarkedAtItsEnd(t *testing.T) {
	d := newDesk(t)
	d.key(enter, enter, enter, enter)
	d.key(fyne.KeyEscape) // leave the taster; it stays
	d.screen(fyne.Key3)
	uitest.Tap(t, d.w, "At the end (test)")
	uitest.Tap(t, d.w, "5")
	d.key(enter)
	d.sees("1 of 5")
	for range 4 {
		d.rune('c')
		d.key(enter)
	}
	if n := d.attempts(); n != 0 {
		t.Fatalf("%d attempts before the test was handed in", n)
	}
	d.reopen(time.Minute)
	d.screen(fyne.Key3)
	uitest.Tap(t, d.w, "Go on")
	d.sees("5 of 5")
	d.rune('h')
	d.sees("Hand in now?")
	d.key(enter)
	d.sees("of 4 answers")
	if n := d.attempts(); n != 4 {
		t.Fatalf("%d attempts after a test with four answers", n)
	}
	d.screen(fyne.KeyZ)
	d.sees("Undone: hand-in.")
	if n := d.attempts(); n != 0 {
		t.Fatalf("%d attempts after the hand-in was undone", n)
	}
}
