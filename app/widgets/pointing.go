package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"chartroom/app/theme"
	"chartroom/quiz"
)

// Pointing is a picture into which the learner points: with a click, or with a
// cross that the arrows move, in long steps with Shift, and that Enter or Space
// points with; a digit jumps to the part of the picture where it lies on a
// number pad. Enter on the point that is set hands in.
type Pointing struct {
	Answering
	natural fyne.Size     // pixels
	image   *canvas.Image // nil: it cannot be shown, and the words say why
	words   *Text
	region  quiz.Region // what is right
	at      quiz.Point  // the cross
	point   *quiz.Point // what was pointed at
	verdict *Verdict
	shift   bool
}

// PointingInto makes the picture; p finds its file, submit is called on Enter.
func PointingInto(picture *quiz.Picture, p *Pictures, submit func()) *Pointing {
	w := &Pointing{words: Caption("").Centred(), at: quiz.Point{X: .5, Y: .5}}
	img, err := p.of(picture.Media)
	if err != nil {
		w.words.SetText(pictureWords(picture.Alt) + " It cannot be shown: " + err.Error() + ".")
	} else {
		size := img.Bounds().Size()
		w.natural = fyne.NewSize(float32(size.X), float32(size.Y))
		w.image = canvas.NewImageFromImage(img)
		w.image.FillMode = canvas.ImageFillStretch
		w.words.SetText(picture.Alt)
	}
	if picture.Asked >= 0 && picture.Asked < len(picture.Regions) {
		w.region = picture.Regions[picture.Asked]
	}
	w.extend(w, submit)
	return w
}

var (
	_ fyne.Focusable  = (*Pointing)(nil)
	_ fyne.Tappable   = (*Pointing)(nil)
	_ desktop.Keyable = (*Pointing)(nil)
)

// Answer is the point; nil while there is none.
func (w *Pointing) Answer() *quiz.Point {
	if w.point == nil {
		return nil
	}
	at := *w.point
	return &at
}

// SetAnswer points without telling; nil takes the point away.
func (w *Pointing) SetAnswer(at *quiz.Point) {
	if w.point = nil; at != nil {
		set := *at
		w.point, w.at = &set, set
	}
	w.Refresh()
}

// Mark shows the verdict and the place that is right.
func (w *Pointing) Mark(v Verdict) { w.verdict = &v; w.Close() }

// set points at a place.
func (w *Pointing) set(at quiz.Point) {
	if w.closed || w.image == nil {
		return
	}
	at = quiz.Point{X: min(max(at.X, 0), 1), Y: min(max(at.Y, 0), 1)}
	w.at, w.point = at, &at
	w.tell()
}

// Steps of the cross, in shares of the picture.
const (
	shortStep = .01
	longStep  = .1
)

// move moves the cross by so many steps.
func (w *Pointing) move(x, y float64) {
	step := shortStep
	if w.shift {
		step = longStep
	}
	w.at = quiz.Point{X: min(max(w.at.X+x*step, 0), 1), Y: min(max(w.at.Y+y*step, 0), 1)}
	w.Refresh()
}

// KeyDown and KeyUp see Shift, which keys do not carry.
func (w *Pointing) KeyDown(e *fyne.KeyEvent) { w.shifted(e, true) }

// KeyUp ends what KeyDown began.
func (w *Pointing) KeyUp(e *fyne.KeyEvent) { w.shifted(e, false) }

func (w *Pointing) shifted(e *fyne.KeyEvent, on bool) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		w.shift = on
	}
}

// FocusLost also lets Shift go.
func (w *Pointing) FocusLost() { w.shift = false; w.Answering.FocusLost() }

// TypedRune jumps to one of nine parts: 7 is at the top left, 3 at the bottom
// right.
func (w *Pointing) TypedRune(r rune) {
	switch {
	case r >= '1' && r <= '9' && !w.closed:
		n := int(r - '1')
		w.at = quiz.Point{X: (float64(n%3)*2 + 1) / 6, Y: (float64(2-n/3)*2 + 1) / 6}
		w.Refresh()
	case r == ' ':
	default:
		forwardRune(w, r)
	}
}

// TypedKey moves the cross, points and hands in.
func (w *Pointing) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		w.move(-1, 0)
	case fyne.KeyRight:
		w.move(1, 0)
	case fyne.KeyUp:
		w.move(0, -1)
	case fyne.KeyDown:
		w.move(0, 1)
	case fyne.KeySpace:
		w.set(w.at)
	case fyne.KeyBackspace, fyne.KeyDelete:
		if !w.closed && w.point != nil {
			w.point = nil
			w.tell()
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if w.point == nil || *w.point != w.at {
			w.set(w.at)
			return
		}
		w.submit()
	default:
		w.otherKey(e)
	}
}

// Tapped points where the mouse is.
func (w *Pointing) Tapped(e *fyne.PointEvent) {
	w.Focus()
	size := w.size(w.Size().Width)
	if w.image == nil || size.Width <= 0 || size.Height <= 0 {
		return
	}
	left := (w.Size().Width - size.Width) / 2
	at := quiz.Point{X: float64((e.Position.X - left) / size.Width), Y: float64(e.Position.Y / size.Height)}
	if at.X >= 0 && at.X <= 1 && at.Y >= 0 && at.Y <= 1 {
		w.set(at)
	}
}

