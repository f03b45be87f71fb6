package progress

import (
	"fmt"
	"math"

	"chartroom/quiz"
)

// domain is one part of the exam and how the learner does in it.
type domain struct {
	Name, Short string
	Weight      float64 // of the exam, 0 to 1
	Estimate    quiz.Estimate
}

// domainSentence says where most can be gained.
func domainSentence(domains []domain) string {
	ready, best, gain := 0, -1, 0.0
	for i, d := range domains {
		if !enough(d.Estimate) {
			continue
		}
		ready++
		if g := d.Weight * (1 - d.Estimate.Share); g > gain {
			best, gain = i, g
		}
	}
	switch {
	case ready == 0:
		return fmt.Sprintf("Not yet: a domain shows its share once %d of its questions are answered.", quiz.EnoughAnswers)
	case best < 0:
		return "Every answer so far was right."
	}
	d := domains[best]
	text := fmt.Sprintf("Most is to be gained in %s: it is %s of the exam and you get %s right there when you first see a question.", d.Short, percent(d.Weight), percent(d.Estimate.Share))
	if waiting := len(domains) - ready; waiting > 0 {
		text += fmt.Sprintf(" %s not enough answers yet.", has(waiting))
	}
	return text
}

func has(n int) string {
	if n == 1 {
		return "One domain has"
	}
	return fmt.Sprintf("%d domains have", n)
}

// weekCount is how many weeks the line of accuracy shows.
const weekCount = 26

// weeks is the share of the exam's questions answered right, by week. Weeks
// end today, so that the last one is whole.
type weeks struct {
	Last  quiz.Day        // today
	Weeks []quiz.Estimate // oldest first; begins with the first week that has an answer
}

// topicDay is the answers to the exam's questions on one day.
type topicDay struct {
	Day            quiz.Day
	Answers, Right int
}

func weeksOf(days []topicDay, today quiz.Day) weeks {
	var right, answers [weekCount]int
	first := weekCount
	for _, d := range days {
		back := int(today-d.Day) / 7
		if d.Day > today || back >= weekCount || d.Answers == 0 {
			continue
		}
		i := weekCount - 1 - back
		right[i] += d.Right
		answers[i] += d.Answers
		first = min(first, i)
	}
	w := weeks{Last: today}
	for i := first; i < weekCount; i++ {
		w.Weeks = append(w.Weeks, quiz.NewEstimate(right[i], answers[i]))
	}
	return w
}

// begins is the first day of week i.
func (w weeks) begins(i int) quiz.Day { return w.Last - quiz.Day(7*(len(w.Weeks)-i)) + 1 }

// sum joins the weeks from to (without to).
func (w weeks) sum(from, to int) quiz.Estimate {
	right, answers := 0, 0
	for i := max(from, 0); i < min(to, len(w.Weeks)); i++ {
		right += w.Weeks[i].Right
		answers += w.Weeks[i].Answers
	}
	return quiz.NewEstimate(right, answers)
}

// z90 is the standard normal quantile for a two-sided 90 % test, as the
// intervals of quiz.NewEstimate.
const z90 = 1.6448536269514722

// differ reports whether two shares differ by more than chance explains, nine
// times in ten (two proportions with pooled variance; Agresti, Categorical
// Data Analysis, 3rd ed., section 3.2).
func differ(a, b quiz.Estimate) bool {
	n, m := float64(a.Answers), float64(b.Answers)
	p := float64(a.Right+b.Right) / (n + m)
	return math.Abs(a.Share-b.Share) > z90*math.Sqrt(p*(1-p)*(1/n+1/m))
}

func (w weeks) sentence() string {
	n := len(w.Weeks)
	if n == 0 {
		return "No question of your exam is answered in the last half year."
	}
	late, before := w.sum(n-4, n), w.sum(n-8, n-4)
	switch {
	case !enough(late):
		return fmt.Sprintf("Not yet: %s in the last four weeks, and it takes %d before a share means anything.", quiz.Count(late.Answers, "answer"), quiz.EnoughAnswers)
	case !enough(before):
		return fmt.Sprintf("In the last four weeks you got %s of %s right. Four more weeks, and you see here which way it goes.", percent(late.Share), quiz.Count(late.Answers, "answer"))
	case !differ(late, before):
		return fmt.Sprintf("%s right in the last four weeks, %s in the four before: no clear change, for chance alone moves it as much.", percent(late.Share), percent(before.Share))
	case late.Share > before.Share:
		return fmt.Sprintf("%s right in the last four weeks, up from %s in the four before: more than chance.", percent(late.Share), percent(before.Share))
	}
	return fmt.Sprintf("%s right in the last four weeks, down from %s in the four before. New topics do that; so does studying less often.", percent(late.Share), percent(before.Share))
}

// name says which days week i is, and how much it rests on.
func (w weeks) name(i int) string {
	from := w.begins(i)
	return fmt.Sprintf("%s to %s, %s", shortDate(from), shortDate(from+6), quiz.Count(w.Weeks[i].Answers, "answer"))
}

// hard is a question that is missed again and again.
type hard struct {
	quiz.Question
	Answers, Wrong int
	Back           string // when it comes back, in words
}

// detail says how often it was missed and when it comes back.
func (h hard) detail() string {
	return fmt.Sprintf("Missed %s of %s, %s", quiz.Thousands(h.Wrong), quiz.Count(h.Answers, "time"), h.Back)
}

// back is when a question comes up again, in words.
func back(p quiz.Progress, today quiz.Day) string {
	if p.DueDay <= today {
		return "due today"
	}
	return "comes back " + quiz.WaitDays(int(p.DueDay-today))
}

func hardSentence(all []hard) string {
	if len(all) == 0 {
		return "No question has been missed twice. What keeps coming back will be listed here."
	}
	wrong := 0
	for _, h := range all {
		wrong += h.Wrong
	}
	if len(all) == 1 {
		return fmt.Sprintf("You missed this one %s. Open it, read why, and note what you mixed up.", times(wrong))
	}
	return fmt.Sprintf("You missed these %d questions %s together. Open one, read why, and note what you mixed up; that saves more time than another round.", len(all), times(wrong))
}

// times is how often, in words.
func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return quiz.Thousands(n) + " times"
}
