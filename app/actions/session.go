package actions

import (
	"context"
	"errors"
	"fmt"

	"chartroom/quiz"
	"chartroom/storage"
)

// ErrNothingToAsk says that no question fits what was asked for.
var ErrNothingToAsk = errors.New("no question fits; loosen a filter or add a bank")

// StartSession picks up to n questions that fit the filter and begins a
// session of them; those of one record follow each other.
func (a *Actions) StartSession(ctx context.Context, mode quiz.Mode, title string, f storage.Filter, n int) (quiz.Session, Done, error) {
	ids, err := a.Reader().Pick(ctx, f, n, a.draw)
	if err != nil {
		return quiz.Session{}, Done{}, fmt.Errorf("pick questions: %w", err)
	}
	if ids, err = a.together(ctx, ids); err != nil {
		return quiz.Session{}, Done{}, fmt.Errorf("pick questions: %w", err)
	}
	return a.StartSessionOf(ctx, mode, title, ids)
}

// StartSessionOf begins a session of these questions in this order.
func (a *Actions) StartSessionOf(ctx context.Context, mode quiz.Mode, title string, ids []quiz.QuestionID) (quiz.Session, Done, error) {
	if len(ids) == 0 {
		return quiz.Session{}, Done{}, fmt.Errorf("begin the session: %w", ErrNothingToAsk)
	}
	return a.startAsking(ctx, mode, title, ids, 0)
}

// startAsking begins a session that asks so many of its questions; 0 = all.
func (a *Actions) startAsking(ctx context.Context, mode quiz.Mode, title string, ids []quiz.QuestionID, ask int) (quiz.Session, Done, error) {
	s := quiz.NewSession(a.stamp(), mode, title, ids, a.draw)
	if ask < len(ids) {
		s.Ask = ask
	}
	if err := a.store.StartSession(ctx, s, a.scheduler.Days.Of(s.Began)); err != nil {
		return quiz.Session{}, Done{}, fmt.Errorf("begin the session: %w", err)
	}
	return s, Done{Label: "start of " + title, Change: Change{Kind: quiz.EventSession, Session: s.ID}}, nil
}

// OpenSessions are those begun and not finished, the newest first.
func (a *Actions) OpenSessions(ctx context.Context) ([]quiz.Session, error) {
	heads, err := a.Reader().OpenSessions(ctx)
	if err != nil {
		return nil, fmt.Errorf("read open sessions: %w", err)
	}
	open := make([]quiz.Session, len(heads))
	for i, h := range heads {
		if open[i], err = a.Reader().Session(ctx, h.ID); err != nil {
			return nil, fmt.Errorf("read session %s: %w", h.ID, err)
		}
	}
	return open, nil
}

// Draft saves a choice in a test before it is marked, so that a crash loses
// nothing.
func (a *Actions) Draft(ctx context.Context, s *quiz.Session, index int, g quiz.Given) error {
	g.Took, g.LookUps = whole(g.Took), s.Answers[index].LookUps
	if err := a.store.SaveDraft(ctx, a.stamp(), s.ID, index, g); err != nil {
		return fmt.Errorf("save the answer: %w", err)
	}
	s.Answers[index] = g
	return nil
}

// HandIn marks every answer of a test and ends it, in one transaction.
// Questions left open are not attempts and do not move memory. Undo takes the
// whole hand-in back.
func (a *Actions) HandIn(ctx context.Context, s *quiz.Session) (Done, error) {
	attempts, _, err := a.markAll(ctx, s)
	if err != nil {
		return Done{}, fmt.Errorf("hand in: %w", err)
	}
	stamp := a.stamp()
	if err := a.store.SaveAttempts(ctx, attempts, s.ID, stamp); err != nil {
		return Done{}, fmt.Errorf("hand in: %w", err)
	}
	done := Done{Label: "hand-in", Event: stamp.ID, Change: Change{Kind: quiz.EventFinish, Session: s.ID}}
	for i, attempt := range attempts {
		s.Answers[attempt.Index] = given(attempt, s.Answers[attempt.Index])
		a.answered(attempt.Question)
		if quiz.LeechAfter(attempt.Before, attempt.After) {
			a.suspendLeech(ctx, &attempts[i], &done)
		}
	}
	s.Finished = true
	return done, nil
}

// markAll makes attempts of a session's answers that are only drafts. gone is how
// many cannot be marked, for their questions are not in the banks any more or
// cannot be asked.
func (a *Actions) markAll(ctx context.Context, s *quiz.Session) (attempts []quiz.Attempt, gone int, err error) {
	a.coming = map[quiz.Day]int{} // none of them is on disk yet, and all come back
	defer func() { a.coming = nil }()
	for i, g := range s.Answers {
		if !g.Answered() || !g.Attempt.IsZero() {
			continue
		}
		q, err := a.Reader().Question(ctx, s.Queue[i].Question)
		if errors.Is(err, storage.ErrNotFound) {
			gone++
			continue
		}
		if err != nil {
			return nil, 0, err
		}
		if q, err = quiz.Instance(q, s.Queue[i].Seed); err != nil {
			gone++ // a drill that was edited and makes nothing any more
			continue
		}
		before, err := a.Reader().Progress(ctx, q.ID)
		if err != nil {
			return nil, 0, err
		}
		attempt, err := a.marked(ctx, &q, Answer{Mode: s.Mode, Session: s, Index: i, Response: g.Response,
			Certainty: g.Certainty, Hint: g.Hint, Took: g.Took, Before: before})
		if err != nil {
			return nil, 0, err
		}
		a.coming[attempt.After.DueDay]++
		attempts = append(attempts, attempt)
	}
	return attempts, gone, nil
}

// Finish ends a session whose answers are attempts already, or gives it up.
func (a *Actions) Finish(ctx context.Context, s *quiz.Session) (Done, error) {
	stamp := a.stamp()
	if err := a.store.FinishSession(ctx, stamp, s.ID); err != nil {
		return Done{}, fmt.Errorf("end the session: %w", err)
	}
	s.Finished = true
	return Done{Label: "end of " + s.Title, Event: stamp.ID, Change: Change{Kind: quiz.EventFinish, Session: s.ID}}, nil
}
