package shell

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chartroom/app/actions"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// Companion is what may lie beside a question: the code books in one column.
type Companion interface {
	Object() fyne.CanvasObject
	Focus()                      // puts the cursor where words are searched
	Only(books ...codebook.Book) // limits it to these; none = all that there are
	Keys() []Key                 // while it has the keyboard
}

// BookUser is a screen that shows questions, beside which code books may lie.
type BookUser interface {
	Books() BooksHere
	LookedUp(quiz.LookUp) // opened in the books that lie beside
	Returned()            // the learner has turned from the books to the question
}

// BooksHere says which code books may lie beside what a screen shows now. The
// screen says whether that is a question; the rest is of the exam that goes on,
// and the shell adds it on every screen alike.
type BooksHere struct {
	Question bool            // one is on show; without, no books lie beside
	Closed   string          // a sentence if none may be used; "" = they may
	Only     []codebook.Book // those that may; nil = all
}

func (b *BooksHere) same(o *BooksHere) bool {
	return b.Question == o.Question && b.Closed == o.Closed && slices.Equal(b.Only, o.Only)
}

// beside is the companion and how it lies.
type beside struct {
	is     Companion // nil = there is none
	open   bool      // the learner wants it beside every question
	active bool      // it has the keyboard
	here   BooksHere // as it was put last
	split  *widgets.Beside
	turn   *widgets.Button // to the other side
}

// shown reports whether it is on show.
func (b *beside) shown() bool { return b.split != nil }

// AddCompanion lets Ctrl+B put something beside questions.
func (s *Shell) AddCompanion(c Companion) { s.beside.is = c }

// paneWidth is the companion's width, at text scale 1, unless the learner has
// dragged it.
const paneWidth = 420

// ExamBooks says which code books may be used while an exam goes on, on whatever
// screen: only those, nil for all, or none, and then closed says why.
func (s *Shell) ExamBooks() (only []codebook.Book, closed string) {
	sitting, err := s.act.Sitting(context.Background())
	if err == nil && sitting != nil {
		only, err = s.act.ExamBooks(context.Background(), &sitting.Exam)
	}
	switch {
	case errors.Is(err, actions.ErrClosedBook):
		return nil, fmt.Sprintf("%s is closed-book: no books here.", sitting.Exam.Title)
	case err != nil:
		return nil, quiz.Capital(err.Error()) + "."
	}
	return only, ""
}

// ClosedBooks stands where code books would be while an exam goes on that
// allows none: why, when they open again, and a button, which may be nil.
func ClosedBooks(why string, action fyne.CanvasObject) fyne.CanvasObject {
	return widgets.EmptyState(theme.IconCodes, why, "They open again when you hand it in.", action)
}

// booksHere is what the screen on show and the exam that goes on say of books.
func (s *Shell) booksHere() BooksHere {
	u, ok := s.screen().(BookUser)
	if !ok {
		return BooksHere{}
	}
	here := u.Books()
	if here.Question && s.beside.open {
		here.Only, here.Closed = s.ExamBooks()
	}
	return here
}

// Room is how wide the screen on show is, or will be.
func (s *Shell) Room() float32 {
	width := s.Window.Canvas().Size().Width
	if alone, ok := s.screen().(Alone); !ok || !alone.Alone() {
		width -= theme.Scaled(railWidth)
	}
	if s.BooksBeside() {
		width -= theme.Scaled(s.paneWidth())
	}
	return width
}

// BooksBeside reports whether the companion lies, or will lie, beside the
// question on show.
func (s *Shell) BooksBeside() bool {
	return s.beside.is != nil && s.beside.open && s.booksHere().Question
}

func (s *Shell) paneWidth() float32 {
	if w, err := strconv.Atoi(s.act.Setting(quiz.SettingBooksWidth)); err == nil && w >= widgets.BesideLeast {
		return float32(w)
	}
	return paneWidth
}

// widened keeps the companion's width.
func (s *Shell) widened(width float32) {
	if _, err := s.act.Set(context.Background(), quiz.SettingBooksWidth, strconv.Itoa(int(width))); err != nil {
		s.Fail(err)
	}
}

