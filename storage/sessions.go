package storage

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"chartroom/quiz"
)

// sessionPayload is how a session began.
type sessionPayload struct {
	Mode  quiz.Mode    `json:"mode"`
	Title string       `json:"title"`
	Queue []quiz.Place `json:"queue"`

	Ask  int             `json:"ask,omitempty"`
	Exam *quiz.ExamSetup `json:"exam,omitempty"` // nil = without a clock
}

// draftPayload is an answer chosen but not marked.
type draftPayload struct {
	Response  quiz.Response  `json:"r"`
	Certainty quiz.Certainty `json:"c,omitempty"`
	Hint      bool           `json:"h,omitempty"`
	Took      int64          `json:"took,omitempty"` // ms; in exams the events' stay says it
	Flagged   bool           `json:"f,omitempty"`
	Struck    []int          `json:"s,omitempty"`
	Note      string         `json:"n,omitempty"`
}

func draftOf(g *quiz.Given) draftPayload {
	return draftPayload{g.Response, g.Certainty, g.Hint, g.Took.Milliseconds(), g.Flagged, g.Struck, g.Note}
}

func (p *draftPayload) given() quiz.Given {
	return quiz.Given{Response: p.Response, Certainty: p.Certainty, Hint: p.Hint, Took: time.Duration(p.Took) * time.Millisecond,
		Flagged: p.Flagged, Struck: p.Struck, Note: p.Note}
}

// StartSession keeps a session that was just made: its queue and seeds. day is
// the study day of its beginning.
func (s *Store) StartSession(ctx context.Context, session quiz.Session, day quiz.Day) error {
	stamp := quiz.Stamp{ID: session.ID, At: session.Began, Day: day}
	err := s.write(ctx, func(t *tx) error {
		return t.once(stamp.ID, func() error {
			return t.startSession(stamp, sessionPayload{Mode: session.Mode, Title: session.Title, Queue: session.Queue, Ask: session.Ask})
		})
	})
	if err != nil {
		return fmt.Errorf("start session: %w", err)
	}
	return nil
}

func (t *tx) startSession(stamp quiz.Stamp, p sessionPayload) error {
	e, err := stamped(stamp, quiz.EventSession).in(stamp.ID).with(p)
	if err != nil {
		return err
	}
	if err := t.add(e); err != nil {
		return err
	}
	return t.exec("INSERT INTO session (id, mode, title, began, places, finished) VALUES (?, ?, ?, ?, ?, 0)",
		stamp.ID[:], string(p.Mode), p.Title, e.at, len(p.Queue))
}

// SaveDraft keeps an answer that was chosen at a place of an open session and
// is not marked yet; a zero Given clears it. ErrNotFound if there is no such
// session or place, ErrChanged if the session is finished.
func (s *Store) SaveDraft(ctx context.Context, stamp quiz.Stamp, session quiz.SessionID, index int, g quiz.Given) error {
	err := s.write(ctx, func(t *tx) error {
		return t.once(stamp.ID, func() error {
			return t.addAt(stamped(stamp, quiz.EventDraft).in(session), index, draftOf(&g))
		})
	})
	if err != nil {
		return fmt.Errorf("save draft %d of session %s: %w", index, session, err)
	}
	return nil
}

// FinishSession ends a session. ErrNotFound if there is none, ErrChanged if it
// is finished already.
func (s *Store) FinishSession(ctx context.Context, stamp quiz.Stamp, session quiz.SessionID) error {
	err := s.write(ctx, func(t *tx) error {
		return t.once(stamp.ID, func() error { return t.finish(session, stamp, finishPayload{}) })
	})
	if err != nil {
		return fmt.Errorf("finish session %s: %w", session, err)
	}
	return nil
}

func (t *tx) finish(session quiz.SessionID, stamp quiz.Stamp, p finishPayload) error {
	if _, err := t.openSession(session); err != nil {
		return err
	}
	e, err := stamped(stamp, quiz.EventFinish).in(session).with(p)
	if err != nil {
		return err
	}
	if err := t.add(e); err != nil {
		return err
	}
	if err := t.exec("DELETE FROM exam_clock WHERE session = ?", session[:]); err != nil {
		return err
	}
	return t.exec("UPDATE session SET finished = ? WHERE id = ?", e.at, session[:])
}

// openSession is how many places the session has.
func (t *tx) openSession(session quiz.SessionID) (places int, err error) {
	var finished int64
	err = t.row("SELECT places, finished FROM session WHERE id = ?", []any{&places, &finished}, session[:])
	if err == nil && finished != 0 {
		err = fmt.Errorf("%w: it is finished", ErrChanged)
	}
	return places, err
}

// addAt adds an event at a place of its session, which must be open.
func (t *tx) addAt(e event, index int, payload any) error {
	places, err := t.openSession(*e.session)
	if err != nil {
		return err
	}
	if index < 0 || index >= places {
		return fmt.Errorf("place %d: %w", index, ErrNotFound)
	}
	if e, err = e.with(payload); err != nil {
		return err
	}
	place := int64(index)
	e.place = &place
	return t.add(e)
}

