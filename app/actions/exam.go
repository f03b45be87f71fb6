package actions

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"chartroom/quiz"
	"chartroom/storage"
)

// The errors of exams.
var (
	ErrTimeOver = errors.New("the time is over; hand the exam in")
	ErrExamOpen = errors.New("another exam is open; go on with it or hand it in first")
)

// Sitting is an exam that goes on: what is on disk, and its clock. There is one
// at a time, and the window holds on to it from screen to screen.
type Sitting struct {
	Exam  quiz.Exam
	clock quiz.ExamClock
}

// Left is the time left as of the last beat or event.
func (s *Sitting) Left() time.Duration { return s.clock.Left }

// Stay is the time at the place shown since the exam's last event.
func (s *Sitting) Stay() time.Duration { return s.clock.Stay }

// UseTicks sets the monotonic clock that exams go by, which starts anywhere.
// Without it they go by the clock given to New, whose readings carry a
// monotonic one where it is time.Now.
func (a *Actions) UseTicks(ticks func() time.Duration) { a.ticks = ticks }

// readTicks is what the monotonic clock shows, in whole milliseconds.
func (a *Actions) readTicks() time.Duration {
	if a.ticks != nil {
		return a.ticks().Truncate(time.Millisecond)
	}
	return a.now().Sub(a.born).Truncate(time.Millisecond)
}

// Blueprints are the outlines of exams, of each credential the one in use
// first: shipped, as far as the learner has not corrected them.
func (a *Actions) Blueprints() []quiz.Blueprint { return slices.Clone(a.blueprints) }

// FormSizes are the lengths of forms that the banks allow for an exam, the
// longest first; none if no form can be made. See quiz.FormSizes.
func (a *Actions) FormSizes(ctx context.Context, b *quiz.Blueprint) ([]int, error) {
	pool, err := a.Reader().FormPool(ctx, b.Credential)
	if err != nil {
		return nil, err
	}
	return quiz.FormSizes(b, pool), nil
}

// StartExam assembles a form of so many items and begins the sitting. extra is
// the share of time added for an accommodation. The error is a *quiz.Shortage
// if the banks are too small: it says what is missing and how long a form can
// be. A begun exam is not taken back: it is handed in.
func (a *Actions) StartExam(ctx context.Context, b *quiz.Blueprint, items int, extra float64) (*Sitting, Done, error) {
	pool, err := a.Reader().FormPool(ctx, b.Credential)
	if err != nil {
		return nil, Done{}, fmt.Errorf("begin the exam: %w", err)
	}
	stamp, seed := a.stamp(), a.draw.Uint64()
	form, err := quiz.Assemble(b, pool, items, b.Rule(stamp.Day).Moves, rand.New(rand.NewPCG(seed, 0)))
	if err != nil {
		return nil, Done{}, err
	}
	setup := quiz.NewExamSetup(b, &form, stamp.Day, extra, seed)
	if setup.Said, err = a.saying(ctx, b, &form); err != nil {
		return nil, Done{}, fmt.Errorf("begin the exam: %w", err)
	}
	return a.begin(ctx, quiz.NewExam(stamp, quiz.ModeExam, b.Name, form.Questions, setup, a.draw), stamp.Day)
}

// begin saves a new exam and starts its clock.
func (a *Actions) begin(ctx context.Context, e quiz.Exam, day quiz.Day) (*Sitting, Done, error) {
	open, err := a.Reader().OpenExams(ctx)
	if err == nil && len(open) > 0 {
		err = ErrExamOpen
	}
	if err == nil {
		err = a.store.StartExam(ctx, &e, day)
	}
	if err != nil {
		return nil, Done{}, fmt.Errorf("begin the exam: %w", err)
	}
	a.sitting = &Sitting{Exam: e, clock: quiz.NewExamClock(e.Setup.Limit, a.readTicks(), a.Now())}
	return a.sitting, Done{Label: "start of " + e.Title, Change: Change{Kind: quiz.EventSession, Session: e.ID}}, nil
}

// Sitting is the exam that is open, nil if none is. One that goes on is given
// back as it is. One that was interrupted goes on now, with the questions,
// answers, place and time left that it had; how long the app was closed is kept
// with it and does not count.
func (a *Actions) Sitting(ctx context.Context) (*Sitting, error) {
	if a.sitting != nil {
		return a.sitting, nil
	}
	open, err := a.Reader().OpenExams(ctx)
	if err != nil || len(open) == 0 {
		return nil, err
	}
	s, err := a.resume(ctx, open[0].ID)
	if err != nil {
		return nil, fmt.Errorf("go on with the exam: %w", err)
	}
	a.sitting = s
	return s, nil
}

