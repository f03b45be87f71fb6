package library

import (
	"fmt"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// kindWord is what a kind of question is called on screen.
func kindWord(k quiz.Kind) string {
	switch k {
	case quiz.Flip:
		return "flashcard"
	case quiz.Choice:
		return "choice"
	case quiz.TrueFalse:
		return "true or false"
	case quiz.Text:
		return "typed words"
	case quiz.Number:
		return "number"
	case quiz.Cloze:
		return "gaps"
	case quiz.Build:
		return "word-building"
	case quiz.Match:
		return "matching"
	case quiz.Order:
		return "ordering"
	case quiz.Code:
		return "code"
	case quiz.Table:
		return "table to fill"
	case quiz.Hotspot:
		return "place in a picture"
	case quiz.Drill:
		return "drill with new numbers"
	case quiz.Essay:
		return "essay"
	case quiz.Description:
		return "text only"
	}
	return string(k)
}

// date is a moment's day as people write it: "3 Mar 2027".
func date(t time.Time) string { return t.Format("2 Jan 2006") }

// dayWord is a study day seen from today: "today", "yesterday", "3 Mar 2027".
func dayWord(d, today quiz.Day) string {
	switch d {
	case today:
		return "today"
	case today - 1:
		return "yesterday"
	}
	return date(d.Date())
}

// dueWord is when a question comes back, seen from now.
func dueWord(p quiz.Progress, now time.Time, today quiz.Day) string {
	switch {
	case p.Learning() && !p.Due.After(now), !p.Learning() && p.DueDay <= today:
		return "due now"
	case p.Learning():
		return "due " + quiz.Wait(p.Due.Sub(now))
	}
	return "due " + quiz.WaitDays(int(p.DueDay-today)) + ", on " + date(p.DueDay.Date())
}

// lastsWord is a stability, in days, in words: how long until the chance to
// remember has fallen to nine in ten (FSRS's definition of stability).
func lastsWord(days float64) string {
	switch {
	case days < 1:
		return "less than a day"
	case days < 1.5:
		return "about a day"
	case days < 45:
		return fmt.Sprintf("about %.0f days", days)
	case days < 550:
		return fmt.Sprintf("about %.0f months", days/30.44)
	}
	return fmt.Sprintf("about %.1f years", days/365.25)
}

// tookWord is how long an answer took.
func tookWord(d time.Duration) string {
	if d < time.Minute {
		return fmt.Sprintf("%.0f s", d.Seconds())
	}
	return fmt.Sprintf("%d min %02d s", int(d.Minutes()), int(d.Seconds())%60)
}

// modeWord is where an answer was given.
func modeWord(m quiz.Mode) string {
	switch m {
	case quiz.ModeReview:
		return "review"
	case quiz.ModeStudy:
		return "practice"
	case quiz.ModeTest:
		return "test"
	case quiz.ModeTaster:
		return "first questions"
	}
	return string(m)
}

// gradeWord is a grade as the buttons call it.
func gradeWord(g srs.Grade) string {
	return quiz.Capital(g.String())
}

// stale reports whether a fact's review date, yyyy-mm or yyyy-mm-dd, lies
// before today. A date that cannot be read is none.
func stale(reviewBy string, today quiz.Day) bool {
	if len(reviewBy) == len("2006-01") {
		t, err := time.Parse("2006-01", reviewBy)
		return err == nil && today >= quiz.DayOf(t.AddDate(0, 1, 0))
	}
	d, err := quiz.ParseDay(reviewBy)
	return err == nil && d < today
}

// monthWord is a date, yyyy-mm or yyyy-mm-dd, as people write it.
func monthWord(s string) string {
	for _, f := range []struct{ in, out string }{{"2006-01", "Jan 2006"}, {"2006-01-02", "2 Jan 2006"}} {
		if t, err := time.Parse(f.in, s); err == nil {
			return t.Format(f.out)
		}
	}
	return s
}

// markupOf is an option's own markup, or else its question's.
func markupOf(q *quiz.Question, own quiz.Markup) quiz.Markup {
	if own != "" {
		return own
	}
	return q.Markup
}
