// Package charts draws what a learner's numbers mean: bars, lines with a band,
// a calendar of study days, intervals per domain, and small strips. Each chart
// says its meaning in a sentence, labels things where they are, and shows the
// value under the pointer, or the one that the arrow keys lead to, in a line
// that is always there, so that nothing moves. A chart without numbers says why. Colours come from roles; there is
// no clock and no file.
package charts

import (
	"image/color"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
)

// chart is what all charts share. The embedding chart draws its plot.
type chart struct {
	widget.BaseWidget
	self    fyne.Widget // the widget that embeds this
	meaning string      // the sentence above, may be ""
	rest    string      // the reading while the pointer is elsewhere
	empty   string      // why there is nothing to see
	hovered int         // -1 = none
	focused bool        // has the keys
	plain   bool        // no sentence and no reading: a strip
	fixed   bool        // the plot does not grow with the chart

	count  func() int
	height func(width float32) float32              // of the plot
	draw   func(p *pen, size fyne.Size)             // the plot, from 0, 0
	at     func(pos fyne.Position, s fyne.Size) int // the element under the pointer
	read   func(i int) string                       // its reading
	words  func() []string
}

func (c *chart) extend(self fyne.Widget) {
	c.self = self
	c.ExtendBaseWidget(self)
}

func (c *chart) hover(i int) {
	if c.hovered != i {
		c.hovered = i
		c.Refresh()
	}
}

// Words are for tests: the sentence, the reading and the labels.
func (c *chart) Words() []string {
	w := []string{c.meaning}
	if c.count() == 0 {
		return append(w, c.empty)
	}
	if !c.plain {
		w = append(w, c.reading())
	}
	if c.words != nil {
		w = append(w, c.words()...)
	}
	return w
}

func (c *chart) reading() string {
	if c.hovered >= 0 && c.hovered < c.count() && c.read != nil {
		return c.read(c.hovered)
	}
	return c.rest
}

func captionHeight() float32 { return textSize("x", theme.SizeCaption, false).Height }

func textSize(s string, size fyne.ThemeSizeName, bold bool) fyne.Size {
	return theme.Measure(s, theme.Size(size), fyne.TextStyle{Bold: bold})
}

// sentence is the meaning, broken into lines.
func (c *chart) sentence(width float32) []string {
	if c.meaning == "" {
		return nil
	}
	limit := min(width, theme.ReadingColumns*0.475*theme.Size(theme.SizeBody))
	return wrap(c.meaning, theme.SizeBody, limit)
}

// wrap breaks a text into lines.
func wrap(s string, size fyne.ThemeSizeName, width float32) []string {
	var lines []string
	cur := ""
	s = strings.ReplaceAll(s, " %", "\u00A0%")
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' }) {
		next := strings.TrimSpace(cur + " " + w)
		if cur != "" && theme.Wide(next, theme.Size(size), fyne.TextStyle{}) > width {
			lines = append(lines, cur)
			next = w
		}
		cur = next
	}
	return append(lines, cur)
}

// readingOf is the lines of a reading, the last one shortened where it must be.
func readingOf(s string, width float32) []string {
	lines := wrap(s, theme.SizeCaption, width)
	if n := readingLines(width); len(lines) > n {
		lines = append(lines[:n-1], strings.Join(lines[n-1:], " "))
	}
	last := len(lines) - 1
	lines[last] = fit(lines[last], theme.SizeCaption, width)
	return lines
}

func (c *chart) linePitch() float32 { return theme.Size(theme.SizeBody) * theme.LineHeight }

// top is where the plot begins.
func (c *chart) top(width float32) float32 {
	if n := len(c.sentence(width)); n > 0 {
		return float32(n)*c.linePitch() + theme.Space12
	}
	return 0
}

// readingLines is how many lines are kept for the reading.
func readingLines(width float32) int {
	if width < theme.Scaled(680) {
		return 2
	}
	return 1
}

// foot is the height of the reading with its distance.
func (c *chart) foot(width float32) float32 {
	if c.plain {
		return 0
	}
	return theme.Space8 + float32(readingLines(width))*captionHeight()
}

func (c *chart) plotSize(s fyne.Size) fyne.Size {
	h := max(0, s.Height-c.top(s.Width)-c.foot(s.Width))
	if c.fixed {
		h = min(h, c.height(s.Width))
	}
	return fyne.NewSize(s.Width, h)
}

// HeightFor is for layouts.
func (c *chart) HeightFor(width float32) float32 {
	return c.top(width) + c.height(width) + c.foot(width)
}

// CreateRenderer is for Fyne.
func (c *chart) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{c: c}
	return r
}

type renderer struct {
	c *chart
	p pen
}

