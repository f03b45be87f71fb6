package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
)

// MapCell is what one question of an exam is, on its map.
type MapCell struct {
	Answered, Flagged bool
	Unseen            bool // not looked at yet
	Closed            bool // cannot be gone back to
}

// QuestionMap is all questions of an exam as small squares: answered ones are
// filled and have a bar at their foot, flagged ones have an edge and a dot,
// those not seen yet are hollow, the current one is solid. Clicking a square
// goes there. A line under it reads the square under the pointer.
type QuestionMap struct {
	widget.BaseWidget
	cells   []MapCell
	current int
	hovered int // -1 = none
	press   func(int)
}

var (
	_ fyne.Tappable     = (*QuestionMap)(nil)
	_ desktop.Hoverable = (*QuestionMap)(nil)
)

// NewQuestionMap makes an empty map; pressed gets the index of a question.
func NewQuestionMap(pressed func(index int)) *QuestionMap {
	m := &QuestionMap{hovered: -1, press: pressed}
	m.ExtendBaseWidget(m)
	return m
}

// Set shows the questions as they are, and where one is.
func (m *QuestionMap) Set(cells []MapCell, current int) {
	m.cells, m.current = cells, current
	m.Refresh()
}

// Words are for tests: the reading.
func (m *QuestionMap) Words() []string { return []string{m.reading()} }

func (m *QuestionMap) reading() string {
	i := m.hovered
	if i < 0 || i >= len(m.cells) {
		answered, flagged := 0, 0
		for _, c := range m.cells {
			if c.Answered {
				answered++
			}
			if c.Flagged {
				flagged++
			}
		}
		return Sentence("answered "+strconv.Itoa(answered), "flagged "+strconv.Itoa(flagged))
	}
	s := "open"
	switch {
	case m.cells[i].Answered:
		s = "answered"
	case m.cells[i].Unseen:
		s = "not seen yet"
	}
	if m.cells[i].Flagged {
		s += ", flagged"
	}
	if m.cells[i].Closed {
		s += ", closed"
	}
	return "Question " + strconv.Itoa(i+1) + ": " + s
}

const mapGap = 4

func (m *QuestionMap) cell() float32 { return theme.Scaled(19) }

func (m *QuestionMap) columns(width float32) int {
	return max(1, min(10, int((width+mapGap)/(m.cell()+mapGap))))
}

func (m *QuestionMap) foot() float32 {
	return theme.Space8 + theme.Measure("x", theme.Size(theme.SizeCaption), fyne.TextStyle{}).Height
}

// HeightFor is for layouts.
func (m *QuestionMap) HeightFor(width float32) float32 {
	n := m.columns(width)
	lines := (len(m.cells) + n - 1) / n
	return float32(lines)*(m.cell()+mapGap) + m.foot()
}

// NaturalWidth is for layouts: ten in a line.
func (m *QuestionMap) NaturalWidth() float32 { return 10*(m.cell()+mapGap) - mapGap }

func (m *QuestionMap) at(p fyne.Position) int {
	n, step := m.columns(m.Size().Width), m.cell()+mapGap
	x, y := int(p.X/step), int(p.Y/step)
	if p.X < 0 || p.Y < 0 || x >= n || y*n+x >= len(m.cells) {
		return -1
	}
	return y*n + x
}

// Tapped goes to the question under the pointer.
func (m *QuestionMap) Tapped(e *fyne.PointEvent) {
	if i := m.at(e.Position); i >= 0 && m.press != nil {
		if cv := canvasOf(m); cv != nil && cv.Focused() != nil {
			cv.Unfocus()
		}
		m.press(i)
	}
}

// MouseIn is MouseMoved.
func (m *QuestionMap) MouseIn(e *desktop.MouseEvent) { m.MouseMoved(e) }

// MouseMoved reads the square under the pointer.
func (m *QuestionMap) MouseMoved(e *desktop.MouseEvent) {
	if i := m.at(e.Position); i != m.hovered {
		m.hovered = i
		m.Refresh()
	}
}

// MouseOut goes back to the counts.
func (m *QuestionMap) MouseOut() { m.hovered = -1; m.Refresh() }

// CreateRenderer is for Fyne.
func (m *QuestionMap) CreateRenderer() fyne.WidgetRenderer {
	var squares, dots, bars []*canvas.Rectangle
	txt := line("", theme.SizeCaption, false)
	v := newView(m, nil, nil, nil)
	v.min = func() fyne.Size {
		w := m.Size().Width
		if w <= 0 {
			w = m.NaturalWidth()
		}
		return fyne.NewSize(4*(m.cell()+mapGap), m.HeightFor(w))
	}
	v.paint = func() {
		for len(squares) < len(m.cells) {
			squares = append(squares, rect(4))
			dots = append(dots, rect(0))
			bars = append(bars, rect(1))
		}
		v.objects = v.objects[:0]
		for i, c := range m.cells {
			body, edge, width := theme.ColorRaised, fyne.ThemeColorName(""), float32(0)
			if c.Unseen {
				body, edge, width = "", theme.ColorLine, 1
			}
			if c.Answered {
				body, edge, width = theme.ColorAccentSoft, theme.ColorAccentSoft, 1
			}
			if c.Flagged {
				body, edge, width = theme.ColorCloseSoft, theme.ColorClose, 1.5
			}
			if i == m.current {
				body, edge, width = theme.ColorAccent, theme.ColorAccent, 1.5
				if c.Flagged {
					edge = theme.ColorClose
				}
			}
			if i == m.hovered {
				edge, width = theme.ColorText, 1.5
			}
			fill(squares[i], body, edge, width)
			v.objects = append(v.objects, squares[i])
			if c.Answered {
				ink := theme.ColorAccent
				if i == m.current {
					ink = theme.ColorOnAccent
				}
				fill(bars[i], ink, "", 0)
				v.objects = append(v.objects, bars[i])
			}
			if c.Flagged {
				ink := theme.ColorClose
				if i == m.current {
					ink = theme.ColorOnAccent
				}
				fill(dots[i], ink, "", 0)
				v.objects = append(v.objects, dots[i])
			}
		}
		write(txt, m.reading())
		ink(txt, theme.SizeCaption, theme.ColorMuted)
		v.objects = append(v.objects, txt)
	}
	v.layout = func(s fyne.Size) {
		n, k := m.columns(s.Width), m.cell()
		for i := range m.cells {
			x, y := float32(i%n)*(k+mapGap), float32(i/n)*(k+mapGap)
			place(squares[i], x, y, k, k)
			place(bars[i], x+k*0.2, y+k*0.8, k*0.6, max(1.5, k*0.1))
			d := k * 0.3
			dots[i].CornerRadius = d / 2
			place(dots[i], x+(k-d)/2, y+(k-d)/2, d, d)
		}
		h := txt.MinSize().Height
		write(txt, clip(m.reading(), txt.TextSize, txt.TextStyle, s.Width))
		place(txt, 0, m.HeightFor(s.Width)-h, s.Width, h)
	}
	v.paint()
	return v
}
