package exam

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/quiz"
)

// Undo takes back what was done at an item, goes there, and lets a finished
// exam be.
func TestUndoInAnExam(t *testing.T) {
	d := newDesk(t, mock(60))
	d.outline(6, 10, quiz.MoveFree)
	d.begin()
	d.Typed("b")
	d.Typed("a")
	d.Key(enter)
	d.Typed("x")
	d.Typed("s")
	d.Key(enter)
	d.Sees("Item 3 of 6")
	d.Ctrl(fyne.KeyZ)
	d.Sees("Item 2 of 6", "flagged")
	if c := d.screen.m.room.ask.Certainty; c != quiz.Unsaid {
		t.Errorf("the certainty is still %v", c)
	}
	d.Ctrl(fyne.KeyZ)
	d.Misses("Unflag")
	d.Ctrl(fyne.KeyZ)
	d.Sees("Item 1 of 6", "answered 1")
	if g := d.exam().Answers[0]; !slices.Equal(g.Response.Chosen, []int{1}) {
		t.Errorf("chosen is %v", g.Response.Chosen)
	}
	d.Ctrl(fyne.KeyZ)
	d.Sees("answered 0")
	d.Typed("a")
	d.handIn()
	d.Ctrl(fyne.KeyZ)
	d.Misses("Could not")
	if open, err := d.Act.Sitting(ctx()); open != nil || err != nil {
		t.Errorf("an exam is open: %v, %v", open, err)
	}
	// What goes forward only cannot be taken back behind its back.
	d = newDesk(t, mock(60))
	d.outline(6, 10, quiz.MoveForward)
	d.begin()
	d.Typed("b")
	d.Key(enter)
	d.Ctrl(fyne.KeyZ)
	d.Sees("Item 2 of 6")
	if d.exam().Answers[0].Response.IsZero() {
		t.Error("an answer that was left is gone")
	}
}

func TestTheReportIsPrinted(t *testing.T) {
	d := newDesk(t, mock(60))
	d.outline(6, 10, quiz.MoveFree)
	d.begin()
	d.Typed("a")
	d.Key(enter)
	d.Typed("bs")
	d.handIn()
	d.Typed("p")
	d.Sees("Save the report as", "RHIT 2026-11-22.pdf")
	path := filepath.Join(d.Dir, "result.pdf")
	d.Key(fyne.KeyEnd)
	for range 400 {
		d.Key(fyne.KeyBackspace)
	}
	d.Typed(path)
	d.Key(enter)
	d.Sees("The report is written to result.pdf.")
	data, err := os.ReadFile(path)
	d.Must(err)
	if !bytes.HasPrefix(data, []byte("%PDF")) {
		t.Errorf("it begins with %q", data[:8])
	}
	report := d.screen.m.after.printed()
	last := report.Sections[len(report.Sections)-1]
	if !strings.Contains(last.Say, "a mark of AHIMA") {
		t.Errorf("it ends with %q", last.Say)
	}
	if rows := report.Sections[len(report.Sections)-2].Rows; len(rows) != 6 || rows[1][2] != "wrong" || rows[2][2] != "left open" {
		t.Errorf("the items are %q", rows)
	}
	for _, s := range report.Sections {
		for _, r := range s.Rows {
			if len(r) != len(s.Columns) {
				t.Errorf("%s: a row of %d under %d columns", s.Title, len(r), len(s.Columns))
			}
		}
	}
}

// A key that is corrected after the exam changes its result, and the learner is
// told.
func TestACorrectedKeyIsTold(t *testing.T) {
	d := newDesk(t, mock(60))
	d.outline(6, 10, quiz.MoveFree)
	d.begin()
	d.Typed("b")
	q, err := d.Act.Reader().Question(ctx(), d.exam().Queue[0].Question)
	d.Must(err)
	d.handIn()
	d.Sees("RHIT: 0 % right")
	d.Clock.Pass(time.Hour)
	d.Ctrl(fyne.Key1)
	q.Options = slices.Clone(q.Options)
	q.Options[0].Fraction, q.Options[1].Fraction = 0, 1
	_, err = d.Act.Correct(ctx(), q)
	d.Must(err)
	d.Clock.Pass(time.Hour)
	d.show()
	d.Sees("RHIT: 17 % right", "1 item was marked anew since you last looked", "marked anew by a key that was corrected")
	d.Key(fyne.KeyEscape)
	d.Sees("A key was corrected: 1 past answer was marked anew, 1 of them higher.")
	d.Typed("e")
	d.Typed("a")
	d.Sees("marked anew")
	d.Key(fyne.KeyEscape)
	d.Tap("I have seen it")
	d.Misses("since you last looked")
	d.Key(fyne.KeyEscape)
	d.Misses("A key was corrected:")
}

// A question that has gone from the banks meanwhile is passed by.
func TestAQuestionThatIsGone(t *testing.T) {
	d := newDesk(t)
	i := d.Act.Import(mock(60))
	d.Must(i.Run(ctx(), nil))
	d.outline(6, 10, quiz.MoveFree)
	d.begin()
	d.Typed("a")
	d.Ctrl(fyne.Key1)
	_, err := d.Act.Undo(ctx(), i.Done())
	d.Must(err)
	d.show()
	d.Sees("This question cannot be shown", "It is not in the banks any more.", "Item 1 of 6")
	d.Typed("a")
	d.Key(enter)
	d.Sees("Item 2 of 6")
	d.handIn()
	d.Sees("RHIT:")
	d.Typed("a")
	d.Sees("This question cannot be shown")
	d.Key(enter)
}

// A timed practice is sat like an exam.
func TestATimedPractice(t *testing.T) {
	d := newDesk(t, mock(60))
	_, _, err := d.Act.StartRecipe(ctx(), quiz.Recipe{Name: "Quick ten", Mode: quiz.ModeTest, Count: 10, Minutes: 5})
	d.Must(err)
	d.show()
	d.Sees("Quick ten", "Item 1 of 10", "5:00")
	d.Typed("a")
	d.seconds(300)
	d.Sees("Quick ten: 10 % right", "The time is over.")
	d.Misses("By domain", "scaled", "first one")
	d.Key(enter)
	d.Sees("Item 2", "left open")
	d.Key(fyne.KeyEscape, fyne.KeyEscape)
	d.Sees("What the exam is")
}

// The words of the result fit what happened.
func TestTheClocksWords(t *testing.T) {
	for left, want := range map[time.Duration]string{
		3*time.Hour + 25*time.Minute: "3:25:00", time.Hour: "1:00:00", time.Hour - time.Second: "59:59", 61 * time.Second: "1:01",
		999 * time.Millisecond: "0:01", 0: "0:00",
	} {
		if got := clockWords(left); got != want {
			t.Errorf("%v is %q, not %q", left, got, want)
		}
	}
	for d, want := range map[time.Duration]string{205 * time.Minute: "3 h 25 min", 2 * time.Hour: "2 h", 82 * time.Second: "1 min 22 s", 48 * time.Second: "48 s", 51 * time.Minute: "51 min"} {
		if got := span(d); got != want {
			t.Errorf("%v is %q, not %q", d, got, want)
		}
	}
	if got := numbers([]int{0, 4, 8, 9}, 2); !strings.HasSuffix(got, "and 2 more") || !strings.HasPrefix(got, "1, 5") {
		t.Errorf("numbers are %q", got)
	}
}
