package qti

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// Holds says why a package of QTI cannot hold a question, or nil: what other
// programs would not ask as it is meant is not written. Markdown and Moodle's
// markup become HTML for them, and stay what they are for us.
func Holds(q *quiz.Question) error {
	if err := sound(q); err != nil {
		return err
	}
	return holdsShown(q)
}

// sound is Holds without a look at what the texts show.
func sound(q *quiz.Question) error {
	switch {
	case q.Key == "":
		return errors.New("the question has no key")
	case q.Example != "" || q.Pronunciation != "":
		return errors.New("QTI has no place for an example or a pronunciation; they belong to flashcards")
	case q.Picture != nil || len(q.Parts) > 0:
		return errors.New("QTI has no labelled pictures and no words built of pieces")
	}
	if err := holdsTexts(q); err != nil {
		return err
	}
	if err := holdsOptions(q.Kind, q.Options); err != nil {
		return err
	}
	return holdsKind(q)
}

// holdsTexts looks for what XML has no way to write, and for too much of it.
func holdsTexts(q *quiz.Question) error {
	texts := append([]string{q.Key, q.Name, q.Stem, q.Rationale, q.Source, q.Family, q.Category, q.AsOf, q.ReviewBy}, q.Tags...)
	add := func(options []quiz.Option) {
		for _, o := range options {
			texts = append(texts, o.Text, o.Feedback, o.Partner, o.ID)
		}
	}
	add(q.Options)
	for _, g := range q.Gaps {
		add(g.Options)
		texts = append(texts, g.Hint)
	}
	length := 0
	for _, s := range texts {
		if length += len(s); length > parse.Limits.Question {
			return fmt.Errorf("the question is longer than %s", parse.Size(int64(parse.Limits.Question)))
		}
		if !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return xmlRune(r) < 0 }) {
			return errors.New("there is a control character in a text, which XML cannot hold")
		}
	}
	return nil
}

// holdsOptions checks the answers of a question or a gap.
func holdsOptions(kind quiz.Kind, options []quiz.Option) error {
	if len(options) > mostParts {
		return fmt.Errorf("there are more than %d answers", mostParts)
	}
	typed := kind == quiz.Text || kind == quiz.Number
	for _, o := range options {
		switch {
		case !(math.Abs(o.Fraction) <= 1):
			return errors.New("the weight of an answer is outside -100 to 100 %")
		case math.IsNaN(o.Value) || math.IsInf(o.Value, 0) || !(o.Tolerance >= 0) || math.IsInf(o.Tolerance, 0):
			return errors.New("an accepted value or its tolerance is not a number")
		case o.Any && !typed:
			return errors.New("only where one types can an answer stand for all others")
		case kind == quiz.Text && !o.Any && wordsTyped(o.Text) == "", (kind == quiz.Choice || kind == quiz.Order) && o.Text == "":
			return errors.New("an answer is empty")
		case kind == quiz.Text && !o.Any && strings.Contains(strings.ReplaceAll(o.Text, `\*`, ""), "*"):
			return errors.New("QTI has no star that stands for any letters")
		}
	}
	return nil
}

func holdsKind(q *quiz.Question) error {
	switch q.Kind {
	case quiz.Essay, quiz.Description:
	case quiz.TrueFalse:
		if len(q.Options) != 2 || q.Options[0].Text != "True" || q.Options[1].Text != "False" ||
			max(q.Options[0].Fraction, q.Options[1].Fraction) != 1 || min(q.Options[0].Fraction, q.Options[1].Fraction) != 0 {
			return errors.New("a true/false question has the options True and False, and one of them is right")
		}
	case quiz.Choice, quiz.Text, quiz.Number:
		return holdsRight(q.Kind, q.Options)
	case quiz.Match:
		return holdsPairs(q.Options)
	case quiz.Order:
		if len(q.Options) < 2 {
			return errors.New("an ordering question needs two items")
		}
	case quiz.Cloze:
		return holdsCloze(q)
	case quiz.Flip, quiz.Build:
		return errors.New("QTI has no flashcards; write them as a table (TSV) or a package of Anki")
	default:
		return fmt.Errorf("QTI cannot hold questions of the kind %q", q.Kind)
	}
	return nil
}

