package shell

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/actions/actionstest"
	"chartroom/app/theme"
	"chartroom/app/uitest"
	"chartroom/app/widgets"
	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// asker is a page with a question, beside which books may lie.
type asker struct {
	page
	here     BooksHere
	looked   []quiz.LookUp
	returned int
}

func (a *asker) Books() BooksHere         { return a.here }
func (a *asker) LookedUp(l quiz.LookUp)   { a.looked = append(a.looked, l) }
func (a *asker) Returned()                { a.returned++ }
func (a *asker) Build() fyne.CanvasObject { a.built++; return widgets.Body("what is asked") }

// shelf stands for the code books.
type shelf struct {
	only    []codebook.Book
	focused int
	pressed int
}

func (s *shelf) Object() fyne.CanvasObject   { return widgets.Body("the pages of a book") }
func (s *shelf) Focus()                      { s.focused++ }
func (s *shelf) Only(books ...codebook.Book) { s.only = books }
func (s *shelf) Keys() []Key {
	return []Key{{Rune: 'a', Does: "turn a page", Do: func() { s.pressed++ }}}
}

func bookDesk(t *testing.T) (*desk, *asker, *shelf) {
	t.Helper()
	d := newDesk(t, RunNow)
	a, books := &asker{page: page{name: "Ask"}, here: BooksHere{Question: true}}, &shelf{}
	a.keys = []Key{{Rune: 'a', Does: "choose A", Do: func() { a.opened = "A" }}}
	d.shell.AddBeside(a)
	d.shell.AddCompanion(books)
	d.shell.Go("Ask", nil)
	return d, a, books
}

func TestTheBooksLieBesideAQuestion(t *testing.T) {
	d, a, books := bookDesk(t)
	d.Misses("the pages of a book")
	d.Ctrl(fyne.KeyB)
	d.Sees("the pages of a book")
	d.Sees("what is asked")
	d.Typed("a")
	if books.pressed != 1 || a.opened != nil || books.focused != 1 {
		t.Errorf("the key went to the question: %v %+v", a.opened, books)
	}
	d.shell.LookedUp(quiz.LookUp{Code: "E119"})
	d.Ctrl(fyne.KeyB)
	d.Typed("a")
	if books.pressed != 1 || a.opened != "A" || a.returned != 1 || len(a.looked) != 1 {
		t.Errorf("not back at the question: %+v %+v", a, books)
	}
	d.Sees("the pages of a book")
	d.Ctrl(fyne.KeyB)
	d.Key(fyne.KeyEscape)
	d.Misses("the pages of a book")
	if a.returned != 2 {
		t.Errorf("returned %d times", a.returned)
	}
}

func TestWithoutAQuestionNoBookLiesBeside(t *testing.T) {
	d, a, _ := bookDesk(t)
	d.Ctrl(fyne.KeyB)
	d.Ctrl(fyne.Key1)
	d.Misses("the pages of a book")
	d.Ctrl(fyne.KeyB)
	d.Sees("Code books lie beside a question")
	d.shell.Go("Ask", nil)
	d.Sees("the pages of a book")
	a.here.Question = false
	d.shell.Follow()
	d.Misses("the pages of a book")
	d.Typed("a")
	if a.opened != "A" {
		t.Error("the key did not reach the screen")
	}
}

// sit begins an exam of one item, by a rule made up for it.
func (d *desk) sit(rule quiz.Books) *actions.Sitting {
	q := actionstest.Choice("Asked in the exam?")
	q.Tags = []string{"rhit:1", "level:recall"}
	bank := actionstest.Bank(q)
	bank.ID = "mock"
	bank.Questions[0].Bank, bank.Questions[0].ID = bank.ID, quiz.NewQuestionID(bank.ID, "0")
	d.Bring(bank)
	b := quiz.Blueprint{ID: "rhit", Credential: "rhit", Name: "RHIT", Items: 1, Scored: 1, Minutes: 10, Source: "made up", Confidence: "C",
		Domains: []quiz.Domain{{ID: "rhit:1", Name: "The only domain", Short: "Only", Min: 100, Max: 100}},
		Rules:   []quiz.ExamRule{{Moves: quiz.MoveFree, Books: rule, Source: "made up", Confidence: "C"}}}
	s, _, err := d.Act.StartExam(context.Background(), &b, 1, 0)
	d.Must(err)
	return s
}

