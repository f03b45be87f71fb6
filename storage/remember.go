package storage

import (
	"context"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// remember recalls all that was answered under the scheduler's model. Only
// memories change: days, steps and counts were decided when they were.
func (t *tx) remember(sch *quiz.Scheduler) error {
	ctx := context.Background() // once begun it is finished
	f, undone, err := t.others(&RebuildReport{})
	if err != nil {
		return err
	}
	in := newUnpacker(f, undone)
	var out [folders][]recalled // by question / folders
	shares := newShares(in, func(w int, b shareBatch) {
		for i := range b.answers {
			a := &b.answers[i]
			if int(a.question)%folders != w {
				continue
			}
			at := int(a.question) / folders
			for at >= len(out[w]) {
				out[w] = append(out[w], recalled{})
			}
			switch a.kind {
			case answered:
				out[w][at].take(sch, past{a.at, a.day, a.grade})
			case madeNew:
				out[w][at] = recalled{}
			}
		}
	})
	if _, err := t.deal(ctx, in, shares, func(int, int) {}); err != nil {
		return err
	}
	for w := range out {
		for i := range out[w] {
			if err := t.putMemory(in.questions[i*folders+w], out[w][i].Memory); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *tx) putMemory(id quiz.QuestionID, m srs.Memory) error {
	if m.IsZero() {
		return nil // reset
	}
	return t.exec("UPDATE memory SET stability = ?, difficulty = ?, fast = ? WHERE question = ?", m.Stability, m.Difficulty, m.Fast, id[:])
}
