package practice

import (
	"fmt"
	"slices"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
)

// fromFilter is the recipe of what a filter means.
func fromFilter(f storage.Filter, count int) quiz.Recipe {
	return quiz.Recipe{Mode: quiz.ModeStudy, Exam: f.Exam, Domain: f.Domain, Subject: f.Subject, Level: f.Level,
		Banks: f.Banks, Kinds: f.Kinds, State: f.State, NotSeen: f.NotSeen, Count: count}
}

// asked is the recipe as it is asked: with a title, and without cards unless a
// bank was asked for, of which all that can be marked is meant.
func asked(r quiz.Recipe) quiz.Recipe {
	if len(r.Kinds) == 0 && len(r.Banks) == 0 {
		r.Kinds = quiz.PractisedKinds
	}
	if r.Mode != quiz.ModeTest {
		r.Minutes = 0
	}
	switch {
	case r.Name != "":
	case r.Mode == quiz.ModeTest:
		r.Name = "Test"
	case r.Mode == quiz.ModeAdapt:
		r.Name = "Adaptive practice"
	default:
		r.Name = "Practice"
	}
	return r
}

// begin starts what a recipe says. timed reports that it has a clock, so that
// the exam room asks it.
func (m *model) begin(r quiz.Recipe) (timed bool, done actions.Done, err error) {
	started, done, err := m.act.StartRecipe(ctx(), asked(r))
	switch {
	case err != nil:
		return false, actions.Done{}, err
	case started.Sitting != nil:
		return true, done, m.build()
	}
	return false, done, m.resume(started.Session)
}

// loadRecipes reads the recipes, ready and saved, and the banks to choose from.
func (m *model) loadRecipes() (err error) {
	if m.saved, err = m.act.Reader().Recipes(ctx()); err != nil {
		return err
	}
	m.misses = m.act.MyMisses()
	if m.level, err = m.act.LevelUp(ctx()); err != nil {
		return err
	}
	m.banks, err = m.act.Reader().Banks(ctx(), false)
	return err
}

// questionOfTheDay begins a session of it.
func (m *model) questionOfTheDay() (actions.Done, error) {
	id, err := m.act.QuestionOfTheDay(ctx())
	if err != nil {
		return actions.Done{}, err
	}
	if id.IsZero() {
		return actions.Done{}, fmt.Errorf("begin the question of the day: %w", actions.ErrNothingToAsk)
	}
	return m.these("Question of the day", []quiz.QuestionID{id})
}

// named is the saved recipe of a name; nil if there is none.
func (m *model) named(name string) *quiz.Recipe {
	if i := slices.IndexFunc(m.saved, func(r quiz.Recipe) bool { return r.Name == name }); i >= 0 {
		return &m.saved[i]
	}
	return nil
}

// save keeps what is chosen as a recipe.
func (m *model) save(name string) (actions.Done, error) {
	r := m.recipe
	r.Name = name
	return m.act.SaveRecipe(ctx(), asked(r))
}

// these begins a study session of these questions.
func (m *model) these(title string, ids []quiz.QuestionID) (actions.Done, error) {
	s, done, err := m.act.StartSessionOf(ctx(), quiz.ModeStudy, title, ids)
	if err != nil {
		return actions.Done{}, err
	}
	return done, m.resume(s)
}
