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

type stand struct {
	t                  *testing.T
	w                  fyne.Window
	v                  *View
	changed, submitted int
}

// put shows a question in a window; Enter in a field marks it.
func put(t *testing.T, q quiz.Question) *stand {
	t.Helper()
	s := &stand{t: t}
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{}))
	s.v = NewView(New(q, 5), func() { s.changed++ }, func() { s.submitted++; s.v.Model.Show(); s.v.Draw() })
	s.w = test.NewTempWindow(t, s.v.Object())
	s.w.Resize(fyne.NewSize(1000, 800))
	s.v.Focus()
	uitest.Layout(s.w)
	return s
}

func (s *stand) text() string { uitest.Layout(s.w); return strings.Join(uitest.Texts(s.w), "\n") }

func (s *stand) sees(words ...string) {
	s.t.Helper()
	for _, w := range words {
		if text := s.text(); !strings.Contains(text, w) {
			s.t.Errorf("%q is not on the screen; there is:\n%s", w, text)
		}
	}
}

func (s *stand) misses(words ...string) {
	s.t.Helper()
	for _, w := range words {
		if text := s.text(); strings.Contains(text, w) {
			s.t.Errorf("%q is on the screen:\n%s", w, text)
		}
	}
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
			s.misses(key...)
			for _, o := range c.tap {
				uitest.Tap(t, s.w, o)
			}
			s.misses(key...)
			if s.changed != len(c.tap) {
				t.Errorf("%d changes were told of %d", s.changed, len(c.tap))
			}
			s.v.Model.Show()
			s.v.Draw()
			for _, o := range c.q.Options {
				s.sees(o.Text, o.Feedback)
			}
			s.sees(append(c.then, "The RATIONALE.", "45 CFR 164.524", "as of Jul 2026")...)
			before := s.text()
			if s.v.Choose(0); s.text() != before {
				t.Error("a marked question can still be answered")
			}
		})
	}
}

func TestCertaintyStandsBesideTheAnswer(t *testing.T) {
	s := put(t, question(4, 1, false))
	uitest.Tap(t, s.w, "option 1")
	s.v.Model.Certainty = quiz.Sure
	s.v.Model.Show()
	s.v.Draw()
	s.sees("your answer · wrong · sure")
}

func TestAnOptionIsRuledOutByTheRightButton(t *testing.T) {
	s := put(t, question(4, 1, false))
	uitest.Tap(t, s.w, "option 3")
	uitest.TapSecondary(t, s.w, "option 3")
	s.sees("ruled out")
	if len(s.v.Model.Chosen) != 0 || s.changed != 2 {
		t.Errorf("chosen %v, %d changes", s.v.Model.Chosen, s.changed)
	}
	uitest.Tap(t, s.w, "option 3")
	s.misses("ruled out")
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
			s.misses(append(key, "edema", "30")...)
			if !s.v.Typing() {
				t.Error("not answered by typing")
			}
			uitest.TypeString(s.w, c.typed)
			s.misses(key...)
			uitest.Key(s.w, fyne.KeyReturn)
			s.sees(append(c.then, "The RATIONALE.", "45 CFR 164.524")...)
			if s.w.Canvas().Focused() != nil {
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
	s.misses(append(key, "30", "custodian", "{{")...)
	s.sees("Fill every gap.")
	uitest.TypeString(s.w, "30")
	uitest.Key(s.w, fyne.KeyReturn) // leads to the next gap
	uitest.TypeString(s.w, "janitor")
	if r := s.v.Model.Response(); len(r.Gaps) != 2 || r.Gaps[0] != "30" || r.Gaps[1] != "janitor" {
		t.Fatalf("gaps %q", r.Gaps)
	}
	s.misses("custodian")
	uitest.Key(s.w, fyne.KeyReturn)
	s.sees("custodian", "The RATIONALE.")
	if s.submitted != 1 {
		t.Errorf("submitted %d times", s.submitted)
	}
}

func TestACardShowsItsBackOnlyWhenTurned(t *testing.T) {
	s := put(t, quiz.Question{Kind: quiz.Flip, Stem: "brady-", Tags: []string{"subject:word-parts"}, Pronunciation: "BRAD-ee",
		Options: []quiz.Option{{Text: "slow"}}, Example: "bradycardia", Source: "A dictionary, 2026"})
	s.sees("brady-", "What does it mean?")
	s.misses("slow", "bradycardia", "A dictionary")
	s.v.Model.Shown = true
	s.v.Draw()
	s.sees("slow", "bradycardia", "A dictionary, 2026")
	s.v.Model.Shown = false
	s.v.Draw()
	s.misses("slow")
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
