package actions

import (
	"context"
	"fmt"
	"maps"
	"time"

	"chartroom/quiz"
	"chartroom/storage"
)

// learnAhead is how long before its time a learning step may be asked when
// nothing else is left (Anki's "learn ahead limit").
const learnAhead = 20 * time.Minute

// queue is what review asks today, decided once: at the first question of a
// study day, and again when something changes what there is to study. Answers
// only take from it, so that the next question never waits for a plan.
type queue struct {
	day     quiz.Day
	edition int64 // of what there is to study
	made    bool
	short   bool // something left it without an answer: there may be more to ask

	order   []quiz.QuestionID
	at      int // nothing before it is left
	left    map[quiz.QuestionID]bool
	fresh   map[quiz.QuestionID]bool    // of all in order: those that were new
	seconds map[quiz.QuestionID]float64 // that the plan to the exam day expects for each

	practice []quiz.QuestionID // questions never met that the plan wants practised
	leftOut  int
	exam     *quiz.ExamPlan
	mostNew  int // new cards that a day may bring; below 0 = as many as the plan says
}

// add puts a question at the end.
func (q *queue) add(id quiz.QuestionID, isNew bool) {
	q.order = append(q.order, id)
	q.left[id] = true
	if isNew {
		q.fresh[id] = true
	}
}

// take removes a question that was answered, buried or suspended.
func (q *queue) take(id quiz.QuestionID) { delete(q.left, id) }

// head is the first question that is left; zero if none is.
func (q *queue) head() quiz.QuestionID {
	for ; q.at < len(q.order); q.at++ {
		if q.left[q.order[q.at]] {
			return q.order[q.at]
		}
	}
	return quiz.QuestionID{}
}

// counts are the reviews and the new cards that are left, when so many new ones
// were met today.
func (q *queue) counts(met int) (reviews, fresh int) {
	for id := range q.left {
		if q.fresh[id] {
			fresh++
		}
	}
	reviews = len(q.left) - fresh
	if q.mostNew >= 0 {
		fresh = min(fresh, max(q.mostNew-met, 0))
	}
	return reviews, fresh
}

// Replan makes the queue anew at the next question: something has changed
// what there is to study.
func (a *Actions) Replan() {
	a.queue.made = false
	a.counted.at.changes = -1
}

// Next is the question that review asks now: a learning step that is over,
// then the day's queue, then a step that is nearly over; zero when nothing is
// left.
func (a *Actions) Next(ctx context.Context) (quiz.QuestionID, error) {
	now := a.Now()
	if steps, err := a.Reader().Steps(ctx, now, 1); err != nil || len(steps) > 0 {
		return first(steps), err
	}
	if err := a.plan(ctx); err != nil {
		return quiz.QuestionID{}, err
	}
	hidden, err := a.Reader().Buried(ctx, now)
	if err != nil {
		return quiz.QuestionID{}, err
	}
	counts, err := a.Counts(ctx)
	if err != nil {
		return quiz.QuestionID{}, err
	}
	for {
		for id := a.queue.head(); !id.IsZero(); id = a.queue.head() {
			_, away := hidden[id]
			if !away && (counts.NewLeft > 0 || !a.queue.fresh[id]) {
				return id, nil
			}
			a.queue.take(id)
		}
		if !a.queue.short {
			break
		}
		a.Replan() // others may take the places of those that left
		if err := a.plan(ctx); err != nil {
			return quiz.QuestionID{}, err
		}
	}
	steps, err := a.Reader().Steps(ctx, now.Add(learnAhead), 1)
	return first(steps), err
}

func first(due []storage.Due) quiz.QuestionID {
	if len(due) == 0 {
		return quiz.QuestionID{}
	}
	return due[0].Question
}

// planned reports whether the queue is today's, of what there is to study now.
func (a *Actions) planned() bool {
	return a.queue.made && a.queue.day == a.Today() && a.queue.edition == a.Reader().Edition()
}

