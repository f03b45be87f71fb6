package charts

import (
	"fyne.io/fyne/v2"

	"chartroom/app/theme"
)

// StripChart is a small row of bars without an axis.
type StripChart struct {
	chart
	bars []Bar
}

// Strip makes a row of small bars with their labels under them: the last seven
// days. It has no sentence and no reading; days without a value show a dot.
func Strip(bars []Bar) *StripChart {
	c := &StripChart{bars: bars}
	c.plain, c.hovered = true, -1
	c.count = func() int { return len(c.bars) }
	c.height = func(float32) float32 { return theme.Scaled(44) + theme.Space4 + captionHeight() }
	c.draw = c.plot
	c.words = labelsOf(&c.bars, func(x Bar) string { return x.Label })
	c.extend(c)
	return c
}

// Set changes the bars.
func (c *StripChart) Set(bars []Bar) { c.bars = bars; c.Refresh() }

// NaturalWidth is for layouts.
func (c *StripChart) NaturalWidth() float32 { return float32(len(c.bars)) * theme.Scaled(30) }

func (c *StripChart) plot(p *pen, s fyne.Size) {
	base, most := s.Height-captionHeight()-theme.Space4, 0.0
	for _, b := range c.bars {
		most = max(most, b.Value)
	}
	for i, b := range c.bars {
		x, w := slot(i, len(c.bars), s.Width)
		bw := min(w*0.6, theme.Scaled(18))
		col := theme.Mix(theme.ColorAccent, theme.ColorSurface, 0.45)
		if b.Mark {
			col = theme.Color(theme.ColorAccent)
		}
		if b.Value > 0 {
			h := max(base*scaled(b.Value, 0, most), bw/2)
			p.rect(x+(w-bw)/2, base-h, bw, h, col, min(4, bw/2))
		} else {
			k := theme.Scaled(4)
			p.rect(x+(w-k)/2, base-k, k, k, theme.Color(theme.ColorLine), k/2)
		}
		role := theme.ColorMuted
		if b.Mark {
			role = theme.ColorAccent
		}
		p.text(b.Label, theme.SizeCaption, role, b.Mark, x+w/2, base+theme.Space4, fyne.TextAlignCenter)
	}
}

// SparkChart is a small line without words.
type SparkChart struct {
	chart
	values []float64
}

// Sparkline makes a small line through values, lowest at the foot.
func Sparkline(values []float64) *SparkChart {
	c := &SparkChart{values: values}
	c.plain, c.hovered = true, -1
	c.count = func() int { return len(c.values) }
	c.height = func(float32) float32 { return theme.Scaled(28) }
	c.draw = c.plot
	c.extend(c)
	return c
}

// Set changes the values.
func (c *SparkChart) Set(values []float64) { c.values = values; c.Refresh() }

// NaturalWidth is for layouts.
func (c *SparkChart) NaturalWidth() float32 { return theme.Scaled(120) }

func (c *SparkChart) plot(p *pen, s fyne.Size) {
	low, high := c.values[0], c.values[0]
	for _, v := range c.values {
		low, high = min(low, v), max(high, v)
	}
	const inset = 4
	at := func(i int) (x, y float32) {
		x = s.Width / 2
		if n := len(c.values); n > 1 {
			x = inset + (s.Width-2*inset)*float32(i)/float32(n-1)
		}
		if high == low {
			return x, s.Height / 2
		}
		return x, s.Height - inset - (s.Height-2*inset)*scaled(c.values[i], low, high)
	}
	accent := theme.Color(theme.ColorAccent)
	for i := 1; i < len(c.values); i++ {
		x0, y0 := at(i - 1)
		x1, y1 := at(i)
		p.line(x0, y0, x1, y1, accent, 1.5)
	}
	x, y := at(len(c.values) - 1)
	p.dot(x, y, 3, accent, accent)
}
