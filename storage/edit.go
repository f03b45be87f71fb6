package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"chartroom/quiz"
)

// editPayload is what an edit changed. Before is empty for a new question,
// After for one that was taken out of its bank.
type editPayload struct {
	Bank   quiz.BankID     `json:"bank"`
	Before json.RawMessage `json:"before,omitempty"`
	After  json.RawMessage `json:"after,omitempty"`
	Edited bool            `json:"edited,omitempty"` // it had been edited before
	Place  *int            `json:"place,omitempty"`  // new: the questions from this place on made room for it
	Row    *removedRow     `json:"row,omitempty"`    // taken out: where it stood
	Moved  *movedPlace     `json:"moved,omitempty"`  // nothing but its place changed
	Many   int             `json:"many,omitempty"`   // so many edits right before this event are one step
}

// errImporting keeps questions of a bank from coming and going while it is
// imported.
var errImporting = errors.New("an import is running; wait until it is done")

// notImporting is errImporting while the bank is imported: what is compared
// with its file must stay as it is.
func (t *tx) notImporting(bank int64) error {
	busy, err := t.exists("SELECT 1 FROM import WHERE bank = ? AND state = 'staging'", bank)
	if busy {
		return errImporting
	}
	return err
}

// SaveQuestion writes a question as it was edited by hand; one that is not in
// its bank yet is added to it, at the end. Progress stays. Importing the same
// file again leaves the edit; a file in which this question has changed
// replaces it. ErrNotFound if the bank does not exist.
func (s *Store) SaveQuestion(ctx context.Context, stamp quiz.Stamp, q quiz.Question) error {
	p, err := newPassage(&q)
	if err != nil {
		return err
	}
	err = s.write(ctx, func(t *tx) error {
		return t.once(stamp.ID, func() error { return t.edit(stamp, &q, p, quiz.QuestionID{}) })
	})
	if err != nil {
		return fmt.Errorf("save question %s: %w", q.ID, err)
	}
	s.content.Add(1)
	return nil
}

// edit writes a question; a new one stands behind another, or at the end.
func (t *tx) edit(stamp quiz.Stamp, q *quiz.Question, p passage, behind quiz.QuestionID) error {
	bank, generation, err := t.bankRow(q.Bank)
	if err != nil {
		return err
	}
	pay := editPayload{Bank: q.Bank, After: json.RawMessage(p.body)}
	f, err := t.facts(q.ID)
	isNew := errors.Is(err, ErrNotFound)
	if err != nil && !isNew {
		return err
	}
	if !isNew {
		if f.bank != bank {
			return fmt.Errorf("%w: it is in another bank", ErrChanged)
		}
		var body string
		if err := t.row("SELECT p.body, q.edited FROM passage p JOIN question q ON q.n = p.n WHERE p.n = ?", []any{&body, &pay.Edited}, f.n); err != nil {
			return err
		}
		pay.Before = json.RawMessage(body)
	} else if pay.Place, err = t.placeBehind(bank, behind); err != nil {
		return err
	}
	e, err := stamped(stamp, quiz.EventEdit).of(q.ID).with(pay)
	if err != nil {
		return err
	}
	if err := t.add(e); err != nil {
		return err
	}
	if !isNew {
		return t.rewrite(f, p, true)
	}
	if err := t.notImporting(bank); err != nil {
		return err
	}
	return t.append(bank, generation, pay.Place, p)
}

// append puts a question at a place of its bank, where it makes room; nil = at
// the end.
func (t *tx) append(bank, generation int64, at *int, p passage) error {
	var place int
	err := t.row("SELECT ifnull(max(place), -1) + 1 FROM question WHERE bank = ?", []any{&place}, bank)
	if err == nil && at != nil {
		place = *at
		err = t.makeRoom(bank, place, 1)
	}
	if err != nil {
		return err
	}
	if err := t.stage(bank, generation, place, p, true); err != nil {
		return err
	}
	if err := t.reask(p.id, bank, p.asked, false); err != nil {
		return err
	}
	return t.exec("UPDATE bank SET questions = questions + 1, asked = asked + ?2 WHERE bank = ?1", bank, p.asked)
}

