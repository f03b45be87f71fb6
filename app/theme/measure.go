package theme

import (
	"sync"
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// measured are the sizes of letters and short words at font sizes and styles.
// Shaping a string costs some 100 us whatever its length, and Fyne's own cache
// forgets after a minute. The bundled font never changes, so what was measured
// stays true.
var measured = struct {
	sync.Mutex
	words map[word]extent
}{words: map[word]extent{}}

type word struct {
	text  string
	size  float32
	style fyne.TextStyle
}

type extent struct{ width, height, base float32 }

// Bounds of the cache, at about 100 bytes an entry.
const (
	measuredWords = 20_000
	longestWord   = 24 // longer strings are lines, which do not come again
)

// Measure is how large s is drawn at a size.
func Measure(s string, size float32, style fyne.TextStyle) fyne.Size {
	width, height, _ := MeasureLine(s, size, style)
	return fyne.NewSize(width, height)
}

// MeasureLine is how large s is drawn at a size, and where its line stands
// below its top.
func MeasureLine(s string, size float32, style fyne.TextStyle) (width, height, base float32) {
	w := word{s, size, style}
	measured.Lock()
	e, ok := measured.words[w]
	measured.Unlock()
	if ok {
		return e.width, e.height, e.base
	}
	m, b := fyne.CurrentApp().Driver().RenderedTextSize(s, size, style, Face(s, style))
	if len(s) <= longestWord {
		measured.Lock()
		if len(measured.words) >= measuredWords {
			clear(measured.words)
		}
		measured.words[w] = extent{m.Width, m.Height, b}
		measured.Unlock()
	}
	return m.Width, m.Height, b
}

// Wide is how wide s is, for breaking lines: the sum of its letters' widths,
// which kerning only makes smaller. Where letters join or stand on each other
// s is measured as a whole.
func Wide(s string, size float32, style fyne.TextStyle) float32 {
	sum := float32(0)
	for i, r := range s {
		if r >= '\u0300' { // combining marks and every script that joins come after Latin and its phonetic letters
			w, _, _ := MeasureLine(s, size, style)
			return w
		}
		w, ok := Advance(r, size, style)
		if !ok {
			w, _, _ = MeasureLine(s[i:i+utf8.RuneLen(r)], size, style)
		}
		sum += w
	}
	return sum
}
