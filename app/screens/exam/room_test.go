package exam

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/uitest"
	"chartroom/quiz"
)

// A crash costs nothing: the same item, order, answers, marks of her own and
// time, with a sentence on how long the app was closed.
func TestACrashCostsNothing(t *testing.T) {
	bank := mock(60)
	for i := range bank.Questions {
		bank.Questions[i].KeepOrder = false
	}
	d := newDesk(t, bank)
	d.outline(10, 20, quiz.MoveFree)
	d.begin()
	d.seconds(7)
	d.Typed("a")
	d.Key(enter)
	d.seconds(30)
	d.Typed("bgx-c")
	d.Typed("n")
	uitest.TypeString(d.Window, "look at this again")
	d.Ctrl(enter)
	d.seconds(3)
	before, left, order := *d.exam(), d.screen.m.room.sitting.Left(), slices.Clone(d.screen.m.room.ask.Order)
	if left != 20*time.Minute-40*time.Second {
		t.Fatalf("%v are left", left)
	}
	d.crash(5 * time.Minute)
	d.Sees("Item 2 of 10", "flagged", "Interrupted for 5 min. That time does not count.", "ruled out", "look at this again", "answered 2 · flagged 1", "19:20")
	after := *d.exam()
	after.Notices = before.Notices
	before.Answers[1].Took += 3 * time.Second // kept by beats, and in an event since
	after.Left, before.Left = 0, 0
	if !reflect.DeepEqual(after, before) {
		t.Errorf("it was\n%+v\nand is\n%+v", before, after)
	}
	if d.screen.m.room.sitting.Left() != left || !slices.Equal(d.screen.m.room.ask.Order, order) {
		t.Errorf("%v left and order %v; it was %v and %v", d.screen.m.room.sitting.Left(), d.screen.m.room.ask.Order, left, order)
	}
	d.Key(enter)
	d.Misses("Interrupted") // said once
}

func TestTheTimeRunsOutOnAnyScreen(t *testing.T) {
	d := newDesk(t, mock(60))
	d.outline(10, 40, quiz.MoveFree)
	d.begin()
	d.Typed("a")
	d.seconds(10*60 - 1)
	d.Misses("are left in the exam")
	d.seconds(1)
	d.Sees("30 min are left in the exam.")
	d.Ctrl(fyne.Key1)
	d.Sees("this is Today")
	d.seconds(25 * 60)
	d.Sees("this is Today", "5 min are left in the exam.")
	d.show()
	d.Sees("Item 1 of 10", "5:00")
	d.Ctrl(fyne.Key1)
	d.seconds(5 * 60)
	d.Sees("The time is over. The exam was handed in as it stood.", "RHIT: 10 % right", "The time was over: the exam was handed in as it stood.", "9 items were left open")
	d.seconds(3)
	if open, err := d.Act.Sitting(ctx()); open != nil || err != nil {
		t.Errorf("an exam is open: %v, %v", open, err)
	}
}

func TestTheClockIsSetMeanwhile(t *testing.T) {
	d := newDesk(t, mock(60))
	d.outline(10, 40, quiz.MoveFree)
	d.begin()
	d.seconds(5)
	d.Clock.Pass(2 * time.Hour)
	d.Shell.Tick()
	d.Sees("The computer slept, or its clock was set forward, for 2 h.", "39:55")
	d.Key(enter)
	d.handIn()
	d.Sees("The computer slept, or its clock was set forward, for 2 h.")
}

func TestEachRuleOfMovingHolds(t *testing.T) {
	t.Run("forward only", func(t *testing.T) {
		d := newDesk(t, mock(60))
		d.outline(4, 10, quiz.MoveForward)
		d.show()
		d.Sees("Forward only: what you leave is closed.")
		d.Key(enter)
		d.Key(enter)
		d.Sees("Leave for good?", "1 item is not answered, and this exam does not let you come back.")
		d.Key(fyne.KeyEscape)
		d.Sees("Item 1 of 4")
		d.Typed("a")
		d.Key(enter)
		d.Sees("Item 2 of 4")
		d.Key(fyne.KeyLeft)
		d.Typed("h")
		d.Sees("Item 2 of 4")
		d.Misses("Back", "Before you hand in")
		uitest.Tap(d.T, d.Window, "Next")
		d.Sees("Leave for good?")
		d.Key(enter)
		d.Sees("Item 3 of 4")
		for range 2 {
			d.Typed("b")
			d.Key(enter)
		}
		d.Sees("Before you hand in", "Open items", "2")
		d.Key(fyne.KeyLeft)
		d.handIn()
		d.Sees("25 % right")
	})
	t.Run("by sections", func(t *testing.T) {
		d := newDesk(t, mock(60))
		d.outline(6, 10, quiz.MoveSections)
		d.begin()
		second := d.exam().Setup.Sections[1]
		for range second - 1 {
			d.Key(enter)
		}
		d.Key(fyne.KeyLeft)
		d.Sees(fmt.Sprintf("Item %d of 6", second-1))
		d.Key(enter, enter)
		d.Sees("Leave for good?", fmt.Sprintf("%d items are not answered", second))
		d.Key(enter)
		d.Sees(fmt.Sprintf("Item %d of 6", second+1))
		d.Key(fyne.KeyLeft)
		d.Sees(fmt.Sprintf("Item %d of 6", second+1), "Could not go there")
		d.Key(enter, fyne.KeyLeft)
		d.Sees(fmt.Sprintf("Item %d of 6", second+1))
	})
	t.Run("freely", func(t *testing.T) {
		d := newDesk(t, mock(60))
		d.outline(6, 10, quiz.MoveFree)
		d.begin()
		d.Typed("j")
		d.Typed("7")
		d.Key(enter)
		d.Sees("Write a number from 1 to 6")
		d.Key(fyne.KeyBackspace)
		d.Typed("5")
		d.Key(enter)
		d.Sees("Item 5 of 6")
		d.Typed("x")
		d.Key(fyne.KeyLeft)
		d.Sees("Item 4 of 6")
		d.Typed("h")
		d.Sees("Before you hand in")
		d.Typed("x")
		d.Sees("Item 5 of 6", "flagged")
		d.Typed("x")
		d.Misses("Unflag")
		d.Typed("h")
		d.Typed("o")
		d.Sees("Item 1 of 6")
		d.Key(fyne.KeyPageDown, fyne.KeyPageUp)
		d.Sees("Item 1 of 6")
	})
}

