package actions

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"chartroom/content"
	"chartroom/quiz"
)

// Export returns the work of writing a bank to a file, in the format that its
// ending says; it may run beside the window. Questions that the format cannot
// hold are left out. The file is there whole or, on error, as it was before.
// written hears how many questions are in it.
func (a *Actions) Export(bank quiz.BankID, path string, written func(int)) func(ctx context.Context, report func(done, total int)) error {
	return func(ctx context.Context, _ func(done, total int)) error {
		b, err := a.Reader().BankQuestions(ctx, bank)
		if err != nil {
			return fmt.Errorf("export the bank: %w", err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		left, err := content.WriteFile(path, b)
		if err != nil {
			return fmt.Errorf("export %s: %w", b.Name, err)
		}
		written(len(b.Questions) - len(left))
		return nil
	}
}

// RemoveBank puts a bank away. Undo brings it back; what was answered stays in
// the log either way.
func (a *Actions) RemoveBank(ctx context.Context, id quiz.BankID, name string) (Done, error) {
	stamp := a.stamp()
	if err := a.store.DeleteBank(ctx, stamp, id); err != nil {
		return Done{}, fmt.Errorf("remove %s: %w", name, err)
	}
	return Done{Label: "removal of " + name, Say: "“" + name + "” is removed. Your answers to it are kept.", Event: stamp.ID,
		Change: Change{Kind: quiz.EventDelete}}, nil
}

// SaveText writes a text to a file of the learner's choice. The file is there
// whole or, on error, as it was before: it is written beside it first and then
// moved into its place.
func (a *Actions) SaveText(path, text string) (err error) {
	path, err = filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("save %s: %w", path, err)
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".chartroom-*")
	if err != nil {
		return fmt.Errorf("save %s: %w", filepath.Base(path), err)
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("save %s: %w", filepath.Base(path), errors.Join(err, os.Remove(f.Name())))
		}
	}()
	_, err = f.WriteString(text)
	err = errors.Join(err, f.Chmod(0o644))
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
