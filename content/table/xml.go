package table

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"chartroom/content/parse"
	"chartroom/content/zipfile"
)

// What xmlReader finds.
const (
	startTag = html.StartTagToken
	endTag   = html.EndTagToken
)

// xmlReader reads the tags and texts of a part of a workbook as a stream. It is
// made of the reader of HTML, which holds no more than one tag or text in
// memory, has a limit for it, opens no other file and knows no entities of the
// file's own. Names come in lower case, without their namespace.
type xmlReader struct {
	ctx    context.Context
	from   io.ReadCloser
	tokens *html.Tokenizer
	kind   html.TokenType
	name   string
	names  map[string]string
	empty  bool // the tag closes itself: its end comes next
	done   int  // bytes read
	err    error

	attrs []attr // of the tag
	texts []byte
}

type attr struct{ name, value string }

func openXML(ctx context.Context, m zipfile.Member) (*xmlReader, error) {
	from, err := m.Open()
	if err != nil {
		return nil, err
	}
	x := &xmlReader{ctx: ctx, from: from, names: map[string]string{}}
	x.tokens = html.NewTokenizer(from)
	x.tokens.SetMaxBuf(2 * parse.Limits.Question)
	x.tokens.AllowCDATA(true)
	return x, nil
}

func (x *xmlReader) close() { x.from.Close() }

// next goes to the next tag or text; false at the end, or on an error.
func (x *xmlReader) next() bool {
	if x.err != nil {
		return false
	}
	if x.empty {
		x.empty, x.kind = false, endTag
		return true
	}
	x.kind = x.tokens.Next()
	before := x.done
	x.done += len(x.tokens.Raw())
	if x.done>>20 != before>>20 { // once a megabyte
		if x.err = x.ctx.Err(); x.err != nil {
			return false
		}
	}
	switch x.kind {
	case html.ErrorToken:
		x.fail(x.tokens.Err())
		return false
	case html.StartTagToken, html.SelfClosingTagToken:
		x.tokens.NextIsNotRawText()
		x.read()
		x.empty = x.kind == html.SelfClosingTagToken
		x.kind = startTag
	case html.EndTagToken:
		x.read()
	}
	return true
}

func (x *xmlReader) fail(err error) {
	switch {
	case err == io.EOF:
	case errors.Is(err, html.ErrBufferExceeded):
		x.err = fmt.Errorf("a text in the workbook is longer than %s, so it was not read further", parse.Size(int64(2*parse.Limits.Question)))
	default:
		x.err = err
	}
}

// read takes a tag's name and attributes.
func (x *xmlReader) read() {
	name, more := x.tokens.TagName()
	x.name = x.local(name)
	x.attrs = x.attrs[:0]
	for more && len(x.attrs) < mostAttrs {
		var key, value []byte
		key, value, more = x.tokens.TagAttr()
		x.attrs = append(x.attrs, attr{x.local(key), string(value)})
	}
}

// mostAttrs is how many attributes of a tag are read (RELIABILITY §3).
const mostAttrs = 64

// local is a name without its namespace.
func (x *xmlReader) local(name []byte) string {
	if known, ok := x.names[string(name)]; ok {
		return known
	}
	local := string(name)
	if i := strings.LastIndexByte(local, ':'); i >= 0 {
		local = local[i+1:]
	}
	if len(x.names) < 1000 {
		x.names[string(name)] = local
	}
	return local
}

// attr is an attribute of the tag that was read last, or "".
func (x *xmlReader) attr(name string) string {
	for _, a := range x.attrs {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

// text is the text of the tags <t> up to the end of the element that has just
// begun; how it is read aloud in Japanese (<rPh>) is none of it. It is as long as
// a question may be, and one byte more where it was cut.
func (x *xmlReader) text(element string) string {
	x.texts = x.texts[:0]
	inside, aloud := false, false
	for x.next() {
		switch {
		case x.kind == html.TextToken && inside && !aloud:
			if len(x.texts) <= parse.Limits.Question {
				x.texts = append(x.texts, x.tokens.Text()...)
			}
		case x.kind == startTag && x.name == "t":
			inside = true
		case x.kind == endTag && x.name == "t":
			inside = false
		case x.kind == startTag && x.name == "rph":
			aloud = true
		case x.kind == endTag && x.name == "rph":
			aloud = false
		case x.kind == endTag && x.name == element:
			return cellText(string(x.texts[:min(len(x.texts), parse.Limits.Question+1)]))
		}
	}
	return cellText(string(x.texts[:min(len(x.texts), parse.Limits.Question+1)]))
}

// raw is the text of the element that has just begun, up to its end.
func (x *xmlReader) raw(element string) string {
	x.texts = x.texts[:0]
	for x.next() {
		switch {
		case x.kind == html.TextToken:
			if len(x.texts) <= parse.Limits.Question {
				x.texts = append(x.texts, x.tokens.Text()...)
			}
		case x.kind == endTag && x.name == element:
			return string(x.texts)
		}
	}
	return string(x.texts)
}

// cellText is a text of a cell: line ends are "\n", and characters that XML
// cannot hold are written _xHHHH_ (ECMA-376, part 1, 22.9.2.19).
func cellText(s string) string {
	if strings.Contains(s, "_x") {
		s = escaped.ReplaceAllStringFunc(s, func(code string) string {
			n, _ := strconv.ParseUint(code[2:6], 16, 16)
			return string(rune(n))
		})
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	if strings.ContainsAny(s, "\r\v\x00") {
		s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\x00", "").Replace(s)
	}
	return strings.TrimSpace(s)
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)
