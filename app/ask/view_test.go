package ask

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"chartroom/app/theme"
	"chartroom/app/uitest"
	"chartroom/quiz"
)

// stand is a question in a window.
type stand struct {
	*uitest.Window
	t                  *testing.T
	v                  *View
	changed, submitted int
}

// put shows a question in a window; Enter in a field marks it.
func put(t *testing.T, q quiz.Question) *stand { t.Helper(); return putWith(t, q, nil) }

// putWith shows a question whose pictures media finds.
func putWith(t *testing.T, q quiz.Question, media func(string) (quiz.Media, error)) *stand {
	t.Helper()
	s := &stand{t: t}
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{}))
	m := New(q, 5)
	m.Media = media
	s.v = NewView(m, func() { s.changed++ }, func() { s.submitted++; s.turn() })
	s.Window = uitest.Drive(t, test.NewTempWindow(t, s.v.Object()), nil)
	s.Resize(fyne.NewSize(1000, 800))
	s.v.Focus()
	uitest.Layout(s.Window)
	return s
}

// turn marks a question, or turns a card.
func (s *stand) turn() {
	if m := s.v.Model; m.Question.Kind == quiz.Flip {
		m.Shown = true
	} else {
		m.Show()
	}
	s.v.Draw()
}

func (s *stand) text() string {
	uitest.Layout(s.Window)
	return strings.Join(uitest.Texts(s.Window), "\n")
}

// key is what a question gives away: nothing of it may be on the screen before
// marking.
var key = []string{"because", "RATIONALE", "45 CFR", "2026", "right", "wrong"}

func explained(q quiz.Question) quiz.Question {
	q.Rationale, q.Source, q.AsOf = "The RATIONALE.", "45 CFR 164.524", "2026-07"
	return q
}

func TestEveryOptionIsExplainedOnceMarkedAndNoneBefore(t *testing.T) {
	truth := quiz.Question{Kind: quiz.TrueFalse, Stem: "Is it so?", Options: []quiz.Option{
		{Text: "True", Fraction: 1, Feedback: "because 0"}, {Text: "False", Feedback: "because 1"}}}
	for name, c := range map[string]struct {
		q    quiz.Question
		tap  []string
		then []string
	}{
		"one, right":         {question(4, 1, false), []string{"option 0"}, []string{"your answer · right"}},
		"one, wrong":         {question(4, 1, false), []string{"option 2"}, []string{"your answer · wrong", "right"}},
		"several, all right": {question(5, 2, true), []string{"option 0", "option 1"}, []string{"your answer · right"}},
		"several, half":      {question(5, 2, true), []string{"option 0", "option 4"}, []string{"your answer · right", "your answer · wrong", "right, not chosen"}},
		"true or false":      {truth, []string{"False"}, []string{"your answer · wrong"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := put(t, explained(c.q))
			s.Misses(key...)
			for _, o := range c.tap {
				s.Tap(o)
			}
			s.Misses(key...)
			if s.changed != len(c.tap) {
				t.Errorf("%d changes were told of %d", s.changed, len(c.tap))
			}
			s.v.Model.Show()
			s.v.Draw()
			for _, o := range c.q.Options {
				s.Sees(o.Text, o.Feedback)
			}
			s.Sees(append(c.then, "The RATIONALE.", "45 CFR 164.524", "as of Jul 2026")...)
			before := s.text()
			if s.v.Choose(0); s.text() != before {
				t.Error("a marked question can still be answered")
			}
		})
	}
}

func TestCertaintyStandsBesideTheAnswer(t *testing.T) {
	s := put(t, question(4, 1, false))
	s.Tap("option 1")
	s.v.Model.Certainty = quiz.Sure
	s.v.Model.Show()
	s.v.Draw()
	s.Sees("your answer · wrong · sure")
}

func TestAnOptionIsRuledOutByTheRightButton(t *testing.T) {
	s := put(t, question(4, 1, false))
	s.Tap("option 3")
	uitest.TapSecondary(t, s.Window, "option 3")
	s.Sees("ruled out")
	if len(s.v.Model.Chosen) != 0 || s.changed != 2 {
		t.Errorf("chosen %v, %d changes", s.v.Model.Chosen, s.changed)
	}
	s.Tap("option 3")
	s.Misses("ruled out")
}

