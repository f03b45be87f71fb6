package widgets

import (
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
	"chartroom/quiz"
)

// TableView is ClozeView for gaps in a table: Up and Down go to the gap above
// and below, Enter and Tab to the next one.
func TableView(stem string, m quiz.Markup, gaps []quiz.Gap, changed, submit func()) *Cloze {
	c := newCloze(gaps, changed, submit)
	for _, b := range passages(stem, m) {
		switch {
		case b.rows != nil:
			c.add(c.grid(b.rows, m))
		case strings.Contains(b.prose, "{{"):
			c.add(c.lines(Spans(b.prose, m), theme.SizeHeading)...)
		default:
			c.add(Stem(b.prose, m))
		}
	}
	c.addForgotten()
	c.ExtendBaseWidget(c)
	return c
}

// ProseWithTables is a text in a size, its tables drawn between its paragraphs.
func ProseWithTables(text string, m quiz.Markup, size fyne.ThemeSizeName, p *Pictures) fyne.CanvasObject {
	parts := Column(theme.Space12)
	none := newCloze(nil, nil, nil)
	for _, b := range passages(text, m) {
		if b.rows != nil {
			parts.Add(none.grid(b.rows, m))
		} else {
			parts.Add(Prose(b.prose, m).Sized(size).Showing(p))
		}
	}
	return parts
}

// grid is a table with its gaps in place.
func (c *Cloze) grid(rows [][]cell, m quiz.Markup) *grid {
	g := &grid{}
	above := map[int]int{} // the last gap of a column
	for _, row := range rows {
		var line []fyne.CanvasObject
		var heads []bool
		for column, one := range row {
			spans := Spans(one.text, m)
			for i := range spans {
				spans[i].Bold = spans[i].Bold || one.head
			}
			before := c.count()
			line = append(line, Column(theme.Space4, c.lines(spans, theme.SizeBody)...))
			heads = append(heads, one.head)
			if at := c.newest(before); at >= 0 {
				if up, ok := above[column]; ok {
					c.join(up, at)
				}
				above[column] = at
			}
		}
		g.cells, g.heads = append(g.cells, line), append(g.heads, heads)
	}
	g.ExtendBaseWidget(g)
	return g
}

// count is which gaps are in the text already.
func (c *Cloze) count() []bool { return append([]bool(nil), c.placed...) }

// newest is the first gap that was not in the text before; -1 = none.
func (c *Cloze) newest(before []bool) int {
	for i, on := range c.placed {
		if on && !before[i] {
			return i
		}
	}
	return -1
}

// join makes Down lead from one gap to another, and Up back.
func (c *Cloze) join(up, down int) {
	if e := c.gaps[up].entry; e != nil {
		e.OnDown = func() { c.focus(down) }
	}
	if e := c.gaps[down].entry; e != nil {
		e.OnUp = func() { c.focus(up) }
	}
}

// grid is the cells of a table between lines.
type grid struct {
	widget.BaseWidget
	cells [][]fyne.CanvasObject
	heads [][]bool
}

const cellPad = theme.Space8

// columns are the widths of the columns in a width: as wide as they like, or
// shared out where there is less room.
func (g *grid) columns(width float32) []float32 {
	if len(g.cells) == 0 {
		return nil
	}
	want, least := make([]float32, len(g.cells[0])), make([]float32, len(g.cells[0]))
	wants, leasts := float32(0), float32(0)
	for i := range want {
		for _, row := range g.cells {
			least[i] = max(least[i], row[i].MinSize().Width+2*cellPad)
			want[i] = max(want[i], naturalWidth(row[i])+2*cellPad, least[i])
		}
		wants, leasts = wants+want[i], leasts+least[i]
	}
	for i := range want {
		switch {
		case wants <= width || width <= 0:
		case leasts < width:
			want[i] = least[i] + (want[i]-least[i])*(width-leasts)/(wants-leasts)
		default:
			want[i] = least[i] * width / leasts
		}
		want[i] = whole(want[i] - .5) // lines between pixels vanish
	}
	return want
}

// rows are the heights of the rows with columns of these widths.
func (g *grid) rows(columns []float32) []float32 {
	heights := make([]float32, len(g.cells))
	for r, row := range g.cells {
		for i, o := range row {
			heights[r] = max(heights[r], HeightFor(o, columns[i]-2*cellPad))
		}
		heights[r] = whole(heights[r]+2*cellPad) + 1
	}
	return heights
}

// whole is a length in whole pixels at scale 1.
func whole(x float32) float32 { return float32(math.Round(float64(x))) }

func sum(all []float32) float32 {
	s := float32(0)
	for _, x := range all {
		s += x
	}
	return s
}

// HeightFor is for layouts.
func (g *grid) HeightFor(width float32) float32 { return sum(g.rows(g.columns(width-1))) + 1 }

// NaturalWidth is for layouts.
func (g *grid) NaturalWidth() float32 { return sum(g.columns(0)) + 1 }

// CreateRenderer is for Fyne.
func (g *grid) CreateRenderer() fyne.WidgetRenderer {
	var boxes [][]*canvas.Rectangle
	lines := rect(0) // behind the cells, which leave it to be seen between them
	objects := []fyne.CanvasObject{lines}
	for _, row := range g.cells {
		var line []*canvas.Rectangle
		for range row {
			box := rect(0)
			line = append(line, box)
			objects = append(objects, box)
		}
		boxes = append(boxes, line)
	}
	for _, row := range g.cells {
		objects = append(objects, row...)
	}
	return newView(g, func() {
		for r, row := range boxes {
			for i, box := range row {
				body := theme.ColorSurface
				if g.heads[r][i] {
					body = theme.ColorRaised
				}
				fill(box, body, "", 0)
			}
		}
		fill(lines, theme.ColorEdge, "", 0)
	}, func() fyne.Size {
		least := float32(0)
		for _, w := range g.columns(1) {
			least += w
		}
		return fyne.NewSize(max(least, theme.Scaled(160)), g.HeightFor(max(g.Size().Width, 320)))
	}, func(s fyne.Size) {
		columns := g.columns(s.Width - 1)
		y := float32(0)
		for r, h := range g.rows(columns) {
			x := float32(0)
			for i, w := range columns {
				place(boxes[r][i], x+1, y+1, w-1, h-1)
				inner := HeightFor(g.cells[r][i], w-2*cellPad)
				place(g.cells[r][i], x+cellPad, y+(h-inner)/2, w-2*cellPad, inner)
				x += w
			}
			y += h
		}
		place(lines, 0, 0, sum(columns)+1, y+1)
	}, objects...)
}
