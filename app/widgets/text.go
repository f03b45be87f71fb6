package widgets

import (
	"image"
	"math"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
	"chartroom/quiz"
)

// Text is words in one size and role. It wraps, at the latest after about 72
// characters, unless it is OneLine, and has no padding of its own. The methods that return *Text change it and return
// it, for use while building.
type Text struct {
	widget.BaseWidget
	spans   []Span
	size    fyne.ThemeSizeName
	role    fyne.ThemeColorName
	bold    bool
	align   fyne.TextAlign
	oneLine bool
	clipped bool
	struck  bool

	pictures *Pictures // that spans name; nil = they stay words
	blocks   []block   // the pictures of the last layout

	laid     []laidRun // the last layout
	laidFor  float32   // its width; -1 = none
	laidSize float32   // its font size
	high     float32   // its height
	natural  float32   // width without wrapping; -1 = not measured
	longest  float32   // width of the longest word
	measured float32   // the font size both were measured at
}

type laidRun struct {
	text   string
	style  fyne.TextStyle
	size   float32
	x, y   float32
	script Script
	mark   Mark
}

// block is a picture in a text, on lines of its own.
type block struct {
	image      image.Image
	x, y, w, h float32
}

func newText(s string, size fyne.ThemeSizeName, role fyne.ThemeColorName, bold bool) *Text {
	t := &Text{size: size, role: role, bold: bold, laidFor: -1, natural: -1, spans: textSpans(s)}
	t.ExtendBaseWidget(t)
	return t
}

func textSpans(s string) []Span {
	if s == "" {
		return nil
	}
	if !strings.ContainsAny(s, "\n\t\r") {
		return []Span{{Text: s, Start: Paragraph}}
	}
	return Spans(s, quiz.Plain)
}

// Caption is small and muted.
func Caption(s string) *Text { return newText(s, theme.SizeCaption, theme.ColorMuted, false) }

// Body is running text.
func Body(s string) *Text { return newText(s, theme.SizeBody, theme.ColorText, false) }

// Muted is running text that stands back.
func Muted(s string) *Text { return newText(s, theme.SizeBody, theme.ColorMuted, false) }

// Strong is bold running text.
func Strong(s string) *Text { return newText(s, theme.SizeBody, theme.ColorText, true) }

// Heading is the title of a card.
func Heading(s string) *Text { return newText(s, theme.SizeHeading, theme.ColorText, true) }

// Display is the title of a page, or a number that matters.
func Display(s string) *Text { return newText(s, theme.SizeDisplay, theme.ColorText, true) }

// Hero is the one number or term of a screen.
func Hero(s string) *Text { return newText(s, theme.SizeHero, theme.ColorText, true) }

// Prose is a text from a question file, by its markup. See Spans.
func Prose(s string, m quiz.Markup) *Text {
	t := newText("", theme.SizeBody, theme.ColorText, false)
	t.SetProse(s, m)
	return t
}

// Stem is the text of a question: prose in heading size.
func Stem(s string, m quiz.Markup) *Text { return Prose(s, m).Sized(theme.SizeHeading) }

// Overline is a caption in capitals above a group.
func Overline(s string) *Text { return Caption(strings.ToUpper(s)) }

// Selectable is running text that can be selected and copied with the mouse.
// It is Fyne's label: heavier than Text, and without its line height.
func Selectable(s string) *widget.Label {
	l := widget.NewLabel(strings.ReplaceAll(s, "\t", "    "))
	l.Wrapping = fyne.TextWrapWord
	l.Selectable = true
	return l
}

// Sized sets the size.
func (t *Text) Sized(size fyne.ThemeSizeName) *Text { t.size = size; t.forget(); return t }

// In sets the role of the colour.
func (t *Text) In(role fyne.ThemeColorName) *Text { t.role = role; return t }

// Bold makes it bold.
func (t *Text) Bold() *Text { t.bold = true; t.forget(); return t }

// Regular makes it not bold.
func (t *Text) Regular() *Text { t.bold = false; t.forget(); return t }

// Centred sets it in the middle.
func (t *Text) Centred() *Text { t.align = fyne.TextAlignCenter; t.forget(); return t }

// Trailing sets it at the right, for numbers.
func (t *Text) Trailing() *Text { t.align = fyne.TextAlignTrailing; t.forget(); return t }

// OneLine keeps it on one line, and asks for all the room it needs.
func (t *Text) OneLine() *Text { t.oneLine, t.clipped = true, false; t.forget(); return t }

