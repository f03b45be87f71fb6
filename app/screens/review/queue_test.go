package review

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/actions/actionstest"
	"chartroom/app/uitest"
	"chartroom/quiz"
	"chartroom/quiz/srs"
)

func TestWhatIsDueComesFirstThenNewThenWhatIsNearlyDue(t *testing.T) {
	d := newDesk(t, cards(6)...)
	_, err := d.Act.Set(ctx(), quiz.SettingNewPerDay, "3") // two of today's are met below
	d.Must(err)
	d.graded(3, srs.Good, 5*time.Minute)   // in its second step until noon + 5 min
	d.graded(4, srs.Again, 2*time.Hour)    // its first step is over
	d.graded(5, srs.Easy, 60*24*time.Hour) // due for weeks
	d.open()
	var order []string
	for range 6 {
		if uitest.HasText(d.Window, "Done for now") {
			break
		}
		order = append(order, d.screen.m.ask.Question.Stem)
		d.Key(space)
		d.Typed("4")
	}
	if got, want := strings.Join(order, ", "), "card 4, card 5, card 0, card 3"; got != want {
		t.Errorf("asked %s; want %s", got, want)
	}
	d.Sees("Done for now: 4 questions answered")
}

func TestTheDaysNewCardsHaveALimit(t *testing.T) {
	d := newDesk(t, cards(9)...)
	_, err := d.Act.Set(ctx(), quiz.SettingNewPerDay, "3")
	d.Must(err)
	d.open()
	for i := range 3 {
		d.Sees("new", []string{"1 of 3", "2 of 3", "3 of 3"}[i])
		d.Key(space)
		d.Typed("4")
	}
	d.Sees("Done for now: 3 questions answered", "Practise questions")
	d.Clock.Pass(24 * time.Hour)
	d.Ctrl(fyne.Key1)
	d.open()
	d.Sees("card 3")
}

func TestACardIsGradedOnlyWhenItsBackIsOnShow(t *testing.T) {
	d := newDesk(t, cards(2)...).open()
	d.Sees("card 0", "Show answer", "What does it mean?")
	d.Typed("3")
	d.Misses("back of card 0")
	if d.Counts().Today != 0 {
		t.Fatal("a number graded a card that was not turned")
	}
	d.Key(space)
	d.Sees("back of card 0", "in 1 minute", "in 10 minutes", "Again", "Easy")
	d.Key(space, enter) // nothing more to turn
	d.Sees("back of card 0")
	d.Typed("3")
	d.Sees("card 1", "undo Good")
	if d.Counts().Today != 1 {
		t.Errorf("%d answers", d.Counts().Today)
	}
}

func TestUndoReturnsToTheVeryQuestion(t *testing.T) {
	d := newDesk(t, cards(5)...).open()
	for _, g := range "1234" {
		d.Key(space)
		d.Typed(string(g))
	}
	d.Sees("card 4")
	for _, c := range []string{"card 3", "card 2", "card 1", "card 0"} {
		d.Ctrl(fyne.KeyZ)
		d.Sees(c, "Show answer")
		d.Clock.Pass(time.Second)
	}
	if d.Counts().Today != 0 || d.screen.m.done != 0 {
		t.Errorf("%d answers on disk, %d counted", d.Counts().Today, d.screen.m.done)
	}
	d.Sees("1 of 5")
}

func TestAFailedSaveKeepsTheQuestionAndSaysWhy(t *testing.T) {
	d := newDesk(t, cards(3)...).open()
	d.Key(space)
	d.Must(d.Store.Close())
	d.Typed("3")
	d.Sees("back of card 0", "Could not save the answer")
	d.Misses("undo Good", "card 1", "Done for now")
	d.Typed("2")
	d.Sees("back of card 0")
}

func TestAFailedSaveKeepsWhatWasChosen(t *testing.T) {
	d := newDesk(t, actionstest.Choice("Which?"), actionstest.Choice("And which?"))
	d.due(0)
	d.open()
	d.Typed("b")
	d.Must(d.Store.Close())
	d.Key(enter)
	d.Sees("Which?", "Could not")
	d.Misses("because it is", "your answer")
	if d.screen.m.attempt != nil || len(d.screen.m.ask.Chosen) != 1 {
		t.Error("the answer looks saved, or the choice is lost")
	}
}

func TestWhatCannotBeReadIsNotCalledDone(t *testing.T) {
	d := newDesk(t, cards(1)...)
	d.Must(d.Store.Close())
	d.open()
	d.Sees("What is due could not be read", "Try again")
	d.Misses("Nothing is due")
	d.Key(enter)
	d.Sees("Try again")
}

