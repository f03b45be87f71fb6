package exam

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"chartroom/app/theme"
	"chartroom/app/widgets"
)

// figure is an entry of the form. It keeps the keys of the form, which work
// while one types, and says when the cursor comes.
type figure struct {
	widgets.Entry
	form *figuresView
	away bool // it is scrolled out of view
}

// newFigure makes an entry of a form; a text of several rows wraps.
func newFigure(v *figuresView, text, hint string, rows int, set func(string)) *figure {
	f := &figure{form: v}
	f.ExtendBaseWidget(f)
	f.PlaceHolder = hint
	if rows > 1 {
		f.MultiLine, f.Wrapping = true, fyne.TextWrapWord
		f.SetMinRowsVisible(rows)
	}
	f.SetText(text)
	f.OnChanged = func(s string) { set(s); v.look() }
	f.OnEscape = v.screen.leaveFigures
	v.fields = append(v.fields, f)
	return f
}

// CreateRenderer is for Fyne.
func (f *figure) CreateRenderer() fyne.WidgetRenderer {
	return widgets.DrawnUnless(&f.away, f.Entry.CreateRenderer())
}

// AcceptsTab is for Fyne: Tab goes on, it is no character.
func (f *figure) AcceptsTab() bool { return false }

// FocusGained brings the entry into view. What is typed into a short one stands
// in place of what was there.
func (f *figure) FocusGained() {
	f.Entry.FocusGained()
	if !f.MultiLine {
		f.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	f.form.last = f
	f.form.reveal(f)
}

// TypedKey saves at Enter: no figure has several lines.
func (f *figure) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter {
		f.form.screen.saveFigures()
		return
	}
	f.Entry.TypedKey(k)
}

// TypedShortcut takes the form's keys with Ctrl.
func (f *figure) TypedShortcut(sc fyne.Shortcut) {
	if c, ok := sc.(*desktop.CustomShortcut); ok && c.Modifier == fyne.KeyModifierShortcutDefault && f.form.screen.control(c.KeyName) {
		return
	}
	f.Entry.TypedShortcut(sc)
}

// scroll is the scroller of the form.
func (v *figuresView) scroll() *container.Scroll { return v.body.Objects[0].(*container.Scroll) }

// top is where an entry begins, below the upper edge of what is scrolled. The
// offset is the scroller's, for what it moves is drawn later.
func (v *figuresView) top(f *figure) float32 {
	driver := fyne.CurrentApp().Driver()
	return driver.AbsolutePositionForObject(f).Y - driver.AbsolutePositionForObject(v.scroll().Content).Y - v.scroll().Offset.Y
}

// drawn reports whether the form has its place on the canvas.
func (v *figuresView) drawn() bool {
	return v.scroll().Size().Height > 0 && fyne.CurrentApp().Driver().CanvasForObject(v.body) != nil
}

// reveal scrolls the form so that an entry is in view.
func (v *figuresView) reveal(f *figure) {
	if !v.drawn() {
		return
	}
	scroll, top, by := v.scroll(), v.top(f), float32(0)
	if room := scroll.Size().Height - theme.Space24; top+f.Size().Height > room {
		by = top + f.Size().Height - room
	}
	if label := theme.Scaled(48); top-by < label { // its name stands above it
		by = top - label
	}
	v.scrollBy(by)
}

// scrollBy moves the form by so many units, within its ends.
func (v *figuresView) scrollBy(by float32) {
	scroll := v.scroll()
	end := max(0, scroll.Content.MinSize().Height-scroll.Size().Height)
	scroll.ScrollToOffset(fyne.NewPos(0, min(max(0, scroll.Offset.Y+by), end)))
	v.cull()
}

// cull notes which entries are out of view, or cut off in the middle.
func (v *figuresView) cull() {
	if !v.drawn() {
		return
	}
	for _, f := range v.fields {
		top, high := v.top(f), f.Size().Height
		away := high > 0 && min(top+high, v.scroll().Size().Height)-max(top, 0) < .75*high
		if away != f.away {
			f.away = away
			f.Refresh()
		}
	}
}
