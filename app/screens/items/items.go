// Package items shows instructors how the questions of a test did: by a table
// of candidates' answers, or by the learner's own answers to a bank. Every
// figure has its meaning beside it, and every flag its reason. It changes
// nothing.
package items

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chartroom/app/actions"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// Name is what other screens call this one.
const Name = "Item analysis"

// Screen is the item analysis.
type Screen struct {
	shell *shell.Shell
	m     model

	holder *fyne.Container
	frame  *widgets.Frame
	rows   *widgets.Rows // nil where there is no list
}

// New makes the screen.
func New(s *shell.Shell) *Screen {
	return &Screen{shell: s, m: model{act: s.Actions()}, holder: container.NewStack()}
}

// Name is for Ctrl+K and other screens.
func (s *Screen) Name() string { return Name }

// Icon is for Ctrl+K.
func (s *Screen) Icon() theme.IconName { return "report" }

// Build shows what was open last, or what there is to analyse.
func (s *Screen) Build() fyne.CanvasObject {
	s.holder = container.NewStack() // Open may have drawn into the one before
	s.load()
	return s.holder
}

// Changed reads again which banks have answers.
func (s *Screen) Changed(actions.Change) { s.load() }

func (s *Screen) load() {
	if err := s.m.loadBanks(); err != nil {
		s.shell.Fail(fmt.Errorf("read the banks: %w", err))
	}
	s.draw()
}

// Open shows a table of answers (a string, its path) or the learner's own
// answers to a bank (quiz.BankID).
func (s *Screen) Open(arg any) error {
	switch arg := arg.(type) {
	case string:
		s.read(arg)
		return nil
	case quiz.BankID:
		s.readOwn(arg)
		return nil
	}
	return fmt.Errorf("open %T in the item analysis", arg)
}

// Drop reads a file that was dropped on the window.
func (s *Screen) Drop(path string) { s.read(path) }

func (s *Screen) choose() { s.shell.ChooseFile(s.read) }

// read reads a table beside the window.
func (s *Screen) read(path string) {
	s.shell.Visit(path)
	var a analysed
	s.shell.Run("Reading the answers", func(ctx context.Context, _ func(done, total int)) (err error) {
		a, err = analyse(ctx, path)
		return err
	}, func(err error) {
		if err != nil {
			s.shell.Concern(err)
			return
		}
		s.m.take(a)
		s.draw()
	})
}

// readOwn reads the learner's own answers to a bank beside the window.
func (s *Screen) readOwn(id quiz.BankID) {
	var own []actions.OwnItem
	if err := s.m.loadBanks(); err != nil {
		s.shell.Fail(fmt.Errorf("read the banks: %w", err))
		return
	}
	name := string(id)
	for _, b := range s.m.banks {
		if b.ID == id {
			name = b.Name
		}
	}
	s.shell.Run("Reading your answers", func(ctx context.Context, _ func(done, total int)) (err error) {
		own, err = s.m.act.OwnItems(ctx, id)
		return err
	}, func(err error) {
		if err != nil {
			s.shell.Concern(err)
			return
		}
		s.m.takeOwn(name, own)
		s.draw()
	})
}

// export asks where to and writes the figures there.
func (s *Screen) export() {
	name, text := s.m.export()
	s.shell.SaveAs(name, "the figures", func(path string) {
		if err := s.m.act.SaveText(path, text); err != nil {
			s.shell.Fail(err)
			return
		}
		s.shell.Say(quiz.Count(s.m.count(), "line") + " written to " + path + ".")
	})
}

// Keys are what the keyboard does here.
func (s *Screen) Keys() []shell.Key {
	open := shell.Key{Rune: 'o', Does: "open a table of candidates' answers", Do: s.choose}
	move := func(by int) func() { return func() { s.move(by) } }
	list := []shell.Key{{Name: fyne.KeyDown, Does: "next row", Do: move(1)}, {Name: fyne.KeyUp, Does: "row before", Do: move(-1)},
		{Name: fyne.KeyPageDown, Does: "some rows on", Do: move(rowsStep)}, {Name: fyne.KeyPageUp, Does: "some rows back", Do: move(-rowsStep)}}
	other := []shell.Key{{Rune: 'e', Does: "export the figures", Do: s.export}, open}
	scroll := []shell.Key{{Name: fyne.KeyPageDown, Does: "scroll", Do: func() { s.frame.ScrollBy(theme.Scaled(400)) }}, {Name: fyne.KeyPageUp, Do: func() { s.frame.ScrollBy(-theme.Scaled(400)) }},
		{Name: fyne.KeyDown, Do: func() { s.frame.ScrollBy(theme.Scaled(48)) }}, {Name: fyne.KeyUp, Do: func() { s.frame.ScrollBy(-theme.Scaled(48)) }}}
	switch s.m.page {
	case questions:
		keys := append(list, shell.Key{Name: fyne.KeyReturn, Does: "show the question's figures", Do: s.enter},
			shell.Key{Rune: 's', Does: "list by what to look at first, or as in the file", Do: s.resort})
		if s.m.stats != nil {
			keys = append(keys, shell.Key{Rune: 't', Does: "the test as a whole", Do: func() { s.turn(whole) }})
		}
		return append(append(keys, other...), shell.Key{Name: fyne.KeyEscape, Does: "choose something else", Do: s.back})
	case one:
		keys := []shell.Key{{Name: fyne.KeyRight, Does: "next question", Do: move(1)}, {Name: fyne.KeyLeft, Does: "question before", Do: move(-1)}}
		return append(append(append(keys, scroll...), other...), shell.Key{Name: fyne.KeyEscape, Does: "back to the list", Do: s.back})
	case whole:
		return append(append(scroll, other...), shell.Key{Name: fyne.KeyEscape, Does: "back to the list", Do: s.back})
	}
	return append(list, shell.Key{Name: fyne.KeyReturn, Does: "your own answers to the bank", Do: s.enter}, open)
}

// rowsStep is how many rows PageUp and PageDown move.
const rowsStep = 8

func (s *Screen) turn(p page) {
	s.m.page = p
	s.draw()
}

// back leaves the page for the one before.
func (s *Screen) back() {
	switch s.m.page {
	case one, whole:
		s.turn(questions)
	case questions:
		s.m.at = 0
		s.turn(choosing)
	}
}

// enter opens the chosen row. Of one's own answers there is the question itself
// to see, in the library.
func (s *Screen) enter() {
	switch {
	case s.m.page == choosing && len(s.m.banks) == 0:
		s.choose()
	case s.m.page == choosing:
		s.readOwn(s.m.banks[s.m.at].ID)
	case s.m.page != questions || s.m.count() == 0:
	case s.m.stats == nil:
		s.shell.Go("Library", s.m.own[s.m.sorted[s.m.at]].Question.ID)
	default:
		s.turn(one)
	}
}

// move goes to another row, or question.
func (s *Screen) move(by int) {
	s.m.step(by)
	if s.m.page == one {
		s.draw()
	} else if s.rows != nil {
		s.rows.Draw()
	}
}

func (s *Screen) resort() {
	s.m.order = 1 - s.m.order
	s.m.sort()
	s.draw()
}
