package storage

import (
	"context"
	"database/sql"
	"fmt"
	"math"

	"chartroom/quiz"
)

// millionths is what predictions are counted in: sums of whole numbers do not
// depend on their order, so that an undone answer leaves no trace.
const millionths = 1_000_000

// recall is what an answer adds to the counts of recall: one review, or none.
type recall struct {
	bin, hour     int   // of the recall predicted; of the learner's day, 0 to 23
	reviews, kept int64 // 0 or 1
	expected      int64 // millionths
}

// foreseen is what an answer adds to the counts of recall. It is a review
// where it counts as young or mature: the first answer on a later day to a
// question that had left its learning steps.
func (s standing) foreseen(sch *quiz.Scheduler, a answer, kept int64) recall {
	p := sch.RecallAt(s.Progress, a.answered())
	if !(p >= 0) { // NaN: a model gone wrong may spoil its answers, not the counts
		p = 0
	}
	return recall{bin: quiz.RecallBin(p), hour: moment(a.at).In(sch.Days.Zone).Hour(),
		reviews: 1, kept: kept, expected: int64(math.Round(min(p, 1) * millionths))}
}

// countRecall adds an answer's recall to its day and hour, times 1 or -1.
func (t *tx) countRecall(day quiz.Day, r recall, times int64) error {
	if r.reviews == 0 {
		return nil
	}
	reviews, kept, expected := times*r.reviews, times*r.kept, times*r.expected
	if err := t.exec(query("stats_recall_add"), int64(day), int64(r.bin), reviews, kept, expected); err != nil {
		return err
	}
	if err := t.exec(query("stats_hour_add"), int64(r.hour), reviews, kept, expected); err != nil || times > 0 {
		return err
	}
	if err := t.exec("DELETE FROM recall_count WHERE day = ? AND bin = ? AND reviews = 0", int64(day), int64(r.bin)); err != nil {
		return err
	}
	return t.exec("DELETE FROM hour_count WHERE hour = ? AND reviews = 0", int64(r.hour))
}

// recallSum is a row of recall_count or hour_count.
type recallSum struct{ reviews, kept, expected int64 }

func (s *recallSum) add(reviews, kept, expected int64) {
	s.reviews += reviews
	s.kept += kept
	s.expected += expected
}

// recallDay is the rows of recall_count of a day, by bin.
type recallDay [quiz.RecallBins]recallSum

// recalls are the counts of recall while the log is folded anew.
type recalls struct {
	days  map[quiz.Day]*recallDay
	hours [24]recallSum
	last  *recallDay // of day at, for the log goes on day by day
	at    quiz.Day
}

func newRecalls() recalls { return recalls{days: map[quiz.Day]*recallDay{}} }

func (c *recalls) day(d quiz.Day) *recallDay {
	if c.last == nil || c.at != d {
		if c.days[d] == nil {
			c.days[d] = &recallDay{}
		}
		c.last, c.at = c.days[d], d
	}
	return c.last
}

// count adds an answer's recall.
func (c *recalls) count(day quiz.Day, r recall) {
	if r.reviews == 0 {
		return
	}
	c.day(day)[r.bin].add(r.reviews, r.kept, r.expected)
	c.hours[r.hour].add(r.reviews, r.kept, r.expected)
}

// join adds what another folder counted.
func (c *recalls) join(o *recalls) {
	for d, day := range o.days {
		mine := c.day(d)
		for i, s := range day {
			mine[i].add(s.reviews, s.kept, s.expected)
		}
	}
	for i, s := range o.hours {
		c.hours[i].add(s.reviews, s.kept, s.expected)
	}
}

// fill writes the rows of both tables.
func (c *recalls) fill(recallCount, hourCount *shadow) {
	for d, day := range c.days {
		for i, s := range day {
			if s.reviews > 0 {
				recallCount.add(int64(d), int64(i), s.reviews, s.kept, s.expected)
			}
		}
	}
	for i, s := range c.hours {
		if s.reviews > 0 {
			hourCount.add(int64(i), s.reviews, s.kept, s.expected)
		}
	}
}

// catchUp rebuilds a profile that says of itself that it is stale, because a
// migration made tables that only the log can fill, or because bringing in
// history was interrupted. It happens once, and takes as long as Rebuild.
func (s *Store) catchUp(ctx context.Context) error {
	stale, err := s.reader.Stale(ctx)
	if err != nil || !stale {
		return err
	}
	_, err = s.Rebuild(ctx, nil)
	return err
}

// predicted is a sum as the learner's statistics have it.
func predicted(reviews, kept, expected int64) quiz.Predicted {
	return quiz.Predicted{Reviews: int(reviews), Kept: int(kept), Expected: float64(expected) / millionths}
}

// RecallDay is the reviews of a study day, by the recall that the scheduler
// in force predicted of them.
type RecallDay struct {
	Day  quiz.Day
	Bins quiz.Calibration
}

// Recall is what was predicted of the reviews of each study day from day from
// on, and what came, oldest first. Days without reviews are not there.
func (r *Reader) Recall(ctx context.Context, from quiz.Day) ([]RecallDay, error) {
	var all []RecallDay
	err := r.rows(ctx, "SELECT day, bin, reviews, kept, expected FROM recall_count WHERE day >= ? ORDER BY day, bin", func(rows *sql.Rows) error {
		var day, bin, reviews, kept, expected int64
		if err := rows.Scan(&day, &bin, &reviews, &kept, &expected); err != nil {
			return err
		}
		if n := len(all); n == 0 || all[n-1].Day != quiz.Day(day) {
			all = append(all, RecallDay{Day: quiz.Day(day)})
		}
		if bin < 0 || bin >= quiz.RecallBins {
			return ErrDamaged
		}
		all[len(all)-1].Bins[bin] = predicted(reviews, kept, expected)
		return nil
	}, int64(from))
	if err != nil {
		return nil, fmt.Errorf("read what was predicted: %w", err)
	}
	return all, nil
}

// RecallHours is what was predicted of all reviews and what came, by the hour
// of the learner's clock at which they were done.
func (r *Reader) RecallHours(ctx context.Context) (hours [24]quiz.Predicted, err error) {
	err = r.rows(ctx, "SELECT hour, reviews, kept, expected FROM hour_count", func(rows *sql.Rows) error {
		var hour, reviews, kept, expected int64
		if err := rows.Scan(&hour, &reviews, &kept, &expected); err != nil {
			return err
		}
		if hour < 0 || hour >= int64(len(hours)) {
			return ErrDamaged
		}
		hours[hour] = predicted(reviews, kept, expected)
		return nil
	})
	if err != nil {
		return hours, fmt.Errorf("read recall by hour: %w", err)
	}
	return hours, nil
}
