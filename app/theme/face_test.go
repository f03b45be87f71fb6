package theme

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/go-text/typesetting/font"
)

var update = flag.Bool("update", false, "rewrite advances.go from the bundled fonts")

var styles = []fyne.TextStyle{{}, {Bold: true}, {Italic: true}, {Bold: true, Italic: true}}

// What is drawn by one font has every letter in it, in every style.
func TestFaceHasItsLetters(t *testing.T) {
	for _, style := range styles {
		f := Face("x", style)
		face := parsed(t, f)
		for r := ' '; r <= 0x2FFF; r++ {
			if Face(string(r), style) == nil {
				continue
			}
			if _, ok := face.NominalGlyph(r); !ok {
				t.Errorf("%s has no %q (%U)", f.Name(), r, r)
			}
		}
	}
}

// A text is as large by its one font as by all fonts together.
func TestFaceMeasuresAlike(t *testing.T) {
	test.NewTempApp(t)
	for _, style := range styles {
		for _, s := range []string{"x", "Which of the following?", "AVATAR, Tübingen – “naïve”", "α-blocker ≥", "½ × 3"} {
			want := fyne.MeasureText(s, 15, style)
			if got := Measure(s, 15, style); got != want {
				t.Errorf("%q %+v: %v, not %v", s, style, got, want)
			}
		}
	}
}

func parsed(t *testing.T, f fyne.Resource) *font.Face {
	t.Helper()
	face, err := font.ParseTTF(bytes.NewReader(f.Content()))
	if err != nil {
		t.Fatal(err)
	}
	return face
}

// The table of widths is that of the bundled fonts.
func TestAdvances(t *testing.T) {
	b := []byte("package theme\n\n// advances are the widths of ' ' to '~' in thousandths of the size, by face;\n// `go test -tags ci ./app/theme -run Advances -update` writes them.\nvar advances = [4][95]uint16{\n")
	for _, f := range faces() {
		face := parsed(t, f)
		if face.Upem() != 1000 {
			t.Fatalf("%s has %d units to the em", f.Name(), face.Upem())
		}
		b = append(b, '{')
		for r := ' '; r <= '~'; r++ {
			g, _ := face.NominalGlyph(r)
			b = fmt.Appendf(b, "%.0f, ", face.HorizontalAdvance(g))
		}
		b = append(b, "},\n"...)
	}
	b, err := format.Source(append(b, "}\n"...))
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("advances.go", b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if have, err := os.ReadFile("advances.go"); err != nil || !bytes.Equal(have, b) {
		t.Fatal("advances.go is not what the fonts say; -update writes it", err)
	}
}

// A letter by the table is exactly as wide as Fyne draws it.
func TestAdvanceIsAsDrawn(t *testing.T) {
	test.NewTempApp(t)
	for _, style := range styles {
		for _, size := range []float32{12, 15, 15 * 1.37, 40} {
			for r := ' '; r <= '~'; r++ {
				got, ok := Advance(r, size, style)
				if want := fyne.MeasureText(string(r), size, style).Width; !ok || got != want {
					t.Fatalf("%q %+v at %v: %v, not %v", r, style, size, got, want)
				}
			}
		}
	}
	if _, ok := Advance('é', 15, fyne.TextStyle{}); ok {
		t.Error("é is not in the table")
	}
}

func TestFaceLeavesToFyne(t *testing.T) {
	for _, s := range []string{"日本", "🩺 fever", "a\u0301", "\xff", "tab\t"} {
		if Face(s, fyne.TextStyle{}) != nil {
			t.Errorf("%q", s)
		}
	}
	if Face("x", fyne.TextStyle{Monospace: true}) != nil {
		t.Error("code has a font of its own")
	}
}
