package gift

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// again writes a bank and reads it back.
func again(t *testing.T, bank quiz.Bank) (quiz.Bank, []parse.Problem, string) {
	t.Helper()
	var b strings.Builder
	if err := Format(&b, bank); err != nil {
		t.Fatalf("format: %v", err)
	}
	got, problems, err := Parse(context.Background(), []byte(b.String()), string(bank.ID), nil)
	if err != nil && len(bank.Questions) > 0 {
		t.Fatalf("parse what format wrote: %v\n%s", err, b.String())
	}
	return got, problems, b.String()
}

// withoutLines is the bank without what a rewritten file changes.
func withoutLines(bank quiz.Bank) quiz.Bank {
	questions := make([]quiz.Question, len(bank.Questions))
	copy(questions, bank.Questions)
	for i := range questions {
		questions[i].Line = 0
	}
	bank.Questions = questions
	return bank
}

// TestParseOfFormatIsTheSame builds random banks of every kind that GIFT holds,
// with texts made of all that means something in GIFT.
func TestParseOfFormatIsTheSame(t *testing.T) {
	for seed := range uint64(400) {
		g := generator{rand.New(rand.NewPCG(seed, 9))}
		want := g.bank()
		got, problems, text := again(t, want)
		for _, p := range problems {
			if p.Severity == parse.Error || p.Severity == parse.Repair && p.Rule != "gift-arrow-in-feedback" {
				t.Errorf("seed %d: %v", seed, p)
			}
		}
		got = withoutLines(got)
		if len(got.Questions) != len(want.Questions) {
			t.Fatalf("seed %d: %d questions, not %d:\n%s", seed, len(got.Questions), len(want.Questions), text)
		}
		for i := range want.Questions {
			if !reflect.DeepEqual(got.Questions[i], want.Questions[i]) {
				t.Fatalf("seed %d: got\n%+v\nwant\n%+v\nwritten as\n%s", seed, got.Questions[i], want.Questions[i], text)
			}
		}
		want.Questions, got.Questions = nil, nil
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: got %+v, want %+v", seed, got, want)
		}
	}
}

// generator makes random banks, in the form in which Parse leaves them.
type generator struct{ *rand.Rand }

var pieces = []string{"a", "B", "ö", "日本", " ", "  ", "\n", "=", "~", "#", "####", "{", "}", "{{", ":", "::", "\\", "\\n", "\\\\",
	"[html]", "[x]", "]", "//", "$CATEGORY:", "%50%", "%", "T", "TRUE", "0", "<b>", "&amp;", "*", ">", "1:SA:=", ",", ".", "?", "->"}

func (g generator) text(arrow bool) string {
	for {
		var b strings.Builder
		for range 1 + g.IntN(6) {
			b.WriteString(pieces[g.IntN(len(pieces))])
		}
		s := strings.Trim(b.String(), spaces)
		if s != "" && (arrow || !strings.Contains(s, "->")) && s != "*" {
			return s
		}
	}
}

func (g generator) maybe() string {
	if g.IntN(2) == 0 {
		return ""
	}
	return g.text(true)
}

func (g generator) line() string { return strings.Join(strings.Fields(g.text(true)), " ") }

// markup is one that differs from the inherited one, or none.
func (g generator) markup(inherited quiz.Markup) quiz.Markup {
	m := []quiz.Markup{"", quiz.HTML, quiz.Plain, quiz.Markdown, quiz.Moodle}[g.IntN(5)]
	if effective(m) == effective(inherited) {
		return ""
	}
	return m
}

func (g generator) option(q *quiz.Question, fraction float64, arrow bool) quiz.Option {
	o := quiz.Option{Text: g.text(arrow), Fraction: fraction, Feedback: g.maybe(), Markup: g.markup(q.Markup)}
	if o.Feedback != "" {
		o.FeedbackMarkup = g.markup(q.Markup)
	}
	return o
}

func (g generator) number(fraction float64) quiz.Option {
	o := quiz.Option{Value: []float64{0, 5, -2.5, 1e6, 3.1415, 1e-9, 12345.678}[g.IntN(7)], Fraction: fraction, Feedback: g.maybe()}
	o.Tolerance = []float64{0, 0.5, 1e-3, 2}[g.IntN(4)]
	o.Text = valueText(o)
	return o
}

func (g generator) options(q *quiz.Question, kind quiz.Kind) (options []quiz.Option) {
	fractions := [][]float64{{1, 0, 0}, {0, 1}, {0.5, 0.5, -1, 0}, {1, 0.25, 0}, {1. / 3, 0.3333333, 0.3333334}, {1, 1}, {0.07, 0.93}}
	list := fractions[g.IntN(len(fractions))]
	q.Multiple = kind == quiz.Choice && (g.IntN(2) == 0 || list[0] != 1 && list[1] != 1)
	for _, f := range list {
		switch kind {
		case quiz.Number:
			options = append(options, g.number(f))
		default:
			options = append(options, g.option(q, f, kind == quiz.Choice))
		}
	}
	if kind != quiz.Choice && g.IntN(3) == 0 {
		options = append(options, quiz.Option{Text: "*", Any: true, Feedback: g.maybe(), Fraction: float64(g.IntN(2)) / 10})
	}
	return options
}

