// Package drills reads and writes tables of number drills: a row a drill, with
// its text, the formula of its answer and the values that are drawn anew each
// time. The rows stand under a line of column names, behind a head such as
// "#kind: drill" and "#bank: Statistics"; the columns are id, stem, formula,
// vars ("beds 100..300 step 10; days 28|30|31"), where ("deaths < discharges"),
// decimals, tolerance, unit, solution, note, name, tags, source, category,
// markup, as-of and review-by, in any order. It never touches a disk, a clock
// or a database.
package drills

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"chartroom/content/delimited"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// names are what the columns may be called, in small letters; the first is how
// it is written.
var names = [][]string{
	{"id", "key"}, {"stem", "question", "text"}, {"formula", "answer formula"}, {"vars", "values", "variables"}, {"where", "conditions"},
	{"decimals", "places"}, {"tolerance"}, {"unit"}, {"solution", "worked solution"}, {"note", "rationale", "explanation"}, {"name", "title"},
	{"tags", "tag"}, {"source"}, {"category", "topic"}, {"markup"}, {"as-of", "as of"}, {"review-by", "review by"},
}

// nameLength is how long a drill's name is where it has none, in characters.
const nameLength = 80

// Looks reports whether a file's beginning is a table of drills: 2 = it says so
// or has a column of formulas, 0 = no.
func Looks(head string) int {
	r := reader{lines: parse.NewLines(head)}
	start := r.readHead(head)
	if _, _, ok := findColumns(head, start); ok || r.drills {
		return 2
	}
	return 0
}

// Parse reads a table of drills into the bank of this name. A drill that cannot
// be asked is an error and left out; the error is for files of which nothing
// could be read.
func Parse(ctx context.Context, data []byte, bank string, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	text, _, problems, err := parse.Decode(data)
	if err != nil {
		return quiz.Bank{}, nil, err
	}
	r := reader{lines: parse.NewLines(text), taken: map[string]int{}, bank: quiz.Bank{ID: quiz.NewBankID(bank), Name: bank}}
	for _, p := range problems {
		r.problems.Add(p)
	}
	err = r.readAll(ctx, text, report)
	return r.bank, r.problems.List(), err
}

type reader struct {
	lines    *parse.Lines
	problems parse.Problems
	bank     quiz.Bank
	taken    map[string]int
	head     parse.Head
	drills   bool           // the head says what the rows are
	columns  map[string]int // by name
	left     int            // drills left out
}

// mostLeft is how many drills that cannot be asked are tried before a file is
// given up: finding that no values meet a condition takes milliseconds.
const mostLeft = 1000

// say reports a problem at a byte of the text.
func (r *reader) say(severity parse.Severity, at int, rule, question, format string, args ...any) {
	if r.problems.Skip() {
		return
	}
	line, column := r.lines.At(at)
	r.problems.Add(parse.Problem{Line: line, Column: column, Severity: severity, Rule: "drills-" + rule,
		Question: parse.Excerpt(question, nameLength), Message: fmt.Sprintf(format, args...)})
}

