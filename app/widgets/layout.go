package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chartroom/app/theme"
)

// Column puts objects below each other, all as wide as the column, gap apart.
// What Grow marks shares the height that is left.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(columnLayout{gap}, objects...)
}

type columnLayout struct{ gap float32 }

func (l columnLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		s.Width = max(s.Width, m.Width)
		s.Height += m.Height
		n++
	}
	s.Height += l.gap * float32(max(n-1, 0))
	return s
}

func (l columnLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	h, n := float32(0), 0
	for _, o := range objects {
		if o.Visible() {
			h += HeightFor(o, width)
			n++
		}
	}
	return h + l.gap*float32(max(n-1, 0))
}

func (l columnLayout) naturalWidth(objects []fyne.CanvasObject) float32 {
	w := float32(0)
	for _, o := range objects {
		if o.Visible() {
			w = max(w, naturalWidth(o))
		}
	}
	return w
}

func (l columnLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, growers := size.Height, 0
	heights := make([]float32, len(objects))
	n := 0
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		n++
		heights[i] = HeightFor(o, size.Width)
		left -= heights[i]
		if grows(o) {
			growers++
		}
	}
	left = max(0, left-l.gap*float32(max(n-1, 0)))
	y := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		h := heights[i]
		if grows(o) {
			h += left / float32(growers)
		}
		place(o, 0, y, size.Width, h)
		y += h + l.gap
	}
}

// Row puts objects beside each other, gap apart, each as wide as it likes and
// centred on the row's height. Text that does not fit wraps. What Grow marks
// shares the width that is left.
func Row(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(rowLayout{gap: gap}, objects...)
}

// RowTop is Row with the objects at the top, each as high as the row.
func RowTop(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(rowLayout{gap: gap, stretch: true}, objects...)
}

// RowBaseline is Row with the first lines of the texts on one baseline.
func RowBaseline(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(rowLayout{gap: gap, baseline: true}, objects...)
}

// based is a widget whose first line of text stands on a baseline, measured
// from its top.
type based interface{ Baseline() float32 }

func baseline(o fyne.CanvasObject) float32 {
	if b, ok := o.(based); ok {
		return b.Baseline()
	}
	return o.MinSize().Height * 0.75
}

type rowLayout struct {
	gap               float32
	stretch, baseline bool
}

func (l rowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		s.Width += m.Width
		s.Height = max(s.Height, m.Height)
		n++
	}
	s.Width += l.gap * float32(max(n-1, 0))
	return s
}

func (l rowLayout) naturalWidth(objects []fyne.CanvasObject) float32 {
	w, n := float32(0), 0
	for _, o := range objects {
		if o.Visible() {
			w += naturalWidth(o)
			n++
		}
	}
	return w + l.gap*float32(max(n-1, 0))
}

// widths shares width among the visible objects.
func (l rowLayout) widths(objects []fyne.CanvasObject, width float32) []float32 {
	w := make([]float32, len(objects))
	least := make([]float32, len(objects))
	sum, slack, n, growers := float32(0), float32(0), 0, 0
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		n++
		least[i] = o.MinSize().Width
		w[i] = max(least[i], naturalWidth(o))
		sum += w[i]
		slack += w[i] - least[i]
		if grows(o) {
			growers++
		}
	}
	left := width - l.gap*float32(max(n-1, 0)) - sum
	for i, o := range objects {
		switch {
		case !o.Visible():
		case left > 0 && growers > 0 && grows(o):
			w[i] += left / float32(growers)
		case left < 0 && slack > 0:
			w[i] -= min(1, -left/slack) * (w[i] - least[i])
		}
	}
	return w
}

func (l rowLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	up, down, h := float32(0), float32(0), float32(0)
	for i, w := range l.widths(objects, width) {
		if !objects[i].Visible() {
			continue
		}
		high := HeightFor(objects[i], w)
		h = max(h, high)
		if l.baseline {
			b := baseline(objects[i])
			up, down = max(up, b), max(down, high-b)
		}
	}
	return max(h, up+down)
}

func (l rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x, base := float32(0), float32(0)
	if l.baseline {
		for _, o := range objects {
			if o.Visible() {
				base = max(base, baseline(o))
			}
		}
	}
	for i, w := range l.widths(objects, size.Width) {
		o := objects[i]
		if !o.Visible() {
			continue
		}
		h := size.Height
		if !l.stretch && !fillsHeight(o) {
			h = min(h, HeightFor(o, w))
		}
		y := (size.Height - h) / 2
		if l.baseline {
			y = base - baseline(o)
		}
		place(o, x, y, w, h)
		x += w + l.gap
	}
}

// Grow marks o as the one that takes the room that is left in a Row or Column.
func Grow(o fyne.CanvasObject) fyne.CanvasObject { return container.New(growLayout{}, o) }

// Spacer is an empty Grow: it pushes what follows to the end.
func Spacer() fyne.CanvasObject { return container.New(growLayout{}) }

type growLayout struct{}

func grows(o fyne.CanvasObject) bool {
	c, ok := o.(*fyne.Container)
	if !ok {
		return false
	}
	_, ok = c.Layout.(growLayout)
	return ok
}

func fillsHeight(o fyne.CanvasObject) bool {
	c, ok := o.(*fyne.Container)
	if !ok || !grows(o) || len(c.Objects) == 0 {
		return false
	}
	_, wraps := c.Objects[0].(Tall)
	return !wraps
}

func (growLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if len(objects) == 0 {
		return fyne.Size{}
	}
	return objects[0].MinSize()
}

func (growLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	if len(objects) == 0 {
		return 0
	}
	return HeightFor(objects[0], width)
}

func (growLayout) naturalWidth(objects []fyne.CanvasObject) float32 {
	if len(objects) == 0 {
		return 0
	}
	return naturalWidth(objects[0])
}

func (growLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		place(o, 0, 0, size.Width, size.Height)
	}
}

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
	var s fyne.Size
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			s = fyne.NewSize(max(s.Width, m.Width), max(s.Height, m.Height))
		}
	}
	return s
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
	var s fyne.Size
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			s = fyne.NewSize(max(s.Width, m.Width), max(s.Height, m.Height))
		}
	}
	return s
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
			if !objects[i].Visible() {
				widths = append(widths, 0)
				continue
			}
			w := min(naturalWidth(objects[i]), max(width, objects[i].MinSize().Width))
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
			if objects[k].Visible() {
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
