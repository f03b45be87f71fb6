package progress

import (
	"fmt"
	"math"

	"chartroom/quiz"
	"chartroom/storage"
)

// readiness is the share of the exam that would be right, as Today showed it
// at the end of each week: first answers so far, weighted by the domains.
type readiness struct {
	Last  quiz.Day        // today
	Weeks []quiz.Estimate // oldest first; begins with the first week that has enough answers
}

func readinessOf(answers []storage.TopicDay, blueprint *quiz.Blueprint, today quiz.Day) readiness {
	r := readiness{Last: today}
	for back := weekCount - 1; back >= 0; back-- {
		e := readyBy(answers, blueprint, today-quiz.Day(7*back))
		if len(r.Weeks) > 0 || enough(e) {
			r.Weeks = append(r.Weeks, e)
		}
	}
	return r
}

// readyBy is the readiness at the end of a day.
func readyBy(answers []storage.TopicDay, blueprint *quiz.Blueprint, day quiz.Day) quiz.Estimate {
	right, all := map[string]int{}, map[string]int{}
	for _, a := range answers {
		if a.Day <= day {
			right[a.Tag] += a.FirstRight
			all[a.Tag] += a.First
		}
	}
	var estimates []quiz.Estimate
	var weights []float64
	for _, d := range blueprint.Domains {
		estimates = append(estimates, quiz.NewEstimate(right[d.ID], all[d.ID]))
		weights = append(weights, blueprint.Weight(d.ID))
	}
	return quiz.Weighted(estimates, weights)
}

// ends is the last day of week i.
func (r readiness) ends(i int) quiz.Day { return r.Last - quiz.Day(7*(len(r.Weeks)-1-i)) }

// readyBack is how many weeks the sentence looks back.
const readyBack = 8

func (r readiness) sentence() string {
	n := len(r.Weeks)
	if n == 0 {
		return fmt.Sprintf("Not yet: it takes %d first answers to questions of your exam before a share means anything.", quiz.EnoughAnswers)
	}
	now := r.Weeks[n-1]
	head := fmt.Sprintf("Of questions like your exam's you would get about %s right at first sight (likely %s)", percent(now.Share), between(now))
	if n == 1 {
		return head + ". It is not a chance to pass. From next week on you see which way it goes."
	}
	at := max(n-1-readyBack, 0)
	then, ago := r.Weeks[at], quiz.Count(n-1-at, "week")
	switch {
	case now.Low > then.High:
		return fmt.Sprintf("%s, clearly more than the %s of %s ago. It is not a chance to pass.", head, percent(then.Share), ago)
	case now.High < then.Low:
		return fmt.Sprintf("%s, clearly less than the %s of %s ago: harder questions do that too. It is not a chance to pass.", head, percent(then.Share), ago)
	}
	return fmt.Sprintf("%s; %s ago it was %s, and both may well be the same. It is not a chance to pass.", head, ago, percent(then.Share))
}

// months is the share right in each domain over time.
type months struct {
	Span    int             // days a column
	First   []quiz.Day      // that each column begins with, oldest first
	Domains []domainHistory // in the order of the exam
}

type domainHistory struct {
	Name  string
	Share []quiz.Estimate // a column
}

// columnCount is how many columns the table has at most, and spans how long
// one may be, in days: the shortest in which most domains have enough answers.
const columnCount = 6

var spans = []int{28, 56, 91}

func monthsOf(answers []storage.TopicDay, blueprint *quiz.Blueprint, today quiz.Day) months {
	var m months
	for _, span := range spans {
		m = spanned(answers, blueprint, today, span)
		known := 0
		for _, d := range m.Domains {
			if enough(d.Share[len(d.Share)-1]) {
				known++
			}
		}
		if 2*known >= len(m.Domains) {
			return m
		}
	}
	return m
}

func spanned(answers []storage.TopicDay, blueprint *quiz.Blueprint, today quiz.Day, span int) months {
	columns := 1 // up to the one with the first answer
	for _, a := range answers {
		if back := int(today-a.Day) / span; a.Day <= today && a.Attempts > 0 && back < columnCount {
			columns = max(columns, back+1)
		}
	}
	m := months{Span: span}
	for i := range columns {
		m.First = append(m.First, today-quiz.Day(span*(columns-i))+1)
	}
	for _, d := range blueprint.Domains {
		right, all := make([]int, columns), make([]int, columns)
		for _, a := range answers {
			if i := columns - 1 - int(today-a.Day)/span; a.Tag == d.ID && a.Day <= today && i >= 0 {
				right[i] += a.Right
				all[i] += a.Attempts
			}
		}
		h := domainHistory{Name: d.Short}
		for i := range columns {
			h.Share = append(h.Share, quiz.NewEstimate(right[i], all[i]))
		}
		m.Domains = append(m.Domains, h)
	}
	return m
}

// weeksLong is a column's length in words.
func (m months) weeksLong() string { return fmt.Sprintf("%d weeks", m.Span/7) }

func (m months) sentence() string {
	last := len(m.First) - 1
	columns := fmt.Sprintf(" A column is %s from its date on.", m.weeksLong())
	known, compared := 0, 0
	for _, d := range m.Domains {
		if enough(d.Share[last]) {
			known++
			if last > 0 && enough(d.Share[last-1]) {
				compared++
			}
		}
	}
	switch {
	case known == 0:
		return fmt.Sprintf("Not yet: a domain shows its share for %s with %d answers.", m.weeksLong(), quiz.EnoughAnswers)
	case compared == 0:
		return fmt.Sprintf("So far %s can be told by its last %s; with the next %s you see which way each goes.", quiz.Count(known, "domain"), m.weeksLong(), m.weeksLong()) + columns
	}
	at, most := -1, quantile(compared)
	for i, d := range m.Domains {
		if a, b := d.Share[last], d.Share[max(last-1, 0)]; enough(a) && enough(b) {
			if z := math.Abs(apart(a, b)); z > most {
				at, most = i, z
			}
		}
	}
	if at < 0 {
		return "No domain has clearly changed from the column before: chance alone moves them as much." + columns
	}
	d, way := m.Domains[at], "up"
	if d.Share[last].Share < d.Share[last-1].Share {
		way = "down"
	}
	return fmt.Sprintf("%s is clearly %s: %s right, %s in the column before.", d.Name, way, percent(d.Share[last].Share), percent(d.Share[last-1].Share)) + columns
}

// say is the reading of a cell.
func (m months) say(d *domainHistory, i int) string {
	e := d.Share[i]
	head := fmt.Sprintf("%s, %s to %s: ", d.Name, shortDate(m.First[i]), shortDate(m.First[i]+quiz.Day(m.Span)-1))
	if !enough(e) {
		return head + fmt.Sprintf("not yet, %s of %d", quiz.Count(e.Answers, "answer"), quiz.EnoughAnswers)
	}
	return head + fmt.Sprintf("%s right, likely %s; %s", percent(e.Share), between(e), quiz.Count(e.Answers, "answer"))
}
