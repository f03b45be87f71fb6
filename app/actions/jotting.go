package actions

import (
	"context"
	"errors"
	"fmt"

	"chartroom/quiz"
	"chartroom/storage"
)

// Jot puts down what the learner ticked, rated, dated or noted; an empty value
// takes it away. If it says so already, nothing is saved and there is nothing to
// undo.
func (a *Actions) Jot(ctx context.Context, j quiz.Jotting) (Done, error) {
	return a.JotAll(ctx, []quiz.Jotting{j}, j.Field)
}

// JotAll puts several down by one event. The label says what undo takes back:
// "tick", "import of wages".
func (a *Actions) JotAll(ctx context.Context, all []quiz.Jotting, label string) (Done, error) {
	var changed []quiz.Jotting
	for _, j := range all {
		now, err := a.Reader().Jotting(ctx, j.Subject, j.Field)
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			return Done{}, fmt.Errorf("save the %s: %w", label, err)
		}
		if now.Value != j.Value {
			changed = append(changed, j)
		}
	}
	if len(changed) == 0 {
		return Done{}, nil
	}
	stamp := a.stamp()
	err := a.store.Jot(ctx, stamp, changed)
	return a.did(stamp, quiz.EventJotting, quiz.QuestionID{}, label, err)
}
