package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/mattn/go-sqlite3"
)

// What can go wrong, in sentences that a learner can act on.
var (
	ErrNotFound  = errors.New("there is no such thing in this profile")
	ErrChanged   = errors.New("it has changed in the meantime")
	ErrSchedule  = errors.New("the next date does not follow from the settings in force")
	ErrNoUndo    = errors.New("this cannot be undone")
	ErrInUse     = errors.New("this profile is open in another window; close that one first")
	ErrNewer     = errors.New("this profile was written by a newer version of the app; please update the app")
	ErrForeign   = errors.New("this file is a database of another program, not a profile")
	ErrDamaged   = errors.New("the profile's file is damaged; restore a backup")
	ErrFull      = errors.New("the disk is full; free some space and try again")
	ErrReadOnly  = errors.New("the profile's folder cannot be written to; check its permissions or move it")
	ErrGone      = errors.New("the profile's file was moved or deleted while it was open; close the app and put it back")
	ErrDisk      = errors.New("the disk could not be read or written; check the drive")
	ErrBusy      = errors.New("another program is using the profile's file; close it and try again")
	ErrBadBackup = errors.New("this backup is damaged and was not used")
)

// explain turns what SQLite and the system say into one of the errors above,
// by code and never by text. An error that it does not know is returned.
func explain(err error) error {
	if err == nil {
		return nil
	}
	var s sqlite3.Error
	if errors.As(err, &s) {
		if e := explainCode(s); e != nil {
			return fmt.Errorf("%w (SQLite %d)", e, s.ExtendedCode)
		}
	}
	switch {
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
	case sqlite3.ErrReadonly:
		if s.ExtendedCode == sqlite3.ErrReadonlyDbMoved {
			return ErrGone
		}
		return ErrReadOnly
	case sqlite3.ErrPerm, sqlite3.ErrCantOpen:
		return ErrReadOnly
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
		return ErrDamaged
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
