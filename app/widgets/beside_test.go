package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"chartroom/app/theme"
)

// Dragging moves room from one to the other, never below what can be read, and
// the new width is told at the end.
func TestTheWidthOfWhatLiesBesideIsDragged(t *testing.T) {
	told := float32(0)
	main, pane := Body("main"), Body("pane")
	b := NewBeside(main, pane, 420, func(w float32) { told = w })
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{}))
	test.NewTempWindow(t, b).Resize(fyne.NewSize(1280, 400))
	b.Resize(fyne.NewSize(1200, 400))
	if pane.Size().Width != 420 || main.Size().Width != 1200-420-besideGrip {
		t.Fatalf("%v and %v", main.Size(), pane.Size())
	}
	drag := func(dx float32) { b.bar.Dragged(&fyne.DragEvent{Dragged: fyne.Delta{DX: dx}}) }
	drag(-80)
	b.bar.DragEnd()
	if pane.Size().Width != 500 || told != 500 {
		t.Errorf("%v wide, told %v", pane.Size().Width, told)
	}
	drag(2000)
	if pane.Size().Width != BesideLeast {
		t.Errorf("it can be as narrow as %v", pane.Size().Width)
	}
	drag(-5000)
	if main.Size().Width != BesideLeast {
		t.Errorf("what it lies beside can be as narrow as %v", main.Size().Width)
	}
	b.Resize(fyne.NewSize(600, 400))
	if pane.Visible() || !main.Visible() || main.Size().Width != 600 {
		t.Error("without room for both the pane is in front")
	}
	b.Front(true)
	if !pane.Visible() || main.Visible() || pane.Size().Width != 600 {
		t.Error("in front, the pane has not all of the room")
	}
}
