package codes

import (
	"strings"

	"slices"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// placeholder says what may be typed into the search.
func (p *Pane) placeholder() string {
	switch p.model.way {
	case byIndex:
		return "Jump to a term: diabetes type 2"
	case byAxis:
		return "Type or paste a PCS code"
	}
	return "Search words or codes"
}

// words are what stands in the search.
func (p *Pane) words() string {
	switch p.model.way {
	case byIndex:
		return p.model.terms.text
	case byAxis:
		return p.model.build.code
	}
	return p.model.hits.text
}

// typed takes what is typed into the search.
func (p *Pane) typed(text string) {
	m := p.model
	switch m.way {
	case byIndex:
		p.report(m.jump(text))
		p.report(m.openTerm(m.terms.at, toGlance))
		p.moved()
	case byAxis:
		m.front = false
		p.report(m.setAxes(text))
		p.looked()
		p.Draw()
	default:
		was := m.searching()
		m.front = false
		p.report(m.find(text))
		p.report(m.openHit(0, toGlance))
		if _, same := p.list.(*widgets.Rows); was != m.searching() || !same {
			p.Draw()
			return
		}
		p.left.Objects = []fyne.CanvasObject{p.finding()}
		p.left.Refresh()
		p.moved()
	}
}

// finding is what stands below the search.
func (p *Pane) finding() fyne.CanvasObject {
	m := p.model
	p.list = nil
	switch {
	case len(m.books) == 0:
		return p.noBook()
	case m.way == byIndex:
		return p.indexView()
	case m.way == byAxis:
		return p.buildView()
	case m.searching():
		return p.hitsView()
	}
	return widgets.Column(theme.Space12, widgets.Segmented(p.lists(), int(m.list), func(i int) { p.turnList(listed(i)) }), widgets.Grow(p.listView()))
}

// noBook says that there is nothing to look in.
func (p *Pane) noBook() fyne.CanvasObject {
	if wanted := p.model.wanted(); len(wanted) > 0 {
		return widgets.EmptyState(theme.IconCodes, "The code books of this exam are not here", "It is sat with "+strings.Join(wanted, ", ")+". Install them on the Codes screen.", nil)
	}
	return widgets.EmptyState(theme.IconCodes, "There is no code book here yet", "Install the official files on the Codes screen: they are free.", nil)
}

// where says where files are installed.
func (p *Pane) where() string {
	if p.shelf == nil {
		return "The Codes screen installs it."
	}
	return "4 shows the shelf, and where to get it."
}

// lists are the lists to choose from; beside a question nobody asks what a year
// has changed, and there is less room.
func (p *Pane) lists() []string {
	if p.shelf == nil {
		return listNames[:changes]
	}
	return listNames
}

// turnList shows the contents, the recent codes or the bookmarks.
func (p *Pane) turnList(l listed) {
	p.model.list, p.model.own.at = l, 0
	p.Draw()
}

// onPaper is a list on its surface.
func onPaper(list fyne.CanvasObject) fyne.CanvasObject {
	return widgets.NewPanel(list, theme.ColorSurface, "", theme.Space8)
}

// listView is the tree, the recent codes or the bookmarks.
func (p *Pane) listView() fyne.CanvasObject {
	m := p.model
	switch m.list {
	case contents:
		return p.treeView()
	case changes:
		return p.changesView()
	}
	if len(m.rows()) == 0 {
		if m.list == recent {
			return widgets.EmptyState("clock", "Nothing opened yet", "The codes that you open are listed here, the last one first.", nil)
		}
		return widgets.EmptyState("bookmark", "No bookmarks yet", "B puts a bookmark at the code on show.", nil)
	}
	rows := widgets.NewRows(func() int { return len(m.rows()) }, func(i int) widgets.RowItem {
		k := m.rows()[i]
		detail := k.set.Name()
		if m.own.notes[subject(k.set, k.code)] != "" {
			detail = "note · " + detail
		}
		return widgets.RowItem{Title: k.set.Dotted(k.code), Detail: m.title(k), Chip: detail}
	}, func() int { return m.own.at }, func(i int) { p.pick(func() error { return m.openKept(i, toRead) }) })
	p.list = rows
	return onPaper(rows)
}

// changesView is what the open year changed against the one before.
func (p *Pane) changesView() fyne.CanvasObject {
	m := p.model
	p.report(m.readChanges())
	all := m.differs.all
	if len(all) == 0 {
		return widgets.EmptyState(theme.IconInfo, "No changes are known", "Install the list of changes of "+m.book.Title()+", or the book of the year before. "+p.where(), nil)
	}
	rows := widgets.NewRows(func() int { return len(all) }, func(i int) widgets.RowItem {
		c := &all[i]
		item := widgets.RowItem{Title: m.book.Set.Dotted(c.Code), Detail: c.After, Chip: string(c.Kind), ChipRole: changeRoles[c.Kind]}
		if c.After == "" {
			item.Detail = c.Before
		}
		return item
	}, func() int { return m.differs.at }, func(i int) { p.pick(func() error { return m.openChange(i, toRead) }) })
	p.list = rows
	return onPaper(rows)
}

// changeRoles are the colours of the words for changes.
var changeRoles = map[codebook.ChangeKind]fyne.ThemeColorName{codebook.Added: theme.ColorRight, codebook.Deleted: theme.ColorWrong, codebook.Revised: theme.ColorClose}

// treeView is the tabular list.
func (p *Pane) treeView() fyne.CanvasObject {
	m := p.model
	if len(m.tree.lines) == 0 {
		return widgets.EmptyState(theme.IconCodes, "This book has no codes yet", "Install its codes and titles. "+p.where(), nil)
	}
	tree := widgets.NewTree(0, func() int { return len(m.tree.lines) }, func(i int) widgets.LineItem {
		l := &m.tree.lines[i]
		item := widgets.LineItem{Depth: l.depth, Branch: l.item.Children > 0, Open: l.open, Lead: m.book.Set.Dotted(l.item.Code), Title: l.item.Title, Cell: widgets.NoCell}
		if l.item.Code == "" {
			item.Strong, item.Lead = l.depth == 0, headingLead(l.item.Of)
		}
		return item
	}, func() int { return m.tree.at }, func(i, _ int) { p.clickNode(i) })
	p.list = tree
	return onPaper(tree)
}

// headingLead is what stands before the title of a chapter or block: its number
// or its range.
func headingLead(of string) string {
	_, id, ok := strings.Cut(of, " ")
	if !ok || len(id) > len("A00-A09") {
		return ""
	}
	return id
}

// clickNode opens a line of the tree; of one that is chosen already, what is
// below it is shown or hidden.
func (p *Pane) clickNode(i int) {
	m := p.model
	if m.tree.has(i) && m.tree.lines[i].item.Children > 0 {
		if m.tree.lines[i].open {
			if m.tree.at == i {
				m.tree.fold(i)
			}
		} else {
			p.report(m.expand(i))
		}
		if !p.spread.both() { // one wants to see what is below it
			p.report(m.openNode(i, toGlance))
			p.moved()
			return
		}
	}
	p.pick(func() error { return m.openNode(i, toRead) })
}

// hitsView is what the words find.
func (p *Pane) hitsView() fyne.CanvasObject {
	m := p.model
	if len(m.hits.found) == 0 {
		where := m.book.Title()
		if len(m.searched()) > 1 {
			where = "the books on the shelf"
		}
		return widgets.EmptyState(theme.IconSearch, "Nothing found", "Nothing in "+where+" fits. Try fewer words, or only their beginnings.", nil)
	}
	rows := widgets.NewRows(func() int { return len(m.hits.found) }, p.hitRow, func() int { return m.hits.at },
		func(i int) { p.pick(func() error { return m.openHit(i, toRead) }) })
	p.list = rows
	return onPaper(rows)
}

// hitRow is a hit in the list.
func (p *Pane) hitRow(i int) widgets.RowItem {
	h := &p.model.hits.found[i]
	var item widgets.RowItem
	if h.Term != nil {
		t := &h.Term.Term
		item = widgets.RowItem{Title: termPath(h.Term), Value: t.Code, Role: theme.ColorAccent, Chip: "index"}
		item.Detail = indexNames[t.Index]
		if t.See != "" {
			item.Detail = "see " + t.See
		}
	} else {
		item = widgets.RowItem{Title: h.Title, Value: h.Book.Set.Dotted(h.Code), Role: theme.ColorAccent, Chip: invalidWord(h), Detail: h.Why}
	}
	if h.Book != p.model.book {
		item.Chip = h.Book.Set.Name()
	}
	if h.Term != nil {
		item.Detail = widgets.Sentence(item.Detail, h.Why)
	}
	return item
}

// invalidWord says in a word why a hit cannot be reported, "" if it can.
func invalidWord(h *codebook.Hit) string {
	switch {
	case h.Book.Set == codebook.HCPCS && len(h.Code) == modifierLength:
		return "modifier"
	case h.Valid:
		return ""
	case h.Book.Set == codebook.HCPCS:
		return "ended"
	}
	return "header"
}

// modifierLength is how many characters a modifier has; codes have more.
const modifierLength = 2

// termPath is an index line with what it stands under.
func termPath(h *codebook.TermHit) string {
	titles := slices.DeleteFunc(append(slices.Clone(h.Path), h.Term.Title), func(s string) bool { return s == "" })
	return strings.Join(titles, " › ")
}

// indexView is the index or table that is open.
func (p *Pane) indexView() fyne.CanvasObject {
	m := p.model
	all := m.indexes()
	names, at := make([]string, len(all)), -1
	for i, index := range all {
		names[i] = indexNames[index]
		if index == m.terms.index {
			at = i
		}
	}
	choice := widgets.Segmented(names, at, func(i int) { p.turnIndex(all[i]) })
	parts := []fyne.CanvasObject{choice}
	if b, other := m.standsIn(m.terms.index); other {
		parts = append(parts, widgets.Caption("From "+b.Title()+": "+m.book.Title()+" has none on the shelf."))
	}
	return widgets.Column(theme.Space12, append(parts, widgets.Grow(p.linesView()))...)
}

// turnIndex opens another index.
func (p *Pane) turnIndex(index codebook.Index) {
	p.model.front = false
	p.report(p.model.turnTo(index))
	p.Draw()
}

// linesView is the lines of the index.
func (p *Pane) linesView() fyne.CanvasObject {
	m := p.model
	switch {
	case len(m.indexes()) == 0:
		return widgets.EmptyState(theme.IconCodes, "This book has no index", "The codes themselves can be searched.", nil)
	case len(m.terms.lines) == 0:
		return widgets.EmptyState(theme.IconCodes, "The "+strings.ToLower(partName(indexParts[m.terms.index]))+" is not here",
			"It comes with the tables and index of "+m.book.Title()+". "+p.where(), nil)
	}
	cells := m.terms.index.Columns()
	if !p.columns() {
		cells = nil
	}
	tree := widgets.NewTree(len(cells), func() int { return len(m.terms.lines) }, func(i int) widgets.LineItem {
		l := &m.terms.lines[i]
		item := termItem(&l.item, l.depth)
		item.Open = l.open
		if cells != nil {
			item.Value, item.Cells = "", tableCells(&l.item.Term, len(cells))
			item.Cell = m.terms.cell
		}
		return item
	}, func() int { return m.terms.at }, p.clickTerm)
	p.list = tree
	if cells == nil {
		return onPaper(tree)
	}
	first := "Substance"
	if m.terms.index == codebook.IndexNeoplasms {
		first = "Neoplasm of"
	}
	return onPaper(widgets.Column(theme.Space8, widgets.TreeHead(first, cells), widgets.Grow(tree)))
}

// columns reports whether the columns of a table fit beside its terms.
func (p *Pane) columns() bool { return p.spread.size.Width >= theme.Scaled(760) }

// noCode stands where a table has no code, as in the printed ones.
const noCode = "--"

// tableCells are the codes of a table's line; a line that only refers has none.
func tableCells(t *codebook.Term, columns int) []string {
	if len(t.Cells) == 0 {
		return nil
	}
	all := make([]string, columns)
	for i := range all {
		all[i] = noCode
		if i < len(t.Cells) && t.Cells[i] != "" {
			all[i] = t.Cells[i]
		}
	}
	return all
}

// termItem is an index line in the list.
func termItem(h *codebook.TermHit, depth int) widgets.LineItem {
	t := &h.Term
	rest := t.Nonessential
	if rest != "" && !strings.HasPrefix(rest, "(") {
		rest = "(" + rest + ")"
	}
	for _, r := range [][2]string{{"see", t.See}, {"see also", t.SeeAlso}, {"use", t.Use}} {
		if r[1] != "" {
			rest = strings.TrimSpace(rest + "  " + r[0] + " " + r[1])
		}
	}
	code := t.Code
	if t.Manifestation != "" {
		code += " [" + t.Manifestation + "]"
	}
	return widgets.LineItem{Depth: depth, Branch: h.More > 0, Title: t.Title, Rest: rest, Strong: depth == 0, Value: code, Cell: widgets.NoCell}
}

// clickTerm opens an index line, or a cell of it.
func (p *Pane) clickTerm(i, cell int) {
	m := p.model
	if cell != widgets.NoCell {
		m.terms.cell = cell
		p.pick(func() error { return m.openTerm(i, toRead) })
		return
	}
	if m.terms.has(i) && m.terms.lines[i].item.More > 0 {
		switch {
		case !m.terms.lines[i].open:
			p.report(m.unfold(i))
		case m.terms.at == i:
			m.terms.fold(i)
		}
		if !p.spread.both() {
			p.report(m.openTerm(i, toGlance))
			p.moved()
			return
		}
	}
	if m.terms.table() && p.columns() { // its codes are in its cells
		p.report(m.openTerm(i, toGlance))
		p.moved()
		return
	}
	p.pick(func() error { return m.openTerm(i, toRead) })
}

// pick opens something for good, and tells of it.
func (p *Pane) pick(open func() error) {
	if err := open(); err != nil {
		p.report(err)
		return
	}
	p.looked()
	p.drawHead()
	p.moved()
}

// looked tells whoever counts look-ups what was opened.
func (p *Pane) looked() {
	o := &p.model.opened
	if p.OnLookUp == nil {
		return
	}
	switch {
	case o.term != nil:
		p.OnLookUp(p.model.book.Set, termPath(o.term), "index")
	case o.entry != nil && p.model.way == byAxis:
		p.OnLookUp(o.entry.Book.Set, o.entry.Code.Code, "tables")
	case o.entry != nil:
		p.OnLookUp(o.entry.Book.Set, o.entry.Code.Code, "tabular")
	}
}

// buildView is a PCS code being put together: its characters, and what may come
// next.
func (p *Pane) buildView() fyne.CanvasObject {
	m := p.model
	if m.book.Set != codebook.ICD10PCS {
		return widgets.EmptyState(theme.IconCodes, "Building needs ICD-10-PCS", "Install its tables. "+p.where(), nil)
	}
	if len(m.build.choices) == 0 && m.build.code == "" {
		return widgets.EmptyState(theme.IconCodes, "The PCS tables are not here", "They come with the tables and index of "+m.book.Title()+". "+p.where(), nil)
	}
	parts := []fyne.CanvasObject{p.boxes()}
	if m.build.why != "" {
		parts = append(parts, widgets.Note(theme.IconWarning, theme.ColorClose, widgets.Body(m.build.why).In(theme.ColorClose)))
	}
	if len(m.build.choices) == 0 {
		parts = append(parts, widgets.Note(theme.IconTick, theme.ColorRight, widgets.Body("This is a valid code. Backspace takes its last character back.").In(theme.ColorRight)))
		return widgets.Column(theme.Space12, parts...)
	}
	axis := m.build.choices[0].Title
	parts = append(parts, widgets.Row(theme.Space8, widgets.Strong(ordinals[len(m.build.code)]+" character: "+axis), widgets.Spacer(), widgets.Caption("codes left").OneLine()))
	tree := widgets.NewTree(0, func() int { return len(m.build.choices) }, func(i int) widgets.LineItem {
		c := &m.build.choices[i]
		return widgets.LineItem{Lead: c.Character, Title: c.Label, Value: quiz.Thousands(c.Codes), Cell: widgets.NoCell}
	}, func() int { return m.build.at }, func(i, _ int) { p.takeChoice(i) })
	p.list = tree
	return widgets.Column(theme.Space12, append(parts, widgets.Grow(onPaper(tree)))...)
}

// takeChoice adds a character to the code.
func (p *Pane) takeChoice(i int) {
	p.report(p.model.take(i))
	p.looked()
	p.Draw()
}

// boxes are the seven places of the code; a click on one that is filled goes
// back to it.
func (p *Pane) boxes() fyne.CanvasObject {
	m := p.model
	boxes := make([]fyne.CanvasObject, codeLength)
	for i := range boxes {
		character, fill, edge, role := "·", fyne.ThemeColorName(""), theme.ColorLine, theme.ColorMuted
		switch {
		case i < len(m.build.code):
			character, fill, edge, role = m.build.code[i:i+1], theme.ColorAccentSoft, "", theme.ColorAccent
		case i == len(m.build.code):
			character, fill, edge = "?", theme.ColorSurface, theme.ColorAccent
		}
		box := widgets.NewPanel(widgets.Fixed(theme.Scaled(18), 0, widgets.Heading(character).In(role).Centred()), fill, edge, theme.Space8)
		boxes[i] = box
		if i < len(m.build.code) {
			boxes[i] = widgets.Pressable(box, func() {
				p.report(m.cut(i))
				p.Draw()
			})
		}
	}
	return widgets.Flow(theme.Space8, boxes...)
}
