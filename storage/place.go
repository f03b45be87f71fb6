package storage

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"chartroom/quiz"
)

// movedPlace is a move within a bank, in places from 0.
type movedPlace struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// placeBehind is the place behind a question of the bank; nil if it is not
// there, or there is none to stand behind.
func (t *tx) placeBehind(bank int64, behind quiz.QuestionID) (*int, error) {
	if behind.IsZero() {
		return nil, nil
	}
	all, err := t.placed(bank)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(all, func(r placedRow) bool { return r.id == behind })
	if at < 0 || at == len(all)-1 {
		return nil, nil
	}
	place := all[at].place + 1
	return &place, nil
}

// makeRoom moves the questions that can be seen, from a place on, by so many
// places.
func (t *tx) makeRoom(bank int64, from, by int) error {
	return t.exec(query("bank_make_room"), bank, from, by)
}

// MoveQuestion puts a question at a place of its bank, from 0; beyond the end
// is the end.
func (s *Store) MoveQuestion(ctx context.Context, stamp quiz.Stamp, id quiz.QuestionID, to int) error {
	err := s.write(ctx, func(t *tx) error {
		return t.once(stamp.ID, func() error { return t.moveTo(stamp, id, to) })
	})
	if err != nil {
		return fmt.Errorf("move question %s: %w", id, err)
	}
	s.content.Add(1)
	return nil
}

func (t *tx) moveTo(stamp quiz.Stamp, id quiz.QuestionID, to int) error {
	all, from, err := t.placeOf(id)
	if err != nil {
		return err
	}
	to = max(0, min(to, len(all)-1))
	e, err := stamped(stamp, quiz.EventEdit).of(id).with(editPayload{Moved: &movedPlace{From: from, To: to}})
	if err != nil {
		return err
	}
	if err := t.add(e); err != nil {
		return err
	}
	return t.place(all, from, to)
}

func (t *tx) undoMoved(e *event, p *editPayload) (func() error, error) {
	all, at, err := t.placeOf(*e.question)
	if err != nil {
		return nil, err
	}
	if at != p.Moved.To {
		return nil, ErrChanged
	}
	return func() error { return t.place(all, at, min(p.Moved.From, len(all)-1)) }, nil
}

// placedRow is a question at its place.
type placedRow struct {
	n     int64
	id    quiz.QuestionID
	place int
}

// placed are the questions of a bank that can be seen, in their order.
func (t *tx) placed(bank int64) (all []placedRow, err error) {
	err = t.rows(query("bank_places"), func(rows *sql.Rows) error {
		var r placedRow
		var id []byte
		if err := rows.Scan(&r.n, &id, &r.place); err != nil {
			return err
		}
		r.id = *id16[quiz.QuestionID](id)
		all = append(all, r)
		return nil
	}, bank)
	return all, err
}

// placeOf is the bank of a question in its order, and where it stands there.
func (t *tx) placeOf(id quiz.QuestionID) (all []placedRow, at int, err error) {
	f, err := t.facts(id)
	if err != nil {
		return nil, 0, err
	}
	if all, err = t.placed(f.bank); err != nil {
		return nil, 0, err
	}
	return all, slices.IndexFunc(all, func(r placedRow) bool { return r.n == f.n }), nil
}

// place moves one row; those between take the places that become free.
func (t *tx) place(all []placedRow, from, to int) error {
	places := make([]int, len(all))
	for i, r := range all {
		places[i] = r.place
		if i > 0 && places[i] <= places[i-1] { // imports may leave two at one place
			places[i] = places[i-1] + 1
		}
	}
	one := all[from]
	all = slices.Insert(slices.Delete(slices.Clone(all), from, from+1), to, one)
	for i, r := range all {
		if r.place == places[i] {
			continue
		}
		if err := t.exec("UPDATE question SET place = ? WHERE n = ?", places[i], r.n); err != nil {
			return err
		}
	}
	return nil
}
