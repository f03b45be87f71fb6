package srs

import (
	"context"
	"fmt"
	"math"
	"sort"
	"strings"
)

// FitOptions of a fit; the zero value tries every model on all processors.
type FitOptions struct {
	Models  []string              // to try; none = FSRS6 and FSRS7
	Seen    int64                 // the last answer that the weights in use were fitted to, as Review.At; 0 = none
	Workers int                   // as Options.Workers
	Report  func(done, total int) // hears how far it is; may be nil
}

// Fitted is what Fit found, in numbers; Summary says it in words.
type Fitted struct {
	Before, After Model // the same when nothing better was found
	Outcome       Outcome
	Items         int     // answers in the log that test a memory
	Held          int     // the last of them, on which the models were compared
	Current       float64 // mean loss of Before on those
	Tried         []Trial // the others, each fitted to the answers before those
	Good, Known   Change  // what changes for a card
}

// Outcome is how a fit ended.
type Outcome uint8

const (
	TooFew   Outcome = iota // fewer than LeastItems: nothing was tried
	NoBetter                // nothing foresaw the last answers better than what is in use
	Better                  // After did, and is fitted to the whole log
)

// LeastItems is how many items a log needs to be fitted by Fit: enough for all
// weights in the earlier part, and 20 to compare on (our own choice).
const LeastItems = 100

// Trial is a model that was tried.
type Trial struct {
	Model string
	Loss  float64 // mean, on the held items
}

// Change is an interval in days until recall falls to .9, before and after.
type Change struct{ Before, After float64 }

// Fit looks for weights that foresee a learner's answers better than those of
// the model in use. Each model is fitted to the earlier part of the log and
// compared on the rest: the last fifth of the items, or fewer if the weights in
// use have seen those, but no less than a twentieth. Only one that does better
// there is taken, the best, and FSRS-7 only if it does better than FSRS-6 too;
// it is then fitted to the whole log. Errors are those of Train.
func Fit(ctx context.Context, reviews []Review, current Model, o FitOptions) (Fitted, error) {
	f := Fitted{Before: current, After: current}
	h, err := newHistory(reviews)
	if err != nil {
		return f, err
	}
	if f.Items = len(h.inTime); f.Items < LeastItems {
		return f.told(), ctx.Err()
	}
	cut := h.cut(o.Seen)
	f.Held = f.Items - cut
	f.Current, err = h.held(current.Name(), current.Parameters(), cut, o.Workers)
	if err != nil {
		return f, err
	}
	models := o.Models
	if len(models) == 0 {
		models = []string{FSRS6, FSRS7}
	}
	earlier := before(reviews, h.at[h.inTime[cut]])
	best := Trial{Loss: f.Current}
	for i, name := range models {
		r, err := Train(ctx, earlier, Options{name, o.Workers, among(o.Report, i, len(models)+1)})
		if err != nil {
			return f, err
		}
		t := Trial{Model: name}
		if t.Loss, err = h.held(name, r.Weights, cut, o.Workers); err != nil {
			return f, err
		}
		f.Tried = append(f.Tried, t)
		if t.Loss < best.Loss {
			best = t
		}
	}
	if f.Outcome = NoBetter; best.Model != "" {
		f.Outcome = Better
		r, err := Train(ctx, reviews, Options{best.Model, o.Workers, among(o.Report, len(models), len(models)+1)})
		if err != nil {
			return f, err
		}
		if f.After, err = NewModel(best.Model, r.Weights); err != nil {
			return f, err
		}
	} else if o.Report != nil {
		o.Report(1, 1)
	}
	return f.told(), ctx.Err()
}

// Stale reports whether a log has grown so much, since it had so many items at
// the last fit, that another is worth its time: by a twentieth.
func Stale(fitted, items int) bool {
	return items >= LeastItems && items-fitted >= max(fitted/20, 1)
}

