package actions

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"chartroom/quiz"
	"chartroom/quiz/codebook"
	"chartroom/storage"
)

// DrillBank is the name of the bank that holds the drills of a code book.
func DrillBank(b codebook.Book) string { return "Code drills · " + b.Title() }

// CodeDrills are the kinds of drills that the books on the shelf give, by book.
func (a *Actions) CodeDrills(ctx context.Context) (map[codebook.Book][]codebook.DrillKind, error) {
	all, err := a.Books().Installed(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the code books: %w", err)
	}
	kinds := map[codebook.Book][]codebook.DrillKind{}
	for _, b := range all {
		if k := b.Drills(); !b.Removed && len(k) > 0 {
			kinds[b.Book] = k
		}
	}
	return kinds, nil
}

// StartDrill makes n questions of a kind from a code book, keeps them in a bank
// of their own and begins a study session of them; kind "" mixes those that
// there are. Wrong ones come back like any question.
func (a *Actions) StartDrill(ctx context.Context, book codebook.Book, kind codebook.DrillKind, n int) (quiz.Session, Done, error) {
	all, err := a.CodeDrills(ctx)
	if err != nil {
		return quiz.Session{}, Done{}, err
	}
	kinds := all[book]
	if kind != "" {
		if !slices.Contains(kinds, kind) {
			return quiz.Session{}, Done{}, fmt.Errorf("begin the drill “%s” of %s: %w", kind.Name(), book.Title(), codebook.ErrNoDrill)
		}
		kinds = []codebook.DrillKind{kind}
	}
	if len(kinds) == 0 {
		return quiz.Session{}, Done{}, fmt.Errorf("begin a drill of %s: %w", book.Title(), codebook.ErrNoDrill)
	}
	questions, err := a.drills(ctx, book, kinds, n)
	if err == nil {
		err = a.keepDrills(ctx, book, questions)
	}
	if err != nil {
		return quiz.Session{}, Done{}, fmt.Errorf("begin a drill of %s: %w", book.Title(), err)
	}
	ids := make([]quiz.QuestionID, len(questions))
	for i := range questions {
		ids[i] = questions[i].ID
	}
	title := "Code drill"
	if kind != "" {
		title = kind.Name()
	}
	return a.StartSessionOf(ctx, quiz.ModeStudy, title+" · "+book.Title(), ids)
}

// drills makes n different questions, of the kinds in turn.
func (a *Actions) drills(ctx context.Context, book codebook.Book, kinds []codebook.DrillKind, n int) ([]quiz.Question, error) {
	bank := quiz.NewBankID(DrillBank(book))
	var all []quiz.Question
	for try := 0; len(all) < n && try < 4*n; try++ {
		q, err := codebook.Drill(ctx, a.Books(), book, kinds[try%len(kinds)], a.draw)
		if err != nil {
			return nil, err
		}
		q.Bank, q.ID = bank, quiz.NewQuestionID(bank, q.Key)
		if !slices.ContainsFunc(all, func(o quiz.Question) bool { return o.ID == q.ID }) {
			all = append(all, q)
		}
	}
	return all, nil
}

// keepDrills saves those that are new, in the bank of the book's drills.
func (a *Actions) keepDrills(ctx context.Context, book codebook.Book, questions []quiz.Question) error {
	bank := quiz.NewBankID(DrillBank(book))
	here, err := a.Reader().BankQuestions(ctx, bank)
	if errors.Is(err, storage.ErrNotFound) {
		err = a.store.NewBank(ctx, a.stamp(), quiz.Bank{ID: bank, Name: DrillBank(book), Source: "made from " + book.Title()})
	}
	if err != nil {
		return err
	}
	known := map[quiz.QuestionID]bool{}
	for i := range here.Questions {
		known[here.Questions[i].ID] = true
	}
	fresh := slices.DeleteFunc(slices.Clone(questions), func(q quiz.Question) bool { return known[q.ID] })
	if len(fresh) == 0 {
		return nil
	}
	_, err = a.Write(ctx, quiz.QuestionID{}, fresh...)
	return err
}
