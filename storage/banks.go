package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"chartroom/quiz"
)

// bankRow is one row of bank.
type bankRow struct {
	Number     int64       `json:"-"`
	ID         quiz.BankID `json:"-"`
	Generation int64       `json:"generation"`
	Name       string      `json:"name"`
	Source     string      `json:"source"`
	Version    string      `json:"version"`
	Language   string      `json:"language"`
	Licence    string      `json:"licence"`
	Builtin    bool        `json:"builtin"`
	Questions  int64       `json:"questions"`
	Asked      int64       `json:"asked"`
	Imported   int64       `json:"imported"`
	Deleted    *int64      `json:"deleted"`
}

func (b *bankRow) into() []any {
	return []any{&b.Number, &b.ID, &b.Generation, &b.Name, &b.Source, &b.Version, &b.Language, &b.Licence,
		&b.Builtin, &b.Questions, &b.Asked, &b.Imported, &b.Deleted}
}

func (t *tx) putBank(b *bankRow) error {
	return t.exec(query("bank_put"), b.Number, b.Generation, b.Name, b.Source, b.Version, b.Language, b.Licence,
		b.Builtin, b.Questions, b.Asked, b.Imported, value(b.Deleted))
}

// findBank is the row of a bank, put away or not; ErrNotFound if there is none.
func (t *tx) findBank(id quiz.BankID) (b bankRow, err error) {
	err = t.row(query("bank_get"), b.into(), string(id))
	return b, err
}

// deletePayload is which bank was put away.
type deletePayload struct {
	Bank quiz.BankID `json:"bank"`
}

// keptDeleted is how long a bank that was put away, and questions that an
// import replaced, can be brought back.
const keptDeleted = 30 * 24 * time.Hour

// DeleteBank puts a bank away: its questions are no longer asked or found.
// Progress stays in the log. It can be undone for 30 days, until Tidy removes
// the questions. ErrNotFound if there is no such bank.
func (s *Store) DeleteBank(ctx context.Context, stamp quiz.Stamp, id quiz.BankID) error {
	err := s.write(ctx, func(t *tx) error {
		return t.once(stamp.ID, func() error {
			bank, _, err := t.bankRow(id)
			if err != nil {
				return err
			}
			e, err := stamped(stamp, quiz.EventDelete).with(deletePayload{id})
			if err != nil {
				return err
			}
			if err := t.add(e); err != nil {
				return err
			}
			return t.exec("UPDATE bank SET deleted = ? WHERE bank = ?", e.at, bank)
		})
	})
	if err != nil {
		return fmt.Errorf("delete bank %s: %w", id, err)
	}
	s.content.Add(1)
	return nil
}

func (t *tx) undoDelete(e *event) (func() error, error) {
	var p deletePayload
	if err := e.read(&p); err != nil {
		return nil, err
	}
	b, err := t.findBank(p.Bank)
	if err != nil {
		return nil, err
	}
	if b.Deleted == nil || *b.Deleted != e.at {
		return nil, ErrChanged
	}
	return func() error {
		t.onCommit(func() { t.s.content.Add(1) })
		return t.exec("UPDATE bank SET deleted = NULL WHERE bank = ?", b.Number)
	}, nil
}

// undoImport sets the bank back to the generation before, unless something
// newer rests on this one. The rows that nobody can see then are swept later.
func (t *tx) undoImport(e *event) (func() error, error) {
	var p importPayload
	if err := e.read(&p); err != nil {
		return nil, err
	}
	b, err := t.findBank(p.Bank)
	if err != nil {
		return nil, err
	}
	var before string
	err = t.row("SELECT before FROM import WHERE import = ? AND state = 'live'", []any{&before}, e.id[:])
	if errors.Is(err, ErrNotFound) {
		return nil, fmt.Errorf("%w: what it replaced was removed after 30 days", ErrNoUndo)
	}
	if err != nil {
		return nil, err
	}
	if b.Generation != p.Generation || b.Deleted != nil {
		return nil, ErrChanged
	}
	if err := t.untouchedSince(e, p.Bank); err != nil {
		return nil, err
	}
	was := b
	if err := json.Unmarshal([]byte(before), &was); err != nil {
		return nil, fmt.Errorf("import %s: %w", e.id, err)
	}
	affected, err := t.replaced(b.Number, p.Generation)
	if err != nil {
		return nil, err
	}
	if err := t.notAnsweredSince(e, affected); err != nil {
		return nil, err
	}
	return func() error {
		for _, r := range affected {
			if err := t.reask(r.id, b.Number, r.wasAsked, r.asked); err != nil {
				return err
			}
		}
		if err := t.putBank(&was); err != nil {
			return err
		}
		t.onCommit(func() { t.s.content.Add(1) })
		return t.exec("UPDATE import SET state = 'undone' WHERE import = ?", e.id[:])
	}, nil
}

