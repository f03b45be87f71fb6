package charts

import (
	"fyne.io/fyne/v2"

	"chartroom/app/theme"
)

// ShareChart is shares beside each other, each with its interval and a mark at
// what was expected: how much is remembered at each hour.
type ShareChart struct {
	live
	spots []Spot
	noun  string
}

// Shares makes the chart. noun is what a share rests on ("reviews"); meaning
// and empty are as for Bars. Spots that are not known yet keep their place.
func Shares(meaning, noun, empty string, spots []Spot) *ShareChart {
	c := &ShareChart{noun: noun}
	c.empty, c.hovered = empty, -1
	c.count = func() int {
		for _, s := range c.spots {
			if s.known() {
				return len(c.spots)
			}
		}
		return 0
	}
	c.height = func(float32) float32 { return theme.Scaled(190) }
	c.draw, c.at = c.plot, c.under
	c.read = func(i int) string { return c.spots[i].say(c.noun) }
	c.words = labelsOf(&c.spots, func(x Spot) string { return x.Label })
	c.set(meaning, spots)
	c.extend(c)
	return c
}

// Set changes sentence and spots.
func (c *ShareChart) Set(meaning string, spots []Spot) { c.set(meaning, spots); c.Refresh() }

func (c *ShareChart) set(meaning string, spots []Spot) {
	c.meaning, c.spots, c.hovered = meaning, spots, -1
	c.rest = "The mark is the share remembered, the box where it likely lies, the thin line what was predicted."
}

func (c *ShareChart) left() float32 {
	return textSize(percent(1), theme.SizeCaption, false).Width + theme.Space8
}

func (c *ShareChart) plot(p *pen, s fyne.Size) {
	base, top := s.Height-captionHeight()-theme.Space4, captionHeight()/2
	left, y := shareGrid(p, s.Width, base, top, floorOf(c.spots))
	width := s.Width - left
	box := min(theme.Scaled(12), width/float32(len(c.spots))*.55)
	labels := make([]string, len(c.spots))
	for i, q := range c.spots {
		labels[i] = q.Label
	}
	edgeLabels(p, labels, .5, left, width, s.Width, base)
	for i, q := range c.spots {
		x, w := slot(i, len(c.spots), width)
		mid := left + x + w/2
		if i == c.hovered {
			p.rect(left+x, top, w, base-top, theme.Color(theme.ColorRaised), 2)
		}
		if q.known() {
			whisker(p, mid, y(q.High), y(q.Value), y(q.Low), box, i == c.hovered)
			p.rect(mid-w/2+1, y(q.Expected), w-2, 1.5, theme.Color(theme.ColorMuted), 0)
		}
	}
	p.rect(left, base, width, 1, theme.Color(theme.ColorEdge), 0)
}

func (c *ShareChart) under(pos fyne.Position, s fyne.Size) int {
	return slotAt(pos.X-c.left(), len(c.spots), s.Width-c.left())
}
