// Package learner plays a student: it studies day after day through the same
// actions as a person, forgetting as FSRS says people do. The tour shows what
// she leaves behind, benchmarks and tests study with her. Same seed, same
// student.
package learner

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
)

// Clock is a clock that stands still until it is moved.
type Clock struct{ t time.Time }

// NewClock shows t.
func NewClock(t time.Time) *Clock { return &Clock{t: t} }

// Now is what the clock shows.
func (c *Clock) Now() time.Time { return c.t }

// Set moves the clock to t.
func (c *Clock) Set(t time.Time) { c.t = t }

// Pass lets time pass.
func (c *Clock) Pass(d time.Duration) { c.t = c.t.Add(d) }

// Student is a made-up learner.
type Student struct {
	Act   *actions.Actions
	Clock *Clock
	Draw  *rand.Rand
	Exam  string // credential that she prepares for
}

// Study lives through the days that end with the clock's day: on five or six
// days a week she reviews what is due, meets some new cards and answers a
// practice session. The clock ends where it was.
func (s *Student) Study(ctx context.Context, days int) error {
	end := s.Clock.Now()
	defer s.Clock.Set(end)
	for back := days; back > 0; back-- {
		if s.Draw.Float64() < .22 { // a day off
			continue
		}
		s.Clock.Set(end.AddDate(0, 0, -back).Add(time.Duration(s.Draw.IntN(120)) * time.Minute))
		if err := s.day(ctx, days-back); err != nil {
			return fmt.Errorf("day %d: %w", days-back, err)
		}
	}
	return nil
}

// day is one day's work; number counts days from 0.
func (s *Student) day(ctx context.Context, number int) error {
	for range 60 {
		id, ok, err := s.next(ctx)
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		if err := s.review(ctx, id); err != nil {
			return err
		}
	}
	if number%2 == 1 {
		return nil
	}
	session, _, err := s.Act.StartSession(ctx, quiz.ModeStudy, "Practice", storage.Filter{Exam: s.Exam,
		Kinds: []quiz.Kind{quiz.Choice}}, 6)
	if err != nil {
		return err
	}
	for i := range session.Queue {
		if err := s.answer(ctx, &session, i, number); err != nil {
			return err
		}
	}
	_, err = s.Act.Finish(ctx, &session)
	return err
}

// mostNew is how many new cards she meets a day.
const mostNew = 3

// next is what she is asked now.
func (s *Student) next(ctx context.Context) (quiz.QuestionID, bool, error) {
	id, err := s.Act.Next(ctx)
	if err != nil || id.IsZero() {
		return id, false, err
	}
	p, err := s.Act.Reader().Progress(ctx, id)
	if err != nil {
		return id, false, err
	}
	if p.Learning() && p.Due.After(s.Clock.Now()) {
		return id, false, nil // she does not study ahead
	}
	counts, err := s.Act.Counts(ctx)
	return id, !p.New() || counts.MetToday < mostNew, err
}

// review answers one due question, remembering it as often as the model says.
func (s *Student) review(ctx context.Context, id quiz.QuestionID) error {
	q, err := s.Act.Reader().Question(ctx, id)
	if err != nil {
		return err
	}
	before, err := s.Act.Reader().Progress(ctx, id)
	if err != nil {
		return err
	}
	if q, err = quiz.Instance(q, quiz.ReviewSeed(id, before.Reps)); err != nil {
		return err
	}
	took := time.Duration(4000+s.Draw.IntN(11000)) * time.Millisecond
	s.Clock.Pass(took)
	recall := .55
	if !before.New() {
		recall = s.Act.Scheduler().Recall(before, s.Act.Today())
	}
	if q.Kind == quiz.Flip {
		_, err = s.Act.Grade(ctx, &q, before, s.grade(recall), took)
		return err
	}
	_, _, err = s.Act.Answer(ctx, &q, actions.Answer{Mode: quiz.ModeReview, Response: s.respond(&q, recall), Took: took * 3, Before: before})
	return err
}

// answer answers one place of a session. She gets better as days go by.
func (s *Student) answer(ctx context.Context, session *quiz.Session, i, day int) error {
	q, err := s.Act.Reader().Question(ctx, session.Queue[i].Question)
	if err != nil {
		return err
	}
	before, err := s.Act.Reader().Progress(ctx, q.ID)
	if err != nil {
		return err
	}
	if q, err = quiz.Instance(q, session.Queue[i].Seed); err != nil {
		return err
	}
	took := time.Duration(25+s.Draw.IntN(60)) * time.Second
	s.Clock.Pass(took)
	know := .52 + .3*float64(day)/90
	if q.HasTag(s.Exam + ":3") { // statistics come hard to her
		know -= .15
	}
	certainty := quiz.Certainty(1 + s.Draw.IntN(3))
	_, _, err = s.Act.Answer(ctx, &q, actions.Answer{Mode: session.Mode, Session: session, Index: i,
		Response: s.respond(&q, know), Certainty: certainty, Took: took, Before: before})
	return err
}

// grade draws a grade: remembered with the chance recall, and then in the
// shares that FSRS's own simulator assumes (fsrs-rs: .224, .631, .145).
func (s *Student) grade(recall float64) srs.Grade {
	if s.Draw.Float64() > recall {
		return srs.Again
	}
	switch x := s.Draw.Float64(); {
	case x < .224:
		return srs.Hard
	case x < .855:
		return srs.Good
	}
	return srs.Easy
}

// respond answers rightly with the chance know, and otherwise guesses among
// the wrong ones.
func (s *Student) respond(q *quiz.Question, know float64) quiz.Response {
	right := s.Draw.Float64() < know
	switch q.Kind {
	case quiz.Choice, quiz.TrueFalse:
		var pool []int
		for i, o := range q.Options {
			if (o.Fraction > 0) == right {
				pool = append(pool, i)
			}
		}
		if q.Multiple && right {
			return quiz.Response{Chosen: pool}
		}
		if len(pool) == 0 {
			return quiz.Response{Chosen: []int{0}}
		}
		return quiz.Response{Chosen: []int{pool[s.Draw.IntN(len(pool))]}}
	case quiz.Build:
		if !right {
			return quiz.Response{Gaps: []string{"?"}}
		}
		var forms []string
		for _, p := range q.Parts {
			forms = append(forms, p.Form)
		}
		return quiz.Response{Gaps: forms}
	case quiz.Match:
		var gaps []string
		for _, at := range quiz.Matched(q) {
			partner := q.Options[at].Partner
			if !right {
				partner = "?"
			}
			gaps = append(gaps, partner)
		}
		return quiz.Response{Gaps: gaps}
	case quiz.Order:
		order := quiz.Shuffled(q, 0) // never right
		if right {
			slices.Sort(order)
		}
		return quiz.Response{Chosen: order}
	case quiz.Hotspot:
		if q.Picture != nil && right {
			r := q.Picture.Regions[q.Picture.Asked]
			return quiz.Response{Point: &quiz.Point{X: r.X + r.W/2, Y: r.Y + r.H/2}}
		}
		return quiz.Response{Point: &quiz.Point{X: -1, Y: -1}}
	case quiz.Cloze, quiz.Table:
		gaps := make([]string, len(q.Gaps))
		for i, g := range q.Gaps {
			gaps[i] = "?"
			if right && len(g.Options) > 0 {
				gaps[i] = g.Options[0].Text
			}
		}
		return quiz.Response{Gaps: gaps}
	}
	if right {
		return quiz.Response{Text: quiz.Mark(q, quiz.Response{}).Expected}
	}
	return quiz.Response{Text: "0"}
}