func TestTypedAnswersAreMarkedInPlace(t *testing.T) {
	word := explained(quiz.Question{Kind: quiz.Text, Stem: "Swelling?", Options: []quiz.Option{
		{Text: "edema", Fraction: 1, Feedback: "because it is"}, {Text: "*", Any: true, Feedback: "because it is not"}}})
	number := explained(quiz.Question{Kind: quiz.Number, Stem: "Days?", Options: []quiz.Option{{Text: "30", Value: 30, Fraction: 1, Feedback: "because of the rule"}}})
	for name, c := range map[string]struct {
		q     quiz.Question
		typed string
		then  []string
	}{
		"a word, right":   {word, "Edema", []string{"right", "because it is"}},
		"a word, wrong":   {word, "flu", []string{"wrong · edema", "because it is not"}},
		"a number, right": {number, "30", []string{"right", "because of the rule"}},
		"a number, wrong": {number, "31", []string{"wrong · 30"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := put(t, c.q)
			s.Misses(append(key, "edema", "30")...)
			if !s.v.Typing() {
				t.Error("not answered by typing")
			}
			s.Typed(c.typed)
			s.Misses(key...)
			s.Key(fyne.KeyReturn)
			s.Sees(append(c.then, "The RATIONALE.", "45 CFR 164.524")...)
			if s.Window.Canvas().Focused() != nil {
				t.Error("the closed field keeps the keys")
			}
			if s.submitted != 1 || s.changed != len(c.typed) {
				t.Errorf("%d submitted, %d changed", s.submitted, s.changed)
			}
		})
	}
}

func TestGapsAreMarkedEachInPlace(t *testing.T) {
	q := explained(quiz.Question{Kind: quiz.Cloze, Stem: "Within {{1}} days by the {{2}}.", Gaps: []quiz.Gap{
		{Kind: quiz.Number, Weight: 1, Options: []quiz.Option{{Text: "30", Value: 30, Fraction: 1}}},
		{Kind: quiz.Text, Weight: 1, Options: []quiz.Option{{Text: "custodian", Fraction: 1}}}}})
	s := put(t, q)
	s.Misses(append(key, "30", "custodian", "{{")...)
	s.Sees("Fill every gap.")
	s.Typed("30")
	s.Key(fyne.KeyReturn) // leads to the next gap
	s.Typed("janitor")
	if r := s.v.Model.Response(); len(r.Gaps) != 2 || r.Gaps[0] != "30" || r.Gaps[1] != "janitor" {
		t.Fatalf("gaps %q", r.Gaps)
	}
	s.Misses("custodian")
	s.Key(fyne.KeyReturn)
	s.Sees("custodian", "The RATIONALE.")
	if s.submitted != 1 {
		t.Errorf("submitted %d times", s.submitted)
	}
}

func TestACardShowsItsBackOnlyWhenTurned(t *testing.T) {
	s := put(t, quiz.Question{Kind: quiz.Flip, Stem: "brady-", Tags: []string{"subject:word-parts"}, Pronunciation: "BRAD-ee",
		Options: []quiz.Option{{Text: "slow"}}, Example: "bradycardia", Source: "A dictionary, 2026"})
	s.Sees("brady-", "What does it mean?")
	s.Misses("slow", "bradycardia", "A dictionary")
	s.v.Model.Shown = true
	s.v.Draw()
	s.Sees("slow", "bradycardia", "A dictionary, 2026")
	s.v.Model.Shown = false
	s.v.Draw()
	s.Misses("slow")
}

func TestAnAnswerIsShownAgainWhenResumed(t *testing.T) {
	test.NewTempApp(t)
	m := New(quiz.Question{Kind: quiz.Text, Stem: "Swelling?", Options: []quiz.Option{{Text: "edema", Fraction: 1}}}, 1)
	m.Resume(quiz.Given{Response: quiz.Response{Text: "oedema"}})
	v := NewView(m, func() { t.Error("resuming is no change") }, func() {})
	if text := strings.Join(uitest.Texts(v.Object()), "\n"); !strings.Contains(text, "oedema") {
		t.Errorf("there is %s", text)
	}
}
