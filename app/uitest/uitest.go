// Package uitest drives screens the way a learner does, without a display: it
// reads the words on the screen, taps things by their words, presses keys and
// takes pictures. It knows Fyne's widgets; ours tell their words themselves.
// Only tests and the picture tour use it.
package uitest

import (
	"bytes"
	"fmt"
	"image/png"
	"os"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
)

// A Worder is a widget that tells its words. Texts then skips the plain
// canvas texts it draws, but still visits the widgets inside it.
type Worder interface {
	Words() []string
}

// T is the part of *testing.T that is needed.
type T interface {
	Helper()
	Fatalf(format string, args ...any)
}

// Texts is every visible text under o, in the order of drawing. o is a
// fyne.Canvas, a fyne.Window or a fyne.CanvasObject.
func Texts(o any) []string {
	var texts []string
	for _, root := range roots(o) {
		walk(root, nil, func(_ fyne.CanvasObject, words []string, _ []fyne.CanvasObject) bool {
			for _, w := range words {
				if w = strings.TrimSpace(w); w != "" {
					texts = append(texts, w)
				}
			}
			return true
		})
	}
	return texts
}

// HasText reports whether a visible text contains s.
func HasText(o any, s string) bool {
	return slices.ContainsFunc(Texts(o), func(t string) bool { return strings.Contains(t, s) })
}

// Find is the first visible object whose words are text, or else contain it;
// above are the objects it is inside of, outermost first.
func Find(o any, text string) (found fyne.CanvasObject, above []fyne.CanvasObject) {
	for _, exact := range []bool{true, false} {
		for _, root := range roots(o) {
			walk(root, nil, func(c fyne.CanvasObject, words []string, path []fyne.CanvasObject) bool {
				for _, w := range words {
					if strings.TrimSpace(w) == text || !exact && strings.Contains(w, text) {
						found, above = c, slices.Clone(path)
						return false
					}
				}
				return true
			})
			if found != nil {
				return found, above
			}
		}
	}
	return nil, nil
}

// Tap presses what carries the text: the object itself, or the nearest one
// around it that can be pressed. It fails the test when there is none, or when
// it is disabled.
func Tap(t T, o any, text string) {
	t.Helper()
	target := tappable(t, o, text)
	test.Tap(target.(fyne.Tappable))
	Layout(o)
}

// TapSecondary is Tap with the right mouse button.
func TapSecondary(t T, o any, text string) {
	t.Helper()
	found, above := Find(o, text)
	for _, c := range slices.Backward(append(above, found)) {
		if s, ok := c.(fyne.SecondaryTappable); ok && found != nil {
			test.TapSecondary(s)
			Layout(o)
			return
		}
	}
	t.Fatalf("nothing that takes the right mouse button says %q; there is %q", text, Texts(o))
}

// CanTap reports whether Tap would find something enabled.
func CanTap(o any, text string) bool {
	found, above := Find(o, text)
	if found == nil {
		return false
	}
	for _, c := range slices.Backward(append(above, found)) {
		if _, ok := c.(fyne.Tappable); ok {
			d, ok := c.(fyne.Disableable)
			return !ok || !d.Disabled()
		}
	}
	return false
}

func tappable(t T, o any, text string) fyne.CanvasObject {
	t.Helper()
	found, above := Find(o, text)
	if found == nil {
		t.Fatalf("nothing says %q; there is %q", text, Texts(o))
		return nil
	}
	for _, c := range slices.Backward(append(above, found)) {
		if _, ok := c.(fyne.Tappable); !ok {
			continue
		}
		if d, ok := c.(fyne.Disableable); ok && d.Disabled() {
			t.Fatalf("%q is disabled", text)
		}
		return c
	}
	t.Fatalf("%q cannot be pressed", text)
	return nil
}

