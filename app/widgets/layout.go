package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
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
// shares the width that is left. When even the least widths do not fit, as
// with large text, the row breaks into lines like a Flow, so that no button
// is cut off.
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

// broken reports whether the row does not fit into width and becomes a Flow.
func (l rowLayout) broken(objects []fyne.CanvasObject, width float32) bool {
	return !l.stretch && width > 0 && l.MinSize(objects).Width > width+0.5
}

func (l rowLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	if l.broken(objects, width) {
		return flowLayout{gap: l.gap}.heightFor(objects, width)
	}
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
	if l.broken(objects, size.Width) {
		flowLayout{gap: l.gap}.Layout(objects, size)
		return
	}
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

// empty is a Spacer.
func empty(o fyne.CanvasObject) bool {
	return grows(o) && len(o.(*fyne.Container).Objects) == 0
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
