package library

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"chartroom/quiz"
)

// draftOption is an offered or accepted answer, the back of a card, or one of
// two things that belong together.
type draftOption struct {
	Text, Feedback string
	Tolerance      string // number: how far off is accepted
	Partner        string // match
	Right          bool
	was            *quiz.Option // as it is saved; nil = new
}

// draftOptions are options as one types them.
func draftOptions(options []quiz.Option, k quiz.Kind) (all []draftOption) {
	for i := range options {
		o := options[i]
		one := draftOption{Text: o.Text, Feedback: o.Feedback, Partner: o.Partner, Right: o.Fraction > 0, was: &o}
		if k == quiz.Number && !o.Any {
			if one.Text == "" {
				one.Text = plainNumber(o.Value)
			}
			if o.Tolerance > 0 {
				one.Tolerance = plainNumber(o.Tolerance)
			}
		}
		all = append(all, one)
	}
	return all
}

func plainNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// any reports whether the option stands for every other answer.
func (o *draftOption) any() bool { return o.was != nil && o.was.Any }

// fixed reports whether options can be neither added nor removed.
func (d *draft) fixed() bool { return d.before.Kind == quiz.TrueFalse || d.before.Kind == quiz.Flip }

// single reports whether the tick moves when another option is ticked.
func (d *draft) single() bool {
	return d.before.Kind == quiz.TrueFalse || d.before.Kind == quiz.Choice && !d.Several
}

// add appends an empty option.
func (d *draft) add() bool {
	if d.fixed() || len(d.Options) >= maxOptions {
		return false
	}
	d.Options = append(d.Options, draftOption{Right: d.before.Kind != quiz.Choice})
	return true
}

// remove takes an option away.
func (d *draft) remove(i int) {
	if !d.fixed() {
		d.Options = slices.Delete(d.Options, i, i+1)
	}
}

// mark says which option is right. Of a question with one right answer the
// tick moves.
func (d *draft) mark(i int, right bool) {
	if d.single() {
		for k := range d.Options {
			d.Options[k].Right = k == i
		}
		return
	}
	d.Options[i].Right = right
}

// optionList is a list of options with what decides how it is read.
type optionList struct {
	all     []draftOption
	kind    quiz.Kind // choice, truefalse, text, number or code
	several bool
	before  []quiz.Option
	decided bool // which are right was decided anew
	name    func(int) string
}

func (d *draft) optionList() optionList {
	return optionList{d.Options, d.before.Kind, d.Several, d.before.Options, d.Several != d.before.Multiple, d.name}
}

// options are the options with their shares of the mark.
func (b *builder) options(l optionList) []quiz.Option {
	right, decided := 0, l.decided || len(l.all) != len(l.before)
	for _, o := range l.all {
		if o.Right {
			right++
		}
		decided = decided || o.was == nil || o.Right != (o.was.Fraction > 0)
	}
	var out []quiz.Option
	for i := range l.all {
		o := &l.all[i]
		one := quiz.Option{}
		if o.was != nil {
			one = *o.was
		}
		one.Text, one.Feedback = strings.TrimSpace(o.Text), strings.TrimSpace(o.Feedback)
		if one.Text == "" && !o.any() {
			b.say("%s is empty. Write its text, or remove it.", l.name(i))
		}
		if decided {
			one.Fraction = l.share(one.Fraction, o.Right, right)
		}
		if l.kind == quiz.Number && !o.any() && one.Text != "" {
			b.number(&one, o, l.name(i))
		}
		out = append(out, one)
	}
	return out
}

// share is what an option earns once it is decided anew which ones are right.
func (l *optionList) share(was float64, right bool, count int) float64 {
	typed := l.kind == quiz.Text || l.kind == quiz.Number || l.kind == quiz.Code
	switch {
	case !right:
		return min(was, 0)
	case l.several:
		return 1 / float64(count)
	case typed && was > 0:
		return was
	}
	return 1
}