// cut is the place in time of the first item to compare models on, given what
// the weights in use were fitted to.
func (h *history) cut(seen int64) int {
	n := len(h.inTime)
	unseen := sort.Search(n, func(i int) bool { return h.at[h.inTime[i]] > seen })
	cut := min(max(unseen, n-n/5), n-max(n/20, LeastItems/5))
	for cut > 0 && h.at[h.inTime[cut-1]] == h.at[h.inTime[cut]] { // together in time, together held
		cut--
	}
	return cut
}

// held is the mean loss of the items from cut on.
func (h *history) held(model string, w []float64, cut, workers int) (float64, error) {
	s := studyOf(model)
	if s == nil {
		return 0, fmt.Errorf("no memory model is called %q", model)
	}
	return newSum(s, h.cards(s.fractional, h.inTime[cut:], alike), workers).mean(w), nil
}

// before are the reviews before a time.
func before(reviews []Review, at int64) []Review {
	earlier := make([]Review, 0, len(reviews))
	for _, r := range reviews {
		if r.At < at {
			earlier = append(earlier, r)
		}
	}
	return earlier
}

// among reports one of several trainings as a part of them all.
func among(report func(done, total int), i, n int) func(done, total int) {
	if report == nil {
		return nil
	}
	return func(done, total int) { report(i*total+done, n*total) }
}

// told works out what changes for a card.
func (f Fitted) told() Fitted {
	f.Good.Before, f.Known.Before = typical(f.Before)
	f.Good.After, f.Known.After = typical(f.After)
	return f
}

// typical are the days until recall falls to .9 after a first good answer, and
// after four more, each given on the day that the one before asks for.
func typical(m Model) (first, known float64) {
	memory := m.After(Memory{}, 0, Good)
	first = m.Interval(memory, .9)
	for range 4 {
		memory = m.After(memory, float64(WholeDays(m.Interval(memory, .9))), Good)
	}
	return first, m.Interval(memory, .9)
}

// Summary says in one or two sentences what changed for the learner, or why
// nothing did.
func (f Fitted) Summary() string {
	switch f.Outcome {
	case TooFew:
		return fmt.Sprintf("Nothing changed: fitting the schedule to you takes %d reviews on later days, and there are %d so far.", LeastItems, f.Items)
	case NoBetter:
		return fmt.Sprintf("Nothing changed: the schedule in use foresaw your last %d reviews at least as well as a new one would have.", f.Held)
	}
	var b strings.Builder
	least := math.Inf(1)
	for _, t := range f.Tried {
		least = min(least, t.Loss)
	}
	fmt.Fprintf(&b, "The schedule was fitted to you: its error on your last %d reviews is %s lower. ", f.Held, percent(1-least/f.Current))
	good, known := f.Good.said(), f.Known.said()
	switch {
	case good == "" && known == "":
		b.WriteString("Typical cards come back after the same time as before.")
	case good == "":
		fmt.Fprintf(&b, "A card you know well now comes back after %s.", known)
	case known == "":
		fmt.Fprintf(&b, "A new card that you know now comes back after %s.", good)
	default:
		fmt.Fprintf(&b, "A new card that you know now comes back after %s, and a card you know well after %s.", good, known)
	}
	return b.String()
}

// said is the change in words, or "" when the words would be the same.
func (c Change) said() string {
	before, after := length(c.Before), length(c.After)
	if before == after {
		return ""
	}
	return after + " instead of " + before
}

// length is a number of days as a person says it.
func length(days float64) string {
	for _, unit := range []struct {
		days  float64
		words string
		from  float64 // the least number of days said in it
	}{{365.25, "year", 730}, {30.4375, "month", 60}, {7, "week", 21}} {
		if days >= unit.from {
			return count(math.Round(days/unit.days), unit.words)
		}
	}
	return count(math.Max(math.Round(days), 1), "day")
}

func count(n float64, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%.0f %ss", n, unit)
}

// percent is a share of 1 as a person says it.
func percent(share float64) string {
	if share < .01 {
		return "less than 1 %"
	}
	return fmt.Sprintf("%.0f %%", 100*share)
}
