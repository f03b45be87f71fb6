package quiz

import (
	"math"
	"time"
)

// Supply is what could be studied today.
type Supply struct {
	Due       int           // reviews that are due, learning steps included
	New       int           // cards never answered
	Questions int           // practice questions never answered
	PerReview time.Duration // this learner's median; 0 = not known yet
	PerNew    time.Duration
	PerAnswer time.Duration // a practice question with its explanation
	Minutes   int           // that the learner has today, above 0
	NewPerDay int           // most new cards in a day, 0 or more
	NewDone   int           // new cards already met today
	Spent     time.Duration // studied today already
}

// Plan is what to do today, and what there is no time for.
type Plan struct {
	Reviews, New, Practice int           // items
	LeftOut                int           // due reviews that do not fit
	Time                   time.Duration // expected for all of it
}

// Times assumed until the learner's own are known: fsrs-rs's default review
// costs are 9 to 19 s (shared simulation defaults); a practice question with
// its explanation is given a minute, a little less than the RHIT's 82 s an
// item (205 minutes, 150 items), for there is reading after it.
const (
	AssumedReview = 12 * time.Second
	AssumedNew    = 25 * time.Second
	AssumedAnswer = 75 * time.Second
)

// Today plans a day: what is due first, for waiting costs most there; then
// half of the time that is left goes to practice questions and half to new
// cards, and what one cannot use the other gets.
func Today(s Supply) Plan {
	review, fresh, answer := orElse(s.PerReview, AssumedReview), orElse(s.PerNew, AssumedNew), orElse(s.PerAnswer, AssumedAnswer)
	left := max(time.Duration(s.Minutes)*time.Minute-s.Spent, 0)
	var p Plan
	p.Reviews = min(s.Due, int(left/review))
	p.LeftOut = s.Due - p.Reviews
	left -= time.Duration(p.Reviews) * review

	newLeft := min(s.New, max(s.NewPerDay-s.NewDone, 0))
	p.New = min(newLeft, int(left/2/fresh))
	p.Practice = min(s.Questions, int((left-time.Duration(p.New)*fresh)/answer))
	p.New = min(newLeft, int((left-time.Duration(p.Practice)*answer)/fresh))

	p.Time = time.Duration(p.Reviews)*review + time.Duration(p.New)*fresh + time.Duration(p.Practice)*answer
	return p
}

// Empty reports whether there is nothing to do.
func (p Plan) Empty() bool { return p.Reviews+p.New+p.Practice == 0 }

func orElse(d, assumed time.Duration) time.Duration {
	if d <= 0 {
		return assumed
	}
	return d
}

// Estimate is a share of right answers with its 90 % interval, all 0 to 1.
type Estimate struct {
	Share, Low, High float64
	Right, Answers   int
}

// z90 is the standard normal quantile at 95 %, for two-sided 90 % intervals.
const z90 = 1.6448536269514722

// NewEstimate is the share right among answers with Wilson's score interval
// (Wilson 1927, J. Am. Stat. Assoc. 22, 209-212), which stays sensible at 0,
// at 1 and with few answers. No answers: 0 to 1 around one half.
func NewEstimate(right, answers int) Estimate {
	if answers <= 0 {
		return Estimate{Share: .5, Low: 0, High: 1}
	}
	n, p := float64(answers), float64(right)/float64(answers)
	centre := (p + z90*z90/(2*n)) / (1 + z90*z90/n)
	half := z90 / (1 + z90*z90/n) * math.Sqrt(p*(1-p)/n+z90*z90/(4*n*n))
	return Estimate{Share: p, Low: math.Max(0, centre-half), High: math.Min(1, centre+half), Right: right, Answers: answers}
}

// EnoughAnswers is how many answers it takes before a share of them is shown
// as an estimate rather than as "not yet" (PRODUCT: a number that flatters is
// worse than none).
const EnoughAnswers = 20

// Weighted joins the domains' estimates by the blueprint's weights, which
// need not add up to 1. Errors of domains are independent, so their squares
// add, below the share and above it apart; else the share could lie outside
// its interval (Zou, Huang and Zhang 2009, Comput. Stat. Data Anal. 53,
// 1080-1085). A domain without answers keeps its whole uncertainty.
func Weighted(domains []Estimate, weights []float64) Estimate {
	var out Estimate
	total := 0.0
	for i, e := range domains {
		total += weights[i]
		out.Right += e.Right
		out.Answers += e.Answers
	}
	if total == 0 {
		return NewEstimate(0, 0)
	}
	var below, above float64
	for i, e := range domains {
		w := weights[i] / total
		out.Share += w * e.Share
		below += w * w * (e.Share - e.Low) * (e.Share - e.Low)
		above += w * w * (e.High - e.Share) * (e.High - e.Share)
	}
	out.Share = math.Min(1, out.Share) // weights may add up to a little over 1
	out.Low = math.Max(0, out.Share-math.Sqrt(below))
	out.High = math.Min(1, out.Share+math.Sqrt(above))
	return out
}
