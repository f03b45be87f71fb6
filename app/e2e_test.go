package main

import (
	"context"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"chartroom/app/actions/actionstest"
	"chartroom/app/shell"
	"chartroom/app/uitest"
	"chartroom/quiz"
	"chartroom/storage"
)

// desk is the whole app in a window, on a profile in a folder of its own.
type desk struct {
	*actionstest.Profile
	*uitest.Window
	t     *testing.T
	shell *shell.Shell
}

func newDesk(t *testing.T) *desk {
	d := &desk{Profile: actionstest.New(t), t: t}
	d.Clock.Set(tourNow)
	d.open()
	t.Cleanup(d.close)
	return d
}

// onlyChoices suspends every question but choices of one option without a
// record, so that one key or click answers each and no field takes the others:
// which questions a form or a practice brings is chance.
func onlyChoices(p *actionstest.Profile) {
	ids, err := p.Act.Reader().Pick(context.Background(), storage.Filter{Kinds: quiz.PractisedKinds}, 10_000, p.Draw)
	p.Must(err)
	for _, id := range ids {
		q, err := p.Act.Reader().Question(context.Background(), id)
		p.Must(err)
		if _, record := quiz.RecordOf(&q); q.Kind != quiz.Choice || q.Multiple || record {
			_, err := p.Act.Suspend(context.Background(), id, true)
			p.Must(err)
		}
	}
}

func (d *desk) open() {
	d.t.Helper()
	d.Must(prepare(context.Background(), d.Act))
	d.Set(quiz.SettingZone, "America/New_York")
	a := test.NewTempApp(d.t)
	w := a.NewWindow(metadata.Name)
	d.Window = uitest.Drive(d.t, w, func() { d.Clock.Pass(4 * time.Second) })
	var err error
	d.shell, err = furnish(a, w, d.Act, shell.RunNow, nil)
	d.Must(err)
}

func (d *desk) close() {
	d.shell.Close()
	d.Close()
}

// reopen closes the window and the file, lets time pass and opens them again.
func (d *desk) reopen(wait time.Duration) {
	d.close()
	d.Clock.Pass(wait)
	d.Reopen()
	d.open()
}

// answers is how many there are on disk today.
func (d *desk) answers() int { d.t.Helper(); return d.Counts().Today }

const (
	enter           = fyne.KeyReturn
	tasterQuestions = 10
)

