package codeset

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/charmap"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// Limits of markup (our own proposals; the official files are 12 deep).
const (
	mostDepth = 100
	mostToken = 1 << 20 // bytes of a tag or a text
)

// markup reads the tags and texts of an XML file as a stream. It opens no other
// file and knows no entities of the file's own.
type markup struct {
	tokens *xml.Decoder
	guard  *guard
	depth  int
	start  xml.StartElement // the tag that was read last, if it begins an element
}

func newMarkup(r io.Reader) *markup {
	m := &markup{guard: &guard{from: bufio.NewReaderSize(r, 32<<10)}}
	m.tokens = xml.NewDecoder(m.guard)
	m.tokens.CharsetReader = charset
	return m
}

// charset reads the encodings that the official files claim to have. UTF-16 has
// been made UTF-8 before.
func charset(name string, in io.Reader) (io.Reader, error) {
	switch strings.ToLower(name) {
	case "us-ascii", "ascii", "utf-16", "utf8":
		return in, nil
	case "iso-8859-1", "latin1", "windows-1252", "cp1252":
		return charmap.Windows1252.NewDecoder().Reader(in), nil
	}
	return nil, fmt.Errorf("the encoding %s is not known", parse.Excerpt(name, 40))
}

// guard bounds how much is read for one tag or text.
type guard struct {
	from *bufio.Reader
	used int
}

var errToken = fmt.Errorf("a tag or a text is longer than %s; it is no official file, so it was not read further", parse.Size(mostToken))

func (g *guard) ReadByte() (byte, error) {
	if g.used++; g.used > mostToken {
		return 0, errToken
	}
	return g.from.ReadByte()
}

func (g *guard) Read(p []byte) (int, error) {
	if g.used > mostToken {
		return 0, errToken
	}
	n, err := g.from.Read(p[:min(len(p), 4096)])
	g.used += n
	return n, err
}

// next goes to the next tag or text. The error at the end of the root is io.EOF.
func (m *markup) next() (xml.Token, error) {
	m.guard.used = 0
	token, err := m.tokens.Token()
	switch t := token.(type) {
	case xml.StartElement:
		if m.depth++; m.depth > mostDepth {
			return nil, fmt.Errorf("line %s: elements stand in each other more than %d deep; it is no official file, so it was not read further", quiz.Thousands(m.line()), mostDepth)
		}
		m.start = t
	case xml.EndElement:
		if m.depth--; m.depth == 0 {
			return token, nil
		}
	}
	return token, err
}

// line is the line that is read, from 1.
func (m *markup) line() int {
	line, _ := m.tokens.InputPos()
	return line
}

// attr is an attribute of the tag that was read last, or "".
func (m *markup) attr(name string) string {
	for _, a := range m.start.Attr {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// text is the text of the element that has just begun, up to its end, with one
// blank between words. Of a text that an addenda changed, it is the new one.
func (m *markup) text() (string, error) { return m.pieces(nil) }

// pieces is text; the texts of the elements that piece takes are not part of it.
func (m *markup) pieces(piece func(name, text string) bool) (string, error) {
	var b strings.Builder
	for depth := m.depth; m.depth >= depth; {
		token, err := m.next()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.CharData:
			if b.Len()+len(t) > mostToken {
				return "", errToken
			}
			b.Write(t)
		case xml.StartElement:
			name := t.Name.Local
			inner, err := m.pieces(nil)
			if err != nil {
				return "", err
			}
			if name == "old" || piece != nil && piece(name, inner) {
				b.WriteByte(' ')
				continue
			}
			b.WriteString(inner)
		}
	}
	return words(b.String()), nil
}

// skip goes to the end of the element that has just begun.
func (m *markup) skip() error {
	for depth := m.depth; m.depth >= depth; {
		if _, err := m.next(); err != nil {
			return err
		}
	}
	return nil
}

// children gives the elements in the one that has just begun, with their texts.
func (m *markup) children(each func(name, text string)) error {
	used := 0
	for depth := m.depth; m.depth >= depth; {
		token, err := m.next()
		if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		text, err := m.text()
		if err != nil {
			return err
		}
		if used += len(text) + 16; used > mostToken {
			return errToken
		}
		m.start = start
		each(start.Name.Local, text)
	}
	return nil
}

// words is a text with one blank between its words and none around them.
func words(s string) string {
	if !strings.ContainsAny(s, "\n\t\r") && !strings.Contains(s, "  ") {
		return strings.Trim(s, " ")
	}
	return strings.Join(strings.Fields(s), " ")
}

// elements reads the file: begin hears of every element that begins, and reads
// it or leaves its insides to come; end hears of those that end. where says in
// which part of the book the reader is, for the message of a file that ends
// there.
func (r *reading) elements(begin func(*markup, string) error, end func(name string) error, where func() string) error {
	in, err := r.in()
	if err != nil {
		return err
	}
	m := newMarkup(in)
	for {
		token, err := m.next()
		if err == nil {
			err = r.ctx.Err()
		}
		if err == nil {
			switch t := token.(type) {
			case xml.StartElement:
				err = begin(m, t.Name.Local)
			case xml.EndElement:
				if err = end(t.Name.Local); err == nil && m.depth == 0 {
					return nil
				}
			}
		}
		if err != nil {
			return m.wrong(err, where())
		}
	}
}

// wrong says in words why a file could not be read.
func (m *markup) wrong(err error, where string) error {
	if where != "" {
		where = ", in " + where
	}
	var bad *xml.SyntaxError
	switch {
	case err == io.EOF, errors.As(err, &bad) && bad.Msg == "unexpected EOF":
		return fmt.Errorf("the file ends in the middle, at line %s%s; what comes after it is missing. Download it again", quiz.Thousands(m.line()), where)
	case bad != nil:
		return fmt.Errorf("line %s is damaged%s (%s); download the file again", quiz.Thousands(bad.Line), where, bad.Msg)
	}
	return err
}

// damaged is what a count says that does not fit.
func (m *markup) damaged(format string, args ...any) error {
	for i, arg := range args {
		if text, ok := arg.(string); ok {
			args[i] = parse.Excerpt(text, 60)
		}
	}
	return fmt.Errorf("line %s: %s. The file is damaged, or was changed; download it again", quiz.Thousands(m.line()), fmt.Sprintf(format, args...))
}
