package career

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chartroom/content/delimited"
	"chartroom/content/parse"
	"chartroom/content/table"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// Wages by state are read from two files that anybody can fetch from BLS: the
// workbook that its query system makes of one occupation in several areas
// (OES_Report.xlsx), and the yearly state_M20XX_dl.xlsx of all occupations; and
// from either saved as text. Numbers are texts there, with spaces before them or
// commas in them, and signs in place of what is not published.

// Occupation is one of the classification's.
type Occupation struct {
	SOC   string // "29-2072"
	Title string
}

// Wages are the figures that a file of wages holds, and what it does not.
type Wages struct {
	Figures  []Figure
	Withheld int // figures that BLS does not publish
	Areas    int // areas that are no state, and were left out
	Others   int // occupations that were not asked for, and were left out
	Problems []parse.Problem
}

// WageError is why a file has no wages that can be used: a sentence.
type WageError string

func (e WageError) Error() string { return string(e) }

const noWages WageError = "this is not a table of wages by state that BLS makes: neither a row that begins with “Area Name” nor one with AREA_TITLE was found"

// ReadWages reads the wages of a file: those of the occupations wanted, or of
// all that the file has if there are none. The name is the file's, which tells
// the year of some. Occupations are known by their code, or by their title where
// the file has no codes. The error is for files without any such figure.
func ReadWages(ctx context.Context, name string, data io.ReaderAt, size int64, want []Occupation, report parse.Report) (Wages, error) {
	if size > parse.Limits.File {
		return Wages{}, fmt.Errorf("the file is larger than %s, so it was not read", parse.Size(parse.Limits.File))
	}
	r := wageReader{name: path.Base(strings.ToValidUTF8(strings.ReplaceAll(name, "\\", "/"), "?")), want: want, had: map[Figure]bool{}, others: map[string]bool{}, areas: map[string]bool{}}
	if m := yearInName.FindStringSubmatch(r.name); m != nil {
		r.period = "May " + m[1]
	}
	if err := ctx.Err(); err != nil {
		return Wages{}, err
	}
	head := make([]byte, min(size, 4))
	if _, err := data.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return Wages{}, err
	}
	each := eachTextRow
	if zipfile.Looks(head) {
		each = eachBookRow
	}
	err := each(ctx, data, size, func(row int, cells []string) error {
		if row%1024 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if report != nil {
				report(row, 0)
			}
		}
		return r.row(row, cells)
	})
	if err == nil {
		err = r.done()
	}
	if err != nil {
		return Wages{}, fmt.Errorf("read the wages of %s: %w", r.name, err)
	}
	return r.wages, nil
}

// yearInName finds the year of the yearly file: "state_M2025_dl.xlsx".
var yearInName = regexp.MustCompile(`(?i)_M((?:19|20)\d\d)_`)

func eachBookRow(ctx context.Context, data io.ReaderAt, size int64, put func(int, []string) error) error {
	archive, err := zipfile.Open(data, size)
	if err != nil {
		return err
	}
	return table.EachRow(ctx, archive, put)
}

func eachTextRow(_ context.Context, data io.ReaderAt, size int64, put func(int, []string) error) error {
	if size > parse.Limits.Encoded() {
		return fmt.Errorf("the text is larger than %s, so it was not read", parse.Size(parse.Limits.Encoded()))
	}
	all, err := io.ReadAll(io.NewSectionReader(data, 0, size))
	if err != nil {
		return err
	}
	text, _, _, err := parse.Decode(bytes.TrimRight(all, "\x00"))
	if err != nil {
		return err
	}
	named := columnsLine.FindStringSubmatch(text)
	if named == nil {
		return noWages
	}
	rows := delimited.Rows{Text: text, Separator: named[1][0]}
	for n := 1; ; n++ {
		row, more := rows.Next()
		if !more {
			return nil
		}
		if err := put(n, row.Fields); err != nil {
			return err
		}
	}
}

// columnsLine finds what parts the names of the columns.
var columnsLine = regexp.MustCompile(`(?im)^[^\n]{0,200}\barea[ _](?:name|title)"?([,;|\t])`)

