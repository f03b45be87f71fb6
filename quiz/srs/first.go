package srs

import (
	"cmp"
	"math"
	"slices"
)

// firstTest is what a card's first item says about the stability after its
// first answer.
type firstTest struct {
	grade      Grade // of the card's first answer
	days       int32 // from there to the first answer on a later day
	remembered bool
	card       int32
}

// firstTests are those of all cards that have an item.
func (h *history) firstTests() []firstTest {
	tests := make([]firstTest, 0, len(h.first)-1)
	for card, first := range h.first[:len(h.first)-1] {
		for i := first + 1; i < h.first[card+1]; i++ {
			if h.item(int(i)) {
				tests = append(tests, firstTest{h.grade[first], h.days[i], h.grade[i] > Again, int32(card)})
				break
			}
		}
	}
	return tests
}

// group are the first tests after one first grade and so many days.
type group struct {
	days          int32
	n, remembered int
}

// groups are those of first tests by first grade (from 0), by days.
func groups(tests []firstTest) (by [4][]group) {
	var seen [4]map[int32]group
	for g := range seen {
		seen[g] = map[int32]group{}
	}
	for _, t := range tests {
		g := seen[t.grade-1][t.days]
		g.days, g.n = t.days, g.n+1
		if t.remembered {
			g.remembered++
		}
		seen[t.grade-1][t.days] = g
	}
	for g := range by {
		for _, one := range seen[g] {
			by[g] = append(by[g], one)
		}
		slices.SortFunc(by[g], func(a, b group) int { return cmp.Compare(a.days, b.days) })
	}
	return by
}

// trusted are the items, earliest first, of the cards that are no outliers: a
// card whose first test came after an odd number of days, for its first grade,
// was treated in some special way. The smallest groups go, up to 5 % of the
// cards with that grade or 20 cards, and of the others those of fewer than 6
// cards and those tested very late (fsrs-rs src/dataset.rs, filter_outlier).
func (h *history) trusted() []int32 {
	tests := h.firstTests()
	odd := map[[2]int32]bool{}
	for g, list := range groups(tests) {
		total, gone := 0, 0
		for _, one := range list {
			total += one.n
		}
		slices.SortStableFunc(list, func(a, b group) int { return cmp.Compare(a.n, b.n) })
		late := int32(100)
		if g+1 == int(Easy) {
			late = 365
		}
		for _, one := range list {
			switch {
			case gone+one.n < max(20, total/20):
				gone += one.n
				odd[[2]int32{int32(g + 1), one.days}] = true
			case one.n < 6 || one.days > late:
				odd[[2]int32{int32(g + 1), one.days}] = true
			}
		}
	}
	if len(odd) == 0 {
		return h.inTime
	}
	out := make([]bool, len(h.grade))
	for _, t := range tests {
		if odd[[2]int32{int32(t.grade), t.days}] {
			for i := h.first[t.card]; i < h.first[t.card+1]; i++ {
				out[i] = true
			}
		}
	}
	kept := make([]int32, 0, len(h.inTime))
	for _, i := range h.inTime {
		if !out[i] {
			kept = append(kept, i)
		}
	}
	return kept
}

// only are the first tests that are among the items.
func (h *history) only(items []int32) []firstTest {
	among := make([]bool, len(h.grade))
	for _, i := range items {
		among[i] = true
	}
	return slices.DeleteFunc(h.firstTests(), func(t firstTest) bool {
		i := h.first[t.card] + 1
		for !h.item(int(i)) {
			i++
		}
		return !among[i]
	})
}

// given is how many first tests each first grade has.
func given(tests []firstTest) (n [4]int) {
	for _, t := range tests {
		n[t.grade-1]++
	}
	return n
}

// recalled is the share of items that were remembered.
func (h *history) recalled(items []int32) float64 {
	n := 0
	for _, i := range items {
		if h.grade[i] > Again {
			n++
		}
	}
	return float64(n) / float64(max(len(items), 1))
}

