package actions

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"time"

	"chartroom/quiz"
	"chartroom/storage"
)

// Corrections is what past answers come to by corrected keys.
type Corrections struct {
	Questions int // whose past answers get other marks
	Answers   int
	Raised    int // of them, to a higher mark
	Unsure    int // past answers that cannot be marked anew: what was chosen is not there any more

	each []correction
}

type correction struct {
	question quiz.QuestionID
	remarks  []storage.Remark
}

// Correct saves a question whose key was wrong as a new version of it. Past
// answers keep what was answered and are marked by the new key: memory, results
// and readiness follow, and the learner is told. One step to undo.
func (a *Actions) Correct(ctx context.Context, q quiz.Question) (Done, error) {
	before, err := a.Reader().Question(ctx, q.ID)
	if err != nil {
		return Done{}, fmt.Errorf("save the correction: %w", err)
	}
	done, err := a.Edit(ctx, q)
	if err != nil || quiz.SameKey(&before, &q) {
		return done, err
	}
	done.Label = "correction"
	plan, err := a.Corrections(ctx, []quiz.KeyChange{{Before: &before, After: &q}})
	if err != nil {
		done.Say = fmt.Sprintf("The correction is saved, but past answers could not be marked by it: %v.", err)
		return done, nil
	}
	if err := a.apply(ctx, &plan, &done); err != nil {
		done.Say = fmt.Sprintf("The correction is saved, but past answers could not be marked by it: %v.", err)
	}
	return done, nil
}

// Corrections says what the past answers to questions come to by their new
// keys, as when a bank came in again with other keys: see quiz.CompareBanks.
func (a *Actions) Corrections(ctx context.Context, changes []quiz.KeyChange) (Corrections, error) {
	var plan Corrections
	for _, c := range changes {
		one, err := a.corrected(ctx, c, &plan)
		if err != nil {
			return Corrections{}, fmt.Errorf("mark past answers anew: %w", err)
		}
		if len(one.remarks) > 0 {
			plan.Questions++
			plan.each = append(plan.each, one)
		}
	}
	return plan, nil
}

// corrected marks the past answers to one question by its new key.
func (a *Actions) corrected(ctx context.Context, c quiz.KeyChange, plan *Corrections) (correction, error) {
	one := correction{question: c.Before.ID}
	attempts, err := a.Reader().Attempts(ctx, one.question)
	if err != nil || len(attempts) == 0 {
		return one, err
	}
	versions, err := a.Reader().Versions(ctx, one.question)
	if err != nil {
		return one, err
	}
	for i := range attempts {
		past := &attempts[i]
		if !past.Marked || past.Response.IsZero() {
			continue
		}
		result, ok, err := a.markAnew(ctx, past, versionAt(versions, c.Before, past.At), c.After)
		if err != nil {
			return one, err
		}
		if !ok {
			plan.Unsure++
			continue
		}
		if math.Abs(result.Mark-past.Mark) < 1e-9 {
			continue
		}
		plan.Answers++
		if result.Mark > past.Mark {
			plan.Raised++
		}
		one.remarks = append(one.remarks, storage.Remark{Attempt: past.ID, Mark: result.Mark, Grade: quiz.GradeAnew(past, result), Was: past.Mark})
	}
	return one, nil
}

// versionAt is the question as it stood when an answer was given: the newest
// that was written by then, or what stood before the change.
func versionAt(versions []storage.Version, before *quiz.Question, at time.Time) *quiz.Question {
	for i := len(versions) - 1; i > 0; i-- {
		if next := versions[i-1].At; !next.IsZero() && next.After(at) {
			return &versions[i].Question
		}
	}
	return before
}

// markAnew marks a past answer by another version of its question; ok is false
// if what was chosen is not there.
func (a *Actions) markAnew(ctx context.Context, past *quiz.Attempt, from, to *quiz.Question) (result quiz.Result, ok bool, err error) {
	seed := quiz.ReviewSeed(past.Question, past.Before.Reps)
	if to.Kind == quiz.Drill && !past.Session.IsZero() {
		s, err := a.Reader().Session(ctx, past.Session)
		if err != nil {
			return result, false, err
		}
		if past.Index < len(s.Queue) {
			seed = s.Queue[past.Index].Seed
		}
	}
	response, ok := quiz.Translate(from, to, past.Response)
	if !ok || from.Kind != to.Kind {
		return result, false, nil
	}
	q, err := quiz.Instance(*to, seed)
	if err != nil {
		return result, false, nil // a drill that makes nothing marks nothing
	}
	return quiz.Mark(&q, response), true, nil
}

// Apply marks the past answers as laid out. One step to undo.
func (a *Actions) Apply(ctx context.Context, plan *Corrections) (Done, error) {
	var done Done
	err := a.apply(ctx, plan, &done)
	return done, err
}

// apply marks answers anew, question by question; done is taken back with them.
func (a *Actions) apply(ctx context.Context, plan *Corrections, done *Done) error {
	for _, c := range plan.each {
		stamp := a.stamp()
		if err := a.store.Remark(ctx, stamp, c.question, c.remarks); err != nil {
			return fmt.Errorf("mark past answers anew: %w", err)
		}
		one := Done{Label: "marking anew", Event: stamp.ID, Change: Change{Kind: quiz.EventRemark, Question: c.question}}
		if done.Event.IsZero() {
			*done = one
			continue
		}
		one.Also, done.Also = done.Also, &one
	}
	if plan.Answers > 0 {
		a.Replan()
		done.Say = plan.String()
	}
	return nil
}

// String says what changes.
func (c *Corrections) String() string {
	if c.Answers == 0 {
		return "No past answer gets another mark."
	}
	return fmt.Sprintf("%s to %s got another mark: %d a higher one, %d a lower one.",
		quiz.Count(c.Answers, "past answer"), quiz.Count(c.Questions, "question"), c.Raised, c.Answers-c.Raised)
}

// settingRemarksSeen is when the learner last looked at what was marked anew,
// milliseconds since 1970.
const settingRemarksSeen = "remarks_seen"

// Remarked is what was marked anew since the learner last looked.
func (a *Actions) Remarked(ctx context.Context) ([]storage.Remarked, error) {
	var after time.Time
	if ms, err := strconv.ParseInt(a.settings[settingRemarksSeen], 10, 64); err == nil {
		after = time.UnixMilli(ms)
	}
	return a.Reader().Remarked(ctx, after)
}

// RemarkedSeen keeps that the learner has looked at what was marked anew.
func (a *Actions) RemarkedSeen(ctx context.Context) error {
	_, err := a.Set(ctx, settingRemarksSeen, strconv.FormatInt(a.Now().UnixMilli(), 10))
	return err
}
