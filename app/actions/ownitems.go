package actions

import (
	"context"
	"fmt"
	"slices"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
)

// OwnItem is how a question of a bank went for this learner.
type OwnItem struct {
	Question quiz.Question
	Right    quiz.Estimate // of all answers in the log
	Took     time.Duration // median of an answer; 0 = none
}

// OwnItems are the questions of a bank, in its order, with the learner's own
// answers to each. It may be called beside the window.
func (a *Actions) OwnItems(ctx context.Context, bank quiz.BankID) ([]OwnItem, error) {
	items, err := ownItems(ctx, a.Reader(), bank)
	if err != nil {
		return nil, fmt.Errorf("read your answers by question: %w", err)
	}
	return items, nil
}

func ownItems(ctx context.Context, reader *storage.Reader, bank quiz.BankID) ([]OwnItem, error) {
	b, err := reader.BankQuestions(ctx, bank)
	if err != nil {
		return nil, err
	}
	type answers struct {
		right int
		took  []time.Duration
	}
	place := make(map[quiz.QuestionID]int, len(b.Questions))
	for i := range b.Questions {
		place[b.Questions[i].ID] = i
	}
	given := make([]answers, len(b.Questions))
	err = reader.Reviews(ctx, func(r *storage.Review) error {
		i, here := place[r.Question]
		if !here || r.Grade == 0 {
			return nil
		}
		given[i].took = append(given[i].took, r.Took)
		if r.Grade > srs.Again {
			given[i].right++
		}
		return nil
	})
	items := make([]OwnItem, len(b.Questions))
	for i, q := range b.Questions {
		took := given[i].took
		items[i] = OwnItem{Question: q, Right: quiz.NewEstimate(given[i].right, len(took))}
		if len(took) > 0 {
			slices.Sort(took)
			items[i].Took = took[len(took)/2]
		}
	}
	return items, err
}
