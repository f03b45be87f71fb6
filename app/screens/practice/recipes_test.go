package practice

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/uitest"
	"chartroom/quiz"
)

// A recipe is named, started, renamed and removed, and each of it is undone.
func TestARecipeIsSavedStartedRenamedAndRemoved(t *testing.T) {
	d := newDesk(t, choices(9)...).open().tap("Access", "5")
	d.Typed("s")
	d.Typed("Friday")
	d.Key(enter)
	d.Sees("Your recipes", "Friday", "5 questions · study · RHIT · Access")
	d.reopen()
	d.Typed("1")
	d.Sees("1 of 3") // a third of nine are of the domain
	if title := d.screen.m.session.Title; title != "Friday" {
		t.Errorf("the session is called %q", title)
	}
	d.Key(fyne.KeyEscape)
	d.tap("Rename")
	d.Typed("Monday")
	d.Key(enter)
	d.Sees("Monday")
	if n := len(d.screen.m.saved); n != 1 {
		t.Errorf("%d recipes after a rename", n)
	}
	d.Typed("s")
	d.Typed("Monday")
	d.Key(enter)
	d.Sees("Another recipe has this name")
	d.Key(fyne.KeyEscape, fyne.KeyEscape)
	d.tap("Remove")
	d.Misses("Your recipes")
	d.Ctrl(fyne.KeyZ)
	d.Sees("Your recipes", "Monday")
}

func TestTheReadyRecipesStartByOneKey(t *testing.T) {
	all := choices(6)
	for i := range all {
		all[i].Tags = []string{"level:" + quiz.Levels[i%3]}
	}
	d := newDesk(t, all...)
	missed := d.bank.Questions[4]
	_, _, err := d.Act.Answer(ctx(), &missed, actions.Answer{Mode: quiz.ModeStudy, Response: quiz.Response{Chosen: []int{1}}})
	d.Must(err)
	d.open()
	d.Typed("m")
	d.Sees("1 of 1")
	if d.screen.m.ask.Question.ID != missed.ID {
		t.Error("my misses brings what was not missed")
	}
	d.Key(fyne.KeyEscape)
	d.Typed("l")
	d.Sees("1 of 2", quiz.Levels[0])
	d.Key(fyne.KeyEscape)
	d.Typed("q")
	d.Sees("1 of 1")
	first := d.screen.m.ask.Question.ID
	d.Key(fyne.KeyEscape)
	d.Typed("q")
	if d.screen.m.ask.Question.ID != first {
		t.Error("the question of the day is another one the same day")
	}
}

func TestTheBuilderKnowsSubjectsKindsAndWhenAQuestionWasSeen(t *testing.T) {
	all := choices(4)
	all[0].Tags = []string{"subject:hipaa"}
	all[1].Kind, all[1].Options = quiz.TrueFalse, []quiz.Option{{Text: "True", Fraction: 1}, {Text: "False"}}
	d := newDesk(t, all...)
	_, _, err := d.Act.Answer(ctx(), &d.bank.Questions[2], actions.Answer{Mode: quiz.ModeStudy, Certainty: quiz.Guess, Response: quiz.Response{Chosen: []int{1}}})
	d.Must(err)
	d.Clock.Pass(8 * 24 * time.Hour)
	d.open()
	for _, c := range []struct {
		tap, fits string
	}{{"7 days", "1 question fits"}, {"30 days", "No question fits"}, {"Any time", "4 questions fit"},
		{"Missed last time", "1 question fits"}, {"Unsure", "1 question fits"}, {"Any", "4 questions fit"}} {
		d.Tap(c.tap)
		d.Sees(c.fits)
	}
	for _, c := range []struct {
		set  func(*quiz.Recipe)
		fits string
	}{{func(r *quiz.Recipe) { r.Subject = "hipaa" }, "1 question fits"}, {func(r *quiz.Recipe) { r.Subject, r.Kinds = "", []quiz.Kind{quiz.TrueFalse} }, "1 question fits"}} {
		d.screen.set(func() { c.set(&d.screen.m.recipe) })
		d.Sees(c.fits)
	}
	d.screen.draw()
	d.Sees("True or false", "Any subject")
	if len(d.screen.m.subjects) != 1 || d.screen.m.subjects[0] != "hipaa" {
		t.Errorf("subjects %q", d.screen.m.subjects)
	}
}

// The time limit is a test's only, and a test that has one is asked in the exam
// room.
func TestATimedTestIsAskedInTheExamRoom(t *testing.T) {
	d := newDesk(t, choices(6)...).open()
	d.Misses("Time limit")
	d.tap("At the end (test)", "20 minutes")
	d.Key(enter)
	d.Sees("this is Exam")
	s, err := d.Act.Sitting(ctx())
	if err != nil || s == nil || s.Left() > 20*time.Minute || len(s.Exam.Queue) != 6 {
		t.Fatalf("sitting %+v, %v", s, err)
	}
	d.Ctrl(fyne.Key3)
	d.Sees("Start 6 questions")
}

