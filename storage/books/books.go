// Package books is the shelf of code books: the official files of ICD-10-CM,
// ICD-10-PCS, HCPCS Level II and the MS-DRGs that somebody installed, in one
// SQLite file beside the profiles, and everything that is read and searched in
// them. It keeps nothing of a learner's, reads no clock, and knows no file
// format: what it holds can be made again from the official files at any time.
package books

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"chartroom/quiz/codebook"
)

// FileName is the shelf's file in the data folder.
const FileName = "codebooks.db"

var errNotYet = errors.New("the shelf cannot do this yet")

// Shelf is the code books of this machine. It may be used by several at once,
// and by several processes.
type Shelf struct {
	path string
}

// Open is the shelf in the data folder dir. It makes no file and reads none:
// that is done when a book is first asked for.
func Open(dir string) (*Shelf, error) {
	return &Shelf{path: filepath.Join(dir, FileName)}, nil
}

// Close ends reading and writing.
func (s *Shelf) Close() error { return nil }

// Installed are the books on the shelf, by set and then the newest year first.
// Books that were removed are among them until the shelf is tidied.
func (s *Shelf) Installed(ctx context.Context) ([]codebook.Installed, error) { return nil, nil }

// Install puts a part on the shelf; each gives its records. It is seen when
// it is whole, and takes the place of the same part of the same book, which
// can be had back until the shelf is tidied. at is now.
func (s *Shelf) Install(ctx context.Context, at time.Time, part codebook.Part, each func(put func(codebook.Record) error) error) error {
	return errNotYet
}

// Remove puts a book away: it is not found any more. Until the shelf is
// tidied, Restore brings it back.
func (s *Shelf) Remove(ctx context.Context, b codebook.Book) error { return errNotYet }

// Restore undoes Remove.
func (s *Shelf) Restore(ctx context.Context, b codebook.Book) error { return errNotYet }

// RemovePart undoes Install: the part goes, and the one that it replaced comes
// back if there was one.
func (s *Shelf) RemovePart(ctx context.Context, b codebook.Book, kind codebook.PartKind) error {
	return errNotYet
}

// RestorePart undoes RemovePart.
func (s *Shelf) RestorePart(ctx context.Context, b codebook.Book, kind codebook.PartKind) error {
	return errNotYet
}

// Tidy frees what was removed and replaced, and what installs left that did
// not arrive.
func (s *Shelf) Tidy(ctx context.Context) error { return nil }

// Search finds codes, and lines of the indexes if q says so.
func (s *Shelf) Search(ctx context.Context, q codebook.Query) ([]codebook.Hit, error) {
	return nil, nil
}

// Entry is all that is said of a code. Errors: storage.ErrNotFound.
func (s *Shelf) Entry(ctx context.Context, b codebook.Book, code string) (codebook.Entry, error) {
	return codebook.Entry{}, errNotYet
}

// Children are the lines below a line of the tree, in tabular order; of "" are
// the chapters.
func (s *Shelf) Children(ctx context.Context, b codebook.Book, of string) ([]codebook.Node, error) {
	return nil, nil
}

// Terms are the lines directly below the line under, or the main terms if
// under is 0, beginning at the first whose title is from or comes after it.
func (s *Shelf) Terms(ctx context.Context, b codebook.Book, index codebook.Index, under int64, from string, limit int) ([]codebook.TermHit, error) {
	return nil, nil
}

// Table is the PCS table of three characters. Errors: storage.ErrNotFound.
func (s *Shelf) Table(ctx context.Context, b codebook.Book, first3 string) (codebook.Table, error) {
	return codebook.Table{}, errNotYet
}

// Axis are the legal next characters after the first 0 to 6 of a PCS code.
func (s *Shelf) Axis(ctx context.Context, b codebook.Book, prefix string) ([]codebook.Choice, error) {
	return nil, nil
}

// Valid reports whether a code of a set and year can be reported, and whether
// the book is there at all; year 0 is the newest. It is a quiz.CodeBook.
func (s *Shelf) Valid(set string, year int, code string) (valid, known bool) { return false, false }

// Changes are what a year changed, of one kind or of all if kind is "".
func (s *Shelf) Changes(ctx context.Context, b codebook.Book, kind codebook.ChangeKind) ([]codebook.Change, error) {
	return nil, nil
}