func (r *renderer) Destroy()                     {}
func (r *renderer) Objects() []fyne.CanvasObject { return r.p.objects }

func (r *renderer) MinSize() fyne.Size {
	w := r.c.Size().Width
	if w <= 0 {
		w = 480
	}
	least := theme.Scaled(160)
	if r.c.plain {
		least = theme.Scaled(48)
	}
	return fyne.NewSize(least, r.c.HeightFor(w))
}

func (r *renderer) Refresh() {
	r.Layout(r.c.Size())
	canvas.Refresh(r.c.self)
}

// ringGap is between a chart and the ring that shows that it has the keys.
const ringGap = theme.Space8

func (r *renderer) Layout(s fyne.Size) {
	if s.Width <= 0 {
		return
	}
	c, p := r.c, &r.p
	p.begin()
	if c.focused {
		p.box(-ringGap, -ringGap, s.Width+2*ringGap, s.Height+2*ringGap, color.Transparent, theme.Color(theme.ColorAccent), 2, theme.RadiusRow)
	}
	y := float32(0)
	for _, l := range c.sentence(s.Width) {
		p.text(l, theme.SizeBody, theme.ColorMuted, false, 0, y, fyne.TextAlignLeading)
		y += c.linePitch()
	}
	p.origin = fyne.NewPos(0, c.top(s.Width))
	size := c.plotSize(s)
	if c.count() == 0 {
		p.rect(0, 0, size.Width, size.Height, theme.Color(theme.ColorRaised), theme.RadiusRow)
		p.text(fit(c.empty, theme.SizeBody, size.Width-theme.Space16), theme.SizeBody, theme.ColorMuted, false, size.Width/2, size.Height/2-textSize("x", theme.SizeBody, false).Height/2, fyne.TextAlignCenter)
	} else {
		c.draw(p, size)
		p.origin = fyne.Position{}
		if !c.plain {
			role := theme.ColorMuted
			if c.hovered >= 0 {
				role = theme.ColorText
			}
			y := c.top(s.Width) + size.Height + theme.Space8
			for _, l := range readingOf(c.reading(), s.Width) {
				p.text(l, theme.SizeCaption, role, false, 0, y, fyne.TextAlignLeading)
				y += captionHeight()
			}
		}
	}
}

// fit shortens s to a width.
func fit(s string, size fyne.ThemeSizeName, width float32) string {
	if textSize(s, size, false).Width <= width {
		return s
	}
	r := []rune(s)
	for len(r) > 0 && textSize(string(r)+"…", size, false).Width > width {
		r = r[:len(r)-1]
	}
	return string(r) + "…"
}

// pen draws with canvas objects that it keeps from one drawing to the next.
type pen struct {
	origin  fyne.Position
	rects   []*canvas.Rectangle
	lines   []*canvas.Line
	dots    []*canvas.Circle
	texts   []*canvas.Text
	objects []fyne.CanvasObject

	usedRects, usedLines, usedDots, usedTexts int
}

func (p *pen) begin() {
	p.origin = fyne.Position{}
	p.objects = p.objects[:0]
	p.usedRects, p.usedLines, p.usedDots, p.usedTexts = 0, 0, 0, 0
}

func (p *pen) rect(x, y, w, h float32, c color.Color, radius float32) *canvas.Rectangle {
	if p.usedRects == len(p.rects) {
		p.rects = append(p.rects, canvas.NewRectangle(color.Transparent))
	}
	r := p.rects[p.usedRects]
	p.usedRects++
	if r.FillColor != c || r.CornerRadius != radius || r.StrokeWidth != 0 || r.TopLeftCornerRadius != 0 {
		r.FillColor, r.CornerRadius, r.StrokeColor, r.StrokeWidth = c, radius, nil, 0
		r.TopLeftCornerRadius, r.TopRightCornerRadius = 0, 0
		r.Refresh()
	}
	p.put(r, x, y, w, h)
	return r
}

// box is a rectangle with an edge.
func (p *pen) box(x, y, w, h float32, fill, edge color.Color, width, radius float32) {
	r := p.rect(x, y, w, h, fill, radius)
	r.StrokeColor, r.StrokeWidth = edge, width
	r.Refresh()
}

func (p *pen) line(x0, y0, x1, y1 float32, c color.Color, width float32) {
	if p.usedLines == len(p.lines) {
		p.lines = append(p.lines, canvas.NewLine(color.Transparent))
	}
	l := p.lines[p.usedLines]
	p.usedLines++
	if l.StrokeColor != c || l.StrokeWidth != width {
		l.StrokeColor, l.StrokeWidth = c, width
		l.Refresh()
	}
	l.Position1, l.Position2 = fyne.NewPos(x0, y0).Add(p.origin), fyne.NewPos(x1, y1).Add(p.origin)
	p.objects = append(p.objects, l)
}

