package quiz_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// backlog is n questions that came due over the last weeks.
func backlog(s *quiz.Scheduler, n int) (all []quiz.Waiting, today quiz.Day) {
	today = s.Days.Of(noonUTC)
	for i := range n {
		stability := .5 * math.Pow(1.3, float64(i*7%17))
		last := today - quiz.Day(1+i*5%40)
		p := quiz.Progress{Memory: srs.Memory{Stability: stability, Difficulty: 5}, LastDay: last, Last: s.Days.Start(last), Reps: 3}
		p = s.Move(p, last+quiz.Day(1+i%3))
		all = append(all, quiz.Waiting{Question: quiz.NewQuestionID("q", string(rune('A'+i))), Progress: p})
	}
	return all, today
}

func TestRankByLossPutsFirstWhatLosesMost(t *testing.T) {
	s := scheduler(time.UTC)
	all, today := backlog(s, 60)
	quiz.Rank(all, quiz.OrderLoss, s, today)
	lost := func(w quiz.Waiting) float64 { return s.Recall(w.Progress, today) - s.Recall(w.Progress, today+1) }
	for i := 1; i < len(all); i++ {
		if lost(all[i-1]) < lost(all[i]) {
			t.Fatalf("%d loses %g, the next one %g", i-1, lost(all[i-1]), lost(all[i]))
		}
	}
	// A heavier domain comes sooner.
	last := all[len(all)-1].Question
	all[len(all)-1].Weight = 1e6
	quiz.Rank(all, quiz.OrderLoss, s, today)
	if all[0].Question != last {
		t.Error("the weight does not count")
	}
}

func TestOtherOrders(t *testing.T) {
	s := scheduler(time.UTC)
	all, today := backlog(s, 60)
	ids := func(order quiz.Ordering, day quiz.Day) (ids []quiz.QuestionID) {
		list := slices.Clone(all)
		quiz.Rank(list, order, s, day)
		for _, w := range list {
			ids = append(ids, w.Question)
		}
		return ids
	}
	list := slices.Clone(all)
	quiz.Rank(list, quiz.OrderDue, s, today)
	if !slices.IsSortedFunc(list, func(a, b quiz.Waiting) int { return a.Progress.Due.Compare(b.Progress.Due) }) {
		t.Error("not by the day on which they were due")
	}
	quiz.Rank(list, quiz.OrderOverdue, s, today)
	late := func(w quiz.Waiting) float64 {
		return float64(today-w.Progress.LastDay) / s.Model.Interval(w.Progress.Memory, s.Retention)
	}
	if !slices.IsSortedFunc(list, func(a, b quiz.Waiting) int { return -int(math.Copysign(1, late(a)-late(b))) }) {
		t.Error("not by how late they are")
	}
	if !slices.Equal(ids(quiz.OrderRandom, today), ids(quiz.OrderRandom, today)) {
		t.Error("chance differs on one day")
	}
	if slices.Equal(ids(quiz.OrderRandom, today), ids(quiz.OrderRandom, today+1)) {
		t.Error("chance is the same on the next day")
	}
}

func TestLearningStepsComeFirst(t *testing.T) {
	s := scheduler(time.UTC)
	all, today := backlog(s, 20)
	for i, after := range map[int]time.Duration{4: 2 * time.Minute, 11: time.Minute} {
		all[i].Progress.Step, all[i].Progress.Due = 1, noonUTC.Add(after)
	}
	first, second := all[11].Question, all[4].Question
	for _, order := range []quiz.Ordering{quiz.OrderLoss, quiz.OrderDue, quiz.OrderRandom, quiz.OrderOverdue} {
		quiz.Rank(all, order, s, today)
		if all[0].Question != first || all[1].Question != second {
			t.Errorf("%s: first %+v", order, all[0])
		}
	}
}

func TestABacklogIsSpreadEvenly(t *testing.T) {
	s := scheduler(time.UTC)
	all, today := backlog(s, 50)
	off := []quiz.Span{{From: today + 2, To: today + 3}}
	for _, c := range []struct{ days, limit, most, last int }{
		{7, 0, 8, 8}, {1, 0, 50, 0}, {0, 0, 50, 0}, {7, 5, 5, 11}, {60, 0, 1, 51}, {3, 20, 17, 4},
	} {
		out := quiz.SpreadBacklog(all, c.days, c.limit, s, today, off)
		each := map[quiz.Day]int{}
		for _, d := range out.Days {
			each[d]++
			if off[0].Contains(d) || d < today || d > out.Last {
				t.Errorf("%+v: one on %v", c, d)
			}
		}
		most := 0
		for _, n := range each {
			most = max(most, n)
		}
		if most != c.most || out.Last != today+quiz.Day(c.last) {
			t.Errorf("%+v: at most %d, until %d", c, most, out.Last-today)
		}
	}
}

func TestABacklogCostsWhatIsForgottenMeanwhile(t *testing.T) {
	s := scheduler(time.UTC)
	all, today := backlog(s, 50)
	if c := quiz.SpreadBacklog(all, 1, 0, s, today, nil).Cost; c != 0 {
		t.Errorf("all of it today costs %g", c)
	}
	out, cost := quiz.SpreadBacklog(all, 7, 0, s, today, nil), 0.
	for i, w := range all {
		cost += s.Recall(w.Progress, today) - s.Recall(w.Progress, out.Days[i])
	}
	if math.Abs(out.Cost-cost) > 1e-9 || cost <= 0 {
		t.Errorf("cost %g, not %g", out.Cost, cost)
	}
	// The same days dealt out backwards cost more.
	worse := 0.
	order := slices.Clone(out.Days)
	slices.Sort(order)
	byLoss := slices.Clone(all)
	quiz.Rank(byLoss, quiz.OrderLoss, s, today)
	for i, w := range byLoss {
		worse += s.Recall(w.Progress, today) - s.Recall(w.Progress, order[len(order)-1-i])
	}
	if worse <= cost {
		t.Errorf("backwards costs %g, no more than %g", worse, cost)
	}
	if longer := quiz.SpreadBacklog(all, 14, 0, s, today, nil).Cost; longer <= cost {
		t.Errorf("14 days cost %g, 7 days %g", longer, cost)
	}
	if out := quiz.SpreadBacklog(nil, 7, 0, s, today, nil); out.Cost != 0 || len(out.Days) != 0 || out.Last != today {
		t.Errorf("nothing is spread: %+v", out)
	}
}

func TestLeechesAreSaidAtEightAndEveryFourAfter(t *testing.T) {
	var said []int
	for lapses := 1; lapses <= 20; lapses++ {
		if quiz.LeechAfter(quiz.Progress{Lapses: lapses - 1}, quiz.Progress{Lapses: lapses}) {
			said = append(said, lapses)
		}
		if quiz.LeechAfter(quiz.Progress{Lapses: lapses}, quiz.Progress{Lapses: lapses}) {
			t.Errorf("said at %d without a lapse", lapses)
		}
		if leech := (quiz.Progress{Lapses: lapses}).Leech(); leech != (lapses >= 8) {
			t.Errorf("%d lapses: leech %v", lapses, leech)
		}
	}
	if !slices.Equal(said, []int{8, 12, 16, 20}) {
		t.Errorf("said at %v", said)
	}
}
