package practice

import (
	"fyne.io/fyne/v2"

	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// Books lets all code books lie beside a question.
func (s *Screen) Books() shell.BooksHere {
	return shell.BooksHere{Question: s.m.phase == asking && s.m.ask != nil}
}

// LookedUp keeps what was opened in the books beside the question on show.
func (s *Screen) LookedUp(l quiz.LookUp) { s.looked(s.m.looking.Open(l)) }

// Returned ends what LookedUp began.
func (s *Screen) Returned() { s.looked(s.m.looking.End()) }

func (s *Screen) looked(err error) {
	if err != nil {
		s.shell.Fail(err)
	}
}

// touched follows what was chosen or typed.
func (s *Screen) touched() {
	s.shell.ToQuestion()
	s.drawFooter()
}

// lookedUpCard says how the code books were used; nil if they were not.
func lookedUpCard(l *quiz.LookUps) fyne.CanvasObject {
	if l.Count() == 0 {
		return nil
	}
	return widgets.Card(widgets.Column(theme.Space8, widgets.Heading("In the code books"), widgets.Body(l.String())))
}