func (g generator) question(kind quiz.Kind, n int) quiz.Question {
	q := quiz.Question{Bank: "law", Kind: kind, Markup: g.markup(""), Stem: g.text(true)}
	for GapText.MatchString(q.Stem) || kind == quiz.Cloze && strings.Contains(q.Stem, "{{") {
		q.Stem = g.text(true)
	}
	if kind != quiz.Description {
		if q.Rationale = g.maybe(); q.Rationale != "" {
			q.RationaleMarkup = g.markup(q.Markup)
		}
		if g.IntN(2) == 0 {
			q.Source = fmt.Sprintf("45 CFR 164.%d(b), 2026: part 2", n)
		}
	}
	switch kind {
	case quiz.Choice, quiz.Text, quiz.Number:
		q.Options = g.options(&q, kind)
	case quiz.TrueFalse:
		right := g.IntN(2)
		q.Options = []quiz.Option{{Text: "True"}, {Text: "False"}}
		q.Options[right].Fraction = 1
		for i := range q.Options {
			if q.Options[i].Feedback = g.maybe(); q.Options[i].Feedback != "" {
				q.Options[i].FeedbackMarkup = g.markup(q.Markup)
			}
		}
	case quiz.Match:
		for range 2 + g.IntN(3) {
			q.Options = append(q.Options, quiz.Option{Text: g.text(false), Markup: g.markup(q.Markup), Partner: g.text(true)})
		}
		q.Options[1].Text, q.Options[1].Markup = "", ""
	case quiz.Order:
		for range 2 + g.IntN(3) {
			q.Options = append(q.Options, quiz.Option{Text: g.text(true), Markup: g.markup(q.Markup)})
		}
	case quiz.Cloze:
		for i := range 1 + g.IntN(3) {
			gap := quiz.Gap{Kind: []quiz.Kind{quiz.Choice, quiz.Text, quiz.Number}[g.IntN(3)], Weight: float64(1 + g.IntN(3))}
			gap.CaseSensitive = gap.Kind == quiz.Text && g.IntN(2) == 0
			inner := q
			gap.Options = g.options(&inner, gap.Kind)
			gap.Multiple = inner.Multiple
			q.Gaps = append(q.Gaps, gap)
			q.Stem += fmt.Sprintf(" {{%d}}", i+1)
		}
		q.Multiple = false
	}
	if g.IntN(2) == 0 {
		q.Name = g.line()
	}
	return q
}

// held are the kinds that GIFT has: all but those of cards, and those that only
// the app has (see quiz.Settle).
var held = slices.DeleteFunc(slices.Clone(quiz.Kinds), func(k quiz.Kind) bool {
	return slices.Contains([]quiz.Kind{quiz.Flip, quiz.Build, quiz.Code, quiz.Table, quiz.Hotspot, quiz.Drill}, k)
})

func (g generator) bank() quiz.Bank {
	bank := quiz.Bank{ID: "law", Name: "A bank: of laws", Source: "a; b", Version: "FY2026", Language: "en", Licence: "CC BY 4.0"}
	taken := map[string]int{}
	category := ""
	for n := range 1 + g.IntN(8) {
		kind := held[g.IntN(len(held))]
		q := g.question(kind, n)
		if g.IntN(3) == 0 {
			category = fmt.Sprintf("Part %d: a//b/c=%d", n, n)
		}
		q.Category = category
		q.KeepOrder, q.CaseSensitive = g.IntN(4) == 0, g.IntN(4) == 0
		if g.IntN(2) == 0 {
			q.AsOf, q.ReviewBy = "2026-11", fmt.Sprintf("2027-%02d", 1+n)
		}
		for range g.IntN(3) {
			if tag := fmt.Sprintf("rhit:%d ]x", g.IntN(9)); !q.HasTag(tag) {
				q.Tags = append(q.Tags, tag)
			}
		}
		named := q.Name != ""
		key := parse.TextKey(q.Stem)
		switch {
		case g.IntN(2) == 0:
			key = parse.IDKey(fmt.Sprintf("id ] %d", g.IntN(5)))
		case named:
			key = parse.NameKey(q.Name)
		}
		if !named {
			q.Name = defaultName(q.Stem)
		}
		q.Key, _ = parse.Untaken(key, taken)
		q.ID = quiz.NewQuestionID(bank.ID, q.Key)
		bank.Questions = append(bank.Questions, q)
	}
	return bank
}

