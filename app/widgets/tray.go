package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
)

// Tray builds a row of pieces from a tray of them: by their letters or
// numbers, or with the mouse. Backspace takes the last one back.
type Tray struct {
	widget.BaseWidget
	pieces          []string
	placed          []int // into pieces, in the order of the row
	closed, focused bool
	OnChanged       func() // a piece was taken or put back; may be nil
	submit          func()

	buttons []*pieceButton // of the tray
	row     *fyne.Container
	ring    *Panel
	tray    *fyne.Container
	body    *fyne.Container
}

// TrayOf makes the tray; submit is called on Enter.
func TrayOf(pieces []string, submit func()) *Tray {
	t := &Tray{pieces: pieces, submit: submit}
	objects := make([]fyne.CanvasObject, len(pieces))
	for i, p := range pieces {
		key := ""
		if i < 26 {
			key = string(rune('A' + i))
		}
		b := newPiece(p, key, func() { t.take(i); t.Focus() })
		t.buttons = append(t.buttons, b)
		objects[i] = b
	}
	t.row = Flow(theme.Space8)
	t.ring = NewPanel(t.row, theme.ColorBackground, theme.ColorEdge, theme.Space12)
	t.tray = Flow(theme.Space8, objects...)
	t.body = Column(theme.Space16, t.ring, t.tray)
	t.ExtendBaseWidget(t)
	t.draw()
	return t
}

// Answers are the pieces in the row.
func (t *Tray) Answers() []string {
	var out []string
	for _, i := range t.placed {
		out = append(out, t.pieces[i])
	}
	return out
}

// SetAnswers puts pieces into the row without telling; what the tray does not
// hold is left out.
func (t *Tray) SetAnswers(answers []string) {
	t.placed = nil
	for _, a := range answers {
		for i, p := range t.pieces {
			if p == a && !slices.Contains(t.placed, i) {
				t.placed = append(t.placed, i)
				break
			}
		}
	}
	t.draw()
}

// Close ends the building; the row stays, and the tray gives its room to what
// explains the mark.
func (t *Tray) Close() {
	t.closed = true
	t.tray.Hide()
	t.draw()
}

// take puts the piece with this number at the end of the row.
func (t *Tray) take(i int) {
	if t.closed || i < 0 || i >= len(t.pieces) || slices.Contains(t.placed, i) {
		return
	}
	t.placed = append(t.placed, i)
	t.draw()
	t.tell()
}

// drop takes a place of the row away.
func (t *Tray) drop(at int) {
	if t.closed || at < 0 || at >= len(t.placed) {
		return
	}
	t.placed = slices.Delete(t.placed, at, at+1)
	t.draw()
	t.tell()
}

func (t *Tray) tell() {
	if t.OnChanged != nil {
		t.OnChanged()
	}
}

// draw shows the row and the tray as they are.
func (t *Tray) draw() {
	t.row.Objects = nil
	for at, i := range t.placed {
		if at > 0 {
			t.row.Add(Muted("+").OneLine())
		}
		b := newPiece(t.pieces[i], "", func() { t.drop(at); t.Focus() })
		b.big = true
		b.SetEnabled(!t.closed)
		t.row.Add(b)
	}
	if len(t.placed) == 0 {
		t.row.Add(Muted("Choose the pieces in their order."))
	}
	for i, b := range t.buttons {
		b.SetEnabled(!t.closed && !slices.Contains(t.placed, i))
	}
	t.ring.SetRoles(theme.ColorBackground, t.edge())
	t.Refresh()
}

func (t *Tray) edge() fyne.ThemeColorName {
	if t.focused && !t.closed {
		return theme.ColorAccent
	}
	return theme.ColorEdge
}

// Focus lets the keys choose pieces.
func (t *Tray) Focus() {
	if cv := canvasOf(t); cv != nil && !t.closed {
		cv.Focus(t)
	}
}

// FocusGained and FocusLost draw the edge.
func (t *Tray) FocusGained() { t.focused = true; t.ring.SetRoles(theme.ColorBackground, t.edge()) }

// FocusLost ends what FocusGained began.
func (t *Tray) FocusLost() { t.focused = false; t.ring.SetRoles(theme.ColorBackground, t.edge()) }

// Disabled reports whether the building is over.
func (t *Tray) Disabled() bool { return t.closed }

// Enable is for Fyne.
func (t *Tray) Enable() {}

