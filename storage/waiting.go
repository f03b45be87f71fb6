package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"
	"time"

	"chartroom/quiz"
)

// Waiting is a question that is due, as far as its place in the queue needs it.
type Waiting struct {
	quiz.Waiting        // Weight is 0: it is the caller's to set
	Tag          string // the first of its tags that begins with the exam asked for: "rhit:2"; empty = none
}

// DueAll is everything that is due at the moment now, in no order: what
// quiz.Rank and quiz.SpreadBacklog work on. What is buried, suspended or put
// away is left out. exam is the prefix of the tags wanted; "" = none.
func (r *Reader) DueAll(ctx context.Context, now time.Time, exam string) ([]Waiting, error) {
	all, err := r.dueAll(ctx, now, exam)
	if err != nil {
		return nil, fmt.Errorf("read all that is due: %w", err)
	}
	return all, nil
}

func (r *Reader) dueAll(ctx context.Context, now time.Time, exam string) ([]Waiting, error) {
	hidden, err := r.away(ctx, now)
	if err != nil {
		return nil, err
	}
	name, columns, tags := "due_all", 11, map[int64][]string(nil)
	if exam != "" {
		name, columns = "due_all_topics", 12
		if tags, err = r.topicNames(ctx); err != nil {
			return nil, err
		}
	}
	all := make([]Waiting, 0, 4096)
	err = r.raw(ctx, query(name), columns, func(v []driver.Value) error {
		id, ok := v[0].([]byte)
		if !ok || len(id) != 16 {
			return ErrDamaged
		}
		w := Waiting{Waiting: quiz.Waiting{Question: quiz.QuestionID(id), Progress: progressAt(v[1:])}}
		if hidden.has(w.Question) {
			return nil
		}
		if columns == 12 {
			if topics, ok := v[11].(int64); ok {
				w.Tag = firstOf(tags[topics], exam+":")
			}
		}
		all = append(all, w)
		return nil
	}, now.UnixMilli())
	return all, err
}

// firstOf is the first tag with a prefix, or "".
func firstOf(tags []string, prefix string) string {
	if i := slices.IndexFunc(tags, func(t string) bool { return strings.HasPrefix(t, prefix) }); i >= 0 {
		return tags[i]
	}
	return ""
}

// raw runs a statement on the driver itself; see tx.raw.
func (r *Reader) raw(ctx context.Context, text string, columns int, each func([]driver.Value) error, args ...any) error {
	conn, err := r.db.Conn(ctx)
	if err != nil {
		return explain(err)
	}
	defer conn.Close()
	named := make([]driver.NamedValue, len(args))
	for i, a := range args {
		named[i] = driver.NamedValue{Ordinal: i + 1, Value: a}
	}
	return explain(rawRows(ctx, conn, text, columns, each, named))
}

func rawRows(ctx context.Context, conn *sql.Conn, text string, columns int, each func([]driver.Value) error, args []driver.NamedValue) error {
	return conn.Raw(func(c any) error {
		rows, err := c.(driver.QueryerContext).QueryContext(ctx, text, args)
		if err != nil {
			return err
		}
		defer rows.Close()
		return eachRaw(rows, columns, each)
	})
}

// DueLoad is how many questions are due on each study day from one to another,
// both included: what quiz.Load asks for. What is buried counts.
func (r *Reader) DueLoad(ctx context.Context, from, to quiz.Day) ([]int, error) {
	counts := make([]int, max(int(to-from)+1, 0))
	days := r.s.shown.Load().now().Days
	// A day's margin: due_day decides, and zones may have changed.
	err := r.rows(ctx, query("due_load"), func(rows *sql.Rows) error {
		var day quiz.Day
		var n int
		err := rows.Scan(&day, &n)
		if at := int(day - from); at >= 0 && at < len(counts) {
			counts[at] += n
		}
		return err
	}, int64(from), int64(to), millis(days.Start(from-1)), millis(days.Start(to+2)))
	if err != nil {
		return nil, fmt.Errorf("read what is due from %s to %s: %w", from, to, err)
	}
	return counts, nil
}

// Leeches are the questions forgotten so often that they are leeches
// (quiz.LeechLapses), suspended or not, the worst first.
func (r *Reader) Leeches(ctx context.Context, limit int) ([]Hard, error) {
	var all []Hard
	err := r.memories(ctx, "leeches", func(id quiz.QuestionID, m *memoryRow) {
		all = append(all, Hard{id, int(m.wrong), m.Progress})
	}, quiz.LeechLapses, limit)
	if err != nil {
		return nil, fmt.Errorf("read the leeches: %w", err)
	}
	return all, nil
}
