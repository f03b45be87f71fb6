package charts

import (
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
)

// StateValue is what a map shows of one state.
type StateValue struct {
	Code  string // "TX"
	Value float64
	Text  string // in its square, short: "$47k"
	Say   string // its reading: "Texas: $47,140, ..."
}

// StatesChart is the United States as a map of squares, one a state, each about
// where it lies, with its letters and its value: the darker, the more. Every
// state has the same room, so that small ones can be read too.
type StatesChart struct {
	live
	tiles  []tile
	steps  []step
	chosen func(code string)
}

type tile struct {
	StateValue
	column, row int
	known       bool
	step        int
}

// step is one shade of the scale, from a value on.
type step struct{ from, to string }

// stateRows are where the states lie: the map of squares that newspapers use
// (after NPR's of 2015).
var stateRows = []string{
	"AK .. .. .. .. .. .. .. .. .. ME",
	".. .. .. .. .. WI .. .. .. VT NH",
	"WA ID MT ND MN IL MI .. NY MA ..",
	"OR NV WY SD IA IN OH PA NJ CT RI",
	"CA UT CO NE MO KY WV VA MD DE ..",
	".. AZ NM KS AR TN NC SC DC .. ..",
	".. .. .. OK LA MS AL GA .. .. ..",
	"HI .. .. TX .. .. .. .. FL .. PR",
}

const (
	stateColumns = 11
	stateSteps   = 5
	stateGap     = theme.Space4
)

// States makes the map. Places that have no square, such as Guam, are left out.
// meaning and empty are as for Bars.
func States(meaning, empty string, values []StateValue) *StatesChart {
	m := &StatesChart{}
	m.empty, m.hovered, m.fixed = empty, -1, true
	m.count = func() int {
		for i := range m.tiles {
			if m.tiles[i].known {
				return len(m.tiles)
			}
		}
		return 0
	}
	m.height = func(width float32) float32 {
		_, high := m.cell(width)
		return float32(len(stateRows))*(high+stateGap) + theme.Space8 + m.legendHeight(width)
	}
	m.draw, m.at, m.step = m.plot, m.under, m.walk
	m.read = func(i int) string { return m.tiles[i].Say }
	m.words = labelsOf(&m.tiles, func(t tile) string { return t.Code + " " + t.text() })
	m.set(meaning, values)
	m.extend(m)
	return m
}

// Set changes sentence and values.
func (m *StatesChart) Set(meaning string, values []StateValue) {
	m.set(meaning, values)
	m.Refresh()
}

// WhenChosen calls f with the letters of a state that is clicked, or that has
// the keys when Enter is pressed.
func (m *StatesChart) WhenChosen(f func(code string)) { m.chosen = f }

func (m *StatesChart) set(meaning string, values []StateValue) {
	m.meaning, m.tiles, m.hovered = meaning, nil, -1
	m.rest = "The stronger the colour, the more. A dash: no figure."
	by, low, high := map[string]StateValue{}, 0.0, 0.0
	text := map[float64]string{}
	for _, v := range values {
		if len(by) == 0 {
			low, high = v.Value, v.Value
		}
		by[v.Code], low, high = v, min(low, v.Value), max(high, v.Value)
		text[v.Value] = v.Text
	}
	for row, line := range stateRows {
		for column, code := range strings.Fields(line) {
			v, known := by[code]
			if code == ".." || code == "PR" && !known {
				continue
			}
			if !known {
				v = StateValue{Code: code, Say: code + ": no figure"}
			}
			t := tile{StateValue: v, column: column, row: row, known: known}
			t.step = min(int(scaled(v.Value, low, high)*stateSteps), stateSteps-1)
			m.tiles = append(m.tiles, t)
		}
	}
	m.steps = make([]step, stateSteps)
	from, to := make([]float64, stateSteps), make([]float64, stateSteps)
	for _, t := range m.tiles {
		if !t.known {
			continue
		}
		s := &m.steps[t.step]
		if s.from == "" || t.Value < from[t.step] {
			s.from, from[t.step] = text[t.Value], t.Value
		}
		if s.to == "" || t.Value > to[t.step] {
			s.to, to[t.step] = text[t.Value], t.Value
		}
	}
}

func (t *tile) text() string {
	if t.known {
		return t.Text
	}
	return "–"
}

// cell is the size of a square.
func (m *StatesChart) cell(width float32) (wide, high float32) {
	wide = min((width-(stateColumns-1)*stateGap)/stateColumns, theme.Scaled(76))
	return wide, 2*captionHeight() + theme.Space4
}

// darkestState is how much of a square's fill is the accent at most; see
// darkest.
const darkestState = .36

func stateFill(step int) float64 {
	return 1 - darkestState*float64(step)/(stateSteps-1) - .04
}

