package actions

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// Looking is what the learner looks up in the code books beside one question:
// each from when it is opened until the question is turned to again or something
// else is opened. It is on disk as soon as it is opened. The zero Looking looks
// at nothing and keeps nothing.
type Looking struct {
	act   *Actions
	save  func(nth int, l quiz.LookUp) error
	nth   int // how many there were before
	open  *quiz.LookUp
	since time.Time
}

// LookUps follows what is looked up at a place of a session that is not marked
// yet.
func (a *Actions) LookUps(ctx context.Context, s *quiz.Session, index int) Looking {
	return Looking{act: a, nth: len(s.Answers[index].LookUps), save: func(nth int, l quiz.LookUp) error {
		if err := a.store.SaveLookUp(ctx, a.stamp(), s.ID, index, nth, l); err != nil {
			return fmt.Errorf("save what you looked up: %w", err)
		}
		s.Answers[index].TakeLookUp(nth, l)
		return nil
	}}
}

// ExamLookUps follows what is looked up at a place of an exam.
func (a *Actions) ExamLookUps(ctx context.Context, s *Sitting, place int) Looking {
	return Looking{act: a, nth: len(s.Exam.Answers[place].LookUps), save: func(nth int, l quiz.LookUp) error {
		err := s.Exam.MayAnswer(place)
		if err == nil {
			_, err = a.advance(ctx, s)
		}
		if err == nil && s.clock.Left == 0 {
			err = ErrTimeOver
		}
		if err == nil {
			_, err = a.keep(ctx, s, quiz.ExamEvent{Kind: quiz.EventLookUp, Place: place, Nth: nth, LookUp: l})
		}
		if err != nil {
			return fmt.Errorf("save what you looked up: %w", err)
		}
		return nil
	}}
}

// Open begins to look at something, and ends looking at what was open.
func (l *Looking) Open(u quiz.LookUp) error {
	if l.save == nil {
		return nil
	}
	if err := l.End(); err != nil {
		return err
	}
	if err := l.save(l.nth, u); err != nil {
		return err
	}
	l.open, l.since = &u, l.act.Now()
	return nil
}

// End turns to the question again. What cannot be saved is not looked at any
// more all the same.
func (l *Looking) End() error {
	if l.open == nil {
		return nil
	}
	u, nth := *l.open, l.nth
	l.open = nil
	l.nth++
	if u.Took = whole(l.act.Now().Sub(l.since)); u.Took == 0 {
		return nil
	}
	return l.save(nth, u)
}

// ErrClosedBook says that an exam lets nobody use a book.
var ErrClosedBook = errors.New("it is a closed-book exam")

// ExamBooks are the code books that may be used in an exam that goes on, by its
// rule: of the edition that it asks for or else of the calendar year, or of the
// newest year on the shelf if that one is not there. Books that are not on the
// shelf are among them. None and no error: all may be used. Errors:
// ErrClosedBook, or another that says why there are none.
func (a *Actions) ExamBooks(ctx context.Context, e *quiz.Exam) ([]codebook.Book, error) {
	rule := e.Setup.Rule.Books
	if e.Setup.Blueprint.Credential == "" { // a practice of one's own
		return nil, nil
	}
	if !rule.Open {
		return nil, ErrClosedBook
	}
	installed, err := a.Books().Installed(ctx)
	if err != nil {
		return nil, fmt.Errorf("the code books cannot be read: %w", err)
	}
	only := allowedBooks(rule, e.Began.Year(), installed)
	if len(only) == 0 {
		return nil, fmt.Errorf("%s allows only books that cannot be here", e.Title)
	}
	return only, nil
}

// ExamBooksMissing are the code books that an exam by these rules allows if it
// begins now and that are not on the shelf.
func (a *Actions) ExamBooksMissing(ctx context.Context, rule quiz.Books) ([]codebook.Book, error) {
	if !rule.Open {
		return nil, nil
	}
	installed, err := a.Books().Installed(ctx)
	if err != nil {
		return nil, fmt.Errorf("the code books cannot be read: %w", err)
	}
	missing := allowedBooks(rule, a.Now().Year(), installed)
	return slices.DeleteFunc(missing, func(b codebook.Book) bool {
		return slices.ContainsFunc(installed, func(i codebook.Installed) bool { return i.Book == b && !i.Removed })
	}), nil
}

// allowedBooks are those of an exam's rule.
func allowedBooks(rule quiz.Books, calendar int, installed []codebook.Installed) []codebook.Book {
	var all []codebook.Book
	for _, set := range codebook.Sets {
		if len(rule.Sets) == 0 && set != codebook.MSDRG || slices.Contains(rule.Sets, string(set)) {
			all = append(all, edition(set, rule.Year, calendar, installed))
		}
	}
	return all
}

// edition is the book of a set that an exam asks for: of the year, if it names
// one.
func edition(set codebook.Set, year, calendar int, installed []codebook.Installed) codebook.Book {
	if year > 0 {
		return codebook.Book{Set: set, Year: year}
	}
	best := codebook.Book{Set: set, Year: calendar}
	newest := 0
	for _, b := range installed {
		if b.Set == set && !b.Removed {
			if b.Year == calendar {
				return best
			}
			newest = max(newest, b.Year)
		}
	}
	if newest > 0 {
		best.Year = newest
	}
	return best
}
