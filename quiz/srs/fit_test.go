package srs

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func fitted(t testing.TB, reviews []Review, current Model, o FitOptions) Fitted {
	t.Helper()
	return must[Fitted](t)(Fit(context.Background(), reviews, current, o))
}

func TestAFitIsTakenOnlyIfItForeseesBetter(t *testing.T) {
	outcomes := map[Outcome]int{}
	for seed := range uint64(4) {
		for _, truth := range []Model{&Default, &other, &Default7} {
			for _, current := range []Model{&Default, &other} {
				reviews := simulated(truth, 500, seed)
				f := fitted(t, reviews, current, FitOptions{})
				outcomes[f.Outcome]++
				best := Trial{Loss: f.Current}
				for _, tried := range f.Tried {
					if tried.Loss < best.Loss {
						best = tried
					}
				}
				if len(f.Tried) != 2 || f.Tried[0].Model != FSRS6 || f.Tried[1].Model != FSRS7 || f.Held < f.Items/6 || f.Held > f.Items/5+5 {
					t.Fatalf("%+v", f)
				}
				switch f.Outcome {
				case Better:
					if best.Model == "" || f.After.Name() != best.Model || slices.Equal(f.After.Parameters(), current.Parameters()) {
						t.Errorf("taken: %s of %+v, in use %.5f", f.After.Name(), f.Tried, f.Current)
					}
					whole := trained(t, reviews, Options{Model: best.Model})
					if !slices.Equal(whole.Weights, f.After.Parameters()) {
						t.Error("what is taken was not fitted to the whole log")
					}
				default:
					if best.Model != "" || f.After != current {
						t.Errorf("nothing is taken of %+v, in use %.5f", f.Tried, f.Current)
					}
				}
			}
		}
	}
	if outcomes[Better] < 8 || outcomes[NoBetter] < 4 || outcomes[TooFew] > 0 {
		t.Errorf("outcomes %v", outcomes)
	}
}

// Where the truth is an FSRS-7 unlike any FSRS-6, that is what is taken; and
// the other way round.
func TestTheModelThatForeseesBetterIsTaken(t *testing.T) {
	for _, truth := range []Model{&other, &Default7} {
		f := fitted(t, simulated(truth, 3000, 2), &Default, FitOptions{})
		if f.Outcome != Better || f.After.Name() != truth.Name() {
			t.Errorf("a learner of %s: %s of %+v, in use %.5f", truth.Name(), f.After.Name(), f.Tried, f.Current)
		}
		only := fitted(t, simulated(truth, 3000, 2), &Default, FitOptions{Models: []string{FSRS6}})
		if len(only.Tried) != 1 || only.After.Name() != FSRS6 {
			t.Errorf("only FSRS-6 was asked for: %+v", only.Tried)
		}
	}
}

// What is compared on lies in time after all that was learnt from.
func TestTheFutureIsHeldOut(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for range 200 {
		log := anyLog(r)
		h := must[*history](t)(newHistory(log))
		n := len(h.inTime)
		if n < LeastItems {
			continue
		}
		cut := h.cut(0)
		at := h.at[h.inTime[cut]]
		for _, r := range before(log, at) {
			if r.At >= at {
				t.Fatalf("an answer at %d is learnt from, those after %d are held", r.At, at)
			}
		}
		for place, i := range h.inTime {
			if (h.at[i] >= at) != (place >= cut) {
				t.Fatalf("item %d of %d at %d; held from %d on", place, n, h.at[i], at)
			}
		}
		for _, seen := range []int{0, n / 2, n * 9 / 10, n - 1} { // what the weights in use have seen is not held, if enough is left
			cut := h.cut(h.at[h.inTime[seen]])
			if held := n - cut; held < 20 || held < n/20 || cut < h.cut(0) {
				t.Errorf("%d of %d items are held when %d were seen", held, n, seen)
			}
		}
	}
}

func TestTooShortALogChangesNothing(t *testing.T) {
	for _, log := range [][]Review{nil, cardsOf(99, 3, Good, Again)} {
		f := fitted(t, log, &other, FitOptions{})
		if f.Outcome != TooFew || f.After != Model(&other) || len(f.Tried) > 0 {
			t.Errorf("%+v", f)
		}
	}
}

func TestAFitStopsWhenAskedTo(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	last := 0
	_, err := Fit(ctx, simulated(&other, 300, 1), &Default, FitOptions{Report: func(done, total int) {
		if done < last || done > total {
			t.Errorf("%d of %d after %d", done, total, last)
		}
		if last = done; done > total/2 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if _, err := Fit(context.Background(), []Review{{Grade: 9}}, &Default, FitOptions{}); err == nil {
		t.Error("a grade that is none is fitted")
	}
}

func TestAFitSaysWhatChanged(t *testing.T) {
	good := Fitted{Outcome: Better, Items: 1000, Held: 200, Current: .4, Tried: []Trial{{FSRS6, .392}, {FSRS7, .395}}}
	for want, f := range map[string]Fitted{
		"Nothing changed: fitting the schedule to you takes 100 reviews on later days, and there are 12 so far.":                            {Outcome: TooFew, Items: 12},
		"Nothing changed: the schedule in use foresaw your last 200 reviews at least as well as a new one would have.":                      {Outcome: NoBetter, Held: 200},
		"its error on your last 200 reviews is 2 % lower. Typical cards come back after the same time as before.":                           with(good, Change{2.1, 2.4}, Change{100, 100}),
		"is 2 % lower. A new card that you know now comes back after 3 days instead of 2 days.":                                             with(good, Change{2.1, 2.6}, Change{100, 100}),
		"is 2 % lower. A card you know well now comes back after 5 months instead of 4 months.":                                             with(good, Change{2, 2}, Change{120, 150}),
		"A new card that you know now comes back after 1 day instead of 2 days, and a card you know well after 2 years instead of 8 weeks.": with(good, Change{2, .2}, Change{59, 800}),
	} {
		if got := f.Summary(); !strings.HasSuffix(got, want) {
			t.Errorf("%q; want %q", got, want)
		}
	}
}

func with(f Fitted, good, known Change) Fitted {
	f.Good, f.Known = good, known
	return f
}

func TestTypicalCardsOfThePublishedWeights(t *testing.T) {
	first, known := typical(&Default)
	if first != Default[2] || WholeDays(known) != 497 { // the worked example of FSRS-6: 2, 11, 46 and 163 days; then 497.4
		t.Errorf("%g and %g days", first, known)
	}
}

func TestALogIsStaleWhenItHasGrownByATwentieth(t *testing.T) {
	for _, c := range []struct {
		fitted, items int
		want          bool
	}{{0, 0, false}, {0, 99, false}, {0, 100, true}, {100, 100, false}, {100, 104, false}, {100, 105, true}, {10000, 10499, false}, {10000, 10500, true}, {500, 400, false}} {
		if got := Stale(c.fitted, c.items); got != c.want {
			t.Errorf("from %d to %d items: %v", c.fitted, c.items, got)
		}
	}
}