func TestHoldsSaysWhatIsLost(t *testing.T) {
	right := []quiz.Option{{Text: "a", Fraction: 1}, {Text: "b"}}
	for name, q := range map[string]quiz.Question{
		"a flashcard":          {Kind: quiz.Flip, Options: right[:1]},
		"an arrow":             {Kind: quiz.Text, Options: []quiz.Option{{Text: "a -> b", Fraction: 1}}},
		"an arrow on the left": {Kind: quiz.Match, Options: []quiz.Option{{Text: "a -> b", Partner: "c"}, {Text: "d", Partner: "e"}}},
		"no right answer":      {Kind: quiz.Choice, Options: right[1:]},
		"half right":           {Kind: quiz.Choice, Options: []quiz.Option{{Text: "a", Fraction: 0.5}, {Text: "b"}}},
		"an example":           {Kind: quiz.Essay, Example: "x"},
		"a rationale":          {Kind: quiz.Description, Rationale: "x"},
		"two lines of source":  {Kind: quiz.Essay, Source: "a\nb"},
		"an empty option":      {Kind: quiz.Choice, Options: append([]quiz.Option{{}}, right...)},
		"too much":             {Kind: quiz.Choice, Options: []quiz.Option{{Text: "a", Fraction: 2}, {Text: "b"}}},
		"a gap left out":       {Kind: quiz.Cloze, Stem: "a", Gaps: []quiz.Gap{{Kind: quiz.Text, Weight: 1, Options: right[:1]}}},
		"half a weight":        {Kind: quiz.Cloze, Stem: "{{1}}", Gaps: []quiz.Gap{{Kind: quiz.Text, Weight: 1.5, Options: right[:1]}}},
		"no kind":              {},
	} {
		if Holds(&q) == nil {
			t.Errorf("%s: GIFT cannot hold it, but Holds says nothing", name)
		}
		if err := Format(&strings.Builder{}, quiz.Bank{Questions: []quiz.Question{q}}); err == nil {
			t.Errorf("%s: written all the same", name)
		}
	}
}

// FuzzParse proves that no input makes the reader panic, that problems point
// into the file, and that what was read survives writing and reading again.
func FuzzParse(f *testing.F) {
	for _, path := range append(glob("testdata/*.txtar"), append(glob(conformance+"/gift-moodle/*"), glob(conformance+"/gift-pegjs/*.gift")...)...) {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		archive := txtar.Parse(data)
		for _, file := range archive.Files {
			if strings.HasSuffix(file.Name, ".gift") {
				f.Add(file.Data)
			}
		}
		if len(archive.Files) == 0 {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		bank, problems, err := Parse(context.Background(), data, "fuzz", nil)
		text, _, _, decodeErr := parse.Decode(data)
		if decodeErr == nil {
			checkPlaces(t, text, problems)
		}
		if err != nil {
			return
		}
		kept := bank
		kept.Questions = nil
		for i := range bank.Questions {
			if Holds(&bank.Questions[i]) == nil {
				kept.Questions = append(kept.Questions, bank.Questions[i])
			}
		}
		// A question that is left out may free a key, or a category.
		first, _, written := again(t, kept)
		second, _, rewritten := again(t, first)
		if len(first.Questions) != len(kept.Questions) {
			t.Fatalf("%d questions became %d:\n%s", len(kept.Questions), len(first.Questions), written)
		}
		if len(kept.Questions) == len(bank.Questions) && len(kept.Questions) > 0 && !reflect.DeepEqual(withoutLines(first), withoutLines(kept)) {
			t.Fatalf("got\n%+v\nwant\n%+v\nwritten as\n%s", first, kept, written)
		}
		if !reflect.DeepEqual(withoutLines(second), withoutLines(first)) {
			t.Fatalf("not stable:\n%s\nthen\n%s", written, rewritten)
		}
		strict, problems, err := ParseWith(context.Background(), data, "fuzz", Options{NoRepairs: true}, nil)
		if err == nil && parse.Count(problems, parse.Repair) > 0 {
			t.Fatalf("repairs although they are off: %v", problems)
		}
		_ = strict
	})
}

func glob(pattern string) []string {
	files, _ := filepath.Glob(pattern)
	return files
}

func checkPlaces(t *testing.T, text string, problems []parse.Problem) {
	t.Helper()
	lines := strings.Split(text, "\n")
	for _, p := range problems {
		if p.Line < 1 || p.Line > len(lines) || p.Column < 0 || p.Column > utf8.RuneCountInString(lines[p.Line-1])+1 {
			t.Fatalf("%v is not in the file of %d lines", p, len(lines))
		}
		if p.Rule == "" || p.Message == "" || p.Severity == "" {
			t.Fatalf("%+v says nothing", p)
		}
	}
}
