package main

import (
	"math"
	"math/rand/v2"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// domain is a part of the exam and of the deck. The deck is not cut like the
// exam: banks have much on what is easy to write cards about.
type domain struct {
	weight  float64 // share of the exam
	share   float64 // of the deck
	seconds float64 // median of a review
	known   float64 // share of new cards that the learner knows from elsewhere
}

// domains are six, with weights like those of the RHIT's outline.
var domains = []domain{
	{.25, .14, 13, .10}, {.19, .12, 12, .15}, {.17, .24, 10, .25},
	{.15, .10, 17, .05}, {.13, .26, 9, .20}, {.11, .14, 15, .10},
}

// knownRight is the chance of answering a card known from elsewhere.
const knownRight = .85

// card is one item of a learner: what is true of it and what the tools see.
type card struct {
	domain           int
	seconds, meeting float64
	known            bool       // from elsewhere
	ease             float64    // its stability is so many times what the learner's weights say
	truth            srs.Memory // under the learner's weights
	seen             srs.Memory // under the weights that the tools use; zero = new
	last             int
}

// learner is a simulated one. Two with the same seed are the same and meet
// the same luck: a card on a day draws the same number whatever was done
// before.
type learner struct {
	setting
	seed         uint64
	truth        srs.Weights
	model        srs.Model // that all tools use: the published weights
	cards        []card
	weights      []float64 // of a card in the exam
	missed       []bool    // day
	day          int
	perStability map[float64]float64 // retention: interval of a stability of one day
	priors       []float64           // domain: what a short test on the first day says of new cards
	differ       float64             // from the tools' model, 1 = as people do
}

// Spreads of the population: of weights in the standard deviations between
// learners that fsrs-rs regularises with (src/training.rs), halved, for a
// tool's weights are fitted in time; of items' stability and of recall from
// day to day, in log units; and how often a day is missed.

const (
	weightSpread = .5
	easeSpread   = .35
	recallNoise  = .4
	missing      = .08
)

var weightSD = [21]float64{0, 0, 0, 0, .57, .28, .6, .12, .39, .18, .33, .3, .09, .16, .57, .25, 1.03, .31, .32, .14, .27}

func newLearner(s setting, seed uint64, differ float64) *learner {
	r := rand.New(rand.NewPCG(seed, 77))
	model := srs.Default
	l := &learner{setting: s, seed: seed, model: &model, truth: otherWeights(r, differ), differ: differ}
	for range s.days {
		l.missed = append(l.missed, r.Float64() < missing*differ)
	}
	count := make([]int, len(domains))
	for range s.cards {
		c := l.newCard(r)
		count[c.domain]++
		l.cards = append(l.cards, c)
	}
	for _, d := range domains {
		l.priors = append(l.priors, taster(r, d.known*knownRight))
	}
	for _, c := range l.cards {
		l.weights = append(l.weights, domains[c.domain].weight/float64(count[c.domain]))
	}
	return l
}

// taster is the share right of tasterItems questions, drawn towards a tenth as
// if two more had been seen.
func taster(r *rand.Rand, p float64) float64 {
	right := .2
	for range tasterItems {
		if r.Float64() < p {
			right++
		}
	}
	return right / (tasterItems + 2)
}

const tasterItems = 10 // in each domain

// otherWeights are those of another learner, within the published bounds.
func otherWeights(r *rand.Rand, differ float64) srs.Weights {
	for {
		w := srs.Default
		first := math.Exp(weightSpread * .8 * differ * r.NormFloat64())
		for i := range w {
			if i < 4 {
				w[i] *= first
			} else {
				w[i] += weightSpread * differ * weightSD[i] * r.NormFloat64()
			}
		}
		if w.Check() == nil {
			return w
		}
	}
}

// newCard draws a card: about a third were studied before, one to five times,
// over the last 60 days.
func (l *learner) newCard(r *rand.Rand) card {
	x, at := r.Float64(), 0
	for at < len(domains)-1 && x > domains[at].share {
		x -= domains[at].share
		at++
	}
	d := domains[at]
	pace := math.Exp(.25 * r.NormFloat64())
	c := card{domain: at, seconds: d.seconds * pace, meeting: 1.9 * d.seconds * pace, known: r.Float64() < d.known, ease: math.Exp(easeSpread * l.differ * r.NormFloat64())}
	if r.Float64() < .35 {
		day := -60 + r.IntN(59)
		for range 1 + r.IntN(5) {
			l.answer(&c, day, r)
			if day += 1 + int(c.seen.Stability*(.6+.8*r.Float64())); day >= 0 {
				break
			}
		}
	}
	return c
}

// recall is the true chance of remembering a card on a day.
func (l *learner) recall(c *card, day int) float64 {
	if c.truth.IsZero() {
		if c.known {
			return knownRight
		}
		return 0
	}
	return l.truth.Retrievability(c.truth, float64(day-c.last)/c.ease)
}

// answer is one study of a card: it is graded, and both memories move.
func (l *learner) answer(c *card, day int, r *rand.Rand) {
	g := l.grade(c, day, r)
	elapsed := float64(day - c.last)
	c.truth = l.truth.After(c.truth, elapsed/c.ease, g)
	c.seen = l.model.After(c.seen, elapsed, g)
	c.last = day
}

func (l *learner) grade(c *card, day int, r *rand.Rand) srs.Grade {
	x := r.Float64()
	if c.truth.IsZero() {
		p := quiz.FirstGrades
		if c.known {
			p[0] = 0
		}
		total := p[0] + p[1] + p[2] + p[3]
		for g, q := range p {
			if x -= q / total; x < 0 {
				return srs.Grade(g + 1)
			}
		}
		return srs.Easy
	}
	p := math.Min(math.Max(l.recall(c, day), .001), .999)
	odds := math.Log(p/(1-p)) + recallNoise*l.differ*r.NormFloat64()
	if x > 1/(1+math.Exp(-odds)) {
		return srs.Again
	}
	switch x = r.Float64(); {
	case x < quiz.PassGrades[0]:
		return srs.Hard
	case x < quiz.PassGrades[0]+quiz.PassGrades[1]:
		return srs.Good
	}
	return srs.Easy
}

// policy says what to study on the learner's day, most wanted first.
type policy interface{ queue(l *learner) []int }

// study plays every day until the exam and returns the share right on it.
func (l *learner) study(p policy) float64 {
	for l.day = 0; l.day < l.days; l.day++ {
		if l.missed[l.day] {
			continue
		}
		left := l.minutes * 60
		for _, i := range p.queue(l) {
			c := &l.cards[i]
			if cost := c.cost(); cost <= left {
				left -= cost
				l.answer(c, l.day, rand.New(rand.NewPCG(l.seed, uint64(i)<<16|uint64(l.day))))
			}
		}
	}
	sum := 0.0
	for i := range l.cards {
		sum += l.weights[i] * l.recall(&l.cards[i], l.days)
	}
	return sum
}

func (c *card) fresh() bool { return c.seen.IsZero() }

func (c *card) cost() float64 {
	if c.fresh() {
		return c.meeting
	}
	return c.seconds
}