// Disable is Close in Fyne's words.
func (t *Tray) Disable() { t.Close() }

// TypedRune chooses a piece by its letter, or by its number.
func (t *Tray) TypedRune(r rune) {
	switch {
	case r >= '1' && r <= '9':
		t.take(int(r - '1'))
	case r >= 'a' && r <= 'z':
		t.take(int(r - 'a'))
	case r >= 'A' && r <= 'Z':
		t.take(int(r - 'A'))
	case r == ' ':
	default:
		forwardRune(t, r)
	}
}

// TypedKey takes the keys that are not letters.
func (t *Tray) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyBackspace, fyne.KeyDelete:
		t.drop(len(t.placed) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		t.submit()
	case fyne.KeyEscape:
		if cv := canvasOf(t); cv != nil {
			cv.Unfocus()
		}
	default:
		if len(e.Name) > 1 { // a letter comes as a rune, too
			forwardKey(t, e)
		}
	}
}

// Tapped gives the tray the keys.
func (t *Tray) Tapped(*fyne.PointEvent) { t.Focus() }

// HeightFor is for layouts.
func (t *Tray) HeightFor(width float32) float32 { return HeightFor(t.body, width) }

// CreateRenderer is for Fyne.
func (t *Tray) CreateRenderer() fyne.WidgetRenderer {
	return newView(t, func() { t.body.Refresh() }, func() fyne.Size { return t.body.MinSize() },
		func(s fyne.Size) { t.body.Resize(s); t.body.Refresh() }, t.body)
}

// pieceButton is a piece of a word, with its key in the tray.
type pieceButton struct {
	Control
	text, key string
	big       bool
}

func newPiece(text, key string, pressed func()) *pieceButton {
	b := &pieceButton{text: text, key: key}
	b.press = pressed
	b.extend(b)
	return b
}

func (b *pieceButton) Words() []string {
	if b.key == "" {
		return []string{b.text}
	}
	return []string{b.key, b.text}
}

func (b *pieceButton) HeightFor(float32) float32 { return b.MinSize().Height }

func (b *pieceButton) size() fyne.ThemeSizeName {
	if b.big {
		return theme.SizeDisplay
	}
	return theme.SizeHeading
}

func (b *pieceButton) CreateRenderer() fyne.WidgetRenderer {
	bg, veil, cap := rect(theme.RadiusRow), rect(theme.RadiusRow), rect(5)
	word, key := line(b.text, b.size(), true), line(b.key, theme.SizeCaption, true)
	return newView(b, func() {
		body, edge, ink1, width := theme.ColorSurface, theme.ColorEdge, theme.ColorText, float32(1)
		switch {
		case b.big:
			body, edge, ink1 = theme.ColorAccentSoft, "", theme.ColorAccent
		case b.disabled:
			body, edge, ink1 = "", theme.ColorLine, theme.ColorMuted
		}
		if b.focused {
			edge, width = theme.ColorAccent, 2.5
		}
		fill(bg, body, edge, width)
		veil.FillColor = role("")
		if b.hovered && !b.disabled {
			veil.FillColor = role(fynetheme.ColorNameHover)
		}
		veil.Refresh()
		fill(cap, "", ink1, 1)
		cap.Hidden = b.key == ""
		ink(word, b.size(), ink1)
		ink(key, theme.SizeCaption, ink1)
	}, func() fyne.Size {
		w := theme.Measure(b.text, theme.Size(b.size()), fyne.TextStyle{Bold: true})
		return fyne.NewSize(w.Width+2*theme.Space12+b.keyRoom(), w.Height+2*theme.Space8)
	}, func(s fyne.Size) {
		bg.Resize(s)
		veil.Resize(s)
		k := b.keyRoom()
		m := word.MinSize()
		place(word, theme.Space12+k, (s.Height-m.Height)/2, m.Width, m.Height)
		if k > 0 {
			side, n := k-theme.Space8, key.MinSize()
			place(cap, theme.Space12, (s.Height-side)/2, side, side)
			place(key, theme.Space12+(side-n.Width)/2, (s.Height-n.Height)/2, n.Width, n.Height)
		}
	}, bg, veil, cap, word, key)
}

// keyRoom is the width of the key and the gap behind it.
func (b *pieceButton) keyRoom() float32 {
	if b.key == "" {
		return 0
	}
	return theme.Scaled(20) + theme.Space8
}
