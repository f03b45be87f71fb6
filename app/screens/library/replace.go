package library

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"chartroom/app/actions"
	"chartroom/quiz"
)

// swap is words to be found and replaced in some questions.
type swap struct {
	Find, With string
	Case       bool // capitals count
	Whole      bool // whole words only
	from       page // where to go back to
	all        []quiz.Question
	changes    []change
	left       int // questions that would change and could then not be asked
	off        map[quiz.QuestionID]bool
}

// change is what replacing does to one question.
type change struct {
	title string // the question as it is now, in a line
	after quiz.Question
	texts []textChange
}

// textChange is one text before and after.
type textChange struct {
	name, before, after string
	runs                []quiz.Run // how one becomes the other, if that is known
}

// namedText is one text of a question, and what it is called.
type namedText struct {
	name string
	text *string
}

// texts are all texts of a question that people write and read.
func texts(q *quiz.Question) []namedText {
	stem := "Question"
	if q.Kind == quiz.Flip {
		stem = "Front"
	}
	all := []namedText{{stem, &q.Stem}}
	options := func(options []quiz.Option, name func(int) string) {
		for i := range options {
			o := &options[i]
			all = append(all, namedText{name(i), &o.Text}, namedText{name(i) + ", partner", &o.Partner}, namedText{name(i) + ", why", &o.Feedback})
		}
	}
	d := draft{before: *q}
	options(q.Options, d.name)
	for i := range q.Gaps {
		all = append(all, namedText{fmt.Sprintf("Gap %d, hint", i+1), &q.Gaps[i].Hint})
		options(q.Gaps[i].Options, func(k int) string { return fmt.Sprintf("Gap %d, answer %d", i+1, k+1) })
	}
	for i := range q.Parts {
		all = append(all, namedText{fmt.Sprintf("Piece %d", i+1), &q.Parts[i].Form}, namedText{fmt.Sprintf("Piece %d, meaning", i+1), &q.Parts[i].Meaning})
	}
	if p := q.Picture; p != nil {
		all = append(all, namedText{"Picture, in words", &p.Alt})
		for i := range p.Regions {
			all = append(all, namedText{pictureName(i), &p.Regions[i].Label})
		}
	}
	if r := q.Drill; r != nil {
		all = append(all, namedText{"Unit", &r.Unit}, namedText{"Worked solution", &r.Solution})
	}
	return append(all, namedText{"Why", &q.Rationale}, namedText{"Source", &q.Source}, namedText{"Example", &q.Example}, namedText{"Pronunciation", &q.Pronunciation})
}

// apart is a question that shares nothing with q that can change.
func apart(q quiz.Question) quiz.Question {
	q.Options, q.Gaps, q.Parts, q.Tags = slices.Clone(q.Options), slices.Clone(q.Gaps), slices.Clone(q.Parts), slices.Clone(q.Tags)
	for i := range q.Gaps {
		q.Gaps[i].Options = slices.Clone(q.Gaps[i].Options)
	}
	if q.Picture != nil {
		p := *q.Picture
		p.Regions = slices.Clone(p.Regions)
		q.Picture = &p
	}
	if q.Drill != nil {
		r := *q.Drill
		r.Vars, r.Where = slices.Clone(r.Vars), slices.Clone(r.Where)
		q.Drill = &r
	}
	return q
}

// openSwap opens find and replace: over what is picked, else over all that is
// listed, else over the chosen bank.
func (m *model) openSwap() error {
	w := &swap{from: m.page, off: map[quiz.QuestionID]bool{}}
	var err error
	switch {
	case m.page == reading || len(m.picked) > 0:
		w.all, err = m.act.Reader().Questions(ctx(), m.selection())
	case m.overview():
		if len(m.banks) == 0 {
			return nil
		}
		var b quiz.Bank
		b, err = m.act.Reader().BankQuestions(ctx(), m.banks[m.at].ID)
		w.all = b.Questions
	default:
		w.all, err = m.act.Reader().Questions(ctx(), m.ids)
	}
	if err != nil {
		return err
	}
	m.swap, m.page = w, replacing
	return nil
}

// pattern is what is looked for; nil = nothing.
func (w *swap) pattern() *regexp.Regexp {
	if w.Find == "" {
		return nil
	}
	p := regexp.QuoteMeta(w.Find)
	if w.Whole {
		p = wordEdge(w.Find[:1]) + p + wordEdge(w.Find[len(w.Find)-1:])
	}
	if !w.Case {
		p = "(?i)" + p
	}
	return regexp.MustCompile(p)
}

// wordEdge is the edge of a word, beside a letter or digit.
func wordEdge(beside string) string {
	if regexp.MustCompile(`\w`).MatchString(beside) {
		return `\b`
	}
	return ""
}

