package progress

import (
	"fmt"
	"math"
	"time"

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

// forecastDays is how far ahead the forecast looks, today included.
const forecastDays = 30

// forecast is the reviews that come due, if nothing new is learnt.
type forecast struct {
	First   quiz.Day      // today
	Backlog int           // due before today
	Due     []int         // a day, from today on, without the backlog
	Total   int           // backlog included
	Pace    time.Duration // for one review; 0 = not known yet
}

// forecastOf lays out what comes due: counts begins with all that was due
// before today, then goes on day by day.
func forecastOf(counts []int, today quiz.Day, pace time.Duration) forecast {
	f := forecast{First: today, Due: make([]int, forecastDays), Pace: pace}
	for i, n := range counts {
		switch {
		case i == 0:
			f.Backlog = n
		case i <= forecastDays:
			f.Due[i-1] = n
		default:
			continue
		}
		f.Total += n
	}
	return f
}

// busiest is the place in Due with the most reviews, the backlog counting for
// today; -1 if there are none.
func (f forecast) busiest() int {
	at, most := -1, 0
	for i, n := range f.Due {
		if i == 0 {
			n += f.Backlog
		}
		if n > most {
			at, most = i, n
		}
	}
	return at
}

func (f forecast) sentence() string {
	if f.Total == 0 {
		return "No review is due in the next 30 days. What you answer today comes back here."
	}
	mean := float64(f.Total) / forecastDays
	head := fmt.Sprintf("%s in the next 30 days: about %s a day", quiz.Count(f.Total, "review"), roughly(mean))
	if f.Pace > 0 {
		head += fmt.Sprintf(", %s at your pace", about(mean*f.Pace.Minutes()))
	}
	tail := " New cards will add to it."
	if i := f.busiest(); i > 0 && float64(f.Due[i]) > 2*mean {
		tail = fmt.Sprintf(" The busiest day is %s with %d.", date(f.First+quiz.Day(i)), f.Due[i])
	}
	if f.Backlog > 0 {
		late := "were due before today and come first"
		if f.Backlog == 1 {
			late = "was due before today and comes first"
		}
		return fmt.Sprintf("%s. %s %s.%s", head, quiz.Thousands(f.Backlog), late, tail)
	}
	return head + "." + tail
}

// roughly is a mean: whole from 10 on, else with one digit.
func roughly(x float64) string {
	if x >= 9.95 {
		return quiz.Thousands(int(x + .5))
	}
	return fmt.Sprintf("%.1f", x)
}
