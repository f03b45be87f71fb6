// Package practice builds quizzes of one's own making and asks them: marked
// and explained at once (study), or at the end (test). The first ten
// questions of a fresh profile are asked here too.
package practice

import (
	"fmt"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/ask"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
	"chartroom/storage"
)

// Screen is the practice screen.
type Screen struct {
	shell      *shell.Shell
	blueprints []quiz.Blueprint
	m          model
	view       *ask.View
	page       *widgets.Frame
	subjects   *widgets.Drop   // of the builder
	beneath    *fyne.Container // under the question: what certainty pays, what an adaptive session knows
	count      int             // counts of what fits that were begun: only the last one is shown
}

// defaultCount is how many questions the builder proposes.
const defaultCount = 10

// New makes the screen.
func New(s *shell.Shell, blueprints []quiz.Blueprint) *Screen {
	return &Screen{shell: s, blueprints: blueprints, m: model{act: s.Actions(), recipe: quiz.Recipe{Mode: quiz.ModeStudy, Count: defaultCount}}}
}

// Name is the word in the rail.
func (s *Screen) Name() string { return "Practice" }

// Icon is the picture in the rail.
func (s *Screen) Icon() theme.IconName { return theme.IconPractice }

// Open takes a session to go on with, a filter to build with, or what is to be
// started at once: a plan's practice, or a recipe without a clock.
func (s *Screen) Open(arg any) error {
	switch arg := arg.(type) {
	case quiz.Session:
		return s.m.resume(arg)
	case storage.Filter:
		s.m.recipe = fromFilter(arg, s.m.recipe.Count)
		return s.m.build()
	case quiz.Recipe:
		if arg.Minutes > 0 {
			return fmt.Errorf("practice cannot start %s at once: it has a time limit", arg.Name)
		}
		_, _, err := s.m.begin(arg)
		return err
	case actions.Practice:
		return s.m.startPlanned(arg)
	}
	return fmt.Errorf("practice cannot open a %T", arg)
}

// Build shows the session on show, or the builder.
func (s *Screen) Build() fyne.CanvasObject {
	if s.m.phase == building && !s.m.chosen && s.m.recipe.Exam == "" && len(s.m.recipe.Banks) == 0 {
		s.m.recipe.Exam = s.m.act.Setting(quiz.SettingExam)
	}
	if err := s.m.visit(); err != nil {
		s.shell.Fail(err)
	}
	s.page = widgets.Page(nil, widgets.Spacer(), nil)
	s.view = nil
	s.draw()
	return s.page
}

// Focus puts the cursor where the question on show is answered by typing.
func (s *Screen) Focus() {
	if s.view != nil {
		s.view.Focus()
	}
}

// Changed follows what was done or undone.
func (s *Screen) Changed(c actions.Change) {
	if err := s.m.changed(c); err != nil {
		s.shell.Fail(err)
	}
	s.draw()
}

// Keys are the keys that do something now.
func (s *Screen) Keys() []shell.Key {
	switch s.m.phase {
	case asking:
		return s.askingKeys()
	case results:
		word, do := s.afterwards()
		return []shell.Key{{Name: fyne.KeyReturn, Does: word, Do: do}, {Rune: 'm', Does: "look at what was missed", Do: s.lookMissed},
			{Rune: 'w', Does: "walk through all answers", Do: s.walk}, {Rune: 'a', Does: "ask what was missed again", Do: s.againMissed}}
	}
	return s.builderKeys()
}

func (s *Screen) askingKeys() []shell.Key {
	m := &s.m
	keys := []shell.Key{{Name: fyne.KeyReturn, Does: s.forwardDoes(), Do: s.forward}, {Name: fyne.KeySpace, Do: s.forward}}
	if m.session.Finished {
		keys = append(keys, shell.Key{Name: fyne.KeyEscape, Does: "the same", Do: s.leaveLook})
	} else {
		keys = append(keys, shell.Key{Name: fyne.KeyEscape, Does: "leave; it can be resumed", Do: s.leave})
	}
	if !m.marked() && !m.ask.Readonly {
		keys = append(keys, s.answerKeys()...)
	}
	if m.marked() && !m.session.Finished {
		keys = append(keys, shell.Key{Rune: 'l', Does: "ask me again tomorrow", Do: s.again})
	}
	if m.drill() {
		keys = append(keys, shell.Key{Rune: 'd', Does: "another one with new numbers", Do: s.another})
	}
	if m.deferred() || m.session.Finished {
		keys = append(keys, shell.Key{Name: fyne.KeyLeft, Does: "question before", Do: func() { s.move(-1) }},
			shell.Key{Name: fyne.KeyRight, Does: "question after", Do: func() { s.move(1) }})
		if !m.session.Finished {
			keys = append(keys, shell.Key{Rune: 'h', Does: "hand in", Do: s.handIn})
		}
	}
	return append(keys, shell.Key{Rune: 'x', Does: "flag", Do: s.flag}, shell.Key{Rune: 'n', Does: "note", Do: s.note},
		shell.Key{Rune: 'r', Does: "report a problem", Do: s.report})
}

