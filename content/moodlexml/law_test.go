package moodlexml

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

	"chartroom/content/gift"
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
	bank.Questions = slices.Clone(bank.Questions)
	for i := range bank.Questions {
		bank.Questions[i].Line = 0
	}
	return bank
}

// TestParseOfFormatIsTheSame builds random banks of every kind that Moodle
// holds, with texts made of all that means something in its XML.
func TestParseOfFormatIsTheSame(t *testing.T) {
	media, kinds := 0, map[quiz.Kind]int{}
	for seed := range uint64(400) {
		g := generator{rand.New(rand.NewPCG(seed, 5))}
		want := g.bank()
		got, problems, text := again(t, want)
		for _, p := range problems {
			if p.Severity == parse.Error || p.Severity == parse.Repair {
				t.Errorf("seed %d: %v", seed, p)
			}
		}
		got = withoutLines(got)
		if len(got.Questions) != len(want.Questions) {
			t.Fatalf("seed %d: %d questions, not %d:\n%s", seed, len(got.Questions), len(want.Questions), text)
		}
		for i := range want.Questions {
			kinds[want.Questions[i].Kind]++
			if !reflect.DeepEqual(got.Questions[i], want.Questions[i]) {
				t.Fatalf("seed %d: got\n%+v\nwant\n%+v\nwritten as\n%s", seed, got.Questions[i], want.Questions[i], text)
			}
		}
		pictures := shown(want)
		media += len(pictures)
		if !reflect.DeepEqual(shown(got), pictures) || len(got.Media) != len(pictures) {
			t.Fatalf("seed %d: media %v, not %v\n%s", seed, shown(got), pictures, text)
		}
		want.Questions, got.Questions, want.Media, got.Media = nil, nil, nil, nil
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: got %+v, want %+v", seed, got, want)
		}
		if strict, problems, err := ParseWith(context.Background(), []byte(text), "law", Options{NoRepairs: true}, nil); err != nil || parse.Count(problems, parse.Error) > 0 {
			t.Fatalf("seed %d: strict: %d questions, %v, %v", seed, len(strict.Questions), problems, err)
		}
	}
	if media < 100 {
		t.Errorf("only %d media went out and in again", media)
	}
	for _, k := range held {
		if kinds[k] < 50 {
			t.Errorf("only %d questions of kind %s", kinds[k], k)
		}
	}
}

// generator makes random banks, in the form in which Parse leaves them.
type generator struct{ *rand.Rand }

var pieces = []string{"a", "B", "ö", "日本", "\U0001F600", " ", "  ", "\n", "=", "~", "#", "{", "}", ":", "\\", "\\}", "%50%", "%", "*", "&", "&amp;", "&nbsp;", "&#38;",
	"<", ">", "<b>", "</b>", "<p>x</p>", "]]>", "<![CDATA[", "<!--", "-->", "</text>", "</question>", "<question type=\"x\">", "\"", "'", "1:SA:=", "[[1]]",
	"@@PLUGINFILE@@/none.png", "Source", "\u00a0", "&lt", "#123;", "//", "$x$"}

func (g generator) text() string {
	for {
		var b strings.Builder
		for range 1 + g.IntN(6) {
			b.WriteString(pieces[g.IntN(len(pieces))])
		}
		if s := strings.Trim(b.String(), spaces); s != "" && s != "*" {
			return s
		}
	}
}

func (g generator) maybe() string {
	if g.IntN(2) == 0 {
		return ""
	}
	return g.text()
}

func (g generator) line() string { return strings.Join(strings.Fields(g.text()), " ") }

// markup is one that differs from the inherited one, or none.
func (g generator) markup(inherited quiz.Markup) quiz.Markup {
	m := []quiz.Markup{"", quiz.HTML, quiz.Plain, quiz.Markdown, quiz.Moodle}[g.IntN(5)]
	if effective(m) == effective(inherited) {
		return ""
	}
	return m
}

// pictures are media of two names that are the same, and of odd ones.
var pictures = []quiz.Media{
	quiz.NewMedia("a b.png", []byte("\x89PNG\r\n\x1a\n1")), quiz.NewMedia("a b.png", []byte("\x89PNG\r\n\x1a\n2")),
	quiz.NewMedia("100% ö&copy;~)\"'.png", []byte("\x89PNG\r\n\x1a\n3")), quiz.NewMedia("flag.jpg", []byte("\xFF\xD8\xFF\xE0 flag")),
	quiz.NewMedia("sound.mp3", []byte("ID3\x03 sound")),
}

