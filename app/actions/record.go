package actions

import (
	"context"
	"errors"
	"fmt"

	"chartroom/quiz"
	"chartroom/storage"
)

// Record is the record that a question is about, to be shown with it; nil if it
// stands by itself or its bank has no such record.
func (a *Actions) Record(ctx context.Context, q *quiz.Question) (*quiz.Question, error) {
	id := quiz.RecordID(q)
	if id.IsZero() {
		return nil, nil
	}
	record, err := a.Reader().Question(ctx, id)
	if errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the record of the question: %w", err)
	}
	return &record, nil
}

// together brings the questions of a record up behind its first one.
func (a *Actions) together(ctx context.Context, ids []quiz.QuestionID) ([]quiz.QuestionID, error) {
	questions, err := a.Reader().Questions(ctx, ids)
	if err != nil {
		return nil, err
	}
	record := make(map[quiz.QuestionID]quiz.QuestionID, len(questions))
	for i := range questions {
		record[questions[i].ID] = quiz.RecordID(&questions[i])
	}
	return quiz.KeepTogether(ids, func(id quiz.QuestionID) quiz.QuestionID { return record[id] }), nil
}
