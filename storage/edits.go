package storage

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"chartroom/quiz"
)

// Edit is one change made by hand to the questions of a bank.
type Edit struct {
	Question quiz.Question   // as it is to be; of one that is taken out only the ID counts
	Remove   bool            // it is taken out of its bank
	Behind   quiz.QuestionID // a new question stands behind this one; zero = at the end
}

// removedRow is where a question stood that was taken out, and by what an
// import would have known it.
type removedRow struct {
	N     int64  `json:"n"`
	Place int    `json:"place"`
	Since int64  `json:"since"` // generation
	Hash  string `json:"hash"`
}

// SaveEdits does all of the edits or none, as one step to undo. Progress stays
// in the log, that of a question taken out too: should it come back, it is
// there again. Each question's own history tells of its edit. ErrNotFound if a
// question that is to be taken out, or a bank, does not exist.
func (s *Store) SaveEdits(ctx context.Context, stamp quiz.Stamp, edits []Edit) error {
	passages := make([]passage, len(edits))
	for i := range edits {
		if edits[i].Remove {
			continue
		}
		var err error
		if passages[i], err = newPassage(&edits[i].Question); err != nil {
			return err
		}
	}
	err := s.write(ctx, func(t *tx) error {
		return t.once(stamp.ID, func() error { return t.editAll(stamp, edits, passages) })
	})
	if err != nil {
		return fmt.Errorf("save %s: %w", quiz.Count(len(edits), "change"), err)
	}
	s.content.Add(1)
	return nil
}

func (t *tx) editAll(stamp quiz.Stamp, edits []Edit, passages []passage) error {
	for i := range edits {
		own := stamp
		own.ID = child(stamp.ID, i)
		if err := t.editOne(own, &edits[i], passages[i]); err != nil {
			return fmt.Errorf("question %s: %w", edits[i].Question.ID, err)
		}
	}
	e, err := stamped(stamp, quiz.EventEdit).with(editPayload{Many: len(edits)})
	if err != nil {
		return err
	}
	return t.add(e)
}

func (t *tx) editOne(stamp quiz.Stamp, edit *Edit, p passage) error {
	if edit.Remove {
		return t.takeOut(stamp, edit.Question.ID)
	}
	return t.edit(stamp, &edit.Question, p, edit.Behind)
}

// undoEdits takes back the edits of one step, the last one first.
func (t *tx) undoEdits(stamp quiz.Stamp, e *event) error {
	var p editPayload
	if err := e.read(&p); err != nil {
		return err
	}
	if err := t.addUndo(stamp, e); err != nil {
		return err
	}
	for i := range p.Many {
		one, err := t.eventAt(e.device, e.number-1-int64(i))
		if err != nil {
			return err
		}
		own := stamp
		own.ID = child(stamp.ID, i)
		if err := t.undo(own, &one); err != nil {
			return fmt.Errorf("question %s: %w", one.question, err)
		}
	}
	return nil
}

// takeOut takes a question out of its bank.
func (t *tx) takeOut(stamp quiz.Stamp, id quiz.QuestionID) error {
	f, err := t.facts(id)
	if err != nil {
		return err
	}
	pay := editPayload{Row: &removedRow{N: f.n}}
	var body string
	var hash []byte
	err = t.row("SELECT b.id, p.body, q.edited, q.place, q.since, q.hash FROM question q JOIN bank b ON b.bank = q.bank JOIN passage p ON p.n = q.n WHERE q.n = ?",
		[]any{&pay.Bank, &body, &pay.Edited, &pay.Row.Place, &pay.Row.Since, &hash}, f.n)
	if err != nil {
		return err
	}
	pay.Before, pay.Row.Hash = json.RawMessage(body), hex.EncodeToString(hash)
	e, err := stamped(stamp, quiz.EventEdit).of(id).with(pay)
	if err != nil {
		return err
	}
	if err := t.add(e); err != nil {
		return err
	}
	if err := t.notImporting(f.bank); err != nil {
		return err
	}
	return t.unappend(id, f)
}

// undoRemoved puts a question back where it stood, unless it has come back by
// itself, as by an import.
func (t *tx) undoRemoved(e *event, p *editPayload) (func() error, error) {
	_, err := t.facts(*e.question)
	switch {
	case err == nil:
		return nil, ErrChanged
	case !errors.Is(err, ErrNotFound):
		return nil, err
	}
	bank, _, err := t.bankRow(p.Bank)
	if err != nil {
		return nil, err
	}
	var q quiz.Question
	if err := json.Unmarshal(p.Before, &q); err != nil {
		return nil, fmt.Errorf("event %s: %w", e.id, err)
	}
	before, err := newPassage(&q)
	if err != nil {
		return nil, err
	}
	before.body = string(p.Before)
	hash, err := hex.DecodeString(p.Row.Hash)
	if err != nil {
		return nil, fmt.Errorf("event %s: %w", e.id, err)
	}
	copy(before.hash[:], hash)
	return func() error {
		if err := t.putBack(bank, p, before); err != nil {
			return err
		}
		if err := t.reask(before.id, bank, before.asked, false); err != nil {
			return err
		}
		return t.exec("UPDATE bank SET questions = questions + 1, asked = asked + ?2 WHERE bank = ?1", bank, before.asked)
	}, nil
}

// putBack inserts a question's rows as they were, under their old number if it
// is free.
func (t *tx) putBack(bank int64, p *editPayload, before passage) error {
	taken, err := t.exists("SELECT 1 FROM passage WHERE n = ?", p.Row.N)
	if err != nil {
		return err
	}
	if taken {
		return t.stage(bank, p.Row.Since, p.Row.Place, before, p.Edited)
	}
	err = t.exec("INSERT INTO passage (n, name, stem, options, rationale, tags, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
		p.Row.N, before.name, before.stem, before.options, before.rationale, before.tags, before.body)
	if err != nil {
		return err
	}
	return t.stageRow(p.Row.N, bank, p.Row.Since, p.Row.Place, before, p.Edited)
}
