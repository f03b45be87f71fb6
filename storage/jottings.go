package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"chartroom/quiz"
)

// jottingKey names a jotting.
type jottingKey struct{ subject, field string }

// jotted is what a jotting says. The zero value: there is none.
type jotted struct {
	Value string `json:"v,omitempty"`
	At    int64  `json:"at,omitempty"` // ms
}

// jottingChange is one jotting of an event, and what it replaces.
type jottingChange struct {
	Subject string `json:"s"`
	Field   string `json:"f"`
	Value   string `json:"v,omitempty"`
	Before  jotted `json:"was,omitzero"`
}

func (c *jottingChange) key() jottingKey { return jottingKey{c.Subject, c.Field} }

// jottingsPayload is the payload of an event of jottings.
type jottingsPayload struct {
	All []jottingChange `json:"all"`
}

// Jot puts jottings down, all by one event, each in place of the one that its
// subject and field had. They are of the stamp's time, whatever their At.
func (s *Store) Jot(ctx context.Context, stamp quiz.Stamp, all []quiz.Jotting) error {
	p := jottingsPayload{All: make([]jottingChange, len(all))}
	once := map[jottingKey]bool{}
	for i := range all {
		c := jottingChange{Subject: all[i].Subject, Field: all[i].Field, Value: all[i].Value}
		if err := all[i].Check(); err != nil {
			return fmt.Errorf("put down %s of %s: %w", c.Field, c.Subject, err)
		}
		if once[c.key()] {
			return fmt.Errorf("put down %s of %s: it is named twice", c.Field, c.Subject)
		}
		once[c.key()], p.All[i] = true, c
	}
	err := s.write(ctx, func(t *tx) error {
		return t.once(stamp.ID, func() error { return t.jot(stamp, p) })
	})
	if err != nil {
		return fmt.Errorf("put jottings down: %w", err)
	}
	return nil
}

func (t *tx) jot(stamp quiz.Stamp, p jottingsPayload) error {
	for i := range p.All {
		c := &p.All[i]
		err := t.row("SELECT value, at FROM jotting WHERE subject = ? AND field = ?", []any{&c.Before.Value, &c.Before.At}, c.Subject, c.Field)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
	}
	e, err := stamped(stamp, quiz.EventJotting).with(p)
	if err != nil {
		return err
	}
	if err := t.add(e); err != nil {
		return err
	}
	for i := range p.All {
		if err := t.setJotting(p.All[i].key(), jotted{p.All[i].Value, e.at}); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) setJotting(k jottingKey, j jotted) error {
	if j.Value == "" {
		return t.exec("DELETE FROM jotting WHERE subject = ? AND field = ?", k.subject, k.field)
	}
	return t.exec("INSERT INTO jotting (subject, field, value, at) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value, at = excluded.at",
		k.subject, k.field, j.Value, j.At)
}

// undoJottings takes back jottings of which none was changed since.
func (t *tx) undoJottings(e *event) (func() error, error) {
	var p jottingsPayload
	if err := e.read(&p); err != nil {
		return nil, err
	}
	mine := map[jottingKey]bool{}
	for i := range p.All {
		mine[p.All[i].key()] = true
	}
	all, err := t.events("events_of_kind", string(quiz.EventJotting))
	if err != nil {
		return nil, err
	}
	for i := len(all) - 1; i >= 0 && all[i].id != e.id; i-- {
		var later jottingsPayload
		if all[i].undone {
			continue
		}
		if err := all[i].read(&later); err != nil {
			return nil, err
		}
		for k := range later.All {
			if mine[later.All[k].key()] {
				return nil, ErrChanged
			}
		}
	}
	return func() error {
		for i := range p.All {
			if err := t.setJotting(p.All[i].key(), p.All[i].Before); err != nil {
				return err
			}
		}
		return nil
	}, nil
}

// foldJottings folds an event of jottings.
func (f *folded) foldJottings(e *event) error {
	if e.undone {
		return nil
	}
	var p jottingsPayload
	if err := e.read(&p); err != nil {
		return err
	}
	for i := range p.All {
		c := &p.All[i]
		if c.Value == "" {
			delete(f.jottings, c.key())
		} else {
			f.jottings[c.key()] = jotted{c.Value, e.at}
		}
	}
	return nil
}

// Jottings are those whose subject begins with prefix, by subject and field; ""
// gives all.
func (r *Reader) Jottings(ctx context.Context, prefix string) ([]quiz.Jotting, error) {
	const text = "SELECT subject, field, value, at FROM jotting WHERE subject >= ?1 AND subject <= ?1 || char(1114111) ORDER BY subject, field"
	var all []quiz.Jotting
	err := r.rows(ctx, text, func(rows *sql.Rows) error {
		var j quiz.Jotting
		var at int64
		err := rows.Scan(&j.Subject, &j.Field, &j.Value, &at)
		j.At = moment(at)
		all = append(all, j)
		return err
	}, prefix)
	if err != nil {
		return nil, fmt.Errorf("read jottings: %w", err)
	}
	return all, nil
}

// Jotting is the one of this subject and field; ErrNotFound if there is none.
func (r *Reader) Jotting(ctx context.Context, subject, field string) (quiz.Jotting, error) {
	j := quiz.Jotting{Subject: subject, Field: field}
	var at int64
	err := r.row(ctx, "SELECT value, at FROM jotting WHERE subject = ? AND field = ?", []any{&j.Value, &at}, subject, field)
	if err != nil {
		return quiz.Jotting{}, fmt.Errorf("read a jotting: %w", err)
	}
	j.At = moment(at)
	return j, nil
}
