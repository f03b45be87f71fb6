package moodlexml

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"chartroom/content/gift"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// Holds says why Moodle's XML cannot hold a question, or nil. Spaces at the
// ends of a text are not kept, and are no reason; the markup of a typed answer
// means nothing, and is not kept either.
func Holds(q *quiz.Question) error {
	if q.Example != "" || q.Pronunciation != "" {
		return errors.New("Moodle has no place for an example or a pronunciation; they belong to flashcards")
	}
	if err := holdsTexts(q); err != nil {
		return err
	}
	if err := holdsHeaders(q); err != nil {
		return err
	}
	for _, o := range q.Options {
		if err := holdsOption(q.Kind, o); err != nil {
			return err
		}
	}
	return holdsKind(q)
}

// holdsTexts looks for characters that XML has no way to write.
func holdsTexts(q *quiz.Question) error {
	texts := []string{q.Stem, q.Rationale, q.Source, q.Name, q.Category, parse.OwnID(q.Key), strings.Join(q.Tags, "")}
	add := func(options []quiz.Option) {
		for _, o := range options {
			texts = append(texts, o.Text, o.Feedback, o.Partner)
		}
	}
	add(q.Options)
	for _, g := range q.Gaps {
		add(g.Options)
	}
	for _, s := range texts {
		if strings.ContainsFunc(s, func(c rune) bool { return !holdsRune(c) }) {
			return errors.New("there is a control character in a text, which XML cannot hold")
		}
	}
	return nil
}

// holdsHeaders checks what all kinds have.
func holdsHeaders(q *quiz.Question) error {
	for _, s := range append([]string{parse.OwnID(q.Key)}, q.Tags...) {
		if s != oneLine(s) {
			return errors.New("an id and a tag are one line, without double spaces")
		}
	}
	for _, t := range q.Tags {
		if t == "" || t == tagKeepOrder || t == tagCaseSensitive || strings.HasPrefix(t, tagAsOf) || strings.HasPrefix(t, tagReviewBy) {
			return fmt.Errorf("the tag %q is read as something else", t)
		}
	}
	rest, source := gift.CutSource(strings.Trim(gift.AddSource(q.Rationale, q.Source), spaces))
	switch {
	case strings.Trim(rest, spaces) != strings.Trim(q.Rationale, spaces), source != q.Source:
		return errors.New("the source is one line, without tags, and the rationale has none of its own")
	case q.Name != plainName(nameText(q.Name)):
		return errors.New("a name is one line, without double spaces")
	case q.Category != gift.CategoryPath(q.Category):
		return errors.New("the category begins with a place in a Moodle site, or has an empty part")
	case q.AsOf != "" && (!parse.Date(q.AsOf) || parse.Month(q.AsOf) != q.AsOf), q.ReviewBy != "" && !parse.Date(q.ReviewBy):
		return errors.New("a date is written 2026-11 or 2026-11-22")
	}
	return nil
}

// holdsOption checks one answer, of a question or of a gap.
func holdsOption(kind quiz.Kind, o quiz.Option) error {
	switch {
	case !(math.Abs(o.Fraction) <= 1):
		return fmt.Errorf("the weight %s %% is outside -100 to 100", trimFloat(o.Fraction*100))
	case strings.Trim(o.Text, spaces) == "" && kind != quiz.Match && kind != quiz.Number && !o.Any:
		return errors.New("an answer is empty")
	case o.Any != (strings.Trim(o.Text, spaces) == "*") && isTyped(kind):
		return errors.New("an answer * stands for all others")
	case o.Any && (!isTyped(kind) || o.Value != 0 || o.Tolerance != 0):
		return errors.New("only where one types can an answer stand for all others")
	case kind == quiz.Number && !o.Any && (math.IsNaN(o.Value) || math.IsInf(o.Value, 0)):
		return errors.New("an accepted value is not a number")
	case kind == quiz.Number && (!(o.Tolerance >= 0) || math.IsInf(o.Tolerance, 0)):
		return errors.New("a tolerance is not a number of 0 or more")
	}
	return nil
}

