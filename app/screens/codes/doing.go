package codes

import (
	"fyne.io/fyne/v2"

	"chartroom/app/shell"
	"chartroom/quiz/codebook"
)

// pageStep is how many lines PageUp and PageDown move.
const pageStep = 10

// Keys are the keys of the pane, for when it has the keyboard.
func (p *Pane) Keys() []shell.Key {
	if len(p.model.books) == 0 {
		return nil
	}
	keys := []shell.Key{
		{Rune: '/', Does: "search, or type a PCS code", Do: p.find},
		{Name: fyne.KeyDown, Does: "next line", Do: func() { p.move(1) }},
		{Name: fyne.KeyUp, Does: "the line before", Do: func() { p.move(-1) }},
		{Name: fyne.KeyPageDown, Do: func() { p.page(1) }},
		{Name: fyne.KeyPageUp, Do: func() { p.page(-1) }},
		{Name: fyne.KeyRight, Does: "open the line, or the next column", Do: func() { p.sideways(1) }},
		{Name: fyne.KeyLeft, Does: "close the line, or the column before", Do: func() { p.sideways(-1) }},
		{Name: fyne.KeyReturn, Does: "read it", Do: p.enter},
		{Name: fyne.KeyEscape, Does: "back to the list; clear the search", Do: p.escape},
		{Name: fyne.KeyBackspace, Does: "back, or one character back", Do: p.backspace},
		{Name: "Alt Left", Does: "back", Do: func() { p.step(-1) }},
		{Name: "Alt Right", Does: "forward", Do: func() { p.step(1) }},
		{Rune: 'l', Does: "to the links; Tab goes on", Do: p.focusLinks},
		{Rune: '1', Does: "codes", Do: func() { p.turn(byCode) }},
		{Rune: '2', Does: "index", Do: func() { p.turn(byIndex) }},
		{Rune: '3', Does: "build a code", Do: func() { p.turn(byAxis) }},
		{Rune: 't', Does: "the next list or index", Do: p.nextList},
		{Rune: 'y', Does: "choose the book and its year", Do: p.chooseBook},
		{Rune: 'b', Does: "bookmark", Do: p.mark},
		{Rune: 'n', Does: "your note", Do: p.note},
		{Rune: 'c', Does: "copy the code", Do: p.copyCode},
	}
	if p.shelf != nil {
		keys = append(keys, shell.Key{Rune: '4', Does: "what is on the shelf", Do: p.shelf})
	}
	return keys
}

// move goes up or down the list, and shows what is there.
func (p *Pane) move(by int) {
	m := p.model
	at := func(i, n int) int { return max(0, min(i+by, n-1)) }
	var err error
	switch {
	case p.reads():
		p.page(float32(by) / 4)
		return
	case m.way == byIndex:
		m.terms.move(by)
		err = m.openTerm(m.terms.at, toGlance)
	case m.way == byAxis:
		m.build.at = at(m.build.at, len(m.build.choices))
	case m.searching():
		err = m.openHit(at(m.hits.at, len(m.hits.found)), toGlance)
	case m.list == contents:
		m.tree.move(by)
		err = m.openNode(m.tree.at, toGlance)
	case m.list == changes:
		err = m.openChange(at(m.differs.at, len(m.differs.all)), toGlance)
	default:
		err = m.openKept(at(m.own.at, len(m.rows())), toGlance)
	}
	p.report(err)
	p.moved()
}

// page scrolls what is read, or moves on in a list that fills the pane.
func (p *Pane) page(by float32) {
	if !p.spread.both() && !p.model.front {
		p.move(int(by * pageStep))
		return
	}
	if s := p.scroll; s != nil {
		height := s.Content.MinSize().Height - s.Size().Height
		s.ScrollToOffset(fyne.NewPos(0, min(max(0, s.Offset.Y+by*s.Size().Height*.8), max(0, height))))
	}
}

