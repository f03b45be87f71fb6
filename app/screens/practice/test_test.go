package practice

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
)

// sit begins a test of all questions.
func sit(t *testing.T, questions ...quiz.Question) *desk {
	d := newDesk(t, questions...).open().tap("At the end (test)")
	d.key(enter)
	return d
}

func TestATestIsMarkedAtItsEndOnly(t *testing.T) {
	d := sit(t, choices(5)...)
	for i := range 5 {
		d.sees(fmt.Sprintf("%d of 5", i+1), "Save and go on")
		d.typed("aabba"[i : i+1])
		d.misses("because it is", "comes back")
		d.key(enter)
	}
	if n := len(d.attempts()); n != 0 {
		t.Fatalf("%d attempts before the end", n)
	}
	d.sees("1 of 5") // round again
	d.key(fyne.KeyRight, fyne.KeyRight)
	d.sees("3 of 5")
	d.typed("a") // a second thought
	d.key(fyne.KeyLeft)
	d.sees("2 of 5")
	d.typed("h")
	d.misses("Hand in now?") // all are answered
	d.sees("Done", "80 %", "of 5 answers", "undo hand-in")
	if n := len(d.attempts()); n != 5 {
		t.Errorf("%d attempts of 5 answers", n)
	}
	d.ctrl(fyne.KeyZ)
	d.sees("1 of 5", "Save and go on", "Undone: hand-in.")
	d.misses("because it is")
	if n := len(d.attempts()); n != 0 {
		t.Errorf("%d attempts after undo", n)
	}
}

// What is on the screen is what is handed in, whatever key comes next.
func TestASecondThoughtIsNeverLost(t *testing.T) {
	for name, after := range map[string]func(*desk){
		"handed in at once": func(d *desk) { d.typed("h") },
		"after Enter":       func(d *desk) { d.key(enter); d.typed("h") },
		"after going back":  func(d *desk) { d.key(fyne.KeyLeft); d.typed("h") },
		"after leaving": func(d *desk) {
			d.key(fyne.KeyEscape)
			d.tap("Go on")
			d.typed("h")
		},
		"after another screen": func(d *desk) { d.ctrl(fyne.Key1); d.ctrl(fyne.Key3); d.typed("h") },
		"after a crash": func(d *desk) {
			d.key(fyne.KeyEscape)
			d.reopen()
			d.tap("Go on")
			d.typed("h")
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := sit(t, choices(2)...)
			d.typed("b")
			d.key(enter)
			d.typed("b")
			d.key(enter)
			d.sees("1 of 2")
			d.typed("as") // the first answer, changed, and sure
			after(d)
			d.sees("Done", "50 %")
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
	several := choice("Which two?")
	several.Multiple, several.Options[0].Fraction, several.Options[2].Fraction = true, .5, .5
	word := quiz.Question{Kind: quiz.Text, Stem: "Swelling?", Options: []quiz.Option{{Text: "edema", Fraction: 1}}}
	for name, c := range map[string]struct {
		q             quiz.Question
		answer, empty func(*desk)
	}{
		"several": {several, func(d *desk) { d.typed("ac") }, func(d *desk) { d.typed("c") }},
		"text": {word, func(d *desk) { d.typed("flu") }, func(d *desk) {
			d.key(fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			d := sit(t, c.q)
			c.answer(d)
			d.key(enter)
			if d.screen.m.session.Done() != 1 {
				t.Fatal("not saved")
			}
			c.empty(d)
			if name == "text" {
				d.key(fyne.KeyEscape) // out of the field
			}
			d.typed("h")
			d.sees("Hand in now?", "1 question is not answered yet.")
			d.key(enter)
			d.sees("Nothing was answered, so nothing changed.")
			if n := len(d.attempts()); n != 0 {
				t.Errorf("%d attempts", n)
			}
		})
	}
}

func TestHandingInAsksWhenQuestionsAreOpen(t *testing.T) {
	d := sit(t, choices(3)...)
	d.typed("a")
	d.typed("h")
	d.sees("Hand in now?", "2 questions are not answered yet.")
	d.key(fyne.KeyEscape)
	d.sees("1 of 3", "Save and go on")
	d.typed("h")
	d.key(enter)
	d.sees("Done", "100 %", "of 1 answer")
}

func TestLookingAtATestAfterItsEnd(t *testing.T) {
	d := sit(t, choices(3)...)
	d.typed("b")
	d.key(enter)
	d.typed("a")
	d.typed("h")
	d.key(enter)
	d.sees("To see again")
	d.typed("m")
	d.sees("1 of 3", "your answer · wrong", "because it is", "Back to the result")
	d.key(fyne.KeyRight)
	d.sees("2 of 3", "your answer · right")
	d.key(fyne.KeyRight) // never answered
	d.sees("3 of 3", "Back to the result")
	d.misses("Hand in", "Guess")
	d.typed("a")
	d.typed("h")
	d.misses("Hand in now?", "Could not")
	if len(d.screen.m.ask.Chosen) != 0 {
		t.Error("a test that is over can still be answered")
	}
	d.key(enter)
	d.sees("Done", "50 %")
	d.typed("m")
	d.key(fyne.KeyEscape)
	d.sees("Done", "50 %")
	if n := len(d.attempts()); n != 2 {
		t.Errorf("%d attempts", n)
	}
}

func TestAHandInThatFailsKeepsTheTest(t *testing.T) {
	d := sit(t, choices(2)...)
	d.typed("a")
	d.key(enter)
	d.typed("b")
	d.key(enter)
	must(t, d.store.Close())
	d.typed("h")
	d.sees("Could not hand in", "1 of 2", "Save and go on")
	if d.screen.m.session.Finished || d.screen.m.phase != asking {
		t.Error("the test is over though nothing was saved")
	}
	d.typed("c")
	d.key(enter)
	d.sees("1 of 2", "Could not")
}

func TestTheTasterAndThePlanBeginAtOnce(t *testing.T) {
	d := newDesk(t, choices(4)...)
	_, _, err := d.act.Answer(ctx(), &d.bank.Questions[2], actions.Answer{Mode: quiz.ModeStudy, Response: quiz.Response{Chosen: []int{0}}})
	must(t, err)
	d.shell.Go("Practice", actions.Practice{Filter: storage.Filter{Exam: "rhit"}, Count: 3})
	d.sees("1 of 3")
	for _, p := range d.screen.m.session.Queue { // what was not seen yet comes first
		if p.Question == d.bank.Questions[2].ID {
			t.Error("a question that was seen takes the place of a new one")
		}
	}
	d.shell.Go("Practice", actions.Practice{Filter: storage.Filter{Exam: "rhit"}, Count: 9})
	d.sees("1 of 4")
	s, _, err := d.act.StartSessionOf(ctx(), quiz.ModeTaster, "First ten questions", []quiz.QuestionID{d.bank.Questions[0].ID})
	must(t, err)
	d.shell.Go("Practice", s)
	d.typed("a")
	d.key(enter, enter)
	d.sees("A first look", "See today's plan")
	d.key(enter)
	d.sees("this is Today")
	d.ctrl(fyne.Key3)
	d.sees("questions fit")
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
		d.shell.Go("Practice", actions.Practice{Count: 1})
		d.typed(c.typed)
		d.key(enter)
		if all := d.attempts(); len(all) != 1 || all[0].Mark != 1 {
			t.Errorf("%s: %+v", c.q.Kind, all)
		}
		d.sees("See the result")
		d.key(enter)
		d.sees("100 %")
		d.store.Close()
	}
}
