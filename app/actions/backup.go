package actions

import (
	"context"
	"fmt"
)

// Backup copies the profile's file now and says where to.
func (a *Actions) Backup(ctx context.Context) (string, error) {
	info, err := a.store.Backup(ctx, a.Now(), "manual")
	if err != nil {
		return "", fmt.Errorf("make a backup: %w", err)
	}
	return info.Path, nil
}

// BackupIfDue returns the work of making a backup if there are changes that
// half an hour has not seen one of; it may run beside the window.
func (a *Actions) BackupIfDue() func(ctx context.Context, report func(done, total int)) error {
	now := a.Now()
	return func(ctx context.Context, _ func(done, total int)) error {
		_, err := a.store.BackupIfDue(ctx, now)
		return err
	}
}

// Tidy returns the work of removing what nobody can see any more: rows of
// imports that never arrived or were undone. It may run beside the window.
func (a *Actions) Tidy() func(ctx context.Context, report func(done, total int)) error {
	now, undoable := a.Now(), a.books.away
	return func(ctx context.Context, _ func(done, total int)) error {
		if err := a.store.Tidy(ctx, now); err != nil || undoable {
			return err
		}
		return a.books.Tidy(ctx)
	}
}

// Check returns the work of checking the file for damage, which may run
// beside the window.
func (a *Actions) Check() func(ctx context.Context, report func(done, total int)) error {
	return func(ctx context.Context, _ func(done, total int)) error { return a.Reader().Check(ctx) }
}