// undoSession forgets a session in which nothing happened.
func (t *tx) undoSession(e *event) (func() error, error) {
	all, err := t.events("events_of_session", e.session[:])
	if err != nil {
		return nil, err
	}
	other := newest(all, func(o *event) bool { return o.id != e.id && o.kind != quiz.EventUndo })
	if other != nil {
		return nil, fmt.Errorf("%w: something was answered in it", ErrChanged)
	}
	return func() error {
		if err := t.exec("DELETE FROM exam_clock WHERE session = ?", e.session[:]); err != nil {
			return err
		}
		return t.exec("DELETE FROM session WHERE id = ?", e.session[:])
	}, nil
}

// undoDraft takes back the newest answer at its place.
func (t *tx) undoDraft(e *event) (func() error, error) {
	all, err := t.events("events_of_session", e.session[:])
	if err != nil {
		return nil, err
	}
	last := newest(all, func(o *event) bool {
		return o.kind == quiz.EventFinish || o.kind != quiz.EventUndo && o.kind != quiz.EventGo && o.kind != quiz.EventLookUp && o.place != nil && *o.place == *e.place
	})
	if last == nil || last.id != e.id {
		return nil, ErrChanged
	}
	return func() error { return nil }, nil
}

// SessionHead is a session without its questions.
type SessionHead struct {
	ID       quiz.SessionID
	Mode     quiz.Mode
	Title    string
	Began    time.Time
	Places   int
	Finished time.Time // zero = still open
}

// OpenSessions are those not finished and without a clock, the newest first.
func (r *Reader) OpenSessions(ctx context.Context) ([]SessionHead, error) {
	return r.sessionHeads(ctx, "SELECT id, mode, title, began, places, finished FROM session WHERE finished = 0 AND mode <> 'exam' AND id NOT IN (SELECT session FROM exam_clock) ORDER BY began DESC")
}

// OpenExams are the exams and timed tests not finished, the newest first.
func (r *Reader) OpenExams(ctx context.Context) ([]SessionHead, error) {
	return r.sessionHeads(ctx, "SELECT id, mode, title, began, places, finished FROM session WHERE finished = 0 AND (mode = 'exam' OR id IN (SELECT session FROM exam_clock)) ORDER BY began DESC")
}

// Sessions are the newest ones, open or finished, at most limit.
func (r *Reader) Sessions(ctx context.Context, limit int) ([]SessionHead, error) {
	return r.sessionHeads(ctx, "SELECT id, mode, title, began, places, finished FROM session ORDER BY began DESC LIMIT ?", limit)
}

func (r *Reader) sessionHeads(ctx context.Context, text string, args ...any) ([]SessionHead, error) {
	var all []SessionHead
	err := r.rows(ctx, text, func(rows *sql.Rows) error {
		var h SessionHead
		var id []byte
		var began, finished int64
		if err := rows.Scan(&id, &h.Mode, &h.Title, &began, &h.Places, &finished); err != nil {
			return err
		}
		h.ID, h.Began, h.Finished = *id16[quiz.SessionID](id), moment(began), moment(finished)
		all = append(all, h)
		return nil
	}, args...)
	if err != nil {
		return nil, fmt.Errorf("list sessions: %w", err)
	}
	return all, nil
}

// Session is a session as it stands: the fold of its events. ErrNotFound if
// there is none.
func (r *Reader) Session(ctx context.Context, id quiz.SessionID) (quiz.Session, error) {
	var s quiz.Session
	err := r.rows(ctx, query("events_of_session"), func(rows *sql.Rows) error {
		e, err := scanEvent(rows)
		if err != nil {
			return err
		}
		return foldSession(&s, &e)
	}, id[:])
	if err == nil && s.ID.IsZero() {
		err = ErrNotFound
	}
	if err != nil {
		return quiz.Session{}, fmt.Errorf("read session %s: %w", id, err)
	}
	return s, nil
}

func foldSession(s *quiz.Session, e *event) error {
	switch e.kind {
	case quiz.EventSession:
		var p sessionPayload
		if err := e.read(&p); err != nil {
			return err
		}
		*s = quiz.Session{ID: e.id, Mode: p.Mode, Title: p.Title, Began: moment(e.at),
			Queue: p.Queue, Answers: make([]quiz.Given, len(p.Queue)), Ask: p.Ask}
	case quiz.EventFinish:
		s.Finished = true
	case quiz.EventLookUp:
		var p lookUpPayload
		if err := e.read(&p); err != nil || e.place == nil || *e.place < 0 || int(*e.place) >= len(s.Answers) {
			return err
		}
		s.Answers[*e.place].TakeLookUp(p.Nth, p.lookUp())
	case quiz.EventDraft, quiz.EventAttempt:
		if e.place == nil || *e.place < 0 || int(*e.place) >= len(s.Answers) {
			return nil
		}
		var p draftPayload // an attempt's payload has the same names
		if err := e.read(&p); err != nil {
			return err
		}
		g := p.given()
		g.LookUps = s.Answers[*e.place].LookUps
		if e.kind == quiz.EventAttempt {
			was := s.Answers[*e.place] // what an attempt does not hold
			g.Attempt, g.Flagged, g.Struck, g.Note = e.id, was.Flagged, was.Struck, was.Note
			if e.mark != nil && e.took != nil {
				g.Mark, g.Took = *e.mark, time.Duration(*e.took)*time.Millisecond
			}
		}
		s.Answers[*e.place] = g
	}
	return nil
}
