// Package actionstest gives tests a profile in a folder of its own, with a
// clock that stands still until it is moved, and small banks to fill it with.
// Only tests use it. It knows no window; app/shell/shelltest adds one.
package actionstest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"chartroom/app/actions"
	"chartroom/app/learner"
	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
)

// Noon is when a new profile is opened.
var Noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// seed is of the chance in a profile: the same test meets the same questions.
const seed = 5

// Profile is a profile on a real file.
type Profile struct {
	Dir   string // the data folder, the test's own
	Path  string // of the file in it
	Clock *learner.Clock
	Draw  *rand.Rand
	Store *storage.Store
	Act   *actions.Actions

	t testing.TB
}

// New opens a new profile that holds these banks. It is closed with the test.
func New(t testing.TB, banks ...quiz.Bank) *Profile {
	t.Helper()
	p := In(t, t.TempDir())
	for _, b := range banks {
		p.Bring(b)
	}
	return p
}

// In opens the profile in a data folder, at noon; a new one if there is none.
func In(t testing.TB, dir string) *Profile {
	t.Helper()
	p := &Profile{Dir: dir, Path: storage.ProfilePath(dir, ""), Clock: learner.NewClock(Noon), Draw: rand.New(rand.NewPCG(seed, seed)), t: t}
	p.open()
	t.Cleanup(func() { p.Must(p.Store.Close()) }) // closing again does nothing
	return p
}

func (p *Profile) open() {
	p.t.Helper()
	var err error
	p.Store, err = storage.Open(p.Path, storage.Options{Now: p.Clock.Now(), Draw: p.Draw})
	p.Must(err)
	p.Act, err = actions.New(context.Background(), p.Store, p.Clock.Now, p.Draw)
	p.Must(err)
}

// Reopen closes the file and opens it again.
func (p *Profile) Reopen() {
	p.t.Helper()
	p.Must(p.Store.Close())
	p.open()
}

// Must ends the test if there is an error.
func (p *Profile) Must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// Bring imports a bank.
func (p *Profile) Bring(b quiz.Bank) actions.Done {
	p.t.Helper()
	i := p.Act.Import(b)
	p.Must(i.Run(context.Background(), func(int, int) {}))
	return i.Done()
}

// Set changes settings, given as a key and its value in turn.
func (p *Profile) Set(settings ...string) {
	p.t.Helper()
	for i := 0; i+1 < len(settings); i += 2 {
		_, err := p.Act.Set(context.Background(), settings[i], settings[i+1])
		p.Must(err)
	}
}

// Progress is how far a question has come.
func (p *Profile) Progress(id quiz.QuestionID) quiz.Progress {
	p.t.Helper()
	progress, err := p.Act.Reader().Progress(context.Background(), id)
	p.Must(err)
	return progress
}

// Grade grades a card as it is now.
func (p *Profile) Grade(q *quiz.Question, g srs.Grade, took time.Duration) {
	p.t.Helper()
	_, err := p.Act.Grade(context.Background(), q, p.Progress(q.ID), g, took)
	p.Must(err)
}

// Attempts are the answers to these questions, one question after the other.
func (p *Profile) Attempts(ids ...quiz.QuestionID) []quiz.Attempt {
	p.t.Helper()
	var all []quiz.Attempt
	for _, id := range ids {
		some, err := p.Act.Reader().Attempts(context.Background(), id)
		p.Must(err)
		all = append(all, some...)
	}
	return all
}

// Counts is the day in numbers.
func (p *Profile) Counts() actions.Counts {
	p.t.Helper()
	c, err := p.Act.Counts(context.Background())
	p.Must(err)
	return c
}

// Bank is a small bank called B of these questions. A question's key is its
// place, from 0, and its name what it asks.
func Bank(questions ...quiz.Question) quiz.Bank {
	b := quiz.Bank{ID: "b", Name: "B"}
	for i, q := range questions {
		q.Key = fmt.Sprint(i)
		q.ID, q.Bank, q.Name = quiz.NewQuestionID(b.ID, q.Key), b.ID, q.Stem
		b.Questions = append(b.Questions, q)
	}
	return b
}

// Card is a card to turn over.
func Card(front string) quiz.Question {
	return quiz.Question{Kind: quiz.Flip, Stem: front, Options: []quiz.Option{{Text: "back of " + front, Fraction: 1}}}
}

// Choice is a question whose options keep their order: the first is right.
func Choice(stem string) quiz.Question {
	return quiz.Question{Kind: quiz.Choice, KeepOrder: true, Stem: stem, Options: []quiz.Option{
		{Text: "the right one", Fraction: 1, Feedback: "because it is"}, {Text: "a wrong one", Feedback: "because it is not"}, {Text: "another"}}}
}