// Key presses and releases a key as the window would get it: the focused
// widget, else the canvas.
func Key(w fyne.Window, name fyne.KeyName) {
	e := &fyne.KeyEvent{Name: name}
	c := w.Canvas()
	if f := c.Focused(); f != nil {
		if name == fyne.KeyTab {
			if tab, ok := f.(fyne.Tabbable); !ok || !tab.AcceptsTab() {
				c.FocusNext()
				return
			}
		}
		f.TypedKey(e)
	} else if name == fyne.KeyTab {
		c.FocusNext()
	} else if k := c.OnTypedKey(); k != nil {
		k(e)
	}
	Layout(w)
}

// Type types a character: as a desktop does, a key first where there is one of
// that name (letters, digits, Space), and then the character.
func Type(w fyne.Window, r rune) {
	c := w.Canvas()
	name := fyne.KeyName(strings.ToUpper(string(r)))
	if r == ' ' {
		name = fyne.KeySpace
	}
	e := &fyne.KeyEvent{Name: name}
	named := r < 0x80 && r > ' ' || r == ' '
	if f := c.Focused(); f != nil {
		if named {
			f.TypedKey(e)
		}
		if f = c.Focused(); f != nil { // the key may have moved the focus
			f.TypedRune(r)
		}
	} else {
		if k := c.OnTypedKey(); k != nil && named {
			k(e)
		}
		if k := c.OnTypedRune(); k != nil && c.Focused() == nil {
			k(r)
		}
	}
	Layout(w)
}

// TypeString types each character.
func TypeString(w fyne.Window, s string) {
	for _, r := range s {
		Type(w, r)
	}
}

// Shortcut presses a key with modifiers (fyne.KeyModifierControl): the main
// menu first, then the focused widget, then the canvas, as on a desktop.
func Shortcut(w fyne.Window, name fyne.KeyName, m fyne.KeyModifier) {
	s := shortcut(name, m)
	if item := menuItem(w.MainMenu(), s); item != nil {
		if !item.Disabled && item.Action != nil {
			item.Action()
		}
		Layout(w)
		return
	}
	if f, ok := w.Canvas().Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(s)
	} else if c, ok := w.Canvas().(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
	Layout(w)
}

// shortcut is what the desktop driver makes of a key with modifiers.
func shortcut(name fyne.KeyName, m fyne.KeyModifier) fyne.Shortcut {
	if m == fyne.KeyModifierControl {
		switch name {
		case fyne.KeyA:
			return &fyne.ShortcutSelectAll{}
		case fyne.KeyZ:
			return &fyne.ShortcutUndo{}
		case fyne.KeyY:
			return &fyne.ShortcutRedo{}
		case fyne.KeyC:
			return &fyne.ShortcutCopy{Clipboard: fyne.CurrentApp().Clipboard()}
		case fyne.KeyV:
			return &fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()}
		case fyne.KeyX:
			return &fyne.ShortcutCut{Clipboard: fyne.CurrentApp().Clipboard()}
		}
	}
	return &desktop.CustomShortcut{KeyName: name, Modifier: m}
}

func menuItem(m *fyne.MainMenu, s fyne.Shortcut) *fyne.MenuItem {
	if m == nil {
		return nil
	}
	var find func(items []*fyne.MenuItem) *fyne.MenuItem
	find = func(items []*fyne.MenuItem) *fyne.MenuItem {
		for _, i := range items {
			if i.Shortcut != nil && i.Shortcut.ShortcutName() == s.ShortcutName() {
				return i
			}
			if i.ChildMenu != nil {
				if c := find(i.ChildMenu.Items); c != nil {
					return c
				}
			}
		}
		return nil
	}
	for _, top := range m.Items {
		if i := find(top.Items); i != nil {
			return i
		}
	}
	return nil
}

// Layout lays everything out again, twice, as a desktop driver does within two
// frames when a minimum size has changed; the test driver never does.
func Layout(o any) {
	for range 2 {
		for _, root := range roots(o) {
			layout(root)
		}
	}
}

func layout(o fyne.CanvasObject) {
	if o == nil || !o.Visible() {
		return
	}
	switch o := o.(type) {
	case fyne.Widget:
		r := test.WidgetRenderer(o)
		if r == nil {
			return
		}
		r.Layout(o.Size())
		for _, c := range r.Objects() {
			layout(c)
		}
	case *fyne.Container:
		if o.Layout != nil {
			o.Layout.Layout(o.Objects, o.Size())
		}
		for _, c := range o.Objects {
			layout(c)
		}
	}
}