// While an exam goes on, its rule counts beside every question, whichever
// screen shows it, until it is handed in.
func TestAClosedBookStaysClosed(t *testing.T) {
	d, a, books := bookDesk(t)
	s := d.sit(quiz.Books{})
	d.Ctrl(fyne.KeyB)
	d.Sees("RHIT is closed-book: no books here.", "They open again when you hand it in.")
	d.Misses("the pages of a book")
	d.shell.LookedUp(quiz.LookUp{Code: "E119"})
	if len(a.looked) != 0 || books.focused != 0 {
		t.Errorf("%+v", a.looked)
	}
	_, err := d.Act.HandInExam(context.Background(), s)
	d.Must(err)
	d.shell.Follow()
	d.Sees("the pages of a book")
	if len(books.only) != 0 {
		t.Errorf("only %v", books.only)
	}
	d.sit(quiz.Books{Open: true, Sets: []string{"icd10cm"}, Year: 2026})
	d.shell.Follow()
	d.Sees("the pages of a book")
	if b := (codebook.Book{Set: codebook.ICD10CM, Year: 2026}); len(books.only) != 1 || books.only[0] != b {
		t.Errorf("only %v", books.only)
	}
}

// Where there is no room for both, the books have all of it, and Ctrl+B shows
// the question again.
func TestAtLargeTextTheBooksTakeTheStage(t *testing.T) {
	d, _, _ := bookDesk(t)
	d.Resize(fyne.NewSize(960, 640))
	d.Ctrl(fyne.KeyB)
	uitest.Layout(d.Window)
	d.Sees("the pages of a book", "what is asked")
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Options{TextScale: 2}))
	d.shell.Restyle()
	uitest.Layout(d.Window)
	d.Sees("the pages of a book")
	d.Misses("what is asked")
	d.Ctrl(fyne.KeyB)
	uitest.Layout(d.Window)
	d.Sees("what is asked")
	d.Misses("the pages of a book")
	if w := d.Canvas().Size().Width; w > 960 {
		t.Errorf("the window grew to %v", w)
	}
}

// The width that is dragged is kept.
func TestTheWidthOfTheBooksIsKept(t *testing.T) {
	d, _, _ := bookDesk(t)
	d.shell.widened(500)
	if w := d.Act.Setting(quiz.SettingBooksWidth); w != "500" || d.shell.paneWidth() != 500 {
		t.Errorf("%q", w)
	}
}

// After a new year the questions are listed whose codes it changed, to be opened
// in the library.
func TestQuestionsOfChangedCodesAreShown(t *testing.T) {
	d, _, _ := bookDesk(t)
	t.Cleanup(func() { d.Must(d.Act.CloseBooks()) })
	of := func(stem, code string) quiz.Question {
		q := quiz.Question{Key: stem, Kind: quiz.Code, Stem: stem, Markup: quiz.Plain, Tags: []string{"code:icd10cm-2030"}, Options: []quiz.Option{{Text: code, Fraction: 1}}}
		return q
	}
	bank := actionstest.Bank(of("Another kind of cholera?", "A00.9"), of("The disease by HIV?", "B20"), of("The classical one?", "A00.0"))
	bank.ID, bank.Name = "coded", "Coded"
	for i := range bank.Questions {
		q := &bank.Questions[i]
		q.Bank, q.ID = bank.ID, quiz.NewQuestionID(bank.ID, q.Key)
	}
	d.Bring(bank)
	job := d.Act.InstallBooks("../../content/codeset/testdata/icd10cm_order_2031.txt", "../../content/codeset/testdata/icd10cm_order_addenda_2031.txt")
	d.Must(job.Look(context.Background(), nil))
	d.Must(job.Run(context.Background(), nil))
	d.shell.TellChangedCodes(job.Books())
	d.Sees("2 questions with changed codes", "Another kind of cholera?", "B20: revised, and it is the answer")
	d.Misses("The classical one?")
	d.Key(fyne.KeyDown)
	d.Key(fyne.KeyReturn)
	if got := d.pages[2].opened; got != bank.Questions[1].ID {
		t.Errorf("the library opened %v", got)
	}
	d.Misses("with changed codes")
	d.shell.TellChangedCodes([]codebook.Book{{Set: codebook.ICD10CM, Year: 2030}})
	d.Misses("with changed codes")
}
