// Package library is the screen of banks and questions: searching them,
// looking at one with its history, editing it, and bringing files in and out.
// It saves nothing itself: every change is a verb of app/actions.
package library

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"chartroom/app/actions"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// Screen is the library in the window.
type Screen struct {
	shell   *shell.Shell
	model   *model
	stage   *fyne.Container // the page on show
	shown   bool            // this screen is the one on show
	wired   bool            // dropping files and Ctrl+F are set up
	list    *listView       // kept while the screen is on show, for its place
	editor  *editView       // kept until saved or dropped
	reading *widgets.Frame  // the question page
	preview *importView     // nil: the file could not be read
	formats *widgets.Button // asks as what the file is to be read
	exports *exportView
	swap    *swapView
}

// New makes the screen. blueprints name the domains of the learner's exam.
func New(s *shell.Shell, blueprints []quiz.Blueprint) *Screen {
	return &Screen{shell: s, model: &model{act: s.Actions(), blueprints: blueprints}}
}

// Name is the word in the rail.
func (s *Screen) Name() string { return "Library" }

// Icon is the picture in the rail.
func (s *Screen) Icon() theme.IconName { return theme.IconLibrary }

// Build reads afresh and shows the page that was left.
func (s *Screen) Build() fyne.CanvasObject {
	s.shown = true
	s.wire()
	s.stage = container.NewStack()
	s.list, s.editor, s.swap = nil, nil, nil
	if err := s.model.load(); err != nil {
		s.shell.Fail(fmt.Errorf("read the library: %w", err))
	}
	s.draw()
	return s.stage
}

// Leave notes that another screen is shown. What is being edited stays.
func (s *Screen) Leave() { s.shown = false }

// Changed reads again what a verb, or undo, has changed.
func (s *Screen) Changed(actions.Change) {
	if err := s.model.changed(); err != nil {
		s.shell.Fail(fmt.Errorf("read the library: %w", err))
	}
	s.draw()
}

// Open shows a question (quiz.QuestionID), a bank (quiz.BankID), or the
// preview of a file to import (a string, its path).
func (s *Screen) Open(arg any) error {
	if err := s.model.busy(); err != nil {
		return err
	}
	switch arg := arg.(type) {
	case quiz.QuestionID:
		return s.model.openOnly(arg)
	case quiz.BankID:
		return s.model.openBank(arg)
	case string:
		s.readFile(arg)
		return nil
	}
	return fmt.Errorf("open %T in the library", arg)
}

// Find offers banks and questions to Ctrl+K.
func (s *Screen) Find(text string) []shell.Found {
	var all []shell.Found
	banks, hits := s.model.find(text)
	for _, b := range banks {
		all = append(all, shell.Found{Icon: theme.IconLibrary, Title: b.Name, Detail: "bank · " + quiz.Count(b.Count, "question"),
			Open: func() { s.shell.Go(s.Name(), b.ID) }})
	}
	for _, h := range hits {
		all = append(all, shell.Found{Icon: kindIcon(h.Kind), Title: plain(h.Stem, quiz.Plain), Detail: s.model.valueWord(byBank, string(h.Bank)),
			Open: func() { s.shell.Go(s.Name(), h.ID) }})
	}
	return all[:min(len(all), findLimit)]
}

// wire lets files be dropped on the window, and adds the shortcuts that work
// while typing. Once is enough: the window stays.
func (s *Screen) wire() {
	if s.wired {
		return
	}
	s.wired = true
	s.shell.Window.SetOnDropped(func(_ fyne.Position, files []fyne.URI) {
		if len(files) > 0 && !s.shell.Drop(files[0].Path()) {
			s.dropped(files[0].Path())
		}
	})
	c := s.shell.Window.Canvas()
	for _, key := range []fyne.KeyName{fyne.KeyF, fyne.KeyS, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyP, fyne.KeyN, fyne.KeyD, fyne.KeyR, fyne.KeyU, fyne.KeyJ,
		fyne.KeyG, fyne.KeyI, fyne.KeyT, fyne.KeyE, fyne.KeyL, fyne.KeyH, fyne.KeyB, fyne.KeyO, fyne.KeyA} {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}, func(sc fyne.Shortcut) {
			if !s.shell.Shortcut(sc) {
				s.control(key)
			}
		})
	}
	c.AddShortcut(&fyne.ShortcutSelectAll{}, func(fyne.Shortcut) { s.control(fyne.KeyA) })
	c.AddShortcut(&fyne.ShortcutPaste{}, func(sc fyne.Shortcut) {
		if p, ok := sc.(*fyne.ShortcutPaste); ok && s.shown && s.model.page == editing && p.Clipboard != nil {
			s.pastePicture(p.Clipboard.Content())
		}
	})
}

// control does what a key does together with Ctrl, on the page on show.
func (s *Screen) control(key fyne.KeyName) {
	if !s.shown || s.shell.Window.Canvas().Overlays().Top() != nil {
		return
	}
	if key == fyne.KeyEnter {
		key = fyne.KeyReturn
	}
	for _, c := range s.commands() {
		if c.key == key {
			c.do()
			return
		}
	}
}

// Drop takes a file that was dropped on the window while the library is on show.
func (s *Screen) Drop(path string) { s.dropped(path) }

// dropped takes a file that was dropped on the window: a picture into the
// question being edited, anything else as an import.
func (s *Screen) dropped(path string) {
	if _, picture := picturePath(path); picture && s.shown && s.model.page == editing && s.editor != nil {
		s.takePicture(path)
		return
	}
	s.shell.Go(s.Name(), path)
}

// draw shows the page that the model is at.
func (s *Screen) draw() {
	if !s.shown || s.stage == nil {
		return
	}
	var page fyne.CanvasObject
	switch s.model.page {
	case listing:
		if s.list == nil {
			s.list = newListView(s)
		}
		s.list.draw()
		page = s.list.page
	case reading:
		page = s.questionPage()
	case editing:
		if s.editor == nil {
			s.editor = newEditView(s, s.model.draft)
		}
		page = s.editor.page
	case previewing:
		page = s.importPage()
	case exporting:
		if s.exports == nil {
			s.exports = newExportView(s, s.model.outgoing)
		}
		page = s.exports.page
	case replacing:
		page = s.replacePage()
	case comparing:
		page = s.versionsPage()
	case pairing:
		page = s.nearPage()
	}
	if len(s.stage.Objects) == 1 && s.stage.Objects[0] == page {
		return
	}
	s.stage.Objects = []fyne.CanvasObject{page}
	s.stage.Refresh()
}

// turn goes to another page, or says why not.
func (s *Screen) turn(err error) {
	if s.shown {
		s.shell.Window.Canvas().Unfocus()
	}
	if err != nil {
		s.shell.Fail(err)
		return
	}
	s.draw()
}