// Clipped keeps it on one line, shortened with an ellipsis where it must be.
func (t *Text) Clipped() *Text { t.oneLine, t.clipped = true, true; t.forget(); return t }

// SetText changes the words.
func (t *Text) SetText(s string) {
	if len(t.spans) == 1 && t.spans[0] == (Span{Text: s, Start: Paragraph}) || s == "" && len(t.spans) == 0 {
		return
	}
	t.SetSpans(textSpans(s))
}

// SetProse changes the words to a text from a question file.
func (t *Text) SetProse(s string, m quiz.Markup) { t.SetSpans(Spans(s, m)) }

// SetSpans changes the words to spans made elsewhere.
func (t *Text) SetSpans(spans []Span) {
	t.spans = spans
	t.forget()
	t.Refresh()
}

// SetStruck draws a line through the words, or takes it away.
func (t *Text) SetStruck(on bool) {
	if t.struck != on {
		t.struck = on
		t.Refresh()
	}
}

// Showing makes the text show the pictures that its spans name.
func (t *Text) Showing(p *Pictures) *Text { t.pictures = p; t.forget(); return t }

// end is where the last line ends, and its top, at a width.
func (t *Text) end(width float32) (x, y float32) {
	t.lay(width)
	if len(t.laid) == 0 {
		return 0, 0
	}
	r := t.laid[len(t.laid)-1]
	w, _, _ := theme.MeasureLine(r.text, r.size, r.style)
	return r.x + w, t.high - t.pitch()
}

// SetRole changes the colour.
func (t *Text) SetRole(role fyne.ThemeColorName) {
	if t.role != role {
		t.role = role
		t.Refresh()
	}
}

// Text is the words.
func (t *Text) Text() string { return Words(t.spans) }

// Words are for tests.
func (t *Text) Words() []string { return []string{t.Text()} }

func (t *Text) forget() { t.laidFor, t.natural = -1, -1 }

func (t *Text) style(s *Span) (fyne.TextStyle, float32) {
	size := theme.Size(t.size)
	if s.Script != OnLine {
		size *= 0.75
	}
	return fyne.TextStyle{Bold: t.bold || s.Bold || s.Mark != Unmarked, Italic: s.Italic, Monospace: s.Code}, size
}

// pitch is the distance of two lines.
func (t *Text) pitch() float32 {
	_, h, _ := theme.MeasureLine("x", theme.Size(t.size), fyne.TextStyle{Bold: t.bold})
	if t.size == theme.SizeCaption || t.size == theme.SizeDisplay || t.size == theme.SizeHero {
		return float32(math.Ceil(float64(h)))
	}
	return float32(math.Ceil(max(float64(h), float64(theme.Size(t.size))*theme.LineHeight)))
}

// paragraphGap is the room between two paragraphs.
func (t *Text) paragraphGap() float32 {
	return float32(math.Round(float64(theme.Size(t.size)) * 0.6))
}

// Baseline is where the first line stands.
func (t *Text) Baseline() float32 {
	_, h, b := theme.MeasureLine("x", theme.Size(t.size), fyne.TextStyle{Bold: t.bold})
	return (t.pitch()-h)/2 + b
}

func (t *Text) measureWords() {
	size := theme.Size(t.size)
	if t.natural >= 0 && t.measured == size {
		return
	}
	t.measured, t.longest, t.natural = size, 0, 0
	sum := float32(0)
	for i := range t.spans {
		s := &t.spans[i]
		if s.Start != Inline {
			sum = t.indent(s)
		}
		style, size := t.style(s)
		sum += theme.Wide(s.Text, size, style)
		t.natural = max(t.natural, sum)
		longest := ""
		for _, word := range strings.Fields(s.Text) {
			if utf8.RuneCountInString(word) > utf8.RuneCountInString(longest) {
				longest = word
			}
		}
		t.longest = max(t.longest, theme.Wide(longest, size, style)+t.indent(s))
	}
	t.natural, t.longest = float32(math.Ceil(float64(t.natural))), float32(math.Ceil(float64(t.longest)))
	if !t.oneLine && t.align == fyne.TextAlignLeading {
		t.natural = min(t.natural, lineLimit(t.size))
	}
}

// NaturalWidth is how wide it is without wrapping.
func (t *Text) NaturalWidth() float32 { t.measureWords(); return t.natural }

