package review

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/actions/actionstest"
	"chartroom/app/uitest"
	"chartroom/quiz"
)

// Every kind is answered, marked, explained and left by keys alone.
func TestEveryKindIsAnsweredByKeys(t *testing.T) {
	truth := quiz.Question{Kind: quiz.TrueFalse, Stem: "Is it?", Rationale: "As the rule says.", Options: []quiz.Option{{Text: "True", Fraction: 1}, {Text: "False"}}}
	several := actionstest.Choice("Which two?")
	several.Multiple, several.Options[0].Fraction, several.Options[2].Fraction = true, .5, .5
	word := quiz.Question{Kind: quiz.Text, Stem: "Swelling?", Options: []quiz.Option{{Text: "edema", Fraction: 1}}}
	number := quiz.Question{Kind: quiz.Number, Stem: "Days?", Options: []quiz.Option{{Text: "30", Value: 30, Fraction: 1}}}
	cloze := quiz.Question{Kind: quiz.Cloze, Stem: "The legal health {{1}} of {{2}}.", Gaps: []quiz.Gap{
		{Kind: quiz.Text, Weight: 1, Options: []quiz.Option{{Text: "record", Fraction: 1}}},
		{Kind: quiz.Text, Weight: 1, Options: []quiz.Option{{Text: "care", Fraction: 1}}}}}
	match := quiz.Question{Kind: quiz.Match, Stem: "What belongs?", Options: []quiz.Option{{Text: "E11.9", Partner: "diabetes"}, {Text: "I10", Partner: "hypertension"}}, KeepOrder: true}
	order := quiz.Question{Kind: quiz.Order, Stem: "In order?", Options: []quiz.Option{{Text: "admit"}, {Text: "bill"}}}
	code := quiz.Question{Kind: quiz.Code, Stem: "Which code?", Tags: []string{"code:icd10cm-2026"}, Options: []quiz.Option{{Text: "E11.65", Fraction: 1}}}
	table := quiz.Question{Kind: quiz.Table, Markup: quiz.HTML, Stem: "How many?<table><tr><td>beds</td><td>{{1}}</td></tr></table>",
		Gaps: []quiz.Gap{{Kind: quiz.Number, Weight: 1, Options: []quiz.Option{{Text: "120", Value: 120, Fraction: 1}}}}}
	drill := quiz.Question{Kind: quiz.Drill, Markup: quiz.Plain, Stem: "Twice {n}?", Drill: &quiz.DrillRule{Formula: "n*2", Vars: []quiz.DrillVar{{Name: "n", Choices: []float64{21}}}, Solution: "2 × {n}"}}
	for name, c := range map[string]struct {
		q    quiz.Question
		keys func(d *desk)
		then []string
	}{
		"match":           {match, func(d *desk) { d.Typed("aa") }, []string{"partly right · 1 of 2"}},
		"order":           {order, func(d *desk) { d.Key(space, fyne.KeyDown, space) }, []string{"1 right", "2 right"}},
		"code":            {code, func(d *desk) { d.Typed("e11 69") }, []string{"wrong · E11.65", "The category E11 is right"}},
		"table":           {table, func(d *desk) { d.Typed("12") }, []string{"120"}},
		"drill":           {drill, func(d *desk) { d.Typed("42") }, []string{"Twice 21?", "2 × 21"}},
		"choice, letter":  {actionstest.Choice("Which?"), func(d *desk) { d.Typed("a") }, []string{"your answer · right", "because it is not"}},
		"choice, number":  {actionstest.Choice("Which?"), func(d *desk) { d.Typed("2") }, []string{"your answer · wrong", "because it is"}},
		"choice, changed": {actionstest.Choice("Which?"), func(d *desk) { d.Typed("ba") }, []string{"your answer · right"}},
		"several":         {several, func(d *desk) { d.Typed("ca") }, []string{"your answer · right"}},
		"true or false":   {truth, func(d *desk) { d.Typed("b") }, []string{"your answer · wrong", "As the rule says."}},
		"text":            {word, func(d *desk) { d.Typed("Edema") }, []string{"right"}},
		"number":          {number, func(d *desk) { d.Typed("31") }, []string{"wrong · 30"}},
		"cloze":           {cloze, func(d *desk) { d.Typed("record"); d.Key(enter); d.Typed("car") }, []string{"care"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, c.q, actionstest.Card("next"))
			d.due(0)
			d.open()
			d.Sees(c.q.Stem[:3])
			n := d.Counts().Today
			d.Key(enter) // nothing is answered yet
			if d.Counts().Today != n {
				t.Fatal("an empty answer was saved")
			}
			if name == "cloze" { // Enter led to the second gap; coming back begins anew
				d.Ctrl(fyne.KeyK)
				d.Key(fyne.KeyEscape)
			}
			c.keys(d)
			d.Misses("comes back")
			d.Key(enter)
			d.Sees(append(c.then, "comes back")...)
			if d.Counts().Today != n+1 {
				t.Fatalf("%d answers", d.Counts().Today-n)
			}
			d.Key(enter)
			d.Sees("next", "Show answer")
			if d.Counts().Today != n+1 {
				t.Error("going on saved another answer")
			}
		})
	}
}

