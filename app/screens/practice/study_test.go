package practice

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/actions/actionstest"
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
	_, err := d.Act.Flag(ctx(), d.bank.Questions[0].ID, true)
	d.Must(err)
	_, _, err = d.Act.Answer(ctx(), &d.bank.Questions[1], actions.Answer{Mode: quiz.ModeStudy, Response: quiz.Response{Chosen: []int{1}}})
	d.Must(err)
	d.Clock.Pass(time.Hour)
	d.open()
	d.Sees("9 questions fit", "Start 9 questions") // no cards
	for _, c := range []struct{ tap, fits string }{
		{"5", "Start 5 questions"}, {"Data content", "3 questions fit"}, {"Recall", "2 questions fit"}, {"Analysis", "No question fits"},
	} {
		d.Tap(c.tap)
		d.Sees(c.fits)
	}
	if uitest.CanTap(d.Window, "Start 0 questions") {
		t.Error("a session of nothing can be started")
	}
	d.Key(enter)
	d.Sees("Could not begin the session: no question fits")
	d = newDeskLike(d)
	for _, c := range []struct{ tap, fits string }{
		{"New", "8 questions fit"}, {"Wrong before", "1 question fits"}, {"Flagged", "1 question fits"}, {"Due", "1 question fits"}} {
		d.Tap(c.tap)
		d.Sees(c.fits)
	}
}

// newDeskLike is the same file in a new window, so that the builder is fresh.
func newDeskLike(d *desk) *desk { d.reopen(); return d }

func TestStudyMarksAndExplainsAtOnce(t *testing.T) {
	d := newDesk(t, choices(5)...).open().tap("5")
	d.Key(enter)
	for i := range 5 {
		d.Sees(fmt.Sprintf("%d of 5", i+1), "RHIT · ")
		d.Key(enter) // nothing is chosen: nothing happens
		d.Misses("because it is")
		d.Typed([]string{"a", "b", "a", "2", "1"}[i])
		d.Misses("because it is", "comes back")
		d.Key(enter)
		d.Sees("because it is", "because it is not", "comes back")
		if n := len(d.attempts()); n != i+1 {
			t.Fatalf("%d attempts after %d answers", n, i+1)
		}
		d.Typed("c") // it is marked
		d.Key(enter)
	}
	d.Sees("Done", "60 %", "of 5 answers", "To see again", "With 5 answers the true share lies anywhere between")
	texts := uitest.Texts(d.Window)
	if i := slices.Index(texts, "right"); i < 1 || texts[i-1] != "3" || texts[slices.Index(texts, "to see again")-1] != "2" {
		t.Errorf("the numbers are %v", texts)
	}
	d.Typed("m")
	d.Sees("2 of 5", "your answer · wrong", "Back to the result")
	d.Key(enter)
	d.Sees("60 %")
	d.Key(enter)
	d.Sees("Practice", "5 questions fit")
	if open, err := d.Act.OpenSessions(ctx()); err != nil || len(open) != 0 {
		t.Errorf("%d sessions are open, %v", len(open), err)
	}
}

func TestCertaintyDecidesHowLateItComesBack(t *testing.T) {
	for key, want := range map[string]srs.Grade{"g": srs.Hard, "t": srs.Good, "s": srs.Good, "": srs.Good, "gg": srs.Good, "gs": srs.Good} {
		d := newDesk(t, choices(1)...).open()
		d.Key(enter)
		d.Typed("a" + key)
		d.Key(enter)
		if all := d.attempts(); len(all) != 1 || all[0].Grade != want {
			t.Errorf("right and %q: %+v", key, all)
		}
		d.Store.Close()
	}
	d := newDesk(t, choices(1)...).open()
	d.Key(enter)
	d.Typed("bs")
	d.Key(enter)
	d.Sees("your answer · wrong · sure")
	if all := d.attempts(); all[0].Grade != srs.Again || all[0].Certainty != quiz.Sure {
		t.Errorf("wrong and sure: %+v", all)
	}
}

func TestUndoReturnsToTheVeryAnswer(t *testing.T) {
	d := newDesk(t, choices(3)...).open()
	d.Key(enter)
	var stems []string
	for range 3 {
		stems = append(stems, d.screen.m.ask.Question.Stem)
		d.Typed("b")
		d.Key(enter, enter)
	}
	d.Sees("Done", "0 %")
	d.Ctrl(fyne.KeyZ)
	d.Sees("Undone: end of Practice.", "1 of 3")
	for i := 2; i >= 0; i-- {
		d.Clock.Pass(time.Second)
		d.Ctrl(fyne.KeyZ)
		d.Sees(stems[i], fmt.Sprintf("%d of 3", i+1), "Undone: answer.")
		d.Misses("because it is")
	}
	if n := len(d.attempts()); n != 0 {
		t.Errorf("%d attempts are left", n)
	}
}

func TestAFailedSaveKeepsTheQuestion(t *testing.T) {
	d := newDesk(t, choices(2)...).open()
	d.Key(enter)
	d.Typed("a")
	d.Must(d.Store.Close())
	d.Key(enter)
	d.Sees("1 of 2", "Could not")
	d.Misses("because it is", "comes back")
	if d.screen.m.session.Done() != 0 || len(d.screen.m.ask.Chosen) != 1 {
		t.Error("it counts as answered, or the choice is lost")
	}
}

