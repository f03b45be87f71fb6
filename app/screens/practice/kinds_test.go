package practice

import (
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/quiz"
)

// others are questions of the kinds that are neither chosen nor typed plainly.
func others() []quiz.Question {
	gap := func(key string) quiz.Gap {
		return quiz.Gap{Kind: quiz.Text, Weight: 1, Options: []quiz.Option{{Text: key, Fraction: 1}}}
	}
	return []quiz.Question{
		{Kind: quiz.Match, Stem: "Match", Options: []quiz.Option{{Text: "E11.9", Partner: "diabetes"}, {Text: "I10", Partner: "hypertension"}}, KeepOrder: true},
		{Kind: quiz.Order, Stem: "Order", Options: []quiz.Option{{Text: "admit"}, {Text: "bill"}}},
		{Kind: quiz.Code, Stem: "Code", Tags: []string{"code:icd10cm-2026"}, Options: []quiz.Option{{Text: "E11.65", Fraction: 1}}},
		{Kind: quiz.Table, Markup: quiz.HTML, Stem: "Table<table><tr><td>{{1}}</td><td>{{2}}</td></tr></table>", Gaps: []quiz.Gap{gap("a"), gap("b")}},
		{Kind: quiz.Drill, Markup: quiz.Plain, Stem: "Drill {n}", Drill: &quiz.DrillRule{Formula: "n*2", Vars: []quiz.DrillVar{{Name: "n", Min: 1, Max: 1e6}}}},
	}
}

// answerRight answers the question on show by keys.
func answerRight(d *desk) {
	q := &d.screen.m.ask.Question
	switch {
	case q.Kind == quiz.Match:
		d.Typed("ab")
	case q.Kind == quiz.Order:
		d.Key(fyne.KeySpace, fyne.KeyDown)
	case q.Kind == quiz.Code:
		d.Typed("e1165")
	case q.Kind == quiz.Table:
		d.Typed("a")
		d.Key(enter)
		d.Typed("b")
	case q.Drill != nil:
		d.Typed(q.Options[0].Text)
	}
}

func TestEveryKindIsPractisedByKeys(t *testing.T) {
	d := newDesk(t, others()...).open()
	d.Key(enter)
	for range others() {
		kind := d.screen.m.ask.Source.Kind
		answerRight(d)
		d.Key(enter)
		if r := d.screen.m.ask.Result; r == nil || r.Mark != 1 {
			t.Errorf("%s: marked %+v", kind, r)
		}
		d.Sees("comes back")
		d.Key(enter)
	}
	d.Sees("Done", "5")
	for _, a := range d.attempts() {
		if !a.Marked || a.Mark != 1 {
			t.Errorf("attempt %+v", a)
		}
	}
}

// The mouse hands every kind in, also gaps and tables.
func TestEveryKindIsHandedInByTheMouse(t *testing.T) {
	d := newDesk(t, others()...).open()
	d.Key(enter)
	for range others() {
		answerRight(d)
		d.tap("Answer")
		if r := d.screen.m.ask.Result; r == nil || r.Mark != 1 {
			t.Errorf("%s: marked %+v", d.screen.m.ask.Source.Kind, r)
		}
		d.Key(enter)
	}
	d.Sees("Done", "5")
}

// In a test what is answered is kept as it stands, is there again after the
// window was closed, and is marked with the numbers that were on show.
func TestATestOfEveryKindSurvivesClosing(t *testing.T) {
	d := sit(t, others()...)
	stems := map[quiz.QuestionID]string{}
	for range others() {
		stems[d.screen.m.ask.Question.ID] = d.screen.m.ask.Question.Stem
		answerRight(d)
		d.Key(enter)
	}
	d.reopen()
	d.tap("Go on")
	for range others() {
		m := d.screen.m.ask
		if m.Question.Stem != stems[m.Question.ID] || !m.Answered() {
			t.Errorf("%s: %q was %q, answered %v", m.Source.Kind, m.Question.Stem, stems[m.Question.ID], m.Answered())
		}
		d.screen.move(1)
	}
	d.screen.handIn()
	d.Sees("Done")
	for _, a := range d.attempts() {
		if a.Mark != 1 {
			t.Errorf("attempt %+v", a)
		}
	}
	if n := len(d.attempts()); n != len(others()) {
		t.Errorf("%d attempts", n)
	}
}

func TestARecordIsShownWithItsQuestionsWhichFollowEachOther(t *testing.T) {
	about := func(stem string) quiz.Question {
		return quiz.Question{Kind: quiz.TrueFalse, Stem: stem, Tags: []string{"record:7"}, Options: []quiz.Option{{Text: "True", Fraction: 1}, {Text: "False"}}}
	}
	questions := append(choices(5), about("About one?"), about("About two?"), quiz.Question{Kind: quiz.Description, Name: "Case", Stem: "Admitted on 3 March."})
	d := newDesk(t, questions...)
	for range 5 {
		d.open()
		d.Key(enter)
		var at []int
		for i, p := range d.screen.m.session.Queue {
			if p.Question == d.bank.Questions[5].ID || p.Question == d.bank.Questions[6].ID {
				at = append(at, i)
			}
		}
		if len(at) != 2 || at[1] != at[0]+1 {
			t.Fatalf("the record's questions are at %v", at)
		}
		if err := d.screen.m.show(at[0]); err != nil {
			t.Fatal(err)
		}
		d.screen.draw()
		d.Sees("Admitted on 3 March.", "About")
		d.Key(fyne.KeyEscape)
	}
}
