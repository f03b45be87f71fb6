package actions

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"chartroom/content"
	"chartroom/content/paper"
	"chartroom/quiz"
)

// Export returns the work of writing a bank to a file in a format; it may run
// beside the window. Questions that the format cannot hold are left out. The
// file is there whole or, on error, as it was before. written hears how many
// questions are in it.
func (a *Actions) Export(bank quiz.BankID, path string, format content.Format, written func(int)) func(ctx context.Context, report func(done, total int)) error {
	return func(ctx context.Context, _ func(done, total int)) error {
		b, err := a.whole(ctx, bank)
		if err != nil {
			return err
		}
		held, _ := format.Sort(b)
		if err := format.WriteFile(path, held); err != nil {
			return fmt.Errorf("export %s: %w", b.Name, err)
		}
		written(len(held.Questions))
		return nil
	}
}

// Print returns the work of printing a bank: an exam paper at path and beside
// it, where PaperKey says, its key with the rationale of every question.
func (a *Actions) Print(bank quiz.BankID, path string, o paper.Options, written func(int)) func(ctx context.Context, report func(done, total int)) error {
	return func(ctx context.Context, _ func(done, total int)) error {
		b, err := a.whole(ctx, bank)
		if err != nil {
			return err
		}
		for _, part := range []struct {
			path  string
			write func(io.Writer, quiz.Bank, paper.Options) error
		}{{path, paper.Paper}, {PaperKey(path), paper.Key}} {
			if err := content.WriteWhole(part.path, func(w io.Writer) error { return part.write(w, b, o) }); err != nil {
				return fmt.Errorf("print %s: %w", b.Name, err)
			}
		}
		written(len(b.Questions))
		return nil
	}
}

// PaperKey is the file of a paper's key: beside it.
func PaperKey(path string) string {
	ext := filepath.Ext(path)
	return strings.TrimSuffix(path, ext) + "-key" + ext
}

// whole is a bank with its questions, pictures and sounds.
func (a *Actions) whole(ctx context.Context, id quiz.BankID) (quiz.Bank, error) {
	b, err := a.Reader().BankQuestions(ctx, id)
	if err == nil {
		b.Media, err = a.Reader().BankMedia(ctx, id)
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return quiz.Bank{}, fmt.Errorf("export the bank: %w", err)
	}
	return b, nil
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
