package table

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// arrow stands between the two sides of a pair in one cell.
const arrow = "->"

// answers makes options of the columns, for the kind of the question.
func (d *draft) answers() {
	q := &d.q
	q.Kind = d.asked.kind
	switch q.Kind {
	case quiz.Choice:
		d.choice()
	case quiz.TrueFalse:
		d.trueFalse()
	case quiz.Text, quiz.Number:
		d.typed()
	case quiz.Match:
		d.pairs()
	case quiz.Order:
		d.order()
	case quiz.Flip:
		d.card()
	default:
		d.unmarked()
	}
}

// options are the slots that are not empty, and where each of them went.
func (d *draft) options() (options []quiz.Option, at map[int]int) {
	at = make(map[int]int, len(d.slots))
	for i, s := range d.slots {
		if !s.empty() {
			at[i] = len(options)
			options = append(options, quiz.Option{Text: s.text, Feedback: s.feedback})
		}
	}
	return options, at
}

// choice reads a question with options to choose from.
func (d *draft) choice() {
	q := &d.q
	key := d.column(Answer)
	if d.key == "" {
		d.fail(key, "table-no-answer", "No answer is named as the right one, so the row was left out.")
		return
	}
	read, err := readKey(d.key, d.slots, d.r.columns.numbers)
	if err != nil && len(d.slots) > 0 && d.slots[0].wrong { // the right one stands in the column of the answer
		d.slots = slices.Insert(d.slots, 0, slot{text: d.key, column: key})
		read, err = keyed{marks: shares([]int{0})}, nil
	}
	if err != nil {
		d.fail(key, "table-answer", "%s, so the row was left out.", err)
		return
	}
	if read.doubt != "" {
		d.warn(key, "table-answer-twofold", "%s", read.doubt)
	}
	var at map[int]int
	if q.Options, at = d.options(); len(q.Options) < 2 {
		d.fail(-1, "table-few-options", "A choice takes at least two options, so the row was left out.")
		return
	}
	best := 0.0
	for _, m := range read.marks {
		q.Options[at[m.slot]].Fraction = m.fraction
		best = max(best, m.fraction)
	}
	q.Multiple = d.asked.several || !read.weighted && len(read.marks) > 1
	switch {
	case best <= 0:
		d.fail(key, "table-no-answer", "No option earns anything, so the row was left out.")
	case d.asked.single && q.Multiple:
		d.repair(key, "table-several-right", "The type says that one option is right, but the answer names %d; all of them are.", len(read.marks))
	}
}

// trueFalse reads a statement that is true or false.
func (d *draft) trueFalse() {
	is, ok := truth(d.key)
	if !ok {
		if read, err := readKey(d.key, d.slots, d.r.columns.numbers); err == nil && len(read.marks) == 1 {
			is, ok = truth(d.slots[read.marks[0].slot].text)
		}
	}
	if !ok {
		d.fail(d.column(Answer), "table-answer", "The answer %q is neither true nor false, so the row was left out.", parse.Excerpt(d.key, 40))
		return
	}
	right, wrongly := 1.0, 0.0
	if !is {
		right, wrongly = wrongly, right
	}
	d.q.Options = []quiz.Option{{Text: "True", Fraction: right}, {Text: "False", Fraction: wrongly}}
	for i, s := range d.slots {
		if side, ok := truth(s.text); ok && side == (i != 0) { // False stands first
			i = 1 - min(i, 1)
		}
		if i < 2 && s.feedback != "" {
			d.q.Options[i].Feedback = s.feedback
		}
	}
}

// typed reads a question whose answer is typed: words, or a number.
func (d *draft) typed() {
	q := &d.q
	var at map[int]int
	q.Options, at = d.options()
	read, err := keyed{}, error(nil)
	if d.key != "" && len(q.Options) > 0 {
		if read, err = readKey(d.key, d.slots, d.r.columns.numbers); err == nil && read.weighted {
			for _, m := range read.marks {
				q.Options[at[m.slot]].Fraction = m.fraction
			}
		}
	}
	if !read.weighted {
		for i := range q.Options {
			q.Options[i].Fraction = 1
		}
		d.accept()
	}
	if len(q.Options) == 0 || !slices.ContainsFunc(q.Options, func(o quiz.Option) bool { return o.Fraction > 0 }) {
		d.fail(d.column(Answer), "table-no-answer", "There is no right answer, so the row was left out.")
		return
	}
	for i := range q.Options {
		o := &q.Options[i]
		switch {
		case o.Text == "*":
			o.Any = true
		case q.Kind == quiz.Number:
			d.number(o)
		}
	}
}

// accept adds the answers that stand in the column of the answer and in no
// other: several are split by lines, bars or semicolons.
func (d *draft) accept() {
	for _, text := range strings.FieldsFunc(d.key, func(r rune) bool { return r == '\n' || r == '|' || r == ';' }) {
		text = strings.TrimSpace(text)
		if _, named := readLabels(text, d.slots); text == "" || named || withText(text, d.slots) >= 0 {
			continue
		}
		d.q.Options = append(d.q.Options, quiz.Option{Text: text, Fraction: 1})
	}
}

