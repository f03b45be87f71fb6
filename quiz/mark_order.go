package quiz

import (
	"fmt"
	"strings"
)

// markOrder is how many options stand in their place, of how many there are:
// the absolute position, which is what Moodle's ordering questions are marked
// by unless their author says otherwise (qtype_ordering, GRADING_ABSOLUTE_POSITION).
// Options of the same text stand for each other.
func markOrder(options []Option, given []int) Result {
	var res Result
	var expected []string
	for _, o := range options {
		expected = append(expected, o.Text)
		res.Gaps = append(res.Gaps, Result{Expected: o.Text, Reason: "Not right."})
	}
	res.Expected = strings.Join(expected, " → ")
	right := 0
	seen := map[int]bool{}
	for place, at := range given {
		if at < 0 || at >= len(options) || seen[at] {
			return Result{Expected: res.Expected, Reason: "The answer names an option that the question does not have."}
		}
		seen[at] = true
		if options[at].Text == options[place].Text {
			res.Gaps[place].Mark, res.Gaps[place].Reason = 1, "Right."
			right++
		}
	}
	res.share(right, len(options), len(given) > 0, "place")
	if v := res.Verdict(); v != Right && len(given) == len(options) && len(given) > 2 {
		res.Feedback = whyNotOrdered(options, given)
	}
	return res
}

// whyNotOrdered says of an order that is right but for one option, which one
// that is; else nothing.
func whyNotOrdered(options []Option, given []int) string {
	for moved := range given {
		var rest []int
		for at, option := range given {
			if at != moved {
				rest = append(rest, option)
			}
		}
		if ascending(options, rest, given[moved]) {
			to := "first"
			if n := given[moved]; n > 0 {
				to = fmt.Sprintf("after “%s”", options[n-1].Text)
			}
			return fmt.Sprintf("Only one is out of its place: “%s” belongs %s.", options[given[moved]].Text, to)
		}
	}
	return ""
}

// ascending reports whether options stand in the right order once one is taken
// out.
func ascending(options []Option, order []int, without int) bool {
	next := 0
	for _, at := range order {
		if next == without {
			next++
		}
		if options[at].Text != options[next].Text {
			return false
		}
		next++
	}
	return true
}
