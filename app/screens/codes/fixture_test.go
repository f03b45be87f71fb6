package codes

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"chartroom/app/learner"
	"chartroom/app/shell/shelltest"
	"chartroom/quiz/codebook"
)

// desk is the code books in a window, on a shelf of its own.
type desk struct {
	*shelltest.Desk
	screen *Screen
	other  *shelltest.Other
}

// newDesk opens the screen over an empty shelf.
func newDesk(t testing.TB) *desk {
	t.Helper()
	d := &desk{Desk: shelltest.New(t), other: shelltest.NewOther("Practice")}
	d.furnish()
	return d
}

func (d *desk) furnish() {
	d.screen = New(d.Shell)
	d.Furnish(d.screen, d.other)
}

// stocked opens the screen over the sample books.
func stocked(t testing.TB) *desk {
	t.Helper()
	d := newDesk(t)
	d.install(d.samples())
	d.Shell.Redraw()
	return d
}

// samples is a folder with a sample of every official file.
func (d *desk) samples() string {
	d.T.Helper()
	folder, err := learner.CodeBooks(d.T.(interface{ TempDir() string }).TempDir())
	d.Must(err)
	return folder
}

// install puts what is in a folder on the shelf, without the window.
func (d *desk) install(path string) {
	d.T.Helper()
	going := d.Act.InstallBooks(path)
	d.Must(going.Look(context.Background(), nil))
	d.Must(going.Run(context.Background(), nil))
}

// without is the sample folder without some of its files.
func (d *desk) without(names ...string) string {
	d.T.Helper()
	folder := d.samples()
	for _, n := range names {
		d.Must(os.Remove(filepath.Join(folder, n)))
	}
	return folder
}

var (
	cm2027  = codebook.Book{Set: codebook.ICD10CM, Year: 2027}
	pcs2027 = codebook.Book{Set: codebook.ICD10PCS, Year: 2027}
)
