package widgets

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
)

// lay breaks the spans into runs for a width.
func (t *Text) lay(width float32) {
	size := theme.Size(t.size)
	if !t.oneLine && t.align == fyne.TextAlignLeading {
		width = min(width, lineLimit(t.size))
	}
	if t.laidFor == width && t.laidSize == size {
		return
	}
	t.laid, t.blocks, t.laidFor, t.laidSize = t.laid[:0], t.blocks[:0], width, size
	pitch := t.pitch()
	if len(t.spans) == 0 {
		t.high = pitch
		return
	}
	if t.oneLine {
		t.layOne(width, pitch)
		t.high = pitch
		return
	}
	l := liner{t: t, width: width, pitch: pitch}
	for i := range t.spans {
		l.span(&t.spans[i])
	}
	l.flush()
	t.high = l.y
}

func (t *Text) layOne(width, pitch float32) {
	style, size := t.style(&t.spans[0])
	s := strings.ReplaceAll(Words(t.spans), "\n", " ")
	if t.clipped {
		s = clip(s, size, style, width)
	}
	w, h, _ := theme.MeasureLine(s, size, style)
	t.laid = append(t.laid, laidRun{text: s, style: style, size: size, x: t.offset(width - w), y: (pitch - h) / 2})
}

// offset is where a line with so much room left begins.
func (t *Text) offset(left float32) float32 {
	switch t.align {
	case fyne.TextAlignCenter:
		return max(0, left/2)
	case fyne.TextAlignTrailing:
		return max(0, left)
	}
	return 0
}

// liner fills lines with runs.
type liner struct {
	t            *Text
	width, pitch float32
	y            float32 // top of the current line
	x            float32 // end of the last run
	left         float32 // where the line's text begins
	first        int     // index of the line's first run
	open         bool    // the line holds something
	cur          strings.Builder
	curSpan      *Span
	curWidth     float32
	pendingSpace bool
}

func (l *liner) span(s *Span) {
	if l.picture(s) {
		return
	}
	if s.Start != Inline {
		l.flush()
		if l.y > 0 && s.Start == Paragraph {
			l.y += l.t.paragraphGap()
		} else if l.y > 0 && s.Start == Item {
			l.y += l.t.paragraphGap() / 2
		}
		l.left = l.t.indent(s)
		l.x = l.left
		if s.Start == Item && s.Marker != "" {
			style, size := l.t.style(s)
			w, _, _ := theme.MeasureLine(s.Marker, size, style)
			l.put(laidRun{text: s.Marker, style: style, size: size, x: max(0, l.left-w-size*0.45)})
		}
	}
	l.endRun()
	l.curSpan = s
	style, size := l.t.style(s)
	space, _, _ := theme.MeasureLine(" ", size, style)
	text := s.Text
	for text != "" {
		if text[0] == ' ' {
			l.pendingSpace = l.pendingSpace || l.open
			text = text[1:]
			continue
		}
		word := text[:wordEnd(text)]
		text = text[len(word):]
		l.word(word, style, size, space)
	}
}

// tallest is how high a picture in a text may be, in ems.
const tallest = 18

// picture puts a picture on lines of its own; false leaves it to its words.
func (l *liner) picture(s *Span) bool {
	if s.Picture == "" || l.t.pictures == nil {
		return false
	}
	img, err := l.t.pictures.of(s.Picture)
	if err != nil {
		return false
	}
	l.endRun()
	l.flush()
	if l.y > 0 {
		l.y += l.t.paragraphGap()
	}
	size := img.Bounds().Size()
	w, h := fitInto(float32(size.X), float32(size.Y), l.width, tallest*theme.Size(theme.SizeBody))
	l.t.blocks = append(l.t.blocks, block{image: img, x: l.t.offset(l.width - w), y: l.y, w: w, h: h})
	l.y += h + l.t.paragraphGap()
	l.first = len(l.t.laid)
	return true
}

