package quiz_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"chartroom/quiz"
)

func accepts(texts ...string) []quiz.Option {
	var all []quiz.Option
	for _, s := range texts {
		all = append(all, quiz.Option{Text: s, Fraction: 1})
	}
	return all
}

func TestTextIsMarked(t *testing.T) {
	parts := []quiz.Option{{Text: "hypertension", Fraction: 1, Feedback: "full"}, {Text: "hyper*", Fraction: .5, Feedback: "half"},
		{Text: "*", Any: true, Fraction: 0, Feedback: "look again"}}
	for _, c := range []struct {
		name    string
		options []quiz.Option
		cased   bool
		typed   string
		mark    float64
	}{
		{"exact", accepts("edema"), false, "edema", 1},
		{"second alternative", accepts("oedema", "edema"), false, "edema", 1},
		{"another word", accepts("edema"), false, "enema", 0},
		{"more than the answer", accepts("edema"), false, "edema of the leg", 0},
		{"case is free", accepts("HIPAA"), false, "hipaa", 1},
		{"case counts", accepts("HIPAA"), true, "hipaa", 0},
		{"case kept", accepts("HIPAA"), true, "HIPAA", 1},
		{"sharp s folds", accepts("Maße"), false, "MASSE", 1},
		{"sharp s counts", accepts("Maße"), true, "Masse", 0},
		{"spaces fold", accepts("cost  per\tcase"), false, "  cost per   case\n", 1},
		{"no-break space", accepts("cost per case"), false, "cost\u00a0per\u202fcase", 1},
		{"spaces still part words", accepts("in patient"), false, "inpatient", 0},
		{"decomposed answer", accepts("Ménière"), true, norm.NFD.String("Ménière"), 1},
		{"decomposed key", accepts(norm.NFD.String("Ménière")), true, "Ménière", 1},
		{"an accent counts", accepts("Ménière"), false, "Meniere", 0},
		{"curly apostrophe", accepts("Crohn's disease"), true, "Crohn’s disease", 1},
		{"curly key", accepts("Crohn’s disease"), true, "Crohn's disease", 1},
		{"curly double quotes", accepts(`"meaningful use"`), true, "“meaningful use”", 1},
		{"dash for hyphen", accepts("ICD-10-CM"), true, "ICD–10‑CM", 1},
		{"wildcard at the end", accepts("diabet*"), false, "Diabetes mellitus", 1},
		{"wildcard for nothing", accepts("diabet*"), false, "diabet", 1},
		{"wildcard in the middle", accepts("b*a"), false, "banana", 1},
		{"wildcard needs both ends", accepts("ab*ba"), false, "aba", 0},
		{"several wildcards", accepts("*pre*fix*"), false, "a prefatory suffix", 1},
		{"wildcards in order", accepts("*one*two*"), false, "two one", 0},
		{"two wildcards are one", accepts("a**b"), false, "a-b", 1},
		{"no wildcard is typed", accepts("diabetes"), false, "diab*", 0},
		{"escaped star", accepts(`5\*3`), false, "5*3", 1},
		{"escaped star is no wildcard", accepts(`5\*3`), false, "5 times 3", 0},
		{"escaped star and wildcard", accepts(`\**`), false, "*star", 1},
		{"question mark and dot are letters", accepts("a.c?"), false, "abcd", 0},
		{"the best match counts", parts, false, "hypertension", 1},
		{"a lesser match", parts, false, "hypertonia", .5},
		{"any other", parts, false, "flu", 0},
		{"any with a share", []quiz.Option{{Text: "x", Fraction: 1}, {Any: true, Fraction: .1}}, false, "y", .1},
		{"negative", []quiz.Option{{Text: "x", Fraction: 1}, {Text: "y", Fraction: -1}}, false, "y", 0},
		{"empty", accepts("edema"), false, "", 0},
		{"only spaces", accepts("*"), false, " \t\n", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := quiz.Question{Kind: quiz.Text, Options: c.options, CaseSensitive: c.cased}
			isMark(t, quiz.Mark(&q, quiz.Response{Text: c.typed}), c.mark)
		})
	}
}