// rewrite changes a question in place.
func (t *tx) rewrite(f facts, p passage, edited bool) error {
	topics, err := t.topicSet(p.topics)
	if err != nil {
		return err
	}
	if err := t.unindex(f.n); err != nil {
		return err
	}
	if err := t.exec(query("passage_update"), f.n, p.name, p.stem, p.options, p.rationale, p.tags, p.body); err != nil {
		return err
	}
	if err := t.index(f.n, p); err != nil {
		return err
	}
	err = t.exec("UPDATE question SET kind = ?, asked = ?, edited = ?, topics = ?, family = ? WHERE n = ?", string(p.kind), p.asked, edited, topics, p.family, f.n)
	if err != nil || p.asked == f.asked {
		return err
	}
	more := 1
	if f.asked {
		more = -1
	}
	if err := t.exec("UPDATE bank SET asked = asked + ? WHERE bank = ?", more, f.bank); err != nil {
		return err
	}
	return t.reask(p.id, f.bank, p.asked, f.asked)
}

// reask moves a question's memory into the schedule or out of it, when
// whether it can be asked has changed.
func (t *tx) reask(id quiz.QuestionID, bank int64, asked, was bool) error {
	m, err := t.memory(id)
	if err != nil || m.New() {
		return err
	}
	hidden := m.hidden &^ hiddenUnasked
	if !asked {
		hidden |= hiddenUnasked
	}
	if err := t.exec("UPDATE memory SET hidden = ?, bank = ? WHERE question = ?", hidden, bank, id[:]); err != nil {
		return err
	}
	switch {
	case asked && m.hidden&hiddenUnasked != 0:
		return t.countAnswered(bank, 1)
	case !asked && m.hidden&hiddenUnasked == 0:
		return t.countAnswered(bank, -1)
	}
	return nil
}

// undoEdit puts the question back as it was, if no newer edit or import
// changed it.
func (t *tx) undoEdit(e *event) (func() error, error) {
	var p editPayload
	if err := e.read(&p); err != nil {
		return nil, err
	}
	switch {
	case p.Moved != nil:
		return t.undoMoved(e, &p)
	case p.After == nil:
		return t.undoRemoved(e, &p)
	}
	all, err := t.events("events_of_question", e.question[:])
	if err != nil {
		return nil, err
	}
	f, err := t.facts(*e.question)
	if err != nil {
		return nil, err
	}
	var body string
	if err := t.row("SELECT body FROM passage WHERE n = ?", []any{&body}, f.n); err != nil {
		return nil, err
	}
	last := newest(all, func(o *event) bool {
		return o.kind == quiz.EventEdit || p.Before == nil && o.kind == quiz.EventAttempt
	})
	if last == nil || last.id != e.id || body != string(p.After) {
		return nil, ErrChanged
	}
	if p.Before == nil {
		return func() error {
			if err := t.unappend(*e.question, f); err != nil || p.Place == nil {
				return err
			}
			return t.makeRoom(f.bank, *p.Place, -1)
		}, nil
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
	return func() error { return t.rewrite(f, before, p.Edited) }, nil
}

// unappend takes away a question that was added by hand.
func (t *tx) unappend(id quiz.QuestionID, f facts) error {
	if err := t.reask(id, f.bank, false, f.asked); err != nil {
		return err
	}
	if err := t.erase(f.n); err != nil {
		return err
	}
	return t.exec("UPDATE bank SET questions = questions - 1, asked = asked - ? WHERE bank = ?", f.asked, f.bank)
}

// bankRow is the number and generation of a bank that was not put away.
func (t *tx) bankRow(id quiz.BankID) (bank, generation int64, err error) {
	err = t.row("SELECT bank, generation FROM bank WHERE id = ? AND generation > 0 AND deleted IS NULL", []any{&bank, &generation}, string(id))
	if err != nil {
		err = fmt.Errorf("bank %s: %w", id, err)
	}
	return bank, generation, err
}
