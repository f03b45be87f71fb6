package charts

import (
	"math"
	"slices"
	"testing"
	"testing/quick"
)

func TestTicksAreFewAndReachTheTop(t *testing.T) {
	for most, want := range map[float64][]float64{0: nil, 1: {0.25, 0.5, 0.75, 1}, 40: {10, 20, 30, 40}, 42: {20, 40, 60}, 7: {2, 4, 6, 8}, 100: {25, 50, 75, 100}} {
		if got := ticks(most); !slices.Equal(got, want) {
			t.Errorf("ticks(%v) = %v, want %v", most, got, want)
		}
	}
	law := func(v float64) bool {
		most := math.Abs(v)
		if most < 1e-300 || most > 1e300 {
			return true
		}
		got := ticks(most)
		return len(got) > 0 && len(got) <= 4 && got[len(got)-1] >= most*(1-1e-6) && slices.IsSorted(got)
	}
	if err := quick.Check(law, nil); err != nil {
		t.Error(err)
	}
}

func TestCountsHaveWholeTicks(t *testing.T) {
	for n := 1; n < 500; n++ {
		got := whole(float64(n))
		for _, x := range got {
			if x != math.Trunc(x) {
				t.Fatalf("whole(%d) = %v", n, got)
			}
		}
		if len(got) == 0 || len(got) > 4 || got[len(got)-1] < float64(n) {
			t.Fatalf("whole(%d) = %v", n, got)
		}
	}
}

func TestASlotIsFoundWhereItIs(t *testing.T) {
	for _, n := range []int{1, 7, 30, 365} {
		for i := range n {
			x, w := slot(i, n, 613)
			if got := slotAt(x+w/2, n, 613); got != i {
				t.Errorf("slot %d of %d is found as %d", i, n, got)
			}
		}
	}
	if slotAt(-1, 7, 100) != -1 || slotAt(100, 7, 100) != -1 || slotAt(5, 0, 100) != -1 {
		t.Error("something is found outside")
	}
}

func TestADayIsFoundWhereItIs(t *testing.T) {
	for _, width := range []float32{60, 300, 640, 1100} {
		for first := range 7 {
			p := planWeeks(365, first, width, 9, 17, 3)
			if float32(p.weeks)*(p.cell+p.gap)-p.gap > width+0.01 && p.weeks > 1 {
				t.Errorf("%d weeks of %v do not fit in %v", p.weeks, p.cell, width)
			}
			for i := p.first; i < 365; i++ {
				x, y := p.place(i)
				if got := p.at(x+1, y+1, 365); got != i {
					t.Fatalf("width %v, first %d: day %d is found as %d", width, first, i, got)
				}
			}
			if _, y := p.place(364); p.at(1, 1, 365) >= 365 || y > 6*(p.cell+p.gap)+0.01 {
				t.Error("a day lies below Sunday")
			}
		}
	}
}

func TestLevels(t *testing.T) {
	for _, c := range [][3]int{{0, 10, 0}, {1, 10, 1}, {10, 10, 4}, {1, 1, 1}, {5, 0, 0}, {100, 100, 4}, {26, 100, 2}} {
		if got := level(c[0], c[1]); got != c[2] {
			t.Errorf("level(%d, %d) = %d, want %d", c[0], c[1], got, c[2])
		}
	}
}

func TestNumbersAreWrittenForPeople(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 7: "7", 1180: "1,180", 1234567: "1,234,567", 0.44: "0.4", -3: "−3", 999.96: "1,000"} {
		if got := number(v); got != want {
			t.Errorf("number(%v) = %q, want %q", v, got, want)
		}
	}
	if percent(.705) != "71 %" || percent(1) != "100 %" {
		t.Error(percent(.705), percent(1))
	}
}
