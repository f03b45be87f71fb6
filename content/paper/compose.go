package paper

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// column is where text is set: from x, so wide, at a size in points.
type column struct {
	x, width, size float64
}

// in is the column without so much at its left.
func (c column) in(by float64) column { return column{c.x + by, max(c.width-by, 15), c.size} }

// step is a line's height in mm.
func (c column) step() float64 { return c.size * leading * point }

// piece is a word or a hole, set.
type piece struct {
	run   run
	text  string
	width float64
	space float64 // before it, where it does not begin a line
}

const (
	holeWidth = 30.0 // mm, of a gap in a text
	indent    = 6.0
)

// blocks sets blocks one below the other.
func (d *document) blocks(all []block, c column) []line {
	var out []line
	for i, b := range all {
		if i > 0 && b.marker == "" {
			out = append(out, gap(1.6))
		}
		in := c.in(float64(b.indent) * indent)
		switch {
		case b.rows != nil:
			out = append(out, d.table(b.rows, in)...)
		case b.picture != "":
			out = append(out, d.picture(b.picture, in, nil, b.runs)...)
		default:
			lines := d.paragraph(b.runs, in)
			if b.marker != "" && len(lines) > 0 {
				lines[0] = d.marked(lines[0], b.marker, in)
			}
			out = append(out, lines...)
		}
	}
	return out
}

// marked is a line with a list's mark before it.
func (d *document) marked(l line, marker string, c column) line {
	draw := l.draw
	l.draw = func(y float64) {
		d.use("", c.size)
		d.Text(c.x-d.GetStringWidth(marker)-1.5, y+c.size*point, d.clean(marker))
		draw(y)
	}
	return l
}

// paragraph sets runs in lines.
func (d *document) paragraph(runs []run, c column) []line {
	var out []line
	var row []piece
	used := 0.0
	flush := func() {
		out = append(out, d.row(row, c))
		row, used = nil, 0
	}
	for _, p := range d.pieces(runs, c) {
		if p.run.brk {
			flush()
			continue
		}
		if len(row) > 0 && used+p.space+p.width > c.width {
			flush()
		}
		if len(row) == 0 {
			p.space = 0
		}
		row = append(row, p)
		used += p.space + p.width
	}
	if len(row) > 0 {
		flush()
	}
	return out
}

// pieces cuts runs into words. A word that is wider than the column is cut.
func (d *document) pieces(runs []run, c column) []piece {
	var out []piece
	blank := false
	for _, r := range runs {
		switch {
		case r.brk:
			out = append(out, piece{run: r})
			blank = false
			continue
		case r.gap > 0:
			p := piece{run: r, width: min(holeWidth, c.width)}
			if blank {
				p.space = d.blank(c.size)
			}
			out = append(out, p)
			blank = false
			continue
		}
		d.use(style(r), sizeOf(r, c))
		text := d.clean(r.text)
		for text != "" {
			word := text
			if at := strings.IndexByte(text, ' '); at == 0 {
				blank, text = true, strings.TrimLeft(text, " ")
				continue
			} else if at > 0 {
				word = text[:at]
			}
			text = text[len(word):]
			for _, part := range d.cut(word, c.width) {
				p := piece{run: r, text: part, width: d.GetStringWidth(part)}
				if blank {
					p.space = d.GetStringWidth(" ")
				}
				out = append(out, p)
				blank = false
			}
		}
	}
	return out
}

func (d *document) blank(size float64) float64 {
	d.use("", size)
	return d.GetStringWidth(" ")
}

// cut cuts a word into parts that are no wider than width.
func (d *document) cut(word string, width float64) []string {
	if d.GetStringWidth(word) <= width {
		return []string{word}
	}
	var parts []string
	from, used := 0, 0.0
	for i, r := range word {
		w := d.GetStringWidth(string(r))
		if used+w > width && i > from {
			parts = append(parts, word[from:i])
			from, used = i, 0
		}
		used += w
	}
	return append(parts, word[from:])
}

func style(r run) string {
	s := ""
	if r.bold {
		s += "B"
	}
	if r.italic {
		s += "I"
	}
	return s
}

func sizeOf(r run, c column) float64 {
	if r.raised != 0 {
		return c.size * 0.7
	}
	return c.size
}

// row is one line of pieces.
func (d *document) row(row []piece, c column) line {
	height := c.step()
	if slices.ContainsFunc(row, func(p piece) bool { return p.run.gap > 0 }) {
		height *= 1.35 // room to write
	}
	return line{height: height, draw: func(y float64) {
		x, base := c.x, y+height-c.step()+c.size*point
		for _, p := range row {
			x += p.space
			if p.run.gap > 0 {
				d.hole(p, x, base, c)
			} else {
				d.use(style(p.run), sizeOf(p.run, c))
				d.Text(x, base-float64(p.run.raised)*c.size*point*0.3, p.text)
			}
			x += p.width
		}
	}}
}

