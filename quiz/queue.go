package quiz

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// Ordering is the order of the reviews that are due.
type Ordering string

// The orders. Questions in a learning step come first in each, by their time.
const (
	OrderLoss    Ordering = "loss"    // what loses most recall by waiting a day
	OrderDue     Ordering = "due"     // what has been due the longest
	OrderRandom  Ordering = "random"  // by chance, another one each study day
	OrderOverdue Ordering = "overdue" // what is latest for the length of its interval
)

// OrderFrom is the order that these settings ask for; OrderLoss unless they
// say otherwise.
func OrderFrom(settings map[string]string) (Ordering, error) {
	switch o := Ordering(settings[SettingOrder]); o {
	case "":
		return OrderLoss, nil
	case OrderLoss, OrderDue, OrderRandom, OrderOverdue:
		return o, nil
	default:
		return OrderLoss, fmt.Errorf("setting %s is %q; it must be loss, due, random or overdue", SettingOrder, o)
	}
}

// Waiting is a question that waits to be reviewed.
type Waiting struct {
	Question QuestionID
	Progress Progress
	Weight   float64 // of its domain in the exam; 0 = 1
}

func (w *Waiting) weight() float64 {
	if w.Weight == 0 {
		return 1
	}
	return w.Weight
}

// Rank puts what waits into an order, on the study day today.
//
// By loss: the drop in the chance of recall from today to tomorrow, times the
// weight; what is lost by doing the others first. By overdueness: days since
// the last answer over the interval that the memory asks for. Equal ones go by
// how long they have been due.
func Rank(items []Waiting, order Ordering, s *Scheduler, today Day) {
	type ranked struct {
		at  int
		key float64 // biggest first
	}
	all := make([]ranked, len(items))
	for i := range items {
		all[i] = ranked{i, s.urgency(&items[i], order, today)}
	}
	slices.SortFunc(all, func(x, y ranked) int {
		a, b := &items[x.at], &items[y.at]
		return cmp.Or(cmp.Compare(y.key, x.key), a.Progress.Due.Compare(b.Progress.Due), slices.Compare(a.Question[:], b.Question[:]))
	})
	sorted := make([]Waiting, len(items))
	for i, r := range all {
		sorted[i] = items[r.at]
	}
	copy(items, sorted)
}

// urgency is what Rank goes by, biggest first.
func (s *Scheduler) urgency(w *Waiting, order Ordering, today Day) float64 {
	if w.Progress.Learning() {
		return math.Inf(1)
	}
	switch order {
	case OrderLoss:
		return s.loss(w, today)
	case OrderRandom:
		return rand.New(rand.NewPCG(binary.BigEndian.Uint64(w.Question[:8]), uint64(today))).Float64()
	case OrderOverdue:
		return float64(today-w.Progress.LastDay) / s.Model.Interval(w.Progress.Memory, s.Retention)
	}
	return 0
}

// loss is the recall that waiting from day until the next one costs.
func (s *Scheduler) loss(w *Waiting, day Day) float64 {
	return (s.Recall(w.Progress, day) - s.Recall(w.Progress, day+1)) * w.weight()
}

// Spread is a backlog laid out over days.
type Spread struct {
	Days []Day   // the day of each item, in the order of the items
	Cost float64 // items expected to be forgotten by waiting, that would be remembered today
	Last Day     // the last day that gets any
}

// SpreadBacklog lays what waits out over so many days from today on, as evenly
// as they go: what loses most by waiting first. With a limit above 0 no day
// gets more than that, and the days are as many as that takes. Days off get
// none.
func SpreadBacklog(items []Waiting, days, limit int, s *Scheduler, today Day, off []Span) Spread {
	out := Spread{Days: make([]Day, len(items)), Last: today}
	if len(items) == 0 {
		return out
	}
	days = max(days, 1)
	each := (len(items) + days - 1) / days
	if limit > 0 {
		each = min(each, limit)
	}
	order := make([]int, len(items))
	losses := make([]float64, len(items))
	for i := range items {
		order[i], losses[i] = i, s.urgency(&items[i], OrderLoss, today)
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(losses[b], losses[a]), slices.Compare(items[a].Question[:], items[b].Question[:]))
	})
	day, full := nextOn(today, off), 0
	for _, i := range order {
		if full == each {
			day, full = nextOn(day+1, off), 0
		}
		full++
		out.Days[i], out.Last = day, day
		out.Cost += s.Recall(items[i].Progress, today) - s.Recall(items[i].Progress, day)
	}
	return out
}

// nextOn is the first day from day on that is not off. A learner who is off for
// more than a year is not waited for.
func nextOn(day Day, off []Span) Day {
	for d := day; d < day+366; d++ {
		if !slices.ContainsFunc(off, func(s Span) bool { return s.Contains(d) }) {
			return d
		}
	}
	return day
}
