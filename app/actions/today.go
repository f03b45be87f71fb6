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
	MetToday int // new cards met today in review
	NewLeft  int // new cards that may still come today
}

// Counts counts what is due, and the new cards within the day's limit. It
// counts anew only when something was written or a second has passed, for the
// rail asks at every answer.
func (a *Actions) Counts(ctx context.Context) (Counts, error) {
	at := countsAt{a.Reader().Changes(), a.Now().Unix()}
	if a.counted.at == at {
		return a.counted.counts, nil
	}
	c, err := a.count(ctx)
	if err == nil {
		a.counted.at, a.counted.counts = at, c
	}
	return c, err
}

// countsAt is when counts were taken: after which write, in which second.
type countsAt struct{ changes, second int64 }

func (a *Actions) count(ctx context.Context) (Counts, error) {
	r, today := a.Reader(), a.Today()
	all, err := r.Counts(ctx, a.Now(), today)
	if err != nil {
		return Counts{}, fmt.Errorf("count what is due: %w", err)
	}
	c := Counts{Counts: all}
	done, met, err := a.doneToday(ctx)
	if err != nil {
		return c, fmt.Errorf("count today's answers: %w", err)
	}
	c.MetToday = met
	if a.towardsExam() && a.planned() {
		c.Ready, c.NewLeft = a.queue.counts(met)
		c.Ready += all.Learning
		return c, nil
	}
	// The order need not be known to count: a big profile opens without it.
	c.Ready = all.Due
	if limit := a.number(quiz.SettingReviews, 0); limit > 0 {
		c.Ready = min(c.Ready, max(limit-(done-met), 0))
	}
	c.Ready += all.Learning
	if c.NewLeft, err = r.CountUpTo(ctx, a.NewCards(), max(a.NewPerDay()-met, 0)); err != nil {
		return c, fmt.Errorf("count new cards: %w", err)
	}
	return c, nil
}

// paceFor is how many writes a measured pace is good for: it moves slowly.
const paceFor = 50

// pace is what was measured of one kind of question.
type pace struct {
	took    time.Duration
	changes int64
}

// Pace is how long the learner usually takes for questions of a kind; 0 until
// there are enough answers to tell.
func (a *Actions) Pace(ctx context.Context, k quiz.Kind) (time.Duration, error) {
	changes := a.Reader().Changes()
	if p, ok := a.paces[k]; ok && changes-p.changes < paceFor {
		return p.took, nil
	}
	median, n, err := a.Reader().TookMedian(ctx, k)
	if err != nil {
		return 0, fmt.Errorf("measure the pace: %w", err)
	}
	if n < quiz.EnoughAnswers {
		median = 0
	}
	a.paces[k] = pace{median, changes}
	return median, nil
}

// NewCards means the cards never seen.
func (a *Actions) NewCards() storage.Filter {
	return storage.Filter{Kinds: quiz.CardKinds, State: storage.StateNew, Now: a.Now()}
}

// NewPerDay is how many new cards a day may bring.
func (a *Actions) NewPerDay() int { return a.number(quiz.SettingNewPerDay, defaultNewPerDay) }

// Minutes is how long the learner means to study a day.
func (a *Actions) Minutes() int { return a.number(quiz.SettingMinutes, quiz.DefaultMinutes) }

// MinutesToday is how long she means to study today, with what she has added.
func (a *Actions) MinutesToday() int {
	return int(a.WeekMinutes()[a.Today().Date().Weekday()]) + a.extra
}

// WeekMinutes is how long she means to study on each weekday, Sunday first.
func (a *Actions) WeekMinutes() [7]float64 {
	week, err := quiz.WeekMinutes(a.settings)
	if err != nil { // Set refuses such a value
		for i := range week {
			week[i] = quiz.DefaultMinutes
		}
	}
	return week
}

// defaultNewPerDay is how many new cards Anki brings unless told otherwise.
const defaultNewPerDay = 20

func (a *Actions) number(key string, otherwise int) int {
	if n, err := strconv.Atoi(a.settings[key]); err == nil {
		return n
	}
	return otherwise
}
