package codes

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/actions"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz/codebook"
)

// Pane is the code books: a search and its lists at the left, what is opened at
// the right; where there is no room for both, as beside a question, one of
// them. About 420 units are enough.
type Pane struct {
	// OnLookUp, if not nil, hears of every code and index line that is opened
	// (without dot, or the line's words), and in which part: "tabular", "index"
	// or "tables".
	OnLookUp func(set codebook.Set, code, part string)

	shell   *shell.Shell
	model   *model
	object  *fyne.Container
	beside  *fyne.Container // object with its margin, to stand beside a question
	loaded  bool
	head    *fyne.Container // the book, and the ways of looking
	search  *widgets.Entry
	left    *fyne.Container // below the search
	right   *fyne.Container
	spread  *spread
	list    interface{ Draw() } // in left
	scroll  *container.Scroll   // in right
	links   []fyne.Focusable    // in what is opened
	chooser *widgets.Button
	shelf   func() // shows the shelf; nil = there is none to show
}

// NewPane makes the pane.
func NewPane(s *shell.Shell) *Pane {
	p := &Pane{shell: s, model: &model{act: s.Actions()}, head: widgets.Column(0), left: container.NewStack(), right: container.NewStack()}
	p.search = widgets.SearchEntry("", p.typed)
	p.search.OnUp, p.search.OnDown = func() { p.move(-1) }, func() { p.move(1) }
	p.search.OnEnter = func(string) { p.enter() }
	p.search.OnEscape = p.escape
	p.spread = &spread{pane: p}
	find := widgets.Column(theme.Space12, p.search, widgets.Grow(p.left))
	p.spread.left, p.spread.right = find, widgets.NewPanel(p.right, theme.ColorSurface, "", 0)
	both := &fyne.Container{Layout: p.spread, Objects: []fyne.CanvasObject{p.spread.left, p.spread.right}}
	p.object = widgets.Column(theme.Space12, p.head, widgets.Grow(both))
	p.beside = widgets.Pad(theme.Space4, theme.Space12, theme.Space12, theme.Space12, p.object)
	return p
}

// Load reads which books there are and shows them.
func (p *Pane) Load() {
	p.loaded = true
	p.report(p.model.load())
	p.Draw()
}

// Object is what to show beside a question.
func (p *Pane) Object() fyne.CanvasObject {
	if !p.loaded {
		p.Load()
	}
	return p.beside
}

// Focus puts the cursor into the search. Typing begins anew, but goes on with a
// PCS code.
func (p *Pane) Focus() {
	p.takeShortcuts()
	p.search.Focus()
	if p.model.way == byAxis {
		p.search.CursorColumn = len(p.search.Text)
	} else {
		p.search.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// find goes to the search, from an entry that has the pane for itself too.
func (p *Pane) find() {
	if p.reads() {
		p.model.front = false
		p.Draw()
	}
	p.Focus()
}

// Only limits the pane to these books, those of the exam's year; none lifts
// the limit.
func (p *Pane) Only(books ...codebook.Book) {
	p.model.only = books
	p.Load()
}

// Changed reads again what a verb, or undo, has changed.
func (p *Pane) Changed(c actions.Change) {
	p.report(p.model.changed(c))
	p.Draw()
}

// Show opens a code as if the learner had asked for it.
func (p *Pane) Show(b codebook.Book, code string) error {
	err := p.model.follow(b, plainCode(code))
	p.Draw()
	return err
}

// takeShortcuts makes Alt with the arrows go back and forward here.
func (p *Pane) takeShortcuts() {
	c := p.shell.Window.Canvas()
	for key, by := range map[fyne.KeyName]int{fyne.KeyLeft: -1, fyne.KeyRight: 1} {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt}, func(fyne.Shortcut) {
			if fyne.CurrentApp().Driver().CanvasForObject(p.object) != nil && c.Overlays().Top() == nil {
				p.step(by)
			}
		})
	}
}

// report says what could not be read.
func (p *Pane) report(err error) {
	if err != nil {
		p.shell.Fail(err)
	}
}

// Draw shows the model as it is.
func (p *Pane) Draw() {
	p.drawHead()
	p.search.SetPlaceHolder(p.placeholder())
	p.search.Set(p.words())
	p.left.Objects = []fyne.CanvasObject{p.finding()}
	p.left.Refresh()
	p.drawRight()
	if p.list != nil {
		p.list.Draw()
	}
}

// moved shows what the cursor is on now.
func (p *Pane) moved() {
	p.drawHead()
	if p.list != nil {
		p.list.Draw()
	}
	p.drawRight()
}

// drawRight shows what is opened.
func (p *Pane) drawRight() {
	p.links = nil
	content := p.reading()
	if s, ok := content.(*fyne.Container); ok && len(s.Objects) == 1 {
		p.scroll, _ = s.Objects[0].(*container.Scroll)
	}
	p.right.Objects = []fyne.CanvasObject{content}
	p.right.Refresh()
	p.object.Refresh() // the head may be higher now
}

