package srs

import (
	"math"
)

// objective is what a search makes small: its value at w, with the derivative
// by each weight written into grad. The value may be infinite or not a number
// where w makes no sense; the search then goes less far.
type objective func(w, grad []float64) float64

// search says how minimise looks for the least value.
type search struct {
	bounds [][2]float64 // what each weight keeps to; both ends may be reached
	scale  []float64    // about how far each weight moves, above 0: what one step compares weights by

	gain  float64         // the search ends once two steps in a row lower the value by less than this
	steps int             // it takes at most so many steps
	after func(int) error // hears of each step, from 1, and ends the search by an error; may be nil
	shape *curvature      // what an earlier search of a like function learnt; nil = nothing
}

// found is where a search ended.
type found struct {
	w     []float64
	value float64
	steps int
	calls int        // how often the function was asked
	shape *curvature // what was learnt of the function; a later search may begin with it
}

// minimise walks from start, which lies within the bounds, to a least value of
// f nearby. Weights are never out of their bounds, and the value found is
// never above that at start.
//
// It is Newton's method with a matrix of second derivatives that is learnt
// from the first ones on the way (BFGS, damped after Powell 1978: Nocedal and
// Wright, Numerical Optimization, 2nd edition, procedure 18.2). Each step goes
// to the least value, within the bounds, of the quadratic that this matrix and
// the derivatives make, and back from there until the value is lower
// (Armijo's rule). The only error is that of after.
func minimise(f objective, start []float64, s search) (found, error) {
	n := len(start)
	at := found{w: append([]float64(nil), start...), shape: s.shape}
	grad, next, nextGrad, step := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	at.value = f(at.w, grad)
	at.calls++
	fresh := at.shape == nil
	if fresh {
		at.shape = newCurvature(s.scale, grad)
	} else {
		at.shape = at.shape.copy()
	}
	poor := 0
	for at.steps < s.steps && poor < 2 {
		slope := at.shape.newton(step, at.w, grad, s.bounds)
		part, value := 1.0, math.Inf(1)
		for tries := 0; slope < 0 && tries < 30; tries++ {
			for i := range next {
				next[i] = clamp(at.w[i]+part*step[i], s.bounds[i][0], s.bounds[i][1])
			}
			value = f(next, nextGrad)
			at.calls++
			if value <= at.value+1e-4*part*slope {
				break
			}
			part *= backOff(at.value, value, part*slope)
			value = math.Inf(1)
		}
		if math.IsInf(value, 1) { // no way down in this direction
			if fresh {
				break
			}
			at.shape, fresh = newCurvature(s.scale, grad), true
			continue
		}
		at.shape.learn(at.w, next, grad, nextGrad, fresh)
		fresh = false
		if at.value-value < s.gain {
			poor++
		} else {
			poor = 0
		}
		copy(at.w, next)
		copy(grad, nextGrad)
		at.value = value
		at.steps++
		if s.after != nil {
			if err := s.after(at.steps); err != nil {
				return at, err
			}
		}
	}
	return at, nil
}

// backOff is the part of a step to try next, .1 to .5, when the value at its
// end was too high: the least value of the parabola through what is known,
// slope being how much the step should have changed the value.
func backOff(before, after, slope float64) float64 {
	if rise := after - before - slope; rise > 0 && !math.IsInf(rise, 0) {
		return clamp(-slope/(2*rise), .1, .5)
	}
	return .1
}

// curvature is a positive definite guess at the second derivatives.
type curvature struct {
	b       [][]float64
	scratch [][]float64 // where newton factors it
	x, y    []float64
	fixed   []bool
}

// newCurvature is the guess when nothing is known: a first step of about a
// fifth of each weight's scale, all together.
func newCurvature(scale, grad []float64) *curvature {
	c := emptyCurvature(len(scale))
	steep := 0.
	for i, s := range scale {
		steep += s * grad[i] * s * grad[i]
	}
	steep = math.Max(math.Sqrt(steep)/.2, 1e-300)
	for i, s := range scale {
		c.b[i][i] = steep / (s * s)
	}
	return c
}

