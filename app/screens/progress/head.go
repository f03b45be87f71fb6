package progress

import (
	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
)

// head is the title of a card with something at its right, or below it when
// there is no room.
func head(title fyne.CanvasObject, right ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &headLayout{}, Objects: append([]fyne.CanvasObject{title}, right...)}
}

// headLayout remembers the width it was last given, because the height
// depends on it.
type headLayout struct{ width float32 }

func naturalWidth(o fyne.CanvasObject) float32 {
	if n, ok := o.(interface{ NaturalWidth() float32 }); ok {
		return n.NaturalWidth()
	}
	return o.MinSize().Width
}

// walk puts the objects into width and returns the height.
func (l *headLayout) walk(objects []fyne.CanvasObject, width float32, put func(o fyne.CanvasObject, x, y, w, h float32)) float32 {
	const gap = theme.Space8
	title, right := objects[0], objects[1:]
	all := naturalWidth(title)
	for _, o := range right {
		all += gap + naturalWidth(o)
	}
	if all <= width {
		high := float32(0)
		for _, o := range objects {
			high = max(high, widgets.HeightFor(o, naturalWidth(o)))
		}
		x := width
		for i := len(right) - 1; i >= 0; i-- {
			w := naturalWidth(right[i])
			h := widgets.HeightFor(right[i], w)
			x -= w
			put(right[i], x, (high-h)/2, w, h)
			x -= gap
		}
		h := widgets.HeightFor(title, x)
		put(title, 0, (high-h)/2, x, h)
		return high
	}
	y := widgets.HeightFor(title, width)
	put(title, 0, 0, width, y)
	x, high := width+1, float32(0)
	for _, o := range right {
		w := min(naturalWidth(o), width)
		h := widgets.HeightFor(o, w)
		if x+w > width {
			x, y, high = 0, y+high+gap, 0
		}
		put(o, x, y, w, h)
		x, high = x+w+gap, max(high, h)
	}
	return y + high
}

func (l *headLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.walk(objects, size.Width, func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	})
}

func (l *headLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := float32(0)
	for _, o := range objects {
		least = max(least, o.MinSize().Width)
	}
	return fyne.NewSize(least, l.walk(objects, max(l.width, least), func(fyne.CanvasObject, float32, float32, float32, float32) {}))
}
