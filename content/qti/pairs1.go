package qti

import (
	"slices"

	"chartroom/quiz"
)

// manyEach reports whether each response takes several choices.
func (i *item1) manyEach() bool {
	return !slices.ContainsFunc(i.responses, func(r response) bool { return !r.many })
}

// prompted reports whether every response but empty ones has its own text.
func (i *item1) prompted() bool {
	return slices.ContainsFunc(i.responses, func(r response) bool { return r.prompt != "" })
}

// matching is pairs: each response is a left side.
func (i *item1) matching() {
	q := &i.q
	q.Kind, q.Stem = quiz.Match, i.stem(nil)
	texts := i.giveFeedback(func(c choice) bool {
		return slices.ContainsFunc(i.responses, func(r response) bool { return c.response == r.ident || i.label(&r, c) })
	})
	var extra []string
	used := map[string]bool{}
	lost := false
	for j := range i.responses {
		r := &i.responses[j]
		earned, missing := i.key.weights(r, false)
		i.mend(r, earned, missing)
		best := -1
		for k := range r.labels {
			if earned[k] > 0 && (best < 0 || earned[k] > earned[best]) {
				best = k
			}
			if text := i.partner(r, k); !slices.Contains(extra, text) {
				extra = append(extra, text)
			}
		}
		switch {
		case best < 0 && empty(r.prompt), best >= 0 && empty(r.prompt) && empty(i.partner(r, best)):
			i.repair(r.at, "qti-empty-pair", "A pair without any text was left out.")
			continue
		case best < 0:
			lost = true
			q.Options = append(q.Options, quiz.Option{Text: r.prompt})
			continue
		}
		o := quiz.Option{ID: r.ident, Text: r.prompt, Partner: i.partner(r, best), Fraction: 1}
		o.Feedback = joined(texts[choice{r.ident, ""}], feedbackOn(texts, r, r.labels[best]))
		used[o.Partner] = true
		q.Options = append(q.Options, o)
	}
	for _, text := range extra {
		if !used[text] && !empty(text) {
			q.Options = append(q.Options, quiz.Option{Partner: text})
		}
	}
	i.pairs(lost)
}

// pairs keeps a match as text when its key is not whole.
func (d *draft) pairs(lost bool) {
	left := 0
	for _, o := range d.q.Options {
		if o.Text != "" && o.Partner != "" {
			left++
		}
	}
	switch {
	case lost:
		d.asText("qti-no-key", "Not every choice of this question has its partner, so it was kept as text.")
	case left == 0:
		d.asText("qti-few-choices", "The question has no pair, so it was kept as text.")
	}
}

// partner is a label's text. Blackboard's labels have none: they stand for the
// right sides in their order.
func (i *item1) partner(r *response, at int) string {
	if text := r.labels[at].text; text != "" || at >= len(i.partners) {
		return text
	}
	return i.partners[at]
}

// categories is choices to sort into categories, each of which is a response:
// a match of each choice with its category.
func (i *item1) categories() {
	q := &i.q
	q.Kind, q.Stem = quiz.Match, i.stem(nil)
	i.giveFeedback(func(choice) bool { return false })
	placed := map[string]bool{}
	twice := false
	for j := range i.responses {
		r := &i.responses[j]
		earned, lost := i.key.weights(r, true)
		i.mend(r, earned, lost)
		for k, l := range r.labels {
			if earned[k] > 0 {
				twice = twice || placed[l.ident]
				placed[l.ident] = true
				q.Options = append(q.Options, quiz.Option{ID: l.ident, Text: l.text, Partner: r.prompt, Fraction: 1})
			}
		}
	}
	for j, r := range i.responses {
		for _, l := range r.labels {
			if j == 0 && !placed[l.ident] {
				i.warn(r.at, "qti-in-no-category", "The choice %q belongs to no category; a match cannot hold it, so it was left out.", excerpt(plain(l.text)))
			}
		}
	}
	i.pairs(twice)
}
