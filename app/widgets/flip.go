package widgets

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
	"chartroom/quiz"
)

// Face is what a flashcard shows.
type Face struct {
	Caption       string // above the front: "What does it mean?"
	Front         string
	FrontMarkup   quiz.Markup
	Pronunciation string
	Back          string
	BackMarkup    quiz.Markup
	Example       string // under the back
	ExampleMarkup quiz.Markup
	Source        string // small, under all

	Holes []Hole // what {{1}}, {{2}}, … in Front hide; filled in place once the back is shown
}

// Hole is a gap in the front of a card.
type Hole struct{ Words, Hint string } // plain text

// Flip is the face of a flashcard. The front stands where it stands whether
// the back is shown or not.
type Flip struct {
	widget.BaseWidget
	caption, front, spoken, back, example, source *Text
	extra                                         fyne.CanvasObject
	shown                                         bool
	body                                          *fyne.Container
	middle                                        *fyne.Container // a picture, or a field to type in
	field                                         *fyne.Container // nil: nothing is typed
	answer                                        *fyne.Container
	difference                                    *fyne.Container
	rule                                          *fyne.Container // between what is asked and what is answered
}

// FlipCard makes an empty card; Set fills it.
func FlipCard() *Flip {
	f := &Flip{
		caption: Caption("").Centred(), front: Hero("").Centred(), spoken: Muted("").Centred(),
		back: newText("", theme.SizeHeading, theme.ColorText, false).Centred(), example: Muted("").Centred(), source: Caption("").Centred(),
	}
	f.difference, f.middle = Column(0), Column(theme.Space12)
	f.difference.Hide()
	f.middle.Hide()
	f.rule = Centre(limitFull(28, Divider()))
	f.answer = Column(theme.Space12, f.difference, f.rule, Pad(theme.Space8, 0, 0, 0, f.back), f.example, f.source)
	f.body = Column(theme.Space12, f.caption, f.front, f.spoken, f.middle, Pad(theme.Space8, 0, 0, 0, &curtain{flip: f, body: f.answer}))
	f.ExtendBaseWidget(f)
	return f
}

// Showing makes the card show the pictures that its texts name.
func (f *Flip) Showing(p *Pictures) *Flip {
	for _, t := range []*Text{f.front, f.back, f.example} {
		t.Showing(p)
	}
	return f
}

// Between puts o between the front and the back: a picture, a field.
func (f *Flip) Between(o fyne.CanvasObject) {
	f.middle.Add(o)
	f.middle.Show()
}

// Field puts a field to type the answer in between the front and the back.
func (f *Flip) Field(e *Entry) {
	f.field = Centre(limitFull(28, e))
	f.Between(f.field)
}

// Differ shows what was typed against what is right, above the back, and takes
// the field away, which would only repeat it.
func (f *Flip) Differ(runs []quiz.Run) {
	if f.field != nil {
		f.field.Hide()
	}
	f.difference.Objects = []fyne.CanvasObject{Difference(runs)}
	f.difference.Show()
	f.Refresh()
}

// Set shows another card, with its back hidden or shown.
func (f *Flip) Set(face Face, shown bool) {
	f.caption.SetText(face.Caption)
	f.front.SetSpans(holeSpans(Spans(face.Front, face.FrontMarkup), face.Holes, shown))
	f.spoken.SetText(face.Pronunciation)
	f.back.SetProse(face.Back, face.BackMarkup)
	f.example.SetProse(face.Example, face.ExampleMarkup)
	f.source.SetText(face.Source)
	n := utf8.RuneCountInString(f.front.Text())
	switch {
	case f.middle.Visible() && n <= 70: // a field or a picture needs the room
		f.front.Sized(theme.SizeHeading).Bold()
	case n <= 24:
		f.front.Sized(theme.SizeHero).Bold()
	case n <= 70:
		f.front.Sized(theme.SizeDisplay).Bold()
	default:
		f.front.Sized(theme.SizeHeading).Regular()
	}
	if utf8.RuneCountInString(f.back.Text()) <= 40 {
		f.back.Sized(sizeBack)
	} else {
		f.back.Sized(theme.SizeHeading)
	}
	for _, t := range []*Text{f.caption, f.spoken, f.back, f.example, f.source} {
		t.Hidden = len(t.spans) == 0
	}
	f.rule.Hidden = f.back.Hidden && f.example.Hidden && f.source.Hidden
	f.shown = shown
	f.Refresh()
}

// holeSpans puts the holes of a front in the place of their numbers: the hint
// or dots while they are hidden, the words once they are shown.
func holeSpans(spans []Span, holes []Hole, shown bool) []Span {
	if len(holes) == 0 {
		return spans
	}
	var out []Span
	for _, s := range spans {
		rest := s.Text
		put := func(words string, mark Mark) {
			if words == "" {
				return
			}
			piece := s
			piece.Text, piece.Mark = words, mark
			out = append(out, piece)
			s.Start, s.Marker = Inline, ""
		}
		for rest != "" {
			before, n, after := cutGap(rest)
			if n < 1 || n > len(holes) {
				break
			}
			rest = after
			put(before, Unmarked)
			hole := holes[n-1]
			switch {
			case shown:
				put(hole.Words, FilledMark)
			case hole.Hint != "":
				put("["+hole.Hint+"]", HoleMark)
			default:
				put("[…]", HoleMark)
			}
		}
		put(rest, Unmarked)
	}
	return out
}

// sizeBack is the size of a short answer.
const sizeBack = theme.SizeDisplay

// Reveal shows the back, or hides it again.
func (f *Flip) Reveal(on bool) {
	if f.shown != on {
		f.shown = on
		f.Refresh()
	}
}

// Shown reports whether the back is shown.
func (f *Flip) Shown() bool { return f.shown }

func (f *Flip) width(width float32) float32 { return min(width, readingWidth()) }

// HeightFor is for layouts.
func (f *Flip) HeightFor(width float32) float32 { return HeightFor(f.body, f.width(width)) }

// CreateRenderer is for Fyne.
func (f *Flip) CreateRenderer() fyne.WidgetRenderer {
	return newView(f, func() { f.body.Refresh() },
		func() fyne.Size { return f.body.MinSize() },
		func(s fyne.Size) {
			w := f.width(s.Width)
			h := HeightFor(f.body, w)
			place(f.body, (s.Width-w)/2, max(0, (s.Height-h)/2), w, h)
		}, f.body)
}

// curtain keeps the room of the back and shows it when it is time.
type curtain struct {
	widget.BaseWidget
	flip *Flip
	body *fyne.Container
}

func (c *curtain) HeightFor(width float32) float32 { return HeightFor(c.body, width) }

func (c *curtain) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	v := newView(c, nil, func() fyne.Size { return c.body.MinSize() }, nil)
	v.paint = func() {
		v.objects = v.objects[:0]
		if c.flip.shown {
			v.objects = append(v.objects, c.body)
		}
	}
	v.layout = func(s fyne.Size) { c.body.Resize(s) }
	v.paint()
	return v
}

// limitFull is limit, asking for all of it.
func limitFull(ems float32, o fyne.CanvasObject) *fyne.Container {
	c := limit(ems, o)
	c.Layout = fullLayout{limitLayout{ems}}
	return c
}

type fullLayout struct{ limitLayout }

func (l fullLayout) naturalWidth([]fyne.CanvasObject) float32 { return l.room() }
