package table

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Mapping says what the columns of a table hold.
type Mapping struct {
	// HeaderRow is the row that names the columns, as problems number it: the
	// line of a text, the row of a sheet. What stands above it is no question.
	// 0 = every row is a question.
	HeaderRow int
	Roles     []Role // by column, from 0; columns past them are not used
}

// Guess says what the columns of these rows hold, by a row that names them or,
// without one, by what stands in the rows. HeaderRow counts the rows from 1. It
// is false where nothing can be said.
func Guess(rows [][]string) (Mapping, bool) {
	if m, score := byHeader(rows); score > 0 {
		return m, true
	}
	return byShape(rows)
}

// byHeader looks for the row that names most columns. The score is how many it
// names, 0 if no row names a question and something to know of it.
func byHeader(rows [][]string) (best Mapping, score int) {
	for i, cells := range rows {
		roles, known := rolesOf(cells)
		if filled := count(cells); known < 2 || 2*known < filled || known <= score {
			continue
		}
		demoteKind(roles, rows[i+1:])
		if slices.Contains(roles, Question) && known > score {
			best, score = Mapping{HeaderRow: i + 1, Roles: roles}, known
		}
	}
	return best, score
}

// rolesOf reads a row as names of columns, and says how many it knows. A name
// that came before means nothing the second time, but for texts that can stand
// together.
func rolesOf(cells []string) (roles []Role, known int) {
	roles = make([]Role, len(cells))
	letters := bareLabels(cells)
	for i, cell := range cells {
		role := RoleOf(cell)
		if n, ok := letters[i]; ok {
			role = Option(n)
		}
		if role == Unused || slices.Contains(roles[:i], role) && !several(role) {
			continue
		}
		roles[i] = role
		known++
	}
	return roles, known
}

// several reports whether more than one column may have a role.
func several(r Role) bool {
	return r == Tags || r == Explanation || r == Source || r == Answer
}

// bareLabels are the columns that are called A, B, C, ... or 1, 2, 3, ... in
// this order.
func bareLabels(cells []string) map[int]int {
	found := map[int]int{}
	for i, cell := range cells {
		label := plain(cell)
		if utf8.RuneCountInString(label) > 2 || place(label) != len(found) {
			continue
		}
		found[i] = len(found)
	}
	if len(found) < 2 {
		return nil
	}
	return found
}

// demoteKind takes the role from a column "type" that holds no kind of
// question: of a word list, say, it holds "noun".
func demoteKind(roles []Role, rows [][]string) {
	i := slices.Index(roles, Kind)
	if i < 0 {
		return
	}
	values := 0
	for _, cells := range rows {
		if i < len(cells) && cells[i] != "" {
			if _, ok := kindOf(cells[i]); ok {
				return
			}
			values++
		}
	}
	if values > 0 {
		roles[i] = Unused
	}
}

// count is how many cells are not empty.
func count(cells []string) int {
	n := 0
	for _, c := range cells {
		if c != "" {
			n++
		}
	}
	return n
}

// questions reports whether the table has more than a front and a back: options
// of questions, or their kinds.
func (m Mapping) questions() bool {
	options := 0
	for _, r := range m.Roles {
		switch word, n := r.split(); {
		case r == Kind:
			return true
		case n >= 0 && word != feedback:
			options++
		}
	}
	return options >= 2 || options == 1 && slices.Contains(m.Roles, Wrong(0))
}

// shapeShare is how many of the rows must fit a shape (our own proposal).
const shapeShare = 0.8

// byShape guesses without names: a question, at least two options, and a
// column that names one of them, either behind the options or before them.
func byShape(rows [][]string) (Mapping, bool) {
	width := 0
	for _, cells := range rows {
		width = max(width, len(cells))
	}
	if len(rows) < 2 {
		return Mapping{}, false
	}
	for question := range min(2, width) {
		for key := min(width-1, question+1+MostOptions); key >= question+3; key-- {
			if fits(rows, question, question+1, key, key) {
				return shaped(question, question+1, key, key, width), true
			}
		}
		if key := question + 1; width-key > 2 && width-key <= MostOptions && fits(rows, question, key+1, width, key) {
			return shaped(question, key+1, width, key, width), true
		}
	}
	return Mapping{}, false
}

// shaped is the mapping of a question, the options from one column up to
// another, and a key. A column behind both is the explanation.
func shaped(question, from, to, key, width int) Mapping {
	m := Mapping{Roles: make([]Role, width)}
	m.Roles[question], m.Roles[key] = Question, Answer
	for i := from; i < to; i++ {
		m.Roles[i] = Option(i - from)
	}
	if next := max(key+1, to); next < width {
		m.Roles[next] = Explanation
	}
	return m
}

// fits reports whether most rows have a question, and a key that names one of
// their options.
func fits(rows [][]string, question, from, to, key int) bool {
	good, letters := 0, 0
	for _, cells := range rows {
		if len(cells) < max(to, key+1) || utf8.RuneCountInString(cells[question]) < 3 {
			continue
		}
		filled := 0
		for _, c := range cells[from:to] {
			if c == "" {
				break
			}
			filled++
		}
		switch n := place(strings.Trim(cells[key], "().")); {
		case filled < 2:
		case n >= 0 && n < filled:
			good++
			letters++
		case slices.Contains(cells[from:from+filled], cells[key]):
			good++
		}
	}
	return float64(good) >= shapeShare*float64(len(rows)) && good >= 2
}
