package actions

import (
	"context"
	"fmt"

	"chartroom/content"
	"chartroom/quiz"
	"chartroom/storage"
)

// Import is a bank on its way in. Run may be called beside the window; it
// touches nothing of Actions but the store.
type Import struct {
	Bank   quiz.Bank
	Result storage.Imported // once Run has returned nil

	stamp quiz.Stamp
	store *storage.Store
}

// Import prepares to save a bank that a reader of files has made.
func (a *Actions) Import(bank quiz.Bank) *Import {
	return &Import{Bank: bank, stamp: a.stamp(), store: a.store}
}

// Run saves the whole bank or, on error or when ctx ends, nothing of it.
func (i *Import) Run(ctx context.Context, report func(done, total int)) error {
	result, err := i.store.SaveBank(ctx, i.stamp, i.Bank, report)
	if err != nil {
		return fmt.Errorf("import %s: %w", i.Bank.Name, err)
	}
	i.Result = result
	return nil
}

// Done is the receipt of an import that Run has saved.
func (i *Import) Done() Done {
	say := fmt.Sprintf("%s added", quiz.Count(i.Result.Added, "question"))
	if i.Result.Updated > 0 {
		say += fmt.Sprintf(", %d updated with progress kept", i.Result.Updated)
	}
	if i.Result.Unchanged > 0 {
		say += fmt.Sprintf(", %d unchanged", i.Result.Unchanged)
	}
	return Done{Label: "import of " + i.Bank.Name, Say: say + ".", Event: i.stamp.ID, Change: Change{Kind: quiz.EventImport}}
}

// SyncBuiltin saves the shipped material if it differs from what is stored.
func (a *Actions) SyncBuiltin(ctx context.Context) error { return a.SyncingBuiltin()(ctx, nil) }

// SyncingBuiltin returns the work of SyncBuiltin, which may run beside the
// window: a newer version of the app brings thousands of questions.
func (a *Actions) SyncingBuiltin() func(ctx context.Context, report func(done, total int)) error {
	stamp := a.stamp()
	return func(ctx context.Context, _ func(done, total int)) error {
		if err := a.store.SyncBuiltin(ctx, stamp, content.BuiltinHash(), content.Builtin); err != nil {
			return fmt.Errorf("save the shipped material: %w", err)
		}
		return nil
	}
}
