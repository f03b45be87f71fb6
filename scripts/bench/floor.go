package main

import (
	"database/sql"
	"encoding/json"
	"sort"
	"strings"
	"time"

	_ "github.com/mattn/go-sqlite3"

	"chartroom/quiz"
)

// bareInserts writes a bank's texts into one table with one full-text index
// of the app's kind, in one transaction with synchronous=FULL: the least that
// SQLite does for an import.
func bareInserts(path string, bank quiz.Bank) (time.Duration, error) {
	db, err := sql.Open("sqlite3", "file:"+path+"?_journal_mode=WAL&_synchronous=FULL")
	if err != nil {
		return 0, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, stmt := range []string{
		`CREATE TABLE passage (n INTEGER PRIMARY KEY, name TEXT NOT NULL, stem TEXT NOT NULL, options TEXT NOT NULL, rationale TEXT NOT NULL, tags TEXT NOT NULL, body TEXT NOT NULL) STRICT`,
		`CREATE TABLE question (n INTEGER PRIMARY KEY, id BLOB NOT NULL, kind TEXT NOT NULL) STRICT`,
		`CREATE INDEX question_id ON question (id)`,
		`CREATE VIRTUAL TABLE passage_fts USING fts4 (content="passage", name, stem, options, rationale, tags, tokenize=unicode61 "remove_diacritics=2", prefix="2,3")`,
	} {
		if _, err := db.Exec(stmt); err != nil {
			return 0, err
		}
	}
	began := time.Now()
	tx, err := db.Begin()
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	passage, err := tx.Prepare(`INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?)`)
	if err != nil {
		return 0, err
	}
	index, err := tx.Prepare(`INSERT INTO passage_fts (docid, name, stem, options, rationale, tags) VALUES (?, ?, ?, ?, ?, ?)`)
	if err != nil {
		return 0, err
	}
	question, err := tx.Prepare(`INSERT INTO question VALUES (?, ?, ?)`)
	if err != nil {
		return 0, err
	}
	for i := range bank.Questions {
		q := &bank.Questions[i]
		var options strings.Builder
		for _, o := range q.Options {
			options.WriteString(o.Text + "\n" + o.Feedback + "\n")
		}
		body, err := json.Marshal(q)
		if err != nil {
			return 0, err
		}
		tags := strings.Join(q.Tags, "\n")
		if _, err := passage.Exec(i+1, q.Name, q.Stem, options.String(), q.Rationale, tags, string(body)); err != nil {
			return 0, err
		}
		if _, err := index.Exec(i+1, q.Name, q.Stem, options.String(), q.Rationale, tags); err != nil {
			return 0, err
		}
		if _, err := question.Exec(i+1, q.ID[:], string(q.Kind)); err != nil {
			return 0, err
		}
	}
	if err := tx.Commit(); err != nil {
		return 0, err
	}
	return time.Since(began), nil
}

func median(x []float64) float64 {
	sort.Float64s(x)
	if len(x) == 0 {
		return 0
	}
	return x[len(x)/2]
}
