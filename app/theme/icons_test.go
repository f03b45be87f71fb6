package theme

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"chartroom/assets"
)

// iconImage is the icon at 48 pixels, as Fyne draws it.
func iconImage(t *testing.T, r fyne.Resource) *image.NRGBA {
	t.Helper()
	img := canvas.NewImageFromResource(r)
	img.Resize(fyne.NewSquareSize(48))
	got, ok := img.Image.(*image.NRGBA)
	if !ok {
		t.Fatalf("%s does not draw", r.Name())
	}
	return got
}

// TestContactSheet writes all icons to CONTACT_SHEET, for people.
func TestContactSheet(t *testing.T) {
	path := os.Getenv("CONTACT_SHEET")
	if path == "" {
		t.Skip("CONTACT_SHEET is not set")
	}
	app := test.NewTempApp(t)
	app.Settings().SetTheme(New(Options{Variant: Light}))
	names := assets.IconNames()
	const cell, columns = 72, 10
	sheet := image.NewNRGBA(image.Rect(0, 0, columns*cell, (len(names)+columns-1)/columns*cell))
	draw.Draw(sheet, sheet.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	for i, n := range names {
		at := image.Pt(i%columns*cell+12, i/columns*cell+12)
		draw.Draw(sheet, image.Rectangle{Min: at, Max: at.Add(image.Pt(48, 48))}, iconImage(t, Icon(IconName(n))), image.Point{}, draw.Over)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, sheet); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestAppIconIsItsDrawing renders icon.svg and compares it with icon.png;
// UPDATE_ICON=1 writes icon.png anew.
func TestAppIconIsItsDrawing(t *testing.T) {
	test.NewTempApp(t)
	img := canvas.NewImageFromResource(fyne.NewStaticResource("icon.svg", assets.IconSVG))
	img.Resize(fyne.NewSquareSize(512))
	var b bytes.Buffer
	if err := png.Encode(&b, img.Image); err != nil {
		t.Fatal(err)
	}
	if os.Getenv("UPDATE_ICON") != "" {
		if err := os.WriteFile("../../assets/icon.png", b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := png.Decode(bytes.NewReader(assets.IconPNG))
	if err != nil {
		t.Fatal(err)
	}
	if want.Bounds() != img.Image.Bounds() {
		t.Fatalf("icon.png is %v", want.Bounds())
	}
	far := 0
	for y := 0; y < 512; y++ {
		for x := 0; x < 512; x++ {
			if color.NRGBAModel.Convert(want.At(x, y)) != color.NRGBAModel.Convert(img.Image.At(x, y)) {
				far++
			}
		}
	}
	if far > 512 {
		t.Errorf("%d pixels of icon.png differ from icon.svg", far)
	}
}
