package storage

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"time"
)

// tx is one transaction of the writer.
type tx struct {
	s     *Store
	last  int64    // number of the newest event, this transaction's included
	after []func() // run once it is on disk
	quiet bool     // what was read before is still right
}

// write runs f in one transaction, before any bulk work. The context is asked
// before it begins; once begun it is finished.
func (s *Store) write(ctx context.Context, f func(*tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.gate.enter(false)
	defer s.gate.leave()
	return s.transaction(f)
}

// transaction runs f inside the gate, which the caller has entered.
func (s *Store) transaction(f func(*tx) error) error {
	if err := s.present(); err != nil {
		return err
	}
	t := &tx{s: s, last: s.last}
	if err := t.exec("BEGIN IMMEDIATE"); err != nil {
		return explain(err)
	}
	err := f(t)
	if err == nil {
		err = t.exec("COMMIT")
	}
	if err != nil {
		// After some errors SQLite has rolled back by itself; then this one fails.
		_ = t.exec("ROLLBACK")
		s.words = newWords()
		return explain(err)
	}
	s.last = t.last
	if !t.quiet {
		s.changes.Add(1)
	}
	for _, f := range t.after {
		f()
	}
	s.keeper.wake()
	return nil
}

// present is ErrGone if the file that is open is no longer the one at path:
// SQLite would go on writing into nothing.
func (s *Store) present() error {
	now, err := os.Stat(s.path)
	if err != nil || !os.SameFile(s.found, now) {
		return ErrGone
	}
	return nil
}

func (t *tx) exec(text string, args ...any) error {
	_, err := t.result(text, args...)
	return err
}

func (t *tx) result(text string, args ...any) (sql.Result, error) {
	st, err := t.s.stmts.get(text)
	if err != nil {
		return nil, err
	}
	return st.Exec(args...)
}

// row scans the only row; ErrNotFound if there is none.
func (t *tx) row(text string, into []any, args ...any) error {
	st, err := t.s.stmts.get(text)
	if err != nil {
		return err
	}
	return notFound(st.QueryRow(args...).Scan(into...))
}

func (t *tx) rows(text string, each func(*sql.Rows) error, args ...any) error {
	st, err := t.s.stmts.get(text)
	if err != nil {
		return err
	}
	rows, err := st.Query(args...)
	if err != nil {
		return err
	}
	return eachRow(rows, each)
}

// exists reports whether the statement gives a row.
func (t *tx) exists(text string, args ...any) (bool, error) {
	var one int
	err := t.row(text, []any{&one}, args...)
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// onCommit runs f when the transaction is on disk, still inside the gate.
func (t *tx) onCommit(f func()) { t.after = append(t.after, f) }

func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// millis is the other way round; the zero time is 0.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}