func TestAFailedSaveKeepsTheItem(t *testing.T) {
	d := newDesk(t, mock(60))
	d.outline(6, 10, quiz.MoveFree)
	d.begin()
	d.Must(d.Store.Close())
	d.Typed("b")
	d.Sees("Could not save the answer", "answered 0")
	d.Key(enter)
	d.Sees("Item 1 of 6", "Could not")
	if chosen := d.screen.m.room.ask.Chosen; !slices.Equal(chosen, []int{1}) {
		t.Errorf("chosen is %v", chosen)
	}
	d.Typed("s")
	if d.screen.m.room.ask.Certainty != quiz.Unsaid {
		t.Error("a certainty that is not saved is shown")
	}
}

// Every kind is answered by keys, and what was typed is there after a crash.
func TestEveryKindIsAnswered(t *testing.T) {
	one := func(q quiz.Question) quiz.Question { return q }
	kinds := []struct {
		q    quiz.Question
		keys func(d *desk)
	}{
		{one(quiz.Question{Kind: quiz.TrueFalse, Stem: "Is it?", Options: []quiz.Option{{Text: "True", Fraction: 1}, {Text: "False"}}}), func(d *desk) { d.Typed("a") }},
		{one(quiz.Question{Kind: quiz.Text, Stem: "Swelling?", Options: []quiz.Option{{Text: "edema", Fraction: 1}}}), func(d *desk) { d.Typed("edema") }},
		{one(quiz.Question{Kind: quiz.Number, Stem: "Days?", Options: []quiz.Option{{Text: "30", Value: 30, Fraction: 1}}}), func(d *desk) { d.Typed("30") }},
		{one(quiz.Question{Kind: quiz.Code, Stem: "Type 2 diabetes?", Tags: []string{"code:icd10cm-2026"}, Options: []quiz.Option{{Text: "E11.9", Fraction: 1}}}), func(d *desk) { d.Typed("e119") }},
		{one(quiz.Question{Kind: quiz.Cloze, Stem: "A {{1}}.", Gaps: []quiz.Gap{{Kind: quiz.Text, Weight: 1, Options: []quiz.Option{{Text: "chart", Fraction: 1}}}}}), func(d *desk) { d.Typed("chart") }},
		{one(quiz.Question{Kind: quiz.Match, Stem: "Which?", Options: []quiz.Option{{Text: "one", Partner: "first", Fraction: 1}, {Text: "two", Partner: "second", Fraction: 1}}}), func(d *desk) {
			tray := d.screen.m.room.ask.Tray
			d.Typed(string(rune('a' + slices.Index(tray, "first"))))
			d.Typed(string(rune('a' + slices.Index(tray, "second"))))
		}},
		{one(quiz.Question{Kind: quiz.Drill, Stem: "{beds} beds and 2 more?", Drill: &quiz.DrillRule{Vars: []quiz.DrillVar{{Name: "beds", Min: 3, Max: 3, Step: 1}}, Formula: "beds + 2"}}), func(d *desk) { d.Typed("5") }},
		{one(quiz.Question{Kind: quiz.Choice, Multiple: true, KeepOrder: true, Stem: "Which two?", Options: []quiz.Option{{Text: "this", Fraction: .5}, {Text: "not this"}, {Text: "and this", Fraction: .5}}}), func(d *desk) { d.Typed("ac") }},
	}
	for _, k := range kinds {
		t.Run(string(k.q.Kind), func(t *testing.T) {
			bank := made("rhit:", 2, 2)
			q := k.q
			q.Key, q.Tags = "kind", append(q.Tags, "rhit:1", "level:recall")
			bank.Questions[0] = q
			d := newDesk(t, keyed(bank))
			d.outline(2, 10, quiz.MoveFree)
			d.begin()
			at := 0
			for i, p := range d.exam().Queue {
				if p.Question == quiz.NewQuestionID("mock", "kind") {
					at = i
				}
			}
			for range at {
				d.Key(enter)
			}
			k.keys(d)
			kept := d.exam().Answers[at].Response
			d.crash(time.Minute)
			if now := d.exam().Answers[at].Response; kept.IsZero() || !now.Same(kept) || !d.screen.m.room.ask.Response().Same(kept) {
				t.Fatalf("%+v was kept and %+v came back", kept, now)
			}
			d.Key(fyne.KeyPageDown)
			d.Misses(fmt.Sprintf("Item %d of 2", at+1))
			d.Key(fyne.KeyPageUp)
			d.Sees(fmt.Sprintf("Item %d of 2", at+1))
			d.Key(fyne.KeyEscape) // out of the field
			if d.screen.shown {
				d.handIn()
			} else {
				d.show().handIn()
			}
			if g := d.screen.m.after.exam.Answers[at]; g.Mark != 1 {
				t.Errorf("it earns %v: %+v", g.Mark, g.Response)
			}
			d.Typed("a")
			d.Key(enter, enter, enter)
		})
	}
}

