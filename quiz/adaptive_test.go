package quiz_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"chartroom/quiz"
)

// Asking what is least certain comes nearer to the truth than asking at random.
func TestAdaptiveAsksWhatTellsMost(t *testing.T) {
	var adaptive, random float64
	for seed := range uint64(200) {
		draw := rand.New(rand.NewPCG(seed, 3))
		truth := map[string]float64{"a": draw.NormFloat64(), "b": draw.NormFloat64() + 1, "c": draw.NormFloat64()}
		weights := map[string]float64{"a": .5, "b": .3, "c": .2}
		run := func(next func([]quiz.AdaptiveItem, map[string]quiz.Ability) int) (missed float64) {
			var items []quiz.AdaptiveItem
			for range 90 {
				items = append(items, quiz.AdaptiveItem{Domain: []string{"a", "b", "c"}[draw.IntN(3)], Difficulty: 1.5 * draw.NormFloat64(), Options: 4})
			}
			abilities := map[string]quiz.Ability{"a": quiz.StartAbility, "b": quiz.StartAbility, "c": quiz.StartAbility}
			for range 30 {
				at := next(items, abilities)
				item := items[at]
				items = append(items[:at], items[at+1:]...)
				mark := 0.0
				if draw.Float64() < .25+.75/(1+math.Exp(item.Difficulty-truth[item.Domain])) {
					mark = 1
				}
				before := abilities[item.Domain]
				after := before.After(item, mark)
				if after.SD >= before.SD || mark == 1 && after.Mean <= before.Mean || mark == 0 && after.Mean >= before.Mean {
					t.Fatalf("%+v after %v is %+v", before, mark, after)
				}
				abilities[item.Domain] = after
			}
			for d, w := range weights {
				missed += w * w * math.Pow(abilities[d].Mean-truth[d], 2)
			}
			return missed
		}
		adaptive += run(func(items []quiz.AdaptiveItem, a map[string]quiz.Ability) int {
			return quiz.NextAdaptive(items, a, weights)
		})
		random += run(func(items []quiz.AdaptiveItem, _ map[string]quiz.Ability) int { return draw.IntN(len(items)) })
	}
	if adaptive >= .9*random {
		t.Errorf("the error is %.3f, and %.3f at random", adaptive, random)
	}
}

func TestAdaptiveOfNothing(t *testing.T) {
	if at := quiz.NextAdaptive(nil, nil, nil); at != -1 {
		t.Errorf("place %d", at)
	}
	alike := make([]quiz.AdaptiveItem, 3)
	if at := quiz.NextAdaptive(alike, nil, nil); at != 0 {
		t.Errorf("of equal ones place %d", at)
	}
}

// A belief from a share right finds the ability that has this chance.
func TestAbilityOfAShare(t *testing.T) {
	last := quiz.StartAbility.SD
	for _, n := range []int{1, 10, 100, 1000} {
		a := quiz.AbilityOf(n*7/10, n)
		if a.SD >= last {
			t.Errorf("after %d answers the belief is no surer: %+v", n, a)
		}
		last = a.SD
		if n < 100 {
			continue
		}
		if p := .25 + .75/(1+math.Exp(-a.Mean)); math.Abs(p-.7) > .01 {
			t.Errorf("%d answers, 70 %% right: %+v gives %.3f", n, a, p)
		}
	}
	if quiz.AbilityOf(0, 0) != quiz.StartAbility {
		t.Error("no answers move the belief")
	}
}
