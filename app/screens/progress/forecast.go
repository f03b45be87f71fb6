package progress

import (
	"fmt"
	"math"
	"time"

	"chartroom/quiz"
)

// reach is how far ahead the forecast looks.
type reach int

const (
	month reach = iota
	quarter
)

var reaches = []reach{month, quarter}

// days is so many days, today included.
func (r reach) days() int { return [...]int{30, 90}[r] }

// String is the reach as it stands on its button.
func (r reach) String() string { return fmt.Sprintf("%d days", r.days()) }

// forecast is the reviews that come due, and what the plan adds to them.
type forecast struct {
	First   quiz.Day      // today
	Reach   reach         //
	Backlog int           // due before today
	Due     []int         // a day, from today on, without the backlog
	Total   int           // backlog included, without what the plan adds
	Pace    time.Duration // for one review; 0 = not known yet

	Planned bool      // there is a plan: Due and Fresh are what it expects
	Fresh   []float64 // new questions a day
	Minutes float64   // a day that is planned
}

// forecastOf lays out what comes due: counts begins with all that was due
// before today, then goes on day by day. The plan to the exam, if there is
// one, says what is really reviewed on its days, and what is new.
func forecastOf(counts []int, plan []quiz.ExamDay, today quiz.Day, r reach, pace time.Duration) forecast {
	f := forecast{First: today, Reach: r, Due: make([]int, r.days()), Fresh: make([]float64, r.days()), Pace: pace}
	for i, n := range counts {
		switch {
		case i == 0:
			f.Backlog = n
		case i <= len(f.Due):
			f.Due[i-1] = n
		}
	}
	planned := 0.0
	for _, p := range plan {
		if i := int(p.Day - today); i >= 0 && i < len(f.Due) {
			f.Planned, f.Due[i], f.Fresh[i] = true, int(math.Round(p.Items-p.New)), p.New
			planned++
			f.Minutes += p.Minutes
		}
	}
	if f.Planned {
		f.Backlog = 0 // the plan has taken it in
		f.Minutes /= planned
	}
	f.Total = f.Backlog
	for _, n := range f.Due {
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
		return fmt.Sprintf("No review is due in the next %s. What you answer today comes back here.", f.Reach)
	}
	mean := float64(f.Total) / float64(len(f.Due))
	head := fmt.Sprintf("%s in the next %s: about %s a day", quiz.Count(f.Total, "review"), f.Reach, roughly(mean))
	if f.Pace > 0 && !f.Planned {
		head += fmt.Sprintf(", %s at your pace", about(mean*f.Pace.Minutes()))
	}
	if f.Planned {
		fresh := 0.0
		for _, n := range f.Fresh {
			fresh += n
		}
		return fmt.Sprintf("%s. Your plan to the exam adds about %s, whose reviews are counted too, and takes %s a day.", head, quiz.Count(int(fresh+.5), "new question"), about(f.Minutes))
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
