package widgets

import (
	"math"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
	"chartroom/quiz"
)

// Labelled is a picture with labelled places: the one asked for is covered and
// carries a question mark, and the others too where all are hidden, with their
// numbers. Revealed, it shows the label. Its words stand below it.
type Labelled struct {
	widget.BaseWidget
	shown   bool
	natural fyne.Size     // pixels
	image   *canvas.Image // nil: it cannot be shown, and the words say why
	covers  []*cover
	words   *Text
}

// cover is what lies over a place, and its words.
type cover struct {
	region quiz.Region
	asked  bool
	box    *canvas.Rectangle
	tab    *canvas.Rectangle // behind the words
	word   string            // what it says, before it is clipped
	text   *canvas.Text
}

// LabelledPicture makes the picture; p finds its file.
func LabelledPicture(picture *quiz.Picture, p *Pictures) *Labelled {
	l := &Labelled{words: Caption("").Centred()}
	img, err := p.of(picture.Media)
	if err != nil {
		l.words.SetText(pictureWords(picture.Alt) + " It cannot be shown: " + err.Error() + ".")
	} else {
		size := img.Bounds().Size()
		l.natural = fyne.NewSize(float32(size.X), float32(size.Y))
		l.image = canvas.NewImageFromImage(img)
		l.image.FillMode = canvas.ImageFillStretch
		l.words.SetText(picture.Alt)
		for i, r := range picture.Regions {
			if i != picture.Asked && !picture.HideAll {
				continue
			}
			c := &cover{region: r, asked: i == picture.Asked, box: rect(4), tab: rect(4), text: line("", theme.SizeBody, true)}
			l.covers = append(l.covers, c)
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

// Reveal shows what was hidden, or hides it again.
func (l *Labelled) Reveal(on bool) {
	if l.shown != on {
		l.shown = on
		l.Refresh()
	}
}

// Words are for tests: what the covers say. The words below speak for
// themselves.
func (l *Labelled) Words() []string {
	var w []string
	for i, c := range l.covers {
		w = append(w, l.label(i, c))
	}
	return w
}

// label is what stands on a cover.
func (l *Labelled) label(i int, c *cover) string {
	switch {
	case l.shown:
		return c.region.Label
	case c.asked:
		return "?"
	}
	return strconv.Itoa(i + 1)
}

// tallestPicture is how high the picture of a card may be. With larger letters
// it gets smaller: the label and the grades below it need the room.
func tallestPicture() float32 {
	return 340 / float32(math.Sqrt(float64(max(theme.Scaled(1), 1))))
}

func (l *Labelled) size(width float32) fyne.Size {
	if l.image == nil {
		return fyne.Size{}
	}
	by := min(width/max(l.natural.Width, 1), tallestPicture()/max(l.natural.Height, 1), 3)
	return fyne.NewSize(l.natural.Width*by, l.natural.Height*by)
}

// HeightFor is for layouts.
func (l *Labelled) HeightFor(width float32) float32 {
	return l.size(width).Height + theme.Space8 + l.words.HeightFor(width)
}

// CreateRenderer is for Fyne.
func (l *Labelled) CreateRenderer() fyne.WidgetRenderer {
	var objects []fyne.CanvasObject
	if l.image != nil {
		objects = append(objects, l.image)
	}
	for _, c := range l.covers {
		objects = append(objects, c.box)
	}
	var last []fyne.CanvasObject
	for _, c := range l.covers {
		if c.asked { // above all others
			last = []fyne.CanvasObject{c.tab, c.text}
			continue
		}
		objects = append(objects, c.tab, c.text)
	}
	objects = append(objects, last...)
	objects = append(objects, l.words)
	return newView(l, func() {
		for i, c := range l.covers {
			l.paint(i, c)
		}
	}, func() fyne.Size {
		return fyne.NewSize(120, l.HeightFor(max(l.Size().Width, 320)))
	}, func(s fyne.Size) {
		size := l.size(s.Width)
		left := (s.Width - size.Width) / 2
		if l.image != nil {
			place(l.image, left, 0, size.Width, size.Height)
		}
		for _, c := range l.covers {
			c.lay(left, size)
		}
		place(l.words, 0, size.Height+theme.Space8, s.Width, l.words.HeightFor(s.Width))
	}, objects...)
}

// paint colours a cover: solid while it hides, an outline once it is open.
func (l *Labelled) paint(i int, c *cover) {
	body, edge, word, tab := theme.ColorRaised, theme.ColorEdge, theme.ColorMuted, fyne.ThemeColorName("")
	switch {
	case l.shown && c.asked:
		body, edge, word, tab = "", theme.ColorAccent, theme.ColorAccent, theme.ColorAccentSoft
	case l.shown:
		body, edge, word, tab = "", theme.ColorEdge, theme.ColorText, theme.ColorRaised
	case c.asked:
		body, edge, word = theme.ColorAccentSoft, theme.ColorAccent, theme.ColorAccent
	}
	width := float32(1.5)
	if c.asked {
		width = 3
	}
	fill(c.box, body, edge, width)
	fill(c.tab, tab, "", 0)
	c.word = l.label(i, c)
	write(c.text, c.word)
	size := theme.SizeBody
	if !c.asked {
		size = theme.SizeCaption
	}
	ink(c.text, size, word)
}

// lay puts a cover over its place, and its words in the middle of it, within
// the picture. A neighbour whose name does not fit goes without.
func (c *cover) lay(left float32, size fyne.Size) {
	x, y := left+float32(c.region.X)*size.Width, float32(c.region.Y)*size.Height
	w, h := float32(c.region.W)*size.Width, float32(c.region.H)*size.Height
	place(c.box, x, y, w, h)
	room := max(size.Width-2*theme.Space8, 10)
	if !c.asked { // it may not cover its neighbours
		room = min(room, max(w+theme.Space8, theme.Scaled(24)))
	}
	write(c.text, clip(c.word, c.text.TextSize, c.text.TextStyle, room))
	if !c.asked && c.text.Text != c.word { // half a name says nothing; the outline stays
		write(c.text, "")
		place(c.text, x, y, 0, 0)
		place(c.tab, x, y, 0, 0)
		return
	}
	m := c.text.MinSize()
	tx := min(max(x+(w-m.Width)/2, left+theme.Space4), left+size.Width-m.Width-theme.Space4)
	ty := min(max(y+(h-m.Height)/2, 0), max(size.Height-m.Height, 0))
	place(c.text, tx, ty, m.Width, m.Height)
	place(c.tab, tx-theme.Space4, ty, m.Width+2*theme.Space4, m.Height)
}
