package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
)

// LineItem is what a line of a Tree shows. Empty parts take no room.
type LineItem struct {
	Depth  int
	Branch bool     // there are lines below it
	Open   bool     // and they are on show
	Lead   string   // a code, before the title
	Title  string   // one line
	Rest   string   // muted, after the title
	Strong bool     // the title is bold
	Value  string   // at the right
	Cells  []string // at the right, in columns; see Cells of NewTree
	Cell   int      // which of them is chosen; -1 = none
}

// NoCell is what a Tree says of a click that was on no cell.
const NoCell = -1

// Tree is a long list of lines with others indented below them, one of which is
// chosen. It draws those in view only, and never takes the focus, so that all
// keys go to the screen.
type Tree struct {
	widget.List
	at    func() int
	cells int
}

// NewTree makes the tree: count lines, set says what is in each, at which one
// is chosen, -1 for none, and pressed hears of a click and of the cell it was
// on. cells is how many columns the lines have at their right, 0 for none.
func NewTree(cells int, count func() int, set func(int) LineItem, at func() int, pressed func(line, cell int)) *Tree {
	t := &Tree{at: at, cells: cells}
	t.HideSeparators = true
	t.Length = count
	t.CreateItem = func() fyne.CanvasObject { return newTreeLine(pressed) }
	t.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if l, ok := o.(*treeLine); ok && i < count() {
			l.set(i, set(i), i == at())
		}
	}
	t.ExtendBaseWidget(t)
	return t
}

// Draw shows the lines again and brings the chosen one into view.
func (t *Tree) Draw() {
	t.Refresh()
	if i := t.at(); i >= 0 && t.Size().Height > 0 {
		t.ScrollTo(i)
	}
}

// FocusGained hands the focus back.
func (t *Tree) FocusGained() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		c.Unfocus()
	}
}

// CellWidth is the width of one column of cells: room for the longest code and
// for the longest word of the columns' heads.
func CellWidth() float32 {
	code := theme.Wide("W88.888A", theme.Size(theme.SizeBody), fyne.TextStyle{})
	return max(code, theme.Wide("undetermined", theme.Size(theme.SizeCaption), fyne.TextStyle{Bold: true})) + theme.Space8
}

// treeLine is one line of a Tree.
type treeLine struct {
	widget.BaseWidget
	index    int
	item     LineItem
	selected bool
	pressed  func(line, cell int)
}

func newTreeLine(pressed func(line, cell int)) *treeLine {
	l := &treeLine{pressed: pressed}
	l.ExtendBaseWidget(l)
	return l
}

func (l *treeLine) set(index int, item LineItem, selected bool) {
	l.index, l.item, l.selected = index, item, selected
	l.Refresh()
}

// Words are for tests.
func (l *treeLine) Words() []string {
	return []string{strings.Join(strings.Fields(strings.Join(append([]string{l.item.Lead, l.item.Title, l.item.Rest, l.item.Value}, l.item.Cells...), " ")), " ")}
}

// Tapped chooses the line, and the cell under the pointer.
func (l *treeLine) Tapped(e *fyne.PointEvent) {
	cell := NoCell
	if n := len(l.item.Cells); n > 0 {
		if right := l.Size().Width - theme.Space12; e.Position.X > right-float32(n)*CellWidth() && e.Position.X < right {
			cell = n - 1 - int((right-e.Position.X)/CellWidth())
		}
	}
	l.pressed(l.index, cell)
}

// lineStep is how far a line is indented under another.
func lineStep() float32 { return theme.Scaled(14) }

