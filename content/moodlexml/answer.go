package moodlexml

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"chartroom/content/gift"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// option reads an <answer>.
func (r *reader) option(e *element) quiz.Option {
	text := r.field(e, r.q.Markup)
	feedback := r.field(e.child("feedback"), r.q.Markup)
	return quiz.Option{
		Text: text.text, Markup: text.within(r.q.Markup), Fraction: r.fraction(e),
		Feedback: feedback.text, FeedbackMarkup: feedback.within(r.q.Markup),
	}
}

// typed reads an <answer> that is typed: its text has no markup.
func (r *reader) typed(e *element) quiz.Option {
	o := r.option(e)
	o.Markup = ""
	return o
}

// fraction is what an answer earns: its fraction attribute, in percent, or as
// Moodle once wrote, a <fraction> of 1.
func (r *reader) fraction(e *element) float64 {
	text, ok := e.attr("fraction")
	old := e.child("fraction")
	if old != nil {
		text, ok = old.words(), true
	}
	if !ok || text == "" {
		return 0
	}
	plain := strings.TrimSuffix(strings.Replace(text, ",", ".", 1), "%")
	f, ok := gift.FromPercent(plain)
	if old != nil && ok && math.Abs(f) <= 0.01 {
		f, ok = gift.Decimal(plain)
	}
	switch {
	case !ok:
		r.fail(e.at, "moodle-xml-weight", "The weight %q of this answer is not a number.", parse.Excerpt(text, 20))
		return 0
	case math.Abs(f) > 1:
		r.fail(e.at, "moodle-xml-weight", "The weight %s %% is outside -100 to 100.", parse.Excerpt(text, 20))
		return 0
	case plain != text:
		r.repair(e.at, "moodle-xml-weight-written-oddly", "The weight %q was read as %s %%.", parse.Excerpt(text, 20), plain)
	}
	return f
}

// sumSlack is how far the weights of a full mark may be from 100 %, so that
// three times 33.3 % passes and three times 33 % does not.
const sumSlack = 0.005

// fullSlack is how near to 100 % a full mark is (Moodle, as in quiz.Verdict).
const fullSlack = 1e-5

// checkWeights says what is odd about the weights of a question.
func (r *reader) checkWeights(at int, options []quiz.Option, together bool) {
	sum, best := 0.0, 0.0
	for _, o := range options {
		if !gift.KnownFraction(o.Fraction) {
			r.warn(at, "moodle-xml-weight-unknown-to-moodle", "The weight %s %% is kept as written, but Moodle does not accept it.", gift.Percent(o.Fraction))
		}
		sum += max(o.Fraction, 0)
		best = max(best, o.Fraction)
	}
	switch {
	case best <= 0:
		r.fail(at, "moodle-xml-no-right-answer", "No answer is right, so this question could never be answered.")
	case together && math.Abs(sum-1) > sumSlack:
		r.warn(at, "moodle-xml-weights-not-100", "The positive weights add up to %s %%, not to 100 %%.", rounded(sum*100))
	case !together && best < 1-fullSlack:
		r.warn(at, "moodle-xml-weights-not-100", "The best answer earns %s %%, not 100 %%.", rounded(best*100))
	}
}

func rounded(f float64) string { return trimFloat(math.Round(f*1e5) / 1e5) }

func (r *reader) choice() {
	q := &r.q
	q.Kind, q.Multiple = quiz.Choice, off(r.root.value("single"))
	for _, e := range r.answers("answer") {
		o := r.option(e)
		if o.Text == "" {
			r.repair(e.at, "moodle-xml-empty-answer", "This answer is empty and was left out.")
			continue
		}
		q.Options = append(q.Options, o)
	}
	switch {
	case r.failed:
	case len(q.Options) < 2:
		r.fail(r.root.at, "moodle-xml-too-few-answers", "A multiple choice needs two answers at least; this one has %d.", len(q.Options))
	default:
		r.checkWeights(r.root.at, q.Options, q.Multiple)
	}
}

