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

// Every kind that is arranged, pointed at or reckoned is answered by keys,
// marked in its parts, and says what would have been right.
func TestOtherKindsAreAnsweredAndMarked(t *testing.T) {
	match := quiz.Question{Kind: quiz.Match, Stem: "Which?", Options: []quiz.Option{{Text: "E11.9", Partner: "diabetes"}, {Text: "I10", Partner: "hypertension"}}, KeepOrder: true}
	order := quiz.Question{Kind: quiz.Order, Stem: "In order?", Options: []quiz.Option{{Text: "admit"}, {Text: "code"}}}
	code := quiz.Question{Kind: quiz.Code, Stem: "Code it.", Tags: []string{"code:icd10cm-2026"}, Options: []quiz.Option{{Text: "E11.65", Fraction: 1}}}
	table := quiz.Question{Kind: quiz.Table, Markup: quiz.HTML, Stem: "Fill.<table><tr><td>beds</td><td>{{1}}</td></tr></table>",
		Gaps: []quiz.Gap{{Kind: quiz.Number, Weight: 1, Options: []quiz.Option{{Text: "120", Value: 120, Fraction: 1}}}}}
	drill := quiz.Question{Kind: quiz.Drill, Markup: quiz.Plain, Stem: "{n} times 2?", Drill: &quiz.DrillRule{Formula: "n*2", Unit: "days",
		Vars: []quiz.DrillVar{{Name: "n", Choices: []float64{21}}}, Solution: "2 × {n} = {answer}"}}
	for name, c := range map[string]struct {
		q    quiz.Question
		keys func(s *stand)
		then []string
		mark float64
	}{
		"match, right":   {match, func(s *stand) { s.Typed("ab") }, []string{"right", "diabetes"}, 1},
		"match, half":    {match, func(s *stand) { s.Typed("aa") }, []string{"partly right · 1 of 2", "right: hypertension"}, .5},
		"order, right":   {order, func(s *stand) { s.Typed("2") }, []string{"1 right", "2 right"}, 1},
		"order, wrong":   {order, func(s *stand) { s.Key(fyne.KeySpace, fyne.KeySpace) }, []string{"1 wrong: admit", "wrong"}, 0},
		"code, right":    {code, func(s *stand) { s.Typed("e1165") }, []string{"E1165", "right"}, 1},
		"code, near":     {code, func(s *stand) { s.Typed("e11.69") }, []string{"wrong · E11.65", "The category E11 is right"}, 0},
		"table, right":   {table, func(s *stand) { s.Typed("120") }, []string{"beds"}, 1},
		"table, wrong":   {table, func(s *stand) { s.Typed("12") }, []string{"beds", "120"}, 0},
		"drill, right":   {drill, func(s *stand) { s.Typed("42") }, []string{"21 times 2?", "days", "2 × 21 = 42"}, 1},
		"drill, by unit": {drill, func(s *stand) { s.Typed("42 days") }, []string{"right"}, 1},
		"drill, wrong":   {drill, func(s *stand) { s.Typed("41.2") }, []string{"wrong · 42 days"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := put(t, explained(c.q))
			if !s.v.Typing() || s.v.Model.Answered() {
				t.Error("not answered by keys, or answered before")
			}
			s.Misses("RATIONALE", "right", "wrong", "E11.65", "120")
			c.keys(s)
			if s.changed == 0 || !s.v.Model.Answered() {
				t.Fatalf("%d changes, answered %v", s.changed, s.v.Model.Answered())
			}
			s.Key(fyne.KeyReturn)
			s.Sees(append(c.then, "The RATIONALE.", "45 CFR 164.524")...)
			if r := s.v.Model.Result; r == nil || r.Mark != c.mark {
				t.Errorf("marked %+v; want %g", r, c.mark)
			}
			response := s.v.Model.Response()
			again := New(c.q, 5)
			again.Resume(quiz.Given{Response: response})
			again.Show()
			if again.Result.Mark != c.mark {
				t.Errorf("resumed it earns %g", again.Result.Mark)
			}
			NewView(again, func() {}, func() {})
		})
	}
}

// Without a button of its own the answer is handed in with the screen's, or the
// mouse alone could not.
func TestEveryAnswerThatSaysSoHasItsButton(t *testing.T) {
	gap := []quiz.Gap{{Kind: quiz.Text, Weight: 1, Options: []quiz.Option{{Text: "a", Fraction: 1}}}}
	options := []quiz.Option{{Text: "E11.9", Partner: "diabetes", Fraction: 1}, {Text: "I10", Partner: "hypertension"}}
	for _, q := range []quiz.Question{
		{Kind: quiz.Choice, Options: options}, {Kind: quiz.TrueFalse, Options: options}, {Kind: quiz.Text, Options: options},
		{Kind: quiz.Number, Options: options}, {Kind: quiz.Code, Options: options}, {Kind: quiz.Match, Options: options}, {Kind: quiz.Order, Options: options},
		{Kind: quiz.Cloze, Stem: "A {{1}}.", Gaps: gap}, {Kind: quiz.Table, Markup: quiz.HTML, Stem: "<table><tr><td>{{1}}</td></tr></table>", Gaps: gap}, megaly,
	} {
		s := put(t, q)
		if own := uitest.CanTap(s.Window, "Answer"); own != s.v.Enters() {
			t.Errorf("%s: has a button: %v; says so: %v", q.Kind, own, s.v.Enters())
		}
	}
}

func TestAPlaceIsPointedAt(t *testing.T) {
	m := picture(t)
	q := explained(quiz.Question{Kind: quiz.Hotspot, Stem: "Where?", Picture: &quiz.Picture{Media: m.Ref(), Alt: "A form",
		Regions: []quiz.Region{{Label: "box 21", X: 0, Y: 0, W: .3, H: .3}, {Label: "box 24", X: .6, Y: .6, W: .3, H: .3}}, Asked: 0}})
	s := putWith(t, q, func(string) (quiz.Media, error) { return m, nil })
	s.Misses("box")
	s.Typed("3") // the bottom right
	s.Key(fyne.KeyReturn, fyne.KeyReturn)
	s.Sees("wrong · box 21", "That is: box 24.", "The RATIONALE.")
	if r := s.v.Model.Response().Point; r == nil || s.v.Model.Result.Mark != 0 {
		t.Errorf("point %v", r)
	}
}

func TestARecordStandsAboveItsQuestion(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{}))
	m := New(question(4, 1, false), 5)
	m.Record = &quiz.Question{Kind: quiz.Description, Name: "Discharge summary", Markup: quiz.HTML, Stem: "<p>Admitted on 3 March.</p><table><tr><td>Glucose</td><td>310</td></tr></table>"}
	v := NewView(m, func() {}, func() {})
	texts := strings.Join(uitest.Texts(test.NewTempWindow(t, v.Object())), "\n")
	at := strings.Index(texts, "Admitted")
	if at < 0 || at > strings.Index(texts, "Which?") || !strings.Contains(texts, "DISCHARGE SUMMARY") || !strings.Contains(texts, "310") {
		t.Errorf("there is %q", texts)
	}
}

func TestADrillThatCannotBeAskedSaysSo(t *testing.T) {
	s := put(t, quiz.Question{Kind: quiz.Drill, Stem: "What?", Drill: &quiz.DrillRule{Formula: "beds"}})
	s.Sees("What?", "cannot be asked", `"beds" is not known`)
	if s.v.Model.Answered() {
		t.Error("it is answered")
	}
}
