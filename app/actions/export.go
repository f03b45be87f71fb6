package actions

import (
	"context"
	"fmt"
	"io"
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
		if b.Media, err = a.Reader().BankMedia(ctx, bank); err != nil {
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
// whole or, on error, as it was before.
func (a *Actions) SaveText(path, text string) error {
	err := content.WriteWhole(path, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
	if err != nil {
		return fmt.Errorf("save %s: %w", filepath.Base(path), err)
	}
	return nil
}
