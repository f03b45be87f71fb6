package theme

import (
	"math"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Face is the font that draws all of s by itself, for canvas.Text.FontSource:
// the bundled Noto Sans in that style. It is nil where s has letters that Noto
// Sans may lack, and for code: then Fyne looks through its emoji and the
// system's fonts as well. Loading those takes some 20 ms and 10 MB a style,
// which most texts never need.
func Face(s string, style fyne.TextStyle) fyne.Resource {
	if style.Monospace || style.Symbol || !covered(s) {
		return nil
	}
	return faces()[faceOf(style)]
}

// covered reports whether every style of Noto Sans has all letters of s. A
// test reads the fonts.
func covered(s string) bool {
	for _, r := range s { // a byte that is no letter comes as U+FFFD, which is in no range
		if (r < ' ' || r > '~') && !inFace(r) {
			return false
		}
	}
	return true
}

// faceRanges are letters that every style of Noto Sans has: Latin, Greek,
// Cyrillic, and the signs of prose.
var faceRanges = [][2]rune{{0xA0, 0x17F}, {0x391, 0x3A1}, {0x3A3, 0x3C9}, {0x400, 0x45F}, {0x2010, 0x2027}, {0x2030, 0x2033}, {0x2039, 0x203A},
	{0x20AC, 0x20AC}, {0x2122, 0x2122}}

func inFace(r rune) bool {
	for _, f := range faceRanges {
		if r >= f[0] && r <= f[1] {
			return true
		}
	}
	return false
}

// Advance is how wide a letter of ASCII is drawn by itself at a size, in the
// 64ths of a unit in which Fyne measures. It reads a table of the font instead
// of shaping the letter, which costs 100 us. ok is false for all other letters,
// and for code.
func Advance(r rune, size float32, style fyne.TextStyle) (width float32, ok bool) {
	if r < ' ' || r > '~' || style.Monospace || style.Symbol {
		return 0, false
	}
	a := advances[faceOf(style)][r-' ']
	whole := math.Ceil(math.Floor(float64(size)*64) / 64) // Fyne's shaper sizes by whole units
	return float32(math.Round(float64(a)*whole*64/1000)) / 64, true
}

// faceOf is the index in faces and advances.
func faceOf(style fyne.TextStyle) int {
	i := 0
	if style.Bold {
		i++
	}
	if style.Italic {
		i += 2
	}
	return i
}

// faces are the bundled fonts: regular, bold, italic, bold italic.
func faces() [4]fyne.Resource {
	return [4]fyne.Resource{fynetheme.DefaultTextFont(), fynetheme.DefaultTextBoldFont(), fynetheme.DefaultTextItalicFont(), fynetheme.DefaultTextBoldItalicFont()}
}
