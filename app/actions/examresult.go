package actions

import (
	"context"
	"fmt"
	"time"

	"chartroom/quiz"
)

// ExamResult is an exam that was handed in, and how it went.
func (a *Actions) ExamResult(ctx context.Context, id quiz.SessionID) (quiz.Exam, quiz.ExamResult, error) {
	e, err := a.Reader().Exam(ctx, id)
	if err != nil {
		return e, quiz.ExamResult{}, fmt.Errorf("read the result: %w", err)
	}
	result := e.Result(func(place int, r quiz.Response) float64 {
		q, err := a.Reader().Question(ctx, e.Queue[place].Question)
		if err == nil {
			q, err = quiz.Instance(q, e.Queue[place].Seed)
		}
		if err != nil { // it is gone: whether an earlier answer to it was right cannot be told
			return 0
		}
		return quiz.Mark(&q, r).Mark
	})
	return e, result, ctx.Err()
}

// ExamLine is an exam among others.
type ExamLine struct {
	ID         quiz.SessionID
	Title      string // "RHIT"
	Credential string
	Began      time.Time
	Items      int // of the form
	Over       bool
	Score      float64 // mean mark of what counts, 0 to 1
	Target     float64
	Right      quiz.Estimate
	Domains    []quiz.PartResult
	Said       *quiz.Said // what readiness said of it before it began; nil = nothing
}

// ExamHistory are the exams of a credential that were handed in, the oldest
// first, to compare; of all credentials if it is empty.
func (a *Actions) ExamHistory(ctx context.Context, credential string) ([]ExamLine, error) {
	heads, err := a.Reader().Exams(ctx)
	if err != nil {
		return nil, err
	}
	var lines []ExamLine
	for i := len(heads) - 1; i >= 0; i-- {
		if heads[i].Finished.IsZero() {
			continue
		}
		e, err := a.Reader().ExamMarks(ctx, heads[i].ID)
		if err != nil {
			return nil, err
		}
		b := &e.Setup.Blueprint
		if credential != "" && b.Credential != credential {
			continue
		}
		r := e.Result(func(int, quiz.Response) float64 { return 0 }) // changes of answers are not shown here
		lines = append(lines, ExamLine{ID: e.ID, Title: e.Title, Credential: b.Credential, Began: e.Began, Items: len(e.Queue), Over: e.Over,
			Score: r.Scored.Score, Target: r.Target, Right: r.Scored.Right, Domains: r.Domains, Said: e.Setup.Said})
	}
	return lines, nil
}

// AssignCause keeps why an answer in an exam or test was wrong, as the learner
// says; quiz.Uncaused takes it away.
func (a *Actions) AssignCause(ctx context.Context, id quiz.SessionID, place int, cause quiz.Cause) (Done, error) {
	stamp := a.stamp()
	if err := a.store.SetCause(ctx, stamp, id, place, cause); err != nil {
		return Done{}, fmt.Errorf("save the cause: %w", err)
	}
	return Done{Label: "cause", Event: stamp.ID, Change: Change{Kind: quiz.EventCause, Session: id, Index: place}}, nil
}

// StudyNext begins a study session of what an exam showed to be missing: what
// was wrong or left open, then what was right without being sure, at most n.
func (a *Actions) StudyNext(ctx context.Context, e *quiz.Exam, n int) (quiz.Session, Done, error) {
	ids := e.StudyNext()
	var here []quiz.QuestionID
	for _, id := range ids {
		if len(here) == n {
			break
		}
		if _, err := a.Reader().Question(ctx, id); err == nil {
			here = append(here, id)
		}
	}
	return a.StartSessionOf(ctx, quiz.ModeStudy, "After "+e.Title, here)
}
