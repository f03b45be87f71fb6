package srs

import "math"

// power is a forgetting curve (1 + rate*t)^-decay over t days.
type power struct{ rate, decay float64 }

// recall is the curve after days; 1 before and at 0.
func (p power) recall(days float64) float64 {
	return math.Pow(1+p.rate*math.Max(days, 0), -p.decay)
}

// slope is the change of the curve for a day more, after days.
func (p power) slope(days float64) float64 {
	return -p.decay * p.rate * math.Pow(1+p.rate*days, -p.decay-1)
}

// curve7 is how one memory fades in FSRS-7: a mixture of two power curves.
type curve7 struct {
	fast, slow power
	share      float64 // of the fast curve, 0 to 1
}

// curve is how m fades:
//
//	fast: decay = w23 * Sf^(w33-0.3), rate = (w25^(-1/decay) - 1) / Sf
//	slow: decay = w24,                rate = (w26^(-1/decay) - 1) / S * e^((D-5)*(w32-0.3))
//	share of fast to slow = w27 * Sf^-w29 to w28 * S^w30 * e^((D-5)*(w31-0.5))
func (w *Weights7) curve(m Memory) curve7 {
	hard := m.Difficulty - 5
	fast := power{decay: clamp(w[23]*math.Pow(m.Fast, w[33]-.3), minDecay, maxDecay)}
	fast.rate = (math.Exp(math.Min(-math.Log(w[25])/fast.decay, maxExponent)) - 1) / m.Fast
	slow := power{decay: clamp(w[24], minDecay, maxDecay)}
	slow.rate = (math.Pow(w[26], -1/slow.decay) - 1) / m.Stability * math.Exp(hard*(w[32]-.3))

	a := w[27] * math.Pow(m.Fast, -w[29])
	b := w[28] * math.Pow(m.Stability, w[30]) * math.Exp(hard*(w[31]-.5))
	return curve7{fast, slow, a / (a + b)}
}

// recall is the mixture after days, kept off 0 and 1.
func (c *curve7) recall(days float64) float64 {
	return c.mix(c.fast.recall(days), c.slow.recall(days))*(1-2*sureness) + sureness
}

// slope is the change of recall for a day more, after days.
func (c *curve7) slope(days float64) float64 {
	return c.mix(c.fast.slope(days), c.slow.slope(days)) * (1 - 2*sureness)
}

func (c *curve7) mix(fast, slow float64) float64 { return c.share*fast + (1-c.share)*slow }

// What the search for an interval keeps to (fsrs-rs, src/inference_v7.rs).
const (
	minInterval7 = 1. / 86400 // a second, in days
	newtonSteps  = 7
	newtonReach  = 4    // the longest step, in ln(days)
	nearEnough   = 1e-3 // in recall
	halvings     = 50
)

// Interval is how many days, not rounded, until recall falls to retention
// (0 < retention < 1). The mixture has no inverse in closed form: Newton's
// method in ln(days) for seven steps, and should that miss the retention by
// more than 0.001, halving. So recall at the interval is within 0.001 of the
// retention, but for intervals of less than a second, and of 36,500 days when
// recall stays above it for longer. A retention of 0.9999 or more gives 0.
func (w *Weights7) Interval(m Memory, retention float64) float64 {
	retention = clamp(retention, 1e-4, .9999)
	if m.IsZero() || retention >= .9999 {
		return 0
	}
	m = withFast(m)
	c := w.curve(m)
	start := math.Max(m.Stability, m.Fast)
	days := c.newton(start, retention)
	if math.Abs(c.recall(days)-retention) <= nearEnough {
		return days
	}
	return c.halve(start, retention)
}

// newton is where recall falls to retention, sought from start.
func (c *curve7) newton(start, retention float64) float64 {
	u := math.Log(start)
	for range newtonSteps {
		u = clamp(u, math.Log(minInterval7), math.Log(MaxInterval))
		days := clamp(math.Exp(u), minInterval7, MaxInterval)
		slope := math.Min(c.slope(days)*days, -1e-12) // by ln(days)
		u -= clamp((c.recall(days)-retention)/slope, -newtonReach, newtonReach)
	}
	return clamp(math.Exp(u), 0, MaxInterval)
}

// halve is where recall falls to retention, between 0 and the first doubling
// of start at which it has.
func (c *curve7) halve(start, retention float64) float64 {
	low, high := 0., math.Min(math.Max(start, 1), MaxInterval)
	for c.recall(high) > retention && high < MaxInterval {
		high = math.Min(high*2, MaxInterval)
	}
	for range halvings {
		if middle := (low + high) / 2; c.recall(middle) > retention {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}
