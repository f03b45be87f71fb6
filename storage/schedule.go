package storage

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"chartroom/quiz"
)

// Due is a question whose time has come.
type Due struct {
	Question quiz.QuestionID
	Progress quiz.Progress
}

// Due is what can be asked at the moment now, at most limit: first those in
// learning steps, then the others, each by how long they have been due (the
// ones that have waited longest first). Suspended questions, kinds that are
// not asked, banks that were put away and what is buried are left out.
func (r *Reader) Due(ctx context.Context, now time.Time, limit int) ([]Due, error) {
	hidden, err := r.away(ctx, now)
	if err != nil {
		return nil, fmt.Errorf("read what is due: %w", err)
	}
	all, err := r.due(ctx, hidden, "due_learning", limit, now.UnixMilli())
	if err != nil {
		return nil, fmt.Errorf("read what is due: %w", err)
	}
	banks, err := r.numbers(ctx, "SELECT bank FROM bank WHERE deleted IS NULL AND generation > 0")
	if err != nil {
		return nil, fmt.Errorf("read what is due: %w", err)
	}
	var rest []Due
	for _, bank := range banks {
		more, err := r.due(ctx, hidden, "due_of_bank", limit-len(all), bank, now.UnixMilli())
		if err != nil {
			return nil, fmt.Errorf("read what is due: %w", err)
		}
		rest = append(rest, more...)
	}
	slices.SortStableFunc(rest, func(a, b Due) int {
		return cmp.Or(a.Progress.Due.Compare(b.Progress.Due), slices.Compare(a.Question[:], b.Question[:]))
	})
	all = append(all, rest...)
	return all[:min(limit, len(all))], nil
}

// due is the first rows that are not hidden.
func (r *Reader) due(ctx context.Context, hidden *away, name string, limit int, args ...any) ([]Due, error) {
	var all []Due
	err := r.memories(ctx, name, func(id quiz.QuestionID, m *memoryRow) {
		if !hidden.has(id) && len(all) < limit {
			all = append(all, Due{Question: id, Progress: m.Progress})
		}
	}, append(args, limit+len(hidden.until))...)
	return all, err
}

// memories reads rows of a question's id and then its memory.
func (r *Reader) memories(ctx context.Context, name string, each func(quiz.QuestionID, *memoryRow), args ...any) error {
	return r.rows(ctx, query(name), func(rows *sql.Rows) error {
		var m memoryRow
		var id []byte
		into, done := m.into()
		if err := rows.Scan(append([]any{&id}, into...)...); err != nil {
			return err
		}
		done()
		each(*id16[quiz.QuestionID](id), &m)
		return nil
	}, args...)
}

// Counts is what there is to do, and what there is.
type Counts struct {
	Due       int // past their learning steps, and due; without those buried
	Learning  int // in a learning step that is over; without those buried
	New       int // never answered, can be asked, not suspended, not buried
	Suspended int // of those that can be asked
	Questions int // in all banks
	Asked     int // of them, of a kind that can be asked
	Answered  int // of those, at least once

	Today      int           // answers given on the day
	TodayRight int           // of them, right
	TodayNew   int           // of them, the first to their question
	TodayTook  time.Duration // for all of them
}

// Counts counts at the moment now, on the study day day.
func (r *Reader) Counts(ctx context.Context, now time.Time, day quiz.Day) (Counts, error) {
	var c Counts
	var newSuspended int
	var took int64
	var dueAway, learningAway, newAway int
	hidden, err := r.awayOn(ctx, r.Changes(), day)
	if err == nil && len(hidden.until) > 0 {
		err = r.row(ctx, query("counts_away"), []any{&dueAway, &learningAway, &newAway}, now.UnixMilli(), hidden.list)
	}
	err = errors.Join(err,
		r.row(ctx, query("counts_due"), []any{&c.Due}, now.UnixMilli()),
		r.row(ctx, query("counts_learning"), []any{&c.Learning}, now.UnixMilli()),
		r.row(ctx, query("counts_banks"), []any{&c.Questions, &c.Asked, &c.Answered}),
		r.row(ctx, query("counts_suspended"), []any{&c.Suspended, &newSuspended}),
		r.row(ctx, "SELECT ifnull(sum(attempts), 0), ifnull(sum(right), 0), ifnull(sum(new), 0), ifnull(sum(took), 0) FROM day_count WHERE day = ?",
			[]any{&c.Today, &c.TodayRight, &c.TodayNew, &took}, int64(day)),
	)
	if err != nil {
		return Counts{}, fmt.Errorf("count: %w", err)
	}
	c.Due -= c.Learning + dueAway - learningAway
	c.Learning -= learningAway
	c.New = c.Asked - c.Answered - newSuspended - newAway
	c.TodayTook = time.Duration(took) * time.Millisecond
	return c, nil
}

