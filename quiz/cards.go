package quiz

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// What the key of a question gets behind the key of the fact that it is made
// of, where the fact makes several. The first has the fact's own key.
const (
	BackSuffix  = " <back"  // the back is asked for its front
	BuildSuffix = " <build" // the meaning is asked for its term
	ClozeSuffix = " <c"     // and the number of the gap
	LabelSuffix = " <"      // and the label
)

// ClozeCard is what one number of a text with deletions asks for.
type ClozeCard struct {
	Number int    // as written, c1 = 1
	Stem   string // the text with {{1}}, {{2}}, … for what is asked and the words of everything else
	Gaps   []Gap  // what is asked, in the order of the text
	Back   string // the whole text, what was asked marked
}

// Why a text makes no cards.
var (
	ErrNoCloze     = errors.New("no gap is written as {{c1::words}}")
	ErrClozeBraces = errors.New("the braces of a gap are not closed")
	ErrClozeEmpty  = errors.New("a gap has no words in it")
	ErrClozeDeep   = errors.New("gaps stand in gaps more than 8 deep")
	ErrClozeMany   = errors.New("the text has more gaps than cards can be made of")
	ErrClozeHole   = errors.New("the text holds a number in double braces, which means a hole here")
)

// clozeDepth is how deep gaps may stand in gaps (Anki, rslib/src/cloze.rs).
const clozeDepth = 8

// Limits against texts that are made to fill the memory.
const (
	clozeNumber = 500     // highest number of a gap; Anki makes no more cards of one note
	clozeGaps   = 500     // gaps of one text
	clozeBytes  = 4 << 20 // of all stems of one text
)

var (
	clozeMark = regexp.MustCompile(`\{\{c(\d{1,5})::|\}\}`)
	holeMark  = regexp.MustCompile(`\{\{\d+\}\}`)
)

// HasCloze reports whether a text holds the beginning of a gap.
func HasCloze(text string) bool {
	if !strings.Contains(text, "{{c") { // most texts
		return false
	}
	for _, m := range clozeMark.FindAllString(text, -1) {
		if m != "}}" {
			return true
		}
	}
	return false
}

// deletion is a stretch of the plain text that a number hides.
type deletion struct {
	number   int
	from, to int // bytes of the plain text
	hint     string
}

// ClozeCards cuts a text with gaps as Anki writes them, {{c1::words::hint}},
// into one card a number, in the order of the numbers. Gaps may stand in gaps;
// what stands in a gap of its own number is a part of it. m says how Back marks
// what was asked.
func ClozeCards(text string, m Markup) ([]ClozeCard, error) {
	if holeMark.MatchString(text) {
		return nil, ErrClozeHole
	}
	plain, deletions, err := cutCloze(text)
	if err != nil {
		return nil, err
	}
	var numbers []int
	for _, d := range deletions {
		numbers = append(numbers, d.number)
	}
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	if len(numbers)*len(plain) > clozeBytes {
		return nil, ErrClozeMany
	}
	var cards []ClozeCard
	for _, n := range numbers {
		card := ClozeCard{Number: n}
		var stem strings.Builder
		at := 0
		for _, d := range deletions {
			if d.number != n || d.from < at {
				continue
			}
			card.Gaps = append(card.Gaps, Gap{Kind: Text, Weight: 1, Hint: d.hint, Options: []Option{{Text: plain[d.from:d.to], Fraction: 1}}})
			fmt.Fprintf(&stem, "%s{{%d}}", plain[at:d.from], len(card.Gaps))
			at = d.to
		}
		card.Stem = stem.String() + plain[at:]
		card.Back = clozeBack(card.Stem, card.Gaps, m)
		cards = append(cards, card)
	}
	return cards, nil
}

// cutCloze is the text without braces, and what they hide, outer before inner.
func cutCloze(text string) (plain string, deletions []deletion, err error) {
	var b strings.Builder
	type opened struct {
		index int  // into deletions
		hint  bool // its words are over
	}
	var open []opened
	write := func(s string) {
		if len(open) == 0 {
			b.WriteString(s)
			return
		}
		top := &open[len(open)-1]
		if words, hint, cut := strings.Cut(s, "::"); cut && !top.hint {
			b.WriteString(words)
			top.hint, deletions[top.index].hint = true, hint
			return
		}
		if top.hint {
			deletions[top.index].hint += s
			return
		}
		b.WriteString(s)
	}
	at := 0
	for _, m := range clozeMark.FindAllStringSubmatchIndex(text, -1) {
		write(text[at:m[0]])
		at = m[1]
		switch {
		case m[2] < 0 && len(open) == 0: // braces that close nothing are text
			write("}}")
		case m[2] < 0:
			d := &deletions[open[len(open)-1].index]
			if d.to = b.Len(); d.to == d.from {
				return "", nil, ErrClozeEmpty
			}
			open = open[:len(open)-1]
		default:
			number, _ := strconv.Atoi(text[m[2]:m[3]])
			if number < 1 || number > clozeNumber {
				return "", nil, fmt.Errorf("the number of a gap is 1 to %d, not %d", clozeNumber, number)
			}
			if len(open) == clozeDepth {
				return "", nil, ErrClozeDeep
			}
			if len(deletions) == clozeGaps {
				return "", nil, ErrClozeMany
			}
			deletions = append(deletions, deletion{number: number, from: b.Len()})
			open = append(open, opened{index: len(deletions) - 1})
		}
	}
	switch {
	case len(deletions) == 0:
		return "", nil, ErrNoCloze
	case len(open) > 0:
		return "", nil, ErrClozeBraces
	}
	write(text[at:])
	return b.String(), deletions, nil
}

