package main

import (
	"math"
	"math/rand/v2"
	"sort"

	"chartroom/quiz"
)

// world is how candidates and items come about. The readiness model shares
// with the plain one what its documentation names as priors: abilities spread
// by one logit, domains alike by .8, exam items spread by one logit around 0,
// the pass rate and the bounds of the cut. It is told neither slopes nor
// guessing chances, nor how easy the practice bank is.
type world struct {
	name      string
	alike     float64 // correlation of abilities in two domains
	abilitySD float64 // logits
	slope     float64 // mean of the items' slopes
	slopeSD   float64 // of the logarithm of the slopes
	guessLow  float64 // items' chance of being guessed lies evenly between these
	guessHigh float64
	cut       float64 // share of the items that is needed; nobody is told
	passRate  float64 // share of candidates who pass
	easier    float64 // practice items are so much easier than the exam's, logits
	unsure    float64 // standard deviation of the error in the difficulties told, logits
	shrunk    bool    // the error is that of an estimate (independent of what is told), not of a measurement
	days      float64 // answers are spread evenly over so many days
	uneven    float64 // standard deviation of the logarithm of a domain's share in practice
}

// plain is the scenario of shared/domain/psychometrics.md. What that leaves
// open (mean slope, how much easier, how uneven) was set so that "75 % right"
// and beta-binomial, which know no priors, do as in its table.
var plain = world{name: "3PL, difficulty known", alike: .8, abilitySD: 1, slope: 1.25, slopeSD: .3, guessLow: .15, guessHigh: .3, cut: .67, passRate: .68,
	easier: .33, uneven: .6}

// with is a world that differs from another.
func (w world) with(name string, change func(*world)) world {
	change(&w)
	w.name = name
	return w
}

// Exam of the simulation: RHIT's scored items, and six domains of its outline's
// middles.
const scored = 130

var (
	weights = []float64{.255, .14, .16, .16, .15, .135}
	cut     = [2]float64{.62, .72}
)

// item is one question: Birnbaum's three parameters.
type item struct{ slope, difficulty, guess float64 }

func (i item) chance(ability float64) float64 {
	return i.guess + (1-i.guess)/(1+math.Exp(-i.slope*(ability-i.difficulty)))
}

func (w *world) item(r *rand.Rand, centre float64) item {
	return item{w.slope * math.Exp(w.slopeSD*r.NormFloat64()-w.slopeSD*w.slopeSD/2), centre + r.NormFloat64(), w.guessLow + (w.guessHigh-w.guessLow)*r.Float64()}
}

// candidate is what nobody sees, and what came of it.
type candidate struct {
	chance  float64 // true chance to pass a form, given the abilities, the cut being anywhere in its bounds
	passed  bool    // one form
	answers []quiz.ReadinessAnswer
}

// truth is a world with its population in place.
type truth struct {
	world
	centre float64 // mean ability
	table  []float64
}

// The table of expected shares at abilities from -tableReach to +tableReach.
const (
	tableReach = 8.
	tableSize  = 321
	tableItems = 4000
)

func newTruth(w world, seed uint64) *truth {
	t := &truth{world: w, table: make([]float64, tableSize)}
	r := rand.New(rand.NewPCG(seed, 99))
	for range tableItems {
		it := w.item(r, 0)
		for i := range t.table {
			t.table[i] += it.chance(tableReach*(2*float64(i)/(tableSize-1)-1)) / tableItems
		}
	}
	low, high := -5., 5.
	for range 24 {
		t.centre = (low + high) / 2
		r, sum := rand.New(rand.NewPCG(seed, 98)), 0.0
		for range 4000 {
			sum += t.chance(t.abilities(r))
		}
		if sum/4000 < w.passRate {
			low = t.centre
		} else {
			high = t.centre
		}
	}
	return t
}

func (t *truth) abilities(r *rand.Rand) []float64 {
	shared := r.NormFloat64()
	out := make([]float64, len(weights))
	for d := range out {
		out[d] = t.centre + t.abilitySD*(math.Sqrt(t.alike)*shared+math.Sqrt(1-t.alike)*r.NormFloat64())
	}
	return out
}

// expected is the share of all exam items that an ability gets right.
func (t *truth) expected(ability float64) float64 {
	x := (ability + tableReach) / (2 * tableReach) * (tableSize - 1)
	i := min(max(int(x), 0), tableSize-2)
	return t.table[i] + (x-float64(i))*(t.table[i+1]-t.table[i])
}

// chance is the true chance to pass with these abilities: forms are drawn from
// all items, and the raw score is close to normal.
func (t *truth) chance(abilities []float64) float64 {
	mean, variance := 0.0, 0.0
	for d, a := range abilities {
		e := t.expected(a)
		mean += weights[d] * e
		variance += weights[d] * e * (1 - e) / scored
	}
	const steps = 40
	sum := 0.0
	for i := range steps {
		at := cut[0] + (cut[1]-cut[0])*(float64(i)+.5)/steps
		needed := math.Ceil(at*scored) - .5
		sum += math.Erfc((needed/scored-mean)/math.Sqrt(2*variance)) / 2 / steps
	}
	return min(sum, 1) // rounding
}

// candidate draws one, lets her practise n questions and sit the exam.
func (t *truth) candidate(r *rand.Rand, n int) candidate {
	abilities := t.abilities(r)
	c := candidate{chance: t.chance(abilities)}
	right := 0
	for d, count := range formOf() {
		for range count {
			if r.Float64() < t.item(r, 0).chance(abilities[d]) {
				right++
			}
		}
	}
	c.passed = float64(right) >= t.cut*scored
	share := make([]float64, len(weights))
	total := 0.0
	for d, w := range weights {
		share[d] = w * math.Exp(t.uneven*r.NormFloat64())
		total += share[d]
	}
	noise := rand.New(rand.NewPCG(r.Uint64(), 1)) // of its own, so that the same candidates come in every world
	for i := range n {
		d := 0
		for x := r.Float64()*total - share[0]; x > 0 && d < len(share)-1; x -= share[d] {
			d++
		}
		it := t.item(r, -t.easier)
		a := quiz.ReadinessAnswer{Domain: d, Difficulty: it.difficulty, DifficultySD: t.unsure, Options: 4, DaysAgo: t.days * float64(n-1-i) / float64(n)}
		if t.unsure > 0 {
			a.Difficulty = t.told(noise, it.difficulty)
		}
		if r.Float64() < it.chance(abilities[d]) {
			a.Mark = 1
		}
		c.answers = append(c.answers, a)
	}
	return c
}

// told is the difficulty that is told of an item: off by the unsureness. As an
// estimate it leans to the bank's mean (so that the truth is spread around
// it); as a measurement it is spread around the truth.
func (t *truth) told(r *rand.Rand, difficulty float64) float64 {
	noise := t.unsure * r.NormFloat64()
	if !t.shrunk {
		return difficulty + noise
	}
	keep := 1 - t.unsure*t.unsure // items differ by one logit
	return -t.easier + keep*(difficulty+t.easier) + noise*math.Sqrt(keep)
}

// formOf is how many items of a form each domain has: the largest remainders.
func formOf() []int {
	counts, left := make([]int, len(weights)), scored
	order := make([]int, len(weights))
	for d, w := range weights {
		counts[d] = int(w * scored)
		left -= counts[d]
		order[d] = d
	}
	sort.Slice(order, func(a, b int) bool {
		x, y := weights[order[a]]*scored, weights[order[b]]*scored
		return x-math.Floor(x) > y-math.Floor(y)
	})
	for _, d := range order[:left] {
		counts[d]++
	}
	return counts
}
