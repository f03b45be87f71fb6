package storage

import (
	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// standing is what the log says of one question: the row of memory, without
// what follows from the question's own row. The zero value = never answered.
type standing struct {
	quiz.Progress
	wrong int64 // answers graded again
}

// answer is what the fold needs to know of an attempt.
type answer struct {
	at     int64 // ms
	day    quiz.Day
	grade  srs.Grade
	marked bool
	took   int64 // ms
}

// dayCount is the counts of a day and mode, or what an answer adds to them.
type dayCount struct {
	attempts, right, new, took           int64
	young, youngKept, mature, matureKept int64
}

// matureFrom is the stability, in days, from which a question counts as
// mature (Anki: an interval of 21 days or more).
const matureFrom = 21

// after is the standing after an answer, and what it adds to the day.
//
// An answer counts as young or mature, a proof of retention, when it is the
// first one on a later day to a question that had left its learning steps.
func (s standing) after(sch *quiz.Scheduler, id quiz.QuestionID, a answer) (standing, dayCount) {
	c := dayCount{attempts: 1, took: a.took}
	kept := int64(0)
	if a.grade != srs.Again {
		c.right, kept = 1, 1
	}
	switch {
	case s.New():
		c.new = 1
	case s.Learning() || a.day <= s.LastDay:
	case s.Memory.Stability >= matureFrom:
		c.mature, c.matureKept = 1, kept
	default:
		c.young, c.youngKept = 1, kept
	}
	next := standing{wrong: s.wrong + 1 - c.right}
	next.Progress = sch.After(id, s.Progress,
		quiz.Answered{At: moment(a.at), Day: a.day, Grade: a.grade, Marked: a.marked})
	return next, c
}

func (c *dayCount) add(o dayCount, times int64) {
	c.attempts += times * o.attempts
	c.right += times * o.right
	c.new += times * o.new
	c.took += times * o.took
	c.young += times * o.young
	c.youngKept += times * o.youngKept
	c.mature += times * o.mature
	c.matureKept += times * o.matureKept
}

// answerOf is the fold's view of an attempt's event.
func answerOf(e *event) answer {
	a := answer{at: e.at, day: e.day}
	if e.grade != nil {
		a.grade = srs.Grade(*e.grade)
	}
	if e.marked != nil {
		a.marked = *e.marked
	}
	if e.took != nil {
		a.took = *e.took
	}
	return a
}

// era is a stretch of the log with one scheduler.
type era struct {
	device, number int64 // of the event that began it
	scheduler      quiz.Scheduler
}

// eras are in the order of the log; the first begins before it.
type eras []era

// at is the scheduler in force at a place of the log.
func (all eras) at(device, number int64) *quiz.Scheduler {
	i := len(all) - 1
	for i > 0 && (all[i].device > device || all[i].device == device && all[i].number > number) {
		i--
	}
	return &all[i].scheduler
}

// now is the scheduler in force.
func (all eras) now() *quiz.Scheduler { return &all[len(all)-1].scheduler }