// MinSize is, for text that wraps, its longest word (within reason) and the
// height at the width it has now.
func (t *Text) MinSize() fyne.Size {
	t.measureWords()
	w := min(t.longest, 12*theme.Size(t.size))
	if t.oneLine {
		w = t.natural
		if t.clipped {
			w = min(w, 4*theme.Size(t.size))
		}
	}
	at := t.BaseWidget.Size().Width
	if at <= 0 {
		at = max(w, 480)
	}
	return fyne.NewSize(w, t.HeightFor(at))
}

// HeightFor is how high it is at a width.
func (t *Text) HeightFor(width float32) float32 {
	t.lay(width)
	return t.high
}

func (t *Text) indent(s *Span) float32 {
	if s.Indent == 0 {
		return 0
	}
	return float32(s.Indent) * theme.Size(t.size) * 1.5
}

// CreateRenderer is for Fyne.
func (t *Text) CreateRenderer() fyne.WidgetRenderer { return &textView{t: t} }

type textView struct {
	t        *Text
	lines    []*canvas.Text
	strikes  []*canvas.Rectangle
	pictures []*canvas.Image
	objects  []fyne.CanvasObject
}

func (v *textView) Destroy()                     {}
func (v *textView) Objects() []fyne.CanvasObject { return v.objects }
func (v *textView) MinSize() fyne.Size           { return v.t.MinSize() }

func (v *textView) Refresh() {
	v.Layout(v.t.BaseWidget.Size())
	canvas.Refresh(v.t)
}

func (v *textView) Layout(size fyne.Size) {
	t := v.t
	if size.Width <= 0 {
		return
	}
	t.lay(size.Width)
	plain, strong := role(t.role), role(t.role)
	if t.role == theme.ColorMuted && !t.bold {
		strong = role(theme.ColorText) // what is bold in a muted text stands out
	}
	for i := range t.laid {
		r := &t.laid[i]
		ink := plain
		if r.style.Bold {
			ink = strong
		}
		if r.mark != Unmarked {
			ink = role(markRoles[r.mark])
		}
		if i == len(v.lines) {
			v.lines = append(v.lines, &canvas.Text{})
		}
		c := v.lines[i]
		if c.Text != r.text || c.TextSize != r.size || c.TextStyle != r.style || c.Color != ink {
			c.TextSize, c.TextStyle, c.Color = r.size, r.style, ink
			write(c, r.text)
			c.Refresh()
		}
		c.Move(fyne.NewPos(r.x, r.y))
		c.Resize(c.MinSize())
	}
	v.objects = v.objects[:0]
	for _, c := range v.lines[:len(t.laid)] {
		v.objects = append(v.objects, c)
	}
	v.strike()
	v.show()
}

// markRoles are the colours of marks.
var markRoles = map[Mark]fyne.ThemeColorName{HoleMark: theme.ColorAccent, FilledMark: theme.ColorAccent,
	MissingMark: theme.ColorRight, ExtraMark: theme.ColorWrong}

// strike draws the lines through words and under them.
func (v *textView) strike() {
	t, n := v.t, 0
	for i := range t.laid {
		r := &t.laid[i]
		under := r.mark != Unmarked && r.mark != ExtraMark
		if !t.struck && r.mark == Unmarked {
			continue
		}
		if n == len(v.strikes) {
			v.strikes = append(v.strikes, rect(0))
		}
		ink := t.role
		if r.mark != Unmarked {
			ink = markRoles[r.mark]
		}
		c, m := v.lines[i], v.lines[i].Size()
		x, y := float32(0), m.Height*0.54
		if under {
			y = m.Height * 0.92
		}
		if words := strings.TrimLeft(r.text, " "); r.mark != Unmarked && words != r.text {
			x = theme.Wide(r.text[:len(r.text)-len(words)], r.size, r.style)
		}
		fill(v.strikes[n], ink, "", 0)
		place(v.strikes[n], c.Position().X+x, c.Position().Y+y, m.Width-x, max(1, r.size/13))
		v.objects = append(v.objects, v.strikes[n])
		n++
	}
}

// show draws the pictures.
func (v *textView) show() {
	for i, b := range v.t.blocks {
		if i == len(v.pictures) {
			v.pictures = append(v.pictures, canvas.NewImageFromImage(b.image))
		}
		c := v.pictures[i]
		if c.Image != b.image {
			c.Image = b.image
			c.Refresh()
		}
		c.FillMode = canvas.ImageFillStretch
		place(c, b.x, b.y, b.w, b.h)
		v.objects = append(v.objects, c)
	}
}
