package srs

import (
	"context"
	"fmt"
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
// than gain and gainEach for each item. A difference of .5 is what chance alone
// makes of a weight that means nothing (Wilks 1938).
const (
	gain     = .02
	gainEach = 2e-7
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
			bounds: s.bounds, scale: s.scale, gain: gain*grown + gainEach*float64(full.cards.items), steps: in.steps,
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
