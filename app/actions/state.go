package actions

import (
	"context"

	"chartroom/quiz"
	"chartroom/storage"
)

// State is what the learner has attached to a question.
type State = storage.Marks

// StateOf reads flag, suspension and note of a question.
func (a *Actions) StateOf(ctx context.Context, q quiz.QuestionID) (State, error) {
	return a.Reader().Marks(ctx, q)
}
