package charts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// live is a chart whose values are read out: the one under the pointer, and,
// while the chart has the focus, the one that the arrow keys lead to. The
// reading is a line of text that is always there.
type live struct {
	chart
	// step is the value that a key leads to from value i (-1 = none yet); ok is
	// false for keys that belong to the screen. nil = left and right.
	step  func(i int, key fyne.KeyName) (to int, ok bool)
	heard func() // when the focus comes
}

var (
	_ desktop.Hoverable = (*live)(nil)
	_ fyne.Focusable    = (*live)(nil)
	_ fyne.Disableable  = (*live)(nil)
)

// WhenFocused calls f each time the chart gets the focus, so that the screen
// can bring it into view.
func (c *live) WhenFocused(f func()) { c.heard = f }

// MouseIn is MouseMoved.
func (c *live) MouseIn(e *desktop.MouseEvent) { c.MouseMoved(e) }

// MouseMoved shows the value under the pointer.
func (c *live) MouseMoved(e *desktop.MouseEvent) {
	i := -1
	if c.at != nil && c.count() > 0 {
		top := c.top(c.Size().Width)
		i = c.at(e.Position.SubtractXY(0, top), c.plotSize(c.Size()))
	}
	c.hover(i)
}

// MouseOut goes back to the resting reading.
func (c *live) MouseOut() { c.hover(-1) }

// FocusGained draws the ring.
func (c *live) FocusGained() {
	c.focused = true
	c.Refresh()
	if c.heard != nil {
		c.heard()
	}
}

// FocusLost takes ring and reading away.
func (c *live) FocusLost() {
	c.focused, c.hovered = false, -1
	c.Refresh()
}

// Enable and Disable do nothing: a chart is passed by on the way of the Tab
// key while there is nothing in it.
func (c *live) Enable() {}

// Disable does nothing.
func (c *live) Disable() {}

// Disabled reports whether there is nothing to read.
func (c *live) Disabled() bool { return c.count() == 0 }

// TypedRune hands the character on to the screen.
func (c *live) TypedRune(r rune) {
	if w := c.window(); w != nil && w.OnTypedRune() != nil {
		w.OnTypedRune()(r)
	}
}

// TypedKey moves along the values and hands all other keys on to the screen.
func (c *live) TypedKey(e *fyne.KeyEvent) {
	step := c.step
	if step == nil {
		step = c.along
	}
	if to, ok := step(c.hovered, e.Name); ok && c.count() > 0 {
		c.hover(min(max(to, 0), c.count()-1))
		return
	}
	if w := c.window(); w != nil && w.OnTypedKey() != nil {
		w.OnTypedKey()(e)
	}
}

func (c *live) window() fyne.Canvas { return fyne.CurrentApp().Driver().CanvasForObject(c.self) }

// along is step for values beside each other. The first press of Left reads
// the last one, for the newest stands there.
func (c *live) along(i int, key fyne.KeyName) (int, bool) {
	return stepped(i, c.count(), key, fyne.KeyLeft, fyne.KeyRight)
}

// down is step for values below each other.
func (c *live) down(i int, key fyne.KeyName) (int, bool) {
	return stepped(i, c.count(), key, fyne.KeyUp, fyne.KeyDown)
}

// stepped is the value that a key leads to, of n, where one key goes back and
// another forth.
func stepped(i, n int, key, back, forth fyne.KeyName) (int, bool) {
	switch {
	case key == fyne.KeyHome || key == forth && i < 0:
		return 0, true
	case key == fyne.KeyEnd || key == back && i < 0:
		return n - 1, true
	case key == forth:
		return i + 1, true
	case key == back:
		return i - 1, true
	}
	return i, false
}
