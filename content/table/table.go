// Package table reads and writes tables of questions: texts with commas, tabs,
// semicolons or bars, workbooks of Excel, the sheets of Kahoot and Quizizz,
// Word's tables saved as text, and what Quizlet exports. A row is a question.
// What a column holds is guessed from its name, or from the rows where no row
// names the columns; whoever knows better gives a Mapping. It never touches a
// disk, a clock or a database. Tables of flashcards with Anki's head are read by
// package sheet.
//
// A row's type is choice, multiple answers, true/false, text, number, match,
// order, flashcard, essay or information; without one, it is inferred, and said
// where that is doubtful. The answer names options by letter, number or text
// ("B", "A, C", "1,3"), or says what each earns ("A=100%, B=50%"). The accepted
// answers of a typed question and the items of an order, in their right order,
// stand in the columns of the options. Numbers may have a tolerance: "3.5 ± 0.1".
//
// Rows above the one that names the columns are no questions. They may say what
// the table is: "#bank:Name", "#licence:CC BY 4.0"; see parse.Head.
package table

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// Options change how a table is read. The zero value guesses all.
type Options struct {
	Mapping   *Mapping // what the columns hold; nil = guessed
	Sheet     string   // of a workbook; empty = the first that is shown and holds questions
	NoRepairs bool     // every repair is an error, and costs its question

	// Media is the file of this name beside the table; nil = there are none.
	Media func(name string) ([]byte, error)
}

// ErrMapping is the error for tables of which one cannot see what their columns
// hold.
var ErrMapping = errors.New("no row was found that names the columns, such as question, option a, option b and answer; say what each column holds, or write their names in the first row")

// source gives the rows of a table.
type source interface {
	// next is the next row that is not blank; io.EOF is the end.
	next() (row, error)
	// at is where a cell stands: its line and column, or its row and column.
	at(r row, column int) (line, place int)
	// progress is how far the source has come.
	progress() (done, total int)
}

// row is one row of a table.
type row struct {
	cells  []string // trimmed
	starts []int    // of a text: where each cell begins, in bytes
	number int      // of the row; of a text: the line
}

func (r row) get(column int) string {
	if column < 0 || column >= len(r.cells) {
		return ""
	}
	return r.cells[column]
}

// headRows is in how many rows the names of the columns are looked for: Kahoot's
// stand in the eighth.
const headRows = 60

// reader reads one table.
type reader struct {
	o        Options
	problems parse.Problems
	bank     quiz.Bank
	taken    map[string]int
	source   source
	columns  columns
	head     parse.Head
	media    media
}

func newReader(bank string, o Options) *reader {
	return &reader{o: o, taken: map[string]int{}, media: media{open: o.Media}, bank: quiz.Bank{ID: quiz.NewBankID(bank), Name: bank}}
}

// columns is where what stands.
type columns struct {
	of        map[Role][]int
	slots     []columnsOf
	numbers   bool // the options have numbers in their names
	questions bool // there is more than a front and a back
}

// columnsOf is where what belongs to one option stands; -1 = nowhere.
type columnsOf struct {
	text, feedback, partner int
	wrong                   bool
}

// first is where the option begins.
func (c columnsOf) first() int {
	for _, column := range []int{c.text, c.partner, c.feedback} {
		if column >= 0 {
			return column
		}
	}
	return 0
}

// columns says what stands where; names are those of the row that has them.
func (m Mapping) columns(names []string) columns {
	c := columns{of: map[Role][]int{}, questions: m.questions()}
	for i, role := range m.Roles {
		word, n := role.split()
		if n < 0 {
			if role != Unused {
				c.of[role] = append(c.of[role], i)
			}
			continue
		}
		for len(c.slots) <= n {
			c.slots = append(c.slots, columnsOf{-1, -1, -1, false})
		}
		switch s := &c.slots[n]; word {
		case option:
			s.text = i
			c.numbers = c.numbers || i < len(names) && strings.ContainsAny(names[i], "0123456789")
		case wrong:
			s.text, s.wrong = i, true
		case feedback:
			s.feedback = i
		case partner:
			s.partner = i
		}
	}
	return c
}

// read reads all rows of the source.
func (r *reader) read(ctx context.Context, report parse.Report) error {
	first, err := buffered(r.source, headRows)
	if err != nil {
		return err
	}
	m, ok := Mapping{}, true
	if r.o.Mapping != nil {
		m = *r.o.Mapping
	} else if m, ok = guess(first); !ok {
		return ErrMapping
	}
	if !slices.Contains(m.Roles, Question) {
		return errors.New("no column holds the questions; say which one does")
	}
	r.begin(m, first)
	for n := 0; ; n++ {
		if n%256 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if report != nil {
				report(r.source.progress())
			}
		}
		var row row
		if n < len(first) {
			row = first[n]
		} else if row, err = r.source.next(); err == io.EOF {
			break
		} else if err != nil {
			return err
		}
		if row.number <= m.HeaderRow || r.isHead(row) {
			continue
		}
		if len(r.bank.Questions) >= parse.Limits.Questions {
			r.say(row, 0, parse.Error, "table-too-many-rows", "A file may hold %d questions; the rest was not read.", parse.Limits.Questions)
			break
		}
		r.question(row)
	}
	if report != nil {
		_, total := r.source.progress()
		report(total, total)
	}
	return r.settle()
}

