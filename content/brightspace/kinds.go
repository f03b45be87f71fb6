package brightspace

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"chartroom/content/intake"
	"chartroom/content/parse"
	"chartroom/quiz"
)

func excerpt(s string) string { return parse.Excerpt(s, 40) }

// weight is a number of percent in a field, 0 to 100.
func weight(field string) (percent float64, ok bool) {
	field = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(field), "%"))
	if field == "" || strings.ContainsAny(field, "xXpPnNiI_") {
		return 0, false
	}
	percent, err := strconv.ParseFloat(strings.Replace(field, ",", ".", 1), 64)
	return percent, err == nil && !math.IsInf(percent, 0)
}

// weighted reads a row of a weight and a content, wherever the weight stands;
// ok is false when it costs the question.
func (q *question) weighted(r row, hasFeedback bool) (percent float64, c content, ok bool) {
	first, isFirst := weight(r.Get(1))
	second, isSecond := weight(r.Get(2))
	switch {
	case isFirst:
		percent, c = first, q.content(r, 2, hasFeedback)
	case isSecond && r.Get(1) == "" && r.Get(3) != "":
		q.Repair(r.Place(2), "shifted", "The columns of this row are shifted; its weight was found in column 3.")
		percent, c = second, q.content(r, 3, hasFeedback)
	case isSecond && r.Get(1) != "":
		q.Repair(r.Place(2), "swapped", "The weight and the text of this row are the wrong way round.")
		percent, c = second, q.content(r, 3, hasFeedback)
		if c.text != "" && c.feedback == "" {
			c.feedback = c.text
		}
		c.text, c.at = r.Get(1), r.Place(1)
	case r.Get(1) == "":
		c = q.content(r, 2, hasFeedback)
		if c.text != "" {
			q.Repair(r.At[0], "no-weight", "The row of %q has no weight; it was read as 0.", excerpt(c.text))
		}
	default:
		q.Fail(r.Place(1), "no-weight", "%q stands where the weight belongs", excerpt(r.Get(1)))
		return 0, c, false
	}
	if percent < -100 || percent > 100 {
		q.Fail(r.At[0], "weight", "The weight %s is outside of 0 to 100", excerpt(r.Get(1)))
		return 0, c, false
	}
	return percent, c, true
}

// option is an option with the text and the feedback of a content.
func (q *question) option(c content, fraction float64) quiz.Option {
	o := quiz.Option{Fraction: fraction}
	if o.Text, o.Markup = q.marked(c); o.Markup == q.Q.Markup {
		o.Markup = ""
	}
	if c.feedback != "" {
		o.Feedback, o.FeedbackMarkup = q.feedback(c)
	}
	return o
}

func (q *question) feedback(c content) (string, quiz.Markup) {
	text, markup := q.marked(content{text: c.feedback, mark: c.mark, at: c.at})
	if markup == q.Q.Markup {
		markup = ""
	}
	return text, markup
}

// options reads the rows of options, with their weights as fractions of 100;
// ok is false when that costs the question.
func (q *question) options() (ok bool) {
	q.Q.Kind = quiz.Choice
	for _, r := range q.rows[1:] {
		if r.word != "option" {
			continue
		}
		percent, c, ok := q.weighted(r, true)
		switch {
		case !ok:
			return false
		case c.text == "" && percent > 0:
			q.Fail(r.At[0], "empty-right-answer", "An option that earns something has no text")
			return false
		case c.text == "":
			q.Repair(r.At[0], "empty-answer", "An option without a text was left out.")
		default:
			q.Q.Options = append(q.Q.Options, q.option(c, percent/100))
		}
	}
	return true
}

func (q *question) choice() {
	if !q.options() {
		return
	}
	ones := slices.ContainsFunc(q.Q.Options, func(o quiz.Option) bool { return o.Fraction == 0.01 })
	if ones && !slices.ContainsFunc(q.Q.Options, func(o quiz.Option) bool { return o.Fraction != 0.01 && o.Fraction != 0 }) {
		q.Repair(q.At, "weight-of-one", "The weights are 1 and 0; 1 was read as 100 percent.")
		for i := range q.Q.Options {
			q.Q.Options[i].Fraction *= 100
		}
	}
}

func (q *question) choices() {
	if !q.options() {
		return
	}
	q.Q.Multiple = true
	sum, right := 0.0, q.Q.RightCount()
	for _, o := range q.Q.Options {
		sum += max(0, o.Fraction)
	}
	wrong := 0.0
	if slices.ContainsFunc(q.rows, func(r row) bool { return r.word == "scoring" && word(r.Get(1)) == "rightminuswrong" }) {
		wrong = -1 / float64(max(right, 1))
	}
	for i := range q.Q.Options {
		if o := &q.Q.Options[i]; o.Fraction > 0 {
			o.Fraction /= sum
		} else {
			o.Fraction = wrong
		}
	}
}