// readHead reads the lines that begin with #, and returns where the rows begin.
func (r *reader) readHead(text string) int {
	pos := 0
	for pos < len(text) {
		line, _, _ := strings.Cut(text[pos:], "\n")
		rest, ok := strings.CutPrefix(strings.TrimSpace(line), "#")
		if strings.TrimSpace(line) != "" && !ok {
			break
		}
		key, value, colon := strings.Cut(strings.TrimRight(rest, "\t,;"), ":")
		if !colon {
			key, value, _ = strings.Cut(rest, " ")
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		if key == "kind" {
			r.drills = strings.EqualFold(strings.Trim(value, "\t,; "), "drill")
		} else if complaint := r.head.Set(key, value); complaint != "" {
			r.say(parse.Warning, pos, "date", "", "%s", complaint)
		}
		pos = min(pos+len(line)+1, len(text))
	}
	return pos
}

// findColumns finds the separator by which the first row names a stem and a
// formula, and which column is which.
func findColumns(text string, start int) (separator byte, columns map[string]int, ok bool) {
	for _, separator := range []byte{'\t', ',', ';', '|'} {
		rows := delimited.Rows{Text: text, Pos: start, Separator: separator}
		first, ok := rows.Next()
		if !ok {
			return 0, nil, false
		}
		columns := map[string]int{}
		for i, field := range first.Fields {
			field = strings.ToLower(strings.TrimSpace(field))
			for _, list := range names {
				if _, taken := columns[list[0]]; !taken && slices.Contains(list, field) {
					columns[list[0]] = i
				}
			}
		}
		_, stem := columns["stem"]
		_, formula := columns["formula"]
		if stem && formula {
			return separator, columns, true
		}
	}
	return 0, nil, false
}

func (r *reader) readAll(ctx context.Context, text string, report parse.Report) error {
	start := r.readHead(text)
	separator, columns, ok := findColumns(text, start)
	if !ok {
		return errors.New("no line names the columns; write one with stem, formula and vars above the drills")
	}
	r.columns = columns
	rows := delimited.Rows{Text: text, Pos: start, Separator: separator,
		Say: func(severity parse.Severity, at int, rule, format string, args ...any) {
			r.say(severity, at, rule, "", format, args...)
		}}
	rows.Next() // the names
	for n := 0; ; n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		if n%64 == 0 && report != nil {
			report(rows.Pos, len(text))
		}
		row, ok := rows.Next()
		if !ok {
			break
		}
		if n >= parse.Limits.Questions {
			r.say(parse.Error, row.At[0], "too-many-rows", "", "A file may hold %d rows; the rest was not read.", parse.Limits.Questions)
			break
		}
		if strings.HasPrefix(row.Fields[0], "#") && text[row.At[0]] == '#' {
			continue // a comment
		}
		if r.left > mostLeft {
			r.say(parse.Error, row.At[0], "too-many-errors", "", "More than %d drills cannot be asked; the rest was not read.", mostLeft)
			break
		}
		r.row(row)
	}
	h := &r.head
	if h.Name != "" {
		r.bank.Name = h.Name
	}
	r.bank.Source, r.bank.Licence, r.bank.Language, r.bank.Version = h.Source, h.Licence, h.Language, h.Edition()
	if report != nil {
		report(len(text), len(text))
	}
	if len(r.bank.Questions) == 0 {
		if list := r.problems.List(); len(list) > 0 {
			return fmt.Errorf("no drill could be read; line %d: %s", list[0].Line, list[0].Message)
		}
		return errors.New("the file holds no drills")
	}
	return nil
}

// column is where a name's column is; -1 = nowhere.
func (r *reader) column(name string) int {
	if i, ok := r.columns[name]; ok {
		return i
	}
	return -1
}

// row reads one drill.
func (r *reader) row(row delimited.Row) {
	get := func(name string) string { return row.Get(r.column(name)) }
	q, bad, err := question(get)
	if err == nil {
		bad, err = "formula", quiz.CheckDrill(&q)
	}
	if err != nil {
		r.left++
		r.say(parse.Error, row.Place(r.column(bad)), "not-askable", get("stem"), "This drill was left out: %v.", err)
		return
	}
	q.Line, _ = r.lines.At(row.At[0])
	for _, d := range []struct {
		name, all string
		into      *string
	}{{"as-of", r.head.Facts(), &q.AsOf}, {"review-by", r.head.ReviewBy, &q.ReviewBy}} {
		if *d.into = d.all; get(d.name) == "" {
			continue
		}
		if !parse.Date(get(d.name)) {
			r.say(parse.Warning, row.Place(r.column(d.name)), "date", q.Stem, "%s", parse.NoDate(get(d.name)))
			continue
		}
		*d.into = get(d.name)
	}
	q.AsOf = parse.Month(q.AsOf)
	key, free := parse.Untaken(q.Key, r.taken)
	if !free {
		r.say(parse.Warning, row.At[0], "duplicate", q.Stem, "A drill further up has the same id, or the same text and no id. Give each its own id, so that they are told apart when the file changes.")
	}
	q.Key, q.Bank = key, r.bank.ID
	q.ID = quiz.NewQuestionID(r.bank.ID, key)
	r.bank.Questions = append(r.bank.Questions, q)
}

