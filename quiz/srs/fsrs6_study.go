package srs

import (
	"math"
)

// fsrs6Study is FSRS-6 in training. Spread and pull: fsrs-rs 6.6.1,
// src/training.rs (PARAMS_STDDEV, gamma).
func fsrs6Study() *study {
	return &study{
		name:     FSRS6,
		defaults: (&Default).Parameters(),
		bounds:   weightBounds[:],
		scale: []float64{
			.5, 1, 2, 5, .57, .28, .6, .06, .39, .18, .33, .3, .05, .16, .57, .25, 1.03, .31, .32, .14, .1,
		},
		begin: beginFSRS6,
		spread: []float64{
			6.43, 9.66, 17.58, 27.85, .57, .28, .6, .12, .39, .18, .33, .3, .09, .16, .57, .25, 1.03, .31, .32, .14, .27,
		},
		pull:     1,
		informed: true,
		tidy:     func(w []float64, given [4]int) { inOrder(w[:4], given) },
		pass:     fsrs6Pass,
	}
}

// fsrs6Step is one answer of a card, with what going back through it needs.
type fsrs6Step struct {
	s, d float64 // the memory before it
	lnS  float64

	// On a later day: recall r = q^-w20, and ln q.
	r, q, lnQ float64

	kind   fsrs6Kind
	held   bool    // the stability after it was held to its bounds
	heldD  bool    // so was the difficulty
	moved  float64 // the difficulty before it is pulled to D0(easy)
	growth float64 // remembered: how much stability grew, in parts; lapse: the new stability; same day: the factor
	base   float64 // remembered: growth without what recall makes of it
	ease   float64 // remembered: e^(w10*(1-r))
}

type fsrs6Kind uint8

const (
	fsrs6SameDay fsrs6Kind = iota // further answer on one day
	fsrs6Floored                  // the same, with the stability left as it was
	fsrs6Remembered
	fsrs6Lapse
	fsrs6Capped // a lapse that is held to its ceiling
)

// fsrs6Weights are weights with what all cards share.
type fsrs6Weights struct {
	Weights
	f, df   float64    // factor, and its derivative by w20
	d0      [5]float64 // D0 by grade, not clamped
	e5      [5]float64 // e^(w5*(grade-1))
	sameDay [5]float64 // w17*(grade-3+w18)
	ceiling float64    // e^-(w17*w18)
	steps   []fsrs6Step
}

// fsrs6Pass goes through a card with the formulas of Weights.After, once
// forward and once back (the derivatives of a sum by what went into it:
// reverse accumulation).
func fsrs6Pass(w []float64) pass {
	p := &fsrs6Weights{Weights: Weights(w)}
	p.f = p.factor()
	p.df = (p.f + 1) * math.Log(.9) / (p.Weights[20] * p.Weights[20])
	for _, g := range Grades {
		p.d0[g] = p.initialDifficulty(g)
		p.e5[g] = math.Exp(p.Weights[5] * float64(g-1))
		p.sameDay[g] = p.Weights[17] * (float64(g) - 3 + p.Weights[18])
	}
	p.ceiling = math.Exp(-p.Weights[17] * p.Weights[18])
	return func(grade []Grade, elapsed, weight, grad []float64) float64 {
		if len(p.steps) < len(grade) {
			p.steps = make([]fsrs6Step, len(grade)+len(grade)/4)
		}
		loss := p.forward(grade, elapsed, weight)
		if grad != nil {
			p.back(grade, elapsed, weight, (*[21]float64)(grad))
		}
		return loss
	}
}

