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
	if !strings.Contains(s, "<") && !strings.Contains(s, "[sound:") {
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
	skip := false
	tokens := xhtml.NewTokenizer(strings.NewReader(s))
	for {
		switch kind := tokens.Next(); kind {
		case xhtml.ErrorToken:
			return strings.Join(strings.Fields(b.String()), " ")
		case xhtml.TextToken:
			if !skip {
				b.Write(tokens.Text())
			}
		case xhtml.StartTagToken, xhtml.EndTagToken, xhtml.SelfClosingTagToken:
			name, _ := tokens.TagName()
			switch atom.Lookup(name) {
			case atom.Script, atom.Style:
				skip = kind == xhtml.StartTagToken
			case atom.Br, atom.Div, atom.P, atom.Li, atom.Tr, atom.Td, atom.Th, atom.Hr, atom.Ul, atom.Ol:
				b.WriteByte(' ')
			}
		}
	}
}

var (
	emptyTags = regexp.MustCompile(`(?i)</?(?:br|div)\s*/?>|&nbsp;`)
	breaks    = `(?:\s|<br\s*/?>|<hr\b[^>]*>|&nbsp;|<div>\s*</div>)+`
	leading   = regexp.MustCompile(`(?i)^` + breaks)
	trailing  = regexp.MustCompile(`(?i)` + breaks + `$`)
)

// blank reports whether a field counts as empty: whitespace and line breaks
// (ankitects/anki, rslib/src/template.rs, field_is_empty).
func blank(s string) bool {
	if s == "" {
		return true
	}
	if strings.TrimLeft(s, " \t\r\n") != "" && !strings.ContainsAny(s[:1], " <&\t\r\n") {
		return false
	}
	return strings.TrimSpace(emptyTags.ReplaceAllString(s, "")) == ""
}

// trimBreaks cuts line breaks, lines and space off both ends.
func trimBreaks(s string) string {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "<") || strings.HasPrefix(s, "&") {
		s = leading.ReplaceAllString(s, "")
	}
	for n := len(s); strings.HasSuffix(s, ">") || strings.HasSuffix(s, ";"); n = len(s) {
		at := trailing.FindStringIndex(s[max(0, n-64):])
		if at == nil {
			break
		}
		s = s[:max(0, n-64)+at[0]]
	}
	return strings.TrimSpace(s)
}
