package codeset

import (
	"encoding/xml"
	"fmt"
	"strconv"

	"chartroom/quiz/codebook"
)

// tables reads the tables of ICD-10-PCS: a record for each row, and a heading for
// each section and body system before its first row.
type tables struct {
	r     *reading
	row   codebook.Row // what the table says of axes 1 to 3, then the row's own
	known map[string]bool
	rows  int
	codes int
}

func readTables(r *reading) error {
	t := &tables{r: r, known: map[string]bool{}}
	if err := r.elements(t.begin, t.end, t.where); err != nil {
		return err
	}
	if t.rows == 0 {
		return fmt.Errorf("the tables hold no rows; download the file again")
	}
	return r.enough(t.codes, nil)
}

func (t *tables) where() string {
	if t.row.Table == "" {
		return ""
	}
	return "table " + t.row.Table
}

func (t *tables) begin(m *markup, name string) error {
	switch name {
	case "pcsTable":
		t.row = codebook.Row{}
	case "pcsRow":
		if len(t.row.Table) != 3 {
			return m.damaged("a row stands in a table of which only the characters “%s” are known", t.row.Table)
		}
		return t.readRow(m)
	case "axis":
		pos, _ := strconv.Atoi(m.attr("pos"))
		if pos < 1 || pos > 3 || len(t.row.Table) != pos-1 {
			return m.damaged("an axis of a table has the position “%s”", m.attr("pos"))
		}
		title, values, definition, err := readAxis(m)
		if err != nil {
			return err
		}
		if len(values) != 1 {
			return m.damaged("axis %d of a table has %d values, not one", pos, len(values))
		}
		t.row.Table += values[0].Character
		t.row.Names[pos-1], t.row.Labels[pos-1] = title, values[0].Label
		if definition != "" {
			t.row.Definition = definition
		}
	case "ICD10PCS.tabular":
	default:
		return m.skip()
	}
	return nil
}

func (t *tables) end(string) error { return nil }

// readRow reads the row that has just begun.
func (t *tables) readRow(m *markup) error {
	row := t.row
	said, err := strconv.Atoi(m.attr("codes"))
	if m.attr("codes") != "" && (err != nil || said < 1) {
		return m.damaged("a row of table %s says that it makes “%s” codes", row.Table, m.attr("codes"))
	}
	made := 1
	for depth := m.depth; m.depth >= depth; {
		token, err := m.next()
		if err != nil {
			return err
		}
		start, begins := token.(xml.StartElement)
		if !begins {
			continue
		}
		if start.Name.Local != "axis" {
			if err := m.skip(); err != nil {
				return err
			}
			continue
		}
		pos, _ := strconv.Atoi(m.attr("pos"))
		if pos < 4 || pos > 7 || row.Values[pos-4] != nil {
			return m.damaged("an axis of a row of table %s has the position “%s”, or stands there twice", row.Table, m.attr("pos"))
		}
		if row.Titles[pos-4], row.Values[pos-4], _, err = readAxis(m); err != nil {
			return err
		}
		made *= len(row.Values[pos-4])
	}
	for i, values := range row.Values {
		if len(values) == 0 {
			return m.damaged("a row of table %s has no values for axis %d", row.Table, i+4)
		}
	}
	if said != 0 && said != made {
		return m.damaged("a row of table %s says that it makes %d codes, but its values make %d", row.Table, said, made)
	}
	row.Codes = said
	t.rows++
	t.codes += made
	if err := t.headings(&row); err != nil {
		return err
	}
	return t.r.put(row)
}

// headings gives the section and the body system of a row, once each.
func (t *tables) headings(row *codebook.Row) error {
	section, system := row.Table[:1], row.Table[:2]
	for _, h := range []codebook.Heading{
		{Level: codebook.LevelChapter, ID: section, Title: row.Labels[0], First: section, Last: section},
		{Level: codebook.LevelBlock, ID: system, Title: row.Labels[1], First: system, Last: system, Parent: section},
	} {
		if t.known[h.ID] {
			continue
		}
		t.known[h.ID] = true
		if err := t.r.put(h); err != nil {
			return err
		}
	}
	return nil
}

// readAxis reads the axis that has just begun.
func readAxis(m *markup) (title string, values []codebook.AxisValue, definition string, err error) {
	want := m.attr("values")
	seen := map[string]bool{}
	for depth := m.depth; m.depth >= depth; {
		token, err := m.next()
		if err != nil {
			return "", nil, "", err
		}
		start, begins := token.(xml.StartElement)
		if !begins {
			continue
		}
		c := m.attr("code")
		text, err := m.text()
		if err != nil {
			return "", nil, "", err
		}
		switch start.Name.Local {
		case "title":
			title = text
		case "definition":
			definition = text
		case "label":
			if len(c) != 1 || !capitals(c) || seen[c] {
				return "", nil, "", m.damaged("a value of an axis (“%s”) has the character “%s”, or one that stands there twice", text, c)
			}
			seen[c] = true
			values = append(values, codebook.AxisValue{Character: c, Label: text})
		}
	}
	if want != "" && want != strconv.Itoa(len(values)) {
		return "", nil, "", m.damaged("an axis says that it has %s values, but has %d", want, len(values))
	}
	return title, values, definition, nil
}
