package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// The roles a colour can have. Screens name a role and never a colour. They
// are Fyne colour names, so they also work where Fyne asks for one.
const (
	ColorBackground fyne.ThemeColorName = "chartroom-background"  // the window
	ColorSurface    fyne.ThemeColorName = "chartroom-surface"     // cards, the question page
	ColorRaised     fyne.ThemeColorName = "chartroom-raised"      // rail, headers, hovered rows, keys
	ColorLine       fyne.ThemeColorName = "chartroom-line"        // hairlines, chart grid; decoration only
	ColorEdge       fyne.ThemeColorName = "chartroom-edge"        // borders that say "you can type or tick here"
	ColorText       fyne.ThemeColorName = "chartroom-text"        //
	ColorMuted      fyne.ThemeColorName = "chartroom-muted"       // captions, axis labels, disabled
	ColorAccent     fyne.ThemeColorName = "chartroom-accent"      // the one action, selection, links, due
	ColorAccentSoft fyne.ThemeColorName = "chartroom-accent-soft" // fill behind Accent text
	ColorOnAccent   fyne.ThemeColorName = "chartroom-on-accent"   // text on Accent, Right, Wrong and Close fills
	ColorRight      fyne.ThemeColorName = "chartroom-right"       // with a tick and the word
	ColorRightSoft  fyne.ThemeColorName = "chartroom-right-soft"  //
	ColorWrong      fyne.ThemeColorName = "chartroom-wrong"       // with a cross and the word
	ColorWrongSoft  fyne.ThemeColorName = "chartroom-wrong-soft"  //
	ColorClose      fyne.ThemeColorName = "chartroom-close"       // partly right, hard, review date passed
	ColorCloseSoft  fyne.ThemeColorName = "chartroom-close-soft"  //
)

// A Palette is one colour per role.
type Palette struct {
	Background, Surface, Raised, Line, Edge color.NRGBA
	Text, Muted                             color.NRGBA
	Accent, AccentSoft, OnAccent            color.NRGBA
	Right, RightSoft                        color.NRGBA
	Wrong, WrongSoft                        color.NRGBA
	Close, CloseSoft                        color.NRGBA
}

// LightPalette is warm paper.
var LightPalette = Palette{
	Background: hex(0xF6F5F1), Surface: hex(0xFFFFFF), Raised: hex(0xEFEDE6),
	Line: hex(0xE0DDD3), Edge: hex(0x7E8690), // 3:1 on Surface, Background and Raised, WCAG 2.2, 1.4.11
	Text: hex(0x1E2328), Muted: hex(0x5B6470),
	Accent: hex(0x0B6E6E), AccentSoft: hex(0xDDEEEC), OnAccent: hex(0xFFFFFF),
	Right: hex(0x1B7A3D), RightSoft: hex(0xE3F3E7),
	Wrong: hex(0xB3261E), WrongSoft: hex(0xFBE9E7),
	Close: hex(0x8A5A00), CloseSoft: hex(0xFFF3D6),
}

// DarkPalette is cool slate.
var DarkPalette = Palette{
	Background: hex(0x14181B), Surface: hex(0x1C2226), Raised: hex(0x262D32),
	Line: hex(0x364047), Edge: hex(0x7C8891),
	Text: hex(0xE8EAE6), Muted: hex(0xA3ADB5),
	Accent: hex(0x5CC8BF), AccentSoft: hex(0x17393A), OnAccent: hex(0x0E1416),
	Right: hex(0x6FCF8E), RightSoft: hex(0x16301F),
	Wrong: hex(0xFF8A80), WrongSoft: hex(0x3A1D1B),
	Close: hex(0xF0BF5C), CloseSoft: hex(0x35290F),
}

func hex(rgb uint32) color.NRGBA {
	return color.NRGBA{R: uint8(rgb >> 16), G: uint8(rgb >> 8), B: uint8(rgb), A: 0xFF}
}

// Soft is the fill that stands behind text of the role: AccentSoft for
// Accent, and so on; Raised for Text and Muted.
func Soft(role fyne.ThemeColorName) fyne.ThemeColorName {
	switch role {
	case ColorAccent:
		return ColorAccentSoft
	case ColorRight:
		return ColorRightSoft
	case ColorWrong:
		return ColorWrongSoft
	case ColorClose:
		return ColorCloseSoft
	}
	return ColorRaised
}

// roles is every role with its colour.
func (p *Palette) roles() map[fyne.ThemeColorName]color.NRGBA {
	return map[fyne.ThemeColorName]color.NRGBA{
		ColorBackground: p.Background, ColorSurface: p.Surface, ColorRaised: p.Raised,
		ColorLine: p.Line, ColorEdge: p.Edge,
		ColorText: p.Text, ColorMuted: p.Muted,
		ColorAccent: p.Accent, ColorAccentSoft: p.AccentSoft, ColorOnAccent: p.OnAccent,
		ColorRight: p.Right, ColorRightSoft: p.RightSoft,
		ColorWrong: p.Wrong, ColorWrongSoft: p.WrongSoft,
		ColorClose: p.Close, ColorCloseSoft: p.CloseSoft,
	}
}

// mix is a with share of b (0 to 1) blended in.
func mix(a, b color.NRGBA, share float64) color.NRGBA {
	f := func(x, y uint8) uint8 { return uint8(float64(x)*(1-share) + float64(y)*share + 0.5) }
	return color.NRGBA{R: f(a.R, b.R), G: f(a.G, b.G), B: f(a.B, b.B), A: 0xFF}
}

func alpha(c color.NRGBA, a uint8) color.NRGBA { c.A = a; return c }

// Mix is the colour of role a with a share (0 to 1) of role b, now; for the
// steps of a scale, such as a calendar of study days.
func Mix(a, b fyne.ThemeColorName, share float64) color.Color {
	x, y := color.NRGBAModel.Convert(Color(a)).(color.NRGBA), color.NRGBAModel.Convert(Color(b)).(color.NRGBA)
	return mix(x, y, share)
}
