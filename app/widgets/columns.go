package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chartroom/app/theme"
)

// Columns puts objects side by side in equal widths, and in fewer columns when
// one would become narrower than least (at text scale 1: it grows with the
// text by itself). Objects of a line are equally high.
func Columns(gap, least float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(columnsLayout{gap: gap, least: least}, objects...)
}

// Split puts two objects side by side, the left one taking share (0 to 1) of
// the width, and below each other when there is less width than least (at text
// scale 1).
func Split(gap, share, least float32, left, right fyne.CanvasObject) *fyne.Container {
	return container.New(columnsLayout{gap: gap, share: share, least: least / 2}, left, right)
}

type columnsLayout struct {
	gap, least float32
	share      float32 // of two; 0 = equal
}

func (l columnsLayout) shape(objects []fyne.CanvasObject, width float32) (shown []fyne.CanvasObject, columns int) {
	for _, o := range objects {
		if o.Visible() {
			shown = append(shown, o)
		}
	}
	columns = max(1, min(len(shown), int((width+l.gap)/(theme.Scaled(l.least)+l.gap))))
	if n := len(shown); n > 0 { // four in three columns are four in two
		lines := (n + columns - 1) / columns
		columns = (n + lines - 1) / lines
	}
	return shown, columns
}

func (l columnsLayout) width(i, columns int, width float32) float32 {
	room := width - l.gap*float32(columns-1)
	if l.share > 0 && columns == 2 {
		if i%2 == 0 {
			return room * l.share
		}
		return room * (1 - l.share)
	}
	return room / float32(columns)
}

func (l columnsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return largest(objects)
}

func (l columnsLayout) lines(objects []fyne.CanvasObject, width float32) (shown []fyne.CanvasObject, columns int, heights []float32) {
	shown, columns = l.shape(objects, width)
	for i, o := range shown {
		if i%columns == 0 {
			heights = append(heights, 0)
		}
		k := len(heights) - 1
		heights[k] = max(heights[k], HeightFor(o, l.width(i%columns, columns, width)))
	}
	return shown, columns, heights
}

func (l columnsLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	_, _, heights := l.lines(objects, width)
	h := l.gap * float32(max(len(heights)-1, 0))
	for _, x := range heights {
		h += x
	}
	return h
}

func (l columnsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	shown, columns, heights := l.lines(objects, size.Width)
	if len(heights) == 1 {
		heights[0] = max(heights[0], size.Height)
	}
	x, y := float32(0), float32(0)
	for i, o := range shown {
		if i > 0 && i%columns == 0 {
			x, y = 0, y+heights[i/columns-1]+l.gap
		}
		w := l.width(i%columns, columns, size.Width)
		place(o, x, y, w, heights[i/columns])
		x += w + l.gap
	}
}

// Flow puts objects beside each other and breaks the line where needed; for
// chips and key hints.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(flowLayout{gap: gap}, objects...)
}

// FlowCentred is Flow with each line centred.
func FlowCentred(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(flowLayout{gap: gap, centred: true}, objects...)
}

type flowLayout struct {
	gap     float32
	centred bool
	roomy   bool // every line is as high as one with an entry in it
}

func (l flowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return largest(objects)
}

func (l flowLayout) naturalWidth(objects []fyne.CanvasObject) float32 {
	return rowLayout{gap: l.gap}.naturalWidth(objects)
}

// walk calls put for every object with its place, and returns the height.
func (l flowLayout) walk(objects []fyne.CanvasObject, width float32, put func(o fyne.CanvasObject, x, y, w, h float32)) float32 {
	y := float32(0)
	for i := 0; i < len(objects); {
		x, high, from := float32(0), float32(0), i
		if l.roomy {
			high = theme.Size(theme.SizeBody)*1.362 + 2*theme.Space8
		}
		var widths []float32
		for ; i < len(objects); i++ {
			if !objects[i].Visible() || empty(objects[i]) {
				widths = append(widths, 0)
				continue
			}
			w := min(naturalWidth(objects[i]), width)
			if x > 0 && x+w > width+0.5 {
				break
			}
			widths = append(widths, w)
			high = max(high, HeightFor(objects[i], w))
			x += w + l.gap
		}
		used := max(0, x-l.gap)
		x = 0
		if l.centred {
			x = max(0, (width-used)/2)
		}
		for k := from; k < i; k++ {
			if objects[k].Visible() && !empty(objects[k]) {
				w := widths[k-from]
				h := HeightFor(objects[k], w)
				if put != nil {
					put(objects[k], x, y+(high-h)/2, w, h)
				}
				x += w + l.gap
			}
		}
		y += high + l.gap
	}
	return max(0, y-l.gap)
}

func (l flowLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return l.walk(objects, width, nil)
}

func (l flowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.walk(objects, size.Width, place)
}

// largest is the least size in which any one of the visible objects fits.
func largest(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			s = fyne.NewSize(max(s.Width, m.Width), max(s.Height, m.Height))
		}
	}
	return s
}
