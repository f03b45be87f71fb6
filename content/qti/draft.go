package qti

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// draft is the question that is being read.
type draft struct {
	f      *file
	at     int // byte offset of the item
	id     string
	title  string
	q      quiz.Question
	notes  []parse.Problem
	failed bool
	exact  bool // it is a question of our own, as it was

	right, wrong, general string // feedback on any right, any wrong, and every answer; HTML
}

// nameLength is how long a question's name is, in characters: as in GIFT.
const nameLength = 80

// note says something of the draft. One note of a rule and text is enough.
func (d *draft) note(at int, severity parse.Severity, rule, message string) {
	for _, p := range d.notes {
		if p.Rule == rule && (p.Message == message || severity == parse.Repair) {
			return
		}
	}
	p := parse.Problem{Severity: severity, Rule: rule, Message: message}
	p.Line, p.Column = d.f.lines.At(at)
	d.notes = append(d.notes, p)
}

// repair notes something that was read in another way than written.
func (d *draft) repair(at int, rule, format string, args ...any) {
	d.note(at, parse.Repair, rule, fmt.Sprintf(format, args...))
}

// warn notes something that is probably not as meant.
func (d *draft) warn(at int, rule, format string, args ...any) {
	d.note(at, parse.Warning, rule, fmt.Sprintf(format, args...))
}

// fail says why the draft is left out.
func (d *draft) fail(at int, rule, format string, args ...any) {
	d.failed = true
	d.note(at, parse.Error, rule, fmt.Sprintf(format, args...))
}

// asText keeps the item as a text, and says why. The options stay below it.
func (d *draft) asText(rule, format string, args ...any) {
	q := &d.q
	d.name()
	var list []string
	for _, o := range q.Options {
		text := o.Text
		if q.Kind == quiz.Text || q.Kind == quiz.Number {
			continue // accepted answers were never shown
		}
		if q.Kind == quiz.Match && o.Partner != "" {
			text += " – " + o.Partner
		}
		if !empty(text) {
			list = append(list, "<li>"+text+"</li>")
		}
		q.Rationale = joined(q.Rationale, o.Feedback)
	}
	if len(list) > 0 {
		q.Stem = joined(q.Stem, "<ul>"+strings.Join(list, "")+"</ul>")
	}
	q.Kind, q.Options, q.Gaps, q.Multiple, q.KeepOrder, q.CaseSensitive = quiz.Essay, nil, nil, false, false, false
	d.note(d.at, parse.Unsupported, rule, fmt.Sprintf(format, args...))
}

// keep adds the draft to the bank, with what there is to say of it.
func (d *draft) keep() {
	f := d.f
	if !d.failed && !d.exact {
		d.feedback()
		d.name()
		evenWeights(d.q.Gaps)
		d.ids()
	}
	strict := false
	for _, p := range d.notes {
		if p.Severity == parse.Repair && f.options.NoRepairs {
			p.Severity, strict = parse.Error, true
		}
		p.Question = d.q.Name
		if p.Question == "" {
			p.Question = parse.Excerpt(d.title, nameLength)
		}
		f.add(f.name, p)
	}
	if d.failed || strict {
		return
	}
	q := &d.q
	key := ""
	switch {
	case d.exact:
		key = q.Key
	case d.id != "":
		key = keyOf(d.id)
	case telling(d.title):
		key = parse.NameKey(q.Name)
	default:
		key = parse.TextKey(plain(q.Stem))
	}
	if q.Kind == quiz.Description && d.id != "" {
		f.passages[d.id] = q.Stem
	}
	free := false
	if q.Key, free = parse.Untaken(key, f.taken); !free {
		same := "text"
		if d.id != "" {
			same = "identifier"
		}
		f.add(f.name, parse.Problem{Line: q.Line, Severity: parse.Warning, Rule: "qti-duplicate", Question: q.Name,
			Message: fmt.Sprintf("An item further up has the same %s; this one is told from it by its place in the file.", same)})
	}
	q.ID = quiz.NewQuestionID(f.bank.ID, q.Key)
	f.bank.Questions = append(f.bank.Questions, *q)
}

// ids leaves options without an id whose identifier is the letter of their
// place, or that are typed: so they are called anyway.
func (d *draft) ids() {
	forget := func(kind quiz.Kind, options []quiz.Option) {
		for i := range options {
			if o := &options[i]; o.ID == parse.Letter(i) || kind == quiz.Text || kind == quiz.Number {
				o.ID = ""
			}
		}
	}
	forget(d.q.Kind, d.q.Options)
	for _, g := range d.q.Gaps {
		forget(g.Kind, g.Options)
	}
}

// evenWeights makes the weights of gaps 1 when they are all the same: a third
// of 100 points each is one each.
func evenWeights(gaps []quiz.Gap) {
	for _, g := range gaps {
		if g.Weight != gaps[0].Weight {
			return
		}
	}
	for i := range gaps {
		gaps[i].Weight = 1
	}
}

// telling reports whether a title says more than that this is a question.
func telling(title string) bool {
	title = strings.ToLower(strings.TrimSpace(title))
	return title != "" && title != "question" && title != "untitled"
}

// name gives the question its title, or else its first words, or else its id.
func (d *draft) name() {
	q := &d.q
	if q.Name != "" {
		return
	}
	if telling(d.title) {
		q.Name = parse.Excerpt(plain(d.title), nameLength)
	}
	if q.Name == "" {
		q.Name = parse.Excerpt(plain(q.Stem), nameLength)
	}
	if q.Name == "" {
		q.Name = parse.Excerpt(cmp.Or(d.title, d.id, "Question"), nameLength)
	}
}

