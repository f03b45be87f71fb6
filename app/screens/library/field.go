package library

import (
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
)

// spot is a part of the form that can be added, moved or taken away: an
// option, an answer of a gap, a piece.
type spot struct {
	part  string // "option", "gap", "piece", "place", "value"; "" = the rest of the form
	i     int
	under int // of a gap: the answer in it
}

// field is an entry of the editor. Tab leads on to the next one, and the view
// hears where the cursor is.
type field struct {
	widgets.Entry
	spot  spot
	name  string            // "stem", "text", "feedback"; with the spot it is found again when the form is made anew
	came  func(*field)      // it has the cursor
	paste func(string) bool // takes what is pasted; false = it is text
	next  func(*field)      // Enter in a short field
	erase func() bool       // Backspace in an empty field; true = taken
	away  bool              // it is scrolled out of view
	rows  int               // lines that there is room for at least; 0 = a single line
	lines int               // that its text took when it was last laid out
}

// newField makes a field of so many lines that grows with its text; 1 line is
// one that wraps.
func newField(hint string, rows int) *field {
	f := &field{}
	f.ExtendBaseWidget(f)
	f.PlaceHolder = hint
	f.MultiLine, f.Wrapping = true, fyne.TextWrapWord
	f.SetMinRowsVisible(rows)
	f.rows = rows
	return f
}

// newLine makes a field of one line, such as a number; enter hears Enter in it.
func newLine(hint string, enter func(string)) *field {
	f := &field{}
	f.ExtendBaseWidget(f)
	f.PlaceHolder = hint
	f.OnSubmitted = enter
	return f
}

// CreateRenderer is for Fyne.
func (f *field) CreateRenderer() fyne.WidgetRenderer {
	return widgets.DrawnUnless(&f.away, f.Entry.CreateRenderer())
}

// mostLines is how many lines a field grows to; then it scrolls inside.
const mostLines = 40

// HeightFor is for layouts: Fyne's entry with wrapped lines never grows by
// itself.
func (f *field) HeightFor(width float32) float32 {
	if f.rows == 0 {
		return f.MinSize().Height
	}
	size := theme.Size(theme.SizeBody)
	f.lines = wrapped(f.Text, width-4*theme.Space8, size)
	line := theme.Measure("M", size, fyne.TextStyle{}).Height
	return f.MinSize().Height + float32(max(0, min(f.lines, mostLines)-f.rows))*line
}

// outgrown reports whether the text takes another number of lines than when it
// was laid out.
func (f *field) outgrown() bool {
	return f.rows > 0 && f.lines != wrapped(f.Text, f.Size().Width-4*theme.Space8, theme.Size(theme.SizeBody))
}

// wrapped is how many lines a text takes, wrapped between words.
func wrapped(text string, width, size float32) int {
	if width <= 0 {
		return 1
	}
	lines := 0
	for _, paragraph := range strings.Split(text, "\n") {
		lines++
		at := float32(0)
		for _, word := range strings.SplitAfter(paragraph, " ") {
			w := theme.Measure(word, size, fyne.TextStyle{}).Width
			if at > 0 && at+w > width {
				lines++
				at = 0
			}
			at += w
			for at > width { // a word longer than a line
				lines++
				at -= width
			}
		}
	}
	return lines
}

// AcceptsTab is for Fyne: Tab goes on, it is no character.
func (f *field) AcceptsTab() bool { return false }

// FocusGained tells the view.
func (f *field) FocusGained() {
	f.Entry.FocusGained()
	if f.came != nil {
		f.came(f)
	}
}

// Focus puts the cursor into the field.
func (f *field) Focus() {
	c := fyne.CurrentApp().Driver().CanvasForObject(f)
	if windows := fyne.CurrentApp().Driver().AllWindows(); c == nil && len(windows) > 0 { // it is not drawn yet
		c = windows[0].Canvas()
	}
	if c != nil {
		c.Focus(f)
	}
}

// TypedKey takes Backspace out of an empty field, and Enter out of a short
// one: it goes on to the next field, and Shift Enter begins a new line.
func (f *field) TypedKey(k *fyne.KeyEvent) {
	if enter := k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter; enter && f.rows == 1 && f.next != nil {
		if shifted() {
			f.Entry.TypedRune('\n')
		} else {
			f.next(f)
		}
		return
	}
	if k.Name == fyne.KeyBackspace && f.Text == "" && f.erase != nil && f.erase() {
		return
	}
	f.Entry.TypedKey(k)
}

// TypedShortcut takes what is pasted that is no text.
func (f *field) TypedShortcut(s fyne.Shortcut) {
	if p, ok := s.(*fyne.ShortcutPaste); ok && f.paste != nil && p.Clipboard != nil && f.paste(p.Clipboard.Content()) {
		return
	}
	f.Entry.TypedShortcut(s)
}

// insert types a text where the cursor is, over what is selected.
func (f *field) insert(text string) {
	for _, r := range text {
		if r == '\n' {
			f.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			continue
		}
		f.Entry.TypedRune(r)
	}
}