// NextDue is the first moment after now at which something comes due; the
// zero time if nothing ever does. What is buried comes when its day begins.
func (r *Reader) NextDue(ctx context.Context, now time.Time) (time.Time, error) {
	hidden, err := r.away(ctx, now)
	if err != nil {
		return time.Time{}, fmt.Errorf("read the next due: %w", err)
	}
	first, err := r.nextAway(ctx, hidden)
	if err != nil {
		return time.Time{}, fmt.Errorf("read the next due: %w", err)
	}
	err = r.rows(ctx, query("next_due"), func(rows *sql.Rows) error {
		var due *int64
		if err := rows.Scan(&due); err != nil {
			return err
		}
		if due != nil && (first == 0 || *due < first) {
			first = *due
		}
		return nil
	}, now.UnixMilli(), hidden.list)
	if err != nil {
		return time.Time{}, fmt.Errorf("read the next due: %w", err)
	}
	return moment(first), nil
}

// nextAway is the first moment (ms) at which something that is buried is due
// and no longer buried; 0 if nothing is.
func (r *Reader) nextAway(ctx context.Context, hidden *away) (first int64, err error) {
	days := r.s.shown.Load().now().Days
	begins := map[quiz.Day]int64{}
	err = r.rows(ctx, query("next_away"), func(rows *sql.Rows) error {
		var id []byte
		var due int64
		if err := rows.Scan(&id, &due); err != nil {
			return err
		}
		until := hidden.until[*id16[quiz.QuestionID](id)]
		if begins[until] == 0 {
			begins[until] = millis(days.Start(until))
		}
		if at := max(due, begins[until]); first == 0 || at < first {
			first = at
		}
		return nil
	}, hidden.list)
	return first, err
}

// Progress is where the learner stands with a question; the zero value if it
// was never answered.
func (r *Reader) Progress(ctx context.Context, id quiz.QuestionID) (quiz.Progress, error) {
	var m memoryRow
	into, done := m.into()
	err := r.row(ctx, query("memory_get"), into, id[:])
	if errors.Is(err, ErrNotFound) {
		return quiz.Progress{}, nil
	}
	if err != nil {
		return quiz.Progress{}, fmt.Errorf("read progress of %s: %w", id, err)
	}
	done()
	return m.Progress, nil
}

// Marks are what the learner put on a question.
type Marks struct {
	Suspended bool
	Flag      bool
	Note      string
	Buried    quiz.Day // hidden by the learner until this study day begins; 0 = not, and it may be over
}

// Marks are what the learner put on a question; the zero value if nothing.
func (r *Reader) Marks(ctx context.Context, id quiz.QuestionID) (Marks, error) {
	var m Marks
	err := r.row(ctx, "SELECT suspended, flag, note FROM mark WHERE question = ?", []any{&m.Suspended, &m.Flag, &m.Note}, id[:])
	if err == nil || errors.Is(err, ErrNotFound) {
		err = r.row(ctx, "SELECT until FROM bury WHERE question = ?", []any{&m.Buried}, id[:])
	}
	if err != nil && !errors.Is(err, ErrNotFound) {
		return Marks{}, fmt.Errorf("read marks of %s: %w", id, err)
	}
	return m, nil
}

// Forecast is how many questions come due on each of days study days from day
// on; what is overdue counts on the first.
func (r *Reader) Forecast(ctx context.Context, day quiz.Day, days int) ([]int, error) {
	counts := make([]int, max(days, 0))
	sch, err := r.Scheduler(ctx)
	if err != nil {
		return nil, fmt.Errorf("forecast: %w", err)
	}
	// A day's margin: due_day decides, and zones may have changed.
	end := sch.Days.Start(day + quiz.Day(days) + 2)
	err = r.rows(ctx, query("forecast"), func(rows *sql.Rows) error {
		var due int64
		var n int
		if err := rows.Scan(&due, &n); err != nil {
			return err
		}
		if at := max(due-int64(day), 0); at < int64(len(counts)) {
			counts[at] += n
		}
		return nil
	}, end.UnixMilli())
	if err != nil {
		return nil, fmt.Errorf("forecast: %w", err)
	}
	return counts, nil
}