// number reads the value and the tolerance of an accepted number.
func (b *builder) number(o *quiz.Option, typed *draftOption, name string) {
	values := quiz.ParseNumber(typed.Text)
	if len(values) != 1 || math.IsInf(values[0], 0) || math.IsNaN(values[0]) {
		b.say("%s, “%s”, is not a number that can be read in one way only. Write it like 1250.5.", name, strings.TrimSpace(typed.Text))
		return
	}
	o.Value, o.Tolerance = values[0], 0
	if t := strings.TrimSpace(typed.Tolerance); t != "" {
		spans := quiz.ParseNumber(t)
		if len(spans) != 1 || spans[0] < 0 {
			b.say("The tolerance of %s, “%s”, is not a number from 0 up.", small(name), t)
			return
		}
		o.Tolerance = spans[0]
	}
}

// offered says what keeps options from being chosen from. all: not every one
// may be right.
func (b *builder) offered(options []quiz.Option, all bool, name func(int) string) {
	if len(options) < 2 {
		b.say("There is only one option. Add another one.")
		return
	}
	seen := map[string]int{}
	right := 0
	for i, o := range options {
		word := quiz.Normalise(o.Text, false)
		if k, twice := seen[word]; twice && word != "" {
			b.say("%s and %s say the same. Change one of them.", name(k), small(name(i)))
		}
		seen[word] = i
		if o.Fraction > 0 {
			right++
		}
	}
	switch {
	case right == 0:
		b.say("No option is right. Tick the one that is.")
	case right == len(options) && all:
		b.say("Every option is right, so there is nothing to choose. Untick one.")
	}
}

// accepted says what keeps a typed answer from being marked; where says in
// which gap.
func (b *builder) accepted(options []quiz.Option, where string) {
	for _, o := range options {
		if o.Fraction >= 1 {
			return
		}
	}
	b.say("No answer%s earns the full mark. Tick the one that does, or add it.", where)
}

// pairs are things that belong together.
func (b *builder) pairs() {
	b.q.Options = nil
	whole, seen := 0, map[string]bool{}
	for i := range b.d.Options {
		o := &b.d.Options[i]
		one := quiz.Option{Fraction: 1}
		if o.was != nil {
			one = *o.was
		}
		one.Text, one.Partner = strings.TrimSpace(o.Text), strings.TrimSpace(o.Partner)
		switch {
		case one.Partner == "" && one.Text == "":
			b.say("Pair %d is empty. Write both sides, or remove it.", i+1)
		case one.Partner == "":
			b.say("“%s” has nothing that it belongs to. Write its partner.", one.Text)
		case one.Text != "":
			whole++
			if word := quiz.Normalise(one.Text, false); seen[word] {
				b.say("“%s” stands at the left twice. Change one of them.", one.Text)
			} else {
				seen[word] = true
			}
		}
		b.q.Options = append(b.q.Options, one)
	}
	if whole < 2 {
		b.say("There are fewer than two pairs. Add another one.")
	}
}

// steps are things in their order.
func (b *builder) steps() {
	b.q.Options = b.q.Options[:0:0]
	seen := map[string]bool{}
	for i := range b.d.Options {
		o := &b.d.Options[i]
		one := quiz.Option{Fraction: 1}
		if o.was != nil {
			one = *o.was
		}
		one.Text = strings.TrimSpace(o.Text)
		word := quiz.Normalise(one.Text, false)
		switch {
		case one.Text == "":
			b.say("%s is empty. Write its text, or remove it.", b.d.name(i))
		case seen[word]:
			b.say("“%s” stands there twice, so the order cannot be told. Change one of them.", one.Text)
		}
		seen[word] = true
		b.q.Options = append(b.q.Options, one)
	}
	if len(b.q.Options) < 2 {
		b.say("There are fewer than two steps to put in order. Add another one.")
	}
}

// name is what an option is called in a sentence.
func (d *draft) name(i int) string {
	switch d.before.Kind {
	case quiz.Choice, quiz.TrueFalse:
		return "Option " + letter(i)
	case quiz.Flip:
		return "The back"
	case quiz.Match:
		return fmt.Sprintf("Pair %d", i+1)
	case quiz.Order:
		return fmt.Sprintf("Step %d", i+1)
	case quiz.Build:
		return fmt.Sprintf("Wrong piece %d", i+1)
	}
	return fmt.Sprintf("Answer %d", i+1)
}

// small is a name within a sentence: "option B".
func small(name string) string { return strings.ToLower(name[:1]) + name[1:] }

// letter is the key of the option at place i, from 0.
func letter(i int) string { return string(rune('A' + i%maxOptions)) }
