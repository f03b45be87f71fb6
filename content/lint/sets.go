package lint

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"chartroom/quiz"
)

// setRules look at all questions of a bank together.
var setRules = []Rule{
	{
		Code: "L43", Name: "near-duplicate", Severity: Warning, Rubric: 12,
		Says:   "No question is asked twice in almost the same words.",
		Fix:    "Take one of them out, or ask for something else.",
		Breaks: "Within how many days does the rule ask for an answer to a request for access?{#30}\n\nWithin how many days does this rule ask for an answer to a request for access?{#30}",
		Keeps:  "Within how many days does the rule ask for an answer to a request for access?{#30}\n\nHow long are the documents of a privacy policy kept?{#6}",
		set:    nearDuplicates,
	},
	{
		Code: "L44", Name: "key-places", Severity: Warning, Rubric: 11, Checklist: 12,
		Says:   "Over the set, the right option is as often in each place as chance would have it (chi-square, p > 0.01).",
		Fix:    "Move the right options, so that each place is as frequent.",
		Breaks: strings.Repeat("Which?{=a ~b ~c ~d}\n\n", 24),
		Keeps:  strings.Repeat("Which?{=a ~b ~c ~d}\n\nWhich?{~a ~b =c ~d}\n\nWhich?{~a =b ~c ~d}\n\nWhich?{~a ~b ~c =d}\n\n", 6),
		set:    keyPlaces,
	},
	{
		Code: "L45", Name: "key-pattern", Severity: Advice, Rubric: 11, Checklist: 12,
		Says:   "The places of the right options follow no pattern, and none comes many times in a row.",
		Fix:    "Mix the questions, or move the right options.",
		Breaks: strings.Repeat("Which?{=a ~b ~c ~d}\n\nWhich?{~a =b ~c ~d}\n\nWhich?{~a ~b =c ~d}\n\nWhich?{~a ~b ~c =d}\n\n", 6),
		Keeps:  strings.Repeat("Which?{=a ~b ~c ~d}\n\n", 2) + "Which?{~a =b ~c ~d}\n\nWhich?{~a ~b ~c =d}\n\nWhich?{~a =b ~c ~d}",
		set:    keyPattern,
	},
	{
		Code: "L46", Name: "many-negatives", Severity: Advice, Rubric: 9, Checklist: 4,
		Says:   "At most 5 % of the stems of a set ask for what is NOT so.",
		Fix:    "Ask for what is right.",
		Breaks: strings.Repeat("Which is NOT a record?{=a ~b ~c}\n\n", 3) + strings.Repeat("Which is a record?{=a ~b ~c}\n\n", 20),
		Keeps:  "Which is NOT a record?{=a ~b ~c}\n\n" + strings.Repeat("Which is a record?{=a ~b ~c}\n\n", 22),
		set:    manyNegatives,
	},
	{
		Code: "L47", Name: "keys-longest", Severity: Warning, Rubric: 11, Checklist: 7,
		Says:   "The right option is the longest in at most 35 % of a set.",
		Fix:    "Shorten right options, or lengthen wrong ones.",
		Breaks: strings.Repeat("Which?{=a long one ~b ~c ~d}\n\n", 20),
		Keeps:  strings.Repeat("Which?{=a ~b as long ~c ~d}\n\n", 15) + strings.Repeat("Which?{=a long one ~b ~c ~d}\n\n", 5),
		set:    keysLongest,
	},
}

// set is the questions of a bank, looked at together.
type set struct {
	questions []quiz.Question
	rule      *Rule
	found     []Finding
	keys      []keyAt
}

// keyAt is where the only right option of a choice stands.
type keyAt struct {
	place, of int
	longest   bool
}

func newSet(questions []quiz.Question) *set {
	s := &set{questions: questions}
	for n := range questions {
		q := &questions[n]
		if q.Kind != quiz.Choice || q.Multiple || len(q.Options) < 3 || q.RightCount() != 1 {
			continue
		}
		place := slices.IndexFunc(q.Options, func(o quiz.Option) bool { return o.Fraction > 0 })
		longest := true
		for m, o := range q.Options {
			if m != place && len(o.Text) >= len(q.Options[place].Text) {
				longest = false
			}
		}
		s.keys = append(s.keys, keyAt{place, len(q.Options), longest})
	}
	return s
}

// say notes a finding on a question.
func (s *set) say(q *quiz.Question, format string, args ...any) {
	s.found = append(s.found, finding(s.rule, q, format, args...))
}

