package srs_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"chartroom/quiz/srs"
)

// bounds7 are the weights' ranges, copied from srs-benchmark
// (models/fsrs_v7.py, _CLIP_LO and _CLIP_HI; w0 from fsrs-rs
// src/parameter_clipper_v7.rs) and not from the code under test.
var bounds7 = [34][2]float64{
	{.0001, 50}, {.0001, 100}, {.0001, 100}, {.0001, 100}, {1, 10}, {.001, 4}, {.1, 4}, {0, 4}, {0, 1.2}, {.3, 3}, {.01, 1.5}, {.1, 1},
	{0, 3.5}, {0, 1}, {1, 7}, {0, 4}, {0, 2}, {.5, 6}, {.001, 1.5}, {.001, 1}, {0, 5}, {0, 1}, {1, 7}, {.01, .25}, {.01, .95},
	{.2, .85}, {.5, .99}, {.01, 1}, {.1, 1}, {0, .9}, {.1, 1.1}, {0, 1}, {0, .6}, {0, .6},
}

// anyWeights7 are weights from the whole of their ranges, often at an end.
func anyWeights7(r *rand.Rand) (w srs.Weights7) {
	scatter(r, w[:], bounds7[:])
	return w
}

// anyMemory7 is a memory from the whole of its range, stabilities on a log
// scale.
func anyMemory7(r *rand.Rand) srs.Memory {
	stability := func() float64 { return 1e-4 * math.Pow(36500/1e-4, r.Float64()) }
	return srs.Memory{Stability: stability(), Fast: stability(), Difficulty: 1 + 9*r.Float64()}
}

// anyGap is from no time at all to 100 years, in days.
func anyGap(r *rand.Rand) float64 {
	if r.IntN(8) == 0 {
		return 0
	}
	return 1e-5 * math.Pow(36525/1e-5, r.Float64())
}

// eachCase7 calls law with the default and with random weights and memories.
func eachCase7(t *testing.T, law func(w *srs.Weights7, m srs.Memory, r *rand.Rand)) {
	t.Helper()
	eachCaseOf(t, srs.Default7, anyWeights7, anyMemory7, law)
}

func TestRecallOfFSRS7FallsWithTimeAndIsNeverCertain(t *testing.T) {
	eachCase7(t, func(w *srs.Weights7, m srs.Memory, r *rand.Rand) {
		a, b := anyGap(r), anyGap(r)
		ra, rb := w.Retrievability(m, min(a, b)), w.Retrievability(m, max(a, b))
		if !(1-1e-5+1e-15 >= ra && ra >= rb && rb > 1e-5) || 2*min(a, b) < max(a, b) && !(ra > rb) {
			t.Errorf("recall is %.17g after %g days and %.17g after %g", ra, min(a, b), rb, max(a, b))
		}
		near(t, "recall at once", w.Retrievability(m, 0), 1-1e-5, 1e-15)
		near(t, "recall before the answer", w.Retrievability(m, -5), 1-1e-5, 1e-15)
	})
	near(t, "recall of what was never learnt", srs.Default7.Retrievability(srs.Memory{}, 0), 0, 0)
}

func TestIntervalOfFSRS7InvertsRetrievability(t *testing.T) {
	const second = 1. / 86400
	eachCase7(t, func(w *srs.Weights7, m srs.Memory, r *rand.Rand) {
		for _, want := range []float64{.7, .8, .9, .97, .3 + .69*r.Float64()} {
			days := w.Interval(m, want)
			got := w.Retrievability(m, days)
			switch {
			case math.Abs(got-want) <= .001:
			case days < second: // it starts to fall at once
			case days >= 36500*(1-1e-12) && got > want:
			default:
				t.Errorf("recall at the interval for %g, %g days, is %g", want, days, got)
			}
		}
	})
}

func TestALowerRetentionNeverShortensAnIntervalOfFSRS7(t *testing.T) {
	eachCase7(t, func(w *srs.Weights7, m srs.Memory, r *rand.Rand) {
		want := .5 + .4*r.Float64()
		if a, b := w.Interval(m, want), w.Interval(m, want+.05); a < b*(1-1e-12) {
			t.Errorf("%g days to %g, but %g to %g", a, want, b, want+.05)
		}
	})
}

