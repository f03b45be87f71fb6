package anki

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chartroom/quiz"
)

// clozePiece is a text, or a gap with what is in it.
type clozePiece struct {
	text    string
	numbers []int // of a gap: the cards that ask for it
	inside  []clozePiece
	hint    string
	from    int // where a gap begins, in the text
}

// clozeDepth is how deep gaps may lie in gaps.
const clozeDepth = 8

var clozeBegin = regexp.MustCompile(`^\{\{c(\d{1,4}(?:,\d{1,4})*)::`)

// parseCloze cuts a text at its gaps, {{c1::text}} or {{c1::text::hint}},
// which may lie in one another. A gap that is not closed is text.
func parseCloze(s string) []clozePiece {
	open := []clozePiece{{}} // the last is the one being filled
	text := 0
	flush := func(to int) {
		if to > text {
			last := &open[len(open)-1]
			last.inside = append(last.inside, clozePiece{text: s[text:to]})
		}
	}
	for i := 0; i < len(s); {
		if s[i] == '{' && len(open) <= clozeDepth {
			if m := clozeBegin.FindStringSubmatch(s[i:min(len(s), i+64)]); m != nil {
				flush(i)
				open = append(open, clozePiece{numbers: clozeList(m[1]), from: i})
				i += len(m[0])
				text = i
				continue
			}
		}
		if len(open) > 1 && strings.HasPrefix(s[i:], "}}") {
			flush(i)
			gap := open[len(open)-1]
			open = open[:len(open)-1]
			gap.cutHint()
			last := &open[len(open)-1]
			last.inside = append(last.inside, gap)
			i += 2
			text = i
			continue
		}
		i++
	}
	flush(len(s))
	for len(open) > 1 {
		gap := open[len(open)-1]
		open = open[:len(open)-1]
		last := &open[len(open)-1]
		last.inside = append(last.inside, clozePiece{text: s[gap.from : gap.from+strings.Index(s[gap.from:], "::")+2]})
		last.inside = append(last.inside, gap.inside...)
	}
	return open[0].inside
}

func clozeList(s string) (numbers []int) {
	for _, n := range strings.Split(s, ",") {
		if i, err := strconv.Atoi(n); err == nil {
			numbers = append(numbers, i)
		}
	}
	return numbers
}

// cutHint takes what follows "::" in a gap for its hint.
func (c *clozePiece) cutHint() {
	for i := range c.inside {
		p := &c.inside[i]
		if p.numbers != nil {
			continue
		}
		before, after, found := strings.Cut(p.text, "::")
		if !found {
			continue
		}
		p.text = before
		c.hint = after + flat(c.inside[i+1:])
		c.inside = c.inside[:i+1]
		return
	}
}

// flat is a text with its gaps filled.
func flat(pieces []clozePiece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.text)
		b.WriteString(flat(p.inside))
	}
	return b.String()
}

// clozeNumbers are the cards that a text makes, in order.
func clozeNumbers(s string) []int {
	var numbers []int
	var walk func([]clozePiece)
	walk = func(pieces []clozePiece) {
		for _, p := range pieces {
			for _, n := range p.numbers {
				if n > 0 {
					numbers = append(numbers, n)
				}
			}
			walk(p.inside)
		}
	}
	walk(parseCloze(s))
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

// splitCloze is the text of the card that asks for the gaps of a number: its
// gaps stand as {{1}}, {{2}}, ... after as many as came before, those of other
// numbers are filled.
func splitCloze(s string, number, before int) (stem string, gaps []quiz.Gap) {
	return splitPieces(parseCloze(s), number, before)
}

// pieced is parseCloze of a text, once for all cards of a note.
func (r *reader) pieced(s string) []clozePiece {
	if r.clozeText != s {
		r.clozeText, r.clozePieces = s, parseCloze(s)
	}
	r.pieces += len(s) / 64 // about as much work
	return r.clozePieces
}

// splitPieces is splitCloze of a text that is in pieces.
func splitPieces(pieces []clozePiece, number, before int) (stem string, gaps []quiz.Gap) {
	var b strings.Builder
	var walk func([]clozePiece)
	walk = func(pieces []clozePiece) {
		for _, p := range pieces {
			switch {
			case slices.Contains(p.numbers, number):
				gaps = append(gaps, quiz.Gap{
					Kind: quiz.Text, Weight: 1, Hint: textOf(p.hint),
					Options: []quiz.Option{{Text: flat(p.inside), Fraction: 1}},
				})
				b.WriteString("{{" + strconv.Itoa(before+len(gaps)) + "}}")
			case p.numbers != nil:
				walk(p.inside)
			default:
				b.WriteString(hideOpen(p.text))
			}
		}
	}
	walk(pieces)
	return b.String(), gaps
}

// gapTexts is what is to be typed where gaps are typed as one.
func gapTexts(gaps []quiz.Gap) string {
	var texts []string
	for _, g := range gaps {
		texts = append(texts, g.Options[0].Text)
	}
	return strings.Join(texts, ", ")
}

// gapMark is the place of a gap.
var gapMark = regexp.MustCompile(`\{\{\d+\}\}`)

// openMark is the place of a gap, or its beginning at the end of a text.
var openMark = regexp.MustCompile(`\{\{\d+\}\}|\{\{?\d*$`)

// hideOpen is hideMarks of a text that another follows.
func hideOpen(s string) string {
	if !strings.Contains(s, "{") {
		return s
	}
	return openMark.ReplaceAllStringFunc(s, func(m string) string { return "&#123;" + m[1:] })
}

// hideMarks writes what looks like the place of a gap so that it is none; HTML
// shows it the same.
func hideMarks(s string) string {
	if !strings.Contains(s, "{{") {
		return s
	}
	return gapMark.ReplaceAllStringFunc(s, func(m string) string { return "&#123;" + m[1:] })
}