// rich is a text that may name media.
func (g generator) rich() string {
	s := g.text()
	for g.IntN(3) == 0 {
		m := &pictures[g.IntN(len(pictures))]
		s += []string{`<img src="` + m.Ref() + `">`, "![x](" + m.Ref() + ")", " " + m.Ref() + "\n"}[g.IntN(3)]
	}
	return strings.Trim(s, spaces)
}

func (g generator) option(q *quiz.Question, fraction float64) quiz.Option {
	o := quiz.Option{Text: g.rich(), Fraction: fraction, Markup: g.markup(q.Markup)}
	g.feedback(q, &o)
	return o
}

func (g generator) feedback(q *quiz.Question, o *quiz.Option) {
	if g.IntN(2) == 0 {
		o.Feedback, o.FeedbackMarkup = g.rich(), g.markup(q.Markup)
	}
}

func (g generator) number(fraction float64) quiz.Option {
	o := quiz.Option{Value: []float64{0, 5, -2.5, 1e6, 3.1415, 1e-9, 12345.678, 1e300}[g.IntN(8)], Fraction: fraction}
	o.Tolerance = []float64{0, 0.5, 1e-3, 2}[g.IntN(4)]
	o.Text = gift.NumberText(o)
	return o
}

func (g generator) options(q *quiz.Question, kind quiz.Kind) (options []quiz.Option) {
	fractions := [][]float64{{1, 0, 0}, {0, 1}, {1, 0.25, 0}, {1, 1}, {1, 0.3333333, -0.5}, {0.5, 0.5, -1, 0}, {1. / 3, 0.3333333, 0.3333334}, {0.07, 0.93}}
	list := fractions[g.IntN(5)]
	if q.Multiple = kind == quiz.Choice && g.IntN(2) == 0; q.Multiple {
		list = fractions[g.IntN(len(fractions))]
	}
	for _, f := range list {
		o := g.number(f)
		if kind != quiz.Number {
			o = g.option(q, f)
		}
		if kind != quiz.Choice {
			o.Markup = ""
		}
		g.feedback(q, &o)
		options = append(options, o)
	}
	if kind != quiz.Choice && g.IntN(3) == 0 {
		options = append(options, quiz.Option{Text: "*", Any: true, Fraction: float64(g.IntN(2)) / 10})
	}
	return options
}

func (g generator) gap(q quiz.Question) quiz.Gap {
	gap := quiz.Gap{Kind: []quiz.Kind{quiz.Choice, quiz.Text, quiz.Number}[g.IntN(3)], Weight: float64(1 + g.IntN(3))}
	gap.CaseSensitive = gap.Kind == quiz.Text && g.IntN(2) == 0
	gap.Options = g.options(&q, gap.Kind)
	gap.Multiple = q.Multiple
	for i := range gap.Options {
		o := &gap.Options[i]
		o.Markup, o.FeedbackMarkup = "", ""
	}
	return gap
}

func (g generator) question(kind quiz.Kind, n int) quiz.Question {
	q := quiz.Question{Bank: "law", Kind: kind, Markup: g.markup(""), Stem: g.rich()}
	for kind == quiz.Cloze && strings.Contains(q.Stem, "{") {
		q.Stem = g.rich()
	}
	if g.IntN(2) == 0 {
		q.Rationale, q.RationaleMarkup = g.rich(), g.markup(q.Markup)
	}
	if g.IntN(2) == 0 {
		q.Source = fmt.Sprintf("45 CFR 164.%d(b), 2026: part 2", n)
	}
	switch kind {
	case quiz.Choice, quiz.Text, quiz.Number:
		q.Options = g.options(&q, kind)
	case quiz.TrueFalse:
		q.Options = []quiz.Option{{Text: "True"}, {Text: "False"}}
		q.Options[g.IntN(2)].Fraction = 1
		for i := range q.Options {
			g.feedback(&q, &q.Options[i])
		}
	case quiz.Match:
		for range 2 + g.IntN(3) {
			q.Options = append(q.Options, quiz.Option{Text: g.rich(), Markup: g.markup(q.Markup), Partner: g.text()})
		}
		q.Options[1].Text, q.Options[1].Markup = "", ""
	case quiz.Order:
		for range 2 + g.IntN(3) {
			q.Options = append(q.Options, g.option(&q, 0))
		}
	case quiz.Cloze:
		for i := range 1 + g.IntN(3) {
			q.Gaps = append(q.Gaps, g.gap(q))
			q.Stem += fmt.Sprintf(" {{%d}}%s", i+1, []string{"", ", ", "x}"}[g.IntN(3)])
		}
		q.Stem = strings.Trim(q.Stem, spaces)
	}
	if g.IntN(2) == 0 {
		q.Name = g.line()
	}
	return q
}

