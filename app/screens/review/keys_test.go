package review

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/uitest"
	"chartroom/quiz"
)

// Every kind is answered, marked, explained and left by keys alone.
func TestEveryKindIsAnsweredByKeys(t *testing.T) {
	truth := quiz.Question{Kind: quiz.TrueFalse, Stem: "Is it?", Rationale: "As the rule says.", Options: []quiz.Option{{Text: "True", Fraction: 1}, {Text: "False"}}}
	several := choice("Which two?")
	several.Multiple, several.Options[0].Fraction, several.Options[2].Fraction = true, .5, .5
	word := quiz.Question{Kind: quiz.Text, Stem: "Swelling?", Options: []quiz.Option{{Text: "edema", Fraction: 1}}}
	number := quiz.Question{Kind: quiz.Number, Stem: "Days?", Options: []quiz.Option{{Text: "30", Value: 30, Fraction: 1}}}
	cloze := quiz.Question{Kind: quiz.Cloze, Stem: "The legal health {{1}} of {{2}}.", Gaps: []quiz.Gap{
		{Kind: quiz.Text, Weight: 1, Options: []quiz.Option{{Text: "record", Fraction: 1}}},
		{Kind: quiz.Text, Weight: 1, Options: []quiz.Option{{Text: "care", Fraction: 1}}}}}
	for name, c := range map[string]struct {
		q    quiz.Question
		keys func(d *desk)
		then []string
	}{
		"choice, letter":  {choice("Which?"), func(d *desk) { d.typed("a") }, []string{"your answer · right", "because it is not"}},
		"choice, number":  {choice("Which?"), func(d *desk) { d.typed("2") }, []string{"your answer · wrong", "because it is"}},
		"choice, changed": {choice("Which?"), func(d *desk) { d.typed("ba") }, []string{"your answer · right"}},
		"several":         {several, func(d *desk) { d.typed("ca") }, []string{"your answer · right"}},
		"true or false":   {truth, func(d *desk) { d.typed("b") }, []string{"your answer · wrong", "As the rule says."}},
		"text":            {word, func(d *desk) { d.typed("Edema") }, []string{"right"}},
		"number":          {number, func(d *desk) { d.typed("31") }, []string{"wrong · 30"}},
		"cloze":           {cloze, func(d *desk) { d.typed("record"); d.key(enter); d.typed("car") }, []string{"care"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, c.q, card("next"))
			d.due(0)
			d.open()
			d.sees(c.q.Stem[:3])
			n := d.answered()
			d.key(enter) // nothing is answered yet
			if d.answered() != n {
				t.Fatal("an empty answer was saved")
			}
			if name == "cloze" { // Enter led to the second gap; coming back begins anew
				d.ctrl(fyne.KeyK)
				d.key(fyne.KeyEscape)
			}
			c.keys(d)
			d.misses("comes back")
			d.key(enter)
			d.sees(append(c.then, "comes back")...)
			if d.answered() != n+1 {
				t.Fatalf("%d answers", d.answered()-n)
			}
			d.key(enter)
			d.sees("next", "Show answer")
			if d.answered() != n+1 {
				t.Error("going on saved another answer")
			}
		})
	}
}

func TestFlagNoteReportAndSuspendByKeys(t *testing.T) {
	d := newDesk(t, cards(3)...).open()
	id := d.screen.m.ask.Question.ID
	d.typed("f")
	d.sees("flagged", "undo flag")
	d.typed("f")
	d.misses("flagged")
	d.sees("undo unflag")
	d.ctrl(fyne.KeyZ)
	d.sees("flagged")

	d.typed("n")
	d.sees("Your note on this question")
	uitest.TypeString(d.w, "ask the teacher")
	d.ctrl(fyne.KeyReturn)
	d.sees("undo note", "card 0")
	d.typed("n")
	d.sees("ask the teacher")
	d.key(fyne.KeyEscape)

	d.typed("r")
	d.ctrl(fyne.KeyReturn) // nothing was written: nothing is reported
	d.sees("undo note")
	d.typed("r")
	uitest.TypeString(d.w, "the back is wrong")
	d.ctrl(fyne.KeyReturn)
	d.sees("undo report")
	if all, err := d.act.Reader().Reports(ctx()); err != nil || len(all) != 1 || all[0].Text != "the back is wrong" {
		t.Errorf("reports %+v, %v", all, err)
	}
	if s, err := d.act.StateOf(ctx(), id); err != nil || !s.Flag || s.Note != "ask the teacher" {
		t.Errorf("state %+v, %v", s, err)
	}
	d.sees("card 0") // none of this turned or left the card
	d.misses("back of card 0")

	d.typed("s")
	d.sees("card 1", "undo suspend")
	d.ctrl(fyne.KeyZ)
	d.sees("card 0")
	if s, _ := d.act.StateOf(ctx(), id); s.Suspended {
		t.Error("undo leaves it suspended")
	}
}

