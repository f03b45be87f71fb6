package storage

import (
	"errors"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// What memory.hidden is made of.
const (
	hiddenSuspended = 1 // by the learner
	hiddenUnasked   = 2 // of a kind that is not asked, or no longer in its bank
)

// facts are what a question's own row says of it.
type facts struct {
	n, bank int64
	asked   bool
	topics  int64
}

// facts of a question that can be seen; ErrNotFound otherwise.
func (t *tx) facts(id quiz.QuestionID) (f facts, err error) {
	err = t.row(query("question_facts"), []any{&f.n, &f.bank, &f.asked, &f.topics}, id[:])
	return f, err
}

// memoryRow is one row of memory.
type memoryRow struct {
	standing
	bank, hidden int64
}

// scanner is a row to be read.
type scanner interface{ Scan(...any) error }

// into is where the columns of queries/memory_get.sql go; call done after.
func (m *memoryRow) into() (into []any, done func()) {
	var memory srs.Memory
	var step, due, dueDay, last, lastDay, reps, lapses int64
	into = []any{&m.bank, &m.hidden, &memory.Stability, &memory.Difficulty, &memory.Fast, &step, &due, &dueDay, &last, &lastDay, &reps, &lapses, &m.wrong, &m.doubt}
	return into, func() {
		m.Progress = quiz.Progress{
			Memory: memory, Step: int(step),
			Due: moment(due), DueDay: quiz.Day(dueDay), Last: moment(last), LastDay: quiz.Day(lastDay),
			Reps: int(reps), Lapses: int(lapses),
		}
	}
}

// columns are what queries/memory_put.sql takes.
func (m *memoryRow) columns(id quiz.QuestionID) []any {
	p := &m.Progress
	return []any{id[:], m.bank, m.hidden, p.Memory.Stability, p.Memory.Difficulty, p.Memory.Fast, int64(p.Step),
		millis(p.Due), int64(p.DueDay), millis(p.Last), int64(p.LastDay), int64(p.Reps), int64(p.Lapses), m.wrong, m.doubt}
}

// memory is the row of a question; the zero row if it was never answered.
func (t *tx) memory(id quiz.QuestionID) (m memoryRow, err error) {
	into, done := m.into()
	err = t.row(query("memory_get"), into, id[:])
	if errors.Is(err, ErrNotFound) {
		return memoryRow{}, nil
	}
	done()
	return m, err
}

// setMemory writes the row of a question that is seen as f says, or removes
// it if it says nothing, and keeps tally right.
func (t *tx) setMemory(id quiz.QuestionID, was, now standing, f facts) error {
	if now.New() {
		if err := t.exec("DELETE FROM memory WHERE question = ?", id[:]); err != nil {
			return err
		}
		return t.tally(f, was, now)
	}
	hidden, err := t.hidden(id, f)
	if err != nil {
		return err
	}
	m := memoryRow{standing: now, bank: f.bank, hidden: hidden}
	if err := t.exec(query("memory_put"), m.columns(id)...); err != nil {
		return err
	}
	return t.tally(f, was, now)
}

func (t *tx) hidden(id quiz.QuestionID, f facts) (int64, error) {
	var hidden int64
	suspended, err := t.exists("SELECT 1 FROM mark WHERE question = ? AND suspended = 1", id[:])
	if suspended {
		hidden |= hiddenSuspended
	}
	if !f.asked {
		hidden |= hiddenUnasked
	}
	return hidden, err
}

// tally counts the questions answered in the bank.
func (t *tx) tally(f facts, was, now standing) error {
	if !f.asked || was.New() == now.New() {
		return nil
	}
	if now.New() {
		return t.countAnswered(f.bank, -1)
	}
	return t.countAnswered(f.bank, 1)
}

func (t *tx) countAnswered(bank, more int64) error {
	err := t.exec("INSERT INTO tally (bank, answered) VALUES (?, ?) ON CONFLICT DO UPDATE SET answered = answered + excluded.answered", bank, more)
	if err != nil || more > 0 {
		return err
	}
	return t.exec("DELETE FROM tally WHERE bank = ? AND answered = 0", bank)
}

// count adds an answer's counts to its day and topics, times 1 or -1.
func (t *tx) count(e *event, c dayCount, times int64) error {
	var d dayCount
	d.add(c, times)
	err := t.exec(query("day_add"), int64(e.day), *e.mode, d.attempts, d.right, d.new, d.took, d.young, d.youngKept, d.mature, d.matureKept)
	if err != nil {
		return err
	}
	if err := t.countRecall(e.day, c.recall, times); err != nil {
		return err
	}
	err = t.exec(query("topic_add"), *e.topics, int64(e.day), d.attempts, d.right, d.new, d.new*c.right)
	if err != nil || times > 0 {
		return err
	}
	if err := t.exec("DELETE FROM day_count WHERE day = ? AND mode = ? AND attempts = 0", int64(e.day), *e.mode); err != nil {
		return err
	}
	return t.exec("DELETE FROM topic_count WHERE label IN (SELECT label FROM topic WHERE topics = ?) AND day = ? AND attempts = 0",
		*e.topics, int64(e.day))
}

// replay is the standing of a question by the log, under the model in force,
// without the event skip, and what that event adds to its day.
func (t *tx) replay(id quiz.QuestionID, skip quiz.EventID) (before standing, skipped dayCount, err error) {
	all, err := t.events("events_of_question", id[:])
	if err != nil {
		return before, skipped, err
	}
	h := history{id: id, keep: true}
	for i := range all {
		e := &all[i]
		sch := t.s.eras.at(e.device, e.number)
		if e.id != skip {
			h.take(sch, e)
			continue
		}
		if e.kind == quiz.EventAttempt {
			h.under(sch)
			_, skipped = h.after(sch, id, answerOf(e))
		}
	}
	h.under(t.s.eras.now())
	return h.standing, skipped, nil
}
