package qti

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"chartroom/quiz"
)

// typed is one answer that is typed: words, a number, or an essay where nothing
// is right.
func (i *item1) typed() {
	r := &i.responses[0]
	q := &i.q
	kind, options, exact := i.accepted(r)
	last := len(i.pieces) > 0 && i.pieces[len(i.pieces)-1].response >= 0
	switch {
	case len(options) == 0 && len(r.labels) == 0 && r.rows > 1, len(options) == 0 && kind == quiz.Text:
		i.essay()
		if r.rows <= 1 && i.typ != "" {
			i.asText("qti-no-key", "No answer of this question is right, so it was kept as text.")
		}
	case len(options) == 0:
		i.plain(quiz.Essay)
		i.asText("qti-no-key", "No number of this question is right, so it was kept as text.")
	case last:
		q.Kind, q.Stem, q.Options, q.CaseSensitive = kind, joined(i.stem(nil), r.prompt), options, exact
		i.typedFeedback(r, q.Options)
	default:
		i.cloze()
	}
}

// typedFeedback gives accepted answers their feedback.
func (i *item1) typedFeedback(r *response, options []quiz.Option) {
	texts := i.giveFeedback(func(c choice) bool {
		return c.response == r.ident && c.value != "" && slices.ContainsFunc(options, func(o quiz.Option) bool { return i.accepts(o, c.value) })
	})
	i.typedTexts(r, options, texts)
}

func (i *item1) typedTexts(r *response, options []quiz.Option, texts map[choice]string) {
	for c, text := range texts {
		for j := range options {
			if c.response == r.ident && i.accepts(options[j], c.value) {
				options[j].Feedback = joined(options[j].Feedback, text)
				break
			}
		}
	}
}

// accepts reports whether an option was made of a value, or of a range.
func (i *item1) accepts(o quiz.Option, value string) bool {
	if of, ok := i.ranges[value]; ok {
		return o.Value == of.Value && o.Tolerance == of.Tolerance
	}
	if f, err := strconv.ParseFloat(value, 64); err == nil && o.Value == f && o.Text == decimal(f) {
		return true
	}
	return o.Text == typed(value, 0).Text
}

// accepted is what a typed response takes: words or numbers.
func (i *item1) accepted(r *response) (kind quiz.Kind, options []quiz.Option, exact bool) {
	kind = quiz.Text
	if numeric(r, i.typ) {
		options, ok := i.numbers(r)
		if ok {
			shares(options, false)
			return quiz.Number, options, false
		}
	}
	for j := range i.key.conditions {
		c := &i.key.conditions[j]
		if !c.scored || c.score <= 0 {
			continue
		}
		for _, t := range c.asks(r.ident) {
			o := typed(t.value, c.score)
			switch t.op {
			case "subset", "substring":
				o.Text = "*" + o.Text + "*"
			case "equal":
			default:
				continue
			}
			if o.Text == "" || slices.ContainsFunc(options, func(known quiz.Option) bool { return known.Text == o.Text }) {
				continue
			}
			options = append(options, o)
			exact = exact || t.exact
		}
	}
	shares(options, false)
	return kind, options, exact
}

// numeric reports whether a response takes numbers.
func numeric(r *response, typ string) bool {
	switch r.fib {
	case "decimal", "integer", "scientific":
		return true
	}
	return r.kind == "num" || strings.HasPrefix(typ, "numeric")
}

// numbers is the accepted numbers of a response; ok is false when one of them
// is no number.
func (i *item1) numbers(r *response) (options []quiz.Option, ok bool) {
	for j := range i.key.conditions {
		c := &i.key.conditions[j]
		if !c.scored || c.score <= 0 {
			continue
		}
		low, high, equals, inside := math.NaN(), math.NaN(), []test{}, true
		for _, t := range c.asks(r.ident) {
			values := quiz.ParseNumber(t.value)
			if len(values) != 1 {
				return nil, false
			}
			switch t.op {
			case "gt", "gte":
				low = values[0]
			case "lt", "lte":
				high = values[0]
			case "equal":
				equals = append(equals, t)
			}
		}
		ranged := !math.IsNaN(low) && !math.IsNaN(high)
		for _, t := range equals {
			x := quiz.ParseNumber(t.value)[0]
			inside = inside && (!ranged || low <= x && x <= high)
		}
		switch {
		case ranged && inside && len(equals) <= 1:
			if low > high {
				low, high = high, low
				i.repair(c.at, "qti-range-reversed", "The range of the right answer begins with its higher end; it was read the other way round.")
			}
			o := between(low, high, c.score)
			i.ranges[rangeAt(j)] = o
			options = append(options, o)
		default:
			if ranged {
				i.repair(c.at, "qti-number-outside", "The right number %s is not in its own range; the number was taken and the range left out.", excerpt(equals[0].value))
			}
			for _, t := range equals {
				o, _ := number(t.value, t.tolerance(), c.score)
				options = append(options, o)
			}
		}
	}
	return options, true
}

// tolerance is how far off a number may be, where the test itself says so.
func (t *test) tolerance() float64 {
	by, err := strconv.ParseFloat(t.by, 64)
	if err == nil && by > 0 && !math.IsInf(by, 0) {
		if t.margin == "percent" {
			x, _ := strconv.ParseFloat(t.value, 64)
			return math.Abs(x) * by / 100
		}
		return by
	}
	if n, err := strconv.Atoi(t.places); err == nil && n >= 0 && n < 15 {
		return 0.5 * math.Pow10(-n)
	}
	return 0
}

// between is a range as a number and a tolerance, rounded so that the middle of
// 41.5 and 42.5 is 42 and not 41.99999.
func between(low, high, score float64) quiz.Option {
	value, tolerance := rounded((low+high)/2), rounded((high-low)/2)
	return quiz.Option{Text: decimal(value), Value: value, Tolerance: tolerance, Fraction: score}
}

// rounded is a number to twelve digits.
func rounded(f float64) float64 {
	g, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 12, 64), 64)
	if err != nil {
		return f
	}
	return g
}
