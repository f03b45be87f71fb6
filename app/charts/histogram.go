package charts

import (
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
)

// Bin is one column of a histogram: all values from its edge up to the next.
type Bin struct {
	Edge  string // under its left edge, short: "1 wk"
	Name  string // in the reading: "1 to 3 weeks"
	Count int
}

// HistogramChart is how many there are of each size.
type HistogramChart struct {
	live
	bins []Bin
	unit string
}

// Histogram makes the chart. unit is what is counted ("questions"); meaning
// and empty are as for Bars.
func Histogram(meaning, unit, empty string, bins []Bin) *HistogramChart {
	h := &HistogramChart{unit: unit}
	h.empty, h.hovered = empty, -1
	h.count = func() int {
		if h.total() == 0 {
			return 0
		}
		return len(h.bins)
	}
	h.height = func(float32) float32 { return theme.Scaled(150) }
	h.draw, h.at, h.read = h.plot, h.under, h.say
	h.words = labelsOf(&h.bins, func(x Bin) string { return x.Edge })
	h.set(meaning, bins)
	h.extend(h)
	return h
}

// Set changes sentence and bins.
func (h *HistogramChart) Set(meaning string, bins []Bin) { h.set(meaning, bins); h.Refresh() }

func (h *HistogramChart) set(meaning string, bins []Bin) {
	h.meaning, h.bins, h.hovered, h.rest = meaning, bins, -1, ""
	most := -1
	for i, b := range bins {
		if b.Count > 0 && (most < 0 || b.Count > bins[most].Count) {
			most = i
		}
	}
	if most >= 0 {
		h.rest = "Most: " + h.say(most)
	}
}

func (h *HistogramChart) total() int {
	n := 0
	for _, b := range h.bins {
		n += b.Count
	}
	return n
}

func (h *HistogramChart) say(i int) string {
	b := h.bins[i]
	return strings.TrimSpace(b.Name + ": " + number(float64(b.Count)) + " " + h.unit + ", " + percent(float64(b.Count)/float64(h.total())))
}

func (h *HistogramChart) marks() []float64 {
	most := 0
	for _, b := range h.bins {
		most = max(most, b.Count)
	}
	return whole(float64(most))
}

func (h *HistogramChart) left() float32 { return gutter(h.marks(), number) }

func (h *HistogramChart) plot(p *pen, s fyne.Size) {
	marks := h.marks()
	base := s.Height - captionHeight() - theme.Space4
	left, top := grid(p, s, base, marks, number)
	width := s.Width - left
	labels := make([]string, len(h.bins))
	for i, b := range h.bins {
		x, w := slot(i, len(h.bins), width)
		labels[i] = b.Edge
		c := theme.Mix(theme.ColorAccent, theme.ColorSurface, 0.45)
		if i == h.hovered {
			c = theme.Color(theme.ColorAccent)
		}
		if b.Count > 0 {
			tall := max((base-top)*scaled(float64(b.Count), 0, marks[len(marks)-1]), 2)
			from, to := whole32(left+x), whole32(left+x+w) // no blur between columns
			p.rect(from, base-tall, to-from-1, tall+1, c, 0)
		}
	}
	edgeLabels(p, labels, 0, left, width, s.Width, base)
	p.rect(left, base, width, 1, theme.Color(theme.ColorEdge), 0)
}

func (h *HistogramChart) under(pos fyne.Position, s fyne.Size) int {
	return slotAt(pos.X-h.left(), len(h.bins), s.Width-h.left())
}
