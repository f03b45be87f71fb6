package library

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// regions is a picture with its places, for the editor: a drag over it marks a
// new place, a click chooses one. The keyboard has the steppers below it.
type regions struct {
	widget.BaseWidget
	picture *quiz.Picture
	natural fyne.Size     // pixels
	image   *canvas.Image // nil: it cannot be shown
	words   *widgets.Text // why not
	begun   *fyne.Position
	at      fyne.Position
	drawn   func(quiz.Region)
	chosen  func(int)
}

// tallestEdited is how high the picture may be while it is edited.
const tallestEdited = 300

func newRegions(p *quiz.Picture, media func(string) (quiz.Media, error), drawn func(quiz.Region), chosen func(int)) *regions {
	r := &regions{picture: p, drawn: drawn, chosen: chosen, words: widgets.Muted("")}
	if err := r.read(media); err != nil {
		r.words.SetText("The picture cannot be shown: " + err.Error() + ".")
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *regions) read(media func(string) (quiz.Media, error)) error {
	hash, ok := quiz.MediaHash(r.picture.Media)
	if !ok {
		return errNoPicture
	}
	m, err := media(hash)
	if err != nil {
		return err
	}
	if r.natural, err = pictureSize(m.Data); err != nil {
		return err
	}
	r.image = canvas.NewImageFromResource(fyne.NewStaticResource(m.Hash, m.Data))
	r.image.FillMode = canvas.ImageFillStretch
	return nil
}

// size is how large the picture is drawn in a width.
func (r *regions) size(width float32) fyne.Size {
	if r.image == nil {
		return fyne.Size{}
	}
	by := min(width/r.natural.Width, tallestEdited/r.natural.Height, 3)
	return fyne.NewSize(r.natural.Width*by, r.natural.Height*by)
}

// HeightFor is for layouts.
func (r *regions) HeightFor(width float32) float32 {
	if r.image == nil {
		return r.words.HeightFor(width)
	}
	return r.size(width).Height
}

// share is a position as shares of the picture, 0 to 1.
func (r *regions) share(p fyne.Position) (x, y float64) {
	size := r.size(r.Size().Width)
	inside := func(v float32) float64 { return float64(max(0, min(v, 1))) }
	return inside(p.X / max(size.Width, 1)), inside(p.Y / max(size.Height, 1))
}

// Dragged marks a place while it is drawn.
func (r *regions) Dragged(e *fyne.DragEvent) {
	if r.begun == nil {
		from := e.Position.SubtractXY(e.Dragged.DX, e.Dragged.DY)
		r.begun = &from
	}
	r.at = e.Position
	r.Refresh()
}

// DragEnd takes the place that was drawn, unless it is hardly one.
func (r *regions) DragEnd() {
	region, ok := r.drag()
	r.begun = nil
	if ok && region.W >= .01 && region.H >= .01 {
		r.drawn(region)
		return
	}
	r.Refresh()
}

// drag is the place that is being drawn.
func (r *regions) drag() (quiz.Region, bool) {
	if r.begun == nil {
		return quiz.Region{}, false
	}
	ax, ay := r.share(*r.begun)
	bx, by := r.share(r.at)
	return quiz.Region{X: min(ax, bx), Y: min(ay, by), W: max(ax, bx) - min(ax, bx), H: max(ay, by) - min(ay, by)}, true
}

// Tapped chooses the smallest place under the pointer.
func (r *regions) Tapped(e *fyne.PointEvent) {
	x, y := r.share(e.Position)
	best, area := -1, 2.0
	for i, g := range r.picture.Regions {
		if x >= g.X && x <= g.X+g.W && y >= g.Y && y <= g.Y+g.H && g.W*g.H < area {
			best, area = i, g.W*g.H
		}
	}
	if best >= 0 {
		r.chosen(best)
	}
}

// CreateRenderer is for Fyne.
func (r *regions) CreateRenderer() fyne.WidgetRenderer { return &regionsRenderer{r: r} }

type regionsRenderer struct {
	r       *regions
	objects []fyne.CanvasObject
}

func (x *regionsRenderer) Destroy()                     {}
func (x *regionsRenderer) Objects() []fyne.CanvasObject { return x.objects }
func (x *regionsRenderer) MinSize() fyne.Size {
	return fyne.NewSize(120, x.r.HeightFor(max(x.r.Size().Width, 240)))
}
func (x *regionsRenderer) Layout(fyne.Size) { x.Refresh() }

// Refresh draws the picture and an outline with its number for every place.
func (x *regionsRenderer) Refresh() {
	r := x.r
	if r.image == nil {
		x.objects = []fyne.CanvasObject{r.words}
		r.words.Resize(r.Size())
		return
	}
	size := r.size(r.Size().Width)
	r.image.Resize(size)
	x.objects = []fyne.CanvasObject{r.image}
	all := r.picture.Regions
	if drawn, ok := r.drag(); ok {
		all = append(all[:len(all):len(all)], drawn)
	}
	for i, g := range all {
		x.outline(g, size, i == r.picture.Asked)
	}
	canvas.Refresh(r)
}

func (x *regionsRenderer) outline(g quiz.Region, size fyne.Size, asked bool) {
	role := theme.ColorMuted
	if asked {
		role = theme.ColorAccent
	}
	at := fyne.NewPos(float32(g.X)*size.Width, float32(g.Y)*size.Height)
	box := canvas.NewRectangle(image.Transparent.C)
	box.StrokeColor, box.StrokeWidth, box.CornerRadius = theme.Color(role), 2, 4
	box.Move(at)
	box.Resize(fyne.NewSize(float32(g.W)*size.Width, float32(g.H)*size.Height))
	label := widgets.Chip(orWord(g.Label, "?"), role)
	label.Move(at.AddXY(4, 4))
	label.Resize(fyne.NewSize(min(label.NaturalWidth(), max(size.Width-at.X-4, 10)), label.MinSize().Height))
	x.objects = append(x.objects, box, label)
}
