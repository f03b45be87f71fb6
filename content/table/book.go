package table

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"chartroom/content/parse"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// Workbooks are read here, as a stream, with nothing but the tags that matter:
// an archive is opened by package zipfile, under the one budget of all
// importers, and a sheet never stands in memory as a whole. (ECMA-376, part 1,
// SpreadsheetML.)

// LooksBook says how much an archive looks like a workbook of Excel: 2 = it is
// one, 0 = it is not.
func LooksBook(a *zipfile.Archive) int {
	if _, ok := a.Member(workbookPart); ok {
		return 2
	}
	return 0
}

const workbookPart = "xl/workbook.xml"

// ParseBook reads a sheet of a workbook into the bank of this name. Problems
// have the row for a line, and the column from 1. The error is for workbooks of
// which nothing could be read.
func ParseBook(ctx context.Context, a *zipfile.Archive, bank string, o Options, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	b, err := openBook(ctx, a)
	if err != nil {
		return quiz.Bank{}, nil, err
	}
	s, err := b.choose(o.Sheet)
	if err != nil {
		return quiz.Bank{}, nil, err
	}
	r := newReader(bank, o)
	for _, p := range a.Problems() {
		r.problems.Add(p)
	}
	b.sayWhatIsLeft(r, s)
	rows, err := b.open(s, r)
	if err != nil {
		return quiz.Bank{}, nil, err
	}
	defer rows.close()
	r.source = rows
	err = r.read(ctx, report)
	return r.bank, r.problems.List(), err
}

// book is a workbook whose sheets can be read.
type book struct {
	ctx      context.Context
	archive  *zipfile.Archive
	sheets   []sheet
	date1904 bool // days are counted from 1904, as on old Macs
	strings  []string
	formats  []format // by the number of a cell's style
}

// sheet is one sheet of a workbook.
type sheet struct {
	name   string
	id     string // of its relation
	hidden bool
	member zipfile.Member
}

// mostSheets is how many sheets are listed (our own proposal).
const mostSheets = 255

// openBook reads all of a workbook but its sheets.
func openBook(ctx context.Context, a *zipfile.Archive) (*book, error) {
	b := &book{ctx: ctx, archive: a}
	targets := map[string]string{}
	if err := b.part("xl/_rels/workbook.xml.rels", func(x *xmlReader) {
		if x.name == "relationship" && len(targets) < 1000 {
			targets[x.attr("id")] = x.attr("target")
		}
	}); err != nil {
		return nil, err
	}
	if err := b.part(workbookPart, func(x *xmlReader) {
		switch x.name {
		case "sheet":
			if len(b.sheets) < mostSheets {
				b.sheets = append(b.sheets, sheet{name: x.attr("name"), id: x.attr("id"), hidden: x.attr("state") != "" && x.attr("state") != "visible"})
			}
		case "workbookpr":
			b.date1904 = x.attr("date1904") == "1" || x.attr("date1904") == "true"
		}
	}); err != nil {
		return nil, err
	}
	for i := range b.sheets {
		s := &b.sheets[i]
		if m, ok := a.Member(within(targets[s.id])); ok {
			s.member = m
		}
	}
	b.sheets = slices.DeleteFunc(b.sheets, func(s sheet) bool { return s.member.Name == "" })
	if len(b.sheets) == 0 {
		return nil, errors.New("the workbook has no sheet that can be read; save it again as .xlsx")
	}
	if err := b.readFormats(); err != nil {
		return nil, err
	}
	return b, b.readStrings()
}

// within is the name of a part that the workbook refers to.
func within(target string) string {
	if rest, ok := strings.CutPrefix(target, "/"); ok {
		return rest
	}
	return path.Join("xl", target)
}

// part reads the tags of a part of the workbook, if it is there.
func (b *book) part(name string, tag func(*xmlReader)) error {
	m, ok := b.archive.Member(name)
	if !ok {
		return nil
	}
	x, err := openXML(b.ctx, m)
	if err != nil {
		return err
	}
	defer x.close()
	for x.next() {
		if x.kind == startTag {
			tag(x)
		}
	}
	return x.err
}

// choose is the sheet of a name, or the first that is shown and whose columns
// are understood, or the first that is shown and has rows.
func (b *book) choose(name string) (sheet, error) {
	if name != "" {
		for _, s := range b.sheets {
			if strings.EqualFold(s.name, name) {
				return s, nil
			}
		}
		return sheet{}, fmt.Errorf("the workbook has no sheet %q; it has %s", parse.Excerpt(name, 40), b.names(b.sheets))
	}
	best, bestScore := b.sheets[0], 0
	for i, s := range b.sheets {
		if i >= sheetsLookedAt {
			break
		}
		rows, err := b.first(s)
		if err != nil {
			if len(b.sheets) == 1 {
				return sheet{}, err
			}
			continue
		}
		score := 0
		if m, ok := guess(rows); ok && m.questions() {
			score = 4
		} else if ok {
			score = 3
		} else if len(rows) > 0 {
			score = 1
		}
		if s.hidden {
			score-- // shown ones first
		}
		if score > bestScore {
			best, bestScore = s, score
		}
	}
	return best, nil
}

// sheetsLookedAt is in how many sheets questions are looked for.
const sheetsLookedAt = 20

