package actions

import (
	"context"
	"fmt"

	"chartroom/quiz"
)

// Flag marks a question to come back to, or takes the flag off.
func (a *Actions) Flag(ctx context.Context, q quiz.QuestionID, on bool) (Done, error) {
	label := "flag"
	if !on {
		label = "unflag"
	}
	stamp := a.stamp()
	err := a.store.SetFlag(ctx, stamp, q, on)
	return a.did(stamp, quiz.EventFlag, q, label, err)
}

// Suspend takes a question out of the schedule, or puts it back.
func (a *Actions) Suspend(ctx context.Context, q quiz.QuestionID, on bool) (Done, error) {
	label := "suspend"
	if !on {
		label = "unsuspend"
	}
	stamp := a.stamp()
	err := a.store.SetSuspended(ctx, stamp, q, on)
	if on {
		a.withdrawn(q)
	} else {
		a.Replan()
	}
	return a.did(stamp, quiz.EventSuspend, q, label, err)
}

// Note keeps the learner's own words on a question; empty takes them away.
func (a *Actions) Note(ctx context.Context, q quiz.QuestionID, text string) (Done, error) {
	stamp := a.stamp()
	err := a.store.SetNote(ctx, stamp, q, text)
	return a.did(stamp, quiz.EventNote, q, "note", err)
}

// Report keeps what the learner finds wrong with a question; it stays on this
// computer, with the question, until it is exported.
func (a *Actions) Report(ctx context.Context, q quiz.QuestionID, text string) (Done, error) {
	stamp := a.stamp()
	err := a.store.ReportProblem(ctx, stamp, q, text)
	return a.did(stamp, quiz.EventReport, q, "report", err)
}

// Edit saves a question changed by hand; its progress stays.
func (a *Actions) Edit(ctx context.Context, q quiz.Question) (Done, error) {
	stamp := a.stamp()
	err := a.store.SaveQuestion(ctx, stamp, q)
	return a.did(stamp, quiz.EventEdit, q.ID, "edit", err)
}

// Set gives a setting another value. What it means is checked first, so that
// a scheduler can always be made of what is on disk.
func (a *Actions) Set(ctx context.Context, key, value string) (Done, error) {
	try := map[string]string{key: value}
	for k, v := range a.settings {
		if k != key {
			try[k] = v
		}
	}
	if _, err := quiz.SchedulerFrom(try); err != nil {
		return a.did(quiz.Stamp{}, "", quiz.QuestionID{}, "change of setting", err)
	}
	stamp := a.stamp()
	err := a.store.SetSetting(ctx, stamp, key, value)
	if err == nil {
		err = a.loadSettings(ctx)
	}
	return a.did(stamp, quiz.EventSetting, quiz.QuestionID{}, "change of setting", err)
}

// Setting is a setting's value, or "" if it was never set.
func (a *Actions) Setting(key string) string { return a.settings[key] }

func (a *Actions) did(stamp quiz.Stamp, kind quiz.EventKind, q quiz.QuestionID, label string, err error) (Done, error) {
	if err != nil {
		return Done{}, fmt.Errorf("save the %s: %w", label, err)
	}
	return Done{Label: label, Event: stamp.ID, Change: Change{Kind: kind, Question: q}}, nil
}
