package actions

import (
	"context"

	"chartroom/content/lint"
	"chartroom/quiz/codebook"
)

// lintBooks are the code books as the content check asks them.
type lintBooks struct{ Books }

// Heading reports whether a book has a code that is not itself reported.
func (l lintBooks) Heading(set string, year int, code string) bool {
	e, err := l.Entry(context.Background(), codebook.Book{Set: codebook.Set(set), Year: year}, code)
	return err == nil && !e.Valid
}

// Lint is what the content check looks codes up in.
func (c *CodeBooks) Lint() lint.CodeBook { return lintBooks{c.Read()} }

// LintCodes is what the content check looks codes up in.
func (a *Actions) LintCodes() lint.CodeBook { return a.books.Lint() }
