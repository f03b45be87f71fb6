package library

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/storage"
)

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
			o.(*resultRow).set(s.model.row(s.model.ids[i]), i == s.model.at, s.model.picked[s.model.ids[i]])
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

// set shows a question: the chosen row stands out, a picked one has a tick.
func (r *resultRow) set(q row, chosen, picked bool) {
	role := theme.ColorMuted
	fill := fyne.ThemeColorName("")
	if chosen {
		role, fill = theme.ColorAccent, theme.ColorAccentSoft
	}
	icon := kindIcon(q.Kind)
	if picked {
		icon, role = theme.IconCheckBoxChecked, theme.ColorAccent
	}
	r.icon.Set(icon, role)
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
