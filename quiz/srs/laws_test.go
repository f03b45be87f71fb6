package srs_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"chartroom/quiz/srs"
)

// bounds are the weights' ranges, copied from fsrs-rs
// (src/parameter_clipper.rs) and not from the code under test.
var bounds = [21][2]float64{
	{.001, 100}, {.001, 100}, {.001, 100}, {.001, 100}, {1, 10}, {.001, 4}, {.001, 4}, {.001, .75}, {0, 4.5}, {0, .8},
	{.001, 3.5}, {.001, 5}, {.001, .25}, {.001, .9}, {0, 4}, {0, 1}, {1, 6}, {0, 2}, {0, 2}, {.01, .8}, {.1, .8},
}

// anyWeights are weights from the whole of their ranges, often at an end.
func anyWeights(r *rand.Rand) (w srs.Weights) {
	scatter(r, w[:], bounds[:])
	return w
}

// scatter sets weights from the whole of their ranges, often at an end.
func scatter(r *rand.Rand, w []float64, bounds [][2]float64) {
	for i, b := range bounds {
		switch r.IntN(6) {
		case 0:
			w[i] = b[0]
		case 1:
			w[i] = b[1]
		default:
			w[i] = b[0] + r.Float64()*(b[1]-b[0])
		}
	}
}

// anyMemory is a memory from the whole of its range, stability on a log scale.
func anyMemory(r *rand.Rand) srs.Memory {
	return srs.Memory{Stability: .001 * math.Pow(36500/.001, r.Float64()), Difficulty: 1 + 9*r.Float64()}
}

// eachCase calls law with the default and with random weights and memories.
func eachCase(t *testing.T, law func(w *srs.Weights, m srs.Memory, r *rand.Rand)) {
	t.Helper()
	eachCaseOf(t, srs.Default, anyWeights, anyMemory, law)
}

// eachCaseOf is eachCase for the weights of any model.
func eachCaseOf[W any](t *testing.T, usual W, weights func(*rand.Rand) W, memory func(*rand.Rand) srs.Memory, law func(w *W, m srs.Memory, r *rand.Rand)) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 4000 {
		w := usual
		if i%2 == 1 {
			w = weights(r)
		}
		m := memory(r)
		law(&w, m, r)
		if t.Failed() {
			t.Fatalf("weights %v, memory %+v", w, m)
		}
	}
}

func TestRecallIsNineTenthsAfterOneStability(t *testing.T) {
	eachCase(t, func(w *srs.Weights, m srs.Memory, _ *rand.Rand) {
		near(t, "recall after one stability", w.Retrievability(m, m.Stability), .9, 1e-12)
		near(t, "interval at 0.9", w.Interval(m, .9), m.Stability, 1e-12)
	})
}

func TestIntervalInvertsRetrievability(t *testing.T) {
	eachCase(t, func(w *srs.Weights, m srs.Memory, r *rand.Rand) {
		for _, want := range []float64{.7, .8, .9, .97, .5 + .49*r.Float64()} {
			near(t, "recall at the interval", w.Retrievability(m, w.Interval(m, want)), want, 1e-9)
		}
	})
}

func TestRecallFallsWithTime(t *testing.T) {
	eachCase(t, func(w *srs.Weights, m srs.Memory, r *rand.Rand) {
		a, b := r.Float64()*1000, 1000+r.Float64()*1000
		if ra, rb := w.Retrievability(m, a), w.Retrievability(m, b); !(1 >= ra && ra > rb && rb > 0) {
			t.Errorf("recall is %g after %g days and %g after %g", ra, a, rb, b)
		}
	})
	w := srs.Default
	m := srs.Memory{Stability: 3, Difficulty: 5}
	near(t, "recall at once", w.Retrievability(m, 0), 1, 0)
	near(t, "recall before the answer", w.Retrievability(m, -5), 1, 0)
	near(t, "recall of what was never learnt", w.Retrievability(srs.Memory{}, 0), 0, 0)
}

func TestBetterGradesNeverShortenNorHarden(t *testing.T) {
	eachCase(t, func(w *srs.Weights, m srs.Memory, r *rand.Rand) {
		days := float64(r.IntN(3) * r.IntN(5000))
		for g := srs.Hard; g <= srs.Easy; g++ {
			worse, better := w.After(m, days, g-1), w.After(m, days, g)
			if better.Stability < worse.Stability {
				t.Errorf("after %g days %v gives stability %g, %v only %g", days, g-1, worse.Stability, g, better.Stability)
			}
			if better.Difficulty > worse.Difficulty {
				t.Errorf("%v gives difficulty %g, %v more: %g", g-1, worse.Difficulty, g, better.Difficulty)
			}
		}
	})
}

func TestRememberingNeverShortensAndForgettingNeverLengthens(t *testing.T) {
	eachCase(t, func(w *srs.Weights, m srs.Memory, r *rand.Rand) {
		days := float64(r.IntN(2) * r.IntN(5000))
		for g := srs.Hard; g <= srs.Easy; g++ { // on the same day too: hard is floored as well
			if after := w.After(m, days, g); after.Stability < m.Stability {
				t.Errorf("%v after %g days lowers stability from %g to %g", g, days, m.Stability, after.Stability)
			}
		}
		if after := w.After(m, 1+days, srs.Again); after.Stability > m.Stability {
			t.Errorf("again after %g days raises stability from %g to %g", 1+days, m.Stability, after.Stability)
		}
	})
}

