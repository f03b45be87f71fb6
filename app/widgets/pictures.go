package widgets

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"

	_ "golang.org/x/image/bmp"
	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp"

	"chartroom/quiz"
)

// Pictures are the pictures that texts name, read and made small once. The nil
// Pictures has none, and texts say them in words.
type Pictures struct {
	media func(hash string) (quiz.Media, error)
	made  map[string]made
	spent int // pixels decoded so far
}

type made struct {
	image image.Image
	err   error
}

// NewPictures are the pictures that media finds; nil for none.
func NewPictures(media func(hash string) (quiz.Media, error)) *Pictures {
	if media == nil {
		return nil
	}
	return &Pictures{media: media, made: map[string]made{}}
}

// Limits of a picture, against files that grow beyond all measure when they
// are decoded (our own proposals).
const (
	mostPixels = 40_000_000     // of one picture: 160 MB decoded
	mostSide   = 16384          // pixels
	budget     = 3 * mostPixels // pixels of all pictures of one question
	shownSide  = 1600           // pixels: what is kept is no larger
)

// Why there is no picture, as the learner reads it.
var (
	errNoPictures = errors.New("pictures are not shown here")
	errNoFile     = errors.New("its file did not come with the question")
)

// of is the picture that a Ref names.
func (p *Pictures) of(ref string) (image.Image, error) {
	hash, ok := quiz.MediaHash(ref)
	if p == nil || !ok {
		return nil, errNoPictures
	}
	if m, ok := p.made[hash]; ok {
		return m.image, m.err
	}
	var m made
	if one, err := p.media(hash); err != nil {
		m.err = errNoFile
	} else {
		m.image, m.err = p.decode(one.Data)
	}
	p.made[hash] = m
	return m.image, m.err
}

// decode reads a picture of a size that is fit to be shown.
func (p *Pictures) decode(data []byte) (image.Image, error) {
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("the picture cannot be read: %w", err)
	}
	if c.Width < 1 || c.Height < 1 || c.Width > mostSide || c.Height > mostSide || c.Width*c.Height > mostPixels {
		return nil, fmt.Errorf("the picture has %d × %d pixels, which is too many or too few", c.Width, c.Height)
	}
	if p.spent += c.Width * c.Height; p.spent > budget {
		return nil, errors.New("the question has more pictures than can be shown")
	}
	full, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("the picture cannot be read: %w", err)
	}
	side := max(c.Width, c.Height)
	if side <= shownSide {
		return full, nil
	}
	small := image.NewRGBA(image.Rect(0, 0, max(c.Width*shownSide/side, 1), max(c.Height*shownSide/side, 1)))
	draw.ApproxBiLinear.Scale(small, small.Bounds(), full, full.Bounds(), draw.Src, nil)
	return small, nil
}
