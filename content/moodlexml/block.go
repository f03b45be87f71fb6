package moodlexml

import (
	"html"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"

	"chartroom/content/parse"
)

// decode makes text of a file: by the encoding that its first line declares,
// where the bytes are not Unicode, and otherwise as parse.Decode finds.
func decode(data []byte) (text, encoding string, problems []parse.Problem, err error) {
	head := data[:min(len(data), 200)]
	if declared, ok := declaredEncoding(string(head)); ok && len(data) <= parse.Limits.Embedding && !utf8.Valid(data) {
		if e, err := htmlindex.Get(declared); err == nil {
			if name, _ := htmlindex.Name(e); !strings.HasPrefix(name, "utf-") {
				if decoded, err := e.NewDecoder().Bytes(data); err == nil {
					data = decoded
				}
			}
		}
	}
	return parse.DecodeEmbedding(data)
}

// declaredEncoding is what <?xml encoding="..."?> says.
func declaredEncoding(head string) (string, bool) {
	head, _, ok := strings.Cut(head, "?>")
	if !ok || !strings.HasPrefix(strings.TrimSpace(head), "<?xml") {
		return "", false
	}
	_, rest, ok := strings.Cut(head, "encoding")
	rest = strings.TrimLeft(rest, " =\t\n\r")
	if !ok || rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return "", false
	}
	name, _, ok := strings.Cut(rest[1:], rest[:1])
	return name, ok
}

// Looks says how much a file's beginning looks like Moodle's XML: 2 = only it
// has what was seen, 1 = it may be, 0 = no.
func Looks(head string) int {
	if !strings.HasPrefix(strings.TrimSpace(head), "<") {
		return 0
	}
	score := 0
	for i := 0; ; i++ {
		n := strings.IndexByte(head[i:], '<')
		if n < 0 {
			return score
		}
		switch i += n; {
		case isTag(head[i:], "<quiz"):
			score = 1
		case isTag(head[i:], "<question"):
			if tag, _, _ := strings.Cut(head[i:], ">"); score > 0 || strings.Contains(tag, "type") {
				return 2
			}
		}
	}
}

// place is an offset with its line and column, both from 1.
type place struct{ offset, line, column int }

// to is the place of another offset; one before p is taken for p. Counting on
// from the question's beginning keeps a file that is one long line cheap.
func (p place) to(text string, offset int) place {
	offset = min(max(offset, p.offset), len(text))
	between := text[p.offset:offset]
	if n := strings.Count(between, "\n"); n > 0 {
		p.line += n
		p.column = 1
		between = between[strings.LastIndexByte(between, '\n')+1:]
	}
	p.column += utf8.RuneCountInString(between)
	p.offset = offset
	return p
}

// finder finds the next mark after ever later offsets, in one pass.
type finder struct {
	mark string
	at   int // of the last mark found; past the text = there is none
}

// find is where the next mark begins, or -1.
func (f *finder) find(text string, from int) int {
	if f.at < from {
		f.at = len(text) + 1
		if n := strings.Index(text[from:], f.mark); n >= 0 {
			f.at = from + n
		}
	}
	if f.at > len(text) {
		return -1
	}
	return f.at
}

// block is a <question> with all in it.
type block struct {
	start, end int
	closed     bool // by </question>, and not by the next question
}

const (
	commentMark = "<!--"
	cdataMark   = "<![CDATA["
)

// next finds the next question at or after an offset.
func (r *reader) next(i int) (block, bool) {
	text, start := r.text, -1
	for {
		n := strings.IndexByte(text[i:], '<')
		if n < 0 {
			break
		}
		i += n
		switch s := text[i:]; {
		case strings.HasPrefix(s, commentMark):
			i += len(commentMark)
			if end := r.comment.find(text, i); end >= 0 {
				if start < 0 && r.atHead {
					r.headLine(text[i:end], i)
				}
				i = end + 3
			}
		case strings.HasPrefix(s, cdataMark):
			i += len(cdataMark)
			if end := r.cdata.find(text, i); end >= 0 && !r.torn(i, end) {
				i = end + 3
			}
		case isTag(s, "<question"):
			if start >= 0 {
				return block{start: start, end: i}, true
			}
			start = i
			i += len("<question")
		case isTag(s, "</question") && start >= 0:
			if n = strings.IndexByte(s, '>'); n < 0 {
				n = len(s) - 1
			}
			return block{start, i + n + 1, true}, true
		default:
			i++
		}
	}
	return block{start: start, end: len(text)}, start >= 0
}

// isTag reports whether s begins with a tag: its name goes no further.
func isTag(s, tag string) bool {
	if !strings.HasPrefix(s, tag) || len(s) == len(tag) {
		return false
	}
	switch s[len(tag)] {
	case '>', ' ', '/', '\n', '\t':
		return true
	}
	return false
}

// torn reports whether a CDATA section runs over the end of its question into
// another one, because its own end is missing.
func (r *reader) torn(from, end int) bool {
	i := r.closing.find(r.text, from)
	if i < 0 || i >= end {
		return false
	}
	i = r.opening.find(r.text, i)
	return i >= 0 && i < end
}

// longestHead is how long a line of a head may be, in bytes (our own proposal).
const longestHead = 500

// headLine takes a comment before the first question.
func (r *reader) headLine(comment string, at int) {
	if len(comment) > 10*longestHead { // escaped, it may be longer
		return
	}
	key, value, ok := strings.Cut(comment, ":")
	value = clean(html.UnescapeString(value))
	if ok && len(oneLine(value)) <= longestHead {
		if complaint := r.head.Set(key, value); complaint != "" {
			p := r.place.to(r.text, at)
			r.problems.Add(parse.Problem{Line: p.line, Column: p.column, Severity: parse.Warning, Rule: "moodle-xml-date", Message: complaint})
		}
	}
}

// settleHead fills the bank's fields.
func (r *reader) settleHead() {
	if r.head.Name != "" {
		r.bank.Name = r.head.Name
	}
	r.bank.Source, r.bank.Licence, r.bank.Language = r.head.Source, r.head.Licence, r.head.Language
	r.bank.Version = r.head.Edition()
}
