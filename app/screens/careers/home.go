package careers

import (
	"fmt"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// cardLeast is how narrow a card of the first page may be, at text scale 1.
const cardLeast = 280

// homePage offers the parts.
func (s *Screen) homePage() *widgets.Frame {
	var all []fyne.CanvasObject
	if pages, figures := s.model.book.Overdue(s.model.today()); len(pages)+figures > 0 {
		all = append(all, s.warning(fmt.Sprintf("%s and %s were to be looked at again by now. Compare what matters to you with its source.",
			quiz.Count(len(pages), "page"), quiz.Count(figures, "figure"))))
	}
	for _, g := range groups {
		var cards []fyne.CanvasObject
		for _, p := range g.parts {
			cards = append(cards, s.partCard(p))
		}
		all = append(all, widgets.Column(theme.Space8, widgets.Heading(g.name), widgets.Columns(theme.Space12, cardLeast, cards...)))
	}
	all = append(all, widgets.Caption(notAffiliated))
	head := widgets.Column(theme.Space4, widgets.Display("Careers"),
		widgets.Muted("Work in health information, and your way into it. Ctrl+K finds any role, credential or organization by name."))
	return s.framed(head, widgets.Column(theme.Space24, all...))
}

// partCard is a part on the first page, with its key and how far one is.
func (s *Screen) partCard(p part) fyne.CanvasObject {
	top := []fyne.CanvasObject{widgets.NewIcon(p.icon, theme.ColorAccent), widgets.Grow(widgets.Strong(p.name))}
	if note := s.model.far(p.id); note != "" {
		top = append(top, widgets.Caption(note).OneLine())
	}
	top = append(top, widgets.KeyCap(string(p.key-'a'+'A')))
	if p.key < 'a' {
		top[len(top)-1] = widgets.KeyCap(string(p.key))
	}
	return widgets.Pressable(widgets.Card(widgets.Column(theme.Space8, widgets.Row(theme.Space8, top...), widgets.Muted(p.about))), func() { s.turn(place{part: p.id}) })
}

// far says in a few words how far the learner is with a part, or "".
func (m *model) far(part string) string {
	switch part {
	case "planner", "list":
		done, all := 0, 0
		lists := m.lists(part)
		for i := range lists {
			done, all = done+m.done(part, &lists[i]), all+len(lists[i].Items)
		}
		if done > 0 {
			return fmt.Sprintf("%d of %d done", done, all)
		}
	case "skill":
		n := 0
		for i := range m.book.Skills {
			if m.jotted("skill:"+m.book.Skills[i].ID, "rating") != "" {
				n++
			}
		}
		if n > 0 {
			return fmt.Sprintf("%d of %d rated", n, len(m.book.Skills))
		}
	case "programme":
		if n := len(m.programs()); n > 0 {
			return quiz.Count(n, "program")
		}
	}
	return ""
}

// head is a page's title with what leads back before it and what can be done
// after it.
func (s *Screen) head(title, sentence string, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	line := append([]fyne.CanvasObject{widgets.Display(title)}, buttons...)
	line = append(line, widgets.QuietButton("Back", s.back).WithKey("Esc"))
	all := []fyne.CanvasObject{widgets.Flow(theme.Space12, line...)}
	if sentence != "" {
		all = append(all, widgets.Muted(sentence))
	}
	return widgets.Column(theme.Space8, all...)
}

// warning is a note that something is not as fresh as it should be.
func (s *Screen) warning(text string) fyne.CanvasObject {
	return widgets.Note(theme.IconWarning, theme.ColorClose, widgets.Body(text).In(theme.ColorClose))
}

// listPage is the list of a part.
func (s *Screen) listPage() *widgets.Frame {
	m, p := &s.model, partOf(s.model.at.part)
	items := m.items(p.id)
	s.rows = widgets.NewRows(func() int { return len(items) }, func(i int) widgets.RowItem { return s.row(p, items[i]) },
		func() int { return m.chosen[p.id] }, func(i int) { m.chosen[p.id] = i; s.enter() })
	return widgets.FixedPage(s.head(p.name, p.about), widgets.NewPanel(s.rows, theme.ColorSurface, "", theme.Space8), nil)
}

// row is a line of a list, with how far the learner is.
func (s *Screen) row(p part, i item) widgets.RowItem {
	m := &s.model
	row := widgets.RowItem{Icon: p.icon, Title: i.name, Detail: i.detail}
	subject := place{p.id, i.id}.subject()
	switch p.id {
	case "planner", "list":
		if l := m.list(place{p.id, i.id}); l != nil && len(l.Items) > 0 {
			n := m.done(p.id, l)
			row.Value = fmt.Sprintf("%d of %d", n, len(l.Items))
			if n == len(l.Items) {
				row.Icon, row.Role = theme.IconTick, theme.ColorRight
			}
		}
	case "skill":
		row.Value = m.rating(i.id)
	default:
		if m.jotted(subject, "bookmark") != "" {
			row.Icon, row.Role = "bookmark-filled", theme.ColorAccent
		}
	}
	switch {
	case i.ended:
		row.Chip, row.ChipRole = "ended", theme.ColorClose
	case m.jotted(subject, "note") != "":
		row.Chip, row.ChipRole = "note", theme.ColorMuted
	}
	return row
}

// rating is how a skill is rated, in words.
func (m *model) rating(skill string) string {
	for i, f := range ratingFields {
		if m.jotted("skill:"+skill, "rating") == f {
			return ratings[i]
		}
	}
	return ""
}

// enter opens the chosen line.
func (s *Screen) enter() {
	p := s.model.at.part
	all := s.model.items(p)
	if i := s.model.chosen[p]; i >= 0 && i < len(all) {
		s.turn(place{p, all[i].id})
	}
}

// move goes to another line.
func (s *Screen) move(by int) {
	p := s.model.at.part
	n := len(s.model.items(p))
	s.model.chosen[p] = min(max(s.model.chosen[p]+by, 0), max(n-1, 0))
	if s.rows != nil {
		s.rows.Draw()
	}
}