func holdsKind(q *quiz.Question) error {
	switch q.Kind {
	case quiz.Flip:
		return errors.New("Moodle has no flashcards; write them as a table (TSV), which Anki reads too")
	case quiz.Build:
		return errors.New("Moodle has no words built of pieces; write them as a table (TSV)")
	case quiz.Description, quiz.Essay:
	case quiz.TrueFalse:
		if len(q.Options) != 2 || q.Options[0].Text != "True" || q.Options[1].Text != "False" ||
			max(q.Options[0].Fraction, q.Options[1].Fraction) != 1 || min(q.Options[0].Fraction, q.Options[1].Fraction) != 0 {
			return errors.New("a true/false question has the options True and False, and one of them is right")
		}
	case quiz.Choice:
		if len(q.Options) < 2 {
			return errors.New("a choice needs two options")
		}
		return holdsRight(q.Options)
	case quiz.Text, quiz.Number:
		return holdsRight(q.Options)
	case quiz.Match:
		for _, o := range q.Options {
			if strings.Trim(o.Partner, spaces) == "" || o.Feedback != "" || o.Fraction != 0 {
				return errors.New("in Moodle a pair has a partner, and neither a weight nor feedback")
			}
		}
		if len(q.Options) < 2 {
			return errors.New("a matching question needs two pairs")
		}
	case quiz.Order:
		if len(q.Options) < 2 {
			return errors.New("an ordering question needs two items")
		}
		for _, o := range q.Options {
			if o.Fraction != 0 {
				return errors.New("the items of an ordering question have no weights")
			}
		}
	case quiz.Cloze:
		return holdsCloze(q)
	default:
		return fmt.Errorf("Moodle does not know the kind %q", q.Kind)
	}
	return nil
}

// holdsRight looks for a right answer.
func holdsRight(options []quiz.Option) error {
	for _, o := range options {
		if o.Fraction > 0 {
			return nil
		}
	}
	return errors.New("no answer is right")
}

func holdsCloze(q *quiz.Question) error {
	if err := gift.HoldsGaps(q); err != nil {
		return err
	}
	for _, g := range q.Gaps {
		if err := holdsGap(g); err != nil {
			return err
		}
	}
	text, at := clozeText(q)
	read := holes(strings.Trim(text, spaces))
	shift := len(text) - len(strings.TrimLeft(text, spaces))
	for i := range read {
		if i >= len(at) || read[i].start+shift != at[i] {
			return errors.New("there are braces in the text that Moodle would take for a gap")
		}
	}
	between := gift.GapText.ReplaceAllString(q.Stem, "\x00")
	if len(read) != len(at) || strings.Contains(between, "{{") {
		return errors.New("there are braces in the text that Moodle would take for a gap")
	}
	return nil
}

func holdsGap(g quiz.Gap) error {
	if g.Weight < 1 || g.Weight != math.Trunc(g.Weight) || g.Weight > 1e9 {
		return errors.New("the weight of a gap is a whole number")
	}
	if g.Hint != "" {
		return errors.New("the gaps of Moodle have no hints")
	}
	if g.Kind != quiz.Choice && (g.Multiple || !isTyped(g.Kind)) || g.CaseSensitive && g.Kind != quiz.Text {
		return errors.New("a gap is chosen, typed or a number")
	}
	best := 0.0
	for _, o := range g.Options {
		if err := holdsOption(g.Kind, o); err != nil {
			return err
		}
		if o.Markup != "" || o.FeedbackMarkup != "" {
			return errors.New("the answers of a gap have the markup of the text")
		}
		best = max(best, o.Fraction)
	}
	if best <= 0 || !g.Multiple && best < 1-fullSlack || g.Kind == quiz.Choice && len(g.Options) < 2 {
		return errors.New("one answer of a gap must be fully right, and a list has two")
	}
	return nil
}
