package table

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"chartroom/content/gift"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// Holds says why a table of questions cannot hold a question, or nil. Spaces at
// the ends of a text are not kept, and are no reason.
func Holds(q *quiz.Question) error {
	if err := holdsTexts(q); err != nil {
		return err
	}
	if err := holdsHeaders(q); err != nil {
		return err
	}
	if len(q.Options) > MostOptions {
		return fmt.Errorf("a row of a table has at most %d options", MostOptions)
	}
	for _, o := range q.Options {
		switch {
		case o.Markup != "" || o.FeedbackMarkup != "":
			return errors.New("the texts of a row in a table are written in one markup")
		case !(math.Abs(o.Fraction) <= 1):
			return errors.New("a weight is outside -100 to 100")
		}
	}
	return holdsKind(q)
}

// holdsTexts looks for what a cell cannot hold.
func holdsTexts(q *quiz.Question) error {
	texts := textsOf(q)
	for _, s := range texts {
		if !utf8.ValidString(s) || strings.ContainsFunc(s, func(c rune) bool { return unicode.IsControl(c) && c != '\n' && c != '\t' || c == '\uFEFF' }) {
			return errors.New("there is a control character in a text, which a table cannot hold")
		}
		if strings.Contains(s, "media:") {
			return errors.New("a table has no place for pictures and sounds; write Moodle XML")
		}
		if len(s) > parse.Limits.Question/2 {
			return fmt.Errorf("a cell of a table holds at most %s", parse.Size(int64(parse.Limits.Question/2)))
		}
	}
	return nil
}

// textsOf are the texts that become cells.
func textsOf(q *quiz.Question) []string {
	texts := []string{q.Stem, q.Rationale, q.Source, q.Name, q.Category, q.Example, q.Pronunciation, parse.OwnID(q.Key), strings.Join(q.Tags, ", ")}
	for _, o := range q.Options {
		texts = append(texts, o.Text, o.Feedback, o.Partner)
	}
	return texts
}

// HoldsBook is Holds for a workbook, whose cells are shorter.
func HoldsBook(q *quiz.Question) error {
	if err := Holds(q); err != nil {
		return err
	}
	for _, s := range textsOf(q) {
		if len(s) > cellLength && len(utf16.Encode([]rune(s))) > cellLength {
			return fmt.Errorf("a cell of a workbook holds at most %d characters", cellLength)
		}
	}
	return nil
}

// cellLength is how many characters a cell of Excel holds (its specification),
// less the few that a weight or a guard may add.
const cellLength = 32_767 - 100

// holdsHeaders checks what all kinds have.
func holdsHeaders(q *quiz.Question) error {
	oneLine := func(s string) bool { return s == strings.Join(strings.Fields(s), " ") }
	for _, t := range q.Tags {
		if t == "" || !oneLine(t) || strings.ContainsAny(t, ",;") {
			return fmt.Errorf("the tag %q has a comma, a semicolon or nothing in it", t)
		}
	}
	switch {
	case strings.TrimSpace(q.Stem) == "":
		return errors.New("there is no text")
	case !oneLine(parse.OwnID(q.Key)), !oneLine(writeName(q)):
		return errors.New("an id and a name are one line, without double spaces")
	case q.RationaleMarkup != "":
		return errors.New("the texts of a row in a table are written in one markup")
	case !slices.Contains([]quiz.Markup{"", quiz.Moodle, quiz.HTML, quiz.Plain, quiz.Markdown}, q.Markup):
		return fmt.Errorf("a table does not know the markup %q", q.Markup)
	case q.Category != gift.CategoryPath(q.Category):
		return errors.New("the category begins with a place in a Moodle site, or has an empty part")
	case q.AsOf != "" && (!parse.Date(q.AsOf) || parse.Month(q.AsOf) != q.AsOf), q.ReviewBy != "" && !parse.Date(q.ReviewBy):
		return errors.New("a date is written 2026-11 or 2026-11-22")
	case len(q.Gaps) > 0:
		return errors.New("a table of questions cannot hold texts with gaps; write GIFT, or flashcards as a table with tabs (TSV)")
	case q.Family != "" || q.Typed || q.Picture != nil || len(q.Parts) > 0:
		return errors.New("a table of questions holds plain flashcards only; write cards with two ways, pictures, word parts or typed answers as a table with tabs (TSV)")
	}
	return nil
}

// holdsKind checks the answers.
func holdsKind(q *quiz.Question) error {
	filled := func(o quiz.Option) bool { return strings.TrimSpace(o.Text) != "" }
	switch {
	case kindWords[q.Kind] == "":
		return fmt.Errorf("a table of questions cannot hold a question of the kind %q", q.Kind)
	case q.Kind != quiz.Match && q.Kind != quiz.Number && slices.ContainsFunc(q.Options, func(o quiz.Option) bool { return !filled(o) }):
		return errors.New("an answer is empty")
	case q.Kind != quiz.Match && slices.ContainsFunc(q.Options, func(o quiz.Option) bool { return o.Partner != "" }):
		return errors.New("only pairs have a partner")
	case q.Multiple && q.Kind != quiz.Choice:
		return errors.New("only a choice has several right options")
	}
	switch q.Kind {
	case quiz.Choice:
		if len(q.Options) < 2 {
			return errors.New("a choice needs two options")
		}
		return holdsRight(q)
	case quiz.TrueFalse:
		if len(q.Options) != 2 || q.Options[0].Text != "True" || q.Options[1].Text != "False" ||
			max(q.Options[0].Fraction, q.Options[1].Fraction) != 1 || min(q.Options[0].Fraction, q.Options[1].Fraction) != 0 {
			return errors.New("a true/false question has the options True and False, and one of them is right")
		}
	case quiz.Text, quiz.Number:
		for _, o := range q.Options {
			if err := holdsTyped(q.Kind, o); err != nil {
				return err
			}
		}
		return holdsRight(q)
	case quiz.Match, quiz.Order:
		for _, o := range q.Options {
			if o.Fraction != 0 || q.Kind == quiz.Match && strings.TrimSpace(o.Partner) == "" {
				return errors.New("pairs and the items of an order have no weights, and a pair has a partner")
			}
		}
		if len(q.Options) < 2 {
			return errors.New("pairs and the items of an order are at least two")
		}
	case quiz.Flip:
		if len(q.Options) != 1 || q.Options[0].Feedback != "" || q.Options[0].Fraction != 1 {
			return errors.New("a flashcard has one back, without feedback")
		}
	default: // essay and description
		if len(q.Options) > 0 {
			return errors.New("a text that is not marked has no options")
		}
	}
	return nil
}

// holdsTyped checks an accepted answer.
func holdsTyped(kind quiz.Kind, o quiz.Option) error {
	switch {
	case o.Any != (strings.TrimSpace(o.Text) == "*"):
		return errors.New("an answer * stands for all others")
	case o.Any || kind == quiz.Text:
		return nil
	case math.IsNaN(o.Value) || math.IsInf(o.Value, 0):
		return errors.New("an accepted value is not a number")
	case !(o.Tolerance >= 0) || math.IsInf(o.Tolerance, 0):
		return errors.New("a tolerance is not a number of 0 or more")
	}
	return nil
}

// holdsRight looks for a right answer.
func holdsRight(q *quiz.Question) error {
	if slices.ContainsFunc(q.Options, func(o quiz.Option) bool { return o.Fraction > 0 }) {
		return nil
	}
	return errors.New("no answer is right")
}