// ClozeText writes cards of one text as the text that ClozeCards cuts into
// them; ok is false where there is none, as when their texts differ.
func ClozeText(cards []ClozeCard, m Markup) (text string, ok bool) {
	plain := ""
	var deletions []deletion
	for i, c := range cards {
		var b strings.Builder
		fillHoles(c.Stem, c.Gaps, func(words string, gap int) {
			if gap >= 0 {
				deletions = append(deletions, deletion{c.Number, b.Len(), b.Len() + len(words), c.Gaps[gap].Hint})
			}
			b.WriteString(words)
		})
		if i > 0 && b.String() != plain {
			return "", false
		}
		plain = b.String()
	}
	slices.SortStableFunc(deletions, func(a, b deletion) int {
		if a.from != b.from {
			return a.from - b.from
		}
		return b.to - a.to // outer before inner
	})
	var b strings.Builder
	var open []deletion
	at := 0
	closeUntil := func(limit int) {
		for len(open) > 0 && open[len(open)-1].to <= limit {
			d := open[len(open)-1]
			b.WriteString(plain[at:d.to])
			at, open = d.to, open[:len(open)-1]
			if d.hint != "" {
				b.WriteString("::" + d.hint)
			}
			b.WriteString("}}")
		}
	}
	for _, d := range deletions {
		closeUntil(d.from)
		if len(open) > 0 && d.to > open[len(open)-1].to {
			return "", false // they cross
		}
		b.WriteString(plain[at:d.from])
		fmt.Fprintf(&b, "{{c%d::", d.number)
		at, open = d.from, append(open, d)
	}
	closeUntil(len(plain))
	text = b.String() + plain[at:]
	again, err := ClozeCards(text, m)
	return text, err == nil && slices.EqualFunc(again, cards, sameCloze)
}

func sameCloze(a, b ClozeCard) bool {
	return a.Number == b.Number && a.Stem == b.Stem && slices.EqualFunc(a.Gaps, b.Gaps, func(a, b Gap) bool {
		return a.Kind == b.Kind && a.Weight == b.Weight && a.Hint == b.Hint && !a.Multiple && !b.Multiple && a.CaseSensitive == b.CaseSensitive && slices.Equal(a.Options, b.Options)
	})
}

// Filled is a stem with the words that its gaps hide.
func Filled(stem string, gaps []Gap) string {
	var b strings.Builder
	fillHoles(stem, gaps, func(words string, _ int) { b.WriteString(words) })
	return b.String()
}

// fillHoles hands out a stem in pieces: its words with gap -1, and in place of
// {{1}} what the first gap hides, with gap 0. A number without a gap is words.
func fillHoles(stem string, gaps []Gap, piece func(words string, gap int)) {
	at := 0
	for _, m := range holeMark.FindAllStringIndex(stem, -1) {
		n, err := strconv.Atoi(stem[m[0]+2 : m[1]-2])
		if err != nil || n < 1 || n > len(gaps) {
			continue
		}
		piece(stem[at:m[0]], -1)
		piece(Hidden(&gaps[n-1]), n-1)
		at = m[1]
	}
	piece(stem[at:], -1)
}

// Hidden is what a gap of a card hides.
func Hidden(g *Gap) string {
	if len(g.Options) == 0 {
		return ""
	}
	return g.Options[0].Text
}

// clozeBack is a stem with its gaps filled and marked.
func clozeBack(stem string, gaps []Gap, m Markup) string {
	before, after := "<b>", "</b>"
	switch m {
	case Plain:
		before, after = "[", "]"
	case Markdown:
		before, after = "**", "**"
	}
	var b strings.Builder
	fillHoles(stem, gaps, func(words string, gap int) {
		if gap >= 0 {
			words = before + words + after
		}
		b.WriteString(words)
	})
	return b.String()
}

// ClozeAnswer is the back of a card with gaps: the whole text, and what more
// there is to say, below it.
func ClozeAnswer(back, extra string, m Markup) string {
	if extra == "" {
		return back
	}
	return back + clozeBreak(m) + extra
}

func clozeBreak(m Markup) string {
	if m == HTML {
		return "<br><br>"
	}
	return "\n\n"
}

// ClozeExtra is what the back of a card says beyond the text with its gaps
// filled, which the front shows once it is turned; ok is false when the card
// has no gaps, or a back of its own.
func (q *Question) ClozeExtra() (extra string, ok bool) {
	if q.Kind != Flip || len(q.Gaps) == 0 || len(q.Options) != 1 {
		return "", false
	}
	rest, ok := strings.CutPrefix(q.Options[0].Text, clozeBack(q.Stem, q.Gaps, q.Markup))
	if !ok || rest == "" {
		return "", ok
	}
	return strings.CutPrefix(rest, clozeBreak(q.Markup))
}

// Accepted are the answers that a typed card takes, as written in its markup.
func (q *Question) Accepted() []string {
	if len(q.Gaps) > 0 {
		var hidden []string
		for i := range q.Gaps {
			hidden = append(hidden, Hidden(&q.Gaps[i]))
		}
		return []string{strings.Join(hidden, ", ")}
	}
	if len(q.Options) == 0 {
		return nil
	}
	return Alternatives(q.Options[0].Text)
}
