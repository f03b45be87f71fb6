// Package theme is how Chartroom looks: colours by role in two palettes,
// sizes, and the icon family. No other package holds a colour or a font size.
// It never reads a file, a setting or a clock.
package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Variant is which palette is shown.
type Variant int

// The variants. System follows the desktop.
const (
	System Variant = iota
	Light
	Dark
)

// Options is what a learner may choose about looks.
type Options struct {
	Variant   Variant
	TextScale float64 // 0.8 to 2.0, of all text and icons; 0 = 1
}

// Theme is a fyne.Theme made of roles.
type Theme struct {
	variant     Variant
	scale       float32
	light, dark map[fyne.ThemeColorName]color.Color
}

var _ fyne.Theme = (*Theme)(nil)

// New makes the theme. TextScale is held within 0.8 to 2.0.
func New(o Options) fyne.Theme {
	s := o.TextScale
	if s == 0 {
		s = 1
	}
	return &Theme{
		variant: o.Variant,
		scale:   float32(min(max(s, MinTextScale), MaxTextScale)),
		light:   colorsOf(&LightPalette, false),
		dark:    colorsOf(&DarkPalette, true),
	}
}

// Color is the colour of a role, or of one of Fyne's own names.
func (t *Theme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	set := t.light
	if t.IsDark(v) {
		set = t.dark
	}
	if c, ok := set[name]; ok {
		return c
	}
	return fynetheme.DefaultTheme().Color(name, v)
}

// IsDark reports whether the dark palette is shown when the desktop asks for v.
func (t *Theme) IsDark(v fyne.ThemeVariant) bool {
	return t.variant == Dark || t.variant == System && v == fynetheme.VariantDark
}

// Font is Fyne's own Noto Sans.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource { return fynetheme.DefaultTheme().Font(s) }

// Icon is Fyne's own for Fyne's own widgets; see the function Icon for ours.
func (t *Theme) Icon(n fyne.ThemeIconName) fyne.Resource { return fynetheme.DefaultTheme().Icon(n) }

// colorsOf maps the roles and all of Fyne's names to colours.
func colorsOf(p *Palette, dark bool) map[fyne.ThemeColorName]color.Color {
	m := map[fyne.ThemeColorName]color.Color{}
	for name, c := range p.roles() {
		m[name] = c
	}
	shadow, focus := color.NRGBA{R: 0x1E, G: 0x23, B: 0x28, A: 0x24}, mix(p.Accent, p.Surface, 0.28)
	if dark {
		shadow, focus = color.NRGBA{A: 0x60}, mix(p.Accent, p.Surface, 0.53)
	}
	for name, c := range map[fyne.ThemeColorName]color.NRGBA{
		fynetheme.ColorNameBackground:          p.Background,
		fynetheme.ColorNameButton:              p.Raised,
		fynetheme.ColorNameDisabledButton:      p.Raised,
		fynetheme.ColorNameDisabled:            p.Muted,
		fynetheme.ColorNameError:               p.Wrong,
		fynetheme.ColorNameFocus:               focus,
		fynetheme.ColorNameForeground:          p.Text,
		fynetheme.ColorNameForegroundOnError:   p.OnAccent,
		fynetheme.ColorNameForegroundOnPrimary: p.OnAccent,
		fynetheme.ColorNameForegroundOnSuccess: p.OnAccent,
		fynetheme.ColorNameForegroundOnWarning: p.OnAccent,
		fynetheme.ColorNameHeaderBackground:    p.Raised,
		fynetheme.ColorNameHover:               alpha(p.Text, 0x12),
		fynetheme.ColorNameHyperlink:           p.Accent,
		fynetheme.ColorNameInputBackground:     p.Surface,
		fynetheme.ColorNameInputBorder:         p.Edge,
		fynetheme.ColorNameMenuBackground:      p.Surface,
		fynetheme.ColorNameOverlayBackground:   p.Surface,
		fynetheme.ColorNamePlaceHolder:         p.Muted,
		fynetheme.ColorNamePressed:             alpha(p.Text, 0x20),
		fynetheme.ColorNamePrimary:             p.Accent,
		fynetheme.ColorNameScrollBar:           alpha(p.Edge, 0xB0),
		fynetheme.ColorNameScrollBarBackground: alpha(p.Edge, 0x18),
		fynetheme.ColorNameSelection:           p.AccentSoft,
		fynetheme.ColorNameSeparator:           p.Line,
		fynetheme.ColorNameShadow:              shadow,
		fynetheme.ColorNameSuccess:             p.Right,
		fynetheme.ColorNameWarning:             p.Close,
	} {
		m[name] = c
	}
	return m
}

// fallback serves packages that draw before a theme of ours is set.
var fallback = New(Options{}).(*Theme)

// Current is the app's theme when it is one of ours, else the default one.
func Current() *Theme {
	if t, ok := fyne.CurrentApp().Settings().Theme().(*Theme); ok {
		return t
	}
	return fallback
}

// Color is the colour of a role (or of one of Fyne's names) now.
func Color(name fyne.ThemeColorName) color.Color {
	s := fyne.CurrentApp().Settings()
	t, ok := s.Theme().(*Theme)
	if !ok {
		t = fallback
	}
	return t.Color(name, s.ThemeVariant())
}
