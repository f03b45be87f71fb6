package actions

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"chartroom/quiz"
	"chartroom/storage"
)

// An import that ends between an answer and its count is not lost: what is
// known of new cards is thrown away when anything else was written.
func TestAnImportDuringAnAnswerIsCounted(t *testing.T) {
	ctx := context.Background()
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	store, err := storage.Open(filepath.Join(t.TempDir(), "chartroom.db"), storage.Options{Now: now, Draw: rand.New(rand.NewPCG(1, 1))})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	act, err := New(ctx, store, func() time.Time { return now }, rand.New(rand.NewPCG(2, 2)))
	if err != nil {
		t.Fatal(err)
	}
	card := func(bank quiz.BankID) quiz.Bank {
		q := quiz.Question{ID: quiz.NewQuestionID(bank, "1"), Bank: bank, Key: "1", Kind: quiz.Flip, Stem: "x", Options: []quiz.Option{{Text: "y"}}}
		return quiz.Bank{ID: bank, Name: string(bank), Questions: []quiz.Question{q}}
	}
	first := card("first")
	if err := act.Import(first).Run(ctx, nil); err != nil {
		t.Fatal(err)
	}
	if c, err := act.Counts(ctx); err != nil || c.NewCards != 1 {
		t.Fatalf("%+v, %v", c, err)
	}
	before := act.Reader().Changes()
	attempt := act.attempt(&first.Questions[0], quiz.Progress{}, quiz.Answered{Grade: 3})
	attempt.Mode, attempt.Mark = quiz.ModeReview, 1
	if err := store.SaveAttempt(ctx, attempt); err != nil {
		t.Fatal(err)
	}
	if err := act.Import(card("second")).Run(ctx, nil); err != nil {
		t.Fatal(err)
	}
	act.answered(quiz.Flip, quiz.Progress{}, before)
	if c, err := act.Counts(ctx); err != nil || c.NewCards != 1 {
		t.Errorf("%d new cards, not the one that was imported; %v", c.NewCards, err)
	}
}
