package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/actions/actionstest"
	"chartroom/quiz"
)

// orderFile writes a very small code list in the layout of the official one and
// returns its path.
func orderFile(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	for i, l := range [][3]string{{"A00", "0", "Cholera"}, {"A000", "1", "Cholera due to Vibrio cholerae 01, biovar cholerae"}, {"A009", "1", "Cholera, unspecified"},
		{"E11", "0", "Type 2 diabetes mellitus"}, {"E119", "1", "Type 2 diabetes mellitus without complications"}} {
		fmt.Fprintf(&b, "%05d %-7s %s %-60s %s\r\n", i+1, l[0], l[1], l[2], l[2])
	}
	path := filepath.Join(t.TempDir(), "icd10cm_order_2026.txt")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// readies brings the material into a profile of one who gets ready for an exam;
// "" = she has not said for which.
func readies(profile *actionstest.Profile, exam string) {
	profile.Must(prepare(context.Background(), profile.Act))
	if exam == "" {
		return
	}
	profile.Set(quiz.SettingZone, "America/New_York", quiz.SettingExam, exam, quiz.SettingExamDate, "2099-01-18")
}

// sat is the exam that is open in a profile.
func sat(profile *actionstest.Profile) quiz.Exam {
	open, err := profile.Act.Reader().OpenExams(context.Background())
	profile.Must(err)
	if len(open) != 1 {
		return quiz.Exam{}
	}
	e, err := profile.Act.Reader().Exam(context.Background(), open[0].ID)
	profile.Must(err)
	return e
}

// lookedUp checks what is on disk of the first item: an answer, and what was
// looked up beside it.
func lookedUp(t *testing.T, e *quiz.Exam) {
	t.Helper()
	if len(e.Answers) == 0 {
		t.Fatal("no exam is open")
	}
	all := e.Answers[0].LookUps
	if len(all) == 0 || all[0].Code != "A009" || all[0].Part != quiz.BookTabular || all[0].Took <= 0 {
		t.Errorf("looked up %+v", all)
	}
	if !e.Answers[0].Answered() {
		t.Error("the item is not answered")
	}
}

// A book is searched beside an item of an open-book exam, by keys alone.
func TestBooksBesideAnExam(t *testing.T) {
	d := newDesk(t)
	t.Cleanup(func() { d.Must(d.Act.CloseBooks()) })
	readies(d.Profile, "ccs") // an open-book exam
	job := d.Act.InstallBooks(orderFile(t))
	d.Must(job.Look(context.Background(), nil))
	d.Must(job.Run(context.Background(), nil))
	d.shell.Go("Exam", nil)
	d.Key(enter)
	d.Sees("Item 1 of")
	d.Ctrl(fyne.KeyB)
	d.Sees("Code books", "To the question")
	d.Typed("cholera unspecified")
	d.Key(enter)
	d.Sees("A00.9", "Cholera, unspecified")
	d.Clock.Pass(time.Minute)
	d.Ctrl(fyne.KeyB)
	d.Sees("To the books")
	answerFirst(d)
	e := sat(d.Profile)
	lookedUp(t, &e)
	d.Ctrl(fyne.KeyB)
	d.Key(fyne.KeyEscape)
}

// answerFirst answers the item on show, whatever its kind.
func answerFirst(d *desk) {
	d.t.Helper()
	for range 3 {
		if e := sat(d.Profile); e.Answers[e.At].Answered() {
			return
		}
		d.Typed("b")
	}
}

// The same in a real window: a book is installed by the terminal, opened beside
// an item, searched; the item is answered, and the laptop dies.
func TestRealWindowBooks(t *testing.T) {
	r := newReal(t)
	r.prepared("ccs")
	out, _ := exec.Command(r.bin, "codes", "install", "--data", r.data, orderFile(t)).CombinedOutput() // it warns of the codes that are missing
	if !strings.Contains(string(out), "codes in tabular order of ICD-10-CM 2026") {
		t.Fatalf("%s", out)
	}
	r.start()
	r.keys("ctrl+6")
	r.look("the-code-books")
	r.keys("ctrl+4", "Return")
	alone := r.look("exam-item-without-books")
	r.keys("ctrl+b")
	if bytes.Equal(alone, r.look("books-beside-the-item")) {
		t.Fatal("Ctrl+B changed nothing on the screen")
	}
	r.typed("cholera unspecified")
	r.keys("Return")
	r.look("an-entry-beside-the-item")
	r.keys("ctrl+b", "b")
	r.look("answered-beside-the-books")
	r.keys("ctrl+shift+b")
	r.look("books-put-away")
	r.kill()
	profile := actionstest.In(t, r.data)
	defer profile.Store.Close()
	e := sat(profile)
	lookedUp(t, &e)
}
