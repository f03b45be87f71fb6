package library

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
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
	verbs   *fyne.Container // what can be done with the picked questions
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
	v.verbs = widgets.Column(0)
	v.page = widgets.FixedPage(head, v.body, v.verbs)
	return v
}

// draw shows the model as it is.
func (v *listView) draw() {
	m := v.screen.model
	v.search.Set(m.look.Text)
	v.filters.Objects = []fyne.CanvasObject{v.states(), v.tools()}
	var body fyne.CanvasObject
	switch {
	case len(m.banks) == 0:
		body = widgets.EmptyState(theme.IconLibrary, "There are no questions here yet",
			"Bring in a file of questions: from Moodle, Canvas or Anki, or flashcards as a table. You see what is in it before anything is saved.",
			widgets.Row(theme.Space12, widgets.PrimaryButton("Import a file", v.screen.chooseFile).WithKey("I"), widgets.SecondaryButton("Write your own", v.screen.newBank).WithKey("N")))
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
	v.verbs.Objects = v.footer()
	v.verbs.Refresh()
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
		words[i] = quiz.Capital(c.Word) + "  " + quiz.Thousands(c.Count)
		if c.On {
			at = i
		}
	}
	return widgets.Segmented(words, at, func(i int) { v.screen.chooseState(states[i]) })
}

// largeText is the text scale above which the filters and what can be done
// share their lines: beside each other they would take the room of the list.
const largeText = 1.3

// tools are the filters, and what can be done at the right of them.
func (v *listView) tools() fyne.CanvasObject {
	if theme.Scaled(1) > largeText {
		return widgets.Flow(theme.Space8, append(v.facets(), v.doing()...)...)
	}
	return widgets.Row(theme.Space12, widgets.Grow(widgets.Flow(theme.Space8, v.facets()...)), widgets.Row(theme.Space8, v.doing()...))
}

// facets are the filters that have many values; each opens a menu.
func (v *listView) facets() []fyne.CanvasObject {
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
	return row
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

// shorten is a text of at most n characters, cut between words where there are
// several.
func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	cut := string(r[:n-1])
	if i := strings.LastIndexByte(cut, ' '); i > 0 && r[n-1] != ' ' {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " .,;:") + "…"
}

// doing is what can be done with all that is listed.
func (v *listView) doing() []fyne.CanvasObject {
	m := v.screen.model
	if m.overview() {
		return []fyne.CanvasObject{widgets.SecondaryButton("New bank", v.screen.newBank).WithIcon(theme.IconPlus).WithKey("N"),
			widgets.SecondaryButton("List all questions", v.screen.listAll)}
	}
	n := len(m.practisable())
	practise := widgets.PrimaryButton("Practise "+quiz.Thousands(n), v.screen.practise).WithKey("P")
	practise.SetEnabled(n > 0)
	return []fyne.CanvasObject{practise}
}

// footer are the verbs for the picked questions, or the chosen one.
func (v *listView) footer() []fyne.CanvasObject {
	s, m := v.screen, v.screen.model
	if m.overview() || len(m.ids) == 0 {
		return nil
	}
	what := "The chosen question"
	if n := len(m.picked); n > 0 {
		what = quiz.Count(len(m.selection()), "question") + " picked"
	}
	button := func(word, key string, do func()) fyne.CanvasObject { return widgets.QuietButton(word, do).WithKey(key) }
	return []fyne.CanvasObject{widgets.Row(theme.Space8, widgets.Grow(widgets.Muted(what).Clipped()), button("Add", "A", s.addQuestion), button("Pick", "Space", s.pick),
		button("Tags", "T", s.retag), button("Copy", "Y", s.duplicate), button("Move", "M", s.moveToBank), button("Replace", "R", s.findAndReplace),
		button("Remove", "Del", s.removeQuestions))}
}

// thousands is a number with commas and its noun.
func thousands(n int, noun string) string { return quiz.Thousands(n) + " " + plural(n, noun) }
