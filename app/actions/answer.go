package actions

import (
	"context"
	"fmt"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// Grade saves the learner's own grade of a card in review. before is the
// progress that the grade buttons were computed from.
func (a *Actions) Grade(ctx context.Context, q *quiz.Question, before quiz.Progress, g srs.Grade, took time.Duration) (Done, error) {
	attempt := a.attempt(q, before, quiz.Answered{Grade: g})
	attempt.Mode, attempt.Took = quiz.ModeReview, whole(took)
	if g != srs.Again {
		attempt.Mark = 1
	}
	return a.save(ctx, attempt, gradeWord(g))
}

// Answer is what the learner gave to a question that the app marks.
type Answer struct {
	Mode      quiz.Mode
	Session   *quiz.Session // nil for a review
	Index     int
	Response  quiz.Response
	Certainty quiz.Certainty
	Hint      bool
	Took      time.Duration
	Before    quiz.Progress
	Override  srs.Grade // the learner's own choice of grade; 0 = by the mark
}

// Answer marks a response, turns the mark into a grade and saves the attempt.
// The session, if any, then has it at its place.
func (a *Actions) Answer(ctx context.Context, q *quiz.Question, in Answer) (quiz.Attempt, Done, error) {
	attempt, err := a.marked(ctx, q, in)
	if err != nil {
		return quiz.Attempt{}, Done{}, err
	}
	done, err := a.save(ctx, attempt, "answer")
	if err == nil && in.Session != nil {
		in.Session.Answers[in.Index] = given(attempt)
	}
	return attempt, done, err
}

// marked is the attempt that an answer makes, not saved yet.
func (a *Actions) marked(ctx context.Context, q *quiz.Question, in Answer) (quiz.Attempt, error) {
	pace, err := a.Pace(ctx, q.Kind)
	if err != nil {
		return quiz.Attempt{}, err
	}
	result := quiz.Mark(q, in.Response)
	grade := quiz.GradeOf(result, in.Certainty, in.Hint, in.Took, pace)
	if in.Override != 0 {
		grade = in.Override
	}
	attempt := a.attempt(q, in.Before, quiz.Answered{Grade: grade, Marked: true})
	attempt.Mode, attempt.Took = in.Mode, whole(in.Took)
	attempt.Response, attempt.Mark = in.Response, result.Mark
	attempt.Certainty, attempt.Hint, attempt.Index = in.Certainty, in.Hint, in.Index
	if in.Session != nil {
		attempt.Session = in.Session.ID
	}
	return attempt, nil
}

// attempt is the attempt that a grade makes now.
func (a *Actions) attempt(q *quiz.Question, before quiz.Progress, answered quiz.Answered) quiz.Attempt {
	stamp := a.stamp()
	answered.At, answered.Day = stamp.At, stamp.Day
	return quiz.Attempt{Stamp: stamp, Question: q.ID, Marked: answered.Marked, Grade: answered.Grade,
		Before: before, After: a.scheduler.After(q.ID, before, answered)}
}

func (a *Actions) save(ctx context.Context, attempt quiz.Attempt, label string) (Done, error) {
	if err := a.store.SaveAttempt(ctx, attempt); err != nil {
		return Done{}, fmt.Errorf("save the answer: %w", err)
	}
	return Done{Label: label, Event: attempt.ID, Change: Change{Kind: quiz.EventAttempt,
		Question: attempt.Question, Session: attempt.Session, Index: attempt.Index}}, nil
}

// given is an attempt as its session remembers it.
func given(a quiz.Attempt) quiz.Given {
	return quiz.Given{Attempt: a.ID, Response: a.Response, Certainty: a.Certainty, Hint: a.Hint, Took: a.Took, Mark: a.Mark}
}

// whole cuts a span to milliseconds, as it is stored, and below an hour: a
// window left open overnight is not study time.
func whole(d time.Duration) time.Duration {
	return min(max(d, 0), time.Hour).Truncate(time.Millisecond)
}

func gradeWord(g srs.Grade) string {
	w := g.String()
	return string(w[0]-'a'+'A') + w[1:]
}
