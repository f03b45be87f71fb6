package quiz

import (
	"math"
)

// readyModel is Ready at work.
type readyModel struct {
	in      *ReadinessInput
	weights []float64 // of the domains, adding up to 1
	guess   float64   // chance of guessing an item of the exam
	general []float64 // prior of the shared part at generalAt
	answers []answerGroups
}

// generalPoints is the grid of the part of ability that all domains share, in
// its own standard deviations. With 20 domains its posterior is still wider
// than a step.
const (
	generalPoints = 49
	generalReach  = 4
)

func generalAt(i int) float64 { return generalReach * (2*float64(i)/(generalPoints-1) - 1) }

func newReadyModel(in *ReadinessInput) *readyModel {
	m := &readyModel{in: in, guess: 1. / examOptions, general: make([]float64, generalPoints), answers: groupAnswers(in)}
	if in.Options > 0 {
		m.guess = 1 / float64(in.Options)
	}
	total := 0.0
	for _, d := range in.Domains {
		total += d.Weight
	}
	for _, d := range in.Domains {
		m.weights = append(m.weights, d.Weight/total)
	}
	for i := range m.general {
		m.general[i] = math.Exp(-generalAt(i) * generalAt(i) / 2)
	}
	normalise(m.general)
	return m
}

// expected is the share right on the exam's items of a slope at an ability:
// the chance of one item with its difficulty integrated out.
func (m *readyModel) expected(slope, ability float64) float64 {
	return m.guess + (1-m.guess)*logistic(slope*flattened(slope*examSpread)*ability)
}

// sharedSD and ownSD split the spread of an ability into what all domains
// share and what is the domain's own.
var (
	sharedSD = abilitySD * math.Sqrt(domainsAlike)
	ownSD    = abilitySD * math.Sqrt(1-domainsAlike)
)

// pass is the chance that a score on a form, of which ability is so sure,
// reaches the cut: the cut is uniform, the luck of the form normal.
func (m *readyModel) pass(s standing) float64 {
	n, score := float64(m.in.Items), s.score
	sd := math.Sqrt(score.variance + s.luck/n)
	low, high := m.in.Cut[0], m.in.Cut[1]
	if (high-low)*n < 1 {
		// A raw score is whole: it passes from half an item below the first one that
		// reaches the cut. (Over a range of cuts that is the cut itself, on the mean.)
		at := (math.Ceil((low+high)/2*n-1e-9) - .5) / n
		return normalCDF((score.mean - at) / sd)
	}
	chance := sd / (high - low) * (rampNormal((score.mean-low)/sd) - rampNormal((score.mean-high)/sd))
	return min(max(chance, 0), 1) // rounding
}

// priorCentre is the mean ability at which the chance to pass before any
// answer is that of all first-time candidates.
func (m *readyModel) priorCentre(slope float64) float64 {
	rate := m.in.PassRate
	if rate == 0 {
		rate = FirstTimePass
	}
	low, high := -8., 8.
	for range 20 {
		centre, chance := (low+high)/2, 0.0
		for i, x := range gauss7x {
			own, all := m.ownScore(slope, centre+sharedSD*x), standing{}
			for _, w := range m.weights {
				all = all.with(w, own)
			}
			chance += gauss7w[i] * m.pass(all)
		}
		if chance < rate {
			low = centre
		} else {
			high = centre
		}
	}
	return (low + high) / 2
}

// ownScore is the score of a domain without answers, at the shared ability.
func (m *readyModel) ownScore(slope, shared float64) spread {
	var e [len(gauss7x)]float64
	for i, x := range gauss7x {
		e[i] = m.expected(slope, shared+ownSD*x)
	}
	return moments(gauss7w[:], e[:])
}

// slopes are what the items' common slope may be, with its prior: how sharply
// they tell strong candidates from weak ones. Discriminations of certification
// items lie from .5 to 2, mostly near 1.
var slopes = []struct{ slope, prior float64 }{{.7, .2}, {1, .4}, {1.4, .3}, {2, .1}}

// view is what there is to know under one slope, once the answers are weighed.
type view struct {
	weight  float64    // log of how well it goes with the answers
	general []float64  // posterior of the shared ability, adding up to 1
	score   []standing // in the exam, at each shared ability
	domains []domainView
}

