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
func (w weeks) begins(i int) quiz.Day { return weekBegins(w.Last, len(w.Weeks), i) }

// weekBegins is the first day of week i of so many, the last of which ends on
// day last.
func weekBegins(last quiz.Day, weeks, i int) quiz.Day { return last - quiz.Day(7*(weeks-i)) + 1 }

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

// apart is by how many standard deviations share a is above share b (two
// proportions with pooled variance; Agresti, Categorical Data Analysis, 3rd
// ed., section 3.2); 0 where nothing can differ.
func apart(a, b quiz.Estimate) float64 {
	n, m := float64(a.Answers), float64(b.Answers)
	p := float64(a.Right+b.Right) / (n + m)
	spread := math.Sqrt(p * (1 - p) * (1/n + 1/m))
	if !(spread > 0) {
		return 0
	}
	return (a.Share - b.Share) / spread
}

// differ reports whether two shares differ by more than chance explains, nine
// times in ten.
func differ(a, b quiz.Estimate) bool { return math.Abs(apart(a, b)) > z90 }

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
		return fmt.Sprintf("%s right in the last four weeks, up from %s in the four before: that is more than chance.", percent(late.Share), percent(before.Share))
	}
	return fmt.Sprintf("%s right in the last four weeks, down from %s in the four before. New topics do that; so does studying less often.", percent(late.Share), percent(before.Share))
}

// name says which days week i is, and how much it rests on.
func (w weeks) name(i int) string { return weekName(w.begins(i), w.Weeks[i].Answers, "answer") }

// weekName says which days a week is, and how much it rests on.
func weekName(from quiz.Day, n int, noun string) string {
	return fmt.Sprintf("%s to %s, %s", shortDate(from), shortDate(from+6), quiz.Count(n, noun))
}

// hard is a question that is missed again and again.
type hard struct {
	quiz.Question
	Answers, Wrong int
	Lapses         int    // times forgotten after it had been learnt
	Leech          bool   // so often that it costs more time than it gives
	Back           string // when it comes back, in words
}

// detail says how often it was missed and when it comes back.
func (h hard) detail() string {
	if h.Leech {
		return fmt.Sprintf("Forgotten %s: rewrite it, split it, or find a mnemonic", times(h.Lapses))
	}
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
	wrong, leeches := 0, 0
	for _, h := range all {
		wrong += h.Wrong
		if h.Leech {
			leeches++
		}
	}
	advice := " Open it, read why, and note what you mixed up."
	if len(all) > 1 {
		advice = " Open one, read why, and note what you mixed up; that saves more time than another round."
	}
	switch {
	case leeches == 1:
		advice = fmt.Sprintf(" One is a leech, forgotten %d times or more: write it anew, split it, or find a mnemonic.", quiz.LeechLapses)
	case leeches > 1:
		advice = fmt.Sprintf(" %s are leeches, forgotten %d times or more: write them anew, split them, or find a mnemonic.", quiz.Thousands(leeches), quiz.LeechLapses)
	}
	if len(all) == 1 {
		return fmt.Sprintf("You missed this one %s.%s", times(wrong), advice)
	}
	return fmt.Sprintf("You missed these %d questions %s together.%s", len(all), times(wrong), advice)
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
