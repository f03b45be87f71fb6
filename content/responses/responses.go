// Package responses reads tables of what candidates answered in a test:
// questions across, candidates down. It judges no question.
package responses

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chartroom/content"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// Sheet is a table of marks: questions across, candidates down.
type Sheet struct {
	Items []quiz.ItemMarks
	Notes []string // what was assumed, in sentences
}

// Read reads a table: the header names the questions, each row is a candidate,
// each cell a mark; rows KEY, MAX and OPTIONS say more of the questions. An
// error names the row and the column, as in an editor.
func Read(ctx context.Context, from io.Reader) (Sheet, error) {
	data, err := io.ReadAll(io.LimitReader(from, 4*int64(parse.Limits.Text)+1)) // Decode refuses more
	if err != nil {
		return Sheet{}, fmt.Errorf("it could not be read: %w", err)
	}
	text, _, repairs, err := parse.Decode(data)
	if err != nil {
		return Sheet{}, err
	}
	m, err := newMarksheet(ctx, text)
	if err != nil {
		return Sheet{}, err
	}
	for _, r := range repairs {
		m.notes = append(m.notes, r.Message)
	}
	return Sheet{m.items, m.notes}, nil
}

// Open reads the table in a file.
func Open(ctx context.Context, path string) (Sheet, error) {
	file, _, err := content.Open(path)
	if err != nil {
		return Sheet{}, err
	}
	defer file.Close()
	return Read(ctx, file)
}

// marksheet is a Sheet while it is read.
type marksheet struct {
	items []quiz.ItemMarks
	notes []string // what was assumed, in sentences

	rows    *csv.Reader
	comma   bool             // numbers may have a decimal comma
	columns []int            // of each question, from 0
	first   int              // the first column that may hold a mark
	known   []bool           // the question's full mark was given
	options []map[string]int // for a question with a key: option to its place
}

// Rows that are no candidates begin with one of these.
const (
	rowKey     = "KEY"
	rowMax     = "MAX"
	rowOptions = "OPTIONS"
)

// nameColumns are headers of a first column that names the candidates.
var nameColumns = []string{"", "candidate", "name", "student", "learner", "user", "username", "id", "email", "attempt", "quizattempt"}

// moodleHeader is how Moodle's table of responses heads a question: "Q. 3
// /8.00". Any header may end with a full mark so.
var moodleHeader = regexp.MustCompile(`^(.*?)\s*/\s*([0-9]+(?:[.,][0-9]+)?)$`)

// newMarksheet reads a table. An error names the row and the column, as in an
// editor.
func newMarksheet(ctx context.Context, text string) (*marksheet, error) {
	delimiter := delimiterOf(text)
	if err := widest(text, byte(delimiter)); err != nil {
		return nil, err
	}
	m := &marksheet{rows: csv.NewReader(strings.NewReader(text)), comma: delimiter != ','}
	m.rows.Comma, m.rows.ReuseRecord, m.rows.TrimLeadingSpace = delimiter, true, true
	header, err := m.rows.Read()
	if err != nil {
		return nil, m.broken(err)
	}
	if err := m.head(header); err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		row, err := m.rows.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, m.broken(err)
		}
		if n == parse.Limits.Questions {
			return nil, fmt.Errorf("it has more than %s rows; at most so many can be read", quiz.Thousands(n))
		}
		if err := m.row(row, n == 0); err != nil {
			return nil, err
		}
	}
	return m, m.close()
}

// delimiterOf is what separates the cells: whichever the first line has most
// of.
func delimiterOf(text string) rune {
	head, _, _ := strings.Cut(text, "\n")
	best := ','
	for _, d := range []rune{';', '\t'} {
		if strings.Count(head, string(d)) > strings.Count(head, string(best)) {
			best = d
		}
	}
	return best
}

// widest refuses rows of too many columns, before a reader makes a string of
// each of them.
func widest(text string, delimiter byte) error {
	cells, line, quoted := 1, 1, false
	for i := range len(text) {
		switch b := text[i]; {
		case b == '"':
			quoted = !quoted
		case b == '\n':
			line++
			if !quoted {
				cells = 1
			}
		case b == delimiter && !quoted:
			if cells++; cells > parse.Limits.Columns {
				return fmt.Errorf("row %d has more than %d columns; at most so many can be read", line, parse.Limits.Columns)
			}
		}
	}
	return nil
}

