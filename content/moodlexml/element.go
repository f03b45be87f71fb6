package moodlexml

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"chartroom/content/parse"
)

// Limits of one question (our own proposals; Moodle writes 5 levels and some
// tens of elements).
const (
	deepest     = 32
	mostParts   = 20_000
	longestTag  = 64 << 10 // bytes between < and >
	mostPieces  = 4 << 10  // bytes of words that tags cut into pieces
	longestFile = 40 << 20 // bytes of an embedded file, in base64
)

// element is one element of a question. Of a <text> and of a file, text is the
// content as a text; of others, the character data that stands in them.
type element struct {
	name       string
	attrs      []xml.Attr
	text       string
	at         int // offset of its tag
	inner      int // offset of its content
	end        int // offset of its closing tag
	parent     *element
	parts      []*element
	raw        bool // text: holds markup that is not escaped
	ampersand  bool // text: a & that begins no entity
	undeclared bool // text: an entity that XML does not know
}

// child is the first element of a name in e, or nil.
func (e *element) child(name string) *element {
	if e == nil {
		return nil
	}
	for _, c := range e.parts {
		if c.name == name {
			return c
		}
	}
	return nil
}

// value is the character data of a child, such as <single>, or "".
func (e *element) value(name string) string { return e.child(name).words() }

// words is the text of an element: of its <text>, or else its own. e may be nil.
func (e *element) words() string {
	if e == nil {
		return ""
	}
	if t := e.child("text"); t != nil {
		return strings.Trim(t.text, spaces)
	}
	return strings.Trim(e.text, spaces)
}

// attr is an attribute's value; ok is false when there is none.
func (e *element) attr(name string) (value string, ok bool) {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value), true
		}
	}
	return "", false
}

// source hands a part of the text to the decoder, up to a limit.
type source struct {
	text      string
	at, limit int
}

var errTooLong = errors.New("this is too long")

func (s *source) ReadByte() (byte, error) {
	if s.at >= s.limit {
		if s.limit < len(s.text) {
			return 0, errTooLong
		}
		return 0, io.EOF
	}
	s.at++
	return s.text[s.at-1], nil
}

// Read makes source an io.Reader, which the decoder asks for and does not use.
func (s *source) Read([]byte) (int, error) { return 0, io.EOF }

// seek makes the decoder go on at an offset. It may be called after a start
// tag, when the decoder has read nothing ahead.
func (r *reader) seek(at int) {
	if r.decoder == nil {
		r.decoder = xml.NewDecoder(&r.source)
		r.decoder.Strict = false
		r.decoder.Entity = xml.HTMLEntity
		r.decoder.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	}
	r.source.at = at
	r.base = at - int(r.decoder.InputOffset())
}

// pos is the offset that the decoder has come to.
func (r *reader) pos() int { return r.base + int(r.decoder.InputOffset()) }

// tree reads a question's elements. On failure, it has said why.
func (r *reader) tree(b block) bool {
	r.source.text = r.text[:b.end]
	var top *element
	files := 0 // bytes of embedded files
	for at := b.start; ; {
		if at-b.start-files > parse.Limits.Question {
			r.fail(b.start, "moodle-xml-question-too-long", "This question is longer than %s without its files, so it was left out.", parse.Size(int64(parse.Limits.Question)))
			return false
		}
		words, begin := r.characters(at, b.end)
		if words != "" && !r.addWords(top, words, begin) {
			return false
		}
		t, next, ok := r.nextTag(begin, b)
		switch {
		case !ok && top != nil && top == r.root && begin == b.end && !b.closed:
			r.repair(b.start, "moodle-xml-not-closed", "This question has no </question>; it was read up to the next one.")
			return !r.failed
		case !ok:
			r.sayBroken(begin, top)
			return false
		}
		at = next
		if t.name != "" && !t.closes {
			if top = r.start(t, top, begin, next); top == nil {
				return false
			}
			if at, ok = r.inside(top, t, b.end); !ok {
				return false
			}
			if top.name != "text" {
				files += at - next
			}
		}
		if t.closes || t.empty {
			if top = r.close(t.name, top, begin); top == nil {
				return !r.failed
			}
		}
	}
}

// addWords adds words that stand in an element outside <text>.
func (r *reader) addWords(e *element, words string, at int) bool {
	if e == nil {
		return true
	}
	if e.text += words; len(e.text) > len(words) && len(e.text) > mostPieces {
		r.fail(at, "moodle-xml-broken", "The text in this <%s> is in too many pieces, so the question was left out.", parse.Excerpt(e.name, 40))
		return false
	}
	return true
}

// inside reads what stands in an element whose content is no elements, and
// returns where it goes on: at its end tag, or else where e begins.
func (r *reader) inside(e *element, t tag, end int) (next int, ok bool) {
	switch {
	case t.empty:
	case e.name == "text":
		return r.content(e, end)
	case e.name == "file", e.name == "image_base64":
		n := strings.IndexByte(r.text[e.inner:end], '<')
		if n < 0 || n > longestFile {
			r.fail(e.at, "moodle-xml-broken", "An embedded file is too long or has no end, so this question was left out.")
			return e.inner, false
		}
		e.text = r.text[e.inner : e.inner+n]
		return e.inner + n, true
	}
	return e.inner, true
}

