package table

import (
	"context"
	"io"
	"strings"

	"chartroom/content/delimited"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// Parse reads a table that is a text into the bank of this name, repairing what
// it can. The error is for files of which nothing could be read.
func Parse(ctx context.Context, data []byte, bank string, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	return ParseWith(ctx, data, bank, Options{}, report)
}

// ParseWith is Parse with options.
func ParseWith(ctx context.Context, data []byte, bank string, o Options, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	text, encoding, problems, err := parse.Decode(data)
	if err != nil {
		return quiz.Bank{}, nil, err
	}
	if o.NoRepairs && len(problems) > 0 {
		return quiz.Bank{}, nil, parse.NotUTF8(problems[0], encoding)
	}
	r := newReader(bank, o)
	for _, p := range problems {
		r.problems.Add(p)
	}
	shape := shapeOf(sample(text))
	r.source = shape.open(text, r)
	if r.o.Mapping == nil && shape.cards {
		r.o.Mapping = &Mapping{Roles: []Role{Question, Answer}}
	}
	err = r.read(ctx, report)
	return r.bank, r.problems.List(), err
}

// sampleBytes is how much of a text is looked at to find its shape.
const sampleBytes = 64 << 10

// sample is the beginning of a text, as whole lines.
func sample(text string) string {
	if len(text) <= sampleBytes {
		return text
	}
	text = text[:sampleBytes]
	if i := strings.LastIndexByte(text, '\n'); i > 0 {
		text = text[:i+1]
	}
	return text
}

// shape is how a text is cut into rows.
type shape struct {
	separator byte // between cells; 0 = each cell has a line of its own
	width     int  // cells of a row, where each has its line
	start     int  // bytes before the first row
	known     bool // what the columns hold can be seen

	cards bool // Quizlet's: terms and definitions
	cells string
	rows  string
}

// separators are those that are tried, the likeliest first.
const separators = "\t,;|"

// shapeOf finds the shape in which most columns are understood.
func shapeOf(text string) shape {
	best, bestScore := shape{}, 0
	if len(text) >= len("sep=;") && strings.EqualFold(text[:4], "sep=") && text[5:min(6, len(text))] == "\n" { // as Excel writes it
		return shape{separator: text[4], start: len("sep=;\n"), known: true}
	}
	for i := range len(separators) {
		s := shape{separator: separators[i], known: true}
		rows := s.sample(text)
		if _, score := byHeader(rows); score > bestScore {
			best, bestScore = s, score
		}
	}
	if bestScore > 0 {
		return best
	}
	if s, ok := stacked(text); ok {
		return s
	}
	if s, ok := quizlet(text); ok {
		return s
	}
	for i := range len(separators) {
		s := shape{separator: separators[i], known: true}
		if _, ok := byShape(s.sample(text)); ok {
			return s
		}
	}
	return shape{separator: max(delimited.Sniff(text), '\t')}
}

// sample is the first rows of a text.
func (s shape) sample(text string) (cells [][]string) {
	rows, _ := buffered(s.open(text, nil), headRows)
	for _, row := range rows {
		if _, _, is := headLine(row); !is {
			cells = append(cells, row.cells)
		}
	}
	return cells
}

// open cuts a text into rows; r hears of problems, nil = nobody does.
func (s shape) open(text string, r *reader) source {
	lines := parse.NewLines(text)
	switch {
	case s.cards:
		return &cardSource{text: text, lines: lines, cells: s.cells, rows: s.rows}
	case s.separator == 0:
		return &stackSource{text: text, lines: lines, width: s.width}
	}
	d := &textSource{lines: lines, rows: delimited.Rows{Text: text, Pos: s.start, Separator: s.separator}}
	if r != nil {
		d.rows.Say = func(severity parse.Severity, at int, rule, format string, args ...any) {
			r.say(row{starts: []int{at}}, 0, severity, "table-"+rule, format, args...)
		}
	}
	return d
}

// textSource cuts a text at a separator.
type textSource struct {
	rows  delimited.Rows
	lines *parse.Lines
}

func (s *textSource) next() (row, error) {
	for {
		cut, ok := s.rows.Next()
		if !ok {
			return row{}, io.EOF
		}
		if r := s.clean(cut); count(r.cells) > 0 {
			return r, nil
		}
	}
}

// clean makes a row of fields: without the guard before formulas, without what
// draws a table's borders, and with lines where Word breaks them.
func (s *textSource) clean(cut delimited.Row) row {
	r := row{cells: cut.Fields, starts: cut.At}
	r.number, _ = s.lines.At(cut.At[0])
	if s.rows.Separator == '|' {
		if len(r.cells) > 2 && r.cells[0] == "" && r.cells[len(r.cells)-1] == "" {
			r.cells, r.starts = r.cells[1:len(r.cells)-1], r.starts[1:]
		}
		if isRule(r.cells) {
			return row{}
		}
	}
	for i, cell := range r.cells {
		r.cells[i] = cleanCell(cell)
	}
	return r
}

// isRule reports whether a row only draws a line: "|---|:--:|", "+----+".
func isRule(cells []string) bool {
	for _, c := range cells {
		if strings.Trim(c, "-+=: ") != "" {
			return false
		}
	}
	return true
}

// cleanCell is a cell as its author meant it.
func cleanCell(s string) string {
	if strings.IndexByte(s, '\v') >= 0 {
		s = strings.TrimSpace(strings.ReplaceAll(s, "\v", "\n"))
	}
	return unguard(s)
}

func (s *textSource) at(r row, column int) (line, place int) { return placeIn(s.lines, r, column) }

// placeIn is where a cell of a text begins, or the row's last one.
func placeIn(lines *parse.Lines, r row, column int) (line, place int) {
	if len(r.starts) == 0 {
		return r.number, 1
	}
	return lines.At(r.starts[min(column, len(r.starts)-1)])
}

func (s *textSource) progress() (done, total int) { return s.rows.Pos, len(s.rows.Text) }

// stackSource takes each line for a cell, as Word writes a table that is turned
// into a text of paragraphs.
type stackSource struct {
	text  string
	pos   int
	width int
	lines *parse.Lines
}

func (s *stackSource) next() (row, error) {
	for s.pos < len(s.text) {
		if r := s.read(); count(r.cells) > 0 {
			return r, nil
		}
	}
	return row{}, io.EOF
}

func (s *stackSource) read() (r row) {
	r.number, _ = s.lines.At(s.pos)
	for range s.width {
		line, _, _ := strings.Cut(s.text[s.pos:], "\n")
		r.cells = append(r.cells, cleanCell(strings.TrimSpace(line)))
		r.starts = append(r.starts, s.pos)
		s.pos = min(s.pos+len(line)+1, len(s.text))
	}
	return r
}

func (s *stackSource) at(r row, column int) (line, place int) { return placeIn(s.lines, r, column) }

func (s *stackSource) progress() (done, total int) { return s.pos, len(s.text) }

// stackedNames is how many names of columns below each other make a table.
const stackedNames = 4

// stacked is the shape of a text whose first lines name columns.
func stacked(text string) (shape, bool) {
	width := 0
	var names []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); RoleOf(line) == Unused {
			break
		}
		names = append(names, line)
		width++
	}
	_, known := rolesOf(names)
	if known < stackedNames || known < width {
		return shape{}, false
	}
	s := shape{width: width, known: true}
	_, score := byHeader(s.sample(text))
	return s, score > 0
}

// Looks says how much a text's beginning looks like a table of questions: 2 =
// its columns are understood as questions with options or of a kind, or it is
// made of Quizlet's terms in a way that only Quizlet writes; else 0.
func Looks(head string) int {
	if ankiHead(head) {
		return 0
	}
	text := sample(head)
	s := shapeOf(text)
	switch {
	case s.cards:
		return 2
	case !s.known:
		return 0
	}
	rows, _ := buffered(s.open(text, nil), headRows)
	if m, ok := guess(rows); ok && m.questions() {
		return 2
	}
	return 0
}

// ankiHead reports whether a text begins as Anki's do, with lines that say how
// flashcards are to be read.
func ankiHead(text string) bool {
	for _, key := range []string{"#separator", "#html", "#columns", "#notetype", "#deck", "#guid column", "#tags"} {
		if text = strings.TrimLeft(text, "\n "); len(text) > len(key) && strings.EqualFold(text[:len(key)], key) {
			return true
		}
	}
	return strings.HasPrefix(text, "tags:")
}
