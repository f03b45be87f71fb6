package table

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chartroom/content/parse"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// kindOfFile is one of the two that the package writes.
type kindOfFile struct {
	name  string
	write func(*bytes.Buffer, quiz.Bank) error
	read  func(data []byte, bank string, o Options) (quiz.Bank, []parse.Problem, error)
	holds func(*quiz.Question) error
}

var files = []kindOfFile{
	{"csv", func(b *bytes.Buffer, bank quiz.Bank) error { return Format(b, bank) },
		func(data []byte, bank string, o Options) (quiz.Bank, []parse.Problem, error) {
			return ParseWith(context.Background(), data, bank, o, nil)
		}, Holds},
	{"xlsx", func(b *bytes.Buffer, bank quiz.Bank) error { return FormatBook(b, bank) },
		func(data []byte, bank string, o Options) (quiz.Bank, []parse.Problem, error) {
			a, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
			if err != nil {
				return quiz.Bank{}, nil, err
			}
			return ParseBook(context.Background(), a, bank, o, nil)
		}, HoldsBook},
}

// again writes a bank and reads it back.
func (f kindOfFile) again(t *testing.T, bank quiz.Bank) (quiz.Bank, []parse.Problem, string) {
	t.Helper()
	var b bytes.Buffer
	if err := f.write(&b, bank); err != nil {
		t.Fatalf("%s: write: %v", f.name, err)
	}
	got, problems, err := f.read(b.Bytes(), string(bank.ID), Options{})
	if err != nil {
		t.Fatalf("%s: read what was written: %v\n%s", f.name, err, b.String())
	}
	for i := range got.Questions {
		got.Questions[i].Line = 0
	}
	return got, problems, b.String()
}

// TestOutAndInIsTheSame builds random banks of every kind that a table holds,
// with texts made of all that means something in a table or a workbook.
func TestOutAndInIsTheSame(t *testing.T) {
	written := map[quiz.Kind]int{}
	for seed := range uint64(400) {
		g := generator{rand.New(rand.NewPCG(seed, 5))}
		want := g.bank()
		for _, f := range files {
			got, problems, text := f.again(t, want)
			for _, p := range problems {
				if p.Severity == parse.Error || p.Severity == parse.Repair {
					t.Errorf("seed %d, %s: %v", seed, f.name, p)
				}
			}
			if len(got.Questions) != len(want.Questions) {
				t.Fatalf("seed %d, %s: %d questions, not %d: %v\n%s", seed, f.name, len(got.Questions), len(want.Questions), problems, text)
			}
			for i := range want.Questions {
				written[want.Questions[i].Kind]++
				if !reflect.DeepEqual(got.Questions[i], want.Questions[i]) {
					t.Fatalf("seed %d, %s: got\n%+v\nwant\n%+v\nwritten as\n%s", seed, f.name, got.Questions[i], want.Questions[i], text)
				}
			}
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("seed %d, %s: got %+v, want %+v", seed, f.name, got, want)
			}
			var data bytes.Buffer
			f.write(&data, want)
			if _, problems, err := f.read(data.Bytes(), "law", Options{NoRepairs: true}); err != nil || parse.Count(problems, parse.Error) > 0 {
				t.Fatalf("seed %d, %s: strict: %v, %v", seed, f.name, problems, err)
			}
		}
	}
	for kind := range kindWords {
		if written[kind] < 100 {
			t.Errorf("only %d questions of kind %s", written[kind], kind)
		}
	}
}

// generator makes random banks, in the form in which Parse leaves them.
type generator struct{ *rand.Rand }

var pieces = []string{"a", "B", "ö", "日本", "\U0001F600", " ", "  ", "\n", "\t", "=", "+", "-", "@", "'", "''", "=1+1", "\"", "\"\"", ",", ";", "|", ":", "->", "#", "#bank:", "<b>", "</b>", "<",
	"&amp;", "&", "]]>", "A", "A, B", "1", "True", "50%", "_x0041_", "_x", "\\", "±", "sep=;", "\u00a0", "---", "http://x", "*"}

