package quiz

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// supply is a pool sorted for assembling.
type supply struct {
	pool    []FormItem
	domain  []int     // of each item: index into the covered domains
	singles [][]int   // by domain: items without a scenario
	cases   []caseSet // scenarios
	have    []int     // by domain: items in all
	held    int       // items in scenarios
}

// caseSet is the questions of one scenario, which come together.
type caseSet struct {
	items []int // in the pool's order
	used  int   // of the item used most recently
}

func newSupply(b *Blueprint, pool []FormItem) *supply {
	domains := b.Covered()
	at := make(map[string]int, len(domains))
	for i, d := range domains {
		at[d.ID] = i
	}
	s := &supply{pool: pool, domain: make([]int, len(pool)), singles: make([][]int, len(domains)), have: make([]int, len(domains))}
	cases := map[string]int{}
	for i := range pool {
		d, known := at[pool[i].Domain]
		if !known {
			continue
		}
		s.domain[i] = d
		s.have[d]++
		record := pool[i].Record
		if record == "" {
			s.singles[d] = append(s.singles[d], i)
			continue
		}
		c, begun := cases[record]
		if !begun {
			c = len(s.cases)
			cases[record] = c
			s.cases = append(s.cases, caseSet{})
		}
		s.cases[c].items = append(s.cases[c].items, i)
		s.cases[c].used = max(s.cases[c].used, pool[i].Used)
		s.held++
	}
	return s
}

// tries is how often scenarios are laid out anew when they do not fit: their
// sizes are small beside a form, so that the first order nearly always does.
const tries = 20

// choose takes so many items of each domain, or nil if scenarios do not fit.
func (s *supply) choose(counts []int, draw *rand.Rand) []int {
	for range tries {
		left := slices.Clone(counts)
		chosen := s.chooseCases(left, draw)
		if s.enough(left) {
			return append(chosen, s.chooseSingles(counts, left, chosen, draw)...)
		}
		if len(s.cases) == 0 {
			return nil
		}
	}
	return nil
}

// enough reports whether single items can fill what is left.
func (s *supply) enough(left []int) bool {
	for d, n := range left {
		if n > len(s.singles[d]) {
			return false
		}
	}
	return true
}

// chooseCases takes scenarios that fit, those unused first: as many as their
// share of the pool, and more while single items could not fill a domain. It
// takes them off left.
func (s *supply) chooseCases(left []int, draw *rand.Rand) (chosen []int) {
	order := draw.Perm(len(s.cases))
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(s.cases[x].used, s.cases[y].used) })
	items, total := 0, 0
	for d := range left {
		items += left[d]
		total += s.have[d]
	}
	quota := 0
	if total > 0 {
		quota = int(math.Round(float64(items) * float64(s.held) / float64(total)))
	}
	for _, c := range order {
		set := &s.cases[c]
		wanted := len(chosen)+len(set.items) <= quota && !s.stale(set, left) || !s.enough(left)
		if !wanted || !s.fits(set, left) {
			continue
		}
		for _, i := range set.items {
			left[s.domain[i]]--
		}
		chosen = append(chosen, set.items...)
	}
	return chosen
}

// stale reports whether a scenario was in a form while single items that were
// in none, or in older ones, can take its place.
func (s *supply) stale(set *caseSet, left []int) bool {
	if set.used == 0 {
		return false
	}
	fresh := make([]int, len(left))
	for d := range left {
		for _, i := range s.singles[d] {
			if s.pool[i].Used < set.used {
				fresh[d]++
			}
		}
		if fresh[d] < left[d] {
			return false
		}
	}
	return true
}

func (s *supply) fits(set *caseSet, left []int) bool {
	need := make([]int, len(left))
	for _, i := range set.items {
		need[s.domain[i]]++
	}
	for d := range left {
		if need[d] > left[d] {
			return false
		}
	}
	return true
}