func TestTextFeedbackIsOfTheOptionThatDecided(t *testing.T) {
	q := quiz.Question{Kind: quiz.Text, Options: []quiz.Option{
		{Text: "*", Any: true, Feedback: "look again"}, {Text: "hyper*", Fraction: .5, Feedback: "half"},
		{Text: "hypertension", Fraction: 1, Feedback: "full"}}}
	for typed, want := range map[string]string{"hypertension": "full", "hypertonia": "half", "flu": "look again", "": ""} {
		if r := quiz.Mark(&q, quiz.Response{Text: typed}); r.Feedback != want || r.Expected != "hypertension" {
			t.Errorf("%q: feedback %q, expected %q", typed, r.Feedback, r.Expected)
		}
	}
}

// What the learner is shown as expected would have earned full marks.
func TestTheExpectedAnswerIsRight(t *testing.T) {
	for _, key := range []string{"edema", "Crohn’s disease", `5\*3`, "diabet*", `\*`, `a*b\*c`, "Ménière"} {
		for _, cased := range []bool{false, true} {
			q := quiz.Question{Kind: quiz.Text, Options: accepts(key), CaseSensitive: cased}
			expected := quiz.Mark(&q, quiz.Response{Text: "no"}).Expected
			if r := quiz.Mark(&q, quiz.Response{Text: expected}); r.Mark != 1 {
				t.Errorf("%q is shown for %q and earns %g", expected, key, r.Mark)
			}
		}
	}
}

func TestAnyAnswerIsNotShownAsExpected(t *testing.T) {
	options := []quiz.Option{{Text: "*", Any: true, Fraction: 1}, {Text: "7", Value: 7, Fraction: .5}}
	for _, kind := range []quiz.Kind{quiz.Text, quiz.Number} {
		q := quiz.Question{Kind: kind, Options: options}
		if r := quiz.Mark(&q, quiz.Response{Text: "8"}); r.Mark != 1 || r.Expected != "7" {
			t.Errorf("%s: mark %g, expected %q", kind, r.Mark, r.Expected)
		}
	}
}

// Typed answers compare alike in either normal form, and normalising what is
// normalised changes nothing.
func FuzzNormalise(f *testing.F) {
	for _, s := range []string{"", "Ménière", "Å", "ﬁ", "ŉ", "ǰ", "İstanbul", "Straße", "a\u0301\u0323", "“x” – ‘y’", "각"} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, s string, cased bool) {
		if len(s) > 60 || !utf8.ValidString(s) { // norm cuts runs of over 30 combining marks, each form elsewhere
			return
		}
		if strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Cherokee, r) }) {
			return // x/text 0.43 folds small letters to capitals there, and capitals to small
		}
		n := quiz.Normalise(s, cased)
		if strings.TrimSpace(n) != n || strings.Contains(n, "  ") {
			t.Errorf("%q becomes %q", s, n)
		}
		if again := quiz.Normalise(n, cased); again != n {
			t.Errorf("%q becomes %q, and that %q", s, n, again)
		}
		for _, form := range []norm.Form{norm.NFC, norm.NFD} {
			if other := quiz.Normalise(form.String(s), cased); other != n {
				t.Errorf("%q becomes %q, in another normal form %q", s, n, other)
			}
		}
	})
}

// A wildcard is the regular expression .* and everything else is itself.
func FuzzWildcard(f *testing.F) {
	f.Add("b*a", "banana")
	f.Add("*a*b*", "xaxxbx")
	f.Add(`\**\*`, "*x*")
	f.Add("ab*ba", "aba")
	f.Add("a*ab*b", "aabb")
	f.Fuzz(func(t *testing.T, pattern, typed string) {
		for _, s := range []string{pattern, typed} { // the alphabet in which normalising changes nothing
			if strings.Trim(s, `abc*\`) != "" || len(s) > 60 {
				return
			}
		}
		if typed == "" {
			return
		}
		expr := regexp.QuoteMeta(strings.ReplaceAll(pattern, `\*`, "S"))
		expr = strings.ReplaceAll(strings.ReplaceAll(expr, `\*`, ".*"), "S", `\*`)
		want := regexp.MustCompile(`^(?:` + expr + `)$`).MatchString(typed)
		q := quiz.Question{Kind: quiz.Text, Options: accepts(pattern), CaseSensitive: true}
		if got := quiz.Mark(&q, quiz.Response{Text: typed}).Mark == 1; got != want {
			t.Errorf("%q takes %q: %v; want %v", pattern, typed, got, want)
		}
	})
}
