package exam

import (
	"errors"
	"strings"

	"chartroom/app/shell"
	"chartroom/quiz"
)

// Books says whether code books may lie beside: beside an item, and not beside
// the page for reviewing.
func (s *Screen) Books() shell.BooksHere {
	switch s.m.phase {
	case walking:
		return shell.BooksHere{Question: s.m.walk.ask != nil}
	case sitting:
		return shell.BooksHere{Question: !s.m.room.reviewing() && s.m.room.ask != nil}
	}
	return shell.BooksHere{}
}

// missingBooks says which code books the exam allows and the shelf lacks.
func (s *Screen) missingBooks(rule quiz.Books) string {
	missing, err := s.m.act.ExamBooksMissing(ctx(), rule)
	if err != nil {
		return quiz.Capital(err.Error()) + "."
	}
	if len(missing) == 0 {
		return ""
	}
	names := make([]string, len(missing))
	for i, b := range missing {
		names[i] = b.Title()
	}
	return "Not on your shelf yet: " + strings.Join(names, ", ") + ". Codes brings them in from the official files."
}

// LookedUp keeps what was opened in the books beside the item on show.
func (s *Screen) LookedUp(l quiz.LookUp) {
	if s.m.phase == sitting {
		s.looked(s.m.room.looking.Open(l))
	}
}

// Returned ends what LookedUp began.
func (s *Screen) Returned() {
	if s.m.phase == sitting {
		s.looked(s.m.room.looking.End())
	}
}

// looked says why a look-up was not kept; of one that no longer counts nothing.
func (s *Screen) looked(err error) {
	switch {
	case err == nil, errors.Is(err, quiz.ErrNoWayBack), errors.Is(err, quiz.ErrExamOver):
	default:
		s.failed(err)
	}
}