// Planning returns the work of planning the day, which may run beside the
// window, and take, which puts the plan in force on the window's side. take
// reports false if something has been saved meanwhile: then it is to be done
// again.
func (a *Actions) Planning() (work func(ctx context.Context, report func(done, total int)) error, take func() bool) {
	// The work has its own copy of what it reads; nothing in it is shared but
	// what never changes and the store.
	beside := *a
	beside.paces, beside.queue = maps.Clone(a.paces), queue{day: a.queue.day}
	changes, settings, extra := a.Reader().Changes(), a.settings, a.extra
	work = func(ctx context.Context, _ func(done, total int)) error { return beside.plan(ctx) }
	take = func() bool {
		if a.Reader().Changes() != changes || a.extra != extra || !maps.Equal(a.settings, settings) {
			return false
		}
		a.queue, a.extra = beside.queue, beside.extra
		a.counted.at.changes = -1
		return true
	}
	return work, take
}

// plan makes the queue if it is not today's.
func (a *Actions) plan(ctx context.Context) error {
	if a.planned() {
		return nil
	}
	today, edition := a.Today(), a.Reader().Edition()
	if a.queue.day != today {
		a.extra = 0
	}
	q := queue{day: today, edition: edition, made: true, left: map[quiz.QuestionID]bool{}, fresh: map[quiz.QuestionID]bool{}, seconds: map[quiz.QuestionID]float64{}}
	fill := a.fillByOrder
	if a.towardsExam() {
		fill = a.fillByExam
	}
	if err := fill(ctx, &q); err != nil {
		return fmt.Errorf("plan the day: %w", err)
	}
	a.queue = q
	return nil
}

// towardsExam reports whether there is an exam day to plan for.
func (a *Actions) towardsExam() bool {
	_, ok := a.examDay()
	return ok && a.blueprint() != nil
}

// blueprint is the outline of the exam aimed at, nil if there is none here.
func (a *Actions) blueprint() *quiz.Blueprint {
	return quiz.BlueprintOf(a.blueprints, a.settings[quiz.SettingExam])
}

// fillByOrder is the queue without an exam date: what is due, in the order of
// the settings, then new cards.
func (a *Actions) fillByOrder(ctx context.Context, q *queue) error {
	order, err := quiz.OrderFrom(a.settings)
	if err != nil {
		return err
	}
	waiting, err := a.waiting(ctx, q.day)
	if err != nil {
		return err
	}
	quiz.Rank(waiting, order, &a.scheduler, q.day)
	done, met, err := a.doneToday(ctx)
	if err != nil {
		return err
	}
	most := len(waiting)
	if limit := a.number(quiz.SettingReviews, 0); limit > 0 {
		most = min(most, max(limit-(done-met), 0))
	}
	q.leftOut, q.mostNew = len(waiting)-most, a.NewPerDay()
	for _, w := range waiting[:most] {
		q.add(w.Question, false)
	}
	fresh, err := a.Reader().Fresh(ctx, a.NewCards(), max(a.NewPerDay()-met, 0))
	for _, id := range fresh {
		q.add(id, true)
	}
	return err
}

// waiting is what comes due by the end of a study day, without learning steps.
func (a *Actions) waiting(ctx context.Context, day quiz.Day) ([]quiz.Waiting, error) {
	due, err := a.Reader().DueAll(ctx, a.scheduler.Days.Start(day+1).Add(-time.Millisecond), "")
	if err != nil {
		return nil, err
	}
	waiting := make([]quiz.Waiting, 0, len(due))
	for _, d := range due {
		if !d.Progress.Learning() {
			waiting = append(waiting, d.Waiting)
		}
	}
	return waiting, nil
}

// doneToday is how many answers review has had today, and how many of them
// were to new cards.
func (a *Actions) doneToday(ctx context.Context) (done, met int, err error) {
	days, err := a.Reader().DayCounts(ctx, a.Today(), a.Today())
	for _, d := range days {
		if d.Mode == quiz.ModeReview {
			done, met = done+d.Attempts, met+d.New
		}
	}
	return done, met, err
}

// withdrawn takes questions out of today's queue that were not answered. The
// plan stays: only when all of it is done, others take their places.
func (a *Actions) withdrawn(ids ...quiz.QuestionID) {
	for _, id := range ids {
		a.queue.take(id)
	}
	a.queue.short = true
	a.counted.at.changes = -1
}

// answered takes a question out of today's queue.
func (a *Actions) answered(id quiz.QuestionID) { a.queue.take(id) }
