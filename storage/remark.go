package storage

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// Remark is a past answer marked anew, for the key was corrected.
type Remark struct {
	Attempt quiz.EventID
	Mark    float64 // 0 to 1
	Grade   srs.Grade
	Was     float64 // the mark until then
}

// remarkPayload is the payload of a remark's event.
type remarkPayload struct {
	Attempts []quiz.EventID `json:"attempts"`
	Marks    []float64      `json:"marks"`
	Grades   []srs.Grade    `json:"grades"`
	Was      []float64      `json:"was"`
}

// Remark marks past answers to a question anew. The log keeps what was answered
// and how it was marked; memory, counts and results follow the new marks, as if
// the key had been right from the beginning. One event, one undo. ErrNotFound
// if an attempt is none, or not one of this question that the app marked.
func (s *Store) Remark(ctx context.Context, stamp quiz.Stamp, q quiz.QuestionID, remarks []Remark) error {
	err := s.write(ctx, func(t *tx) error {
		return t.once(stamp.ID, func() error { return t.remark(stamp, q, remarks) })
	})
	if err != nil {
		return fmt.Errorf("mark the answers to %s anew: %w", q, err)
	}
	return nil
}

func (t *tx) remark(stamp quiz.Stamp, q quiz.QuestionID, remarks []Remark) error {
	all, err := t.events("events_of_question", q[:])
	if err != nil {
		return err
	}
	var p remarkPayload
	for _, r := range remarks {
		known := slices.ContainsFunc(all, func(e event) bool {
			return e.id == r.Attempt && e.kind == quiz.EventAttempt && e.marked != nil && *e.marked
		})
		if !known || !r.Grade.Valid() || !(r.Mark >= 0 && r.Mark <= 1) {
			return fmt.Errorf("attempt %s: %w", r.Attempt, ErrNotFound)
		}
		p.Attempts, p.Marks = append(p.Attempts, r.Attempt), append(p.Marks, r.Mark)
		p.Grades, p.Was = append(p.Grades, r.Grade), append(p.Was, r.Was)
	}
	if len(remarks) == 0 {
		return fmt.Errorf("no attempt: %w", ErrNotFound)
	}
	e, err := stamped(stamp, quiz.EventRemark).of(q).with(p)
	if err != nil {
		return err
	}
	if err := t.add(e); err != nil {
		return err
	}
	return t.refoldOne(q, func() error { return t.putRemarks(&p) })
}