func TestGoingOnThatFailsKeepsTheMarkedQuestion(t *testing.T) {
	d := newDesk(t, actionstest.Choice("Which?"))
	d.due(0)
	d.open()
	d.Typed("a")
	d.Key(enter)
	d.Must(d.Store.Close())
	d.Clock.Pass(time.Hour)
	d.Key(enter)
	d.Sees("Which?", "your answer · right", "Could not")
	d.Misses("Nothing is due", "Done for now")
}

func TestNothingDueOffersPractice(t *testing.T) {
	d := newDesk(t).open()
	d.Sees("Nothing is due", "Questions that you answer in practice")
	d.Key(enter)
	d.Sees("this is Practice")

	d = newDesk(t, cards(1)...)
	d.graded(0, srs.Good, time.Minute)
	_, err := d.Act.Set(ctx(), quiz.SettingNewPerDay, "0")
	d.Must(err)
	d.open()
	d.Sees("back of card 0"[8:]) // within twenty minutes: asked ahead
	d.Key(space)
	d.Typed("4")
	d.Sees("Done for now: 1 question answered", "The next question comes in ")
}

func TestComingBackFindsTheSameQuestion(t *testing.T) {
	d := newDesk(t, cards(3)...).open()
	d.Key(space)
	d.Typed("3")
	d.Key(space)
	d.Ctrl(fyne.Key1)
	d.Clock.Pass(time.Hour)
	d.Ctrl(fyne.Key2)
	d.Sees("back of card 1")

	d = newDesk(t, actionstest.Choice("Which?"))
	d.due(0)
	d.open()
	d.Typed("c")
	d.Ctrl(fyne.Key1)
	d.Ctrl(fyne.Key2)
	d.Key(enter)
	d.Sees("your answer · wrong", "another")
	d.Ctrl(fyne.Key1)
	d.Ctrl(fyne.Key2)
	d.Sees("your answer · wrong", "because it is not")
}

// What happens on other screens is not overlooked when coming back.
func TestComingBackAfterItChanged(t *testing.T) {
	for name, c := range map[string]struct {
		before, meanwhile func(*desk)
		sees, misses      string
	}{
		"answered elsewhere": {nil, func(d *desk) { d.graded(0, srs.Easy, 0) }, "card 1", "card 0"},
		"suspended":          {nil, func(d *desk) { d.suspended(0) }, "card 1", "card 0"},
		"edited":             {nil, func(d *desk) { d.edited(0, "card zero") }, "card zero", "back of"},
		"bank undone":        {nil, func(d *desk) { d.gone() }, "Nothing is due", "card 0"},
		"answer undone":      {func(d *desk) { d.Key(space); d.Typed("4") }, func(d *desk) { d.Ctrl(fyne.KeyZ) }, "card", "1 question answered"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, cards(2)...).open()
			if c.before != nil {
				c.before(d)
			}
			d.Ctrl(fyne.Key1)
			c.meanwhile(d)
			d.Ctrl(fyne.Key2)
			d.Sees(c.sees)
			d.Misses(c.misses)
			if d.screen.m.ask == nil {
				return
			}
			n := d.Counts().Today
			d.Key(space)
			d.Typed("3")
			if d.Counts().Today != n+1 {
				d.Sees("Could not")
				t.Error("the question on show cannot be answered")
			}
		})
	}
}

func TestAMarkedAnswerUndoneElsewhereIsAskedAgain(t *testing.T) {
	d := newDesk(t, actionstest.Choice("Which?"))
	d.due(0)
	d.open()
	d.Typed("b")
	d.Key(enter)
	d.Sees("your answer · wrong")
	d.Ctrl(fyne.Key1)
	d.Ctrl(fyne.KeyZ)
	d.Ctrl(fyne.Key2)
	d.Sees("Which?", "Answer")
	d.Misses("your answer", "comes back")
}

func (d *desk) suspended(i int) {
	d.T.Helper()
	_, err := d.Act.Suspend(ctx(), d.bank.Questions[i].ID, true)
	d.Must(err)
}

func (d *desk) edited(i int, stem string) {
	d.T.Helper()
	q := d.bank.Questions[i]
	q.Stem = stem
	_, err := d.Act.Edit(ctx(), q)
	d.Must(err)
}

// gone puts the bank away.
func (d *desk) gone() {
	d.T.Helper()
	_, err := d.Act.RemoveBank(ctx(), "b", "B")
	d.Must(err)
}

func TestTheBadgeCountsWhatCanBeAskedNow(t *testing.T) {
	d := newDesk(t, cards(4)...)
	d.graded(0, srs.Again, time.Hour)
	d.graded(1, srs.Good, time.Hour)
	d.graded(2, srs.Good, time.Minute)
	if n := d.screen.Badge(); n != 2 {
		t.Errorf("badge %d", n)
	}
	d.Must(d.Store.Close())
	d.Clock.Pass(time.Hour)
	if n := d.screen.Badge(); n != 0 {
		t.Errorf("badge %d of a file that cannot be read", n)
	}
}