// look works out what replacing would do.
func (w *swap) look() {
	w.changes, w.left = nil, 0
	p := w.pattern()
	if p == nil {
		return
	}
	for i := range w.all {
		c, changed := w.change(&w.all[i], p)
		switch {
		case !changed:
		case len(c.texts) == 0:
			w.left++
		default:
			w.changes = append(w.changes, c)
		}
	}
}

var named = regexp.MustCompile(`media:[0-9a-f]{64}|\{\{[^{}]*\}\}`)

// change is what replacing does to a question. It changes no picture's name
// and no gap's mark, and nothing so that the question could not be asked any
// more: then it has no texts.
func (w *swap) change(q *quiz.Question, p *regexp.Regexp) (c change, changed bool) {
	after := apart(*q)
	for _, t := range texts(&after) {
		if !p.MatchString(*t.text) {
			continue
		}
		now := p.ReplaceAllLiteralString(*t.text, w.With)
		if now == *t.text {
			continue
		}
		changed = true
		if !slices.Equal(named.FindAllString(*t.text, -1), named.FindAllString(now, -1)) {
			continue
		}
		c.texts = append(c.texts, textChange{t.name, *t.text, now, w.runs(*t.text, p)})
		*t.text = now
	}
	_, broken := newDraft(*q).question()
	made, err := newDraft(after).question()
	if err != nil && broken == nil {
		return change{}, changed
	}
	if err == nil {
		after.Options = made.Options // a number's value goes with its text
	}
	c.after, c.title = after, shorten(plain(stemText(q), q.Markup), 70)
	return c, changed
}

// runs are a text cut at what is replaced in it; long stretches between are
// shortened.
func (w *swap) runs(text string, p *regexp.Regexp) (out []quiz.Run) {
	at := 0
	same := func(s string, last bool) {
		if s = shortStretch(s, at == 0, last); s != "" {
			out = append(out, quiz.Run{Kind: quiz.Same, Given: s, Want: s})
		}
	}
	for _, m := range p.FindAllStringIndex(text, -1) {
		same(text[at:m[0]], false)
		out = append(out, quiz.Run{Kind: quiz.Extra, Given: text[m[0]:m[1]]})
		if w.With != "" {
			out = append(out, quiz.Run{Kind: quiz.Missing, Want: w.With})
		}
		at = max(m[1], 1)
	}
	same(text[at:], true)
	return out
}

// shortStretch is a stretch of a text on one line, without its middle if it is
// long; at the beginning or end of the text without its outer part.
func shortStretch(s string, begins, ends bool) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\t' }), " ")
	const around = 70
	r := []rune(s)
	switch {
	case len(r) <= 2*around:
		return s
	case begins && ends:
		return s
	case begins:
		return "… " + string(r[len(r)-around:])
	case ends:
		return string(r[:around]) + " …"
	}
	return string(r[:around]) + " … " + string(r[len(r)-around:])
}

// chosen are the questions as they are to be.
func (w *swap) chosen() (out []quiz.Question) {
	for i := range w.changes {
		if q := w.changes[i].after; !w.off[q.ID] {
			out = append(out, q)
		}
	}
	return out
}

// replace does it, as one step.
func (m *model) replace() (actions.Done, error) {
	w := m.swap
	all := w.chosen()
	if len(all) == 0 {
		return actions.Done{}, problem("Nothing would change.")
	}
	done, err := m.act.Write(ctx(), quiz.QuestionID{}, all...)
	if err != nil {
		return done, err
	}
	done.Label = "replacing in " + quiz.Count(len(all), "question")
	done.Say = fmt.Sprintf("“%s” became “%s” in %s. Ctrl Z takes it back.", shorten(w.Find, 30), shorten(w.With, 30), quiz.Count(len(all), "question"))
	m.picked = nil
	return done, m.leaveSwap()
}

// leaveSwap goes back to where find and replace was opened.
func (m *model) leaveSwap() error {
	m.page = m.swap.from
	m.swap = nil
	return m.load()
}

// excerpt is a stretch of a long text around where it differs from another.
func (t *textChange) excerpt() (before, after string) {
	before, after = strings.Join(strings.Fields(t.before), " "), strings.Join(strings.Fields(t.after), " ")
	const around = 60
	at := 0
	for at < len(before) && at < len(after) && before[at] == after[at] {
		at++
	}
	if at <= around {
		return before, after
	}
	from := strings.IndexByte(before[at-around:], ' ') + at - around + 1
	if from <= 0 || from > at {
		return before, after
	}
	return "… " + before[from:], "… " + after[from:]
}