func TestASuspendedQuestionIsNotAskedAgain(t *testing.T) {
	d := newDesk(t, cards(2)...).open()
	d.typed("s")
	d.typed("s")
	d.sees("Nothing is due")
	d.clock.Pass(48 * time.Hour)
	d.ctrl(fyne.Key1)
	d.ctrl(fyne.Key2)
	d.sees("Nothing is due")
	d.ctrl(fyne.KeyZ)
	d.sees("card 1")
}

func TestAQuestionIsPutOffByKeys(t *testing.T) {
	d := newDesk(t, cards(2)...).open()
	d.typed("d")
	d.sees("A new question has no day yet")
	d.typed("b")
	d.sees("card 1", "This question waits until tomorrow.", "undo bury")
	d.ctrl(fyne.KeyZ)
	d.sees("card 0")
	d.typed("b")
	d.typed("b")
	d.sees("Nothing is due")
	d.clock.Pass(24 * time.Hour)
	d.ctrl(fyne.Key1)
	d.ctrl(fyne.Key2)
	d.sees("card 0")

	d.typed(" 4") // comes back in some days
	d.typed(" 4")
	d.clock.Pass(60 * 24 * time.Hour)
	d.ctrl(fyne.Key1)
	d.ctrl(fyne.Key2)
	d.typed("d")
	d.typed("30")
	d.key(fyne.KeyReturn)
	d.sees("This question comes back on", "undo move")
	d.typed("x")
	d.sees("new again")
	d.ctrl(fyne.KeyZ)
	d.ctrl(fyne.KeyZ)
	if c, err := d.act.Counts(ctx()); err != nil || c.Ready != 2 {
		t.Errorf("after undo %+v, %v", c, err)
	}
}

func TestAQuestionOpensInTheLibrary(t *testing.T) {
	d := newDesk(t, cards(1)...).open()
	d.typed("e")
	d.sees("this is Library")
}

// The list of keys and what works are the same, at every moment.
func TestTheListedKeysAreThoseThatWork(t *testing.T) {
	d := newDesk(t, card("front"), choice("Which?"))
	d.due(1)
	check := func(when string, want ...string) {
		t.Helper()
		listed := map[string]bool{}
		for _, k := range d.screen.Keys() {
			if k.Does != "" {
				listed[k.Does] = true
				if k.Do == nil && k.Name != "A-F" {
					t.Errorf("%s: %q does nothing", when, k.Does)
				}
			}
		}
		for _, w := range want {
			if !listed[w] {
				t.Errorf("%s: %q is not listed", when, w)
			}
			delete(listed, w)
		}
		if len(listed) > 0 {
			t.Errorf("%s: %v is listed too", when, listed)
		}
	}
	always := []string{"flag", "suspend", "bury until tomorrow", "set the day it comes back", "make it new again", "note", "report a problem",
		"open in the library", "the same"}
	d.open()
	check("a question", "answer", "the same", "choose an option")
	d.typed("a")
	d.key(enter)
	check("a marked question", append(always, "next question")...)
	d.key(enter)
	check("a card", append(always, "show the answer")...)
	d.key(space)
	check("a turned card", append(always[:8], "grade it again", "grade it hard", "grade it good", "grade it easy")...)
	d.typed("4")
	check("nothing", "practise")
}

// One letter hints at F, S, N and R only where they do not choose an option.
func TestHintsAreTrue(t *testing.T) {
	d := newDesk(t, choice("Which?"))
	d.due(0)
	d.open()
	d.misses("flag", "suspend", "note")
	d.typed("b")
	d.key(enter)
	d.sees("flag", "suspend", "note")
}