// replacement is a question with a memory that a generation brought or changed.
type replacement struct {
	id              quiz.QuestionID
	asked, wasAsked bool
	added           bool
}

func (t *tx) replaced(bank, generation int64) (all []replacement, err error) {
	err = t.rows(query("replaced_memories"), func(rows *sql.Rows) error {
		var r replacement
		var id []byte
		var was *bool
		if err := rows.Scan(&id, &r.asked, &was); err != nil {
			return err
		}
		r.id, r.added = *id16[quiz.QuestionID](id), was == nil
		if was != nil {
			r.wasAsked = *was
		}
		all = append(all, r)
		return nil
	}, bank, generation)
	return all, err
}

// notAnsweredSince is ErrChanged if a question that the import added has been
// answered after it.
func (t *tx) notAnsweredSince(e *event, affected []replacement) error {
	for _, r := range affected {
		if !r.added {
			continue
		}
		all, err := t.events("events_of_question", r.id[:])
		if err != nil {
			return err
		}
		last := newest(all, func(o *event) bool { return o.kind == quiz.EventAttempt })
		if last != nil && (last.device > e.device || last.device == e.device && last.number > e.number) {
			return fmt.Errorf("%w: its questions were answered; delete the bank instead", ErrChanged)
		}
	}
	return nil
}

// untouchedSince is ErrChanged if a bank was edited after the event, or is
// being imported again.
func (t *tx) untouchedSince(e *event, bank quiz.BankID) error {
	all, err := t.events("events_of_kind", string(quiz.EventEdit))
	if err != nil {
		return err
	}
	for i := range all {
		o := &all[i]
		if o.undone || o.device < e.device || o.device == e.device && o.number < e.number {
			continue
		}
		var p editPayload
		if err := o.read(&p); err != nil {
			return err
		}
		if p.Bank == bank {
			return fmt.Errorf("%w: a question was edited since", ErrChanged)
		}
	}
	busy, err := t.exists("SELECT 1 FROM import i JOIN bank b ON b.bank = i.bank WHERE b.id = ? AND i.state = 'staging'", string(bank))
	if busy {
		return errImporting
	}
	return err
}

// BankHead is a bank without its questions.
type BankHead struct {
	quiz.Bank           // Questions is nil
	Count     int       // questions that can be seen
	Asked     int       // of them, of a kind that can be asked
	Answered  int       // of those, at least once
	Imported  time.Time // the last time
	Deleted   time.Time // zero = not put away
}

func (b *bankRow) head() BankHead {
	h := BankHead{Bank: quiz.Bank{ID: b.ID, Name: b.Name, Source: b.Source, Version: b.Version,
		Language: b.Language, Licence: b.Licence, Builtin: b.Builtin},
		Count: int(b.Questions), Asked: int(b.Asked), Imported: moment(b.Imported)}
	if b.Deleted != nil {
		h.Deleted = moment(*b.Deleted)
	}
	return h
}

// Banks are all banks by name; put away ones only if asked for.
func (r *Reader) Banks(ctx context.Context, deleted bool) ([]BankHead, error) {
	var all []BankHead
	err := r.rows(ctx, query("banks"), func(rows *sql.Rows) error {
		var b bankRow
		var answered int
		if err := rows.Scan(append(b.into(), &answered)...); err != nil {
			return err
		}
		if b.Deleted == nil || deleted {
			h := b.head()
			h.Answered = answered
			all = append(all, h)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list banks: %w", err)
	}
	return all, nil
}

func (r *Reader) bank(ctx context.Context, id quiz.BankID) (quiz.Bank, error) {
	var b bankRow
	if err := r.row(ctx, query("bank_get"), b.into(), string(id)); err != nil {
		return quiz.Bank{}, err
	}
	if b.Generation == 0 {
		return quiz.Bank{}, ErrNotFound
	}
	return b.head().Bank, nil
}
