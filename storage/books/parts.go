package books

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"chartroom/quiz/codebook"
	"chartroom/storage"
)

// What can be the matter with a part. Only live ones are read.
const (
	live     = "live"
	replaced = "replaced" // a live one took its place
	taken    = "taken"    // by RemovePart
	removed  = "removed"  // with its book
)

// partRow is a part without what it brought.
type partRow struct {
	codebook.InstalledPart
	id           int64
	codes, valid int
	state        string
	step         int64
}

// view is the shelf as it was at one step.
type view struct {
	shelf *Shelf
	step  int64
	parts []partRow // of all states
}

// read lets do read the shelf, again if a part was tidied away meanwhile.
func (s *Shelf) read(ctx context.Context, do func(v *view) error) error {
	for try := 1; ; try++ {
		v, err := s.look(ctx)
		if err == nil {
			err = do(v)
		}
		if errors.Is(err, errGone) && try == mostTries {
			err = errBroken // nobody tidies that often: a part without its blocks
		}
		if !errors.Is(err, errGone) && !errors.Is(err, errCantOpen) || try == mostTries {
			return s.judge(err)
		}
		s.forget()
	}
}

// look is the shelf as it is now.
func (s *Shelf) look(ctx context.Context) (*view, error) {
	db, err := s.file(ctx, false)
	if err != nil {
		return nil, err
	}
	if db == nil {
		return &view{shelf: s}, nil
	}
	var step int64
	if err := db.QueryRowContext(ctx, "SELECT step FROM shelf").Scan(&step); err != nil {
		return nil, explain(err)
	}
	s.mu.Lock()
	last := s.view
	s.mu.Unlock()
	if last != nil && last.step == step {
		return last, nil
	}
	return s.lookAgain(ctx, db)
}

// lookAgain reads the parts and the step in one statement, so that they belong
// together. Without parts there is one row, of none.
func (s *Shelf) lookAgain(ctx context.Context, db *sql.DB) (*view, error) {
	v := &view{shelf: s}
	rows, err := db.QueryContext(ctx, `SELECT shelf.step, coalesce(part, 0), coalesce(book, ''), coalesce(year, 0), coalesce(kind, ''), coalesce(file, ''), coalesce(version, ''),
		coalesce(year_by, ''), coalesce(at, 0), coalesce(records, 0), coalesce(codes, 0), coalesce(valid, 0), coalesce(state, ''), coalesce(part.step, 0)
		FROM shelf LEFT JOIN part ORDER BY part`)
	if err != nil {
		return nil, explain(err)
	}
	defer rows.Close()
	for rows.Next() {
		var p partRow
		if err := rows.Scan(&v.step, &p.id, &p.Book.Set, &p.Book.Year, &p.Kind, &p.File, &p.Version,
			&p.YearBy, &p.At, &p.Records, &p.codes, &p.valid, &p.state, &p.step); err != nil {
			return nil, explain(err)
		}
		if p.id != 0 {
			v.parts = append(v.parts, p)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, explain(err)
	}
	s.keep(v)
	return v, nil
}

// keep remembers a view, and forgets the volumes that are in it no more.
func (s *Shelf) keep(v *view) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.view, s.outlines = v, nil
	for id := range s.volumes {
		if !slices.ContainsFunc(v.parts, func(p partRow) bool { return p.id == id && p.state == live }) {
			delete(s.volumes, id)
		}
	}
}

