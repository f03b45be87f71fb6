package table

import (
	"bytes"
	"context"

	"chartroom/content/parse"
	"chartroom/content/zipfile"
)

// Preview is what a table looks like before it is read: for a person who says
// what its columns hold.
type Preview struct {
	Columns   []Column
	Sheets    []string // of a workbook, those that are shown first; nil for a text
	Sheet     string   // the one that Columns are of
	HeaderRow int      // the row that names the columns; 0 = none does
	Guessed   bool     // the roles were understood, and Parse needs no mapping
}

// Column is one column of a Preview.
type Column struct {
	Header string   // its name in the row that names the columns, or ""
	Sample []string // its first cells, empty ones too; at most 5, each cut to 200 characters
	Role   Role     // as guessed
}

// The size of a sample.
const (
	sampleCells  = 5
	sampleLength = 200
)

// Mapping is what the columns hold, to be changed and put into Options.
func (p Preview) Mapping() Mapping {
	m := Mapping{HeaderRow: p.HeaderRow}
	for _, c := range p.Columns {
		m.Roles = append(m.Roles, c.Role)
	}
	return m
}

// Look previews a table, be it a text or a workbook. The sheet is one of a
// workbook; "" is the one that would be read.
func Look(data []byte, sheet string) (Preview, error) {
	if zipfile.Looks(data) {
		a, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return Preview{}, err
		}
		return LookArchive(context.Background(), a, sheet)
	}
	text, _, _, err := parse.Decode(data)
	if err != nil {
		return Preview{}, err
	}
	text = sample(text)
	shape := shapeOf(text)
	rows, err := buffered(shape.open(text, nil), headRows)
	if err != nil {
		return Preview{}, err
	}
	p := previewOf(rows)
	if shape.cards {
		p.Columns[0].Role, p.Columns[1].Role, p.Guessed = Question, Answer, true
	}
	return p, nil
}

// LookArchive previews a workbook.
func LookArchive(ctx context.Context, a *zipfile.Archive, sheet string) (Preview, error) {
	b, err := openBook(ctx, a)
	if err != nil {
		return Preview{}, err
	}
	chosen, err := b.choose(sheet)
	if err != nil {
		return Preview{}, err
	}
	rows, err := b.first(chosen)
	if err != nil {
		return Preview{}, err
	}
	p := previewOf(rows)
	p.Sheet = chosen.name
	for _, hidden := range []bool{false, true} {
		for _, s := range b.sheets {
			if s.hidden == hidden {
				p.Sheets = append(p.Sheets, s.name)
			}
		}
	}
	return p, nil
}

// previewOf shows rows with the roles that are guessed for their columns.
func previewOf(rows []row) Preview {
	m, ok := guess(rows)
	p := Preview{HeaderRow: m.HeaderRow, Guessed: ok}
	width := 0
	for _, row := range rows {
		width = max(width, len(row.cells))
	}
	p.Columns = make([]Column, width)
	copyRoles := min(width, len(m.Roles))
	for i := range copyRoles {
		p.Columns[i].Role = m.Roles[i]
	}
	for _, row := range rows {
		if row.number < m.HeaderRow {
			continue
		}
		if _, _, is := headLine(row); is {
			continue
		}
		for i := range p.Columns {
			c := &p.Columns[i]
			switch cell := parse.Excerpt(row.get(i), sampleLength); {
			case row.number == m.HeaderRow:
				c.Header = cell
			case len(c.Sample) < sampleCells:
				c.Sample = append(c.Sample, cell)
			}
		}
	}
	return p
}
