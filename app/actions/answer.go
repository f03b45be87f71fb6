package actions

import (
	"context"
	"errors"
	"fmt"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
)

// Choices are the answers with each of the four grades, again first, as they
// would be saved now: the scheduler's After each of them is what stands under
// the grade buttons.
func (a *Actions) Choices(ctx context.Context, id quiz.QuestionID, before quiz.Progress, marked bool) ([4]quiz.Answered, error) {
	now := a.Now()
	answered := quiz.Answered{At: now, Day: a.scheduler.Days.Of(now), Marked: marked}
	var load quiz.Load
	if from, to := a.scheduler.Reach(before, answered); to > 0 && a.balance.Even {
		var err error
		if load, err = a.Reader().Load(ctx, id, from, to); err != nil {
			return [4]quiz.Answered{}, err
		}
		for i := range load.Due {
			load.Due[i] += a.coming[load.From+quiz.Day(i)]
		}
	}
	return a.scheduler.Choices(id, before, answered, &a.balance, &load), nil
}

// Grade saves the learner's own grade of a card in review. before is the
// progress that the grade buttons were computed from.
func (a *Actions) Grade(ctx context.Context, q *quiz.Question, before quiz.Progress, g srs.Grade, took time.Duration) (Done, error) {
	choices, err := a.Choices(ctx, q.ID, before, false)
	if err != nil {
		return Done{}, fmt.Errorf("save the answer: %w", err)
	}
	attempt := a.attempt(q, before, choices[g-1])
	attempt.Mode, attempt.Took = quiz.ModeReview, whole(took)
	if g != srs.Again {
		attempt.Mark = 1
	}
	return a.save(ctx, &attempt, gradeWord(g))
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
	done, err := a.save(ctx, &attempt, "answer")
	if err == nil && in.Session != nil {
		in.Session.Answers[in.Index] = given(attempt, in.Session.Answers[in.Index])
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
	choices, err := a.Choices(ctx, q.ID, in.Before, true)
	if err != nil {
		return quiz.Attempt{}, fmt.Errorf("save the answer: %w", err)
	}
	attempt := a.attempt(q, in.Before, choices[grade-1])
	attempt.Mode, attempt.Took = in.Mode, whole(in.Took)
	attempt.Response, attempt.Mark = in.Response, result.Mark
	attempt.Certainty, attempt.Hint, attempt.Index = in.Certainty, in.Hint, in.Index
	if in.Session != nil {
		attempt.Session = in.Session.ID
	}
	return attempt, nil
}

// attempt is the attempt that an answer makes.
func (a *Actions) attempt(q *quiz.Question, before quiz.Progress, answered quiz.Answered) quiz.Attempt {
	stamp := quiz.Stamp{ID: quiz.NewEventID(answered.At, a.draw), At: answered.At, Day: answered.Day}
	return quiz.Attempt{Stamp: stamp, Question: q.ID, Marked: answered.Marked, Grade: answered.Grade, Interval: answered.Interval,
		Before: before, After: a.scheduler.After(q.ID, before, answered)}
}

func (a *Actions) save(ctx context.Context, attempt *quiz.Attempt, label string) (Done, error) {
	err := a.store.SaveAttempt(ctx, *attempt)
	if err != nil && a.outdated(ctx, err) {
		if err = a.reschedule(ctx, attempt); err == nil {
			err = a.store.SaveAttempt(ctx, *attempt)
		}
	}
	if err != nil {
		return Done{}, fmt.Errorf("save the answer: %w", err)
	}
	a.answered(attempt.Question)
	done := Done{Label: label, Event: attempt.ID, Change: Change{Kind: quiz.EventAttempt,
		Question: attempt.Question, Session: attempt.Session, Index: attempt.Index}}
	if quiz.LeechAfter(attempt.Before, attempt.After) {
		done.Say = leechAdvice(attempt.After.Lapses)
		a.suspendLeech(ctx, attempt, &done)
	}
	return done, nil
}

// suspendLeech suspends a question that an answer made a leech, if the learner
// wants that: a step of its own, which goes with the answer when done is undone.
// The answer is saved either way.
func (a *Actions) suspendLeech(ctx context.Context, attempt *quiz.Attempt, done *Done) {
	if !quiz.SuspendsLeeches(a.settings) {
		return
	}
	suspended, err := a.Suspend(ctx, attempt.Question, true)
	if err != nil {
		done.Say = fmt.Sprintf("Forgotten %d times, but it could not be suspended: %v.", attempt.After.Lapses, err)
		return
	}
	suspended.Also, done.Also = done.Also, &suspended
	done.Say = fmt.Sprintf("Forgotten %d times, so it is suspended: rewrite it, split it in two, or give it a mnemonic in a note.", attempt.After.Lapses)
}

// outdated reports whether an answer was refused because the memory model was
// fitted beside the window since the question came up; it is in force then.
func (a *Actions) outdated(ctx context.Context, err error) bool {
	if !errors.Is(err, storage.ErrSchedule) && !errors.Is(err, storage.ErrChanged) {
		return false
	}
	before := a.settings[quiz.SettingModel]
	return a.loadSettings(ctx) == nil && a.settings[quiz.SettingModel] != before
}

// reschedule works an attempt out anew, by the model in force.
func (a *Actions) reschedule(ctx context.Context, attempt *quiz.Attempt) error {
	before, err := a.Reader().Progress(ctx, attempt.Question)
	if err != nil {
		return err
	}
	choices, err := a.Choices(ctx, attempt.Question, before, attempt.Marked)
	if err != nil {
		return err
	}
	choice := choices[attempt.Grade-1]
	choice.At, choice.Day = attempt.At, attempt.Day
	attempt.Before, attempt.Interval = before, choice.Interval
	attempt.After = a.scheduler.After(attempt.Question, before, choice)
	return nil
}

// leechAdvice is what is said of a question that was forgotten too often.
func leechAdvice(lapses int) string {
	return fmt.Sprintf("Forgotten %d times: rewrite it, split it in two, or give it a mnemonic in a note. S suspends it.", lapses)
}

// given is an attempt as its session remembers it, with what was at its place
// beside the answer.
func given(a quiz.Attempt, was quiz.Given) quiz.Given {
	return quiz.Given{Attempt: a.ID, Response: a.Response, Certainty: a.Certainty, Hint: a.Hint, Took: a.Took, Mark: a.Mark,
		Flagged: was.Flagged, Struck: was.Struck, Note: was.Note, LookUps: was.LookUps}
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