func TestAnEndThatIsNotSavedIsNotShown(t *testing.T) {
	d := newDesk(t, choices(1)...).open()
	d.Key(enter)
	d.Typed("a")
	d.Key(enter)
	d.Must(d.Store.Close())
	d.Key(enter)
	d.Sees("Could not end the session", "your answer · right")
	d.Misses("Done")
	if d.screen.m.phase != asking {
		t.Error("the keys are those of the result")
	}
}

func TestRulingOutByTheRightButton(t *testing.T) {
	d := newDesk(t, choices(1)...).open()
	d.Key(enter)
	d.Typed("b")
	uitest.TapSecondary(t, d.Window, "a wrong one")
	d.Sees("ruled out")
	d.Key(enter)
	if len(d.attempts()) != 0 {
		t.Error("a struck option was handed in")
	}
	uitest.TapSecondary(t, d.Window, "another")
	d.Typed("a")
	d.Key(enter)
	d.Sees("your answer · right")
	d.Misses("ruled out")
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
	d.Key(enter)
	d.Typed("a")
	d.Key(enter, enter)
	stem, order := d.screen.m.ask.Question.Stem, slices.Clone(d.screen.m.ask.Order)
	d.Key(fyne.KeyEscape)
	d.Sees("Practice not finished", "1 of 4 questions answered.")
	for range 2 { // once in the same window, once in another
		d.Tap("Go on")
		d.Sees("2 of 4", stem)
		if !slices.Equal(d.screen.m.ask.Order, order) {
			t.Errorf("the options stand as %v, not %v", d.screen.m.ask.Order, order)
		}
		d.reopen()
	}
	d.Tap("End it")
	d.Misses("not finished")
	d.Ctrl(fyne.KeyZ)
	d.Sees("Undone: end of Practice.")
}

// A session whose questions are gone says so and stays where it is.
func TestASessionOfQuestionsThatAreGone(t *testing.T) {
	d := newDesk(t)
	i := d.Act.Import(quiz.Bank{ID: "x", Name: "X", Questions: func() []quiz.Question {
		q := actionstest.Choice("Gone?")
		q.ID, q.Bank, q.Key = quiz.NewQuestionID("x", "1"), "x", "1"
		return []quiz.Question{q}
	}()})
	d.Must(i.Run(ctx(), nil))
	s, _, err := d.Act.StartSession(ctx(), quiz.ModeStudy, "Practice", storage.Filter{}, 1)
	d.Must(err)
	_, err = d.Act.Undo(ctx(), i.Done())
	d.Must(err)
	d.open().tap("Go on")
	d.Sees("Could not", "Practice not finished", "No question fits")
	d.Shell.Go("Today", nil)
	d.Shell.Go("Practice", s)
	d.Sees("this is Today", "Could not")
}

func TestWhatHappenedElsewhereIsSeenOnComingBack(t *testing.T) {
	d := newDesk(t, choices(2)...).open()
	d.Key(enter)
	d.Typed("b")
	d.Key(enter)
	d.Sees("your answer · wrong")
	d.Ctrl(fyne.Key1)
	d.Ctrl(fyne.KeyZ) // the answer
	d.Ctrl(fyne.Key3)
	d.Misses("your answer")
	d.Sees("1 of 2")

	// Answered in review meanwhile: it can still be answered here.
	q := d.screen.m.ask.Question
	d.Ctrl(fyne.Key1)
	_, _, err := d.Act.Answer(ctx(), &q, actions.Answer{Mode: quiz.ModeReview, Response: quiz.Response{Chosen: []int{0}}})
	d.Must(err)
	d.Ctrl(fyne.Key3)
	d.Typed("a")
	d.Key(enter)
	d.Sees("your answer · right", "comes back")

	// Edited meanwhile: it comes up as it is now.
	d.Key(enter)
	q = d.screen.m.ask.Question
	d.Ctrl(fyne.Key1)
	q.Stem, q.Options = "Shorter?", q.Options[:2]
	_, err = d.Act.Edit(ctx(), q)
	d.Must(err)
	d.Ctrl(fyne.Key3)
	d.Sees("Shorter?")
	d.Misses("another")
}

func TestFlagNoteAndReportByKeys(t *testing.T) {
	d := newDesk(t, choices(1)...).open()
	d.Key(enter)
	d.Typed("x")
	d.Sees("flagged", "undo flag")
	d.Typed("n")
	uitest.TypeString(d.Window, "see the text book")
	d.Ctrl(fyne.KeyReturn)
	d.Typed("r")
	uitest.TypeString(d.Window, "two are right")
	d.Ctrl(fyne.KeyReturn)
	d.Sees("undo report", "Question 0?")
	if s, err := d.Act.StateOf(ctx(), d.bank.Questions[0].ID); err != nil || !s.Flag || s.Note != "see the text book" {
		t.Errorf("%+v, %v", s, err)
	}
	d.Typed("a")
	d.Ctrl(fyne.KeyZ)
	if !strings.Contains(strings.Join(uitest.Texts(d.Window), " "), "Undone: report.") || len(d.screen.m.ask.Chosen) != 1 {
		t.Error("undo of a report takes the choice away")
	}
}