// forward is the loss of a card; it keeps each step.
func (p *fsrs6Weights) forward(grade []Grade, elapsed, weight []float64) float64 {
	loss := 0.
	w := &p.Weights
	g := grade[0]
	s, d := clamp(w[g-1], MinStability, MaxStability), clamp(p.d0[g], MinDifficulty, MaxDifficulty)
	for i := 1; i < len(grade); i++ {
		g = grade[i]
		step := &p.steps[i]
		step.s, step.d, step.lnS = s, d, log(s)
		after := s
		if t := elapsed[i]; t > 0 {
			step.q = 1 + p.f*t/s
			step.lnQ = log(step.q)
			step.r = exp(-w[20] * step.lnQ)
			switch {
			case !(weight[i] > 0):
			case g > Again && step.r > leastChance && step.r < 1-leastChance:
				loss += weight[i] * w[20] * step.lnQ // -ln r
			default:
				loss += weight[i] * lossOf(step.r, g)
			}
			after = p.later(step, g)
		} else {
			step.kind, step.growth = fsrs6SameDay, exp(p.sameDay[g]-w[19]*step.lnS)
			if g >= Hard && step.growth <= 1 {
				step.kind = fsrs6Floored
			} else {
				after = s * step.growth
			}
		}
		s = clamp(after, MinStability, MaxStability)
		step.held = s != after
		step.moved = d + (10-d)*(-w[6]*(float64(g)-3))/9
		after = w[7]*p.d0[Easy] + (1-w[7])*step.moved
		d = clamp(after, MinDifficulty, MaxDifficulty)
		step.heldD = d != after
	}
	return loss
}

// later is the stability after an answer on a later day.
func (p *fsrs6Weights) later(step *fsrs6Step, g Grade) float64 {
	w := &p.Weights
	if g == Again {
		step.kind = fsrs6Lapse
		step.growth = w[11] * exp(w[14]*(1-step.r)-w[12]*log(step.d)) * (exp(w[13]*log(step.s+1)) - 1)
		if most := step.s * p.ceiling; step.growth > most {
			step.kind, step.growth = fsrs6Capped, most
		}
		return step.growth
	}
	step.kind = fsrs6Remembered
	step.ease = exp(w[10] * (1 - step.r))
	step.base = exp(w[8]-w[9]*step.lnS) * (11 - step.d)
	step.growth = step.base * (step.ease - 1)
	return step.s * (1 + step.growth*p.bonus(g))
}

// bonus is what hard and easy make of the growth.
func (p *fsrs6Weights) bonus(g Grade) float64 {
	switch g {
	case Hard:
		return p.Weights[15]
	case Easy:
		return p.Weights[16]
	}
	return 1
}

// lossOf is the loss of an answer with grade g when recall was r.
func lossOf(r float64, g Grade) float64 {
	r = clamp(r, leastChance, 1-leastChance)
	if g == Again {
		return -log(1 - r)
	}
	return -log(r)
}

// lossSlope is the derivative of lossOf by r.
func lossSlope(r float64, g Grade) float64 {
	switch {
	case r < leastChance || r > 1-leastChance:
		return 0
	case g == Again:
		return 1 / (1 - r)
	}
	return -1 / r
}

// back goes through the steps from the last. s and d are the derivatives of
// the card's loss by the stability and the difficulty after the step at hand.
func (p *fsrs6Weights) back(grade []Grade, elapsed, weight []float64, grad *[21]float64) {
	s, d := 0., 0.
	for i := len(grade) - 1; i > 0; i-- {
		g, step := grade[i], &p.steps[i]
		if step.held {
			s = 0
		}
		if step.heldD {
			d = 0
		}
		r := 0. // the derivative by recall
		if weight[i] > 0 {
			r = weight[i] * lossSlope(step.r, g)
		}
		beforeD := p.backDifficulty(step, g, d, grad)
		beforeS, byD, byR := p.backStability(step, g, s, grad)
		if r += byR; r != 0 {
			beforeS += p.backRecall(step, elapsed[i], r, grad)
		}
		s, d = beforeS, beforeD+byD
	}
	g := grade[0]
	if x := p.Weights[g-1]; x >= MinStability && x <= MaxStability {
		grad[g-1] += s
	}
	if x := p.d0[g]; x >= MinDifficulty && x <= MaxDifficulty {
		grad[4] += d
		grad[5] -= d * float64(g-1) * p.e5[g]
	}
}

