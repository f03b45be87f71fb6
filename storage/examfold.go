package storage

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"chartroom/quiz"
)

// Exam is an exam as it stands: the fold of its events. ErrNotFound if there
// is none.
func (r *Reader) Exam(ctx context.Context, id quiz.SessionID) (quiz.Exam, error) {
	return r.exam(ctx, id, query("events_of_session"))
}

// ExamMarks is an exam that was handed in, without what happened on the way to
// its answers: their order, times, flags and notes. It takes a fraction of
// Exam's time, for lists of exams.
func (r *Reader) ExamMarks(ctx context.Context, id quiz.SessionID) (quiz.Exam, error) {
	return r.exam(ctx, id, strings.Replace(query("events_of_session"), "WHERE e.session = ?", "WHERE e.session = ? AND e.kind IN ('session', 'attempt', 'finish')", 1))
}

func (r *Reader) exam(ctx context.Context, id quiz.SessionID, text string) (quiz.Exam, error) {
	var e quiz.Exam
	err := r.rows(ctx, text, func(rows *sql.Rows) error {
		ev, err := scanEvent(rows)
		if err != nil {
			return err
		}
		return foldExam(&e, &ev)
	}, id[:])
	if err == nil && e.ID.IsZero() {
		err = ErrNotFound
	}
	if err == nil {
		err = r.rows(ctx, query("remarked_places"), func(rows *sql.Rows) error {
			var place int
			err := rows.Scan(&place)
			if err == nil && place >= 0 && place < len(e.Answers) {
				e.Answers[place].Remarked = true
			}
			return err
		}, id[:])
	}
	if err != nil {
		return quiz.Exam{}, fmt.Errorf("read exam %s: %w", id, err)
	}
	return e, nil
}

func foldExam(e *quiz.Exam, ev *event) error {
	switch ev.kind {
	case quiz.EventSession:
		var p sessionPayload
		if err := ev.read(&p); err != nil {
			return err
		}
		if p.Exam == nil {
			return nil // an untimed session
		}
		var s quiz.Session
		if err := foldSession(&s, ev); err != nil {
			return err
		}
		*e = quiz.ExamOf(s, *p.Exam)
		return nil
	case quiz.EventAttempt:
		return foldMark(e, ev)
	case quiz.EventCause:
		var p causePayload
		if err := ev.read(&p); err != nil || ev.place == nil || int(*ev.place) >= len(e.Answers) {
			return err
		}
		e.Answers[*ev.place].Cause = p.Cause
		return nil
	case quiz.EventDraft, quiz.EventLookUp, quiz.EventGo, quiz.EventClock, quiz.EventFinish:
		return takeEvent(e, ev)
	}
	return nil
}

// foldMark puts an attempt's mark where the answer is.
func foldMark(e *quiz.Exam, ev *event) error {
	if ev.place == nil || *ev.place < 0 || int(*ev.place) >= len(e.Answers) || ev.mark == nil {
		return nil
	}
	g := &e.Answers[*ev.place]
	g.Attempt, g.Mark = ev.id, *ev.mark
	return nil
}

func takeEvent(e *quiz.Exam, ev *event) error {
	var p struct {
		examDraft
		quiz.Notice
		lookUpPayload
	}
	if err := ev.read(&p); err != nil {
		return err
	}
	place := 0
	if ev.place != nil {
		place = int(*ev.place)
	}
	e.Take(quiz.ExamEvent{Kind: ev.kind, At: moment(ev.at), Place: place, Notice: p.Notice, Over: p.Over,
		Given: p.given(), LookUp: p.lookUp(), Nth: p.Nth,
		Stay: time.Duration(p.Stay) * time.Millisecond, Left: time.Duration(p.Left) * time.Millisecond})
	return nil
}
