package storage

import (
	"errors"
	"strings"
)

// words are the numbers of tags and of sets of topics, as far as they were
// looked up; used inside the gate, forgotten when a transaction fails.
type words struct {
	labels map[string]int64
	topics map[string]int64
}

func newWords() words { return words{map[string]int64{}, map[string]int64{}} }

// label is the number of a tag, which it gets if it has none.
func (t *tx) label(name string) (int64, error) {
	known := t.s.words.labels
	if n, ok := known[name]; ok {
		return n, nil
	}
	n, err := t.intern("SELECT label FROM label WHERE name = ?", "INSERT INTO label (name) VALUES (?)", name)
	if err == nil {
		known[name] = n
	}
	return n, err
}

// topicSet is the number of a set of topics, one a line.
func (t *tx) topicSet(names string) (int64, error) {
	known := t.s.words.topics
	if n, ok := known[names]; ok {
		return n, nil
	}
	var n int64
	err := t.row("SELECT topics FROM topics WHERE names = ?", []any{&n}, names)
	if errors.Is(err, ErrNotFound) {
		n, err = t.newTopicSet(names)
	}
	if err == nil {
		known[names] = n
	}
	return n, err
}

func (t *tx) newTopicSet(names string) (int64, error) {
	r, err := t.result("INSERT INTO topics (names) VALUES (?)", names)
	if err != nil {
		return 0, err
	}
	n, err := r.LastInsertId()
	if err != nil || names == "" {
		return n, err
	}
	for _, name := range strings.Split(names, "\n") {
		label, err := t.label(name)
		if err != nil {
			return 0, err
		}
		if err := t.exec("INSERT INTO topic (topics, label) VALUES (?, ?)", n, label); err != nil {
			return 0, err
		}
	}
	return n, nil
}

func (t *tx) intern(find, insert, name string) (n int64, err error) {
	err = t.row(find, []any{&n}, name)
	if !errors.Is(err, ErrNotFound) {
		return n, err
	}
	r, err := t.result(insert, name)
	if err != nil {
		return 0, err
	}
	return r.LastInsertId()
}