func (q *question) trueFalse() {
	q.Q.Kind = quiz.TrueFalse
	options := []quiz.Option{{Text: "True"}, {Text: "False"}}
	var seen [2]bool
	for _, r := range q.rows[1:] {
		at := slices.Index([]string{"true", "false"}, r.word)
		if at < 0 {
			continue
		}
		if seen[at] {
			q.Repair(r.At[0], "twice", "%s stands twice; the first row was read.", r.Get(0))
			continue
		}
		percent, isWeight := weight(r.Get(1))
		if !isWeight {
			q.Fail(r.Place(1), "no-weight", "%q stands where the weight belongs", excerpt(r.Get(1)))
			return
		}
		seen[at] = true
		if percent > 0 {
			options[at].Fraction = 1
		}
		if c := q.content(r, 2, false); c.text != "" {
			c.feedback = c.text
			options[at].Feedback, options[at].FeedbackMarkup = q.feedback(c)
		}
	}
	switch {
	case options[0].Fraction+options[1].Fraction != 1:
		q.Fail(q.At, "true-false", "Either TRUE or FALSE must have the weight 100, and the other 0")
	case !seen[0] || !seen[1]:
		q.Repair(q.At, "true-false", "Only one of the rows TRUE and FALSE is there; the other was taken for the other answer.")
	}
	q.Q.Options = options
}

func (q *question) typed() {
	q.Q.Kind = quiz.Text
	lost := 0
	for _, r := range q.rows[1:] {
		if r.word != "answer" {
			continue
		}
		percent, c, ok := q.weighted(r, false)
		if !ok {
			return
		}
		switch {
		case c.text == "":
			q.Repair(r.At[0], "empty-answer", "An answer without a text was left out.")
		case c.mark == "regexp" || c.mark == "regex":
			accepted, whole := words(c.text)
			if !whole {
				lost++
				q.Aside("Answer (a regular expression)", c.text, quiz.Plain)
				q.Warn(c.at, "regexp", "The answer %q is a regular expression that stands for more words than can be listed; it was left out, and stands in the rationale.", excerpt(c.text))
				continue
			}
			if len(accepted) != 1 || accepted[0] != c.text {
				q.Repair(c.at, "regexp-words", "The regular expression %q was read as the words that it accepts: %s.", excerpt(c.text), parse.Excerpt(strings.Join(accepted, ", "), 100))
			}
			for _, text := range accepted {
				q.Q.Options = append(q.Q.Options, quiz.Option{Text: text, Fraction: percent / 100, Any: text == "*", Markup: quiz.Plain})
			}
		default:
			q.Q.CaseSensitive = q.Q.CaseSensitive || c.mark == "sensitive" || c.mark == "casesensitive"
			q.Q.Options = append(q.Q.Options, intake.Typed(c.text, percent/100))
		}
	}
	if earns := slices.ContainsFunc(q.Q.Options, func(o quiz.Option) bool { return o.Fraction > 0 }); lost > 0 && !earns {
		q.KeptAsText(q.At, "regexp-only", "No answer is left but regular expressions that cannot be listed")
	}
}

func (q *question) match() {
	q.Q.Kind = quiz.Match
	var numbers, partners []string
	for _, r := range q.rows[1:] {
		if r.word != "choice" {
			continue
		}
		text := intake.Words(q.content(r, 2, false).text)
		switch {
		case slices.Contains(numbers, r.Get(1)):
			q.Fail(r.Place(1), "choice-twice", "Two choices have the number %s", excerpt(r.Get(1)))
			return
		case text == "":
			q.Repair(r.At[0], "empty-answer", "A choice without a text was left out.")
			continue
		}
		numbers, partners = append(numbers, r.Get(1)), append(partners, text)
	}
	used := make([]bool, len(partners))
	for _, r := range q.rows[1:] {
		if r.word != "match" {
			continue
		}
		c := q.content(r, 2, false)
		at := slices.Index(numbers, r.Get(1))
		switch {
		case c.text == "":
			q.Repair(r.At[0], "empty-answer", "A match without a text was left out.")
			continue
		case at < 0:
			q.Fail(r.Place(1), "no-such-choice", "No choice has the number %q of the match %q", excerpt(r.Get(1)), excerpt(c.text))
			return
		}
		used[at] = true
		o := q.option(c, 0)
		o.Partner = partners[at]
		q.Q.Options = append(q.Q.Options, o)
	}
	for i, partner := range partners {
		if !used[i] {
			q.Q.Options = append(q.Q.Options, quiz.Option{Partner: partner})
		}
	}
}

func (q *question) order() {
	q.Q.Kind = quiz.Order
	for _, r := range q.rows[1:] {
		if r.word != "item" {
			continue
		}
		c := q.content(r, 1, true)
		if c.text == "" {
			q.Repair(r.At[0], "empty-answer", "An item without a text was left out.")
			continue
		}
		q.Q.Options = append(q.Q.Options, q.option(c, 0))
	}
}

func (q *question) essay() {
	q.Q.Kind = quiz.Essay
	for _, r := range q.rows[1:] {
		label := map[string]string{"initialtext": "Text to begin with", "answerkey": "Model answer"}[r.word]
		if label == "" {
			continue
		}
		text, markup := q.marked(q.content(r, 1, false))
		q.Aside(label, text, markup)
	}
}
