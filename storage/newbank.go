package storage

import (
	"context"
	"fmt"

	"chartroom/quiz"
)

// NewBank makes a bank without questions; undo takes it away while it has none.
// ErrChanged if there is one of this id, or was within the last 30 days.
func (s *Store) NewBank(ctx context.Context, stamp quiz.Stamp, bank quiz.Bank) error {
	if !s.imports.TryLock() {
		return errImporting
	}
	defer s.imports.Unlock()
	var taken bool
	err := s.write(ctx, func(t *tx) (err error) {
		taken, err = t.exists("SELECT 1 FROM bank b WHERE b.id = ? AND NOT EXISTS (SELECT 1 FROM import i WHERE i.import = ?)", string(bank.ID), stamp.ID[:])
		return err
	})
	if err == nil && taken {
		err = fmt.Errorf("%w: there is a bank of this name", ErrChanged)
	}
	if err == nil {
		bank.Questions = nil
		_, err = s.importBank(ctx, stamp, &bank, nil, false)
	}
	if err != nil {
		return fmt.Errorf("make bank %s: %w", bank.Name, err)
	}
	return nil
}
