package quiz

import (
	"fmt"
	"math"
	"slices"

	"chartroom/quiz/srs"
)

// ExamItem is one question or card as the plan to the exam day sees it.
type ExamItem struct {
	ID         string     // for messages; unique in one input
	Domain     int        // index in ExamPlanInput.Domains
	Memory     srs.Memory // zero = new, never met
	LastDay    Day        // of the last answer; of no meaning for a new item
	Seconds    float64    // a review takes; 0 = not known yet
	SecondsNew float64    // meeting it for the first time takes; 0 = not known yet
}

// ExamDomain is a part of the exam.
type ExamDomain struct {
	ID     string
	Weight float64 // share of the exam in any unit: only proportions count; 0 = not asked
	Prior  float64 // chance, 0 to 1, of knowing an item of it that was never met here
}

// ExamPlanInput is what a plan to the exam day rests on.
type ExamPlanInput struct {
	Today, Exam Day
	Minutes     [7]float64 // that the learner has, by time.Weekday (Sunday first), 0 to 1,440
	Off         []Span     // days without study
	Spent       float64    // minutes of today that are gone; below 0 = as many more
	Attendance  float64    // share of past study days that were really studied, above 0 to 1; 0 = all
	Model       srs.Model
	Domains     []ExamDomain
	Items       []ExamItem
	Questions   int // scored questions of the exam, for the interval; 0 = every item is asked
}

// ExamPlan is what to study today and what may be expected of it.
type ExamPlan struct {
	Review    []int   // indexes in ExamPlanInput.Items, in the order to study them; each once
	Minutes   float64 // expected for all of Review
	LeftOut   int     // items that would be worth a review today and do not fit into it
	Keeping   bool    // the exam is over: the plan keeps what was learnt
	Score     float64 // expected share right on the exam day, 0 to 1, if the plan is followed
	Low, High float64 // 90 % interval of the share right
	Bound     float64 // the most that any plan could expect, by the same model
	Idle      float64 // expected share right if nothing more is studied
	More      float64 // expected share right with ten more minutes on every study day
	Unmet     float64 // new items expected to be still unmet on the exam day
	Forecast  []ExamDay
}

// ExamDay is the work expected for a day: today first, then every day until
// the exam.
type ExamDay struct {
	Day        Day
	Minutes    float64
	Items, New float64 // Items counts new ones too
}

// FirstGrades are the chances of again, hard, good and easy on meeting an item,
// and PassGrades those of hard, good and easy when it is remembered (fsrs-rs
// src/simulation.rs, defaults).
var (
	FirstGrades = [4]float64{.24, .094, .495, .171}
	PassGrades  = [3]float64{.224, .631, .145}
)

// moreMinutes is how many more minutes a day ExamPlan.More is about.
const moreMinutes = 10

// PlanReach is the furthest exam day, in days, that is planned for: ten years.
const PlanReach = 3650

// Check says what is wrong with the input, naming the item or domain; or nil.
func (in *ExamPlanInput) Check() error {
	if ahead := int64(in.Exam) - int64(in.Today); ahead > PlanReach {
		return fmt.Errorf("the exam lies %d days ahead; a plan reaches %d days", ahead, PlanReach)
	}
	if math.IsNaN(in.Spent) || math.Abs(in.Spent) > 24*60 {
		return fmt.Errorf("%g minutes of today are gone; a day has 1440", in.Spent)
	}
	for day, m := range in.Minutes {
		if !(m >= 0 && m <= 24*60) {
			return fmt.Errorf("%g minutes on weekday %d; a day has 0 to 1440", m, day)
		}
	}
	if !(in.Attendance >= 0 && in.Attendance <= 1) {
		return fmt.Errorf("the attendance is %g; it must lie between 0 and 1", in.Attendance)
	}
	if in.Questions < 0 {
		return fmt.Errorf("the exam has %d questions; there must be 0 (not known) or more", in.Questions)
	}
	if err := in.checkDomains(); err != nil {
		return err
	}
	return in.checkItems()
}

func (in *ExamPlanInput) checkDomains() error {
	seen := make(map[string]bool, len(in.Domains))
	for _, d := range in.Domains {
		switch {
		case seen[d.ID]:
			return fmt.Errorf("domain %s is there twice", d.ID)
		case !(d.Weight >= 0 && d.Weight <= 1e6):
			return fmt.Errorf("domain %s: the weight is %g; it must be 0 or more", d.ID, d.Weight)
		case !(d.Prior >= 0 && d.Prior <= 1):
			return fmt.Errorf("domain %s: the prior is %g; it must lie between 0 and 1", d.ID, d.Prior)
		}
		seen[d.ID] = true
	}
	return nil
}

