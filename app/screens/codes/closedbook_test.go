package codes

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/shell/shelltest"
	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// examined opens the screen over the sample books while an exam of four items
// goes on, by a rule made up for it.
func examined(t *testing.T, rule quiz.Books) (*desk, *shelltest.Other, *actions.Sitting) {
	t.Helper()
	bank := quiz.Bank{ID: "mock", Name: "Mock"}
	for i := range 4 {
		q := quiz.Question{Key: fmt.Sprint(i), Bank: bank.ID, Kind: quiz.Choice, Stem: fmt.Sprintf("Made-up question %d?", i), Tags: []string{"rhit:1", "level:recall"},
			Options: []quiz.Option{{Text: "the right one", Fraction: 1}, {Text: "a wrong one"}}}
		q.ID = quiz.NewQuestionID(bank.ID, q.Key)
		bank.Questions = append(bank.Questions, q)
	}
	d := &desk{Desk: shelltest.New(t, bank), other: shelltest.NewOther("Practice")}
	exam := shelltest.NewOther("Exam")
	d.screen = New(d.Shell)
	d.install(d.samples())
	d.Furnish(exam, d.other, d.screen)
	b := quiz.Blueprint{}
	for _, o := range d.Act.Blueprints() {
		if o.ID == "rhit" {
			b = o
		}
	}
	b.Items, b.Scored, b.Pretest, b.Minutes = 4, 4, 0, 10
	b.Domains = []quiz.Domain{{ID: "rhit:1", Name: "The only domain", Short: "Only", Min: 100, Max: 100}}
	b.Rules = []quiz.ExamRule{{Moves: quiz.MoveFree, Books: rule, Source: "made up", Confidence: "C"}}
	s, _, err := d.Act.StartExam(ctx(), &b, 4, 0)
	d.Must(err)
	return d, exam, s
}

// seek types words into Ctrl+K.
func (d *desk) seek(words string) {
	d.Ctrl(fyne.KeyK)
	d.Typed(words)
}

const shut = "RHIT is closed-book: no books here."

// In a closed-book exam no road leads to a code, until it is handed in.
func TestAClosedBookExamClosesTheCodes(t *testing.T) {
	d, exam, s := examined(t, quiz.Books{})
	d.Ctrl(fyne.Key3)
	d.Sees(shut, "They open again when you hand it in.", "Back to the exam")
	d.Misses("ICD-10-CM 2027", "Search words or codes", "On the shelf")
	d.ListsKeys(d.screen)
	d.Key(fyne.KeyEscape)
	for _, key := range []string{"4", "3", "/", "y", "i"} {
		d.Typed(key)
		d.Sees(shut)
	}
	d.screen.Drop(d.samples())
	d.Sees(shut)
	d.Misses("Codes and titles")

	d.seek("E11.621")
	d.Misses("foot ulcer")
	d.Key(fyne.KeyReturn)
	d.Key(fyne.KeyEscape)
	hit := codebook.Hit{Book: cm2027, Code: "E11621"}
	d.Shell.Go(Name, hit)
	d.Sees(shut)
	d.Misses("foot ulcer")
	if !d.screen.pane.model.opened.empty() {
		t.Errorf("behind the sentence %+v is open", d.screen.pane.model.opened)
	}

	d.Key(fyne.KeyReturn)
	d.Sees("this is Exam")
	d.Ctrl(fyne.Key3)
	d.Tap("Back to the exam")
	if exam.Shown != 3 { // the first screen, and twice from here
		t.Errorf("the exam was shown %d times", exam.Shown)
	}

	_, err := d.Act.HandInExam(ctx(), s)
	d.Must(err)
	d.Ctrl(fyne.Key3)
	d.Sees("ICD-10-CM 2027", "On the shelf")
	d.Misses(shut)
	d.seek("E11.621")
	d.Sees("foot ulcer")
	d.Key(fyne.KeyReturn)
	if e := d.screen.pane.model.opened.entry; e == nil || e.Code.Code != "E11621" {
		t.Errorf("after the exam the finder opened %+v", e)
	}
}

// An exam with open books leaves the screen as it is.
func TestAnOpenBookExamLeavesTheCodesOpen(t *testing.T) {
	d, _, _ := examined(t, quiz.Books{Open: true})
	d.Ctrl(fyne.Key3)
	d.Sees("ICD-10-CM 2027", "On the shelf")
	d.Misses("no books here")
	d.seek("E11.621")
	d.Sees("foot ulcer")
	d.Key(fyne.KeyReturn)
	if e := d.screen.pane.model.opened.entry; e == nil || e.Code.Code != "E11621" {
		t.Errorf("the finder opened %+v", e)
	}
}
