package library

import (
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/content"
	"chartroom/content/table"
	"chartroom/quiz"
)

// mapping is what the columns hold by which the table was read.
func (in *incoming) mapping() table.Mapping {
	if in.Mapping != nil {
		m := *in.Mapping
		m.Roles = slices.Clone(m.Roles)
		return m
	}
	return in.Table.Mapping()
}

// give says that a column holds something, which no other column then does.
func give(m *table.Mapping, column int, r table.Role) {
	for len(m.Roles) <= column {
		m.Roles = append(m.Roles, table.Unused)
	}
	for i, had := range m.Roles {
		if had == r {
			m.Roles[i] = table.Unused
		}
	}
	m.Roles[column] = r
}

// needsMapping reports whether the table cannot be read before the learner says
// what its columns hold.
func (in *incoming) needsMapping() bool {
	return in.Table != nil && errors.Is(in.Err, table.ErrMapping)
}

// mostColumns is how many columns are laid out; a table of questions has fewer.
const mostColumns = 40

// roleLetters is for how many options there are roles in the menus, at least.
const roleLetters = 6

// columns shows what each column of a table is called, begins with, and is
// taken for; the last can be changed.
func (s *Screen) columns(in *incoming) fyne.CanvasObject {
	m := in.mapping()
	rows := []fyne.CanvasObject{widgets.Overline("What the columns hold"), s.tableChoices(in, m)}
	for i, c := range in.Table.Columns[:min(len(in.Table.Columns), mostColumns)] {
		rows = append(rows, widgets.Divider(), s.column(i, c, m))
	}
	if over := len(in.Table.Columns) - mostColumns; over > 0 {
		rows = append(rows, widgets.Divider(), widgets.Muted(quiz.Count(over, "more column")+" not used."))
	}
	return widgets.Card(widgets.Column(theme.Space12, rows...))
}

// tableChoices are the sheet and the row that names the columns.
func (s *Screen) tableChoices(in *incoming, m table.Mapping) fyne.CanvasObject {
	var choices []fyne.CanvasObject
	if len(in.Table.Sheets) > 1 {
		var button *widgets.Button
		button = widgets.SecondaryButton("Sheet: "+in.Table.Sheet, func() {
			var items []*fyne.MenuItem
			for _, name := range in.Table.Sheets {
				items = append(items, item(name, name == in.Table.Sheet, func() { s.readSheet(name) }))
			}
			s.popUp(button, items)
		})
		choices = append(choices, button)
	}
	word := func(row int) string {
		if row == 0 {
			return "No row names the columns"
		}
		return "Row " + quiz.Thousands(row) + " names the columns"
	}
	var button *widgets.Button
	button = widgets.SecondaryButton(word(m.HeaderRow), func() {
		var items []*fyne.MenuItem
		for row := range max(m.HeaderRow, 12) + 1 {
			items = append(items, item(word(row), row == m.HeaderRow, func() { s.readBy(func(m *table.Mapping) { m.HeaderRow = row }) }))
		}
		s.popUp(button, items)
	})
	return widgets.Flow(theme.Space12, append(choices, button)...)
}

func (s *Screen) column(i int, c table.Column, m table.Mapping) fyne.CanvasObject {
	role := table.Unused
	if i < len(m.Roles) {
		role = m.Roles[i]
	}
	name := c.Header
	if name == "" {
		name = "Column " + quiz.Thousands(i+1)
	}
	var button *widgets.Button
	button = widgets.SecondaryButton(role.Title(), func() {
		var items []*fyne.MenuItem
		for _, r := range append([]table.Role{table.Unused}, table.Roles(max(roleLetters, len(m.Roles)-3))...) {
			items = append(items, item(r.Title(), r == role, func() { s.readBy(func(m *table.Mapping) { give(m, i, r) }) }))
		}
		s.popUp(button, items)
	}).WithIcon("chevron-down")
	sample := slices.DeleteFunc(slices.Clone(c.Sample), func(cell string) bool { return strings.TrimSpace(cell) == "" })
	words := widgets.Column(0, widgets.Strong(shorten(name, 60)), widgets.Muted(shorten(oneLine(strings.Join(sample[:min(len(sample), 3)], " · ")), 140)))
	return widgets.Split(theme.Space12, .3, 560, button, words)
}

// item is a line of a menu.
func item(word string, on bool, do func()) *fyne.MenuItem {
	i := fyne.NewMenuItem(word, do)
	i.Checked = on
	return i
}

// popUp opens a menu under what was pressed, and gives it the keys.
func (s *Screen) popUp(under fyne.CanvasObject, items []*fyne.MenuItem) {
	c := s.shell.Window.Canvas()
	c.Unfocus()
	menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), c)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(under)
	menu.ShowAtPosition(at.AddXY(0, under.Size().Height+2))
	c.Focus(menu)
}

// askFormat is chooseFormat by key.
func (s *Screen) askFormat() {
	if s.formats != nil {
		s.chooseFormat(s.formats)
	}
}

// chooseFormat asks as what a file is to be read.
func (s *Screen) chooseFormat(under fyne.CanvasObject) {
	in := s.model.incoming
	items := []*fyne.MenuItem{item("As its content says", in.Format == "", func() { s.readAs("") })}
	for _, f := range content.Formats {
		items = append(items, item(f.Title, in.Format == f.Name, func() { s.readAs(f.Name) }))
	}
	s.popUp(under, items)
}