// drawHead shows which book is open, and the ways of looking.
func (p *Pane) drawHead() {
	m := p.model
	if len(m.books) == 0 {
		p.head.Objects = nil
		if p.shelf != nil {
			p.head.Objects = []fyne.CanvasObject{p.shelfButton()}
		}
		p.head.Refresh()
		return
	}
	p.chooser = widgets.SecondaryButton(m.book.Title(), p.chooseBook).WithIcon(theme.IconChevronDown).WithKey("Y")
	ways := widgets.Segmented(wayNames, int(m.way), func(i int) { p.turn(way(i)) })
	back := widgets.IconButton("arrow-left", "back", func() { p.step(-1) })
	back.SetEnabled(m.trail.can(-1))
	on := widgets.IconButton("arrow-right", "forward", func() { p.step(1) })
	on.SetEnabled(m.trail.can(1))
	to := widgets.Row(theme.Space4, back, on)
	if p.shelf != nil {
		to = widgets.Row(theme.Space4, p.shelfButton(), back, on)
	}
	switch {
	case p.spread.wide():
		p.head.Objects = []fyne.CanvasObject{widgets.Row(theme.Space12, p.chooser, widgets.Grow(ways), to)}
	case p.reads():
		list := widgets.QuietButton("Back to the list", p.escape).WithIcon("arrow-left").WithKey("Esc")
		p.head.Objects = []fyne.CanvasObject{widgets.Row(theme.Space4, list, widgets.Spacer(), back, on)}
	default:
		p.head.Objects = []fyne.CanvasObject{widgets.Row(theme.Space4, p.chooser, widgets.Spacer(), to), widgets.Pad(theme.Space8, 0, 0, 0, ways)}
	}
	if lacking := m.lacking(); lacking != "" && !p.reads() {
		p.head.Add(widgets.Pad(theme.Space8, 0, 0, 0, widgets.Caption(lacking)))
	}
	p.head.Refresh()
}

// reads reports whether what is opened has the pane for itself.
func (p *Pane) reads() bool {
	return !p.spread.both() && p.model.front && !p.model.opened.empty()
}

func (p *Pane) shelfButton() *widgets.Button {
	return widgets.QuietButton("On the shelf", p.shelf).WithIcon("library").WithKey("4")
}

// chooseBook opens the list of books and years.
func (p *Pane) chooseBook() {
	if p.chooser == nil || len(p.model.books) == 0 {
		return
	}
	var items []*fyne.MenuItem
	for i := range p.model.books {
		b := &p.model.books[i]
		item := fyne.NewMenuItem(b.Title()+"   "+bookWords(b), func() {
			p.report(p.model.choose(b.Book))
			p.Draw()
		})
		item.Checked = b.Book == p.model.book
		items = append(items, item)
	}
	c := p.shell.Window.Canvas()
	c.Unfocus()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.chooser)
	menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), c)
	menu.ShowAtPosition(at.AddXY(0, p.chooser.Size().Height+2))
	c.Focus(menu)
}

// turn goes to another way of looking.
func (p *Pane) turn(w way) {
	p.model.front = false
	p.report(p.model.enter(w))
	p.Draw()
}

// step goes back or forward.
func (p *Pane) step(by int) {
	p.report(p.model.step(by))
	p.Draw()
}

// spread lays the list and what is opened beside each other, or one of them
// over the whole width.
type spread struct {
	pane        *Pane
	left, right fyne.CanvasObject
	size        fyne.Size
	drawn       [2]bool // what the width allowed when the pane was drawn
}

// least is the width from which list and entry stand beside each other, at text
// scale 1.
const least = 720

// wide reports whether there is room for both.
func (s *spread) wide() bool { return s.size.Width >= theme.Scaled(least) }

// both reports whether both are on show. A table takes all the room.
func (s *spread) both() bool {
	m := s.pane.model
	return s.wide() && !(m.way == byIndex && m.terms.table()) && len(m.books) > 0
}

// MinSize is for Fyne.
func (s *spread) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(280, 160) }

// Layout is for Fyne.
func (s *spread) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	s.size = size
	if shape := [2]bool{s.wide(), s.pane.columns()}; shape != s.drawn {
		s.drawn = shape
		s.pane.Draw()
	}
	if !s.both() {
		shown, hidden := s.left, s.right
		if s.pane.reads() {
			shown, hidden = hidden, shown
		}
		hidden.Hide()
		shown.Show()
		shown.Move(fyne.NewPos(0, 0))
		shown.Resize(size)
		return
	}
	left := (size.Width - theme.Space16) * .42
	s.left.Show()
	s.right.Show()
	s.left.Move(fyne.NewPos(0, 0))
	s.left.Resize(fyne.NewSize(left, size.Height))
	s.right.Move(fyne.NewPos(left+theme.Space16, 0))
	s.right.Resize(fyne.NewSize(size.Width-left-theme.Space16, size.Height))
}
