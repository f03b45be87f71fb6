package actions

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"path/filepath"

	"chartroom/content"
	"chartroom/content/revlog"
	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
)

// log is the learner's log as training takes it: a question that was reset is
// another card from then on. each, if not nil, hears of every line.
func (a *Actions) log(ctx context.Context, each func(*storage.Review)) ([]srs.Review, error) {
	var all []srs.Review
	cards := map[quiz.QuestionID]int64{}
	next := int64(0)
	err := a.Reader().Reviews(ctx, func(r *storage.Review) error {
		if each != nil {
			each(r)
		}
		card, known := cards[r.Question]
		if !known || r.Grade == 0 {
			next++
			card = next
			cards[r.Question] = card
		}
		if r.Grade != 0 {
			all = append(all, srs.Review{Card: card, At: r.At.UnixMilli(), Day: int32(r.Day), Grade: r.Grade})
		}
		return nil
	})
	return all, err
}

// ExportLog returns the work of writing the learner's answers to a file as
// tables of reviews that FSRS's tools and Anki's can read; it may run beside the
// window. The file is there whole or, on error, as it was before. written hears
// how many answers are in it.
func (a *Actions) ExportLog(path string, written func(int)) func(ctx context.Context, report func(done, total int)) error {
	return func(ctx context.Context, report func(done, total int)) error {
		size, err := a.Reader().LogSize(ctx)
		if err != nil {
			return fmt.Errorf("export the log: %w", err)
		}
		n := 0
		err = content.WriteWhole(path, func(w io.Writer) error {
			var failed error
			entries := func(yield func(revlog.Entry) bool) {
				states := map[quiz.QuestionID]revlog.State{}
				failed = a.Reader().Reviews(ctx, func(r *storage.Review) error {
					if r.Grade == 0 {
						delete(states, r.Question)
						return nil
					}
					if n++; n%4096 == 0 && report != nil {
						report(n, size)
					}
					state := states[r.Question]
					states[r.Question] = stateAfter(state, r.Grade)
					if !yield(revlog.Entry{Card: cardNumber(r.Question), At: r.At.UnixMilli(), Grade: r.Grade, State: state, Took: int32(r.Took.Milliseconds())}) {
						return io.ErrClosedPipe // the writer has its own reason
					}
					return nil
				})
			}
			if err := revlog.Write(w, entries); err != nil {
				return err
			}
			return failed
		})
		if err != nil {
			return fmt.Errorf("export the log to %s: %w", filepath.Base(path), err)
		}
		written(n)
		return nil
	}
}

// stateAfter is what a card is after an answer, as Anki calls it.
func stateAfter(before revlog.State, g srs.Grade) revlog.State {
	switch {
	case g == srs.Again && before >= revlog.Reviewing:
		return revlog.Relearning
	case g == srs.Again || before == revlog.New && g != srs.Easy:
		return revlog.Learning
	}
	return revlog.Reviewing
}

// cardNumber is a question's number in an exported log: the first 63 bits of
// its id, the same on every machine.
func cardNumber(id quiz.QuestionID) int64 { return int64(binary.BigEndian.Uint64(id[:8]) >> 1) }
