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
	whole, err := a.wholeList(ctx, book)
	if err != nil {
		return nil, err
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
			if codes := a.changedIn(&b.Questions[i], book, whole, changed); len(codes) > 0 {
				found = append(found, ChangedQuestion{b.Questions[i], codes})
			}
		}
	}
	return found, nil
}

// leastWhole is how many codes to report a list has at least that is not a part
// of one: ICD-10-CM 2026 has 74,719, ICD-10-PCS 2026 79,115, and HCPCS 2019 5,934
// (the official files). What a shorter list does not have may be in the rest.
var leastWhole = map[codebook.Set]int{codebook.ICD10CM: 60_000, codebook.ICD10PCS: 60_000, codebook.HCPCS: 4_000}

// wholeList reports whether the shelf has the whole list of a book's codes.
func (a *Actions) wholeList(ctx context.Context, book codebook.Book) (bool, error) {
	all, err := a.Books().Installed(ctx)
	if err != nil {
		return false, fmt.Errorf("read the code books: %w", err)
	}
	least, known := leastWhole[book.Set]
	return known && slices.ContainsFunc(all, func(b codebook.Installed) bool { return b.Book == book && !b.Removed && b.Valid >= least }), nil
}

// changedIn are the changed codes of one question. Of a whole list, a code that
// it does not have is gone.
func (a *Actions) changedIn(q *quiz.Question, book codebook.Book, whole bool, changed map[string]codebook.Change) []ChangedCode {
	set, year := q.CodeSet()
	if set != "" && (set != string(book.Set) || year >= book.Year) {
		return nil
	}
	var codes []ChangedCode
	for _, m := range codebook.Mentions(q, book.Set) {
		change, is := changed[m.Code]
		if is || whole && m.Key && set != "" { // it may have become a heading, or gone in a year that is not on the shelf
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
