package library

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"chartroom/quiz"
)

// draft is a question being edited: every text as it is typed. It becomes a
// question again only when it is one that can be asked.
type draft struct {
	before quiz.Question

	Stem, Rationale, Source string
	Example, Pronunciation  string // flip
	Several                 bool   // choice: more than one option is right
	Options                 []draftOption
}

// draftOption is an offered or accepted answer, or the back of a card.
type draftOption struct {
	Text, Feedback string
	Tolerance      string // number: how far off is accepted
	Right          bool
	from           int // index in the question as it was; -1 = new
}

// maxOptions is how many options have a letter key.
const maxOptions = 26

// editable reports whether the editor knows questions of this kind; those
// with gaps, pairs or no answers are changed in their file.
func editable(k quiz.Kind) bool {
	return slices.Contains([]quiz.Kind{quiz.Flip, quiz.Choice, quiz.TrueFalse, quiz.Text, quiz.Number}, k)
}

// newDraft is the question as it stands.
func newDraft(q quiz.Question) *draft {
	d := &draft{before: q, Stem: q.Stem, Rationale: q.Rationale, Source: q.Source,
		Example: q.Example, Pronunciation: q.Pronunciation, Several: q.Multiple}
	for i, o := range q.Options {
		one := draftOption{Text: o.Text, Feedback: o.Feedback, Right: o.Fraction > 0, from: i}
		if q.Kind == quiz.Number && !o.Any {
			if one.Text == "" {
				one.Text = plainNumber(o.Value)
			}
			if o.Tolerance > 0 {
				one.Tolerance = plainNumber(o.Tolerance)
			}
		}
		d.Options = append(d.Options, one)
	}
	return d
}

func plainNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// fixed reports whether options can be neither added nor removed.
func (d *draft) fixed() bool { return d.before.Kind == quiz.TrueFalse || d.before.Kind == quiz.Flip }

// any reports whether the option stands for every other answer.
func (d *draft) any(i int) bool {
	from := d.Options[i].from
	return from >= 0 && d.before.Options[from].Any
}

// add appends an empty option.
func (d *draft) add() bool {
	if d.fixed() || len(d.Options) >= maxOptions {
		return false
	}
	d.Options = append(d.Options, draftOption{from: -1, Right: d.before.Kind == quiz.Text || d.before.Kind == quiz.Number})
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
	if (d.before.Kind == quiz.Choice || d.before.Kind == quiz.TrueFalse) && !d.Several {
		for k := range d.Options {
			d.Options[k].Right = k == i
		}
		return
	}
	d.Options[i].Right = right
}

// changed reports whether saving would change anything.
func (d *draft) changed() bool {
	o := newDraft(d.before)
	return d.Stem != o.Stem || d.Rationale != o.Rationale || d.Source != o.Source || d.Example != o.Example ||
		d.Pronunciation != o.Pronunciation || d.Several != o.Several || !slices.Equal(d.Options, o.Options)
}

// problem is a sentence about a draft that cannot be saved.
type problem string

func (p problem) Error() string { return string(p) }

// question is the draft as a question, or a problem that says what to do.
func (d *draft) question() (quiz.Question, error) {
	q := d.before
	q.Stem, q.Rationale, q.Source = strings.TrimSpace(d.Stem), strings.TrimSpace(d.Rationale), strings.TrimSpace(d.Source)
	q.Example, q.Pronunciation = strings.TrimSpace(d.Example), strings.TrimSpace(d.Pronunciation)
	q.Multiple = q.Kind == quiz.Choice && d.Several
	if q.Stem == "" {
		if q.Kind == quiz.Flip {
			return q, problem("The front of the card is empty. Write what is asked.")
		}
		return q, problem("The question has no text. Write what is asked.")
	}
	options, err := d.options()
	if err != nil {
		return q, err
	}
	q.Options = options
	switch q.Kind {
	case quiz.Choice, quiz.TrueFalse:
		err = d.checkOffered(options)
	case quiz.Text, quiz.Number:
		err = d.checkAccepted(options)
	}
	return q, err
}

