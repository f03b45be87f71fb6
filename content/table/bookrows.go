package table

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"chartroom/content/parse"
)

// mostRows is how many rows a sheet of Excel has.
const mostRows = 1_048_576

// bookRows gives the rows of a sheet.
type bookRows struct {
	book   *book
	xml    *xmlReader
	size   int64   // bytes that the sheet claims to have
	say    *reader // hears of problems; nil = nobody does
	number int     // of the row that was read last
	rows   int     // that were there, empty ones too
	left   int     // bytes of text that may still be read
	wide   bool    // it was said that there are too many columns
	merged []merge // that are not past, by their first row
}

// merge is a cell over several rows: its text is that of each of them.
type merge struct {
	column, from, to int // column from 0; rows from 1
	text             string
}

// open begins to read a sheet; r hears of problems. Where it is nil, this is
// only a sample, without what merged cells say.
func (b *book) open(s sheet, r *reader) (*bookRows, error) {
	var merged []merge
	if r != nil {
		var err error
		if merged, err = b.merges(s); err != nil {
			return nil, err
		}
	}
	x, err := openXML(b.ctx, s.member)
	if err != nil {
		return nil, err
	}
	return &bookRows{book: b, xml: x, size: s.member.Size, say: r, left: parse.Limits.Embedding, merged: merged}, nil
}

func (s *bookRows) close() { s.xml.close() }

func (s *bookRows) at(r row, column int) (line, place int) { return r.number, column + 1 }

func (s *bookRows) progress() (done, total int) { return min(s.xml.done, int(s.size)), int(s.size) }

// next reads the next row that holds something.
func (s *bookRows) next() (row, error) {
	for s.xml.next() {
		if s.xml.kind != startTag || s.xml.name != "row" {
			continue
		}
		s.number++
		if s.rows++; s.rows > mostRows {
			s.problem(row{number: mostRows}, 0, parse.Error, "table-too-many-rows", "A sheet may have %d rows; the rest was not read.", mostRows)
			return row{}, io.EOF
		}
		if n, err := strconv.Atoi(s.xml.attr("r")); err == nil && n >= s.number && n <= mostRows {
			s.number = n
		}
		r := row{number: s.number}
		good := s.cells(&r)
		s.fillMerged(&r)
		if s.left < 0 {
			s.problem(r, 0, parse.Error, "table-too-long", "The sheet holds more than %s of text; from here on it was not read.", parse.Size(int64(parse.Limits.Embedding)))
			return row{}, io.EOF
		}
		if good && count(r.cells) > 0 {
			return r, nil
		}
	}
	if s.xml.err != nil && s.number > 0 && s.book.ctx.Err() == nil && s.say != nil {
		s.problem(row{number: s.number}, 0, parse.Error, "table-damaged", "The sheet cannot be read past this row: %v.", s.xml.err)
		return row{}, io.EOF
	}
	if s.xml.err != nil {
		return row{}, s.xml.err
	}
	return row{}, io.EOF
}

func (s *bookRows) problem(r row, column int, severity parse.Severity, rule, format string, args ...any) {
	if s.say == nil || s.say.problems.Skip() {
		return
	}
	s.say.problems.Add(parse.Problem{Line: r.number, Column: column + 1, Severity: severity, Rule: rule, Message: fmt.Sprintf(format, args...)})
}

// cells reads the cells of a row, and reports whether it can be used.
func (s *bookRows) cells(r *row) (good bool) {
	good = true
	next, size := 0, 0
	for s.xml.next() {
		if s.xml.kind == endTag && s.xml.name == "row" {
			return good
		}
		if s.xml.kind != startTag || s.xml.name != "c" {
			continue
		}
		column := next
		if n, ok := columnOf(s.xml.attr("r")); ok && n >= next {
			column = n
		}
		next = column + 1
		text := s.cell(*r, column)
		if text == "" {
			continue
		}
		if column >= parse.Limits.Columns {
			if !s.wide {
				s.problem(*r, column, parse.Warning, "table-too-many-columns", "A sheet may have %d columns; those past them were not read.", parse.Limits.Columns)
			}
			s.wide = true
			continue
		}
		for len(r.cells) <= column {
			r.cells = append(r.cells, "")
		}
		r.cells[column] = text
		s.left -= len(text) + stringCost
		if size += len(text); good && size > parse.Limits.Question {
			s.problem(*r, column, parse.Error, "table-too-long", "This row has more than %s, so it was left out.", parse.Size(int64(parse.Limits.Question)))
			good = false
		}
		if s.left < 0 {
			return false
		}
	}
	return good
}

// columnOf is the column, from 0, of a place such as "AB12".
func columnOf(place string) (column int, ok bool) {
	i := 0
	for ; i < len(place) && i < 4; i++ {
		c := place[i] | 0x20
		if c < 'a' || c > 'z' {
			break
		}
		column = column*26 + int(c-'a') + 1
	}
	return column - 1, i > 0
}

// cell reads the cell that has just begun.
func (s *bookRows) cell(r row, column int) string {
	kind, style := s.xml.attr("t"), s.xml.attr("s")
	text, formula := "", false
	for s.xml.next() {
		switch {
		case s.xml.kind == endTag && s.xml.name == "c":
			if formula && text == "" && kind != "str" {
				s.problem(r, column, parse.Warning, "table-formula", "This formula has no saved result, so the cell was taken for an empty one; open the workbook in a spreadsheet program and save it.")
			}
			return unguard(text)
		case s.xml.kind != startTag:
		case s.xml.name == "v":
			text = s.value(r, column, kind, style, s.xml.raw("v"))
		case s.xml.name == "is":
			text = s.xml.text("is")
		case s.xml.name == "f":
			s.xml.raw("f")
			formula = true
		}
	}
	return unguard(text)
}

