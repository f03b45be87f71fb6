package storage

import (
	"context"
	"fmt"

	"chartroom/quiz"
)

// buried is until which study day a question is hidden, and when that was said.
type buried struct{ until, day quiz.Day }

// SetBuried leaves questions out until the study day until begins, not before:
// they are not due, not new and not picked. A day that has begun brings them
// back at once, also from behind a sibling that was answered today. One event,
// one undo. ErrNotFound if one cannot be seen.
//
// The siblings of an answered question need no event: they wait while a
// question of their family has been answered on the same study day, so undoing
// that answer brings them back (quiz.SettingBury). One in a learning step does
// not wait.
func (s *Store) SetBuried(ctx context.Context, stamp quiz.Stamp, ids []quiz.QuestionID, until quiz.Day) error {
	err := s.write(ctx, func(t *tx) error {
		return t.once(stamp.ID, func() error {
			if err := t.seen(ids); err != nil {
				return err
			}
			all, err := t.addList(stamp, quiz.EventBury, newList(ids, until, nil))
			if err != nil {
				return err
			}
			for _, n := range all {
				if err := t.putBuried(n.question, buried{until, stamp.Day}); err != nil {
					return err
				}
			}
			return nil
		})
	})
	if err != nil {
		return fmt.Errorf("bury until %s: %w", until, err)
	}
	return nil
}

func (t *tx) putBuried(id quiz.QuestionID, b buried) error {
	if b == (buried{}) {
		return t.exec("DELETE FROM bury WHERE question = ?", id[:])
	}
	return t.exec("INSERT INTO bury (question, until, day) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET until = excluded.until, day = excluded.day",
		id[:], int64(b.until), int64(b.day))
}

// undoBury takes back what was said last of each of its questions.
func (t *tx) undoBury(e *event) (func() error, error) {
	all, err := t.newestOfAll(e, quiz.EventBury)
	if err != nil {
		return nil, err
	}
	return func() error {
		for _, n := range all {
			list, err := t.events("events_of_question", n.question[:])
			if err != nil {
				return err
			}
			var b buried
			if was := newest(list, func(o *event) bool { return o.kind == quiz.EventBury }); was != nil {
				b = buried{quiz.Day(*was.place), was.day}
			}
			if err := t.putBuried(n.question, b); err != nil {
				return err
			}
		}
		return nil
	}, nil
}
