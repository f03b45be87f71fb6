package qti

import (
	"slices"
	"strconv"
	"strings"

	"chartroom/quiz"
)

// named reports whether a response stands in the stem as [name].
func (i *item1) named() bool {
	stem := ""
	for _, p := range i.pieces {
		stem += p.text
	}
	return slices.ContainsFunc(i.responses, func(r response) bool { return r.bracket(stem) != "" })
}

// bracket is how Canvas writes the place of a response into the stem: its name
// in brackets; "" = it is not there.
func (r *response) bracket(stem string) string {
	name := strings.TrimPrefix(r.ident, "response_")
	for _, b := range []string{"[" + name + "]", "[" + escape(name) + "]", "[" + r.prompt + "]"} {
		if len(b) > 2 && strings.Contains(stem, b) {
			return b
		}
	}
	return ""
}

// cloze is a text with gaps: in the places of its responses, or where it names
// them in brackets.
func (i *item1) cloze() {
	q := &i.q
	q.Kind = quiz.Cloze
	places := make([]string, len(i.responses)) // marks of their own, until the gaps have their order
	for j := range i.responses {
		places[j] = "\uE000" + strconv.Itoa(j) + "\uE001"
	}
	bracketed := i.named()
	stem := i.stem(func(r int) string {
		if bracketed {
			return ""
		}
		return places[r]
	})
	missing := ""
	for j := range i.responses {
		r := &i.responses[j]
		if b := r.bracket(stem); bracketed && b != "" {
			stem = strings.Replace(stem, b, places[j], 1)
		} else if bracketed {
			missing += " " + places[j]
			i.repair(r.at, "qti-gap-missing", "The text has no place for the answer %q; its gap was put at the end.", excerpt(strings.TrimPrefix(r.ident, "response_")))
		}
	}
	stem += missing
	texts := i.giveFeedback(func(c choice) bool {
		return slices.ContainsFunc(i.responses, func(r response) bool { return c.response == r.ident || i.label(&r, c) })
	})
	if !i.fill(stem, texts) {
		i.plain(quiz.Essay)
		i.asText("qti-no-key", "A gap of this text has no right answer, so it was kept as text.")
	}
}

// fill makes gaps of the places in a stem, in their order; false when one of
// them has no right answer.
func (i *item1) fill(stem string, texts map[choice]string) bool {
	for {
		from := strings.Index(stem, "\uE000")
		if from < 0 {
			i.q.Stem = stem
			return true
		}
		end := strings.Index(stem[from:], "\uE001") + from
		at := -1
		if end > from {
			if n, err := strconv.Atoi(stem[from+len("\uE000") : end]); err == nil {
				at = n
			}
		}
		if at < 0 || at >= len(i.responses) {
			stem = strings.Replace(stem, "\uE000", "", 1)
			continue
		}
		g, ok := i.gap(&i.responses[at], texts)
		if !ok {
			i.q.Gaps = nil
			return false
		}
		stem = stem[:from] + gapMark(len(i.q.Gaps)) + stem[end+len("\uE001"):]
		i.q.Gaps = append(i.q.Gaps, g)
	}
}

// gap is one gap of a cloze.
func (i *item1) gap(r *response, texts map[choice]string) (quiz.Gap, bool) {
	g := quiz.Gap{Kind: quiz.Text, Weight: 1}
	if len(r.labels) == 0 || r.render == "fib" {
		g.Kind, g.Options, g.CaseSensitive = i.accepted(r)
		i.typedTexts(r, g.Options, texts)
		g.Weight = i.weight(r)
		return g, len(g.Options) > 0
	}
	earned, lost := i.key.weights(r, false)
	i.mend(r, earned, lost)
	g.Weight = max(slices.Max(earned), 0)
	open := strings.HasPrefix(i.typ, "fill_in_multiple_blanks") && r.labels[0].answer != "dropdown" && r.labels[0].answer != "wordbank" ||
		r.labels[0].answer == "openEntry" || r.labels[0].answer == "" && r.oneWord()
	if !open {
		g.Kind = quiz.Choice
	}
	for j, l := range r.labels {
		o := quiz.Option{ID: l.ident, Text: plain(l.text), Fraction: earned[j], Markup: quiz.Plain, Feedback: feedbackOn(texts, r, l)}
		if open { // Canvas accepts every answer that is listed, and exports the score of one
			o.Text, o.Fraction = typed(o.Text, 1).Text, 1
			i.method(r, l)
			if l.method == "TextContainsAnswer" {
				o.Text = "*" + o.Text + "*"
			}
		}
		if o.Text == "" {
			continue
		}
		g.Options = append(g.Options, o)
	}
	shares(g.Options, false)
	if g.Weight <= 0 {
		g.Weight = 1
	}
	return g, earns(g.Options)
}

// oneWord reports whether all labels are the same word, but for capitals: that
// is a list of what is accepted, not of what is offered.
func (r *response) oneWord() bool {
	return !slices.ContainsFunc(r.labels, func(l label) bool { return !strings.EqualFold(plain(l.text), plain(r.labels[0].text)) })
}

// weight is what a typed gap adds to the score, where each has its own
// condition; otherwise 1.
func (i *item1) weight(r *response) float64 {
	best := 0.0
	for j := range i.key.conditions {
		c := &i.key.conditions[j]
		if c.scored && !c.set && len(c.asks(r.ident)) == len(c.tests) {
			best = max(best, c.score)
		}
	}
	if best <= 0 {
		return 1
	}
	return best
}

// method says when an answer is marked in a way that is not ours.
func (i *item1) method(r *response, l label) {
	switch l.method {
	case "TextRegex":
		i.repair(r.at, "qti-regular-expression", "The answer %q is a pattern for programs; it was taken as the words to type.", excerpt(plain(l.text)))
	case "TextCloseEnough":
		i.repair(r.at, "qti-close-enough", "Answers near to %q were accepted; only the answer itself is.", excerpt(plain(l.text)))
	}
}
