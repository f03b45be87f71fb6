package srs

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestByKeySortsAndKeepsEqualsInOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for trial := range 60 {
		list := make([]placed, r.IntN(5000))
		for i := range list {
			key := int64(r.Uint64()) >> (trial % 64)
			if trial%7 == 0 {
				key = []int64{math.MinInt64, math.MaxInt64, 0, -1}[r.IntN(4)]
			}
			list[i] = placed{key, int32(i)}
		}
		want := slices.Clone(list)
		slices.SortStableFunc(want, func(a, b placed) int { return cmp.Compare(a.key, b.key) })
		if got := byKey(list); !slices.Equal(got, want) {
			t.Fatalf("trial %d: %d keys are out of order", trial, len(list))
		}
	}
}

// A log as training sees it: cards apart, answers in time, days between them,
// items in time over all cards.
func TestAHistoryIsTheLogInOrder(t *testing.T) {
	h, err := newHistory([]Review{
		{Card: 9, At: 500, Day: 5, Grade: Good}, {Card: -3, At: 300, Day: 3, Grade: Again}, {Card: 9, At: 100, Day: 1, Grade: Hard},
		{Card: 9, At: 110, Day: 1, Grade: Easy}, {Card: -3, At: 900, Day: 2, Grade: Good}, {Card: -3, At: 1000, Day: 9, Grade: Good},
		{Card: 9, At: 500, Day: 6, Grade: Again},
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := []int32{0, 3, 7}; !slices.Equal(h.first, want) {
		t.Errorf("cards begin at %v", h.first)
	}
	if want := []Grade{Again, Good, Good, Hard, Easy, Good, Again}; !slices.Equal(h.grade, want) {
		t.Errorf("grades %v", h.grade)
	}
	if want := []int32{0, 0, 7, 0, 0, 4, 1}; !slices.Equal(h.days, want) { // a clock that was set back counts as the same day
		t.Errorf("days %v", h.days)
	}
	if want := []int32{5, 6, 2}; !slices.Equal(h.inTime, want) {
		t.Errorf("items %v", h.inTime)
	}
}

// What weighs nothing changes no loss: a card's answers after its last item
// are not gone through.
func TestCardsEndWithTheirLastItem(t *testing.T) {
	h, err := newHistory(slices.Concat(cardsOf(3, 2, Good, Good, Again), cardsOf(3, 0, Good, Good)))
	if err != nil {
		t.Fatal(err)
	}
	c := h.cards(false, h.inTime[:3], alike)
	if c.items != 3 || c.total != 3 || len(c.spans) != 3 {
		t.Errorf("%+v", c)
	}
	for _, span := range c.spans {
		if last := span[1] - 1; c.weight[last] != 1 {
			t.Errorf("answers %v end with one that weighs %g", span, c.weight[last])
		}
	}
	if w := recent(11); w(0) != .25 || w(10) != 1 || math.Abs(w(5)-(.25+.75/8)) > 1e-15 {
		t.Errorf("weights by age %g, %g, %g", w(0), w(5), w(10))
	}
}
