package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"chartroom/quiz"
)

// NewBank makes a bank without questions, as an import of nothing; undo takes
// it away while it has none. ErrChanged if there is one of this id, or was
// within the last 30 days.
func (s *Store) NewBank(ctx context.Context, stamp quiz.Stamp, bank quiz.Bank) error {
	if err := checkBank(&bank); err != nil {
		return fmt.Errorf("make bank %s: %w", bank.Name, err)
	}
	err := s.write(ctx, func(t *tx) error {
		return t.once(stamp.ID, func() error { return t.newBank(stamp, &bank) })
	})
	if err != nil {
		return fmt.Errorf("make bank %s: %w", bank.Name, err)
	}
	s.content.Add(1)
	return nil
}

func (t *tx) newBank(stamp quiz.Stamp, bank *quiz.Bank) error {
	was, err := t.findBank(bank.ID)
	if errors.Is(err, ErrNotFound) {
		if err := t.exec(query("bank_new"), string(bank.ID)); err != nil {
			return err
		}
		was, err = t.findBank(bank.ID)
	}
	if err == nil && was.Generation > 0 {
		err = fmt.Errorf("%w: there is a bank of this name", ErrChanged)
	}
	if err == nil {
		err = t.notImporting(was.Number)
	}
	if err != nil {
		return err
	}
	before, err := json.Marshal(&was)
	if err != nil {
		return err
	}
	row := was
	row.Generation, row.Name, row.Source, row.Version = 1, bank.Name, bank.Source, bank.Version
	row.Language, row.Licence, row.Imported = bank.Language, bank.Licence, stamp.At.UnixMilli()
	if err := t.putBank(&row); err != nil {
		return err
	}
	err = t.exec("INSERT INTO import (import, bank, generation, state, at, before) VALUES (?, ?, 1, 'live', ?, ?)",
		stamp.ID[:], row.Number, row.Imported, string(before))
	if err != nil {
		return err
	}
	e, err := stamped(stamp, quiz.EventImport).with(importPayload{Bank: bank.ID, Generation: 1})
	if err != nil {
		return err
	}
	return t.add(e)
}
