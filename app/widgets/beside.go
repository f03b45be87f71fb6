package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
)

// BesideLeast is how narrow each of two things beside each other may be, at
// text scale 1: text stays readable.
const BesideLeast = 320

// Beside shows a thing and, at its right, another whose width can be dragged.
// Where both have no room, one of them has it all.
type Beside struct {
	widget.BaseWidget
	main, pane fyne.CanvasObject
	bar        *besideBar
	width      float32 // of the pane, at text scale 1
	front      bool    // the pane is the one to be seen where there is room for one
}

// NewBeside puts pane beside main. width is the pane's at text scale 1; dragged
// hears of another one.
func NewBeside(main, pane fyne.CanvasObject, width float32, dragged func(width float32)) *Beside {
	b := &Beside{main: main, pane: pane, width: width}
	b.bar = newBesideBar(b, dragged)
	b.ExtendBaseWidget(b)
	return b
}

// Front brings the pane to the front, or what it lies beside: that is to be
// seen where there is room for one.
func (b *Beside) Front(pane bool) {
	b.front = pane
	b.Refresh()
}

// Both reports whether there is room for both in so much width.
func (b *Beside) Both(width float32) bool {
	least := theme.Scaled(BesideLeast)
	return width >= max(least, b.main.MinSize().Width)+max(least, b.pane.MinSize().Width)+besideGrip
}

// paneWidth is the pane's width within the whole width.
func (b *Beside) paneWidth(width float32) float32 {
	least := theme.Scaled(BesideLeast)
	low, high := max(least, b.pane.MinSize().Width), width-besideGrip-max(least, b.main.MinSize().Width)
	return max(low, min(high, theme.Scaled(b.width)))
}

// CreateRenderer is for Fyne.
func (b *Beside) CreateRenderer() fyne.WidgetRenderer {
	v := newView(b, nil, nil, nil, b.main, b.bar, b.pane)
	v.min = func() fyne.Size { return largest([]fyne.CanvasObject{b.main, b.pane}) }
	v.layout = func(s fyne.Size) {
		both := b.Both(s.Width)
		visible(b.bar, both)
		visible(b.main, both || !b.front)
		visible(b.pane, both || b.front)
		if !both {
			place(b.main, 0, 0, s.Width, s.Height)
			place(b.pane, 0, 0, s.Width, s.Height)
			return
		}
		w := b.paneWidth(s.Width)
		place(b.main, 0, 0, s.Width-w-besideGrip, s.Height)
		place(b.bar, s.Width-w-besideGrip, 0, besideGrip, s.Height)
		place(b.pane, s.Width-w, 0, w, s.Height)
	}
	return v
}

func visible(o fyne.CanvasObject, on bool) {
	switch {
	case on == o.Visible():
	case on:
		o.Show()
	default:
		o.Hide()
	}
}

// besideGrip is how wide the bar is that is dragged.
const besideGrip = 8

// besideBar is what lies between the two, and is dragged.
type besideBar struct {
	widget.BaseWidget
	whole   *Beside
	dragged func(width float32)
	hovered bool
}

func newBesideBar(whole *Beside, dragged func(width float32)) *besideBar {
	b := &besideBar{whole: whole, dragged: dragged}
	b.ExtendBaseWidget(b)
	return b
}

var (
	_ fyne.Draggable     = (*besideBar)(nil)
	_ desktop.Cursorable = (*besideBar)(nil)
	_ desktop.Hoverable  = (*besideBar)(nil)
)

// Dragged gives the pane what the other loses.
func (b *besideBar) Dragged(e *fyne.DragEvent) {
	w := b.whole
	size := w.Size().Width
	w.width = (w.paneWidth(size) - e.Dragged.DX) / theme.Scaled(1)
	w.width = w.paneWidth(size) / theme.Scaled(1)
	w.Refresh()
}

// DragEnd tells of the new width.
func (b *besideBar) DragEnd() { b.dragged(b.whole.width) }

// Cursor shows that it can be dragged.
func (*besideBar) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// MouseIn, MouseMoved and MouseOut follow the pointer.
func (b *besideBar) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.Refresh() }

// MouseMoved does nothing.
func (*besideBar) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends what MouseIn began.
func (b *besideBar) MouseOut() { b.hovered = false; b.Refresh() }

// CreateRenderer is for Fyne.
func (b *besideBar) CreateRenderer() fyne.WidgetRenderer {
	line := canvas.NewRectangle(nil)
	return newView(b, func() {
		line.FillColor = theme.Color(theme.ColorLine)
		if b.hovered {
			line.FillColor = theme.Color(theme.ColorAccent)
		}
		line.Refresh()
	}, func() fyne.Size { return fyne.NewSize(besideGrip, 0) }, func(s fyne.Size) { place(line, (s.Width-1)/2, 0, 1, s.Height) }, line)
}