// options are the options with their shares of the mark.
func (d *draft) options() ([]quiz.Option, error) {
	var out []quiz.Option
	right, changed := 0, len(d.Options) != len(d.before.Options) || d.Several != d.before.Multiple
	for _, o := range d.Options {
		if o.Right {
			right++
		}
		changed = changed || o.from < 0 || o.Right != (d.before.Options[max(o.from, 0)].Fraction > 0)
	}
	for i, o := range d.Options {
		one := quiz.Option{}
		if o.from >= 0 {
			one = d.before.Options[o.from]
		}
		one.Text, one.Feedback = strings.TrimSpace(o.Text), strings.TrimSpace(o.Feedback)
		if one.Text == "" && !d.any(i) {
			if d.before.Kind == quiz.Flip {
				return nil, problem("The back of the card is empty. Write the answer.")
			}
			return nil, problem(fmt.Sprintf("%s is empty. Write its text, or remove it.", d.name(i)))
		}
		if changed && d.before.Kind != quiz.Flip {
			one.Fraction = d.share(one.Fraction, o.Right, right)
		}
		if d.before.Kind == quiz.Number && !d.any(i) {
			if err := number(&one, o, d.name(i)); err != nil {
				return nil, err
			}
		}
		out = append(out, one)
	}
	return out, nil
}

// share is what an option earns once it is decided anew which ones are right.
func (d *draft) share(was float64, right bool, count int) float64 {
	switch {
	case !right:
		return min(was, 0)
	case d.Several:
		return 1 / float64(count)
	case d.before.Kind == quiz.Text || d.before.Kind == quiz.Number:
		if was > 0 {
			return was
		}
	}
	return 1
}

// number reads the value and the tolerance of an accepted number.
func number(o *quiz.Option, typed draftOption, name string) error {
	values := quiz.ParseNumber(typed.Text)
	if len(values) != 1 || math.IsInf(values[0], 0) || math.IsNaN(values[0]) {
		return problem(fmt.Sprintf("%s, “%s”, is not a number that can be read in one way only. Write it like 1250.5.", name, strings.TrimSpace(typed.Text)))
	}
	o.Value, o.Tolerance = values[0], 0
	if t := strings.TrimSpace(typed.Tolerance); t != "" {
		spans := quiz.ParseNumber(t)
		if len(spans) != 1 || spans[0] < 0 {
			return problem(fmt.Sprintf("The tolerance of %s, “%s”, is not a number from 0 up.", strings.ToLower(name[:1])+name[1:], t))
		}
		o.Tolerance = spans[0]
	}
	return nil
}

// checkOffered says what keeps a choice from being asked.
func (d *draft) checkOffered(options []quiz.Option) error {
	if len(options) < 2 {
		return problem("There is only one option. Add another one.")
	}
	seen := map[string]int{}
	right := 0
	for i, o := range options {
		word := quiz.Normalise(o.Text, false)
		if k, twice := seen[word]; twice {
			return problem(fmt.Sprintf("%s and %s say the same. Change one of them.", d.name(k), strings.ToLower(d.name(i)[:1])+d.name(i)[1:]))
		}
		seen[word] = i
		if o.Fraction > 0 {
			right++
		}
	}
	switch {
	case right == 0:
		return problem("No option is right. Tick the one that is.")
	case right == len(options) && d.before.Kind == quiz.Choice:
		return problem("Every option is right, so there is nothing to choose. Untick one.")
	}
	return nil
}

// checkAccepted says what keeps a typed answer from being marked.
func (d *draft) checkAccepted(options []quiz.Option) error {
	for _, o := range options {
		if o.Fraction >= 1 {
			return nil
		}
	}
	return problem("No answer earns the full mark. Tick the one that does, or add it.")
}

// name is what an option is called in a sentence.
func (d *draft) name(i int) string {
	switch d.before.Kind {
	case quiz.Choice, quiz.TrueFalse:
		return "Option " + letter(i)
	case quiz.Flip:
		return "The back"
	}
	return fmt.Sprintf("Answer %d", i+1)
}

// letter is the key of the option at place i, from 0.
func letter(i int) string { return string(rune('A' + i%maxOptions)) }
