package codes

import (
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz/codebook"
)

// noteLook is how a kind of note is told from the others: by icon, words and
// edge, not by colour alone.
type noteLook struct {
	icon theme.IconName
	role fyne.ThemeColorName
}

var noteLooks = map[codebook.NoteKind]noteLook{
	codebook.NoteExcludes1: {theme.IconCross, theme.ColorWrong},
	codebook.NoteExcludes2: {theme.IconInfo, theme.ColorClose},
	codebook.NoteFirst:     {"arrow-up", theme.ColorAccent},
	codebook.NoteUse:       {theme.IconPlus, theme.ColorAccent},
	codebook.NoteAlso:      {theme.IconPlus, theme.ColorAccent},
}

// notesView are the notes that hold for the code: its own and those of what it
// stands in, kind by kind.
func (p *Pane) notesView(e *codebook.Entry) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, kind := range noteOrder {
		var notes []codebook.Gathered
		for _, n := range e.Notes {
			if n.Kind == kind {
				notes = append(notes, n)
			}
		}
		if len(notes) > 0 {
			all = append(all, p.notesOf(kind, notes, e.Book))
		}
	}
	return all
}

// notesOf are the notes of one kind; each place that they hold for is named
// once.
func (p *Pane) notesOf(kind codebook.NoteKind, notes []codebook.Gathered, b codebook.Book) fyne.CanvasObject {
	look, words := noteLooks[kind], noteWords[kind]
	body := widgets.Column(theme.Space8)
	where := ""
	for i, n := range notes {
		if i == 0 || n.Where != where {
			where = n.Where
			if where != "" {
				body.Add(widgets.Pad(theme.Space4, 0, 0, 0, widgets.Caption("at "+where)))
			}
		}
		body.Add(p.noteLine(n.Text, b))
	}
	if look.icon == "" {
		return widgets.Column(theme.Space4, widgets.Overline(words[0]), body)
	}
	title := widgets.Column(0, widgets.Strong(words[0]).In(look.role))
	if words[1] != "" {
		title.Add(widgets.Caption(words[1]))
	}
	return widgets.NewPanel(widgets.Column(theme.Space8, widgets.RowTop(theme.Space8, widgets.Column(0, widgets.NewIcon(look.icon, look.role)), widgets.Grow(title)), body),
		theme.ColorSurface, look.role, theme.Space16)
}

// noteLine is one note with the codes that it names.
func (p *Pane) noteLine(text string, b codebook.Book) fyne.CanvasObject {
	var links []fyne.CanvasObject
	if b.Set == codebook.ICD10CM {
		for _, m := range mentions(text) {
			links = append(links, p.link(m.word, func() { p.follow(b, m.code) }))
		}
	}
	switch len(links) {
	case 0:
		return widgets.Body(text)
	case 1: // the code stands at the end, mostly
		before, after, _ := strings.Cut(text, "("+mentions(text)[0].word+")")
		if after == "" && before != text {
			return widgets.Flow(theme.Space8, widgets.Body(strings.TrimSpace(before)), links[0])
		}
		return widgets.Flow(theme.Space8, widgets.Body(text), links[0])
	}
	return widgets.Column(theme.Space4, widgets.Body(text), widgets.Flow(theme.Space8, links...))
}
