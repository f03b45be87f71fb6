package storage

import (
	"context"
	"fmt"
	"iter"

	"chartroom/quiz"
)

// AddHistory adds answers that were given elsewhere (another program's review
// log), in small steps that let the learner go first, and then rebuilds. Their
// Before and After do not count. Should it be interrupted, Stale says so at
// the next opening and Rebuild makes it good. Answers to questions that cannot
// be seen, and answers that are in the log already, are skipped. It returns how many were added. report is called now
// and then with how many are done; it may be nil.
func (s *Store) AddHistory(ctx context.Context, attempts iter.Seq[quiz.Attempt], report func(done int)) (added int, err error) {
	s.imports.Lock()
	defer s.imports.Unlock()
	if err := s.write(ctx, func(t *tx) error { return t.setFact("stale", int64(1)) }); err != nil {
		return 0, fmt.Errorf("add history: %w", err)
	}
	next, stop := iter.Pull(attempts)
	defer stop()
	seen := map[quiz.QuestionID]facts{}
	for more := true; more; {
		if err := ctx.Err(); err != nil {
			return added, err
		}
		err := s.bulk(func(t *tx) (err error) {
			var n int
			n, more, err = t.history(next, seen)
			added += n
			return err
		})
		if err != nil {
			return added, fmt.Errorf("add history: %w", err)
		}
		if err := s.afterSlice(ctx, false); err != nil {
			return added, fmt.Errorf("add history: %w", err)
		}
		if report != nil {
			report(added)
		}
	}
	_, err = s.Rebuild(ctx, nil)
	return added, err
}

// history adds one slice of answers; more is false at their end.
func (t *tx) history(next func() (quiz.Attempt, bool), seen map[quiz.QuestionID]facts) (added int, more bool, err error) {
	for added < 10*sliceRows && !t.s.gate.wanted() {
		a, ok := next()
		if !ok {
			return added, false, nil
		}
		f, ok := seen[a.Question]
		if !ok {
			if f, err = t.facts(a.Question); err == ErrNotFound {
				continue
			}
			if err != nil {
				return added, false, err
			}
			seen[a.Question] = f
		}
		if !a.Grade.Valid() || a.Mode == "" {
			return added, false, fmt.Errorf("an attempt needs a mode and a grade, not %q and %d", a.Mode, a.Grade)
		}
		known, err := t.exists("SELECT 1 FROM event WHERE id = ?", a.ID[:])
		if err != nil {
			return added, false, err
		}
		if known {
			continue
		}
		e, err := attemptEvent(&a, f)
		if err != nil {
			return added, false, err
		}
		if err := t.add(e); err != nil {
			return added, false, err
		}
		added++
	}
	return added, true, nil
}

// Stale reports whether bringing in history was interrupted: Rebuild makes
// the derived tables agree with the log again.
func (r *Reader) Stale(ctx context.Context) (bool, error) {
	var stale bool
	err := r.row(ctx, "SELECT ifnull((SELECT value FROM file WHERE key = 'stale'), 0)", []any{&stale})
	return stale, err
}
