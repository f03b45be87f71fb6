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
	return widgets.Column(theme.Space4, widgets.FormRow(label, "", control), n.object)
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
