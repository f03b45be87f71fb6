package storage

import (
	"context"
	"encoding/json"
	"fmt"

	"chartroom/quiz"
)

// Limits of one slice of bulk work. A learner who comes in the middle waits
// for the rest of a row and the commit, whose cost grows with the slice.
const (
	sliceRows  = 400
	sliceBytes = 256 << 10 // of text
	walLimit   = 4000      // pages of write-ahead log at which bulk work stops to fold it in
)

// bulk runs f in one transaction, after any learner who waits.
func (s *Store) bulk(f func(*tx) error) error {
	s.gate.enter(true)
	defer s.gate.leave()
	return s.transaction(f)
}

// prepared is a question ready to be staged.
type prepared struct {
	passage
	place int
	had   *version
}

// stageAll writes every new and changed question where nobody sees it.
func (im *importing) stageAll(ctx context.Context) error {
	qs := im.bank.Questions
	im.row.Questions, im.row.Asked = im.was.Questions, im.was.Asked
	for from := 0; from < len(qs); from += sliceRows {
		if err := ctx.Err(); err != nil {
			return err
		}
		to := min(from+sliceRows, len(qs))
		batch, err := im.prepare(qs[from:to], from)
		if err != nil {
			return err
		}
		for len(batch) > 0 {
			n, err := im.slice(batch)
			if err != nil {
				return err
			}
			batch = batch[n:]
			if err := im.s.keepShort(); err != nil {
				return err
			}
		}
		if im.report != nil {
			im.report(to, im.total)
		}
	}
	return nil
}

// prepare does outside the gate what needs no database.
func (im *importing) prepare(qs []quiz.Question, place int) ([]prepared, error) {
	batch := make([]prepared, 0, len(qs))
	for i := range qs {
		p, err := newPassage(&qs[i])
		if err != nil {
			return nil, err
		}
		x := prepared{passage: p, place: place + i}
		if had, ok := im.have[p.id]; ok {
			if had.hash == p.hash {
				im.done.Unchanged++
				continue
			}
			x.had = &had
		}
		batch = append(batch, x)
	}
	return batch, nil
}

// slice stages the first questions of batch in one transaction and says how
// many; it stops early when a learner waits.
func (im *importing) slice(batch []prepared) (n int, err error) {
	err = im.s.bulk(func(t *tx) error {
		bytes := 0
		for n < len(batch) && bytes < sliceBytes {
			p := &batch[n]
			if err := im.stageOne(t, p); err != nil {
				return fmt.Errorf("question %d: %w", p.place+1, err)
			}
			bytes += len(p.body)
			n++
			if im.s.gate.wanted() {
				return nil
			}
		}
		return nil
	})
	return n, err
}

func (im *importing) stageOne(t *tx, p *prepared) error {
	if err := t.stage(im.row.Number, im.generation, p.place, p.passage, false); err != nil {
		return err
	}
	if p.had == nil {
		im.done.Added++
		im.row.Questions++
		if p.asked {
			im.row.Asked++
		}
		return im.noteMemory(t, replacement{id: p.id, asked: p.asked, added: true})
	}
	im.done.Updated++
	if p.asked != p.had.asked {
		if p.asked {
			im.row.Asked++
		} else {
			im.row.Asked--
		}
		if err := im.noteMemory(t, replacement{id: p.id, asked: p.asked, wasAsked: p.had.asked}); err != nil {
			return err
		}
	}
	if err := im.compareKeys(t, p); err != nil {
		return err
	}
	return t.exec("UPDATE question SET until = ? WHERE n = ?", im.generation, p.had.n)
}

// noteMemory remembers a question for publish if it was answered, or may be
// answered until then.
func (im *importing) noteMemory(t *tx, r replacement) error {
	if r.added {
		answered, err := t.exists("SELECT 1 FROM memory WHERE question = ?", r.id[:])
		if err != nil || !answered {
			return err
		}
	}
	im.reasked = append(im.reasked, r)
	return nil
}

func (im *importing) compareKeys(t *tx, p *prepared) error {
	var body string
	if err := t.row("SELECT body FROM passage WHERE n = ?", []any{&body}, p.had.n); err != nil {
		return err
	}
	var was, now quiz.Question
	if err := json.Unmarshal([]byte(body), &was); err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(p.body), &now); err != nil {
		return err
	}
	if !sameKey(&was, &now) {
		im.done.KeysChanged = append(im.done.KeysChanged, p.id)
	}
	return nil
}
