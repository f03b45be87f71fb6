package storage

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
)

// Facet is a tag and how many questions carry it, of those that can be asked.
type Facet struct {
	Tag   string
	Count int
}

// facetCache keeps what Facets found until a question or bank changes.
type facetCache struct {
	mu      sync.Mutex
	content int64
	facets  []Facet
}

// Facets are the tags in use, by name: "rhit:2", "subject:hipaa", ...
func (r *Reader) Facets(ctx context.Context) ([]Facet, error) {
	r.cache.mu.Lock()
	defer r.cache.mu.Unlock()
	content := r.s.content.Load()
	if r.cache.content == content && r.cache.facets != nil {
		return r.cache.facets, nil
	}
	var all []Facet
	err := r.rows(ctx, query("facets"), func(rows *sql.Rows) error {
		var f Facet
		err := rows.Scan(&f.Tag, &f.Count)
		all = append(all, f)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list tags: %w", err)
	}
	r.cache.content, r.cache.facets = content, all
	return all, nil
}