// hole draws a numbered line to write on.
func (d *document) hole(p piece, x, base float64, c column) {
	d.use("", c.size*0.75)
	number := fmt.Sprintf("(%d)", p.run.gap)
	d.Text(x, base, number)
	from := x + d.GetStringWidth(number) + 0.8
	d.Line(from, base+0.8, x+p.width-0.5, base+0.8)
}

// table sets a table; its rows are not cut by pages.
func (d *document) table(rows [][]cell, c column) []line {
	widths := d.widths(rows, c)
	var out []line
	for i, row := range rows {
		one := d.tableRow(row, widths, c, i == 0)
		if one.height <= d.room() {
			out = append(out, one)
			continue
		}
		for _, x := range row { // taller than a page: its cells stand one below the other
			out = append(out, d.blocks(x.blocks, c)...)
		}
	}
	return append(out, gap(1.5))
}

// widths shares the column among a table's columns: by their longest words and
// texts.
func (d *document) widths(rows [][]cell, c column) []float64 {
	columns := 1
	for _, row := range rows {
		n := 0
		for _, cell := range row {
			n += max(cell.span, 1)
		}
		columns = max(columns, min(n, mostColumns))
	}
	wants := make([]float64, columns)
	for _, row := range rows {
		at := 0
		for _, cell := range row {
			if at < columns && cell.span <= 1 {
				wants[at] = max(wants[at], d.natural(cell, c))
			}
			at += max(cell.span, 1)
		}
	}
	total := 0.0
	for i := range wants {
		wants[i] = max(wants[i], 12)
		total += wants[i]
	}
	if total > c.width {
		// What is narrow anyhow keeps its width; the wide share the rest.
		fair, left, wide := c.width/float64(columns), c.width, 0.0
		for _, w := range wants {
			if w <= fair {
				left -= w
			} else {
				wide += w
			}
		}
		for i, w := range wants {
			if w > fair {
				wants[i] = w * left / wide
			}
		}
	}
	return wants
}

const cellPad = 1.6

// natural is how wide a cell would like to be.
func (d *document) natural(x cell, c column) float64 {
	most := 0.0
	for _, b := range x.blocks {
		width := 0.0
		for _, p := range d.pieces(b.runs, column{0, 1e6, c.size}) {
			if p.run.brk {
				most, width = max(most, width), 0
				continue
			}
			width += p.space + p.width
		}
		most = max(most, width)
	}
	return most + 2*cellPad + 0.5
}

func (d *document) tableRow(row []cell, widths []float64, c column, first bool) line {
	type set struct {
		x, width float64
		lines    []line
		head     bool
	}
	var cells []set
	x, at, height := c.x, 0, c.step()
	for _, one := range row {
		if at >= len(widths) {
			break
		}
		width := 0.0
		for range min(max(one.span, 1), len(widths)-at) {
			width += widths[at]
			at++
		}
		lines := d.blocks(one.blocks, column{x + cellPad, max(width-2*cellPad, 5), c.size})
		tall := 0.0
		for _, l := range lines {
			tall += l.height
		}
		height = max(height, tall)
		cells = append(cells, set{x, width, lines, one.head})
		x += width
	}
	height += 2 * cellPad * 0.7
	return line{height: height, tied: first, draw: func(y float64) {
		for _, s := range cells {
			if s.head {
				d.SetFillColor(236, 236, 236)
				d.Rect(s.x, y, s.width, height, "FD")
			} else {
				d.Rect(s.x, y, s.width, height, "D")
			}
			at := y + cellPad*0.7
			for _, l := range s.lines {
				l.draw(at)
				at += l.height
			}
		}
	}}
}

// said is plain words in one style, as lines.
func (d *document) said(text, style string, c column) []line {
	return d.paragraph([]run{{text: text, bold: strings.Contains(style, "B"), italic: strings.Contains(style, "I")}}, c)
}

// led is lines with words before the first of them, such as a letter.
func (d *document) led(lead string, lines []line, c column) []line {
	if len(lines) == 0 {
		lines = []line{gap(c.step())}
	}
	first := lines[0]
	draw := first.draw
	first.draw = func(y float64) {
		d.use("B", c.size)
		d.Text(c.x, y+first.height-c.step()+c.size*point, d.clean(lead))
		draw(y)
	}
	return append([]line{first}, lines[1:]...)
}

// shortened is a text of at most n characters.
func shortened(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	runes := []rune(s)
	return strings.TrimSpace(string(runes[:n-1])) + "…"
}
