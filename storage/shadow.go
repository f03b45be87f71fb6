package storage

import (
	"bytes"
	"cmp"
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"chartroom/quiz"
)

// shadow is a derived table as the log says it should be.
type shadow struct {
	name    string
	columns []string // the first keys are the primary key, by which the rows are sorted
	keys    int
	rows    [][]driver.Value
}

// derived are the derived tables' columns and how many of them are the key.
var derived = []shadow{
	{name: "memory", keys: 1, columns: []string{"question", "bank", "hidden", "stability", "difficulty", "fast", "step", "due", "due_day", "last", "last_day", "reps", "lapses", "wrong", "doubt"}},
	{name: "mark", keys: 1, columns: []string{"question", "suspended", "flag", "note"}},
	{name: "tally", keys: 1, columns: []string{"bank", "answered"}},
	{name: "day_count", keys: 2, columns: []string{"day", "mode", "attempts", "right", "new", "took", "young", "young_kept", "mature", "mature_kept"}},
	{name: "topic_count", keys: 2, columns: []string{"label", "day", "attempts", "right", "first", "first_right"}},
	{name: "session", keys: 1, columns: []string{"id", "mode", "title", "began", "places", "finished"}},
	{name: "setting", keys: 1, columns: []string{"key", "value"}},
	{name: "named", keys: 3, columns: []string{"question", "device", "number", "value"}},
	{name: "bury", keys: 1, columns: []string{"question", "until", "day"}},
	{name: "recall_count", keys: 2, columns: []string{"day", "bin", "reviews", "kept", "expected"}},
	{name: "hour_count", keys: 1, columns: []string{"hour", "reviews", "kept", "expected"}},
	{name: "recipe", keys: 1, columns: []string{"name", "body"}},
	{name: "jotting", keys: 2, columns: []string{"subject", "field", "value", "at"}},
}

// tables makes the rows of every derived table.
func (t *tx) tables(f *folded) ([]shadow, error) {
	banks := map[quiz.QuestionID]facts{}
	err := t.raw(query("question_banks"), 3, func(v []driver.Value) error {
		id, ok := v[0].([]byte)
		if !ok || len(id) != 16 {
			return ErrDamaged
		}
		banks[quiz.QuestionID(id)] = facts{bank: v[1].(int64), asked: v[2].(int64) == 1}
		return nil
	})
	if err != nil {
		return nil, err
	}
	old := map[quiz.QuestionID]int64{} // the bank of questions that are gone, which no log tells
	err = t.raw("SELECT question, bank FROM memory WHERE hidden >= 2", 2, func(v []driver.Value) error {
		old[quiz.QuestionID(v[0].([]byte))] = v[1].(int64)
		return nil
	})
	if err != nil {
		return nil, err
	}
	tables := slices.Clone(derived)
	answered := map[int64]int64{}
	memory := &tables[0]
	for i, id := range f.questions {
		m := memoryRow{standing: f.standings[i]}
		if m.New() {
			continue
		}
		b, seen := banks[id]
		m.bank = b.bank
		if !seen {
			m.bank = old[id]
		}
		if f.marks[id].suspended {
			m.hidden |= hiddenSuspended
		}
		if !b.asked {
			m.hidden |= hiddenUnasked
		} else {
			answered[m.bank]++
		}
		row := m.columns(id)
		memory.add(row...)
	}
	f.small(tables, answered)
	for i := range tables {
		slices.SortFunc(tables[i].rows, tables[i].compare)
	}
	return tables, nil
}

// small fills every table but memory.
func (f *folded) small(tables []shadow, answered map[int64]int64) {
	for id, m := range f.marks {
		tables[1].add(id[:], m.suspended, m.flag, m.note)
	}
	for bank, n := range answered {
		tables[2].add(bank, n)
	}
	for k, d := range f.counts.days {
		tables[3].add(int64(k.day), string(k.mode), d.attempts, d.right, d.new, d.took, d.young, d.youngKept, d.mature, d.matureKept)
	}
	for k, c := range f.counts.topics {
		tables[4].add(k.label, int64(k.day), c.attempts, c.right, c.first, c.firstRight)
	}
	for id, h := range f.sessions {
		tables[5].add(id[:], string(h.Mode), h.Title, millis(h.Began), int64(h.Places), millis(h.Finished))
	}
	for k, v := range f.settings {
		tables[6].add(k, v)
	}
	for _, n := range f.named {
		tables[7].add(n.question[:], n.device, n.number, n.value)
	}
	for id, b := range f.buried {
		tables[8].add(id[:], int64(b.until), int64(b.day))
	}
	f.counts.recall.fill(&tables[9], &tables[10])
	for name, body := range f.recipes {
		tables[11].add(name, body)
	}
	for k, j := range f.jottings {
		tables[12].add(k.subject, k.field, j.Value, j.At)
	}
}