// wageReader makes figures of rows.
type wageReader struct {
	name   string
	want   []Occupation
	wages  Wages
	period string

	occupation Occupation // of the whole table; zero = each row says it
	header     bool       // the row that names the columns is past
	ended      bool       // so are the rows of figures
	columns    wageColumns
	rows       int
	found      bool            // a row of a wanted occupation
	had        map[Figure]bool // by occupation, area and measure
	others     map[string]bool
	areas      map[string]bool
	capped     []capped
	notes      map[string]string // footnotes by their number
}

// wageColumns say where in a row something stands; -1 = nowhere.
type wageColumns struct {
	area, soc, title int
	measures         map[int]Measure
}

// capped is a figure of which the file says only, by a footnote, that it is as
// much or more.
type capped struct {
	figure Figure
	note   string
}

// wageHeadRows is in how many rows the names of the columns are looked for (our
// own proposal; in the query system's they are in the sixth).
const wageHeadRows = 40

func (r *wageReader) row(n int, cells []string) error {
	if r.rows++; r.rows > parse.Limits.Questions {
		return fmt.Errorf("the table has more than %s rows", quiz.Thousands(parse.Limits.Questions))
	}
	if len(cells) == 0 {
		return nil
	}
	switch {
	case !r.header && r.rows > wageHeadRows:
		return noWages
	case !r.header:
		r.above(cells)
		return nil
	}
	r.figures(n, cells)
	return nil
}

var (
	socLine    = regexp.MustCompile(`(?i)^occupation:\s*(.*?)\s*\(SOC code\s*(\d{2})-?(\d{4})\)`)
	periodLine = regexp.MustCompile(`(?i)^period:\s*(\pL+ \d{4}|\d{4})`)
	footnote   = regexp.MustCompile(`^\((\d{1,2})\)\s*(.*)`)
	signs      = regexp.MustCompile(`\s*\(\d{1,2}\)$`)
)

// above reads a row above those of figures.
func (r *wageReader) above(cells []string) {
	if m := socLine.FindStringSubmatch(cells[0]); m != nil {
		r.occupation = Occupation{m[2] + "-" + m[3], parse.Excerpt(m[1], 200)}
		return
	}
	if m := periodLine.FindStringSubmatch(cells[0]); m != nil {
		r.period = m[1]
		return
	}
	c := wageColumns{area: -1, soc: -1, title: -1, measures: map[int]Measure{}}
	for i, cell := range cells {
		name := signs.ReplaceAllString(strings.ToLower(strings.TrimSpace(cell)), "")
		switch name {
		case "area name", "area_title":
			c.area = i
		case "occ_code", "occ code":
			c.soc = i
		case "occ_title", "occ title":
			c.title = i
		default:
			if m, known := wageNames[name]; known {
				c.measures[i] = m
			}
		}
	}
	if c.area >= 0 {
		r.header, r.columns = true, c
	}
}

// wageNames are the columns' names in both files, in small letters and without
// the signs of footnotes.
var wageNames = map[string]Measure{
	"employment": Jobs, "tot_emp": Jobs,
	"annual mean wage": Mean, "a_mean": Mean,
	"annual median wage": Median, "a_median": Median,
	"annual 10th percentile wage": LowestTenth, "a_pct10": LowestTenth,
	"annual 90th percentile wage": TopTenth, "a_pct90": TopTenth,
}

// figures reads a row of figures, or one of the footnotes below them.
func (r *wageReader) figures(n int, cells []string) {
	at := func(column int) string {
		if column < 0 || column >= len(cells) {
			return ""
		}
		return strings.TrimSpace(cells[column])
	}
	if m := footnote.FindStringSubmatch(at(0)); m != nil {
		if r.notes == nil {
			r.notes = map[string]string{}
		}
		r.notes[m[1]] = m[2]
		return
	}
	area := areaCode.ReplaceAllString(at(r.columns.area), "")
	if area == "" || strings.HasPrefix(area, "SOC code") || strings.HasPrefix(area, "Date extracted") {
		return
	}
	o, wanted := r.wanted(at(r.columns.soc), at(r.columns.title))
	if !wanted {
		r.count(r.others, at(r.columns.soc)+at(r.columns.title), &r.wages.Others)
		return
	}
	r.found = true
	switch state := StateNamed(area); {
	case state != nil:
		area = state.Name
	case strings.EqualFold(area, "National"), strings.EqualFold(area, "U.S."), strings.EqualFold(area, National):
		area = National
	default:
		r.count(r.areas, area, &r.wages.Areas)
		return
	}
	for column, cell := range cells {
		if m, known := r.columns.measures[column]; known {
			r.figure(n, column, Figure{SOC: o.SOC, Title: o.Title, Area: area, Measure: m}, cell)
		}
	}
}

