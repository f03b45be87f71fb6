package storage

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// Document is a text that is not a question but can be found: a career, a
// page of help.
type Document struct {
	Key  string // unique among its kind
	Name string
	Text string // plain
	Tags []string
}

// DocumentHit is a document found.
type DocumentHit struct {
	Kind, Key string
	Name      string
	Snippet   string
	Score     float64
}

// SaveDocuments makes these the documents of a kind, in place of all that it
// had, if version differs from the one of the last time. They come with the
// app, so no event tells of it.
func (s *Store) SaveDocuments(ctx context.Context, kind, version string, docs []Document) error {
	err := s.write(ctx, func(t *tx) error {
		had, err := t.fact("documents " + kind)
		if err != nil || had == version {
			return err
		}
		if err := t.dropDocuments(kind); err != nil {
			return err
		}
		for i := range docs {
			if err := t.saveDocument(kind, &docs[i]); err != nil {
				return fmt.Errorf("%s: %w", docs[i].Key, err)
			}
		}
		return t.setFact("documents "+kind, version)
	})
	if err != nil {
		return fmt.Errorf("save documents %s: %w", kind, err)
	}
	return nil
}

func (t *tx) dropDocuments(kind string) error {
	var old []int64
	err := t.rows("SELECT n FROM document WHERE kind = ?", func(rows *sql.Rows) error {
		var n int64
		err := rows.Scan(&n)
		old = append(old, n)
		return err
	}, kind)
	for _, n := range old {
		for _, text := range []string{"DELETE FROM passage_fts WHERE docid = ?", "DELETE FROM passage WHERE n = ?", "DELETE FROM document WHERE n = ?"} {
			if err == nil {
				err = t.exec(text, n)
			}
		}
	}
	return err
}

func (t *tx) saveDocument(kind string, d *Document) error {
	tags := strings.Join(d.Tags, "\n")
	r, err := t.result(query("passage_insert"), d.Name, d.Text, "", "", tags, "")
	if err != nil {
		return err
	}
	n, err := r.LastInsertId()
	if err != nil {
		return err
	}
	if err := t.exec("INSERT INTO document (n, kind, key) VALUES (?, ?, ?)", n, kind, d.Key); err != nil {
		return err
	}
	return t.exec(query("passage_index"), n, d.Name, d.Text, "", "", tags)
}

// SearchDocuments finds documents as Search finds questions, of one kind or,
// if kind is empty, of any.
func (r *Reader) SearchDocuments(ctx context.Context, text, kind string, limit int) ([]DocumentHit, error) {
	words, last := terms(text)
	if len(words) == 0 {
		return nil, nil
	}
	var all []DocumentHit
	err := r.rows(ctx, query("search_documents"), func(rows *sql.Rows) error {
		var h DocumentHit
		var stem string
		var info sql.RawBytes
		if err := rows.Scan(&h.Kind, &h.Key, &h.Name, &stem, &info); err != nil {
			return err
		}
		h.Score, h.Snippet = score(info)+nameScore(h.Name, words), snippet(stem, words)
		all = append(all, h)
		return nil
	}, matchText(words, last, ""), kind)
	if err != nil {
		return nil, fmt.Errorf("search %s: %w", kind, err)
	}
	slices.SortStableFunc(all, func(a, b DocumentHit) int { return byScore(found{score: a.Score}, found{score: b.Score}) })
	return all[:min(max(limit, 0), len(all))], nil
}