func TestWhereNothingFitsTheReadyRecipesSaySo(t *testing.T) {
	d := newDesk(t).open()
	for _, key := range []string{"m", "l", "q"} {
		d.Typed(key)
		d.Sees("Could not begin", "no question fits", "Level up")
	}
}

// An adaptive session asks as many as it says, shows how the estimates narrow,
// and stops.
func TestAnAdaptiveSessionNarrowsAndStops(t *testing.T) {
	d := newDesk(t, choices(30)...).open().tap("At once, adaptive", "5")
	d.Key(enter)
	wide := func() (sum float64) {
		all, err := d.Act.Beliefs(ctx(), &d.screen.m.session)
		d.Must(err)
		for _, b := range all {
			sum += b.Now.SD
		}
		return sum
	}
	before := wide()
	for i := range 5 {
		d.Sees(fmt.Sprintf("%d of 5", i+1))
		d.Typed("ab"[i%2 : i%2+1])
		d.Key(enter)
		d.Sees("How the estimate narrows", "because it is", "It stop")
		if now := wide(); now >= before {
			t.Errorf("the spreads were %.3f logits together and are %.3f", before, now)
		} else {
			before = now
		}
		d.Key(enter)
	}
	d.Sees("Done", "60 %", "It stopped after 5 questions, as chosen.")
	d.Typed("w")
	seen := 0
	for range 5 {
		d.Sees("your answer")
		d.Key(fyne.KeyRight)
		seen++
	}
	if n := len(d.attempts()); n != 5 || seen != 5 {
		t.Errorf("%d attempts", n)
	}
}

func TestStrikingOutByKeys(t *testing.T) {
	d := newDesk(t, choices(1)...).open()
	d.Key(enter)
	d.Typed("-b")
	d.Sees("ruled out")
	d.Typed("-b")
	d.Misses("ruled out")
	d.Typed("-ba")
	d.Key(enter)
	d.Sees("your answer · right")
}

func TestAskAgainTomorrowIsDoneAndUndone(t *testing.T) {
	d := newDesk(t, choices(1)...).open()
	d.Key(enter)
	d.Typed("as")
	d.Key(enter)
	before, err := d.Act.Reader().Progress(ctx(), d.bank.Questions[0].ID)
	d.Must(err)
	d.Typed("l")
	d.Sees("your answer · right")
	after, err := d.Act.Reader().Progress(ctx(), d.bank.Questions[0].ID)
	d.Must(err)
	if after.DueDay != d.Act.Today()+1 {
		t.Errorf("it is due on %v, today is %v", after.DueDay, d.Act.Today())
	}
	d.Ctrl(fyne.KeyZ)
	again, err := d.Act.Reader().Progress(ctx(), d.bank.Questions[0].ID)
	d.Must(err)
	if again.DueDay != before.DueDay {
		t.Errorf("after undo it is due on %v, not %v", again.DueDay, before.DueDay)
	}
}

// Another one has other numbers, is saved, and does not count in the session.
func TestAnotherDrillHasOtherNumbers(t *testing.T) {
	d := newDesk(t, others()[4]).open()
	d.Key(enter)
	first := d.screen.m.ask.Question.Stem
	for i := range 3 {
		answerRight(d)
		d.Key(enter)
		d.Sees("Another one")
		if n := len(d.attempts()); n != i+1 {
			t.Fatalf("%d attempts", n)
		}
		d.Typed("d")
		if stem := d.screen.m.ask.Question.Stem; stem == first || d.screen.m.marked() {
			t.Errorf("another one is %q", stem)
		}
	}
	answerRight(d)
	d.Key(enter, enter)
	d.Sees("Done", "of 1 answer")
	for _, a := range d.attempts() {
		if a.Mark != 1 {
			t.Errorf("attempt %+v", a)
		}
	}
}

func TestTheResultJudgesCertaintyAndBringsMissesBackAtOnce(t *testing.T) {
	all := choices(6)
	for i := range all {
		all[i].Tags = []string{"level:" + quiz.Levels[i%2]}
	}
	d := newDesk(t, all...).open()
	d.Key(enter)
	d.Sees("“sure” pays only above 80 %")
	for i := range 6 {
		if i < 4 {
			d.Typed("bs")
		} else {
			d.Typed("at")
		}
		d.Key(enter)
		d.Sees([]string{"−6: sure and wrong", "+2: think so and right"}[i/4])
		d.Key(enter)
	}
	d.Sees("How sure you were", "Sure: 4 answers, 0 % right. It pays from 80 % to 100 %: you were surer than you could be.",
		"Think so: 2 answers, 100 % right.", "By domain and level", "Data content", "Recall", "What comes back", "a question.")
	d.Typed("a")
	d.Sees("1 of 4")
	for _, p := range d.screen.m.session.Queue {
		for _, a := range d.Attempts(p.Question) {
			if a.Mark == 1 {
				t.Error("what was right is asked again")
			}
		}
	}
	if words := strings.Join(uitest.Texts(d.Window), " "); !strings.Contains(words, "Question") {
		t.Error(words)
	}
}
