package codeset

import (
	"errors"
	"strings"

	"chartroom/content/table"
	"chartroom/content/zipfile"
)

// Tables with a head come as text with tabs and as workbooks of Excel; both are
// read as rows of cells.

// head is where the columns of a table stand, by their names in small letters and
// digits alone: "POA exempt code" is "poaexemptcode".
type head map[string]int

// headOf is the head that a row is.
func headOf(cells []string) head {
	h := head{}
	for i, cell := range cells {
		name := strings.Map(func(r rune) rune {
			switch {
			case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
				return r
			case r >= 'A' && r <= 'Z':
				return r + 'a' - 'A'
			}
			return -1
		}, cell)
		if _, taken := h[name]; !taken && name != "" && len(name) < 64 {
			h[name] = i
		}
	}
	return h
}

// column is the place of the first of these columns that is there, or -1.
func (h head) column(names ...string) int {
	for _, name := range names {
		if i, ok := h[name]; ok {
			return i
		}
	}
	return -1
}

// cell is a cell of a row, or "" past its end.
func cell(cells []string, column int) string {
	if column < 0 || column >= len(cells) {
		return ""
	}
	return cells[column]
}

// tabbed are the cells of a line; quotes around one are no part of it.
func tabbed(line string) []string {
	cells := strings.Split(line, "\t")
	for i, c := range cells {
		c = strings.TrimSpace(c)
		if len(c) >= 2 && c[0] == '"' && c[len(c)-1] == '"' {
			c = strings.ReplaceAll(c[1:len(c)-1], `""`, `"`)
		}
		cells[i] = c
	}
	return cells
}

// headRows is in how many rows a head is looked for.
const headRows = 30

// headed are the tables that are told by their heads.
var headed = []func(name string, h head) (sight, bool){exemptHead, conversionHead, itemsHead, changesHead}

// isTable looks for the head of a table of text.
func isTable(name string, lines []string) (sight, bool) {
	for _, text := range lines[:min(len(lines), headRows)] {
		if s, ok := headedBy(name, tabbed(text)); ok {
			s.rank++ // before a workbook that says the same
			return s, true
		}
	}
	return sight{}, false
}

func headedBy(name string, cells []string) (sight, bool) {
	h := headOf(cells)
	for _, known := range headed {
		if s, ok := known(name, h); ok {
			return s, true
		}
	}
	return sight{}, false
}

// mostSheets is in how many sheets of a workbook a head is looked for.
const mostSheets = 5

// workbook looks for the head of a table in the sheets of a workbook.
func (l *looker) workbook(m member, a *zipfile.Archive) {
	for sheet := range mostSheets {
		s, found, err := l.sheet(m, a, sheet)
		switch {
		case found:
			read := s.read
			s.read = func(r *reading) error {
				r.book, r.sheet = true, sheet
				return read(r)
			}
			l.take(m, s)
			return
		case errors.Is(err, table.ErrNoSheet):
			l.leave(m.name, "it is a workbook, but none of the official ones that are read")
			return
		case err != nil:
			l.leave(m.name, "%v", err)
			return
		}
	}
	l.leave(m.name, "it is a workbook, but none of the official ones that are read")
}

// sheet looks for the head of a table in a sheet.
func (l *looker) sheet(m member, a *zipfile.Archive, sheet int) (s sight, found bool, err error) {
	looked := 0
	err = table.EachRowOf(l.ctx, a, sheet, func(_ int, cells []string) error {
		if s, found = headedBy(m.name, cells); found {
			return errEnough
		}
		if looked++; looked >= headRows {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return s, found, err
}

// errEnough ends the reading of rows early.
var errEnough = errors.New("enough")

// rows gives the rows below the head that is wanted. cut says that the last line
// of a text has no end.
func (r *reading) rows(want func(head) bool, put func(line int, h head, cells []string, cut bool) error) error {
	var h head
	looked := 0
	row := func(line int, cells []string, cut bool) error {
		if h == nil {
			if it := headOf(cells); want(it) {
				h = it
			} else if looked++; looked > headRows {
				return errors.New("the head of the table is not there")
			}
			return nil
		}
		return put(line, h, cells, cut)
	}
	if r.book {
		return r.bookRows(func(line int, cells []string) error { return row(line, cells, false) })
	}
	in, err := r.in()
	if err != nil {
		return err
	}
	lines := newLines(in)
	for lines.next() {
		if err := row(lines.number, tabbed(lines.text), lines.open); err != nil {
			return err
		}
	}
	return lines.err
}

// bookRows gives the rows of a workbook.
func (r *reading) bookRows(put func(line int, cells []string) error) error {
	a, closer, err := r.file.member.archive()
	if err != nil {
		return err
	}
	defer closer.Close()
	return table.EachRowOf(r.ctx, a, r.sheet, put)
}

// changesHead recognises the lists of changes of HCPCS.
func changesHead(_ string, h head) (sight, bool) {
	return sight{left: "it lists the changes of HCPCS, which the list of codes marks at each code"}, h.column("typeofchange") >= 0
}

// wrongRow is why a row is not as it should be.
func (r *reading) wrongRow(line int, cells []string, cut bool, what string) error {
	l := lines{number: line, text: strings.Join(cells, " "), open: cut}
	return l.wrong(what)
}