// compose puts the screen's content on the stage, with the companion beside it
// if that is wanted and there is a question.
func (s *Shell) compose(content fyne.CanvasObject) {
	b := &s.beside
	b.here = s.booksHere()
	b.split, b.turn = nil, nil
	if b.is == nil || !b.open || !b.here.Question {
		b.active = false
		s.stage.Objects = []fyne.CanvasObject{content}
		s.stage.Refresh()
		return
	}
	b.turn = widgets.QuietButton("", s.turnBooks).WithKey("Ctrl B")
	b.split = widgets.NewBeside(content, s.pane(), s.paneWidth(), s.widened)
	s.stage.Objects = []fyne.CanvasObject{b.split}
	s.front(b.active)
	s.stage.Refresh()
}

// Follow lets the companion follow what the screen on show has come to: a
// question, another exam's rule, or no question any more.
func (s *Shell) Follow() {
	b := &s.beside
	if b.is == nil || !b.open || s.building {
		return
	}
	if here := s.booksHere(); !here.same(&b.here) {
		s.compose(s.content)
	}
}

// pane is the companion under a line that says what it is and how to leave it.
func (s *Shell) pane() fyne.CanvasObject {
	b := &s.beside
	shut := widgets.IconButton(theme.IconClose, "Put the code books away", s.shutBooks)
	head := widgets.Row(theme.Space8, widgets.NewIcon(theme.IconCodes, theme.ColorMuted), widgets.Grow(widgets.Strong("Code books").OneLine()), b.turn, shut)
	var body fyne.CanvasObject
	if b.here.Closed != "" {
		body = ClosedBooks(b.here.Closed, nil)
	} else {
		b.is.Only(b.here.Only...)
		body = b.is.Object()
	}
	top := widgets.Pad(theme.Space12, theme.Space8, theme.Space4, theme.Space16, head)
	return widgets.Square(container.NewBorder(top, nil, nil, nil, body), theme.ColorSurface)
}

// front gives the keyboard to the companion, or to the question.
func (s *Shell) front(books bool) {
	b := &s.beside
	b.active = books
	if b.shown() {
		b.turn.SetText(map[bool]string{true: "To the question", false: "To the books"}[books])
		b.split.Front(books)
	}
}

// turnBooks is Ctrl+B: it opens the companion, and goes to and fro between it
// and the question.
func (s *Shell) turnBooks() {
	b := &s.beside
	switch {
	case b.is == nil:
	case !s.booksHere().Question:
		s.Say("Code books lie beside a question; none is on show. The screen Codes has them by themselves.")
	case !b.open:
		b.open, b.active = true, true
		s.Redraw()
	case b.active:
		s.ToQuestion()
		s.Window.Canvas().Unfocus()
		s.focus()
	default:
		s.front(true)
		s.Window.Canvas().Unfocus()
		s.focus()
	}
}

// shutBooks puts the companion away.
func (s *Shell) shutBooks() {
	s.ToQuestion()
	s.beside.open = false
	s.Redraw()
}

// ToQuestion gives the keyboard to the question, if the companion has it. The
// screens call it when something is done there with the mouse.
func (s *Shell) ToQuestion() {
	if b := &s.beside; b.shown() && b.active {
		s.front(false)
		s.returned()
	}
}

func (s *Shell) returned() {
	if u, ok := s.screen().(BookUser); ok {
		u.Returned()
	}
}

// LookedUp is told by the companion that something was opened in it.
func (s *Shell) LookedUp(l quiz.LookUp) {
	b := &s.beside
	u, ok := s.screen().(BookUser)
	if !ok || !b.shown() || b.here.Closed != "" {
		return
	}
	if !b.active {
		s.front(true)
	}
	u.LookedUp(l)
}

// keys are those of the companion while it has the keyboard, or else of the
// screen on show.
func (s *Shell) keys() []Key {
	b := &s.beside
	if !b.shown() || !b.active {
		return s.screen().Keys()
	}
	var keys []Key
	if b.here.Closed == "" {
		keys = slices.Clone(b.is.Keys())
	}
	if !slices.ContainsFunc(keys, func(k Key) bool { return k.Name == fyne.KeyEscape }) {
		keys = append(keys, Key{Name: fyne.KeyEscape, Does: "put the code books away", Do: s.shutBooks})
	}
	return keys
}
