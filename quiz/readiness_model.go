package quiz

import (
	"cmp"
	"math"
	"slices"
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
	generalPoints = 65
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

// flattened is the slope of a logistic curve whose place is unsure by sd:
// the mean of logistic(x + sd z) over a standard normal z is close to
// logistic(flattened(sd) x) (MacKay 1992, Neural Computation 4, 720-736).
func flattened(sd float64) float64 { return 1 / math.Sqrt(1+math.Pi/8*sd*sd) }

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// sharedSD and ownSD split the spread of an ability into what all domains
// share and what is the domain's own.
var (
	sharedSD = abilitySD * math.Sqrt(domainsAlike)
	ownSD    = abilitySD * math.Sqrt(1-domainsAlike)
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

// rampNormal is the integral of the normal distribution up to z.
func rampNormal(z float64) float64 {
	return z*normalCDF(z) + math.Exp(-z*z/2)/math.Sqrt(2*math.Pi)
}

func normalCDF(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }

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

// gauss7x and gauss7w integrate over a standard normal (Gauss-Hermite, seven
// points; Abramowitz and Stegun, table 25.10).
var (
	gauss7x = [7]float64{-3.750439717725742, -2.366759410734541, -1.154405394739968, 0, 1.154405394739968, 2.366759410734541, 3.750439717725742}
	gauss7w = [7]float64{.000548268855972, .030757123967586, .240123178605013, .457142857142857, .240123178605013, .030757123967586, .000548268855972}
)

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
	for range 24 {
		if mid := (low + high) / 2; f(mid) < y {
			low = mid
		} else {
			high = mid
		}
	}
	return (low + high) / 2
}

// answerGroups are a domain's answers, those together that look alike, in the
// order in which they first came.
type answerGroups []answerGroup

type answerGroup struct {
	answerKind
	right, wrong float64 // how much of each there was
}

// answerKind is what decides how an answer is weighed: steps of difficulty and
// of its unsureness, and the options.
type answerKind struct{ difficulty, sd, options int }

// Difficulties count in steps of a twentieth of a logit, a fortieth off at
// most: far less than any difficulty is known. Their unsureness, which hardly
// changes a slope, counts in steps of a tenth.
const (
	difficultySteps = 20
	unsureSteps     = 10
)

func groupAnswers(in *ReadinessInput) []answerGroups {
	type place struct {
		domain int
		answerKind
	}
	all, places := make([]answerGroups, len(in.Domains)), map[place]int{}
	for _, a := range in.Answers {
		kind := answerKind{int(math.Round(a.Difficulty * difficultySteps)), int(math.Round(a.DifficultySD * unsureSteps)), a.Options}
		i, known := places[place{a.Domain, kind}]
		if !known {
			i = len(all[a.Domain])
			places[place{a.Domain, kind}] = i
			all[a.Domain] = append(all[a.Domain], answerGroup{answerKind: kind})
		}
		weight := weightOf(a.DaysAgo + in.DaysLeft)
		all[a.Domain][i].right += weight * a.Mark
		all[a.Domain][i].wrong += weight * (1 - a.Mark)
	}
	return all
}

func (g answerGroups) evidence() float64 {
	sum := 0.0
	for _, w := range g {
		sum += w.right + w.wrong
	}
	return sum
}

// abilityGrid is what the answers in one domain say of the ability in it.
type abilityGrid struct {
	at   []float64 // abilities, evenly spaced
	says []float64 // log likelihood there
}

// Abilities are looked at from centre - abilityReach to centre + abilityReach:
// first at coarsePoints, then at finePoints where something is left.
const (
	abilityReach = 6.
	coarsePoints = 21
	finePoints   = 33
)

func newAbilityGrid(answers answerGroups, slope, centre float64) abilityGrid {
	g := gridOf(answers, slope, centre-abilityReach, centre+abilityReach, coarsePoints)
	const gone = -20 // of the log posterior, under its top
	weigh := make([]float64, coarsePoints)
	for j, x := range g.at {
		z := (x - centre) / abilitySD
		weigh[j] = g.says[j] - z*z/2
	}
	top := slices.Max(weigh)
	first, last := coarsePoints-1, 0
	for j, w := range weigh {
		if w > top+gone {
			first, last = min(first, j), max(last, j)
		}
	}
	return gridOf(answers, slope, g.at[max(first-1, 0)], g.at[min(last+1, coarsePoints-1)], finePoints)
}

func gridOf(answers answerGroups, slope, low, high float64, points int) abilityGrid {
	g := abilityGrid{at: make([]float64, points), says: make([]float64, points)}
	for j := range g.at {
		g.at[j] = low + (high-low)*float64(j)/float64(points-1)
	}
	odds := map[int][]float64{} // exp(slope x ability), by the unsureness of difficulty
	for _, group := range answers {
		g.add(group, slope, odds)
	}
	return g
}

// add weighs answers that look alike.
func (g *abilityGrid) add(group answerGroup, slope float64, odds map[int][]float64) {
	slope *= flattened(slope * float64(group.sd) / unsureSteps)
	at := odds[group.sd]
	if at == nil {
		at = make([]float64, len(g.at))
		for j, x := range g.at {
			at[j] = math.Exp(slope * x)
		}
		odds[group.sd] = at
	}
	guess := 0.0
	if group.options > 0 {
		guess = 1 / float64(group.options)
	}
	against := math.Exp(slope * float64(group.difficulty) / difficultySteps)
	for j, o := range at {
		miss := (1 - guess) * against / (o + against)
		if group.right > 0 {
			g.says[j] += group.right * math.Log(1-miss)
		}
		if group.wrong > 0 {
			g.says[j] += group.wrong * math.Log(miss)
		}
	}
}

// given is the domain's ability where the shared one is known, and the log of
// how well the answers go with that.
func (g *abilityGrid) given(shared float64) (ability []float64, evidence float64) {
	ability = make([]float64, len(g.at))
	top := slices.Max(g.says)
	sum, step := 0.0, g.at[1]-g.at[0]
	for j, x := range g.at {
		z := (x - shared) / ownSD
		ability[j] = math.Exp(g.says[j] - top - z*z/2)
		sum += ability[j]
	}
	if sum == 0 { // far from all that the answers allow
		ability[nearest(g.at, shared)] = 1
		return ability, top - 1e6
	}
	for j := range ability {
		ability[j] /= sum
	}
	return ability, top + math.Log(sum*step)
}

func nearest(at []float64, x float64) int {
	i, _ := slices.BinarySearchFunc(at, x, func(a, b float64) int { return cmp.Compare(a, b) })
	return min(i, len(at)-1)
}

// keptDays and keptDecay are the forgetting of what was learnt for an
// examination and not looked at again: FSRS-6's curve with its published
// decay, through 70 % after a year (Custers 2010, Adv. Health Sci. Educ. 15,
// 109-128: two thirds to three quarters of basic science).
const (
	keptDays  = 39.   // stability
	keptDecay = .1542 // srs.Default[20]
)

// weightOf is how much an answer still counts after so many days, 0 to 1: by
// the share of knowledge that lasts so long. What was forgotten since and what
// was learnt since pull opposite ways, so that an old answer is no worse, but
// says less.
func weightOf(days float64) float64 {
	factor := math.Pow(.9, -1/keptDecay) - 1
	return math.Pow(1+factor*days/keptDays, -keptDecay)
}
