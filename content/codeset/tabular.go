package codeset

import (
	"fmt"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz/codebook"
)

// noteKinds are the elements of the tabular list that hold notes.
var noteKinds = map[string]codebook.NoteKind{
	"includes":          codebook.NoteIncludes,
	"inclusionTerm":     codebook.NoteTerm,
	"excludes1":         codebook.NoteExcludes1,
	"excludes2":         codebook.NoteExcludes2,
	"codeFirst":         codebook.NoteFirst,
	"useAdditionalCode": codebook.NoteUse,
	"codeAlso":          codebook.NoteAlso,
	"notes":             codebook.NoteText,
	"sevenChrNote":      codebook.NoteSeventh,
	"sevenChrDef":       codebook.NoteSeventh,
}

// tabular reads the tabular list of ICD-10-CM: chapters, blocks and codes, and
// what is said of each. A code comes before its notes and before the codes below
// it.
type tabular struct {
	r     *reading
	open  []entry // chapter, block and codes that the reader is in
	kind  codebook.NoteKind
	refs  map[string][2]string // first and last category of a block
	codes int
}

// entry is a chapter, a block or a code that has begun.
type entry struct {
	level       codebook.Level // "" for a code
	name        string         // as it is printed: "1", "A00-A09", "E11.9"
	title       string
	placeholder bool
	seventh     bool              // seventh characters hold for it
	given       bool              // its own record was given
	held        []codebook.Record // its notes, until then
}

// of is what notes say that they are of.
func (e *entry) of() string {
	if e.level != "" {
		return string(e.level) + " " + e.name
	}
	return undotted(e.name)
}

func readTabular(r *reading) error {
	t := &tabular{r: r, refs: map[string][2]string{}}
	if err := r.elements(t.begin, t.end, t.where); err != nil {
		return err
	}
	if t.codes == 0 {
		return fmt.Errorf("the tabular list holds no codes; download the file again")
	}
	return nil
}

// where is the code or the block that the reader is in.
func (t *tabular) where() string {
	if len(t.open) == 0 {
		return ""
	}
	switch e := &t.open[len(t.open)-1]; {
	case e.level == "" && e.name == "":
		return "a code without a name"
	case e.level == "":
		return "the code " + parse.Excerpt(e.name, 20)
	default:
		return parse.Excerpt(e.of(), 40)
	}
}

func (t *tabular) top() *entry {
	if len(t.open) == 0 {
		return nil
	}
	return &t.open[len(t.open)-1]
}

func (t *tabular) begin(m *markup, name string) (err error) {
	top := t.top()
	switch name {
	case "chapter":
		t.open = append(t.open, entry{level: codebook.LevelChapter})
	case "section":
		if err := t.give(top, false); err != nil {
			return err
		}
		t.open = append(t.open, entry{level: codebook.LevelBlock, name: m.attr("id")})
	case "diag":
		if err := t.give(top, true); err != nil {
			return err
		}
		t.open = append(t.open, entry{placeholder: m.attr("placeholder") == "true", seventh: top != nil && top.seventh})
	case "sectionRef":
		if len(t.refs) < mostNotes {
			t.refs[m.attr("id")] = [2]string{m.attr("first"), m.attr("last")}
		}
		return m.skip()
	case "introduction", "deactivated", "version":
		return m.skip()
	case "name", "desc":
		if top == nil {
			return m.skip()
		}
		text, err := m.text()
		if name == "desc" {
			top.title = text
		} else if top.level != codebook.LevelBlock || top.name == "" {
			top.name = text
		}
		return err
	case "note":
		text, err := m.text()
		if err != nil || top == nil || t.kind == "" || text == "" {
			return err
		}
		return t.tell(top, codebook.Note{Of: top.of(), Kind: t.kind, Text: text})
	case "extension":
		c := m.attr("char")
		text, err := m.text()
		if err != nil || top == nil {
			return err
		}
		top.seventh = true
		return t.tell(top, codebook.Extension{Of: top.of(), Character: strings.ToUpper(c), Meaning: text})
	case "visualImpairment":
		return t.impairment(m, top)
	default:
		t.kind = noteKinds[name]
	}
	return nil
}

// tell gives what is said of an entry, after the entry itself.
func (t *tabular) tell(e *entry, record codebook.Record) error {
	if e.given {
		return t.r.put(record)
	}
	if e.held = append(e.held, record); len(e.held) > mostNotes {
		return fmt.Errorf("%s has more than %d notes; it is no official file, so it was not read further", parse.Excerpt(e.of(), 40), mostNotes)
	}
	return nil
}

// mostNotes is how many notes a code may have, and how many blocks there may be
// (our own proposal).
const mostNotes = 5000

// give gives an entry's record, once; parent says that a code is below it.
func (t *tabular) give(e *entry, parent bool) error {
	if e == nil || e.given {
		return nil
	}
	e.given = true
	if err := t.r.put(t.record(e, parent)); err != nil {
		return err
	}
	for _, record := range e.held {
		if err := t.r.put(record); err != nil {
			return err
		}
	}
	e.held = nil
	return nil
}

// record is what an entry is. A code that takes a seventh character is itself
// not reported, nor is one with codes below it.
func (t *tabular) record(e *entry, parent bool) codebook.Record {
	if e.level == "" {
		code := undotted(e.name)
		t.codes++
		return codebook.Code{Code: code, Header: parent || e.seventh && len(code) < 7, Long: e.title, Parent: t.above(e), Placeholder: e.placeholder}
	}
	h := codebook.Heading{Level: e.level, ID: e.name}
	h.Title, h.First, h.Last = span(e.title)
	if e.level == codebook.LevelBlock {
		if c := &t.open[0]; c.level == codebook.LevelChapter && c != e {
			h.Parent = c.name
		}
		if ref, ok := t.refs[e.name]; ok {
			h.First, h.Last = ref[0], ref[1]
		} else if h.First == "" {
			h.First, h.Last, _ = strings.Cut(e.name, "-")
		}
	}
	if h.Last == "" {
		h.Last = h.First
	}
	return h
}

// above is the code or the block that an open entry stands in.
func (t *tabular) above(e *entry) string {
	for i := len(t.open) - 1; i > 0; i-- {
		if &t.open[i] == e {
			return t.open[i-1].of()
		}
	}
	return ""
}

// span takes "Cholera (A00-A09)" apart.
func span(title string) (text, first, last string) {
	open := strings.LastIndexByte(title, '(')
	if open < 0 || !strings.HasSuffix(title, ")") {
		return title, "", ""
	}
	first, last, _ = strings.Cut(title[open+1:len(title)-1], "-")
	if !isCM(first) || last != "" && !isCM(last) {
		return title, "", ""
	}
	return strings.TrimSpace(title[:open]), first, last
}

func (t *tabular) end(name string) error {
	switch name {
	case "chapter", "section", "diag":
		top := t.top()
		if top == nil {
			return nil
		}
		if top.level == "" && (!isCM(undotted(top.name)) || top.title == "") {
			return fmt.Errorf("a code (“%s”) has no name or no description. The file is damaged, or was changed; download it again", parse.Excerpt(top.name, 20))
		}
		if err := t.give(top, false); err != nil {
			return err
		}
		t.open = t.open[:len(t.open)-1]
	default:
		if noteKinds[name] != "" {
			t.kind = ""
		}
	}
	return nil
}
