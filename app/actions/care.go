package actions

import (
	"context"
	"fmt"

	"chartroom/quiz"
)

// Bury lets a question wait for the next study day.
func (a *Actions) Bury(ctx context.Context, q quiz.QuestionID) (Done, error) {
	stamp := a.stamp()
	ids := []quiz.QuestionID{q}
	err := a.store.SetBuried(ctx, stamp, ids, stamp.Day+1)
	return a.cared(stamp, quiz.EventBury, ids, "bury", "waits", "wait", "until tomorrow", err)
}

// Unbury brings a buried question back today.
func (a *Actions) Unbury(ctx context.Context, q quiz.QuestionID) (Done, error) {
	stamp := a.stamp()
	ids := []quiz.QuestionID{q}
	err := a.store.SetBuried(ctx, stamp, ids, stamp.Day)
	return a.cared(stamp, quiz.EventBury, ids, "unbury", "is", "are", "back today", err)
}

// SetDue makes questions come back on a day.
func (a *Actions) SetDue(ctx context.Context, ids []quiz.QuestionID, day quiz.Day) (Done, error) {
	stamp := a.stamp()
	err := a.store.SetDue(ctx, stamp, ids, day)
	return a.cared(stamp, quiz.EventDue, ids, "move", "comes", "come", "back on "+day.Date().Format("2 January 2006"), err)
}

// Reset makes questions new: as if never answered. Their answers stay in the
// log and in the counts of the days.
func (a *Actions) Reset(ctx context.Context, ids []quiz.QuestionID) (Done, error) {
	stamp := a.stamp()
	err := a.store.Reset(ctx, stamp, ids)
	return a.cared(stamp, quiz.EventReset, ids, "reset", "is", "are", "new again", err)
}

// cared is the receipt of a change to when questions are asked.
func (a *Actions) cared(stamp quiz.Stamp, kind quiz.EventKind, ids []quiz.QuestionID, label, one, many, what string, err error) (Done, error) {
	done := Done{}
	if len(ids) == 1 {
		done, err = a.did(stamp, kind, ids[0], label, err)
		done.Say = fmt.Sprintf("This question %s %s.", one, what)
	} else {
		done, err = a.did(stamp, kind, quiz.QuestionID{}, fmt.Sprintf("%s of %s", label, quiz.Count(len(ids), "question")), err)
		done.Say = fmt.Sprintf("%s %s %s.", quiz.Count(len(ids), "question"), many, what)
	}
	if err != nil {
		return Done{}, err
	}
	if label == "bury" {
		a.withdrawn(ids...)
	} else {
		a.Replan()
	}
	return done, nil
}

// Backlog is what is due laid out over some days, not done yet.
type Backlog struct {
	Items     int
	Days      int
	MostADay  int     // items on the fullest day
	Forgotten float64 // items expected to be forgotten by waiting
	ids       []quiz.QuestionID
	days      []quiz.Day
}

// Backlog lays what is due out over so many days, and says what that costs.
func (a *Actions) Backlog(ctx context.Context, days int) (Backlog, error) {
	waiting, err := a.waiting(ctx, a.Today())
	if err != nil {
		return Backlog{}, err
	}
	spread := quiz.SpreadBacklog(waiting, days, a.number(quiz.SettingReviews, 0), &a.scheduler, a.Today(), a.balance.Off)
	b := Backlog{Items: len(waiting), Days: int(spread.Last-a.Today()) + 1, Forgotten: spread.Cost, days: spread.Days}
	each := map[quiz.Day]int{}
	for i, w := range waiting {
		b.ids = append(b.ids, w.Question)
		each[spread.Days[i]]++
		b.MostADay = max(b.MostADay, each[spread.Days[i]])
	}
	return b, nil
}

// String says what spreading does and what it costs.
func (b *Backlog) String() string {
	cost := "hardly any more will be forgotten"
	if b.Forgotten >= .5 {
		cost = fmt.Sprintf("about %.0f more will be forgotten by waiting", b.Forgotten)
	}
	return fmt.Sprintf("%s over %s, at most %d a day; %s.", quiz.Count(b.Items, "review"), quiz.Count(b.Days, "day"), b.MostADay, cost)
}

// SpreadBacklog does what Backlog laid out, as one step.
func (a *Actions) SpreadBacklog(ctx context.Context, b *Backlog) (Done, error) {
	stamp := a.stamp()
	err := a.store.SpreadDue(ctx, stamp, b.ids, b.days)
	done, err := a.did(stamp, quiz.EventDue, quiz.QuestionID{}, "spreading of the backlog", err)
	if err != nil {
		return Done{}, err
	}
	done.Say = b.String()
	a.Replan()
	return done, nil
}
