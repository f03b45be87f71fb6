package uitest

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Golden compares a picture with the one in a file, leaving room for another
// processor's rounding at the edges of curves. update writes the file instead.
func Golden(t T, path string, got image.Image, update bool) {
	t.Helper()
	now := flat(got)
	if update {
		if err := writePNG(path, reduced(now)); err != nil {
			t.Fatalf("%v", err)
		}
		return
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (go test with -update writes it)", err)
		return
	}
	decoded, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
		return
	}
	want := flat(decoded)
	if want.Rect != now.Rect {
		t.Fatalf("%s is %v, now %v", path, want.Rect, now.Rect)
		return
	}
	differ := 0
	for i := 0; i < len(now.Pix); i += 4 {
		if distance(at(want, i), at(now, i)) > 3*32*32 {
			differ++
		}
	}
	if differ > 100 {
		out := filepath.Join(os.TempDir(), "failed-"+filepath.Base(path))
		if err := writePNG(out, got); err != nil {
			t.Fatalf("%v", err)
		}
		t.Fatalf("%d pixels differ from %s; see %s", differ, path, out)
	}
}

func writePNG(path string, img image.Image) error {
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, img); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}

// flat is img as plain pixels.
func flat(img image.Image) *image.RGBA {
	out := image.NewRGBA(img.Bounds().Sub(img.Bounds().Min))
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
	return out
}

func at(img *image.RGBA, i int) color.RGBA {
	return color.RGBA{R: img.Pix[i], G: img.Pix[i+1], B: img.Pix[i+2], A: 0xFF}
}

// reduced keeps the commonest colours of a picture, which are its surfaces,
// exactly, and gives the edges of letters the nearest of 128: a third of the
// file, and nothing to see.
func reduced(img *image.RGBA) image.Image {
	count := map[color.RGBA]int{}
	for i := 0; i < len(img.Pix); i += 4 {
		count[at(img, i)]++
	}
	common := slices.SortedFunc(maps.Keys(count), func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B))
	})
	palette := color.Palette{}
	for _, c := range common {
		near := slices.ContainsFunc(palette, func(p color.Color) bool { return distance(p.(color.RGBA), c) < 3*9*9 })
		if len(palette) < 16 || !near {
			palette = append(palette, c)
		}
		if len(palette) == 128 {
			break
		}
	}
	nearest := map[color.RGBA]uint8{}
	for c := range count {
		best, far := 0, 1<<30
		for i, p := range palette {
			if d := distance(p.(color.RGBA), c); d < far {
				best, far = i, d
			}
		}
		nearest[c] = uint8(best)
	}
	out := image.NewPaletted(img.Rect, palette)
	for i := range out.Pix {
		out.Pix[i] = nearest[at(img, 4*i)]
	}
	return out
}

// distance is the square of how far two colours are apart.
func distance(a, b color.RGBA) int {
	d := func(x, y uint8) int { return (int(x) - int(y)) * (int(x) - int(y)) }
	return d(a.R, b.R) + d(a.G, b.G) + d(a.B, b.B)
}
