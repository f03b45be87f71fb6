package storage

import (
	"context"
	"fmt"
	"slices"

	"chartroom/quiz"
)

// attemptPayload is what an attempt's columns do not hold.
type attemptPayload struct {
	Response  quiz.Response  `json:"r"`
	Certainty quiz.Certainty `json:"c,omitempty"`
	Hint      bool           `json:"h,omitempty"`
}

// finishPayload is what ended a session.
type finishPayload struct {
	Handed int `json:"handed,omitempty"` // so many attempts right before this event belong to it
	examPayload
}

// SaveAttempt adds one answer to the log and moves everything that follows
// from it. Errors: ErrNotFound if the question cannot be seen, ErrChanged if
// its progress is no longer a.Before or its session is finished, ErrSchedule if a.After is not what the
// settings in force give (Reader.Scheduler).
func (s *Store) SaveAttempt(ctx context.Context, a quiz.Attempt) error {
	err := s.write(ctx, func(t *tx) error {
		return t.once(a.ID, func() error { return t.attempt(&a) })
	})
	if err != nil {
		return fmt.Errorf("save attempt on %s: %w", a.Question, err)
	}
	return nil
}

// SaveAttempts hands in a test: its attempts, and the end of session, in one
// transaction. Undoing finish takes the attempts back too. Errors are those of
// SaveAttempt and FinishSession.
func (s *Store) SaveAttempts(ctx context.Context, attempts []quiz.Attempt, session quiz.SessionID, finish quiz.Stamp) error {
	return s.handIn(ctx, attempts, session, finish, examPayload{})
}

func (s *Store) handIn(ctx context.Context, attempts []quiz.Attempt, session quiz.SessionID, finish quiz.Stamp, spent examPayload) error {
	err := s.write(ctx, func(t *tx) error {
		return t.once(finish.ID, func() error {
			for i := range attempts {
				if err := t.attempt(&attempts[i]); err != nil {
					return fmt.Errorf("question %d, %s: %w", i+1, attempts[i].Question, err)
				}
			}
			return t.finish(session, finish, finishPayload{len(attempts), spent})
		})
	})
	if err != nil {
		return fmt.Errorf("hand in: %w", err)
	}
	return nil
}

func (t *tx) attempt(a *quiz.Attempt) error {
	if !a.Grade.Valid() || a.Mode == "" {
		return fmt.Errorf("an attempt needs a mode and a grade, not %q and %d", a.Mode, a.Grade)
	}
	if !a.Session.IsZero() {
		if _, err := t.openSession(a.Session); err != nil {
			return fmt.Errorf("session: %w", err)
		}
	}
	f, err := t.facts(a.Question)
	if err != nil {
		return err
	}
	was, err := t.memory(a.Question)
	if err != nil {
		return err
	}
	if !was.Progress.Equal(a.Before) {
		return ErrChanged
	}
	e, err := attemptEvent(a, f)
	if err != nil {
		return err
	}
	sch, given := t.s.eras.now(), answerOf(&e)
	if !sch.Allows(was.Progress, given.answered()) {
		return fmt.Errorf("%w (%d days are not in the range)", ErrSchedule, a.Interval)
	}
	now, counts := was.standing.after(sch, a.Question, given)
	if !now.Progress.Equal(a.After) {
		return fmt.Errorf("%w (due %s, not %s)", ErrSchedule, now.Due.Format("2006-01-02 15:04:05.000"), a.After.Due.UTC().Format("2006-01-02 15:04:05.000"))
	}
	if err := t.add(e); err != nil {
		return err
	}
	if err := t.setMemory(a.Question, was.standing, now, f); err != nil {
		return err
	}
	return t.count(&e, counts, 1)
}

func attemptEvent(a *quiz.Attempt, f facts) (event, error) {
	e := stamped(a.Stamp, quiz.EventAttempt).of(a.Question)
	if !a.Session.IsZero() {
		place := int64(a.Index)
		e.session, e.place = &a.Session, &place
	}
	mode, grade, took := string(a.Mode), int64(a.Grade), a.Took.Milliseconds()
	// A card that the learner grades herself says what she remembers, not how
	// she does in the exam's domains: only marked answers count for topics.
	if !a.Marked {
		f.topics = 0
	}
	e.mode, e.grade, e.mark, e.marked, e.took, e.topics = &mode, &grade, &a.Mark, &a.Marked, &took, &f.topics
	if a.Interval != 0 {
		days := int64(a.Interval)
		e.days = &days
	}
	return e.with(attemptPayload{a.Response, a.Certainty, a.Hint})
}

// undoAttempt takes back the newest answer to its question.
func (t *tx) undoAttempt(e *event) (func() error, error) {
	all, err := t.events("events_of_question", e.question[:])
	if err != nil {
		return nil, err
	}
	last := newest(all, func(o *event) bool {
		return o.kind == quiz.EventAttempt || o.kind == quiz.EventDue || o.kind == quiz.EventReset || o.kind == quiz.EventRemark
	})
	if last == nil || last.id != e.id {
		return nil, ErrChanged
	}
	if e.session != nil {
		if err := t.notHandedIn(*e.session); err != nil {
			return nil, err
		}
	}
	return t.takeBack(e)
}

// notHandedIn is ErrChanged if the session's answers were handed in together:
// then they are taken back together.
func (t *tx) notHandedIn(session quiz.SessionID) error {
	all, err := t.events("events_of_session", session[:])
	if err != nil {
		return err
	}
	if slices.ContainsFunc(all, func(o event) bool {
		var p finishPayload
		return o.kind == quiz.EventFinish && o.read(&p) == nil && p.Handed > 0
	}) {
		return fmt.Errorf("%w: the test was handed in; take that back first", ErrChanged)
	}
	return nil
}

// takeBack puts the derived tables where they were before an answer that
// nothing rests on.
func (t *tx) takeBack(e *event) (func() error, error) {
	before, counts, err := t.replay(*e.question, e.id)
	if err != nil {
		return nil, err
	}
	return func() error {
		now, err := t.memory(*e.question)
		if err != nil {
			return err
		}
		f, err := t.seenOrOrphan(*e.question, now)
		if err != nil {
			return err
		}
		if err := t.setMemory(*e.question, now.standing, before, f); err != nil {
			return err
		}
		return t.count(e, counts, -1)
	}, nil
}