func (in *ExamPlanInput) checkItems() error {
	seen := make(map[string]bool, len(in.Items))
	for i := range in.Items {
		it := &in.Items[i]
		if seen[it.ID] {
			return fmt.Errorf("item %s is there twice", it.ID)
		}
		seen[it.ID] = true
		if err := in.checkItem(it); err != nil {
			return fmt.Errorf("item %s: %w", it.ID, err)
		}
	}
	return nil
}

func (in *ExamPlanInput) checkItem(it *ExamItem) error {
	const day = 24 * 60 * 60 // seconds
	m := it.Memory
	switch {
	case it.Domain < 0 || it.Domain >= len(in.Domains):
		return fmt.Errorf("its domain is not among the domains")
	case !(it.Seconds >= 0 && it.Seconds <= day) || !(it.SecondsNew >= 0 && it.SecondsNew <= day):
		return fmt.Errorf("it takes %g seconds, and %g when new; both must lie between 0 and %d", it.Seconds, it.SecondsNew, day)
	case m == srs.Memory{}:
		return nil
	case !(m.Stability > 0 && m.Stability <= srs.MaxStability):
		return fmt.Errorf("the stability is %g days; it must lie above 0 and not above %d", m.Stability, srs.MaxStability)
	case !(m.Difficulty >= srs.MinDifficulty && m.Difficulty <= srs.MaxDifficulty):
		return fmt.Errorf("the difficulty is %g; it must lie between 1 and 10", m.Difficulty)
	case !(m.Fast >= 0 && m.Fast <= srs.MaxStability):
		return fmt.Errorf("the fast stability is %g days; it must lie between 0 and %d", m.Fast, srs.MaxStability)
	case int64(in.Today)-int64(it.LastDay) > srs.MaxInterval:
		return fmt.Errorf("it was last studied on day %d, over a hundred years before today, day %d", it.LastDay, in.Today)
	case it.LastDay > in.Today:
		return fmt.Errorf("it was last studied on day %d, after today, day %d", it.LastDay, in.Today)
	}
	return nil
}

// PlanExam chooses today's items so that the expected share right on the exam
// day is highest under the minutes of every day until then.
//
// The share right is the sum over items of w*R(T - t; S): R the chance of
// remembering on exam day T, w the weight of the item's domain shared evenly
// among its items. The best schedule solves
//
//	maximise  E sum_i w_i R_i(T)   with   sum_i c_i x_i(t) <= B(t) on each day t
//
// which falls apart into one small problem per item as soon as each day's
// second has a price (Lagrange; Whittle 1988, J. Appl. Prob. 25A, 287-298, for
// many such items under one budget). market finds the prices at which what
// is worth doing fills each day's minutes. An item's worth today is then what
// a review gains per second over the best that can still be done later:
//
//	(E_grade[V(S', T-t)] - max(R(T; S), max_u E[V after a review on day u] - price(u)*c)) / c
//
// with V the value of a memory under those prices. Items are taken in that
// order until the minutes are used; nothing is drawn, so the same input gives
// the same plan. Tomorrow's plan starts from what really happened.
//
// When the exam is over (Exam before Today) the plan keeps what was learnt;
// see keep.
func PlanExam(in ExamPlanInput) (ExamPlan, error) {
	if err := in.Check(); err != nil {
		return ExamPlan{}, err
	}
	lattice := newLattice(in.Model, decisionDays(int(max(in.Exam-in.Today, 0))))
	in.Items = lattice.completed(in.Items)
	stock := newStock(&in)
	if in.Exam < in.Today {
		return keep(&in, stock), nil
	}
	m := newMarket(lattice, stock, &in)
	m.clear(m.rounds())
	p := ExamPlan{Score: m.best.score, Bound: math.Max(m.bound, m.best.score), Idle: m.idle, Unmet: m.best.unmet, Forecast: m.forecast()}
	p.Low, p.High = interval(p.Score, m.best.variance*stock.square, in.Questions)
	p.take(&in, m.worth(), in.minutes(in.Today)*60)

	m.budget = in.budgets(lattice, moreMinutes)
	m.clear(moreClearings)
	p.More = math.Max(m.best.score, p.Score)
	return p, nil
}

// minutes are those of a day.
func (in *ExamPlanInput) minutes(d Day) float64 {
	m := in.Minutes[d.weekday()]
	if slices.ContainsFunc(in.Off, func(s Span) bool { return s.Contains(d) }) {
		m = 0
	}
	if d == in.Today {
		m = math.Max(m-in.Spent, 0)
	}
	return m
}

// weekday is the day's time.Weekday; 1 January 1970 was a Thursday.
func (d Day) weekday() int { return ((int(d)+4)%7 + 7) % 7 }
