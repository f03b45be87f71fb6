package codeset

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz/codebook"
)

// index reads an index as its lines: main terms, and the terms below them.
type index struct {
	r      *reading
	which  codebook.Index
	open   []line // main term, and the terms that the reader is in
	main   string // the main term, for messages
	mains  int
	levels int // terms whose level is not where they stand
}

// line is a term that has begun.
type line struct {
	term  codebook.Term
	given bool
}

// readIndex is the reader of one of the indexes.
func readIndex(which codebook.Index) func(*reading) error {
	return func(r *reading) error {
		x := &index{r: r, which: which}
		if err := r.elements(x.begin, x.end, x.where); err != nil {
			return err
		}
		if x.mains == 0 {
			return errors.New("the index holds no terms; download the file again")
		}
		return nil
	}
}

func (x *index) where() string {
	if x.main == "" {
		return ""
	}
	return fmt.Sprintf("the main term “%s”", parse.Excerpt(x.main, 60))
}

func (x *index) begin(m *markup, name string) error {
	switch name {
	case "mainTerm":
		x.mains++
		x.open = append(x.open[:0], line{term: codebook.Term{Index: x.which}})
		return nil
	case "term":
		if len(x.open) == 0 {
			return m.damaged("a term stands outside of a main term")
		}
		if level := m.attr("level"); level != "" && level != strconv.Itoa(len(x.open)) {
			if x.levels++; x.levels == 1 { // where it stands counts
				x.r.say(m.line(), parse.Warning, "codeset-level", "A term of “%s” says that it has the level %s, but stands %d deep; it was read where it stands, as are all such terms.", parse.Excerpt(x.main, 60), parse.Excerpt(level, 10), len(x.open))
			}
		}
		if err := x.give(); err != nil {
			return err
		}
		x.open = append(x.open, line{term: codebook.Term{Index: x.which, Depth: len(x.open)}})
		return nil
	}
	if len(x.open) == 0 {
		if m.depth > 2 || name == "version" || name == "title" || name == "indexHeading" {
			return m.skip()
		}
		return nil
	}
	return x.piece(m, &x.open[len(x.open)-1].term, name)
}

// piece reads an element of a term.
func (x *index) piece(m *markup, term *codebook.Term, name string) error {
	column, _ := strconv.Atoi(m.attr("col"))
	text, err := m.pieces(func(inner, text string) bool {
		switch inner {
		case "nemod":
			term.Nonessential = joined(term.Nonessential, " ", text)
		case "code", "codes", "tab":
			term.Code = joined(term.Code, ", ", text)
		default:
			return false
		}
		return true
	})
	if err != nil {
		return err
	}
	switch name {
	case "title":
		term.Title = spaced(text)
		if term.Depth == 0 {
			x.main = term.Title
		}
	case "nemod":
		term.Nonessential = joined(term.Nonessential, " ", text)
	case "code", "codes", "tab":
		term.Code = joined(term.Code, ", ", text)
	case "manif":
		if !strings.ContainsAny(text, "0123456789") { // of the neoplasm table: words, not a code
			term.Nonessential = joined(term.Nonessential, " ", "("+strings.Trim(text, "[]() ")+")")
			break
		}
		term.Manifestation = joined(term.Manifestation, ", ", strings.Trim(text, "[] "))
	case "see":
		term.See = joined(term.See, "; ", text)
	case "seeAlso":
		term.SeeAlso = joined(term.SeeAlso, "; ", text)
	case "seecat":
		term.See = joined(term.See, "; ", "category "+text)
	case "subcat":
		term.See = joined(term.See, "; ", "subcategory "+text)
	case "use":
		term.Use = joined(term.Use, "; ", text)
	case "cell":
		return x.cell(m, term, column, text)
	}
	return nil
}

// cell takes a cell of a table. Columns are counted from 2 in the files, the first
// being the term.
func (x *index) cell(m *markup, term *codebook.Term, column int, text string) error {
	columns := len(x.which.Columns())
	if columns == 0 {
		return nil
	}
	if column < 2 || column > columns+1 {
		return m.damaged("a cell of “%s” stands in column %d, which the table does not have", term.Title, column)
	}
	if term.Cells == nil {
		term.Cells = make([]string, columns)
	}
	if strings.Trim(text, "-–— ") != "" {
		term.Cells[column-2] = text
	}
	return nil
}

// joined is two texts with what stands between them, or the one that is there.
func joined(a, between, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + between + b
}

// spaced is a title whose modifiers were taken out: no blank before a comma.
func spaced(title string) string {
	return strings.TrimSpace(strings.NewReplacer(" ,", ",", " ;", ";").Replace(title))
}

// give gives the term that the reader is in, once: before the terms below it, or
// at its end.
func (x *index) give() error {
	top := &x.open[len(x.open)-1]
	if top.given {
		return nil
	}
	top.given = true
	return x.r.put(top.term)
}

func (x *index) end(name string) error {
	if name != "term" && name != "mainTerm" || len(x.open) == 0 {
		return nil
	}
	err := x.give()
	x.open = x.open[:len(x.open)-1]
	return err
}
