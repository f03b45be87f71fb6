package today

import (
	"fmt"
	"strings"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
)

// chance is a chance in words. It is never said to be certain.
func chance(p float64) string {
	switch {
	case p < .01:
		return "under 1 %"
	case p > .99:
		return "over 99 %"
	}
	return percent(p)
}

// about says what the chance to pass is about.
func about(r *actions.Readiness) string {
	name := r.Blueprint.Name
	if r.Blueprint.Cover != "" {
		name += ", " + r.Blueprint.Cover + ","
	}
	if r.Dated {
		return fmt.Sprintf("Chance to pass %s on %s, if you keep to the plan", name, examDate(r.Day))
	}
	return fmt.Sprintf("Chance to pass %s, if it were today", name)
}

// missing says how many answers it takes before a chance is told.
func missing(r *actions.Readiness) string {
	n := quiz.EnoughAnswers - r.Answers
	are := "are"
	if n == 1 {
		are = "is"
	}
	return fmt.Sprintf("A chance to pass is told from %d first answers to questions of your exam on. %s so far, so %d more %s missing.",
		quiz.EnoughAnswers, quiz.Count(r.Answers, "answer"), n, are)
}

// between is the interval of the chance in words.
func between(r *actions.Readiness) string {
	return fmt.Sprintf("likely between %s and %s", chance(r.Low), chance(r.High))
}

// by says in short what the chance is made of; rests says more.
func by(r *actions.Readiness) string {
	return fmt.Sprintf("By %s to questions not seen before. An estimate from practice questions, not a promise.", quiz.Count(r.Answers, "first answer"))
}

// rests is what the chance rests on, in one paragraph.
func rests(r *actions.Readiness) string {
	text := strings.Join(r.Rests(r.Names()), " ")
	if r.Dated {
		text += " The plan is counted as keeping what you know, not as adding to it: how much of what it teaches carries over to the exam's own questions is not known."
	}
	return text
}

// raises says what would raise the chance most.
func raises(r *actions.Readiness) string {
	part, gain := r.Best()
	text := "What would raise it most: " + part.Short + "."
	if points := 100 * gain; points >= .05 {
		text += fmt.Sprintf(" Each further right answer in a hundred of its items adds about %.1f points.", points)
	}
	return text
}

// best is practice of what would raise the chance most; of the whole exam while
// there is no chance yet.
func (m *model) best() actions.Practice {
	filter := m.practice()
	if m.ready != nil && m.ready.Enough() {
		part, _ := m.ready.Best()
		filter = storage.Filter{Exam: filter.Exam, Domain: part.ID, Kinds: filter.Kinds}
	}
	return actions.Practice{Filter: filter, Count: practiceBlock}
}
