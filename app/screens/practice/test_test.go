package practice

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/actions/actionstest"
	"chartroom/quiz"
	"chartroom/storage"
)

// sit begins a test of all questions.
func sit(t *testing.T, questions ...quiz.Question) *desk {
	d := newDesk(t, questions...).open().tap("At the end (test)")
	d.Key(enter)
	return d
}

func TestATestIsMarkedAtItsEndOnly(t *testing.T) {
	d := sit(t, choices(5)...)
	for i := range 5 {
		d.Sees(fmt.Sprintf("%d of 5", i+1), "Save and go on")
		d.Typed("aabba"[i : i+1])
		d.Misses("because it is", "comes back")
		d.Key(enter)
	}
	if n := len(d.attempts()); n != 0 {
		t.Fatalf("%d attempts before the end", n)
	}
	d.Sees("1 of 5") // round again
	d.Key(fyne.KeyRight, fyne.KeyRight)
	d.Sees("3 of 5")
	d.Typed("a") // a second thought
	d.Key(fyne.KeyLeft)
	d.Sees("2 of 5")
	d.Typed("h")
	d.Misses("Hand in now?") // all are answered
	d.Sees("Done", "80 %", "of 5 answers", "undo hand-in")
	if n := len(d.attempts()); n != 5 {
		t.Errorf("%d attempts of 5 answers", n)
	}
	d.Ctrl(fyne.KeyZ)
	d.Sees("1 of 5", "Save and go on", "Undone: hand-in.")
	d.Misses("because it is")
	if n := len(d.attempts()); n != 0 {
		t.Errorf("%d attempts after undo", n)
	}
}

// What is on the screen is what is handed in, whatever key comes next.
func TestASecondThoughtIsNeverLost(t *testing.T) {
	for name, after := range map[string]func(*desk){
		"handed in at once": func(d *desk) { d.Typed("h") },
		"after Enter":       func(d *desk) { d.Key(enter); d.Typed("h") },
		"after going back":  func(d *desk) { d.Key(fyne.KeyLeft); d.Typed("h") },
		"after leaving": func(d *desk) {
			d.Key(fyne.KeyEscape)
			d.Tap("Go on")
			d.Typed("h")
		},
		"after another screen": func(d *desk) { d.Ctrl(fyne.Key1); d.Ctrl(fyne.Key3); d.Typed("h") },
		"after a crash": func(d *desk) {
			d.Key(fyne.KeyEscape)
			d.reopen()
			d.Tap("Go on")
			d.Typed("h")
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := sit(t, choices(2)...)
			d.Typed("b")
			d.Key(enter)
			d.Typed("b")
			d.Key(enter)
			d.Sees("1 of 2")
			d.Typed("as") // the first answer, changed, and sure
			after(d)
			d.Sees("Done", "50 %")
			sure := 0
			for _, a := range d.attempts() {
				if a.Mark == 1 && a.Certainty == quiz.Sure {
					sure++
				}
			}
			if sure != 1 {
				t.Errorf("attempts %+v", d.attempts())
			}
		})
	}
}

