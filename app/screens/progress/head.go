package progress

import (
	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
)

// head is the title of a card, with something at its right or, when there is
// no room, below it; last stays at the right of the title in any case.
func head(title, last fyne.CanvasObject, right ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &headLayout{}, Objects: append([]fyne.CanvasObject{title, last}, right...)}
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
	title, last, right := objects[0], objects[1], objects[2:]
	lastWidth := naturalWidth(last)
	lastHeight := widgets.HeightFor(last, lastWidth)
	room := width - lastWidth - gap // of the title and what is right of it
	all, high := naturalWidth(title), lastHeight
	for _, o := range right {
		all += gap + naturalWidth(o)
	}
	if all > room {
		high = max(high, widgets.HeightFor(title, room))
	} else {
		for _, o := range objects {
			high = max(high, widgets.HeightFor(o, naturalWidth(o)))
		}
	}
	x := width
	beside := func(o fyne.CanvasObject, w, h float32) {
		x -= w
		put(o, x, (high-h)/2, w, h)
		x -= gap
	}
	beside(last, lastWidth, lastHeight)
	if all <= room {
		for i := len(right) - 1; i >= 0; i-- {
			w := naturalWidth(right[i])
			beside(right[i], w, widgets.HeightFor(right[i], w))
		}
		right = nil
	}
	h := widgets.HeightFor(title, x)
	put(title, 0, (high-h)/2, x, h)
	return high + l.below(right, width, high, put)
}

// below puts objects beside each other under y, in as many lines as it takes,
// and returns their height with the distance from what is above.
func (l *headLayout) below(objects []fyne.CanvasObject, width, y float32, put func(o fyne.CanvasObject, x, y, w, h float32)) float32 {
	const gap = theme.Space8
	top, x, high := y, width+1, float32(0)
	for _, o := range objects {
		w := min(naturalWidth(o), width)
		h := widgets.HeightFor(o, w)
		if h == 0 {
			put(o, 0, y, w, h) // nothing in it
			continue
		}
		if x+w > width {
			x, y, high = 0, y+high+gap, 0
		}
		put(o, x, y, w, h)
		x, high = x+w+gap, max(high, h)
	}
	return y + high - top
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