func (m *StatesChart) plot(p *pen, s fyne.Size) {
	wide, high := m.cell(s.Width)
	for i := range m.tiles {
		t := &m.tiles[i]
		x, y := float32(t.column)*(wide+stateGap), float32(t.row)*(high+stateGap)
		fill, role := theme.Color(theme.ColorRaised), theme.ColorMuted
		if t.known {
			fill, role = theme.Mix(theme.ColorAccent, theme.ColorSurface, stateFill(t.step)), theme.ColorText
		}
		switch {
		case i == m.hovered:
			p.box(x, y, wide, high, fill, theme.Color(theme.ColorText), 2, 4)
		default:
			p.box(x, y, wide, high, fill, theme.Color(theme.ColorLine), 1, 4)
		}
		p.text(t.Code, theme.SizeCaption, role, true, x+wide/2, y+1, fyne.TextAlignCenter)
		p.text(narrowed(t.text(), wide), theme.SizeCaption, role, false, x+wide/2, y+1+captionHeight(), fyne.TextAlignCenter)
	}
	m.legend(p, s.Width, float32(len(stateRows))*(high+stateGap)+theme.Space8)
}

// narrowed is a value as it fits into a square: without its currency, and then
// without its thousands, which the legend says.
func narrowed(text string, width float32) string {
	for _, less := range []func(string) string{func(s string) string { return strings.TrimPrefix(s, "$") }, func(s string) string { return strings.TrimSuffix(s, "k") }} {
		if textSize(text, theme.SizeCaption, false).Width > width-2 {
			text = less(text)
		}
	}
	return fit(text, theme.SizeCaption, width)
}

// legendWords are what stands beside each shade.
func (m *StatesChart) legendWords() []string {
	words := make([]string, len(m.steps))
	for i, s := range m.steps {
		switch {
		case s.from == "":
			words[i] = "none"
		case s.from == s.to:
			words[i] = s.from
		default:
			words[i] = s.from + " to " + s.to
		}
	}
	return words
}

// eachLegend goes along the legend, line by line, and returns its height.
func (m *StatesChart) eachLegend(width float32, put func(i int, words string, x, y float32)) float32 {
	k, x, y := theme.Scaled(14), float32(0), float32(0)
	for i, words := range m.legendWords() {
		w := k + theme.Space4 + textSize(words, theme.SizeCaption, false).Width
		if x > 0 && x+w > width {
			x, y = 0, y+captionHeight()+theme.Space4
		}
		put(i, words, x, y)
		x += w + theme.Space16
	}
	return y + captionHeight()
}

func (m *StatesChart) legendHeight(width float32) float32 {
	return m.eachLegend(width, func(int, string, float32, float32) {})
}

func (m *StatesChart) legend(p *pen, width, top float32) {
	k := theme.Scaled(14)
	m.eachLegend(width, func(i int, words string, x, y float32) {
		p.box(x, top+y+(captionHeight()-k)/2, k, k, theme.Mix(theme.ColorAccent, theme.ColorSurface, stateFill(i)), theme.Color(theme.ColorLine), 1, 3)
		p.text(words, theme.SizeCaption, theme.ColorMuted, false, x+k+theme.Space4, top+y, fyne.TextAlignLeading)
	})
}

func (m *StatesChart) under(pos fyne.Position, s fyne.Size) int {
	wide, high := m.cell(s.Width)
	if pos.X < 0 || pos.Y < 0 {
		return -1
	}
	column, row := int(pos.X/(wide+stateGap)), int(pos.Y/(high+stateGap))
	for i := range m.tiles {
		if m.tiles[i].column == column && m.tiles[i].row == row {
			return i
		}
	}
	return -1
}

// walk is step for states: to the nearest one in the direction of the key,
// from the first.
func (m *StatesChart) walk(i int, key fyne.KeyName) (int, bool) {
	if key == fyne.KeyReturn || key == fyne.KeyEnter {
		if i < 0 || m.chosen == nil {
			return i, false
		}
		m.chosen(m.tiles[i].Code)
		return i, true
	}
	by := map[fyne.KeyName][2]int{fyne.KeyLeft: {-1, 0}, fyne.KeyRight: {1, 0}, fyne.KeyUp: {0, -1}, fyne.KeyDown: {0, 1}}
	d, arrow := by[key]
	switch {
	case !arrow:
		return i, false
	case i < 0:
		return 0, true
	}
	best, far := i, 1<<30
	for k := range m.tiles {
		dx, dy := m.tiles[k].column-m.tiles[i].column, m.tiles[k].row-m.tiles[i].row
		ahead, aside := dx*d[0]+dy*d[1], dx*d[1]+dy*d[0]
		if ahead <= 0 {
			continue
		}
		if n := ahead + 3*max(aside, -aside); n < far {
			best, far = k, n
		}
	}
	return best, true
}

// Tapped chooses the state under the pointer.
func (m *StatesChart) Tapped(e *fyne.PointEvent) {
	i := m.under(e.Position.SubtractXY(0, m.top(m.Size().Width)), m.plotSize(m.Size()))
	if i >= 0 && m.chosen != nil {
		m.hover(i)
		m.chosen(m.tiles[i].Code)
	}
}
