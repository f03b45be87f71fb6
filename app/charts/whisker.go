package charts

import (
	"fyne.io/fyne/v2"

	"chartroom/app/theme"
)

// Spot is a share that was seen, with its interval and what was expected.
type Spot struct {
	Name             string  // in the reading: "Predicted 85 to 90 %"
	Label            string  // under it on an axis of names; "" = none
	Expected         float64 // 0 to 1
	Low, Value, High float64 // shares, 0 to 1; High 0 = not known yet
	Count            int     // how many it rests on
	Unknown          string  // what to say while it is not known: "not yet, 12 of 20"
}

func (s *Spot) known() bool { return s.High > 0 }

// say is the reading of a spot.
func (s *Spot) say(noun string) string {
	if !s.known() {
		return s.Name + ": " + s.Unknown
	}
	return s.Name + ": " + percent(s.Value) + " remembered, likely between " + percent(s.Low) + " and " + percent(s.High) +
		"; " + percent(s.Expected) + " expected; " + number(float64(s.Count)) + " " + noun
}

// floorOf is where an axis of shares that ends at 100 % begins: the round
// share at or below everything shown, so that what matters fills the plot.
func floorOf(spots []Spot) float64 {
	least := 1.0
	for _, s := range spots {
		if s.known() {
			least = min(least, s.Low, s.Expected)
		}
	}
	return roundFloor(least)
}

// roundFloor is the largest share at or below least from which four equal
// steps lead to 100 %.
func roundFloor(least float64) float64 {
	for _, f := range []float64{.8, .6, .4, .2} {
		if least >= f {
			return f
		}
	}
	return 0
}

// sharesFrom is the grid's shares from low to 1, in four steps.
func sharesFrom(low float64) []float64 {
	t := make([]float64, 5)
	for i := range t {
		t[i] = low + (1-low)*float64(i)/4
	}
	return t
}

// shareGrid draws lines at shares from low to 1 with their labels at the left,
// leaving out what would overlap, and returns where the plot begins. y is the
// height of a share.
func shareGrid(p *pen, right, base, top float32, low float64) (left float32, y func(float64) float32) {
	left = textSize(percent(1), theme.SizeCaption, false).Width + theme.Space8
	y = func(v float64) float32 { return base - (base-top)*scaled(v, low, 1) }
	free := base + captionHeight()
	for _, m := range sharesFrom(low) {
		p.rect(left, y(m), right-left, 1, theme.Color(theme.ColorLine), 0)
		ty := y(m) - captionHeight()/2
		if m == low {
			ty = base - captionHeight()*.85 // clear of the labels under the axis
		}
		if ty+captionHeight() <= free {
			p.text(percent(m), theme.SizeCaption, theme.ColorMuted, false, left-theme.Space8, ty, fyne.TextAlignTrailing)
			free = ty
		}
	}
	return left, y
}

// whisker draws an interval upright around x, so wide, with a mark at its
// share, as IntervalBars does lying down.
func whisker(p *pen, x, high, mid, low, width float32, hovered bool) {
	accent := theme.Color(theme.ColorAccent)
	fill, edge := theme.Color(theme.ColorAccentSoft), float32(1)
	if hovered {
		edge = 2
	}
	p.box(x-width/2, high, width, max(low-high, 3), fill, accent, edge, min(4, width/3))
	k := theme.Scaled(3)
	p.rect(x-width/2-2, mid-k/2, width+4, k, accent, 1)
}

// dashed draws a line of dashes.
func dashed(p *pen, x0, y0, x1, y1 float32, role fyne.ThemeColorName) {
	const dash, gap = 5, 4
	dx, dy := x1-x0, y1-y0
	length := hypot(dx, dy)
	if length == 0 {
		return
	}
	for at := float32(0); at < length; at += dash + gap {
		a, b := at/length, min(at+dash, length)/length
		p.line(x0+dx*a, y0+dy*a, x0+dx*b, y0+dy*b, theme.Color(role), 1.5)
	}
}
