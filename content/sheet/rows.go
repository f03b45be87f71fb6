package sheet

import (
	"strings"

	"chartroom/content/parse"
)

// rows cuts a text into rows and fields. Quotes work as in RFC 4180, and are
// forgiven where people wrote them without that meaning.
type rows struct {
	reader    *reader // hears of problems; nil = this is only a sample
	text      string
	pos       int
	separator byte
	unclosed  int // quotes that were never closed
}

// unclosedQuotes is after how many of them quotes mean nothing any more: each
// costs a look at a whole megabyte.
const unclosedQuotes = 10

// row is one row: its fields, trimmed, and where each begins.
type row struct {
	fields []string
	at     []int
}

// get is a field, or "" where there is none; -1 is no column.
func (r row) get(column int) string {
	if column < 0 || column >= len(r.fields) {
		return ""
	}
	return r.fields[column]
}

// place is where a field begins, or the row's end.
func (r row) place(column int) int {
	if column < 0 || column >= len(r.at) {
		return r.at[len(r.at)-1]
	}
	return r.at[column]
}

func (r *rows) say(severity parse.Severity, at int, rule, format string, args ...any) {
	if r.reader != nil {
		r.reader.say(severity, at, rule, "", format, args...)
	}
}

// next is the next row that is not blank. Rows that break a limit are reported
// and left out.
func (r *rows) next() (row, bool) {
	for r.pos < len(r.text) {
		end := r.lineEnd(r.pos)
		if strings.TrimSpace(r.text[r.pos:min(end, r.pos+64)]) == "" && strings.TrimSpace(r.text[r.pos:end]) == "" {
			r.pos = min(end+1, len(r.text))
			continue
		}
		if found, ok := r.read(); ok {
			return found, true
		}
	}
	return row{}, false
}

func (r *rows) lineEnd(from int) int {
	if i := strings.IndexByte(r.text[from:], '\n'); i >= 0 {
		return from + i
	}
	return len(r.text)
}

// read reads the row at pos and moves behind it.
func (r *rows) read() (found row, ok bool) {
	start := r.pos
	skip := func() { r.pos = min(r.lineEnd(max(start, r.pos))+1, len(r.text)) }
	for {
		if len(found.fields) == parse.Limits.Columns {
			r.say(parse.Error, start, "sheet-too-many-columns", "This row has more than %d columns, so it was left out.", parse.Limits.Columns)
			skip()
			return row{}, false
		}
		field, at, end, fine := r.field()
		if !fine {
			// Go on in the line after the one where the quote opened.
			r.say(parse.Error, at, "sheet-quote-not-closed", "This quotation mark opens a field that is not closed within %s, so the row was left out.", parse.Size(int64(parse.Limits.Question)))
			if r.unclosed++; r.unclosed == unclosedQuotes {
				r.say(parse.Warning, at, "sheet-quote-not-closed", "From here on, quotation marks are read as text.")
			}
			r.pos = min(r.lineEnd(at)+1, len(r.text))
			return row{}, false
		}
		if len(field) > parse.Limits.Question {
			r.say(parse.Error, start, "sheet-field-too-long", "This row has a field of %s; one may have %s. The row was left out.", parse.Size(int64(len(field))), parse.Size(int64(parse.Limits.Question)))
			r.pos = end
			skip()
			return row{}, false
		}
		found.fields = append(found.fields, field)
		found.at = append(found.at, at)
		if end >= len(r.text) || r.text[end] == '\n' {
			r.pos = min(end+1, len(r.text))
			return found, true
		}
		r.pos = end + 1
	}
}

// field reads the field at pos: its text, where it begins, and where its
// separator or line end is. It is not fine when a quote is never closed.
func (r *rows) field() (field string, at, end int, fine bool) {
	at = r.pos
	for at < len(r.text) && (r.text[at] == ' ' || r.text[at] == '\t') && r.text[at] != r.separator {
		at++
	}
	if at < len(r.text) && r.text[at] == '"' && r.unclosed < unclosedQuotes {
		field, end, state := r.quoted(at)
		switch state {
		case closed:
			return strings.TrimSpace(field), at, end, true
		case open:
			return "", at, at, false
		}
		r.say(parse.Warning, at, "sheet-quote-in-text", "A quotation mark begins this field, but not the whole field is in quotes; it was read as written.")
	}
	for end = at; end < len(r.text) && r.text[end] != r.separator && r.text[end] != '\n'; {
		end++
	}
	return strings.TrimSpace(r.text[at:end]), at, end, true
}

// How a quoted field may turn out.
type quote int

const (
	closed quote = iota
	open         // no closing quote within the limit
	stray        // a quote inside that is neither doubled nor at the end
)

// quoted reads a field that begins with a quote at an offset.
func (r *rows) quoted(at int) (field string, end int, state quote) {
	limit := min(len(r.text), at+parse.Limits.Question)
	doubled := false
	for i := at + 1; ; {
		n := strings.IndexByte(r.text[i:limit], '"')
		switch {
		case n < 0 && r.reader == nil: // a sample, which may end in a field
			return r.text[at+1 : limit], limit, closed
		case n < 0:
			return "", limit, open
		}
		i += n
		if i+1 < len(r.text) && r.text[i+1] == '"' {
			doubled = true
			i += 2
			if i > limit {
				return "", limit, open
			}
			continue
		}
		field = r.text[at+1 : i]
		for end = i + 1; end < len(r.text) && r.text[end] == ' ' && r.separator != ' '; end++ {
		}
		if end < len(r.text) && r.text[end] != r.separator && r.text[end] != '\n' {
			return "", end, stray
		}
		if doubled {
			field = strings.ReplaceAll(field, `""`, `"`)
		}
		return field, end, closed
	}
}
