package storage

import (
	"context"
	"errors"
	"fmt"

	"chartroom/quiz"
)

// marks are what the learner put on a question.
type marks struct {
	suspended, flag bool
	note            string
}

// markChange is the payload of suspend, flag and note events. The fields that
// the kind does not use are left out.
type markChange struct {
	On     bool   `json:"on,omitempty"`
	WasOn  bool   `json:"was_on,omitempty"`
	Text   string `json:"text,omitempty"`
	Before string `json:"before,omitempty"`
}

// reportPayload is what the learner says is wrong with a question.
type reportPayload struct {
	Text string `json:"text"`
}

// SetSuspended takes a question out of the schedule or puts it back.
// ErrNotFound if it cannot be seen.
func (s *Store) SetSuspended(ctx context.Context, stamp quiz.Stamp, q quiz.QuestionID, on bool) error {
	return s.setMark(ctx, stamp, quiz.EventSuspend, q, markChange{On: on})
}

// SetFlag flags a question or takes the flag off. ErrNotFound if it cannot be
// seen.
func (s *Store) SetFlag(ctx context.Context, stamp quiz.Stamp, q quiz.QuestionID, on bool) error {
	return s.setMark(ctx, stamp, quiz.EventFlag, q, markChange{On: on})
}

// SetNote writes the learner's own note on a question; "" removes it.
// ErrNotFound if the question cannot be seen.
func (s *Store) SetNote(ctx context.Context, stamp quiz.Stamp, q quiz.QuestionID, text string) error {
	return s.setMark(ctx, stamp, quiz.EventNote, q, markChange{Text: text})
}

// ReportProblem keeps what the learner says is wrong with a question.
func (s *Store) ReportProblem(ctx context.Context, stamp quiz.Stamp, q quiz.QuestionID, text string) error {
	err := s.write(ctx, func(t *tx) error {
		return t.once(stamp.ID, func() error {
			if _, err := t.facts(q); err != nil {
				return err
			}
			e, err := stamped(stamp, quiz.EventReport).of(q).with(reportPayload{text})
			if err != nil {
				return err
			}
			return t.add(e)
		})
	})
	if err != nil {
		return fmt.Errorf("report %s: %w", q, err)
	}
	return nil
}

func (s *Store) setMark(ctx context.Context, stamp quiz.Stamp, kind quiz.EventKind, q quiz.QuestionID, c markChange) error {
	err := s.write(ctx, func(t *tx) error {
		return t.once(stamp.ID, func() error {
			if _, err := t.facts(q); err != nil {
				return err
			}
			m, err := t.marks(q)
			if err != nil {
				return err
			}
			switch kind {
			case quiz.EventSuspend:
				c.WasOn = m.suspended
			case quiz.EventFlag:
				c.WasOn = m.flag
			case quiz.EventNote:
				c.Before = m.note
			}
			e, err := stamped(stamp, kind).of(q).with(c)
			if err != nil {
				return err
			}
			if err := t.add(e); err != nil {
				return err
			}
			return t.putMark(q, kind, m.with(kind, c.On, c.Text))
		})
	})
	if err != nil {
		return fmt.Errorf("save %s of %s: %w", kind, q, err)
	}
	return nil
}

// with is the marks after a change.
func (m marks) with(kind quiz.EventKind, on bool, text string) marks {
	switch kind {
	case quiz.EventSuspend:
		m.suspended = on
	case quiz.EventFlag:
		m.flag = on
	case quiz.EventNote:
		m.note = text
	}
	return m
}

func (t *tx) marks(q quiz.QuestionID) (m marks, err error) {
	err = t.row("SELECT suspended, flag, note FROM mark WHERE question = ?", []any{&m.suspended, &m.flag, &m.note}, q[:])
	if errors.Is(err, ErrNotFound) {
		return marks{}, nil
	}
	return m, err
}

func (t *tx) putMark(q quiz.QuestionID, kind quiz.EventKind, m marks) error {
	if m == (marks{}) {
		if err := t.exec("DELETE FROM mark WHERE question = ?", q[:]); err != nil {
			return err
		}
	} else if err := t.exec(query("mark_put"), q[:], m.suspended, m.flag, m.note); err != nil {
		return err
	}
	if kind != quiz.EventSuspend {
		return nil
	}
	set := 0
	if m.suspended {
		set = hiddenSuspended
	}
	return t.exec("UPDATE memory SET hidden = hidden & ~1 | ? WHERE question = ?", set, q[:])
}

// undoMark takes back the newest change of its kind on its question.
func (t *tx) undoMark(e *event) (func() error, error) {
	all, err := t.events("events_of_question", e.question[:])
	if err != nil {
		return nil, err
	}
	last := newest(all, func(o *event) bool { return o.kind == e.kind })
	if last == nil || last.id != e.id {
		return nil, ErrChanged
	}
	var c markChange
	if err := e.read(&c); err != nil {
		return nil, err
	}
	m, err := t.marks(*e.question)
	if err != nil {
		return nil, err
	}
	return func() error { return t.putMark(*e.question, e.kind, m.with(e.kind, c.WasOn, c.Before)) }, nil
}
