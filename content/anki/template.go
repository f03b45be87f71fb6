package anki

import (
	"fmt"
	"strings"
)

// template is the text of a card with fields to fill in, in the subset of
// Mustache that Anki has: {{Field}}, {{filter:Field}}, {{#Field}}...{{/Field}}
// (shown when the field holds something), {{^Field}}...{{/Field}} (when it is
// empty) and {{!a comment}}. (Source: ankitects/anki-manual,
// src/templates/fields.md and generation.md.)
type template struct {
	pieces []piece
	faults []string // what could not be read, for the report
}

// piece is a text, a field or the begin or end of a section.
type piece struct {
	kind    byte // 0 = text, 'f' = field, '#' and '^' = begin of a section, '/' = its end
	text    string
	filters []string // of a field, in the order in which they are applied
	end     int      // of a section's begin: the place of its end
}

// parseTemplate cuts a template into pieces. It takes every text: what is no
// template stays text.
func parseTemplate(s string) template {
	var t template
	var open []int
	for s != "" {
		i := strings.Index(s, "{{")
		if i < 0 {
			break
		}
		n := strings.Index(s[i:], "}}")
		if n < 0 {
			t.fault("a pair of braces is not closed")
			break
		}
		t.add(piece{text: s[:i]})
		tag := strings.TrimSpace(s[i+2 : i+n])
		whole := s[i : i+n+2]
		s = s[i+n+2:]
		switch {
		case tag == "" || tag[0] == '!':
		case tag[0] == '#' || tag[0] == '^':
			open = append(open, len(t.pieces))
			t.add(piece{kind: tag[0], text: strings.TrimSpace(tag[1:])})
		case tag[0] == '/':
			name := strings.TrimSpace(tag[1:])
			if len(open) == 0 || t.pieces[open[len(open)-1]].text != name {
				t.fault("the section %q ends without a begin", name)
				t.add(piece{text: whole})
				continue
			}
			t.pieces[open[len(open)-1]].end = len(t.pieces)
			open = open[:len(open)-1]
			t.add(piece{kind: '/', text: name})
		default:
			t.field(tag)
		}
	}
	t.add(piece{text: s})
	for _, i := range open {
		t.fault("the section %q has no end", t.pieces[i].text)
		t.pieces[i].end = len(t.pieces)
	}
	return t
}

// fault notes what could not be read; of many, the first few.
func (t *template) fault(format string, args ...any) {
	if len(t.faults) < 10 {
		t.faults = append(t.faults, fmt.Sprintf(format, args...))
	}
}

func (t *template) add(p piece) {
	if p.kind != 0 || p.text != "" {
		t.pieces = append(t.pieces, p)
	}
}

// field adds {{filter:filter:Field}}; the filter beside the field comes first.
func (t *template) field(tag string) {
	parts := strings.Split(tag, ":")
	p := piece{kind: 'f', text: strings.TrimSpace(parts[len(parts)-1])}
	for i := len(parts) - 2; i >= 0; i-- {
		p.filters = append(p.filters, strings.TrimSpace(parts[i]))
	}
	t.pieces = append(t.pieces, p)
}

// filler fills a template in.
type filler interface {
	holds(field string) bool                    // whether a section of the field is shown
	fill(field string, filters []string) string // what stands in its place
}

// render fills a template in, up to limit bytes; cut reports whether there was
// more.
func (t *template) render(f filler, limit int) (text string, cut bool) {
	var b strings.Builder
	for i := 0; i < len(t.pieces); i++ {
		switch p := &t.pieces[i]; p.kind {
		case 0:
			b.WriteString(p.text)
		case 'f':
			b.WriteString(f.fill(p.text, p.filters))
		case '#', '^':
			if f.holds(p.text) != (p.kind == '#') {
				i = p.end
			}
		}
		if b.Len() > limit {
			return "", true
		}
	}
	return b.String(), false
}

// uses reports whether a template shows a field.
func (t *template) uses(field string) bool {
	for _, p := range t.pieces {
		if p.kind == 'f' && p.text == field {
			return true
		}
	}
	return false
}