// Words are for tests: the verdict, and the label that is right.
func (w *Pointing) Words() []string {
	if w.verdict == nil {
		return nil
	}
	return []string{w.verdict.Word, w.region.Label}
}

// tallestPointing is how high the picture may be: it is all there is to answer
// with, and small places want to be hit.
const tallestPointing = 420

func (w *Pointing) size(width float32) fyne.Size {
	if w.image == nil {
		return fyne.Size{}
	}
	by := min(width/max(w.natural.Width, 1), tallestPointing/max(w.natural.Height, 1), 3)
	return fyne.NewSize(w.natural.Width*by, w.natural.Height*by)
}

// HeightFor is for layouts.
func (w *Pointing) HeightFor(width float32) float32 {
	return w.size(width).Height + theme.Space8 + w.words.HeightFor(width)
}

// CreateRenderer is for Fyne.
func (w *Pointing) CreateRenderer() fyne.WidgetRenderer {
	frame, region, tab, label := rect(4), rect(4), rect(4), line("", theme.SizeBody, true)
	halo, dot, icon := canvas.NewCircle(nil), canvas.NewCircle(nil), newInnerIcon()
	var cross [4]*canvas.Rectangle
	objects := []fyne.CanvasObject{}
	if w.image != nil {
		objects = append(objects, w.image)
	}
	objects = append(objects, frame, region, tab, label)
	for i := range cross {
		cross[i] = rect(0)
		objects = append(objects, cross[i])
	}
	objects = append(objects, halo, dot, icon, w.words)
	return newView(w, func() {
		edge, width := theme.ColorEdge, float32(1)
		if w.focused && !w.closed {
			edge, width = theme.ColorAccent, 2
		}
		fill(frame, "", edge, width)
		frame.Hidden = w.image == nil
		for i, c := range cross {
			fill(c, theme.ColorAccent, "", 0)
			if i%2 == 0 { // a light line beside the dark one, to be seen on any picture
				fill(c, theme.ColorOnAccent, "", 0)
			}
			c.Hidden = !w.focused || w.closed || w.image == nil
		}
		ink2 := theme.ColorAccent
		if w.verdict != nil {
			ink2 = w.verdict.Role
		}
		halo.FillColor, dot.FillColor = role(theme.ColorOnAccent), role(ink2)
		halo.Hidden, dot.Hidden = w.point == nil || w.image == nil, w.point == nil || w.image == nil
		halo.Refresh()
		dot.Refresh()
		tint(icon, "", "")
		fill(region, "", "", 0)
		fill(tab, "", "", 0)
		write(label, "")
		if w.verdict != nil && w.image != nil {
			tint(icon, w.verdict.Icon, theme.ColorOnAccent)
			fill(region, "", theme.ColorRight, 3)
			fill(tab, theme.ColorRightSoft, theme.ColorRight, 1)
			write(label, w.region.Label)
		}
		if label.Text == "" {
			fill(tab, "", "", 0)
		}
		ink(label, theme.SizeBody, theme.ColorRight)
	}, func() fyne.Size {
		return fyne.NewSize(120, w.HeightFor(max(w.Size().Width, 320)))
	}, func(s fyne.Size) {
		size := w.size(s.Width)
		left := (s.Width - size.Width) / 2
		if w.image != nil {
			place(w.image, left, 0, size.Width, size.Height)
		}
		place(frame, left-2, -2, size.Width+4, size.Height+4)
		x, y := left+float32(w.at.X)*size.Width, float32(w.at.Y)*size.Height
		place(cross[0], left, y-2, size.Width, 3)
		place(cross[1], left, y-1, size.Width, 1)
		place(cross[2], x-2, 0, 3, size.Height)
		place(cross[3], x-1, 0, 1, size.Height)
		r := w.region
		place(region, left+float32(r.X)*size.Width, float32(r.Y)*size.Height, float32(r.W)*size.Width, float32(r.H)*size.Height)
		m := label.MinSize()
		lx := left + float32(r.X+r.W/2)*size.Width - m.Width/2
		lx = min(max(lx, left+theme.Space4), left+max(size.Width-m.Width-theme.Space4, 0))
		ly := float32(r.Y+r.H)*size.Height + 2
		if ly+m.Height > size.Height {
			ly = max(float32(r.Y)*size.Height-m.Height-2, 0)
		}
		place(label, lx, ly, m.Width, m.Height)
		place(tab, lx-theme.Space4, ly, m.Width+2*theme.Space4, m.Height)
		if w.point != nil {
			d := theme.Scaled(16)
			px, py := left+float32(w.point.X)*size.Width, float32(w.point.Y)*size.Height
			place(halo, px-d/2-2, py-d/2-2, d+4, d+4)
			place(dot, px-d/2, py-d/2, d, d)
			place(icon, px-d*.4, py-d*.4, d*.8, d*.8)
		}
		place(w.words, 0, size.Height+theme.Space8, s.Width, w.words.HeightFor(s.Width))
	}, objects...)
}
