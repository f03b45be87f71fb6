// Package books is the shelf of code books: the official files of ICD-10-CM,
// ICD-10-PCS, HCPCS Level II and the MS-DRGs that somebody installed, in one
// SQLite file beside the profiles, and everything that is read and searched in
// them. It keeps nothing of a learner's, reads no clock, and knows no file
// format: what it holds can be made again from the official files at any time.
package books

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"sync"

	"chartroom/quiz/codebook"
)

// FileName is the shelf's file in the data folder.
const FileName = "codebooks.db"

// Shelf is the code books of this machine. It may be used by several at once,
// and by several processes.
type Shelf struct {
	path    string
	writing sync.Mutex // one at a time
	cache   cache

	mu       sync.Mutex // of what follows
	db       *sql.DB    // nil until there is a file and it is needed
	view     *view      // the last one
	volumes  map[int64]*volume
	outlines map[codebook.Book]*outline // of that view
}

// Open is the shelf in the data folder dir. It makes no file and reads none:
// that is done when a book is first asked for.
func Open(dir string) (*Shelf, error) {
	return &Shelf{path: filepath.Join(dir, FileName)}, nil
}

// Close ends reading and writing.
func (s *Shelf) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.db == nil {
		return nil
	}
	err := s.db.Close()
	s.db, s.view, s.volumes, s.outlines = nil, nil, nil, nil
	s.cache.clear()
	return explain(err)
}

// volume is a part of the shelf, opened.
func (s *Shelf) volume(ctx context.Context, row partRow) (*volume, error) {
	s.mu.Lock()
	v, db := s.volumes[row.id], s.db
	s.mu.Unlock()
	if v != nil {
		return v, nil
	}
	if db == nil {
		return nil, errGone
	}
	var head []byte
	err := db.QueryRowContext(ctx, "SELECT head FROM part WHERE part = ?", row.id).Scan(&head)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, errGone
	}
	if err != nil {
		return nil, explain(err)
	}
	if v, err = openVolume(s, row, head); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.volumes == nil {
		s.volumes = map[int64]*volume{}
	}
	s.volumes[row.id] = v
	return v, nil
}

// forget lets go of what was remembered of the shelf.
func (s *Shelf) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.view, s.volumes, s.outlines = nil, nil, nil
}

// judge puts the file aside if an error says that it is damaged.
func (s *Shelf) judge(err error) error {
	if errors.Is(err, errBroken) {
		return s.putAside(err)
	}
	return err
}
