package quiz_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

func TestABalanceThatAsksForNothingKeepsTheOwnDraw(t *testing.T) {
	eachHistory(t, func(s *quiz.Scheduler, id quiz.QuestionID, p quiz.Progress, a quiz.Answered) {
		own := s.Preview(id, p, a)
		for i, c := range s.Choices(id, p, a, &quiz.Balance{}, nil) {
			if c.Interval != 0 || !s.After(id, p, c).Equal(own[i]) {
				t.Errorf("%v: %+v", c.Grade, c)
			}
		}
	})
}

// anyBalance is a balance and a load with everything in it.
func anyBalance(r *rand.Rand, a quiz.Answered) (quiz.Balance, quiz.Load) {
	b := quiz.Balance{Even: r.IntN(3) > 0}
	for i := range b.Easy {
		b.Easy[i] = quiz.Ease(r.IntN(3))
	}
	for range r.IntN(3) {
		from := a.Day + quiz.Day(r.IntN(40))
		b.Off = append(b.Off, quiz.Span{From: from, To: from + quiz.Day(r.IntN(20))})
	}
	load := quiz.Load{From: a.Day + quiz.Day(r.IntN(3)), Due: make([]int, r.IntN(100))}
	for i := range load.Due {
		load.Due[i] = r.IntN(4) * r.IntN(50)
	}
	for range r.IntN(3) {
		load.Siblings = append(load.Siblings, a.Day+quiz.Day(r.IntN(30)))
	}
	return b, load
}

func TestChosenDaysStayInTheirRangeAndOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	eachHistory(t, func(s *quiz.Scheduler, id quiz.QuestionID, p quiz.Progress, a quiz.Answered) {
		b, load := anyBalance(r, a)
		all := s.Choices(id, p, a, &b, &load)
		again := s.Choices(id, p, a, &b, &load)
		last := quiz.Progress{}
		for i, c := range all {
			next := s.After(id, p, c)
			if c != again[i] {
				t.Errorf("%v: %+v, then %+v", c.Grade, c, again[i])
			}
			if !s.Allows(p, c) {
				t.Errorf("%v: %d days are not allowed", c.Grade, c.Interval)
			}
			if next.Learning() && c.Interval != 0 {
				t.Errorf("%v: a step of %d days", c.Grade, c.Interval)
			}
			if i > 0 && !next.Learning() && !last.Learning() && next.DueDay <= last.DueDay && last.DueDay < a.Day+srs.MaxInterval {
				t.Errorf("%v comes back on %v, the grade below on %v", c.Grade, next.DueDay, last.DueDay)
			}
			low, high := srs.FuzzRange(s.Model.Interval(s.Remember(p, c), s.Retention))
			if c.Interval > 0 && c.Grade == srs.Hard && (c.Interval < low || c.Interval > high) {
				t.Errorf("hard: %d days, of %d to %d", c.Interval, low, high)
			}
			last = next
		}
	})
}

func TestNoDayOffIsChosenWhileThereIsAnother(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	off, all := 0, 0
	eachHistory(t, func(s *quiz.Scheduler, id quiz.QuestionID, p quiz.Progress, a quiz.Answered) {
		low, high := srs.FuzzRange(s.Model.Interval(s.Remember(p, quiz.Answered{At: a.At, Day: a.Day, Grade: srs.Hard}), s.Retention))
		b, load := anyBalance(r, a)
		b.Off = []quiz.Span{{From: a.Day + quiz.Day(low), To: a.Day + quiz.Day(low+r.IntN(high-low+1))}}
		c := s.Choices(id, p, a, &b, &load)[srs.Hard-1]
		if c.Interval == 0 {
			return // a learning step
		}
		all++
		if b.Off[0].Contains(a.Day + quiz.Day(c.Interval)) {
			off++
			if b.Off[0].To < a.Day+quiz.Day(high) {
				t.Errorf("%d days, of %d to %d, falls into %v", c.Interval, low, high, b.Off[0])
			}
		}
	})
	if all < 500 || off == 0 {
		t.Errorf("%d choices, %d of them on days off", all, off)
	}
}

// spreadOf chooses days for many questions, one after the other, on top of what
// every third day has to do already, and counts them.
func spreadOf(b quiz.Balance, already int) (load quiz.Load) {
	s := scheduler(time.UTC)
	today := s.Days.Of(noonUTC) + 5
	load = quiz.Load{From: today, Due: make([]int, 200)}
	for i := range load.Due {
		if i%3 == 0 {
			load.Due[i] = already
		}
	}
	for i := range 3000 {
		id := quiz.NewQuestionID("load", string(rune('A'+i)))
		p := after(s, id, 0) // then a fortnight or more
		a := quiz.Answered{At: s.Days.Start(today), Day: today, Grade: srs.Good, Marked: true}
		next := s.After(id, p, s.Choices(id, p, a, &b, &load)[srs.Good-1])
		load.Due[next.DueDay-today]++
	}
	return load
}

