package career

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// A file of the handbook is Markdown with a typed head:
//
//	---
//	sources: AHIMA, certification pages, 2026; BLS, Occupational Outlook Handbook
//	checked-on: 2026-11-22
//	as-of: 2026-11
//	review-by: 2027-10-31
//	confidence: B
//	---
//
//	# Medical Coder
//	id: medical-coder
//	settings: hospital, physician-office
//
//	What it is, in a few sentences.
//
//	## Duties
//	- Read the record and assign the codes that it supports.
//
// A heading of one sign begins an entry, the lines right below it are its
// fields, and a heading of two signs begins a section of it. A field of the
// file's head holds for every entry that does not have it itself. A field or
// section that is not known is an error: it would be a text that nobody sees.
type entry struct {
	file     string
	line     int
	title    string
	fields   map[string]string
	text     string // before the first section
	sections []section
	err      error // the first
}

type section struct {
	title string
	text  string
}

// stampFields are those that a file's head must have.
var stampFields = []string{"sources", "checked-on", "as-of", "review-by", "confidence"}

var fieldLine = regexp.MustCompile(`^([a-z][a-z-]*): (.*)$`)

// eachEntry reads a file, or all Markdown files of a folder by name.
func eachEntry(files fs.FS, at string, put func(*entry)) error {
	names := []string{at}
	if path.Ext(at) != ".md" {
		var err error
		if names, err = fs.Glob(files, at+"/*.md"); err != nil {
			return err
		}
	}
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		entries, err := parseEntries(name, string(data))
		if err != nil {
			return err
		}
		for i := range entries {
			put(&entries[i])
			if err := entries[i].done(); err != nil {
				return err
			}
		}
	}
	return nil
}

// parseEntries takes a file apart.
func parseEntries(file, text string) ([]entry, error) {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	head, rest, err := fileHead(file, lines)
	if err != nil {
		return nil, err
	}
	var all []entry
	var now *entry
	inFields := false
	for i, line := range lines[rest:] {
		number := rest + i + 1
		title, isEntry := strings.CutPrefix(line, "# ")
		field := fieldLine.FindStringSubmatch(line)
		switch {
		case isEntry:
			all = append(all, entry{file: file, line: number, title: strings.TrimSpace(title), fields: map[string]string{}})
			now, inFields = &all[len(all)-1], true
		case now == nil && strings.TrimSpace(line) != "":
			return nil, fmt.Errorf("%s:%d: text before the first heading", file, number)
		case now == nil:
		case inFields && field != nil:
			if _, twice := now.fields[field[1]]; twice {
				return nil, fmt.Errorf("%s:%d: %q is there twice", file, number, field[1])
			}
			now.fields[field[1]] = strings.TrimSpace(field[2])
		case strings.HasPrefix(line, "## "):
			inFields = false
			now.sections = append(now.sections, section{title: strings.TrimSpace(line[3:])})
		case len(now.sections) > 0:
			now.sections[len(now.sections)-1].text += line + "\n"
		default:
			inFields = false
			now.text += line + "\n"
		}
	}
	for i := range all {
		for name, value := range head {
			if _, own := all[i].fields[name]; !own {
				all[i].fields[name] = value
			}
		}
	}
	return all, nil
}

// fileHead are the fields between the two lines of dashes, and the number of
// the first line after them.
func fileHead(file string, lines []string) (map[string]string, int, error) {
	if lines[0] != "---" {
		return nil, 0, fmt.Errorf("%s:1: the head is missing: a line of three dashes, fields, a line of three dashes", file)
	}
	head := map[string]string{}
	for i, line := range lines[1:] {
		if line == "---" {
			for _, name := range stampFields {
				if head[name] == "" {
					return nil, 0, fmt.Errorf("%s:1: the head has no %q", file, name)
				}
			}
			return head, i + 2, nil
		}
		if strings.TrimSpace(line) == "" {
			continue
		}
		field := fieldLine.FindStringSubmatch(line)
		if field == nil || !slices.Contains(stampFields, field[1]) {
			return nil, 0, fmt.Errorf("%s:%d: %q is no field of a head", file, i+2, line)
		}
		head[field[1]] = strings.TrimSpace(field[2])
	}
	return nil, 0, fmt.Errorf("%s:1: the head has no end", file)
}

func (e *entry) fail(format string, args ...any) {
	if e.err == nil {
		e.err = fmt.Errorf("%s:%d: %s: %s", e.file, e.line, e.title, fmt.Sprintf(format, args...))
	}
}

// done says what is wrong with an entry that was read: also what nobody took.
func (e *entry) done() error {
	for name := range e.fields {
		e.fail("the field %q is not known here", name)
	}
	for _, s := range e.sections {
		e.fail("the section %q is not known here", s.title)
	}
	return e.err
}

// maybe is a field that may be missing.
func (e *entry) maybe(name string) string {
	value := e.fields[name]
	delete(e.fields, name)
	return value
}

// must is a field that may not.
func (e *entry) must(name string) string {
	value := e.maybe(name)
	if value == "" {
		e.fail("the field %q is missing", name)
	}
	return value
}

// ids are the values of a field with commas between them, names those with
// semicolons.
func (e *entry) ids(name string) []string   { return parts(e.maybe(name), ",") }
func (e *entry) names(name string) []string { return parts(e.maybe(name), ";") }

func parts(s, separator string) []string {
	var all []string
	for part := range strings.SplitSeq(s, separator) {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

func (e *entry) stamp() Stamp {
	s := Stamp{Sources: e.names("sources"), CheckedOn: e.must("checked-on"), AsOf: e.must("as-of"),
		ReviewBy: e.must("review-by"), Confidence: e.must("confidence")}
	if !slices.Contains([]string{"A", "B", "C"}, s.Confidence) {
		e.fail("the confidence %q is none of A, B, C", s.Confidence)
	}
	return s
}

// body is the text before the first section.
func (e *entry) body() string {
	text := flow(e.text)
	e.text = ""
	if text == "" {
		e.fail("it has no text")
	}
	return text
}

// section takes a section: "" if there is none.
func (e *entry) section(title string) string {
	for i, s := range e.sections {
		if s.title == title {
			e.sections = slices.Delete(e.sections, i, i+1)
			return flow(s.text)
		}
	}
	return ""
}

// items are the lines of a section that is a list.
func (e *entry) items(title string) []string {
	var all []string
	for line := range strings.SplitSeq(e.section(title), "\n") {
		item, isItem := strings.CutPrefix(line, "- ")
		switch {
		case isItem:
			all = append(all, item)
		case line != "":
			e.fail("the section %q is a list, and %q is no item of one", title, line)
		}
	}
	return all
}

func (e *entry) page() Page {
	return Page{ID: e.must("id"), Title: e.title, Text: e.body(), Stamp: e.stamp()}
}

// flow puts the lines of each paragraph and each item on one line, and one
// empty line between paragraphs.
func flow(text string) string {
	var out strings.Builder
	gap := true // nothing stands on the line so far
	for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
			if !gap {
				out.WriteString("\n\n")
			}
			gap = true
			continue
		case strings.HasPrefix(line, "- ") && !gap:
			out.WriteString("\n")
		case !gap:
			out.WriteString(" ")
		}
		out.WriteString(line)
		gap = false
	}
	return out.String()
}
