package paper

import (
	"bytes"
	"fmt"
	"image"
	"image/png"

	_ "image/gif"  // as quiz.Media has them
	_ "image/jpeg" //

	"codeberg.org/go-pdf/fpdf"
	_ "golang.org/x/image/bmp"
	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp"

	"chartroom/quiz"
)

// Limits of the pictures that are decoded: those of the screen. A picture of
// few bytes may have pixels for gigabytes.
const (
	mostSide   = 10_000
	mostPixels = 25_000_000
	printSide  = 1600 // pixels of the longer side: 200 to the inch on a page
	pictureAll = 85.0 // mm of height
	pixelsInMM = 6.0  // 150 to the inch, where there is room
)

// picture is one that was decoded; err says why it was not.
type picture struct {
	width, height int // pixels
	err           error
}

// decoded readies a media for the document.
func (d *document) decoded(ref string) picture {
	if p, ok := d.pictures[ref]; ok {
		return p
	}
	p := d.decode(ref)
	d.pictures[ref] = p
	return p
}

func (d *document) decode(ref string) (p picture) {
	hash, _ := quiz.MediaHash(ref)
	var data []byte
	for i := range d.plan.bank.Media {
		if d.plan.bank.Media[i].Hash == hash {
			data = d.plan.bank.Media[i].Data
		}
	}
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil:
		p.err = fmt.Errorf("the picture cannot be read: %w", err)
		return p
	case c.Width < 1 || c.Height < 1 || c.Width > mostSide || c.Height > mostSide || c.Width*c.Height > mostPixels:
		p.err = fmt.Errorf("the picture has %d × %d pixels, which is too many or too few", c.Width, c.Height)
		return p
	}
	full, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		p.err = fmt.Errorf("the picture cannot be read: %w", err)
		return p
	}
	p.width, p.height = c.Width, c.Height
	side := max(c.Width, c.Height)
	scale := min(1, float64(printSide)/float64(side))
	flat := image.NewNRGBA(image.Rect(0, 0, max(int(float64(c.Width)*scale), 1), max(int(float64(c.Height)*scale), 1)))
	draw.Draw(flat, flat.Bounds(), image.White, image.Point{}, draw.Src) // paper is white
	draw.ApproxBiLinear.Scale(flat, flat.Bounds(), full, full.Bounds(), draw.Over, nil)
	var out bytes.Buffer
	if p.err = png.Encode(&out, flat); p.err == nil {
		d.RegisterImageOptionsReader(ref, fpdf.ImageOptions{ImageType: "PNG"}, &out)
	}
	return p
}

// picture sets a picture, with what over draws on it; words stand in its place
// where it cannot be shown.
func (d *document) picture(ref string, c column, over func(x, y, width, height float64), words []run) []line {
	p := d.decoded(ref)
	if p.err != nil {
		return d.paragraph(words, c)
	}
	width := min(float64(p.width)/pixelsInMM, c.width)
	width = max(width, min(30, c.width))
	height := width * float64(p.height) / float64(p.width)
	if height > pictureAll {
		width, height = width*pictureAll/height, pictureAll
	}
	return []line{{height: height + 2, draw: func(y float64) {
		d.ImageOptions(ref, c.x, y+0.5, width, height, false, fpdf.ImageOptions{ImageType: "PNG"}, 0, "")
		if over != nil {
			over(c.x, y+0.5, width, height)
		}
	}}}
}

// places draws regions on a picture: numbers at all of them, a heavy frame
// around the one that is asked for, what is hidden covered.
func (d *document) places(p *quiz.Picture, asked, cover bool) func(x, y, width, height float64) {
	return func(x, y, width, height float64) {
		for i, r := range p.Regions {
			hit := i == p.Asked
			if !hit && !(cover && p.HideAll) {
				continue
			}
			if cover {
				d.SetFillColor(255, 255, 255)
				d.Rect(x+r.X*width, y+r.Y*height, r.W*width, r.H*height, "FD")
			}
			if hit && asked {
				d.SetLineWidth(0.7)
				d.Rect(x+r.X*width, y+r.Y*height, r.W*width, r.H*height, "D")
				d.SetLineWidth(0.2)
				if cover {
					d.use("B", 10)
					d.Text(x+(r.X+r.W/2)*width-1, y+(r.Y+r.H/2)*height+1.3, "?")
				}
			}
		}
	}
}
