package library

import (
	"errors"
	"slices"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
)

// detail is the question page: a question and all that the learner did with
// it.
type detail struct {
	Question quiz.Question
	Bank     storage.BankHead
	Progress quiz.Progress
	State    actions.State
	Attempts []quiz.Attempt // newest first, none that was taken back
	Recall   float64        // chance to remember it today, 0 to 1
	Buried   bool           // it waits for a later study day
}

// show opens the page of a question.
func (m *model) show(id quiz.QuestionID) error {
	d, err := m.read(id)
	if err != nil {
		return err
	}
	m.detail, m.page, m.off = d, reading, false
	return nil
}

// reread reads the question on the page again; it goes back to the list if the
// question is gone.
func (m *model) reread() error {
	d, err := m.read(m.detail.Question.ID)
	if errors.Is(err, storage.ErrNotFound) {
		m.page, m.detail = listing, nil
		return nil
	}
	if err != nil {
		return err
	}
	m.detail = d
	if i := slices.Index(m.ids, d.Question.ID); i >= 0 {
		m.at, m.off = i, false
	} else {
		m.off = true
	}
	return nil
}

func (m *model) read(id quiz.QuestionID) (*detail, error) {
	r := m.act.Reader()
	var d detail
	var err error
	if d.Question, err = r.Question(ctx(), id); err != nil {
		return nil, err
	}
	if d.Progress, err = r.Progress(ctx(), id); err != nil {
		return nil, err
	}
	if d.State, err = m.act.StateOf(ctx(), id); err != nil {
		return nil, err
	}
	if d.Attempts, err = r.Attempts(ctx(), id); err != nil {
		return nil, err
	}
	slices.SortStableFunc(d.Attempts, func(a, b quiz.Attempt) int { return b.At.Compare(a.At) })
	if b := m.bank(d.Question.Bank); b != nil {
		d.Bank = *b
	}
	buried, err := r.Buried(ctx(), m.act.Now())
	if err != nil {
		return nil, err
	}
	_, d.Buried = buried[id]
	d.Recall = m.act.Scheduler().Recall(d.Progress, m.act.Today())
	return &d, nil
}

// flag puts the flag on the question, or takes it off.
func (m *model) flag() (actions.Done, error) {
	return m.act.Flag(ctx(), m.detail.Question.ID, !m.detail.State.Flag)
}

// suspend takes the question out of the schedule, or puts it back.
func (m *model) suspend() (actions.Done, error) {
	return m.act.Suspend(ctx(), m.detail.Question.ID, !m.detail.State.Suspended)
}
