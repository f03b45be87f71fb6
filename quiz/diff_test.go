package quiz

import (
	"math/rand/v2"
	"strings"
	"testing"

	"chartroom/quiz/srs"
)

// letters are what typed answers are made of, and what goes wrong with them:
// combining marks, emoji of several runes, scripts, spaces.
var letters = []string{"a", "b", "A", "é", "e\u0301", "o", " ", "  ", "-", "‐", "日", "👩‍⚕️", "ß", "’"}

func someText(r *rand.Rand, n int) string {
	var b strings.Builder
	for range r.IntN(n) {
		b.WriteString(letters[r.IntN(len(letters))])
	}
	return b.String()
}

// The runs tell both texts whole, never cut a character that a reader sees as
// one, alternate, and are empty of differences only where there is none.
func TestTheRunsTellBothTexts(t *testing.T) {
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 4))
		given, want := someText(r, 14), someText(r, 14)
		tolerance := Tolerance{Case: r.IntN(2) == 0, Accents: r.IntN(2) == 0}
		runs := Diff(given, want, tolerance)
		var g, w strings.Builder
		for i, run := range runs {
			g.WriteString(run.Given)
			w.WriteString(run.Want)
			if (run.Kind == Missing) != (run.Given == "") || (run.Kind == Extra) != (run.Want == "") {
				t.Fatalf("%q, %q: %+v", given, want, run)
			}
			if i > 0 && run.Kind == runs[i-1].Kind {
				t.Fatalf("%q, %q: two runs of one kind in %+v", given, want, runs)
			}
		}
		if g.String() != strings.Join(clusters(given), "") || w.String() != strings.Join(clusters(want), "") {
			t.Fatalf("%q, %q: %+v", given, want, runs)
		}
		equal := strings.Join(foldAll(clusters(given), tolerance), "") == strings.Join(foldAll(clusters(want), tolerance), "")
		if equal != (edits(runs) == 0) {
			t.Fatalf("%q, %q: equal %v, %d edits", given, want, equal, edits(runs))
		}
	}
}

func TestDifferencesReadAsPeopleSeeThem(t *testing.T) {
	loose := Tolerance{Case: true, Accents: true}
	for name, c := range map[string]struct {
		given, want string
		tolerance   Tolerance
		runs        string // =same -extra +missing
	}{
		"the same":            {"edema", "edema", Tolerance{}, "=edema"},
		"case counts":         {"Edema", "edema", Tolerance{}, "-E +e =dema"},
		"case does not":       {"Edema", "edema", loose, "=edema"},
		"accents do not":      {"Meniere", "Ménière", loose, "=Ménière"},
		"accents count":       {"e", "e\u0301", Tolerance{}, "-e +é"},
		"one left out":        {"hepatmegaly", "hepatomegaly", loose, "=hepat +o =megaly"},
		"one too many":        {"gastroitis", "gastritis", loose, "=gastr -o =itis"},
		"nothing typed":       {"", "liver", loose, "+liver"},
		"another word":        {"kidney", "liver", loose, "-kidney +liver"},
		"quotes as typed":     {"patient’s", "patient's", loose, "=patient's"},
		"spaces do not count": {"  master  patient index ", "master patient index", loose, "=master patient index"},
		"emoji are one":       {"👩‍⚕️", "👨‍⚕️", loose, "-👩‍⚕️ +👨‍⚕️"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, r := range Diff(c.given, c.want, c.tolerance) {
				got = append(got, map[RunKind]string{Same: "=" + r.Want, Missing: "+" + r.Want, Extra: "-" + r.Given}[r.Kind])
			}
			if s := strings.Join(got, " "); s != c.runs {
				t.Errorf("%s, not %s", s, c.runs)
			}
		})
	}
}

func TestALongTextIsComparedAsAWhole(t *testing.T) {
	a, b := strings.Repeat("ab ", 2000), strings.Repeat("ba ", 2000)
	if runs := Diff(a, b, Tolerance{}); len(runs) > 4 {
		t.Errorf("%d runs", len(runs))
	}
}

func TestCompareTakesTheNearest(t *testing.T) {
	for given, c := range map[string]struct {
		back  string
		edits int
		grade srs.Grade
	}{
		"Without":                  {"without, not", 0, srs.Good},
		"without, not":             {"without, not", 0, srs.Good},
		"swelling":                 {"swelling (edema)", 0, srs.Good},
		"enlargement":              {"enlargment of what; enlargement", 0, srs.Good},
		"health informaton":        {"health information", 1, srs.Hard},
		"heart":                    {"liver", 5, srs.Again},
		"":                         {"liver", 5, srs.Again},
		"protected health":         {"protected health information", 12, srs.Again},
		"no":                       {"not", 1, srs.Again},
		"congestive heart faliure": {"congestive heart failure", 2, srs.Hard},
	} {
		runs := Compare(given, Alternatives(c.back))
		if edits(runs) != c.edits || SuggestGrade(runs) != c.grade {
			t.Errorf("%q for %q: %d edits, %v", given, c.back, edits(runs), SuggestGrade(runs))
		}
	}
}

func TestADifferenceIsSaidInWords(t *testing.T) {
	loose := Tolerance{Case: true}
	for given, want := range map[string]string{
		"gastroitis": "Too much: “o”.",
		"gastrits":   "Missing: “i”.",
		"gastrotis":  "Missing: “i”. Too much: “o”.",
		"Gastritis":  "Typed as it is written.",
	} {
		if got := DiffWords(Diff(given, "gastritis", loose)); got != want {
			t.Errorf("%s: %s", given, got)
		}
	}
}