// CreateRenderer is for Fyne.
func (l *treeLine) CreateRenderer() fyne.WidgetRenderer {
	bg, mark, chevron := rect(theme.RadiusRow), rect(theme.RadiusRow), newInnerIcon()
	lead, title := line("", theme.SizeBody, true), line("", theme.SizeBody, false)
	rest, value := line("", theme.SizeBody, false), line("", theme.SizeBody, true)
	var cells []*canvas.Text
	v := newView(l, nil, nil, nil, bg, mark, chevron, lead, title, rest, value)
	v.paint = func() {
		body := fyne.ThemeColorName("")
		if l.selected {
			body = theme.ColorAccentSoft
		}
		fill(bg, body, "", 0)
		it := &l.item
		edge := fyne.ThemeColorName("")
		if it.Cell >= 0 && it.Cell < len(it.Cells) && l.selected {
			edge = theme.ColorAccent
		}
		fill(mark, "", edge, 2)
		tint(chevron, chevronOf(it), theme.ColorMuted)
		embolden(title, it.Strong)
		ink(lead, theme.SizeBody, theme.ColorAccent)
		ink(title, theme.SizeBody, theme.ColorText)
		ink(rest, theme.SizeBody, theme.ColorMuted)
		ink(value, theme.SizeBody, theme.ColorAccent)
		for len(cells) < len(it.Cells) {
			cell := line("", theme.SizeBody, false)
			cells = append(cells, cell)
			v.objects = append(v.objects, cell)
		}
		for i, cell := range cells {
			write(cell, "")
			if i < len(it.Cells) {
				write(cell, it.Cells[i])
			}
			c := theme.ColorAccent
			if cell.Text == noCode {
				c = theme.ColorMuted
			}
			ink(cell, theme.SizeBody, c)
		}
	}
	v.min = func() fyne.Size {
		return fyne.NewSize(theme.Scaled(120), theme.Measure("x", theme.Size(theme.SizeBody), fyne.TextStyle{}).Height+10)
	}
	v.layout = func(s fyne.Size) {
		bg.Resize(s)
		it := &l.item
		icon := theme.Scaled(16)
		x, right := theme.Space4+float32(it.Depth)*lineStep(), s.Width-theme.Space12
		put := func(t *canvas.Text, words string, room float32) float32 {
			write(t, clip(words, t.TextSize, t.TextStyle, max(0, room)))
			m := t.MinSize()
			place(t, x, (s.Height-m.Height)/2, m.Width, m.Height)
			t.Refresh()
			return m.Width
		}
		place(chevron, x, (s.Height-icon)/2, icon, icon)
		x += icon + theme.Space4
		if n := len(it.Cells); n > 0 {
			keep := x
			w := CellWidth()
			right -= float32(n) * w
			for i := range it.Cells {
				x = right + float32(i)*w
				if i == it.Cell {
					place(mark, x-theme.Space4, 3, w-theme.Space4, s.Height-6)
				}
				put(cells[i], it.Cells[i], w-theme.Space8)
			}
			right -= theme.Space12
			x = keep
		}
		if it.Value != "" {
			keep := x
			x = max(x, right-theme.Measure(it.Value, value.TextSize, value.TextStyle).Width)
			right = x - theme.Space12
			put(value, it.Value, s.Width-x)
			x = keep
		} else {
			put(value, "", 0)
		}
		for _, part := range []struct {
			t     *canvas.Text
			words string
		}{{lead, it.Lead}, {title, it.Title}, {rest, it.Rest}} {
			if w := put(part.t, part.words, right-x); part.words != "" {
				x += w + theme.Space8
			}
		}
	}
	v.paint()
	return v
}

// noCode stands in a cell without a code, as it does in the printed tables.
const noCode = "--"

// chevronOf says whether the lines below are on show.
func chevronOf(it *LineItem) theme.IconName {
	switch {
	case !it.Branch:
		return ""
	case it.Open:
		return theme.IconChevronDown
	}
	return theme.IconChevronRight
}

// TreeHead names the columns of cells of a Tree, above it. first is what the
// lines are.
func TreeHead(first string, columns []string) *fyne.Container {
	parts := []fyne.CanvasObject{Grow(Pad(0, 0, 0, theme.Space24, Caption(first).Bold()))}
	for _, c := range columns {
		parts = append(parts, cellHead{Caption(c).Bold()}.box())
	}
	return Pad(0, theme.Space12, 0, 0, RowTop(0, parts...))
}

// cellHead is as wide as a cell.
type cellHead struct{ text *Text }

func (h cellHead) box() *fyne.Container {
	return &fyne.Container{Layout: h, Objects: []fyne.CanvasObject{h.text}}
}

// MinSize is for Fyne.
func (h cellHead) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(CellWidth(), h.text.HeightFor(CellWidth()-theme.Space8))
}

// Layout is for Fyne.
func (h cellHead) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	place(h.text, 0, 0, CellWidth()-theme.Space8, size.Height)
}