func TestBetterGradesOfFSRS7NeverShortenNorHarden(t *testing.T) {
	eachCase7(t, func(w *srs.Weights7, m srs.Memory, r *rand.Rand) {
		days := anyGap(r)
		recall := w.Retrievability(m, days)
		for g := srs.Hard; g <= srs.Easy; g++ {
			worse, better := w.After(m, days, g-1), w.After(m, days, g)
			if better.Stability < worse.Stability || better.Fast < worse.Fast {
				t.Errorf("after %g days %v gives %+v, %v only %+v", days, g-1, worse, g, better)
			}
			if better.Difficulty > worse.Difficulty && (g > srs.Hard || recall >= .4) {
				t.Errorf("recall %g: %v gives difficulty %g, %v more: %g", recall, g-1, worse.Difficulty, g, better.Difficulty)
			}
		}
	})
}

func TestRememberingInFSRS7NeverShortensAndForgettingNeverLengthens(t *testing.T) {
	eachCase7(t, func(w *srs.Weights7, m srs.Memory, r *rand.Rand) {
		days := anyGap(r)
		for g := srs.Hard; g <= srs.Easy; g++ {
			if after := w.After(m, days, g); after.Stability < m.Stability || after.Fast < m.Fast {
				t.Errorf("%v after %g days lowers a stability: %+v", g, days, after)
			}
		}
		after := w.After(m, days, srs.Again)
		if after.Stability > m.Stability || after.Fast > m.Fast {
			t.Errorf("again after %g days raises a stability: %+v", days, after)
		}
		if after.Fast > math.Max(.8*after.Stability, 1e-4) {
			t.Errorf("again after %g days leaves the fast trace above the slow: %+v", days, after)
		}
	})
}

// With the published weights intervals follow the grades after every history
// that a learner may have. With other weights they need not (see After).
func TestDefaultIntervalsOfFSRS7FollowTheGrades(t *testing.T) {
	w := srs.Default7
	r := rand.New(rand.NewPCG(8, 8))
	for range 1500 {
		var m srs.Memory
		var history []string
		for range 1 + r.IntN(12) {
			days := anyGap(r)
			for _, retention := range []float64{.8, .9, .95} {
				last := 0.
				for _, g := range srs.Grades {
					days := w.Interval(w.After(m, days, g), retention)
					if days < last*(1-1e-6) {
						t.Fatalf("after %v, %v comes back after %g days at %g, worse grades after %g", history, g, days, retention, last)
					}
					last = days
				}
			}
			g := srs.Grades[r.IntN(4)]
			m = w.After(m, days, g)
			history = append(history, fmt.Sprintf("%.3g days %v", days, g))
		}
	}
}

// The figures that Weights7 warns of.
func TestFirstIntervalsOfFSRS7LieFarApart(t *testing.T) {
	w := srs.Default7
	for i, want := range []float64{3.3 / 86400, .60, 4.8, 53.9} {
		got := w.Interval(w.After(srs.Memory{}, 0, srs.Grades[i]), .9)
		if math.Abs(got-want) > .02*want {
			t.Errorf("after a first %v %.6g days; want %.6g", srs.Grades[i], got, want)
		}
	}
}

func TestTheFirstReviewOfFSRS7KnowsNoElapsedDays(t *testing.T) {
	w := srs.Default7
	for i, g := range srs.Grades {
		first := w.After(srs.Memory{}, 0, g)
		want := srs.Memory{Stability: w[i], Fast: .8 * w[i], Difficulty: first.Difficulty}
		if got := w.After(srs.Memory{}, 99, g); got != want || got.IsZero() {
			t.Errorf("%v: %+v; want %+v", g, got, want)
		}
	}
}

func TestAMemoryOfFSRS6GetsAFastTrace(t *testing.T) {
	w := srs.Default7
	old, full := srs.Memory{Stability: 10, Difficulty: 5}, srs.Memory{Stability: 10, Difficulty: 5, Fast: 8}
	for _, days := range []float64{0, .5, 20} {
		near(t, "recall", w.Retrievability(old, days), w.Retrievability(full, days), 0)
		if a, b := w.After(old, days, srs.Good), w.After(full, days, srs.Good); a != b {
			t.Errorf("after %g days %+v; want %+v", days, a, b)
		}
	}
	near(t, "interval", w.Interval(old, .9), w.Interval(full, .9), 0)
}

