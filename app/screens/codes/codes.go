// Package codes is the screen of code books: installing the official files,
// searching codes and words, reading an entry with all its notes, the indexes,
// and building a PCS code. The same reading stands beside a question as a Pane.
// It changes nothing itself: every change is a verb of app/actions.
package codes

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chartroom/app/actions"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz/codebook"
)

// Name is the screen's name in the rail.
const Name = "Codes"

// page is what the screen shows.
type page uint8

const (
	looking    page = iota // in the books
	shelving               // which books there are
	previewing             // files that may be installed
)

// Screen is the code books in the window.
type Screen struct {
	shell    *shell.Shell
	pane     *Pane
	page     page
	shelved  shelved
	incoming *incoming
	closed   string // why no book may be opened, while an exam goes on; "" = they may
	stage    *fyne.Container
	shown    bool
}

// New makes the screen. Nothing is read before it is shown.
func New(s *shell.Shell) *Screen { return &Screen{shell: s} }

// Name is the word in the rail.
func (s *Screen) Name() string { return Name }

// Icon is the picture in the rail.
func (s *Screen) Icon() theme.IconName { return theme.IconCodes }

// Build reads afresh and shows the page that was left, or that the exam which
// goes on allows no book.
func (s *Screen) Build() fyne.CanvasObject {
	s.shown = true
	_, s.closed = s.shell.ExamBooks()
	s.ready()
	s.wire()
	s.stage = container.NewStack()
	s.pane.Load()
	s.draw()
	return s.stage
}

// wire lets files be dropped on the window, and Alt with the arrows go back and
// forward here.
func (s *Screen) wire() {
	s.pane.takeShortcuts()
	s.shell.Window.SetOnDropped(func(_ fyne.Position, files []fyne.URI) {
		if len(files) > 0 && !s.shell.Drop(files[0].Path()) {
			s.shell.Go("Library", files[0].Path())
		}
	})
}

// ready makes the pane, once.
func (s *Screen) ready() {
	if s.pane == nil {
		s.pane = NewPane(s.shell)
		s.pane.shelf = s.showShelf
	}
}

// Leave notes that another screen is shown.
func (s *Screen) Leave() { s.shown = false }

// Changed reads again what a verb, or undo, has changed.
func (s *Screen) Changed(c actions.Change) {
	s.pane.Changed(c)
	s.draw()
}

// Open shows an entry (codebook.Hit) or previews a file to install (a string,
// its path). In a closed-book exam it opens neither, and the page says why.
func (s *Screen) Open(arg any) error {
	s.ready()
	if _, closed := s.shell.ExamBooks(); closed != "" {
		return nil
	}
	switch arg := arg.(type) {
	case codebook.Hit:
		s.pane.Load()
		s.page = looking
		return s.pane.Show(arg.Book, arg.Code)
	case string:
		s.page = shelving
		s.readFiles(arg)
		return nil
	}
	return fmt.Errorf("open %T in the code books", arg)
}

// Drop takes a file or folder that was dropped on the window, but not in a
// closed-book exam.
func (s *Screen) Drop(path string) {
	if s.closed == "" {
		s.readFiles(path)
	}
}

// Find offers codes to Ctrl+K; in a closed-book exam none, for a title answers
// too.
func (s *Screen) Find(text string) []shell.Found {
	s.ready()
	if _, closed := s.shell.ExamBooks(); closed != "" {
		return nil
	}
	var all []shell.Found
	for _, h := range s.pane.model.offer(text) {
		all = append(all, shell.Found{Icon: theme.IconCodes, Title: h.Book.Set.Dotted(h.Code) + "  " + h.Title, Detail: widgets.Sentence(h.Book.Title(), h.Why),
			Open: func() { s.shell.Go(s.Name(), h) }})
	}
	return all
}

// Keys are those of the page on show.
func (s *Screen) Keys() []shell.Key {
	switch {
	case s.closed != "":
		return []shell.Key{{Name: fyne.KeyReturn, Does: "back to the exam", Do: s.toExam}}
	case s.page == shelving:
		return s.shelfKeys()
	case s.page == previewing:
		return s.previewKeys()
	}
	if len(s.pane.model.books) == 0 {
		return s.installKeys()
	}
	return append(s.pane.Keys(), s.installKeys()...)
}

// draw shows the page that the screen is at.
func (s *Screen) draw() {
	if !s.shown || s.stage == nil {
		return
	}
	var page fyne.CanvasObject
	switch {
	case s.closed != "":
		page = widgets.FixedPage(nil, shell.ClosedBooks(s.closed, widgets.PrimaryButton("Back to the exam", s.toExam).WithKey("Enter")), nil)
	case s.page == previewing:
		page = s.previewPage()
	case s.page == shelving || len(s.pane.model.books) == 0:
		page = s.shelfPage()
	default:
		page = widgets.FixedPage(nil, s.pane.object, nil)
	}
	s.stage.Objects = []fyne.CanvasObject{page}
	s.stage.Refresh()
}

// toExam shows the exam that goes on.
func (s *Screen) toExam() { s.shell.Go("Exam", nil) }

// turn goes to a page.
func (s *Screen) turn(to page) {
	s.shell.Window.Canvas().Unfocus()
	s.page = to
	s.draw()
}

// showShelf shows which books there are.
func (s *Screen) showShelf() { s.turn(shelving) }