// used is the days that got more than they had.
func used(l quiz.Load, already int) (due []int, days []quiz.Day) {
	for i, n := range l.Due {
		if n > already {
			due, days = append(due, n), append(days, l.From+quiz.Day(i))
		}
	}
	return due, days
}

func TestBalancedDaysAreMoreEven(t *testing.T) {
	const already = 400
	own, _ := used(spreadOf(quiz.Balance{}, already), already)
	even, _ := used(spreadOf(quiz.Balance{Even: true}, already), already)
	ratio := func(due []int) float64 { return float64(slices.Max(due)) / float64(slices.Min(due)) }
	if ratio(even) > 1+.6*(ratio(own)-1) {
		t.Errorf("%v a day, without balance %v", even, own)
	}
}

func TestEasyDaysGetLess(t *testing.T) {
	var easy [7]quiz.Ease
	easy[0], easy[6] = quiz.MinimumDay, quiz.ReducedDay
	load := spreadOf(quiz.Balance{Even: true, Easy: easy}, 0)
	due, all := used(load, 0)
	var byDay, days [7]float64
	for i, day := range all {
		w := day.Date().Weekday()
		byDay[w] += float64(due[i])
		days[w]++
	}
	mean := func(w int) float64 { return byDay[w] / max(days[w], 1) }
	usual := (mean(1) + mean(2) + mean(3) + mean(4) + mean(5)) / 5
	if mean(0) > .1*usual || mean(6) > .75*usual || mean(6) < .25*usual {
		t.Errorf("Sunday %.0f, Saturday %.0f, others %.0f: %v", mean(0), mean(6), usual, due)
	}
}

func TestSiblingsAreKeptApart(t *testing.T) {
	s := scheduler(time.UTC)
	today := s.Days.Of(noonUTC) + 5
	b := quiz.Balance{Even: true}
	same := 0
	for i := range 300 {
		id := quiz.NewQuestionID("kin", string(rune('A'+i)))
		p := after(s, id, 0) // then a fortnight or more
		a := quiz.Answered{At: s.Days.Start(today), Day: today, Grade: srs.Good, Marked: true}
		own := s.After(id, p, a).DueDay
		c := s.Choices(id, p, a, &b, &quiz.Load{Siblings: []quiz.Day{own}})[srs.Good-1]
		if s.After(id, p, c).DueDay == own {
			same++
		}
	}
	if same > 0 {
		t.Errorf("%d of 300 fall on their sibling's day", same)
	}
}

func TestReachHoldsEveryChoice(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	eachHistory(t, func(s *quiz.Scheduler, id quiz.QuestionID, p quiz.Progress, a quiz.Answered) {
		from, to := s.Reach(p, a)
		b, load := anyBalance(r, a)
		for _, c := range s.Choices(id, p, a, &b, &load) {
			if day := a.Day + quiz.Day(c.Interval); c.Interval > 0 && c.Interval <= 60 && c.Grade == srs.Hard && (day < from || day > to) {
				t.Errorf("%v: %v is not from %v to %v", c.Grade, day, from, to)
			}
		}
	})
}

func TestBalanceSettings(t *testing.T) {
	for key, values := range map[string]map[string]bool{
		quiz.SettingBalance:  {"": true, "on": true, "off": true, "yes": false},
		quiz.SettingEasyDays: {"": true, "sa=0.5,su=0": true, "mo=1": true, "sa=2": false, "xx=1": false, "sa": false, "sa=NaN": false},
		quiz.SettingDaysOff:  {"": true, "2026-12-25": true, "2026-12-25, 2026-12-30..2027-01-02": true, "2027-01-02..2026-12-30": false, "soon": false},
		quiz.SettingHoliday:  {"2026-07-01..2026-07-14": true, "2026-07-01..": false},
		quiz.SettingOrder:    {"": true, "loss": true, "due": true, "random": true, "overdue": true, "best": false},
		quiz.SettingReviews:  {"": true, "0": true, "200": true, "-1": false, "many": false},
		quiz.SettingBury:     {"": true, "on": true, "off": true, "1": false},
		quiz.SettingLeech:    {"on": true, "maybe": false},
	} {
		for value, good := range values {
			if err := quiz.CheckSetting(key, value); (err == nil) != good {
				t.Errorf("%s = %q: %v", key, value, err)
			}
		}
	}
	for _, text := range []string{"", "sa=0.5,su=0", "mo=0.5", "mo=0,tu=0,we=0,th=0,fr=0,sa=0,su=0"} {
		b, err := quiz.BalanceFrom(map[string]string{quiz.SettingEasyDays: text})
		if got := quiz.FormatEasyDays(b.Easy); err != nil || got != text {
			t.Errorf("%q is written %q (%v)", text, got, err)
		}
	}
	b, err := quiz.BalanceFrom(map[string]string{quiz.SettingDaysOff: "2026-12-25,2026-12-30..2027-01-02", quiz.SettingHoliday: "2026-07-01..2026-07-14"})
	if err != nil || len(b.Off) != 3 || b.Off[1].From.String() != "2026-12-30" || b.Off[2].To.String() != "2026-07-14" || !b.Even {
		t.Errorf("%+v, %v", b, err)
	}
}