// firstStabilities are the stabilities after each first grade, read off the
// first tests alone. Each makes the tests' losses least, with a pull towards
// the published one; curve is recall after some days at a stability. Grades
// without tests follow from the others. Source: fsrs-rs
// src/parameter_initialization.rs.
func firstStabilities(tests []firstTest, average float64, published [4]float64, curve func(days, stability float64) float64) [4]float64 {
	var s [4]float64
	by, n := groups(tests), given(tests)
	for g, list := range by {
		if n[g] == 0 {
			continue
		}
		s[g] = lowest(minFirst, maxFirst, func(stability float64) float64 {
			loss := math.Abs(stability-published[g]) / 16
			for _, one := range list {
				share := (float64(one.remembered) + average) / float64(one.n+1)
				r := clamp(curve(float64(one.days), stability), leastChance, 1-leastChance)
				loss -= float64(one.n) * (share*math.Log(r) + (1-share)*math.Log(1-r))
			}
			return loss
		})
	}
	inOrder(s[:], n)
	fill(&s, n, published)
	inOrder(s[:], n)
	return s
}

// Bounds of a first stability in days, in every model (fsrs-rs
// src/parameter_clipper.rs).
const minFirst, maxFirst = .001, 100

// lowest is where between low and high f is least, if f falls to there and
// rises from there: thirds, in logarithms, until they are a millionth apart.
func lowest(low, high float64, f func(float64) float64) float64 {
	a, b := math.Log(low), math.Log(high)
	for b-a > 1e-6 {
		left, right := a+(b-a)/3, b-(b-a)/3
		if f(math.Exp(left)) < f(math.Exp(right)) {
			b = right
		} else {
			a = left
		}
	}
	return math.Exp((a + b) / 2)
}

// inOrder lets no stability be above that of a better first grade: of
// neighbours that are, those with fewer tests take the others' value. A
// stability of 0 is not known yet, and left alone.
func inOrder(s []float64, n [4]int) {
	type run struct{ from, tests, value int } // grades that share the value of one of them
	var runs []run
	for g := range s {
		if s[g] == 0 {
			continue
		}
		last := run{g, n[g], g}
		for len(runs) > 0 {
			before := runs[len(runs)-1]
			if s[before.value] <= s[last.value] {
				break
			}
			runs = runs[:len(runs)-1]
			value := last.value
			if before.tests > last.tests {
				value = before.value
			}
			last = run{before.from, before.tests + last.tests, value}
		}
		runs = append(runs, last)
	}
	ordered := [4]float64{}
	for i, r := range runs {
		end := len(s)
		if i+1 < len(runs) {
			end = runs[i+1].from
		}
		for g := r.from; g < end; g++ {
			ordered[g] = s[r.value]
		}
	}
	for g := range s {
		if s[g] != 0 {
			s[g] = ordered[g]
		}
	}
}

// fill sets the stabilities of grades without tests, from two rules about the
// others' logarithms: hard lies .59 of the way from again to good, and good
// .54 of the way from hard to easy. With one grade known, the others keep
// their published proportion to it.
func fill(s *[4]float64, n [4]int, published [4]float64) {
	rules := [2][4]float64{{.41, -1, 1 - .41, 0}, {0, 1 - .54, -1, .54}} // each adds up to 0
	var rest [2]float64
	var missing []int
	known := 0
	for g := range s {
		if n[g] == 0 {
			missing = append(missing, g)
			continue
		}
		known = g
		for r := range rules {
			rest[r] -= rules[r][g] * math.Log(s[g])
		}
	}
	switch len(missing) {
	case 4:
		*s = published
	case 3:
		for _, g := range missing {
			s[g] = published[g] * s[known] / published[known]
		}
	case 2:
		a, b := missing[0], missing[1]
		det := rules[0][a]*rules[1][b] - rules[0][b]*rules[1][a]
		s[a] = math.Exp((rest[0]*rules[1][b] - rules[0][b]*rest[1]) / det)
		s[b] = math.Exp((rules[0][a]*rest[1] - rest[0]*rules[1][a]) / det)
	case 1:
		g := missing[0]
		s[g] = math.Exp(rest[g/2] / rules[g/2][g])
	}
	for g := range s {
		s[g] = clamp(s[g], minFirst, maxFirst)
	}
}
