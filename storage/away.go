package storage

import (
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"sync"
	"time"

	"chartroom/quiz"
)

// away is what waits for another study day, as it was after some write.
type away struct {
	changes int64
	today   quiz.Day
	bury    bool
	until   map[quiz.QuestionID]quiz.Day
	list    string // JSON, hexadecimal, for statements
}

// awayCache keeps the last one: between two writes it is asked for many times.
type awayCache struct {
	mu   sync.Mutex
	last *away
}

// Buried are the questions that wait for a later study day than that of now,
// buried by the learner or by a sibling that was answered today, and the day
// for which each waits. The map is shared: it is not to be changed.
func (r *Reader) Buried(ctx context.Context, now time.Time) (map[quiz.QuestionID]quiz.Day, error) {
	a, err := r.away(ctx, now)
	if err != nil {
		return nil, fmt.Errorf("read what is buried: %w", err)
	}
	return a.until, nil
}

func (r *Reader) away(ctx context.Context, now time.Time) (*away, error) {
	changes := r.Changes()
	today := r.s.shown.Load().now().Days.Of(now)
	return r.awayOn(ctx, changes, today)
}

func (r *Reader) awayOn(ctx context.Context, changes int64, today quiz.Day) (*away, error) {
	bury := quiz.BuriesSiblings(*r.s.known.Load())
	r.kept.mu.Lock()
	defer r.kept.mu.Unlock()
	if a := r.kept.last; a != nil && a.changes == changes && a.today == today && a.bury == bury {
		return a, nil
	}
	a := &away{changes: changes, today: today, bury: bury, until: map[quiz.QuestionID]quiz.Day{}}
	err := r.rows(ctx, query("away"), func(rows *sql.Rows) error {
		var id []byte
		var until quiz.Day
		if err := rows.Scan(&id, &until); err != nil {
			return err
		}
		q := *id16[quiz.QuestionID](id)
		a.until[q] = max(a.until[q], until)
		return nil
	}, int64(today), bury)
	if err != nil {
		return nil, err
	}
	ids := make([]string, 0, len(a.until))
	for id := range a.until {
		ids = append(ids, hex.EncodeToString(id[:]))
	}
	a.list = toJSON(ids)
	r.kept.last = a
	return a, nil
}

// has reports whether the question waits for another day.
func (a *away) has(id quiz.QuestionID) bool { _, ok := a.until[id]; return ok }

// Siblings are the other questions of a question's family that can be seen, in
// the order of their bank.
func (r *Reader) Siblings(ctx context.Context, id quiz.QuestionID) ([]quiz.QuestionID, error) {
	ids, _, err := r.family(ctx, id)
	return ids, err
}

// Load is what quiz.Scheduler.Choices weighs: what is due on each study day
// from one to another (quiz.Scheduler.Reach says which), and when the
// question's siblings come back.
func (r *Reader) Load(ctx context.Context, id quiz.QuestionID, from, to quiz.Day) (quiz.Load, error) {
	due, err := r.DueLoad(ctx, from, to)
	if err != nil {
		return quiz.Load{}, err
	}
	siblings, err := r.SiblingDays(ctx, id)
	return quiz.Load{From: from, Due: due, Siblings: siblings}, err
}

// SiblingDays are the study days on which a question's siblings come back: what
// quiz.Load asks for.
func (r *Reader) SiblingDays(ctx context.Context, id quiz.QuestionID) ([]quiz.Day, error) {
	_, days, err := r.family(ctx, id)
	return days, err
}

func (r *Reader) family(ctx context.Context, id quiz.QuestionID) (ids []quiz.QuestionID, days []quiz.Day, err error) {
	err = r.rows(ctx, query("siblings"), func(rows *sql.Rows) error {
		var id []byte
		var day *int64
		if err := rows.Scan(&id, &day); err != nil {
			return err
		}
		ids = append(ids, *id16[quiz.QuestionID](id))
		if day != nil {
			days = append(days, quiz.Day(*day))
		}
		return nil
	}, id[:])
	if err != nil {
		return nil, nil, fmt.Errorf("read the family of %s: %w", id, err)
	}
	return ids, days, nil
}
