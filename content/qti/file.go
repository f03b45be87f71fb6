package qti

import (
	"context"
	"fmt"
	"html"
	"slices"
	"strings"

	xhtml "golang.org/x/net/html"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// file is one file of questions.
type file struct {
	*reader
	name  string // its member; "" for a file of its own
	lines *parse.Lines
	scan  *scanner
	path  []string // titles of the tests, groups and banks around an item
	home  string   // the category of its items, from the test that names the file
	full  bool     // there is no room for more questions
}

// readFile reads the questions of a file; category is where a test has it. The
// error is for files that are no text.
func (r *reader) readFile(ctx context.Context, member string, data []byte, category string) error {
	text, encoding, problems, err := parse.Decode(data)
	if err != nil {
		return err
	}
	// The declaration may say Latin-1, which Decode takes for Windows-1252
	// wherever that is right.
	for _, p := range problems {
		if r.options.NoRepairs && !declares(text, encoding) {
			return parse.NotUTF8(p, encoding)
		}
		if !declares(text, encoding) {
			r.add(member, p)
		}
	}
	f := &file{reader: r, name: member, lines: parse.NewLines(text), scan: r.scan.on(text), home: category}
	r.scan = f.scan
	before, count := r.done, 0
	for f.scan.next() && !f.full {
		if count++; count%512 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if r.report != nil && r.total > 0 {
				r.report(min(before+f.scan.at, r.total), r.total)
			}
		}
		switch {
		case f.scan.opens():
			f.open()
		case f.scan.kind == xhtml.EndTagToken && containers[f.scan.name] && len(f.path) > 0:
			f.path = f.path[:len(f.path)-1]
		}
	}
	r.done = before + len(data)
	return ctx.Err()
}

// declares reports whether a file's declaration says that it is not UTF-8 but
// in a Western encoding, as it was then read.
func declares(text, encoding string) bool {
	if encoding != parse.Windows1252 {
		return false
	}
	head := strings.ToLower(text[:min(len(text), 200)])
	return strings.Contains(head, "8859-1") || strings.Contains(head, "1252")
}

// containers are the elements of QTI 1.2 in which items lie.
var containers = map[string]bool{"assessment": true, "section": true, "objectbank": true}

// open reads what an element begins.
func (f *file) open() {
	switch s := f.scan; s.name {
	case "item":
		f.item(s.element("section", "assessment", "objectbank"), (*draft).read1)
	case "assessmentitem":
		f.item(s.element(), (*draft).read2)
	case "assessment", "section", "objectbank":
		values := s.attr("title", "ident")
		title := values[0]
		if s.name == "objectbank" {
			f.banks[values[1]] = true
		}
		if s.kind == xhtml.StartTagToken {
			f.path = append(f.path, title)
		}
	case "qtimetadata":
		f.metadata(s.element())
	case "selection_ordering":
		f.drawn(s.element())
	case "bankentry_item":
		values := s.attr("sourcebank_ref", "item_ref", "title")
		f.draws = append(f.draws, draw{f.name, f.line(s.at), values[0], values[1], values[2]})
	case "presentation_material", "rubric", "objectives", "assessfeedback", "sectionfeedback":
		f.loose(s.element())
	case "presentation", "resprocessing", "itemfeedback": // outside of an item: its first tag is missing
		s.element("item", "section", "assessment")
	}
}

// metadata takes the name of a bank of items from its metadata.
func (f *file) metadata(e element) {
	for _, field := range e.all("qtimetadatafield") {
		if field.child("fieldlabel").words() == "bank_title" && len(f.path) > 0 {
			f.path[len(f.path)-1] = field.child("fieldentry").words()
		}
	}
}

// drawn notes from where a group takes its items, and how many.
func (f *file) drawn(e element) {
	group := ""
	if len(f.path) > 0 {
		group = f.path[len(f.path)-1]
	}
	for _, s := range e.all("selection") {
		if ref := s.child("sourcebank_ref").words(); ref != "" {
			f.draws = append(f.draws, draw{f.name, f.line(s.at), ref, "", group})
		} else if n := s.child("selection_number").words(); n != "" {
			f.add(f.name, parse.Problem{Line: f.line(s.at), Severity: parse.Warning, Rule: "qti-selection", Question: parse.Excerpt(group, nameLength),
				Message: fmt.Sprintf("The test draws %s of the questions of this group; all of them were read.", excerpt(n))})
		}
	}
}

// loose names texts that belong to no question.
func (f *file) loose(e element) {
	if words := e.words(); words != "" {
		f.add(f.name, parse.Problem{Line: f.line(e.at), Severity: parse.Warning, Rule: "qti-section-text",
			Message: fmt.Sprintf("The text %q belongs to a whole test and to no question; it was left out.", excerpt(plain(words)))})
	}
}

// line is the line of a byte offset.
func (f *file) line(at int) int {
	line, _ := f.lines.At(at)
	return line
}

// category is where an item lies, as questions have it.
func (f *file) category() string {
	var parts []string
	if f.home != "" {
		parts = append(parts, f.home)
	}
	for _, title := range f.path {
		if title = oneLine(html.UnescapeString(title)); title != "" {
			parts = append(parts, strings.ReplaceAll(title, "/", "//"))
		}
	}
	return strings.Join(parts, "/")
}

// item reads one item and keeps its question.
func (f *file) item(e element, read func(*draft, *node)) {
	if len(f.bank.Questions) >= parse.Limits.Questions {
		f.full = true
		f.add(f.name, parse.Problem{Line: f.line(e.at), Severity: parse.Error, Rule: "qti-too-many",
			Message: fmt.Sprintf("A file may hold %d questions; the rest was not read.", parse.Limits.Questions)})
		return
	}
	d := &draft{f: f, at: e.at, title: e.attr("title")}
	d.id = e.attr("ident")
	if d.id == "" {
		d.id = e.attr("identifier")
	}
	f.items[d.id] = true
	switch {
	case e.over:
		d.fail(e.at, "qti-too-long", "This item has more than %s of markup, or is nested too deeply, so it was left out.", parse.Size(mostItem))
	case e.count > mostParts && crowded(e.node):
		d.fail(e.at, "qti-too-long", "This item has more than %d choices, answers or texts of one kind, so it was left out.", mostParts)
	case e.cut:
		d.fail(e.at, "qti-cut-off", "The file ends in the middle of this item, so it was left out; download or copy the file again.")
	default:
		for _, u := range e.unclosed {
			d.repair(u.at, "qti-unclosed", "<%s> begins here and is never closed; it was read up to the end of what it stands in.", excerpt(u.element))
		}
		d.q = quiz.Question{Bank: f.bank.ID, Line: f.line(e.at), Markup: quiz.HTML, Category: f.category()}
		if e.name == "assessmentitem" {
			d.q.Tags = slices.Clone(f.tags[f.name])
		}
		read(d, e.node)
		d.checkGaps()
	}
	d.keep()
}
