package review

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"time"

	"chartroom/app/actions"
	"chartroom/app/ask"
	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
)

// model is what is on the screen now. It lives as long as the window, so that
// leaving the screen and coming back shows the same question.
type model struct {
	act *actions.Actions

	ask     *ask.Model // nil: nothing is due
	before  quiz.Progress
	preview [4]quiz.Progress
	attempt *quiz.Attempt // the marked answer on show, already saved
	seen    time.Time     // when the question came up
	state   actions.State // flag, suspension, note

	done, left int       // answered since the window opened; still to do today
	next       time.Time // nothing is due: when the next one is; zero = never
	failed     error     // why there is nothing on show, if it could not be read
}

func ctx() context.Context { return context.Background() }

// load shows the question to ask now. If it cannot be read, what is on show
// stays.
func (m *model) load() error {
	m.failed = m.read()
	return m.failed
}

func (m *model) read() error {
	now := m.act.Now()
	id, err := m.act.Next(ctx())
	if err != nil {
		return err
	}
	if err := m.tally(); err != nil {
		return err
	}
	if !id.IsZero() {
		return m.show(id)
	}
	if m.next, err = m.act.Reader().NextDue(ctx(), now); err == nil {
		m.ask, m.attempt = nil, nil
	}
	return err
}

// visit brings the model in line with what happened on other screens: the
// question on show stays, unless it was answered, suspended or taken away
// there, or its answer taken back.
func (m *model) visit() error {
	if m.ask == nil {
		return m.load()
	}
	r, id := m.act.Reader(), m.ask.Question.ID
	now, err := r.Progress(ctx(), id)
	if err != nil {
		return err
	}
	shown := m.before
	if m.attempt != nil {
		shown = m.attempt.After
	}
	if !now.Equal(shown) {
		return m.load()
	}
	banks, err := r.Banks(ctx(), false)
	if err != nil {
		return err
	}
	bank := m.ask.Question.Bank
	switch err := m.refresh(); {
	case errors.Is(err, storage.ErrNotFound):
		return m.load()
	case err != nil:
		return err
	case m.attempt == nil && (m.state.Suspended || !slices.ContainsFunc(banks, func(b storage.BankHead) bool { return b.ID == bank })):
		return m.load()
	}
	return m.count()
}

// count counts what is left today, by today's plan.
func (m *model) count() error {
	if _, err := m.act.Next(ctx()); err != nil { // which plans the day, if that is to be done
		return err
	}
	return m.tally()
}

// tally counts what is left of a day that is planned.
func (m *model) tally() error {
	counts, err := m.act.Counts(ctx())
	m.left = counts.Ready + counts.NewLeft
	return err
}

// show puts the question up, not answered.
func (m *model) show(id quiz.QuestionID) error {
	r := m.act.Reader()
	q, err := r.Question(ctx(), id)
	if err != nil {
		return err
	}
	before, err := r.Progress(ctx(), id)
	if err != nil {
		return err
	}
	state, err := m.act.StateOf(ctx(), id)
	if err != nil {
		return err
	}
	record, err := m.act.Record(ctx(), &q)
	if err != nil {
		return err
	}
	m.before, m.state, m.attempt = before, state, nil
	m.seen = m.act.Now()
	m.ask = ask.New(q, quiz.ReviewSeed(id, before.Reps))
	m.ask.Record, m.ask.Book = record, m.act.Books()
	m.ask.Media = func(hash string) (quiz.Media, error) { return m.act.Reader().Media(ctx(), hash) }
	choices, err := m.act.Choices(ctx(), id, m.before, q.Kind != quiz.Flip)
	for i, c := range choices {
		m.preview[i] = m.act.Scheduler().After(id, m.before, c)
	}
	return err
}

// graded reports whether the learner may choose a grade now.
func (m *model) graded() bool {
	return m.ask != nil && (m.ask.Question.Kind == quiz.Flip && m.ask.Shown)
}

// reveal turns the card, or marks and saves what was answered.
func (m *model) reveal() (actions.Done, error) {
	if m.ask == nil || m.attempt != nil {
		return actions.Done{}, nil
	}
	if m.ask.Question.Kind == quiz.Flip {
		m.ask.Shown = true
		return actions.Done{}, nil
	}
	if !m.ask.Answered() {
		return actions.Done{}, nil
	}
	attempt, done, err := m.act.Answer(ctx(), &m.ask.Question, actions.Answer{Mode: quiz.ModeReview,
		Response: m.ask.Response(), Certainty: m.ask.Certainty, Hint: m.ask.Hint, Took: m.act.Now().Sub(m.seen), Before: m.before})
	if err != nil {
		return actions.Done{}, err
	}
	m.attempt = &attempt
	m.done++
	m.ask.Show()
	return done, nil
}

// grade saves the learner's grade of a card and goes to the next question.
// If saving fails, the card stays.
func (m *model) grade(g srs.Grade) (actions.Done, error) {
	if !m.graded() {
		return actions.Done{}, nil
	}
	done, err := m.act.Grade(ctx(), &m.ask.Question, m.before, g, m.act.Now().Sub(m.seen))
	if err != nil {
		return actions.Done{}, err
	}
	m.done++
	return done, m.load()
}

// changed brings the model in line with what was done or undone elsewhere.
func (m *model) changed(c actions.Change) error {
	switch {
	case c.Kind == quiz.EventAttempt && c.Undone && c.Session.IsZero() && !c.Question.IsZero():
		m.done = max(m.done-1, 0)
		if err := m.show(c.Question); err != nil {
			return err
		}
		return m.count()
	case m.ask != nil && c.Question == m.ask.Question.ID && c.Kind != quiz.EventAttempt:
		if leaves(c.Kind) && !c.Undone {
			return m.load()
		}
		return m.refresh()
	case leaves(c.Kind) && c.Undone && !c.Question.IsZero():
		return m.show(c.Question)
	case m.ask == nil:
		return m.load()
	}
	return nil
}

// leaves reports whether a change of this kind takes a question off the screen.
func leaves(k quiz.EventKind) bool {
	switch k {
	case quiz.EventSuspend, quiz.EventBury, quiz.EventDue, quiz.EventReset:
		return true
	}
	return false
}

// refresh reads the question on show again. One that was edited meanwhile
// comes up anew, unless it is marked: then it stays as it was answered.
func (m *model) refresh() error {
	q, err := m.act.Reader().Question(ctx(), m.ask.Question.ID)
	if err != nil {
		return err
	}
	if m.attempt == nil && !reflect.DeepEqual(q, m.ask.Source) {
		return m.show(q.ID)
	}
	m.state, err = m.act.StateOf(ctx(), q.ID)
	return err
}

// wait is when the question comes back after grade g, in words.
func (m *model) wait(g srs.Grade) string {
	return quiz.WaitFor(m.preview[g-1], m.seen, m.act.Today())
}

// comesBack is when the question just marked comes back, in words.
func (m *model) comesBack() string {
	return quiz.WaitFor(m.attempt.After, m.attempt.At, m.attempt.Day)
}
