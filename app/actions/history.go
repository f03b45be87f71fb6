package actions

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"chartroom/content/anki"
	"chartroom/quiz"
)

// History is what was learnt in another program, on its way in: answers, the
// days on which questions come back, suspensions and flags. Run may be called
// beside the window; it touches nothing of Actions but the store.
type History struct {
	Added int // answers, once Run has returned nil
	Moved int // questions that come back on the day the other program gave
	Said  int // suspensions and flags

	act    *Actions
	size   int
	list   iter.Seq[quiz.Attempt]
	ids    []quiz.QuestionID
	days   []quiz.Day
	off    []quiz.QuestionID
	flags  []quiz.QuestionID
	stamps []quiz.Stamp // made beforehand: ids are drawn on the window's side
}

// ImportAnki prepares to save what was learnt in Anki of the questions of a
// bank that is here. An answer has the same id at every import, so that
// bringing it twice adds nothing.
func (a *Actions) ImportAnki(bank quiz.BankID, history []anki.History) *History {
	own := slices.Clone(history)
	h := &History{act: a}
	today := a.Today()
	for i := range own {
		one := &own[i]
		one.Question = quiz.NewQuestionID(bank, one.Key) // the bank may have been given another name
		h.size += len(one.Reviews)
		if len(one.Reviews) > 0 && !one.Due.IsZero() {
			h.ids = append(h.ids, one.Question)
			h.days = append(h.days, max(a.scheduler.Days.Of(one.Due), today))
		}
		if one.Suspended {
			h.off = append(h.off, one.Question)
		}
		if one.Flag != 0 {
			h.flags = append(h.flags, one.Question)
		}
	}
	for range 1 + len(h.off) + len(h.flags) {
		h.stamps = append(h.stamps, a.stamp())
	}
	h.list = anki.Attempts(own, a.scheduler.Days)
	return h
}

// ImportHistory prepares to save answers given elsewhere to questions that are
// here.
func (a *Actions) ImportHistory(list []quiz.Attempt) *History {
	return &History{act: a, size: len(list), list: slices.Values(list)}
}

// Run saves the answers and works out anew where the learner stands; then the
// days, suspensions and flags.
func (h *History) Run(ctx context.Context, report func(done, total int)) error {
	store := h.act.store
	var err error
	if h.Added, err = store.AddHistory(ctx, h.list, func(done int) { report(done, h.size) }); err != nil {
		return fmt.Errorf("import the history: %w", err)
	}
	if len(h.ids) > 0 {
		if err := store.SpreadDue(ctx, h.stamps[0], h.ids, h.days); err != nil {
			return fmt.Errorf("import the days on which questions come back: %w", err)
		}
		h.Moved = len(h.ids)
	}
	stamps := h.stamps[min(1, len(h.stamps)):]
	for _, id := range h.off {
		if err := store.SetSuspended(ctx, stamps[h.Said], id, true); err != nil {
			return fmt.Errorf("import the suspensions: %w", err)
		}
		h.Said++
	}
	for _, id := range h.flags {
		if err := store.SetFlag(ctx, stamps[h.Said], id, true); err != nil {
			return fmt.Errorf("import the flags: %w", err)
		}
		h.Said++
	}
	return nil
}

// HistoryDone is what is to be said of a history that Run has saved. Answers
// are never taken out of the log, so there is no undo; resetting the questions
// makes them new.
func (a *Actions) HistoryDone(h *History) Done {
	a.Replan()
	return Done{Label: "import of history", Say: fmt.Sprintf("%s came in, and %s on the day that Anki gave.",
		quiz.Count(h.Added, "answer"), comeBack(h.Moved)), Change: Change{Kind: quiz.EventImport}}
}

func comeBack(n int) string {
	if n == 1 {
		return "1 card comes back"
	}
	return quiz.Count(n, "card") + " come back"
}
