package charts

import (
	"fyne.io/fyne/v2"

	"chartroom/app/theme"
)

// CalibrationChart holds what was predicted, from left to right, against what
// came, from foot to top: on the dashed line both are the same. Bars at the
// foot say how much each share rests on.
type CalibrationChart struct {
	live
	spots []Spot
}

// Calibration makes the chart. The spots are in the order of what was
// expected, lowest first; meaning and empty are as for Bars.
func Calibration(meaning, empty string, spots []Spot) *CalibrationChart {
	c := &CalibrationChart{}
	c.empty, c.hovered = empty, -1
	c.count = func() int { return len(c.spots) }
	c.height = func(float32) float32 { return theme.Scaled(210) + 2*captionHeight() }
	c.draw, c.at = c.plot, c.under
	c.read = func(i int) string { return c.spots[i].say("reviews") }
	c.words = func() []string { return []string{calibrationUp, calibrationAlong} }
	c.set(meaning, spots)
	c.extend(c)
	return c
}

// What the axes count.
const (
	calibrationUp    = "Remembered"
	calibrationAlong = "Predicted"
)

// Set changes sentence and spots.
func (c *CalibrationChart) Set(meaning string, spots []Spot) { c.set(meaning, spots); c.Refresh() }

func (c *CalibrationChart) set(meaning string, spots []Spot) {
	c.meaning, c.spots, c.hovered = meaning, spots, -1
	c.rest = "A box on the dashed line: memory did what was predicted. Bars at the foot: how many reviews."
}

// frame is where the plot lies: its left and right, its top and base.
func (c *CalibrationChart) frame(s fyne.Size) (left, right, top, base float32) {
	left = textSize(percent(1), theme.SizeCaption, false).Width + theme.Space8
	right = s.Width - textSize(percent(1), theme.SizeCaption, false).Width/2
	return left, right, captionHeight() * 1.75, s.Height - 2*captionHeight() - theme.Space12
}

// x is where an expected share stands, with room for half a dot at the ends.
func (c *CalibrationChart) x(expected float64, left, right float32) float32 {
	return left + (right-left)*scaled(expected, floorOf(c.spots), 1)
}

func (c *CalibrationChart) plot(p *pen, s fyne.Size) {
	left, right, top, base := c.frame(s)
	low := floorOf(c.spots)
	p.text(calibrationUp, theme.SizeCaption, theme.ColorMuted, false, 0, 0, fyne.TextAlignLeading)
	_, y := shareGrid(p, right, base, top, low)
	c.counts(p, left, right, base, top)
	free := float32(0)
	for _, m := range sharesFrom(low) {
		w := textSize(percent(m), theme.SizeCaption, false).Width
		if x := c.x(m, left, right); x-w/2 >= free {
			p.text(percent(m), theme.SizeCaption, theme.ColorMuted, false, x, base+theme.Space8, fyne.TextAlignCenter)
			free = x + w/2 + theme.Space8
		}
	}
	p.text(calibrationAlong, theme.SizeCaption, theme.ColorMuted, false, right, base+theme.Space12+captionHeight(), fyne.TextAlignTrailing)
	p.rect(left, base, right-left, 1, theme.Color(theme.ColorEdge), 0)
	width := theme.Scaled(12)
	for i := 1; i < len(c.spots); i++ { // beside each other, never on each other
		width = min(width, max(c.x(c.spots[i].Expected, left, right)-c.x(c.spots[i-1].Expected, left, right)-5, 3))
	}
	for i, q := range c.spots {
		whisker(p, c.x(q.Expected, left, right), y(q.High), y(q.Value), y(q.Low), width, i == c.hovered)
	}
	dashed(p, left, base, right, top, theme.ColorMuted)
}

// counts draws at the foot, at most a quarter high, how much each spot rests
// on.
func (c *CalibrationChart) counts(p *pen, left, right, base, top float32) {
	most := 0
	for _, q := range c.spots {
		most = max(most, q.Count)
	}
	for i, q := range c.spots {
		x, w := c.x(q.Expected, left, right), theme.Scaled(16)
		role := theme.ColorLine
		if i == c.hovered {
			role = theme.ColorEdge
		}
		h := max((base-top)/4*scaled(float64(q.Count), 0, float64(most)), 2)
		from := max(x-w/2, left)
		p.rect(from, base-h, min(x+w/2, right)-from, h, theme.Color(role), 2)
	}
}

func (c *CalibrationChart) under(pos fyne.Position, s fyne.Size) int {
	left, right, _, _ := c.frame(s)
	if pos.X < left-theme.Space12 || pos.X > right+theme.Space12 {
		return -1
	}
	return nearest(pos.X, len(c.spots), func(i int) float32 { return c.x(c.spots[i].Expected, left, right) })
}
