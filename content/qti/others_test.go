package qti

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"chartroom/content/parse"
	"chartroom/quiz"
)

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
