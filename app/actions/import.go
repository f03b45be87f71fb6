package actions

import (
	"context"
	"errors"
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

// SyncBuiltin saves the shipped material if it differs from what is stored, and
// marks past answers by the keys that it corrects.
func (a *Actions) SyncBuiltin(ctx context.Context) error {
	m := a.Material()
	if err := m.Run(ctx, nil); err != nil {
		return err
	}
	_, err := m.Done(ctx)
	return err
}

// Material is the shipped material on its way in: a newer version of the app
// brings thousands of questions. Run may be called beside the window.
type Material struct {
	act       *Actions
	stamp     quiz.Stamp
	corrected []quiz.KeyChange // once Run has returned nil
}

// Material prepares to save the shipped material.
func (a *Actions) Material() *Material { return &Material{act: a, stamp: a.stamp()} }

// Run saves the material if it differs from what is stored.
func (m *Material) Run(ctx context.Context, _ func(done, total int)) error {
	err := m.act.store.SyncBuiltin(ctx, m.stamp, content.BuiltinHash(), func() ([]quiz.Bank, error) {
		banks, err := content.Builtin()
		if err != nil {
			return nil, err
		}
		m.corrected, err = m.act.keysChanged(ctx, banks)
		return banks, err
	})
	if err != nil {
		return fmt.Errorf("save the shipped material: %w", err)
	}
	return nil
}

// keysChanged are the questions of banks in which other answers are right than
// in those that are here.
func (a *Actions) keysChanged(ctx context.Context, banks []quiz.Bank) ([]quiz.KeyChange, error) {
	var all []quiz.KeyChange
	for i := range banks {
		here, err := a.Reader().BankQuestions(ctx, banks[i].ID)
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			return nil, err
		}
		all = append(all, quiz.CompareBanks(&here, &banks[i]).KeysChanged...)
	}
	return all, nil
}

// Done marks past answers by the keys that the material corrects. Its receipt is
// empty if there are none.
func (m *Material) Done(ctx context.Context) (Done, error) {
	plan, err := m.act.Corrections(ctx, m.corrected)
	if err != nil || plan.Answers == 0 {
		return Done{}, err
	}
	done, err := m.act.Apply(ctx, &plan)
	done.Say = "A key of the shipped questions was corrected. " + done.Say
	return done, err
}