// feedback puts the feedback on any answer where the question can hold it.
func (d *draft) feedback() {
	q := &d.q
	q.Rationale = joined(q.Rationale, d.html(d.general))
	right, wrong := d.html(d.right), d.html(d.wrong)
	if right == wrong {
		q.Rationale = joined(q.Rationale, right)
	} else if alone(q) {
		for i := range q.Options {
			if o := &q.Options[i]; o.Fraction > 0 {
				o.Feedback = joined(o.Feedback, right)
			} else {
				o.Feedback = joined(o.Feedback, wrong)
			}
		}
		if wrong != "" && (q.Kind == quiz.Text || q.Kind == quiz.Number) {
			q.Options = append(q.Options, quiz.Option{Text: "*", Any: true, Feedback: wrong})
		}
	} else {
		if right != "" {
			q.Rationale = joined(q.Rationale, "<b>If right:</b> "+right)
		}
		if wrong != "" {
			q.Rationale = joined(q.Rationale, "<b>If wrong:</b> "+wrong)
		}
	}
	if q.Rationale != "" {
		q.RationaleMarkup = quiz.HTML
	}
	for i := range q.Options {
		if q.Options[i].Feedback != "" {
			q.Options[i].FeedbackMarkup = quiz.HTML
		}
	}
	for _, g := range q.Gaps {
		for i := range g.Options {
			if g.Options[i].Feedback != "" {
				g.Options[i].FeedbackMarkup = quiz.HTML
			}
		}
	}
}

// alone reports whether one option decides what an answer earns.
func alone(q *quiz.Question) bool {
	switch q.Kind {
	case quiz.Choice:
		return !q.Multiple
	case quiz.TrueFalse, quiz.Text, quiz.Number:
		return true
	}
	return false
}

// choice makes a choice of the options, or true and false; with too few of
// them, or none that is right, the question is kept as text.
func (d *draft) choice(options []quiz.Option) {
	q := &d.q
	options = d.dropEmpty(options)
	shares(options, q.Multiple)
	q.Kind, q.Options = quiz.Choice, options
	if len(options) < 2 {
		d.asText("qti-few-choices", "The question has %s; it takes at least two, so it was kept as text.", quiz.Count(len(options), "choice"))
		return
	}
	if !earns(options) {
		d.asText("qti-no-key", "No choice of this question is right, so it was kept as text.")
		return
	}
	if len(options) == 2 && !q.Multiple {
		first, second := truth(options[0].Text), truth(options[1].Text)
		if first*second < 0 && options[0].Fraction+options[1].Fraction == 1 && options[0].Fraction*options[1].Fraction == 0 {
			if first < 0 {
				options[0], options[1] = options[1], options[0]
			}
			options[0].Text, options[1].Text = "True", "False"
			q.Kind, q.KeepOrder = quiz.TrueFalse, false
		}
	}
}

// truth is 1 for the word true, -1 for false and 0 for anything else.
func truth(s string) int {
	switch strings.ToLower(strings.TrimSuffix(plain(s), ".")) {
	case "true":
		return 1
	case "false":
		return -1
	}
	return 0
}

// dropEmpty leaves out the options that show nothing and earn nothing: empty
// fields of an editor.
func (d *draft) dropEmpty(options []quiz.Option) []quiz.Option {
	kept := options[:0]
	for _, o := range options {
		if empty(o.Text) && o.Fraction <= 0 {
			d.repair(d.at, "qti-empty-choice", "A choice without any text was left out.")
			continue
		}
		kept = append(kept, o)
	}
	return kept
}

// typed is an accepted answer that is typed: plain, and with its stars meant.
func typed(answer string, fraction float64) quiz.Option {
	return quiz.Option{Text: strings.ReplaceAll(oneLine(answer), "*", `\*`), Fraction: fraction, Markup: quiz.Plain}
}

// number is an accepted number; ok is false when the text is none.
func number(text string, tolerance, fraction float64) (o quiz.Option, ok bool) {
	values := quiz.ParseNumber(text)
	if len(values) != 1 || strings.ContainsAny(text, "%$€£") {
		return o, false
	}
	return quiz.Option{Text: decimal(values[0]), Value: values[0], Tolerance: tolerance, Fraction: fraction, Markup: quiz.Plain}, true
}

// decimal writes a number as people do.
func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// gapMark is how a gap stands in the stem.
func gapMark(i int) string { return "{{" + strconv.Itoa(i+1) + "}}" }

// checkGaps keeps a cloze as text when its gaps do not stand in the stem, each
// once: they were in a choice, or in what is not shown.
func (d *draft) checkGaps() {
	if d.q.Kind != quiz.Cloze {
		return
	}
	whole := len(d.q.Gaps) > 0
	for i := range d.q.Gaps {
		whole = whole && strings.Count(d.q.Stem, gapMark(i)) == 1
	}
	if !whole {
		d.asText("qti-gap-place", "A gap of this item has no place in its text, so it was kept as text.")
	}
}

// noGaps writes a text so that nothing in it can be taken for a gap, or for the
// place of one.
func noGaps(s string) string {
	if strings.Contains(s, "\uE000") {
		s = strings.ReplaceAll(s, "\uE000", "")
	}
	return strings.ReplaceAll(s, "{{", "&#123;{")
}

// shares makes shares of the best score of what choices earn: of all that is
// above zero together, or of the highest.
func shares(options []quiz.Option, together bool) {
	best := 0.0
	for _, o := range options {
		if together {
			best += max(o.Fraction, 0)
		} else {
			best = max(best, o.Fraction)
		}
	}
	if best <= 0 {
		best = 1
	}
	for i := range options {
		options[i].Fraction = max(-1, min(1, options[i].Fraction/best))
	}
}

// earns reports whether any option earns something.
func earns(options []quiz.Option) bool {
	for _, o := range options {
		if o.Fraction > 0 {
			return true
		}
	}
	return false
}
