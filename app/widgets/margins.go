package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chartroom/app/theme"
)

// Pad keeps a margin around o.
func Pad(top, right, bottom, left float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(padLayout{top, right, bottom, left}, o)
}

// PadAll is Pad with the same margin on all sides.
func PadAll(margin float32, o fyne.CanvasObject) *fyne.Container {
	return Pad(margin, margin, margin, margin, o)
}

type padLayout struct{ top, right, bottom, left float32 }

func (l padLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := growLayout{}.MinSize(objects)
	return m.AddWidthHeight(l.left+l.right, l.top+l.bottom)
}

func (l padLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return growLayout{}.heightFor(objects, width-l.left-l.right) + l.top + l.bottom
}

func (l padLayout) naturalWidth(objects []fyne.CanvasObject) float32 {
	return growLayout{}.naturalWidth(objects) + l.left + l.right
}

func (l padLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		place(o, l.left, l.top, size.Width-l.left-l.right, size.Height-l.top-l.bottom)
	}
}

// ReadingWidth keeps o no wider than a line of about 72 characters of a stem,
// at the left.
func ReadingWidth(o fyne.CanvasObject) *fyne.Container {
	return container.New(readingLayout{}, o)
}

// ReadingWidthCentred is ReadingWidth in the middle of the room.
func ReadingWidthCentred(o fyne.CanvasObject) *fyne.Container {
	return container.New(readingLayout{centred: true}, o)
}

// readingWidth is the widest line of a stem.
func readingWidth() float32 { return lineLimit(theme.SizeHeading) }

// lineLimit is the width of 72 characters of a size. An average character of
// English prose in Noto Sans is 0.475 of the font size wide (a test measures it).
func lineLimit(size fyne.ThemeSizeName) float32 {
	return theme.ReadingColumns * 0.475 * theme.Size(size)
}

type readingLayout struct{ centred bool }

func (l readingLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return growLayout{}.MinSize(objects)
}

func (l readingLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return growLayout{}.heightFor(objects, min(width, readingWidth()))
}

func (l readingLayout) naturalWidth(objects []fyne.CanvasObject) float32 {
	return min(growLayout{}.naturalWidth(objects), readingWidth())
}

func (l readingLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w := min(size.Width, readingWidth())
	x := float32(0)
	if l.centred {
		x = (size.Width - w) / 2
	}
	for _, o := range objects {
		place(o, x, 0, w, size.Height)
	}
}

// Centre puts o in the middle, at its natural width and height.
func Centre(o fyne.CanvasObject) *fyne.Container { return container.New(centreLayout{}, o) }

type centreLayout struct{}

func (centreLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return growLayout{}.MinSize(objects)
}

func (centreLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	if len(objects) == 0 {
		return 0
	}
	return HeightFor(objects[0], min(width, naturalWidth(objects[0])))
}

func (centreLayout) naturalWidth(objects []fyne.CanvasObject) float32 {
	return growLayout{}.naturalWidth(objects)
}

func (centreLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		w := min(size.Width, max(o.MinSize().Width, naturalWidth(o)))
		h := min(size.Height, HeightFor(o, w))
		place(o, (size.Width-w)/2, (size.Height-h)/2, w, h)
	}
}

// limit keeps o no wider than so many ems of body text.
func limit(ems float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(limitLayout{ems}, o)
}

type limitLayout struct{ ems float32 }

func (l limitLayout) room() float32 { return l.ems * theme.Size(theme.SizeBody) }

func (l limitLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return growLayout{}.MinSize(objects)
}

func (l limitLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return growLayout{}.heightFor(objects, min(width, l.room()))
}

func (l limitLayout) naturalWidth(objects []fyne.CanvasObject) float32 {
	return min(growLayout{}.naturalWidth(objects), l.room())
}

func (l limitLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		place(o, 0, 0, min(size.Width, l.room()), size.Height)
	}
}
