package revlog

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf8"

	"chartroom/content/parse"
	"chartroom/quiz/srs"
)

// Read calls each for every answer of a log, in the order of the file. A line
// that cannot be read is a problem with its line and column, and is left out;
// answers that Anki made by itself (ease 0) are left out in silence. An error
// means that the file is no log of reviews, is too large, or that reading or
// each failed. report hears of the bytes read; it and total, the length of the
// file, may be left out.
func Read(ctx context.Context, r io.Reader, total int64, each func(Entry) error, report parse.Report) ([]parse.Problem, error) {
	rd := reader{lines: bufio.NewReaderSize(r, 1<<16)}
	if err := rd.head(); err != nil {
		return nil, err
	}
	for n := 0; ; {
		line, err := rd.line()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if rd.number%8192 == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if report != nil {
				report(int(rd.bytes), int(total))
			}
		}
		entry, kept := rd.entry(line)
		if !kept {
			continue
		}
		if n++; n > MostEntries {
			return nil, fmt.Errorf("the file has more than %d answers; at most so many can be read", MostEntries)
		}
		if err := each(entry); err != nil {
			return nil, err
		}
	}
	if report != nil {
		report(int(rd.bytes), int(rd.bytes))
	}
	return rd.problems.List(), ctx.Err()
}

// reader is a file being read.
type reader struct {
	lines    *bufio.Reader
	long     []byte // a line that is longer than the reader's own buffer
	number   int    // of the last line, from 1
	bytes    int64  // read so far
	problems parse.Problems

	separator byte
	columns   [width]int // where each stands, from 0; -1 = nowhere
	names     [width]string
	last      int // the last of them
	current   []byte
	fields    [width]field
}

// The columns, as places in reader.columns.
const (
	card = iota
	at
	rating
	state
	took
	width
)

// called are the names of the columns, first those that are preferred.
var called = [width][]string{
	card:   {"card_id", "cid", "card"},
	at:     {"review_time", "id"},
	rating: {"review_rating", "rating", "ease", "grade", "button_chosen"},
	state:  {"review_state", "state", "type"},
	took:   {"review_duration", "duration_ms", "duration", "time"},
}

// field is what stands in a column of a line.
type field struct {
	text  []byte
	start int // where it begins, in bytes
	there bool
}

// line is the next line without its end; io.EOF after the last.
func (r *reader) line() ([]byte, error) {
	r.long = r.long[:0]
	for {
		piece, err := r.lines.ReadSlice('\n')
		r.bytes += int64(len(piece))
		if r.bytes > parse.Limits.File {
			return nil, fmt.Errorf("the file is longer than %s; at most so much can be read", parse.Size(parse.Limits.File))
		}
		if err == bufio.ErrBufferFull || len(r.long) > 0 {
			if len(r.long)+len(piece) > parse.Limits.Question {
				return nil, fmt.Errorf("line %d is longer than %s; this is no log of reviews", r.number+1, parse.Size(int64(parse.Limits.Question)))
			}
			r.long = append(r.long, piece...)
			piece = r.long
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && len(piece) == 0:
			return nil, io.EOF
		case err != nil && err != io.EOF:
			return nil, fmt.Errorf("the file could not be read: %w", err)
		}
		r.number++
		return bytes.TrimRight(piece, "\r\n"), nil
	}
}

// head reads the names of the columns.
func (r *reader) head() error {
	start, err := r.lines.Peek(512)
	switch {
	case len(start) == 0 && errors.Is(err, io.EOF):
		return parse.ErrEmpty
	case len(start) == 0:
		return fmt.Errorf("the file could not be read: %w", err)
	}
	if what := parse.Binary(start); what != "" {
		return fmt.Errorf("this is %s, not a log of reviews", what)
	}
	if bytes.IndexByte(start, 0) >= 0 {
		return errors.New("the file is not text in UTF-8; save it as CSV in UTF-8")
	}
	line, err := r.line()
	for err == nil && len(bytes.TrimSpace(line)) == 0 {
		line, err = r.line()
	}
	if err == io.EOF {
		return parse.ErrEmpty
	}
	if err != nil {
		return err
	}
	return r.nameColumns(strings.TrimPrefix(string(line), "\uFEFF"))
}

// nameColumns finds the columns by the names in the first line.
func (r *reader) nameColumns(line string) error {
	r.separator = ','
	for _, s := range []byte{';', '\t'} {
		if strings.Count(line, string(s)) > strings.Count(line, string(r.separator)) {
			r.separator = s
		}
	}
	titles := strings.Split(line, string(r.separator))
	if len(titles) > parse.Limits.Columns {
		return fmt.Errorf("line %d has %d columns; at most %d can be read", r.number, len(titles), parse.Limits.Columns)
	}
	place := map[string]int{}
	for i, title := range titles {
		title = strings.ToLower(strings.Trim(strings.TrimSpace(title), `"`))
		if _, twice := place[title]; !twice {
			place[title] = i
		}
	}
	for c, names := range called {
		r.columns[c] = -1
		for _, name := range names {
			if i, there := place[name]; there {
				r.columns[c], r.names[c], r.last = i, name, max(r.last, i)
				break
			}
		}
		if r.columns[c] < 0 && c <= rating {
			return fmt.Errorf("line %d names no column %s; a log of reviews has the columns %s, %s and %s",
				r.number, names[0], called[card][0], called[at][0], called[rating][0])
		}
	}
	return nil
}