func (p *pen) dot(x, y, r float32, fill, edge color.Color) {
	if p.usedDots == len(p.dots) {
		p.dots = append(p.dots, canvas.NewCircle(color.Transparent))
	}
	d := p.dots[p.usedDots]
	p.usedDots++
	d.FillColor, d.StrokeColor, d.StrokeWidth = fill, edge, 2
	d.Refresh()
	p.put(d, x-r, y-r, 2*r, 2*r)
}

// text writes s with its top at y; x is its left, middle or right, by align.
// It returns the width.
func (p *pen) text(s string, size fyne.ThemeSizeName, role fyne.ThemeColorName, bold bool, x, y float32, align fyne.TextAlign) float32 {
	if p.usedTexts == len(p.texts) {
		p.texts = append(p.texts, &canvas.Text{})
	}
	t := p.texts[p.usedTexts]
	p.usedTexts++
	c, px := theme.Color(role), theme.Size(size)
	if t.Text != s || t.Color != c || t.TextSize != px || t.TextStyle.Bold != bold {
		t.Text, t.Color, t.TextSize, t.TextStyle.Bold = s, c, px, bold
		t.FontSource = theme.Face(s, t.TextStyle)
		t.Refresh()
	}
	m := t.MinSize()
	switch align {
	case fyne.TextAlignCenter:
		x -= m.Width / 2
	case fyne.TextAlignTrailing:
		x -= m.Width
	}
	p.put(t, x, y, m.Width, m.Height)
	return m.Width
}

func (p *pen) put(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y).Add(p.origin))
	o.Resize(fyne.NewSize(w, h))
	p.objects = append(p.objects, o)
}

// number writes v as a learner would: no decimals when it is whole, one
// otherwise, thousands apart.
func number(v float64) string {
	s := strconv.FormatFloat(v, 'f', 1, 64)
	s = strings.TrimSuffix(s, ".0")
	digits, rest, _ := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "−", digits[1:]
	}
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	if rest != "" {
		return sign + b.String() + "." + rest
	}
	return sign + b.String()
}

// percent writes a share (0 to 1) as "71 %".
func percent(share float64) string {
	return strconv.Itoa(int(share*100+0.5)) + " %"
}

// grid draws lines at the ticks with their labels at the left, and returns
// where the plot begins.
func grid(p *pen, s fyne.Size, base float32, marks []float64, label func(float64) string) (left, top float32) {
	left = gutter(marks, label)
	top = captionHeight() / 2
	for _, m := range marks {
		y := base - (base-top)*scaled(m, 0, marks[len(marks)-1])
		p.rect(left, y, s.Width-left, 1, theme.Color(theme.ColorLine), 0)
		p.text(label(m), theme.SizeCaption, theme.ColorMuted, false, left-theme.Space8, y-captionHeight()/2, fyne.TextAlignTrailing)
	}
	return left, top
}

// gutter is the room of the marks' labels at the left of a plot.
func gutter(marks []float64, label func(float64) string) float32 {
	w := float32(0)
	for _, m := range marks {
		w = max(w, textSize(label(m), theme.SizeCaption, false).Width)
	}
	return w + theme.Space8
}

// labelsOf reads a label of each value, for Words.
func labelsOf[T any](all *[]T, label func(T) string) func() []string {
	return func() []string {
		w := make([]string, len(*all))
		for i, x := range *all {
			w[i] = label(x)
		}
		return w
	}
}

// edgeLabels writes labels under slots, at a place of each (0 = its left edge,
// .5 = its middle); "" is no label. Where they would touch, every second or
// third is written, so that their distance stays the same.
func edgeLabels(p *pen, labels []string, place, left, width, end, base float32) {
	var shown []int
	widest := float32(0)
	for i, l := range labels {
		if l != "" {
			shown = append(shown, i)
			widest = max(widest, textSize(l, theme.SizeCaption, false).Width)
		}
	}
	step := every(len(shown), widest, width, theme.Space8)
	for k := 0; k < len(shown); k += step {
		i := shown[k]
		x, w := slot(i, len(labels), width)
		half := textSize(labels[i], theme.SizeCaption, false).Width / 2
		at := left + x + w*place
		p.rect(at, base, 1, theme.Space4, theme.Color(theme.ColorEdge), 0)
		p.text(labels[i], theme.SizeCaption, theme.ColorMuted, false, min(max(at, half), end-half), base+theme.Space4, fyne.TextAlignCenter)
	}
}

// whole32 is a place on whole units.
func whole32(x float32) float32 { return float32(int(x + .5)) }
