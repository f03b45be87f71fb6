package charts

import "math"

// ticks is at most four round steps from above 0 to at least most, for grid
// lines; none when there is nothing to show.
func ticks(most float64) []float64 {
	if most <= 0 || math.IsInf(most, 0) || math.IsNaN(most) {
		return nil
	}
	rough := most / 4
	power := math.Pow(10, math.Floor(math.Log10(rough)))
	step := 10 * power
	for _, k := range []float64{1, 2, 2.5, 5} {
		if k*power >= rough*(1-1e-9) {
			step = k * power
			break
		}
	}
	var t []float64
	for i := 1; i <= 4; i++ {
		t = append(t, float64(i)*step)
		if float64(i)*step >= most*(1-1e-9) {
			break
		}
	}
	return t
}

// whole is ticks for counts: steps are whole numbers.
func whole(most float64) []float64 {
	if most > 0 && most < 4 {
		var t []float64
		for i := 1.0; i < most+1; i++ {
			t = append(t, i)
		}
		return t
	}
	t := ticks(most)
	if len(t) > 0 && t[0] != math.Trunc(t[0]) {
		return ticks(most * 1.2)
	}
	return t
}

// slot is the left and width of the i-th of n equal slots in width.
func slot(i, n int, width float32) (x, w float32) {
	w = width / float32(n)
	return float32(i) * w, w
}

// slotAt is the slot under x, -1 outside.
func slotAt(x float32, n int, width float32) int {
	if n == 0 || x < 0 || x >= width {
		return -1
	}
	return min(n-1, int(x/width*float32(n)))
}

// every is how many labels of a width go to one that is shown, so that they
// keep a distance of gap.
func every(n int, label, width, gap float32) int {
	if n == 0 || width <= 0 {
		return 1
	}
	for _, k := range []int{1, 2, 3, 5, 7, 10, 14, 20, 30, 60, 90} {
		if width/float32(n)*float32(k) >= label+gap {
			return k
		}
	}
	return n
}

// scaled is where value lies between low and high, 0 to 1, held within.
func scaled(value, low, high float64) float32 {
	if high <= low {
		return 0
	}
	return float32(min(max((value-low)/(high-low), 0), 1))
}

// between is the y of a polyline with points at xs and ys, at x.
func between(x float32, xs, ys []float32) float32 {
	for i := 1; i < len(xs); i++ {
		if x <= xs[i] {
			if xs[i] == xs[i-1] {
				return ys[i]
			}
			t := (x - xs[i-1]) / (xs[i] - xs[i-1])
			return ys[i-1] + min(max(t, 0), 1)*(ys[i]-ys[i-1])
		}
	}
	if len(ys) == 0 {
		return 0
	}
	return ys[len(ys)-1]
}

// nearest is which of n values stands nearest to x; -1 if there is none.
func nearest(x float32, n int, at func(i int) float32) int {
	best, far := -1, float32(0)
	for i := range n {
		if d := max(x-at(i), at(i)-x); best < 0 || d < far {
			best, far = i, d
		}
	}
	return best
}

// hypot is the length of a step.
func hypot(dx, dy float32) float32 { return float32(math.Hypot(float64(dx), float64(dy))) }

// weekPlan is where the days of a calendar go: a column per week, Monday on
// top.
type weekPlan struct {
	first int     // index of the first day that is shown
	shift int     // weekday of that day, 0 = Monday
	weeks int     // columns
	cell  float32 // side of a day
	gap   float32
}

// planWeeks fits n days, of which the first is on weekday first (0 = Monday),
// into width; the oldest weeks are left out when there is no room for cells of
// least.
func planWeeks(n, first int, width, least, most, gap float32) weekPlan {
	p := weekPlan{shift: first, gap: gap}
	p.weeks = (n + first + 6) / 7
	if room := int((width + gap) / (least + gap)); p.weeks > room && room > 0 {
		drop := p.weeks - room
		p.first = drop*7 - first
		p.shift, p.weeks = 0, room
	}
	if p.weeks > 0 {
		p.cell = min(most, (width+gap)/float32(p.weeks)-gap)
	}
	return p
}

// place is the left and top of day i.
func (p weekPlan) place(i int) (x, y float32) {
	k := i - p.first + p.shift
	return float32(k/7) * (p.cell + p.gap), float32(k%7) * (p.cell + p.gap)
}

// at is the day at a point, -1 for none; n is the number of days.
func (p weekPlan) at(x, y float32, n int) int {
	if x < 0 || y < 0 || p.cell <= 0 {
		return -1
	}
	week, day := int(x/(p.cell+p.gap)), int(y/(p.cell+p.gap))
	if week >= p.weeks || day > 6 {
		return -1
	}
	i := week*7 + day - p.shift + p.first
	if i < p.first || i >= n {
		return -1
	}
	return i
}

// level is 0 for no study and 1 to 4 by quarters of the busiest day.
func level(count, busiest int) int {
	if count <= 0 || busiest <= 0 {
		return 0
	}
	return min(4, 1+(count-1)*4/busiest)
}
