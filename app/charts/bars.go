package charts

import (
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
)

// Bar is one bar: a day, most often.
type Bar struct {
	Label string // under it, short: "Mon", "24"
	Value float64
	More  float64 // stands on top, in outline: see WithMore
	Name  string  // in the reading: "Tuesday, 24 November"; "" = Label
	Mark  bool    // drawn in the full accent: today
}

// BarChart is values beside each other, such as the reviews due per day.
type BarChart struct {
	live
	bars []Bar
	unit string
	more string
}

// WithMore says what the bars' More is ("from new cards"), and returns the
// chart.
func (b *BarChart) WithMore(words string) *BarChart {
	b.more = words
	b.set(b.meaning, b.bars)
	return b
}

// Bars makes the chart. meaning is the sentence above it, unit what is counted
// ("reviews"), empty what it says while there are no bars or all are 0.
func Bars(meaning, unit, empty string, bars []Bar) *BarChart {
	b := &BarChart{unit: unit}
	b.empty, b.hovered = empty, -1
	b.count = func() int {
		for _, x := range b.bars {
			if x.Value+x.More > 0 {
				return len(b.bars)
			}
		}
		return 0
	}
	b.height = func(float32) float32 { return theme.Scaled(150) }
	b.draw, b.at, b.read = b.plot, b.under, b.say
	b.words = labelsOf(&b.bars, func(x Bar) string { return x.Label })
	b.set(meaning, bars)
	b.extend(b)
	return b
}

// Set changes sentence and bars.
func (b *BarChart) Set(meaning string, bars []Bar) { b.set(meaning, bars); b.Refresh() }

func (b *BarChart) set(meaning string, bars []Bar) {
	b.meaning, b.bars, b.hovered = meaning, bars, -1
	most := -1
	for i, x := range bars {
		if most < 0 || x.Value+x.More > bars[most].Value+bars[most].More {
			most = i
		}
	}
	b.rest = ""
	if most >= 0 {
		b.rest = "Most: " + b.say(most)
	}
}

func (b *BarChart) say(i int) string {
	x := b.bars[i]
	name := x.Name
	if name == "" {
		name = x.Label
	}
	s := strings.TrimSpace(name + ": " + number(x.Value) + " " + b.unit)
	if x.More > 0 {
		s += ", " + number(x.More) + " " + b.more
	}
	return s
}

func (b *BarChart) marks() []float64 {
	most := 0.0
	for _, x := range b.bars {
		most = max(most, x.Value+x.More)
	}
	return whole(most)
}

func (b *BarChart) left() float32 { return gutter(b.marks(), number) }

func (b *BarChart) plot(p *pen, s fyne.Size) {
	marks := b.marks()
	base := s.Height - captionHeight() - theme.Space4
	left, top := grid(p, s, base, marks, number)
	width, widest := s.Width-left, float32(0)
	for _, x := range b.bars {
		widest = max(widest, textSize(x.Label, theme.SizeCaption, false).Width)
	}
	step := every(len(b.bars), widest, width, theme.Space8)
	for i, x := range b.bars {
		sx, sw := slot(i, len(b.bars), width)
		w := min(sw*0.72, theme.Scaled(40))
		if sw-w < 2 {
			w = max(1, sw-2)
		}
		c := theme.Mix(theme.ColorAccent, theme.ColorSurface, 0.45)
		if x.Mark || i == b.hovered {
			c = theme.Color(theme.ColorAccent)
		}
		if h := (base - top) * scaled(x.Value, 0, marks[len(marks)-1]); x.Value > 0 {
			h = max(h, 2)
			r := p.rect(left+sx+(sw-w)/2, base-h, w, h+1, c, 0)
			if k := min(4, w/2, h); k >= 1 {
				r.TopLeftCornerRadius, r.TopRightCornerRadius = k, k
				r.Refresh()
			}
		}
		if x.More > 0 {
			low, high := (base-top)*scaled(x.Value, 0, marks[len(marks)-1]), (base-top)*scaled(x.Value+x.More, 0, marks[len(marks)-1])
			p.box(left+sx+(sw-w)/2, base-high, w, max(high-low, 2), theme.Color(theme.ColorSurface), theme.Color(theme.ColorAccent), 1, min(3, w/2))
		}
		if i%step == 0 {
			role := theme.ColorMuted
			if x.Mark {
				role = theme.ColorAccent
			}
			p.text(x.Label, theme.SizeCaption, role, x.Mark, left+sx+sw/2, base+theme.Space4, fyne.TextAlignCenter)
		}
	}
	p.rect(left, base, width, 1, theme.Color(theme.ColorEdge), 0)
}

func (b *BarChart) under(pos fyne.Position, s fyne.Size) int {
	left := b.left()
	return slotAt(pos.X-left, len(b.bars), s.Width-left)
}
