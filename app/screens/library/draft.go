package library

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"chartroom/quiz"
)

// draft is a question being written: every text as it is typed. It becomes a
// question again only when it is one that can be asked.
type draft struct {
	written
	start  written       // as it was when the editor opened
	before quiz.Question // as it is saved; of a new one only its id, bank, key and kind
	fresh  bool          // it is not saved yet

	family map[int]quiz.Question // the saved cards of a text with gaps, by number
	twin   *quiz.Question        // the saved card that asks the other way round
}

// written is what can be typed and ticked.
type written struct {
	Stem, Rationale, Source string
	Example, Pronunciation  string // flip
	AsOf, ReviewBy          string // yyyy-mm or yyyy-mm-dd
	Markup                  quiz.Markup
	Tags                    []string
	Several                 bool // choice: more than one option is right
	KeepOrder               bool // choice: options stand as they are written
	CaseSensitive           bool // text
	Typed                   bool // flip: the answer is typed
	BothWays                bool // flip: the back is asked for the front, too
	Options                 []draftOption
	Gaps                    []draftGap // cloze, table
	Parts                   []quiz.Part
	Picture                 *quiz.Picture
	Drill                   draftDrill
}

// maxOptions is how many options have a letter key.
const maxOptions = 26

// newDraft is a saved question as it stands.
func newDraft(q quiz.Question) *draft {
	d := &draft{written: writtenOf(&q), start: writtenOf(&q), before: q}
	if q.Kind == quiz.Flip && len(q.Gaps) > 0 {
		d.withFamily([]quiz.Question{q})
	}
	return d
}

// freshDraft is a new question: nothing but what its kind must have. like, if
// not nil, is the question before it, whose tags, source and dates it shares.
func freshDraft(q quiz.Question, like *quiz.Question) *draft {
	q.Markup = quiz.Plain
	if like != nil {
		q.Tags, q.Source, q.AsOf, q.ReviewBy, q.Markup = slices.Clone(like.Tags), like.Source, like.AsOf, like.ReviewBy, like.Markup
		q.Multiple, q.Typed, q.Picture = like.Multiple, like.Typed, nil
		q.Tags = slices.DeleteFunc(q.Tags, func(t string) bool { return strings.HasPrefix(t, "accept:") })
	}
	d := &draft{before: q, fresh: true, written: writtenOf(&q)}
	d.furnish()
	d.start = d.written.clone()
	return d
}

// furnish gives a new question the parts that its kind begins with.
func (d *draft) furnish() {
	empty := func(n int, right bool) {
		for range n {
			d.Options = append(d.Options, draftOption{Right: right})
		}
	}
	d.Options, d.Gaps, d.Parts, d.Drill = nil, nil, nil, draftDrill{}
	switch d.before.Kind {
	case quiz.Choice:
		empty(4, false)
	case quiz.TrueFalse:
		d.Options = []draftOption{{Text: "True"}, {Text: "False"}}
	case quiz.Flip, quiz.Text, quiz.Number, quiz.Code:
		empty(1, true)
	case quiz.Match, quiz.Order:
		empty(3, true)
	case quiz.Build:
		d.Parts = []quiz.Part{{Role: quiz.Root}, {Role: quiz.Vowel, Form: "o"}, {Role: quiz.Suffix}}
	case quiz.Drill:
		d.Drill.Vars = []draftVar{{}, {}}
	case quiz.Table:
		d.Markup = quiz.Markdown
		if d.Stem == "" {
			d.Stem = "Fill in the table.\n\n| Term | Meaning |\n|---|---|\n| first |  |\n| second |  |"
		}
	}
	if d.before.Kind == quiz.Code && (&quiz.Question{Tags: d.Tags}).Tag("code") == "" {
		d.Tags = append(d.Tags, "code:icd10cm")
	}
}

// become changes the kind of a new question; its words stay.
func (d *draft) become(k quiz.Kind) {
	if !d.fresh || d.before.Kind == k {
		return
	}
	old := d.Options
	d.before.Kind = k
	d.furnish()
	if k != quiz.TrueFalse {
		for i := range min(len(old), len(d.Options)) {
			d.Options[i].Text, d.Options[i].Feedback = old[i].Text, old[i].Feedback
		}
	}
	if d.blank() {
		d.start = d.written.clone()
	}
}

// blank reports whether nothing worth keeping was typed.
func (d *draft) blank() bool {
	words := []string{d.Rationale, d.Example, d.Pronunciation}
	if d.before.Kind != quiz.Table {
		words = append(words, d.Stem)
	}
	for _, o := range d.Options {
		if d.before.Kind != quiz.TrueFalse {
			words = append(words, o.Text)
		}
		words = append(words, o.Feedback, o.Partner)
	}
	return strings.TrimSpace(strings.Join(words, "")) == "" && d.Picture == nil
}

