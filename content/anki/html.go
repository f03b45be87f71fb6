package anki

import (
	"html"
	"regexp"
	"strings"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"chartroom/content/parse"
)

// html is a text as questions hold it: pictures and sounds named as media,
// [sound:...] made an audio element, and without scripts, styles and what
// loads other pages. note is the first field, for the report. n may be nil.
func (r *reader) html(n *noteType, s, note string) string {
	if !strings.Contains(s, "[sound:") && !hasElements(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	skip, depth := atom.Atom(0), 0
	tokens := xhtml.NewTokenizer(strings.NewReader(s))
	for {
		kind := tokens.Next()
		if kind == xhtml.ErrorToken {
			if skip == 0 {
				b.Write(tokens.Raw()) // a tag that is not closed
			}
			return b.String()
		}
		raw := string(tokens.Raw())
		switch kind {
		case xhtml.TextToken:
			if skip == 0 {
				b.WriteString(r.sounds(raw, note))
			}
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken, xhtml.EndTagToken:
			name, _ := tokens.TagName()
			tag := atom.Lookup(name)
			switch {
			case skip != 0:
				if tag == skip && kind == xhtml.StartTagToken {
					depth++
				}
				if tag == skip && kind == xhtml.EndTagToken {
					if depth--; depth == 0 {
						skip = 0
					}
				}
			case active(tag):
				if n != nil {
					r.sayOnce(n, parse.Warning, "anki-active", note, "Cards of the note type %q have scripts, styles or drawings in their HTML; those were left out.", n.name)
				}
				if kind == xhtml.StartTagToken && !void(tag) {
					skip, depth = tag, 1
				}
			case kind != xhtml.EndTagToken && (tag == atom.Img || tag == atom.Audio || tag == atom.Video || tag == atom.Source):
				b.WriteString(r.mediaTag(string(name), raw, note))
			default:
				b.WriteString(raw)
			}
		}
	}
}

// elements are those that html looks at.
var elements = map[string]bool{"img": true, "audio": true, "video": true, "source": true, "script": true, "style": true, "iframe": true, "object": true,
	"embed": true, "svg": true, "template": true, "noscript": true, "link": true, "meta": true, "base": true, "canvas": true}

// hasElements reports whether a text may hold one of those elements; most hold
// none.
func hasElements(s string) bool {
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			return false
		}
		s = s[i+1:]
		if name := tagName(strings.TrimPrefix(s, "/")); elements[name] {
			return true
		}
	}
}

// tagName is the letters and digits that a text begins with, in lower case; ""
// when there are more than a name of ours has.
func tagName(s string) string {
	n := 0
	for n < len(s) && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' || s[n] >= '0' && s[n] <= '9') {
		if n++; n > len("blockquote") {
			return ""
		}
	}
	return strings.ToLower(s[:n])
}

// active reports whether an element does something instead of showing it, or
// brings its own drawing.
func active(tag atom.Atom) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Iframe, atom.Object, atom.Embed, atom.Svg, atom.Template, atom.Noscript, atom.Link, atom.Meta, atom.Base, atom.Canvas:
		return true
	}
	return false
}

// void reports whether an active element has no end tag.
func void(tag atom.Atom) bool {
	return tag == atom.Embed || tag == atom.Link || tag == atom.Meta || tag == atom.Base
}

// mediaTag is a picture's or sound's tag with the media's ref in place of the
// file. What is not in the package stays as it is written.
func (r *reader) mediaTag(name, raw, note string) string {
	token := xhtml.NewTokenizer(strings.NewReader(raw))
	token.Next()
	t := token.Token()
	for i, a := range t.Attr {
		if a.Key != "src" || a.Val == "" {
			continue
		}
		if remote(a.Val) {
			r.say(parse.Warning, "anki-media-remote", note, "The picture or sound %q lies on the web, and nothing is fetched from there; the card goes without it.", parse.Excerpt(a.Val, 80))
			return raw
		}
		ref := r.shelf.ref(a.Val, note)
		if ref == "" {
			return raw
		}
		t.Attr[i].Val = ref
		return t.String()
	}
	return raw
}

// remote reports whether a name is an address.
func remote(name string) bool {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, scheme := range []string{"http:", "https:", "//", "data:", "file:", "ftp:"} {
		if strings.HasPrefix(name, scheme) {
			return true
		}
	}
	return false
}

