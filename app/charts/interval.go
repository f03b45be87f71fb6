package charts

import (
	"slices"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
)

// Interval is an estimate with its uncertainty: what a domain will probably
// bring on exam day.
type Interval struct {
	Label          string
	Weight         float64 // share of the exam, 0 to 1; 0 = not shown
	Low, Mid, High float64 // shares, 0 to 1; all 0 = not known yet
	Note           string  // in the reading: "83 answers"
	Unknown        string  // what to say while it is not known: "no answers yet"
}

func (i *Interval) known() bool { return i.High > 0 }

// IntervalChart is intervals below each other on one scale from 0 to 100 %.
type IntervalChart struct {
	live
	rows []Interval
}

// IntervalBars makes the chart. meaning and empty are as for Bars.
func IntervalBars(meaning, empty string, rows []Interval) *IntervalChart {
	c := &IntervalChart{}
	c.empty, c.hovered, c.fixed = empty, -1, true
	c.count = func() int { return len(c.rows) }
	c.height = func(width float32) float32 { return float32(max(1, len(c.rows))) * c.pitch(width) }
	c.draw, c.at, c.read, c.step = c.plot, c.under, c.say, c.down
	c.words = func() []string {
		var w []string
		for _, r := range c.rows {
			w = append(w, r.Label)
			if r.known() {
				w = append(w, percent(r.Mid))
			} else {
				w = append(w, r.Unknown)
			}
		}
		return w
	}
	c.set(meaning, rows)
	c.extend(c)
	return c
}

// Set changes sentence and rows.
func (c *IntervalChart) Set(meaning string, rows []Interval) { c.set(meaning, rows); c.Refresh() }

func (c *IntervalChart) set(meaning string, rows []Interval) {
	c.meaning, c.rows, c.hovered = meaning, rows, -1
	c.rest = ""
	if slices.ContainsFunc(rows, func(r Interval) bool { return r.known() }) {
		c.rest = "The bar is the estimate; the true share lies in the box nine times out of ten."
	}
}

func (c *IntervalChart) say(i int) string {
	r := c.rows[i]
	s := r.Label + ": "
	if r.known() {
		s += percent(r.Mid) + ", likely between " + percent(r.Low) + " and " + percent(r.High)
	} else {
		s += r.Unknown
	}
	if r.Weight > 0 {
		s += "; " + percent(r.Weight) + " of the exam"
	}
	if r.Note != "" {
		s += "; " + r.Note
	}
	return s
}

// stacked: labels stand above their bars when there is little width.
func (c *IntervalChart) stacked(width float32) bool { return width < theme.Scaled(520) }

func (c *IntervalChart) pitch(width float32) float32 {
	h := textSize("x", theme.SizeBody, false).Height
	if c.stacked(width) {
		return h + theme.Scaled(14) + 18
	}
	return h + 17
}

func (c *IntervalChart) plot(p *pen, s fyne.Size) {
	pitch := c.pitch(s.Width)
	stacked := c.stacked(s.Width)
	body, caption := textSize("x", theme.SizeBody, false).Height, captionHeight()
	label, weight := float32(0), float32(0)
	for _, r := range c.rows {
		label = max(label, textSize(r.Label, theme.SizeBody, false).Width)
		if r.Weight > 0 {
			weight = max(weight, textSize(percent(r.Weight), theme.SizeCaption, false).Width)
		}
	}
	label = min(label, s.Width*0.36)
	value := textSize(percent(1), theme.SizeBody, true).Width
	left := label + theme.Space24
	if weight > 0 {
		left += weight + theme.Space12
	}
	right := s.Width - value - theme.Space16
	if stacked {
		left, right = 0, s.Width
	}
	for i, r := range c.rows {
		y := float32(i) * pitch
		mid := y + pitch/2
		ty := mid - body/2
		if stacked {
			ty = y + 4
			mid = ty + body + 4 + theme.Scaled(7)
		}
		if i == c.hovered {
			p.rect(-theme.Space8, y+2, s.Width+theme.Space16, pitch-4, theme.Color(theme.ColorRaised), theme.RadiusRow)
		}
		cy := ty + body - caption - 1
		labelRoom := label
		if stacked {
			labelRoom = s.Width - value - weight - 2*theme.Space12
		}
		p.text(fit(r.Label, theme.SizeBody, labelRoom+1), theme.SizeBody, theme.ColorText, false, 0, ty, fyne.TextAlignLeading)
		if r.Weight > 0 {
			x := left - theme.Space12
			if stacked {
				x = s.Width - value - theme.Space12
			}
			p.text(percent(r.Weight), theme.SizeCaption, theme.ColorMuted, false, x, cy, fyne.TextAlignTrailing)
		}
		if !r.known() {
			track(p, left, mid, right-left, i == c.hovered)
			w := r.Unknown
			if w == "" {
				w = "not known yet"
			}
			tw := textSize(w, theme.SizeCaption, false).Width
			back := theme.Color(theme.ColorSurface)
			if i == c.hovered {
				back = theme.Color(theme.ColorRaised)
			}
			p.rect((left+right-tw)/2-theme.Space8, mid-caption/2, tw+theme.Space16, caption, back, 0)
			p.text(w, theme.SizeCaption, theme.ColorMuted, false, (left+right)/2, mid-caption/2, fyne.TextAlignCenter)
			continue
		}
		interval(p, left, mid, right-left, r.Low, r.Mid, r.High, i == c.hovered)
		p.text(percent(r.Mid), theme.SizeBody, theme.ColorText, true, s.Width, ty, fyne.TextAlignTrailing)
	}
}

func track(p *pen, x, mid, w float32, hovered bool) {
	c := theme.Color(theme.ColorRaised)
	if hovered {
		c = theme.Color(theme.ColorLine)
	}
	p.rect(x, mid-4, w, 8, c, 4)
}

// interval draws track, box and mark, centred on mid.
func interval(p *pen, x, mid, w float32, low, value, high float64, hovered bool) {
	track(p, x, mid, w, hovered)
	h := theme.Scaled(14)
	a, b := x+w*scaled(low, 0, 1), x+w*scaled(high, 0, 1)
	p.box(a, mid-h/2, max(b-a, 6), h, theme.Color(theme.ColorAccentSoft), theme.Color(theme.ColorAccent), 1, 4)
	k := theme.Scaled(3)
	p.rect(x+w*scaled(value, 0, 1)-k/2, mid-h/2-2, k, h+4, theme.Color(theme.ColorAccent), 1)
}

func (c *IntervalChart) under(pos fyne.Position, s fyne.Size) int {
	i := int(pos.Y / c.pitch(s.Width))
	if pos.Y < 0 || i >= len(c.rows) {
		return -1
	}
	return i
}

// IntervalStrip is one interval without words, for beside a big number.
type IntervalStrip struct {
	chart
	low, mid, high float64
}

// OneInterval makes the strip; all shares 0 to 1.
func OneInterval(low, mid, high float64) *IntervalStrip {
	c := &IntervalStrip{low: low, mid: mid, high: high}
	c.plain, c.hovered = true, -1
	c.count = func() int { return 1 }
	c.height = func(float32) float32 { return theme.Scaled(14) + 4 }
	c.draw = func(p *pen, s fyne.Size) { interval(p, 0, s.Height/2, s.Width, c.low, c.mid, c.high, false) }
	c.extend(c)
	return c
}

// Set changes the interval.
func (c *IntervalStrip) Set(low, mid, high float64) {
	c.low, c.mid, c.high = low, mid, high
	c.Refresh()
}
