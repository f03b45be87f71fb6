package quiz_test

import (
	"math"
	"strings"
	"testing"

	"chartroom/quiz"
)

// clozeQuestion has a text gap of weight 1, a number gap of weight 2 and a
// list gap of weight 1.
func clozeQuestion() quiz.Question {
	return quiz.Question{Kind: quiz.Cloze, Stem: "{{1}} {{2}} {{3}}", Gaps: []quiz.Gap{
		{Kind: quiz.Text, Weight: 1, CaseSensitive: true, Options: []quiz.Option{{Text: "HIM", Fraction: 1}, {Text: "HIT", Fraction: .5}}},
		{Kind: quiz.Number, Weight: 2, Options: []quiz.Option{{Text: "30", Value: 30, Tolerance: 1, Fraction: 1}}},
		{Kind: quiz.Choice, Weight: 1, Options: []quiz.Option{{Text: "days", Fraction: 1}, {Text: "weeks", Fraction: -1, Feedback: "too long"}}},
	}}
}

func TestClozeIsTheMeanOfItsGapsByWeight(t *testing.T) {
	for _, c := range []struct {
		name  string
		given []string
		mark  float64
		gaps  [3]float64
	}{
		{"all right", []string{"HIM", "30", "days"}, 1, [3]float64{1, 1, 1}},
		{"within tolerance", []string{" HIM ", "31", "days"}, 1, [3]float64{1, 1, 1}},
		{"only the heavy gap", []string{"", "30", ""}, .5, [3]float64{0, 1, 0}},
		{"only a light gap", []string{"HIM", "", ""}, .25, [3]float64{1, 0, 0}},
		{"half a gap", []string{"HIT", "30", "days"}, .875, [3]float64{.5, 1, 1}},
		{"case counts in the gap", []string{"him", "30", "days"}, .75, [3]float64{0, 1, 1}},
		{"a negative choice is nothing", []string{"HIM", "30", "weeks"}, .75, [3]float64{1, 1, 0}},
		{"no such choice", []string{"HIM", "30", "years"}, .75, [3]float64{1, 1, 0}},
		{"too few gaps", []string{"HIM"}, .25, [3]float64{1, 0, 0}},
		{"too many gaps", []string{"HIM", "30", "days", "more"}, 1, [3]float64{1, 1, 1}},
		{"all wrong", []string{"x", "y", "weeks"}, 0, [3]float64{}},
		{"nothing", nil, 0, [3]float64{}},
		{"blanks", []string{" ", "", ""}, 0, [3]float64{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := clozeQuestion()
			r := quiz.Mark(&q, quiz.Response{Gaps: c.given})
			isMark(t, r, c.mark)
			if len(r.Gaps) != 3 || r.Expected != "HIM · 30 · days" {
				t.Fatalf("%d gaps, expected %q", len(r.Gaps), r.Expected)
			}
			for i, want := range c.gaps {
				isMark(t, r.Gaps[i], want)
			}
			if answered := strings.TrimSpace(strings.Join(c.given, "")) != ""; answered == (r.Reason == "Not answered.") {
				t.Errorf("%q gives the reason %q", c.given, r.Reason)
			}
		})
	}
	q := clozeQuestion()
	if r := quiz.Mark(&q, quiz.Response{Gaps: []string{"", "", "weeks"}}); r.Gaps[2].Feedback != "too long" {
		t.Errorf("feedback of the wrong choice: %q", r.Gaps[2].Feedback)
	}
	empty := quiz.Question{Kind: quiz.Cloze}
	isMark(t, quiz.Mark(&empty, quiz.Response{Gaps: []string{"x"}}), 0)
}

// Whatever the key and the response, a mark lies between 0 and 1, comes with a
// sentence, and is the same twice.
func FuzzMark(f *testing.F) {
	f.Add("edema", "1,250", 1.0, 1250.0, 3, 0)
	f.Add(`\**`, "*", -1.0, -5.0, -1, 9)
	f.Add("a*b", "axb", .3333333, math.Inf(1), 0, 0)
	f.Add("", "", 1e300, math.NaN(), 1, 1)
	f.Fuzz(func(t *testing.T, key, typed string, fraction, value float64, first, second int) {
		if math.IsNaN(fraction) {
			fraction = 0 // no parser makes one
		}
		options := []quiz.Option{
			{Text: key, Fraction: fraction, Value: value, Tolerance: math.Abs(fraction)},
			{Text: typed, Fraction: 1 - fraction, Value: -value},
			{Text: "*", Any: true, Fraction: -fraction},
		}
		gaps := []quiz.Gap{{Kind: quiz.Text, Weight: 1, Options: options}, {Kind: quiz.Number, Weight: 3, Options: options},
			{Kind: quiz.Choice, Weight: .5, Options: options}}
		given := quiz.Response{Chosen: []int{first, second}, Text: typed, Gaps: []string{typed, typed, key, typed}}
		for _, kind := range quiz.Kinds {
			for _, multiple := range []bool{false, true} {
				q := quiz.Question{Kind: kind, Options: options, Gaps: gaps, Multiple: multiple, CaseSensitive: multiple}
				for _, response := range []quiz.Response{given, {}, {Chosen: []int{first}}} {
					r, again := quiz.Mark(&q, response), quiz.Mark(&q, response)
					if !(r.Mark >= 0 && r.Mark <= 1) || r.Reason == "" && kind != quiz.Flip {
						t.Errorf("%s: %+v", kind, r)
					}
					if r.Mark != again.Mark || r.Reason != again.Reason {
						t.Errorf("%s: %+v, then %+v", kind, r, again)
					}
					if response.IsZero() && r.Mark != 0 {
						t.Errorf("%s: no answer earns %g", kind, r.Mark)
					}
				}
			}
		}
	})
}