// writtenOf is a question as one types it.
func writtenOf(q *quiz.Question) written {
	w := written{Stem: q.Stem, Rationale: q.Rationale, Source: q.Source, Example: q.Example, Pronunciation: q.Pronunciation,
		AsOf: q.AsOf, ReviewBy: q.ReviewBy, Markup: q.Markup, Tags: slices.Clone(q.Tags),
		Several: q.Multiple, KeepOrder: q.KeepOrder, CaseSensitive: q.CaseSensitive, Typed: q.Typed,
		Options: draftOptions(q.Options, q.Kind), Parts: slices.Clone(q.Parts), Drill: drillOf(q.Drill)}
	for i := range q.Gaps {
		w.Gaps = append(w.Gaps, gapOf(&q.Gaps[i]))
	}
	if q.Picture != nil {
		p := *q.Picture
		p.Regions = slices.Clone(p.Regions)
		w.Picture = &p
	}
	return w
}

// clone shares nothing with w that can change.
func (w *written) clone() written {
	c := *w
	c.Tags, c.Options, c.Parts = slices.Clone(w.Tags), slices.Clone(w.Options), slices.Clone(w.Parts)
	c.Drill.Vars = slices.Clone(w.Drill.Vars)
	c.Gaps = slices.Clone(w.Gaps)
	for i := range c.Gaps {
		c.Gaps[i].Answers = slices.Clone(c.Gaps[i].Answers)
	}
	if w.Picture != nil {
		p := *w.Picture
		p.Regions = slices.Clone(p.Regions)
		c.Picture = &p
	}
	return c
}

// changed reports whether saving would change anything.
func (d *draft) changed() bool {
	a, b := d.written.clone(), d.start.clone()
	for _, w := range []*written{&a, &b} {
		w.Tags, w.Options, w.Gaps, w.Parts = kept(w.Tags), kept(w.Options), kept(w.Gaps), kept(w.Parts)
		w.Drill.Vars = kept(w.Drill.Vars)
	}
	return !reflect.DeepEqual(a, b)
}

// kept is the list, or nil if it is empty.
func kept[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}

// problem is a sentence about a draft that cannot be saved.
type problem string

func (p problem) Error() string { return string(p) }

// question is the draft as a question, or a problem that says what to do.
func (d *draft) question() (quiz.Question, error) {
	q, problems := d.build()
	if len(problems) > 0 {
		return q, problems[0]
	}
	return q, nil
}

// builder makes a question of a draft and notes what is wrong on the way.
type builder struct {
	d        *draft
	q        quiz.Question
	problems []problem
}

func (b *builder) say(format string, args ...any) {
	b.problems = append(b.problems, problem(fmt.Sprintf(format, args...)))
}

// build is the draft as a question as far as it goes, and all that keeps it
// from being one.
func (d *draft) build() (quiz.Question, []problem) {
	b := &builder{d: d, q: d.before}
	b.common()
	switch d.before.Kind {
	case quiz.Flip:
		b.card()
	case quiz.Choice, quiz.TrueFalse:
		b.q.Multiple = d.before.Kind == quiz.Choice && d.Several
		b.q.Options = b.options(d.optionList())
		b.offered(b.q.Options, d.before.Kind == quiz.Choice, d.name)
	case quiz.Text, quiz.Number, quiz.Code:
		b.q.Options = b.options(d.optionList())
		b.accepted(b.q.Options, "")
	case quiz.Cloze, quiz.Table:
		b.gaps()
	case quiz.Build:
		b.term()
	case quiz.Match:
		b.pairs()
	case quiz.Order:
		b.steps()
	case quiz.Hotspot:
		b.place()
	case quiz.Drill:
		b.drill()
	}
	return b.q, b.problems
}

// common are the parts that every kind has.
func (b *builder) common() {
	d, q := b.d, &b.q
	trim := strings.TrimSpace
	q.Stem, q.Rationale, q.Source = trim(d.Stem), trim(d.Rationale), trim(d.Source)
	q.Example, q.Pronunciation = trim(d.Example), trim(d.Pronunciation)
	q.AsOf, q.ReviewBy, q.Markup, q.Tags = trim(d.AsOf), trim(d.ReviewBy), d.Markup, kept(slices.Clone(d.Tags))
	q.KeepOrder, q.CaseSensitive, q.Typed, q.Picture = d.KeepOrder, d.CaseSensitive, d.Typed, d.Picture
	switch {
	case q.Stem != "":
	case q.Kind == quiz.Flip && q.Picture != nil:
	case q.Kind == quiz.Flip:
		b.say("The front of the card is empty. Write what is asked.")
	default:
		b.say("The question has no text. Write what is asked.")
	}
	for _, one := range []struct{ text, name string }{{q.AsOf, "“As of”"}, {q.ReviewBy, "“Check again by”"}} {
		if one.text != "" && !dated(one.text) {
			b.say("%s, “%s”, is no month. Write it like 2027-03, or with a day like 2027-03-15.", one.name, one.text)
		}
	}
}

// dated reports whether a text is a month or a day as files write them.
func dated(s string) bool {
	_, month := time.Parse("2006-01", s)
	_, day := time.Parse("2006-01-02", s)
	return month == nil || day == nil
}
