package quiz_test

import (
	"testing"
	"time"

	"chartroom/quiz"
)

func TestLookUpsAreSaidInASentence(t *testing.T) {
	code := quiz.LookUp{Set: "icd10cm", Code: "E119", Part: quiz.BookTabular}
	many := func(n int, l quiz.LookUp, took time.Duration) []quiz.LookUp {
		l.Took = took
		all := make([]quiz.LookUp, n)
		for i := range all {
			all[i] = l
		}
		return all
	}
	line := quiz.LookUp{Set: "icd10cm", Code: "Diabetes", Part: quiz.BookIndex}
	for want, all := range map[string][]quiz.LookUp{
		"": nil,
		"You looked up 14 codes, 3:20 min each; never opened the Index.":                                                   many(14, code, 200*time.Second),
		"You looked up 1 code, for 59 s; never opened the Index.":                                                          many(1, code, 59*time.Second),
		"You looked up 1 code; never opened the Index.":                                                                    many(1, code, 0),
		"You looked up 2 codes and opened the Index once, 20 s each.":                                                      append(many(2, code, 10*time.Second), many(1, line, 40*time.Second)...),
		"You opened the Index 2 times, 1:05 min each; never opened a code, so that none was verified in the Tabular List.": many(2, line, 65*time.Second),
	} {
		var l quiz.LookUps
		l.Add(all...)
		if got := l.String(); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

// A look-up is said anew by its number; one that leaves a gap is skipped.
func TestLookUpsComeInOrder(t *testing.T) {
	var g quiz.Given
	first := quiz.LookUp{Code: "A000"}
	g.TakeLookUp(1, first)
	g.TakeLookUp(0, first)
	before := g
	first.Took = time.Second
	g.TakeLookUp(0, first)
	g.TakeLookUp(1, quiz.LookUp{Code: "A009"})
	g.TakeLookUp(-1, first)
	if len(g.LookUps) != 2 || g.LookUps[0].Took != time.Second || g.LookUps[1].Code != "A009" {
		t.Errorf("%+v", g.LookUps)
	}
	if len(before.LookUps) != 1 || before.LookUps[0].Took != 0 {
		t.Errorf("an earlier copy changed: %+v", before.LookUps)
	}
}
