package quiz

import "math"

// Ability is what is believed of the learner in one domain, on the scale of
// difficulty: at equal ability and difficulty an open question is right half
// the time.
type Ability struct {
	Mean, SD float64 // logits
}

// StartAbility is the belief before any answer: most learners who practise get
// between a half and nine tenths of items right.
var StartAbility = Ability{Mean: .8, SD: 1}

// AdaptiveItem is a question that may come next.
type AdaptiveItem struct {
	Question   QuestionID
	Domain     string
	Difficulty float64 // logits
	Options    int     // that a guess chooses from; 0 = an open question
}

// LevelDifficulty is how hard an item of a level is taken to be, in logits,
// while no answers tell: items that ask for more than recall are harder, half a
// logit a step (our own assumption; answers correct it).
func LevelDifficulty(level string) float64 {
	return .5 * float64(levelOf(level)-1)
}

// chance is the probability of a right answer at an ability, and its slope.
func (i *AdaptiveItem) chance(ability float64) (p, slope float64) {
	guess := 0.0
	if i.Options > 1 {
		guess = 1 / float64(i.Options)
	}
	l := 1 / (1 + math.Exp(i.Difficulty-ability))
	return guess + (1-guess)*l, (1 - guess) * l * (1 - l)
}

// Information is how much an answer to the item tells of an ability: Fisher's,
// for a Rasch item with guessing (Lord 1980, Applications of Item Response
// Theory, section 5.4).
func (i *AdaptiveItem) Information(ability float64) float64 {
	p, slope := i.chance(ability)
	return slope * slope / (p * (1 - p))
}

// After is the belief after a marked answer, 0 to 1: a normal belief moved one
// step by the answer's surprise, as in a Kalman filter, its spread less by what
// the item tells (Bock and Mislevy 1982 do it on a grid; one step is within a
// tenth of a logit of that for one item).
func (a Ability) After(item AdaptiveItem, mark float64) Ability {
	p, slope := item.chance(a.Mean)
	variance := a.SD * a.SD
	variance = variance / (1 + variance*item.Information(a.Mean))
	a.Mean += variance * slope / (p * (1 - p)) * (mark - p)
	a.SD = math.Sqrt(variance)
	return a
}

// AbilityOf is the belief after so many answers to items of middling difficulty
// with four options, of which so many were right.
func AbilityOf(right, answers int) Ability {
	a := StartAbility
	for range answers {
		a = a.After(AdaptiveItem{Options: 4}, float64(right)/float64(answers))
	}
	return a
}

// NextAdaptive is the place of the item whose answer tells most of how the exam
// will go: by which the variance of the score, summed over the domains with
// their weights squared, is expected to fall most. A domain that is not in
// abilities is at StartAbility; weights nil = all domains count alike. -1 if
// there are no items; of equal ones the first.
func NextAdaptive(items []AdaptiveItem, abilities map[string]Ability, weights map[string]float64) int {
	best, most := -1, -1.0
	for i := range items {
		item := &items[i]
		a, known := abilities[item.Domain]
		if !known {
			a = StartAbility
		}
		weight := 1.0
		if weights != nil {
			weight = weights[item.Domain]
		}
		before := a.SD * a.SD
		after := before / (1 + before*item.Information(a.Mean))
		if fall := weight * weight * (before - after); fall > most {
			best, most = i, fall
		}
	}
	return best
}
