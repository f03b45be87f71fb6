package lint

import (
	"math"
	"strings"

	"chartroom/quiz"
)

// arithmeticRules ask that sums come out.
var arithmeticRules = []Rule{
	{
		Code: "L29", Name: "wrong-sum", Severity: Error, Rubric: 13,
		Says:   "Every sum that is written out comes out: products, percentages, means, as far as they are rounded.",
		Fix:    "Work it out again, and look at the options too.",
		Breaks: "What share is it?{#75####It is 300 / 400 \\= 76%.}",
		Keeps:  "What share is it?{#75####It is 300 / 400 \\= 75%.}",
		one:    wrongSum,
	},
	{
		Code: "L30", Name: "key-not-reached", Severity: Warning, Rubric: 13,
		Says:   "Where the explanation works a number out, it reaches the number that is marked right.",
		Fix:    "Make the explanation and the right answer agree.",
		Breaks: "What share is it?{#76####It is 300 / 400 \\= 75%.}",
		Keeps:  "What share is it?{#75####It is 300 / 400 \\= 75%.}",
		one:    keyNotReached,
	},
	{
		Code: "L31", Name: "rounding-not-said", Severity: Advice, Rubric: 13,
		Says:   "Where a typed number has decimals, the stem says how to round, or a tolerance is given.",
		Fix:    "Write how to round, as in: rounded to one decimal.",
		Breaks: "What is the average stay in days?{#4.75}",
		Keeps:  "What is the average stay in days, rounded to two decimals?{#4.75}",
		one:    roundingNotSaid,
	},
}

// explanations calls each text that may work something out.
func (i *item) explanations(each func(s string)) {
	each(visible(i.q.Rationale, i.q.Markup))
	if i.q.Example != "" {
		each(visible(i.q.Example, i.q.Markup))
	}
	for _, g := range i.groups {
		for n, o := range g.options {
			if i.q.Kind == quiz.Flip {
				each(g.texts[n].plain)
			}
			if o.Feedback != "" {
				each(visible(o.Feedback, i.q.Markup))
			}
		}
	}
}

func wrongSum(i *item) {
	i.explanations(func(s string) {
		for _, sum := range sums(s) {
			switch {
			case sum.right:
			case sum.hundredfold:
				i.say("%s does not come out: it is %s, for “x 100” or a percent sign is missing.", quoted(sum.text), plainNumber(sum.value))
			default:
				i.say("%s does not come out: it is %s.", quoted(sum.text), plainNumber(sum.value))
			}
		}
	})
}

// plainNumber writes a result with at most four decimals.
func plainNumber(v float64) string {
	s := quiz.Thousands(int(math.Trunc(v)))
	if rest := math.Abs(v - math.Trunc(v)); math.Abs(v) < 1e9 && rest > 5e-5 {
		s = trimZeros(v)
	}
	return s
}

func keyNotReached(i *item) {
	if len(i.q.Options) == 0 || i.groups[0].key < 0 {
		return
	}
	g := &i.groups[0]
	key := g.options[g.key]
	value, slack := key.Value, key.Tolerance
	switch i.q.Kind {
	case quiz.Number:
		if key.Any {
			return
		}
	case quiz.Choice:
		n, _, ok := number(strings.TrimSpace(g.texts[g.key].plain))
		if f, _ := formOf(&g.texts[g.key]); f != figure || !ok {
			return
		}
		value = n
	default:
		return
	}
	s := visible(key.Feedback, i.q.Markup) + "\n" + visible(i.q.Rationale, i.q.Markup)
	if len(sums(s)) == 0 {
		return
	}
	_, decimals, _ := strings.Cut(trimZeros(value), ".")
	for _, t := range tokens(s) {
		if t.kind != tokenNumber {
			continue
		}
		// Shares may stand as 0.275 where the answer is 27.5 %, or the
		// other way round.
		if math.Abs(t.value-value) <= slack+half(len(decimals)) ||
			math.Abs(100*t.value-value) <= slack+100*half(t.decimals) && t.decimals > 0 || math.Abs(t.value/100-value) <= slack+half(t.decimals)/100 {
			return
		}
	}
	i.say("The explanation works out a number, but never reaches %s.", quoted(g.texts[g.key].plain))
}

func roundingNotSaid(i *item) {
	if i.q.Kind != quiz.Number {
		return
	}
	low := strings.ToLower(i.stem.plain)
	for _, said := range []string{"round", "decimal", "nearest", "whole", "exact", "cent"} {
		if strings.Contains(low, said) {
			return
		}
	}
	for _, o := range i.q.Options {
		if o.Fraction > 0 && !o.Any && o.Tolerance == 0 && o.Value != math.Trunc(o.Value) {
			i.say("%s has decimals, and the stem does not say how to round.", quoted(trimZeros(o.Value)))
			return
		}
	}
}
