package sheet

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// Format writes flashcards as a tab-separated table with Anki's head, so that
// Parse, given the bank's id, reads the same bank again, and Anki its cards. It
// writes nothing when Holds refuses a card. Pictures are named, not written.
func Format(w io.Writer, bank quiz.Bank) error {
	for i := range bank.Questions {
		if err := Holds(&bank.Questions[i]); err != nil {
			return fmt.Errorf("card %q: %w", bank.Questions[i].Name, err)
		}
	}
	f := formatter{w: bufio.NewWriter(w), rows: gather(bank.Questions)}
	f.write(&bank)
	return f.w.Flush()
}

// Holds says why a table of flashcards cannot hold a question, or nil. Spaces
// at the ends of a text are not kept, and are no reason.
func Holds(q *quiz.Question) error {
	switch {
	case q.Kind != quiz.Flip && q.Kind != quiz.Build:
		return fmt.Errorf("a table of flashcards cannot hold a question of the kind %q", q.Kind)
	case q.Kind == quiz.Flip && len(q.Options) != 1:
		return errors.New("a flashcard has one back")
	case strings.TrimSpace(q.Stem) == "" || q.Kind == quiz.Flip && strings.TrimSpace(q.Options[0].Text) == "":
		return errors.New("a flashcard has a front and a back")
	case q.RationaleMarkup != "" || slices.ContainsFunc(q.Options, func(o quiz.Option) bool { return o.Markup != "" || o.FeedbackMarkup != "" }):
		return errors.New("front, back and note of a card in a table are written in one markup")
	case q.Kind == quiz.Flip && q.Options[0].Feedback != "":
		return errors.New("the back of a card in a table has no feedback")
	}
	for _, t := range q.Tags {
		if strings.ContainsAny(t, ",;\n\t") || strings.TrimSpace(t) == "" {
			return fmt.Errorf("the tag %q has a comma, a semicolon or nothing in it", t)
		}
	}
	if _, ok := compose([]quiz.Question{*q}); !ok {
		return errors.New("a table has no words for what this card hides, or for its key")
	}
	return nil
}

type formatter struct {
	w                    *bufio.Writer
	rows                 []note
	deck, asOf, reviewBy string // what all cards share
	columns              []column
}

// column is a title and what stands under it.
type column struct {
	title string
	value func(*note) string
}

// write writes the head and the rows.
func (f *formatter) write(bank *quiz.Bank) {
	f.plan()
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
	for i := range f.rows {
		for j, c := range f.columns {
			if j > 0 {
				f.w.WriteByte('\t')
			}
			f.w.WriteString(field(c.value(&f.rows[i])))
		}
		f.w.WriteByte('\n')
	}
}

func (f *formatter) line(key, value string) {
	if value = strings.Join(strings.Fields(value), " "); value != "" {
		f.w.WriteString(key + ":" + value + "\n")
	}
}

// plan chooses the columns: the usual ones, and those that some row needs.
func (f *formatter) plan() {
	f.columns = []column{
		{"id", func(n *note) string { return parse.OwnID(n.common.Key) }},
		{"front", func(n *note) string { return n.front }},
		{"back", func(n *note) string { return n.back }},
		{"example", func(n *note) string { return n.common.Example }},
		{"pronunciation", func(n *note) string { return n.common.Pronunciation }},
		{"source", func(n *note) string { return n.common.Source }},
		{"tags", func(n *note) string { return joinTags(n.common.Tags) }},
	}
	if len(f.rows) == 0 {
		return
	}
	for _, c := range f.others() {
		if slices.ContainsFunc(f.rows, func(n note) bool { return c.value(&n) != "" }) {
			f.columns = append(f.columns, c)
		}
	}
	shared := func(value func(*note) string) (string, bool) {
		first := value(&f.rows[0])
		for i := range f.rows {
			if value(&f.rows[i]) != first {
				return "", false
			}
		}
		return first, true
	}
	markup := func(n *note) string {
		if n.common.Markup == "" {
			return string(quiz.Moodle)
		}
		return string(n.common.Markup)
	}
	if s, all := shared(markup); !all || s != string(quiz.Plain) {
		f.columns = append(f.columns, column{"markup", markup})
	}
	for _, c := range []struct {
		title string
		value func(*note) string
		head  *string
	}{
		{"deck", func(n *note) string { return deckName(n.common.Category) }, &f.deck},
		{"as-of", func(n *note) string { return n.common.AsOf }, &f.asOf},
		{"review-by", func(n *note) string { return n.common.ReviewBy }, &f.reviewBy},
	} {
		s, all := shared(c.value)
		if *c.head = s; !all {
			f.columns = append(f.columns, column{c.title, c.value})
		}
	}
}

// others are the columns that only some tables need.
func (f *formatter) others() []column {
	word := func(on bool, word string) string {
		if on {
			return word
		}
		return ""
	}
	picture := func(n *note) quiz.Picture {
		if n.picture == nil {
			return quiz.Picture{}
		}
		return *n.picture
	}
	return []column{
		{"note", func(n *note) string { return n.common.Rationale }},
		{"two-way", func(n *note) string { return word(n.twoWay, "yes") }},
		{"typed", func(n *note) string { return word(n.typed, "yes") }},
		{"cloze", func(n *note) string { return word(n.literal, "no") }},
		{"parts", func(n *note) string { return n.parts }},
		{"other-parts", func(n *note) string { return n.others }},
		{"picture", func(n *note) string { return picture(n).Media }},
		{"alt", func(n *note) string { return picture(n).Alt }},
		{"regions", func(n *note) string { return writeRegions(picture(n).Regions) }},
		{"hide", func(n *note) string { return word(picture(n).HideAll, "all") }},
		{"asked", func(n *note) string { return strings.Join(n.asked, "; ") }},
		{"family", func(n *note) string { return n.family }},
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
