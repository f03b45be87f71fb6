package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"chartroom/quiz"
)

// Imported is what became of a bank's questions.
type Imported struct {
	Added       int               `json:"added"`
	Updated     int               `json:"updated"`
	Unchanged   int               `json:"unchanged"`
	Kept        int               `json:"kept"`                   // not in the file any more, but never removed
	KeysChanged []quiz.QuestionID `json:"keys_changed,omitempty"` // updated, and other answers are right now
}

// importPayload is the payload of an import's event.
type importPayload struct {
	Bank       quiz.BankID `json:"bank"`
	Generation int64       `json:"generation"`
	Version    string      `json:"version,omitempty"`
	Imported
}

// SaveBank brings a bank in, or in again: all of it or nothing, and without
// keeping the learner's answers waiting (see the package's text). Progress
// stays with the questions' ids; questions that are no longer in the file are
// kept. report is called now and then with how many questions are done; it may
// be nil. Cancelling ctx leaves nothing behind. A backup is made first if
// there is anything to lose.
func (s *Store) SaveBank(ctx context.Context, stamp quiz.Stamp, bank quiz.Bank, report func(done, total int)) (Imported, error) {
	s.imports.Lock()
	defer s.imports.Unlock()
	done, err := s.importBank(ctx, stamp, &bank, report, true)
	if err != nil {
		return Imported{}, fmt.Errorf("import %s: %w", bank.Name, err)
	}
	return done, nil
}

// SyncBuiltin brings in the material that comes with the app, if hash differs
// from the one of the last time; only then are the banks read. Each bank is an
// import of its own.
func (s *Store) SyncBuiltin(ctx context.Context, stamp quiz.Stamp, hash string, read func() ([]quiz.Bank, error)) error {
	s.imports.Lock()
	defer s.imports.Unlock()
	var had any
	err := s.write(ctx, func(t *tx) (err error) { had, err = t.fact("builtin"); return err })
	if err != nil || had == hash {
		return err
	}
	banks, err := read()
	if err != nil {
		return err
	}
	for i := range banks {
		banks[i].Builtin = true
		own := stamp
		own.ID = child(stamp.ID, i)
		if _, err := s.importBank(ctx, own, &banks[i], nil, false); err != nil {
			return fmt.Errorf("bring in %s: %w", banks[i].Name, err)
		}
	}
	return s.write(ctx, func(t *tx) error { return t.setFact("builtin", hash) })
}

// importing is one import on its way.
type importing struct {
	s          *Store
	stamp      quiz.Stamp
	bank       *quiz.Bank
	row, was   bankRow // as it will be, and as it is
	have       map[quiz.QuestionID]version
	reasked    []replacement // memories that the last step must look at
	done       Imported
	places     int
	total      int
	report     func(done, total int)
	generation int64
}

// version is a question of the bank as it can be seen now.
type version struct {
	n     int64
	hash  [16]byte
	asked bool
}

func (s *Store) importBank(ctx context.Context, stamp quiz.Stamp, bank *quiz.Bank, report func(done, total int), backup bool) (Imported, error) {
	if done, known, err := s.imported(ctx, stamp.ID); known || err != nil {
		return done, err
	}
	if err := checkBank(bank); err != nil {
		return Imported{}, err
	}
	if backup {
		if err := s.backupBeforeImport(ctx, stamp); err != nil {
			return Imported{}, err
		}
	}
	if err := s.sweep(ctx); err != nil {
		return Imported{}, err
	}
	im := &importing{s: s, stamp: stamp, bank: bank, report: report, total: len(bank.Questions)}
	err := im.run(ctx)
	if err != nil {
		// What was staged goes, even though ctx may be cancelled. Should that
		// fail too, the next opening does it; nobody sees the rows until then.
		err = errors.Join(err, s.sweep(context.WithoutCancel(ctx)))
		return Imported{}, err
	}
	s.content.Add(1)
	return im.done, nil
}

