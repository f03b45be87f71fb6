package quiz

import "math"

// allocation is how many items of a form each covered domain may have and has.
type allocation struct {
	domains []Domain
	shares  []float64 // of the form, 0 to 1; they add up to 1
	low     []int     // at least
	high    []int     // at most
	counts  []int     // as allocated
}

// ranges are the numbers of items that the outline allows each domain in a form
// of n. Where n items cannot be within every range, for ten items cannot hold
// 13 to 17 percent, the nearest whole number on either side of a range will do.
func (b *Blueprint) ranges(n int) allocation {
	a := allocation{domains: b.Covered()}
	covered := b.coverage()
	a.low, a.high = make([]int, len(a.domains)), make([]int, len(a.domains))
	a.shares, a.counts = make([]float64, len(a.domains)), make([]int, len(a.domains))
	for i, d := range a.domains {
		a.shares[i] = b.Weight(d.ID) / covered
	}
	const slack = 1e-9 // shares of percents are not exact
	fits := func(up, down func(float64) float64) bool {
		low, high := 0, 0
		for i, d := range a.domains {
			items := float64(n) / covered / 100
			a.low[i] = int(up(d.Min*items - slack))
			a.high[i] = int(down(d.Max*items + slack))
			if a.low[i] > a.high[i] {
				return false
			}
			low, high = low+a.low[i], high+a.high[i]
		}
		return low <= n && n <= high
	}
	if !fits(math.Ceil, math.Floor) {
		fits(func(x float64) float64 { return math.Floor(x + 2*slack) }, func(x float64) float64 { return math.Ceil(x - 2*slack) })
	}
	return a
}

// allocate gives n items to the domains by their shares, the fractions left
// over to those with the largest remainders (Hamilton's method, as for seats in
// parliament), within every range and with no more than the domain has. It
// reports whether that can be done; counts are then set.
func (a *allocation) allocate(n int, have []int) bool {
	given := 0
	for i, share := range a.shares {
		most := min(a.high[i], have[i])
		if most < a.low[i] {
			return false
		}
		a.counts[i] = min(max(int(share*float64(n)), a.low[i]), most)
		given += a.counts[i]
	}
	for ; given < n; given++ {
		at := a.best(n, func(i int) bool { return a.counts[i] < min(a.high[i], have[i]) }, 1)
		if at < 0 {
			return false
		}
		a.counts[at]++
	}
	for ; given > n; given-- {
		at := a.best(n, func(i int) bool { return a.counts[i] > a.low[i] }, -1)
		if at < 0 {
			return false
		}
		a.counts[at]--
	}
	return true
}

// best is the domain that is furthest below its share (sign 1) or above it
// (sign -1), of those that may be changed; -1 if none may.
func (a *allocation) best(n int, may func(int) bool, sign float64) int {
	at, most := -1, math.Inf(-1)
	for i, share := range a.shares {
		if lack := sign * (share*float64(n) - float64(a.counts[i])); may(i) && lack > most {
			at, most = i, lack
		}
	}
	return at
}

// plenty is a supply that never runs out.
func (a *allocation) plenty() []int {
	all := make([]int, len(a.domains))
	for i := range all {
		all[i] = math.MaxInt32
	}
	return all
}
