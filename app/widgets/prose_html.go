package widgets

import (
	"html"
	"strings"
)

// list is an open list; next is 0 for bullets.
type list struct{ next int }

func (l *list) marker() string {
	if l.next == 0 {
		return "•"
	}
	l.next++
	return itoa(l.next-1) + "."
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

// htmlSpans reads HTML as browsers do: anything goes, unknown tags are
// skipped, their text is kept. breaks: a line break in the text is one.
func htmlSpans(s string, breaks bool) []Span {
	w := writer{}
	var lists []*list
	var bold, italic, code, sup, sub, skip int
	step := func(n *int, closing bool) {
		if closing {
			*n = max(0, *n-1)
		} else {
			*n++
		}
	}
	for s != "" {
		if s[0] != '<' {
			end := strings.IndexByte(s, '<')
			if end < 0 {
				end = len(s)
			}
			if skip == 0 {
				w.text(html.UnescapeString(s[:end]), breaks)
			}
			s = s[end:]
			continue
		}
		tag, attrs, closing, rest, ok := cutTag(s)
		if !ok { // "a < b": a sign, not a tag
			if skip == 0 {
				w.text("<", breaks)
			}
			s = s[1:]
			continue
		}
		s = rest
		if !closing && (tag == "script" || tag == "style") { // not text, and not tags inside
			_, after, found := cutFold(s, "</"+tag)
			if s = ""; found {
				s = after[strings.IndexByte(after, '>')+1:]
			}
			continue
		}
		switch tag {
		case "b", "strong", "th":
			step(&bold, closing)
		case "i", "em", "cite", "var", "dfn":
			step(&italic, closing)
		case "code", "tt", "kbd", "samp", "pre":
			step(&code, closing)
		case "sup":
			step(&sup, closing)
		case "sub":
			step(&sub, closing)
		case "head", "title", "iframe", "object", "svg", "math", "noscript", "template":
			step(&skip, closing)
		case "br":
			w.begin(NewLine, "")
		case "p", "div", "blockquote", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "section", "article", "dl", "figure":
			w.begin(Paragraph, "")
			if len(tag) == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6' {
				step(&bold, closing)
			}
			if tag == "blockquote" {
				step(&italic, closing)
			}
		case "tr", "dt", "dd", "caption", "figcaption", "option", "address":
			w.begin(NewLine, "")
		case "td":
			if closing {
				w.words("  ")
			}
		case "ul", "ol":
			w.begin(Paragraph, "")
			if closing {
				if len(lists) > 0 {
					lists = lists[:len(lists)-1]
				}
			} else if len(lists) < 8 {
				l := &list{}
				if tag == "ol" {
					l.next = 1
				}
				lists = append(lists, l)
			}
		case "li":
			if closing {
				w.begin(NewLine, "")
				break
			}
			if len(lists) == 0 {
				lists = append(lists, &list{})
			}
			w.start = Inline // the item is the break
			w.begin(Item, lists[len(lists)-1].marker())
		case "q":
			w.words("\"")
		case "img":
			if skip == 0 {
				w.picture(attr(attrs, "src"), attr(attrs, "alt"))
			}
		case "audio", "video":
			if !closing && skip == 0 {
				w.words(" [" + tag + " not shown] ")
			}
		}
		w.style = Span{Bold: bold > 0, Italic: italic > 0, Code: code > 0, Indent: len(lists)}
		switch {
		case sup > 0:
			w.style.Script = Superscript
		case sub > 0:
			w.style.Script = Subscript
		}
	}
	return w.done()
}

// cutFold is strings.Cut without regard to the case of ASCII letters.
func cutFold(s, sep string) (before, after string, found bool) {
	for i := 0; i+len(sep) <= len(s); i++ {
		if strings.EqualFold(s[i:i+len(sep)], sep) {
			return s[:i], s[i+len(sep):], true
		}
	}
	return s, "", false
}

// cutTag reads the tag that s begins with.
func cutTag(s string) (name, attrs string, closing bool, rest string, ok bool) {
	if strings.HasPrefix(s, "<!--") {
		if end := strings.Index(s, "-->"); end >= 0 {
			return "", "", false, s[end+3:], true
		}
		return "", "", false, "", true
	}
	if strings.HasPrefix(s, "<!") || strings.HasPrefix(s, "<?") {
		if end := strings.IndexByte(s, '>'); end >= 0 {
			return "", "", false, s[end+1:], true
		}
		return "", "", false, s, false
	}
	i := 1
	if i < len(s) && s[i] == '/' {
		closing = true
		i++
	}
	from := i
	for i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || i > from && s[i] >= '0' && s[i] <= '9') {
		i++
	}
	if i == from {
		return "", "", false, s, false
	}
	name = strings.ToLower(s[from:i])
	if i < len(s) && !strings.ContainsRune(" \n/>", rune(s[i])) {
		return "", "", false, s, false
	}
	quote := byte(0)
	for j := i; j < len(s); j++ {
		switch c := s[j]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && j > i && s[j-1] == '=':
			quote = c
		case c == '>':
			return name, s[i:j], closing, s[j+1:], true
		case c == '<':
			return "", "", false, s, false
		}
	}
	return "", "", false, s, false
}

// attr is the value of a quoted attribute.
func attr(attrs, name string) string {
	low := strings.ToLower(attrs)
	for _, quote := range []string{`"`, `'`} {
		i := strings.Index(low, name+"="+quote)
		if i < 0 || len(low) != len(attrs) {
			continue
		}
		v := attrs[i+len(name)+2:]
		if end := strings.Index(v, quote); end >= 0 {
			return html.UnescapeString(v[:end])
		}
	}
	return ""
}