func TestCheckNamesTheWeightOfFSRS7OutOfRange(t *testing.T) {
	if err := srs.Default7.Check(); err != nil {
		t.Error(err)
	}
	for i, b := range bounds7 {
		for x, good := range map[float64]bool{
			b[0]: true, b[1]: true, b[0] - 1e-6: false, b[1] + 1e-6: false,
			math.Inf(1): false, math.Inf(-1): false, math.NaN(): false,
		} {
			w := srs.Default7
			w[i] = x
			err := w.Check()
			if (err == nil) != good || err != nil && !strings.Contains(err.Error(), fmt.Sprintf("w%d is ", i)) {
				t.Errorf("w%d = %g: error %v", i, x, err)
			}
		}
	}
}

func TestModelsAreMadeByName(t *testing.T) {
	for name, n := range map[string]int{srs.FSRS6: 21, srs.FSRS7: 34} {
		m, err := srs.NewModel(name, nil)
		if err != nil || m.Name() != name || len(m.Parameters()) != n || m.Fractional() != (name == srs.FSRS7) {
			t.Fatalf("%s: %v, %v", name, m, err)
		}
		w := m.Parameters()
		w[4] = 5.5
		if m.Parameters()[4] == 5.5 {
			t.Errorf("%s: its parameters can be changed", name)
		}
		if other, err := srs.NewModel(name, w); err != nil || other.Parameters()[4] != 5.5 {
			t.Errorf("%s: with other parameters %v, %v", name, other, err)
		}
		w[4] = 11
		for _, bad := range [][]float64{w, w[:n-1], append(w, 1)} {
			if _, err := srs.NewModel(name, bad); err == nil {
				t.Errorf("%s: takes %v", name, bad)
			}
		}
	}
	if _, err := srs.NewModel("fsrs8", nil); err == nil || !strings.Contains(err.Error(), "fsrs8") {
		t.Errorf("fsrs8: %v", err)
	}
}

// Fifty answers with any weights, grades and gaps up to 100 years never leave
// the bounds.
func FuzzFSRS7(f *testing.F) {
	f.Add(uint64(1), []byte{3, 0, 3, 0, 3, 2, 1, 8})
	f.Add(uint64(7), []byte{4, 0, 4, 255, 4, 255, 2, 255})
	f.Add(uint64(0), []byte{1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 2, 1})
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 5))
		answers := make([]byte, 2*(1+r.IntN(50)))
		for i := range answers {
			answers[i] = byte(r.IntN(256))
		}
		f.Add(seed, answers)
	}
	f.Fuzz(func(t *testing.T, seed uint64, answers []byte) {
		w := anyWeights7(rand.New(rand.NewPCG(seed, 3)))
		if err := w.Check(); err != nil {
			t.Fatal(err)
		}
		var m srs.Memory
		for i := 0; i+1 < min(len(answers), 100); i += 2 {
			gap := 36525 * math.Pow(float64(answers[i+1])/255, 6) // an eighth of a millisecond to 100 years, or 0
			m = w.After(m, gap, srs.Grades[answers[i]%4])
			if !(within(m.Stability, 1e-4, 36500) && within(m.Fast, 1e-4, 36500) && within(m.Difficulty, 1, 10)) {
				t.Fatalf("weights %v: memory out of bounds: %+v", w, m)
			}
			if r := w.Retrievability(m, gap); !within(r, 1e-5, 1-1e-5+1e-15) {
				t.Errorf("recall of %+v after %g days is %g", m, gap, r)
			}
			for _, retention := range []float64{.7, .9, .99, 1} {
				if days := w.Interval(m, retention); !within(days, 0, 36500) {
					t.Errorf("interval of %+v is %g", m, days)
				}
			}
		}
	})
}

// within is false for what is not a number.
func within(x, low, high float64) bool { return x >= low && x <= high }