func TestAfterStaysInBounds(t *testing.T) {
	eachCase(t, func(w *srs.Weights, m srs.Memory, r *rand.Rand) {
		for _, g := range srs.Grades {
			inBounds(t, w.After(srs.Memory{}, 0, g))
			inBounds(t, w.After(m, float64(r.IntN(40000)), g))
			inBounds(t, w.After(m, 0, g))
		}
	})
}

func inBounds(t *testing.T, m srs.Memory) {
	t.Helper()
	if !(m.Stability >= .001 && m.Stability <= 36500 && m.Difficulty >= 1 && m.Difficulty <= 10) {
		t.Errorf("memory out of bounds: %+v", m)
	}
}

func TestAfterReachesItsBounds(t *testing.T) {
	w := srs.Default
	w[0] = .0001 // not in range, yet the floor holds: 0.001 here, 0.1 in ts-fsrs and go-fsrs
	near(t, "lowest first stability", w.After(srs.Memory{}, 0, srs.Again).Stability, .001, 0)
	w[0] = .05
	near(t, "low first stability", w.After(srs.Memory{}, 0, srs.Again).Stability, .05, 0)

	var m srs.Memory
	for range 40 {
		m = w.After(m, math.Ceil(m.Stability), srs.Easy)
	}
	if m != (srs.Memory{Stability: 36500, Difficulty: 1}) {
		t.Errorf("after 40 times easy: %+v", m)
	}
	for range 60 {
		m = w.After(m, 1, srs.Again)
	}
	if m.Difficulty < 9.9 || m.Stability > .1 {
		t.Errorf("after 60 times again: %+v", m)
	}
}

func TestTheFirstReviewKnowsNoElapsedDays(t *testing.T) {
	w := srs.Default
	for i, g := range srs.Grades {
		want := srs.Memory{Stability: w[i], Difficulty: w.After(srs.Memory{}, 0, g).Difficulty}
		if got := w.After(srs.Memory{}, 99, g); got != want {
			t.Errorf("%v: %+v; want %+v", g, got, want)
		}
		if want.IsZero() {
			t.Errorf("%v: a reviewed question counts as never reviewed", g)
		}
	}
}

func TestCheckNamesTheWeightOutOfRange(t *testing.T) {
	if err := (&srs.Weights{}).Check(); err == nil {
		t.Error("all zero passes")
	}
	w := srs.Default
	if err := w.Check(); err != nil {
		t.Error(err)
	}
	for i, b := range bounds {
		for _, c := range []struct {
			x    float64
			good bool
		}{
			{b[0], true}, {b[1], true}, {b[0] - 1e-6, false}, {b[1] + 1e-6, false},
			{math.NaN(), false}, {math.Inf(1), false}, {math.Inf(-1), false},
		} {
			w := srs.Default
			w[i] = c.x
			err := w.Check()
			if (err == nil) != c.good {
				t.Errorf("w%d = %g: error %v", i, c.x, err)
			}
			if err != nil && !strings.Contains(err.Error(), fmt.Sprintf("w%d is ", i)) {
				t.Errorf("w%d = %g: the error names another: %v", i, c.x, err)
			}
		}
	}
}

func TestGradesHaveTheirNumbersAndWords(t *testing.T) {
	words := []string{"again", "hard", "good", "easy"}
	for i, g := range srs.Grades {
		if g.String() != words[i] || int(g) != i+1 || !g.Valid() {
			t.Errorf("grade %d is %q, valid %v", int(g), g, g.Valid())
		}
	}
	if srs.Grade(0).Valid() || srs.Grade(5).Valid() {
		t.Error("0 or 5 is a valid grade")
	}
}

// Fifty answers with any weights, grades and gaps never leave the bounds.
func FuzzAfter(f *testing.F) {
	f.Add(uint64(1), []byte{3, 0, 3, 0, 3, 2, 1, 8})
	f.Add(uint64(7), []byte{4, 0, 4, 255, 4, 255, 2, 255})
	f.Add(uint64(0), []byte{1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 2, 1})
	f.Fuzz(func(t *testing.T, seed uint64, answers []byte) {
		w := anyWeights(rand.New(rand.NewPCG(seed, 3)))
		var m srs.Memory
		for i := 0; i+1 < min(len(answers), 100); i += 2 {
			g := srs.Grades[answers[i]%4]
			gap := float64(answers[i+1])
			m = w.After(m, gap*gap, g) // up to 65,025 days
			inBounds(t, m)
			if r := w.Retrievability(m, gap); !(r > 0 && r <= 1) {
				t.Errorf("recall of %+v after %g days is %g", m, gap, r)
			}
			if days := w.Interval(m, .9); math.IsNaN(days) || math.IsInf(days, 0) || days <= 0 {
				t.Errorf("interval of %+v is %g", m, days)
			}
		}
	})
}
