package gift

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// Holds says why GIFT cannot hold a question, or nil. Spaces at the ends of a
// text are not kept, and are no reason.
func Holds(q *quiz.Question) error {
	if q.Example != "" || q.Pronunciation != "" {
		return errors.New("GIFT has no place for an example or a pronunciation; they belong to flashcards")
	}
	if strings.ContainsAny(parse.OwnID(q.Key)+q.AsOf+q.ReviewBy+strings.Join(q.Tags, ""), "\n") {
		return errors.New("an id, a tag and a date are one line in GIFT")
	}
	if rest, source := cutSource(strings.TrimSpace(q.Rationale + "\n" + sourceMark + q.Source)); q.Source != "" &&
		(rest != q.Rationale || source != q.Source) {
		return errors.New("the source is one line in GIFT, without tags")
	}
	for _, o := range q.Options {
		if err := holdsFraction(o.Fraction); err != nil {
			return err
		}
		if o.Text == "" && !(q.Kind == quiz.Match || o.Any) {
			return errors.New("GIFT leaves out empty answers")
		}
	}
	return holdsKind(q)
}

func holdsFraction(f float64) error {
	if !(math.Abs(f) <= 1) {
		return fmt.Errorf("the weight %s %% is outside -100 to 100", trimFloat(f*100))
	}
	return nil
}

func holdsKind(q *quiz.Question) error {
	switch q.Kind {
	case quiz.Flip:
		return errors.New("GIFT has no flashcards; write them as a table (TSV), which Anki reads too")
	case quiz.Build:
		return errors.New("GIFT has no words built of pieces; write them as a table (TSV)")
	case quiz.Description:
		if strings.TrimSpace(q.Stem) == "" {
			return errors.New("there is no text")
		}
		if q.Rationale != "" || q.Source != "" {
			return errors.New("a text without answers has no place for a rationale in GIFT")
		}
	case quiz.Essay:
	case quiz.TrueFalse:
		if len(q.Options) != 2 || q.Options[0].Text != "True" || q.Options[1].Text != "False" || q.Options[0].Fraction+q.Options[1].Fraction != 1 {
			return errors.New("a true/false question has the options True and False, and one of them is right")
		}
	case quiz.Choice:
		return holdsChoice(q)
	case quiz.Text:
		if len(q.Options) == 0 || !earns(q.Options) {
			return errors.New("no answer is right")
		}
		for _, o := range q.Options {
			if strings.Contains(o.Text, "->") {
				return errors.New("GIFT takes an answer with -> for a matching pair")
			}
		}
	case quiz.Number:
		if len(q.Options) == 0 || !earns(q.Options) {
			return errors.New("no answer is right")
		}
		return holdsNumbers(q.Options)
	case quiz.Match:
		if len(q.Options) < 2 {
			return errors.New("a matching question needs two pairs")
		}
		for _, o := range q.Options {
			if o.Partner == "" || strings.Contains(o.Text, "->") || o.Feedback != "" {
				return errors.New("in GIFT a pair has a partner, no arrow on its left side and no feedback")
			}
		}
	case quiz.Order:
		if len(q.Options) < 2 {
			return errors.New("an ordering question needs two items")
		}
		for _, o := range q.Options {
			if o.Feedback != "" {
				return errors.New("the items of an ordering question have no feedback in GIFT")
			}
		}
	case quiz.Cloze:
		return holdsCloze(q)
	default:
		return fmt.Errorf("GIFT does not know the kind %q", q.Kind)
	}
	return nil
}

func earns(options []quiz.Option) bool {
	for _, o := range options {
		if o.Fraction > 0 {
			return true
		}
	}
	return false
}

func holdsChoice(q *quiz.Question) error {
	if len(q.Options) < 2 {
		return errors.New("a choice needs two options")
	}
	if !earns(q.Options) {
		return errors.New("no answer is right")
	}
	if q.Multiple {
		return nil
	}
	for _, o := range q.Options {
		if o.Fraction == 1 {
			return nil
		}
	}
	return errors.New("where one option is chosen, one of them must earn 100 %")
}

func holdsNumbers(options []quiz.Option) error {
	for _, o := range options {
		switch {
		case o.Any:
		case math.IsNaN(o.Value) || math.IsInf(o.Value, 0):
			return errors.New("an accepted value is not a number")
		case !(o.Tolerance >= 0) || math.IsInf(o.Tolerance, 0):
			return errors.New("a tolerance is not a number of 0 or more")
		}
	}
	return nil
}

// HoldsGaps says why the stem of a text with gaps does not name each of them
// once and in order, or nil.
func HoldsGaps(q *quiz.Question) error {
	if len(q.Gaps) == 0 {
		return errors.New("a text with gaps has no gap")
	}
	found := GapText.FindAllStringSubmatch(q.Stem, -1)
	if len(found) != len(q.Gaps) {
		return errors.New("a text must name each of its gaps once")
	}
	for i := range q.Gaps {
		if found[i][1] != fmt.Sprint(i+1) {
			return errors.New("the gaps of a text must be in order")
		}
	}
	return nil
}

func holdsCloze(q *quiz.Question) error {
	if err := HoldsGaps(q); err != nil {
		return err
	}
	for _, g := range q.Gaps {
		if g.Weight < 1 || g.Weight != math.Trunc(g.Weight) || g.Weight > 1e9 {
			return errors.New("the weight of a gap is a whole number in GIFT")
		}
		if len(g.Options) == 0 || !earns(g.Options) {
			return errors.New("a gap has no right answer")
		}
		if g.Kind == quiz.Number {
			if err := holdsNumbers(g.Options); err != nil {
				return err
			}
		}
		for _, o := range g.Options {
			if err := holdsFraction(o.Fraction); err != nil {
				return err
			}
			if o.Text == "" && !o.Any {
				return errors.New("GIFT leaves out empty answers")
			}
		}
	}
	return nil
}