// sideways opens and closes lines, and goes through the columns of a table.
func (p *Pane) sideways(by int) {
	m := p.model
	line := m.terms.at
	folded := m.way == byIndex && m.terms.has(line) && m.terms.lines[line].item.More > 0 && !m.terms.lines[line].open
	switch {
	case folded && by > 0:
		p.report(m.unfold(line))
	case m.way == byIndex && m.terms.table() && p.columns() && m.terms.has(m.terms.at) && len(m.terms.lines[m.terms.at].item.Term.Cells) > 0 && (by > 0 || m.terms.cell > 0):
		m.terms.cell = min(m.terms.cell+by, len(m.terms.index.Columns())-1)
		p.report(m.openTerm(m.terms.at, toGlance))
	case m.way == byIndex && by < 0:
		m.terms.fold(m.terms.at)
		p.report(m.openTerm(m.terms.at, toGlance))
	case m.way == byCode && !m.searching() && m.list == contents && by > 0:
		p.report(m.expand(m.tree.at))
	case m.way == byCode && !m.searching() && m.list == contents:
		m.tree.fold(m.tree.at)
		p.report(m.openNode(m.tree.at, toGlance))
	}
	p.moved()
}

// enter reads what is chosen: it can be gone back to. The keys are the pane's
// then, and no longer the search's.
func (p *Pane) enter() {
	m := p.model
	if m.way != byAxis || len(m.build.choices) == 0 {
		p.shell.Window.Canvas().Unfocus()
	}
	switch {
	case m.way == byAxis && len(m.build.choices) > 0:
		p.takeChoice(m.build.at)
	case m.way == byAxis:
		m.front = true
		p.moved()
	case m.way == byIndex:
		if m.terms.at >= 0 && m.opened.term != nil && m.terms.has(m.terms.at) {
			p.report(m.unfold(m.terms.at))
		}
		p.pick(func() error { return m.openTerm(m.terms.at, toRead) })
	case m.searching():
		p.pick(func() error { return m.openHit(m.hits.at, toRead) })
	case m.list == contents:
		p.report(m.expand(m.tree.at))
		p.pick(func() error { return m.openNode(m.tree.at, toRead) })
	case m.list == changes:
		p.pick(func() error { return m.openChange(m.differs.at, toRead) })
	default:
		p.pick(func() error { return m.openKept(m.own.at, toRead) })
	}
}

// escape goes one step back to where searching began: from the entry to the
// list, out of the search, then to a search without words.
func (p *Pane) escape() {
	m := p.model
	focused := p.shell.Window.Canvas().Focused()
	switch {
	case p.reads():
		m.front = false
	case focused != nil:
		p.shell.Window.Canvas().Unfocus()
		return
	case m.way == byCode && m.searching():
		p.report(m.find(""))
		if m.opened.entry != nil && m.opened.entry.Book == m.book {
			p.report(m.reveal(m.opened.entry))
		}
	case m.way == byIndex:
		m.terms.text = ""
	case m.way == byAxis:
		p.report(m.setAxes(""))
	}
	p.Draw()
}

// backspace goes back, or takes a character of a code back.
func (p *Pane) backspace() {
	if p.model.way != byAxis {
		p.step(-1)
		return
	}
	p.report(p.model.takeBack())
	p.Draw()
}

// focusLinks goes to the first code that the entry names; Tab goes on from it.
func (p *Pane) focusLinks() {
	if len(p.links) > 0 {
		p.shell.Window.Canvas().Focus(p.links[0])
	}
}

// nextList turns to the next of the lists or indexes.
func (p *Pane) nextList() {
	m := p.model
	switch {
	case m.way == byIndex:
		all := m.indexes()
		for i, index := range all {
			if index == m.terms.index {
				p.turnIndex(all[(i+1)%len(all)])
				return
			}
		}
	case m.way == byCode && !m.searching():
		p.turnList((m.list + 1) % listed(len(p.lists())))
	}
}

// offer is what Ctrl+K is offered.
func (m *model) offer(text string) []codebook.Hit {
	found, err := m.read().Search(ctx(), codebook.Query{Text: text, Limit: offers})
	if err != nil {
		return nil
	}
	return found
}

// offers is how many codes Ctrl+K is offered.
const offers = 3
