package shelltest

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/uitest"
)

// Least is how small a learner can make the window.
var Least = fyne.NewSize(960, 640)

// Look is one way to draw a page.
type Look struct {
	Name    string // in the names of its pictures
	Options theme.Options
	Size    fyne.Size // of the window
}

// Looks are the ways in which galleries draw each page.
var Looks = []Look{
	{"light", theme.Options{Variant: theme.Light}, Size},
	{"dark", theme.Options{Variant: theme.Dark}, Size},
	{"small", theme.Options{Variant: theme.Light}, Least},
	{"large", theme.Options{Variant: theme.Light, TextScale: 2}, Size},
	{"least", theme.Options{Variant: theme.Dark, TextScale: 2}, Least},
}

// Gallery is the folder that a test draws pictures into, to be looked at: the
// one that GALLERY names. Without one it skips the test.
func Gallery(t testing.TB) string {
	t.Helper()
	folder := os.Getenv("GALLERY")
	if folder == "" {
		t.Skip("GALLERY names no folder")
	}
	return folder
}

// Wear gives a window with screens a look.
func (d *Desk) Wear(l Look) {
	fyne.CurrentApp().Settings().SetTheme(theme.New(l.Options))
	d.Shell.Restyle()
	d.Resize(l.Size)
}

// Shots draws one page after the other into a folder. The pictures are numbered
// and bear the name of the walk and the page's, as in library-dark-02-search.png.
func (d *Desk) Shots(folder, walk string) func(page string) {
	at := 0
	return func(page string) {
		d.T.Helper()
		at++
		d.Must(uitest.Capture(d.Window, filepath.Join(folder, fmt.Sprintf("%s-%02d-%s.png", walk, at, page))))
	}
}
