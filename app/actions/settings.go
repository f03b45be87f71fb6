package actions

import "context"

// SetNamed is Set whose receipt calls the setting by the name that the
// learner reads: undo then says what it takes back.
func (a *Actions) SetNamed(ctx context.Context, name, key, value string) (Done, error) {
	done, err := a.Set(ctx, key, value)
	if err == nil {
		done.Label = "change of " + name
	}
	return done, err
}
