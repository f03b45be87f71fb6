package books

import (
	"errors"
	"fmt"

	"chartroom/storage/fault"
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

// faults are what explain makes of what SQLite and the system say. A file that
// was moved away cannot be written to.
var faults = fault.Errors{Full: ErrFull, ReadOnly: ErrReadOnly, CantOpen: errCantOpen, Gone: ErrReadOnly, Damaged: errBroken, Disk: ErrDisk, Busy: ErrBusy}

// explain turns what SQLite and the system say into one of the errors above. An
// error that it does not know is returned.
func explain(err error) error { return faults.Explain(err) }
