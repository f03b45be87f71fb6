package storage

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"chartroom/quiz"
)

// event is one row of the log. Fields that a kind does not use are nil.
type event struct {
	device, number int64
	id             quiz.EventID
	at             int64 // ms
	day            quiz.Day
	kind           quiz.EventKind
	question       *quiz.QuestionID
	undoes         *quiz.EventID
	session        *quiz.SessionID
	place          *int64

	mode    *string // attempt, from here on
	grade   *int64
	mark    *float64
	marked  *bool
	took    *int64 // ms
	topics  *int64
	days    *int64 // interval, if it was chosen
	payload string // JSON
	undone  bool   // read only
}

// stamped is an event of a kind, not yet numbered.
func stamped(stamp quiz.Stamp, kind quiz.EventKind) event {
	return event{id: stamp.ID, at: stamp.At.UnixMilli(), day: stamp.Day, kind: kind, payload: "{}"}
}

func (e event) of(q quiz.QuestionID) event      { e.question = &q; return e }
func (e event) in(session quiz.SessionID) event { e.session = &session; return e }

// with sets the payload.
func (e event) with(payload any) (event, error) {
	b, err := json.Marshal(payload)
	if err != nil {
		return e, fmt.Errorf("payload of %s: %w", e.kind, err)
	}
	e.payload = string(b)
	return e, nil
}

// read fills v from the payload.
func (e *event) read(v any) error {
	if err := json.Unmarshal([]byte(e.payload), v); err != nil {
		return fmt.Errorf("event %s (%s): %w", e.id, e.kind, err)
	}
	return nil
}

// blob is what the driver stores of 16 bytes: nil is NULL.
func blob[T ~[16]byte](id *T) any {
	if id == nil {
		return nil
	}
	b := [16]byte(*id)
	return b[:]
}

// id16 is the id that 16 bytes of the database hold; nil if they hold none.
func id16[T ~[16]byte](b []byte) *T {
	if len(b) != 16 {
		return nil
	}
	id := T(b)
	return &id
}

// add numbers the event and writes it.
func (t *tx) add(e event) error {
	if e.id.IsZero() {
		return errors.New("an event needs an id")
	}
	e.number = t.last + 1
	e.device = t.s.device
	err := t.exec(query("event_insert"), e.device, e.number, blob(&e.id), e.at, int64(e.day), string(e.kind),
		blob(e.question), blob(e.undoes), blob(e.session), value(e.place),
		value(e.mode), value(e.grade), value(e.mark), value(e.marked), value(e.took), value(e.topics), value(e.days), e.payload)
	if err == nil {
		t.last = e.number
	}
	return err
}

// value is what a pointer points at, or nil.
func value[T any](p *T) any {
	if p == nil {
		return nil
	}
	return *p
}

// known reports whether the event is in the log already.
func (t *tx) known(id quiz.EventID) (bool, error) {
	return t.exists("SELECT 1 FROM event WHERE id = ?", id[:])
}

// once runs f in one transaction unless the event is in the log already.
func (t *tx) once(id quiz.EventID, f func() error) error {
	known, err := t.known(id)
	if known || err != nil {
		return err
	}
	return f()
}

func scanEvent(row interface{ Scan(...any) error }) (event, error) {
	var e event
	var id, question, undoes, session []byte
	var day int64
	var kind string
	err := row.Scan(&e.device, &e.number, &id, &e.at, &day, &kind, &question, &undoes, &session, &e.place,
		&e.mode, &e.grade, &e.mark, &e.marked, &e.took, &e.topics, &e.days, &e.payload, &e.undone)
	if err != nil {
		return e, err
	}
	if len(id) != 16 {
		return e, ErrDamaged
	}
	e.id, e.day, e.kind = quiz.EventID(id), quiz.Day(day), quiz.EventKind(kind)
	e.question, e.undoes, e.session = id16[quiz.QuestionID](question), id16[quiz.EventID](undoes), id16[quiz.SessionID](session)
	return e, nil
}

// event is the one with this id; ErrNotFound if there is none.
func (t *tx) event(id quiz.EventID) (event, error) {
	st, err := t.s.stmts.get(query("event_by_id"))
	if err != nil {
		return event{}, err
	}
	e, err := scanEvent(st.QueryRow(id[:]))
	return e, notFound(err)
}

// events collects what one of the queries/events_*.sql gives.
func (t *tx) events(name string, args ...any) ([]event, error) {
	var all []event
	err := t.rows(query(name), func(rows *sql.Rows) error {
		e, err := scanEvent(rows)
		all = append(all, e)
		return err
	}, args...)
	return all, err
}

// newest is the last of these that pick takes; nil if none.
func newest(all []event, pick func(*event) bool) *event {
	for i := len(all) - 1; i >= 0; i-- {
		if pick(&all[i]) {
			return &all[i]
		}
	}
	return nil
}