// number reads an accepted value and how far off is still right: "3.5", "3.5 ±
// 0.1", "3.4..3.6".
func (d *draft) number(o *quiz.Option) {
	column := d.column(Answer)
	if len(d.slots) > 0 {
		column = d.slots[0].column
	}
	text, tolerance := o.Text, d.text(Tolerance)
	for _, sign := range []string{"±", "+/-", "+-"} {
		if value, off, found := strings.Cut(o.Text, sign); found {
			text, tolerance = strings.TrimSpace(value), strings.TrimSpace(off)
			break
		}
	}
	low, high, isRange := strings.Cut(text, "..")
	value, ok := d.amount(column, strings.TrimSpace(low))
	if isRange && ok {
		top, okTop := d.amount(column, strings.TrimSpace(high))
		if ok = okTop && value <= top; ok {
			o.Value, o.Tolerance = value/2+top/2, top/2-value/2
			o.Text = strconv.FormatFloat(o.Value, 'g', -1, 64)
			return
		}
	}
	off, okOff := 0.0, true
	if tolerance != "" {
		off, okOff = d.amount(column, tolerance)
		off = math.Abs(off)
	}
	if !ok || !okOff {
		d.fail(column, "table-not-a-number", "%q is not a number, so the row was left out.", parse.Excerpt(o.Text, 40))
		return
	}
	o.Text, o.Value, o.Tolerance = text, value, off
	if _, exact := decimal(text); !exact {
		o.Text = strconv.FormatFloat(value, 'g', -1, 64)
	}
}

// amount reads one number, also as people write them: 1,250 or $5.
func (d *draft) amount(column int, s string) (float64, bool) {
	if f, ok := decimal(s); ok {
		return f, true
	}
	values := quiz.ParseNumber(s)
	switch len(values) {
	case 0:
		return 0, false
	case 1:
		d.repair(column, "table-number-written-oddly", "%q was read as %s.", parse.Excerpt(s, 30), strconv.FormatFloat(values[0], 'f', -1, 64))
		return values[0], true
	}
	d.fail(column, "table-ambiguous-comma", "%q could be one thousand times as much, so the row was left out; write it without the comma.", parse.Excerpt(s, 30))
	return 0, true
}

// decimal reads a number as computers write it; no "inf", "0x" or "_".
func decimal(s string) (float64, bool) {
	if strings.Trim(s, "0123456789.eE+-") != "" {
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil
}

// isNumber reports whether a text is one number.
func isNumber(s string) bool { return len(quiz.ParseNumber(s)) > 0 }

// pairs reads what belongs together: from two columns each, or from cells with
// an arrow in them.
func (d *draft) pairs() {
	q := &d.q
	for i, s := range d.slots {
		if s.empty() {
			continue
		}
		o := quiz.Option{Text: s.text, Feedback: s.feedback, Partner: s.partner}
		if o.Partner == "" {
			for _, sign := range []string{arrow, "=>", "→", "=", "|", ":"} {
				if left, right, found := strings.Cut(s.text, sign); found {
					o.Text, o.Partner = strings.TrimSpace(left), strings.TrimSpace(right)
					break
				}
			}
		}
		if o.Partner == "" {
			d.fail(s.column, "table-pair", "Option %s belongs to nothing, so the row was left out. Write a column “match %s”, or “left -> right”.", letter(i), strings.ToLower(letter(i)))
			return
		}
		q.Options = append(q.Options, o)
	}
	d.atLeastTwo("table-few-pairs", "A matching question takes at least two pairs, so the row was left out.")
	d.unused("A matching question has no answer beside its pairs")
}

func (d *draft) atLeastTwo(rule, message string) {
	if len(d.q.Options) < 2 {
		d.fail(-1, rule, "%s", message)
	}
}

// unused says that the answer was not used.
func (d *draft) unused(why string) {
	if d.key != "" {
		d.warn(d.column(Answer), "table-answer-unused", "%s; %q was not used.", why, parse.Excerpt(d.key, 40))
	}
}

// order reads items in their right order: that of the columns, or that of an
// answer that names all of them ("C, A, B").
func (d *draft) order() {
	options, at := d.options()
	d.q.Options = options
	d.atLeastTwo("table-few-items", "An ordering question takes at least two items, so the row was left out.")
	if d.key == "" || d.failed {
		return
	}
	var sorted []quiz.Option
	parts := strings.FieldsFunc(d.key, func(r rune) bool { return strings.ContainsRune(",;>|-\n", r) })
	seen := map[int]bool{}
	for _, part := range parts {
		n := place(strings.Trim(part, " ()."))
		if i, ok := at[n]; ok && !seen[n] {
			seen[n] = true
			sorted = append(sorted, options[i])
		}
	}
	if len(sorted) != len(options) || len(parts) != len(options) {
		d.fail(d.column(Answer), "table-answer", "The answer %q does not name each of the items once, so the row was left out.", parse.Excerpt(d.key, 40))
		return
	}
	d.q.Options = sorted
}

// card reads a flashcard.
func (d *draft) card() {
	back := d.answer()
	if d.key != "" && d.filled() > 0 || d.filled() > 1 {
		d.warn(-1, "table-card-options", "A flashcard has one back; its other columns were not used.")
	}
	if back == "" {
		d.fail(d.column(Answer), "table-no-answer", "This flashcard has no back, so it was left out.")
		return
	}
	d.q.Options = []quiz.Option{{Text: back, Fraction: 1}}
}

// unmarked reads a text that is not marked. An answer that stands there all the
// same is kept in the explanation, and so are options.
func (d *draft) unmarked() {
	q := &d.q
	add := func(label, text string) {
		if text == "" {
			return
		}
		if q.Rationale != "" {
			q.Rationale += "\n"
		}
		q.Rationale += label + text
	}
	for i, s := range d.slots {
		add(letter(i)+". ", s.text)
	}
	add("Answer: ", d.key)
}
