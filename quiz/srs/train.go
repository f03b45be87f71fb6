package srs

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Options of a training; the zero value trains FSRS-6.
type Options struct {
	Model   string                // FSRS6 or FSRS7; "" = FSRS6
	Workers int                   // how many processors to use; 0 = all. The result is the same.
	Report  func(done, total int) // hears how far it is; may be nil
}

// Extent is how much of a model was fitted to a log.
type Extent uint8

const (
	Nothing   Extent = iota // fewer than 8 items, or the published weights were the best: they stand
	FirstOnly               // fewer than 64 items: the stabilities after a first answer
	All                     // every weight
)

// Result is what training found.
type Result struct {
	Model       string
	Weights     []float64
	Extent      Extent
	Reviews     int     // answers in the log
	Items       int     // those on a later day than the card's answer before: what the losses are means of
	DefaultLoss float64 // mean loss of all items with the published weights; 0 without items
	FittedLoss  float64 // the same with Weights
}

// Least numbers of items for a fit (fsrs-rs src/training.rs).
const (
	enoughForFirst = 8
	enoughForAll   = 64
)

// Train fits a model's weights to a learner's log: as fsrs-rs does (items,
// outliers, first stabilities, weights by age, bounds, the pull towards the
// published weights), but until nothing is gained any more, in one pass over
// each card a step. A log in which too little can be tested gives the
// published weights, or these with other first stabilities. Errors: a grade
// that is none, an unknown model, the context's.
func Train(ctx context.Context, reviews []Review, o Options) (Result, error) {
	s := studyOf(o.model())
	if s == nil {
		return Result{}, fmt.Errorf("no memory model is called %q", o.Model)
	}
	h, err := newHistory(reviews)
	if err != nil {
		return Result{}, err
	}
	w, extent, err := s.train(ctx, h, o)
	if err != nil {
		return Result{}, err
	}
	r := Result{Model: s.name, Weights: w, Extent: extent, Reviews: len(reviews), Items: len(h.inTime)}
	all := newSum(s, h.cards(s.fractional, h.inTime, alike), o.Workers)
	r.DefaultLoss = all.mean(s.defaults)
	r.FittedLoss = all.mean(w)
	return r, ctx.Err()
}

func (o Options) model() string {
	if o.Model == "" {
		return FSRS6
	}
	return o.Model
}

// Loss is the mean loss of a log's items, each after what the log says of its
// card before: -ln of the chance the model gave to what happened. 0 without
// items. Lower is better; always saying the average recall gives about .4.
func Loss(m Model, reviews []Review) (float64, error) {
	h, err := newHistory(reviews)
	if err != nil {
		return 0, err
	}
	s := studyOf(m.Name())
	if s == nil {
		return 0, fmt.Errorf("no memory model is called %q", m.Name())
	}
	return newSum(s, h.cards(s.fractional, h.inTime, alike), 0).mean(m.Parameters()), nil
}

// The search goes on until each of two steps lowers the summed loss by less
// than gain, and by less than part of each item's. A difference of 2 is what
// chance alone makes of a weight that means nothing (Wilks 1938).
const (
	gain = .02
	part = 2e-7
)

// mostSteps is far above what any log needs (about 20).
const mostSteps = 300

// sampled is how many items are enough for a search to come near: more are
// first searched in a sample of the cards.
const sampled = 25_000

// train is the fitted weights, within their bounds.
func (s *study) train(ctx context.Context, h *history, o Options) ([]float64, Extent, error) {
	items := h.trusted()
	if len(items) < enoughForFirst {
		return slices.Clone(s.defaults), Nothing, ctx.Err()
	}
	begin := s.begin(h, items)
	full := newSum(s, h.cards(s.fractional, items, recent(len(items))), o.Workers)
	w, extent := begin, FirstOnly
	if len(items) >= enoughForAll {
		var err error
		if w, err = s.search(ctx, full, begin, o); err != nil {
			return nil, Nothing, err
		}
		s.tidy(w, given(h.only(items)))
		extent = All
	}
	if o.Report != nil {
		o.Report(reported, reported)
	}
	if !(full.mean(w) < full.mean(s.defaults)) {
		return slices.Clone(s.defaults), Nothing, ctx.Err()
	}
	return w, extent, ctx.Err()
}

// reported is how many steps are reported as all: more than most logs take.
const reported = 40

// stage is a part of a search: in these cards, so many steps at most.
type stage struct {
	cards *sum
	steps int
}

// search is the weights with the least loss and pull: of a log that is long,
// first in a sample. Each stage of an informed study begins with what its
// cards say of the second derivatives, which after the first two steps is much
// nearer the truth; each of another with what the stage before has learnt.
func (s *study) search(ctx context.Context, full *sum, begin []float64, o Options) ([]float64, error) {
	w, total, taken := begin, full.cards.total, 0
	var shape *curvature
	for _, in := range s.stages(full, o.Workers) {
		if s.informed {
			shape = in.cards.information(w, total)
		}
		grown := float64(full.cards.items) / float64(in.cards.cards.items)
		at, err := minimise(in.cards.pulled(begin, total), w, search{
			bounds: s.bounds, scale: s.scale, gain: gain*grown + part*float64(full.cards.items), steps: in.steps,
			shape: shape,
			after: func(int) error {
				taken++
				if o.Report != nil {
					o.Report(min(taken, reported-1), reported)
				}
				return ctx.Err()
			},
		})
		if err != nil {
			return nil, err
		}
		w, shape = at.w, at.shape
	}
	return w, nil
}

// stages are those of a search in all these cards. Where nothing is known of
// the second derivatives, samples grow by fours.
func (s *study) stages(full *sum, workers int) []stage {
	var all []stage
	for every := full.cards.items / sampled; every > 1; every /= 4 {
		all = append(all, stage{newSum(s, full.cards.sample(every), workers), mostSteps})
		if s.informed {
			break
		}
	}
	all = append(all, stage{full, mostSteps})
	if s.informed {
		all = append([]stage{{all[0].cards, 2}}, all...)
	}
	return all
}

// sample is every so many-th card.
func (c *cards) sample(every int) *cards {
	some := *c
	some.spans, some.items, some.total = nil, 0, 0
	for i := 0; i < len(c.spans); i += every {
		span := c.spans[i]
		some.spans = append(some.spans, span)
		for _, weight := range c.weight[span[0]:span[1]] {
			if weight > 0 {
				some.items++
				some.total += weight
			}
		}
	}
	return &some
}

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

// eachPart calls do for every part, on all processors, with a pass that no
// other call uses at the same time.
func (t *sum) eachPart(w []float64, do func(part int, p pass, spans [][2]int32)) {
	var next atomic.Int32
	work := func() {
		p := t.study.pass(w)
		for {
			part := int(next.Add(1)) - 1
			if part >= len(t.ends) {
				return
			}
			begin := 0
			if part > 0 {
				begin = t.ends[part-1]
			}
			do(part, p, t.cards.spans[begin:t.ends[part]])
		}
	}
	var all sync.WaitGroup
	for range min(t.workers, len(t.ends)) - 1 {
		all.Add(1)
		go func() {
			defer all.Done()
			work()
		}()
	}
	work()
	all.Wait()
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