// entry reads a line; false when it holds no answer.
func (r *reader) entry(line []byte) (e Entry, kept bool) {
	if len(bytes.TrimSpace(line)) == 0 {
		return e, false
	}
	if complaint := r.split(line); complaint != "" {
		r.complain(nil, complaint)
		return e, false
	}
	grade, good := r.number64(rating, 0, 255)
	if !good {
		return e, false
	}
	if grade == 0 && r.names[rating] == "ease" {
		return e, false
	}
	if grade < int64(srs.Again) || grade > int64(srs.Easy) {
		r.complain(&r.fields[rating], fmt.Sprintf("%s is %d; it must be 1 (again), 2 (hard), 3 (good) or 4 (easy)", r.names[rating], grade))
		return e, false
	}
	e.Grade = srs.Grade(grade)
	if e.Card, good = r.number64(card, math.MinInt64, math.MaxInt64); !good {
		return e, false
	}
	if e.At, good = r.number64(at, 0, LatestTime); !good {
		return e, false
	}
	e.State, e.Took = r.state(), r.took()
	return e, true
}

// split finds the fields of the columns in a line. The complaint is a sentence,
// or "".
func (r *reader) split(line []byte) (complaint string) {
	column, start := 0, 0
	r.current = line
	clear(r.fields[:])
	for start <= len(line) && column <= r.last {
		end, inside := start, line[start:]
		if start < len(line) && line[start] == '"' {
			inside = inside[1:]
			closing := bytes.IndexByte(inside, '"')
			for closing >= 0 && closing+1 < len(inside) && inside[closing+1] == '"' { // a quote written twice
				next := bytes.IndexByte(inside[closing+2:], '"')
				if next < 0 {
					closing = -1
					break
				}
				closing += 2 + next
			}
			if closing < 0 {
				return "a quotation mark is not closed in its line"
			}
			inside, end = inside[:closing], start+closing+2
		}
		if more := bytes.IndexByte(line[end:], r.separator); more >= 0 {
			end += more
		} else {
			end = len(line)
		}
		if start == len(line) || line[start] != '"' {
			inside = line[start:end]
		}
		for c, place := range r.columns {
			if place == column {
				r.fields[c] = field{bytes.TrimSpace(inside), start, true}
			}
		}
		column, start = column+1, end+1
	}
	return ""
}

// number64 is the whole number in a column, from low to high; else a problem
// says what is wrong.
func (r *reader) number64(c int, low, high int64) (int64, bool) {
	f := &r.fields[c]
	if !f.there || len(f.text) == 0 {
		r.complain(f, r.names[c]+" is missing")
		return 0, false
	}
	n, ok := whole(f.text)
	switch {
	case !ok:
		r.complain(f, fmt.Sprintf("%s is %q; it must be a whole number", r.names[c], parse.Excerpt(string(f.text), 40)))
	case n < low || n > high:
		r.complain(f, fmt.Sprintf("%s is %d; it must lie between %d and %d", r.names[c], n, low, high))
		ok = false
	}
	return n, ok
}

// whole reads a whole number that an int64 holds; ".0" after it is let pass,
// as spreadsheets write it.
func whole(text []byte) (int64, bool) {
	digits, negative := text, false
	if digits[0] == '-' || digits[0] == '+' {
		digits, negative = digits[1:], digits[0] == '-'
	}
	if i := bytes.IndexByte(digits, '.'); i > 0 && len(bytes.Trim(digits[i+1:], "0")) == 0 {
		digits = digits[:i]
	}
	var n uint64
	for _, d := range digits {
		if d < '0' || d > '9' || n > math.MaxInt64/10 {
			return 0, false
		}
		n = n*10 + uint64(d-'0')
	}
	switch {
	case len(digits) == 0 || n > math.MaxInt64 && !(negative && n == 1<<63):
		return 0, false
	case negative:
		return -int64(n), true
	}
	return int64(n), true
}

// state is what the card was: of Anki's types 0 is learning, 1 review, 2
// relearning and 3 cramming. What is missing or odd is not known.
func (r *reader) state() State {
	f := r.fields[state]
	if !f.there || len(f.text) != 1 || f.text[0] < '0' || f.text[0] > '4' {
		return New
	}
	s := State(f.text[0] - '0')
	if r.names[state] == "type" && s < Cramming {
		s++
	}
	return s
}

// took is how long the answer took; what is missing or odd is not known.
func (r *reader) took() int32 {
	if f := r.fields[took]; f.there && len(f.text) > 0 {
		if n, ok := whole(f.text); ok && n > 0 && n <= math.MaxInt32 {
			return int32(n)
		}
	}
	return 0
}

// complain adds a problem in a field of the current line, or nil, in the line
// as a whole.
func (r *reader) complain(f *field, message string) {
	if r.problems.Skip() {
		return
	}
	p := parse.Problem{Line: r.number, Severity: parse.Error, Rule: "revlog-line", Message: message + "; this answer is left out"}
	if f != nil && f.there {
		p.Column = 1 + utf8.RuneCount(r.current[:f.start])
	}
	r.problems.Add(p)
}