// names lists sheets.
func (b *book) names(sheets []sheet) string {
	var names []string
	for _, s := range sheets[:min(len(sheets), mostNames)] {
		names = append(names, fmt.Sprintf("“%s”", parse.Excerpt(s.name, 40)))
	}
	return strings.Join(names, ", ")
}

// first is the beginning of a sheet.
func (b *book) first(s sheet) ([]row, error) {
	rows, err := b.open(s, nil)
	if err != nil {
		return nil, err
	}
	defer rows.close()
	first, err := buffered(rows, headRows)
	if len(first) > 0 && b.ctx.Err() == nil { // a fault further down costs only what is below it
		err = nil
	}
	return first, err
}

// sayWhatIsLeft names the sheets and the pictures that are not read.
func (b *book) sayWhatIsLeft(r *reader, read sheet) {
	others := slices.DeleteFunc(slices.Clone(b.sheets), func(s sheet) bool { return s.member.Name == read.member.Name })
	if len(others) > 0 {
		r.problems.Add(parse.Problem{Severity: parse.Warning, Rule: "table-sheets",
			Message: fmt.Sprintf("Only the sheet “%s” was read; not read: %s. Choose another one to read it.", parse.Excerpt(read.name, 40), b.names(others))})
	}
	pictures := 0
	for _, m := range b.archive.Members() {
		if strings.HasPrefix(m.Name, "xl/media/") {
			pictures++
		}
	}
	if pictures > 0 {
		r.problems.Add(parse.Problem{Severity: parse.Warning, Rule: "table-picture",
			Message: fmt.Sprintf("%s in the workbook cannot be told from each other, and were left out; save them as files and name them in a column “picture” of a CSV table.", quiz.Count(pictures, "picture"))})
	}
}

// readStrings reads the texts that cells share.
func (b *book) readStrings() error {
	m, ok := b.archive.Member("xl/sharedStrings.xml")
	if !ok {
		return nil
	}
	x, err := openXML(b.ctx, m)
	if err != nil {
		return err
	}
	defer x.close()
	left := parse.Limits.Embedding
	for x.next() {
		if x.kind != startTag || x.name != "si" {
			continue
		}
		text := x.text("si")
		if left -= len(text) + stringCost; left < 0 || len(b.strings) >= mostStrings {
			return fmt.Errorf("the workbook holds more than %s of text, so it was not read", parse.Size(int64(parse.Limits.Embedding)))
		}
		b.strings = append(b.strings, text)
	}
	return x.err
}

// stringCost is what an empty string costs in memory, in bytes.
const stringCost = 16

// mostStrings is how many texts cells may share: 14 for each question that a
// file may hold.
const mostStrings = 2 << 20

// format is how a number is shown.
type format byte

const (
	asNumber format = iota
	asDate
	asTime
	asDateTime
	asPercent
)

// mostFormats is how many styles a workbook may have (Excel's own limit).
const mostFormats = 65_490

// readFormats reads which styles show numbers as dates, times or percent.
func (b *book) readFormats() error {
	codes := map[string]string{}
	within := false
	return b.part("xl/styles.xml", func(x *xmlReader) {
		switch x.name {
		case "numfmt":
			if len(codes) < mostFormats {
				codes[x.attr("numfmtid")] = x.attr("formatcode")
			}
		case "cellstylexfs", "cellstyles", "dxfs":
			within = false
		case "cellxfs":
			within = true
		case "xf":
			if within && len(b.formats) < mostFormats {
				id := x.attr("numfmtid")
				b.formats = append(b.formats, formatOf(id, codes[id]))
			}
		}
	})
}

// formatOf is how a format shows a number: one of those that every workbook has
// (ECMA-376, part 1, 18.8.30), or one of its own.
func formatOf(id, code string) format {
	if code == "" {
		switch n, _ := strconv.Atoi(id); {
		case n >= 14 && n <= 17:
			return asDate
		case n >= 18 && n <= 21, n >= 45 && n <= 47:
			return asTime
		case n == 22:
			return asDateTime
		case n == 9, n == 10:
			return asPercent
		}
		return asNumber
	}
	code = strings.ToLower(cutQuoted(code))
	day, clock := strings.ContainsAny(code, "dy"), strings.ContainsAny(code, "hs")
	switch {
	case day && clock:
		return asDateTime
	case day, !clock && strings.Contains(code, "mmm"):
		return asDate
	case clock:
		return asTime
	case strings.Contains(code, "%"):
		return asPercent
	}
	return asNumber
}

// cutQuoted leaves out what a format writes as it stands: "text", \x, [Red].
func cutQuoted(code string) string {
	var b strings.Builder
	for i := 0; i < len(code); i++ {
		end := byte(0)
		switch code[i] {
		case '"':
			end = '"'
		case '[':
			if i+1 < len(code) && strings.IndexByte("hHmMsS", code[i+1]) >= 0 { // hours that go on past a day
				continue
			}
			end = ']'
		case '\\', '_', '*':
			i++
			continue
		default:
			b.WriteByte(code[i])
			continue
		}
		n := strings.IndexByte(code[i+1:], end)
		if n < 0 {
			break
		}
		i += n + 1
	}
	return b.String()
}