// backDifficulty takes the derivative by the difficulty after a step and
// returns what it makes of that by the difficulty before.
func (p *fsrs6Weights) backDifficulty(step *fsrs6Step, g Grade, d float64, grad *[21]float64) float64 {
	w := &p.Weights
	better := float64(g) - 3
	grad[4] += d * w[7]
	grad[5] -= d * w[7] * 3 * p.e5[Easy]
	grad[6] -= d * (1 - w[7]) * (10 - step.d) * better / 9
	grad[7] += d * (p.d0[Easy] - step.moved)
	return d * (1 - w[7]) * (1 + w[6]*better/9)
}

// backStability takes the derivative by the stability after a step and returns
// what it makes of those by stability and difficulty before, and by recall.
func (p *fsrs6Weights) backStability(step *fsrs6Step, g Grade, s float64, grad *[21]float64) (byS, byD, byR float64) {
	w := &p.Weights
	switch step.kind {
	case fsrs6Remembered:
		return p.backRemembered(step, g, s, grad)
	case fsrs6Lapse:
		return p.backLapse(step, s, grad)
	case fsrs6Capped:
		after := s * step.growth
		grad[17] -= after * w[18]
		grad[18] -= after * w[17]
		return s * p.ceiling, 0, 0
	case fsrs6SameDay:
		after := s * step.s * step.growth
		grad[17] += after * (float64(g) - 3 + w[18])
		grad[18] += after * w[17]
		grad[19] -= after * step.lnS
		return s * step.growth * (1 - w[19]), 0, 0
	}
	return s, 0, 0 // left as it was
}

func (p *fsrs6Weights) backRemembered(step *fsrs6Step, g Grade, s float64, grad *[21]float64) (byS, byD, byR float64) {
	w := &p.Weights
	bonus := p.bonus(g)
	plain := s * step.s * step.growth
	grown := plain * bonus
	eased := s * step.s * step.base * bonus * step.ease
	grad[8] += grown
	grad[9] -= grown * step.lnS
	grad[10] += eased * (1 - step.r)
	switch g {
	case Hard:
		grad[15] += plain
	case Easy:
		grad[16] += plain
	}
	return s + grown*(1-w[9])/step.s, -grown / (11 - step.d), -eased * w[10]
}

func (p *fsrs6Weights) backLapse(step *fsrs6Step, s float64, grad *[21]float64) (byS, byD, byR float64) {
	w := &p.Weights
	after := s * step.growth
	lnMore := log(step.s + 1)
	more := exp(w[13] * lnMore)
	whole := after * more / (more - 1) // (S+1)^w13 in the place of (S+1)^w13 - 1
	grad[11] += after / w[11]
	grad[12] -= after * log(step.d)
	grad[13] += whole * lnMore
	grad[14] += after * (1 - step.r)
	return whole * w[13] / (step.s + 1), -after * w[12] / step.d, -after * w[14]
}

// backRecall takes the derivative by recall and returns what it makes of that
// by the stability before.
func (p *fsrs6Weights) backRecall(step *fsrs6Step, days, r float64, grad *[21]float64) float64 {
	w20 := p.Weights[20]
	r *= step.r
	grad[20] -= r * (step.lnQ + w20*days/step.s*p.df/step.q)
	return r * w20 * (step.q - 1) / (step.q * step.s)
}

// beginFSRS6 are the published weights with first stabilities from the items.
func beginFSRS6(h *history, items []int32) []float64 {
	w := Default
	published := [4]float64(Default[:4])
	first := firstStabilities(h.only(items), h.recalled(items), published, func(days, stability float64) float64 {
		return Default.Retrievability(Memory{Stability: stability}, days)
	})
	copy(w[:4], first[:])
	return w[:]
}