// putRemarks writes the marks that a remark gives.
func (t *tx) putRemarks(p *remarkPayload) error {
	if len(p.Marks) != len(p.Attempts) || len(p.Grades) != len(p.Attempts) {
		return ErrDamaged
	}
	for i, id := range p.Attempts {
		var device, number int64
		err := t.row("SELECT device, number FROM event WHERE id = ?", []any{&device, &number}, id[:])
		if err == nil {
			err = t.exec("INSERT INTO remark (device, number, mark, grade) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET mark = excluded.mark, grade = excluded.grade",
				device, number, p.Marks[i], int64(p.Grades[i]))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// refoldOne runs change, which changes how answers to a question were marked,
// and moves its memory and all counts to what the log says then.
func (t *tx) refoldOne(id quiz.QuestionID, change func() error) error {
	before, counted, err := t.foldOne(id)
	if err != nil {
		return err
	}
	if err := change(); err != nil {
		return err
	}
	after, counts, err := t.foldOne(id)
	if err != nil {
		return err
	}
	for i := range counted {
		if err := t.count(&counted[i].event, counted[i].adds, -1); err != nil {
			return err
		}
	}
	for i := range counts {
		if err := t.count(&counts[i].event, counts[i].adds, 1); err != nil {
			return err
		}
	}
	row, err := t.memory(id)
	if err != nil {
		return err
	}
	f, err := t.seenOrOrphan(id, row)
	if err != nil {
		return err
	}
	return t.setMemory(id, before, after, f)
}

// countedEvent is an answer and what it adds to its day.
type countedEvent struct {
	event event
	adds  dayCount
}

// foldOne folds all that happened to a question.
func (t *tx) foldOne(id quiz.QuestionID) (standing, []countedEvent, error) {
	all, err := t.events("events_of_question", id[:])
	if err != nil {
		return standing{}, nil, err
	}
	h := history{id: id, keep: true}
	var counts []countedEvent
	for i := range all {
		e := &all[i]
		sch := t.s.eras.at(e.device, e.number)
		if e.kind == quiz.EventAttempt {
			counts = append(counts, countedEvent{*e, h.answer(sch, answerOf(e))})
			continue
		}
		h.take(sch, e)
	}
	h.under(t.s.eras.now())
	return h.standing, counts, nil
}

// undoRemark takes back new marks that nothing rests on.
func (t *tx) undoRemark(e *event) (func() error, error) {
	all, err := t.events("events_of_question", e.question[:])
	if err != nil {
		return nil, err
	}
	last := newest(all, func(o *event) bool {
		return o.kind == quiz.EventAttempt || o.kind == quiz.EventDue || o.kind == quiz.EventReset || o.kind == quiz.EventRemark
	})
	if last == nil || last.id != e.id {
		return nil, ErrChanged
	}
	return func() error { return t.refoldOne(*e.question, func() error { return t.dropRemarks(e) }) }, nil
}

// dropRemarks puts the marks back that were there before a remark: those of an
// earlier one, or the first.
func (t *tx) dropRemarks(e *event) error {
	var p remarkPayload
	if err := e.read(&p); err != nil {
		return err
	}
	for _, id := range p.Attempts {
		if err := t.exec("DELETE FROM remark WHERE (device, number) IN (SELECT device, number FROM event WHERE id = ?)", id[:]); err != nil {
			return err
		}
	}
	all, err := t.events("events_of_question", e.question[:])
	if err != nil {
		return err
	}
	for i := range all {
		if all[i].kind != quiz.EventRemark {
			continue
		}
		var earlier remarkPayload
		if err := all[i].read(&earlier); err != nil {
			return err
		}
		if err := t.putRemarks(&earlier); err != nil {
			return err
		}
	}
	return nil
}

// foldRemarks fills the table remark with what the log says, before answers are
// folded: they are read by it.
func (t *tx) foldRemarks(ctx context.Context, f *folded, r *RebuildReport) error {
	rows := map[[2]int64][2]float64{} // by device and number: mark and grade
	for _, p := range f.remarks {
		for i, id := range p.Attempts {
			var at [2]int64
			if err := t.row("SELECT device, number FROM event WHERE id = ?", []any{&at[0], &at[1]}, id[:]); err != nil {
				return fmt.Errorf("attempt %s: %w", id, err)
			}
			if i >= len(p.Marks) || i >= len(p.Grades) {
				return ErrDamaged
			}
			rows[at] = [2]float64{p.Marks[i], float64(p.Grades[i])}
		}
	}
	table := shadow{name: "remark", keys: 2, columns: []string{"device", "number", "mark", "grade"}}
	for at, v := range rows {
		table.add(at[0], at[1], v[0], int64(v[1]))
	}
	slices.SortFunc(table.rows, table.compare)
	return t.settle(ctx, &table, r)
}

// Remarked is a question whose past answers were marked anew.
type Remarked struct {
	Question quiz.QuestionID
	At       time.Time
	Answers  int // marked anew
	Raised   int // of them, to a higher mark
	Lowered  int
}

// Remarked are the questions whose answers were marked anew after a moment, the
// oldest first.
func (r *Reader) Remarked(ctx context.Context, after time.Time) ([]Remarked, error) {
	var all []Remarked
	err := r.rows(ctx, query("events_of_kind"), func(rows *sql.Rows) error {
		e, err := scanEvent(rows)
		if err != nil || e.undone || e.question == nil || e.at <= millis(after) {
			return err
		}
		var p remarkPayload
		if err := e.read(&p); err != nil {
			return err
		}
		one := Remarked{Question: *e.question, At: moment(e.at), Answers: len(p.Attempts)}
		for i, mark := range p.Marks {
			if i < len(p.Was) && mark > p.Was[i] {
				one.Raised++
			} else if i < len(p.Was) && mark < p.Was[i] {
				one.Lowered++
			}
		}
		all = append(all, one)
		return nil
	}, string(quiz.EventRemark))
	if err != nil {
		return nil, fmt.Errorf("read what was marked anew: %w", err)
	}
	return all, nil
}