var soundMark = regexp.MustCompile(`\[sound:([^\]]+)\]`)

// sounds makes audio elements of [sound:file.mp3].
func (r *reader) sounds(text, note string) string {
	if !strings.Contains(text, "[sound:") {
		return text
	}
	return soundMark.ReplaceAllStringFunc(text, func(mark string) string {
		name := html.UnescapeString(mark[len("[sound:") : len(mark)-1])
		if ref := r.shelf.ref(name, note); ref != "" {
			return `<audio src="` + ref + `"></audio>`
		}
		return mark
	})
}

// firstImage is the file and the text of the first picture.
func firstImage(s string) (file, alt string) {
	tokens := xhtml.NewTokenizer(strings.NewReader(s))
	for {
		switch tokens.Next() {
		case xhtml.ErrorToken:
			return "", ""
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
			t := tokens.Token()
			if t.DataAtom != atom.Img {
				continue
			}
			for _, a := range t.Attr {
				switch a.Key {
				case "src":
					file = a.Val
				case "alt":
					alt = a.Val
				}
			}
			if file != "" {
				return file, alt
			}
		}
	}
}

// textOf is the text in a piece of HTML, on one line.
func textOf(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return strings.Join(strings.Fields(s), " ")
	}
	var b strings.Builder
	b.Grow(len(s))
	tail := len(s) - strings.LastIndexByte(s, '>') - 1 // bytes in which no tag ends
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:i])
		s = s[i:]
		name, end := tagName(strings.TrimPrefix(s[1:], "/")), -1
		if name != "" && len(s) > tail {
			end = strings.IndexByte(s, '>')
		}
		switch {
		case strings.HasPrefix(s, "<!--"):
			if end = strings.Index(s, "-->"); end >= 0 {
				end += 2
			}
		case name == "", end < 0:
			b.WriteByte('<') // none of a tag's
			s = s[1:]
			continue
		case (name == "script" || name == "style") && s[1] != '/':
			if end = closing(s, name); end < 0 {
				end = len(s) - 1
			}
		case spaces[name]:
			b.WriteByte(' ')
		}
		s = s[end+1:]
		if end < 0 {
			break
		}
	}
	return strings.Join(strings.Fields(html.UnescapeString(b.String())), " ")
}

// spaces are the elements that part words.
var spaces = map[string]bool{"br": true, "div": true, "p": true, "li": true, "tr": true, "td": true, "th": true, "hr": true, "ul": true, "ol": true}

// closing is the end of an element's end tag; -1 = there is none.
func closing(s, name string) int {
	for from := 0; ; {
		i := strings.Index(s[from:], "</")
		if i < 0 {
			return -1
		}
		from += i + 2
		if tagName(s[from:]) == name {
			if end := strings.IndexByte(s[from:], '>'); end >= 0 {
				return from + end
			}
			return -1
		}
	}
}

var emptyTags = regexp.MustCompile(`(?i)</?(?:br|div)\s*/?>|&nbsp;`)

// blank reports whether a field counts as empty: whitespace and line breaks
// (ankitects/anki, rslib/src/template.rs, field_is_empty).
func blank(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" {
		return true
	}
	if s[0] != '<' && s[0] != '&' {
		return false
	}
	return strings.TrimSpace(emptyTags.ReplaceAllString(s, "")) == ""
}

// trimBreaks cuts line breaks, lines and space off both ends.
func trimBreaks(s string) string {
	const space, nothing = "&nbsp;", "<div></div>"
	for before := ""; s != before; {
		before = s
		s = strings.TrimSpace(s)
		s = strings.TrimPrefix(strings.TrimPrefix(s, space), nothing)
		s = strings.TrimSuffix(strings.TrimSuffix(s, space), nothing)
		if end := strings.IndexByte(s, '>'); end > 0 && isBreak(s[:end+1]) {
			s = s[end+1:]
		}
		if i := strings.LastIndexByte(s, '<'); i >= 0 && s[len(s)-1] == '>' && isBreak(s[i:]) {
			s = s[:i]
		}
	}
	return s
}

// isBreak reports whether a tag is a line break or a line.
func isBreak(tag string) bool {
	if tag[0] != '<' {
		return false
	}
	name := tagName(tag[1:])
	return name == "br" || name == "hr"
}
