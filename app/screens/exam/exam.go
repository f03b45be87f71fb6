// Package exam is where mock exams are sat: by a blueprint, against the clock,
// with the rules of the day. It shows which exam to begin, the exam that goes
// on, and how one went. Every change is on disk before it is shown.
package exam

import (
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chartroom/app/actions"
	"chartroom/app/ask"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// Name is the screen's word in the rail, for those who open it.
const Name = "Exam"

// Screen is the exam screen.
type Screen struct {
	shell *shell.Shell
	m     model
	shown bool // the screen is on show
	said  string
	root  *fyne.Container
	page  *widgets.Frame
	view  *ask.View
	parts parts
	form  *figuresView // nil = none is open
}

// New makes the screen.
func New(s *shell.Shell) *Screen {
	return &Screen{shell: s, m: model{act: s.Actions()}}
}

// Name is the word in the rail.
func (s *Screen) Name() string { return Name }

// Icon is the picture in the rail.
func (s *Screen) Icon() theme.IconName { return theme.IconExam }

// Alone reports whether an exam goes on, which has the window for itself.
func (s *Screen) Alone() bool { return s.m.phase == sitting }

// Open takes the id of an exam that was handed in, to show how it went, or the
// id of a blueprint to begin an exam by.
func (s *Screen) Open(arg any) error {
	if f := s.m.figures; s.m.phase == correcting && f.changed() {
		return fmt.Errorf("show it: the figures of %s that you changed are not saved; save or leave them first", f.before.Name)
	}
	switch arg := arg.(type) {
	case quiz.SessionID:
		if err := s.m.open(arg); err != nil {
			return fmt.Errorf("show the exam: %w", err)
		}
		return nil
	case string:
		s.m.phase = choosing
		if err := s.m.start.load(s.m.act); err != nil {
			return fmt.Errorf("show the exams: %w", err)
		}
		for i, b := range s.m.start.blueprints {
			if b.ID == arg {
				return s.m.start.choose(s.m.act, i)
			}
		}
	}
	return fmt.Errorf("open %v as an exam: there is none", arg)
}

// Build shows the exam that goes on, or what there is to choose from.
func (s *Screen) Build() fyne.CanvasObject {
	s.shown = true
	if err := s.m.visit(); err != nil {
		s.shell.Fail(fmt.Errorf("show the exam: %w", err))
	}
	s.view, s.parts, s.form = nil, parts{}, nil
	s.root = container.NewStack()
	s.draw()
	return s.root
}

// Leave saves what could not be saved before.
func (s *Screen) Leave() {
	s.shown = false
	if s.m.phase == sitting {
		if _, err := s.m.room.keep(s.m.act); err != nil && !errors.Is(err, actions.ErrTimeOver) {
			s.shell.Fail(err)
		}
		s.shell.Window.SetFullScreen(false)
	}
}

// Focus puts the cursor where the item on show is answered by typing.
func (s *Screen) Focus() {
	switch {
	case s.m.phase == correcting && s.form != nil:
		f := s.form.last
		if f == nil {
			f = s.form.fields[0]
		}
		s.shell.Window.Canvas().Focus(f)
	case s.view != nil:
		s.view.Focus()
	}
}

// Changed follows what was done or undone.
func (s *Screen) Changed(c actions.Change) {
	var err error
	switch {
	case s.m.phase == sitting && c.Session == s.m.room.exam().ID && !c.Undone:
		return // it shows already
	case s.m.phase == sitting && c.Session == s.m.room.exam().ID:
		err = s.m.room.undone(s.m.act, c.Index)
	case s.m.phase == sitting && s.m.room.ask != nil && c.Question == s.m.room.ask.Question.ID:
		err = s.m.room.show(s.m.act)
	case s.m.phase == choosing:
		err = s.m.start.load(s.m.act)
	case s.m.phase == correcting:
		err = s.m.followFigures()
	default:
		err = s.m.followed(c)
	}
	if err != nil {
		s.shell.Fail(err)
	}
	s.draw()
}

// draw shows the model as it is.
func (s *Screen) draw() {
	switch s.m.phase {
	case choosing:
		s.view = nil
		s.drawStart()
	case sitting:
		s.drawRoom()
	case outcome:
		s.view = nil
		s.drawAfter()
	case walking:
		s.drawWalk()
	case correcting:
		s.view = nil
		s.drawFigures()
	}
	s.shell.Follow()
}

// put shows a page, which may have something beside it.
func (s *Screen) put(page fyne.CanvasObject) {
	s.root.Objects = []fyne.CanvasObject{page}
	s.root.Refresh()
}

// turned draws another page, with the window as it wants it.
func (s *Screen) turned(err error) {
	if err != nil {
		s.shell.Fail(err)
	}
	s.shell.Redraw()
}

// Keys are the keys that do something now.
func (s *Screen) Keys() []shell.Key {
	switch s.m.phase {
	case sitting:
		return s.roomKeys()
	case outcome:
		return s.afterKeys()
	case walking:
		return s.walkKeys()
	case correcting:
		return s.figuresKeys()
	}
	return s.startKeys()
}
