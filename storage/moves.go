package storage

import (
	"context"
	"fmt"

	"chartroom/quiz"
)

// SetDue brings questions back on a study day. They leave their learning steps;
// memory and counts stay. One event, one undo. ErrNotFound if one cannot be
// seen or was never answered: what is new has no day.
func (s *Store) SetDue(ctx context.Context, stamp quiz.Stamp, ids []quiz.QuestionID, day quiz.Day) error {
	return s.moveTo(ctx, stamp, newList(ids, day, nil), ids)
}

// SpreadDue brings each of the questions back on a day of its own: a backlog
// that quiz.SpreadBacklog laid out. One event, one undo. Errors are those of
// SetDue.
func (s *Store) SpreadDue(ctx context.Context, stamp quiz.Stamp, ids []quiz.QuestionID, days []quiz.Day) error {
	if len(ids) != len(days) {
		return fmt.Errorf("%d questions and %d days", len(ids), len(days))
	}
	return s.moveTo(ctx, stamp, newList(ids, 0, days), ids)
}

func (s *Store) moveTo(ctx context.Context, stamp quiz.Stamp, p listPayload, ids []quiz.QuestionID) error {
	err := s.write(ctx, func(t *tx) error {
		return t.once(stamp.ID, func() error {
			if err := t.seen(ids); err != nil {
				return err
			}
			now := make([]quiz.Progress, len(ids))
			for i, id := range ids {
				m, err := t.memory(id)
				if err != nil {
					return err
				}
				if m.New() {
					return fmt.Errorf("question %s was never answered: %w", id, ErrNotFound)
				}
				now[i] = m.Progress
				p.Was = append(p.Was, wasDue{millis(m.Due), m.DueDay, m.Step})
			}
			all, err := t.addList(stamp, quiz.EventDue, p)
			if err != nil {
				return err
			}
			for i, n := range all {
				if err := t.putDue(n.question, s.eras.now().Move(now[i], quiz.Day(n.value))); err != nil {
					return err
				}
			}
			return nil
		})
	})
	if err != nil {
		return fmt.Errorf("set the day: %w", err)
	}
	return nil
}

func (t *tx) putDue(id quiz.QuestionID, p quiz.Progress) error {
	return t.exec("UPDATE memory SET step = ?, due = ?, due_day = ? WHERE question = ?", p.Step, millis(p.Due), int64(p.DueDay), id[:])
}

// Reset makes questions new, as if they had never been answered. The log keeps
// the answers, and the days and domains their counts; a question's next answer
// is its first again. One event, one undo. ErrNotFound if one cannot be seen.
func (s *Store) Reset(ctx context.Context, stamp quiz.Stamp, ids []quiz.QuestionID) error {
	err := s.write(ctx, func(t *tx) error {
		return t.once(stamp.ID, func() error {
			if err := t.seen(ids); err != nil {
				return err
			}
			all, err := t.addList(stamp, quiz.EventReset, newList(ids, 0, nil))
			if err != nil {
				return err
			}
			for _, n := range all {
				if err := t.putStanding(n.question, standing{}); err != nil {
					return err
				}
			}
			return nil
		})
	})
	if err != nil {
		return fmt.Errorf("reset: %w", err)
	}
	return nil
}

// putStanding replaces what is remembered of a question.
func (t *tx) putStanding(id quiz.QuestionID, now standing) error {
	was, err := t.memory(id)
	if err != nil {
		return err
	}
	f, err := t.seenOrOrphan(id, was)
	if err != nil {
		return err
	}
	return t.setMemory(id, was.standing, now, f)
}

// undoDue takes back other days that nothing rests on.
func (t *tx) undoDue(e *event) (func() error, error) {
	all, err := t.newestOfAll(e, quiz.EventAttempt, quiz.EventDue, quiz.EventReset, quiz.EventRemark)
	if err != nil {
		return nil, err
	}
	var p listPayload
	if err := e.read(&p); err != nil {
		return nil, err
	}
	if len(p.Was) != len(all) {
		return nil, fmt.Errorf("event %s: %w", e.id, ErrDamaged)
	}
	return func() error {
		for i, n := range all {
			was := p.Was[i]
			if err := t.putDue(n.question, quiz.Progress{Due: moment(was.Due), DueDay: was.Day, Step: was.Step}); err != nil {
				return err
			}
		}
		return nil
	}, nil
}

// undoReset takes back a reset that nothing rests on.
func (t *tx) undoReset(e *event) (func() error, error) {
	all, err := t.newestOfAll(e, quiz.EventAttempt, quiz.EventDue, quiz.EventReset, quiz.EventRemark)
	if err != nil {
		return nil, err
	}
	return func() error {
		for _, n := range all {
			before, _, err := t.replay(n.question, e.id)
			if err != nil {
				return err
			}
			if err := t.putStanding(n.question, before); err != nil {
				return err
			}
		}
		return nil
	}, nil
}
