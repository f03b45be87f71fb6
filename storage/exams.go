package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"chartroom/quiz"
)

// examPayload is what every event of an exam says of time, in milliseconds.
type examPayload struct {
	Stay int64 `json:"stay,omitempty"` // at the place shown, since the event before
	Left int64 `json:"left,omitempty"` // of the limit
	Over bool  `json:"over,omitempty"` // finish: the time was over
}

// examDraft is an answer in an exam: all that is at the place now.
type examDraft struct {
	draftPayload
	examPayload
}

// examLookUp is something that was opened in the code books.
type examLookUp struct {
	lookUpPayload
	examPayload
}

// examNotice is something about time.
type examNotice struct {
	quiz.Notice
	examPayload
}

// causePayload is why an answer was wrong, as the learner says.
type causePayload struct {
	Cause quiz.Cause `json:"cause"`
}

func timeOf(stay, left time.Duration) examPayload {
	return examPayload{Stay: stay.Milliseconds(), Left: left.Milliseconds()}
}

// StartExam keeps an exam that was just made: its questions, seeds and setup,
// and its clock at the whole limit. day is the study day of its beginning.
func (s *Store) StartExam(ctx context.Context, e *quiz.Exam, day quiz.Day) error {
	stamp := quiz.Stamp{ID: e.ID, At: e.Began, Day: day}
	err := s.write(ctx, func(t *tx) error {
		return t.once(stamp.ID, func() error {
			p := sessionPayload{Mode: e.Mode, Title: e.Title, Queue: e.Queue, Exam: &e.Setup}
			if err := t.startSession(stamp, p); err != nil {
				return err
			}
			return t.putClock(e.ID, ExamClock{Left: e.Setup.Limit, At: e.Began})
		})
	})
	if err != nil {
		return fmt.Errorf("start exam: %w", err)
	}
	return nil
}

// SaveExam keeps what happened in an open exam, and the time left, in one
// transaction. ErrNotFound if there is no such exam or place, ErrChanged if it
// is finished.
func (s *Store) SaveExam(ctx context.Context, stamp quiz.Stamp, session quiz.SessionID, ev quiz.ExamEvent) error {
	err := s.write(ctx, func(t *tx) error {
		return t.once(stamp.ID, func() error { return t.examEvent(stamp, session, &ev) })
	})
	if err != nil {
		return fmt.Errorf("save the exam %s: %w", session, err)
	}
	return nil
}

func (t *tx) examEvent(stamp quiz.Stamp, session quiz.SessionID, ev *quiz.ExamEvent) error {
	places, err := t.openSession(session)
	if err != nil {
		return err
	}
	last := places // the page for reviewing
	var payload any
	spent := timeOf(ev.Stay, ev.Left)
	switch ev.Kind {
	case quiz.EventDraft:
		last--
		draft := examDraft{draftOf(&ev.Given), spent}
		draft.Took = 0
		payload = draft
	case quiz.EventLookUp:
		last--
		payload = examLookUp{lookUpOf(ev.Nth, ev.LookUp), spent}
	case quiz.EventGo:
		payload = spent
	case quiz.EventClock:
		payload = examNotice{ev.Notice, spent}
	default:
		return fmt.Errorf("an exam has no %q", ev.Kind)
	}
	if ev.Place < 0 || ev.Place > last {
		return fmt.Errorf("place %d: %w", ev.Place, ErrNotFound)
	}
	e, err := stamped(stamp, ev.Kind).in(session).with(payload)
	if err != nil {
		return err
	}
	if ev.Kind != quiz.EventClock {
		place := int64(ev.Place)
		e.place = &place
	}
	if err := t.add(e); err != nil {
		return err
	}
	return t.putClock(session, ExamClock{Left: ev.Left, At: stamp.At})
}

// ExamClock is an exam's clock as of its last beat.
type ExamClock struct {
	Left time.Duration // of the limit
	Stay time.Duration // since the exam's last event
	At   time.Time     // wall clock then
}

