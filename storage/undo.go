package storage

import (
	"context"
	"errors"
	"fmt"

	"chartroom/quiz"
)

// Undo takes back the event target, by an event of its own. The derived tables
// are then as they were before it. Undoing the handing in of a test takes its
// attempts back too. Errors: ErrNotFound if there is no such event; ErrChanged
// if it was taken back already or something newer rests on it; ErrNoUndo for
// kinds that cannot be taken back.
func (s *Store) Undo(ctx context.Context, stamp quiz.Stamp, target quiz.EventID) error {
	err := s.write(ctx, func(t *tx) error {
		return t.once(stamp.ID, func() error {
			e, err := t.event(target)
			if err != nil {
				return err
			}
			if e.undone {
				return fmt.Errorf("%w: it was taken back already", ErrChanged)
			}
			return t.undo(stamp, &e)
		})
	})
	if err != nil {
		return fmt.Errorf("undo %s: %w", target, err)
	}
	s.content.Add(1)
	return nil
}

// undo looks whether e can be taken back, adds the event and does it.
func (t *tx) undo(stamp quiz.Stamp, e *event) error {
	inverse := map[quiz.EventKind]func(*event) (func() error, error){
		quiz.EventAttempt: t.undoAttempt,
		quiz.EventSuspend: t.undoMark,
		quiz.EventFlag:    t.undoMark,
		quiz.EventNote:    t.undoMark,
		quiz.EventSetting: t.undoSetting,
		quiz.EventSession: t.undoSession,
		quiz.EventDraft:   t.undoDraft,
		quiz.EventEdit:    t.undoEdit,
		quiz.EventImport:  t.undoImport,
		quiz.EventDelete:  t.undoDelete,
		quiz.EventBury:    t.undoBury,
		quiz.EventDue:     t.undoDue,
		quiz.EventReset:   t.undoReset,
		quiz.EventRemark:  t.undoRemark,
		quiz.EventRecipe:  t.undoRecipe,
		quiz.EventJotting: t.undoJottings,
		quiz.EventGo:      t.undoInSession,
		quiz.EventClock:   t.undoInSession,
		quiz.EventCause:   t.undoInSession,
		quiz.EventReport:  func(*event) (func() error, error) { return func() error { return nil }, nil },
	}[e.kind]
	switch {
	case e.kind == quiz.EventFinish:
		return t.undoFinish(stamp, e)
	case e.kind == quiz.EventEdit && e.question == nil:
		return t.undoEdits(stamp, e)
	}
	if inverse == nil {
		return fmt.Errorf("%w (%s)", ErrNoUndo, e.kind)
	}
	apply, err := inverse(e)
	if err != nil {
		return err
	}
	if err := t.addUndo(stamp, e); err != nil {
		return err
	}
	return apply()
}

// addUndo adds the event that takes e back. It names e's question and
// session, so that their histories show it.
func (t *tx) addUndo(stamp quiz.Stamp, e *event) error {
	u := stamped(stamp, quiz.EventUndo)
	u.undoes, u.question, u.session, u.place = &e.id, e.question, e.session, e.place
	return t.add(u)
}

// undoFinish opens a session again and takes back the attempts that were
// handed in with its end, the last one first.
func (t *tx) undoFinish(stamp quiz.Stamp, e *event) error {
	var p finishPayload
	if err := e.read(&p); err != nil {
		return err
	}
	all, err := t.events("events_of_session", e.session[:])
	if err != nil {
		return err
	}
	if newest(all, func(o *event) bool { return o.kind == quiz.EventCause }) != nil {
		return fmt.Errorf("%w: the learner has said why answers were wrong", ErrChanged)
	}
	if err := t.addUndo(stamp, e); err != nil {
		return err
	}
	if err := t.exec("UPDATE session SET finished = 0 WHERE id = ?", e.session[:]); err != nil {
		return err
	}
	for i := range p.Handed {
		a, err := t.eventAt(e.device, e.number-1-int64(i))
		if err != nil {
			return err
		}
		own := stamp
		own.ID = child(stamp.ID, i)
		if err := t.undo(own, &a); err != nil {
			return fmt.Errorf("question %s: %w", a.question, err)
		}
	}
	return nil
}

func (t *tx) eventAt(device, number int64) (event, error) {
	var id []byte
	if err := t.row("SELECT id FROM event WHERE device = ? AND number = ?", []any{&id}, device, number); err != nil {
		return event{}, err
	}
	if len(id) != 16 {
		return event{}, ErrDamaged
	}
	return t.event(quiz.EventID(id))
}

// child is the id of the i-th event, from 0, that follows from the event id:
// the same every time, so that a retry is recognised.
func child(id quiz.EventID, i int) quiz.EventID {
	n := uint32(i + 1)
	for k := range 4 {
		id[15-k] ^= byte(n >> (8 * k))
	}
	return id
}

// seenOrOrphan is the facts of a question, or, if it can no longer be seen,
// what its memory remembers of them: without one it is not asked.
func (t *tx) seenOrOrphan(id quiz.QuestionID, m memoryRow) (facts, error) {
	f, err := t.facts(id)
	if errors.Is(err, ErrNotFound) {
		return facts{bank: m.bank, asked: !m.New() && m.hidden&hiddenUnasked == 0}, nil
	}
	return f, err
}