// truths are words for true and false that old versions of Moodle wrote in the
// language of the site.
var truths = map[string]bool{
	"true": true, "wahr": true, "richtig": true, "vrai": true, "verdadero": true, "vero": true, "verdadeiro": true, "waar": true,
	"sant": true, "sann": true, "prawda": true, "yes": true,
	"false": false, "falsch": false, "faux": false, "falso": false, "onwaar": false, "usant": false, "falskt": false, "fałsz": false, "no": false,
}

func (r *reader) trueFalse() {
	q := &r.q
	q.Kind = quiz.TrueFalse
	answers := r.answers("answer")
	if len(answers) != 2 {
		if !r.failed {
			r.fail(r.root.at, "moodle-xml-true-false", "A true/false question has two answers; this one has %d.", len(answers))
		}
		return
	}
	words := func(i int) string { return strings.ToLower(clean(answers[i].words())) }
	first, known := truths[words(0)]
	second, knownToo := truths[words(1)]
	switch {
	case (words(0) == "true" || words(0) == "false") && knownToo && first != second:
	case known && knownToo && first != second:
		r.repair(answers[0].at, "moodle-xml-true-false-words", "The answers %q and %q were read as true and false by their words. Moodle takes the first for true.", words(0), words(1))
	default:
		first = true
		r.repair(answers[0].at, "moodle-xml-true-false-words", "The answers are %q and %q, not true and false; the first was read as true, as Moodle does.", parse.Excerpt(words(0), 20), parse.Excerpt(words(1), 20))
	}
	if !first {
		slices.Reverse(answers)
	}
	for i, e := range answers {
		o := r.typed(e)
		o.Text = []string{"True", "False"}[i]
		q.Options = append(q.Options, o)
	}
	a, b := &q.Options[0].Fraction, &q.Options[1].Fraction
	switch {
	case *a == *b:
		r.fail(r.root.at, "moodle-xml-no-right-answer", "Both answers earn the same, so none is right.")
	case max(*a, *b) != 1 || min(*a, *b) != 0:
		r.repair(r.root.at, "moodle-xml-true-false-weights", "The answers earn %s %% and %s %%; the better one was read as right.", gift.Percent(*a), gift.Percent(*b))
		*a, *b = math.Round(max(0, min(1, (*a-*b)*1e6))), math.Round(max(0, min(1, (*b-*a)*1e6)))
	}
}

func (r *reader) shortAnswer() {
	q := &r.q
	q.Kind = quiz.Text
	for _, e := range r.answers("answer") {
		o := r.typed(e)
		if o.Text == "" {
			r.repair(e.at, "moodle-xml-empty-answer", "This answer is empty and was left out.")
			continue
		}
		o.Any = o.Text == "*"
		q.Options = append(q.Options, o)
	}
	r.checkAccepted()
}

// checkAccepted checks the answers of a question that is typed.
func (r *reader) checkAccepted() {
	switch {
	case r.failed:
	case len(r.q.Options) == 0:
		r.fail(r.root.at, "moodle-xml-too-few-answers", "This question has no answer.")
	default:
		r.checkWeights(r.root.at, r.q.Options, false)
	}
}

func (r *reader) numerical() {
	q := &r.q
	q.Kind = quiz.Number
	for _, e := range r.answers("answer") {
		o := r.typed(e)
		if o.Text == "" {
			o.Text = "*" // Moodle does so
		}
		if !r.value(e.at, &o, e.value("tolerance")) {
			return
		}
		q.Options = append(q.Options, o)
	}
	r.units()
	r.checkAccepted()
}

// value reads an option's text as a number, and a tolerance.
func (r *reader) value(at int, o *quiz.Option, tolerance string) bool {
	if o.Text == "*" {
		o.Any = true
		return true
	}
	ok := true
	if o.Value, o.Text, ok = r.number(at, o.Text); !ok {
		return false
	}
	if tolerance = strings.TrimSpace(tolerance); tolerance != "" {
		if o.Tolerance, _, ok = r.number(at, tolerance); !ok {
			return false
		}
		if o.Tolerance < 0 {
			r.repair(at, "moodle-xml-negative-tolerance", "The tolerance %s is below zero; it was read as %s.", tolerance, tolerance[1:])
			o.Tolerance = -o.Tolerance
		}
	}
	return !r.failed
}

