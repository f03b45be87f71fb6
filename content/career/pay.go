package career

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"chartroom/quiz"
)

// Figure is one number about pay or jobs. It never stands alone: it says of
// which occupation it is, what was measured, where, when and by whom.
type Figure struct {
	SOC        string // "29-2072"
	Title      string // the occupation's name in that classification
	Area       string // "United States", "Texas"
	Industry   string // "" = all
	Measure    Measure
	Value      float64 // dollars a year, people, percent
	Period     string  // "May 2025", "2025-35"
	Source     string
	Confidence string // A, B or C as in quiz.Fact
	Note       string

	CheckedOn string // yyyy-mm-dd; "" of what the learner imported
	ReviewBy  string // yyyy-mm-dd
}

// Measure is what a figure counts.
type Measure string

// The measures. A median is not a mean: half earn less than the median, and a
// few high wages raise the mean.
const (
	Median      Measure = "median"
	Mean        Measure = "mean"
	LowestTenth Measure = "p10" // a tenth earn less
	TopTenth    Measure = "p90" // a tenth earn more
	Jobs        Measure = "jobs"
	Growth      Measure = "growth"   // percent over the period
	Openings    Measure = "openings" // a year
)

// Measures are all.
var Measures = []Measure{Median, Mean, LowestTenth, TopTenth, Jobs, Growth, Openings}

var measureNames = map[Measure]string{Median: "Median yearly pay", Mean: "Mean yearly pay", LowestTenth: "A tenth earn less than",
	TopTenth: "A tenth earn more than", Jobs: "Jobs", Growth: "Projected growth", Openings: "Openings a year"}

// Name is the measure for a heading: "Median yearly pay".
func (m Measure) Name() string { return measureNames[m] }

// IsPay says whether the measure is dollars a year.
func (m Measure) IsPay() bool {
	return m == Median || m == Mean || m == LowestTenth || m == TopTenth
}

// Amount is the number as it is shown: "$51,140", "14,000", "7.8%".
func (f Figure) Amount() string {
	switch {
	case f.Measure.IsPay():
		return "$" + quiz.Thousands(int(f.Value))
	case f.Measure == Growth:
		return strconv.FormatFloat(f.Value, 'f', -1, 64) + "%"
	}
	return quiz.Thousands(int(f.Value))
}

// Words is the number with all that it needs: "$51,140, Medical Records
// Specialists (29-2072), United States, May 2025; BLS, ...".
func (f Figure) Words() string {
	of := fmt.Sprintf("%s (%s)", f.Title, f.SOC)
	if f.Industry != "" {
		of += ", " + f.Industry
	}
	return fmt.Sprintf("%s, %s, %s, %s; %s", f.Amount(), of, f.Area, f.Period, f.Source)
}

// Year is the year in which the period ends, or 0 if it names none.
func (f Figure) Year() int {
	digits := f.Period
	if i := strings.LastIndexAny(digits, " "); i >= 0 {
		digits = digits[i+1:]
	}
	from, to, isSpan := strings.Cut(digits, "-")
	year, err := strconv.Atoi(from)
	if err != nil || year < 1990 {
		return 0
	}
	if end, err := strconv.Atoi(to); isSpan && err == nil {
		return year/100*100 + end
	}
	return year
}

// National is the area of the whole country.
const National = "United States"

// Newest is the newest national figure of an occupation over all industries, or
// nil.
func (h *Handbook) Newest(soc string, m Measure) *Figure {
	return h.newest(func(f *Figure) bool {
		return f.SOC == soc && f.Measure == m && f.Area == National && f.Industry == ""
	})
}

// NewestIn is the newest national figure of an occupation in an industry, or
// nil.
func (h *Handbook) NewestIn(soc, industry string, m Measure) *Figure {
	return h.newest(func(f *Figure) bool {
		return f.SOC == soc && f.Measure == m && f.Area == National && f.Industry == industry
	})
}

// PayIn is the newest pay found for a setting: of Medical Records Specialists,
// or of the occupation that they were before 2018; a median before a mean. Nil
// if none was found.
func (h *Handbook) PayIn(s *Setting) *Figure {
	if s.Industry == "" {
		return nil
	}
	for _, m := range []Measure{Median, Mean} {
		if f := h.newest(func(f *Figure) bool {
			return f.Industry == s.Industry && f.Area == National && f.Measure == m && (f.SOC == "29-2072" || f.SOC == "29-2071")
		}); f != nil {
			return f
		}
	}
	return nil
}

func (h *Handbook) newest(is func(*Figure) bool) *Figure {
	var found *Figure
	for i := range h.Figures {
		if f := &h.Figures[i]; is(f) && (found == nil || f.Year() > found.Year()) {
			found = f
		}
	}
	return found
}

// Select are the figures of a kind, in the order of the files.
func (h *Handbook) Select(is func(Figure) bool) []Figure {
	var all []Figure
	for _, f := range h.Figures {
		if is(f) {
			all = append(all, f)
		}
	}
	return all
}

// figureColumns are the columns of a table of figures.
var figureColumns = []string{"soc", "title", "area", "industry", "measure", "value", "period", "source", "confidence", "note"}

// readFigures reads the tables of a folder, by name.
func readFigures(files fs.FS, folder string) ([]Figure, error) {
	names, err := fs.Glob(files, folder+"/*.csv")
	if err != nil {
		return nil, err
	}
	var all []Figure
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		figures, err := parseFigures(name, data)
		if err != nil {
			return nil, err
		}
		all = append(all, figures...)
	}
	return all, nil
}

// parseFigures reads a table: lines beginning with #, of which some are the
// fields of a head ("# checked-on: 2026-11-22"), the line of columns, and a line
// a figure.
func parseFigures(name string, data []byte) ([]Figure, error) {
	r := csv.NewReader(bytes.NewReader(data))
	r.Comment = '#'
	r.FieldsPerRecord = len(figureColumns)
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(rows) == 0 || !slices.Equal(rows[0], figureColumns) {
		return nil, fmt.Errorf("%s: the columns are not %s", name, strings.Join(figureColumns, ","))
	}
	head := map[string]string{}
	for line := range strings.Lines(string(data)) {
		if field := fieldLine.FindStringSubmatch(strings.TrimSpace(strings.TrimPrefix(line, "# "))); field != nil && line[0] == '#' {
			head[field[1]] = field[2]
		}
	}
	for _, field := range stampFields {
		if head[field] == "" {
			return nil, fmt.Errorf("%s: the head has no %q", name, field)
		}
	}
	var all []Figure
	for _, row := range rows[1:] {
		value, err := strconv.ParseFloat(row[5], 64)
		f := Figure{SOC: row[0], Title: row[1], Area: row[2], Industry: row[3], Measure: Measure(row[4]), Value: value,
			Period: row[6], Source: row[7], Confidence: row[8], Note: row[9],
			CheckedOn: head["checked-on"], ReviewBy: head["review-by"]}
		switch {
		case err != nil:
			return nil, fmt.Errorf("%s: %q is no number", name, row[5])
		case f.SOC == "" || f.Title == "" || f.Area == "" || f.Period == "" || f.Source == "" || measureNames[f.Measure] == "":
			return nil, fmt.Errorf("%s: the figure %q lacks its occupation, area, measure, period or source", name, strings.Join(row, ","))
		case !slices.Contains([]string{"A", "B", "C"}, f.Confidence):
			return nil, fmt.Errorf("%s: the confidence %q is none of A, B, C", name, f.Confidence)
		}
		all = append(all, f)
	}
	return all, nil
}
