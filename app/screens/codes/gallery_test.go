package codes

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/app/shell/shelltest"
)

// TestGallery draws every page into the folder GALLERY, to be looked at. BOOKS,
// if set, is a folder of official files to install in place of the sample.
func TestGallery(t *testing.T) {
	dir := shelltest.Gallery(t)
	d := newDesk(t)
	folder := os.Getenv("BOOKS")
	if folder == "" {
		folder = d.samples()
	}
	for _, look := range shelltest.Looks {
		d.Open()
		d.furnish()
		d.Wear(look)
		shot := d.Shots(dir, "codes-"+look.Name)
		if len(d.screen.pane.model.books) == 0 {
			shot("empty")
		}
		d.screen.Drop(folder)
		shot("preview")
		d.Key(fyne.KeyReturn)
		shot("shelf")
		d.Key(fyne.KeyEscape)
		shot("tree")
		d.Typed("/")
		d.Typed("e11")
		shot("search")
		d.Key(fyne.KeyReturn)
		shot("category")
		d.Typed(".621")
		d.Key(fyne.KeyReturn)
		shot("entry")
		d.Key(fyne.KeyEscape)
		d.Key(fyne.KeyEscape)
		d.Key(fyne.KeyEscape)
		d.Typed("/")
		d.Typed("colles")
		d.Key(fyne.KeyReturn)
		d.Key(fyne.KeyEscape)
		d.Key(fyne.KeyEscape)
		d.Key(fyne.KeyEscape)
		shot("revealed")
		d.Typed("2")
		d.Typed("/")
		d.Typed("diabetes type 2 with")
		shot("index")
		d.Key(fyne.KeyReturn)
		shot("index-read")
		d.Key(fyne.KeyEscape)
		d.Key(fyne.KeyEscape)
		d.Typed("t")
		d.Key(fyne.KeyDown)
		d.Key(fyne.KeyRight)
		shot("neoplasms")
		d.Typed("t")
		d.Typed("/")
		d.Typed("metf")
		shot("drugs")
		d.Key(fyne.KeyReturn)
		shot("drugs-read")
		d.Key(fyne.KeyEscape)
		d.Key(fyne.KeyEscape)
		d.Typed("3")
		shot("build")
		d.Typed("/")
		d.Typed("0DTJ")
		d.Key(fyne.KeyDown)
		shot("build-4")
		d.Typed("4ZZ")
		shot("built")
		d.Typed("?")
		d.Key(fyne.KeyEscape)
		d.Key(fyne.KeyEscape)
		d.Typed("1")
		d.Typed("/")
		d.Typed("e0601")
		d.Key(fyne.KeyReturn)
		shot("hcpcs")
		d.Key(fyne.KeyEscape)
		d.Typed("?")
		shot("keys")
		d.Key(fyne.KeyEscape)
	}
}

// TestPaneGallery draws the pane beside a question's place.
func TestPaneGallery(t *testing.T) {
	dir := shelltest.Gallery(t)
	for _, look := range shelltest.Looks {
		d := stocked(t)
		d.Wear(look)
		p := NewPane(d.Shell)
		p.Only(cm2027, pcs2027)
		d.Window.SetContent(p.Object())
		d.Window.Resize(fyne.NewSize(420, 720))
		shot := d.Shots(dir, "pane-"+look.Name)
		shot("tree")
		p.Focus()
		d.Typed("heart failure")
		shot("search")
		d.Key(fyne.KeyReturn)
		shot("entry")
		d.Key(fyne.KeyEscape)
		p.turn(byIndex)
		p.Focus()
		d.Typed("diab")
		d.Key(fyne.KeyReturn)
		shot("index")
		d.Key(fyne.KeyEscape)
		p.nextList()
		shot("neoplasms")
		p.turn(byAxis)
		shot("build")
		p.Focus()
		d.Typed("0SR90")
		shot("built")
	}
}
