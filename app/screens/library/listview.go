package library

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
	"chartroom/storage"
)

// listView is the first page: the search, the filters, and below them the
// banks or what was found. It is kept while the screen is on show, so that
// going back finds the same place.
type listView struct {
	screen  *Screen
	search  *widgets.Entry
	filters *fyne.Container
	results *results
	body    *fyne.Container
	page    *widgets.Frame
	buttons map[facet]*widgets.Press
	banks   *banksView
}

func newListView(s *Screen) *listView {
	v := &listView{screen: s, filters: widgets.Column(theme.Space8), body: container.NewStack()}
	v.search = widgets.SearchEntry("Search all questions", s.typed)
	v.search.Set(s.model.look.Text)
	v.search.OnUp, v.search.OnDown = func() { s.move(-1) }, func() { s.move(1) }
	v.search.OnEnter = func(string) { s.openChosen() }
	v.results = newResults(s)
	head := widgets.Column(theme.Space12,
		widgets.Row(theme.Space12, widgets.Grow(v.search), widgets.SecondaryButton("Import a file", s.chooseFile).WithIcon("import").WithKey("I")),
		v.filters)
	v.page = widgets.FixedPage(head, v.body, nil)
	return v
}

// draw shows the model as it is.
func (v *listView) draw() {
	m := v.screen.model
	v.search.Set(m.look.Text)
	v.filters.Objects = []fyne.CanvasObject{v.states(), widgets.Row(theme.Space12, widgets.Grow(v.facets()), v.doing())}
	var body fyne.CanvasObject
	switch {
	case len(m.banks) == 0:
		body = widgets.EmptyState(theme.IconLibrary, "There are no questions here yet",
			"Bring in a file of questions: GIFT from Moodle, or flashcards as a table. You see what is in it before anything is saved.",
			widgets.PrimaryButton("Import a file", v.screen.chooseFile).WithKey("I"))
	case m.overview():
		v.banks = newBanksView(v.screen)
		body = v.banks.object
	case len(m.ids) == 0:
		body = widgets.EmptyState(theme.IconSearch, "No question fits", v.loosen(),
			widgets.PrimaryButton("Clear search and filters", v.screen.clear).WithKey("X"))
	default:
		body = widgets.NewPanel(v.results.list, theme.ColorSurface, "", theme.Space8)
		if m.cut() {
			body = widgets.Column(theme.Space8, widgets.Grow(body), widgets.Caption("These are the best "+quiz.Thousands(foundLimit)+". Another word finds fewer."))
		}
	}
	v.body.Objects = []fyne.CanvasObject{body}
	v.filters.Refresh()
	v.body.Refresh()
	v.page.Refresh()
	v.results.draw()
}

// loosen says what could be taken away when nothing fits.
func (v *listView) loosen() string {
	l := &v.screen.model.look
	switch {
	case l.Text != "" && l.filtered():
		return "Take a filter away, or try fewer words or only their beginnings."
	case l.Text != "":
		return "Try fewer words, or only their beginnings."
	}
	return "Take a filter away."
}

// states are the segments over the list, with counts.
func (v *listView) states() fyne.CanvasObject {
	counts := v.screen.model.stateCounts()
	words, at := make([]string, len(counts)), -1
	for i, c := range counts {
		words[i] = capital(c.Word) + "  " + quiz.Thousands(c.Count)
		if c.On {
			at = i
		}
	}
	return widgets.Segmented(words, at, func(i int) { v.screen.chooseState(states[i]) })
}

// facets are the filters that have many values; each opens a menu.
func (v *listView) facets() fyne.CanvasObject {
	m := v.screen.model
	v.buttons = map[facet]*widgets.Press{}
	var row []fyne.CanvasObject
	for _, f := range facets {
		b := facetButton(m.word(f), m.look.value(f) != "", func() { v.screen.menu(f) })
		v.buttons[f] = b
		row = append(row, b)
	}
	if !m.overview() {
		row = append(row, widgets.QuietButton("Clear", v.screen.clear).WithKey("X"))
	}
	return widgets.Flow(theme.Space8, row...)
}

// facetButton is a filter: its name, or what is chosen.
func facetButton(word string, on bool, pressed func()) *widgets.Press {
	role, fill, edge := theme.ColorText, theme.ColorSurface, theme.ColorEdge
	if on {
		role, fill, edge = theme.ColorAccent, theme.ColorAccentSoft, theme.ColorAccent
		word = shorten(word, 32)
	}
	text := widgets.Body(word).In(role).OneLine()
	if on {
		text.Bold()
	}
	return widgets.Pressable(widgets.NewPanel(widgets.Pad(0, theme.Space4, 0, theme.Space4, widgets.Row(theme.Space8, text, widgets.NewIcon(theme.IconChevronDown, role))), fill, edge, 7), pressed)
}

