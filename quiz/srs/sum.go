package srs

import (
	"math"
	"runtime"
)

// sum adds up the losses of cards, on several processors.
type sum struct {
	study   *study
	cards   *cards
	workers int
	ends    []int // of the parts into which the cards fall, as places in spans
	loss    []float64
	grad    [][]float64
}

// parts is how many parts cards fall into at most. It does not depend on the
// number of processors, so that sums are the same to the last bit.
const parts = 64

// leastPart is how many answers are worth handing out.
const leastPart = 256

func newSum(s *study, c *cards, workers int) *sum {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	answers := 0
	for _, span := range c.spans {
		answers += int(span[1] - span[0])
	}
	t := &sum{study: s, cards: c, workers: workers}
	size := max(leastPart, (answers+parts-1)/parts)
	held := 0
	for i, span := range c.spans {
		if held += int(span[1] - span[0]); held >= size || i == len(c.spans)-1 {
			t.ends, held = append(t.ends, i+1), 0
			t.grad = append(t.grad, make([]float64, len(s.bounds)))
		}
	}
	t.loss = make([]float64, len(t.ends))
	return t
}

// at is the weighted loss with the weights w; with grad, which may be nil,
// also its derivatives.
func (t *sum) at(w, grad []float64) float64 {
	t.eachPart(w, func(part int, p pass, spans [][2]int32) {
		var slopes []float64
		if grad != nil {
			slopes = t.grad[part]
			clear(slopes)
		}
		loss, c := 0., t.cards
		for _, span := range spans {
			a, b := span[0], span[1]
			loss += p(c.grade[a:b], c.elapsed[a:b], c.weight[a:b], slopes)
		}
		t.loss[part] = loss
	})
	loss := 0.
	clear(grad)
	for part, l := range t.loss {
		loss += l
		for i := range grad {
			grad[i] += t.grad[part][i]
		}
	}
	return loss
}

// information is a guess at the second derivatives of what pulled gives: the
// sum over cards of the products of their loss's first derivatives (Berndt,
// Hall, Hall and Hausman 1974), with what the pull adds.
func (t *sum) information(w []float64, total float64) *curvature {
	n := len(w)
	sums := make([][]float64, len(t.ends))
	t.eachPart(w, func(part int, p pass, spans [][2]int32) {
		all, grad := make([]float64, n*n), make([]float64, n)
		root := []float64(nil)
		c := t.cards
		for _, span := range spans {
			a, b := span[0], span[1]
			root = root[:0]
			for _, weight := range c.weight[a:b] { // so that the product has the weight itself
				root = append(root, math.Sqrt(weight))
			}
			clear(grad)
			p(c.grade[a:b], c.elapsed[a:b], root, grad)
			for i, g := range grad {
				if g == 0 {
					continue
				}
				for j, by := range grad[:i+1] {
					all[i*n+j] += g * by
				}
			}
		}
		sums[part] = all
	})
	guess := emptyCurvature(n)
	for i := range n {
		for j := range i + 1 {
			for _, all := range sums {
				guess.b[i][j] += all[i*n+j] * total / t.cards.total
			}
			guess.b[j][i] = guess.b[i][j]
		}
		if spread := t.study.spread[i]; spread > 0 {
			guess.b[i][i] += 2 * t.study.pull / (spread * spread)
		}
		guess.b[i][i] += .01 / (t.study.scale[i] * t.study.scale[i])
	}
	return guess
}

// mean is the mean loss, weighted; 0 without items.
func (t *sum) mean(w []float64) float64 {
	if t.cards.total == 0 {
		return 0
	}
	return t.at(w, nil) / t.cards.total
}

// pulled is what training makes small: the loss, grown to a weight of total,
// and the pull towards where it began.
func (t *sum) pulled(begin []float64, total float64) objective {
	grown := total / t.cards.total
	return func(w, grad []float64) float64 {
		loss := t.at(w, grad) * grown
		for i := range grad {
			grad[i] *= grown
			if spread := t.study.spread[i]; spread > 0 {
				off := (w[i] - begin[i]) / spread
				loss += t.study.pull * off * off
				grad[i] += t.study.pull * 2 * off / spread
			}
		}
		if math.IsNaN(loss) {
			return math.Inf(1)
		}
		return loss
	}
}
