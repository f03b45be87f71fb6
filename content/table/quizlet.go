package table

import (
	"io"
	"strings"

	"chartroom/content/parse"
)

// Quizlet exports terms and definitions with whatever its user chose between
// them, and does not quote: the usual choices are a tab, a comma and " - "
// between the two, and a line, a semicolon and a blank line between cards.
// Package sheet reads what is cut into lines at tabs or commas.

// quizlet is the shape of a text of cards that no other reader of tables can
// cut. It wants two cards at least, and every one to have both sides.
func quizlet(text string) (shape, bool) {
	lines := strings.Split(strings.Trim(text, "\n"), "\n")
	for _, c := range []struct{ cells, rows string }{{"\t", "\n\n"}, {" - ", "\n\n"}, {"\t", ";"}, {" - ", ";"}, {",", ";"}, {" - ", "\n"}, {" – ", "\n"}} {
		if c.rows == "\n\n" && !strings.Contains(text, "\n\n") || c.rows == ";" && len(lines) > 1 && !strings.Contains(text, ";\n") {
			continue
		}
		s := shape{cards: true, known: true, cells: c.cells, rows: c.rows}
		if s.agrees(text) {
			return s, true
		}
	}
	return shape{}, false
}

// termLength is how long a term may be, in bytes: prose has dashes too.
const termLength = 80

// agrees reports whether all cards of a text have two sides. Where a blank line
// splits cards, one at least must have a definition of several lines, or sheet
// reads it as well.
func (s shape) agrees(text string) bool {
	cards, longer := 0, s.rows != "\n\n"
	for _, card := range strings.Split(strings.Trim(text, "\n"), s.rows) {
		if card = strings.TrimSpace(card); card == "" {
			continue
		}
		term, definition, found := strings.Cut(card, s.cells)
		if !found || term == "" || strings.TrimSpace(definition) == "" || len(term) > termLength || strings.Contains(term, "\n") ||
			strings.Contains(definition, s.cells) && s.cells != " - " {
			return false
		}
		longer = longer || strings.Contains(definition, "\n")
		cards++
	}
	return cards > 1 && longer
}

// cardSource cuts a text into cards of two sides.
type cardSource struct {
	text        string
	pos         int
	cells, rows string
	lines       *parse.Lines
}

func (s *cardSource) next() (row, error) {
	for s.pos < len(s.text) {
		start, end := s.pos, len(s.text)
		if i := strings.Index(s.text[start:], s.rows); i >= 0 {
			end = start + i
		}
		s.pos = min(end+len(s.rows), len(s.text))
		card := s.text[start:end]
		start += len(card) - len(strings.TrimLeft(card, " \n"))
		if card = strings.Trim(card, " \n"); card == "" {
			continue
		}
		term, definition, _ := strings.Cut(card, s.cells)
		r := row{cells: []string{cleanCell(strings.TrimSpace(term)), cleanCell(strings.TrimSpace(definition))}, starts: []int{start, start + min(len(term)+len(s.cells), len(card))}}
		r.number, _ = s.lines.At(start)
		return r, nil
	}
	return row{}, io.EOF
}

func (s *cardSource) at(r row, column int) (line, place int) { return placeIn(s.lines, r, column) }

func (s *cardSource) progress() (done, total int) { return s.pos, len(s.text) }
