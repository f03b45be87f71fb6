package quiz

import (
	"fmt"
	"time"
)

// ExamClock counts down an exam's time. It goes by the monotonic clock, which
// nobody can set; the wall clock beside it shows whether it was set meanwhile.
type ExamClock struct {
	Left time.Duration // of the limit, at the last reading; not below 0
	Stay time.Duration // since the exam's last event, at the last reading

	ticks time.Duration // of the monotonic clock then
	wall  time.Time     // then
}

// NewExamClock goes from now on. ticks is what the monotonic clock shows, from
// any beginning.
func NewExamClock(left time.Duration, ticks time.Duration, wall time.Time) ExamClock {
	return ExamClock{Left: left, ticks: ticks, wall: wall}
}

// Read brings the clock up to now. If the wall clock has not gone as long as
// the monotonic one, noticed is true and the notice says by how much.
func (c *ExamClock) Read(ticks time.Duration, wall time.Time) (notice Notice, noticed bool) {
	passed := max(ticks-c.ticks, 0)
	moved := wall.Sub(c.wall) - passed
	c.Left = max(c.Left-passed, 0)
	c.Stay += passed
	c.ticks, c.wall = max(ticks, c.ticks), wall
	if moved > -ClockSlack && moved < ClockSlack {
		return Notice{}, false
	}
	return Notice{Kind: ClockMoved, By: moved}, true
}

// ClockSlack is how far the two clocks may drift apart between two readings:
// what setting a clock over the network does by itself is less.
const ClockSlack = 2 * time.Second

// Notice is something about time that happened during an exam.
type Notice struct {
	Kind NoticeKind    `json:"kind"`
	By   time.Duration `json:"by"` // nanoseconds; below 0 = the clock went back
	At   time.Time     `json:"-"`
}

// NoticeKind says what happened.
type NoticeKind string

// The kinds of notice.
const (
	ClockMoved  NoticeKind = "moved" // the wall clock was set, or the computer slept, while the exam went on
	Interrupted NoticeKind = "away"  // the app was closed; By is how long by the wall clock
)

// String says it to the learner.
func (n Notice) String() string {
	switch {
	case n.Kind == Interrupted && n.By < 0:
		return fmt.Sprintf("The computer's clock was set back by at least %s while the exam was closed. Your time left is not touched.", inWords(-n.By))
	case n.Kind == Interrupted:
		return fmt.Sprintf("Interrupted for %s. That time does not count.", inWords(n.By))
	case n.By < 0:
		return fmt.Sprintf("The computer's clock was set back by %s. The exam's own clock went on.", inWords(-n.By))
	}
	return fmt.Sprintf("The computer slept, or its clock was set forward, for %s. The exam's own clock did not count it.", inWords(n.By))
}

// inWords is a span as one says it: its two largest parts.
func inWords(d time.Duration) string {
	d = d.Round(time.Second)
	switch h, m, s := int(d.Hours()), int(d.Minutes())%60, int(d.Seconds())%60; {
	case h >= 48:
		return Count(h/24, "day")
	case h > 0 && m > 0:
		return fmt.Sprintf("%d h %d min", h, m)
	case h > 0:
		return fmt.Sprintf("%d h", h)
	case m > 0 && s > 0:
		return fmt.Sprintf("%d min %d s", m, s)
	case m > 0:
		return fmt.Sprintf("%d min", m)
	default:
		return fmt.Sprintf("%d s", s)
	}
}

// ExamWarnings are how long before the end the learner is told of it.
var ExamWarnings = []time.Duration{30 * time.Minute, 5 * time.Minute}

// ExamWarning is the warning that comes between two readings of the time left:
// 0 if none does.
func ExamWarning(before, after time.Duration) time.Duration {
	for i := len(ExamWarnings) - 1; i >= 0; i-- {
		if w := ExamWarnings[i]; before > w && after <= w && after > 0 {
			return w
		}
	}
	return 0
}