// fitInto is a size made smaller to fit, never larger, sides in proportion.
func fitInto(w, h, width, height float32) (float32, float32) {
	by := min(1, width/max(w, 1), height/max(h, 1))
	return max(w*by, 1), max(h*by, 1)
}

// wordEnd is where the word that s begins with ends. A per cent sign belongs
// to its number: "71 %" is never broken.
func wordEnd(s string) int {
	i := strings.IndexByte(s, ' ')
	if i < 0 {
		return len(s)
	}
	if i > 0 && s[i-1] >= '0' && s[i-1] <= '9' && strings.HasPrefix(s[i:], " %") {
		if j := strings.IndexByte(s[i+1:], ' '); j >= 0 {
			return i + 1 + j
		}
		return len(s)
	}
	return i
}

func (l *liner) word(word string, style fyne.TextStyle, size, space float32) {
	w := theme.Wide(word, size, style)
	gap := float32(0)
	if l.pendingSpace {
		gap = space
	}
	if l.x+l.curWidth+gap+w > l.width+0.01 {
		if l.open && l.pendingSpace {
			l.wrap()
			gap = 0
		}
		for l.x+l.curWidth+w > l.width+0.01 { // longer than a line: cut it
			n := l.fit(word, style, size)
			if n == 0 {
				if l.open {
					l.wrap()
					gap = 0
					continue
				}
				_, n = utf8.DecodeRuneInString(word)
			}
			if n >= len(word) {
				break
			}
			l.cur.WriteString(word[:n])
			l.open = true
			l.endRun()
			l.wrap()
			gap = 0
			word = word[n:]
			w = theme.Wide(word, size, style)
		}
	}
	if gap > 0 {
		l.cur.WriteByte(' ')
		l.curWidth += gap
	}
	l.pendingSpace = false
	l.cur.WriteString(word)
	l.curWidth += w
	l.open = true
}

// fit is how many bytes of word fit in what is left of the line, best after a
// hyphen or a slash.
func (l *liner) fit(word string, style fyne.TextStyle, size float32) int {
	room := l.width - l.x - l.curWidth
	n, nice := 0, 0
	for i, r := range word {
		end := i + utf8.RuneLen(r)
		if theme.Wide(word[:end], size, style) > room {
			break
		}
		n = end
		if r == '-' || r == '/' || r == '\u00AD' || r == '_' {
			nice = end
		}
	}
	if nice > 0 {
		return nice
	}
	return n
}

// endRun closes the run that is being written.
func (l *liner) endRun() {
	if l.cur.Len() == 0 {
		return
	}
	style, size := l.t.style(l.curSpan)
	s := l.cur.String()
	l.put(laidRun{text: s, style: style, size: size, x: l.x, script: l.curSpan.Script, mark: l.curSpan.Mark})
	l.x += l.curWidth // of its words and spaces; measuring the run as a whole would shape every line anew
	l.cur.Reset()
	l.curWidth = 0
}

func (l *liner) put(r laidRun) {
	_, h, base := theme.MeasureLine("x", theme.Size(l.t.size), fyne.TextStyle{Bold: l.t.bold})
	_, _, own := theme.MeasureLine("x", r.size, r.style)
	r.y = l.y + (l.pitch-h)/2 + base - own
	switch r.script {
	case Superscript:
		r.y -= theme.Size(l.t.size) * 0.33
	case Subscript:
		r.y += theme.Size(l.t.size) * 0.14
	}
	l.t.laid = append(l.t.laid, r)
	l.open = true
}

func (l *liner) wrap() {
	l.endRun()
	l.align()
	l.y += l.pitch
	l.x, l.open, l.pendingSpace = l.left, false, false
	l.first = len(l.t.laid)
}

// align shifts the finished line.
func (l *liner) align() {
	if by := l.t.offset(l.width - l.x); by > 0 {
		for i := l.first; i < len(l.t.laid); i++ {
			l.t.laid[i].x += by
		}
	}
}

func (l *liner) flush() {
	if l.open || l.cur.Len() > 0 {
		l.wrap()
	}
	l.pendingSpace = false
}
