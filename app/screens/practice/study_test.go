package practice

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/uitest"
	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
)

func TestTheBuilderCountsWhatFits(t *testing.T) {
	all := append(choices(9), quiz.Question{Kind: quiz.Flip, Stem: "a card", Options: []quiz.Option{{Text: "back"}}})
	for i := range all {
		all[i].Tags = []string{"level:" + []string{"recall", "application", "analysis"}[i%2]}
	}
	d := newDesk(t, all...)
	_, err := d.act.Flag(ctx(), d.bank.Questions[0].ID, true)
	must(t, err)
	_, _, err = d.act.Answer(ctx(), &d.bank.Questions[1], actions.Answer{Mode: quiz.ModeStudy, Response: quiz.Response{Chosen: []int{1}}})
	must(t, err)
	d.clock.Pass(time.Hour)
	d.open()
	d.sees("9 questions fit", "Start 9 questions") // no cards
	for _, c := range []struct{ tap, fits string }{
		{"5", "Start 5 questions"}, {"Data content", "3 questions fit"}, {"Recall", "2 questions fit"}, {"Analysis", "No question fits"},
	} {
		d.tap(c.tap)
		d.sees(c.fits)
	}
	if uitest.CanTap(d.w, "Start 0 questions") {
		t.Error("a session of nothing can be started")
	}
	d.key(enter)
	d.sees("Could not begin the session: no question fits")
	d = newDeskLike(d)
	for _, c := range []struct{ tap, fits string }{
		{"New", "8 questions fit"}, {"Wrong before", "1 question fits"}, {"Flagged", "1 question fits"}, {"Due", "1 question fits"}} {
		d.tap(c.tap)
		d.sees(c.fits)
	}
}

// newDeskLike is the same file in a new window, so that the builder is fresh.
func newDeskLike(d *desk) *desk { d.reopen(); return d }

func TestStudyMarksAndExplainsAtOnce(t *testing.T) {
	d := newDesk(t, choices(5)...).open().tap("5")
	d.key(enter)
	for i := range 5 {
		d.sees(fmt.Sprintf("%d of 5", i+1), "RHIT · ")
		d.key(enter) // nothing is chosen: nothing happens
		d.misses("because it is")
		d.typed([]string{"a", "b", "a", "2", "1"}[i])
		d.misses("because it is", "comes back")
		d.key(enter)
		d.sees("because it is", "because it is not", "comes back")
		if n := len(d.attempts()); n != i+1 {
			t.Fatalf("%d attempts after %d answers", n, i+1)
		}
		d.typed("c") // it is marked
		d.key(enter)
	}
	d.sees("Done", "60 %", "of 5 answers", "To see again", "With 5 answers the true share lies anywhere between")
	texts := uitest.Texts(d.w)
	if i := slices.Index(texts, "right"); i < 1 || texts[i-1] != "3" || texts[slices.Index(texts, "to see again")-1] != "2" {
		t.Errorf("the numbers are %v", texts)
	}
	d.typed("m")
	d.sees("2 of 5", "your answer · wrong", "Back to the result")
	d.key(enter)
	d.sees("60 %")
	d.key(enter)
	d.sees("Practice", "5 questions fit")
	if open, err := d.act.OpenSessions(ctx()); err != nil || len(open) != 0 {
		t.Errorf("%d sessions are open, %v", len(open), err)
	}
}

func TestCertaintyDecidesHowLateItComesBack(t *testing.T) {
	for key, want := range map[string]srs.Grade{"g": srs.Hard, "t": srs.Good, "s": srs.Good, "": srs.Good, "gg": srs.Good, "gs": srs.Good} {
		d := newDesk(t, choices(1)...).open()
		d.key(enter)
		d.typed("a" + key)
		d.key(enter)
		if all := d.attempts(); len(all) != 1 || all[0].Grade != want {
			t.Errorf("right and %q: %+v", key, all)
		}
		d.store.Close()
	}
	d := newDesk(t, choices(1)...).open()
	d.key(enter)
	d.typed("bs")
	d.key(enter)
	d.sees("your answer · wrong · sure")
	if all := d.attempts(); all[0].Grade != srs.Again || all[0].Certainty != quiz.Sure {
		t.Errorf("wrong and sure: %+v", all)
	}
}

func TestUndoReturnsToTheVeryAnswer(t *testing.T) {
	d := newDesk(t, choices(3)...).open()
	d.key(enter)
	var stems []string
	for range 3 {
		stems = append(stems, d.screen.m.ask.Question.Stem)
		d.typed("b")
		d.key(enter, enter)
	}
	d.sees("Done", "0 %")
	d.ctrl(fyne.KeyZ)
	d.sees("Undone: end of Practice.", "1 of 3")
	for i := 2; i >= 0; i-- {
		d.clock.Pass(time.Second)
		d.ctrl(fyne.KeyZ)
		d.sees(stems[i], fmt.Sprintf("%d of 3", i+1), "Undone: answer.")
		d.misses("because it is")
	}
	if n := len(d.attempts()); n != 0 {
		t.Errorf("%d attempts are left", n)
	}
}

func TestAFailedSaveKeepsTheQuestion(t *testing.T) {
	d := newDesk(t, choices(2)...).open()
	d.key(enter)
	d.typed("a")
	must(t, d.store.Close())
	d.key(enter)
	d.sees("1 of 2", "Could not")
	d.misses("because it is", "comes back")
	if d.screen.m.session.Done() != 0 || len(d.screen.m.ask.Chosen) != 1 {
		t.Error("it counts as answered, or the choice is lost")
	}
}

