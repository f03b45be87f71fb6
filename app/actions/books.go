package actions

import (
	"context"
	"fmt"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/codebook"
	"chartroom/storage/books"
)

// ChangedBooks is the kind of a change to the code books. They are the
// machine's: it is no event of the learner's log.
const ChangedBooks quiz.EventKind = "books"

// Books is what can be read of the code books on this machine; see
// books.Shelf. It may be used beside the window.
type Books interface {
	quiz.CodeBook
	Installed(ctx context.Context) ([]codebook.Installed, error)
	Search(ctx context.Context, q codebook.Query) ([]codebook.Hit, error)
	Entry(ctx context.Context, b codebook.Book, code string) (codebook.Entry, error)
	Children(ctx context.Context, b codebook.Book, of string) ([]codebook.Node, error)
	Terms(ctx context.Context, b codebook.Book, index codebook.Index, under int64, from string, limit int) ([]codebook.TermHit, error)
	Table(ctx context.Context, b codebook.Book, first3 string) (codebook.Table, error)
	Axis(ctx context.Context, b codebook.Book, prefix string) ([]codebook.Choice, error)
	Changes(ctx context.Context, b codebook.Book, kind codebook.ChangeKind) ([]codebook.Change, error)
}

// CodeBooks are the code books of this machine, with the verbs that change
// them. No learner's file is needed for them, so that a terminal can install
// books while the window is open.
type CodeBooks struct {
	shelf *books.Shelf
	now   func() time.Time
	away  bool // something was put away since they were opened, and undo may want it back
}

// OpenCodeBooks opens the code books in a data folder. Nothing is made there
// before the first is installed.
func OpenCodeBooks(data string, now func() time.Time) (*CodeBooks, error) {
	shelf, err := books.Open(data)
	if err != nil {
		return nil, fmt.Errorf("open the code books: %w", err)
	}
	return &CodeBooks{shelf: shelf, now: now}, nil
}

// Close ends the use of the books.
func (c *CodeBooks) Close() error { return c.shelf.Close() }

// Read reads the books.
func (c *CodeBooks) Read() Books { return c.shelf }

// Remove puts a book away.
func (c *CodeBooks) Remove(ctx context.Context, b codebook.Book) (Done, error) {
	if err := c.shelf.Remove(ctx, b); err != nil {
		return Done{}, fmt.Errorf("remove %s: %w", b.Title(), err)
	}
	c.away = true
	back := func(ctx context.Context) error { return c.shelf.Restore(ctx, b) }
	return Done{Label: "removal of " + b.Title(), Say: b.Title() + " is off the shelf.", Change: Change{Kind: ChangedBooks}, back: &back}, nil
}

// Tidy frees what was removed and replaced; it cannot be undone any more.
func (c *CodeBooks) Tidy(ctx context.Context) error {
	if err := c.shelf.Tidy(ctx); err != nil {
		return fmt.Errorf("tidy the code books: %w", err)
	}
	return nil
}

// Books reads the code books of this machine.
func (a *Actions) Books() Books { return a.books.Read() }

// RemoveBook puts a code book away, for everybody on this machine.
func (a *Actions) RemoveBook(ctx context.Context, b codebook.Book) (Done, error) {
	return a.books.Remove(ctx, b)
}

// CloseBooks ends the use of the code books.
func (a *Actions) CloseBooks() error { return a.books.Close() }
