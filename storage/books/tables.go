package books

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"chartroom/quiz"
	"chartroom/quiz/codebook"
	"chartroom/storage"
)

// rows are the rows of a PCS table.
func (v *volume) rows(ctx context.Context, table string) ([]codebook.Row, error) {
	all, err := v.all(ctx, "r"+table)
	if err != nil {
		return nil, err
	}
	var rows []codebook.Row
	for _, r := range all {
		if row, ok := r.(codebook.Row); ok {
			rows = append(rows, row)
		}
	}
	return rows, nil
}

// Table is the PCS table of three characters: of the book's year or, if its
// tables are not there, of the newest other year, which the table then says.
// Errors: storage.ErrNotFound.
func (s *Shelf) Table(ctx context.Context, b codebook.Book, first3 string) (codebook.Table, error) {
	var t codebook.Table
	err := s.read(ctx, func(v *view) error {
		tables, err := v.nearest(ctx, b, codebook.PartTables)
		if err != nil {
			return err
		}
		if tables == nil {
			return storage.ErrNotFound
		}
		rows, err := tables.rows(ctx, quiz.CodeKey(first3))
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return storage.ErrNotFound
		}
		t = codebook.Table{Book: tables.Book, Code: rows[0].Table, Label: rows[0].Labels, Names: rows[0].Names, Rows: rows}
		return nil
	})
	if err != nil {
		return t, fmt.Errorf("read table %s of %s: %w", first3, b.Title(), err)
	}
	return t, nil
}

// count is how many codes of rows begin with the characters after the table's.
func count(rows []codebook.Row, chosen string) int {
	n := 0
	for _, r := range rows {
		if left := rest(r, chosen); left > 0 {
			n += left
		}
	}
	return n
}

// rest is how many codes of a row begin with chosen, the characters after its
// table's.
func rest(r codebook.Row, chosen string) int {
	n := 1
	for i, values := range r.Values {
		if i >= len(chosen) {
			n *= len(values)
		} else if !slices.ContainsFunc(values, func(v codebook.AxisValue) bool { return v.Character == chosen[i:i+1] }) {
			return 0
		}
	}
	return n
}

// eachCode gives the codes that a row makes, and titles for them of its labels.
func eachCode(r codebook.Row, do func(code, title string)) {
	for _, a := range r.Values[0] {
		for _, b := range r.Values[1] {
			for _, c := range r.Values[2] {
				for _, d := range r.Values[3] {
					do(r.Table+a.Character+b.Character+c.Character+d.Character, codeTitle(r, [4]codebook.AxisValue{a, b, c, d}))
				}
			}
		}
	}
}

// codeTitle is a title of our own for a code of which only the table is known:
// "Bypass of Cerebral Ventricle: Open, Synthetic Substitute, Nasopharynx".
// Where the table says that there is no device or qualifier, so does the title.
func codeTitle(r codebook.Row, values [4]codebook.AxisValue) string {
	title := r.Labels[2] + " of " + values[0].Label
	var more []string
	for _, v := range values[1:] {
		if v.Label != "" {
			more = append(more, v.Label)
		}
	}
	if len(more) == 0 {
		return title
	}
	return title + ": " + strings.Join(more, ", ")
}

// made is the code that one of the rows makes, with a title of our own; false
// if none makes it.
func made(rows []codebook.Row, code string) (title string, ok bool) {
	for _, r := range rows {
		if len(code) != 7 || rest(r, code[3:]) == 0 {
			continue
		}
		var values [4]codebook.AxisValue
		for i, all := range r.Values {
			for _, v := range all {
				if v.Character == code[3+i:4+i] {
					values[i] = v
				}
			}
		}
		return codeTitle(r, values), true
	}
	return "", false
}

