package quiz_test

import (
	"math"
	"testing"

	"chartroom/quiz"
)

func TestMoreRetentionCostsMore(t *testing.T) {
	in := examInput(1000, 0, 0)
	last := quiz.Workload{}
	for _, r := range []float64{.7, .8, .9, .95} {
		w, err := quiz.RetentionWorkload(in, r, 5, 90, 1)
		if err != nil {
			t.Fatal(err)
		}
		if w.Minutes <= last.Minutes || w.Known <= last.Known || w.Known < r || w.Known > 1 {
			t.Errorf("at %g: %+v after %+v", r, w, last)
		}
		if again, _ := quiz.RetentionWorkload(in, r, 5, 90, 1); again != w {
			t.Error("the same seed gives other figures")
		}
		last = w
	}
}

// A sample of a large stock costs what the whole of it does: ten copies of a
// stock cost ten times as much.
func TestTenTimesTheItemsCostTenTimesTheMinutes(t *testing.T) {
	in := examInput(1000, 0, 0)
	one, err := quiz.RetentionWorkload(in, .9, 5, 60, 1)
	if err != nil {
		t.Fatal(err)
	}
	many := in
	many.Items = nil
	for i := range 10 {
		for _, it := range in.Items {
			it.ID += string(rune('a' + i))
			many.Items = append(many.Items, it)
		}
	}
	ten, err := quiz.RetentionWorkload(many, .9, 50, 60, 2)
	if err != nil {
		t.Fatal(err)
	}
	if ratio := ten.Minutes / one.Minutes; math.Abs(ratio-10) > .7 {
		t.Errorf("ten times the items cost %.2f times the minutes", ratio)
	}
}

func TestWorkloadRefusesWhatCannotBe(t *testing.T) {
	in := examInput(10, 0, 0)
	for _, c := range []struct {
		retention, perDay float64
		days              int
	}{{1, 5, 10}, {.3, 5, 10}, {math.NaN(), 5, 10}, {.9, -1, 10}, {.9, math.NaN(), 10}, {.9, 5, 0}, {.9, 5, 1 << 30}} {
		if _, err := quiz.RetentionWorkload(in, c.retention, c.perDay, c.days, 1); err == nil {
			t.Errorf("%+v is taken", c)
		}
	}
}
