package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
)

// Cutter shows a word to be cut into its pieces: the arrows move between the
// letters, Space or a slash cuts there or joins again; a click between two
// letters does both.
type Cutter struct {
	widget.BaseWidget
	letters         []rune
	cuts            map[int]bool // before the letter with this index, 1 or more
	at              int          // where the cursor is, the same way
	closed, focused bool
	OnChanged       func() // a cut was made or taken back; may be nil
	submit          func()
	middles         []float32 // x of every place to cut, as laid out
}

// NewCutter makes the word; submit is called on Enter.
func NewCutter(word string, submit func()) *Cutter {
	c := &Cutter{letters: []rune(word), cuts: map[int]bool{}, at: 1, submit: submit}
	c.ExtendBaseWidget(c)
	return c
}

var (
	_ fyne.Focusable     = (*Cutter)(nil)
	_ fyne.Tappable      = (*Cutter)(nil)
	_ desktop.Cursorable = (*Cutter)(nil)
)

// Answers are the pieces; none while nothing is cut.
func (c *Cutter) Answers() []string {
	var out []string
	from := 0
	for i := 1; i <= len(c.letters); i++ {
		if c.cuts[i] || i == len(c.letters) {
			out = append(out, string(c.letters[from:i]))
			from = i
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// SetAnswers cuts the word into these pieces without telling.
func (c *Cutter) SetAnswers(answers []string) {
	clear(c.cuts)
	at := 0
	for _, a := range answers {
		if at += len([]rune(a)); at > 0 && at < len(c.letters) {
			c.cuts[at] = true
		}
	}
	c.Refresh()
}

// Close ends the cutting.
func (c *Cutter) Close() {
	c.closed = true
	c.Refresh()
}

// cut cuts at a place, or joins what is cut there.
func (c *Cutter) cut(at int) {
	if c.closed || at < 1 || at >= len(c.letters) {
		return
	}
	c.at = at
	if c.cuts[at] {
		delete(c.cuts, at)
	} else {
		c.cuts[at] = true
	}
	c.Refresh()
	if c.OnChanged != nil {
		c.OnChanged()
	}
}

func (c *Cutter) move(by int) {
	c.at = min(max(c.at+by, 1), max(len(c.letters)-1, 1))
	c.Refresh()
}

// Focus lets the keys cut.
func (c *Cutter) Focus() {
	if cv := canvasOf(c); cv != nil && !c.closed {
		cv.Focus(c)
	}
}

// FocusGained shows the cursor.
func (c *Cutter) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost takes the cursor away.
func (c *Cutter) FocusLost() { c.focused = false; c.Refresh() }

// Disabled reports whether the cutting is over.
func (c *Cutter) Disabled() bool { return c.closed }

// Enable is for Fyne.
func (c *Cutter) Enable() {}

// Disable is Close in Fyne's words.
func (c *Cutter) Disable() { c.Close() }

// Cursor is a hand while there is something to cut.
func (c *Cutter) Cursor() desktop.Cursor {
	if c.closed {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// TypedRune cuts at a slash, a hyphen or a bar.
func (c *Cutter) TypedRune(r rune) {
	switch r {
	case '/', '-', '|':
		c.cut(c.at)
	case ' ': // TypedKey has seen it
	default:
		forwardRune(c, r)
	}
}

// TypedKey moves, cuts and hands in.
func (c *Cutter) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		c.move(-1)
	case fyne.KeyRight:
		c.move(1)
	case fyne.KeyHome:
		c.move(-len(c.letters))
	case fyne.KeyEnd:
		c.move(len(c.letters))
	case fyne.KeySpace, fyne.KeyUp, fyne.KeyDown:
		c.cut(c.at)
	case fyne.KeyReturn, fyne.KeyEnter:
		c.submit()
	case fyne.KeyEscape:
		if cv := canvasOf(c); cv != nil {
			cv.Unfocus()
		}
	default:
		if len(e.Name) > 1 {
			forwardKey(c, e)
		}
	}
}

// Tapped cuts at the nearest place between two letters.
func (c *Cutter) Tapped(e *fyne.PointEvent) {
	c.Focus()
	best := -1
	for i, x := range c.middles {
		if best < 0 || abs(x-e.Position.X) < abs(c.middles[best]-e.Position.X) {
			best = i
		}
	}
	c.cut(best + 1)
}

func abs(x float32) float32 { return max(x, -x) }

// Words are the pieces as they are cut now.
func (c *Cutter) Words() []string {
	var w []rune
	for i, r := range c.letters {
		if c.cuts[i] {
			w = append(w, ' ', '|', ' ')
		}
		w = append(w, r)
	}
	return []string{string(w)}
}

// gapWidth is the room between two letters, in letter heights.
const gapWidth = .16

// scale is the size of the letters at which the word fits into a width.
func (c *Cutter) scale(width float32) float32 {
	size := theme.Size(theme.SizeHero)
	if room := c.room(size); room > width && width > 0 {
		size *= width / room
	}
	return max(size, 8)
}

// room is how wide the word is with letters of a size, every place cut.
func (c *Cutter) room(size float32) float32 {
	sum := float32(0)
	for _, r := range c.letters {
		sum += theme.Wide(string(r), size, fyne.TextStyle{Bold: true})
	}
	return sum + float32(len(c.letters)+1)*gapWidth*size*2
}

func (c *Cutter) height(width float32) float32 {
	size := c.scale(width)
	return theme.Measure("x", size, fyne.TextStyle{Bold: true}).Height + 2*theme.Space12
}

// HeightFor is for layouts.
func (c *Cutter) HeightFor(width float32) float32 { return c.height(width) }

// NaturalWidth is for layouts.
func (c *Cutter) NaturalWidth() float32 { return c.room(theme.Size(theme.SizeHero)) }

// CreateRenderer is for Fyne.
func (c *Cutter) CreateRenderer() fyne.WidgetRenderer {
	box, caret := rect(theme.RadiusRow), rect(2)
	letters := make([]*canvas.Text, len(c.letters))
	bars := make([]*canvas.Rectangle, len(c.letters))
	objects := []fyne.CanvasObject{box, caret}
	for i, r := range c.letters {
		letters[i], bars[i] = line(string(r), theme.SizeHero, true), rect(1.5)
		objects = append(objects, letters[i], bars[i])
	}
	return newView(c, func() {
		edge, width := theme.ColorEdge, float32(1)
		if c.focused && !c.closed {
			edge, width = theme.ColorAccent, 2
		}
		fill(box, theme.ColorBackground, edge, width)
		fill(caret, theme.ColorAccent, "", 0)
		caret.Hidden = !c.focused || c.closed
		for i, t := range letters {
			t.Color = role(theme.ColorText)
			t.Refresh()
			fill(bars[i], theme.ColorAccent, "", 0)
			bars[i].Hidden = !c.cuts[i]
		}
	}, func() fyne.Size {
		return fyne.NewSize(theme.Scaled(160), c.height(max(c.Size().Width, 320)))
	}, func(s fyne.Size) {
		box.Resize(s)
		c.lay(s, letters, bars, caret)
	}, objects...)
}

// lay puts letters, cuts and cursor in their places.
func (c *Cutter) lay(s fyne.Size, letters []*canvas.Text, bars []*canvas.Rectangle, caret *canvas.Rectangle) {
	size := c.scale(s.Width - 2*theme.Space12)
	gap := gapWidth * size
	total := float32(0)
	widths := make([]float32, len(letters))
	for i, t := range letters {
		t.TextSize = size
		widths[i] = t.MinSize().Width
		total += widths[i] + gap
		if c.cuts[i] {
			total += gap
		}
	}
	c.middles = slices.Grow(c.middles[:0], len(letters))
	x := (s.Width - total + gap) / 2
	for i, t := range letters {
		m := t.MinSize()
		if i > 0 {
			space := gap
			if c.cuts[i] {
				space = 2 * gap
			}
			middle := x - gap + space/2
			if c.cuts[i] {
				x += gap
			}
			c.middles = append(c.middles, middle)
			place(bars[i], middle-1.5, theme.Space12, 3, s.Height-2*theme.Space12)
			if i == c.at {
				place(caret, middle-gap*.7, s.Height-theme.Space12+2, gap*1.4, 4)
			}
		}
		place(t, x, (s.Height-m.Height)/2, m.Width, m.Height)
		x += widths[i] + gap
	}
}
