package review

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/uitest"
	"chartroom/quiz"
	"chartroom/quiz/srs"
)

func TestWhatIsDueComesFirstThenNewThenWhatIsNearlyDue(t *testing.T) {
	d := newDesk(t, cards(6)...)
	_, err := d.act.Set(ctx(), quiz.SettingNewPerDay, "3") // two of today's are met below
	must(t, err)
	d.graded(3, srs.Good, 5*time.Minute)   // in its second step until noon + 5 min
	d.graded(4, srs.Again, 2*time.Hour)    // its first step is over
	d.graded(5, srs.Easy, 60*24*time.Hour) // due for weeks
	d.open()
	var order []string
	for range 6 {
		if uitest.HasText(d.w, "Done for now") {
			break
		}
		order = append(order, d.screen.m.ask.Question.Stem)
		d.key(space)
		d.typed("4")
	}
	if got, want := strings.Join(order, ", "), "card 4, card 5, card 0, card 3"; got != want {
		t.Errorf("asked %s; want %s", got, want)
	}
	d.sees("Done for now: 4 questions answered")
}

func TestTheDaysNewCardsHaveALimit(t *testing.T) {
	d := newDesk(t, cards(9)...)
	_, err := d.act.Set(ctx(), quiz.SettingNewPerDay, "3")
	must(t, err)
	d.open()
	for i := range 3 {
		d.sees("new", []string{"1 of 3", "2 of 3", "3 of 3"}[i])
		d.key(space)
		d.typed("4")
	}
	d.sees("Done for now: 3 questions answered", "Practise questions")
	d.clock.Pass(24 * time.Hour)
	d.ctrl(fyne.Key1)
	d.open()
	d.sees("card 3")
}

func TestACardIsGradedOnlyWhenItsBackIsOnShow(t *testing.T) {
	d := newDesk(t, cards(2)...).open()
	d.sees("card 0", "Show answer", "What does it mean?")
	d.typed("3")
	d.misses("back of card 0")
	if d.answered() != 0 {
		t.Fatal("a number graded a card that was not turned")
	}
	d.key(space)
	d.sees("back of card 0", "in 1 minute", "in 10 minutes", "Again", "Easy")
	d.key(space, enter) // nothing more to turn
	d.sees("back of card 0")
	d.typed("3")
	d.sees("card 1", "undo Good")
	if d.answered() != 1 {
		t.Errorf("%d answers", d.answered())
	}
}

func TestUndoReturnsToTheVeryQuestion(t *testing.T) {
	d := newDesk(t, cards(5)...).open()
	for _, g := range "1234" {
		d.key(space)
		d.typed(string(g))
	}
	d.sees("card 4")
	for _, c := range []string{"card 3", "card 2", "card 1", "card 0"} {
		d.ctrl(fyne.KeyZ)
		d.sees(c, "Show answer")
		d.clock.Pass(time.Second)
	}
	if d.answered() != 0 || d.screen.m.done != 0 {
		t.Errorf("%d answers on disk, %d counted", d.answered(), d.screen.m.done)
	}
	d.sees("1 of 5")
}

func TestAFailedSaveKeepsTheQuestionAndSaysWhy(t *testing.T) {
	d := newDesk(t, cards(3)...).open()
	d.key(space)
	must(t, d.store.Close())
	d.typed("3")
	d.sees("back of card 0", "Could not save the answer")
	d.misses("undo Good", "card 1", "Done for now")
	d.typed("2")
	d.sees("back of card 0")
}

func TestAFailedSaveKeepsWhatWasChosen(t *testing.T) {
	d := newDesk(t, choice("Which?"), choice("And which?"))
	d.due(0)
	d.open()
	d.typed("b")
	must(t, d.store.Close())
	d.key(enter)
	d.sees("Which?", "Could not")
	d.misses("because it is", "your answer")
	if d.screen.m.attempt != nil || len(d.screen.m.ask.Chosen) != 1 {
		t.Error("the answer looks saved, or the choice is lost")
	}
}

func TestWhatCannotBeReadIsNotCalledDone(t *testing.T) {
	d := newDesk(t, cards(1)...)
	must(t, d.store.Close())
	d.open()
	d.sees("What is due could not be read", "Try again")
	d.misses("Nothing is due")
	d.key(enter)
	d.sees("Try again")
}

