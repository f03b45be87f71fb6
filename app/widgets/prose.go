package widgets

import (
	"strings"
	"unicode"

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
	Mark               Mark
	Picture            string // the Ref of a picture; Text says it in words
}

// Mark makes a Span stand out, by a line and not by colour alone.
type Mark int

// The marks.
const (
	Unmarked    Mark = iota
	HoleMark         // what is asked for: a line under it
	FilledMark       // what was asked for: the same, filled
	MissingMark      // should have been typed: a line under it
	ExtraMark        // should not have been typed: a line through it
)

// Spans reads a text that a question file holds. What it cannot show it says
// in words: a picture becomes "[picture: its description]". Links become their
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

// picture writes a picture: by its Ref if src is one, and in words always.
func (w *writer) picture(src, alt string) {
	before := w.style
	if _, ok := quiz.MediaHash(src); ok {
		w.style.Picture = src
	}
	w.words(" ")
	w.words(pictureWords(alt))
	w.style = before
	w.words(" ")
}

// pictureWords is a picture in words.
func pictureWords(alt string) string {
	if alt = strings.TrimSpace(alt); alt == "" {
		return "[picture]"
	}
	return "[picture: " + alt + "]"
}

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
