package srs

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Review is one answer in a learner's log. The order of a log does not matter,
// only that of answers to one card at the same millisecond.
type Review struct {
	Card  int64 // which card; the number means nothing else
	At    int64 // when: milliseconds since 1970, UTC
	Day   int32 // the study day of At: whole days since any fixed day
	Grade Grade
}

// DayMilliseconds is a day in the unit of Review.At.
const DayMilliseconds = 24 * 60 * 60 * 1000

// history is a log as a model goes through it: card by card, in the order of
// their numbers, and each card's answers in time.
type history struct {
	first  []int32 // where each card's answers begin, and a last one: where all end
	grade  []Grade
	days   []int32 // study days since the card's answer before; 0 for its first
	at     []int64 // milliseconds
	inTime []int32 // the items, earliest first
}

// An item is an answer that tests a memory: one on a later study day than the
// card's answer before. Only items count in a loss.
func (h *history) item(i int) bool { return h.days[i] > 0 }

// newHistory sorts a log. A grade that is none is an error.
func newHistory(reviews []Review) (*history, error) {
	n := len(reviews)
	if n > math.MaxInt32 {
		return nil, fmt.Errorf("%d answers are more than can be worked with", n)
	}
	byCard := sorted(reviews)
	var card int64
	var day int32
	h := &history{first: make([]int32, 0, 1+n/4), grade: make([]Grade, n), days: make([]int32, n), at: make([]int64, n)}
	items := make([]placed, 0, n)
	for i := range n {
		from := i
		if byCard != nil {
			from = int(byCard[i].place)
		}
		r := &reviews[from]
		if !r.Grade.Valid() {
			return nil, fmt.Errorf("answer %d of the log has the grade %d; grades are 1 to 4", from+1, uint8(r.Grade))
		}
		h.grade[i], h.at[i] = r.Grade, r.At
		if i == 0 || card != r.Card {
			h.first, card = append(h.first, int32(i)), r.Card
		} else if h.days[i] = max(r.Day-day, 0); h.item(i) {
			items = append(items, placed{r.At, int32(i)})
		}
		day = r.Day
	}
	h.first = append(h.first, int32(n))
	h.inTime = make([]int32, len(items))
	for place, item := range byKey(items) {
		h.inTime[place] = item.place
	}
	return h, nil
}

// sorted are the places of a log's answers, by card and then by time; nil when
// the log is in that order already, as most are.
func sorted(reviews []Review) []placed {
	ordered := slices.IsSortedFunc(reviews, func(a, b Review) int {
		return cmp.Or(cmp.Compare(a.Card, b.Card), cmp.Compare(a.At, b.At))
	})
	if ordered {
		return nil
	}
	list := make([]placed, len(reviews))
	for i := range reviews {
		list[i] = placed{reviews[i].At, int32(i)}
	}
	list = byKey(list)
	for i := range list {
		list[i].key = reviews[list[i].place].Card
	}
	return byKey(list)
}

// placed is a place in a list with what it is sorted by.
type placed struct {
	key   int64
	place int32
}

// byKey sorts a list by key, which it may overwrite; equal keys stay as they
// were. It is a radix sort: comparing would take as long as training.
func byKey(list []placed) []placed {
	if slices.IsSortedFunc(list, func(a, b placed) int { return cmp.Compare(a.key, b.key) }) {
		return list
	}
	const bits = 11
	low, high := int64(math.MaxInt64), int64(math.MinInt64)
	for _, p := range list {
		low, high = min(low, p.key), max(high, p.key)
	}
	other := make([]placed, len(list))
	for shift := 0; shift < 64 && (uint64(high)-uint64(low))>>shift > 0; shift += bits {
		var end [1<<bits + 1]int32
		for _, p := range list {
			end[1+(uint64(p.key)-uint64(low))>>shift&(1<<bits-1)]++
		}
		for d := range 1 << bits {
			end[d+1] += end[d]
		}
		for _, p := range list {
			d := (uint64(p.key) - uint64(low)) >> shift & (1<<bits - 1)
			other[end[d]] = p
			end[d]++
		}
		list, other = other, list
	}
	return list
}

// cards are what a model goes through to learn: the elapsed days as the model
// counts them, and how much each answer weighs in the loss.
type cards struct {
	spans   [][2]int32 // of each card with an answer that counts: its first, and the end of those that count
	grade   []Grade
	elapsed []float64 // days since the card's answer before
	weight  []float64 // 0 = does not count
	items   int       // how many answers count
	total   float64   // what all weigh together
}

// cards are those of the items given, for a model that counts days in
// fractions or not. An item weighs what weight says of its place among them.
func (h *history) cards(fractional bool, items []int32, weight func(place int) float64) *cards {
	n := len(h.grade)
	c := &cards{grade: h.grade, elapsed: make([]float64, n), weight: make([]float64, n), items: len(items)}
	for place, i := range items {
		c.weight[i] = weight(place)
		c.total += c.weight[i]
	}
	for card, first := range h.first[:len(h.first)-1] {
		counts := first
		for i := first; i < h.first[card+1]; i++ {
			if c.elapsed[i] = float64(h.days[i]); fractional && i > first {
				c.elapsed[i] = float64(h.at[i]-h.at[i-1]) / DayMilliseconds
			}
			if c.weight[i] > 0 {
				counts = i + 1
			}
		}
		if counts > first {
			c.spans = append(c.spans, [2]int32{first, counts})
		}
	}
	return c
}

// sample is every so many-th card.
func (c *cards) sample(every int) *cards {
	some := *c
	some.spans, some.items, some.total = nil, 0, 0
	for i := 0; i < len(c.spans); i += every {
		span := c.spans[i]
		some.spans = append(some.spans, span)
		for _, weight := range c.weight[span[0]:span[1]] {
			if weight > 0 {
				some.items++
				some.total += weight
			}
		}
	}
	return &some
}

// alike weighs all items alike.
func alike(int) float64 { return 1 }

// recent weighs n items by their age, the first .25 and the last 1: people
// change (fsrs-rs src/dataset.rs, recency_weighted_fsrs_items).
func recent(n int) func(place int) float64 {
	return func(place int) float64 {
		age := float64(place) / float64(max(n-1, 1))
		return .25 + .75*age*age*age
	}
}