func TestFlagNoteReportAndSuspendByKeys(t *testing.T) {
	d := newDesk(t, cards(3)...).open()
	id := d.screen.m.ask.Question.ID
	d.Typed("f")
	d.Sees("flagged", "undo flag")
	d.Typed("f")
	d.Misses("flagged")
	d.Sees("undo unflag")
	d.Ctrl(fyne.KeyZ)
	d.Sees("flagged")

	d.Typed("n")
	d.Sees("Your note on this question")
	uitest.TypeString(d.Window, "ask the teacher")
	d.Ctrl(fyne.KeyReturn)
	d.Sees("undo note", "card 0")
	d.Typed("n")
	d.Sees("ask the teacher")
	d.Key(fyne.KeyEscape)

	d.Typed("r")
	d.Ctrl(fyne.KeyReturn) // nothing was written: nothing is reported
	d.Sees("undo note")
	d.Typed("r")
	uitest.TypeString(d.Window, "the back is wrong")
	d.Ctrl(fyne.KeyReturn)
	d.Sees("undo report")
	if all, err := d.Act.Reader().Reports(ctx()); err != nil || len(all) != 1 || all[0].Text != "the back is wrong" {
		t.Errorf("reports %+v, %v", all, err)
	}
	if s, err := d.Act.StateOf(ctx(), id); err != nil || !s.Flag || s.Note != "ask the teacher" {
		t.Errorf("state %+v, %v", s, err)
	}
	d.Sees("card 0") // none of this turned or left the card
	d.Misses("back of card 0")

	d.Typed("s")
	d.Sees("card 1", "undo suspend")
	d.Ctrl(fyne.KeyZ)
	d.Sees("card 0")
	if s, _ := d.Act.StateOf(ctx(), id); s.Suspended {
		t.Error("undo leaves it suspended")
	}
}

func TestASuspendedQuestionIsNotAskedAgain(t *testing.T) {
	d := newDesk(t, cards(2)...).open()
	d.Typed("s")
	d.Typed("s")
	d.Sees("Nothing is due")
	d.Clock.Pass(48 * time.Hour)
	d.Ctrl(fyne.Key1)
	d.Ctrl(fyne.Key2)
	d.Sees("Nothing is due")
	d.Ctrl(fyne.KeyZ)
	d.Sees("card 1")
}

func TestAQuestionIsPutOffByKeys(t *testing.T) {
	d := newDesk(t, cards(2)...).open()
	d.Typed("d")
	d.Sees("A new question has no day yet")
	d.Typed("b")
	d.Sees("card 1", "This question waits until tomorrow.", "undo bury")
	d.Ctrl(fyne.KeyZ)
	d.Sees("card 0")
	d.Typed("b")
	d.Typed("b")
	d.Sees("Nothing is due")
	d.Clock.Pass(24 * time.Hour)
	d.Ctrl(fyne.Key1)
	d.Ctrl(fyne.Key2)
	d.Sees("card 0")

	d.Typed(" 4") // comes back in some days
	d.Typed(" 4")
	d.Clock.Pass(60 * 24 * time.Hour)
	d.Ctrl(fyne.Key1)
	d.Ctrl(fyne.Key2)
	d.Typed("d")
	d.Typed("30")
	d.Key(fyne.KeyReturn)
	d.Sees("This question comes back on", "undo move")
	d.Typed("x")
	d.Sees("new again")
	d.Ctrl(fyne.KeyZ)
	d.Ctrl(fyne.KeyZ)
	if c, err := d.Act.Counts(ctx()); err != nil || c.Ready != 2 {
		t.Errorf("after undo %+v, %v", c, err)
	}
}

