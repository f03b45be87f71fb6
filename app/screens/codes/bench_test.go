package codes

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/app/uitest"
)

// official are the files that CMS publishes, beside the project.
const official = "../../../../shared/data/cms"

// real opens the screen over the official files; without them the benchmark is
// skipped.
func real(b *testing.B) *desk {
	b.Helper()
	if all, _ := filepath.Glob(filepath.Join(official, "*.zip")); len(all) == 0 {
		b.Skip("the official files are not here: " + official)
	}
	d := newDesk(b)
	d.install(official)
	d.Shell.Redraw()
	return d
}

// BenchmarkKeyPress is a letter typed into the search, with the list and the
// entry of the best hit drawn.
func BenchmarkKeyPress(b *testing.B) {
	d := real(b)
	words := []string{"d", "di", "dia", "diab", "diabe", "diabetes", "e", "e1", "e11", "e11.6", "fracture femur", "chf"}
	for i := 0; b.Loop(); i++ {
		d.screen.pane.typed(words[i%len(words)])
		uitest.Layout(d.Window)
	}
}

// BenchmarkMove is an arrow key in the list of hits.
func BenchmarkMove(b *testing.B) {
	d := real(b)
	d.screen.pane.typed("fracture")
	for i := 0; b.Loop(); i++ {
		d.screen.pane.move([]int{1, -1}[i%2])
		uitest.Layout(d.Window)
	}
}

// BenchmarkIndex is opening the table of drugs.
func BenchmarkIndex(b *testing.B) {
	d := real(b)
	d.screen.pane.turn(byIndex)
	for b.Loop() {
		d.screen.pane.turnIndex("drugs")
		uitest.Layout(d.Window)
	}
}

// BenchmarkAxis is a character of a PCS code.
func BenchmarkAxis(b *testing.B) {
	d := real(b)
	d.screen.pane.turn(byAxis)
	codes := []string{"0", "0D", "0DT", "0DTJ", "0DTJ4", "0DTJ4Z", "0DTJ4ZZ"}
	for i := 0; b.Loop(); i++ {
		d.screen.pane.typed(codes[i%len(codes)])
		uitest.Layout(d.Window)
	}
}

// BenchmarkChapter is opening a long line of the tree and closing it.
func BenchmarkChapter(b *testing.B) {
	d := real(b)
	for b.Loop() {
		d.screen.pane.move(1)
		d.Key(fyne.KeyRight)
		d.Key(fyne.KeyLeft)
	}
}