func TestAnEndThatIsNotSavedIsNotShown(t *testing.T) {
	d := newDesk(t, choices(1)...).open()
	d.key(enter)
	d.typed("a")
	d.key(enter)
	must(t, d.store.Close())
	d.key(enter)
	d.sees("Could not end the session", "your answer · right")
	d.misses("Done")
	if d.screen.m.phase != asking {
		t.Error("the keys are those of the result")
	}
}

func TestRulingOutByTheRightButton(t *testing.T) {
	d := newDesk(t, choices(1)...).open()
	d.key(enter)
	d.typed("b")
	uitest.TapSecondary(t, d.w, "a wrong one")
	d.sees("ruled out")
	d.key(enter)
	if len(d.attempts()) != 0 {
		t.Error("a struck option was handed in")
	}
	uitest.TapSecondary(t, d.w, "another")
	d.typed("a")
	d.key(enter)
	d.sees("your answer · right")
	d.misses("ruled out")
}

func TestASessionResumesWhereItWasWithTheSameOrder(t *testing.T) {
	all := choices(4)
	for i := range all {
		all[i].KeepOrder = false
		for k := range 4 {
			all[i].Options = append(all[i].Options, quiz.Option{Text: fmt.Sprintf("more %d", k)})
		}
	}
	d := newDesk(t, all...).open()
	d.key(enter)
	d.typed("a")
	d.key(enter, enter)
	stem, order := d.screen.m.ask.Question.Stem, slices.Clone(d.screen.m.ask.Order)
	d.key(fyne.KeyEscape)
	d.sees("Practice not finished", "1 of 4 questions answered.")
	for range 2 { // once in the same window, once in another
		d.tap("Go on")
		d.sees("2 of 4", stem)
		if !slices.Equal(d.screen.m.ask.Order, order) {
			t.Errorf("the options stand as %v, not %v", d.screen.m.ask.Order, order)
		}
		d.reopen()
	}
	d.tap("End it")
	d.misses("not finished")
	d.ctrl(fyne.KeyZ)
	d.sees("Undone: end of Practice.")
}

// A session whose questions are gone says so and stays where it is.
func TestASessionOfQuestionsThatAreGone(t *testing.T) {
	d := newDesk(t)
	i := d.act.Import(quiz.Bank{ID: "x", Name: "X", Questions: func() []quiz.Question {
		q := choice("Gone?")
		q.ID, q.Bank, q.Key = quiz.NewQuestionID("x", "1"), "x", "1"
		return []quiz.Question{q}
	}()})
	must(t, i.Run(ctx(), nil))
	s, _, err := d.act.StartSession(ctx(), quiz.ModeStudy, "Practice", storage.Filter{}, 1)
	must(t, err)
	_, err = d.act.Undo(ctx(), i.Done())
	must(t, err)
	d.open().tap("Go on")
	d.sees("Could not", "Practice not finished", "No question fits")
	d.shell.Go("Today", nil)
	d.shell.Go("Practice", s)
	d.sees("this is Today", "Could not")
}

func TestWhatHappenedElsewhereIsSeenOnComingBack(t *testing.T) {
	d := newDesk(t, choices(2)...).open()
	d.key(enter)
	d.typed("b")
	d.key(enter)
	d.sees("your answer · wrong")
	d.ctrl(fyne.Key1)
	d.ctrl(fyne.KeyZ) // the answer
	d.ctrl(fyne.Key3)
	d.misses("your answer")
	d.sees("1 of 2")

	// Answered in review meanwhile: it can still be answered here.
	q := d.screen.m.ask.Question
	d.ctrl(fyne.Key1)
	_, _, err := d.act.Answer(ctx(), &q, actions.Answer{Mode: quiz.ModeReview, Response: quiz.Response{Chosen: []int{0}}})
	must(t, err)
	d.ctrl(fyne.Key3)
	d.typed("a")
	d.key(enter)
	d.sees("your answer · right", "comes back")

	// Edited meanwhile: it comes up as it is now.
	d.key(enter)
	q = d.screen.m.ask.Question
	d.ctrl(fyne.Key1)
	q.Stem, q.Options = "Shorter?", q.Options[:2]
	_, err = d.act.Edit(ctx(), q)
	must(t, err)
	d.ctrl(fyne.Key3)
	d.sees("Shorter?")
	d.misses("another")
}

func TestFlagNoteAndReportByKeys(t *testing.T) {
	d := newDesk(t, choices(1)...).open()
	d.key(enter)
	d.typed("x")
	d.sees("flagged", "undo flag")
	d.typed("n")
	uitest.TypeString(d.w, "see the text book")
	d.ctrl(fyne.KeyReturn)
	d.typed("r")
	uitest.TypeString(d.w, "two are right")
	d.ctrl(fyne.KeyReturn)
	d.sees("undo report", "Question 0?")
	if s, err := d.act.StateOf(ctx(), d.bank.Questions[0].ID); err != nil || !s.Flag || s.Note != "see the text book" {
		t.Errorf("%+v, %v", s, err)
	}
	d.typed("a")
	d.ctrl(fyne.KeyZ)
	if !strings.Contains(strings.Join(uitest.Texts(d.w), " "), "Undone: report.") || len(d.screen.m.ask.Chosen) != 1 {
		t.Error("undo of a report takes the choice away")
	}
}
