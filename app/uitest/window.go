package uitest

import (
	"strings"

	"fyne.io/fyne/v2"
)

// Window is a window that a test drives by keys and by the words in it. What
// should be there and is not fails the test.
type Window struct {
	fyne.Window
	t      T
	before func() // before each key and each text; nil = nothing
}

// Drive makes a window one that a test drives. before, if not nil, runs before
// each key and each text: it may let time pass.
func Drive(t T, w fyne.Window, before func()) *Window { return &Window{w, t, before} }

// Key presses keys, one after the other.
func (w *Window) Key(names ...fyne.KeyName) {
	for _, n := range names {
		w.wait()
		Key(w, n)
	}
}

// Typed types a text.
func (w *Window) Typed(text string) {
	w.wait()
	TypeString(w, text)
}

// Ctrl presses a key with Ctrl held down, Cmd on a Mac.
func (w *Window) Ctrl(name fyne.KeyName) { Shortcut(w, name, fyne.KeyModifierShortcutDefault) }

// Tap presses what says each of the words, one after the other.
func (w *Window) Tap(words ...string) {
	w.t.Helper()
	for _, s := range words {
		Tap(w.t, w, s)
	}
}

// Sees fails the test unless each of the words can be read once all is laid out.
func (w *Window) Sees(words ...string) {
	w.t.Helper()
	Layout(w)
	for _, s := range words {
		if !HasText(w, s) {
			w.t.Fatalf("%q is not on the screen; there is:\n%s", s, strings.Join(Texts(w), "\n"))
		}
	}
}

// Misses fails the test if any of the words can be read once all is laid out.
func (w *Window) Misses(words ...string) {
	w.t.Helper()
	Layout(w)
	for _, s := range words {
		if HasText(w, s) {
			w.t.Fatalf("%q is on the screen; there is:\n%s", s, strings.Join(Texts(w), "\n"))
		}
	}
}

func (w *Window) wait() {
	if w.before != nil {
		w.before()
	}
}
