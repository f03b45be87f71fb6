package codeset

import (
	"encoding/xml"
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

// definitions reads the definitions of ICD-10-PCS.
type definitions struct {
	r       *reading
	section string
	axis    int
	within  string // title of the axis
}

func readDefinitions(r *reading) error {
	d := &definitions{r: r}
	return r.elements(d.begin, d.end, d.where)
}

func (d *definitions) where() string {
	if d.section == "" {
		return ""
	}
	return "section " + d.section + ", " + d.within
}

func (d *definitions) begin(m *markup, name string) (err error) {
	switch name {
	case "section":
		d.section, d.within = m.attr("code"), ""
	case "axis":
		if d.axis, err = strconv.Atoi(m.attr("pos")); err != nil || d.axis < 1 || d.axis > 7 {
			return m.damaged("an axis of section %s has the position “%s”", d.section, m.attr("pos"))
		}
	case "title":
		d.within, err = m.text()
		return err
	case "terms":
		return d.terms(m)
	case "aggregate":
		return d.aggregate(m)
	case "ICD10PCS.definitions", "deviceAggregation":
	default:
		return m.skip()
	}
	return nil
}

func (d *definitions) end(string) error { return nil }

// terms reads what explains one value, or several of them.
func (d *definitions) terms(m *markup) error {
	it := codebook.Definition{Section: d.section, Axis: d.axis}
	var labels []string
	err := m.children(func(name, text string) {
		switch name {
		case "title":
			labels = append(labels, text)
		case "definition":
			it.Text = joined(it.Text, " ", text)
		case "explanation":
			it.Explain = joined(it.Explain, " ", text)
		case "includes":
			it.Include = append(it.Include, text)
		}
	})
	if err != nil {
		return err
	}
	if len(labels) == 0 {
		return m.damaged("a definition of section %s does not say of what it is", d.section)
	}
	for _, it.Label = range labels {
		if err := d.r.put(it); err != nil {
			return err
		}
	}
	return nil
}

// aggregate reads which value stands for a device where the tables do not list
// it.
func (d *definitions) aggregate(m *markup) error {
	it := codebook.Definition{Section: "0", Axis: 6}
	var parent, operation string
	var systems []string
	err := m.children(func(name, text string) {
		switch name {
		case "device":
			it.Label = text
		case "operation":
			operation = joined(operation, ", ", text)
		case "bodySys":
			systems = append(systems, text)
		case "parent":
			parent = joined(parent, ", ", text)
			if value := m.attr("value"); value != "" {
				parent += " (" + value + ")"
			}
		}
	})
	if err != nil {
		return err
	}
	if it.Label == "" || parent == "" {
		return m.damaged("a device of the device aggregation has no name, or nothing that stands for it")
	}
	it.Text = "Where a table does not list it: " + parent
	it.Explain = "Operations: " + operation + ". Body systems: " + strings.Join(systems, "; ")
	return d.r.put(it)
}

// children gives the elements in the one that has just begun, with their texts.
func (m *markup) children(each func(name, text string)) error {
	used := 0
	for depth := m.depth; m.depth >= depth; {
		token, err := m.next()
		if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		text, err := m.text()
		if err != nil {
			return err
		}
		if used += len(text) + 16; used > mostToken {
			return errToken
		}
		m.start = start
		each(start.Name.Local, text)
	}
	return nil
}