// shorten is a text of at most n characters.
func shorten(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// doing is what can be done with all that is listed.
func (v *listView) doing() fyne.CanvasObject {
	m := v.screen.model
	if m.overview() {
		return widgets.SecondaryButton("List all questions", v.screen.listAll)
	}
	n := len(m.practisable())
	practise := widgets.PrimaryButton("Practise "+quiz.Thousands(n), v.screen.practise).WithKey("P")
	practise.SetEnabled(n > 0)
	return practise
}

// thousands is a number with commas and its noun.
func thousands(n int, noun string) string { return quiz.Thousands(n) + " " + plural(n, noun) }

// results is the list of questions found.
type results struct {
	screen *Screen
	list   *quietList
	moving bool // the model moves the list, not the learner
}

// quietList is Fyne's list without the focus: all keys go to the screen.
type quietList struct {
	widget.List
	resized func()
}

// Resize tells of a new height: only then is it known what is in view.
func (l *quietList) Resize(size fyne.Size) {
	was := l.Size().Height
	l.List.Resize(size)
	if size.Height != was && l.resized != nil {
		l.resized()
	}
}

// TypedKey hands the key to the screen.
func (l *quietList) TypedKey(e *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil && c.OnTypedKey() != nil {
		c.Unfocus()
		c.OnTypedKey()(e)
	}
}

// TypedRune hands the character to the screen.
func (l *quietList) TypedRune(r rune) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil && c.OnTypedRune() != nil {
		c.Unfocus()
		c.OnTypedRune()(r)
	}
}

func newResults(s *Screen) *results {
	r := &results{screen: s, list: &quietList{}}
	r.list.HideSeparators = true
	r.list.Length = func() int { return len(s.model.ids) }
	r.list.CreateItem = func() fyne.CanvasObject { return newResultRow() }
	r.list.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < len(s.model.ids) {
			o.(*resultRow).set(s.model.row(s.model.ids[i]), i == s.model.at)
		}
	}
	r.list.OnSelected = func(i widget.ListItemID) {
		if r.moving {
			return
		}
		r.list.Unselect(i)
		s.model.at = i
		s.openChosen()
	}
	r.list.ExtendBaseWidget(r.list)
	r.list.resized = r.reveal
	return r
}

// draw shows the rows again and brings the chosen one into view.
func (r *results) draw() {
	r.list.Refresh()
	r.reveal()
}

// reveal brings the chosen row into view.
func (r *results) reveal() {
	m := r.screen.model
	switch {
	case m.overview() || len(m.ids) == 0 || r.list.Size().Height <= 0:
	case m.at == 0:
		r.list.ScrollToTop()
	default:
		r.list.ScrollTo(m.at)
	}
}

// resultRow is a question in the list: kind, first line, where it belongs, and
// what there is to do with it.
type resultRow struct {
	widget.BaseWidget
	icon   *widgets.Icon
	title  *widgets.Text
	detail *widgets.Text
	chips  *fyne.Container
	panel  *widgets.Panel
}

func newResultRow() *resultRow {
	r := &resultRow{icon: widgets.NewIcon(theme.IconPractice, theme.ColorMuted), title: widgets.Body("").Clipped(),
		detail: widgets.Caption("").Clipped(), chips: widgets.Row(theme.Space4)}
	r.panel = widgets.NewPanel(widgets.Pad(0, theme.Space8, 0, 0, widgets.Row(theme.Space12, r.icon, widgets.Grow(widgets.Column(2, r.title, r.detail)), r.chips)), "", "", theme.Space8)
	r.ExtendBaseWidget(r)
	return r
}

// set shows a question.
func (r *resultRow) set(q row, chosen bool) {
	role := theme.ColorMuted
	fill := fyne.ThemeColorName("")
	if chosen {
		role, fill = theme.ColorAccent, theme.ColorAccentSoft
	}
	r.icon.Set(kindIcon(q.Kind), role)
	r.title.SetText(plain(q.Title, q.Markup))
	r.detail.SetText(widgets.Sentence(q.Bank, q.Domain, q.Level, kindWord(q.Kind)))
	r.chips.Objects = stateChips(q.States)
	r.chips.Refresh()
	r.panel.SetRoles(fill, "")
	r.Refresh()
}

// CreateRenderer is for Fyne.
func (r *resultRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.panel) }

// Words are for tests.
func (r *resultRow) Words() []string { return nil }

// stateChips are the states of a question as pills: words, with a colour where
// there is something to do.
func stateChips(all []storage.State) []fyne.CanvasObject {
	var chips []fyne.CanvasObject
	for _, s := range all {
		chip := widgets.Chip(stateWord(s), theme.ColorMuted)
		switch s {
		case storage.StateDue:
			chip = widgets.Chip(stateWord(s), theme.ColorAccent)
		case storage.StateFlagged:
			chip = widgets.Chip(stateWord(s), theme.ColorClose).WithIcon("flag-filled")
		case storage.StateSuspended:
			chip.WithIcon("suspend")
		case storage.StateNoted:
			chip.WithIcon("note")
		}
		chips = append(chips, widgets.Fixed(chip.NaturalWidth(), 0, chip))
	}
	return chips
}

// capital is a word with a capital letter.
func capital(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return string(s[0]-'a'+'A') + s[1:]
}