// An answer that was taken away again is not handed in.
func TestAnEmptiedAnswerIsOpenAgain(t *testing.T) {
	several := actionstest.Choice("Which two?")
	several.Multiple, several.Options[0].Fraction, several.Options[2].Fraction = true, .5, .5
	word := quiz.Question{Kind: quiz.Text, Stem: "Swelling?", Options: []quiz.Option{{Text: "edema", Fraction: 1}}}
	for name, c := range map[string]struct {
		q             quiz.Question
		answer, empty func(*desk)
	}{
		"several": {several, func(d *desk) { d.Typed("ac") }, func(d *desk) { d.Typed("c") }},
		"text": {word, func(d *desk) { d.Typed("flu") }, func(d *desk) {
			d.Key(fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			d := sit(t, c.q)
			c.answer(d)
			d.Key(enter)
			if d.screen.m.session.Done() != 1 {
				t.Fatal("not saved")
			}
			c.empty(d)
			if name == "text" {
				d.Key(fyne.KeyEscape) // out of the field
			}
			d.Typed("h")
			d.Sees("Hand in now?", "1 question is not answered yet.")
			d.Key(enter)
			d.Sees("Nothing was answered, so nothing changed.")
			if n := len(d.attempts()); n != 0 {
				t.Errorf("%d attempts", n)
			}
		})
	}
}

func TestHandingInAsksWhenQuestionsAreOpen(t *testing.T) {
	d := sit(t, choices(3)...)
	d.Typed("a")
	d.Typed("h")
	d.Sees("Hand in now?", "2 questions are not answered yet.")
	d.Key(fyne.KeyEscape)
	d.Sees("1 of 3", "Save and go on")
	d.Typed("h")
	d.Key(enter)
	d.Sees("Done", "100 %", "of 1 answer")
}

func TestLookingAtATestAfterItsEnd(t *testing.T) {
	d := sit(t, choices(3)...)
	d.Typed("b")
	d.Key(enter)
	d.Typed("a")
	d.Typed("h")
	d.Key(enter)
	d.Sees("To see again")
	d.Typed("m")
	d.Sees("1 of 3", "your answer · wrong", "because it is", "Back to the result")
	d.Key(fyne.KeyRight)
	d.Sees("2 of 3", "your answer · right")
	d.Key(fyne.KeyRight) // never answered
	d.Sees("3 of 3", "Back to the result")
	d.Misses("Hand in", "Guess")
	d.Typed("a")
	d.Typed("h")
	d.Misses("Hand in now?", "Could not")
	if len(d.screen.m.ask.Chosen) != 0 {
		t.Error("a test that is over can still be answered")
	}
	d.Key(enter)
	d.Sees("Done", "50 %")
	d.Typed("m")
	d.Key(fyne.KeyEscape)
	d.Sees("Done", "50 %")
	if n := len(d.attempts()); n != 2 {
		t.Errorf("%d attempts", n)
	}
}

func TestAHandInThatFailsKeepsTheTest(t *testing.T) {
	d := sit(t, choices(2)...)
	d.Typed("a")
	d.Key(enter)
	d.Typed("b")
	d.Key(enter)
	d.Must(d.Store.Close())
	d.Typed("h")
	d.Sees("Could not hand in", "1 of 2", "Save and go on")
	if d.screen.m.session.Finished || d.screen.m.phase != asking {
		t.Error("the test is over though nothing was saved")
	}
	d.Typed("c")
	d.Key(enter)
	d.Sees("1 of 2", "Could not")
}

func TestTheTasterAndThePlanBeginAtOnce(t *testing.T) {
	d := newDesk(t, choices(4)...)
	_, _, err := d.Act.Answer(ctx(), &d.bank.Questions[2], actions.Answer{Mode: quiz.ModeStudy, Response: quiz.Response{Chosen: []int{0}}})
	d.Must(err)
	d.Shell.Go("Practice", actions.Practice{Filter: storage.Filter{Exam: "rhit"}, Count: 3})
	d.Sees("1 of 3")
	for _, p := range d.screen.m.session.Queue { // what was not seen yet comes first
		if p.Question == d.bank.Questions[2].ID {
			t.Error("a question that was seen takes the place of a new one")
		}
	}
	d.Shell.Go("Practice", actions.Practice{Filter: storage.Filter{Exam: "rhit"}, Count: 9})
	d.Sees("1 of 4")
	s, _, err := d.Act.StartSessionOf(ctx(), quiz.ModeTaster, "First ten questions", []quiz.QuestionID{d.bank.Questions[0].ID})
	d.Must(err)
	d.Shell.Go("Practice", s)
	d.Typed("a")
	d.Key(enter, enter)
	d.Sees("A first look", "See today's plan")
	d.Key(enter)
	d.Sees("this is Today")
	d.Ctrl(fyne.Key3)
	d.Sees("questions fit")
}

// Every kind that practice asks is typed into as soon as it is on show, and
// left by keys.
func TestTypedAnswersNeedNoMouse(t *testing.T) {
	for _, c := range []struct {
		q     quiz.Question
		typed string
	}{
		{quiz.Question{Kind: quiz.Text, Stem: "Swelling?", Options: []quiz.Option{{Text: "edema", Fraction: 1}}}, "edema"},
		{quiz.Question{Kind: quiz.Number, Stem: "Days?", Options: []quiz.Option{{Text: "30", Value: 30, Fraction: 1}}}, "30"},
		{quiz.Question{Kind: quiz.Cloze, Stem: "A {{1}}.", Gaps: []quiz.Gap{{Kind: quiz.Text, Weight: 1, Options: []quiz.Option{{Text: "chart", Fraction: 1}}}}}, "chart"},
	} {
		d := newDesk(t, c.q)
		d.Shell.Go("Practice", actions.Practice{Count: 1})
		d.Typed(c.typed)
		d.Key(enter)
		if all := d.attempts(); len(all) != 1 || all[0].Mark != 1 {
			t.Errorf("%s: %+v", c.q.Kind, all)
		}
		d.Sees("See the result")
		d.Key(enter)
		d.Sees("100 %")
		d.Store.Close()
	}
}
