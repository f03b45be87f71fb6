package quiz

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

var hepatomegaly = []Part{{Root, "hepat", "liver"}, {Vowel, "o", ""}, {Suffix, "megaly", "enlargement"}}

func build(parts []Part) Question {
	return Question{Kind: Build, Stem: "enlargement of the liver", Parts: parts,
		Options: []Option{{Text: "nephr", Feedback: "kidney"}, {Text: "itis", Feedback: "inflammation"}, {Text: "i"}}}
}

// someParts is a term of 1 to 6 different pieces.
func someParts(r *rand.Rand) []Part {
	pool := []Part{{Prefix, "hyper", "above"}, {Root, "gastr", "stomach"}, {Vowel, "o", ""}, {Root, "enter", "bowel"}, {Suffix, "itis", "inflammation"}, {Suffix, "logy", "study"}}
	r.Shuffle(len(pool), func(i, j int) { pool[i], pool[j] = pool[j], pool[i] })
	return pool[:1+r.IntN(len(pool))]
}

func forms(parts []Part) []string {
	var out []string
	for _, p := range parts {
		out = append(out, p.Form)
	}
	return out
}

// The pieces in order earn 1; every single change, a piece left out, added,
// replaced or moved, earns less, says why, and never less than 0.
func TestEverySingleChangeCosts(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 8))
		q := build(someParts(r))
		want := forms(q.Parts)
		if res := Mark(&q, Response{Gaps: want}); res.Mark != 1 || res.Verdict() != Right || len(res.Gaps) != len(want) {
			t.Fatalf("%q earns %+v", want, res)
		}
		changes := map[string][]string{
			"added":    slices.Insert(slices.Clone(want), r.IntN(len(want)+1), "nephr"),
			"replaced": slices.Clone(want),
			"typed":    {strings.Join(want, "") + "x"},
		}
		changes["replaced"][r.IntN(len(want))] = "nephr"
		if len(want) > 1 {
			i := r.IntN(len(want))
			changes["left out"] = slices.Delete(slices.Clone(want), i, i+1)
			swapped := slices.Clone(want)
			j := (i + 1 + r.IntN(len(want)-1)) % len(want)
			swapped[i], swapped[j] = swapped[j], swapped[i]
			changes["swapped"] = swapped
			changes["uncut"] = []string{strings.Join(want, "")}
		}
		for name, given := range changes {
			res := Mark(&q, Response{Gaps: given})
			if res.Mark >= 1 || res.Mark < 0 || res.Verdict() == Right || res.Feedback == "" {
				t.Errorf("%s: %q for %q earns %+v", name, given, want, res)
			}
			hits := 0
			for _, g := range res.Gaps {
				hits += int(g.Mark)
			}
			if (hits > 0) != (res.Mark > 0) {
				t.Errorf("%s: %d pieces are right, but the mark is %v", name, hits, res.Mark)
			}
		}
	}
}

func TestPiecesEarnTheirShare(t *testing.T) {
	q := build(hepatomegaly)
	for mark, given := range map[float64][]string{
		1:      {"Hepat", "-o-", "-megaly"},
		2. / 3: {"hepat", "megaly"},
		.5:     {"nephr", "o", "megaly", "itis"},
		1. / 3: {"megaly", "o", "hepat"},
		0:      {"nephr", "itis"},
		3. / 4: {"hepat", "o", "megaly", "itis"},
	} {
		if res := Mark(&q, Response{Gaps: given}); VerdictOf(1+res.Mark-mark) != Right || res.Mark-mark > 1e-9 {
			t.Errorf("%q earns %v, not %v", given, res.Mark, mark)
		}
	}
	if res := Mark(&q, Response{Gaps: []string{"", " "}}); res.Reason != "Not answered." || res.Mark != 0 {
		t.Errorf("nothing earns %+v", res)
	}
}

func TestTheReasonNamesThePieceOrTheRule(t *testing.T) {
	gastritis := []Part{{Root, "gastr", "stomach"}, {Suffix, "itis", "inflammation"}}
	enteritis := []Part{{Root, "gastr", "stomach"}, {Vowel, "o", ""}, {Root, "enter", "small intestine"}, {Suffix, "itis", "inflammation"}}
	for name, c := range map[string]struct {
		parts []Part
		given []string
		want  string
	}{
		"vowel left out before a consonant": {hepatomegaly, []string{"hepat", "megaly"}, "The combining vowel o is kept before a consonant: “megaly” (enlargement) begins with one."},
		"vowel left out between roots":      {enteritis, []string{"gastr", "enter", "itis"}, "The combining vowel o is kept between two roots, before “enter” (small intestine)."},
		"vowel kept before a vowel":         {gastritis, []string{"gastr", "o", "itis"}, "The combining vowel is dropped before a suffix that begins with a vowel: there is no o before “itis” (inflammation)."},
		"another vowel":                     {hepatomegaly, []string{"hepat", "i", "megaly"}, "Here belongs “o”, not “i”."},
		"another root":                      {hepatomegaly, []string{"nephr", "o", "megaly"}, "Here belongs “hepat” (liver), not “nephr” (kidney)."},
		"a piece too many":                  {hepatomegaly, []string{"hepat", "o", "megaly", "itis"}, "“itis” (inflammation) does not belong to the term."},
		"a piece left out":                  {hepatomegaly, []string{"hepat", "o"}, "“megaly” (enlargement) is missing."},
		"the order":                         {hepatomegaly, []string{"megaly", "o", "hepat"}, "The pieces are right; their order is not: hepat + o + megaly."},
		"the vowel left on the suffix":      {hepatomegaly, []string{"hepat", "omegaly"}, "The combining vowel o is a piece of its own: it joins, and does not belong to “megaly” (enlargement)."},
		"the vowel not cut off":             {hepatomegaly, []string{"hepato", "megaly"}, "“hepat” (liver) and the combining vowel o are two pieces: the vowel only joins what comes next."},
	} {
		t.Run(name, func(t *testing.T) {
			q := build(c.parts)
			if got := Mark(&q, Response{Gaps: c.given}).Feedback; got != c.want {
				t.Errorf("%s\nnot %s", got, c.want)
			}
		})
	}
}

func TestTheTrayHoldsAllPiecesInTheSeedsOrder(t *testing.T) {
	q := build(hepatomegaly)
	seen := map[string]bool{}
	for seed := range uint64(40) {
		tray := Tray(&q, seed)
		if !slices.Equal(tray, Tray(&q, seed)) {
			t.Fatal("the same seed lays out another tray")
		}
		seen[strings.Join(tray, " ")] = true
		slices.Sort(tray)
		if !slices.Equal(tray, []string{"hepat", "i", "itis", "megaly", "nephr", "o"}) {
			t.Fatalf("tray %q", tray)
		}
	}
	if len(seen) < 20 {
		t.Errorf("%d trays from 40 seeds", len(seen))
	}
}

func TestWhichWayABuildIsAsked(t *testing.T) {
	q := build(hepatomegaly)
	if q.TakesApart() {
		t.Error("a meaning is taken for the term")
	}
	for _, stem := range []string{"hepatomegaly", "Hepatomegaly ", "-hepatomegaly"} {
		if q.Stem = stem; !q.TakesApart() {
			t.Errorf("%q is not the term", stem)
		}
	}
	if q.Kind = Flip; q.TakesApart() {
		t.Error("a card is taken apart")
	}
}
