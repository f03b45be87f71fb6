package qti

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"chartroom/content/gift"
	"chartroom/content/parse"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// written is a bank as a package.
func written(t testing.TB, bank quiz.Bank) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Format(&b, bank); err != nil {
		t.Fatalf("format: %v", err)
	}
	return b.Bytes()
}

// readPack reads a package.
func readPack(t testing.TB, data []byte, bank quiz.BankID, o Options) (quiz.Bank, []parse.Problem) {
	t.Helper()
	a, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	got, problems, err := ParseArchive(context.Background(), a, string(bank), o, nil)
	if err != nil {
		t.Fatalf("parse what format wrote: %v", err)
	}
	return got, problems
}

// without is a package without some of its members.
func without(t testing.TB, data []byte, name string) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	to := zip.NewWriter(&b)
	for _, f := range from.File {
		if f.Name != name {
			if err := to.Copy(f); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestParseOfFormatIsTheSame builds random banks of every kind that a package
// holds, with texts made of all that means something in XML, HTML and
// Markdown.
func TestParseOfFormatIsTheSame(t *testing.T) {
	media, kinds := 0, map[quiz.Kind]int{}
	for seed := range uint64(300) {
		g := generator{rand.New(rand.NewPCG(seed, 21))}
		want := g.bank()
		data := written(t, want)
		got, problems := readPack(t, data, want.ID, Options{NoRepairs: true})
		if len(problems) > 0 {
			t.Fatalf("seed %d: %v", seed, problems)
		}
		if len(got.Questions) != len(want.Questions) {
			t.Fatalf("seed %d: %d questions, not %d", seed, len(got.Questions), len(want.Questions))
		}
		for i := range want.Questions {
			kinds[want.Questions[i].Kind]++
			if got.Questions[i].Line < 1 {
				t.Fatalf("seed %d: line %d", seed, got.Questions[i].Line)
			}
			got.Questions[i].Line = 0
			if !reflect.DeepEqual(got.Questions[i], want.Questions[i]) {
				t.Fatalf("seed %d: got\n%+v\nwant\n%+v", seed, got.Questions[i], want.Questions[i])
			}
		}
		pictures := shown(want)
		media += len(pictures)
		if !reflect.DeepEqual(shown(got), pictures) || len(got.Media) != len(pictures) {
			t.Fatalf("seed %d: media %v, not %v", seed, shown(got), pictures)
		}
		want.Questions, got.Questions, want.Media, got.Media = nil, nil, nil, nil
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: got %+v, want %+v", seed, got, want)
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

// TestOthersReadWhatQTICanSay reads the packages without what is only for us,
// as another program would: the questions ask the same and have the same key.
func TestOthersReadWhatQTICanSay(t *testing.T) {
	compared := map[quiz.Kind]int{}
	for seed := range uint64(300) {
		g := generator{rand.New(rand.NewPCG(seed, 22))}
		want := g.bank()
		data := without(t, written(t, want), ownMember)
		wellFormed(t, data)
		got, problems := readPack(t, data, want.ID, Options{NoRepairs: true})
		for _, p := range problems {
			if p.Severity != parse.Warning {
				t.Fatalf("seed %d: %v", seed, p)
			}
		}
		if len(got.Questions) != len(want.Questions) {
			t.Fatalf("seed %d: %d questions, not %d", seed, len(got.Questions), len(want.Questions))
		}
		for i := range want.Questions {
			w, g := &want.Questions[i], &got.Questions[i]
			if differs := asks(g, w); differs != "" {
				t.Fatalf("seed %d: %s: got\n%+v\nwant\n%+v\n%s", seed, differs, g, w, firstItem(w, want.Media))
			}
			compared[w.Kind]++
		}
	}
	t.Log(compared)
}

func firstItem(q *quiz.Question, media []quiz.Media) string {
	text, _ := itemXML(q, nil)
	return text
}

// asks says where a question asks something else than another, or "": texts
// are compared as they are read, weights as shares of the best.
func asks(got, want *quiz.Question) string {
	kind := want.Kind
	if kind == quiz.Cloze && len(want.Gaps) == 1 && want.Gaps[0].Kind != quiz.Choice && got.Kind == want.Gaps[0].Kind {
		return "" // a text with one gap, at its end, is the same as a question with one answer
	}
	switch {
	case got.Kind != kind:
		return "kind"
	case got.Key != want.Key || got.ID != want.ID:
		return "key"
	case kind != quiz.Cloze && show(got.Stem, got.Markup) != show(want.Stem, want.Markup):
		return fmt.Sprintf("stem %q, not %q", show(got.Stem, got.Markup), show(want.Stem, want.Markup))
	case kind == quiz.Cloze && len(got.Gaps) != len(want.Gaps):
		return "gaps"
	case kind == quiz.Choice && (got.Multiple != want.Multiple || got.KeepOrder != want.KeepOrder):
		return "flags"
	case kind == quiz.Text && got.CaseSensitive != want.CaseSensitive:
		return "capitals"
	case !slices.Equal(got.Tags, want.Tags):
		return "tags"
	case want.Rationale != "" && !strings.Contains(show(got.Rationale, got.RationaleMarkup), show(want.Rationale, markupOr(want.RationaleMarkup, want.Markup))):
		return "rationale"
	}
	for i := range want.Gaps {
		g, w := &got.Gaps[i], &want.Gaps[i]
		if g.Kind != w.Kind || g.Kind == quiz.Text && g.CaseSensitive != w.CaseSensitive || math.Abs(g.Weight/got.Gaps[0].Weight-w.Weight/want.Gaps[0].Weight) > 1e-9 {
			return fmt.Sprintf("gap %d", i+1)
		}
		if differs := sameOptions(want, w.Kind, g.Options, w.Options); differs != "" {
			return fmt.Sprintf("gap %d: %s", i+1, differs)
		}
	}
	switch kind {
	case quiz.Essay, quiz.Description, quiz.Cloze:
		return ""
	case quiz.Match:
		return samePairs(got, want)
	}
	return sameOptions(want, kind, got.Options, want.Options)
}

// show is what a browser shows of a text: its letters, without spaces.
func show(s string, m quiz.Markup) string {
	nodes, err := xhtml.ParseFragment(strings.NewReader(asHTML(s, m)), &xhtml.Node{Type: xhtml.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return err.Error()
	}
	var b strings.Builder
	var walk func(n *xhtml.Node)
	walk = func(n *xhtml.Node) {
		if n.Type == xhtml.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	for _, n := range nodes {
		walk(n)
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}, b.String())
}

func markupOr(m, or quiz.Markup) quiz.Markup {
	if m == "" {
		return or
	}
	return m
}

// sameOptions compares answers, those that stand for all others and that earn
// nothing apart.
func sameOptions(q *quiz.Question, kind quiz.Kind, got, want []quiz.Option) string {
	typed := kind == quiz.Text || kind == quiz.Number
	keep := func(options []quiz.Option) []quiz.Option {
		options = slices.Clone(options)
		shares(options, kind == quiz.Choice && q.Kind == quiz.Choice && q.Multiple)
		return slices.DeleteFunc(options, func(o quiz.Option) bool { return typed && (o.Any || o.Fraction <= 0) })
	}
	got, want = keep(got), keep(want)
	if typed {
		order := func(a, b quiz.Option) int {
			if kind == quiz.Number {
				return cmp.Compare(a.Value, b.Value)
			}
			return strings.Compare(a.Text, b.Text)
		}
		slices.SortStableFunc(got, order)
		slices.SortStableFunc(want, order)
	}
	if len(got) != len(want) {
		return fmt.Sprintf("%d answers, not %d", len(got), len(want))
	}
	for i := range want {
		g, w := got[i], want[i]
		text := show(w.Text, markupOr(w.Markup, q.Markup))
		switch {
		case kind == quiz.Number && (g.Value != w.Value || math.Abs(g.Tolerance-w.Tolerance) > 1e-9*(1+w.Tolerance)):
			return fmt.Sprintf("number %+v, not %+v", g, w)
		case kind == quiz.Text && wordsTyped(g.Text) != wordsTyped(w.Text), !typed && show(g.Text, markupOr(g.Markup, quiz.HTML)) != text:
			return fmt.Sprintf("answer %q, not %q", g.Text, text)
		case kind != quiz.Order && math.Abs(g.Fraction-w.Fraction) > 1e-6:
			return fmt.Sprintf("answer %q earns %g, not %g", g.Text, g.Fraction, w.Fraction)
		case kind != quiz.TrueFalse && !typed && g.ID != w.ID:
			return fmt.Sprintf("id %q, not %q", g.ID, w.ID)
		case q.Kind == quiz.Choice && show(g.Feedback, quiz.HTML) != show(w.Feedback, markupOr(w.FeedbackMarkup, q.Markup)):
			return fmt.Sprintf("feedback %q, not %q", g.Feedback, w.Feedback)
		}
	}
	return ""
}

func samePairs(got, want *quiz.Question) string {
	pairs := func(q *quiz.Question) (all []string) {
		for _, o := range q.Options {
			if o.Text != "" {
				all = append(all, show(o.Text, markupOr(o.Markup, q.Markup))+" -> "+show(o.Partner, q.Markup))
			}
		}
		return all
	}
	if g, w := pairs(got), pairs(want); !slices.Equal(g, w) {
		return fmt.Sprintf("pairs %q, not %q", g, w)
	}
	return ""
}

// wellFormed reads every XML member strictly, and holds its identifiers to
// what QTI asks: names, each once in a file.
func wellFormed(t testing.TB, data []byte) {
	t.Helper()
	a, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	for _, f := range a.File {
		have[f.Name] = true
	}
	for _, f := range a.File {
		if filepath.Ext(f.Name) != ".xml" {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for d := xml.NewDecoder(bytes.NewReader(text)); ; {
			token, err := d.Token()
			if err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v\n%s", f.Name, err, text)
			}
			start, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			names := map[string]bool{}
			for _, at := range start.Attr {
				if names[at.Name.Space+at.Name.Local] {
					t.Fatalf("%s: <%s> has %s twice", f.Name, start.Name.Local, at.Name.Local)
				}
				names[at.Name.Space+at.Name.Local] = true
				id := at.Value
				switch at.Name.Local {
				case "identifier":
					if key := start.Name.Local + " " + id; !isName(id) || seen[key] && start.Name.Local != "correct" && start.Name.Local != "variable" && start.Name.Local != "setOutcomeValue" && start.Name.Local != "mapResponse" &&
						!inlineAgain[start.Name.Local] {
						t.Fatalf("%s: identifier %q of <%s>", f.Name, id, start.Name.Local)
					} else {
						seen[key] = true
					}
				case "href":
					if start.Name.Space != qti21 || start.Name.Local == "assessmentItemRef" {
						if !have[id] {
							t.Fatalf("%s: names %q, which is not there", f.Name, id)
						}
					}
				}
			}
		}
	}
}

// inlineAgain are choices of several gaps, whose identifiers are of each gap.
var inlineAgain = map[string]bool{"inlineChoice": true}

// generator makes random banks, in the form in which readers leave them.
type generator struct{ *rand.Rand }

var pieces = []string{"a", "B", "ö", "日本", "\U0001F600", " ", "  ", "\n", "=", "~", "#", "{", "}", ":", "\\", "%", "*", "_", "`", "- x", "1. y", "> z", "| a | b |\n|---|---|\n| 1 | 2 |", "&", "&amp;", "&nbsp;", "&#38;", "&#1;",
	"<", ">", "<b>", "</b>", "<p>x</p>", "<br>", "<u>u</u>", "<table><tr><td a=\"1\" a=\"2\">c</td></tr></table>", "<li>", "<math><mi>x</mi></math>", "<a href=\"h\" onclick=\"x\">l</a>", "]]>", "<![CDATA[", "<!--", "-->", "</div>", "</itemBody>",
	"<simpleChoice identifier=\"A\">", "<?x", "\"", "'", "\u00a0", "&lt", "[x]", "$x$", "**bold**"}

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

func (g generator) line() string { return strings.Join(strings.Fields(g.text()), " ") }

// word is what one types: without stars.
func (g generator) word(n int) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(g.text(), "*", "x")+fmt.Sprint(" ", n)), " ")
}

func (g generator) markup() quiz.Markup {
	return []quiz.Markup{"", quiz.HTML, quiz.Plain, quiz.Markdown, quiz.Moodle}[g.IntN(5)]
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
		s += []string{` <img src="` + m.Ref() + `">`, " ![x](" + m.Ref() + ")", ` <audio src="` + m.Ref() + `"></audio>`}[g.IntN(3)]
	}
	return strings.TrimSpace(s)
}

func (g generator) feedback(o *quiz.Option) {
	if g.IntN(2) == 0 {
		o.Feedback, o.FeedbackMarkup = g.rich(), g.markup()
	}
}

// options are answers that begin with something to tell them apart.
func (g generator) options(q *quiz.Question, kind quiz.Kind, several bool) (options []quiz.Option) {
	fractions := [][]float64{{1, 0, 0}, {0, 1}, {1, 0.25, 0}, {1, 1}, {1, 0.3333333, -0.5}, {0.5, 0.5, -1, 0}, {1. / 3, 0.3333333, 0.3333334}, {0.07, 0.93}}
	list := fractions[g.IntN(5)]
	if several {
		list = fractions[g.IntN(len(fractions))]
	}
	for n, f := range list {
		o := quiz.Option{Fraction: f}
		switch kind {
		case quiz.Number:
			o.Value = []float64{0, 5, -2.5, 1e6, 3.1415, 1e-9, 12345.678}[(n+g.IntN(4))%7] + float64(n)
			o.Tolerance = []float64{0, 0.5, 1e-3, 2}[g.IntN(4)]
			o.Text = gift.NumberText(o)
		case quiz.Text:
			o.Text = g.word(n)
		default:
			o.Text, o.Markup = fmt.Sprint(n, " ", g.rich()), g.markup()
			if g.IntN(3) == 0 {
				o.ID = fmt.Sprintf("ident_%d", n)
			}
		}
		g.feedback(&o)
		options = append(options, o)
	}
	if kind != quiz.Choice && g.IntN(3) == 0 {
		any := quiz.Option{Text: "*", Any: true, Fraction: float64(g.IntN(2)) / 10}
		g.feedback(&any)
		options = append(options, any)
	}
	return options
}

func (g generator) gap(q *quiz.Question) quiz.Gap {
	gap := quiz.Gap{Kind: []quiz.Kind{quiz.Choice, quiz.Text, quiz.Number}[g.IntN(3)], Weight: float64(1 + g.IntN(3))}
	gap.CaseSensitive = gap.Kind == quiz.Text && g.IntN(2) == 0
	if gap.Kind != quiz.Choice && g.IntN(3) == 0 {
		gap.Hint = g.line()
	}
	gap.Options = g.options(q, gap.Kind, false)
	return gap
}

func (g generator) question(kind quiz.Kind, n int) quiz.Question {
	q := quiz.Question{Bank: "law", Kind: kind, Markup: g.markup(), Stem: g.rich()}
	for kind == quiz.Cloze && strings.ContainsAny(q.Stem, "{`<!") {
		q.Stem = g.rich()
	}
	if g.IntN(2) == 0 {
		q.Rationale, q.RationaleMarkup = g.rich(), g.markup()
	}
	if g.IntN(2) == 0 {
		q.Source = fmt.Sprintf("45 CFR 164.%d(b), 2026: part 2", n)
	}
	switch kind {
	case quiz.Choice, quiz.Text, quiz.Number:
		q.Multiple = kind == quiz.Choice && g.IntN(2) == 0
		q.CaseSensitive = kind == quiz.Text && g.IntN(2) == 0
		q.Options = g.options(&q, kind, q.Multiple)
	case quiz.TrueFalse:
		q.Options = []quiz.Option{{Text: "True"}, {Text: "False"}}
		q.Options[g.IntN(2)].Fraction = 1
		for i := range q.Options {
			g.feedback(&q.Options[i])
		}
	case quiz.Match:
		for n := range 2 + g.IntN(3) {
			q.Options = append(q.Options, quiz.Option{Text: fmt.Sprint(n, " ", g.rich()), Markup: g.markup(), Partner: fmt.Sprint(g.IntN(4), " ", g.text())})
			g.feedback(&q.Options[n])
		}
		if g.IntN(2) == 0 {
			q.Options = append(q.Options, quiz.Option{Partner: "9 " + g.text()})
		}
	case quiz.Order:
		for n := range 2 + g.IntN(3) {
			o := quiz.Option{Text: fmt.Sprint(n, " ", g.rich()), Markup: g.markup()}
			g.feedback(&o)
			q.Options = append(q.Options, o)
		}
		g.Shuffle(len(q.Options), func(i, j int) { q.Options[i], q.Options[j] = q.Options[j], q.Options[i] })
	case quiz.Cloze:
		for i := range 1 + g.IntN(3) {
			q.Gaps = append(q.Gaps, g.gap(&q))
			q.Stem += fmt.Sprintf(" {{%d}}%s", i+1, []string{"", ", ", "x}"}[g.IntN(3)])
		}
		q.Stem = strings.TrimSpace(q.Stem)
	}
	q.Name = g.line()
	return q
}

// held are the kinds that QTI has.
var held = []quiz.Kind{quiz.Choice, quiz.TrueFalse, quiz.Text, quiz.Number, quiz.Cloze, quiz.Match, quiz.Order, quiz.Essay, quiz.Description}

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
		q.KeepOrder = q.Kind == quiz.Choice && g.IntN(4) == 0
		if g.IntN(2) == 0 {
			q.AsOf, q.ReviewBy = "2026-11", fmt.Sprintf("2027-%02d", 1+n)
		}
		for range g.IntN(3) {
			if tag := []string{"rhit:2", "a & <b>", "hidden"}[g.IntN(3)]; !q.HasTag(tag) {
				q.Tags = append(q.Tags, tag)
			}
		}
		key := []string{parse.NameKey(q.Name), parse.TextKey(q.Stem), parse.IDKey(fmt.Sprintf("id <&> %d", n)), fmt.Sprintf("rhit-%d", n), fmt.Sprintf("key_%d", n), "日本"}[g.IntN(6)]
		if q.Key = key; Holds(&q) != nil { // texts that happen to hold a gap, or nothing
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
	found := map[string]string{}
	for i := range bank.Questions {
		for _, ref := range mediaRefs(&bank.Questions[i]) {
			for _, m := range bank.Media {
				if m.Ref() == ref {
					found[m.Hash] = m.Name
				}
			}
		}
	}
	return found
}