// holdsRight looks for a right answer, and something to choose from.
func holdsRight(kind quiz.Kind, options []quiz.Option) error {
	right := false
	for _, o := range options {
		right = right || o.Fraction > 0 && !o.Any
	}
	switch {
	case !right:
		return errors.New("no answer is right")
	case kind == quiz.Choice && len(options) < 2:
		return errors.New("a choice needs two options")
	}
	return nil
}

func holdsPairs(options []quiz.Option) error {
	pairs := 0
	for _, o := range options {
		switch {
		case o.Partner == "":
			return errors.New("a pair has a partner")
		case o.Text != "":
			pairs++
		case o.Feedback != "":
			return errors.New("an extra partner has no feedback")
		}
	}
	if pairs == 0 || len(options) < 2 {
		return errors.New("a matching question needs a pair, and a second partner")
	}
	return nil
}

func holdsCloze(q *quiz.Question) error {
	for _, g := range q.Gaps {
		switch {
		case g.Kind != quiz.Choice && g.Kind != quiz.Text && g.Kind != quiz.Number:
			return errors.New("a gap is chosen, typed or a number")
		case g.Multiple:
			return errors.New("in a gap of QTI one answer can be chosen, not several")
		case !(g.Weight > 0) || g.Weight > 1e6:
			return errors.New("the weight of a gap is above 0")
		}
		if err := holdsOptions(g.Kind, g.Options); err != nil {
			return err
		}
		if err := holdsRight(g.Kind, g.Options); err != nil {
			return err
		}
	}
	for i := range q.Gaps {
		if strings.Count(q.Stem, gapMark(i)) != 1 {
			return errors.New("a text must name each of its gaps once")
		}
	}
	if len(q.Gaps) == 0 || len(q.Gaps) > mostParts {
		return fmt.Errorf("a text with gaps has one, and at most %d", mostParts)
	}
	return nil
}

// holdsShown looks for texts that show nothing, and for gaps that stand within
// a tag.
func holdsShown(q *quiz.Question) error {
	p := page{}
	if q.Kind == quiz.Cloze {
		p.gap = func(int) string { return "" }
	}
	if text := p.text(q.Stem, q.Markup); empty(text) && len(q.Gaps) == 0 {
		return errors.New("the question has no text")
	}
	seen := map[int]bool{}
	for _, i := range p.gaps {
		if i < 1 || i > len(q.Gaps) || seen[i] {
			return errors.New("a text must name each of its gaps once")
		}
		seen[i] = true
	}
	if len(seen) != len(q.Gaps) {
		return errors.New("a gap stands where no text is shown")
	}
	if !showsAll(q.Kind, q.Options, q.Markup) {
		return errors.New("an answer is empty")
	}
	for _, g := range q.Gaps {
		if !showsAll(g.Kind, g.Options, q.Markup) {
			return errors.New("an answer of a gap is empty")
		}
	}
	return nil
}

// showsAll reports whether a learner sees something of every option. What is
// typed is no HTML.
func showsAll(kind quiz.Kind, options []quiz.Option, markup quiz.Markup) bool {
	if kind == quiz.Text || kind == quiz.Number {
		return true
	}
	return !slices.ContainsFunc(options, func(o quiz.Option) bool {
		return o.Text != "" && !shows(o.Text, cmp.Or(o.Markup, markup)) || o.Partner != "" && !shows(o.Partner, markup)
	})
}

// shows reports whether a learner sees anything of a text.
func shows(s string, markup quiz.Markup) bool {
	if s == "" {
		return false
	}
	p := page{}
	return !empty(p.text(s, markup))
}
