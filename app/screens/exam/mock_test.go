package exam

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/quiz"
)

// A whole mock exam of RHIT by keys: every answer on disk before the next key,
// the result as the answers were.
func TestAWholeMockByKeys(t *testing.T) {
	d := newDesk(t, mock(400)).show()
	d.Sees("RHIT", "150 items · 3 h 25 min", "75 items", "Closed book.", "150 items: 130 count, 20 are being tried out.",
		"A scaled score of 300 passes.", "confidence C", "Compare them with the current content outline")
	d.Key(enter)
	d.Sees("Item 1 of 150", "answered 0 · flagged 0", "3:25:00")
	d.Misses("pretest", "because it is")
	right, wrong, changed := 0, 0, 0
	for i := range 150 {
		d.seconds(2)
		d.Sees(fmt.Sprintf("Item %d of 150", i+1))
		pretest := d.exam().Setup.Places[i].Pretest
		switch {
		case i%10 == 9: // left open
			wrong++
		case i%10 == 8: // wrong, flagged and unsure
			d.Typed("bxg")
			wrong++
		case i%10 == 7: // changed from wrong to right
			d.Typed("ca")
			changed++
			fallthrough
		default:
			d.Typed("as")
			if !pretest {
				right++
			}
		}
		d.Misses("because it is")
		g, err := d.Act.Reader().Exam(ctx(), d.exam().ID)
		d.Must(err)
		if (i%10 == 9) == g.Answers[i].Answered() || g.Answers[i].Flagged != (i%10 == 8) {
			t.Fatalf("item %d on disk is %+v", i+1, g.Answers[i])
		}
		d.Key(enter)
	}
	d.Sees("Before you hand in", "Open items", "Flagged items", "15")
	d.Key(enter)
	d.Sees("Hand in now?", "15 items are still open and will count as wrong. 15 items are flagged.")
	d.Key(fyne.KeyEscape)
	d.Sees("Before you hand in")
	d.handIn()
	e := quiz.NewEstimate(right, 130)
	d.Sees("RHIT: "+percent(e.Share)+" right", fmt.Sprintf("%d of 130 items right", right), "Practise for 75 %", "scaled score, and 300 passes",
		"20 pretest items did not count", "15 items were left open", fmt.Sprintf("You changed %d answers and gained %d items by it.", changed, changed),
		"By domain", "Access and privacy", "By level", "Time for each item", "Wrong 30", "Flagged 15", "Unsure 15", "All 150")
	if n := d.screen.m.after.result.Scored.Right.Right; n != right || wrong != 30 {
		t.Errorf("%d right, not %d", n, right)
	}
	// What was wrong is in the schedule.
	q := d.screen.m.after.exam.Queue[8].Question
	if p := d.Progress(q); p.New() {
		t.Error("a wrong answer is not in the schedule")
	}
}

func TestTheWalkExplainsAndKeepsCauses(t *testing.T) {
	d := newDesk(t, mock(60))
	d.outline(4, 10, quiz.MoveFree)
	d.begin()
	d.Typed("a")
	d.Key(enter)
	d.Typed("bs")
	d.Key(enter)
	d.Typed("b")
	d.handIn()
	d.Sees("25 % right", "Wrong 3", "Why was each wrong?")
	d.Key(enter)
	d.Sees("Item 2", "Wrong: 1 of 3", "your answer · wrong", "because it is not", "The rule says so.", "45 CFR 164, 2026", "Did not know it (K)")
	d.Typed("k")
	d.Sees("undo cause")
	if c := d.screen.m.after.exam.Answers[1].Cause; c != quiz.CauseKnowledge {
		t.Fatalf("the cause is %q", c)
	}
	d.Key(enter)
	d.Sees("Item 3", "Wrong: 2 of 3")
	d.Typed("m")
	d.Ctrl(fyne.KeyZ)
	d.Sees("Undone: cause.", "Item 3")
	if c := d.screen.m.after.exam.Answers[2].Cause; c != quiz.Uncaused {
		t.Errorf("the cause is still %q", c)
	}
	d.Ctrl(fyne.KeyZ)
	d.Sees("Item 2") // it goes to where something changed
	if c := d.screen.m.after.exam.Answers[1].Cause; c != quiz.Uncaused {
		t.Errorf("the cause is still %q", c)
	}
	d.Typed("c")
	d.Key(enter, enter)
	d.Sees("Item 4", "left open", "Back to the result")
	d.Typed("t")
	d.Key(enter)
	d.Sees("Of 3 items wrong, 2 have a cause: careless: 1, too little time: 1.")
	d.Typed("f")
	d.Sees("No item was flagged.")
	d.Typed("a")
	d.Sees("All: 1 of 4", "your answer · right")
	d.Typed("k") // no cause for what was right
	if c := d.screen.m.after.exam.Answers[0].Cause; c != quiz.Uncaused {
		t.Errorf("a right answer has the cause %q", c)
	}
	d.Key(fyne.KeyEscape)
	d.Typed("n")
	d.Sees("this is Practice")
	s, ok := d.practice.Opened.(quiz.Session)
	if !ok || len(s.Queue) != 3 {
		t.Errorf("to be studied: %+v", d.practice.Opened)
	}
}

// A second exam is set beside the first.
func TestExamsAreCompared(t *testing.T) {
	d := newDesk(t, mock(60))
	d.outline(10, 10, quiz.MoveFree)
	for _, key := range []string{"b", "a"} {
		d.begin()
		for range 10 {
			d.Typed(key)
			d.Key(enter)
		}
		d.handIn()
		d.Sees("Compared with earlier exams")
		d.Clock.Pass(24 * time.Hour)
		d.Key(fyne.KeyEscape)
	}
	d.Sees("Earlier exams", "100 % right", "0 % right")
	d.Typed("e")
	d.Sees("RHIT: 100 % right", "had 0 % right. This one is 100 points better, more than chance explains.", "Domains, exam by exam")
	d.Key(fyne.KeyLeft)
	d.Sees("RHIT: 0 % right", "This is the first one.")
	d.Key(fyne.KeyLeft)
	d.Sees("There is no other exam on that side.")
	d.Key(fyne.KeyRight)
	d.Sees("RHIT: 100 % right")
}
