// Package delimited cuts texts into rows and fields at a separator, as programs
// that save tables write them, and finds the separator. The readers of
// flashcards and of questions share it. It knows neither.
package delimited

import (
	"strings"

	"chartroom/content/parse"
)

// Rows cuts a text into rows and fields. Quotes work as in RFC 4180, and are
// forgiven where people wrote them without that meaning.
type Rows struct {
	Text      string
	Pos       int // where the next row begins, in bytes
	Separator byte

	// Say hears of problems at a byte of the text, with a rule such as
	// "quote-not-closed"; nil = this is only a sample, which may end in a field.
	Say func(severity parse.Severity, at int, rule, format string, args ...any)

	unclosed int // quotes that were never closed
}

// unclosedQuotes is after how many of them quotes mean nothing any more: each
// costs a look at a whole megabyte.
const unclosedQuotes = 10

// Row is one row.
type Row struct {
	Fields []string // trimmed
	At     []int    // where each begins, in bytes
}

// Get is a field, or "" where there is none; -1 is no column.
func (r Row) Get(column int) string {
	if column < 0 || column >= len(r.Fields) {
		return ""
	}
	return r.Fields[column]
}

// Place is where a field begins, or the last one where there is none.
func (r Row) Place(column int) int {
	if column < 0 || column >= len(r.At) {
		return r.At[len(r.At)-1]
	}
	return r.At[column]
}

func (r *Rows) say(severity parse.Severity, at int, rule, format string, args ...any) {
	if r.Say != nil {
		r.Say(severity, at, rule, format, args...)
	}
}

// Next is the next row that is not blank. Rows that break a limit are reported
// and left out.
func (r *Rows) Next() (Row, bool) {
	for r.Pos < len(r.Text) {
		end := r.lineEnd(r.Pos)
		if strings.TrimSpace(r.Text[r.Pos:min(end, r.Pos+64)]) == "" && strings.TrimSpace(r.Text[r.Pos:end]) == "" {
			r.Pos = min(end+1, len(r.Text))
			continue
		}
		if found, ok := r.read(); ok {
			return found, true
		}
	}
	return Row{}, false
}

func (r *Rows) lineEnd(from int) int {
	if i := strings.IndexByte(r.Text[from:], '\n'); i >= 0 {
		return from + i
	}
	return len(r.Text)
}

// read reads the row at pos and moves behind it.
func (r *Rows) read() (found Row, ok bool) {
	start := r.Pos
	skip := func() { r.Pos = min(r.lineEnd(max(start, r.Pos))+1, len(r.Text)) }
	for {
		if len(found.Fields) == parse.Limits.Columns {
			r.say(parse.Error, start, "too-many-columns", "This row has more than %d columns, so it was left out.", parse.Limits.Columns)
			skip()
			return Row{}, false
		}
		field, at, end, fine := r.field()
		if !fine {
			// Go on in the line after the one where the quote opened.
			r.say(parse.Error, at, "quote-not-closed", "This quotation mark opens a field that is not closed within %s, so the row was left out.", parse.Size(int64(parse.Limits.Question)))
			if r.unclosed++; r.unclosed == unclosedQuotes {
				r.say(parse.Warning, at, "quote-not-closed", "From here on, quotation marks are read as text.")
			}
			r.Pos = min(r.lineEnd(at)+1, len(r.Text))
			return Row{}, false
		}
		if len(field) > parse.Limits.Question {
			r.say(parse.Error, start, "field-too-long", "This row has a field of %s; one may have %s. The row was left out.", parse.Size(int64(len(field))), parse.Size(int64(parse.Limits.Question)))
			r.Pos = end
			skip()
			return Row{}, false
		}
		found.Fields = append(found.Fields, field)
		found.At = append(found.At, at)
		if end >= len(r.Text) || r.Text[end] == '\n' {
			r.Pos = min(end+1, len(r.Text))
			return found, true
		}
		r.Pos = end + 1
	}
}

// field reads the field at pos: its text, where it begins, and where its
// separator or line end is. It is not fine when a quote is never closed.
func (r *Rows) field() (field string, at, end int, fine bool) {
	at = r.Pos
	for at < len(r.Text) && (r.Text[at] == ' ' || r.Text[at] == '\t') && r.Text[at] != r.Separator {
		at++
	}
	if at < len(r.Text) && r.Text[at] == '"' && r.unclosed < unclosedQuotes {
		field, end, state := r.quoted(at)
		switch state {
		case closed:
			return strings.TrimSpace(field), at, end, true
		case open:
			return "", at, at, false
		}
		r.say(parse.Warning, at, "quote-in-text", "A quotation mark begins this field, but not the whole field is in quotes; it was read as written.")
	}
	for end = at; end < len(r.Text) && r.Text[end] != r.Separator && r.Text[end] != '\n'; {
		end++
	}
	return strings.TrimSpace(r.Text[at:end]), at, end, true
}

// How a quoted field may turn out.
type quote int

const (
	closed quote = iota
	open         // no closing quote within the limit
	stray        // a quote inside that is neither doubled nor at the end
)

// quoted reads a field that begins with a quote at an offset.
func (r *Rows) quoted(at int) (field string, end int, state quote) {
	limit := min(len(r.Text), at+parse.Limits.Question)
	doubled := false
	for i := at + 1; ; {
		n := strings.IndexByte(r.Text[i:limit], '"')
		switch {
		case n < 0 && r.Say == nil: // a sample, which may end in a field
			return r.Text[at+1 : limit], limit, closed
		case n < 0:
			return "", limit, open
		}
		i += n
		if i+1 < len(r.Text) && r.Text[i+1] == '"' {
			doubled = true
			i += 2
			if i > limit {
				return "", limit, open
			}
			continue
		}
		field = r.Text[at+1 : i]
		for end = i + 1; end < len(r.Text) && r.Text[end] == ' ' && r.Separator != ' '; end++ {
		}
		if end < len(r.Text) && r.Text[end] != r.Separator && r.Text[end] != '\n' {
			return "", end, stray
		}
		if doubled {
			field = strings.ReplaceAll(field, `""`, `"`)
		}
		return field, end, closed
	}
}
