// Package srs is the memory model: FSRS-6 and FSRS-7, as published by the Free
// Spaced Repetition Scheduler project. Elapsed days and a grade go in; memory and an
// interval in days come out. It knows no clock, no question and no learner,
// imports nothing but the standard library, and never rounds on its own:
// Interval and Fuzz are the only places where days become whole.
//
// Source of every formula and constant of FSRS-6: fsrs-rs 6.6.1, src/model.rs,
// src/inference.rs and src/parameter_clipper.rs; of FSRS-7: see Weights7.
package srs

import (
	"fmt"
	"math"
)

// Grade is how well something was remembered.
type Grade uint8

// The four grades, with the numbers that FSRS and Anki use.
const (
	Again Grade = 1 // not remembered
	Hard  Grade = 2 // remembered, with effort
	Good  Grade = 3 // remembered
	Easy  Grade = 4 // remembered at once
)

// Grades lists the grades from worst to best.
var Grades = [...]Grade{Again, Hard, Good, Easy}

// String is the grade's word, as on screen and in the database.
func (g Grade) String() string {
	switch g {
	case Again:
		return "again"
	case Hard:
		return "hard"
	case Good:
		return "good"
	case Easy:
		return "easy"
	}
	return fmt.Sprintf("grade(%d)", uint8(g))
}

// Valid reports whether g is one of the four grades.
func (g Grade) Valid() bool { return g >= Again && g <= Easy }

// Memory is what the model knows of one question and one learner.
// The zero value means never reviewed.
type Memory struct {
	Stability  float64 `json:"s"` // days until recall falls to 90 %; 0.001 to 36,500
	Difficulty float64 `json:"d"` // 1 (easy) to 10 (hard)

	// Fast is FSRS-7's second, short-lived stability in days; 0 in FSRS-6.
	Fast float64 `json:"f,omitempty"`
}

// IsZero reports whether the question was never reviewed.
func (m Memory) IsZero() bool { return m.Stability == 0 }

// Weights are FSRS-6's 21 parameters, w0 to w20.
type Weights [21]float64

// Default are the weights that every FSRS-6 implementation ships
// (fsrs-rs src/inference.rs, DEFAULT_PARAMETERS).
var Default = Weights{
	0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
	1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
}

// Bounds of stability in days and of difficulty (fsrs-rs src/inference.rs:
// S_MIN, S_MAX, D_MIN, D_MAX).
const (
	MinStability  = 0.001
	MaxStability  = 36500
	MinDifficulty = 1
	MaxDifficulty = 10
	MaxInterval   = 36500 // days
)

// weightBounds are the ranges each weight is clipped to (fsrs-rs
// src/parameter_clipper.rs).
var weightBounds = [21][2]float64{
	{.001, 100}, {.001, 100}, {.001, 100}, {.001, 100}, {1, 10}, {.001, 4}, {.001, 4}, {.001, .75},
	{0, 4.5}, {0, .8}, {.001, 3.5}, {.001, 5}, {.001, .25}, {.001, .9}, {0, 4}, {0, 1}, {1, 6},
	{0, 2}, {0, 2}, {.01, .8}, {.1, .8},
}

// Check says whether every weight lies in its range; the error names the
// first that does not.
func (w *Weights) Check() error { return checkWeights(w[:], weightBounds[:]) }

// factor makes recall exactly 0.9 after one stability: 0.9^(1/decay) - 1 with
// decay = -w20.
func (w *Weights) factor() float64 { return math.Pow(0.9, -1/w[20]) - 1 }

// Retrievability is the chance, 0 to 1, of remembering after elapsed days
// (0 or more): (1 + factor*t/S)^-w20.
func (w *Weights) Retrievability(m Memory, elapsed float64) float64 {
	if m.IsZero() {
		return 0
	}
	return math.Pow(1+w.factor()*math.Max(elapsed, 0)/m.Stability, -w[20])
}