func (g generator) text() string {
	for {
		var b strings.Builder
		for range 1 + g.IntN(6) {
			b.WriteString(pieces[g.IntN(len(pieces))])
		}
		if s := strings.TrimSpace(b.String()); s != "" && s != "*" {
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

// weightsOf are fractions of options, of a question with one answer and with
// several.
var weightsOf = [][]float64{{1, 0, 0}, {0, 1}, {0, 0, 1, 0}, {1, 0.25, 0}, {1, 1}, {1, 0.3333333, -0.5}, {0.5, 0.5, -1, 0}, {1. / 3, 1. / 3, 1. / 3, 0}, {0.07, 0.93}, {0.5, 0.5}}

func (g generator) options(q *quiz.Question) (options []quiz.Option) {
	for _, fraction := range weightsOf[g.IntN(len(weightsOf))] {
		o := quiz.Option{Text: g.text(), Fraction: fraction, Feedback: g.maybe()}
		if q.Kind == quiz.Number {
			o.Value = []float64{0, 5, -2.5, 1e6, 3.1415, 1e-9, 12345.678, 1e300}[g.IntN(8)]
			o.Tolerance = []float64{0, 0.5, 1e-3, 2}[g.IntN(4)]
			o.Text = strconv.FormatFloat(o.Value, 'g', -1, 64)
		}
		options = append(options, o)
	}
	if q.Kind != quiz.Choice && g.IntN(3) == 0 {
		options = append(options, quiz.Option{Text: "*", Any: true, Fraction: float64(g.IntN(2)) / 10, Feedback: g.maybe()})
	}
	return options
}

func (g generator) question(kind quiz.Kind, n int) quiz.Question {
	q := quiz.Question{Bank: "law", Kind: kind, Stem: g.text(), Markup: []quiz.Markup{quiz.Plain, quiz.Plain, "", quiz.HTML, quiz.Markdown}[g.IntN(5)]}
	q.Rationale, q.Source, q.Example, q.Pronunciation = g.maybe(), g.maybe(), g.maybe(), g.maybe()
	q.KeepOrder, q.CaseSensitive = g.IntN(3) == 0, g.IntN(3) == 0
	switch kind {
	case quiz.Choice, quiz.Text, quiz.Number:
		q.Multiple = kind == quiz.Choice && g.IntN(2) == 0
		q.Options = g.options(&q)
	case quiz.TrueFalse:
		right := float64(g.IntN(2))
		q.Options = []quiz.Option{{Text: "True", Fraction: right, Feedback: g.maybe()}, {Text: "False", Fraction: 1 - right, Feedback: g.maybe()}}
	case quiz.Match:
		for range 2 + g.IntN(3) {
			q.Options = append(q.Options, quiz.Option{Text: g.maybe(), Partner: g.text(), Feedback: g.maybe()})
		}
	case quiz.Order:
		for range 2 + g.IntN(30) {
			q.Options = append(q.Options, quiz.Option{Text: g.text(), Feedback: g.maybe()})
		}
	case quiz.Flip:
		q.Options = []quiz.Option{{Text: g.text(), Fraction: 1}}
	}
	for i := range g.IntN(3) {
		q.Tags = append(q.Tags, []string{"rhit:1", "two words", "ö"}[(n+i)%3])
	}
	q.Category = []string{"", "A", "A/B", "A//C/D"}[g.IntN(4)]
	if g.IntN(2) == 0 {
		q.AsOf, q.ReviewBy = "2026-11", fmt.Sprintf("2027-%02d-01", 1+n%12)
	}
	q.Name = defaultName(&q)
	return q
}

func (g generator) bank() quiz.Bank {
	bank := quiz.Bank{ID: "law", Name: "A bank: of laws", Source: "a, b; c", Version: "FY2026", Language: "en", Licence: "CC BY 4.0"}
	taken := map[string]int{}
	held := []quiz.Kind{quiz.Choice, quiz.Choice, quiz.TrueFalse, quiz.Text, quiz.Number, quiz.Match, quiz.Order, quiz.Flip, quiz.Essay, quiz.Description}
	for n := range 2 + g.IntN(8) {
		q := g.question(held[g.IntN(len(held))], n)
		key := parse.TextKey(q.Stem)
		switch g.IntN(3) {
		case 0:
			key = parse.IDKey([]string{"id-1", "=x", "42", "'-y"}[g.IntN(4)])
		case 1:
			q.Name = g.line()
			key = parse.NameKey(q.Name)
		}
		q.Key, _ = parse.Untaken(key, taken)
		q.ID = quiz.NewQuestionID(bank.ID, q.Key)
		bank.Questions = append(bank.Questions, q)
	}
	return bank
}

// TestNoCellIsAFormula holds every cell that is written against what programs
// run.
func TestNoCellIsAFormula(t *testing.T) {
	bank := quiz.Bank{ID: "x", Name: "=cmd|' /C calc'!A0"}
	for i, text := range []string{"=1+1", "+1", "-1", "@SUM(1)", "\t=1", "'=1", "=HYPERLINK(\"http://x\")"} {
		bank.Questions = append(bank.Questions, quiz.Question{Bank: "x", Key: "text:" + strconv.Itoa(i), Kind: quiz.Flip, Markup: quiz.Plain, Stem: text,
			Source: text, Options: []quiz.Option{{Text: text, Fraction: 1}}})
	}
	var b bytes.Buffer
	if err := Format(&b, bank); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		for _, cell := range strings.Split(strings.Trim(line, "\uFEFF\r\n"), ",") {
			if bare := strings.Trim(cell, `"`); bare != "" && strings.Contains(formulas, bare[:1]) {
				t.Errorf("%q is a formula", cell)
			}
		}
	}
	b.Reset()
	if err := FormatBook(&b, bank); err != nil {
		t.Fatal(err)
	}
	if text := memberText(t, b.Bytes(), "xl/worksheets/sheet1.xml"); strings.Contains(text, "<f>") || strings.Count(text, "<c ") != strings.Count(text, `t="inlineStr"`) {
		t.Errorf("a cell is not a text:\n%s", text)
	}
}

func TestHoldsSaysWhatIsLost(t *testing.T) {
	two := []quiz.Option{{Text: "a", Fraction: 1}, {Text: "b"}}
	for name, q := range map[string]quiz.Question{
		"gaps":            {Kind: quiz.Cloze, Stem: "{{1}}", Gaps: []quiz.Gap{{}}},
		"word parts":      {Kind: quiz.Build, Stem: "x", Parts: []quiz.Part{{}}},
		"two ways":        {Kind: quiz.Flip, Stem: "x", Family: "f", Options: two[:1]},
		"no front":        {Kind: quiz.Flip, Options: two[:1]},
		"two markups":     {Kind: quiz.Choice, Stem: "x", Options: []quiz.Option{{Text: "a", Fraction: 1, Markup: quiz.HTML}, {Text: "b"}}},
		"nothing right":   {Kind: quiz.Choice, Stem: "x", Options: []quiz.Option{{Text: "a"}, {Text: "b"}}},
		"an empty option": {Kind: quiz.Choice, Stem: "x", Options: []quiz.Option{{Text: "a", Fraction: 1}, {Text: " "}}},
		"a comma in tag":  {Kind: quiz.Choice, Stem: "x", Options: two, Tags: []string{"a,b"}},
		"a picture":       {Kind: quiz.Choice, Stem: `<img src="media:9f86.png">`, Options: two},
		"a bell":          {Kind: quiz.Choice, Stem: "\a", Options: two},
		"a lone pair":     {Kind: quiz.Match, Stem: "x", Options: []quiz.Option{{Text: "a", Partner: "b"}}},
		"no partner":      {Kind: quiz.Match, Stem: "x", Options: []quiz.Option{{Text: "a", Partner: "b"}, {Text: "c"}}},
		"too many":        {Kind: quiz.Order, Stem: "x", Options: slices.Repeat([]quiz.Option{{Text: "a"}}, MostOptions+1)},
	} {
		for _, f := range files {
			if f.holds(&q) == nil {
				t.Errorf("%s: %s cannot hold it, but nothing is said", name, f.name)
			}
			if err := f.write(&bytes.Buffer{}, quiz.Bank{Questions: []quiz.Question{q}}); err == nil {
				t.Errorf("%s: written as %s all the same", name, f.name)
			}
		}
	}
	long := quiz.Question{Kind: quiz.Choice, Stem: strings.Repeat("x", 40_000), Options: two}
	if Holds(&long) != nil || HoldsBook(&long) == nil {
		t.Error("a text of 40,000 characters fits into a table, and not into a cell of Excel")
	}
}
