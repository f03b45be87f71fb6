// Package fault tells what SQLite and the system say of a file, in the errors
// of whoever keeps the file.
package fault

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/mattn/go-sqlite3"
)

// Errors are what a file's keeper says of each trouble, in sentences that a
// learner can act on.
type Errors struct {
	Full     error // the disk
	ReadOnly error // the file or its folder
	CantOpen error // the file, for a reason that SQLite does not tell
	Gone     error // the file was moved or deleted while it was open
	Damaged  error
	Disk     error // cannot be read or written
	Busy     error // another program has it
}

// Explain turns what SQLite and the system say into one of the errors, by code
// and never by text; interrupted work into context.Canceled. An error that it
// does not know is returned.
func (e *Errors) Explain(err error) error {
	var s sqlite3.Error
	if errors.As(err, &s) {
		if known := e.ofCode(s); known != nil {
			return fmt.Errorf("%w (SQLite %d)", known, s.ExtendedCode)
		}
	}
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return e.Full
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return e.ReadOnly
	}
	return err
}

func (e *Errors) ofCode(s sqlite3.Error) error {
	switch s.Code {
	case sqlite3.ErrFull:
		return e.Full
	case sqlite3.ErrReadonly:
		if s.ExtendedCode == sqlite3.ErrReadonlyDbMoved {
			return e.Gone
		}
		return e.ReadOnly
	case sqlite3.ErrPerm:
		return e.ReadOnly
	case sqlite3.ErrCantOpen:
		return e.CantOpen
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
		return e.Damaged
	case sqlite3.ErrIoErr:
		if s.SystemErrno == syscall.ENOSPC {
			return e.Full
		}
		return e.Disk
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return e.Busy
	case sqlite3.ErrInterrupt:
		return context.Canceled
	}
	return nil
}