func emptyCurvature(n int) *curvature {
	c := &curvature{b: make([][]float64, n), scratch: make([][]float64, n), x: make([]float64, n), y: make([]float64, n), fixed: make([]bool, n)}
	for i := range n {
		c.b[i], c.scratch[i] = make([]float64, n), make([]float64, n)
	}
	return c
}

func (c *curvature) copy() *curvature {
	d := emptyCurvature(len(c.b))
	for i := range c.b {
		copy(d.b[i], c.b[i])
	}
	return d
}

// newton writes into step the way to the least value within the bounds of the
// quadratic with derivatives grad at w, and returns how much the function
// changes along it to first order: below 0, or 0 when there is no way down.
// Weights that would leave their bounds are held at them, and the others look
// again, until all keep to them.
func (c *curvature) newton(step, w, grad []float64, bounds [][2]float64) float64 {
	for i, b := range bounds {
		c.fixed[i] = w[i] <= b[0] && grad[i] >= 0 || w[i] >= b[1] && grad[i] <= 0
		step[i] = 0
	}
	for range w {
		c.solve(step, grad)
		inside := true
		for i, b := range bounds {
			if held := clamp(step[i], b[0]-w[i], b[1]-w[i]); !c.fixed[i] && held != step[i] {
				step[i], c.fixed[i], inside = held, true, false
			}
		}
		if inside {
			break
		}
	}
	if slope := dot(step, grad); slope < 0 {
		return slope
	}
	for i, b := range bounds { // straight down, as far as each bound lets it
		step[i] = clamp(-grad[i]/c.b[i][i], b[0]-w[i], b[1]-w[i])
	}
	return dot(step, grad)
}

// solve sets the steps that are not fixed to the least value of the quadratic,
// given those that are: Cholesky's factors of the free part of the matrix.
func (c *curvature) solve(step, grad []float64) {
	var free []int
	for i, fixed := range c.fixed {
		if !fixed {
			free = append(free, i)
		}
	}
	l, x := c.scratch, c.x
	for a, i := range free {
		x[a] = -grad[i]
		for j, fixed := range c.fixed {
			if fixed {
				x[a] -= c.b[i][j] * step[j]
			}
		}
		for k, j := range free[:a+1] {
			sum := c.b[i][j]
			for m := range k {
				sum -= l[a][m] * l[k][m]
			}
			if a == k {
				l[a][a] = math.Sqrt(math.Max(sum, 1e-14*c.b[i][i]))
			} else {
				l[a][k] = sum / l[k][k]
			}
		}
	}
	for a := range free {
		for m := range a {
			x[a] -= l[a][m] * x[m]
		}
		x[a] /= l[a][a]
	}
	for a := len(free) - 1; a >= 0; a-- {
		for m := a + 1; m < len(free); m++ {
			x[a] -= l[m][a] * x[m]
		}
		x[a] /= l[a][a]
		step[free[a]] = x[a]
	}
}

// learn takes in how the derivatives changed between two places. The first
// time it also sets the size of the whole matrix.
func (c *curvature) learn(from, to, gradFrom, gradTo []float64, first bool) {
	s, y := c.x, c.y
	for i := range from {
		s[i], y[i] = to[i]-from[i], gradTo[i]-gradFrom[i]
	}
	sy, sbs := dot(s, y), c.form(s)
	if sbs <= 0 {
		return
	}
	if size := sy / sbs; first && size > 0 {
		for _, row := range c.b {
			for j := range row {
				row[j] *= size
			}
		}
		sbs *= size
	}
	keep := 1.
	if sy < .2*sbs { // else the matrix might stop being positive
		keep = .8 * sbs / (sbs - sy)
	}
	bs := make([]float64, len(s))
	for i, row := range c.b {
		bs[i] = dot(row, s)
	}
	for i := range y {
		y[i] = keep*y[i] + (1-keep)*bs[i]
	}
	sy = dot(s, y)
	for i, row := range c.b {
		for j := range row {
			row[j] += y[i]*y[j]/sy - bs[i]*bs[j]/sbs
		}
	}
}

// form is s times the matrix times s.
func (c *curvature) form(s []float64) float64 {
	sum := 0.
	for i, row := range c.b {
		sum += s[i] * dot(row, s)
	}
	return sum
}

func dot(a, b []float64) float64 {
	sum := 0.
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}
