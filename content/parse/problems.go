package parse

import (
	"fmt"
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

// Lines turns places in a text into lines and columns.
type Lines struct {
	text   string
	starts []int // byte offset of every line; built at the first question
}

// NewLines is the lines of a text whose line ends are "\n".
func NewLines(text string) *Lines { return &Lines{text: text} }

// At is the line (from 1) and the column (from 1, in characters) of the byte at
// offset; an offset past the end is taken for the end.
func (l *Lines) At(offset int) (line, column int) {
	if l.starts == nil {
		l.starts = append(make([]int, 0, strings.Count(l.text, "\n")+1), 0)
		for i := 0; ; {
			n := strings.IndexByte(l.text[i:], '\n')
			if n < 0 {
				break
			}
			i += n + 1
			l.starts = append(l.starts, i)
		}
	}
	offset = max(0, min(offset, len(l.text)))
	line = sort.SearchInts(l.starts, offset+1)
	return line, utf8.RuneCountInString(l.text[l.starts[line-1]:offset]) + 1
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
