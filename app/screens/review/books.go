package review

import (
	"chartroom/app/shell"
	"chartroom/quiz"
)

// Books lets all code books lie beside a question.
func (s *Screen) Books() shell.BooksHere {
	return shell.BooksHere{Question: s.m.ask != nil}
}

// LookedUp keeps nothing: only sessions remember what was looked up.
func (s *Screen) LookedUp(quiz.LookUp) {}

// Returned does nothing.
func (s *Screen) Returned() {}

// touched follows what was chosen or typed.
func (s *Screen) touched() {
	s.shell.ToQuestion()
	s.drawFooter()
}
