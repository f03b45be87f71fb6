package widgets

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"chartroom/quiz"
)

// Start is how a Span begins.
type Start int

// The starts.
const (
	Inline    Start = iota // goes on in the same line
	NewLine                // a line break
	Paragraph              // a new paragraph
	Item                   // a list item, with a Marker
)

// Script is how far a Span is moved from the line.
type Script int

// The scripts.
const (
	OnLine Script = iota
	Superscript
	Subscript
)

// A Span is a piece of text in one style.
type Span struct {
	Text               string
	Bold, Italic, Code bool
	Script             Script
	Start              Start
	Indent             int    // depth of lists and quotes, 0 = none
	Marker             string // of an Item: "•" or "1."
}

// Spans reads a text that a question file holds. What it cannot show it says
// in words: an image becomes "[image: its description]". Links become their
// words, scripts and styles vanish, and nothing is ever fetched.
func Spans(text string, m quiz.Markup) []Span {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", "    ").Replace(text)
	switch m {
	case quiz.Plain:
		return plainSpans(text)
	case quiz.Markdown:
		return markdownSpans(text)
	default: // HTML, and Moodle's own, which is HTML with line breaks
		return htmlSpans(text, m != quiz.HTML)
	}
}

// Words is the text of spans without styles, as one line per paragraph.
func Words(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		if s.Start != Inline && b.Len() > 0 {
			b.WriteByte('\n')
		}
		if s.Start == Item && s.Marker != "" {
			b.WriteString(s.Marker + " ")
		}
		b.WriteString(s.Text)
	}
	return strings.TrimSpace(b.String())
}

// PlainText is Words(Spans(text, m)): for lists, searches and tests.
func PlainText(text string, m quiz.Markup) string { return Words(Spans(text, m)) }

func plainSpans(text string) []Span {
	w := writer{}
	w.text(text, true)
	return w.done()
}

// writer collects spans. Runs of blanks become one, as in HTML.
type writer struct {
	spans  []Span
	style  Span
	start  Start
	marker string
	blank  bool // the last thing written was a blank, or nothing yet
}

// begin makes the next text start a line, paragraph or item. The strongest of
// several breaks wins.
func (w *writer) begin(s Start, marker string) {
	if s > w.start {
		w.start = s
	}
	if marker != "" {
		w.marker = marker
	}
	w.blank = true
}

func (w *writer) text(s string, breaks bool) {
	for i, l := range strings.Split(s, "\n") {
		if i > 0 {
			switch {
			case !breaks:
				w.words(" ")
			case strings.TrimSpace(l) == "":
				w.begin(Paragraph, "")
			default:
				w.begin(NewLine, "")
			}
		}
		w.words(l)
	}
}

func (w *writer) words(s string) {
	var b strings.Builder
	for _, r := range s {
		if r != '\u00A0' && unicode.IsSpace(r) {
			if !w.blank && b.Len()+len(w.spans) > 0 {
				b.WriteByte(' ')
			}
			w.blank = true
			continue
		}
		if unicode.IsControl(r) || r == '\u200B' || r == '\uFEFF' {
			continue
		}
		w.blank = false
		b.WriteRune(r)
	}
	if b.Len() > 0 {
		w.add(b.String())
	}
}

func (w *writer) add(s string) {
	if w.start != Inline || len(w.spans) == 0 {
		s = strings.TrimLeft(s, " ")
		if s == "" {
			return
		}
	}
	n := w.style
	n.Text, n.Start, n.Marker = s, w.start, ""
	if w.start == Item {
		n.Marker = w.marker
	}
	if len(w.spans) == 0 && n.Start != Item {
		n.Start = Paragraph
	}
	if k := len(w.spans) - 1; k >= 0 && n.Start == Inline {
		last := w.spans[k]
		last.Text, last.Start, last.Marker = n.Text, n.Start, n.Marker
		n.Indent = w.spans[k].Indent
		last.Indent = n.Indent
		if last == n {
			w.spans[k].Text += s
			return
		}
	}
	w.spans = append(w.spans, n)
	w.start, w.marker = Inline, ""
}

func (w *writer) done() []Span {
	for i := range w.spans {
		if i+1 == len(w.spans) || w.spans[i+1].Start != Inline {
			w.spans[i].Text = strings.TrimRight(w.spans[i].Text, " ")
		}
	}
	out := w.spans[:0]
	for _, s := range w.spans {
		if s.Text != "" || s.Start == Item {
			out = append(out, s)
		}
	}
	return out
}

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
				w.words(" " + imageWords(attr(attrs, "alt")) + " ")
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

func imageWords(alt string) string {
	if alt = strings.TrimSpace(alt); alt == "" {
		return "[image]"
	}
	return "[image: " + alt + "]"
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
			if words, rest, ok := cutLink(s[1:]); ok {
				put(imageWords(words))
				s = rest
				continue
			}
		case s[0] == '[':
			if words, rest, ok := cutLink(s); ok {
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
func cutLink(s string) (words, rest string, ok bool) {
	i := strings.Index(s, "](")
	if i < 1 {
		return "", s, false
	}
	j := strings.IndexByte(s[i:], ')')
	if j < 0 {
		return "", s, false
	}
	return s[1:i], s[i+j+1:], true
}