func TestAQuestionOpensInTheLibrary(t *testing.T) {
	d := newDesk(t, cards(1)...).open()
	d.Typed("e")
	d.Sees("this is Library")
}

// The list of keys and what works are the same, at every moment.
func TestTheListedKeysAreThoseThatWork(t *testing.T) {
	d := newDesk(t, actionstest.Card("front"), actionstest.Choice("Which?"))
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
	d.Typed("a")
	d.Key(enter)
	check("a marked question", append(always, "next question")...)
	d.Key(enter)
	check("a card", append(always, "show the answer")...)
	d.Key(space)
	check("a turned card", append(always[:8], "grade it again", "grade it hard", "grade it good", "grade it easy")...)
	d.Typed("4")
	check("nothing", "practise")
}

// One letter hints at F, S, N and R only where they do not choose an option.
func TestHintsAreTrue(t *testing.T) {
	d := newDesk(t, actionstest.Choice("Which?"))
	d.due(0)
	d.open()
	d.Misses("flag", "suspend", "note")
	d.Typed("b")
	d.Key(enter)
	d.Sees("flag", "suspend", "note")
}

// A place in a picture is pointed at by keys; the first Enter points, the second
// answers.
func TestAPlaceIsPointedAtByKeys(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, 200, 100))); err != nil {
		t.Fatal(err)
	}
	m := quiz.NewMedia("form.png", b.Bytes())
	q := quiz.Question{Kind: quiz.Hotspot, Stem: "Where is box 24?", Picture: &quiz.Picture{Media: m.Ref(), Alt: "A form",
		Regions: []quiz.Region{{Label: "box 24", X: .6, Y: .6, W: .4, H: .4}}}}
	d := newDesk(t)
	d.bank = actionstest.Bank(q)
	d.bank.Media = []quiz.Media{m}
	d.Bring(d.bank)
	d.due(0)
	d.open()
	n := d.Counts().Today
	d.Typed("3")
	d.Key(enter)
	if d.Counts().Today != n {
		t.Fatal("pointing is answering")
	}
	d.Key(enter)
	d.Sees("right · box 24", "comes back")
	if d.Counts().Today != n+1 {
		t.Error("the answer is not saved")
	}
}

// A drill has the numbers of its repetition, however often it is looked at, and
// other numbers the next time.
func TestADrillHasNewNumbersEachTime(t *testing.T) {
	q := quiz.Question{Kind: quiz.Drill, Markup: quiz.Plain, Stem: "Twice {n}?", Drill: &quiz.DrillRule{Formula: "n*2", Vars: []quiz.DrillVar{{Name: "n", Min: 1, Max: 1e5}}}}
	d := newDesk(t, q)
	d.due(0)
	d.open()
	first := d.screen.m.ask.Question
	d.Ctrl(fyne.Key1)
	d.open()
	if got := d.screen.m.ask.Question.Stem; got != first.Stem {
		t.Errorf("%q becomes %q by looking at another screen", first.Stem, got)
	}
	d.Typed(strings.ReplaceAll(first.Options[0].Text, ",", ""))
	d.Key(enter)
	d.Sees("right", "comes back")
	d.Clock.Pass(24 * 365 * time.Hour)
	d.Key(enter)
	if got := d.screen.m.ask; got == nil || got.Question.Stem == first.Stem {
		t.Error("the next repetition has the same numbers, or there is none")
	}
	all := d.Attempts(d.bank.Questions[0].ID)
	last := all[len(all)-1]
	again, err := quiz.Instance(d.bank.Questions[0], quiz.ReviewSeed(last.Question, last.Before.Reps))
	if err != nil || again.Stem != first.Stem || quiz.Mark(&again, last.Response).Mark != 1 {
		t.Errorf("from the attempt the question was %q, %v", again.Stem, err)
	}
}