// broken is an error of the reader, in words of ours.
func (m *marksheet) broken(err error) error {
	if at := (*csv.ParseError)(nil); errors.As(err, &at) {
		if errors.Is(at.Err, csv.ErrFieldCount) {
			return fmt.Errorf("row %d has not as many columns as the header", at.Line)
		}
		return fmt.Errorf("row %d, character %d: the quotation marks do not match", at.Line, at.Column)
	}
	return err
}

// head reads the names of the questions.
func (m *marksheet) head(header []string) error {
	if slices.Contains(nameColumns, strings.ToLower(strings.TrimSpace(header[0]))) {
		m.first = 1
	}
	seen := map[string]bool{}
	for c, name := range header {
		name = strings.TrimSpace(name)
		if c < m.first {
			continue
		}
		item, known := quiz.ItemMarks{ID: name, Max: 1}, false
		if found := moodleHeader.FindStringSubmatch(name); found != nil && found[1] != "" {
			item.ID = found[1]
			item.Max, _ = strconv.ParseFloat(strings.Replace(found[2], ",", ".", 1), 64) // digits and a point, as the pattern says
			known = true
		}
		switch {
		case item.ID == "":
			return fmt.Errorf("row 1, column %d: the question has no id", c+1)
		case seen[item.ID]:
			return fmt.Errorf("row 1, column %d: the question %s stands there already", c+1, parse.Excerpt(item.ID, 40))
		}
		seen[item.ID] = true
		m.items, m.columns, m.known = append(m.items, item), append(m.columns, c), append(m.known, known)
	}
	if len(m.items) == 0 {
		return errors.New("the header names no question")
	}
	m.options = make([]map[string]int, len(m.items))
	return nil
}

// row reads a candidate, or one of the rows that say something of questions.
func (m *marksheet) row(row []string, first bool) error {
	kind := strings.ToUpper(strings.TrimSpace(row[0]))
	about := kind == rowKey || kind == rowMax || kind == rowOptions
	if first && m.first == 0 && len(m.items) > 1 && (about || !m.isMark(row[0])) {
		m.nameless()
	}
	if about && m.first == 1 {
		if len(m.items[0].Marks) > 0 {
			return m.at(0, "the row %s must stand above the candidates", kind)
		}
		return m.about(kind, row)
	}
	for i := range m.items {
		if err := m.cell(i, row[m.columns[i]]); err != nil {
			return err
		}
	}
	return nil
}

// nameless takes the first column for names after all.
func (m *marksheet) nameless() {
	m.notes = append(m.notes, fmt.Sprintf("The first column, %s, holds no marks and is taken for the candidates' names.", parse.Excerpt(m.items[0].ID, 40)))
	m.first = 1
	m.items, m.columns, m.known, m.options = m.items[1:], m.columns[1:], m.known[1:], m.options[1:]
}

// at is an error with its row and column.
func (m *marksheet) at(column int, format string, args ...any) error {
	line, _ := m.rows.FieldPos(column)
	return fmt.Errorf("row %d, column %d: %s", line, column+1, fmt.Sprintf(format, args...))
}

// about reads a row that says something of each question; empty = nothing.
func (m *marksheet) about(kind string, row []string) error {
	for i, c := range m.columns {
		text := strings.TrimSpace(row[c])
		if text == "" {
			continue
		}
		if kind == rowKey {
			m.key(i, text)
			continue
		}
		x, err := m.number(text)
		switch {
		case err != nil || x < 0 || x > maxMark:
			return m.at(c, "%q is not a number from 0 to %d", parse.Excerpt(text, 20), int(maxMark))
		case kind == rowMax:
			m.items[i].Max, m.known[i] = x, true
		case x != float64(int(x)) || x == 1:
			return m.at(c, "a question cannot offer %s options", parse.Excerpt(text, 20))
		default:
			m.items[i].Choice = int(x)
		}
	}
	return nil
}

// maxMark bounds marks, so that sums of their fourth powers stay numbers.
const maxMark = 1e6

// key takes the right options of a question: from here on its cells are the
// options chosen.
func (m *marksheet) key(i int, text string) {
	m.options[i] = map[string]int{}
	for _, name := range strings.Split(text, "|") {
		place := m.option(i, name)
		m.items[i].Options[place].Key = true
	}
}

