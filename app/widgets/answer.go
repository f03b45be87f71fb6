package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
)

// Answering is what the answers share that are neither typed nor pressed: one
// focus for the whole of it, Enter that hands in, Esc that lets go, and being
// closed by marking. Widgets embed it.
type Answering struct {
	widget.BaseWidget
	self            fyne.Widget // the widget that embeds this
	closed, focused bool
	OnChanged       func() // the answer changed; may be nil
	submit          func()
}

func (a *Answering) extend(self fyne.Widget, submit func()) {
	a.self, a.submit = self, submit
	a.ExtendBaseWidget(self)
}

func (a *Answering) tell() {
	a.Refresh()
	if a.OnChanged != nil {
		a.OnChanged()
	}
}

// Focus lets the keys answer.
func (a *Answering) Focus() {
	if cv := canvasOf(a.self); cv != nil && !a.closed {
		cv.Focus(a.self.(fyne.Focusable))
	}
}

// FocusGained shows where the keys work.
func (a *Answering) FocusGained() { a.focused = true; a.Refresh() }

// FocusLost ends what FocusGained began.
func (a *Answering) FocusLost() { a.focused = false; a.Refresh() }

// Close ends the answering; the answer stays.
func (a *Answering) Close() { a.closed = true; a.Refresh() }

// Disabled reports whether the answering is over.
func (a *Answering) Disabled() bool { return a.closed }

// Enable is for Fyne.
func (a *Answering) Enable() {}

// Disable is Close in Fyne's words.
func (a *Answering) Disable() { a.Close() }

// TypedShortcut hands the window its keys with Ctrl and Alt.
func (a *Answering) TypedShortcut(s fyne.Shortcut) {
	if cv, ok := canvasOf(a.self).(fyne.Shortcutable); ok {
		cv.TypedShortcut(s)
	}
}

// otherKey takes the keys that mean the same in every answer, and hands the
// rest on to the screen.
func (a *Answering) otherKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		a.submit()
	case fyne.KeyEscape:
		if cv := canvasOf(a.self); cv != nil {
			cv.Unfocus()
		}
	default:
		if len(e.Name) > 1 { // a letter comes as a rune, too
			forwardKey(a.self, e)
		}
	}
}

// cursor is a hand while there is something to answer.
func (a *Answering) Cursor() desktop.Cursor {
	if a.closed {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// moves reports how far a shortcut moves a row: Alt or Ctrl with Up or Down.
func moves(s fyne.Shortcut) int {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier&(fyne.KeyModifierAlt|fyne.KeyModifierShortcutDefault|fyne.KeyModifierControl) == 0 {
		return 0
	}
	switch c.KeyName {
	case fyne.KeyUp:
		return -1
	case fyne.KeyDown:
		return 1
	}
	return 0
}

// letterPlace is the place of a letter or a digit from 1 on, from 0; -1 for
// other characters.
func letterPlace(r rune) int {
	switch {
	case r >= '1' && r <= '9':
		return int(r - '1')
	case r >= 'a' && r <= 'z':
		return int(r - 'a')
	case r >= 'A' && r <= 'Z':
		return int(r - 'A')
	}
	return -1
}

// answerRow is how a row of an answer is coloured.
type answerRow struct {
	body, edge fyne.ThemeColorName
	width      float32
}

// rowLook is the look of a row: under the cursor, held, marked, or none of
// these. v is nil until it is marked.
func rowLook(at, held bool, v *Verdict) answerRow {
	switch {
	case v != nil:
		return answerRow{theme.Soft(v.Role), v.Role, 1.5}
	case held:
		return answerRow{theme.ColorAccentSoft, theme.ColorAccent, 2.5}
	case at:
		return answerRow{theme.ColorRaised, theme.ColorAccent, 2}
	}
	return answerRow{"", theme.ColorLine, 1}
}