// question makes a drill of the cells of its row. bad is the column of the
// error.
func question(get func(name string) string) (q quiz.Question, bad string, err error) {
	q = quiz.Question{Kind: quiz.Drill, Markup: quiz.Markup(get("markup")), Stem: get("stem"), Name: get("name"), Rationale: get("note"),
		Source: get("source"), Category: get("category"), Drill: &quiz.DrillRule{Formula: get("formula"), Unit: get("unit"), Solution: get("solution")}}
	switch q.Markup {
	case "":
		q.Markup = quiz.Plain
	case quiz.Plain, quiz.HTML, quiz.Markdown, quiz.Moodle:
	default:
		return q, "markup", fmt.Errorf("%q is no markup; write plain, markdown, html or moodle", string(q.Markup))
	}
	if strings.TrimSpace(q.Stem) == "" {
		return q, "stem", errors.New("there is no text")
	}
	if q.Name == "" {
		q.Name = parse.Excerpt(q.Stem, nameLength)
	}
	for _, t := range strings.FieldsFunc(get("tags"), func(c rune) bool { return c == ',' || c == ';' }) {
		if t = strings.Join(strings.Fields(t), " "); t != "" {
			q.Tags = append(q.Tags, t)
		}
	}
	if q.Key = parse.TextKey(q.Stem); get("id") != "" {
		q.Key = parse.IDKey(get("id"))
	}
	d := q.Drill
	if d.Vars, err = readVars(get("vars")); err != nil {
		return q, "vars", err
	}
	for _, w := range strings.Split(get("where"), ";") {
		if w = strings.TrimSpace(w); w != "" {
			d.Where = append(d.Where, w)
		}
	}
	if s := get("decimals"); s != "" {
		if d.Decimals, err = strconv.Atoi(s); err != nil {
			return q, "decimals", fmt.Errorf("%q is no number of decimals", s)
		}
	}
	if s := get("tolerance"); s != "" {
		if d.Tolerance, err = number(s); err != nil {
			return q, "tolerance", err
		}
	}
	return q, "", nil
}

// readVars reads values as they are written: "beds 100..300 step 10; days
// 28|30|31".
func readVars(text string) ([]quiz.DrillVar, error) {
	var all []quiz.DrillVar
	for _, one := range strings.Split(text, ";") {
		if one = strings.TrimSpace(one); one == "" {
			continue
		}
		name, rest, ok := strings.Cut(one, " ")
		v := quiz.DrillVar{Name: name}
		if !ok {
			return nil, fmt.Errorf("%q has no values; write \"%s 10..20\" or \"%s 1|2|5\"", one, one, one)
		}
		span, step, stepped := strings.Cut(rest, "step")
		low, high, ok := strings.Cut(span, "..")
		var err error
		if !ok {
			if stepped {
				return nil, fmt.Errorf("%q has a step and no range; write \"%s 100..300 step 10\"", one, name)
			}
			for _, c := range strings.Split(span, "|") {
				x, err := number(c)
				if err != nil {
					return nil, err
				}
				v.Choices = append(v.Choices, x)
			}
			all = append(all, v)
			continue
		}
		if v.Min, err = number(low); err != nil {
			return nil, err
		}
		if v.Max, err = number(high); err != nil {
			return nil, err
		}
		if stepped {
			if v.Step, err = number(step); err != nil {
				return nil, err
			}
		}
		all = append(all, v)
	}
	return all, nil
}

// number reads a number of a table.
func number(s string) (float64, error) {
	x, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || math.IsInf(x, 0) || math.IsNaN(x) {
		return 0, fmt.Errorf("%q is not a number", strings.TrimSpace(s))
	}
	return x, nil
}