// resume reads an exam as it was at its last beat, and starts its clock.
func (a *Actions) resume(ctx context.Context, id quiz.SessionID) (*Sitting, error) {
	e, err := a.Reader().Exam(ctx, id)
	if err != nil {
		return nil, err
	}
	last, known, err := a.Reader().ExamClock(ctx, id)
	if err != nil {
		return nil, err
	}
	if !known || last.Left > e.Left {
		last.Left = e.Left
	}
	s := &Sitting{Exam: e, clock: quiz.NewExamClock(last.Left, a.readTicks(), a.Now())}
	s.clock.Stay = last.Stay
	if away := a.Now().Sub(last.At); known && (away >= quiz.ClockSlack || away < 0) {
		return s, a.notice(ctx, s, quiz.Notice{Kind: quiz.Interrupted, By: away})
	}
	return s, nil
}

// notice keeps something about time with the exam.
func (a *Actions) notice(ctx context.Context, s *Sitting, n quiz.Notice) error {
	_, err := a.keep(ctx, s, quiz.ExamEvent{Kind: quiz.EventClock, Notice: n})
	return err
}

// keep saves what happened in an exam, with the time as of the clock's last
// reading; only then the sitting has it.
func (a *Actions) keep(ctx context.Context, s *Sitting, ev quiz.ExamEvent) (quiz.Stamp, error) {
	stamp := a.stamp()
	ev.At, ev.Stay, ev.Left = stamp.At, s.clock.Stay, s.clock.Left
	if err := a.store.SaveExam(ctx, stamp, s.Exam.ID, ev); err != nil {
		return stamp, err
	}
	s.Exam.Take(ev)
	s.clock.Stay = 0
	return stamp, nil
}

// advance brings the clock up to now, and keeps it if the wall clock was set.
func (a *Actions) advance(ctx context.Context, s *Sitting) (*quiz.Notice, error) {
	n, noticed := s.clock.Read(a.readTicks(), a.Now())
	if !noticed {
		return nil, nil
	}
	if err := a.notice(ctx, s, n); err != nil {
		return nil, err
	}
	return &n, nil
}

// Beat is what a second brings.
type Beat struct {
	Left   time.Duration
	Warn   time.Duration // so long before the end the learner is told now; 0 = not now
	Notice *quiz.Notice  // the wall clock was set, or the computer slept; nil = not
	Over   bool          // the time is over: hand the exam in
}

// Beat keeps the time left. The window calls it every second while an exam goes
// on, on whatever screen: after a crash the exam goes on from the last beat.
func (a *Actions) Beat(ctx context.Context, s *Sitting) (Beat, error) {
	before := s.clock.Left
	n, err := a.advance(ctx, s)
	if err == nil && n == nil {
		err = a.store.SaveExamClock(ctx, s.Exam.ID, storage.ExamClock{Left: s.clock.Left, Stay: s.clock.Stay, At: a.Now()})
	}
	if err != nil {
		return Beat{}, fmt.Errorf("keep the exam's clock: %w", err)
	}
	left := s.clock.Left
	return Beat{Left: left, Warn: quiz.ExamWarning(before, left), Notice: n, Over: left == 0}, nil
}

// ExamAnswer keeps all that the learner has put at a place: answer, certainty,
// flag, what is struck out, and a note. It is on disk when it returns.
func (a *Actions) ExamAnswer(ctx context.Context, s *Sitting, place int, g quiz.Given) (Done, error) {
	return a.draft(ctx, s, place, "answer", func(*quiz.Given) quiz.Given { return g })
}

// ExamCertainty keeps how sure the learner is of an answer.
func (a *Actions) ExamCertainty(ctx context.Context, s *Sitting, place int, c quiz.Certainty) (Done, error) {
	return a.draft(ctx, s, place, "certainty", func(g *quiz.Given) quiz.Given { g.Certainty = c; return *g })
}

// ExamFlag flags a place to come back to, or takes the flag off.
func (a *Actions) ExamFlag(ctx context.Context, s *Sitting, place int, on bool) (Done, error) {
	return a.draft(ctx, s, place, "flag", func(g *quiz.Given) quiz.Given { g.Flagged = on; return *g })
}

