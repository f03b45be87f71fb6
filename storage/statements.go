package storage

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"path"
	"strings"
	"sync"
)

//go:embed queries/*.sql
var queryFiles embed.FS

// queries holds the statements longer than three lines, by file name without
// ".sql". It never changes.
var queries = loadQueries()

func loadQueries() map[string]string {
	files, err := queryFiles.ReadDir("queries")
	if err != nil {
		panic(err) // embedded: cannot be missing
	}
	m := make(map[string]string, len(files))
	for _, f := range files {
		text, err := queryFiles.ReadFile("queries/" + f.Name())
		if err != nil {
			panic(err)
		}
		m[strings.TrimSuffix(path.Base(f.Name()), ".sql")] = string(text)
	}
	return m
}

// query is the text of queries/name.sql.
func query(name string) string {
	text, ok := queries[name]
	if !ok {
		panic("no query " + name) // a slip in our own code; every name is a constant
	}
	return text
}

// preparer is what statements are prepared on: a pool or one connection.
type preparer interface {
	PrepareContext(ctx context.Context, text string) (*sql.Stmt, error)
}

// statements are prepared once and kept, by their text.
type statements struct {
	on   preparer
	mu   sync.Mutex
	kept map[string]*sql.Stmt
}

func newStatements(on preparer) *statements {
	return &statements{on: on, kept: map[string]*sql.Stmt{}}
}

func (s *statements) get(text string) (*sql.Stmt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if st, ok := s.kept[text]; ok {
		return st, nil
	}
	st, err := s.on.PrepareContext(context.Background(), text)
	if err != nil {
		return nil, fmt.Errorf("prepare %.60q: %w", text, err)
	}
	s.kept[text] = st
	return st, nil
}

func (s *statements) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, st := range s.kept {
		st.Close()
	}
	s.kept = map[string]*sql.Stmt{}
}
