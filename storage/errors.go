package storage

import (
	"errors"

	"chartroom/storage/fault"
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

// faults are what explain makes of what SQLite and the system say.
var faults = fault.Errors{Full: ErrFull, ReadOnly: ErrReadOnly, CantOpen: ErrReadOnly, Gone: ErrGone, Damaged: ErrDamaged, Disk: ErrDisk, Busy: ErrBusy}

// explain turns what SQLite and the system say into one of the errors above. An
// error that it does not know is returned.
func explain(err error) error { return faults.Explain(err) }
