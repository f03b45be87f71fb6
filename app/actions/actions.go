// Package actions is everything that a learner can do that changes data: one
// function a verb. Each asks quiz for the decision, saves it in one
// transaction, and returns a receipt that says what changed and names the
// event to take back. It knows no window; the terminal uses the same verbs.
package actions

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"chartroom/quiz"
	"chartroom/storage"
)

// Actions holds the one way to write: nothing outside this package can.
// It is used from one goroutine, the window's, except where a method says so.
type Actions struct {
	store *storage.Store
	now   func() time.Time
	draw  *rand.Rand

	born  time.Time            // when this began, by now
	ticks func() time.Duration // the monotonic clock; nil = by now

	settings  map[string]string
	scheduler quiz.Scheduler
	balance   quiz.Balance

	// What was read and is good until something is written; see today.go.
	counted struct {
		at     countsAt
		counts Counts
	}
	paces map[quiz.Kind]pace

	queue      queue
	extra      int // minutes that the learner has added to today
	blueprints []quiz.Blueprint
	printed    []quiz.Blueprint // before the learner's corrections; nil = not read yet

	sitting  *Sitting // the exam that goes on; nil = none, or not looked for
	adaptive adaptive
	ready    readiness
	books    *CodeBooks       // of this machine
	coming   map[quiz.Day]int // what an exam that is handed in adds to each day's load; nil = none
}

// Change says what a verb, or taking it back, changed, so that the screen on
// show can decide what to draw again.
type Change struct {
	Kind     quiz.EventKind
	Undone   bool
	Question quiz.QuestionID // zero = none or many
	Session  quiz.SessionID  // zero = none
	Index    int             // place in the session
}

// Done is the receipt of a verb. What it tells of is on disk.
type Done struct {
	Label  string       // what undo takes back, in a word or two: "Good", "import of Unit 4"
	Say    string       // a sentence for the learner; empty = what is on screen says enough
	Event  quiz.EventID // zero = it is not in the log
	Change Change
	Also   *Done // what followed from it by itself, and is taken back with it; nil = nothing

	back *func(context.Context) error // takes back what is not in the log; nil = nothing does
}

// CanUndo reports whether what it tells of can be taken back.
func (d *Done) CanUndo() bool { return !d.Event.IsZero() || d.back != nil }

// New reads the settings and is ready to act. draw gives ids and seeds.
func New(ctx context.Context, store *storage.Store, now func() time.Time, draw *rand.Rand) (*Actions, error) {
	a := &Actions{store: store, now: now, draw: draw, born: now(), paces: map[quiz.Kind]pace{}}
	a.counted.at.changes = -1
	var err error
	if a.books, err = OpenCodeBooks(store.Reader().Data(), now); err != nil {
		return nil, err
	}
	return a, a.loadSettings(ctx)
}

func (a *Actions) loadSettings(ctx context.Context) error {
	settings, err := a.store.Reader().Settings(ctx)
	if err != nil {
		return fmt.Errorf("read settings: %w", err)
	}
	scheduler, err := quiz.SchedulerFrom(settings)
	if err != nil {
		return fmt.Errorf("settings: %w", err)
	}
	balance, err := quiz.BalanceFrom(settings)
	if err != nil {
		return fmt.Errorf("settings: %w", err)
	}
	a.settings, a.scheduler, a.balance = settings, scheduler, balance
	if a.blueprints, err = a.outlines(); err != nil {
		return err
	}
	a.Replan()
	return nil
}

// Reader reads what is on disk; it cannot write.
func (a *Actions) Reader() *storage.Reader { return a.store.Reader() }

// Now is the moment, in whole milliseconds, as it will be stored.
func (a *Actions) Now() time.Time { return a.now().Truncate(time.Millisecond) }

// Today is the study day of this moment.
func (a *Actions) Today() quiz.Day { return a.scheduler.Days.Of(a.Now()) }

// Scheduler is the scheduler by the learner's settings.
func (a *Actions) Scheduler() *quiz.Scheduler { return &a.scheduler }

// Draw is the source of chance for what is picked and shuffled.
func (a *Actions) Draw() *rand.Rand { return a.draw }

// stamp marks something as happening now.
func (a *Actions) stamp() quiz.Stamp {
	now := a.Now()
	return quiz.Stamp{ID: quiz.NewEventID(now, a.draw), At: now, Day: a.scheduler.Days.Of(now)}
}

// Undo takes back what done tells of, what followed from it first; the log
// keeps it all.
func (a *Actions) Undo(ctx context.Context, done Done) (Change, error) {
	if done.Also != nil {
		if _, err := a.Undo(ctx, *done.Also); err != nil {
			return Change{}, err
		}
	}
	back := func(ctx context.Context) error { return a.store.Undo(ctx, a.stamp(), done.Event) }
	if done.back != nil {
		back = *done.back
	}
	if err := back(ctx); err != nil {
		return Change{}, fmt.Errorf("undo %s: %w", done.Label, err)
	}
	change := done.Change
	change.Undone = true
	if s := a.sitting; s != nil && change.Session == s.Exam.ID {
		e, err := a.Reader().Exam(ctx, s.Exam.ID)
		if err != nil {
			return change, err
		}
		s.Exam = e
	}
	if change.Kind == quiz.EventSetting {
		return change, a.loadSettings(ctx)
	}
	return change, nil
}