// sayOfAll notes a finding on the set. It is accepted on the set's first
// question.
func (s *set) sayOfAll(format string, args ...any) {
	f := Finding{Rule: s.rule, Severity: s.rule.Severity, Message: fmt.Sprintf(format, args...), Fix: s.rule.Fix}
	if len(s.questions) > 0 {
		f.Reason, f.Accepted = accepted(&s.questions[0], s.rule.Code)
	}
	s.found = append(s.found, f)
}

// chiSquare1 are the values that chi-square exceeds once in a hundred times,
// for 1 to 7 degrees of freedom. (NIST/SEMATECH e-Handbook, 1.3.6.7.4.)
var chiSquare1 = [...]float64{6.635, 9.210, 11.345, 13.277, 15.086, 16.812, 18.475}

// leastPerPlace is how many right options a place must be able to expect.
const leastPerPlace = 5

func keyPlaces(_ context.Context, s *set) {
	for of := 3; of <= len(chiSquare1)+1; of++ {
		counts, all := make([]int, of), 0
		for _, k := range s.keys {
			if k.of == of {
				counts[k.place]++
				all++
			}
		}
		if all < leastPerPlace*of {
			continue
		}
		expected, chi := float64(all)/float64(of), 0.0
		for _, n := range counts {
			chi += (float64(n) - expected) * (float64(n) - expected) / expected
		}
		if chi > chiSquare1[of-2] {
			s.sayOfAll("Of %d questions with %d options, the right one is %s.", all, of, placed(counts))
		}
	}
}

// placed says how often each place was: "12 times first, 3 times second".
func placed(counts []int) string {
	names := []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"}
	var parts []string
	for n, c := range counts {
		parts = append(parts, quiz.Count(c, "time")+" "+names[n])
	}
	return strings.Join(parts, ", ")
}

// longestPeriod is the longest pattern that is looked for, in questions.
const longestPeriod = 8

// keyPattern looks for a stretch in which each place is that of a fixed number
// of questions before. In n places of k options by chance, a stretch of m
// comes about n/k^m times for each of the periods.
func keyPattern(_ context.Context, s *set) {
	if len(s.keys) < 2 {
		return
	}
	options := 0.0
	for _, k := range s.keys {
		options += float64(k.of)
	}
	options /= float64(len(s.keys))
	least := int(math.Ceil(math.Log(float64(len(s.keys))*longestPeriod/0.01) / math.Log(options)))
	for period := 1; period <= longestPeriod; period++ {
		run := 0
		for n := period; n < len(s.keys); n++ {
			if s.keys[n].place != s.keys[n-period].place {
				run = 0
				continue
			}
			if run++; run < least {
				continue
			}
			if period == 1 {
				s.sayOfAll("The right option is in the same place more than %d times in a row.", run)
			} else {
				s.sayOfAll("The places of the right options repeat every %d questions.", period)
			}
			return
		}
	}
}

// The fewest questions for a share to mean something.
const leastForShare = 20

func manyNegatives(ctx context.Context, s *set) {
	asked, turned := 0, 0
	for n := range s.questions {
		if ctx.Err() != nil {
			return
		}
		q := &s.questions[n]
		if q.Kind != quiz.Choice {
			continue
		}
		asked++
		t := newText(leadIn(visible(q.Stem, q.Markup)), quiz.Plain)
		if _, ok := negative(&t); ok {
			turned++
		}
	}
	if asked >= leastForShare && turned > 1 && turned*100 > 5*asked {
		s.sayOfAll("%d of %d stems ask for what is not so.", turned, asked)
	}
}

func keysLongest(_ context.Context, s *set) {
	longest, chance := 0, 0.0
	for _, k := range s.keys {
		chance += 1 / float64(k.of)
		if k.longest {
			longest++
		}
	}
	all := float64(len(s.keys))
	if len(s.keys) < leastForShare || float64(longest) <= 0.35*all {
		return
	}
	// More than chance has in 99 of 100 sets: 2.33 standard deviations.
	p := chance / all
	if float64(longest) > chance+2.33*math.Sqrt(all*p*(1-p)) {
		s.sayOfAll("In %d of %d questions the right option is the longest.", longest, len(s.keys))
	}
}

// median is the middle of numbers, or the mean of the two in the middle.
func median(numbers []float64) float64 {
	list := slices.Sorted(slices.Values(numbers))
	return (list[(len(list)-1)/2] + list[len(list)/2]) / 2
}
