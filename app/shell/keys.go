package shell

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Key is one key of a screen: what it is called on the keyboard, what it
// does in a few words, and the doing. The list that ? shows is made of these,
// so a key that works is a key that is listed.
type Key struct {
	Name fyne.KeyName // a named key such as fyne.KeySpace; empty = Rune
	Rune rune         // a character, compared without case
	Does string       // "show the answer"; empty = works but is not listed
	Do   func()
}

// Cap is what stands on the key: "Space", "Enter", "F".
func (k Key) Cap() string {
	switch k.Name {
	case "":
		return string(unicode.ToUpper(k.Rune))
	case fyne.KeyReturn, fyne.KeyEnter:
		return "Enter"
	case fyne.KeyEscape:
		return "Esc"
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown:
		return string(k.Name)
	}
	return string(k.Name)
}

// typedKey offers a named key to the screen on show.
func (s *Shell) typedKey(e *fyne.KeyEvent) {
	name := e.Name
	if name == fyne.KeyEnter {
		name = fyne.KeyReturn
	}
	if s.overlay != nil {
		if name == fyne.KeyEscape {
			s.closeOverlay()
		} else if s.overlayKey != nil {
			s.overlayKey(name)
		}
		return
	}
	for _, k := range s.keys() {
		if k.Name == name && k.Do != nil {
			k.Do()
			return
		}
	}
}

// typedRune offers a character to the screen on show, and ? to the shell.
func (s *Shell) typedRune(r rune) {
	if s.overlay != nil {
		return
	}
	if r == '?' {
		s.showKeys()
		return
	}
	r = unicode.ToLower(r)
	for _, k := range s.keys() {
		if k.Name == "" && k.Rune == r && k.Do != nil {
			k.Do()
			return
		}
	}
}

// Shortcut runs a shortcut of the whole window; it reports whether there is
// one. Text fields hand on what they do not use themselves, because a focused
// field would otherwise swallow it (fyne#2627). Nothing is undone behind what
// lies over the screen.
func (s *Shell) Shortcut(sc fyne.Shortcut) bool {
	c, ok := sc.(*desktop.CustomShortcut)
	if !ok {
		if _, undo := sc.(*fyne.ShortcutUndo); undo && s.overlay == nil {
			s.Undo()
			return true
		}
		return false
	}
	if c.KeyName == fyne.KeyB && c.Modifier == fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift && s.overlay == nil && s.beside.open {
		s.shutBooks()
		return true
	}
	if c.Modifier != fyne.KeyModifierShortcutDefault {
		return false
	}
	switch {
	case c.KeyName >= fyne.Key1 && c.KeyName <= fyne.Key9:
		if i := int(c.KeyName[0] - '1'); i < len(s.screens) {
			s.show(i)
		}
	case c.KeyName == fyne.KeyK:
		s.showFinder()
	case c.KeyName == fyne.KeyB && s.overlay == nil:
		s.turnBooks()
	case c.KeyName == fyne.KeyZ && s.overlay == nil:
		s.Undo()
	case (c.KeyName == fyne.KeyReturn || c.KeyName == fyne.KeyEnter) && s.overlayKey != nil:
		s.overlayKey(fyne.KeyReturn)
	default:
		return false
	}
	return true
}

// addShortcuts makes the window's shortcuts known to its canvas.
func (s *Shell) addShortcuts(c fyne.Canvas) {
	keys := []fyne.KeyName{fyne.KeyB, fyne.KeyK, fyne.KeyReturn, fyne.KeyEnter, fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9}
	for _, k := range keys {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault}, func(sc fyne.Shortcut) { s.Shortcut(sc) })
	}
	c.AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyB, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}, func(sc fyne.Shortcut) { s.Shortcut(sc) })
	c.AddShortcut(&fyne.ShortcutUndo{}, func(sc fyne.Shortcut) { s.Shortcut(sc) })
	c.SetOnTypedKey(s.typedKey)
	c.SetOnTypedRune(s.typedRune)
}
