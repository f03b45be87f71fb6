package qti

import (
	"html"
	"strings"

	xhtml "golang.org/x/net/html"

	"chartroom/content/parse"
)

// html is a text as questions hold it: pictures and sounds named as media,
// and without scripts, styles and what loads other pages.
func (d *draft) html(s string) string {
	s = strings.TrimSpace(s)
	if strings.IndexByte(s, '<') < 0 || !needsCare(s) {
		return s
	}
	var b strings.Builder
	skip, depth := "", 0
	for tokens := xhtml.NewTokenizer(strings.NewReader(s)); ; {
		kind := tokens.Next()
		raw := string(tokens.Raw())
		if kind == xhtml.ErrorToken {
			return strings.TrimSpace(b.String())
		}
		name, _ := tokens.TagName()
		tag := string(name)
		switch {
		case skip != "":
			if tag == skip && kind == xhtml.StartTagToken {
				depth++
			}
			if tag == skip && kind == xhtml.EndTagToken {
				if depth--; depth == 0 {
					skip = ""
				}
			}
		case kind == xhtml.TextToken || kind == xhtml.EndTagToken && !active[tag]:
			b.WriteString(raw)
		case kind == xhtml.CommentToken || kind == xhtml.DoctypeToken:
		case active[tag]:
			d.warn(d.at, "qti-active", "The text has scripts, styles or drawings in its HTML; those were left out.")
			if kind == xhtml.StartTagToken && !void[tag] {
				skip, depth = tag, 1
			}
		case sources[tag]:
			b.WriteString(d.sourceTag(tag, raw))
		default:
			b.WriteString(raw)
		}
	}
}

// active are the elements that do something instead of showing it, or bring
// their own drawing.
var active = map[string]bool{"script": true, "style": true, "iframe": true, "object": true, "embed": true, "svg": true, "template": true,
	"noscript": true, "link": true, "meta": true, "base": true, "canvas": true}

// sources are the elements that name a picture or a sound.
var sources = map[string]bool{"img": true, "audio": true, "video": true, "source": true}

// needsCare reports whether a text has an element that html does something
// with; most have none.
func needsCare(s string) bool {
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 || i+1 == len(s) {
			return false
		}
		s = s[i+1:]
		n := 0
		for n < len(s) && n < 10 && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z') {
			n++
		}
		var name [10]byte
		for j := range n {
			name[j] = s[j] | 0x20
		}
		if s[0] == '!' || active[string(name[:n])] || sources[string(name[:n])] {
			return true
		}
	}
}

// sourceTag is a picture's or sound's tag with the media's ref in place of the
// file. What cannot be had stays as it is written.
func (d *draft) sourceTag(tag, raw string) string {
	tokens := xhtml.NewTokenizer(strings.NewReader(raw))
	tokens.Next()
	t := tokens.Token()
	n := node{name: tag}
	for _, a := range t.Attr {
		if a.Key == "src" {
			if ref := d.media(a.Val); ref != "" {
				a.Val = ref
			} else if strings.HasPrefix(a.Val, "data:") {
				a.Val = ""
			}
		}
		n.attrs = append(n.attrs, attr{a.Key, a.Val})
	}
	var b strings.Builder
	openTag(&b, &n)
	return b.String()
}

// sourceElement is a picture or a sound in HTML; alt is what it shows, in
// words.
func sourceElement(tag, src, alt string) string {
	if tag == "img" {
		return `<img src="` + html.EscapeString(src) + `" alt="` + html.EscapeString(alt) + `">`
	}
	return "<" + tag + ` src="` + html.EscapeString(src) + `">` + escape(alt) + "</" + tag + ">"
}

// breaks are the elements between whose texts is a space.
var breaks = map[string]bool{"p": true, "div": true, "br": true, "li": true, "td": true, "th": true, "tr": true, "ul": true, "ol": true,
	"table": true, "h1": true, "h2": true, "h3": true, "h4": true, "blockquote": true, "hr": true}

// plain is the text that a learner reads of HTML, on one line.
func plain(s string) string {
	if strings.IndexByte(s, '<') < 0 {
		if strings.IndexByte(s, '&') >= 0 {
			s = html.UnescapeString(s)
		}
		return oneLine(s)
	}
	var b strings.Builder
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 || i+1 == len(s) || !(s[i+1] == '/' || s[i+1] == '!' || s[i+1]|0x20 >= 'a' && s[i+1]|0x20 <= 'z') {
			i++ // to the end, or a lone "<"
			if i == 0 {
				i = len(s)
			}
			b.WriteString(s[:i])
			s = s[i:]
			continue
		}
		b.WriteString(s[:i])
		s = s[i+1:]
		end := strings.IndexByte(s, '>')
		if end < 0 { // a tag that is not whole
			b.WriteString("<" + s)
			break
		}
		tag := strings.TrimPrefix(s[:end], "/")
		if j := strings.IndexAny(tag, " \t\n/"); j >= 0 {
			tag = tag[:j]
		}
		if breaks[strings.ToLower(tag)] {
			b.WriteByte(' ')
		}
		s = s[end+1:]
	}
	return oneLine(html.UnescapeString(b.String()))
}

func oneLine(s string) string {
	s = strings.ReplaceAll(s, "\u00A0", " ")
	if parse.Excerpt(s, len(s)) == s {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// empty reports whether HTML shows nothing.
func empty(s string) bool {
	if s == "" {
		return true
	}
	if plain(s) != "" {
		return false
	}
	for _, shown := range []string{"<img", "<audio", "<video", "<math", "<object"} {
		if strings.Contains(s, shown) {
			return false
		}
	}
	return true
}

// joined puts two texts one after the other.
func joined(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "" || a == b:
		return a
	case strings.HasSuffix(a, ">"):
		return a + "\n" + b
	}
	return a + "<br>" + b
}

// fromPlain writes plain text as HTML.
func fromPlain(s string) string { return strings.ReplaceAll(escape(s), "\n", "<br>") }
