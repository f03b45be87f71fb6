package srs

import (
	"fmt"
	"math"
)

// Weights7 are FSRS-7's 34 parameters, w0 to w33.
//
// FSRS-7 keeps two traces of one memory: Stability, which is slow, and Fast,
// which is short-lived. Recall is a mixture of two forgetting curves, one for
// each. Elapsed counts in fractions of a day, and one formula serves a review
// after a minute and after a year.
//
// Two things to know before planning with it. The default intervals after a
// first answer lie far apart: at a retention of 0.9, 3 seconds after again, 0.6
// days after hard, 4.8 after good and 53.9 after easy (FSRS-6: 2.3 days after
// good, 8.3 after easy). And easy needs no second look for weeks, which is
// past many an exam. The model says what it knows; whoever plans days puts a
// floor and a ceiling under and over its intervals.
//
// Source of every formula and constant: fsrs-rs, src/model_v7.rs,
// src/inference_v7.rs, src/training_v7.rs and src/parameter_clipper_v7.rs;
// the same numbers are in srs-benchmark, models/fsrs_v7.py.
type Weights7 [34]float64

// Default7 are the published weights of FSRS-7 (srs-benchmark,
// models/fsrs_v7.py, init_w).
var Default7 = Weights7{
	0.1104, 2.2395, 3.9221, 11.7841, 6.1686, 0.6457, 3.6807,
	1.9795, 0, 1.3826, 0.7024, 0.5999, 0.8146, 0.6398, 1,
	1.3207, 0.6707, 3.8668, 0.4416, 0.0934, 1.8631, 0.6162, 1.0869,
	0.1567, 0.0801, 0.2421, 0.9464, 0.1433, 0.7145, 0, 0.5667, 0.3734, 0.5333, 0.3048,
}

// MinStability7 is the least of both stabilities in days (S_MIN in fsrs-rs).
// The greatest is MaxStability.
const MinStability7 = 1e-4

// weightBounds7 are the ranges of the weights (fsrs-rs,
// src/parameter_clipper_v7.rs). Published weights further keep
// w0 <= w1 <= w2 <= w3 and w25 <= w26; nothing here needs it.
var weightBounds7 = [34][2]float64{
	{1e-4, 50}, {1e-4, 100}, {1e-4, 100}, {1e-4, 100}, {1, 10}, {.001, 4}, {.1, 4},
	{0, 4}, {0, 1.2}, {.3, 3}, {.01, 1.5}, {.1, 1}, {0, 3.5}, {0, 1}, {1, 7},
	{0, 4}, {0, 2}, {.5, 6}, {.001, 1.5}, {.001, 1}, {0, 5}, {0, 1}, {1, 7},
	{.01, .25}, {.01, .95}, {.2, .85}, {.5, .99}, {.01, 1}, {.1, 1}, {0, .9}, {.1, 1.1}, {0, 1}, {0, .6}, {0, .6},
}

// The first weight of each trace's block of eight. Within a block: 0 to 2 how
// much a success adds, 3 to 5 what a lapse leaves, 6 less for hard, 7 more for
// easy.
const (
	slowBlock = 7
	fastBlock = 15
)

const (
	fastShare = .8   // a new or a lapsed fast trace, in slow stabilities
	sureness  = 1e-5 // recall stays this far from 0 and from 1
)

// The ends of both curves' decay, and the greatest exponent in the fast
// curve's factor, which keeps it finite.
const (
	minDecay, maxDecay = .01, .95
	maxExponent        = 60
)

// Name is FSRS7.
func (w *Weights7) Name() string { return FSRS7 }

// Parameters are w0 to w33.
func (w *Weights7) Parameters() []float64 { return append([]float64(nil), w[:]...) }

// Fractional is true: FSRS-7 counts fractions of a day.
func (w *Weights7) Fractional() bool { return true }

// Check says whether every weight lies in its range; the error names the
// first that does not.
func (w *Weights7) Check() error { return checkWeights(w[:], weightBounds7[:]) }

