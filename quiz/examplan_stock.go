package quiz

import (
	"cmp"
	"math"
	"slices"

	"chartroom/quiz/srs"
)

// stock is what there is to study, in the units of the exam.
type stock struct {
	weight []float64 // of an item, as a share of the exam; all add up to 1, or to 0
	class  []int     // of an item: whose price list it follows; see kappa
	kappa  []float64 // of a class: seconds that a review takes per unit of weight
	square float64   // sum of squared weights: how coarse the exam is if every item is asked
}

// maxClasses bounds how many price lists there are, and classStep is the least
// ratio between two: items whose seconds per weight differ by less than half
// of it are planned alike.
const (
	maxClasses = 6
	classStep  = 1.3
)

func newStock(in *ExamPlanInput) *stock {
	s := &stock{weight: make([]float64, len(in.Items)), class: make([]int, len(in.Items))}
	count := make([]int, len(in.Domains))
	for _, it := range in.Items {
		count[it.Domain]++
	}
	total := 0.0
	for d, n := range count {
		if n > 0 {
			total += in.Domains[d].Weight
		}
	}
	low, high := math.Inf(1), 0.0
	for i, it := range in.Items {
		if w := in.Domains[it.Domain].Weight; w > 0 {
			s.weight[i] = w / total / float64(count[it.Domain])
			s.square += s.weight[i] * s.weight[i]
			k := it.seconds() / s.weight[i]
			low, high = math.Min(low, k), math.Max(high, k)
		}
	}
	if high > 0 {
		s.classify(in, math.Log(low), math.Log(high))
	}
	return s
}

// classify gives every item its class, on an even grid of logarithms.
func (s *stock) classify(in *ExamPlanInput, low, high float64) {
	n := min(maxClasses, 1+int(math.Ceil((high-low)/math.Log(classStep))))
	step := 1.0
	if n > 1 {
		step = (high - low) / float64(n-1)
	}
	sum, weight := make([]float64, n), make([]float64, n)
	for i := range in.Items {
		if w := s.weight[i]; w > 0 {
			k := math.Log(in.Items[i].seconds() / w)
			c := min(int(math.Round((k-low)/step)), n-1)
			s.class[i] = c
			sum[c] += in.Items[i].seconds()
			weight[c] += w
		}
	}
	s.kappa = make([]float64, n)
	for c := range n {
		s.kappa[c] = sum[c] / math.Max(weight[c], 1e-300)
	}
}

// seconds that a review of the item takes.
func (it *ExamItem) seconds() float64 {
	if it.Seconds > 0 {
		return it.Seconds
	}
	return AssumedReview.Seconds()
}

// cost is the seconds that the next study of the item takes.
func (it *ExamItem) cost() float64 {
	switch {
	case !it.Memory.IsZero():
		return it.seconds()
	case it.SecondsNew > 0:
		return it.SecondsNew
	}
	return AssumedNew.Seconds()
}

// group stands for items that are nearly alike: planned as one.
type group struct {
	class   int
	memory  srs.Memory // zero = new
	elapsed float64    // days since the last answer, today
	prior   float64    // of a new one: the chance of knowing it unmet
	mass    float64    // sum of weights
	items   float64
	cost    float64 // seconds that the next study takes per unit of weight
}

// groupKey is what items of one group have in common, in steps.
type groupKey struct{ class, stability, difficulty, elapsed, prior, cost int }

// maxGroups bounds the number of groups: the grid is made coarser until it holds.
const maxGroups = 400

// groups gathers the items that can earn something and tells which group each
// is in (-1: none).
func (s *stock) groups(in *ExamPlanInput) ([]group, []int) {
	for step := .3; ; step *= 1.5 {
		if g, of := s.gather(in, step); len(g) <= maxGroups || step > 20 {
			return g, of
		}
	}
}

func (s *stock) gather(in *ExamPlanInput, step float64) ([]group, []int) {
	index := map[groupKey]int{}
	var all []group
	of := make([]int, len(in.Items))
	for i := range in.Items {
		it, w := &in.Items[i], s.weight[i]
		if of[i] = -1; w == 0 {
			continue
		}
		k := s.key(in, i, step)
		at, ok := index[k]
		if !ok {
			at = len(all)
			index[k] = at
			all = append(all, group{class: s.class[i], prior: in.Domains[it.Domain].Prior})
		}
		of[i] = at
		g := &all[at]
		g.mass += w
		g.items++
		g.cost += it.cost()
		if !it.Memory.IsZero() { // sums of logarithms, made means below
			g.memory.Stability += w * math.Log(it.Memory.Stability)
			g.memory.Difficulty += w * it.Memory.Difficulty
			g.memory.Fast += w * it.Memory.Fast
			g.elapsed += w * math.Log1p(float64(in.Today-it.LastDay))
		}
	}
	for i := range all {
		g := &all[i]
		g.cost /= g.mass
		if g.memory.Difficulty > 0 {
			g.memory.Stability = math.Exp(g.memory.Stability / g.mass)
			g.memory.Difficulty /= g.mass
			g.memory.Fast /= g.mass
			g.elapsed = math.Round(math.Expm1(g.elapsed / g.mass))
		}
	}
	return all, of
}

func (s *stock) key(in *ExamPlanInput, i int, step float64) groupKey {
	it := &in.Items[i]
	bin := func(x, step float64) int { return int(math.Round(x / step)) }
	k := groupKey{class: s.class[i]}
	if it.Memory.IsZero() {
		k.prior = bin(in.Domains[it.Domain].Prior, .05*step)
		k.cost = bin(math.Log(it.cost()/s.weight[i]/s.kappa[s.class[i]]), step)
		return k
	}
	k.stability = 1 + bin(math.Log(it.Memory.Stability)+10, step)
	k.difficulty = bin(it.Memory.Difficulty, 6*step)
	k.elapsed = bin(math.Log1p(float64(in.Today-it.LastDay)), step)
	return k
}

// take fills today with the items of highest worth per second and counts those
// that do not fit. Equal items are taken in the order given.
func (p *ExamPlan) take(in *ExamPlanInput, worth []float64, seconds float64) {
	var order []int
	for i, w := range worth {
		if w > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(worth[b], worth[a]) })
	used := 0.0
	p.Review = []int{}
	for _, i := range order {
		if c := in.Items[i].cost(); used+c <= seconds {
			used += c
			p.Review = append(p.Review, i)
		}
	}
	p.LeftOut = len(order) - len(p.Review)
	p.Minutes = used / 60
}
