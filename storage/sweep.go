package storage

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Tidy removes, in small steps that let the learner go first, what nobody can
// see any more: rows of imports that were undone or never arrived, and, 30
// days after now, questions that an import replaced and banks that were put
// away. Progress stays. It waits for an import that runs.
func (s *Store) Tidy(ctx context.Context, now time.Time) error {
	s.imports.Lock()
	defer s.imports.Unlock()
	err := s.sweep(ctx)
	if err == nil {
		err = s.purge(ctx, now.Add(-keptDeleted).UnixMilli())
	}
	if err == nil {
		err = s.sweepMedia(ctx, now.Add(-keptDeleted).UnixMilli())
	}
	if err != nil {
		return fmt.Errorf("tidy: %w", err)
	}
	return nil
}

// leaving is an import whose rows have to go.
type leaving struct {
	id               []byte
	bank, generation int64
}

// sweep removes the rows of imports that were undone or never arrived. The
// caller holds imports.
func (s *Store) sweep(ctx context.Context) error {
	var all []leaving
	err := s.reader.rows(ctx, "SELECT import, bank, generation FROM import WHERE state <> 'live' ORDER BY generation DESC",
		func(rows *sql.Rows) error {
			var l leaving
			err := rows.Scan(&l.id, &l.bank, &l.generation)
			all = append(all, l)
			return err
		})
	if err != nil {
		return err
	}
	for _, l := range all {
		if err := s.sweepOne(ctx, l); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) sweepOne(ctx context.Context, l leaving) error {
	staged, err := s.reader.numbers(ctx, "SELECT q.n FROM question q WHERE q.bank = ? AND q.since = ?", l.bank, l.generation)
	if err != nil {
		return err
	}
	if err := s.inSlices(ctx, staged, func(t *tx, n int64) error { return t.erase(n) }); err != nil {
		return err
	}
	ended, err := s.reader.numbers(ctx, "SELECT q.n FROM question q WHERE q.bank = ? AND q.until = ? AND q.until < 2147483647", l.bank, l.generation)
	if err != nil {
		return err
	}
	err = s.inSlices(ctx, ended, func(t *tx, n int64) error {
		return t.exec("UPDATE question SET until = 2147483647 WHERE n = ?", n)
	})
	if err != nil {
		return err
	}
	return s.bulk(func(t *tx) error {
		if err := t.exec("DELETE FROM import WHERE import = ?", l.id); err != nil {
			return err
		}
		return t.exec("DELETE FROM bank WHERE bank = ? AND generation = 0 AND NOT EXISTS (SELECT 1 FROM import i WHERE i.bank = bank.bank)", l.bank)
	})
}

// inSlices runs f for each number, in small transactions.
func (s *Store) inSlices(ctx context.Context, all []int64, f func(t *tx, n int64) error) error {
	speed := pace{gate: s.gate, served: s.gate.served.Load()}
	for len(all) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		done, most := 0, speed.rows()/2 // taking a row out of the index costs more than putting it in
		err := s.bulk(func(t *tx) error {
			for done < len(all) && done < most {
				if err := f(t, all[done]); err != nil {
					return err
				}
				done++
				if s.gate.wanted() {
					return nil
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		all = all[done:]
		if err := s.afterSlice(ctx, speed.active > 0); err != nil {
			return err
		}
	}
	return nil
}

// purge removes what could be brought back until the moment before, in ms.
func (s *Store) purge(ctx context.Context, before int64) error {
	replaced, err := s.reader.numbers(ctx, query("replaced_before"), before)
	if err != nil {
		return err
	}
	if err := s.inSlices(ctx, replaced, func(t *tx, n int64) error { return t.erase(n) }); err != nil {
		return err
	}
	gone, err := s.reader.numbers(ctx, query("put_away_before"), before)
	if err != nil {
		return err
	}
	err = s.inSlices(ctx, gone, func(t *tx, n int64) error {
		if err := t.exec("UPDATE memory SET hidden = hidden | 2 WHERE question = (SELECT id FROM question WHERE n = ?)", n); err != nil {
			return err
		}
		return t.erase(n)
	})
	if err != nil {
		return err
	}
	return s.bulk(func(t *tx) error {
		if err := t.exec("DELETE FROM import WHERE state = 'live' AND at < ?", before); err != nil {
			return err
		}
		if err := t.exec("DELETE FROM tally WHERE bank IN (SELECT bank FROM bank WHERE deleted < ?)", before); err != nil {
			return err
		}
		return t.exec("UPDATE bank SET questions = 0, asked = 0 WHERE deleted < ?", before)
	})
}

// numbers collects one column.
func (r *Reader) numbers(ctx context.Context, text string, args ...any) ([]int64, error) {
	var all []int64
	err := r.rows(ctx, text, func(rows *sql.Rows) error {
		var n int64
		err := rows.Scan(&n)
		all = append(all, n)
		return err
	}, args...)
	return all, err
}
