package exam

import (
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/quiz"
)

// BenchmarkNextItem goes from an item to the next one and answers it, each on
// disk before it is drawn.
func BenchmarkNextItem(b *testing.B) {
	d := newDesk(b, mock(400))
	d.begin()
	for b.Loop() {
		if d.exam().At == len(d.exam().Queue)-1 {
			d.Must(d.screen.m.room.turn(d.Act, 0))
			d.screen.drawRoom()
		}
		d.Key(fyne.KeyReturn)
	}
}

// BenchmarkResult works out how an exam of 150 items went, and draws it.
func BenchmarkResult(b *testing.B) {
	d := newDesk(b, mock(400))
	d.begin()
	for range 150 {
		d.Typed("b")
		d.Key(fyne.KeyReturn)
	}
	d.handIn()
	id := quiz.SessionID(d.screen.m.after.exam.ID)
	for b.Loop() {
		d.Must(d.screen.m.open(id))
		d.screen.draw()
	}
}