// Capture writes what the window shows to a PNG file. It fails if a text is
// drawn by a font that may lack one of its letters.
func Capture(w fyne.Window, path string) error {
	Layout(w)
	for _, o := range roots(w) {
		if s := misdrawn(o); s != "" {
			return fmt.Errorf("picture of %s: %q is not drawn by its theme.Face", w.Title(), s)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, w.Canvas().Capture()); err != nil {
		return fmt.Errorf("picture of %s: %w", w.Title(), err)
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}

// misdrawn is a text of ours whose font is not that of its words and style; ""
// if there is none. Texts that Fyne's own widgets draw have no font of their
// own.
func misdrawn(o fyne.CanvasObject) string {
	if t, ok := o.(*canvas.Text); ok && t.FontSource != nil && t.FontSource != theme.Face(t.Text, t.TextStyle) {
		return t.Text
	}
	if o != nil && o.Visible() {
		for _, c := range children(o) {
			if s := misdrawn(c); s != "" {
				return s
			}
		}
	}
	return ""
}

// Focused is the words of what has the focus, "" when nothing has.
func Focused(w fyne.Window) string {
	o, ok := w.Canvas().Focused().(fyne.CanvasObject)
	if !ok {
		return ""
	}
	return strings.Join(Texts(o), " ")
}

func roots(o any) []fyne.CanvasObject {
	switch o := o.(type) {
	case fyne.Window:
		return roots(o.Canvas())
	case fyne.Canvas:
		var r []fyne.CanvasObject
		if c := o.Content(); c != nil {
			r = append(r, c)
		}
		return append(r, o.Overlays().List()...)
	case fyne.CanvasObject:
		return []fyne.CanvasObject{o}
	}
	panic(fmt.Sprintf("uitest: %T is no canvas, window or object", o))
}

// walk visits every visible object with its own words, parents first, until
// visit says false.
func walk(o fyne.CanvasObject, path []fyne.CanvasObject, visit func(o fyne.CanvasObject, words []string, path []fyne.CanvasObject) bool) bool {
	if o == nil || !o.Visible() {
		return true
	}
	words, closed, worded := wordsOf(o)
	if len(words) > 0 && !visit(o, words, path) {
		return false
	}
	if closed {
		return true
	}
	path = append(path, o)
	for _, c := range children(o) {
		if _, text := c.(*canvas.Text); text && worded {
			continue
		}
		if !walk(c, path, visit) {
			return false
		}
	}
	return true
}

func children(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *container.Scroll:
		return []fyne.CanvasObject{o.Content}
	case fyne.Widget:
		if r := test.WidgetRenderer(o); r != nil {
			return r.Objects()
		}
	case *fyne.Container:
		return o.Objects
	}
	return nil
}

// wordsOf is what o says itself. closed: there is nothing more inside. worded:
// its own canvas texts are told already.
func wordsOf(o fyne.CanvasObject) (words []string, closed, worded bool) {
	switch o := o.(type) {
	case Worder:
		_, entry := o.(interface{ SelectedText() string }) // Fyne draws its text inside
		return o.Words(), entry, true
	case *canvas.Text:
		return []string{o.Text}, true, false
	case *widget.Label:
		return []string{o.Text}, true, false
	case *widget.RichText:
		return []string{o.String()}, true, false
	case *widget.Button:
		return []string{o.Text}, true, false
	case *widget.Check:
		return []string{o.Text}, true, false
	case *widget.Hyperlink:
		return []string{o.Text}, true, false
	case *widget.Select:
		if o.Selected == "" {
			return []string{o.PlaceHolder}, true, false
		}
		return []string{o.Selected}, true, false
	case *widget.Entry:
		return entryWords(o), true, false
	}
	return nil, false, false
}

func entryWords(e *widget.Entry) []string {
	if e.Password {
		return []string{strings.Repeat("*", len(e.Text))}
	}
	if e.Text == "" {
		return []string{e.PlaceHolder}
	}
	return []string{e.Text}
}