// domainView is a domain's share right with its weights.
type domainView struct{ score, weight []float64 }

func (m *readyModel) view(slope float64) view {
	v := view{general: make([]float64, generalPoints), score: make([]standing, generalPoints), domains: make([]domainView, len(m.answers))}
	centre := m.priorCentre(slope)
	for i, p := range m.general {
		v.general[i] = math.Log(p)
	}
	grids := make([]abilityGrid, len(m.answers))
	given := make([][][]float64, len(m.answers)) // domain, shared ability, own ability
	for d, answers := range m.answers {
		grids[d] = newAbilityGrid(answers, slope, centre)
		given[d] = make([][]float64, generalPoints)
		one := &v.domains[d]
		one.score, one.weight = make([]float64, finePoints), make([]float64, finePoints)
		for j, x := range grids[d].at {
			one.score[j] = m.expected(slope, x+m.shift(d))
		}
		for i := range generalPoints {
			own, evidence := grids[d].given(centre + sharedSD*generalAt(i))
			given[d][i] = own
			v.general[i] += evidence
			v.score[i] = v.score[i].with(m.weights[d], moments(own, one.score))
		}
	}
	v.weight = exponentiate(v.general)
	for d := range v.domains {
		for i, w := range v.general {
			for j, own := range given[d][i] {
				v.domains[d].weight[j] += w * own
			}
		}
	}
	return v
}

// shift is by how much the domain's ability will differ on the exam day, as
// the memories of its questions will: the change in the log odds of recall.
func (m *readyModel) shift(d int) float64 {
	domain := m.in.Domains[d]
	if domain.Recall == 0 {
		return 0
	}
	logit := func(p float64) float64 {
		p = min(max(p, .01), .99)
		return math.Log(p / (1 - p))
	}
	return logit(domain.RecallThen) - logit(domain.Recall)
}

// result weighs the answers under every slope and reads the chance off.
func (m *readyModel) result() Readiness {
	r := Readiness{Pass: math.NaN(), Low: math.NaN(), High: math.NaN(), Cut: m.in.Cut, Answers: len(m.in.Answers)}
	views, weights := make([]view, len(slopes)), make([]float64, len(slopes))
	for i, s := range slopes {
		views[i] = m.view(s.slope)
		weights[i] = math.Log(s.prior) + views[i].weight
	}
	exponentiate(weights)
	var all mixture
	for i, v := range views {
		for k, w := range v.general {
			all = append(all, component{weights[i] * w, v.score[k]})
		}
	}
	r.Score = all.interval()
	pass, slope, luck := 0.0, 0.0, 0.0 // slope: of the chance, by a hundredth of the score
	for _, c := range all {
		pass += c.weight * m.pass(c.standing)
		up, down := c.standing, c.standing
		up.score.mean, down.score.mean = min(up.score.mean+.005, 1), max(down.score.mean-.005, 0)
		slope += c.weight * (m.pass(up) - m.pass(down))
		luck += c.weight * c.luck
	}
	for d := range m.answers {
		one := DomainReadiness{Score: rangeOf(views, weights, d), Evidence: m.answers[d].evidence(), PerPoint: slope * m.weights[d]}
		r.Evidence += one.Evidence
		r.Domains = append(r.Domains, one)
	}
	for _, a := range m.in.Answers {
		r.Domains[a.Domain].Answers++
	}
	if r.Enough() {
		r.Pass = pass
		luck /= r.Score.Mean * (1 - r.Score.Mean) // less than 1 where domains differ
		r.Low, r.High = all.chances(func(score float64) float64 {
			return m.pass(standing{spread{mean: score}, luck * score * (1 - score)})
		})
		r.Low, r.High = min(r.Low, pass), max(r.High, pass) // a long tail pulls the mean towards it
	}
	return r
}

// rangeOf is a domain's share right over all views.
func rangeOf(views []view, weights []float64, d int) Range {
	var all mixture
	for i, v := range views {
		one := v.domains[d]
		for j, w := range one.weight {
			// A point of the grid stands for all up to half-way to the next.
			before, after := one.score[max(j-1, 0)], one.score[min(j+1, len(one.score)-1)]
			width := (after - before) / 2
			all = append(all, component{weights[i] * w, standing{score: spread{one.score[j], width * width / 12}}})
		}
	}
	return all.interval()
}
