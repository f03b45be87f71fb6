package qti

import (
	"slices"
	"strings"

	"chartroom/quiz"
)

// kind makes a question of the item: by its type where that says what the
// markup does not, and else by its responses.
func (i *item1) kind() {
	fibs, lids, others, ordered := 0, 0, 0, false
	for _, r := range i.responses {
		switch {
		case r.kind == "xy" || r.render == "hotspot" || r.render == "slider":
			others++
		case r.render == "fib" || r.kind == "str" || r.kind == "num":
			fibs++
		default:
			lids++
		}
		ordered = ordered || r.ordered
	}
	typ := strings.TrimSuffix(strings.ReplaceAll(i.typ, " ", "_"), "_question")
	switch {
	case strings.Contains(typ, "essay"), typ == "long_answer", typ == "written_response", typ == "short_response":
		i.essay()
	case typ == "text_only", len(i.responses) == 0 && typ != "file_upload" && typ != "calculated":
		i.plain(quiz.Description)
	case typ == "calculated", typ == "formula", typ == "arithmetic", typ == "significant_figures":
		i.plain(quiz.Essay)
		i.asText("qti-calculated", "A question whose numbers are drawn anew each time cannot be asked; it was kept as text.")
	case typ == "file_upload":
		i.plain(quiz.Essay)
		i.asText("qti-upload", "A question that is answered with a file cannot be asked; it was kept as text.")
	case others > 0:
		i.plain(quiz.Essay)
		i.asText("qti-hot-spot", "A question that is answered by a place in a picture or on a scale cannot be asked; it was kept as text.")
	case ordered && len(i.responses) == 1:
		i.ordering()
	case fibs == 1 && lids == 0:
		i.typed()
	case fibs > 0, i.named():
		i.cloze()
	case lids > 1 && i.manyEach():
		i.categories()
	case (lids > 1 || typ == "matching") && i.prompted():
		i.matching()
	case lids > 1:
		i.cloze()
	default:
		i.choices()
	}
}

// plain is a text.
func (i *item1) plain(kind quiz.Kind) {
	i.q.Kind, i.q.Stem = kind, i.stem(nil)
	for _, r := range i.responses {
		i.q.Stem = joined(i.q.Stem, r.prompt)
	}
	i.giveFeedback(func(choice) bool { return false })
}

// essay is a question that a person marks. What it accepts is a model answer.
func (i *item1) essay() {
	i.plain(quiz.Essay)
	for _, r := range i.responses {
		for _, c := range i.key.conditions {
			for _, t := range c.asks(r.ident) {
				i.general = joined(i.general, fromPlain(t.value))
			}
		}
	}
}

// choices is one response with its choices.
func (i *item1) choices() {
	r := &i.responses[0]
	q := &i.q
	q.Kind, q.Stem = quiz.Choice, joined(i.stem(nil), r.prompt)
	q.Multiple = r.many || strings.HasPrefix(i.typ, "multiple_answers")
	earned, lost := i.key.weights(r, q.Multiple)
	i.mend(r, earned, lost)
	texts := i.giveFeedback(func(c choice) bool { return i.label(r, c) })
	options := make([]quiz.Option, len(r.labels))
	for j, l := range r.labels {
		options[j] = quiz.Option{ID: l.ident, Text: l.text, Fraction: earned[j], Feedback: feedbackOn(texts, r, l)}
		if options[j].Text == "" && truth(l.ident) != 0 { // Blackboard has only idents
			options[j].Text = l.ident
		}
		q.KeepOrder = q.KeepOrder || l.fixed
	}
	if q.KeepOrder && allFixed(r.labels) {
		q.KeepOrder = false // that is how some write all choices
	}
	i.choice(options)
}

func allFixed(labels []label) bool {
	return !slices.ContainsFunc(labels, func(l label) bool { return !l.fixed })
}

// mend gives what the key's lost values earn to the labels that they name in
// another way.
func (i *item1) mend(r *response, earned []float64, lost []string) {
	for _, value := range lost {
		if at := r.resolve(value); at >= 0 {
			earned[at] = max(earned[at], 1)
			if best := slices.Max(earned); best > 1 {
				earned[at] = best
			}
			i.repair(r.at, "qti-key", "The right answer is given as %q, which is no identifier of a choice; the choice %q was taken.", excerpt(value), excerpt(plain(r.labels[at].text)))
			continue
		}
		i.repair(r.at, "qti-key-lost", "The right answer is given as %q, which is no choice of this question; that part of the key was left out.", excerpt(value))
	}
}

// label reports whether feedback on a choice is on a label of a response.
func (i *item1) label(r *response, c choice) bool {
	for _, l := range r.labels {
		if l.is(r, c) {
			return true
		}
	}
	return false
}

func (l *label) is(r *response, c choice) bool {
	return c.value == l.ident && (c.response == r.ident || c.response == "") || c.response == l.ident && c.value == ""
}

func feedbackOn(texts map[choice]string, r *response, l label) string {
	text := texts[choice{r.ident, l.ident}]
	text = joined(text, texts[choice{"", l.ident}])
	if r.ident != l.ident {
		text = joined(text, texts[choice{l.ident, ""}])
	}
	return text
}

// ordering is choices to put in order.
func (i *item1) ordering() {
	r := &i.responses[0]
	q := &i.q
	q.Kind, q.Stem = quiz.Order, joined(i.stem(nil), r.prompt)
	var right []int
	for j := range i.key.conditions {
		c := &i.key.conditions[j]
		if !c.scored || c.score <= 0 || len(right) > 0 {
			continue
		}
		for _, t := range c.asks(r.ident) {
			if at := r.find(t); at >= 0 {
				right = append(right, at)
			}
		}
	}
	texts := i.giveFeedback(func(c choice) bool { return i.label(r, c) })
	i.inOrder(right, len(r.labels), func(j int) quiz.Option {
		return quiz.Option{ID: r.labels[j].ident, Text: r.labels[j].text, Feedback: feedbackOn(texts, r, r.labels[j])}
	})
}

// inOrder sets the options of an order: right holds each of n places once, or
// the key is not whole.
func (d *draft) inOrder(right []int, n int, option func(int) quiz.Option) {
	q := &d.q
	whole := len(right) == n && n > 1
	seen := map[int]bool{}
	for _, at := range right {
		whole = whole && !seen[at]
		seen[at] = true
	}
	if !whole {
		for j := range n {
			q.Options = append(q.Options, option(j))
		}
		d.asText("qti-no-key", "The right order does not name each of the %d choices once, so the question was kept as text.", n)
		return
	}
	for _, at := range right {
		q.Options = append(q.Options, option(at))
	}
}
