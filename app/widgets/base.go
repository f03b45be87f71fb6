package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
)

// view is the renderer of every widget here: its objects, and three functions.
type view struct {
	owner   fyne.CanvasObject
	objects []fyne.CanvasObject
	layout  func(fyne.Size)
	min     func() fyne.Size
	paint   func() // sets texts, colours and sizes from the widget and the theme
}

func newView(owner fyne.CanvasObject, paint func(), min func() fyne.Size, layout func(fyne.Size), objects ...fyne.CanvasObject) *view {
	v := &view{owner: owner, objects: objects, layout: layout, min: min, paint: paint}
	if paint != nil {
		paint()
	}
	return v
}

func (v *view) Layout(s fyne.Size)           { v.layout(s) }
func (v *view) MinSize() fyne.Size           { return v.min() }
func (v *view) Objects() []fyne.CanvasObject { return v.objects }
func (v *view) Destroy()                     {}
func (v *view) Refresh() {
	if v.paint != nil {
		v.paint()
	}
	v.layout(v.owner.Size())
	canvas.Refresh(v.owner)
}

// Control is what everything that can be pressed shares: hover, focus by Tab,
// Enter and Space, being disabled. Widgets embed it.
type Control struct {
	widget.BaseWidget
	self                       fyne.Widget // the widget that embeds this
	hovered, focused, disabled bool
	press                      func()
}

func (c *Control) extend(self fyne.Widget) {
	c.self = self
	c.ExtendBaseWidget(self)
}

var (
	_ desktop.Hoverable  = (*Control)(nil)
	_ desktop.Cursorable = (*Control)(nil)
	_ fyne.Tappable      = (*Control)(nil)
	_ fyne.Focusable     = (*Control)(nil)
	_ fyne.Disableable   = (*Control)(nil)
)

// MouseIn, MouseMoved and MouseOut follow the pointer.
func (c *Control) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.repaint() }

// MouseMoved does nothing.
func (c *Control) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends what MouseIn began.
func (c *Control) MouseOut() { c.hovered = false; c.repaint() }

// Cursor is a hand while the control can be pressed.
func (c *Control) Cursor() desktop.Cursor {
	if c.disabled || c.press == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// Tapped presses the control. It takes the focus away from an entry, and does
// not take it itself.
func (c *Control) Tapped(*fyne.PointEvent) {
	if c.disabled || c.press == nil {
		return
	}
	if cv := canvasOf(c.self); cv != nil && cv.Focused() != nil && !c.focused {
		cv.Unfocus()
	}
	c.press()
}

// FocusGained draws the focus ring.
func (c *Control) FocusGained() { c.focused = true; c.repaint() }

// FocusLost takes the focus ring away.
func (c *Control) FocusLost() { c.focused = false; c.repaint() }

// TypedRune hands the character on to the screen.
func (c *Control) TypedRune(r rune) {
	if r == ' ' {
		return // TypedKey has seen it
	}
	forwardRune(c.self, r)
}

// TypedKey presses the control on Enter and Space and hands all other keys on
// to the screen.
func (c *Control) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if !c.disabled && c.press != nil {
			c.press()
		}
	default:
		forwardKey(c.self, e)
	}
}

// SetEnabled makes the control pressable or not. It stays visible.
func (c *Control) SetEnabled(on bool) {
	if c.disabled == on {
		c.disabled = !on
		c.repaint()
	}
}

// Enable and Disable are SetEnabled in Fyne's words.
func (c *Control) Enable() { c.SetEnabled(true) }

// Disable is SetEnabled(false).
func (c *Control) Disable() { c.SetEnabled(false) }

// Disabled reports whether the control cannot be pressed.
func (c *Control) Disabled() bool { return c.disabled }

func (c *Control) repaint() { c.Refresh() }

// canvasOf is the canvas that o is on. The driver knows only what it has
// painted; what is new belongs to the app's one window.
func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	app := fyne.CurrentApp()
	if app == nil {
		return nil
	}
	if c := app.Driver().CanvasForObject(o); c != nil {
		return c
	}
	if windows := app.Driver().AllWindows(); len(windows) > 0 {
		return windows[0].Canvas()
	}
	return nil
}

func forwardKey(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if cv := canvasOf(o); cv != nil {
		if f := cv.OnTypedKey(); f != nil {
			f(e)
		}
	}
}

func forwardRune(o fyne.CanvasObject, r rune) {
	if cv := canvasOf(o); cv != nil {
		if f := cv.OnTypedRune(); f != nil {
			f(r)
		}
	}
}

// role is the colour of a role now; "" is transparent.
func role(name fyne.ThemeColorName) color.Color {
	if name == "" {
		return color.Transparent
	}
	return theme.Color(name)
}

// rect is a rounded rectangle that is never without a colour (the software
// painter needs one).
func rect(radius float32) *canvas.Rectangle {
	r := canvas.NewRectangle(color.Transparent)
	r.CornerRadius = radius
	return r
}

// fill colours a rectangle: fill and edge by role, "" for none.
func fill(r *canvas.Rectangle, body, edge fyne.ThemeColorName, width float32) {
	r.FillColor = role(body)
	r.StrokeColor, r.StrokeWidth = nil, 0
	if edge != "" && width > 0 {
		r.StrokeColor, r.StrokeWidth = role(edge), width
	}
	r.Refresh()
}

func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// line is one line of text: a canvas.Text by role.
func line(s string, size fyne.ThemeSizeName, bold bool) *canvas.Text {
	t := &canvas.Text{TextSize: theme.Size(size), TextStyle: fyne.TextStyle{Bold: bold}, Color: color.Transparent}
	write(t, s)
	return t
}

// write changes the words of a line.
func write(t *canvas.Text, s string) { t.Text, t.FontSource = s, theme.Face(s, t.TextStyle) }

// embolden makes a line bold or not.
func embolden(t *canvas.Text, bold bool) {
	t.TextStyle.Bold = bold
	write(t, t.Text)
}

// ink sets what a theme change changes in a line.
func ink(t *canvas.Text, size fyne.ThemeSizeName, name fyne.ThemeColorName) {
	t.TextSize, t.Color = theme.Size(size), role(name)
	t.Refresh()
}

// clip is s, shortened with an ellipsis to fit into width.
func clip(s string, size float32, style fyne.TextStyle, width float32) string {
	if theme.Measure(s, size, style).Width <= width {
		return s
	}
	r := []rune(s)
	lo, hi := 0, len(r)
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if theme.Measure(string(r[:mid])+"…", size, style).Width <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return string(r[:lo]) + "…"
}
