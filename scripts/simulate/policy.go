package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// examPlan is ours, asked anew every day.
type examPlan struct{ first promise }

// promise is what the plan said on the first day.
type promise struct{ score, low, high, bound float64 }

func (e *examPlan) queue(l *learner) []int {
	in := quiz.ExamPlanInput{Today: quiz.Day(l.day), Exam: quiz.Day(l.days), Model: l.model, Attendance: 1 - missing*l.differ}
	for d := range in.Minutes {
		in.Minutes[d] = l.minutes
	}
	for i, d := range domains {
		in.Domains = append(in.Domains, quiz.ExamDomain{ID: fmt.Sprint(i), Weight: d.weight, Prior: l.priors[i]})
	}
	for i, c := range l.cards {
		in.Items = append(in.Items, quiz.ExamItem{ID: fmt.Sprint(i), Domain: c.domain, Memory: c.seen, LastDay: quiz.Day(c.last), Seconds: c.seconds, SecondsNew: c.meeting})
	}
	p, err := quiz.PlanExam(in)
	if err != nil {
		panic(err)
	}
	if e.first.high == 0 {
		e.first = promise{p.Score, p.Low, p.High, p.Bound}
	}
	return p.Review
}

// tool is another way to study, with the settings its users could choose.
type tool struct {
	name     string
	variants func(setting) []policy
}

var tools = []tool{
	{"retention .9", constant},
	{"fitted", fitted},
	{"advance", advance},
	{"final pass", finalPass},
}

// pacing is how new cards are brought in.
type pacing int

const (
	reviewsFirst pacing = iota // new cards in the time that is left
	newFirst
	paced // so many a day that all are met after three quarters of the days, before reviews
)

// routine is desired retention as in Anki: what is due, and new cards; with a
// special time before the exam.
type routine struct {
	retention float64
	pacing    pacing
	heaviest  bool // new cards of the domains that weigh most per card first; else mixed
	lowest    bool // due cards with the lowest recall first; else the highest
	ahead     int  // last days in which undue cards are reviewed too, lowest recall first (Advance)
	pass      bool // a last showing of every card in the last days, as many as it needs
	stop      bool // no new cards in those days
}

func (r routine) String() string {
	return fmt.Sprintf("%.3g %s%s%s%s%s%s", r.retention, [...]string{"reviews first", "new first", "paced"}[r.pacing],
		when(r.heaviest, ", heaviest first"), when(r.lowest, ", lowest recall first"), when(r.ahead > 0, fmt.Sprintf(", %d days ahead", r.ahead)),
		when(r.pass, ", final pass"), when(r.stop, ", no new then"))
}

func when(yes bool, s string) string {
	if yes {
		return s
	}
	return ""
}

// each is a routine in every order of new cards, and of due cards.
func each(r routine) []policy {
	var all []policy
	for _, r.pacing = range []pacing{reviewsFirst, newFirst, paced} {
		for _, r.heaviest = range []bool{true, false} {
			for _, r.lowest = range []bool{true, false} {
				all = append(all, r)
			}
		}
	}
	return all
}

func constant(setting) []policy { return each(routine{retention: .9}) }

// fitted is a retention that suits the budget. Users find one by bisection of
// the workload; here every one of a row is played and the best on the exam
// day is taken, which is at least as good.
func fitted(setting) []policy {
	var all []policy
	for _, r := range []float64{.75, .8, .85, .93, .96, .98} {
		all = append(all, each(routine{retention: r})...)
	}
	return all
}

// advance is FSRS Helper's "advance" for the last days: cards that are not due
// are reviewed as well, those with the lowest recall first.
func advance(s setting) []policy {
	var all []policy
	for _, r := range []float64{.75, .9} {
		for _, days := range []int{1, 3, 7, 14, 28} {
			if days < s.days {
				all = append(all, each(routine{retention: r, ahead: days})...)
				all = append(all, each(routine{retention: r, ahead: days, stop: true})...)
			}
		}
	}
	return all
}

// finalPass is RemNote's exam scheduler (help.remnote.com 9101991, 9102040):
// early material is let decay (a low retention is the maintenance period), and
// in the last days, as many as it takes, every card is shown once more.
func finalPass(setting) []policy {
	var all []policy
	for _, r := range []float64{.75, .9} {
		all = append(all, each(routine{retention: r, pass: true})...)
		all = append(all, each(routine{retention: r, pass: true, stop: true})...)
	}
	return all
}

func (r routine) queue(l *learner) []int {
	left := l.days - l.day
	final := r.ahead > 0 && left <= r.ahead || r.pass && left <= passDays(l)
	begins := l.days - passDays(l)
	var review, fresh []int
	for i := range l.cards {
		c := &l.cards[i]
		switch {
		case c.fresh():
			fresh = append(fresh, i)
		case c.last == l.day:
		case final && r.pass && c.last >= begins && !r.due(l, c): // has had its last showing
		case final || r.due(l, c):
			review = append(review, i)
		}
	}
	r.sort(l, review, r.lowest || final)
	r.sortNew(l, fresh)
	if final && r.stop {
		return append(review, fresh...)
	}
	switch r.pacing {
	case newFirst:
		return append(fresh, review...)
	case paced:
		days := float64(l.days)*.75 - float64(l.day)
		n := len(fresh)
		if days > 1 {
			n = min(n, int(math.Ceil(float64(n)/days)))
		}
		return slices.Concat(fresh[:n], review, fresh[n:])
	}
	return append(review, fresh...)
}

// due says whether recall has fallen to the desired retention. Intervals are
// in proportion to stability.
func (r routine) due(l *learner, c *card) bool {
	if l.perStability == nil {
		l.perStability = map[float64]float64{}
	}
	k, ok := l.perStability[r.retention]
	if !ok {
		k = l.model.Interval(srs.Memory{Stability: 1, Difficulty: 5}, r.retention)
		l.perStability[r.retention] = k
	}
	return l.day-c.last >= srs.WholeDays(k*c.seen.Stability)
}

// passDays is how many last days it takes to show every card once.
func passDays(l *learner) int {
	seconds := 0.0
	for i := range l.cards {
		if !l.cards[i].fresh() {
			seconds += l.cards[i].seconds
		}
	}
	return max(1, min(int(math.Ceil(seconds/(60*l.minutes))), l.days/2))
}

// sort orders cards by elapsed time per stability, which is the order of
// recall.
func (r routine) sort(l *learner, cards []int, lowest bool) {
	faded := func(i int) float64 { return float64(l.day-l.cards[i].last) / l.cards[i].seen.Stability }
	slices.SortStableFunc(cards, func(a, b int) int {
		if lowest {
			return cmp.Compare(faded(b), faded(a))
		}
		return cmp.Compare(faded(a), faded(b))
	})
}

// sortNew mixes new cards, the same way on every day, and then puts those of
// the heaviest domains first if wanted.
func (r routine) sortNew(l *learner, cards []int) {
	if r.heaviest {
		slices.SortStableFunc(cards, func(a, b int) int { return cmp.Compare(l.weights[b], l.weights[a]) })
	}
}