// answerKeys are the keys of a question that can still be answered.
func (s *Screen) answerKeys() []shell.Key {
	var keys []shell.Key
	if k := s.m.ask.Question.Kind; k == quiz.Choice || k == quiz.TrueFalse {
		for place := range s.m.ask.Order {
			choose := func() { s.pick(place) }
			if place < letters {
				keys = append(keys, shell.Key{Rune: 'a' + rune(place), Do: choose})
			}
			if place < 9 {
				keys = append(keys, shell.Key{Rune: '1' + rune(place), Do: choose})
			}
		}
		keys = append(keys, shell.Key{Name: "A-F", Does: "choose an option"}, shell.Key{Rune: '-', Does: "strike out the option of the next letter", Do: s.strike}, shell.Key{Name: "Right click", Does: "strike an option out"})
	}
	for c := quiz.Guess; c <= quiz.Sure; c++ {
		keys = append(keys, shell.Key{Rune: certaintyKey[c], Does: c.String(), Do: func() { s.certain(c) }})
	}
	return keys
}

// letters is how many options have their letter for a key, A to F; the letters
// after F mean other things, and further options have their number.
const letters = 6

// certaintyKey are the letters of the three certainties.
var certaintyKey = [...]rune{quiz.Guess: 'g', quiz.ThinkSo: 't', quiz.Sure: 's'}

func (s *Screen) forwardDoes() string {
	switch {
	case s.m.session.Finished:
		return "back to the result"
	case s.m.deferred():
		return "save and go on"
	case s.m.marked():
		return "next question"
	}
	return "answer"
}

// pick chooses the option at a place, or strikes it out after the key for that.
func (s *Screen) pick(place int) {
	if s.m.striking {
		s.m.striking = false
		s.shell.Say("")
		s.view.Strike(place)
		return
	}
	s.view.Choose(place)
}

func (s *Screen) strike() {
	s.m.striking = true
	s.shell.Say("Press the letter of the option to strike out, or to bring back.")
}

func (s *Screen) again() { s.run(s.m.again) }

// another asks the drill on show with other numbers.
func (s *Screen) another() {
	s.run(func() (actions.Done, error) { return actions.Done{}, s.m.another() })
}

// walk goes through all that was answered, from the first.
func (s *Screen) walk() {
	for at := range s.m.session.Answers {
		if s.m.session.Answers[at].Answered() {
			s.look(at)
			return
		}
	}
}

// againMissed begins a session of what was missed in this one.
func (s *Screen) againMissed() {
	var ids []quiz.QuestionID
	for _, at := range s.m.missed() {
		ids = append(ids, s.m.session.Queue[at].Question)
	}
	if len(ids) > 0 {
		s.run(func() (actions.Done, error) { return s.m.these("Missed before", ids) })
	}
}

// forward answers, or goes on after an answer.
func (s *Screen) forward() {
	switch {
	case s.m.session.Finished:
		s.leaveLook()
	case s.m.marked() || s.m.deferred():
		s.run(s.m.next)
	default:
		s.run(s.m.answer)
	}
}

// run does a step of the model and draws what it came to.
func (s *Screen) run(step func() (actions.Done, error)) {
	s.shell.ToQuestion()
	s.shell.Step(step, s.draw)
}

// move goes to another place of a test; what is chosen is saved first.
func (s *Screen) move(by int) {
	s.run(func() (actions.Done, error) { return actions.Done{}, s.m.move(by) })
}

// handIn asks first when questions are open.
func (s *Screen) handIn() {
	if err := s.m.keep(); err != nil {
		s.shell.Fail(err)
		return
	}
	left := len(s.m.session.Queue) - s.m.session.Done()
	if left == 0 {
		s.run(s.m.handIn)
		return
	}
	s.shell.Ask("Hand in now?", fmt.Sprintf("%s not answered yet. Open questions are not counted and do not change what comes back when.",
		areLeft(left)), "Hand in", func() { s.run(s.m.handIn) })
}

func areLeft(n int) string {
	if n == 1 {
		return "1 question is"
	}
	return fmt.Sprintf("%d questions are", n)
}

func (s *Screen) leave() {
	if err := s.m.leave(); err != nil {
		s.shell.Fail(err)
	}
	s.draw()
}

// afterwards is what follows a result: today's plan after the first ten
// questions, otherwise the builder with the same recipe.
func (s *Screen) afterwards() (word string, do func()) {
	if s.m.session.Mode == quiz.ModeTaster {
		return "See today's plan", s.toToday
	}
	return "Practise again", s.leave
}

// lookMissed walks through what was missed.
func (s *Screen) lookMissed() {
	if missed := s.m.missed(); len(missed) > 0 {
		s.look(missed[0])
	}
}

// look shows a marked place again.
func (s *Screen) look(at int) {
	if err := s.m.show(at); err != nil {
		s.shell.Fail(err)
		return
	}
	s.m.phase = asking
	s.draw()
}

// certain says how sure the learner is; saying it again takes it back.
func (s *Screen) certain(c quiz.Certainty) {
	if s.m.ask.Certainty == c {
		c = quiz.Unsaid
	}
	s.m.ask.Certainty = c
	s.drawFooter()
}

func (s *Screen) flag()   { s.shell.Flag(s.m.ask.Question.ID, !s.m.state.Flag) }
func (s *Screen) note()   { s.shell.Note(s.m.ask.Question.ID, s.m.state.Note) }
func (s *Screen) report() { s.shell.Report(s.m.ask.Question.ID) }
