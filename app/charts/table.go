package charts

import (
	"image/color"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
)

// Cell is one share of a table.
type Cell struct {
	Share float64 // 0 to 1
	Known bool
	Say   string // its reading: "Compliance, 2 to 29 November: 71 %, likely between ..."
}

// TableRow is a name and a cell for each column.
type TableRow struct {
	Name  string
	Cells []Cell
}

// TableChart is shares by row and column, written out and shaded, so that a
// change along a row is seen: each domain month by month.
type TableChart struct {
	live
	columns []string
	rows    []TableRow
}

// Table makes the chart. Every row has a cell for each of columns, oldest
// first; on narrow screens the oldest columns are left out. meaning and empty
// are as for Bars.
func Table(meaning, empty string, columns []string, rows []TableRow) *TableChart {
	t := &TableChart{}
	t.empty, t.hovered, t.fixed = empty, -1, true
	t.count = func() int {
		for _, r := range t.rows {
			for _, c := range r.Cells {
				if c.Known {
					return len(t.rows) * len(t.columns)
				}
			}
		}
		return 0
	}
	t.height = func(width float32) float32 {
		return captionHeight() + theme.Space4 + float32(max(1, len(t.rows)))*t.pitch(width)
	}
	t.draw, t.at, t.step = t.plot, t.under, t.walk
	t.read = func(i int) string { return t.cell(i).Say }
	t.words = func() []string {
		w := append([]string(nil), t.columns...)
		for _, r := range t.rows {
			w = append(w, r.Name)
			for _, c := range r.Cells {
				w = append(w, c.text())
			}
		}
		return w
	}
	t.set(meaning, columns, rows)
	t.extend(t)
	return t
}

// Set changes sentence, columns and rows.
func (t *TableChart) Set(meaning string, columns []string, rows []TableRow) {
	t.set(meaning, columns, rows)
	t.Refresh()
}

func (t *TableChart) set(meaning string, columns []string, rows []TableRow) {
	t.meaning, t.columns, t.rows, t.hovered = meaning, columns, rows, -1
	t.rest = "The darker, the more was right. A dash: too few answers to tell."
}

func (t *TableChart) cell(i int) Cell {
	return t.rows[i/len(t.columns)].Cells[i%len(t.columns)]
}

func (c Cell) text() string {
	if c.Known {
		return percent(c.Share)
	}
	return "–"
}

// stacked: names stand above their cells when there is little width.
func (t *TableChart) stacked(width float32) bool { return width < theme.Scaled(560) }

func (t *TableChart) pitch(width float32) float32 {
	if t.stacked(width) {
		return 2*textSize("x", theme.SizeBody, false).Height + theme.Space16
	}
	return textSize("x", theme.SizeBody, false).Height + theme.Space12
}

// tablePlan is where the cells stand.
type tablePlan struct {
	left, cell float32 // where they begin, and the width of one
	first      int     // column that is shown first
	down       float32 // from the top of a row to its cells
	high       float32 // of a cell
}

func (t *TableChart) plan(width float32) tablePlan {
	body := textSize("x", theme.SizeBody, false).Height
	p := tablePlan{high: body + theme.Space8}
	if t.stacked(width) {
		p.down = body
	} else {
		for _, r := range t.rows {
			p.left = max(p.left, textSize(r.Name, theme.SizeBody, false).Width)
		}
		p.left = min(p.left, width*.42) + theme.Space16
	}
	least := textSize(percent(1), theme.SizeBody, false).Width + theme.Space12
	for _, c := range t.columns {
		least = max(least, textSize(c, theme.SizeCaption, false).Width+theme.Space8)
	}
	n := min(len(t.columns), max(1, int((width-p.left)/least)))
	p.first = len(t.columns) - n
	p.cell = (width - p.left) / float32(n)
	return p
}

func (t *TableChart) plot(p *pen, s fyne.Size) {
	plan, pitch := t.plan(s.Width), t.pitch(s.Width)
	head := captionHeight() + theme.Space4
	for i := plan.first; i < len(t.columns); i++ {
		x := plan.left + (float32(i-plan.first)+.5)*plan.cell
		p.text(t.columns[i], theme.SizeCaption, theme.ColorMuted, false, x, 0, fyne.TextAlignCenter)
	}
	for k, r := range t.rows {
		y := head + float32(k)*pitch
		room := plan.left - theme.Space16
		if plan.down > 0 {
			room = s.Width
		}
		p.text(fit(r.Name, theme.SizeBody, room+1), theme.SizeBody, theme.ColorText, false, 0, y+rowLift(plan), fyne.TextAlignLeading)
		for i := plan.first; i < len(t.columns); i++ {
			t.plotCell(p, r.Cells[i], k*len(t.columns)+i == t.hovered,
				plan.left+float32(i-plan.first)*plan.cell, y+plan.down, plan.cell-3, plan.high)
		}
	}
}

// rowLift centres the name on cells that stand beside it.
func rowLift(plan tablePlan) float32 {
	if plan.down > 0 {
		return 0
	}
	return theme.Space4
}

func (t *TableChart) plotCell(p *pen, c Cell, hovered bool, x, y, w, h float32) {
	fill, role := theme.Color(theme.ColorRaised), theme.ColorMuted
	if c.Known {
		fill, role = cellFill(c.Share), theme.ColorText
	}
	if hovered {
		p.box(x, y, w, h, fill, theme.Color(theme.ColorText), 1.5, 4)
	} else {
		p.rect(x, y, w, h, fill, 4)
	}
	p.text(c.text(), theme.SizeBody, role, false, x+w/2, y+(h-textSize("x", theme.SizeBody, false).Height)/2, fyne.TextAlignCenter)
}

// darkest is how much of a cell's fill is the accent at most: more, and its
// number could not be read in the dark variant.
const darkest = .4

// cellFill is the fill of a share: none at .3, which guessing reaches, and the
// darkest at 1.
func cellFill(share float64) color.Color {
	return theme.Mix(theme.ColorAccent, theme.ColorSurface, 1-darkest*float64(scaled(share, .3, 1)))
}

func (t *TableChart) under(pos fyne.Position, s fyne.Size) int {
	plan, pitch := t.plan(s.Width), t.pitch(s.Width)
	y := pos.Y - captionHeight() - theme.Space4
	row, column := int(y/pitch), plan.first+int((pos.X-plan.left)/plan.cell)
	if y < 0 || pos.X < plan.left || row >= len(t.rows) || column >= len(t.columns) {
		return -1
	}
	return row*len(t.columns) + column
}

// walk is step for rows and columns, from the newest cell of the first row.
func (t *TableChart) walk(i int, key fyne.KeyName) (int, bool) {
	n, first := len(t.columns), t.plan(t.Size().Width).first
	row, column := i/n, i%n
	switch {
	case key != fyne.KeyUp && key != fyne.KeyDown && key != fyne.KeyLeft && key != fyne.KeyRight:
		return i, false
	case i < 0:
		return n - 1, true
	case key == fyne.KeyUp:
		row = max(row-1, 0)
	case key == fyne.KeyDown:
		row = min(row+1, len(t.rows)-1)
	case key == fyne.KeyLeft:
		column = max(column-1, first)
	case key == fyne.KeyRight:
		column = min(column+1, n-1)
	}
	return row*n + column, true
}
