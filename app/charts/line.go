package charts

import (
	"fyne.io/fyne/v2"

	"chartroom/app/theme"
)

// Point is one value of a line, such as a week's accuracy. Low and High are
// the band around it, both 0 for none.
type Point struct {
	Label     string  // under it, short: "Nov"; "" = none
	Name      string  // in the reading: "week of 16 November"
	Value     float64 // share, 0 to 1
	Low, High float64
	Expected  float64 // 0 to 1; 0 = none
}

// LineChart is a share over time, with its uncertainty.
type LineChart struct {
	live
	points []Point
	target float64
	goal   string
}

// Line makes the chart, up to 100 % from a round share below all that is
// shown. target is a share to compare with, 0 for none, and goal its word
// ("planned"). meaning and empty are as for Bars.
func Line(meaning, empty string, points []Point, target float64, goal string) *LineChart {
	l := &LineChart{target: target, goal: goal}
	l.empty, l.hovered = empty, -1
	l.count = func() int { return len(l.points) }
	l.height = func(float32) float32 { return theme.Scaled(170) }
	l.draw, l.at, l.read = l.plot, l.under, l.say
	l.words = labelsOf(&l.points, func(x Point) string { return x.Label })
	l.set(meaning, points)
	l.extend(l)
	return l
}

// Set changes sentence and points.
func (l *LineChart) Set(meaning string, points []Point) { l.set(meaning, points); l.Refresh() }

func (l *LineChart) set(meaning string, points []Point) {
	l.meaning, l.points, l.hovered, l.rest = meaning, points, -1, ""
	if n := len(points); n > 0 {
		l.rest = "Latest: " + l.say(n-1)
	}
}

func (l *LineChart) say(i int) string {
	p := l.points[i]
	name := p.Name
	if name == "" {
		name = p.Label
	}
	s := name + ": " + percent(p.Value)
	if p.High > p.Low {
		s += ", likely between " + percent(p.Low) + " and " + percent(p.High)
	}
	if p.Expected > 0 {
		s += "; " + percent(p.Expected) + " expected"
	}
	return s
}

// floor is where the axis begins.
func (l *LineChart) floor() float64 {
	least := 1.0
	for _, p := range l.points {
		least = min(least, p.Value)
		if p.High > p.Low {
			least = min(least, p.Low)
		}
		if p.Expected > 0 {
			least = min(least, p.Expected)
		}
	}
	if l.target > 0 {
		least = min(least, l.target)
	}
	return roundFloor(least)
}

func (l *LineChart) edges(s fyne.Size) (left, right float32) {
	last := textSize(percent(1), theme.SizeBody, true).Width + theme.Space12
	if w := textSize(l.goal, theme.SizeCaption, false).Width + theme.Space12; l.target > 0 {
		last = max(last, w)
	}
	return textSize(percent(1), theme.SizeCaption, false).Width + theme.Space8, s.Width - last
}

func (l *LineChart) x(i int, left, right float32) float32 {
	const inset = 6
	if len(l.points) == 1 {
		return (left + right) / 2
	}
	return left + inset + (right-left-2*inset)*float32(i)/float32(len(l.points)-1)
}

func (l *LineChart) plot(p *pen, s fyne.Size) {
	base := s.Height - captionHeight() - theme.Space4
	left, right := l.edges(s)
	top := captionHeight() / 2
	_, y := shareGrid(p, right, base, top, l.floor())

	var xs, values, lows, highs []float32
	banded := false
	for i, q := range l.points {
		xs = append(xs, l.x(i, left, right))
		values = append(values, y(q.Value))
		lo, hi := q.Low, q.High
		if hi <= lo {
			lo, hi = q.Value, q.Value
		} else {
			banded = true
		}
		lows, highs = append(lows, y(lo)), append(highs, y(hi))
	}
	if banded {
		const column = 2
		for x := xs[0]; x < xs[len(xs)-1]; x += column {
			a, b := between(x+column/2, xs, highs), between(x+column/2, xs, lows)
			p.rect(x, a, min(column, xs[len(xs)-1]-x), max(1, b-a), theme.Color(theme.ColorAccentSoft), 0)
		}
		if len(xs) == 1 {
			p.rect(xs[0]-6, highs[0], 12, lows[0]-highs[0], theme.Color(theme.ColorAccentSoft), 3)
		}
	}
	if l.target > 0 {
		ty := y(l.target)
		for x := left; x < right; x += 8 {
			p.rect(x, ty, min(4, right-x), 1, theme.Color(theme.ColorMuted), 0)
		}
	}
	for i := 1; i < len(xs); i++ {
		if a, b := l.points[i-1].Expected, l.points[i].Expected; a > 0 && b > 0 {
			dashed(p, xs[i-1], y(a), xs[i], y(b), theme.ColorMuted)
		}
	}
	accent := theme.Color(theme.ColorAccent)
	for i := 1; i < len(xs); i++ {
		p.line(xs[i-1], values[i-1], xs[i], values[i], accent, 2)
	}
	n := len(xs) - 1
	p.dot(xs[n], values[n], 4, accent, theme.Color(theme.ColorSurface))
	lineHeight := textSize("x", theme.SizeBody, true).Height
	ly := values[n] - lineHeight/2
	p.text(percent(l.points[n].Value), theme.SizeBody, theme.ColorAccent, true, right+theme.Space8, ly, fyne.TextAlignLeading)
	if l.target > 0 {
		gy := y(l.target) - captionHeight()/2
		if gy+captionHeight() > ly && gy < ly+lineHeight { // keep clear of the last value
			if l.target >= l.points[n].Value {
				gy = ly - captionHeight()
			} else {
				gy = ly + lineHeight
			}
		}
		p.text(l.goal, theme.SizeCaption, theme.ColorMuted, false, right+theme.Space8, gy, fyne.TextAlignLeading)
	}
	l.labels(p, xs, left, s.Width, base)
	p.rect(left, base, right-left, 1, theme.Color(theme.ColorEdge), 0)
	if h := l.hovered; h >= 0 && h < len(xs) {
		p.rect(xs[h], top, 1, base-top, theme.Color(theme.ColorEdge), 0)
		p.dot(xs[h], values[h], 5, theme.Color(theme.ColorSurface), accent)
	}
}

// labels writes the points' labels, all at the same distance, counted from the
// newest.
func (l *LineChart) labels(p *pen, xs []float32, left, end, base float32) {
	var shown []int
	widest := float32(0)
	for i, q := range l.points {
		if q.Label != "" {
			shown = append(shown, i)
			widest = max(widest, textSize(q.Label, theme.SizeCaption, false).Width)
		}
	}
	if len(shown) == 0 {
		return
	}
	first, last := xs[shown[0]], xs[shown[len(shown)-1]]
	pitch := (last - first) / float32(max(len(shown)-1, 1)) * float32(len(shown))
	step := every(len(shown), widest, pitch, theme.Space12)
	for k := len(shown) - 1; k >= 0; k -= step {
		half := textSize(l.points[shown[k]].Label, theme.SizeCaption, false).Width / 2
		x := min(xs[shown[k]], end-half)
		if x-half < left-theme.Space32 {
			continue // it would hang out
		}
		p.text(l.points[shown[k]].Label, theme.SizeCaption, theme.ColorMuted, false, x, base+theme.Space4, fyne.TextAlignCenter)
	}
}

func (l *LineChart) under(pos fyne.Position, s fyne.Size) int {
	left, right := l.edges(s)
	if pos.X < left-8 || pos.X > right+8 {
		return -1
	}
	return nearest(pos.X, len(l.points), func(i int) float32 { return l.x(i, left, right) })
}