// checkWeights is an error that names the first weight outside its range.
func checkWeights(w []float64, bounds [][2]float64) error {
	for i, b := range bounds {
		if !(w[i] >= b[0] && w[i] <= b[1]) {
			return fmt.Errorf("weight w%d is %g; it must lie between %g and %g", i, w[i], b[0], b[1])
		}
	}
	return nil
}

// Retrievability is the chance of remembering after elapsed days (0 or more),
// 0.00001 to 0.99999; 0 of what was never reviewed.
func (w *Weights7) Retrievability(m Memory, elapsed float64) float64 {
	if m.IsZero() {
		return 0
	}
	c := w.curve(withFast(m))
	return c.recall(elapsed)
}

// After is the memory after a review with grade g, elapsed days (fractions
// count) after the one before. The zero Memory is a first review, for which
// elapsed does not matter.
//
// A better grade never gives a shorter stability, slow or fast. It gives no
// greater difficulty either, with one exception of the model's own: when
// recall was below 0.4, again adds less difficulty than hard, as it surprises
// less. With the published weights intervals follow the grades as well; with
// others they need not, since a greater stability also moves weight from one
// curve to the other.
func (w *Weights7) After(m Memory, elapsed float64, g Grade) Memory {
	if m.IsZero() {
		return Memory{
			Stability:  clamp(w[g-1], MinStability7, MaxStability),
			Difficulty: clamp(w.initialDifficulty(g), MinDifficulty, MaxDifficulty),
			Fast:       clamp(fastShare*w[g-1], MinStability7, MaxStability),
		}
	}
	m = withFast(m)
	c := w.curve(m)
	r, fastR := c.recall(elapsed), c.fast.recall(elapsed)
	slow := w.trace(slowBlock, m.Stability, m.Difficulty, r, g)
	fast := w.trace(fastBlock, m.Fast, m.Difficulty, fastR, g)
	if g == Again {
		fast = math.Min(fast, fastShare*slow)
	}
	return Memory{
		Stability:  clamp(slow, MinStability7, MaxStability),
		Difficulty: w.difficulty(m.Difficulty, r, g),
		Fast:       clamp(fast, MinStability7, MaxStability),
	}
}

// withFast is m with both traces: one from FSRS-6, which has no fast trace,
// gets that of a new memory.
func withFast(m Memory) Memory {
	if m.Fast == 0 {
		m.Fast = clamp(fastShare*m.Stability, MinStability7, MaxStability)
	}
	return m
}

// trace is a stability s after a review: of the slow trace with the whole
// recall r, of the fast one with its own curve's.
//
//	success: s * (1 + e^(w0-1.5) * (11-d) * s^-w1 * (e^(w2*(1-r))-1) * [w6 hard] * [w7 easy])
//	lapse:   min(s, w3 * ((s+1)^w4 - 1) * e^(w5*(1-r)))
//
// with the block's own numbers. The published formula takes the greater of
// both after a success; that is always the first, as nothing in it is negative.
func (w *Weights7) trace(block int, s, d, r float64, g Grade) float64 {
	b := w[block : block+8]
	if g == Again {
		return math.Min(s, b[3]*(math.Pow(s+1, b[4])-1)*math.Exp(b[5]*(1-r)))
	}
	grow := math.Exp(b[0]-1.5) * (11 - d) * math.Pow(s, -b[1]) * (math.Exp(b[2]*(1-r)) - 1)
	switch g {
	case Hard:
		grow *= b[6]
	case Easy:
		grow *= b[7]
	}
	return s * (1 + grow)
}

// initialDifficulty is D0(g), not clamped: w4 - e^(w5*(g-1)) + 1.
func (w *Weights7) initialDifficulty(g Grade) float64 {
	return w[4] - math.Exp(w[5]*float64(g-1)) + 1
}

// difficulty moves d by the grade, damped near 10, and pulls it by a hundredth
// towards D0(easy). A lapse counts by how much it surprises: recall r + 0.1.
func (w *Weights7) difficulty(d, r float64, g Grade) float64 {
	step := -w[6] * (float64(g) - 3)
	if g == Again {
		step *= r + .1
	}
	return clamp(.01*w.initialDifficulty(Easy)+.99*(d+(10-d)/9*step), MinDifficulty, MaxDifficulty)
}
