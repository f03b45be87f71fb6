package sheet

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// Format writes flashcards as a tab-separated table with Anki's head, so that
// Parse, given the bank's id, reads the same bank again, and Anki its cards. It
// writes nothing when Holds refuses a card.
func Format(w io.Writer, bank quiz.Bank) error {
	for i := range bank.Questions {
		if err := Holds(&bank.Questions[i]); err != nil {
			return fmt.Errorf("card %q: %w", bank.Questions[i].Name, err)
		}
	}
	f := formatter{w: bufio.NewWriter(w)}
	f.write(&bank)
	return f.w.Flush()
}

// Holds says why a table of flashcards cannot hold a question, or nil. Spaces
// at the ends of a text are not kept, and are no reason.
func Holds(q *quiz.Question) error {
	switch {
	case q.Kind != quiz.Flip:
		return fmt.Errorf("a table of flashcards cannot hold a question of the kind %q", q.Kind)
	case len(q.Options) != 1:
		return errors.New("a flashcard has one back")
	case strings.TrimSpace(q.Stem) == "" || strings.TrimSpace(q.Options[0].Text) == "":
		return errors.New("a flashcard has a front and a back")
	case q.Options[0].Markup != "" || q.RationaleMarkup != "":
		return errors.New("front, back and note of a card in a table are written in one markup")
	case q.Options[0].Feedback != "":
		return errors.New("the back of a card in a table has no feedback")
	}
	for _, t := range q.Tags {
		if strings.ContainsAny(t, ",;\n\t") || strings.TrimSpace(t) == "" {
			return fmt.Errorf("the tag %q has a comma, a semicolon or nothing in it", t)
		}
	}
	return nil
}

type formatter struct {
	w                    *bufio.Writer
	deck, asOf, reviewBy string // what all cards share
	columns              []column
}

// column is a title and what stands under it.
type column struct {
	title string
	value func(*quiz.Question) string
}

// write writes the head and the rows.
func (f *formatter) write(bank *quiz.Bank) {
	f.plan(bank.Questions)
	f.line("#separator", "tab")
	f.line("#html", "false")
	f.line("#notetype", "Basic")
	f.line("#deck", f.deck)
	f.line("#bank", bank.Name)
	f.line("#source", bank.Source)
	f.line("#version", bank.Version)
	f.line("#language", bank.Language)
	f.line("#licence", bank.Licence)
	f.line("#as-of", f.asOf)
	f.line("#review-by", f.reviewBy)
	f.w.WriteString("#columns:") // bufio keeps the first error for Flush
	for i, c := range f.columns {
		if i > 0 {
			f.w.WriteByte('\t')
		}
		f.w.WriteString(c.title)
	}
	f.w.WriteByte('\n')
	for i, c := range f.columns {
		switch c.title {
		case "id":
			f.line("#guid column", fmt.Sprint(i+1))
		case "tags":
			f.line("#tags column", fmt.Sprint(i+1))
		case "deck":
			f.line("#deck column", fmt.Sprint(i+1))
		}
	}
	for i := range bank.Questions {
		for j, c := range f.columns {
			if j > 0 {
				f.w.WriteByte('\t')
			}
			f.w.WriteString(field(c.value(&bank.Questions[i])))
		}
		f.w.WriteByte('\n')
	}
}

func (f *formatter) line(key, value string) {
	if value = strings.Join(strings.Fields(value), " "); value != "" {
		f.w.WriteString(key + ":" + value + "\n")
	}
}

// plan chooses the columns: the usual ones, and those that some card needs.
func (f *formatter) plan(questions []quiz.Question) {
	f.columns = []column{
		{"id", func(q *quiz.Question) string { return parse.OwnID(q.Key) }},
		{"front", func(q *quiz.Question) string { return q.Stem }},
		{"back", func(q *quiz.Question) string { return q.Options[0].Text }},
		{"example", func(q *quiz.Question) string { return q.Example }},
		{"pronunciation", func(q *quiz.Question) string { return q.Pronunciation }},
		{"source", func(q *quiz.Question) string { return q.Source }},
		{"tags", func(q *quiz.Question) string { return joinTags(q.Tags) }},
	}
	if len(questions) == 0 {
		return
	}
	shared := func(value func(*quiz.Question) string) (string, bool) {
		first := value(&questions[0])
		for i := range questions {
			if value(&questions[i]) != first {
				return "", false
			}
		}
		return first, true
	}
	note := func(q *quiz.Question) string { return q.Rationale }
	if s, all := shared(note); !all || s != "" {
		f.columns = append(f.columns, column{"note", note})
	}
	markup := func(q *quiz.Question) string {
		if q.Markup == "" {
			return string(quiz.Moodle)
		}
		return string(q.Markup)
	}
	if s, all := shared(markup); !all || s != string(quiz.Plain) {
		f.columns = append(f.columns, column{"markup", markup})
	}
	for _, c := range []struct {
		title string
		value func(*quiz.Question) string
		head  *string
	}{
		{"deck", func(q *quiz.Question) string { return deckName(q.Category) }, &f.deck},
		{"as-of", func(q *quiz.Question) string { return q.AsOf }, &f.asOf},
		{"review-by", func(q *quiz.Question) string { return q.ReviewBy }, &f.reviewBy},
	} {
		s, all := shared(c.value)
		if *c.head = s; !all {
			f.columns = append(f.columns, column{c.title, c.value})
		}
	}
}

// joinTags writes tags as Anki reads them, or with commas where a tag has a
// space in it.
func joinTags(tags []string) string {
	for _, t := range tags {
		if strings.ContainsAny(t, " \u00A0") {
			return strings.Join(tags, ", ") + ","
		}
	}
	return strings.Join(tags, " ")
}

// deckName undoes categoryPath.
func deckName(path string) string {
	const slash = "\x00"
	path = strings.ReplaceAll(path, "//", slash)
	path = strings.ReplaceAll(path, "/", "::")
	return strings.ReplaceAll(path, slash, "/")
}

// field quotes a field where its text would otherwise be read as something else.
func field(s string) string {
	s = strings.TrimSpace(strings.ReplaceAll(s, "\r", ""))
	if strings.ContainsAny(s, "\t\n") || strings.HasPrefix(s, `"`) || strings.HasPrefix(s, "#") {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}
