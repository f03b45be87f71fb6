package actions

import (
	"context"
	"fmt"
	"slices"

	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// ChangedQuestion is a question whose codes a new year of a code book changed.
type ChangedQuestion struct {
	Question quiz.Question
	Codes    []ChangedCode // in the order met, each once
}

// ChangedCode is a code of a question and what became of it.
type ChangedCode struct {
	Code   string              // as its set writes it
	Kind   codebook.ChangeKind // Deleted: it cannot be reported any more; Revised: it is described otherwise
	Before string
	After  string // its description, or what replaced it; "" = nothing is known
	Key    bool   // it is the answer
}

// QuestionsOfChangedCodes are the questions, shipped and own, that name a code
// of the book's set which that book does not have any more, or describes
// otherwise than the year before. Questions that say they are of that year or a
// later one are left out. It may be called beside the window.
func (a *Actions) QuestionsOfChangedCodes(ctx context.Context, book codebook.Book) ([]ChangedQuestion, error) {
	changes, err := a.Books().Changes(ctx, book, "")
	if err != nil {
		return nil, fmt.Errorf("read what changed in %s: %w", book.Title(), err)
	}
	changed := make(map[string]codebook.Change, len(changes))
	for _, c := range changes {
		if c.Kind != codebook.Added {
			changed[c.Code] = c
		}
	}
	banks, err := a.Reader().Banks(ctx, false)
	if err != nil {
		return nil, fmt.Errorf("read the banks: %w", err)
	}
	var found []ChangedQuestion
	for _, head := range banks {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		b, err := a.Reader().BankQuestions(ctx, head.ID)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", head.Name, err)
		}
		for i := range b.Questions {
			if codes := a.changedIn(&b.Questions[i], book, changed); len(codes) > 0 {
				found = append(found, ChangedQuestion{b.Questions[i], codes})
			}
		}
	}
	return found, nil
}

// changedIn are the changed codes of one question.
func (a *Actions) changedIn(q *quiz.Question, book codebook.Book, changed map[string]codebook.Change) []ChangedCode {
	set, year := q.CodeSet()
	if set != "" && (set != string(book.Set) || year >= book.Year) {
		return nil
	}
	var codes []ChangedCode
	for _, m := range codebook.Mentions(q, book.Set) {
		change, is := changed[m.Code]
		if is || m.Key && set != "" { // it may have become a heading, or gone in a year that is not on the shelf
			valid, known := a.Books().Valid(string(book.Set), book.Year, m.Code)
			if known && !valid && (m.Key || !change.Header) {
				is, change.Kind = true, codebook.Deleted
			}
		}
		one := ChangedCode{book.Set.Dotted(m.Code), change.Kind, change.Before, change.After, m.Key}
		if is && !slices.ContainsFunc(codes, func(c ChangedCode) bool { return c.Code == one.Code }) {
			codes = append(codes, one)
		}
	}
	return codes
}
