package progress

import (
	"context"

	"chartroom/app/actions"
	"chartroom/quiz"
)

// Reading is what opening the page reads, for benchmarks: what is shown at
// once, and what is read beside the window. Both may be called again.
func Reading(act *actions.Actions, blueprints []quiz.Blueprint) (first func() error, beside func(context.Context) error) {
	m := &model{act: act, blueprints: blueprints, period: always}
	return m.load, func(ctx context.Context) error {
		m.slow = slow{}
		work, take := m.readSlow()
		if err := work(ctx, func(int, int) {}); err != nil {
			return err
		}
		take()
		return nil
	}
}
