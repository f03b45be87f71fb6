package moodlexml

import (
	"encoding/xml"
	"html"
	"strconv"
	"strings"
	"unicode/utf8"

	"chartroom/content/gift"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// spaces are cut off the ends of every text, as Moodle does.
const spaces = " \t\n\r\v\f"

// content reads what stands in a <text> up to its end tag, and returns where
// that is: CDATA as it is, and entities outside it as the characters they mean;
// but where there is markup outside CDATA, all outside is kept as HTML.
func (r *reader) content(e *element, end int) (next int, ok bool) {
	text := r.text
	fail := func(at int, what string) (int, bool) {
		r.fail(at, "moodle-xml-broken", "The %s that begins here has no end, so this question was left out.", what)
		return 0, false
	}
	i := e.inner
	cdata := false
	for {
		n := strings.IndexByte(text[i:end], '<')
		if n < 0 {
			return fail(e.at, "<text>")
		}
		i += n
		s := text[i:end]
		switch {
		case isTag(s, "</text"):
			if !cdata && !e.raw {
				e.text = e.unescape(text[e.inner:i])
			} else {
				e.text = e.pieces(text[e.inner:i])
			}
			return i, true
		case strings.HasPrefix(s, cdataMark):
			n := strings.Index(s, "]]>")
			if n < 0 {
				return fail(i, "CDATA section")
			}
			cdata = true
			i += n + 3
		case strings.HasPrefix(s, commentMark) && strings.Contains(s, "-->"):
			cdata = true
			i += strings.Index(s, "-->") + 3
		default:
			e.raw = e.raw || len(s) > 1 && (isLetter(s[1]) || s[1] == '/')
			e.ampersand = e.ampersand || !e.raw
			i++
		}
	}
}

// pieces puts together the content of a <text> that has CDATA or markup.
func (e *element) pieces(s string) string {
	var b strings.Builder
	outside := func(s string) {
		if !e.raw {
			s = e.unescape(s)
		}
		b.WriteString(s)
	}
	for {
		i := strings.Index(s, "<!")
		if i < 0 {
			break
		}
		switch rest := s[i:]; {
		case strings.HasPrefix(rest, cdataMark):
			inside, after, _ := strings.Cut(rest[len(cdataMark):], "]]>")
			if between := s[:i]; e.raw || strings.Trim(between, spaces) != "" {
				outside(between)
			}
			b.WriteString(inside)
			s = after
		case strings.HasPrefix(rest, commentMark) && strings.Contains(rest, "-->"):
			outside(s[:i])
			_, s, _ = strings.Cut(rest, "-->")
		default:
			outside(s[:i+2])
			s = s[i+2:]
		}
	}
	if strings.Trim(s, spaces) != "" {
		outside(s)
	}
	return b.String()
}

// longestEntity is how long an entity may be, with & and ;.
const longestEntity = 34

// unescape turns entities into what they mean. Those of HTML are known too,
// which XML does not declare; what is no entity stays as it is. Both are noted.
func (e *element) unescape(s string) string {
	i := strings.IndexByte(s, '&')
	if i < 0 {
		return s
	}
	b := make([]byte, 0, len(s))
	for {
		b = append(b, s[:i]...)
		s = s[i:]
		n := strings.IndexByte(s[:min(len(s), longestEntity)], ';')
		char, ok := "", false
		if n > 0 {
			char, ok = entity(s[1:n])
			switch s[1:n] {
			case "lt", "gt", "amp", "quot", "apos":
			default:
				e.undeclared = e.undeclared || ok && s[1] != '#'
			}
		}
		if ok {
			b = append(b, char...)
			s = s[n+1:]
		} else {
			e.ampersand = true
			b = append(b, '&')
			s = s[1:]
		}
		if i = strings.IndexByte(s, '&'); i < 0 {
			return string(append(b, s...))
		}
	}
}

// entity is the character of a name such as "amp", "nbsp" or "#38".
func entity(name string) (string, bool) {
	digits, ok := strings.CutPrefix(name, "#")
	if !ok {
		if name == "apos" {
			return "'", true
		}
		char, ok := xml.HTMLEntity[name]
		if !ok {
			switch name {
			case "lt":
				return "<", true
			case "gt":
				return ">", true
			case "amp":
				return "&", true
			case "quot":
				return `"`, true
			}
		}
		return char, ok
	}
	base := 10
	if strings.HasPrefix(digits, "x") || strings.HasPrefix(digits, "X") {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n > utf8.MaxRune {
		return "", false
	}
	return string(rune(n)), true
}

// clean cuts spaces off the ends, and characters out that XML cannot hold.
func clean(s string) string {
	return strings.Trim(strings.Map(func(c rune) rune {
		if !holdsRune(c) {
			return -1
		}
		return c
	}, s), spaces)
}

// holdsRune reports whether a character may stand in XML (XML 1.0, section
// 2.2), line ends "\n" only.
func holdsRune(c rune) bool {
	return c == '\n' || c == '\t' || c >= ' ' && c != 0xFFFE && c != 0xFFFF
}

// field is a text with its markup, in full.
type field struct {
	text   string
	markup quiz.Markup // never empty
	at     int
}

// field reads an element that holds a text, with its files; inherited is the
// markup of one without a format. e may be nil.
func (r *reader) field(e *element, inherited quiz.Markup) field {
	f := field{markup: effective(inherited)}
	if e == nil {
		return f
	}
	f.at = e.at
	if format, ok := e.attr("format"); ok {
		f.markup = r.markup(format, e.at)
	}
	t := e.child("text")
	switch {
	case t != nil:
		f.text = t.text
		r.sayText(t)
		if t.raw && f.markup == quiz.Plain {
			f.markup = quiz.HTML
		}
	case e.hasMarkup():
		f.text, f.markup = r.text[e.inner:e.end], quiz.HTML
		r.repair(e.at, "moodle-xml-no-text-element", "There is no <text> in this <%s>; what stands in it was read as HTML.", e.name)
	case e.text != "":
		f.text = e.text
		r.repair(e.at, "moodle-xml-no-text-element", "There is no <text> in this <%s>; what stands in it was read.", e.name)
	}
	// Cloned, or the question would keep the whole file in memory.
	f.text = strings.Clone(r.withMedia(clean(f.text), e))
	return f
}

// hasMarkup reports whether an element without <text> holds tags of HTML.
func (e *element) hasMarkup() bool {
	for _, p := range e.parts {
		switch p.name {
		case "p", "br", "b", "i", "em", "strong", "div", "span", "img", "ul", "ol", "table", "sub", "sup", "h1", "h2", "h3", "h4", "h5", "a":
			return true
		}
	}
	return false
}

// sayText says what is odd about the writing of a <text>.
func (r *reader) sayText(t *element) {
	switch {
	case t.raw:
		r.repair(t.at, "moodle-xml-not-escaped", "There are tags in this <text> that are neither escaped nor in CDATA; they were read as HTML. Moodle cannot read this file.")
	case t.ampersand:
		r.repair(t.at, "moodle-xml-ampersand", "A & or < in this <text> is not written as &amp; or &lt;; it was read as it stands. Moodle cannot read this file.")
	case t.undeclared:
		r.repair(t.at, "moodle-xml-entity", "This <text> has an entity of HTML, such as &nbsp;, outside CDATA; it was read as its character. XML does not know it, and Moodle cannot read this file.")
	}
}

// effective is a markup with its default in place.
func effective(m quiz.Markup) quiz.Markup {
	if m == "" {
		return quiz.Moodle
	}
	return m
}

// markup is the markup that a format attribute names.
func (r *reader) markup(format string, at int) quiz.Markup {
	switch format {
	case "html":
		return quiz.HTML
	case "moodle_auto_format":
		return quiz.Moodle
	case "plain_text":
		return quiz.Plain
	case "markdown":
		return quiz.Markdown
	case "wiki_like":
		r.warn(at, "moodle-xml-format", "This text is written as for an old wiki, which is not known here; its marks are shown as they are.")
		return quiz.Plain
	}
	r.warn(at, "moodle-xml-format", "The format %q is not known; the text was read as HTML, as Moodle does.", parse.Excerpt(format, 30))
	return quiz.HTML
}

// within is a markup as a part of something with another markup has it: empty
// where they are the same, or where there is no text.
func (f field) within(outer quiz.Markup) quiz.Markup {
	if f.text == "" || f.markup == effective(outer) {
		return ""
	}
	return f.markup
}

// plainName is a name on one line, without tags. Names with tags, or with
// entities, hold HTML, as Moodle writes them for questions that had no name.
func plainName(s string) string {
	s = clean(s)
	if strings.IndexByte(s, '<') >= 0 {
		s = gift.StripTags(s)
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = clean(html.UnescapeString(s))
	}
	return strings.Join(strings.Fields(s), " ")
}

// nameText is a name as plainName reads it.
func nameText(name string) string {
	if plainName(name) == name {
		return name
	}
	return html.EscapeString(name)
}

// defaultName is the name of a question that has none.
func defaultName(stem string, markup quiz.Markup) string {
	name := gift.DefaultName(stem)
	if m := effective(markup); m == quiz.HTML || m == quiz.Moodle {
		name = strings.Join(strings.Fields(clean(html.UnescapeString(name))), " ")
	}
	return name
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
