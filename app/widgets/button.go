package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

	"chartroom/app/theme"
)

// Kind is how much a button asks to be pressed.
type Kind int

// The kinds of buttons.
const (
	Secondary Kind = iota // on a raised surface; the usual one
	Primary               // filled with the accent: one per screen
	Danger                // destroys something: says so in red
	Quiet                 // words in the accent colour, no surface
)

// Button is words (with icon and key cap, if wanted) to press. Clicking it
// does not take the focus.
type Button struct {
	Control
	text string
	kind Kind
	icon theme.IconName
	key  string

	edged bool // an icon button that shows its edge
}

// NewButton makes a button of a kind.
func NewButton(text string, kind Kind, pressed func()) *Button {
	b := &Button{text: text, kind: kind}
	b.press = pressed
	b.extend(b)
	return b
}

// PrimaryButton is NewButton(text, Primary, pressed).
func PrimaryButton(text string, pressed func()) *Button { return NewButton(text, Primary, pressed) }

// SecondaryButton is NewButton(text, Secondary, pressed).
func SecondaryButton(text string, pressed func()) *Button {
	return NewButton(text, Secondary, pressed)
}

// DangerButton is NewButton(text, Danger, pressed).
func DangerButton(text string, pressed func()) *Button { return NewButton(text, Danger, pressed) }

// QuietButton is NewButton(text, Quiet, pressed).
func QuietButton(text string, pressed func()) *Button { return NewButton(text, Quiet, pressed) }

// IconButton is a quiet square button with an icon only; name is what a test
// taps and what the learner would call it.
func IconButton(icon theme.IconName, name string, pressed func()) *Button {
	b := NewButton(name, Quiet, pressed)
	b.icon, b.kind = icon, iconOnly
	return b
}

const iconOnly Kind = -1

// WithIcon sets an icon before the words, and returns the button.
func (b *Button) WithIcon(name theme.IconName) *Button { b.icon = name; return b }

// WithKey shows the key that does the same, and returns the button. The screen
// handles the key.
func (b *Button) WithKey(key string) *Button { b.key = key; return b }

// SetText changes the words.
func (b *Button) SetText(s string) {
	if b.text != s {
		b.text = s
		b.Refresh()
	}
}

// SetIcon changes the icon.
func (b *Button) SetIcon(name theme.IconName) {
	if b.icon != name {
		b.icon = name
		b.Refresh()
	}
}

// SetKind changes how much it asks to be pressed.
func (b *Button) SetKind(k Kind) {
	if b.kind != k {
		b.kind = k
		b.Refresh()
	}
}

// SetPressed changes what pressing does.
func (b *Button) SetPressed(f func()) { b.press = f }

// Text is the words.
func (b *Button) Text() string { return b.text }

// Words are for tests.
func (b *Button) Words() []string {
	if b.key != "" {
		return []string{b.text, b.key}
	}
	return []string{b.text}
}

// HeightFor is for layouts.
func (b *Button) HeightFor(float32) float32 { return b.MinSize().Height }

// colours of the parts in the state it is in.
func (b *Button) colours() (body, edge, word fyne.ThemeColorName) {
	switch b.kind {
	case Primary:
		body, word = theme.ColorAccent, theme.ColorOnAccent
	case Danger:
		body, word = theme.ColorWrongSoft, theme.ColorWrong
	case Quiet:
		body, word = "", theme.ColorAccent
	case iconOnly:
		body, word = "", theme.ColorMuted
		if b.edged {
			body, edge = theme.ColorSurface, theme.ColorEdge
		}
	default:
		body, word = theme.ColorRaised, theme.ColorText
	}
	if b.disabled {
		if b.kind != Quiet && b.kind != iconOnly {
			body = theme.ColorRaised
		}
		if b.edged {
			return "", theme.ColorLine, theme.ColorMuted
		}
		return body, "", theme.ColorMuted
	}
	if b.hovered && (b.kind == Quiet || b.kind == iconOnly) {
		body = theme.ColorRaised
		if b.kind == iconOnly {
			word = theme.ColorText
		}
	}
	return body, edge, word
}

