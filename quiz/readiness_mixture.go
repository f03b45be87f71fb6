package quiz

import (
	"math"
	"slices"
)

// spread is a normal distribution.
type spread struct{ mean, variance float64 }

// standing is a score, as sure as ability is, and the luck of the form beside
// it: the variance of one item's mark.
type standing struct {
	score spread
	luck  float64
}

// with is the sum of the standing and a part of the exam's, of a weight.
func (s standing) with(weight float64, part spread) standing {
	s.score.mean += weight * part.mean
	s.score.variance += weight * weight * part.variance
	s.luck += weight * (part.mean*(1-part.mean) - part.variance)
	return s
}

// told is how finely a chance to pass is told: to a tenth of a percent.
const told = .001

// chances is the 90 % interval of the chance that a score has. Where one end of
// it is 0 or 1 as far as chances are told, nothing lies beyond, and the whole
// tenth that is left out lies at the other end.
func (m mixture) chances(chance func(score float64) float64) (low, high float64) {
	low, high = chance(m.quantile(.05)), chance(m.quantile(.95))
	switch {
	case low < told/2 && high > 1-told/2:
	case high > 1-told/2:
		low = chance(m.quantile(.1))
	case low < told/2:
		high = chance(m.quantile(.9))
	}
	if low < told/2 {
		low = 0
	}
	if high > 1-told/2 {
		high = 1
	}
	return low, high
}

// mixture is a distribution made of normal ones; the weights add up to 1.
type mixture []component

type component struct {
	weight float64
	standing
}

// interval is the mean and the 90 % interval.
func (m mixture) interval() Range {
	mean := 0.0
	for _, c := range m {
		mean += c.weight * c.score.mean
	}
	return Range{mean, m.quantile(.05), m.quantile(.95)}
}

// quantile is the score below which a share of the distribution lies.
func (m mixture) quantile(share float64) float64 {
	return crossing(func(x float64) float64 {
		sum := 0.0
		for _, c := range m {
			if c.weight > 1e-9 {
				sum += c.weight * normalCDF((x-c.score.mean)/math.Sqrt(c.score.variance+1e-12))
			}
		}
		return sum
	}, share)
}

// crossing is where a growing function of 0 to 1 reaches y.
func crossing(f func(float64) float64, y float64) float64 {
	low, high := 0., 1.
	for range 18 {
		if mid := (low + high) / 2; f(mid) < y {
			low = mid
		} else {
			high = mid
		}
	}
	return (low + high) / 2
}

// exponentiate makes weights, adding up to 1, of their logarithms, and gives
// the logarithm of what they added up to.
func exponentiate(logs []float64) float64 {
	top, sum := slices.Max(logs), 0.0
	for i := range logs {
		logs[i] = math.Exp(logs[i] - top)
		sum += logs[i]
	}
	normalise(logs)
	return top + math.Log(sum)
}

func moments(weights, values []float64) spread {
	var s spread
	square := 0.0
	for j, w := range weights {
		s.mean += w * values[j]
		square += w * values[j] * values[j]
	}
	s.variance = max(square-s.mean*s.mean, 0)
	return s
}

func normalise(x []float64) {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	for i := range x {
		x[i] /= sum
	}
}

// rampNormal is the integral of the normal distribution up to z.
func rampNormal(z float64) float64 {
	return z*normalCDF(z) + math.Exp(-z*z/2)/math.Sqrt(2*math.Pi)
}

func normalCDF(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }

// flattened is the slope of a logistic curve whose place is unsure by sd:
// the mean of logistic(x + sd z) over a standard normal z is close to
// logistic(flattened(sd) x) (MacKay 1992, Neural Computation 4, 720-736).
func flattened(sd float64) float64 { return 1 / math.Sqrt(1+math.Pi/8*sd*sd) }

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// gauss7x and gauss7w integrate over a standard normal (Gauss-Hermite, seven
// points; Abramowitz and Stegun, table 25.10).
var (
	gauss7x = [7]float64{-3.750439717725742, -2.366759410734541, -1.154405394739968, 0, 1.154405394739968, 2.366759410734541, 3.750439717725742}
	gauss7w = [7]float64{.000548268855972, .030757123967586, .240123178605013, .457142857142857, .240123178605013, .030757123967586, .000548268855972}
)
