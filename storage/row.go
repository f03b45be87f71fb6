package storage

import "strings"

// stage inserts a question's rows, seen from generation since on.
func (t *tx) stage(bank, since int64, place int, p passage, edited bool) error {
	r, err := t.result(query("passage_insert"), p.name, p.stem, p.options, p.rationale, p.tags, p.body)
	if err != nil {
		return err
	}
	n, err := r.LastInsertId()
	if err != nil {
		return err
	}
	return t.stageRow(n, bank, since, place, p, edited)
}

// stageRow inserts what belongs to the passage n.
func (t *tx) stageRow(n, bank, since int64, place int, p passage, edited bool) error {
	topics, err := t.topicSet(p.topics)
	if err != nil {
		return err
	}
	err = t.exec(query("question_insert"), n, p.id[:], bank, since, place, string(p.kind), p.asked, edited, topics, p.hash[:], p.family)
	if err != nil {
		return err
	}
	return t.index(n, p)
}

// index makes a passage findable by its words and tags.
func (t *tx) index(n int64, p passage) error {
	if err := t.exec(query("passage_index"), n, p.name, p.stem, p.options, p.rationale, p.tags); err != nil {
		return err
	}
	for _, name := range p.labels {
		label, err := t.label(name)
		if err != nil {
			return err
		}
		if err := t.exec("INSERT INTO question_tag (label, n) VALUES (?, ?)", label, n); err != nil {
			return err
		}
	}
	return nil
}

// unindex is the other way round; it must come before the passage changes,
// for the search index reads there what to remove.
func (t *tx) unindex(n int64) error {
	var tags string
	if err := t.row("SELECT tags FROM passage WHERE n = ?", []any{&tags}, n); err != nil {
		return err
	}
	for _, name := range strings.Split(tags, "\n") {
		if name == "" {
			continue
		}
		label, err := t.label(name)
		if err != nil {
			return err
		}
		if err := t.exec("DELETE FROM question_tag WHERE label = ? AND n = ?", label, n); err != nil {
			return err
		}
	}
	return t.exec("DELETE FROM passage_fts WHERE docid = ?", n)
}

// erase removes a question's rows.
func (t *tx) erase(n int64) error {
	if err := t.unindex(n); err != nil {
		return err
	}
	if err := t.exec("DELETE FROM question WHERE n = ?", n); err != nil {
		return err
	}
	return t.exec("DELETE FROM passage WHERE n = ?", n)
}
