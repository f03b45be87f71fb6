package actions

import (
	"context"
	"strconv"

	"chartroom/quiz"
	"chartroom/storage"
)

// Counts is what there is to study now.
type Counts struct {
	storage.Counts
	NewLeft int // new cards that may still come today
}

// Counts counts what is due, and the new cards within the day's limit.
func (a *Actions) Counts(ctx context.Context) (Counts, error) {
	c, err := a.Reader().Counts(ctx, a.Now(), a.Today())
	return Counts{Counts: c, NewLeft: min(c.NewCards, max(a.NewPerDay()-c.NewToday, 0))}, err
}

// NewCards picks the cards never seen, of the learner's exam and of none.
func (a *Actions) NewCards() storage.Filter { return storage.Filter{Kinds: []quiz.Kind{quiz.Flip}} }

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
