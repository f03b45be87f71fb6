package sheet

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"chartroom/content/delimited"
	"chartroom/content/parse"
)

// plainText is the text of a piece of HTML: elements that begin a line do so,
// scripts and styles are left out, entities become characters. Lost names the
// first picture or sound that has no text.
func plainText(s string) (text, lost string) {
	if strings.IndexByte(s, '<') < 0 && strings.IndexByte(s, '&') < 0 && !strings.Contains(s, "[sound:") {
		return s, ""
	}
	var b strings.Builder
	skip := atom.Atom(0)
	tokens := html.NewTokenizer(strings.NewReader(s))
	for {
		switch kind := tokens.Next(); kind {
		case html.ErrorToken:
			text, sound := cutSounds(tidy(b.String()))
			if lost == "" {
				lost = sound
			}
			return text, lost
		case html.TextToken:
			if skip == 0 {
				b.WriteString(strings.ReplaceAll(string(tokens.Text()), "\n", " "))
			}
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			name, more := tokens.TagName()
			tag := atom.Lookup(name)
			if skip != 0 {
				if tag == skip && kind == html.EndTagToken {
					skip = 0
				}
				continue
			}
			switch tag {
			case atom.Script, atom.Style, atom.Iframe, atom.Object, atom.Svg, atom.Template, atom.Noscript:
				if kind == html.StartTagToken {
					skip = tag
				}
			case atom.Br:
				b.WriteByte('\n')
			case atom.Div, atom.P, atom.Tr, atom.Ul, atom.Ol, atom.Table, atom.Pre, atom.Blockquote, atom.Hr,
				atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
				newLine(&b)
			case atom.Li:
				if newLine(&b); kind != html.EndTagToken {
					b.WriteString("• ")
				}
			case atom.Td, atom.Th:
				b.WriteByte(' ')
			case atom.Img, atom.Video, atom.Audio:
				alt, src := attributes(tokens, more)
				b.WriteString(alt)
				if alt == "" && lost == "" && src != "" {
					lost = src
				}
			}
		}
	}
}

// newLine begins a line, if one is not begun already.
func newLine(b *strings.Builder) {
	if s := b.String(); s != "" && s[len(s)-1] != '\n' {
		b.WriteByte('\n')
	}
}

// attributes are a picture's text and file.
func attributes(tokens *html.Tokenizer, more bool) (alt, src string) {
	for more {
		var key, value []byte
		key, value, more = tokens.TagAttr()
		switch string(key) {
		case "alt":
			alt = string(value)
		case "src":
			src = string(value)
		}
	}
	return alt, src
}

// tidy trims every line and leaves one blank line where there are many.
func tidy(s string) string {
	lines := strings.Split(s, "\n")
	kept := lines[:0]
	for _, line := range lines {
		line = strings.TrimSpace(strings.ReplaceAll(line, "\u00A0", " "))
		if line == "" && (len(kept) == 0 || kept[len(kept)-1] == "") {
			continue
		}
		kept = append(kept, line)
	}
	return strings.TrimSpace(strings.Join(kept, "\n"))
}

// cutSounds takes out "[sound:file.mp3]", and names the first.
func cutSounds(s string) (text, first string) {
	for {
		i := strings.Index(s, "[sound:")
		if i < 0 {
			return s, first
		}
		n := strings.IndexByte(s[i:], ']')
		if n < 0 {
			return s, first
		}
		if first == "" {
			first = s[i+len("[sound:") : i+n]
		}
		s = strings.TrimSpace(s[:i] + s[i+n+1:])
	}
}

// htmlRows is in how many rows HTML is looked for when the head does not say
// (Anki looks at as many).
const htmlRows = 5

// findHTML decides whether the fields are HTML when the head does not say.
func (r *reader) findHTML(text string, at delimited.Rows, first delimited.Row) {
	if r.head.htmlSaid {
		return
	}
	look := at
	look.Say = nil
	for n, row := 0, first; n < htmlRows; n++ {
		for i, f := range row.Fields {
			if hasTags(f) {
				r.head.html = true
				r.say(parse.Repair, row.At[i], "sheet-html", f, "The fields hold HTML, so only their text was read. Write #html:true in the first line to say so, or #html:false if the tags are meant to be seen.")
				return
			}
		}
		var ok bool
		if row, ok = look.Next(); !ok {
			return
		}
	}
}

// commonTags are those that flashcards have; a "<5" in a text is none.
var commonTags = []string{"br", "div", "b", "i", "u", "p", "span", "img", "ul", "ol", "li", "a", "font", "sub", "sup", "strong", "em", "code", "pre", "table"}

// hasTags reports whether a text has an HTML tag or a no-break space in HTML.
func hasTags(s string) bool {
	if strings.Contains(s, "&nbsp;") {
		return true
	}
	for rest := s; ; {
		i := strings.IndexByte(rest, '<')
		if i < 0 {
			return false
		}
		rest = strings.TrimPrefix(rest[i+1:], "/")
		for _, tag := range commonTags {
			if len(rest) > len(tag) && strings.EqualFold(rest[:len(tag)], tag) && strings.IndexByte(" />\t\n", rest[len(tag)]) >= 0 && strings.IndexByte(rest, '>') >= 0 {
				return true
			}
		}
	}
}
