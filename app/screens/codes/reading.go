package codes

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// reading is what is opened.
func (p *Pane) reading() fyne.CanvasObject {
	m, o := p.model, &p.model.opened
	var parts []fyne.CanvasObject
	switch {
	case len(m.books) == 0:
		return widgets.Centre(widgets.Muted(""))
	case o.empty() && m.way == byAxis:
		parts = append(parts, p.axisWords()...)
	case o.empty():
		return p.nothingOpened()
	}
	if o.term != nil {
		parts = append(parts, p.termCard())
	}
	if o.why != "" {
		parts = append(parts, widgets.Note(theme.IconInfo, theme.ColorClose, widgets.Body(o.why).In(theme.ColorClose)))
		if len(o.years) > 0 {
			parts = append(parts, p.yearLinks("It is in", o.years, o.code))
		}
	}
	if o.node != nil {
		parts = append(parts, p.nodeParts()...)
	}
	if o.entry != nil {
		parts = append(parts, p.entryParts()...)
	}
	return widgets.Scroller(widgets.PadAll(theme.CardPadding, widgets.Column(theme.Space16, parts...)))
}

// nothingOpened says how to begin.
func (p *Pane) nothingOpened() fyne.CanvasObject {
	m := p.model
	b := m.installed(m.book)
	if b == nil {
		return widgets.Centre(widgets.Muted(""))
	}
	hint := "Search words or a code, or open a chapter at the left."
	if m.way == byIndex {
		hint = "Type a main term, and find the line that fits. What its code says in the tabular list is shown here: no code is final before that."
	}
	return widgets.EmptyState(theme.IconCodes, b.Title(), hint+" There are "+bookWords(b)+".", nil)
}

// link is a target with a code on it.
func (p *Pane) link(word string, do func()) fyne.CanvasObject {
	l := widgets.Pressable(widgets.Chip(word, theme.ColorAccent), do)
	p.links = append(p.links, l)
	return l
}

// linkRow is a whole line that leads somewhere: a code, and what it means.
func (p *Pane) linkRow(lead, title, tail string, do func()) fyne.CanvasObject {
	parts := []fyne.CanvasObject{}
	switch {
	case len(lead) == 1: // a character of a PCS code: all in one column
		parts = append(parts, widgets.Fixed(theme.Scaled(16), 0, widgets.Strong(lead).In(theme.ColorAccent).OneLine()))
	case lead != "":
		parts = append(parts, widgets.Strong(lead).In(theme.ColorAccent).OneLine())
	}
	parts = append(parts, widgets.Grow(widgets.Body(title)))
	if tail != "" {
		parts = append(parts, widgets.Pad(3, 0, 0, 0, widgets.Caption(tail).OneLine()))
	}
	l := widgets.Pressable(widgets.Pad(2, theme.Space4, 2, theme.Space4, widgets.RowTop(theme.Space12, parts...)), do)
	p.links = append(p.links, l)
	return l
}

// follow opens a code that is named in what is read.
func (p *Pane) follow(b codebook.Book, code string) {
	if b.Set == codebook.ICD10PCS && len(code) < codeLength {
		p.buildOn(code)
		return
	}
	p.report(p.model.follow(b, code))
	p.looked()
	p.Draw()
}

// buildOn goes to build a PCS code from its first characters.
func (p *Pane) buildOn(code string) {
	p.model.build.code = code
	p.model.front = false
	p.report(p.model.enter(byAxis))
	p.report(p.model.setAxes(code))
	p.Draw()
}

// nodeParts are a chapter or block with what is in it.
func (p *Pane) nodeParts() []fyne.CanvasObject {
	o := &p.model.opened
	parts := []fyne.CanvasObject{widgets.Column(theme.Space4, widgets.Overline(headingOf(p.model.book.Set, *o.node)), widgets.Heading(o.node.Title))}
	return append(parts, p.below(o.below)...)
}

// below are the lines under a chapter, block or category.
func (p *Pane) below(nodes []codebook.Node) []fyne.CanvasObject {
	if len(nodes) == 0 {
		return nil
	}
	rows := widgets.Column(0, widgets.Overline(quiz.Count(len(nodes), "line")+" below"))
	for _, n := range nodes[:min(len(nodes), rowsAtMost)] {
		lead, tail := p.model.book.Set.Dotted(n.Code), ""
		if n.Code == "" {
			lead = headingLead(n.Of)
		}
		if n.Children > 0 {
			tail = quiz.Thousands(n.Children) + " below"
		}
		rows.Add(p.linkRow(lead, n.Title, tail, func() { p.openItem(n) }))
	}
	if over := len(nodes) - rowsAtMost; over > 0 {
		rows.Add(widgets.Muted(quiz.Thousands(over) + " more in the list."))
	}
	return []fyne.CanvasObject{rows}
}

// rowsAtMost is how many lines below are laid out beside the entry; the list
// has all of them.
const rowsAtMost = 40

// openItem opens a line of the tree from where it is read.
func (p *Pane) openItem(n codebook.Node) {
	m := p.model
	err := m.openItem(n, toRead)
	if err == nil && m.opened.entry != nil && m.way == byCode && !m.searching() {
		err = m.reveal(m.opened.entry)
	}
	p.report(err)
	p.looked()
	p.Draw()
}

