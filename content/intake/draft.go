package intake

import (
	"cmp"
	"fmt"
	"strings"

	"chartroom/content/gift"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// Draft is a question that is being read.
type Draft struct {
	Q  quiz.Question
	ID string // that its file gives it; "" = none
	At int    // byte offset of its first words

	in     *Intake
	notes  []parse.Problem
	failed bool
	kept   bool // as text, which was said
}

// Draft begins a question at an offset in the text.
func (in *Intake) Draft(at int) *Draft {
	d := &Draft{in: in, At: at, Q: quiz.Question{Bank: in.Bank.ID}}
	d.Q.Line, _ = in.lines.At(at)
	return d
}

// Failed reports whether the question is left out.
func (d *Draft) Failed() bool { return d.failed }

// Repair notes that something is read in another way than written.
func (d *Draft) Repair(at int, rule, format string, args ...any) {
	d.note(parse.Repair, at, rule, format, args...)
}

// Warn notes something that is probably not as meant.
func (d *Draft) Warn(at int, rule, format string, args ...any) {
	d.note(parse.Warning, at, rule, format, args...)
}

// Fail says why the question is left out; the first reason counts.
func (d *Draft) Fail(at int, rule, format string, args ...any) {
	if !d.failed {
		d.failed = true
		d.note(parse.Error, at, rule, format+", so it was left out.", args...)
	}
}

// KeptAsText says why the question cannot be asked, and makes an essay of it.
// What its options say must have gone elsewhere.
func (d *Draft) KeptAsText(at int, rule, format string, args ...any) {
	d.Q.Kind, d.Q.Options, d.Q.Gaps, d.Q.Multiple, d.kept = quiz.Essay, nil, nil, false, true
	d.note(parse.Unsupported, at, rule, format+", so it was kept as text.", args...)
}

// note keeps what there is to say; one note of a rule is enough.
func (d *Draft) note(severity parse.Severity, at int, rule, format string, args ...any) {
	rule = d.in.prefix + "-" + rule
	for _, p := range d.notes {
		if p.Rule == rule {
			return
		}
	}
	p := parse.Problem{Severity: severity, Rule: rule}
	if d.in.problems.Len() < parse.Limits.Problems { // else it is only counted
		p.Message = fmt.Sprintf(format, args...)
		p.Line, p.Column = d.in.lines.At(at)
	}
	d.notes = append(d.notes, p)
}

// Aside adds a text that has no place of its own to the rationale, with a
// label: a hint, or a model answer.
func (d *Draft) Aside(label, text string, markup quiz.Markup) {
	if text == "" {
		return
	}
	q := &d.Q
	switch {
	case q.Rationale == "":
		q.Rationale, q.RationaleMarkup = label+": "+text, markup
	case markup == q.RationaleMarkup && markup != quiz.HTML:
		q.Rationale += "\n\n" + label + ": " + text
	default:
		q.Rationale = ToHTML(q.Rationale, q.RationaleMarkup) + "<p>" + label + ": " + ToHTML(text, markup) + "</p>"
		q.RationaleMarkup = quiz.HTML
	}
}

// Outcomes puts the feedback on any right and on any wrong answer where the
// question can hold it: with the options where one of them decides, and else
// into the rationale.
func (d *Draft) Outcomes(right, wrong string, markup quiz.Markup) {
	q := &d.Q
	decides := q.Kind == quiz.TrueFalse || q.Kind == quiz.Choice && !q.Multiple || q.Kind == quiz.Text || q.Kind == quiz.Number
	switch {
	case right == wrong:
		d.Aside("Feedback", right, markup)
	case !decides:
		d.Aside("If right", right, markup)
		d.Aside("If wrong", wrong, markup)
	default:
		for i := range q.Options {
			text := wrong
			if q.Options[i].Fraction > 0 {
				text = right
			}
			if text != "" && q.Options[i].Feedback == "" {
				q.Options[i].Feedback, q.Options[i].FeedbackMarkup = text, markup
			}
		}
		if wrong != "" && (q.Kind == quiz.Text || q.Kind == quiz.Number) {
			q.Options = append(q.Options, quiz.Option{Text: "*", Any: true, Feedback: wrong, FeedbackMarkup: markup, Markup: quiz.Plain})
		}
	}
}

// fullMark is how near to 1 the best answer must come: Moodle writes a third
// with seven digits.
const fullMark = 0.99999

// check fails a draft that could not be asked, or never be answered.
func (d *Draft) check() {
	q := &d.Q
	if strings.TrimSpace(q.Stem) == "" {
		d.Fail(d.At, "no-text", "This question has no text")
	}
	options, least := q.Options, 1
	best, sum, asked := 0.0, 0.0, 0
	for _, o := range options {
		best, sum = max(best, o.Fraction), sum+max(0, o.Fraction)
		if o.Text != "" {
			asked++
		}
	}
	switch q.Kind {
	case quiz.Choice, quiz.Match, quiz.Order:
		least = 2
	case quiz.Essay, quiz.Description, quiz.Cloze:
		least = 0
	}
	switch {
	case len(options) < least:
		d.Fail(d.At, "few-answers", "This question has %s; it takes %d at least", quiz.Count(len(options), "answer"), least)
	case len(options) > parse.Limits.Columns:
		d.Fail(d.At, "many-answers", "This question has %d answers; it may have %d", len(options), parse.Limits.Columns)
	}
	switch q.Kind {
	case quiz.Match:
		if asked == 0 {
			d.Fail(d.At, "no-pair", "This question has no pair")
		}
	case quiz.Choice, quiz.TrueFalse, quiz.Text, quiz.Number:
		if best <= 0 {
			d.Fail(d.At, "no-right-answer", "No answer is right, and this question could never be answered")
		} else if q.Multiple && sum < fullMark || !q.Multiple && best < fullMark {
			d.Warn(d.At, "no-full-mark", "The best answer earns less than 100 %%.")
		}
	}
}

// Keep puts the question into the bank, unless something cost it, and says
// what there is to say of it. It reports whether the question is in.
func (d *Draft) Keep() bool {
	q, in := &d.Q, d.in
	if !d.failed {
		d.check()
	}
	titled := q.Name != ""
	if !titled {
		q.Name = cmp.Or(parse.Excerpt(Words(gift.DefaultName(q.Stem)), nameLength), d.ID)
	}
	if !d.failed && !d.kept && !q.Kind.Asked() {
		d.note(parse.Unsupported, d.At, "kept-as-text", "Questions of the kind “%s” cannot be asked, so it was kept as text.", q.Kind)
	}
	strict := false
	for _, p := range d.notes {
		if p.Severity == parse.Repair && in.strict {
			p.Severity, strict = parse.Error, true
		}
		if !d.failed || p.Severity == parse.Error { // what else was done to it matters no more
			p.Question = parse.Excerpt(q.Name, nameLength)
			in.add(p)
		}
	}
	if d.failed || strict {
		in.failed++
		return false
	}
	in.enter(d, titled)
	return true
}

// nameLength is how long a question's name is in a problem, in characters: as
// in GIFT.
const nameLength = 80

// enter gives the question its key.
func (in *Intake) enter(d *Draft, titled bool) {
	q, key := &d.Q, ""
	switch {
	case d.ID != "":
		key = parse.IDKey(d.ID)
	case titled:
		key = parse.NameKey(q.Name)
	default:
		key = parse.TextKey(Words(q.Stem))
	}
	free := false
	if q.Key, free = parse.Untaken(key, in.taken); !free {
		what := "text"
		if d.ID != "" {
			what = "id"
		} else if titled {
			what = "title"
		}
		p := parse.Problem{Severity: parse.Warning, Rule: in.prefix + "-duplicate", Question: parse.Excerpt(q.Name, nameLength),
			Message: fmt.Sprintf("A question further up has the same %s; this one is told from it by its place in the file.", what)}
		p.Line, p.Column = in.lines.At(d.At)
		in.add(p)
	}
	q.ID = quiz.NewQuestionID(in.Bank.ID, q.Key)
	in.Bank.Questions = append(in.Bank.Questions, *q)
}

// Join adds the questions of another reader, in their order.
func (in *Intake) Join(bank quiz.Bank, problems []parse.Problem) {
	for _, q := range bank.Questions {
		q.Key, _ = parse.Untaken(q.Key, in.taken)
		q.Bank, q.ID = in.Bank.ID, quiz.NewQuestionID(in.Bank.ID, q.Key)
		in.Bank.Questions = append(in.Bank.Questions, q)
	}
	for _, p := range problems {
		in.problems.Add(p)
	}
	for _, m := range bank.Media {
		in.shelf.put(m)
	}
}