// value is the text of a cell's value.
func (s *bookRows) value(r row, column int, kind, style, raw string) string {
	switch kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(raw))
		if err != nil || n < 0 || n >= len(s.book.strings) {
			s.problem(r, column, parse.Warning, "table-damaged", "The text of this cell is missing in the workbook, so the cell was taken for an empty one.")
			return ""
		}
		return s.book.strings[n]
	case "str", "inlineStr":
		return cellText(raw)
	case "b":
		if strings.TrimSpace(raw) == "1" {
			return "TRUE"
		}
		return "FALSE"
	case "e":
		s.problem(r, column, parse.Warning, "table-error-cell", "This cell holds the error %s, so it was taken for an empty one.", parse.Excerpt(raw, 20))
		return ""
	case "d":
		return strings.TrimSuffix(cellText(raw), "T00:00:00")
	}
	return s.book.number(cellText(raw), style)
}

// number is a number as its cell shows it.
func (b *book) number(raw, style string) string {
	f, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return raw
	}
	how := asNumber
	if n, err := strconv.Atoi(style); err == nil && n >= 0 && n < len(b.formats) {
		how = b.formats[n]
	}
	switch {
	case how == asPercent:
		return digits(f*100) + "%"
	case how != asNumber && f >= 0 && f < lastDay:
		return b.date(f, how)
	}
	return digits(f)
}

// digits writes a number with the 15 digits that spreadsheets keep.
func digits(f float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	if err != nil {
		rounded = f
	}
	if a := math.Abs(rounded); a >= 1e15 || a < 1e-9 && a > 0 {
		return strconv.FormatFloat(rounded, 'g', -1, 64)
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// lastDay is the day after 9999-12-31, the last that a spreadsheet knows.
const lastDay = 2_958_466

// date writes a number of days since 1899-12-30 (Excel takes 1900 for a leap
// year, so that is right from March 1900 on), or since 1904.
func (b *book) date(f float64, how format) string {
	start := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if b.date1904 {
		start = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	whole := math.Floor(f)
	at := start.AddDate(0, 0, int(whole)).Add(time.Duration(math.Round((f-whole)*86400)) * time.Second)
	switch clock := at.Format("15:04"); {
	case how == asTime:
		return clock
	case how == asDateTime && f != whole:
		return at.Format("2006-01-02 ") + clock
	}
	return at.Format("2006-01-02")
}

// mostMerged is how many merged cells are filled (our own proposal).
const mostMerged = 10_000

// merges finds the cells that stand over several rows. They are listed behind
// the rows, so the sheet is looked through for them once before.
func (b *book) merges(s sheet) (all []merge, err error) {
	from, err := s.member.Open()
	if err != nil {
		return nil, err
	}
	defer from.Close()
	tag := []byte("mergeCell ")
	buf := make([]byte, 0, 1<<20)
	for {
		if err := b.ctx.Err(); err != nil {
			return nil, err
		}
		n, err := io.ReadFull(from, buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		rest := buf
		for len(all) < mostMerged {
			i := bytes.Index(rest, tag)
			if i < 0 {
				break
			}
			if rest = rest[i+len(tag):]; len(rest) > mergeLength || err != nil {
				if m, ok := mergeOf(rest[:min(len(rest), mergeLength)]); ok {
					all = append(all, m)
				}
			}
		}
		if err != nil { // the end, or a fault that reading the rows will meet again
			slices.SortFunc(all, func(a, b merge) int { return a.from - b.from })
			return all, nil
		}
		buf = append(buf[:0], buf[len(buf)-mergeLength-len(tag):]...)
	}
}

// mergeLength is how long the rest of the tag of a merged cell may be, in bytes.
const mergeLength = 64

// mergeOf reads ref="A2:A5"; ok is false for cells of one row.
func mergeOf(tag []byte) (m merge, ok bool) {
	_, ref, found := strings.Cut(string(tag), `ref="`)
	ref, _, closed := strings.Cut(ref, `"`)
	first, last, pair := strings.Cut(ref, ":")
	column, good := columnOf(first)
	from, errFrom := strconv.Atoi(strings.TrimLeft(first, letters26))
	to, errTo := strconv.Atoi(strings.TrimLeft(last, letters26))
	if !found || !closed || !pair || !good || column >= parse.Limits.Columns || errFrom != nil || errTo != nil || from < 1 || to <= from || to > mostRows {
		return merge{}, false
	}
	return merge{column: column, from: from, to: to}, true
}

const letters26 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// fillMerged gives a row the texts of the cells that reach into it from above.
func (s *bookRows) fillMerged(r *row) {
	past := 0
	for i := range s.merged {
		m := &s.merged[i]
		if m.from > r.number || i-past > parse.Limits.Columns { // there cannot be more that do not overlap
			break
		}
		switch {
		case m.to < r.number:
			if i == past {
				past++
			}
		case m.from == r.number:
			m.text = r.get(m.column)
		case m.text != "" && r.get(m.column) == "" && count(r.cells) > 0:
			for len(r.cells) <= m.column {
				r.cells = append(r.cells, "")
			}
			r.cells[m.column] = m.text
			s.left -= len(m.text) + stringCost
		}
	}
	s.merged = s.merged[past:]
}