// termCard is an index line in full.
func (p *Pane) termCard() fyne.CanvasObject {
	o := &p.model.opened
	t, b := &o.term.Term, p.model.book
	words := widgets.Column(theme.Space8)
	path := quiz.Capital(partName(indexParts[t.Index]))
	if len(o.term.Path) > 0 {
		path += ": " + strings.Join(o.term.Path, " › ")
	}
	words.Add(widgets.Caption(path))
	if t.Title != "" {
		words.Add(widgets.Heading(t.Title))
	}
	if t.Nonessential != "" {
		words.Add(widgets.Muted(t.Nonessential + " (may stand in the record or not: the code is the same)"))
	}
	if t.Code != "" || t.Manifestation != "" {
		words.Add(p.termCodes(t, b))
	}
	for _, r := range [][2]string{{"See", t.See}, {"See also", t.SeeAlso}, {"Use", t.Use}} {
		if r[1] != "" {
			do := func() { p.refer(r[1]) }
			words.Add(widgets.Row(theme.Space8, widgets.Body(r[0]).OneLine(), p.link(r[1], do)))
		}
	}
	if columns := t.Index.Columns(); columns != nil && len(t.Cells) > 0 {
		words.Add(widgets.Divider())
		for i, c := range tableCells(t, len(columns)) {
			words.Add(p.cellRow(columns[i], c, b))
		}
	}
	return widgets.NewPanel(words, theme.ColorRaised, "", theme.Space16)
}

// cellRow is the code of one column of a table.
func (p *Pane) cellRow(column, code string, b codebook.Book) fyne.CanvasObject {
	if code == noCode {
		return widgets.Row(theme.Space12, widgets.Fixed(widgets.CellWidth(), 0, widgets.Muted("none").OneLine()), widgets.Grow(widgets.Muted(column)))
	}
	return widgets.Row(theme.Space12, widgets.Fixed(widgets.CellWidth(), 0, widgets.Row(0, p.link(code, func() { p.follow(b, target(b.Set, code)) }))), widgets.Grow(widgets.Body(column)))
}

// termCodes are the codes of an index line, to be followed.
func (p *Pane) termCodes(t *codebook.Term, b codebook.Book) fyne.CanvasObject {
	row := []fyne.CanvasObject{}
	if t.Code != "" {
		row = append(row, p.link(t.Code, func() { p.follow(b, target(b.Set, t.Code)) }))
	}
	if t.Manifestation != "" {
		row = append(row, widgets.Body("then").OneLine(), p.link("["+t.Manifestation+"]", func() { p.follow(b, target(b.Set, t.Manifestation)) }))
	}
	if strings.HasSuffix(t.Code, "-") {
		row = append(row, widgets.Muted("more characters follow: see the tabular list"))
	}
	if b.Set == codebook.ICD10PCS && len(target(b.Set, t.Code)) < codeLength {
		row = append(row, widgets.Muted("the first characters: build on them"))
	}
	return widgets.Flow(theme.Space8, row...)
}

// refer goes where "see" leads.
func (p *Pane) refer(to string) {
	p.report(p.model.refer(to))
	p.looked()
	p.Draw()
}

// axisWords say what the axis is about, and what the code means so far.
func (p *Pane) axisWords() []fyne.CanvasObject {
	b := &p.model.build
	var parts []fyne.CanvasObject
	if c := b.chosen(); c != nil {
		words := widgets.Column(theme.Space8, widgets.Overline(c.Title), widgets.Heading(c.Character+"  "+c.Label))
		if c.Definition != nil {
			words.Add(p.definition(c.Definition))
		}
		words.Add(widgets.Muted(codesLeft(c.Codes)))
		parts = append(parts, words)
	}
	if len(b.taken) > 0 {
		parts = append(parts, widgets.Divider(), p.apartView("The code so far", b.taken))
	} else {
		parts = append(parts, widgets.Divider(), widgets.Muted("A PCS code has seven characters, and each is a choice. Type one, or go with the arrows and press Enter. Backspace takes one back. A whole code, pasted into the field, is taken apart."))
	}
	return parts
}

func codesLeft(n int) string {
	if n == 1 {
		return "One code begins so."
	}
	return quiz.Thousands(n) + " codes begin so."
}

// definition is what PCS says of a value.
func (p *Pane) definition(d *codebook.Definition) fyne.CanvasObject {
	words := widgets.Column(theme.Space8)
	if d.Text != "" {
		words.Add(widgets.Body(d.Text))
	}
	if d.Explain != "" {
		words.Add(widgets.Muted(d.Explain))
	}
	if len(d.Include) > 0 {
		words.Add(widgets.Column(2, widgets.Caption("Includes, or examples").Bold(), widgets.Body(strings.Join(d.Include, "; "))))
	}
	return words
}

// apartView is a PCS code taken apart; a click on a character goes back to it.
func (p *Pane) apartView(title string, taken []codebook.Choice) fyne.CanvasObject {
	rows := widgets.Column(theme.Space4, widgets.Overline(title))
	code := ""
	for i := range taken {
		c, prefix := &taken[i], code
		rows.Add(p.linkRow(c.Character, c.Label, c.Title, func() { p.buildOn(prefix) }))
		code += c.Character
	}
	return rows
}

// sourceLine says which files an entry is made of.
func (p *Pane) sourceLine(e *codebook.Entry) string {
	b := p.model.installed(e.Book)
	if b == nil {
		return ""
	}
	files := ""
	for i := range b.Parts {
		if k := b.Parts[i].Kind; k == codebook.PartOrder || k == codebook.PartItems || k == codebook.PartGroups || k == codebook.PartTables && files == "" {
			files = b.Parts[i].File
		}
	}
	if files == "" {
		return e.Book.Title()
	}
	return fmt.Sprintf("%s, from %s", e.Book.Title(), files)
}