// Axis are the legal next characters after the first 0 to 6 of a PCS code, with
// what they mean. Where the tables of the year are not on the shelf, the legal
// ones are those of the year's codes, and their labels of the newest tables.
// Errors: storage.ErrNotFound for a beginning that no code has.
func (s *Shelf) Axis(ctx context.Context, b codebook.Book, prefix string) ([]codebook.Choice, error) {
	prefix = quiz.CodeKey(prefix)
	var all []codebook.Choice
	err := s.read(ctx, func(v *view) error {
		if len(prefix) > 6 {
			return storage.ErrNotFound
		}
		a := &axis{prefix: prefix, at: map[string]int{}}
		if err := a.read(ctx, v, b); err != nil {
			return err
		}
		if len(a.choices) == 0 {
			return storage.ErrNotFound
		}
		all = a.choices
		return v.define(ctx, b, prefix, all)
	})
	if err != nil {
		return nil, fmt.Errorf("read what follows “%s” in %s: %w", prefix, b.Title(), err)
	}
	return all, nil
}

// axis collects the choices after a prefix.
type axis struct {
	prefix  string
	choices []codebook.Choice
	at      map[string]int
}

func (a *axis) read(ctx context.Context, v *view, b codebook.Book) error {
	tables, err := v.nearest(ctx, b, codebook.PartTables)
	if err != nil {
		return err
	}
	codes, err := v.list(ctx, b)
	if err != nil {
		return err
	}
	if tables != nil {
		if err := a.fromTables(ctx, tables); err != nil {
			return err
		}
		if tables.Book == b {
			return nil
		}
	}
	if codes == nil || b.Set != codebook.ICD10PCS {
		a.choices = nil
		return nil
	}
	return a.fromCodes(ctx, codes)
}

// fromTables adds the choices that the rows of tables give.
func (a *axis) fromTables(ctx context.Context, tables *volume) error {
	table := a.prefix[:min(len(a.prefix), 3)]
	var lines []int
	if err := tables.find(ctx, "r"+table, true, func(_ string, line int) bool { lines = append(lines, line); return true }); err != nil {
		return err
	}
	for _, line := range lines {
		r, err := tables.record(ctx, line)
		if err != nil {
			return err
		}
		if row, ok := r.(codebook.Row); ok {
			a.row(row)
		}
	}
	slices.SortFunc(a.choices, byCharacter)
	return nil
}

func byCharacter(x, y codebook.Choice) int { return strings.Compare(x.Character, y.Character) }

func (a *axis) row(r codebook.Row) {
	n := len(a.prefix)
	if n < 3 {
		a.add(codebook.AxisValue{Character: r.Table[n : n+1], Label: r.Labels[n]}, r.Names[n], rest(r, ""))
		return
	}
	for _, value := range r.Values[n-3] {
		if left := rest(r, a.prefix[3:]+value.Character); left > 0 {
			a.add(value, r.Titles[n-3], left)
		}
	}
}

func (a *axis) add(value codebook.AxisValue, title string, codes int) {
	i, ok := a.at[value.Character]
	if !ok {
		i = len(a.choices)
		a.at[value.Character] = i
		a.choices = append(a.choices, codebook.Choice{AxisValue: value, Title: title})
	}
	a.choices[i].Codes += codes
}

// fromCodes leaves the choices that the list of codes has, and adds those that
// the tables of another year had not.
func (a *axis) fromCodes(ctx context.Context, list *volume) error {
	labels := map[string]codebook.Choice{}
	title := ""
	for _, c := range a.choices {
		labels[c.Character], title = c, c.Title
	}
	a.choices, a.at = nil, map[string]int{}
	n := len(a.prefix)
	err := list.find(ctx, "c"+a.prefix, true, func(key string, _ int) bool {
		if len(key) == 8 { // c and seven characters
			c := key[1+n : 2+n]
			known := labels[c]
			a.add(codebook.AxisValue{Character: c, Label: known.Label}, title, 1)
		}
		return true
	})
	return err
}

// define adds the definitions of the values.
func (v *view) define(ctx context.Context, b codebook.Book, prefix string, choices []codebook.Choice) error {
	definitions, err := v.nearest(ctx, b, codebook.PartDefinitions)
	if err != nil || definitions == nil || prefix == "" {
		return err
	}
	for i := range choices {
		c := &choices[i]
		for _, section := range []string{prefix[:1], ""} {
			all, err := definitions.all(ctx, definitionKey(section, len(prefix)+1, c.Label))
			if err != nil {
				return err
			}
			if len(all) > 0 && c.Definition == nil {
				if d, ok := all[0].(codebook.Definition); ok {
					c.Definition = &d
				}
			}
		}
	}
	return nil
}
