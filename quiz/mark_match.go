package quiz

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// Matched are the options of a match that want a partner: those with a text.
// The others are only extra partners.
func Matched(q *Question) []int {
	var at []int
	for i, o := range q.Options {
		if o.Text != "" {
			at = append(at, i)
		}
	}
	return at
}

// Partners are the partners of a match to choose among, each once, in the
// order of seed; in the file's order where the question keeps it.
func Partners(q *Question, seed uint64) []string {
	var all []string
	for _, o := range q.Options {
		if o.Partner != "" && !slices.Contains(all, o.Partner) {
			all = append(all, o.Partner)
		}
	}
	if !q.KeepOrder {
		r := rand.New(rand.NewPCG(seed, uint64(len(all))))
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	}
	return all
}

// markMatch is how many partners are right, of how many there are to find
// (Moodle 4.5.6, question/type/match/question.php, grade_response). Options
// with the same partner take it alike.
func markMatch(options []Option, given []string) Result {
	var res Result
	var expected []string
	right, answered := 0, false
	for _, o := range options {
		if o.Text == "" {
			continue
		}
		partner := ""
		if at := len(res.Gaps); at < len(given) {
			partner = given[at]
		}
		one := Result{Expected: o.Partner, Reason: "Not answered."}
		if partner != "" {
			answered = true
			one.Reason = "Not right."
			one.Feedback = o.Feedback
		}
		if partner != "" && partner == o.Partner {
			one.Mark, one.Reason = 1, "Right."
			right++
		}
		res.Gaps = append(res.Gaps, one)
		expected = append(expected, o.Text+" – "+o.Partner)
	}
	res.Expected = strings.Join(expected, "; ")
	res.share(right, len(res.Gaps), answered, "pair")
	return res
}

// share sets the mark of an answer of equal parts: right of total.
func (r *Result) share(right, total int, answered bool, part string) {
	if !answered || total == 0 {
		r.Reason = "Not answered."
		return
	}
	r.settle(float64(right) / float64(total))
	if r.Verdict() == Partly {
		is := "are"
		if right == 1 {
			is = "is"
		}
		r.Reason = fmt.Sprintf("Partly right: %d of %s %s right.", right, Count(total, part), is)
	}
}