// CreateRenderer is for Fyne.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	ring, bg, veil := rect(theme.RadiusRow+3), rect(theme.RadiusRow), rect(theme.RadiusRow)
	txt, ic := line("", theme.SizeBody, true), newInnerIcon()
	capEdge, capText := rect(5), line("", theme.SizeCaption, false)
	paint := func() {
		body, edge, word := b.colours()
		fill(bg, body, edge, 1)
		ring.FillColor = role("")
		ring.StrokeWidth = 0
		if b.focused {
			fill(ring, "", theme.ColorAccent, 2)
		} else {
			fill(ring, "", "", 0)
		}
		veil.FillColor = role("")
		if b.hovered && !b.disabled && b.kind != Quiet && b.kind != iconOnly {
			veil.FillColor = role(fynetheme.ColorNameHover)
		}
		veil.Refresh()
		write(txt, b.text)
		embolden(txt, b.kind != Quiet)
		ink(txt, theme.SizeBody, word)
		if b.kind == iconOnly {
			txt.Hide()
		}
		tint(ic, b.icon, word)
		write(capText, b.key)
		ink(capText, theme.SizeCaption, word)
		fill(capEdge, "", word, 1)
		if b.key == "" {
			capEdge.Hide()
			capText.Hide()
		} else {
			capEdge.Show()
			capText.Show()
		}
	}
	min := func() fyne.Size {
		m := theme.Measure(b.text, theme.Size(theme.SizeBody), fyne.TextStyle{Bold: b.kind != Quiet})
		h := m.Height + 16
		if b.kind == iconOnly {
			return fyne.NewSquareSize(max(h, 36))
		}
		if b.kind == Quiet {
			h = m.Height + 10
		}
		w := m.Width + 2*b.side()
		if b.icon != "" {
			w += theme.Size(theme.SizeIcon)*0.9 + theme.Space8
		}
		if b.key != "" {
			w += b.capWidth() + 10
		}
		return fyne.NewSize(w, h)
	}
	layout := func(s fyne.Size) {
		bg.Resize(s)
		veil.Resize(s)
		place(ring, -3, -3, s.Width+6, s.Height+6)
		k := theme.Size(theme.SizeIcon)
		if b.kind == iconOnly {
			place(ic, (s.Width-k)/2, (s.Height-k)/2, k, k)
			return
		}
		k *= 0.9
		m := txt.MinSize()
		w := m.Width
		if b.icon != "" {
			w += k + theme.Space8
		}
		if b.key != "" {
			w += b.capWidth() + 10
		}
		x := (s.Width - w) / 2
		if b.icon != "" {
			place(ic, x, (s.Height-k)/2, k, k)
			x += k + theme.Space8
		}
		place(txt, x, (s.Height-m.Height)/2, m.Width, m.Height)
		if b.key != "" {
			x += m.Width + 10
			c := capText.MinSize()
			place(capEdge, x, (s.Height-c.Height-2)/2, b.capWidth(), c.Height+2)
			place(capText, x+(b.capWidth()-c.Width)/2, (s.Height-c.Height)/2, c.Width, c.Height)
		}
	}
	return newView(b, paint, min, layout, ring, bg, veil, ic, txt, capEdge, capText)
}

func (b *Button) side() float32 {
	if b.kind == Quiet {
		return theme.Space8
	}
	return 18
}

func (b *Button) capWidth() float32 {
	m := theme.Measure(b.key, theme.Size(theme.SizeCaption), fyne.TextStyle{})
	return max(m.Width+10, m.Height+2)
}

func newInnerIcon() *canvas.Image { return &canvas.Image{FillMode: canvas.ImageFillContain} }
