package codeset

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// lines gives the lines of a text, without their ends. A line that is no UTF-8
// is read as Windows-1252, which is what CMS calls ISO-8859-1.
type lines struct {
	from   *bufio.Reader
	number int    // of the line that was read last, from 1
	text   string // of that line
	open   bool   // it has no line end: the file may be cut off within it
	ended  bool
	err    error
}

func newLines(r io.Reader) *lines { return &lines{from: bufio.NewReaderSize(r, mostLine)} }

// next goes to the next line that is not blank; false at the end, or on an
// error.
func (l *lines) next() bool {
	for l.err == nil && !l.ended {
		line, err := l.from.ReadSlice('\n')
		if l.ended = err == io.EOF; err != nil && !l.ended {
			l.number++
			l.fail(err)
			return false
		}
		if len(line) == 0 {
			return false
		}
		l.number++
		if l.text, l.err = lineText(line); l.err != nil {
			l.err = fmt.Errorf("line %s %w. The file is damaged, or was changed; download it again", quiz.Thousands(l.number), l.err)
			return false
		}
		if strings.Trim(l.text, " \t\x1A") != "" { // Ctrl+Z ends texts of DOS
			l.open = l.ended
			return true
		}
	}
	return false
}

func (l *lines) fail(err error) {
	l.err = err
	if errors.Is(err, bufio.ErrBufferFull) {
		l.err = fmt.Errorf("line %s has more than %s; it is no official file, so it was not read", quiz.Thousands(l.number), parse.Size(mostLine))
	}
}

// errBytes is said of a line.
var errBytes = errors.New("holds bytes that no text has")

// lineText is a line without its end, as text.
func lineText(line []byte) (string, error) {
	for len(line) > 0 && (line[len(line)-1] == '\n' || line[len(line)-1] == '\r') {
		line = line[:len(line)-1]
	}
	for _, c := range line {
		if c == 0 {
			return "", errBytes
		}
	}
	if utf8.Valid(line) {
		return string(line), nil
	}
	out, err := charmap.Windows1252.NewDecoder().Bytes(line)
	return string(out), err
}

// wrong is why a line is not as it should be: it is damaged, or the file ends
// in it.
func (l *lines) wrong(what string) error {
	if l.open {
		return fmt.Errorf("the file ends in the middle of line %s; what comes after it is missing. Download it again", quiz.Thousands(l.number))
	}
	return fmt.Errorf("line %s is not %s: “%s”. The file is damaged, or was changed; download it again", quiz.Thousands(l.number), what, parse.Excerpt(l.text, 60))
}

// fixed is a line whose fields stand in columns.
type fixed struct {
	text  string
	runes []rune // nil where every character is a byte
}

func newFixed(text string) fixed {
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			return fixed{text, []rune(text)}
		}
	}
	return fixed{text: text}
}

// raw is what stands in the columns from and to, both from 1 and both included.
func (f fixed) raw(from, to int) string {
	if f.runes != nil {
		return string(f.runes[min(from-1, len(f.runes)):min(to, len(f.runes))])
	}
	return f.text[min(from-1, len(f.text)):min(to, len(f.text))]
}

// at is raw without blanks around it.
func (f fixed) at(from, to int) string { return strings.TrimSpace(f.raw(from, to)) }

// rest is what stands from a column on.
func (f fixed) rest(from int) string { return f.at(from, mostLine) }