// SaveExamClock keeps the time left in an open exam. It is no event: it is
// written every second, and nothing but the exam's clock takes notice.
func (s *Store) SaveExamClock(ctx context.Context, session quiz.SessionID, c ExamClock) error {
	err := s.write(ctx, func(t *tx) error {
		t.quiet = true
		return t.putClock(session, c)
	})
	if err != nil {
		return fmt.Errorf("save the exam's clock: %w", err)
	}
	return nil
}

func (t *tx) putClock(session quiz.SessionID, c ExamClock) error {
	return t.exec("INSERT INTO exam_clock (session, left, stay, at) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET left = excluded.left, stay = excluded.stay, at = excluded.at",
		session[:], c.Left.Milliseconds(), c.Stay.Milliseconds(), millis(c.At))
}

// HandIn ends an exam: its attempts and its end in one transaction. The event
// says how it ended. Errors are those of SaveAttempts.
func (s *Store) HandIn(ctx context.Context, attempts []quiz.Attempt, session quiz.SessionID, stamp quiz.Stamp, ev quiz.ExamEvent) error {
	p := timeOf(ev.Stay, ev.Left)
	p.Over = ev.Over
	return s.handIn(ctx, attempts, session, stamp, p)
}

// SetCause keeps why an answer in a finished session was wrong, as the learner
// says. ErrNotFound if there is no such place, ErrChanged if it is not finished.
func (s *Store) SetCause(ctx context.Context, stamp quiz.Stamp, session quiz.SessionID, place int, cause quiz.Cause) error {
	err := s.write(ctx, func(t *tx) error {
		return t.once(stamp.ID, func() error {
			var places int
			var finished int64
			err := t.row("SELECT places, finished FROM session WHERE id = ?", []any{&places, &finished}, session[:])
			switch {
			case err != nil:
				return err
			case finished == 0:
				return fmt.Errorf("%w: it is not finished", ErrChanged)
			case place < 0 || place >= places:
				return fmt.Errorf("place %d: %w", place, ErrNotFound)
			}
			e, err := stamped(stamp, quiz.EventCause).in(session).with(causePayload{cause})
			if err != nil {
				return err
			}
			at := int64(place)
			e.place = &at
			return t.add(e)
		})
	})
	if err != nil {
		return fmt.Errorf("save the cause at %d of session %s: %w", place, session, err)
	}
	return nil
}

// undoInSession takes back the newest event of its kind at its place.
func (t *tx) undoInSession(e *event) (func() error, error) {
	all, err := t.events("events_of_session", e.session[:])
	if err != nil {
		return nil, err
	}
	last := newest(all, func(o *event) bool {
		return o.kind == e.kind && (e.place == nil || o.place != nil && *o.place == *e.place) || o.kind == quiz.EventFinish && e.kind != quiz.EventCause
	})
	if last == nil || last.id != e.id {
		return nil, ErrChanged
	}
	return func() error { return nil }, nil
}

// ExamClock is the clock of an exam as of its last beat; known is false if
// there is none, as in a file that was restored from a log.
func (r *Reader) ExamClock(ctx context.Context, id quiz.SessionID) (c ExamClock, known bool, err error) {
	var left, stay, at int64
	err = r.row(ctx, "SELECT left, stay, at FROM exam_clock WHERE session = ?", []any{&left, &stay, &at}, id[:])
	if errors.Is(err, ErrNotFound) {
		return ExamClock{}, false, nil
	}
	if err != nil {
		return ExamClock{}, false, fmt.Errorf("read the exam's clock: %w", err)
	}
	return ExamClock{time.Duration(left) * time.Millisecond, time.Duration(stay) * time.Millisecond, moment(at)}, true, nil
}

// Exams are the exams by a blueprint, open and finished, the newest first.
func (r *Reader) Exams(ctx context.Context) ([]SessionHead, error) {
	return r.sessionHeads(ctx, "SELECT id, mode, title, began, places, finished FROM session WHERE mode = 'exam' ORDER BY began DESC, id DESC")
}