func TestALearnersFirstDay(t *testing.T) {
	d := newDesk(t)

	// First run: exam, no date, minutes, taster.
	d.Sees("Which exam are you getting ready for?")
	d.Key(enter)
	d.Sees("When is your exam?")
	d.Typed("2020-01-01")
	d.Key(enter)
	d.Sees("That day has passed. Choose a later one, or none.")
	for range len("2020-01-01") {
		d.Key(fyne.KeyBackspace)
	}
	d.Typed("2027-01-18")
	d.Key(enter)
	d.Sees("How many minutes a day?")
	d.Typed("3")
	d.Key(enter)
	d.Sees("Ten questions to begin with")
	d.Key(enter)

	// The taster: each answer is on disk before the next question.
	for i := range tasterQuestions {
		d.Sees(fmt.Sprintf("%d of %d", i+1, tasterQuestions))
		d.Typed("b")
		d.Key(enter)
		d.Sees("right")
		if n := d.answers(); n != i+1 {
			t.Fatalf("after answer %d there are %d attempts on disk", i+1, n)
		}
		d.Key(enter)
	}
	d.Sees("A first look")
	d.Key(enter)
	d.Sees("57 days to RHIT")

	// Review: two cards, one forgotten, then undone and graded better.
	d.Key(enter)
	before := d.answers()
	d.Key(fyne.KeySpace)
	d.Sees("in 10 minutes")
	d.Typed("1")
	d.Key(fyne.KeySpace)
	d.Typed("3")
	if n := d.answers(); n != before+2 {
		t.Fatalf("two grades left %d attempts", n-before)
	}
	d.Ctrl(fyne.KeyZ)
	d.Sees("Undone: Good.")
	d.Ctrl(fyne.KeyZ)
	d.Sees("Undone: Again.")
	if n := d.answers(); n != before {
		t.Fatalf("two undos left %d attempts", n-before)
	}
	d.Key(fyne.KeySpace)
	d.Typed("4")

	// Practice: one answer, then the window is closed in the middle.
	d.Ctrl(fyne.Key3)
	d.Key(enter)
	d.Sees("1 of 10")
	d.Typed("a")
	d.Typed("s")
	d.Key(enter)
	d.Key(enter)
	d.Sees("2 of 10")
	d.reopen(time.Hour)
	d.Sees("Go on: Practice")
	d.Key(enter)
	d.Sees("2 of 10")

	// Tomorrow the right things are asked: what was missed comes first.
	d.reopen(16 * time.Hour)
	d.Sees("56 days to RHIT")
	c, err := d.Act.Counts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if c.Ready == 0 {
		t.Fatal("the next day nothing is due")
	}
	first, err := d.Act.Next(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.Act.Reader().Progress(context.Background(), first)
	if err != nil || p.New() || p.LastDay >= d.Act.Today() {
		t.Fatalf("the day begins with %+v, %v", p, err)
	}

	// And the log agrees with what is stored.
	r, err := d.Store.Rebuild(context.Background(), nil)
	if err != nil || !r.Agreed {
		t.Fatalf("rebuild: %+v, %v", r, err)
	}
}

func TestATestIsMarkedAtItsEnd(t *testing.T) {
	d := newDesk(t)
	onlyChoices(d.Profile)
	d.Key(enter, enter, enter, enter)
	d.Key(fyne.KeyEscape) // leave the taster; it stays
	d.Ctrl(fyne.Key3)
	d.Tap("At the end (test)")
	d.Tap("5")
	d.Key(enter)
	d.Sees("1 of 5")
	for range 4 {
		d.Typed("c")
		d.Key(enter)
	}
	if n := d.answers(); n != 0 {
		t.Fatalf("%d attempts before the test was handed in", n)
	}
	d.reopen(time.Minute)
	d.Ctrl(fyne.Key3)
	d.Tap("Go on")
	d.Sees("5 of 5")
	d.Typed("h")
	d.Sees("Hand in now?")
	d.Key(enter)
	d.Sees("of 4 answers")
	if n := d.answers(); n != 4 {
		t.Fatalf("%d attempts after a test with four answers", n)
	}
	d.Ctrl(fyne.KeyZ)
	d.Sees("Undone: hand-in.")
	if n := d.answers(); n != 0 {
		t.Fatalf("%d attempts after the hand-in was undone", n)
	}
}

// A mock exam comes back by itself when the window opens again, with the rail
// out of its way, and its misses are studied next.
func TestAnExamComesBackByItself(t *testing.T) {
	d := newDesk(t)
	onlyChoices(d.Profile)
	d.Set(quiz.SettingExam, "rhit", quiz.SettingExamDate, "2027-01-18")
	d.Ctrl(fyne.Key4)
	d.Sees("What the exam is", "Compare them with the current content outline")
	d.Key(enter)
	d.Sees("Item 1 of")
	for range 5 {
		d.shell.Tick()
		d.Typed("b")
		d.Key(enter)
	}
	d.Sees("Item 6 of", "answered 5")
	d.reopen(10 * time.Minute)
	d.Must(resumeExam(context.Background(), d.shell, d.Act))
	d.Sees("Item 6 of", "answered 5", "Interrupted for 10 min. That time does not count.")
	d.Misses("Settings")
	d.Typed("h")
	d.Key(enter, enter)
	d.Sees("By domain", "Walk through the items", "Settings")
	if n := d.answers(); n < 5 {
		t.Fatalf("%d attempts on disk", n)
	}
	d.Typed("n")
	d.Misses("By domain")
	if open, err := d.Act.OpenSessions(context.Background()); err != nil || len(open) != 1 {
		t.Fatalf("%d sessions to study, %v", len(open), err)
	}
	d.Must(keepClock(context.Background(), d.Act))
	d.reopen(time.Minute)
	d.Must(resumeExam(context.Background(), d.shell, d.Act))
	d.Misses("Item 6 of")
}
