package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"strings"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// Supply is a question that may be studied, as a plan sees it.
type Supply struct {
	Question quiz.QuestionID
	Kind     quiz.Kind
	Topics   []string // its tags with a meaning, sorted; shared: not to be changed
	Progress quiz.Progress
	Buried   bool
}

// Supply is every question that may be studied at the moment now, in the order
// of banks and files: what quiz.PlanExam chooses from. Suspended and removed
// ones are left out; those that wait for another day are marked.
func (r *Reader) Supply(ctx context.Context, now time.Time) ([]Supply, error) {
	all, err := r.supply(ctx, now)
	if err != nil {
		return nil, fmt.Errorf("read what there is to study: %w", err)
	}
	return all, nil
}

func (r *Reader) supply(ctx context.Context, now time.Time) ([]Supply, error) {
	hidden, err := r.away(ctx, now)
	if err != nil {
		return nil, err
	}
	topics, err := r.topicNames(ctx)
	if err != nil {
		return nil, err
	}
	var all []Supply
	kinds := map[string]quiz.Kind{}
	err = r.raw(ctx, query("studied"), 13, func(v []driver.Value) error {
		id, ok := v[0].([]byte)
		if !ok || len(id) != 16 {
			return ErrDamaged
		}
		item := Supply{Question: quiz.QuestionID(id)}
		item.Buried = hidden.has(item.Question)
		if text, ok := v[1].(string); ok {
			if kinds[text] == "" {
				kinds[strings.Clone(text)] = quiz.Kind(strings.Clone(text))
			}
			item.Kind = kinds[text]
		}
		set, _ := v[2].(int64)
		item.Topics = topics[set]
		if v[3] != nil {
			item.Progress = progressAt(v[3:])
		}
		all = append(all, item)
		return nil
	})
	return all, err
}

// progressAt reads the columns from stability to lapses.
func progressAt(v []driver.Value) quiz.Progress {
	whole := func(i int) int64 { n, _ := v[i].(int64); return n }
	real := func(i int) float64 { x, _ := v[i].(float64); return x }
	return quiz.Progress{
		Memory: srs.Memory{Stability: real(0), Difficulty: real(1), Fast: real(2)}, Step: int(whole(3)),
		Due: moment(whole(4)), DueDay: quiz.Day(whole(5)), Last: moment(whole(6)), LastDay: quiz.Day(whole(7)),
		Reps: int(whole(8)), Lapses: int(whole(9)),
	}
}

// topicNames is the tags of each set of topics.
func (r *Reader) topicNames(ctx context.Context) (map[int64][]string, error) {
	names := map[int64][]string{}
	err := r.rows(ctx, "SELECT topics, names FROM topics", func(rows *sql.Rows) error {
		var set int64
		var text string
		err := rows.Scan(&set, &text)
		if text != "" {
			names[set] = strings.Split(text, "\n")
		}
		return err
	})
	return names, err
}

// Steps are the questions whose wait within the day is over at the moment now,
// those that have waited longest first, at most limit.
func (r *Reader) Steps(ctx context.Context, now time.Time, limit int) ([]Due, error) {
	hidden, err := r.away(ctx, now)
	if err != nil {
		return nil, fmt.Errorf("read the learning steps: %w", err)
	}
	all, err := r.due(ctx, hidden, "due_learning", limit, now.UnixMilli())
	if err != nil {
		return nil, fmt.Errorf("read the learning steps: %w", err)
	}
	return all, nil
}

// Edition counts the changes to what there is to study: banks that came, went
// or changed, questions that were edited, and anything taken back.
func (r *Reader) Edition() int64 { return r.s.content.Load() }