// held are the kinds that Moodle has: all but those of cards, and those that only
// the app has (see quiz.Settle).
var held = slices.DeleteFunc(slices.Clone(quiz.Kinds), func(k quiz.Kind) bool {
	return slices.Contains([]quiz.Kind{quiz.Flip, quiz.Build, quiz.Code, quiz.Table, quiz.Hotspot, quiz.Drill}, k)
})

func (g generator) bank() quiz.Bank {
	bank := quiz.Bank{ID: "law", Name: "A bank: of <laws> -- & more", Source: "a; b-", Version: "FY2026", Language: "en", Licence: "CC BY 4.0"}
	taken := map[string]int{}
	category := ""
	for n := range 1 + g.IntN(8) {
		q := g.question(held[g.IntN(len(held))], n)
		if g.IntN(3) == 0 {
			category = []string{"", fmt.Sprintf("Part %d: a//b/c=<%d>", n, n)}[g.IntN(2)]
		}
		q.Category = category
		q.KeepOrder, q.CaseSensitive = g.IntN(4) == 0, g.IntN(4) == 0
		if g.IntN(2) == 0 {
			q.AsOf, q.ReviewBy = "2026-11", fmt.Sprintf("2027-%02d", 1+n)
		}
		for range g.IntN(3) {
			if tag := []string{"rhit:2", "a & <b>", "hidden"}[g.IntN(3)]; !q.HasTag(tag) {
				q.Tags = append(q.Tags, tag)
			}
		}
		made := defaultName(q.Stem, q.Markup)
		key := parse.TextKey(q.Stem)
		if q.Name != "" && q.Name != made || made != "" && g.IntN(4) == 0 {
			if q.Name == "" {
				q.Name = made // a title that is the text's beginning too
			}
			key = parse.NameKey(q.Name)
		}
		if q.Name == "" {
			q.Name = made
		}
		if g.IntN(2) == 0 {
			key = parse.IDKey(fmt.Sprintf("id <&> %d", g.IntN(5)))
		}
		if q.Key = key; Holds(&q) != nil { // texts that happen to hold a gap
			continue
		}
		q.Key, _ = parse.Untaken(key, taken)
		q.ID = quiz.NewQuestionID(bank.ID, q.Key)
		bank.Questions = append(bank.Questions, q)
	}
	if len(bank.Questions) == 0 {
		return g.bank()
	}
	bank.Media = pictures
	return bank
}

// shown are the media that a bank's questions name, by hash.
func shown(bank quiz.Bank) map[string]string {
	all, found := fmt.Sprintf("%+v", bank.Questions), map[string]string{}
	for _, m := range bank.Media {
		if strings.Contains(all, m.Ref()) {
			found[m.Hash] = m.Name
		}
	}
	return found
}

