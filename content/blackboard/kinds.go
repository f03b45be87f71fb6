package blackboard

import (
	"math"
	"strconv"
	"strings"

	"chartroom/content/intake"
	"chartroom/quiz"
)

// types are how the rows of each type are read; the text is read before.
var types = map[string]func(*row){
	"MC": (*row).choice, "MA": (*row).choices, "TF": (*row).trueFalse, "ORD": (*row).order, "MAT": (*row).match,
	"FIB": (*row).blank, "FIB_PLUS": (*row).blanks, "JUMBLED_SENTENCE": (*row).jumbled, "NUM": (*row).number,
	"ESS": (*row).essay, "SR": (*row).essay, "FIL": (*row).essay, "OP": (*row).essay, "QUIZ_BOWL": (*row).essay,
}

// pairs are the types whose rows may end with an empty field that is meant.
var pairs = map[string]bool{"JUMBLED_SENTENCE": true}

// read makes a question of the row.
func (r *row) read() {
	word := typeWord(r.get(0))
	read := types[word]
	switch {
	case len(r.fields) == 1:
		r.Q.Stem = r.get(0)
		r.Fail(r.At, "no-tabs", "This row has no tabs: type, text and answers must be separated by them")
		return
	case read == nil && !isType(r.get(0)):
		r.Q.Stem = intake.Words(r.get(1))
		r.Fail(r.At, "no-type", "The row begins with %q, which is no type of question", excerpt(r.get(0)))
		return
	case read != nil && r.get(0) != word:
		r.Repair(r.At, "type-case", "The type %q was read as %s.", r.get(0), word)
	}
	r.Q.Stem, r.Q.Markup = intake.Rich(r.get(1))
	if read == nil {
		r.Aside("Answers", strings.Join(r.fields[2:], "; "), quiz.Plain)
		r.KeptAsText(r.At, "type", "The type %s is not known here", excerpt(word))
	} else {
		read(r)
	}
	r.Q.Stem = r.Pictures(r.Q.Stem)
	for i := range r.Q.Options {
		r.Q.Options[i].Text = r.Pictures(r.Q.Options[i].Text)
	}
}

func (r *row) choice() {
	r.answers()
	right := r.Q.RightCount()
	if right > 1 {
		r.Repair(r.place(2), "several-correct", "%d answers are correct, so MC was read as MA: all of them must be chosen.", right)
		r.shared(right)
	}
}

func (r *row) choices() {
	r.answers()
	r.shared(r.Q.RightCount())
}

// shared makes the right answers equal shares of the mark.
func (r *row) shared(right int) {
	r.Q.Multiple = true
	for i := range r.Q.Options {
		if r.Q.Options[i].Fraction > 0 {
			r.Q.Options[i].Fraction = 1 / float64(right)
		}
	}
}

// answers reads answers, each with the word that says whether it is correct.
func (r *row) answers() {
	r.Q.Kind = quiz.Choice
	for i := 2; i < len(r.fields); i += 2 {
		answer, word := r.get(i), r.get(i+1)
		if answer == "" && word == "" {
			r.Repair(r.place(i), "empty-answer", "An empty answer was left out.")
			continue
		}
		right, exact, ok := truth(word, "correct", "incorrect")
		switch {
		case !ok && word == "":
			r.Fail(r.place(i), "no-word", "The answer %q is not followed by correct or incorrect", excerpt(answer))
			return
		case !ok:
			r.Fail(r.place(i+1), "no-word", "The answer %q is followed by %q, not by correct or incorrect", excerpt(answer), excerpt(word))
			return
		case answer == "" && !right:
			r.Repair(r.place(i), "empty-answer", "An empty answer was left out.")
			continue
		case answer == "":
			r.Fail(r.place(i), "empty-right-answer", "The correct answer is empty")
			return
		case !exact:
			r.Repair(r.place(i+1), "word", "%q was read as %s; Blackboard takes the English words in lower case only.", word, named(right, "correct", "incorrect"))
		}
		fraction := 0.0
		if right {
			fraction = 1
		}
		r.Q.Options = append(r.Q.Options, intake.Offered(answer, fraction, r.Q.Markup))
	}
}

func named(right bool, good, bad string) string {
	if right {
		return good
	}
	return bad
}

func (r *row) trueFalse() {
	r.Q.Kind = quiz.TrueFalse
	right, exact, ok := truth(r.get(2), "true", "false")
	switch {
	case !ok:
		r.Fail(r.place(2), "no-word", "%q is neither true nor false", excerpt(r.get(2)))
		return
	case !exact:
		r.Repair(r.place(2), "word", "%q was read as %s; Blackboard takes the English words in lower case only.", r.get(2), named(right, "true", "false"))
	}
	r.Q.Options = trueFalse(right)
	r.noMore(3)
}

