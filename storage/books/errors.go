package books

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/mattn/go-sqlite3"
)

// What can go wrong with the shelf's file, in sentences that a learner can act
// on. An entry, table or book that is not there is storage.ErrNotFound.
var (
	ErrDamaged  = errors.New("the file of the code books is damaged and was put aside; install the official files again")
	ErrNewer    = errors.New("the code books were written by a newer version of the app; please update the app")
	ErrFull     = errors.New("the disk is full; free some space and try again")
	ErrReadOnly = errors.New("the folder of the code books cannot be written to; check its permissions or move it")
	ErrDisk     = errors.New("the disk could not be read or written; check the drive")
	ErrBusy     = errors.New("another program is using the file of the code books; close it and try again")
	ErrNoUndo   = errors.New("this cannot be undone any more: the shelf was tidied since")
)

// errBroken is what damaged blocks give; it becomes ErrDamaged when the file
// was put aside.
var errBroken = errors.New("what stands in the file cannot be right")

// errGone is what a block gives that another process has tidied away in the
// meantime. What was asked for is read again.
var errGone = errors.New("the part is not on the shelf any more")

// errCantOpen is what SQLite says for a folder that it may not write to, and
// also for a moment when another process is just closing the file, and takes
// its log away. Then it can be opened a moment later.
var errCantOpen = fmt.Errorf("%w", ErrReadOnly)

// mostTries is how often what failed in passing is tried.
const mostTries = 5

// explain turns what SQLite and the system say into one of the errors above,
// by code and never by text. An error that it does not know is returned.
func explain(err error) error {
	var s sqlite3.Error
	switch {
	case errors.As(err, &s):
		if e := explainCode(s); e != nil {
			return fmt.Errorf("%w (SQLite %d)", e, s.ExtendedCode)
		}
	case errors.Is(err, syscall.ENOSPC):
		return ErrFull
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return ErrReadOnly
	}
	return err
}

func explainCode(s sqlite3.Error) error {
	switch s.Code {
	case sqlite3.ErrFull:
		return ErrFull
	case sqlite3.ErrReadonly, sqlite3.ErrPerm:
		return ErrReadOnly
	case sqlite3.ErrCantOpen:
		return errCantOpen
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
		return errBroken
	case sqlite3.ErrIoErr:
		if s.SystemErrno == syscall.ENOSPC {
			return ErrFull
		}
		return ErrDisk
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return ErrBusy
	case sqlite3.ErrInterrupt:
		return context.Canceled
	}
	return nil
}
