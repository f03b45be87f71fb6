package srs_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"chartroom/quiz/srs"
)

// The figures of Anki's own test (rslib/src/scheduler/states/fuzz.rs).
func TestFuzzRangesAreAnkis(t *testing.T) {
	for _, c := range []struct {
		interval  float64
		low, high int
	}{
		{.1, 1, 1}, {1, 1, 1}, {1.5, 2, 2}, {2.49, 2, 2}, // none under 2.5 days
		{2.5, 2, 4}, {6.9, 5, 9}, {7, 5, 9}, {7.1, 5, 9}, {17, 14, 20},
		{19.9, 17, 23}, {20, 17, 23}, {20.1, 17, 23}, {37, 33, 41}, {100, 93, 107},
		{36500, 34673, 36500}, // Anki: an interval is cut at the longest before it is spread
		{1e6, 34673, 36500}, {1e30, 34673, 36500}, {math.Inf(1), 34673, 36500},
	} {
		if low, high := srs.FuzzRange(c.interval); low != c.low || high != c.high {
			t.Errorf("%g days: %d to %d; want %d to %d", c.interval, low, high, c.low, c.high)
		}
	}
}

func TestFuzzRangeContainsTheInterval(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 5000 {
		interval := .01 * math.Pow(1e8, r.Float64())
		low, high := srs.FuzzRange(interval)
		if whole := srs.WholeDays(interval); low < 1 || low > whole || whole > high || high > srs.MaxInterval {
			t.Fatalf("%g days is %d, spread over %d to %d", interval, whole, low, high)
		}
	}
}

func TestFuzzSpreadsEvenlyOverItsRange(t *testing.T) {
	for _, interval := range []float64{1, 2.5, 7, 20, 100, 36500} {
		low, high := srs.FuzzRange(interval)
		seen := map[int]int{}
		n := (high - low + 1) * 10
		for i := range n {
			seen[srs.Fuzz(interval, (float64(i)+.5)/float64(n))]++
		}
		for day := low; day <= high; day++ {
			if seen[day] < 9 || seen[day] > 11 {
				t.Errorf("%g days: day %d falls %d times of 10", interval, day, seen[day])
			}
		}
		if len(seen) != high-low+1 {
			t.Errorf("%g days: %d days of %d to %d", interval, len(seen), low, high)
		}
		if first, last := srs.Fuzz(interval, 0), srs.Fuzz(interval, math.Nextafter(1, 0)); first != low || last != high {
			t.Errorf("%g days: draws give %d to %d; want %d to %d", interval, first, last, low, high)
		}
	}
}

func TestFuzzKeepsLongerIntervalsLonger(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 5000 {
		draw, a := r.Float64(), math.Pow(40000, r.Float64())
		b := a * (1 + r.Float64())
		if srs.Fuzz(a, draw) > srs.Fuzz(b, draw) {
			t.Fatalf("draw %g: %g days becomes %d, %g days %d", draw, a, srs.Fuzz(a, draw), b, srs.Fuzz(b, draw))
		}
	}
}

func TestWholeDaysAreOnTheCalendar(t *testing.T) {
	for interval, want := range map[float64]int{
		0: 1, .4: 1, 1.49: 1, 1.5: 2, 2.4: 2, 36499.6: 36500, 1e9: 36500, 1e300: 36500, -3: 1,
	} {
		if got := srs.WholeDays(interval); got != want {
			t.Errorf("%g days is %d; want %d", interval, got, want)
		}
	}
}
