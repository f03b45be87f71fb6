package progress

import (
	"fmt"
	"time"

	"chartroom/quiz"
)

// day is what was done on one study day, in every mode together.
type day struct {
	Day                quiz.Day
	Answers, Right     int
	New                int // first answers to a question
	Took               time.Duration
	Young, YoungKept   int // reviews of questions with a memory below 21 days, and those remembered
	Mature, MatureKept int // the same from 21 days on
}

// yearDays is how far back the calendar looks: 53 weeks, so that the first
// one is whole.
const yearDays = 53 * 7

// calendar is the last year, a number a study day, and the runs of days.
type calendar struct {
	First   quiz.Day // the day that Answers begins with
	Answers []int    // one a day, today last
	Total   int      // of the year
	Active  int      // days of the year with an answer
	Streak  int      // days in a row up to today, or to yesterday
	Longest int      // of the whole log
	Last    quiz.Day // with an answer; only if Longest > 0
	Today   quiz.Day
}

// calendarOf lays out days, which are sorted, oldest first.
func calendarOf(days []day, today quiz.Day) calendar {
	c := calendar{First: today - yearDays + 1, Answers: make([]int, yearDays), Today: today}
	run := 0
	for _, d := range days {
		if d.Answers == 0 || d.Day > today {
			continue
		}
		if run == 0 || d.Day != c.Last+1 {
			run = 0
		}
		run++
		c.Last, c.Longest = d.Day, max(c.Longest, run)
		if d.Day >= c.First {
			c.Answers[d.Day-c.First] = d.Answers
			c.Total += d.Answers
			c.Active++
		}
	}
	if run > 0 && today-c.Last <= 1 {
		c.Streak = run
	}
	return c
}

// sentence is what the calendar means.
func (c calendar) sentence() string {
	if c.Longest == 0 {
		return "Nothing is answered yet. Each day that you study gets a square here."
	}
	year := fmt.Sprintf("In the last year you studied on %s and gave %s.", quiz.Count(c.Active, "day"), quiz.Count(c.Total, "answer"))
	if c.Active == 0 {
		year = "In the last year there is no answer."
	}
	missing := ""
	if c.Last < c.Today {
		missing = " An answer today keeps the run going."
	}
	switch {
	case c.Streak > 1 && c.Streak == c.Longest:
		return fmt.Sprintf("%d days in a row, your longest run so far. %s%s", c.Streak, year, missing)
	case c.Streak > 1:
		return fmt.Sprintf("%d days in a row; your longest run is %d. %s%s", c.Streak, c.Longest, year, missing)
	case c.Streak == 1 && c.Last == c.Today:
		return fmt.Sprintf("Today begins a new run; your longest is %s. %s", quiz.Count(c.Longest, "day"), year)
	case c.Streak == 1:
		return fmt.Sprintf("You studied yesterday; your longest run is %s. %s%s", quiz.Count(c.Longest, "day"), year, missing)
	}
	return fmt.Sprintf("You last studied %s ago; your longest run is %s. %s",
		quiz.Count(int(c.Today-c.Last), "day"), quiz.Count(c.Longest, "day"), year)
}

// spentDays is how many days the graph of time shows.
const spentDays = 30

// spent is the time studied on each of the last 30 days, today last.
type spent struct {
	First   quiz.Day
	Minutes []float64
	Active  int           // days with any
	Total   time.Duration // of the 30 days
	Aim     int           // minutes a day that the learner means to study
}

func spentOf(days []day, today quiz.Day, aim int) spent {
	s := spent{First: today - spentDays + 1, Minutes: make([]float64, spentDays), Aim: aim}
	for _, d := range days {
		if d.Day < s.First || d.Day > today || d.Took <= 0 {
			continue
		}
		s.Minutes[d.Day-s.First] = d.Took.Minutes()
		s.Active++
		s.Total += d.Took
	}
	return s
}

// mean is minutes on a day that was studied on.
func (s spent) mean() float64 {
	if s.Active == 0 {
		return 0
	}
	return s.Total.Minutes() / float64(s.Active)
}

// enoughDays is how many days it takes before time spent is held against the
// plan: one slow first day says nothing.
const enoughDays = 7

func (s spent) sentence() string {
	if s.Active == 0 {
		return "No time was spent in the last 30 days."
	}
	head := fmt.Sprintf("%s together on %d of the last 30 days: %s on a day you study", span(s.Total), s.Active, about(s.mean()))
	switch mean := s.mean(); {
	case s.Active < enoughDays:
		return head + "."
	case mean < 0.8*float64(s.Aim):
		return fmt.Sprintf("%s, less than the %d you plan with. If that stays so, lower the minutes in Settings and the plan will fit.", head, s.Aim)
	case mean > 1.25*float64(s.Aim):
		return fmt.Sprintf("%s, more than the %d you plan with.", head, s.Aim)
	}
	return fmt.Sprintf("%s, about the %d you plan with.", head, s.Aim)
}

// about is minutes in words.
func about(minutes float64) string {
	if minutes < 1 {
		return "less than a minute"
	}
	return quiz.Count(int(minutes+.5), "minute")
}

// span is a longer time in words: minutes up to two hours, then hours.
func span(d time.Duration) string {
	if d < 2*time.Hour {
		return about(d.Minutes())
	}
	if d < 10*time.Hour {
		return fmt.Sprintf("%.1f hours", d.Hours())
	}
	return quiz.Thousands(int(d.Hours()+.5)) + " hours"
}

// date is a day as it is read aloud: "Sunday, 22 November".
func date(d quiz.Day) string { return d.Date().Format("Monday, 2 January") }

// shortDate is a day under an axis: "22 Nov".
func shortDate(d quiz.Day) string { return d.Date().Format("2 Jan") }
