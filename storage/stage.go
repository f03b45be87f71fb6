package storage

import (
	"context"
	"encoding/json"
	"fmt"

	"chartroom/quiz"
)

// Bulk work is cut into slices, one transaction each. A learner who comes in
// the middle waits for the rest of a row and the commit, whose cost grows with
// the slice: so slices are small while she answers, and bigger, which is
// quicker on the whole, while she does not.
const (
	sliceRows  = 100  // while the learner answers
	quietRows  = 2000 // while she does not
	stayActive = 100  // so many slices after her last write they stay small
	activeWAL  = 1000 // pages of write-ahead log at which bulk work stops to fold it in, while she answers
	quietWAL   = 4000 // and while she does not
)

// pace chooses the size of slices.
type pace struct {
	gate   *gate
	served int64 // as of the last slice
	active int   // slices that stay small
}

func (p *pace) rows() int {
	if now := p.gate.served.Load(); now != p.served {
		p.served, p.active = now, stayActive
	}
	if p.active > 0 {
		p.active--
		return sliceRows
	}
	return quietRows
}

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

// stageAll writes every new and changed question where nobody sees it. The
// next batch is prepared while this one is written.
func (im *importing) stageAll(ctx context.Context) error {
	im.row.Questions, im.row.Asked = im.was.Questions, im.was.Asked
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	batches := make(chan preparedBatch, 1)
	go im.prepareAll(ctx, batches)
	speed := pace{gate: im.s.gate, served: im.s.gate.served.Load()}
	for b := range batches {
		if b.err != nil {
			return b.err
		}
		for len(b.questions) > 0 {
			n, err := im.slice(b.questions[:min(len(b.questions), speed.rows())])
			if err != nil {
				return err
			}
			b.questions = b.questions[n:]
			if err := im.s.afterSlice(ctx, speed.active > 0); err != nil {
				return err
			}
		}
		im.done.Unchanged += b.unchanged
		if im.report != nil {
			im.report(b.to, im.total)
		}
	}
	return ctx.Err()
}

// afterSlice is what bulk work does between two slices, outside the gate.
// While the learner answers, the search index's parts are merged in small
// steps: left alone SQLite merges sixteen at once, for hundreds of
// milliseconds.
func (s *Store) afterSlice(ctx context.Context, active bool) error {
	for step := 0; active && step < 10; step++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		merged := false
		err := s.bulk(func(t *tx) (err error) { merged, err = t.mergeIndex(); return err })
		if err != nil {
			return err
		}
		if !merged {
			break
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	limit := quietWAL
	if active {
		limit = activeWAL
	}
	// While nobody writes, all of the log can be folded, and it begins anew.
	return s.keeper.fold(limit)
}

// mergeIndex merges about 60 pages of the search index, of levels with 12
// parts or more; done says whether there was anything to merge.
func (t *tx) mergeIndex() (done bool, err error) {
	const changes = "SELECT total_changes()"
	var before, after int64
	if err := t.row(changes, []any{&before}); err != nil {
		return false, err
	}
	if err := t.exec("INSERT INTO passage_fts (passage_fts) VALUES ('merge=60,12')"); err != nil {
		return false, err
	}
	err = t.row(changes, []any{&after})
	return after-before >= 2, err // sqlite.org/fts3.html, "merge=X,Y"
}

// preparedBatch is some of a bank's questions, ready to be written.
type preparedBatch struct {
	questions []prepared
	unchanged int
	to        int // questions of the bank prepared so far
	err       error
}

// prepareAll prepares the bank's questions, in order, until ctx ends.
func (im *importing) prepareAll(ctx context.Context, into chan<- preparedBatch) {
	defer close(into)
	qs := im.bank.Questions
	for from := 0; from < len(qs); from += quietRows {
		to := min(from+quietRows, len(qs))
		b := im.prepare(qs[from:to], from)
		b.to = to
		select {
		case into <- b:
		case <-ctx.Done():
			return
		}
		if b.err != nil {
			return
		}
	}
}

// prepare does what needs no database.
func (im *importing) prepare(qs []quiz.Question, place int) (b preparedBatch) {
	b.questions = make([]prepared, 0, len(qs))
	for i := range qs {
		p, err := newPassage(&qs[i])
		if err != nil {
			return preparedBatch{err: err}
		}
		x := prepared{passage: p, place: place + i}
		if had, ok := im.have[p.id]; ok {
			if had.hash == p.hash {
				b.unchanged++
				continue
			}
			x.had = &had
		}
		b.questions = append(b.questions, x)
	}
	return b
}

// slice stages the questions in one transaction and says how many; it stops
// early when a learner waits.
func (im *importing) slice(batch []prepared) (n int, err error) {
	err = im.s.bulk(func(t *tx) error {
		for n < len(batch) {
			p := &batch[n]
			if err := im.stageOne(t, p); err != nil {
				return fmt.Errorf("question %d: %w", p.place+1, err)
			}
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
	if !quiz.SameKey(&was, &now) {
		im.done.KeysChanged = append(im.done.KeysChanged, p.id)
	}
	return nil
}
