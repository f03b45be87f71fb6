package actions

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"chartroom/quiz"
	"chartroom/storage"
)

// Counts is what there is to study now.
type Counts struct {
	storage.Counts
	Ready    int // reviews that can be asked now: due, or past a learning step
	NewCards int // cards never seen
	MetToday int // new cards met today in review
	NewLeft  int // new cards that may still come today
}

// Counts counts what is due, and the new cards within the day's limit.
func (a *Actions) Counts(ctx context.Context) (Counts, error) {
	r, today := a.Reader(), a.Today()
	all, err := r.Counts(ctx, a.Now(), today)
	if err != nil {
		return Counts{}, fmt.Errorf("count what is due: %w", err)
	}
	c := Counts{Counts: all, Ready: all.Due + all.Learning}
	if c.NewCards, err = r.CountFilter(ctx, a.NewCards()); err != nil {
		return c, fmt.Errorf("count new cards: %w", err)
	}
	days, err := r.DayCounts(ctx, today, today)
	if err != nil {
		return c, fmt.Errorf("count today's answers: %w", err)
	}
	for _, d := range days {
		if d.Mode == quiz.ModeReview {
			c.MetToday += d.New
		}
	}
	c.NewLeft = min(c.NewCards, max(a.NewPerDay()-c.MetToday, 0))
	return c, nil
}

// Pace is how long the learner usually takes for questions of a kind; 0 until
// there are enough answers to tell.
func (a *Actions) Pace(ctx context.Context, k quiz.Kind) (time.Duration, error) {
	median, n, err := a.Reader().TookMedian(ctx, k)
	if err != nil || n < quiz.EnoughAnswers {
		return 0, err
	}
	return median, nil
}

// NewCards means the cards never seen.
func (a *Actions) NewCards() storage.Filter {
	return storage.Filter{Kinds: []quiz.Kind{quiz.Flip}, State: storage.StateNew}
}

// NewPerDay is how many new cards a day may bring.
func (a *Actions) NewPerDay() int { return a.number(quiz.SettingNewPerDay, defaultNewPerDay) }

// Minutes is how long the learner means to study a day.
func (a *Actions) Minutes() int { return a.number(quiz.SettingMinutes, defaultMinutes) }

// Anki brings 20 new cards a day unless told otherwise; half an hour is what
// first run proposes.
const (
	defaultNewPerDay = 20
	defaultMinutes   = 30
)

func (a *Actions) number(key string, otherwise int) int {
	if n, err := strconv.Atoi(a.settings[key]); err == nil {
		return n
	}
	return otherwise
}

// FirstDue is the first question of a list, or zero.
func FirstDue(due []storage.Due) quiz.QuestionID {
	if len(due) == 0 {
		return quiz.QuestionID{}
	}
	return due[0].Question
}