// trueFalse are the options of a true/false question.
func trueFalse(right bool) []quiz.Option {
	options := []quiz.Option{{Text: "True"}, {Text: "False"}}
	if right {
		options[0].Fraction = 1
	} else {
		options[1].Fraction = 1
	}
	return options
}

// noMore says that the fields from n on have no meaning in their row.
func (r *row) noMore(n int) {
	if n < len(r.fields) {
		r.Repair(r.place(n), "more-fields", "%s beyond what the type takes, from %q on; not used.", quiz.Count(len(r.fields)-n, "field"), excerpt(r.fields[n]))
	}
}

func (r *row) order() {
	r.Q.Kind = quiz.Order
	for i := 2; i < len(r.fields); i++ {
		if r.get(i) == "" {
			r.Repair(r.place(i), "empty-answer", "An empty answer was left out.")
			continue
		}
		r.Q.Options = append(r.Q.Options, intake.Offered(r.get(i), 0, r.Q.Markup))
	}
}

func (r *row) match() {
	r.Q.Kind = quiz.Match
	for i := 2; i < len(r.fields); i += 2 {
		o := intake.Offered(r.get(i), 0, r.Q.Markup)
		o.Partner = intake.Words(r.get(i + 1))
		switch {
		case o.Text == "" && o.Partner == "":
			r.Repair(r.place(i), "empty-answer", "An empty answer was left out.")
			continue
		case o.Partner == "":
			r.Fail(r.place(i), "no-partner", "Nothing is said to match %q", excerpt(o.Text))
			return
		}
		r.Q.Options = append(r.Q.Options, o)
	}
}

func (r *row) blank() {
	r.Q.Kind = quiz.Text
	for i := 2; i < len(r.fields); i++ {
		o := intake.Typed(r.get(i), 1)
		if o.Text == "" {
			r.Repair(r.place(i), "empty-answer", "An empty answer was left out.")
			continue
		}
		r.Q.Options = append(r.Q.Options, o)
	}
}

func (r *row) number() {
	r.Q.Kind = quiz.Number
	value, ok := r.amount(2)
	if !ok {
		return
	}
	tolerance := 0.0
	if r.get(3) == "" {
		r.Warn(r.place(2), "no-tolerance", "No tolerance is given, so only exactly %s is right.", r.get(2))
	} else if tolerance, ok = r.amount(3); !ok {
		return
	}
	if tolerance < 0 {
		r.Repair(r.place(3), "negative-tolerance", "The tolerance %s is below zero; it was read without its sign.", r.get(3))
	}
	r.Q.Options = []quiz.Option{accepted(value, math.Abs(tolerance))}
	r.noMore(4)
}

// accepted is an accepted number.
func accepted(value, tolerance float64) quiz.Option {
	return quiz.Option{Text: strconv.FormatFloat(value, 'f', -1, 64), Value: value, Tolerance: tolerance, Fraction: 1, Markup: quiz.Plain}
}

// amount is the number in a field.
func (r *row) amount(i int) (value float64, ok bool) {
	text := intake.Words(r.get(i))
	values := quiz.ParseNumber(text)
	if len(values) == 0 {
		r.Fail(r.place(i), "no-number", "%q is not a number", excerpt(text))
		return 0, false
	}
	value = values[0]
	switch {
	case len(values) > 1:
		r.Repair(r.place(i), "comma", "%q was read as %s, its comma as one between thousands.", text, strconv.FormatFloat(value, 'f', -1, 64))
	case strings.ContainsAny(text, ",%$€£ "):
		r.Repair(r.place(i), "comma", "%q was read as %s.", text, strconv.FormatFloat(value, 'f', -1, 64))
	}
	return value, true
}

// asides are the labels under which the answers of types that are not asked
// stand in the rationale.
var asides = map[string]string{"QUIZ_BOWL": "Question words and phrases"}

func (r *row) essay() {
	r.Q.Kind = quiz.Essay
	label := asides[typeWord(r.get(0))]
	if label == "" {
		label = "Model answer"
	}
	for i, text := range r.fields[2:] {
		if text == "" {
			continue
		}
		if i == 0 && len(r.fields) == 3 {
			text = strings.TrimSuffix(strings.TrimPrefix(text, "["), "]") // as the manual writes what is optional
		}
		rich, markup := intake.Rich(text)
		r.Aside(label, r.Pictures(rich), markup)
	}
}
