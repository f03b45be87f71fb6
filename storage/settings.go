package storage

import (
	"context"
	"database/sql"
	"fmt"
	"maps"

	"chartroom/quiz"
)

// settingChange is the payload of a setting's event.
type settingChange struct {
	Key    string `json:"key"`
	Value  string `json:"value"`
	Before string `json:"before"`
}

// SetSetting gives a setting a value; "" is the default. A value that cannot
// be used is refused. Another memory model recalls all that was answered under
// it, in the same transaction: 1 to 3 s for a million answers. Due days stay.
func (s *Store) SetSetting(ctx context.Context, stamp quiz.Stamp, key, value string) error {
	if err := quiz.CheckSetting(key, value); err != nil {
		return fmt.Errorf("save setting %s: %w", key, err)
	}
	err := s.write(ctx, func(t *tx) error {
		return t.once(stamp.ID, func() error {
			e, err := stamped(stamp, quiz.EventSetting).with(settingChange{key, value, s.settings[key]})
			if err != nil {
				return err
			}
			if err := t.add(e); err != nil {
				return err
			}
			return t.putSetting(key, value)
		})
	})
	if err != nil {
		return fmt.Errorf("save setting %s: %w", key, err)
	}
	return nil
}

// putSetting makes value the one in force from the newest event on.
func (t *tx) putSetting(key, value string) error {
	s := t.s
	settings := maps.Clone(s.settings)
	text := "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value"
	settings[key] = value
	if value == "" {
		delete(settings, key)
		text = "DELETE FROM setting WHERE key = ?1 AND ?2 = ''"
	}
	began, err := s.eras.newEra(s.device, t.last, settings)
	if err != nil {
		return err
	}
	if err := t.exec(text, key, value); err != nil {
		return err
	}
	if began.scheduler.Model != s.eras.now().Model {
		if err := t.remember(&began.scheduler); err != nil {
			return fmt.Errorf("remember by %s: %w", began.scheduler.Model.Name(), err)
		}
	}
	t.onCommit(func() {
		s.setSettings(settings)
		if quiz.Schedules(key) {
			s.setEras(append(s.eras, began))
		}
	})
	return nil
}

func (t *tx) undoSetting(e *event) (func() error, error) {
	var c settingChange
	if err := e.read(&c); err != nil {
		return nil, err
	}
	all, err := t.events("events_of_kind", string(quiz.EventSetting))
	if err != nil {
		return nil, err
	}
	last := newest(all, func(o *event) bool {
		var oc settingChange
		return !o.undone && o.read(&oc) == nil && oc.Key == c.Key
	})
	if last == nil || last.id != e.id {
		return nil, ErrChanged
	}
	return func() error { return t.putSetting(c.Key, c.Before) }, nil
}

// loadEras folds the log's settings.
func (s *Store) loadEras(t *tx) error {
	all, err := t.events("events_of_kind", string(quiz.EventSetting))
	if err != nil {
		return err
	}
	undos, err := t.events("undos_of_settings")
	if err != nil {
		return err
	}
	list, settings, err := foldSettings(merge(all, undos))
	if err != nil {
		return err
	}
	s.setSettings(settings)
	s.setEras(list)
	return nil
}

func (s *Store) setSettings(settings map[string]string) {
	s.settings = settings
	s.known.Store(&settings)
}

func (s *Store) setEras(list eras) {
	s.eras = list
	s.shown.Store(&list)
}

// foldSettings goes through setting events and the undos of such, in order.
func foldSettings(all []event) (eras, map[string]string, error) {
	settings := map[string]string{}
	first, err := eras(nil).newEra(0, 0, settings)
	if err != nil {
		return nil, nil, err
	}
	list := eras{first}
	byID := map[quiz.EventID]settingChange{}
	for i := range all {
		e := &all[i]
		var c settingChange
		if e.kind == quiz.EventSetting {
			if err := e.read(&c); err != nil {
				return nil, nil, err
			}
			byID[e.id] = c
		} else {
			was, ok := byID[*e.undoes]
			if !ok {
				continue
			}
			c = settingChange{Key: was.Key, Value: was.Before}
		}
		settings[c.Key] = c.Value
		if c.Value == "" {
			delete(settings, c.Key)
		}
		if !quiz.Schedules(c.Key) {
			continue
		}
		next, err := list.newEra(e.device, e.number, settings)
		if err != nil {
			return nil, nil, fmt.Errorf("event %s: %w", e.id, err)
		}
		list = append(list, next)
	}
	return list, settings, nil
}

// merge puts two lists that are in the log's order into one.
func merge(a, b []event) []event {
	all := make([]event, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0].device < b[0].device || a[0].device == b[0].device && a[0].number < b[0].number {
			all, a = append(all, a[0]), a[1:]
		} else {
			all, b = append(all, b[0]), b[1:]
		}
	}
	return append(append(all, a...), b...)
}

// Settings are those that have a value, by key.
func (r *Reader) Settings(ctx context.Context) (map[string]string, error) {
	settings := map[string]string{}
	err := r.rows(ctx, "SELECT key, value FROM setting", func(rows *sql.Rows) error {
		var k, v string
		err := rows.Scan(&k, &v)
		settings[k] = v
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read settings: %w", err)
	}
	return settings, nil
}
