// Command emptywindow is the floor of starting: a Fyne window with nothing in
// it, of the size of Chartroom's. With CHARTROOM_FIRST_FRAME set it says when
// its first frame is drawn, as Chartroom does.
package main

import (
	"fmt"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	a := app.NewWithID("app.chartroom.empty")
	w := a.NewWindow("Empty")
	w.Resize(fyne.NewSize(1280, 800))
	w.SetContent(widget.NewLabel("Empty"))
	if os.Getenv("CHARTROOM_FIRST_FRAME") != "" {
		a.Lifecycle().SetOnStarted(func() { fyne.Do(func() { fyne.Do(func() { fmt.Println("first frame") }) }) })
	}
	w.ShowAndRun()
}
