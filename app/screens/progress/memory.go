package progress

import (
	"fmt"
	"math"

	"chartroom/quiz"
)

// period is a stretch of time that ends today.
type period int

const (
	lastWeek period = iota
	lastMonth
	always
)

var periods = []period{lastWeek, lastMonth, always}

// String is the period as it stands on its button.
func (p period) String() string {
	return [...]string{"7 days", "30 days", "All"}[p]
}

// phrase is the period inside a sentence.
func (p period) phrase() string {
	return [...]string{"in the last 7 days", "in the last 30 days", "so far"}[p]
}

// from is the first day of the period.
func (p period) from(today quiz.Day) quiz.Day {
	switch p {
	case lastWeek:
		return today - 6
	case lastMonth:
		return today - 29
	}
	return math.MinInt32
}

// retention is how much of what was learnt is still known when it comes up
// again: true retention. It counts one answer a question and day, and leaves
// out the steps of learning.
type retention struct {
	Young, Mature, All quiz.Estimate
	Aim                float64 // desired, 0 to 1
	Period             period
}

func retentionOf(days []day, today quiz.Day, p period, aim float64) retention {
	var young, youngKept, mature, matureKept int
	for _, d := range days {
		if d.Day < p.from(today) || d.Day > today {
			continue
		}
		young += d.Young
		youngKept += d.YoungKept
		mature += d.Mature
		matureKept += d.MatureKept
	}
	return retention{Young: quiz.NewEstimate(youngKept, young), Mature: quiz.NewEstimate(matureKept, mature),
		All: quiz.NewEstimate(youngKept+matureKept, young+mature), Aim: aim, Period: p}
}

// enough reports whether a share of so many answers is worth showing.
func enough(e quiz.Estimate) bool { return e.Answers >= quiz.EnoughAnswers }

func (r retention) sentence() string {
	n := r.All.Answers
	switch {
	case n == 0 && r.Period == always:
		return "Nothing has come up for a second day yet. Once it does, you see here how much of it you still know."
	case n == 0:
		return fmt.Sprintf("Nothing came up again %s.", r.Period.phrase())
	case !enough(r.All) && r.Period == always:
		return fmt.Sprintf("Not yet: %s so far, and it takes %d before a share means anything.", quiz.Count(n, "review"), quiz.EnoughAnswers)
	case !enough(r.All):
		return fmt.Sprintf("Not yet: %s %s, and it takes %d before a share means anything.", quiz.Count(n, "review"), r.Period.phrase(), quiz.EnoughAnswers)
	}
	which := fmt.Sprintf("Of %s %s", quiz.Count(n, "review"), r.Period.phrase())
	if r.Period == always {
		which = "Of all " + quiz.Count(n, "review")
	}
	head := fmt.Sprintf("%s you remembered %s (likely %s)", which, percent(r.All.Share), between(r.All))
	switch {
	case r.All.High < r.Aim:
		return head + fmt.Sprintf(": less than the %s you aim for. Reviews done late bring it down; fewer new cards a day make room for them.", percent(r.Aim))
	case r.All.Low > r.Aim:
		return head + fmt.Sprintf(": more than the %s you aim for. A lower aim in Settings would save you reviews.", percent(r.Aim))
	}
	return head + fmt.Sprintf(": in line with the %s you aim for.", percent(r.Aim))
}

// percent is a share as it is written everywhere: "91 %".
func percent(share float64) string { return fmt.Sprintf("%.0f %%", 100*share) }

// between is an interval in words: "88 to 93".
func between(e quiz.Estimate) string { return fmt.Sprintf("%.0f to %.0f", 100*e.Low, 100*e.High) }