// buffered takes the first rows of a source, up to an error.
func buffered(s source, most int) (rows []row, err error) {
	for len(rows) < most {
		row, err := s.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return rows, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// guess says what the columns of rows hold. Rows of a head are no questions.
func guess(rows []row) (Mapping, bool) {
	var cells [][]string
	var numbers []int
	for _, row := range rows {
		if _, _, is := headLine(row); !is {
			cells = append(cells, row.cells)
			numbers = append(numbers, row.number)
		}
	}
	m, ok := Guess(cells)
	if ok && m.HeaderRow > 0 {
		m.HeaderRow = numbers[m.HeaderRow-1]
	}
	return m, ok
}

// begin takes the mapping, and what stands in and above the row that names the
// columns.
func (r *reader) begin(m Mapping, first []row) {
	var names []string
	for _, row := range first {
		if row.number > m.HeaderRow {
			break
		}
		if key, value, is := headLine(row); is {
			r.setHead(row, key, value)
		}
		if row.number == m.HeaderRow {
			names = row.cells
			r.unusedColumns(m, row)
		}
	}
	r.columns = m.columns(names)
}

// unusedColumns names the columns that a guess leaves out.
func (r *reader) unusedColumns(m Mapping, header row) {
	if r.o.Mapping != nil {
		return
	}
	var names []string
	column := -1
	for i, name := range header.cells {
		if name == "" || i < len(m.Roles) && m.Roles[i] != Unused || slices.Contains(rowNumbers, plain(name)) {
			continue
		}
		if names = append(names, fmt.Sprintf("“%s”", parse.Excerpt(name, 40))); column < 0 {
			column = i
		}
	}
	if len(names) > 0 {
		more := ""
		if len(names) > mostNames {
			names, more = names[:mostNames], " and others"
		}
		r.say(header, column, parse.Warning, "table-unused-columns", "Not used: %s%s. Say what these columns hold, if they matter.", strings.Join(names, ", "), more)
	}
}

// mostNames is how many columns are named that are not used.
const mostNames = 10

// rowNumbers are names of columns that only count the rows.
var rowNumbers = []string{"", "no", "nr", "number", "row", "question number", "question no", "s no", "sl no"}

// headLine is a row that says something of the whole table: "#bank:Name".
func headLine(r row) (key, value string, is bool) {
	if len(r.cells) == 0 || !strings.HasPrefix(r.cells[0], "#") || count(r.cells) != 1 {
		return "", "", false
	}
	key, value, is = strings.Cut(r.cells[0][1:], ":")
	return key, value, is && new(parse.Head).Knows(key)
}

// isHead takes a row of the head in a table that does not name its columns.
func (r *reader) isHead(row row) bool {
	key, value, is := headLine(row)
	if is = is && len(r.bank.Questions) == 0; is {
		r.setHead(row, key, value)
	}
	return is
}

func (r *reader) setHead(row row, key, value string) {
	if complaint := r.head.Set(key, value); complaint != "" {
		r.say(row, 0, parse.Warning, "table-date", "%s", complaint)
	}
}

// say reports a problem with a cell of a row that is no question.
func (r *reader) say(row row, column int, severity parse.Severity, rule, format string, args ...any) {
	line, place := r.source.at(row, column)
	r.problems.Add(parse.Problem{Line: line, Column: place, Severity: severity, Rule: rule, Message: fmt.Sprintf(format, args...)})
}

// settle fills the bank's fields from the head.
func (r *reader) settle() error {
	h := &r.head
	if h.Name != "" {
		r.bank.Name = h.Name
	}
	r.bank.Source, r.bank.Licence, r.bank.Language, r.bank.Version = h.Source, h.Licence, h.Language, h.Edition()
	r.bank.Media = r.media.found
	for i := range r.bank.Questions {
		q := &r.bank.Questions[i]
		if q.AsOf == "" {
			q.AsOf = h.Facts()
		}
		if q.ReviewBy == "" {
			q.ReviewBy = h.ReviewBy
		}
	}
	if len(r.bank.Questions) > 0 {
		return nil
	}
	for _, p := range r.problems.List() {
		if p.Severity == parse.Error {
			return fmt.Errorf("no question could be read; line %d: %s", p.Line, p.Message)
		}
	}
	return errors.New("the table holds no questions")
}