// After is the memory after a review with grade g, elapsed whole study days
// after the one before. The zero Memory is a first review, for which elapsed
// does not matter.
func (w *Weights) After(m Memory, elapsed float64, g Grade) Memory {
	if m.IsZero() {
		return Memory{
			Stability:  clamp(w[g-1], MinStability, MaxStability),
			Difficulty: clamp(w.initialDifficulty(g), MinDifficulty, MaxDifficulty),
		}
	}
	var s float64
	switch {
	case elapsed <= 0:
		s = w.sameDay(m, g)
	case g == Again:
		s = w.lapse(m, w.Retrievability(m, elapsed))
	default:
		s = w.success(m, w.Retrievability(m, elapsed), g)
	}
	return Memory{Stability: clamp(s, MinStability, MaxStability), Difficulty: w.difficulty(m.Difficulty, g)}
}

// initialDifficulty is D0(g), not clamped: w4 - e^(w5*(g-1)) + 1.
func (w *Weights) initialDifficulty(g Grade) float64 {
	return w[4] - math.Exp(w[5]*float64(g-1)) + 1
}

// difficulty moves d by the grade, damped near 10, and pulls it towards
// D0(easy).
func (w *Weights) difficulty(d float64, g Grade) float64 {
	moved := d + (10-d)*(-w[6]*(float64(g)-3))/9
	return clamp(w[7]*w.initialDifficulty(Easy)+(1-w[7])*moved, MinDifficulty, MaxDifficulty)
}

func (w *Weights) success(m Memory, r float64, g Grade) float64 {
	grow := math.Exp(w[8]) * (11 - m.Difficulty) * math.Pow(m.Stability, -w[9]) * (math.Exp(w[10]*(1-r)) - 1)
	switch g {
	case Hard:
		grow *= w[15]
	case Easy:
		grow *= w[16]
	}
	return m.Stability * (1 + grow)
}

func (w *Weights) lapse(m Memory, r float64) float64 {
	s := w[11] * math.Pow(m.Difficulty, -w[12]) * (math.Pow(m.Stability+1, w[13]) - 1) * math.Exp(w[14]*(1-r))
	return math.Min(s, m.Stability/math.Exp(w[17]*w[18]))
}

// sameDay is the stability after a further review on the same study day. A
// grade of hard or better never shortens it (fsrs-rs since 2025-11-11).
func (w *Weights) sameDay(m Memory, g Grade) float64 {
	inc := math.Exp(w[17]*(float64(g)-3+w[18])) * math.Pow(m.Stability, -w[19])
	if g >= Hard {
		inc = math.Max(inc, 1)
	}
	return m.Stability * inc
}

// Interval is how many days, not rounded, until recall falls to retention
// (0 < retention < 1): S/factor * (retention^(1/decay) - 1). It is S at 0.9.
func (w *Weights) Interval(m Memory, retention float64) float64 {
	return m.Stability / w.factor() * (math.Pow(retention, -1/w[20]) - 1)
}

// WholeDays rounds an interval to days the calendar has: 1 to 36,500.
func WholeDays(interval float64) int {
	return int(clamp(math.Round(interval), 1, MaxInterval))
}

// Fuzz spreads an interval over the days around it, so that questions learnt
// together do not come back together for ever. draw is a number from 0 up to
// 1; the same draw gives the same day. Intervals under 2.5 days are only
// rounded. Ranges: Anki, ts-fsrs, py-fsrs and go-fsrs alike.
func Fuzz(interval, draw float64) int {
	low, high := FuzzRange(interval)
	return low + int(draw*float64(high-low+1))
}

// FuzzRange is the first and last day that Fuzz may choose. An interval is cut
// at the longest before it is spread, as in Anki.
func FuzzRange(interval float64) (low, high int) {
	interval = math.Min(interval, MaxInterval)
	if interval < 2.5 {
		d := WholeDays(interval)
		return d, d
	}
	delta := 1 + .15*span(interval, 2.5, 7) + .1*span(interval, 7, 20) + .05*span(interval, 20, math.Inf(1))
	low = max(int(math.Round(interval-delta)), 2)
	high = min(int(math.Round(interval+delta)), MaxInterval)
	return low, high
}

// span is how much of the interval lies between from and to.
func span(interval, from, to float64) float64 {
	return math.Max(math.Min(interval, to)-from, 0)
}

func clamp(x, low, high float64) float64 { return min(max(x, low), high) }