// The record of a scenario stands beside each of its questions.
func TestRecordsStandBesideTheirQuestions(t *testing.T) {
	bank := made("rhit:", 2, 8)
	bank.Questions = append(bank.Questions, quiz.Question{Key: "case", Kind: quiz.Description, Stem: "The record of the case."})
	for _, i := range []int{0, 2} {
		bank.Questions[i].Tags = append(bank.Questions[i].Tags, "record:case")
	}
	d := newDesk(t, keyed(bank))
	d.outline(8, 10, quiz.MoveFree)
	d.begin()
	seen := 0
	for i := range d.exam().Queue {
		d.Sees(fmt.Sprintf("Item %d of 8", i+1))
		if uitest.HasText(d.Window, "The record of the case.") {
			seen++
		}
		d.Key(enter)
	}
	if seen != 2 {
		t.Errorf("the record stands beside %d questions", seen)
	}
}

func TestTheListedKeysWork(t *testing.T) {
	d := newDesk(t, mock(60))
	d.outline(6, 10, quiz.MoveFree)
	check := func(when string) {
		t.Helper()
		taken := map[string]bool{}
		for _, k := range d.screen.Keys() {
			if k.Do == nil && k.Name != "A-F" && k.Name != "Right click" {
				t.Errorf("%s: %s does nothing", when, k.Cap())
			}
			if taken[k.Cap()] {
				t.Errorf("%s: %s has two meanings", when, k.Cap())
			}
			taken[k.Cap()] = true
		}
		d.Typed("?")
		for _, k := range d.screen.Keys() {
			if k.Does != "" {
				d.Sees(k.Does)
			}
		}
		d.Key(fyne.KeyEscape)
	}
	d.show()
	check("the start page")
	d.Key(enter)
	check("an item")
	d.Typed("b")
	d.Typed("h")
	check("the page before handing in")
	d.handIn()
	check("the result")
	d.Key(enter)
	check("the walk")
}

// The start page says in plain words when the banks are too small.
func TestSmallBanksAreSaidToBeSmall(t *testing.T) {
	d := newDesk(t, mock(60)).show()
	d.Sees("Your banks hold too few questions for all 150 items", "needs", "keep the exam's proportions")
	first := d.screen.m.start.items()
	if first == 0 || first >= 150 {
		t.Fatalf("%d items are offered", first)
	}
	d.Key(fyne.KeyDown, fyne.KeyDown)
	d.Sees("No form can be made")
	d.Key(enter)
	d.Sees("No form can be made")
	d.Key(fyne.KeyUp, fyne.KeyUp)
	d.Typed("x")
	d.Typed("x")
	d.Typed("w")
	d.Sees("undo change of full screen")
	d.Key(enter)
	if s := d.exam().Setup; s.Extra != .5 || len(d.exam().Queue) != first {
		t.Errorf("extra %v, %d items", s.Extra, len(d.exam().Queue))
	}
}

// While an exam goes on the rail makes room for it.
func TestTheRailMakesRoom(t *testing.T) {
	d := newDesk(t, mock(60))
	d.outline(6, 10, quiz.MoveFree)
	d.show()
	rail := func() bool { return uitest.HasText(d.Window, "Today") }
	if !rail() {
		t.Fatal("there is no rail")
	}
	d.Key(enter)
	if rail() {
		t.Error("the rail stands beside the exam")
	}
	d.Key(fyne.KeyEscape)
	d.Sees("this is Today")
	d.show()
	d.handIn()
	if !rail() {
		t.Error("the rail is gone")
	}
}
