package parse

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// Problems gathers what a reader has to say, up to Limits.Problems, so that a
// file with a fault in each of a million lines does not fill the memory. The
// zero value is ready to use.
type Problems struct {
	list []Problem
	more int // problems that were dropped
}

// Add keeps a problem, or counts it once there are too many.
func (p *Problems) Add(problem Problem) {
	if !p.Skip() {
		p.list = append(p.list, problem)
	}
}

// Drop takes back what was said of a line by a rule, now that more is known.
func (p *Problems) Drop(line int, rule string) {
	p.list = slices.DeleteFunc(p.list, func(q Problem) bool { return q.Line == line && q.Rule == rule })
}

// Skip counts a problem without keeping it, and reports true, once there are
// too many. Asking first spares working out what it would say.
func (p *Problems) Skip() bool {
	if len(p.list) < Limits.Problems {
		return false
	}
	p.more++
	return true
}

// Len is how many problems there were, dropped ones included.
func (p *Problems) Len() int { return len(p.list) + p.more }

// List is what was kept, in the order of the file; when problems were dropped,
// a last one says how many.
func (p *Problems) List() []Problem {
	sort.SliceStable(p.list, func(i, j int) bool {
		a, b := p.list[i], p.list[j]
		return a.Line < b.Line || a.Line == b.Line && a.Column < b.Column
	})
	if p.more == 0 {
		return p.list
	}
	return append(p.list, Problem{
		Severity: Warning, Rule: "too-many-problems",
		Message: fmt.Sprintf("%d more problems are not listed; mend these first.", p.more),
	})
}

// Lines turns places in a text into lines and columns. It remembers the place
// of every so many bytes, so that neither an export of one long line nor a
// million short ones takes long or much memory.
type Lines struct {
	text  string
	marks []mark // of byte 0, byte marked, byte 2*marked, ...; as far as was asked
}

// mark is the line and the column of a byte, both from 1.
type mark struct{ line, column int32 }

// marked is how many bytes there are from mark to mark.
const marked = 512

// NewLines is the lines of a text whose line ends are "\n".
func NewLines(text string) *Lines { return &Lines{text: text, marks: []mark{{1, 1}}} }

// At is the line (from 1) and the column (from 1, in characters) of the byte at
// offset; an offset past the end is taken for the end.
func (l *Lines) At(offset int) (line, column int) {
	offset = max(0, min(offset, len(l.text)))
	n := offset / marked
	for i := len(l.marks); i <= n; i++ {
		l.marks = append(l.marks, l.marks[i-1].after(l.text[l.start(i-1):l.start(i)]))
	}
	m := l.marks[n].after(l.text[l.start(n):max(offset, l.start(n))])
	return int(m.line), int(m.column)
}

// start is where the character begins that a mark stands for.
func (l *Lines) start(mark int) int {
	at := mark * marked
	for at > 0 && at < len(l.text) && !utf8.RuneStart(l.text[at]) {
		at--
	}
	return at
}

// after is the place behind a text that begins at the mark.
func (m mark) after(text string) mark {
	if lines := strings.Count(text, "\n"); lines > 0 {
		m.line, m.column = m.line+int32(lines), 1
		text = text[strings.LastIndexByte(text, '\n')+1:]
	}
	m.column += int32(utf8.RuneCountInString(text))
	return m
}

// Excerpt is the first characters of a text on one line, for a message: at
// most limit characters, cut with an ellipsis.
func Excerpt(text string, limit int) string {
	if len(text) <= limit && !strings.ContainsAny(text, "\n\t\r") && !strings.Contains(text, "  ") {
		return strings.Trim(text, " ")
	}
	var b strings.Builder
	n, space := 0, false
	for _, r := range text {
		if r == ' ' || r == '\n' || r == '\t' || r == '\r' {
			space = n > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			n++
			space = false
		}
		if n >= limit {
			return strings.TrimSpace(b.String()) + "…"
		}
		b.WriteRune(r)
		n++
	}
	return b.String()
}