// chooseSingles fills each domain with what is left of its count. What a domain
// lacks of a level, for its numbers are small, the next one makes good.
func (s *supply) chooseSingles(counts, left, cases []int, draw *rand.Rand) (chosen []int) {
	var lack [len(Levels)]float64
	for d := range counts {
		for l, share := range LevelShares {
			lack[l] += share * float64(counts[d])
		}
		for _, i := range cases {
			if s.domain[i] == d {
				lack[levelOf(s.pool[i].Level)]--
			}
		}
		order := slices.Clone(s.singles[d])
		draw.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(s.pool[x].Used, s.pool[y].Used) })
		chosen = append(chosen, s.byLevel(order, left[d], &lack)...)
	}
	return chosen
}

// byLevel takes n of the items, which are sorted by how recently they were
// used: all of those used alike, until they are more than are needed. Of those
// it takes the levels that lack most.
func (s *supply) byLevel(order []int, n int, lack *[len(Levels)]float64) (chosen []int) {
	for len(chosen) < n {
		used, end := s.pool[order[0]].Used, 0
		var levels [len(Levels)][]int
		for end < len(order) && s.pool[order[end]].Used == used {
			l := levelOf(s.pool[order[end]].Level)
			levels[l] = append(levels[l], order[end])
			end++
		}
		for range min(end, n-len(chosen)) {
			at := -1
			for l := range levels {
				if len(levels[l]) > 0 && (at < 0 || lack[l] > lack[at]) {
					at = l
				}
			}
			chosen = append(chosen, levels[at][0])
			levels[at] = levels[at][1:]
			lack[at]--
		}
		order = order[end:]
	}
	return chosen
}

// levelOf is the level's place in Levels.
func levelOf(level string) int {
	if at := slices.Index(Levels[:], level); at >= 0 {
		return at
	}
	return slices.Index(Levels[:], "application")
}

// form puts the chosen items in a random order, scenarios together, and draws
// which are not scored.
func (s *supply) form(b *Blueprint, chosen []int, moves MoveRule, draw *rand.Rand) Form {
	order := s.order(chosen, moves, draw)
	f := Form{Questions: make([]QuestionID, len(order)), Places: make([]ExamPlace, len(order))}
	counts, last := make([]int, len(s.have)), -1
	for at, i := range order {
		item := &s.pool[i]
		f.Questions[at] = item.Question
		f.Places[at] = ExamPlace{Domain: item.Domain, Level: Levels[levelOf(item.Level)], Record: item.Record}
		if item.Used > 0 {
			f.Repeats++
		}
		if d := s.domain[i]; moves == MoveSections && d != last {
			f.Sections, last = append(f.Sections, at), d
		}
		counts[s.domain[i]]++
	}
	for _, at := range s.pretest(b, order, counts, draw) {
		f.Places[at].Pretest = true
	}
	return f
}

// order shuffles the chosen items. A scenario stays together; where an exam
// goes by sections, a domain does, and scenarios within it.
func (s *supply) order(chosen []int, moves MoveRule, draw *rand.Rand) []int {
	units := map[string]int{} // by record: where its unit is
	var all [][]int
	for _, i := range chosen {
		record := s.pool[i].Record
		if at, known := units[record]; known && record != "" {
			all[at] = append(all[at], i)
			continue
		}
		units[record] = len(all)
		all = append(all, []int{i})
	}
	draw.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	order := slices.Concat(all...)
	if moves == MoveSections {
		slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(s.domain[x], s.domain[y]) })
	}
	return order
}

// pretest draws the places that are not scored: of each domain as many as leave
// the scored ones in proportion, where that can be.
func (s *supply) pretest(b *Blueprint, order, counts []int, draw *rand.Rand) (places []int) {
	spare := b.PretestOf(len(order))
	if spare == 0 {
		return nil
	}
	scored := b.ranges(len(order) - spare)
	fair := scored.allocate(len(order)-spare, counts)
	for _, at := range draw.Perm(len(order)) {
		d := s.domain[order[at]]
		if len(places) == spare || fair && counts[d] == scored.counts[d] {
			continue
		}
		counts[d]--
		places = append(places, at)
	}
	return places
}
