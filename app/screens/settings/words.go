package settings

import (
	"fmt"
	"math"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// cost says what a retention, in per cent, costs in forgotten questions and
// in reviews. Intervals follow from the learner's own weights.
func cost(w srs.Model, percent int) string {
	one := srs.Memory{Stability: 100, Difficulty: 5} // the ratio does not depend on it
	r := float64(percent) / 100
	usual, mine := w.Interval(one, quiz.DefaultRetention), w.Interval(one, r)
	forgotten := fmt.Sprintf("About %s forgotten when it comes back", oneIn(1-r))
	switch ratio := usual / mine; {
	case ratio > 1.05:
		return fmt.Sprintf("%s; reviews come %.1f times as often as at 90 %%.", forgotten, ratio)
	case ratio < 0.95:
		return fmt.Sprintf("%s; the waits are %.1f times as long as at 90 %%.", forgotten, 1/ratio)
	}
	return forgotten + ": the usual balance of memory and work."
}

// oneIn is a share in words: "1 in 10 is", "3 in 10 are".
func oneIn(share float64) string {
	n := 1 / share
	if n < 4.5 && math.Abs(n-math.Round(n)) > .2 {
		return fmt.Sprintf("%.0f in 100 are", 100*share)
	}
	return fmt.Sprintf("1 in %.0f is", n)
}

// hour is an hour of the day as people say it.
func hour(h int) string {
	switch {
	case h == 0:
		return "midnight"
	case h == 12:
		return "noon"
	}
	return fmt.Sprintf("%d am", h)
}

// dayNote says what the start of the study day means.
func dayNote(h int) string {
	if h == 0 {
		return "Today ends at midnight."
	}
	return fmt.Sprintf("What you answer before %s still counts for the day before.", hour(h))
}

// size is a number of bytes as people read it.
func size(bytes int64) string {
	switch kb := float64(bytes) / 1000; {
	case bytes < 1000:
		return quiz.Count(int(bytes), "byte")
	case kb < 1000:
		return fmt.Sprintf("%.0f kB", kb)
	case kb < 10_000:
		return fmt.Sprintf("%.1f MB", kb/1000)
	case kb < 1_000_000:
		return fmt.Sprintf("%.0f MB", kb/1000)
	default:
		return fmt.Sprintf("%.1f GB", kb/1e6)
	}
}
