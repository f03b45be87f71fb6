package practice

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/shell"
	"chartroom/app/widgets"
	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// shelf stands for the code books.
type shelf struct{}

func (shelf) Object() fyne.CanvasObject { return widgets.Body("the pages of a book") }
func (shelf) Focus()                    {}
func (shelf) Only(...codebook.Book)     {}
func (shelf) Keys() []shell.Key         { return nil }

// What is looked up in study is kept with the answer, survives the end of the
// window, and is said at the end.
func TestLookUpsInStudyAreKept(t *testing.T) {
	d := newDesk(t, choices(2)...).open()
	d.Pace = 0
	d.Shell.AddCompanion(shelf{})
	d.Ctrl(fyne.KeyB)
	d.Sees("Code books lie beside a question")
	d.Key(fyne.KeyReturn)
	d.Ctrl(fyne.KeyB)
	d.Sees("the pages of a book")
	d.Shell.LookedUp(quiz.LookUp{Set: "icd10cm", Code: "Abscess, skin", Part: quiz.BookIndex})
	d.Clock.Pass(10 * time.Second)
	d.Shell.LookedUp(quiz.LookUp{Set: "icd10cm", Code: "L0291", Part: quiz.BookTabular})
	d.Clock.Pass(50 * time.Second)
	d.Ctrl(fyne.KeyB)
	s, err := d.Act.Reader().Session(ctx(), d.screen.m.session.ID)
	d.Must(err)
	if got := s.Answers[0].LookUps; len(got) != 2 || got[0].Took != 10*time.Second || got[1].Took != 50*time.Second || got[1].Code != "L0291" {
		t.Fatalf("%+v", got)
	}
	d.Typed("a")
	d.Key(fyne.KeyReturn) // marked
	d.Shell.LookedUp(quiz.LookUp{Set: "icd10cm", Code: "L0292", Part: quiz.BookTabular})
	d.Ctrl(fyne.KeyB)
	d.Key(fyne.KeyReturn)
	d.Typed("a")
	d.Key(fyne.KeyReturn)
	d.Key(fyne.KeyReturn)
	d.Sees("In the code books", "You looked up 1 code and opened the Index once, 30 s each.")
	d.Misses("the pages of a book")
}

// With a code book on the shelf, one key begins a drill from it.
func TestADrillBeginsFromTheCodeBooks(t *testing.T) {
	d := newDesk(t, choices(2)...)
	t.Cleanup(func() { d.Must(d.Act.CloseBooks()) })
	d.open()
	d.Misses("From your code books")
	job := d.Act.InstallBooks("../../../content/codeset/testdata/icd10cm_order_2031.txt", "../../../content/codeset/testdata/icd10pcs_tables_2031.xml")
	d.Must(job.Look(ctx(), nil))
	d.Must(job.Run(ctx(), nil))
	d.Ctrl(fyne.Key1)
	d.open()
	d.Sees("From your code books", "ICD-10-CM 2031", "Is it a code?", "ICD-10-PCS 2031", "Build the code")
	d.Misses("Excludes1")
	d.Typed("d")
	d.Sees("Find the code of ICD-10-CM 2031")
	if n := len(d.screen.m.session.Queue); n < 5 || d.screen.m.session.Mode != quiz.ModeStudy {
		t.Errorf("%d questions", n)
	}
}
