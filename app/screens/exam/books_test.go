package exam

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/shell"
	"chartroom/app/widgets"
	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// shelf stands for the code books.
type shelf struct{ only []codebook.Book }

func (*shelf) Object() fyne.CanvasObject     { return widgets.Body("the pages of a book") }
func (*shelf) Focus()                        {}
func (s *shelf) Only(books ...codebook.Book) { s.only = books }
func (*shelf) Keys() []shell.Key             { return nil }

// openBook is the small outline with a rule that allows these books.
func (d *desk) openBook(b quiz.Books) *shelf {
	d.T.Helper()
	d.outline(10, 20, quiz.MoveFree)
	for _, o := range d.Act.Blueprints() {
		if o.ID == "rhit" {
			o.Rules = []quiz.ExamRule{{Moves: quiz.MoveFree, Books: b, Source: "made up", Confidence: "C"}}
			_, err := d.Act.SetBlueprint(ctx(), o)
			d.Must(err)
		}
	}
	books := &shelf{}
	d.Shell.AddCompanion(books)
	return books
}

func e119(part quiz.BookPart) quiz.LookUp {
	return quiz.LookUp{Set: "icd10cm", Code: "E119", Part: part}
}

// What is looked up is kept with its time, counts on the exam's clock, comes
// back after a crash, does not stand in the way of undo, and is said afterwards.
func TestLookUpsAreKeptWithTheItem(t *testing.T) {
	d := newDesk(t, mock(60))
	books := d.openBook(quiz.Books{Open: true, Sets: []string{"icd10cm", "cpt"}, Year: 2026})
	d.begin()
	d.Typed("a")
	d.Ctrl(fyne.KeyB)
	d.Sees("the pages of a book")
	if want := []codebook.Book{{Set: codebook.ICD10CM, Year: 2026}}; !slices.Equal(books.only, want) {
		t.Errorf("only %v", books.only)
	}
	d.Shell.LookedUp(e119(quiz.BookTabular))
	d.seconds(20)
	d.Shell.LookedUp(e119(quiz.BookTabular))
	d.seconds(40)
	d.Ctrl(fyne.KeyB)
	if left := d.screen.m.room.sitting.Left(); left != 19*time.Minute {
		t.Errorf("the exam's clock shows %v", left)
	}
	d.Shell.Undo()
	if g := d.exam().Answers[0]; g.Answered() || len(g.LookUps) != 2 {
		t.Errorf("after undo %+v", g)
	}
	d.Typed("b")
	d.Ctrl(fyne.KeyB)
	d.Shell.LookedUp(e119(quiz.BookTabular))
	d.seconds(5)
	d.crash(time.Minute)
	got := d.exam().Answers[0].LookUps
	took := []time.Duration{20 * time.Second, 40 * time.Second, 0}
	for i := range got {
		if i >= 3 || got[i].Took != took[i] || got[i].Code != "E119" {
			t.Errorf("look-up %d is %+v", i, got[i])
		}
	}
	if len(got) != 3 || d.exam().Answers[0].Response.Chosen[0] != 1 {
		t.Errorf("after the crash %+v", d.exam().Answers[0])
	}
	d.handIn()
	d.Sees("You looked up 3 codes, 20 s each; never opened the Index.")
}

func TestAClosedBookExamShowsNoBook(t *testing.T) {
	d := newDesk(t, mock(60))
	d.openBook(quiz.Books{})
	d.begin()
	d.Ctrl(fyne.KeyB)
	d.Sees("RHIT is closed-book: no books here.")
	d.Misses("the pages of a book")
	d.Shell.LookedUp(e119(quiz.BookTabular))
	if got := d.exam().Answers[0].LookUps; len(got) != 0 {
		t.Errorf("looked up %v", got)
	}
	d.Key(fyne.KeyEscape)
	d.Misses("no books here")
	d.Typed("a")
	if !d.exam().Answers[0].Answered() {
		t.Error("the keys do not answer any more")
	}
	d.handIn()
	d.Misses("looked up")
}

// Which of the allowed books are not there is said before the exam begins.
func TestMissingBooksAreSaidBefore(t *testing.T) {
	d := newDesk(t, mock(60))
	d.openBook(quiz.Books{Open: true, Sets: []string{"icd10cm", "hcpcs"}, Year: 2026})
	d.Shell.Go(Name, nil)
	d.Sees("Not on your shelf yet: ICD-10-CM 2026, HCPCS Level II 2026.")
	closed := newDesk(t, mock(60))
	closed.openBook(quiz.Books{})
	closed.Shell.Go(Name, nil)
	closed.Misses("Not on your shelf yet")
}

// An exam that names no edition gets that of the calendar year.
func TestAnExamWithoutAnEditionTakesTheCalendarYears(t *testing.T) {
	d := newDesk(t, mock(60))
	books := d.openBook(quiz.Books{Open: true, Sets: []string{"hcpcs"}})
	d.begin()
	d.Ctrl(fyne.KeyB)
	if want := []codebook.Book{{Set: codebook.HCPCS, Year: 2026}}; !slices.Equal(books.only, want) {
		t.Errorf("only %v", books.only)
	}
	d.Key(enter) // the book has the keyboard
	if d.exam().At != 0 {
		t.Error("Enter went to the question")
	}
	d.Ctrl(fyne.KeyB)
	d.Key(enter)
	if d.exam().At != 1 {
		t.Error("Enter does not go on")
	}
}
