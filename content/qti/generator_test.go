package qti

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"chartroom/content/gift"
	"chartroom/content/parse"
	"chartroom/quiz"
)

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