// option is the place of an option of a question, in letters of any case.
func (m *marksheet) option(i int, name string) int {
	name = strings.ToUpper(strings.TrimSpace(name))
	place, known := m.options[i][name]
	if !known {
		place = len(m.items[i].Options)
		m.options[i][name] = place
		m.items[i].Options = append(m.items[i].Options, quiz.ItemOption{Name: name})
	}
	return place
}

// mostOptions is how many options one question may have, and longestOption
// how long one may be: more is no table of letters.
const (
	mostOptions   = 26
	longestOption = 40 // bytes
)

// cell reads what a candidate did with a question.
func (m *marksheet) cell(i int, text string) error {
	text, item := strings.TrimSpace(text), &m.items[i]
	none := text == "" || text == "-"
	if m.options[i] != nil {
		chosen, mark := -1, 0.0
		if !none {
			if len(text) > longestOption {
				return m.at(m.columns[i], "%q is not the name of an option", parse.Excerpt(text, 20))
			}
			if chosen = m.option(i, text); item.Options[chosen].Key {
				mark = item.Max
			}
			if len(item.Options) > mostOptions {
				return m.at(m.columns[i], "the question %s has more than %d options", parse.Excerpt(item.ID, 40), mostOptions)
			}
		}
		item.Chosen, item.Marks = append(item.Chosen, chosen), append(item.Marks, mark)
		return nil
	}
	x := 0.0
	if !none {
		var err error
		if x, err = m.number(text); err != nil || x < -maxMark || x > maxMark {
			return m.at(m.columns[i], "%q is not a mark; options need a row KEY", parse.Excerpt(text, 20))
		}
	}
	item.Marks = append(item.Marks, x)
	return nil
}

func (m *marksheet) isMark(text string) bool {
	_, err := m.number(text)
	return err == nil || text == "" || text == "-"
}

// number reads a mark.
func (m *marksheet) number(text string) (float64, error) {
	text = strings.TrimSpace(text)
	if m.comma {
		text = strings.Replace(text, ",", ".", 1)
	}
	if strings.ContainsAny(text, "xXpPnN_") { // what Go reads as numbers and nobody writes as marks
		return 0, strconv.ErrSyntax
	}
	return strconv.ParseFloat(text, 64)
}

// close settles full marks and options once all rows are read.
func (m *marksheet) close() error {
	if len(m.items[0].Marks) == 0 {
		return errors.New("there is no candidate's row in it")
	}
	for i := range m.items {
		item := &m.items[i]
		most := slices.Max(item.Marks)
		switch {
		case most > item.Max+1e-9 && m.known[i]:
			return fmt.Errorf("question %s: a candidate has %g of %g marks", parse.Excerpt(item.ID, 40), most, item.Max)
		case most > item.Max:
			item.Max = most
			m.notes = append(m.notes, fmt.Sprintf("Question %s: no full mark is given, so that the highest, %g, is taken for it.", parse.Excerpt(item.ID, 40), most))
		}
		m.settle(i)
	}
	return nil
}

// settle puts a question's options into order; without a row OPTIONS, a
// question whose options are letters offers all up to the last that occurs.
func (m *marksheet) settle(i int) {
	item := &m.items[i]
	if item.Options == nil {
		return
	}
	if last := lastLetter(item.Options); last > 0 {
		for l := range min(max(last, item.Choice), mostOptions) { // those that nobody chose stand in the table too
			m.option(i, string(rune('A'+l)))
		}
	}
	if item.Choice == 0 && len(item.Options) > 1 {
		item.Choice = len(item.Options)
	}
	order := make([]int, len(item.Options))
	for k := range order {
		order[k] = k
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(item.Options[a].Name, item.Options[b].Name) })
	sorted, place := make([]quiz.ItemOption, len(order)), make([]int, len(order))
	for to, from := range order {
		sorted[to], place[from] = item.Options[from], to
	}
	item.Options = sorted
	for c, chosen := range item.Chosen {
		if chosen >= 0 {
			item.Chosen[c] = place[chosen]
		}
	}
}

// lastLetter is the place of the last option in the alphabet, from 1, where all
// options are letters; else 0.
func lastLetter(options []quiz.ItemOption) int {
	last := 0
	for _, o := range options {
		if len(o.Name) != 1 || o.Name[0] < 'A' || o.Name[0] > 'Z' {
			return 0
		}
		last = max(last, int(o.Name[0]-'A')+1)
	}
	return last
}