// areaCode is the code after an area's name: "Alabama(0100000)".
var areaCode = regexp.MustCompile(`\s*\(\d+\)$`)

// count counts each name once, as far as is worth remembering.
func (r *wageReader) count(had map[string]bool, name string, n *int) {
	if had[name] || len(had) > 5000 {
		return
	}
	had[name] = true
	*n++
}

// wanted is the occupation of a row, and whether it was asked for.
func (r *wageReader) wanted(soc, title string) (Occupation, bool) {
	o := r.occupation
	if o == (Occupation{}) {
		o = Occupation{strings.TrimSpace(soc), parse.Excerpt(title, 200)}
	}
	if len(r.want) == 0 {
		return o, o != Occupation{}
	}
	for _, w := range r.want {
		if o.SOC == w.SOC || o.SOC == "" && w.Title != "" && strings.EqualFold(o.Title, w.Title) {
			return Occupation{w.SOC, cmp.Or(o.Title, w.Title)}, true
		}
	}
	return o, false
}

// figure adds what a cell says.
func (r *wageReader) figure(n, column int, f Figure, cell string) {
	if r.had[f] {
		return // a later, broader row of the same
	}
	key := f
	text := strings.TrimSpace(cell)
	if bare := signs.ReplaceAllString(text, ""); bare != "" {
		text = bare
	}
	value, err := strconv.ParseFloat(strings.NewReplacer(",", "", "$", "").Replace(text), 64)
	switch sign := footnote.FindStringSubmatch(text); {
	case text == "":
		return
	case sign != nil:
		r.capped = append(r.capped, capped{f, sign[1]})
	case slices.Contains([]string{"-", "*", "**", "#", "~", "N/A"}, text):
		r.wages.Withheld++
	case err != nil || value < 0 || value != value || value > 1e9 || strings.ContainsAny(text, "xXpP_"):
		if len(r.wages.Problems) < parse.Limits.Problems {
			r.wages.Problems = append(r.wages.Problems, parse.Problem{Line: n, Column: column + 1, Severity: parse.Error, Rule: "wages-number",
				Question: f.Area, Message: fmt.Sprintf("“%s” is no number, and was left out.", parse.Excerpt(text, 40))})
		}
		return
	default:
		f.Value = value
		r.wages.Figures = append(r.wages.Figures, f)
	}
	r.had[key] = true
}

// dollars finds the yearly pay in a footnote: "This wage is equal to or greater
// than $115.00 per hour or $239,200 per year."
var dollars = regexp.MustCompile(`\$([\d,]{5,9}) per year`)

// done finishes the figures.
func (r *wageReader) done() error {
	if !r.header {
		return noWages
	}
	for _, c := range r.capped {
		m := dollars.FindStringSubmatch(r.notes[c.note])
		if m == nil || !c.figure.Measure.IsPay() {
			r.wages.Withheld++
			continue
		}
		value, err := strconv.Atoi(strings.ReplaceAll(m[1], ",", ""))
		if err != nil {
			r.wages.Withheld++
			continue
		}
		c.figure.Value, c.figure.Note = float64(value), "or more"
		r.wages.Figures = append(r.wages.Figures, c.figure)
	}
	switch {
	case len(r.columns.measures) == 0:
		return WageError("the table has no column of yearly pay or of employment; in BLS's query, choose the annual mean and median wage and the employment")
	case !r.found && r.wages.Others > 0:
		return WageError("none of its occupations is one that Chartroom shows; make the table for Medical Records Specialists (29-2072), for example")
	case len(r.wages.Figures) == 0:
		return WageError("it holds no figure of a state")
	case r.period == "":
		return WageError("it does not say of which year it is; give the file the name that BLS gave it, such as state_M2025_dl.csv")
	}
	for i := range r.wages.Figures {
		f := &r.wages.Figures[i]
		f.Period, f.Confidence = r.period, "A"
		f.Source = "BLS, OEWS, " + r.period + ", from your file " + parse.Excerpt(r.name, 80)
	}
	return nil
}
