package table

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"chartroom/content/gift"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// Format writes questions as a table with commas, in UTF-8 with a byte order
// mark (or Excel takes it for another encoding), so that Parse, given the bank's
// id, reads the same bank again. It writes nothing when Holds refuses a question.
func Format(w io.Writer, bank quiz.Bank) error {
	t, err := compose(bank, Holds)
	if err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	b.WriteString("\uFEFF") // bufio keeps the first error for Flush
	for cells := range t.rows {
		for i, cell := range cells {
			if i > 0 {
				b.WriteByte(',')
			}
			if cell != "" {
				b.WriteString(`"` + strings.ReplaceAll(guard(cell), `"`, `""`) + `"`)
			}
		}
		b.WriteString("\r\n")
	}
	return b.Flush()
}

// composed is a bank as a table.
type composed struct {
	bank    quiz.Bank
	columns []outColumn
}

// outColumn is a role and what stands under it.
type outColumn struct {
	role  Role
	value func(*quiz.Question) string
}

// compose chooses the columns that a bank needs.
func compose(bank quiz.Bank, holds func(*quiz.Question) error) (*composed, error) {
	for i := range bank.Questions {
		if err := holds(&bank.Questions[i]); err != nil {
			return nil, fmt.Errorf("question %q: %w", bank.Questions[i].Name, err)
		}
	}
	t := &composed{bank: bank}
	for _, c := range t.all() {
		always := c.role == Kind || c.role == Question || c.role == Answer
		if always || slices.ContainsFunc(bank.Questions, func(q quiz.Question) bool { return c.value(&q) != "" }) {
			t.columns = append(t.columns, c)
		}
	}
	return t, nil
}

// rows are the rows of the table: what there is to say of the bank, the names
// of the columns, and the questions.
func (t *composed) rows(yield func(cells []string) bool) {
	for _, line := range []struct{ key, value string }{{"bank", t.bank.Name}, {"source", t.bank.Source}, {"version", t.bank.Version},
		{"language", t.bank.Language}, {"licence", t.bank.Licence}} {
		if value := strings.Join(strings.Fields(line.value), " "); value != "" && !yield([]string{"#" + line.key + ":" + value}) {
			return
		}
	}
	cells := make([]string, len(t.columns))
	for i, c := range t.columns {
		cells[i] = string(c.role)
	}
	if !yield(cells) {
		return
	}
	for i := range t.bank.Questions {
		for j, c := range t.columns {
			cells[j] = strings.TrimSpace(c.value(&t.bank.Questions[i]))
		}
		if !yield(cells) {
			return
		}
	}
}

// all are the columns that there may be, in their order.
func (t *composed) all() []outColumn {
	most := 0
	for i := range t.bank.Questions {
		if q := &t.bank.Questions[i]; q.Kind != quiz.Flip {
			most = max(most, len(q.Options))
		}
	}
	columns := []outColumn{
		{ID, func(q *quiz.Question) string { return parse.OwnID(q.Key) }},
		{Kind, writeKind},
		{Question, func(q *quiz.Question) string { return q.Stem }},
	}
	ofOptions := func(role func(int) Role, value func(*quiz.Question, quiz.Option) string) {
		for n := range most {
			columns = append(columns, outColumn{role(n), func(q *quiz.Question) string {
				if n >= len(q.Options) || q.Kind == quiz.Flip {
					return ""
				}
				return value(q, q.Options[n])
			}})
		}
	}
	ofOptions(Option, writeOption)
	ofOptions(Match, func(_ *quiz.Question, o quiz.Option) string { return o.Partner })
	columns = append(columns,
		outColumn{Answer, writeAnswer},
		outColumn{Explanation, func(q *quiz.Question) string { return q.Rationale }})
	ofOptions(Feedback, func(_ *quiz.Question, o quiz.Option) string { return o.Feedback })
	return append(columns, []outColumn{
		{Source, func(q *quiz.Question) string { return q.Source }},
		{Category, func(q *quiz.Question) string { return q.Category }},
		{Tags, func(q *quiz.Question) string { return writeTags(q.Tags) }},
		{Name, writeName},
		{Example, func(q *quiz.Question) string { return q.Example }},
		{Pronunciation, func(q *quiz.Question) string { return q.Pronunciation }},
		{Markup, t.markup()},
		{AsOf, func(q *quiz.Question) string { return q.AsOf }},
		{ReviewBy, func(q *quiz.Question) string { return q.ReviewBy }},
		{Shuffle, func(q *quiz.Question) string { return word(q.KeepOrder, "no") }},
		{CaseSensitive, func(q *quiz.Question) string { return word(q.CaseSensitive, "yes") }},
	}...)
}

func word(on bool, word string) string {
	if on {
		return word
	}
	return ""
}

// writeKind is the type of a question.
func writeKind(q *quiz.Question) string {
	if q.Multiple {
		return severalWord
	}
	return kindWords[q.Kind]
}

// writeOption is what stands in the column of an option.
func writeOption(q *quiz.Question, o quiz.Option) string {
	if q.Kind != quiz.Number || o.Any {
		return o.Text
	}
	text := gift.NumberText(quiz.Option{Text: o.Text, Value: o.Value})
	if o.Tolerance != 0 {
		text += " ± " + strconv.FormatFloat(o.Tolerance, 'g', -1, 64)
	}
	return text
}

// writeAnswer is what stands in the column of the answer.
func writeAnswer(q *quiz.Question) string {
	switch q.Kind {
	case quiz.Choice:
		return writeKey(q)
	case quiz.TrueFalse:
		if q.Options[0].Fraction > 0 {
			return "True"
		}
		return "False"
	case quiz.Text, quiz.Number:
		if slices.ContainsFunc(q.Options, func(o quiz.Option) bool { return o.Fraction != 1 }) {
			return weights(q.Options)
		}
	case quiz.Flip:
		return q.Options[0].Text
	}
	return ""
}

// writeTags writes tags as splitTags reads them.
func writeTags(tags []string) string {
	list := strings.Join(tags, ", ")
	if len(tags) == 1 && strings.Contains(list, " ") {
		return list + ","
	}
	return list
}

// writeName is the name of a question that its file gave it.
func writeName(q *quiz.Question) string {
	if strings.HasPrefix(q.Key, "text:") || q.Name == defaultName(q) && parse.OwnID(q.Key) != "" {
		return ""
	}
	return q.Name
}

// markup is the column of the markup: empty for all where they are plain and
// do not look like anything else.
func (t *composed) markup() func(*quiz.Question) string {
	plainly := !slices.ContainsFunc(t.bank.Questions, func(q quiz.Question) bool {
		d := draft{q: q}
		return q.Markup != quiz.Plain || d.hasTags()
	})
	return func(q *quiz.Question) string {
		switch {
		case plainly:
			return ""
		case q.Markup == "":
			return string(quiz.Moodle)
		}
		return string(q.Markup)
	}
}