// add adds a row of values as the driver gives them.
func (s *shadow) add(values ...any) {
	row := make([]driver.Value, len(values))
	for i, v := range values {
		if b, ok := v.(bool); ok {
			v = int64(0)
			if b {
				v = int64(1)
			}
		}
		row[i] = v
	}
	s.rows = append(s.rows, row)
}

// compare orders rows by the primary key, as SQLite does.
func (s *shadow) compare(a, b []driver.Value) int {
	for i := range s.keys {
		var c int
		switch x := a[i].(type) {
		case int64:
			c = cmp.Compare(x, b[i].(int64))
		case string:
			c = strings.Compare(x, b[i].(string))
		case []byte:
			c = bytes.Compare(x, b[i].([]byte))
		}
		if c != 0 {
			return c
		}
	}
	return 0
}

// same reports whether two rows are equal, byte for byte.
func same(a, b []driver.Value) bool {
	for i := range a {
		switch x := a[i].(type) {
		case []byte:
			if y, ok := b[i].([]byte); !ok || !bytes.Equal(x, y) {
				return false
			}
		case float64:
			if y, ok := b[i].(float64); !ok || math.Float64bits(x) != math.Float64bits(y) {
				return false
			}
		default:
			if a[i] != b[i] {
				return false
			}
		}
	}
	return true
}

// mostDifferences are told of each table.
const mostDifferences = 5

// settle compares the table with its shadow, and replaces it if they differ.
func (t *tx) settle(ctx context.Context, s *shadow, r *RebuildReport) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	at, differ := 0, 0
	tell := func(format string, args ...any) {
		if differ++; differ <= mostDifferences {
			r.Differences = append(r.Differences, s.name+": "+fmt.Sprintf(format, args...))
		}
	}
	text := "SELECT " + strings.Join(s.columns, ", ") + " FROM " + s.name + " ORDER BY " + strings.Join(s.columns[:s.keys], ", ")
	err := t.raw(text, len(s.columns), func(have []driver.Value) error {
		for at < len(s.rows) && s.compare(s.rows[at], have) < 0 {
			tell("%s was missing", s.key(s.rows[at]))
			at++
		}
		if at == len(s.rows) || s.compare(s.rows[at], have) > 0 {
			tell("%s should not have been there", s.key(have))
			return nil
		}
		if !same(s.rows[at], have) {
			tell("%s was %s, should be %s", s.key(have), show(have), show(s.rows[at]))
		}
		at++
		return nil
	})
	if err != nil {
		return err
	}
	for ; at < len(s.rows); at++ {
		tell("%s was missing", s.key(s.rows[at]))
	}
	if differ == 0 {
		return nil
	}
	r.Agreed = false
	if differ > mostDifferences {
		r.Differences = append(r.Differences, fmt.Sprintf("%s: and %d more", s.name, differ-mostDifferences))
	}
	return t.replace(s)
}

func (t *tx) replace(s *shadow) error {
	if err := t.exec("DELETE FROM " + s.name); err != nil {
		return err
	}
	insert := "INSERT INTO " + s.name + " (" + strings.Join(s.columns, ", ") + ") VALUES (?" + strings.Repeat(", ?", len(s.columns)-1) + ")"
	args := make([]any, len(s.columns))
	for _, row := range s.rows {
		for i, v := range row {
			args[i] = v
		}
		if err := t.exec(insert, args...); err != nil {
			return err
		}
	}
	return nil
}

func (s *shadow) key(row []driver.Value) string { return show(row[:s.keys]) }

func show(row []driver.Value) string {
	parts := make([]string, len(row))
	for i, v := range row {
		if b, ok := v.([]byte); ok {
			v = fmt.Sprintf("%x", b)
		}
		parts[i] = fmt.Sprint(v)
	}
	return strings.Join(parts, " ")
}

func eachRaw(rows driver.Rows, columns int, each func([]driver.Value) error) error {
	row := make([]driver.Value, columns)
	for {
		if err := rows.Next(row); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		if err := each(row); err != nil {
			return err
		}
	}
}
