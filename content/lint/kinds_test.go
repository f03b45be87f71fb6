package lint_test

import (
	"slices"
	"testing"

	"chartroom/content/lint"
	"chartroom/quiz"
)

// The kinds that only the app has are looked at as closely as others.
func TestKindsOfTheAppAreLookedAt(t *testing.T) {
	for name, c := range map[string]struct {
		q    quiz.Question
		rule string
	}{
		"a drill of an unknown value": {quiz.Question{Kind: quiz.Drill, Stem: "{beds}?", Drill: &quiz.DrillRule{Formula: "bed"}}, "no-right-answer"},
		"a hotspot without a place":   {quiz.Question{Kind: quiz.Hotspot, Stem: "Where is it?", Picture: &quiz.Picture{}}, "no-right-answer"},
		"a code without a key":        {quiz.Question{Kind: quiz.Code, Stem: "Which code?", Options: []quiz.Option{{Text: "E11.9"}}}, "no-right-answer"},
		"a table without a key": {quiz.Question{Kind: quiz.Table, Stem: "<table><tr><td>{{1}}</td></tr></table>",
			Gaps: []quiz.Gap{{Kind: quiz.Text, Weight: 1, Options: []quiz.Option{{Text: "x"}}}}}, "no-right-answer"},
		"a match without a reason": {quiz.Question{Kind: quiz.Match, Stem: "What belongs together?",
			Options: []quiz.Option{{Text: "a", Partner: "b"}, {Text: "c", Partner: "d"}}}, "no-rationale"},
	} {
		c.q.Key = "id:x"
		var found []string
		for _, f := range lint.Question(&c.q, lint.Options{}) {
			found = append(found, f.Rule.Name)
		}
		if !slices.Contains(found, c.rule) {
			t.Errorf("%s: found %q; want %s", name, found, c.rule)
		}
	}
}

// A value that a drill reckons is no mark that was left over; a mark is.
func TestReckonedValuesAreNoMarks(t *testing.T) {
	for stem, want := range map[string]bool{"{=30-n} of 30 days?": false, "{n} of {~30} days?": true, "{=30-n} of <b>30 days?": true} {
		q := quiz.Question{Kind: quiz.Drill, Stem: stem, Drill: &quiz.DrillRule{Formula: "n", Vars: []quiz.DrillVar{{Name: "n", Min: 1, Max: 9}}}}
		found := slices.ContainsFunc(lint.Question(&q, lint.Options{}), func(f lint.Finding) bool { return f.Rule.Name == "left-over-marks" })
		if found != want {
			t.Errorf("%s: marks are found: %t", stem, found)
		}
	}
}
