package shell

import (
	"context"
	"errors"
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
)

func TestAJobShowsHowFarItIs(t *testing.T) {
	var h held
	d := newDesk(t, h.run)
	var heard error = errors.New("not called")
	d.shell.Run("Import of Unit 4", func(_ context.Context, report func(done, total int)) error { report(45, 100); return nil },
		func(err error) { heard = err })
	d.Sees("Import of Unit 4")
	d.Sees("Cancel")
	if !d.shell.Busy() {
		t.Error("not busy")
	}
	h.show(45, 100)
	d.Sees("Import of Unit 4: 45 %")
	h.show(3, 0)
	d.Misses("%")
	h.end()
	if heard != nil || d.shell.Busy() {
		t.Errorf("ended with %v, busy %v", heard, d.shell.Busy())
	}
	d.Misses("Import of Unit 4")
	d.Misses("Cancel")
	h.show(99, 100) // a late report
	d.Misses("99 %")
}

func TestAJobCanBeCancelled(t *testing.T) {
	var h held
	d := newDesk(t, h.run)
	var heard error
	d.shell.Run("Import of Unit 4", func(ctx context.Context, _ func(int, int)) error { return ctx.Err() }, func(err error) { heard = err; d.shell.Concern(err) })
	d.Tap("Cancel")
	h.end()
	if !errors.Is(heard, context.Canceled) {
		t.Errorf("then hears %v", heard)
	}
	d.Sees("Import of Unit 4: cancelled. Nothing was changed.")
	d.Misses("Could not")
}

func TestASecondJobIsRefusedWithASentence(t *testing.T) {
	var h held
	d := newDesk(t, h.run)
	nothing := func(context.Context, func(int, int)) error { return nil }
	d.shell.Run("Import of Unit 4", nothing, func(error) {})
	d.shell.Run("Export", nothing, func(error) { t.Error("the second job ran") })
	d.Sees("Wait for “Import of Unit 4” to end, or cancel it.")
	d.Sees("Cancel")
	h.end()
	d.shell.Run("Export", nothing, func(error) {})
	h.end()
}

// An answer that could not be saved is told also while something else runs.
func TestAFailureIsSeenWhileAJobRuns(t *testing.T) {
	var h held
	d := newDesk(t, h.run)
	d.shell.Run("Import of Unit 4", func(context.Context, func(int, int)) error { return nil }, func(error) {})
	h.show(10, 100)
	d.shell.Do(func() (actions.Done, error) { return actions.Done{}, errFull })
	h.show(20, 100)
	d.Sees("Could not save the answer: the disk is full.")
	d.flag(true)
	d.Misses("the disk is full")
	d.Sees("Import of Unit 4: 20 %")
	h.end()
}

func TestAJobThatFailsIsTheCallersToTell(t *testing.T) {
	d := newDesk(t, RunNow)
	d.shell.Run("Import", func(context.Context, func(int, int)) error { return errFull }, d.shell.Concern)
	d.Sees("Could not save the answer: the disk is full.")
	d.shell.Run("Import", func(context.Context, func(int, int)) error { return nil }, d.shell.Concern)
	d.Misses("Could not")
}

func TestRestylingKeepsTheJobInSight(t *testing.T) {
	var h held
	d := newDesk(t, h.run)
	d.shell.Run("Import of Unit 4", func(ctx context.Context, _ func(int, int)) error { return ctx.Err() }, func(error) {})
	d.shell.Restyle()
	d.Sees("Import of Unit 4")
	d.Tap("Cancel")
	h.end()
	d.Sees("cancelled")
}

func TestQuietWorkShowsNothing(t *testing.T) {
	var h held
	d := newDesk(t, h.run)
	before := len(d.texts())
	d.shell.Quietly(func(context.Context, func(int, int)) error { return nil }, d.shell.Concern)
	h.show(1, 2)
	if d.shell.Busy() || len(d.texts()) != before {
		t.Error("quiet work is seen")
	}
	d.shell.Close()
	if h.ctx.Err() == nil {
		t.Error("closing the window does not end it")
	}
	h.end()
	d.Ctrl(fyne.Key2)
	d.Sees("this is Review")
}
