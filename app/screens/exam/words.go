package exam

import (
	"fmt"
	"strings"
	"time"

	"chartroom/quiz"
)

// moves says how one may go from item to item.
func moves(m quiz.MoveRule) string {
	switch m {
	case quiz.MoveForward:
		return "Forward only: what you leave is closed."
	case quiz.MoveSections:
		return "Items can be gone back to within a domain; one that you leave is closed."
	}
	return "Items can be flagged, left and gone back to."
}

// books says which books may be used.
func books(b quiz.Books) string {
	if !b.Open {
		return "Closed book."
	}
	var sets []string
	for _, s := range b.Sets {
		if s == "cpt" {
			sets = append(sets, "CPT")
			continue
		}
		sets = append(sets, quiz.CodeSetName(s))
	}
	text := "Code books are allowed"
	if len(sets) > 0 {
		text += ": " + strings.Join(sets, ", ")
	}
	if b.Year > 0 {
		text += fmt.Sprintf(", editions of %d", b.Year)
	}
	return text + "."
}

// lookedUp says how often something was looked up at an item, and for how long.
func lookedUp(all []quiz.LookUp) string {
	var l quiz.LookUps
	l.Add(all...)
	text := quiz.Count(l.Count(), "look-up")
	if l.Took > 0 {
		text += ", " + span(l.Took)
	}
	if l.Index == 0 {
		text += ", no Index"
	}
	return text
}

// passes says how the exam is passed.
func passes(p quiz.Pass) string {
	if p.Kind == quiz.PassRaw {
		return percent(p.Value) + " right passes."
	}
	return fmt.Sprintf("A scaled score of %.0f passes.", p.Value)
}

// counted says how many items there are and how many count.
func counted(b *quiz.Blueprint) string {
	text := quiz.Count(b.Items, "item")
	if b.Pretest > 0 {
		text += fmt.Sprintf(": %d count, %d are being tried out", b.Scored, b.Pretest)
	}
	return text + "."
}

// confidence says how far a figure can be trusted.
func confidence(c string) string {
	switch c {
	case "A":
		return "A: the body's own page"
	case "B":
		return "B: several sources that agree"
	}
	return "C: a single source, or experience"
}

// looked is the day on which something was looked up, in words.
func looked(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return date(t)
}

// clockWords are the time left, as a clock shows it: "1:12:44", "4:09".
func clockWords(d time.Duration) string {
	s := int((d + time.Second - 1) / time.Second) // 0 only when it is over
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// are is a number of items and the verb.
func are(n int) string {
	if n == 1 {
		return "1 item is"
	}
	return fmt.Sprintf("%d items are", n)
}

// numbers are places as the learner counts them, at most so many.
func numbers(places []int, most int) string {
	var all []string
	for i, p := range places {
		if i == most {
			all = append(all, fmt.Sprintf("and %d more", len(places)-most))
			break
		}
		all = append(all, fmt.Sprint(p+1))
	}
	return strings.Join(all, ", ")
}

// limit is the time for so many items, with extra time.
func limit(b *quiz.Blueprint, items int, extra float64) time.Duration {
	return time.Duration(float64(b.TimeOf(items)) * (1 + extra))
}