// Installed are the books on the shelf, by set and then the newest year first.
// A book all of which was removed is among them until the shelf is tidied.
func (s *Shelf) Installed(ctx context.Context) ([]codebook.Installed, error) {
	var all []codebook.Installed
	err := s.read(ctx, func(v *view) error {
		all = nil
		for _, b := range v.books() {
			all = append(all, v.installed(b))
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list the code books: %w", err)
	}
	return all, nil
}

// books are those that are on the shelf or can be brought back.
func (v *view) books() []codebook.Book {
	var all []codebook.Book
	for _, p := range v.parts {
		if (p.state == live || p.state == removed) && !slices.Contains(all, p.Book) {
			all = append(all, p.Book)
		}
	}
	slices.SortFunc(all, func(x, y codebook.Book) int {
		return cmp.Or(cmp.Compare(rank(x.Set), rank(y.Set)), cmp.Compare(y.Year, x.Year))
	})
	return all
}

func rank(s codebook.Set) int { return slices.Index(codebook.Sets, s) }

func (v *view) installed(b codebook.Book) codebook.Installed {
	i := codebook.Installed{Book: b}
	for _, state := range []string{live, removed} {
		for _, p := range v.parts {
			if p.Book == b && p.state == state {
				i.Parts = append(i.Parts, p.InstalledPart)
			}
		}
		if len(i.Parts) > 0 {
			i.Removed = state == removed
			break
		}
	}
	slices.SortFunc(i.Parts, func(x, y codebook.InstalledPart) int { return cmp.Compare(shown(x.Kind), shown(y.Kind)) })
	for _, kind := range lists {
		for _, p := range v.parts {
			if p.Book == b && p.Kind == kind && i.Codes == 0 && (p.state == live || i.Removed && p.state == removed) {
				i.Codes, i.Valid = p.codes, p.valid
			}
		}
	}
	return i
}

// shown is the place of a kind of part in a list of them.
func shown(kind codebook.PartKind) int { return slices.Index(order, kind) }

var order = []codebook.PartKind{codebook.PartOrder, codebook.PartCodes, codebook.PartItems, codebook.PartGroups, codebook.PartTabular, codebook.PartIndex, codebook.PartNeoplasms,
	codebook.PartDrugs, codebook.PartExternal, codebook.PartTables, codebook.PartDefinitions, codebook.PartPCSIndex, codebook.PartExempt, codebook.PartAddenda,
	codebook.PartConversion, codebook.PartGEM, codebook.PartGEMBack}

// lists are the parts that can say which codes there are, the best first.
var lists = []codebook.PartKind{codebook.PartOrder, codebook.PartItems, codebook.PartGroups, codebook.PartTabular, codebook.PartTables, codebook.PartCodes}

// Install puts a part on the shelf; each gives its records. It is seen when
// it is whole, and takes the place of the same part of the same book, which
// can be had back until the shelf is tidied. at is now. What fails or is
// cancelled leaves nothing.
func (s *Shelf) Install(ctx context.Context, at time.Time, part codebook.Part, each func(put func(codebook.Record) error) error) error {
	b := newBuilder(part.Book.Year)
	err := each(func(r codebook.Record) error {
		if b.lines%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		return b.put(r)
	})
	if err != nil {
		return fmt.Errorf("install %s: %w", part.File, err)
	}
	if b.records == 0 {
		return fmt.Errorf("install %s: there is nothing in it", part.File)
	}
	head := b.finish()
	err = s.write(ctx, true, func(tx *change) error {
		if err := tx.move(part.Book, part.Kind, live, replaced); err != nil {
			return err
		}
		return tx.insert(at, part, b, head)
	})
	if err != nil {
		return fmt.Errorf("install %s: %w", part.File, err)
	}
	return nil
}

func (tx *change) insert(at time.Time, part codebook.Part, b *builder, head []byte) error {
	r, err := tx.ExecContext(tx.ctx, `INSERT INTO part (book, year, kind, file, version, year_by, at, records, codes, valid, state, step, head)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'live', ?, ?)`,
		string(part.Book.Set), part.Book.Year, string(part.Kind), part.File, part.Version, part.YearBy, at.UnixMilli(), b.records, b.listed, b.valid, tx.step, head)
	if err != nil {
		return err
	}
	id, err := r.LastInsertId()
	if err != nil {
		return err
	}
	insert, err := tx.PrepareContext(tx.ctx, "INSERT INTO block (part, n, data) VALUES (?, ?, ?)")
	if err != nil {
		return err
	}
	defer insert.Close()
	for n, data := range b.blocks {
		if _, err := insert.ExecContext(tx.ctx, id, n, data); err != nil {
			return err
		}
	}
	return nil
}

// Remove puts a book away: it is not found any more. Until the shelf is
// tidied, Restore brings it back. Errors: storage.ErrNotFound.
func (s *Shelf) Remove(ctx context.Context, b codebook.Book) error {
	err := s.write(ctx, false, func(tx *change) error {
		n, err := tx.count("UPDATE part SET state = 'removed', step = ? WHERE book = ? AND year = ? AND state = 'live'", tx.step, string(b.Set), b.Year)
		if err == nil && n == 0 {
			err = storage.ErrNotFound
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("remove %s: %w", b.Title(), err)
	}
	return nil
}

// Restore undoes the last Remove. Errors: ErrNoUndo.
func (s *Shelf) Restore(ctx context.Context, b codebook.Book) error {
	err := s.write(ctx, false, func(tx *change) error {
		// What was installed since then steps back.
		_, err := tx.count(`UPDATE part SET state = 'replaced', step = ?1 WHERE book = ?2 AND year = ?3 AND state = 'live' AND kind IN
			(SELECT kind FROM part WHERE book = ?2 AND year = ?3 AND state = 'removed' AND step = (SELECT max(step) FROM part WHERE book = ?2 AND year = ?3 AND state = 'removed'))`,
			tx.step, string(b.Set), b.Year)
		if err != nil {
			return err
		}
		n, err := tx.count(`UPDATE part SET state = 'live', step = ?1 WHERE book = ?2 AND year = ?3 AND state = 'removed' AND
			step = (SELECT max(step) FROM part WHERE book = ?2 AND year = ?3 AND state = 'removed')`, tx.step, string(b.Set), b.Year)
		if err == nil && n == 0 {
			err = ErrNoUndo
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("bring %s back: %w", b.Title(), err)
	}
	return nil
}

// RemovePart undoes Install: the part goes, and the one that it replaced comes
// back if there was one. Errors: storage.ErrNotFound.
func (s *Shelf) RemovePart(ctx context.Context, b codebook.Book, kind codebook.PartKind) error {
	err := s.write(ctx, false, func(tx *change) error {
		n, err := tx.count("UPDATE part SET state = 'taken', step = ? WHERE book = ? AND year = ? AND kind = ? AND state = 'live'", tx.step, string(b.Set), b.Year, string(kind))
		if err != nil {
			return err
		}
		if n == 0 {
			return storage.ErrNotFound
		}
		_, err = tx.last(b, kind, replaced)
		return err
	})
	if err != nil {
		return fmt.Errorf("take the %s part of %s away: %w", kind, b.Title(), err)
	}
	return nil
}

// RestorePart undoes RemovePart. Errors: ErrNoUndo.
func (s *Shelf) RestorePart(ctx context.Context, b codebook.Book, kind codebook.PartKind) error {
	err := s.write(ctx, false, func(tx *change) error {
		if err := tx.move(b, kind, live, replaced); err != nil {
			return err
		}
		n, err := tx.last(b, kind, taken)
		if err == nil && n == 0 {
			err = ErrNoUndo
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("bring the %s part of %s back: %w", kind, b.Title(), err)
	}
	return nil
}

// Tidy frees what was removed and replaced; it cannot be brought back then.
func (s *Shelf) Tidy(ctx context.Context) error {
	v, err := s.look(ctx)
	if err == nil && !slices.ContainsFunc(v.parts, func(p partRow) bool { return p.state != live }) {
		return nil
	}
	if err == nil {
		err = s.write(ctx, false, func(tx *change) error {
			_, err := tx.ExecContext(tx.ctx, "DELETE FROM block WHERE part IN (SELECT part FROM part WHERE state <> 'live')")
			if err == nil {
				_, err = tx.ExecContext(tx.ctx, "DELETE FROM part WHERE state <> 'live'")
			}
			return err
		})
	}
	if err == nil {
		err = s.shrink(ctx)
	}
	if err != nil {
		return fmt.Errorf("tidy the code books: %w", s.judge(err))
	}
	return nil
}

// shrink gives free pages back to the disk.
func (s *Shelf) shrink(ctx context.Context) error {
	db, err := s.file(ctx, false)
	if db == nil || err != nil {
		return err
	}
	rows, err := db.QueryContext(ctx, "PRAGMA incremental_vacuum") // a row for each page
	if err != nil {
		return explain(err)
	}
	for rows.Next() {
	}
	if err := rows.Close(); err != nil {
		return explain(err)
	}
	return explain(db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(new(int), new(int), new(int)))
}

// change is one transaction on the shelf.
type change struct {
	*sql.Tx
	ctx  context.Context
	step int64
}

// write does all of do or nothing. create makes the file if there is none;
// without it, nothing is there to be changed.
func (s *Shelf) write(ctx context.Context, create bool, do func(tx *change) error) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	for try := 1; ; try++ {
		db, err := s.file(ctx, create)
		switch {
		case err == nil && db == nil:
			return storage.ErrNotFound
		case err == nil:
			err = transact(ctx, db, do)
		}
		if !errors.Is(err, errCantOpen) || try == mostTries {
			return s.judge(err)
		}
	}
}

func transact(ctx context.Context, db *sql.DB, do func(tx *change) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return explain(err)
	}
	defer func() { _ = tx.Rollback() }()
	c := &change{Tx: tx, ctx: ctx}
	if err := tx.QueryRowContext(ctx, "UPDATE shelf SET step = step + 1 RETURNING step").Scan(&c.step); err != nil {
		return explain(err)
	}
	if err := do(c); err != nil {
		return explain(err)
	}
	return explain(tx.Commit())
}

func (tx *change) count(text string, args ...any) (int64, error) {
	r, err := tx.ExecContext(tx.ctx, text, args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// move brings the parts of a kind from one state into another.
func (tx *change) move(b codebook.Book, kind codebook.PartKind, from, to string) error {
	_, err := tx.count("UPDATE part SET state = ?, step = ? WHERE book = ? AND year = ? AND kind = ? AND state = ?", to, tx.step, string(b.Set), b.Year, string(kind), from)
	return err
}

// last makes the part live that came last into a state; n = 0 if there is none.
func (tx *change) last(b codebook.Book, kind codebook.PartKind, state string) (n int64, err error) {
	return tx.count(`UPDATE part SET state = 'live', step = ?1 WHERE part = (SELECT part FROM part WHERE book = ?2 AND year = ?3 AND kind = ?4 AND state = ?5 ORDER BY step DESC, part DESC LIMIT 1)`,
		tx.step, string(b.Set), b.Year, string(kind), state)
}