// characters are the words before the next tag, and where it begins.
func (r *reader) characters(at, end int) (words string, tag int) {
	var b strings.Builder
	for {
		n := strings.IndexByte(r.text[at:end], '<')
		if n < 0 {
			n = end - at
		}
		if s := strings.Trim(r.text[at:at+n], spaces); s != "" {
			var e element
			b.WriteString(e.unescape(s))
		}
		at += n
		if !strings.HasPrefix(r.text[at:end], cdataMark) {
			return b.String(), at
		}
		at += len(cdataMark)
		if n = strings.Index(r.text[at:end], "]]>"); n < 0 {
			return b.String(), at - len(cdataMark)
		}
		b.WriteString(strings.Trim(r.text[at:at+n], spaces))
		at += n + 3
	}
}

// tag is a tag, or with an empty name what is none: a comment.
type tag struct {
	name          string
	attrs         []xml.Attr
	closes, empty bool // </name>, <name/>
}

// nextTag reads the tag at an offset, and says where it ends. Those without
// attributes, which are the most, are read here: the decoder takes ten times
// as long.
func (r *reader) nextTag(at int, b block) (t tag, next int, ok bool) {
	switch s := r.text[at:b.end]; {
	case s == "":
		r.err = io.EOF
		return t, at, false
	case strings.HasPrefix(s, commentMark):
		if n := strings.Index(s, "-->"); n >= 0 {
			return t, at + n + 3, true
		}
	}
	i := at + 1
	if i < b.end && r.text[i] == '/' {
		t.closes = true
		i++
	}
	from := i
	for i < b.end && (isLetter(r.text[i]) || r.text[i] == '_' || i > from && r.text[i] >= '0' && r.text[i] <= '9') {
		i++
	}
	t.name = r.text[from:i]
	if i < b.end && !t.closes && r.text[i] == '/' {
		t.empty = true
		i++
	}
	if i < b.end && r.text[i] == '>' && t.name != "" {
		return t, i + 1, true
	}
	return r.decodeTag(at, b)
}

// decodeTag reads a tag by the decoder.
func (r *reader) decodeTag(at int, b block) (t tag, next int, ok bool) {
	r.seek(at)
	r.source.limit = min(at+longestTag, b.end)
	token, err := r.decoder.RawToken()
	if err != nil {
		r.err = err
		return t, at, false
	}
	next = r.pos()
	switch token := token.(type) {
	case xml.StartElement:
		t.name, t.attrs, t.empty = token.Name.Local, token.Attr, r.text[next-2] == '/'
		if t.empty { // its end is a token of its own
			_, _ = r.decoder.RawToken()
		}
	case xml.EndElement:
		t.name, t.closes = token.Name.Local, true
	}
	return t, next, true
}

// sayBroken says where and how the XML is broken.
func (r *reader) sayBroken(at int, top *element) {
	var syntax *xml.SyntaxError
	err := r.err
	if r.decoder != nil {
		at = max(at, r.pos())
		r.decoder = nil // it does not go on after an error
	}
	switch {
	case errors.Is(err, errTooLong):
		r.fail(at, "moodle-xml-broken", "A tag is longer than %s, so this question was left out.", parse.Size(longestTag))
	case errors.As(err, &syntax) && !strings.Contains(syntax.Msg, "EOF"):
		r.fail(at, "moodle-xml-broken", "The XML is broken here (%s), so this question was left out.", syntax.Msg)
	case top != nil:
		r.fail(top.at, "moodle-xml-broken", "The <%s> that begins here has no end, so this question was left out.", parse.Excerpt(top.name, 40))
	default:
		r.fail(at, "moodle-xml-broken", "The file ends inside this question, so it was left out.")
	}
}

// start takes a start tag; nil if there are too many.
func (r *reader) start(t tag, parent *element, at, inner int) *element {
	depth := 0
	for p := parent; p != nil; p = p.parent {
		depth++
	}
	if depth >= deepest || r.used >= mostParts {
		r.fail(at, "moodle-xml-too-deep", "This question has more than %d elements, or more than %d inside one another, so it was left out.", mostParts, deepest)
		return nil
	}
	if r.used == len(r.slab) {
		r.slab = append(r.slab, new(element))
	}
	e := r.slab[r.used]
	r.used++
	*e = element{name: t.name, attrs: t.attrs, at: at, inner: inner, parent: parent, parts: e.parts[:0]}
	e.end = e.inner
	if parent == nil {
		r.root = e
	} else {
		parent.parts = append(parent.parts, e)
	}
	return e
}

// close takes an end tag and is the element that goes on; nil at the end of the
// question.
func (r *reader) close(name string, top *element, at int) *element {
	if top == nil {
		return nil
	}
	e := top
	for e != nil && e.name != name {
		e = e.parent
	}
	switch {
	case e == nil:
		r.repair(at, "moodle-xml-end-tag", "</%s> ends nothing here, and was skipped.", parse.Excerpt(name, 40))
		return top
	case e != top:
		r.repair(top.at, "moodle-xml-end-tag", "<%s> has no end; it was taken to end where <%s> does.", parse.Excerpt(top.name, 40), parse.Excerpt(name, 40))
	}
	e.end = at
	return e.parent
}