// ExamNote keeps what the learner jots down at a place; empty takes it away.
func (a *Actions) ExamNote(ctx context.Context, s *Sitting, place int, text string) (Done, error) {
	return a.draft(ctx, s, place, "note", func(g *quiz.Given) quiz.Given { g.Note = text; return *g })
}

// ExamStrike strikes an option out, an index into Question.Options, or brings
// it back.
func (a *Actions) ExamStrike(ctx context.Context, s *Sitting, place, option int, on bool) (Done, error) {
	return a.draft(ctx, s, place, "strike-out", func(g *quiz.Given) quiz.Given {
		struck := slices.DeleteFunc(slices.Clone(g.Struck), func(o int) bool { return o == option })
		if on {
			struck = append(struck, option)
		}
		slices.Sort(struck)
		if g.Struck = struck; len(struck) == 0 {
			g.Struck = nil
		}
		return *g
	})
}

// draft changes what is at a place.
func (a *Actions) draft(ctx context.Context, s *Sitting, place int, what string, change func(*quiz.Given) quiz.Given) (Done, error) {
	err := s.Exam.MayAnswer(place)
	if err == nil {
		_, err = a.advance(ctx, s)
	}
	if err == nil && s.clock.Left == 0 {
		err = ErrTimeOver
	}
	var stamp quiz.Stamp
	if err == nil {
		g := s.Exam.Answers[place]
		stamp, err = a.keep(ctx, s, quiz.ExamEvent{Kind: quiz.EventDraft, Place: place, Given: change(&g)})
	}
	if err != nil {
		return Done{}, fmt.Errorf("save the %s: %w", what, err)
	}
	return Done{Label: what, Event: stamp.ID, Change: Change{Kind: quiz.EventDraft, Session: s.Exam.ID, Index: place}}, nil
}

// ExamGo turns to a place, by the exam's rule of moving; len(Queue) is the page
// for reviewing before handing in.
func (a *Actions) ExamGo(ctx context.Context, s *Sitting, place int) error {
	err := s.Exam.MayGo(place)
	if err == nil && place == s.Exam.At {
		return nil
	}
	if err == nil {
		_, err = a.advance(ctx, s)
	}
	if err == nil {
		_, err = a.keep(ctx, s, quiz.ExamEvent{Kind: quiz.EventGo, Place: place})
	}
	if err != nil {
		return fmt.Errorf("turn to item %d: %w", place+1, err)
	}
	return nil
}

// HandInExam marks every answer and ends the exam, in one transaction: all
// answers are attempts then, those that did not count too, and what was wrong
// is in the schedule. It cannot be taken back; ask first.
func (a *Actions) HandInExam(ctx context.Context, s *Sitting) (Done, error) {
	if _, err := a.advance(ctx, s); err != nil {
		return Done{}, fmt.Errorf("hand in: %w", err)
	}
	stamp := a.stamp()
	ev := quiz.ExamEvent{Kind: quiz.EventFinish, At: stamp.At, Stay: s.clock.Stay, Left: s.clock.Left, Over: s.clock.Left == 0}
	save := func() (attempts []quiz.Attempt, gone int, err error) {
		if attempts, gone, err = a.markAll(ctx, &s.Exam.Session); err == nil {
			err = a.store.HandIn(ctx, attempts, s.Exam.ID, stamp, ev)
		}
		return attempts, gone, err
	}
	attempts, gone, err := save()
	if err != nil && a.outdated(ctx, err) { // the memory model was fitted meanwhile
		attempts, gone, err = save()
	}
	if err != nil {
		return Done{}, fmt.Errorf("hand in: %w", err)
	}
	done := Done{Label: "hand-in", Change: Change{Kind: quiz.EventFinish, Session: s.Exam.ID}}
	if gone > 0 {
		done.Say = fmt.Sprintf("%s not in the banks any more and could not be marked.", quiz.Count(gone, "question")+are(gone))
	}
	s.Exam.Take(ev)
	var leeches Done // suspending one stands: the exam is not taken back
	for i := range attempts {
		g := &s.Exam.Answers[attempts[i].Index]
		g.Attempt, g.Mark = attempts[i].ID, attempts[i].Mark
		a.answered(attempts[i].Question)
		if quiz.LeechAfter(attempts[i].Before, attempts[i].After) {
			a.suspendLeech(ctx, &attempts[i], &leeches)
		}
	}
	a.sitting = nil
	return done, nil
}

func are(n int) string {
	if n == 1 {
		return " is"
	}
	return " are"
}
