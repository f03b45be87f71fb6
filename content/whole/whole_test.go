package whole

import (
	"math"
	"slices"
	"strings"
	"testing"

	"chartroom/quiz"
)

func TestWhatAKindNeedsIsAskedFor(t *testing.T) {
	ref := "media:" + strings.Repeat("0a", 32) + ".png"
	two := []quiz.Option{{Text: "a", Fraction: 1}, {Text: "b"}}
	place := []quiz.Region{{Label: "x", W: .5, H: .5}}
	gap := []quiz.Gap{{Kind: quiz.Text, Weight: 1, Options: two}}
	for name, c := range map[string]struct {
		q  quiz.Question
		ok bool
	}{
		"a choice":               {quiz.Question{Kind: quiz.Choice, Options: two}, true},
		"a choice of one":        {quiz.Question{Kind: quiz.Choice, Options: two[:1]}, false},
		"an unknown kind":        {quiz.Question{Kind: "song", Options: two}, false},
		"a card with two backs":  {quiz.Question{Kind: quiz.Flip, Options: two}, false},
		"a cloze":                {quiz.Question{Kind: quiz.Cloze, Stem: "{{1}}", Gaps: gap}, true},
		"a cloze without gaps":   {quiz.Question{Kind: quiz.Cloze}, false},
		"a table without gaps":   {quiz.Question{Kind: quiz.Table}, false},
		"a gap without a place":  {quiz.Question{Kind: quiz.Cloze, Stem: "{{2}}", Gaps: gap}, false},
		"a term without pieces":  {quiz.Question{Kind: quiz.Build}, false},
		"a hotspot":              {quiz.Question{Kind: quiz.Hotspot, Picture: &quiz.Picture{Media: ref, Regions: place}}, true},
		"no picture to point at": {quiz.Question{Kind: quiz.Hotspot}, false},
		"no place asked for":     {quiz.Question{Kind: quiz.Hotspot, Picture: &quiz.Picture{Media: ref, Regions: place, Asked: 1}}, false},
		"a place outside":        {quiz.Question{Kind: quiz.Hotspot, Picture: &quiz.Picture{Media: ref, Regions: []quiz.Region{{W: 2}}}}, false},
		"no picture's name":      {quiz.Question{Kind: quiz.Hotspot, Picture: &quiz.Picture{Media: "x.png", Regions: place}}, false},
		"a drill without a rule": {quiz.Question{Kind: quiz.Drill}, false},
		"a weight of two":        {quiz.Question{Kind: quiz.Text, Options: []quiz.Option{{Fraction: 2}}}, false},
		"a value that is none":   {quiz.Question{Kind: quiz.Number, Options: []quiz.Option{{Value: math.NaN(), Fraction: 1}}}, false},
		"a code without one":     {quiz.Question{Kind: quiz.Code}, false},
	} {
		if err := Check(&c.q); (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEveryPlaceIsSearchedForPictures(t *testing.T) {
	ref := func(n string) string { return "media:" + strings.Repeat(n, 64) + ".png" }
	q := quiz.Question{Stem: `<img src="` + ref("1") + `">`, Rationale: ref("2"), Example: ref("3"), Picture: &quiz.Picture{Media: ref("4")},
		Options: []quiz.Option{{Text: ref("5"), Feedback: "![x](" + ref("6") + ")", Partner: ref("7")}}, Gaps: []quiz.Gap{{Options: []quiz.Option{{Text: ref("8")}}}}, Drill: &quiz.DrillRule{Solution: ref("9")}}
	got := Refs(&q)
	slices.Sort(got)
	for i, n := range "123456789" {
		if len(got) != 9 || got[i] != ref(string(n)) {
			t.Fatalf("%v", got)
		}
	}
	if s := Renamed("a "+ref("1")+" b", func(string) string { return "x" }); s != "a x b" {
		t.Error(s)
	}
}
