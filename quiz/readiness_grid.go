package quiz

import (
	"cmp"
	"math"
	"slices"
)

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

// logitSteps is how finely difficulties and their unsureness are told apart,
// steps a logit: they are off by a twentieth at most, far less than any
// difficulty is known.
const logitSteps = 10

func groupAnswers(in *ReadinessInput) []answerGroups {
	type place struct {
		domain int
		answerKind
	}
	all, places := make([]answerGroups, len(in.Domains)), map[place]int{}
	for _, a := range in.Answers {
		kind := answerKind{int(math.Round(a.Difficulty * logitSteps)), int(math.Round(a.DifficultySD * logitSteps)), a.Options}
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
	slope *= flattened(slope * float64(group.sd) / logitSteps)
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
	against := math.Exp(slope * float64(group.difficulty) / logitSteps)
	for j, o := range at {
		if group.right > 0 {
			g.says[j] += group.right * math.Log((o+guess*against)/(o+against))
		}
		if group.wrong > 0 {
			g.says[j] += group.wrong * math.Log((1-guess)*against/(o+against))
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