// number reads one number; plain is how a computer writes it.
func (r *reader) number(at int, s string) (f float64, plain string, ok bool) {
	if f, ok = gift.Decimal(s); ok {
		return f, s, true
	}
	switch found := quiz.ParseNumber(s); len(found) {
	case 0:
		r.fail(at, "moodle-xml-not-a-number", "%q is not a number.", parse.Excerpt(s, 40))
		return 0, "", false
	case 1:
		plain = strconv.FormatFloat(found[0], 'f', -1, 64)
		r.repair(at, "moodle-xml-number-written-oddly", "%q was read as %s.", parse.Excerpt(s, 40), plain)
		return found[0], plain, !r.failed
	}
	r.fail(at, "moodle-xml-ambiguous-comma", "%q could be one thousand times as much; write it with a point, or without a comma.", parse.Excerpt(s, 40))
	return 0, "", false
}

// units notes the units of a number, which are not asked for here.
func (r *reader) units() {
	units := r.root.child("units")
	if units == nil {
		return
	}
	var names []string
	for _, u := range units.parts {
		name := oneLine(clean(u.value("unit_name")))
		if times := u.value("multiplier"); name != "" && times != "" && times != "1" {
			name += " (× " + times + ")"
		}
		if name != "" {
			names = append(names, name)
		}
	}
	if len(names) > 0 {
		list := strings.Join(names, ", ")
		r.note("Units", field{text: list, markup: quiz.Plain, at: units.at})
		r.warn(units.at, "moodle-xml-units", "Units are not asked for here: the answer is a number of %s. Say in the text which unit is meant.", parse.Excerpt(names[0], 30))
	}
}

func (r *reader) match() {
	q := &r.q
	q.Kind = quiz.Match
	for _, e := range r.answers("subquestion") {
		text := r.field(e, q.Markup)
		o := quiz.Option{Text: text.text, Markup: text.within(q.Markup)}
		if a := e.child("answer"); a != nil {
			o.Partner = strings.Clone(clean(a.words()))
		}
		if o.Partner == "" {
			if o.Text != "" {
				r.repair(e.at, "moodle-xml-empty-answer", "This pair has no answer and was left out.")
			}
			continue
		}
		q.Options = append(q.Options, o)
	}
	if !r.failed && len(q.Options) < 2 {
		r.fail(r.root.at, "moodle-xml-too-few-answers", "A matching question needs two pairs at least; this one has %d.", len(q.Options))
	}
}

// order reads the items of an ordering; an answer's fraction is its place.
func (r *reader) order() {
	q := &r.q
	q.Kind = quiz.Order
	answers := r.answers("answer")
	slices.SortStableFunc(answers, func(a, b *element) int { return cmp.Compare(rank(a), rank(b)) })
	for _, e := range answers {
		text, feedback := r.field(e, q.Markup), r.field(e.child("feedback"), q.Markup)
		if text.text == "" {
			r.repair(e.at, "moodle-xml-empty-answer", "This item is empty and was left out.")
			continue
		}
		q.Options = append(q.Options, quiz.Option{Text: text.text, Markup: text.within(q.Markup),
			Feedback: feedback.text, FeedbackMarkup: feedback.within(q.Markup)})
	}
	if !r.failed && len(q.Options) < 2 {
		r.fail(r.root.at, "moodle-xml-too-few-answers", "An ordering question needs two items at least; this one has %d.", len(q.Options))
	}
}

// rank is an item's place in an ordering; those without one come first.
func rank(e *element) float64 {
	text, _ := e.attr("fraction")
	f, _ := gift.Decimal(text)
	return f
}
