package settings

import (
	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
)

// section is a heading with a sentence at the left and a card of rows at the
// right.
type section struct {
	title  string
	object fyne.CanvasObject
}

func newSection(title, sentence string, rows ...fyne.CanvasObject) *section {
	var parts []fyne.CanvasObject
	for i, row := range rows {
		if i > 0 {
			parts = append(parts, widgets.Divider())
		}
		parts = append(parts, row)
	}
	words := widgets.Pad(theme.Space4, 0, 0, 0, widgets.Column(theme.Space4, widgets.Heading(title), widgets.Muted(sentence)))
	return &section{title: title,
		object: widgets.Split(theme.Space24, .26, 820, words, widgets.Card(widgets.Column(theme.Space16, parts...)))}
}

// stacked is a setting whose control needs the whole width.
func stacked(label string, control fyne.CanvasObject) fyne.CanvasObject {
	return widgets.Column(theme.Space8, widgets.Body(label), control)
}

// noted is a setting with a sentence under it that follows what is chosen.
func noted(label string, control fyne.CanvasObject, n *note) fyne.CanvasObject {
	return beside(widgets.Column(2, widgets.Body(label), n.object), control)
}

// beside puts words at the left and a control at the right, or below the
// words where they would become too narrow to read, as widgets.FormRow does.
func beside(words, control fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &besideLayout{}, Objects: []fyne.CanvasObject{words, control}}
}

// besideLayout remembers the width it was last given, because the height
// depends on it.
type besideLayout struct{ width float32 }

// narrowest is how many ems of text words may be squeezed to.
const narrowest = 14

func naturalWidth(o fyne.CanvasObject) float32 {
	if n, ok := o.(interface{ NaturalWidth() float32 }); ok {
		return n.NaturalWidth()
	}
	return o.MinSize().Width
}

// walk puts both into width and returns the height.
func (*besideLayout) walk(objects []fyne.CanvasObject, width float32, put func(o fyne.CanvasObject, x, y, w, h float32)) float32 {
	words, control := objects[0], objects[1]
	w := min(naturalWidth(control), width)
	h := widgets.HeightFor(control, w)
	if left := width - w - theme.Space24; left >= narrowest*theme.Size(theme.SizeBody) {
		wordsHigh := widgets.HeightFor(words, left)
		high := max(wordsHigh, h)
		put(words, 0, (high-wordsHigh)/2, left, wordsHigh)
		put(control, width-w, (high-h)/2, w, h)
		return high
	}
	y := widgets.HeightFor(words, width)
	put(words, 0, 0, width, y)
	put(control, 0, y+theme.Space8, w, h)
	return y + theme.Space8 + h
}

func (l *besideLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.walk(objects, size.Width, put)
}

func (l *besideLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := max(objects[0].MinSize().Width, objects[1].MinSize().Width)
	return fyne.NewSize(least, l.walk(objects, max(l.width, least), func(fyne.CanvasObject, float32, float32, float32, float32) {}))
}

// weekLayout puts objects into rows of three: a name, a number and a choice.
// The columns are aligned. Where a row is too wide, its choice goes below the
// number, and the rows stand further apart.
type weekLayout struct{ width float32 }

// walk puts all of them into width and returns the height.
func (*weekLayout) walk(objects []fyne.CanvasObject, width float32, put func(o fyne.CanvasObject, x, y, w, h float32)) float32 {
	var wide [3]float32
	for i, o := range objects {
		wide[i%3] = max(wide[i%3], naturalWidth(o))
	}
	aside := wide[0]+wide[1]+wide[2]+2*theme.Space16 <= width
	y := float32(0)
	for i := 0; i+2 < len(objects); i += 3 {
		name, number, choice := objects[i], objects[i+1], objects[i+2]
		high, numberHigh := widgets.HeightFor(name, wide[0]), widgets.HeightFor(number, wide[1])
		room := min(wide[2], width)
		line, choiceHigh := max(high, numberHigh), widgets.HeightFor(choice, room)
		if aside {
			line = max(line, choiceHigh)
		}
		put(name, 0, y+(line-high)/2, wide[0], high)
		put(number, wide[0]+theme.Space16, y+(line-numberHigh)/2, wide[1], numberHigh)
		if aside {
			put(choice, width-wide[2], y+(line-choiceHigh)/2, wide[2], choiceHigh)
			y += line + theme.Space4
		} else {
			put(choice, 0, y+line+theme.Space4, room, choiceHigh)
			y += line + theme.Space4 + choiceHigh + theme.Space16
		}
	}
	if aside {
		return max(0, y-theme.Space4)
	}
	return max(0, y-theme.Space16)
}

func (l *weekLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.walk(objects, size.Width, put)
}

func (l *weekLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least float32
	for i := 0; i+2 < len(objects); i += 3 {
		least = max(least, naturalWidth(objects[i])+theme.Space16+naturalWidth(objects[i+1]), objects[i+2].MinSize().Width)
	}
	return fyne.NewSize(least, l.walk(objects, max(l.width, least), func(fyne.CanvasObject, float32, float32, float32, float32) {}))
}

func put(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// outdent puts the words of a quiet button on the edge of the card, instead of
// its margin.
func outdent(b *widgets.Button) fyne.CanvasObject {
	return widgets.Pad(0, -theme.Space8, 0, -theme.Space8, b)
}

// width gives a field room for so many ems of text.
func width(ems float32, o fyne.CanvasObject) fyne.CanvasObject {
	return widgets.Fixed(ems*theme.Size(theme.SizeBody), 0, o)
}

// note is a sentence that always has its line, with an icon when it tells of
// something wrong.
type note struct {
	object *fyne.Container
	icon   *widgets.Icon
	text   *widgets.Text
}

func newNote() *note {
	n := &note{icon: widgets.NewIcon(theme.IconWarning, theme.ColorWrong).Sized(theme.SizeCaption), text: widgets.Caption("")}
	n.icon.Hide()
	n.object = widgets.Row(theme.Space4, n.icon, widgets.Grow(n.text))
	return n
}

func (n *note) set(text string, bad bool) {
	n.text.SetText(text)
	if bad {
		n.text.SetRole(theme.ColorWrong)
		n.icon.Show()
	} else {
		n.text.SetRole(theme.ColorMuted)
		n.icon.Hide()
	}
	n.object.Refresh()
}
