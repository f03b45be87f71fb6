package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
)

// Tag is a few words on a pill: a topic, a state. It cannot be pressed.
type Tag struct {
	widget.BaseWidget
	text string
	role fyne.ThemeColorName
	icon theme.IconName
}

// Chip makes a pill in the colours of a role: Muted for plain ones.
func Chip(text string, role fyne.ThemeColorName) *Tag {
	t := &Tag{text: text, role: role}
	t.ExtendBaseWidget(t)
	return t
}

// WithIcon sets an icon before the words, and returns the chip.
func (t *Tag) WithIcon(name theme.IconName) *Tag { t.icon = name; return t }

// Set changes words and role.
func (t *Tag) Set(text string, role fyne.ThemeColorName) {
	if t.text != text || t.role != role {
		t.text, t.role = text, role
		t.Refresh()
	}
}

// Words are for tests.
func (t *Tag) Words() []string { return []string{t.text} }

// HeightFor is for layouts.
func (t *Tag) HeightFor(float32) float32 { return t.MinSize().Height }

// NaturalWidth is for layouts.
func (t *Tag) NaturalWidth() float32 {
	return theme.Measure(t.text, theme.Size(theme.SizeCaption), fyne.TextStyle{}).Width + t.sides()
}

func (t *Tag) sides() float32 {
	if t.icon != "" {
		return 2*theme.Space8 + 2 + theme.Scaled(14) + theme.Space4
	}
	return 2*theme.Space8 + 2
}

// CreateRenderer is for Fyne.
func (t *Tag) CreateRenderer() fyne.WidgetRenderer {
	bg, txt, ic := rect(0), line("", theme.SizeCaption, false), newInnerIcon()
	return newView(t, func() {
		fill(bg, theme.Soft(t.role), "", 0)
		ink(txt, theme.SizeCaption, t.role)
		tint(ic, t.icon, t.role)
	}, func() fyne.Size {
		h := theme.Measure("x", theme.Size(theme.SizeCaption), fyne.TextStyle{}).Height
		return fyne.NewSize(min(t.NaturalWidth(), theme.Scaled(72)), h+6)
	}, func(s fyne.Size) {
		size := theme.Size(theme.SizeCaption)
		write(txt, clip(t.text, size, fyne.TextStyle{}, s.Width-t.sides()+1))
		bg.CornerRadius = s.Height / 2
		bg.Resize(s)
		x := theme.Space8 + 1
		if t.icon != "" {
			k := theme.Scaled(14)
			place(ic, x, (s.Height-k)/2, k, k)
			x += k + theme.Space4
		}
		m := txt.MinSize()
		place(txt, x, (s.Height-m.Height)/2, m.Width, m.Height)
	}, bg, ic, txt)
}

// Cap is the picture of a key.
type Cap struct {
	widget.BaseWidget
	key string
}

// KeyCap shows a key, such as "Enter" or "Ctrl Z".
func KeyCap(key string) *Cap {
	k := &Cap{key: key}
	k.ExtendBaseWidget(k)
	return k
}

// Words are for tests.
func (k *Cap) Words() []string { return []string{k.key} }

// HeightFor is for layouts.
func (k *Cap) HeightFor(float32) float32 { return k.MinSize().Height }

// CreateRenderer is for Fyne.
func (k *Cap) CreateRenderer() fyne.WidgetRenderer {
	bg, txt := rect(5), line(k.key, theme.SizeCaption, false)
	return newView(k, func() {
		fill(bg, theme.ColorSurface, theme.ColorLine, 1)
		ink(txt, theme.SizeCaption, theme.ColorMuted)
	}, func() fyne.Size {
		m := theme.Measure(k.key, theme.Size(theme.SizeCaption), fyne.TextStyle{})
		return fyne.NewSize(max(m.Width+12, m.Height+3), m.Height+3)
	}, func(s fyne.Size) {
		bg.Resize(s)
		m := txt.MinSize()
		place(txt, (s.Width-m.Width)/2, (s.Height-m.Height)/2, m.Width, m.Height)
	}, bg, txt)
}

// KeyHint is a key and what it does: [F] flag.
func KeyHint(key, does string) *fyne.Container {
	return Row(6, KeyCap(key), Caption(does).OneLine())
}

// KeyHints is a centred line of key hints, from pairs "F", "flag".
func KeyHints(pairs ...string) *fyne.Container {
	var hints []fyne.CanvasObject
	for i := 0; i+1 < len(pairs); i += 2 {
		hints = append(hints, KeyHint(pairs[i], pairs[i+1]))
	}
	return FlowCentred(18, hints...)
}

// Tile is a number with a word under it.
type Tile struct {
	widget.BaseWidget
	value, label *Text
	body         *fyne.Container
}

// StatTile shows value in display size and label under it. It has no surface:
// put it on a Card, alone or with others.
func StatTile(value, label string, role fyne.ThemeColorName) *Tile {
	t := &Tile{value: Display(value).In(role).OneLine(), label: Muted(label)}
	t.body = Column(0, t.value, t.label)
	t.ExtendBaseWidget(t)
	return t
}

// Set changes the number and its word.
func (t *Tile) Set(value, label string) { t.value.SetText(value); t.label.SetText(label) }

// HeightFor is for layouts.
func (t *Tile) HeightFor(width float32) float32 { return HeightFor(t.body, width) }

// NaturalWidth is for layouts.
func (t *Tile) NaturalWidth() float32 { return naturalWidth(t.body) }

// CreateRenderer is for Fyne.
func (t *Tile) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.body) }

// Sentence joins words with " · ", leaving out empty ones.
func Sentence(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, " · ")
}
