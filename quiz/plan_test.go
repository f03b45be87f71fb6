package quiz_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"chartroom/quiz"
)

func TestADayIsPlanned(t *testing.T) {
	const s = time.Second
	for _, c := range []struct {
		name   string
		supply quiz.Supply
		want   quiz.Plan
	}{
		{"nothing to do", quiz.Supply{Minutes: 30, NewPerDay: 10}, quiz.Plan{}},
		{"no time", quiz.Supply{Due: 5, New: 5, Questions: 5, NewPerDay: 5}, quiz.Plan{LeftOut: 5}},
		{"reviews first", quiz.Supply{Due: 100, New: 50, Questions: 50, NewPerDay: 50, Minutes: 10, PerReview: 10 * s},
			quiz.Plan{Reviews: 60, LeftOut: 40, Time: 600 * s}},
		{"the rest in halves", quiz.Supply{Due: 10, New: 99, Questions: 99, NewPerDay: 99, Minutes: 10,
			PerReview: 12 * s, PerNew: 20 * s, PerAnswer: 60 * s},
			quiz.Plan{Reviews: 10, New: 12, Practice: 4, Time: 600 * s}},
		{"few new cards leave practice more", quiz.Supply{New: 3, Questions: 99, NewPerDay: 99, Minutes: 10, PerNew: 20 * s, PerAnswer: 60 * s},
			quiz.Plan{New: 3, Practice: 9, Time: 600 * s}},
		{"few questions leave new cards more", quiz.Supply{New: 99, Questions: 1, NewPerDay: 99, Minutes: 10, PerNew: 20 * s, PerAnswer: 60 * s},
			quiz.Plan{New: 27, Practice: 1, Time: 600 * s}},
		{"new cards met today count", quiz.Supply{New: 99, NewPerDay: 10, NewDone: 8, Minutes: 10, PerNew: 20 * s},
			quiz.Plan{New: 2, Time: 40 * s}},
		{"more new cards met than allowed", quiz.Supply{New: 99, NewPerDay: 10, NewDone: 12, Minutes: 10}, quiz.Plan{}},
		{"time studied counts", quiz.Supply{Due: 99, Minutes: 10, Spent: 9 * time.Minute, PerReview: 10 * s},
			quiz.Plan{Reviews: 6, LeftOut: 93, Time: 60 * s}},
		{"more studied than planned", quiz.Supply{Due: 9, Minutes: 10, Spent: time.Hour}, quiz.Plan{LeftOut: 9}},
		{"assumed times", quiz.Supply{Due: 10, New: 5, Questions: 5, NewPerDay: 5, Minutes: 60},
			quiz.Plan{Reviews: 10, New: 5, Practice: 5, Time: (10*12 + 5*25 + 5*75) * s}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := quiz.Today(c.supply)
			if got != c.want {
				t.Errorf("%+v; want %+v", got, c.want)
			}
			if got.Empty() != (c.want.Time == 0) {
				t.Errorf("empty: %v", got.Empty())
			}
		})
	}
}

// anySupply is a day with its times spelt out, so that a law can count them.
func anySupply(r *rand.Rand) quiz.Supply {
	some := func(n int) int { return r.IntN(2) * r.IntN(n) }
	return quiz.Supply{
		Due: some(200), New: some(60), Questions: some(60), NewPerDay: some(40), NewDone: some(20), Minutes: 1 + r.IntN(90),
		PerReview: time.Duration(1+r.IntN(30)) * time.Second, PerNew: time.Duration(1+r.IntN(90)) * time.Second,
		PerAnswer: time.Duration(1+r.IntN(120)) * time.Second, Spent: time.Duration(some(60)) * time.Minute,
	}
}

func TestAPlanKeepsToTimeAndSupply(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		s := anySupply(r)
		p := quiz.Today(s)
		budget := max(time.Duration(s.Minutes)*time.Minute-s.Spent, 0)
		newLeft := min(s.New, max(s.NewPerDay-s.NewDone, 0))
		if p.Time > budget {
			t.Fatalf("%+v: %+v takes more than %v", s, p, budget)
		}
		if total := time.Duration(p.Reviews)*s.PerReview + time.Duration(p.New)*s.PerNew + time.Duration(p.Practice)*s.PerAnswer; total != p.Time {
			t.Fatalf("%+v: %+v takes %v", s, p, total)
		}
		if p.Reviews < 0 || p.New < 0 || p.New > newLeft || p.Practice < 0 || p.Practice > s.Questions || p.Reviews+p.LeftOut != s.Due || p.LeftOut < 0 {
			t.Fatalf("%+v: %+v is not there to study", s, p)
		}
		// Nothing that still fits is left out.
		left := budget - p.Time
		if p.LeftOut > 0 && left >= s.PerReview || p.New < newLeft && left >= s.PerNew || p.Practice < s.Questions && left >= s.PerAnswer {
			t.Fatalf("%+v: %+v leaves %v unused", s, p, left)
		}
		// Nothing goes before what is due.
		if p.LeftOut > 0 && time.Duration(p.Reviews+1)*s.PerReview <= budget {
			t.Fatalf("%+v: %+v leaves reviews out", s, p)
		}
	}
}

func TestMoreMinutesNeverMeanLess(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 500 {
		s := anySupply(r)
		s.PerNew, s.PerAnswer = min(s.PerNew, time.Minute), min(s.PerAnswer, time.Minute)
		if i%2 == 0 { // the assumed times
			s.PerReview, s.PerNew, s.PerAnswer = 0, 0, 0
		}
		s.Minutes = 0
		last := quiz.Today(s)
		for s.Minutes = 1; s.Minutes < 120; s.Minutes++ {
			p := quiz.Today(s)
			if p.Reviews < last.Reviews || p.LeftOut > last.LeftOut || p.Time < last.Time {
				t.Fatalf("%+v: %+v, with a minute less %+v", s, p, last)
			}
			last = p
		}
	}
}
