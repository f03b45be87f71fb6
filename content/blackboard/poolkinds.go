package blackboard

import (
	"slices"
	"strconv"
	"strings"

	"chartroom/content/intake"
	"chartroom/quiz"
)

// rich is a text of a pool, in HTML unless it says otherwise.
func (t text) rich() (words string, markup quiz.Markup) {
	words, markup = strings.TrimSpace(t.words), quiz.HTML
	if t.plain || !strings.ContainsAny(words, "<&") {
		return words, quiz.Plain
	}
	if t.literal {
		words = strings.ReplaceAll(words, "\n", "<br>")
	}
	return words, markup
}

// option is a text as an option of a question.
func (t text) option(d *intake.Draft) quiz.Option {
	words, markup := t.rich()
	o := quiz.Option{Text: d.Pictures(words), Markup: markup, ID: t.id}
	if markup == d.Q.Markup {
		o.Markup = ""
	}
	return o
}

// read makes a question of the entry and keeps it.
func (e *entry) read(d *intake.Draft) {
	defer d.Keep()
	q := &d.Q
	if !numbered.MatchString(e.id) {
		d.ID = e.id
	}
	if d.Failed() {
		q.Stem = e.body.words
		return
	}
	q.Stem, q.Markup = e.body.rich()
	q.Stem = d.Pictures(q.Stem)
	switch e.kind {
	case "question_multiplechoice", "question_eitheror":
		e.choice(d)
	case "question_multipleanswer":
		e.choice(d)
		q.Multiple = true
		for i, right := 0, q.RightCount(); i < len(q.Options); i++ {
			q.Options[i].Fraction /= float64(max(right, 1))
		}
	case "question_truefalse":
		e.trueFalse(d)
	case "question_fillinblank":
		q.Kind = quiz.Text
		for _, a := range e.answers {
			if o := intake.Typed(a.words, 1); o.Text != "" {
				q.Options = append(q.Options, o)
			}
		}
	case "question_match":
		e.match(d)
	case "question_order":
		e.order(d)
	case "question_essay", "question_shortresponse":
		q.Kind = quiz.Essay
		e.asides(d, "Model answer")
	default:
		e.asides(d, "Answer")
		d.KeptAsText(e.at, "type", "The type %s is not known here", strings.ToUpper(excerpt(e.kind)))
	}
	right, wrong := d.Pictures(e.right), d.Pictures(e.wrong)
	if right != "" || wrong != "" {
		d.Outcomes(right, wrong, quiz.HTML)
	}
}

// asides puts the answers of a question that is not asked into its rationale.
func (e *entry) asides(d *intake.Draft, label string) {
	for _, a := range append(e.answers, e.choices...) {
		words, markup := a.rich()
		d.Aside(label, d.Pictures(words), markup)
	}
}

// sayings are what Blackboard writes for the answers of an either/or question.
var sayings = map[string]string{"yes_no.true": "Yes", "yes_no.false": "No", "agree_disagree.true": "Agree", "agree_disagree.false": "Disagree",
	"right_wrong.true": "Right", "right_wrong.false": "Wrong", "true_false.true": "True", "true_false.false": "False"}

// choice reads the answers of a choice, all that are correct at 1.
func (e *entry) choice(d *intake.Draft) {
	d.Q.Kind = quiz.Choice
	for _, c := range e.correct {
		if !slices.ContainsFunc(e.answers, func(a text) bool { return a.id == c.answer }) {
			d.Warn(e.at, "no-such-answer", "The key names an answer %q that the question does not have.", excerpt(c.answer))
		}
	}
	for _, a := range e.answers {
		if saying := sayings[strings.ToLower(a.words)]; saying != "" {
			a.words = saying
		}
		o := a.option(d)
		if slices.ContainsFunc(e.correct, func(c correct) bool { return c.answer == a.id }) {
			o.Fraction = 1
		}
		if o.Text == "" && o.Fraction == 0 {
			d.Repair(e.at, "empty-answer", "An empty answer was left out.")
			continue
		}
		d.Q.Options = append(d.Q.Options, o)
	}
}

// trueFalse reads true and false by their words: which of them comes first
// differs from question to question. (Moodle 4.5.6 takes the first for true,
// and so turns the key of some round.)
func (e *entry) trueFalse(d *intake.Draft) {
	d.Q.Kind = quiz.TrueFalse
	if len(e.answers) != 2 || len(e.correct) != 1 {
		d.Fail(e.at, "true-false", "A true/false question has two answers and one that is correct; this one has %d and %d", len(e.answers), len(e.correct))
		return
	}
	at := slices.IndexFunc(e.answers, func(a text) bool { return a.id == e.correct[0].answer })
	if at < 0 {
		d.Fail(e.at, "no-such-answer", "The key names an answer %q that the question does not have", excerpt(e.correct[0].answer))
		return
	}
	first, _, known := truth(intake.Words(e.answers[0].words), "True", "False")
	second, _, both := truth(intake.Words(e.answers[1].words), "True", "False")
	if !known || !both || first == second {
		d.Repair(e.at, "true-false", "The answers are %q and %q; the first was taken for true.", excerpt(intake.Words(e.answers[0].words)), excerpt(intake.Words(e.answers[1].words)))
		first = true
	}
	d.Q.Options = trueFalse(first == (at == 0))
}

// match reads pairs in the order of the left sides, then the partners that
// nothing belongs to.
func (e *entry) match(d *intake.Draft) {
	d.Q.Kind = quiz.Match
	partners := map[string]string{}
	for _, c := range e.choices {
		partners[c.id] = intake.Words(c.words)
	}
	key := map[string]string{}
	used := map[string]bool{}
	for _, c := range e.correct {
		key[c.answer], used[c.choice] = c.choice, true
	}
	for _, a := range e.answers {
		o := a.option(d)
		o.Partner = partners[key[a.id]]
		switch {
		case o.Text == "":
			d.Repair(e.at, "empty-answer", "An empty answer was left out.")
			continue
		case o.Partner == "":
			d.Fail(e.at, "no-partner", "Nothing is said to match %q", excerpt(intake.Words(a.words)))
			return
		}
		d.Q.Options = append(d.Q.Options, o)
	}
	for _, c := range e.choices {
		if !used[c.id] && partners[c.id] != "" {
			d.Q.Options = append(d.Q.Options, quiz.Option{Partner: partners[c.id]})
		}
	}
}

// order reads the items in their right order: as the key numbers them, or else
// as it names them.
func (e *entry) order(d *intake.Draft) {
	d.Q.Kind = quiz.Order
	key := slices.Clone(e.correct)
	place := func(c correct) int {
		n, err := strconv.Atoi(c.order)
		if err != nil {
			return 0
		}
		return n
	}
	slices.SortStableFunc(key, func(a, b correct) int { return place(a) - place(b) })
	items := map[string]text{}
	for _, a := range e.answers {
		items[a.id] = a
	}
	if len(key) != len(e.answers) || len(items) != len(e.answers) {
		d.Fail(e.at, "no-order", "The key orders %d of %d items", len(key), len(e.answers))
		return
	}
	for _, c := range key {
		item, ok := items[c.answer]
		if !ok {
			d.Fail(e.at, "no-such-answer", "The key names an item %q that the question does not have, or names one twice", excerpt(c.answer))
			return
		}
		delete(items, c.answer)
		d.Q.Options = append(d.Q.Options, item.option(d))
	}
}
