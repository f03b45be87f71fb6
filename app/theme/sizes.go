package theme

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// The sizes of text and icons; all of them follow the learner's text scale.
const (
	SizeCaption fyne.ThemeSizeName = fynetheme.SizeNameCaptionText    // 12
	SizeBody    fyne.ThemeSizeName = fynetheme.SizeNameText           // 15
	SizeHeading fyne.ThemeSizeName = fynetheme.SizeNameSubHeadingText // 18, also question stems
	SizeDisplay fyne.ThemeSizeName = fynetheme.SizeNameHeadingText    // 28
	SizeHero    fyne.ThemeSizeName = "chartroom-hero"                 // 42: the one number or the one term of a screen
	SizeIcon    fyne.ThemeSizeName = fynetheme.SizeNameInlineIcon     // 20
	SizeIconBig fyne.ThemeSizeName = "chartroom-icon-big"             // 44: empty states
)

// Spaces, on a grid of 4. They do not follow the text scale.
const (
	Space4  float32 = 4
	Space8  float32 = 8
	Space12 float32 = 12
	Space16 float32 = 16
	Space24 float32 = 24
	Space32 float32 = 32

	PageMargin  float32 = 24
	CardPadding float32 = 20
	RadiusRow   float32 = 8
	RadiusCard  float32 = 10
)

// Limits of Options.TextScale.
const (
	MinTextScale = 0.8
	MaxTextScale = 2.0
)

// LineHeight is the distance of two lines of running text, in font sizes.
const LineHeight = 1.45

// ReadingColumns is how many average characters a line of prose may have.
const ReadingColumns = 72

// Size is a text or icon size, or one of Fyne's own, at the learner's scale.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case SizeCaption:
		return 12 * t.scale
	case SizeBody:
		return 15 * t.scale
	case SizeHeading:
		return 18 * t.scale
	case SizeDisplay:
		return 28 * t.scale
	case SizeHero:
		return 42 * t.scale
	case SizeIcon:
		return 20 * t.scale
	case SizeIconBig:
		return 44 * t.scale
	case fynetheme.SizeNameInputRadius:
		return RadiusRow
	case fynetheme.SizeNameSelectionRadius:
		return 6
	case fynetheme.SizeNameLineSpacing:
		return 4
	}
	return fynetheme.DefaultTheme().Size(name)
}

// TextScale is the learner's text scale, 0.8 to 2.0.
func (t *Theme) TextScale() float32 { return t.scale }

// Size is a text or icon size now.
func Size(name fyne.ThemeSizeName) float32 { return Current().Size(name) }

// Scaled is n at the learner's text scale; for things that hold text or stand
// beside it, such as keys and bars.
func Scaled(n float32) float32 { return n * Current().scale }
