package widgets

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// markdownSpans reads the Markdown that question authors use: paragraphs,
// headings, lists, quotes, **bold**, *italics*, `code`, [links](), images.
func markdownSpans(s string) []Span {
	w := writer{}
	fenced := false
	var lists []*list
	var indents []int
	for _, l := range strings.Split(s, "\n") {
		t := strings.TrimSpace(l)
		if strings.HasPrefix(t, "```") || strings.HasPrefix(t, "~~~") {
			fenced = !fenced
			w.begin(Paragraph, "")
			continue
		}
		if fenced {
			w.begin(NewLine, "")
			w.style = Span{Code: true}
			w.words(strings.ReplaceAll(l, " ", "\u00A0"))
			continue
		}
		if t == "" {
			w.begin(Paragraph, "")
			continue
		}
		indent := len(l) - len(strings.TrimLeft(l, " "))
		if marker, rest := listMarker(t); marker != "" {
			for len(indents) > 0 && indent < indents[len(indents)-1] {
				lists, indents = lists[:len(lists)-1], indents[:len(indents)-1]
			}
			if len(indents) == 0 || indent > indents[len(indents)-1] && len(indents) < 8 {
				lists, indents = append(lists, &list{}), append(indents, indent)
				if marker != "•" {
					lists[len(lists)-1].next = 1
				}
			}
			w.style = Span{Indent: len(lists)}
			w.start = Inline
			w.begin(Item, marker)
			w.markdownLine(rest)
			continue
		}
		switch {
		case strings.HasPrefix(t, "#"):
			lists, indents = nil, nil
			w.begin(Paragraph, "")
			w.style = Span{Bold: true}
			w.markdownLine(strings.Trim(t, "# "))
			w.begin(Paragraph, "")
			w.style = Span{}
			continue
		case strings.HasPrefix(t, ">"):
			w.style = Span{Italic: true, Indent: 1}
			w.markdownLine(" " + strings.TrimLeft(t, "> "))
			continue
		case strings.Trim(t, "-*_ ") == "" && len(t) >= 3:
			w.begin(Paragraph, "")
			continue
		}
		if indent == 0 && w.start >= Paragraph {
			lists, indents = nil, nil
			w.style = Span{}
		}
		if len(lists) == 0 {
			w.style = Span{}
		}
		w.markdownLine(" " + t)
		if strings.HasSuffix(l, "  ") || strings.HasSuffix(t, "\\") {
			w.begin(NewLine, "")
		}
	}
	return w.done()
}

// listMarker splits "- text" and "2. text".
func listMarker(t string) (marker, rest string) {
	if len(t) > 2 && strings.ContainsRune("-*+", rune(t[0])) && t[1] == ' ' {
		return "•", t[2:]
	}
	n := 0
	for n < len(t) && n < 4 && t[n] >= '0' && t[n] <= '9' {
		n++
	}
	if n > 0 && n+1 < len(t) && (t[n] == '.' || t[n] == ')') && t[n+1] == ' ' {
		return t[:n] + ".", t[n+2:]
	}
	return "", t
}

// markdownLine writes one line with its inline marks.
func (w *writer) markdownLine(s string) {
	base := w.style
	bold, italic := false, false
	put := func(t string) {
		w.style = base
		w.style.Bold, w.style.Italic = base.Bold || bold, base.Italic != italic
		w.words(html.UnescapeString(t))
	}
	for s != "" {
		i := strings.IndexAny(s, "\\*_`[!<^~")
		if i < 0 {
			put(s)
			break
		}
		put(s[:i])
		s = s[i:]
		switch {
		case s[0] == '\\' && len(s) > 1:
			_, n := utf8.DecodeRuneInString(s[1:])
			put(s[1 : 1+n])
			s = s[1+n:]
			continue
		case s[0] == '`':
			if end := strings.IndexByte(s[1:], '`'); end > 0 {
				w.style = base
				w.style.Code = true
				w.words(s[1 : 1+end])
				s = s[end+2:]
				continue
			}
		case strings.HasPrefix(s, "**"), strings.HasPrefix(s, "__"):
			if bold || strings.Contains(s[2:], s[:2]) {
				bold = !bold
				s = s[2:]
				continue
			}
		case s[0] == '*', s[0] == '_' && (italic || !endsInWord(w.spans)):
			if italic && !strings.HasPrefix(s[1:], " ") || italic || strings.Contains(s[1:], s[:1]) && len(s) > 1 && s[1] != ' ' {
				italic = !italic
				s = s[1:]
				continue
			}
		case strings.HasPrefix(s, "!["):
			if words, address, rest, ok := cutLink(s[1:]); ok {
				w.style = base
				w.picture(address, html.UnescapeString(words))
				s = rest
				continue
			}
		case s[0] == '[':
			if words, _, rest, ok := cutLink(s); ok {
				put(words)
				s = rest
				continue
			}
		case s[0] == '^', s[0] == '~':
			if end := strings.IndexAny(s[1:], " "+s[:1]); end > 0 && s[1+end] == s[0] {
				w.style = base
				w.style.Script = Superscript
				if s[0] == '~' {
					w.style.Script = Subscript
				}
				w.words(s[1 : 1+end])
				s = s[end+2:]
				continue
			}
		case s[0] == '<':
			if tag, _, closing, rest, ok := cutTag(s); ok {
				switch tag {
				case "br":
					w.begin(NewLine, "")
				case "b", "strong":
					bold = !closing
				case "i", "em":
					italic = !closing
				case "sup", "sub":
					base.Script = OnLine
					if !closing && tag == "sup" {
						base.Script = Superscript
					} else if !closing {
						base.Script = Subscript
					}
				}
				s = rest
				continue
			}
		}
		put(s[:1])
		s = s[1:]
	}
	base.Script = OnLine
	w.style = base
}

func endsInWord(spans []Span) bool {
	if len(spans) == 0 {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(spans[len(spans)-1].Text)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// cutLink splits "[words](address)rest".
func cutLink(s string) (words, address, rest string, ok bool) {
	i := strings.Index(s, "](")
	if i < 0 {
		return "", "", s, false
	}
	j := strings.IndexByte(s[i:], ')')
	if j < 0 {
		return "", "", s, false
	}
	return s[1:i], strings.TrimSpace(s[i+2 : i+j]), s[i+j+1:], true
}
