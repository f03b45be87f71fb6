package storage

import (
	"strings"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// standing is what the log says of one question: the row of memory, without
// what follows from the question's own row. The zero value = never answered.
type standing struct {
	quiz.Progress
	wrong int64 // answers graded again
	doubt int64 // of the last answer
}

// What standing.doubt is made of.
const (
	doubtUnsure = 1 // the learner guessed, or thought so
	doubtWrong  = 2 // it was graded again
)

// answer is what the fold needs to know of an attempt.
type answer struct {
	at     int64 // ms
	day    quiz.Day
	grade  srs.Grade
	marked bool
	took   int64 // ms
	days   int64 // interval, if it was chosen; else 0
	unsure bool
}

// answered is the answer as quiz sees it.
func (a *answer) answered() quiz.Answered {
	return quiz.Answered{At: moment(a.at), Day: a.day, Grade: a.grade, Marked: a.marked, Interval: int(a.days)}
}

// dayCount is the counts of a day and mode, or what an answer adds to them.
type dayCount struct {
	attempts, right, new, took           int64
	young, youngKept, mature, matureKept int64
	recall                               recall // of this one answer; not added up here
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
	if c.young+c.mature > 0 {
		c.recall = s.foreseen(sch, a, kept)
	}
	next := standing{wrong: s.wrong + 1 - c.right}
	if a.unsure {
		next.doubt |= doubtUnsure
	}
	if c.right == 0 {
		next.doubt |= doubtWrong
	}
	next.Progress = sch.After(id, s.Progress, a.answered())
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
	a := answer{at: e.at, day: e.day, unsure: saysUnsure(e.payload)}
	if e.grade != nil {
		a.grade = srs.Grade(*e.grade)
	}
	if e.marked != nil {
		a.marked = *e.marked
	}
	if e.took != nil {
		a.took = *e.took
	}
	if e.days != nil {
		a.days = *e.days
	}
	return a
}

// saysUnsure reports whether an attempt's payload holds the certainty of a guess
// or of "think so", as queries/packed_attempts.sql does. No text can look like
// it: JSON writes a quote in a text with a backslash.
func saysUnsure(payload string) bool {
	return strings.Contains(payload, `"c":1`) || strings.Contains(payload, `"c":2`)
}

// history folds one question. Its memory is always that of one model; an
// answer under another one first recalls all that was answered so far anew.
// Days, steps, lapses and counts stay as they were decided.
type history struct {
	standing
	id    quiz.QuestionID
	model srs.Model // that Memory is of; nil = nothing was answered
	keep  bool      // the past is kept, for there is more than one model
	past  []past    // since the question was last new
}

// past is what a model needs to know of an answer.
type past struct {
	at    int64 // ms
	day   quiz.Day
	grade srs.Grade
}

// take folds an event of the question; those that do not move it are skipped.
func (h *history) take(sch *quiz.Scheduler, e *event) {
	switch e.kind {
	case quiz.EventAttempt:
		h.answer(sch, answerOf(e))
	case quiz.EventDue:
		if e.place != nil {
			h.move(sch, quiz.Day(*e.place))
		}
	case quiz.EventReset:
		h.reset()
	}
}

// answer folds an answer and says what it adds to its day.
func (h *history) answer(sch *quiz.Scheduler, a answer) (c dayCount) {
	h.under(sch)
	h.standing, c = h.after(sch, h.id, a)
	h.model = sch.Model
	if h.keep {
		h.past = append(h.past, past{a.at, a.day, a.grade})
	}
	return c
}

// move gives the question another day.
func (h *history) move(sch *quiz.Scheduler, day quiz.Day) {
	if !h.New() {
		h.Progress = sch.Move(h.Progress, day)
	}
}

// reset makes the question new.
func (h *history) reset() { h.standing, h.model, h.past = standing{}, nil, h.past[:0] }

// under makes the memory that of the scheduler's model.
func (h *history) under(sch *quiz.Scheduler) {
	if h.model == nil || h.model == sch.Model {
		return
	}
	var r recalled
	for _, p := range h.past {
		r.take(sch, p)
	}
	h.Memory, h.model = r.Memory, sch.Model
}

// recalled is memory alone, as one model has it.
type recalled struct{ quiz.Progress }

func (r *recalled) take(sch *quiz.Scheduler, p past) {
	at := moment(p.at)
	r.Memory = sch.Remember(r.Progress, quiz.Answered{At: at, Day: p.day, Grade: p.grade})
	r.Last, r.LastDay, r.Reps = at, p.day, r.Reps+1
}
