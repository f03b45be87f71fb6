package codes

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/quiz/codebook"
)

func TestAnEmptyShelfSaysWhatToDownload(t *testing.T) {
	d := newDesk(t)
	d.Sees("Put your code books on the shelf", "www.cms.gov/files/zip/2027-code-tables-tabular-index.zip", "Install a file")
	d.ListsKeys(d.screen)
	d.Key(fyne.KeyEscape)
	d.Tap("Copy address")
	if got := fyne.CurrentApp().Clipboard().Content(); got != sources[0].address {
		t.Errorf("%q is on the clipboard", got)
	}
}

func TestFilesAreShownBeforeTheyAreInstalledAndGoAgainByUndo(t *testing.T) {
	d := newDesk(t)
	d.Must(os.WriteFile(filepath.Join(d.Dir, "shopping.txt"), []byte("milk\n"), 0o600))
	folder := d.samples()
	d.Must(os.WriteFile(filepath.Join(folder, "shopping.txt"), []byte("milk\n"), 0o600))
	d.screen.Drop(folder)
	d.Sees("ICD-10-CM 2027", "Codes and titles", "68 lines, 43 valid codes", "year from its name", "HCPCS Level II 2026", "1 FILE LEFT OUT", "shopping.txt", "Nothing is on the shelf yet.")
	if len(d.books()) != 0 {
		t.Fatal("something is on the shelf before it was installed")
	}
	d.ListsKeys(d.screen)
	d.Key(fyne.KeyEscape)
	d.Key(fyne.KeyReturn)
	d.Sees("43 valid codes and 25 headers", "Missing: index of external causes")
	if got := len(d.books()); got != 4 {
		t.Fatalf("%d books are on the shelf, not 4", got)
	}
	d.ListsKeys(d.screen)
	d.Key(fyne.KeyEscape)
	d.Shell.Undo()
	d.Sees("Put your code books on the shelf")
	if got := len(d.books()); got != 0 {
		t.Errorf("after undo %d books are on the shelf", got)
	}
}

// books are the books on the shelf.
func (d *desk) books() []codebook.Installed {
	d.T.Helper()
	all, err := d.Act.Books().Installed(context.Background())
	d.Must(err)
	return slices.DeleteFunc(all, func(b codebook.Installed) bool { return b.Removed })
}

func TestAHalfFileIsLeftOutAndSaysWhy(t *testing.T) {
	d := newDesk(t)
	folder := d.samples()
	name := filepath.Join(folder, "icd10cm_tabular_2027.xml")
	b, err := os.ReadFile(name)
	d.Must(err)
	d.Must(os.WriteFile(name, b[:len(b)/2], 0o600))
	d.screen.Drop(folder)
	d.Sees("It cannot be installed", "Install 12 parts")
	d.Key(fyne.KeyReturn)
	d.Sees("Missing: tabular list with its notes", "No notes, no Excludes, no seventh characters.")
}

func TestWhatIsNoCodeBookIsNotInstalled(t *testing.T) {
	d := newDesk(t)
	path := filepath.Join(d.Dir, "letter.txt")
	d.Must(os.WriteFile(path, []byte("Dear coder,\n"), 0o600))
	d.screen.Drop(path)
	d.Sees("“letter.txt” was not installed", "Choose another file")
	d.Key(fyne.KeyEscape)
	d.Sees("Put your code books on the shelf")
}

func TestSeveralYearsStandSideBySide(t *testing.T) {
	d := stocked(t)
	folder := filepath.Join(d.Dir, "2026")
	d.Must(os.MkdirAll(folder, 0o755))
	b, err := os.ReadFile(filepath.Join(d.samples(), "icd10cm_order_2027.txt"))
	d.Must(err)
	d.Must(os.WriteFile(filepath.Join(folder, "icd10cm_order_2026.txt"), b, 0o600))
	d.install(folder)
	d.Shell.Redraw()
	d.Must(d.screen.Open(codebook.Hit{Book: cm2027, Code: "E119"}))
	d.Shell.Redraw()
	d.Sees("Also in", "ICD-10-CM 2026")
	d.Typed("y")
	d.Tap("ICD-10-CM 2026   43 valid codes and 25 headers")
	if e := d.opened().entry; e == nil || e.Book.Year != 2026 || e.Code.Code != "E119" {
		t.Fatal("the same code of the other year is not shown")
	}
	d.Typed("4")
	d.Sees("That of ICD-10-CM 2027 stands in for it")
	d.Key(fyne.KeyDown)
	d.Key(fyne.KeyDelete)
	if n := len(d.books()); n != 4 {
		t.Errorf("%d books are left of 5", n)
	}
	d.Shell.Undo()
	if n := len(d.books()); n != 5 {
		t.Errorf("after undo there are %d books of 5", n)
	}
}

func TestAFileWithoutAYearAsksForIt(t *testing.T) {
	d := newDesk(t)
	b, err := os.ReadFile(filepath.Join(d.samples(), "icd10cm_order_2027.txt"))
	d.Must(err)
	path := filepath.Join(d.Dir, "order.txt")
	d.Must(os.WriteFile(path, b, 0o600))
	d.screen.Drop(path)
	d.Sees("its year is not said anywhere", "Say of which year order.txt is.")
	d.Key(fyne.KeyReturn)
	if len(d.books()) != 0 {
		t.Fatal("a book without a year was installed")
	}
	d.Tap("It is 2026")
	d.Tap("more")
	d.Sees("ICD-10-CM 2027", "year as you said")
	d.Key(fyne.KeyReturn)
	if all := d.books(); len(all) != 1 || all[0].Book != cm2027 {
		t.Errorf("on the shelf are %v", all)
	}
}

func TestWhatAYearChangedIsListed(t *testing.T) {
	d := stocked(t)
	d.Tap("Changes")
	d.Sees("E11.A", "new", "I50.22", "revised")
	d.Key(fyne.KeyDown, fyne.KeyReturn)
	d.Sees("new in 2027", "Type 2 diabetes mellitus without complications in remission")
}

func TestACodeOfAnotherYearIsFoundThere(t *testing.T) {
	d := stocked(t)
	folder := filepath.Join(d.Dir, "2026")
	d.Must(os.MkdirAll(folder, 0o755))
	old := ""
	for i, title := range []string{"Disorders of purine metabolism", "Hyperuricemia"} {
		old += fmt.Sprintf("%05d %-7s %d %-60s %s\n", i+1, []string{"E79", "E790"}[i], i, title, title)
	}
	d.Must(os.WriteFile(filepath.Join(folder, "icd10cm_order_2026.txt"), []byte(old), 0o600))
	d.install(folder)
	d.Shell.Redraw()
	d.Must(d.screen.Open(codebook.Hit{Book: cm2027, Code: "E790"}))
	d.Shell.Redraw()
	d.Sees("There is no E79.0 in ICD-10-CM 2027.", "It is in")
	d.Tap("ICD-10-CM 2026")
	d.Sees("Hyperuricemia")
}
