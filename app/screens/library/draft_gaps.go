package library

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chartroom/quiz"
)

// draftGap is a hole in a text.
type draftGap struct {
	Kind          quiz.Kind // choice, text or number
	CaseSensitive bool
	Answers       []draftOption
	was           *quiz.Gap // as it is saved; nil = new
}

// gapKinds are the kinds of gaps, as the editor offers them.
var gapKinds = []quiz.Kind{quiz.Text, quiz.Number, quiz.Choice}

func gapOf(g *quiz.Gap) draftGap {
	was := *g
	return draftGap{Kind: g.Kind, CaseSensitive: g.CaseSensitive, Answers: draftOptions(g.Options, g.Kind), was: &was}
}

// hole is how a gap, from 0, stands in the text.
func hole(i int) string { return fmt.Sprintf("{{%d}}", i+1) }

var holeMark = regexp.MustCompile(`\{\{(\d{1,4})\}\}`)

// addGap adds a gap that hides these words; they may be none. It returns how
// it stands in the text.
func (d *draft) addGap(words string) string {
	g := draftGap{Kind: quiz.Text, Answers: []draftOption{{Text: strings.TrimSpace(words), Right: true}}}
	if len(quiz.ParseNumber(words)) == 1 {
		g.Kind = quiz.Number
	}
	d.Gaps = append(d.Gaps, g)
	return hole(len(d.Gaps) - 1)
}

// removeGap takes a gap away and puts its first right answer in its place.
func (d *draft) removeGap(i int) {
	words := ""
	for _, a := range d.Gaps[i].Answers {
		if a.Right {
			words = a.Text
			break
		}
	}
	d.Gaps = slices.Delete(d.Gaps, i, i+1)
	d.Stem = holeMark.ReplaceAllStringFunc(d.Stem, func(s string) string {
		n, _ := strconv.Atoi(holeMark.FindStringSubmatch(s)[1])
		switch {
		case n == i+1:
			return words
		case n > i+1:
			return hole(n - 2)
		}
		return s
	})
}

// markGap says which answer of a gap is right; in a choice the tick moves.
func (d *draft) markGap(gap, i int, right bool) {
	g := &d.Gaps[gap]
	if g.Kind == quiz.Choice && (g.was == nil || !g.was.Multiple) {
		for k := range g.Answers {
			g.Answers[k].Right = k == i
		}
		return
	}
	g.Answers[i].Right = right
}

// gaps are the holes of a cloze or a table, each of which stands in the text
// once.
func (b *builder) gaps() {
	b.q.Gaps = nil
	for i := range b.d.Gaps {
		g := &b.d.Gaps[i]
		one := quiz.Gap{Weight: 1}
		if g.was != nil {
			one = *g.was
		}
		one.Kind, one.CaseSensitive = g.Kind, g.CaseSensitive
		name := func(k int) string { return fmt.Sprintf("Answer %d of gap %d", k+1, i+1) }
		before, several, kind := []quiz.Option(nil), false, g.Kind
		if g.was != nil {
			before, several = g.was.Options, g.was.Multiple
		}
		one.Options = b.options(optionList{g.Answers, kind, several, before, g.was != nil && g.was.Kind != g.Kind, name})
		if kind == quiz.Choice {
			b.offered(one.Options, false, name)
		} else {
			b.accepted(one.Options, fmt.Sprintf(" of gap %d", i+1))
		}
		b.q.Gaps = append(b.q.Gaps, one)
		switch strings.Count(b.d.Stem, hole(i)) {
		case 1:
		case 0:
			b.say("Gap %d stands nowhere in the text. Write %s where it belongs, or remove the gap.", i+1, hole(i))
		default:
			b.say("Gap %d stands in the text more than once. Leave %s in one place.", i+1, hole(i))
		}
	}
	for _, m := range holeMark.FindAllStringSubmatch(b.d.Stem, -1) {
		if n, _ := strconv.Atoi(m[1]); n < 1 || n > len(b.d.Gaps) {
			b.say("The text has a gap %s that has no answer. Take it out, or make it a gap.", m[0])
		}
	}
	if len(b.d.Gaps) == 0 {
		b.say("There is no gap. Select words in the text and press Ctrl G.")
	}
	if b.q.Kind == quiz.Table && !quiz.HoldsTable(b.q.Stem, b.q.Markup) {
		b.say("There is no table in the text. Write its rows between bars, with a line |---|---| under the first, in Markdown.")
	}
}
