package drills

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// Format writes drills as a table with tabs, so that Parse, given the bank's
// id, reads the same bank again. It writes nothing when Holds refuses one.
func Format(w io.Writer, bank quiz.Bank) error {
	for i := range bank.Questions {
		if err := Holds(&bank.Questions[i]); err != nil {
			return fmt.Errorf("drill %q: %w", bank.Questions[i].Name, err)
		}
	}
	b := bufio.NewWriter(w) // which keeps the first error for Flush
	b.WriteString("#kind: drill\n")
	for _, line := range [][2]string{{"bank", bank.Name}, {"source", bank.Source}, {"version", bank.Version}, {"language", bank.Language}, {"licence", bank.Licence}} {
		if value := strings.Join(strings.Fields(line[1]), " "); value != "" {
			b.WriteString("#" + line[0] + ": " + value + "\n")
		}
	}
	for i, list := range names {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(list[0])
	}
	b.WriteByte('\n')
	for i := range bank.Questions {
		cells := cells(&bank.Questions[i])
		for j, list := range names {
			if j > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(field(cells[list[0]]))
		}
		b.WriteByte('\n')
	}
	return b.Flush()
}

// Holds says why a table of drills cannot hold a question, or nil. It is proved
// by reading the row that the question makes.
func Holds(q *quiz.Question) error {
	if q.Kind != quiz.Drill {
		return fmt.Errorf("a table of drills cannot hold a question of the kind %q", q.Kind)
	}
	if err := quiz.CheckDrill(q); err != nil {
		return err
	}
	written := cells(q)
	for name, value := range written {
		if strings.TrimSpace(value) != value || strings.ContainsAny(value, "\r\x00") {
			return fmt.Errorf("the %s has spaces at its ends or characters that a table does not keep", name)
		}
	}
	again, _, err := question(func(name string) string { return written[name] })
	if err != nil {
		return err
	}
	if q.Key != again.Key && !strings.HasPrefix(q.Key, again.Key+" #") {
		return errors.New("a table of drills cannot keep what this drill is known by; give it an id of its own")
	}
	if again.AsOf, again.ReviewBy = q.AsOf, q.ReviewBy; q.AsOf != "" && !parse.Date(q.AsOf) || q.ReviewBy != "" && !parse.Date(q.ReviewBy) {
		return errors.New("a date is written yyyy-mm or yyyy-mm-dd")
	}
	if !reflect.DeepEqual(bare(again), bare(*q)) {
		return errors.New("a table of drills has no place for something that this drill has: options, a picture, other markups, or signs that part lists")
	}
	return nil
}

// bare is a drill without what a table does not say in its own words.
func bare(q quiz.Question) quiz.Question {
	q.ID, q.Bank, q.Line, q.Key = quiz.QuestionID{}, "", 0, ""
	if q.Name == "" {
		q.Name = parse.Excerpt(q.Stem, nameLength)
	}
	if q.Markup == "" {
		q.Markup = quiz.Moodle
	}
	d := *q.Drill
	if len(d.Vars) == 0 {
		d.Vars = nil
	}
	if len(d.Where) == 0 {
		d.Where = nil
	}
	if q.Drill = &d; len(q.Tags) == 0 {
		q.Tags = nil
	}
	return q
}

// cells are the texts of a drill's row, by the names of the columns.
func cells(q *quiz.Question) map[string]string {
	d := q.Drill
	c := map[string]string{"id": parse.OwnID(q.Key), "stem": q.Stem, "formula": d.Formula, "vars": writeVars(d.Vars), "where": strings.Join(d.Where, "; "),
		"unit": d.Unit, "solution": d.Solution, "note": q.Rationale, "name": q.Name, "tags": strings.Join(q.Tags, "; "), "source": q.Source,
		"category": q.Category, "markup": string(q.Markup), "as-of": q.AsOf, "review-by": q.ReviewBy, "decimals": strconv.Itoa(d.Decimals)}
	if q.Markup == "" {
		c["markup"] = string(quiz.Moodle)
	}
	if q.Name == parse.Excerpt(q.Stem, nameLength) {
		c["name"] = ""
	}
	if d.Tolerance != 0 {
		c["tolerance"] = decimal(d.Tolerance)
	}
	return c
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// writeVars is the reverse of readVars.
func writeVars(all []quiz.DrillVar) string {
	var parts []string
	for _, v := range all {
		s := v.Name + " " + decimal(v.Min) + ".." + decimal(v.Max)
		if v.Step != 0 {
			s += " step " + decimal(v.Step)
		}
		if len(v.Choices) > 0 {
			var choices []string
			for _, c := range v.Choices {
				choices = append(choices, decimal(c))
			}
			s = v.Name + " " + strings.Join(choices, "|")
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, "; ")
}

// field quotes a field where its text would otherwise be read as something else.
func field(s string) string {
	if strings.ContainsAny(s, "\t\n\"") || strings.HasPrefix(s, "#") {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}