func TestHoldsSaysWhatIsLost(t *testing.T) {
	right := []quiz.Option{{Text: "a", Fraction: 1}, {Text: "b"}}
	gap := func(g quiz.Gap) quiz.Question {
		return quiz.Question{Kind: quiz.Cloze, Stem: "x {{1}}", Gaps: []quiz.Gap{g}}
	}
	for name, q := range map[string]quiz.Question{
		"a flashcard":           {Kind: quiz.Flip, Options: right[:1]},
		"a built word":          {Kind: quiz.Build},
		"no right answer":       {Kind: quiz.Choice, Options: []quiz.Option{{Text: "b"}, {Text: "c"}}},
		"one option":            {Kind: quiz.Choice, Options: right[:1]},
		"an example":            {Kind: quiz.Essay, Example: "x"},
		"two lines of source":   {Kind: quiz.Essay, Source: "a\nb"},
		"a source of its own":   {Kind: quiz.Essay, Rationale: "x.\nSource: y"},
		"an empty option":       {Kind: quiz.Choice, Options: append([]quiz.Option{{}}, right...)},
		"too much":              {Kind: quiz.Choice, Options: []quiz.Option{{Text: "a", Fraction: 2}, {Text: "b"}}},
		"half true":             {Kind: quiz.TrueFalse, Options: []quiz.Option{{Text: "True", Fraction: 0.5}, {Text: "False", Fraction: 0.5}}},
		"an item with a weight": {Kind: quiz.Order, Options: right},
		"a pair with feedback":  {Kind: quiz.Match, Options: []quiz.Option{{Text: "a", Partner: "b", Feedback: "c"}, {Text: "a", Partner: "b"}}},
		"a gap left out":        {Kind: quiz.Cloze, Stem: "a", Gaps: []quiz.Gap{{Kind: quiz.Text, Weight: 1, Options: right[:1]}}},
		"half a weight":         gap(quiz.Gap{Kind: quiz.Text, Weight: 1.5, Options: right[:1]}),
		"a hint":                gap(quiz.Gap{Kind: quiz.Text, Weight: 1, Hint: "h", Options: right[:1]}),
		"half right":            gap(quiz.Gap{Kind: quiz.Text, Weight: 1, Options: []quiz.Option{{Text: "a", Fraction: 0.5}}}),
		"a gap in the text":     {Kind: quiz.Cloze, Stem: "{1:SA:=x} {{1}}", Gaps: []quiz.Gap{{Kind: quiz.Text, Weight: 1, Options: right[:1]}}},
		"a control character":   {Kind: quiz.Essay, Stem: "\x01"},
		"a tag with a meaning":  {Kind: quiz.Essay, Tags: []string{"as-of:2026-11"}},
		"two lines of tag":      {Kind: quiz.Essay, Tags: []string{"a\nb"}},
		"a place in a site":     {Kind: quiz.Essay, Category: "$course$/x"},
		"no date":               {Kind: quiz.Essay, AsOf: "soon"},
		"no kind":               {},
	} {
		if Holds(&q) == nil {
			t.Errorf("%s: Moodle cannot hold it, but Holds says nothing", name)
		}
		if err := Format(&strings.Builder{}, quiz.Bank{Questions: []quiz.Question{q}}); err == nil {
			t.Errorf("%s: written all the same", name)
		}
	}
}

// TestShippedBanksSurvive writes every shipped bank, and what gift reads of
// Moodle's own fixtures, and reads them again.
func TestShippedBanksSurvive(t *testing.T) {
	paths, _ := filepath.Glob("../builtin/banks/*/*.gift")
	more, _ := filepath.Glob(conformance + "/gift-moodle/*.txt")
	if len(paths) == 0 {
		t.Fatal("no shipped banks")
	}
	questions := 0
	for _, path := range append(paths, more...) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want, _, err := gift.Parse(context.Background(), data, "shipped", nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := range want.Questions {
			if err := Holds(&want.Questions[i]); err != nil {
				t.Errorf("%s, %q: %v", path, want.Questions[i].Name, err)
			}
		}
		got, _, _ := again(t, want)
		got, want = withoutLines(got), withoutLines(want)
		questions += len(want.Questions)
		for i := range want.Questions {
			if len(want.Questions[i].Tags) == 0 {
				want.Questions[i].Tags = nil
			}
			if !reflect.DeepEqual(got.Questions[i], want.Questions[i]) {
				t.Fatalf("%s: got\n%+v\nwant\n%+v", path, got.Questions[i], want.Questions[i])
			}
		}
	}
	t.Logf("%d questions", questions)
}

// A text that a question is about is a record, and nothing is to be said of it.
func TestARecordIsNoTextThatCannotBeAsked(t *testing.T) {
	const file = `<quiz><question type="description"><name><text>Case</text></name><questiontext><text>A patient of 60 years.</text></questiontext><idnumber>case-1</idnumber></question>
<question type="truefalse"><name><text>Q</text></name><questiontext><text>Is it so?</text></questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer><tags><tag><text>record:%s</text></tag></tags></question></quiz>`
	for tag, want := range map[string]int{"case-1": 0, "case-2": 1} {
		bank, problems, err := Parse(context.Background(), fmt.Appendf(nil, file, tag), "b", nil)
		kept := 0
		for _, p := range problems {
			if p.Rule == keptAsText {
				kept++
			}
		}
		if err != nil || len(bank.Questions) != 2 || kept != want {
			t.Errorf("%s: %d questions, %v, %v", tag, len(bank.Questions), problems, err)
		}
	}
}