func (s *Store) imported(ctx context.Context, id quiz.EventID) (done Imported, known bool, err error) {
	err = s.write(ctx, func(t *tx) error {
		e, err := t.event(id)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		known = true
		var p importPayload
		err = e.read(&p)
		done = p.Imported
		return err
	})
	return done, known, err
}

func checkBank(b *quiz.Bank) error {
	if b.ID == "" || b.Name == "" {
		return errors.New("a bank needs an id and a name")
	}
	seen := make(map[quiz.QuestionID]string, len(b.Questions))
	for i := range b.Questions {
		q := &b.Questions[i]
		if q.Bank == "" {
			q.Bank = b.ID
		}
		if q.Bank != b.ID {
			return fmt.Errorf("question %q is of bank %s, not %s", q.Key, q.Bank, b.ID)
		}
		if other, twice := seen[q.ID]; twice {
			return fmt.Errorf("questions %q and %q have the same id", other, q.Key)
		}
		seen[q.ID] = q.Key
	}
	return nil
}

func (im *importing) run(ctx context.Context) error {
	if err := im.announce(); err != nil {
		return err
	}
	if err := im.compare(ctx); err != nil {
		return err
	}
	if err := im.stageMedia(ctx); err != nil {
		return err
	}
	if err := im.stageAll(ctx); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	im.done.Kept = len(im.have) - im.done.Updated - im.done.Unchanged
	return im.s.write(context.Background(), im.publish)
}

// announce notes that an import is on its way, so that its leavings are found
// if it does not arrive.
func (im *importing) announce() error {
	return im.s.bulk(func(t *tx) error {
		row, err := t.findBank(im.bank.ID)
		if errors.Is(err, ErrNotFound) {
			if err := t.exec(query("bank_new"), string(im.bank.ID)); err != nil {
				return err
			}
			row, err = t.findBank(im.bank.ID)
		}
		if err != nil {
			return err
		}
		im.was, im.row = row, row
		im.generation = row.Generation + 1
		before, err := json.Marshal(&row)
		if err != nil {
			return err
		}
		return t.exec("INSERT INTO import (import, bank, generation, state, at, before) VALUES (?, ?, ?, 'staging', ?, ?)",
			im.stamp.ID[:], row.Number, im.generation, im.stamp.At.UnixMilli(), string(before))
	})
}

// compare reads what the bank holds now.
func (im *importing) compare(ctx context.Context) error {
	im.have = map[quiz.QuestionID]version{}
	return im.s.reader.rows(ctx, query("bank_versions"), func(rows *sql.Rows) error {
		var v version
		var id, hash []byte
		if err := rows.Scan(&v.n, &id, &hash, &v.asked); err != nil {
			return err
		}
		copy(v.hash[:], hash)
		im.have[*id16[quiz.QuestionID](id)] = v
		return nil
	}, im.row.Number)
}

// publish shows everything at once.
func (im *importing) publish(t *tx) error {
	p := importPayload{Bank: im.bank.ID, Generation: im.generation, Version: im.bank.Version, Imported: im.done}
	e, err := stamped(im.stamp, quiz.EventImport).with(p)
	if err != nil {
		return err
	}
	if err := t.add(e); err != nil {
		return err
	}
	// Edits may have changed these counts since the import began.
	now, err := t.findBank(im.bank.ID)
	if err != nil {
		return err
	}
	b := im.bank
	row := im.row
	row.Generation, row.Name, row.Source, row.Version = im.generation, b.Name, b.Source, b.Version
	row.Language, row.Licence, row.Builtin = b.Language, b.Licence, b.Builtin
	row.Questions += now.Questions - im.was.Questions
	row.Asked += now.Asked - im.was.Asked
	row.Imported, row.Deleted = e.at, nil
	if err := t.putBank(&row); err != nil {
		return err
	}
	for _, r := range im.reasked {
		if err := t.reask(r.id, row.Number, r.asked, r.wasAsked); err != nil {
			return err
		}
	}
	return t.exec("UPDATE import SET state = 'live' WHERE import = ?", im.stamp.ID[:])
}