func TestGoingOnThatFailsKeepsTheMarkedQuestion(t *testing.T) {
	d := newDesk(t, choice("Which?"))
	d.due(0)
	d.open()
	d.typed("a")
	d.key(enter)
	must(t, d.store.Close())
	d.clock.Pass(time.Hour)
	d.key(enter)
	d.sees("Which?", "your answer · right", "Could not")
	d.misses("Nothing is due", "Done for now")
}

func TestNothingDueOffersPractice(t *testing.T) {
	d := newDesk(t).open()
	d.sees("Nothing is due", "Questions that you answer in practice")
	d.key(enter)
	d.sees("this is Practice")

	d = newDesk(t, cards(1)...)
	d.graded(0, srs.Good, time.Minute)
	_, err := d.act.Set(ctx(), quiz.SettingNewPerDay, "0")
	must(t, err)
	d.open()
	d.sees("back of card 0"[8:]) // within twenty minutes: asked ahead
	d.key(space)
	d.typed("4")
	d.sees("Done for now: 1 question answered", "The next question comes in ")
}

func TestComingBackFindsTheSameQuestion(t *testing.T) {
	d := newDesk(t, cards(3)...).open()
	d.key(space)
	d.typed("3")
	d.key(space)
	d.ctrl(fyne.Key1)
	d.clock.Pass(time.Hour)
	d.ctrl(fyne.Key2)
	d.sees("back of card 1")

	d = newDesk(t, choice("Which?"))
	d.due(0)
	d.open()
	d.typed("c")
	d.ctrl(fyne.Key1)
	d.ctrl(fyne.Key2)
	d.key(enter)
	d.sees("your answer · wrong", "another")
	d.ctrl(fyne.Key1)
	d.ctrl(fyne.Key2)
	d.sees("your answer · wrong", "because it is not")
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
		"answer undone":      {func(d *desk) { d.key(space); d.typed("4") }, func(d *desk) { d.ctrl(fyne.KeyZ) }, "card", "1 question answered"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, cards(2)...).open()
			if c.before != nil {
				c.before(d)
			}
			d.ctrl(fyne.Key1)
			c.meanwhile(d)
			d.ctrl(fyne.Key2)
			d.sees(c.sees)
			d.misses(c.misses)
			if d.screen.m.ask == nil {
				return
			}
			n := d.answered()
			d.key(space)
			d.typed("3")
			if d.answered() != n+1 {
				d.sees("Could not")
				t.Error("the question on show cannot be answered")
			}
		})
	}
}

func TestAMarkedAnswerUndoneElsewhereIsAskedAgain(t *testing.T) {
	d := newDesk(t, choice("Which?"))
	d.due(0)
	d.open()
	d.typed("b")
	d.key(enter)
	d.sees("your answer · wrong")
	d.ctrl(fyne.Key1)
	d.ctrl(fyne.KeyZ)
	d.ctrl(fyne.Key2)
	d.sees("Which?", "Answer")
	d.misses("your answer", "comes back")
}

func (d *desk) suspended(i int) {
	d.t.Helper()
	_, err := d.act.Suspend(ctx(), d.bank.Questions[i].ID, true)
	must(d.t, err)
}

func (d *desk) edited(i int, stem string) {
	d.t.Helper()
	q := d.bank.Questions[i]
	q.Stem = stem
	_, err := d.act.Edit(ctx(), q)
	must(d.t, err)
}

// gone puts the bank away.
func (d *desk) gone() {
	d.t.Helper()
	_, err := d.act.RemoveBank(ctx(), "b", "B")
	must(d.t, err)
}

func TestTheBadgeCountsWhatCanBeAskedNow(t *testing.T) {
	d := newDesk(t, cards(4)...)
	d.graded(0, srs.Again, time.Hour)
	d.graded(1, srs.Good, time.Hour)
	d.graded(2, srs.Good, time.Minute)
	if n := d.screen.Badge(); n != 2 {
		t.Errorf("badge %d", n)
	}
	must(t, d.store.Close())
	d.clock.Pass(time.Hour)
	if n := d.screen.Badge(); n != 0 {
		t.Errorf("badge %d of a file that cannot be read", n)
	}
}
