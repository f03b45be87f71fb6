package library

import (
	"errors"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// versionsPage lists what a question was, and shows how the chosen version
// differs from what stands now.
func (s *Screen) versionsPage() fyne.CanvasObject {
	m := s.model
	v := m.versions
	head := widgets.Row(theme.Space12, widgets.QuietButton("Back to the question", s.leaveVersions).WithIcon("arrow-left").WithKey("Esc"),
		widgets.Grow(widgets.Heading("Earlier versions")))
	list := []fyne.CanvasObject{widgets.NewPanel(widgets.Column(2, widgets.Strong("As it stands now"), widgets.Caption(v.words(0))), theme.ColorSurface, "", theme.Space12)}
	for i := 1; i < len(v.all); i++ {
		fill := theme.ColorSurface
		if i == v.at {
			fill = theme.ColorAccentSoft
		}
		words := widgets.Column(2, widgets.Strong(quiz.Capital(v.words(i))), widgets.Caption(shorten(plain(stemText(&v.all[i].Question), v.all[i].Question.Markup), 60)))
		list = append(list, widgets.Pressable(widgets.NewPanel(words, fill, "", theme.Space12), func() { v.at = i; s.redrawVersions() }))
	}
	changes := []fyne.CanvasObject{widgets.Overline("From this version to what stands now")}
	compared := v.compared()
	if len(compared) == 0 {
		changes = append(changes, widgets.Muted("Nothing that one reads differs."))
	}
	for i := range compared {
		before, after := compared[i].excerpt()
		changes = append(changes, differing(compared[i].name, before, after))
	}
	old := &v.all[v.at].Question
	right := widgets.Column(theme.Space16, widgets.Card(widgets.Column(theme.Space12, changes...)), widgets.Overline("This version as a whole"),
		questionCard(old, m.act.Today(), widgets.Chip(kindWord(old.Kind), theme.ColorMuted)))
	body := widgets.Split(theme.Space16, .34, 760, widgets.Column(theme.Space8, list...), right)
	s.reading = widgets.Page(head, body, widgets.Row(theme.Space12, widgets.PrimaryButton("Restore this version", s.restore).WithKey("Enter"),
		widgets.Muted("What stands now becomes a version like the others.").OneLine()))
	return s.reading
}

func (s *Screen) redrawVersions() { s.draw() }

// showVersions shows what the question was before.
func (s *Screen) showVersions() {
	if s.model.page == editing {
		if err := s.model.busy(); err != nil {
			s.shell.Say("Save or leave what you are writing first.")
			return
		}
		if s.model.draft.fresh {
			return
		}
		s.editor, s.model.draft, s.model.page = nil, nil, reading
	}
	err := s.model.openVersions()
	var p problem
	if errors.As(err, &p) {
		s.shell.Say(string(p))
		s.draw()
		return
	}
	s.turn(err)
}

// restore makes the chosen version the one that stands.
func (s *Screen) restore() {
	s.shell.Do(func() (actions.Done, error) { return s.model.restore() })
}

func (s *Screen) leaveVersions() { s.turn(s.model.leaveVersions()) }

func (s *Screen) comparingKeys() []shell.Key {
	step := func(by int) func() { return func() { s.model.versions.move(by); s.draw() } }
	return []shell.Key{
		{Name: fyne.KeyDown, Does: "an older version", Do: step(1)},
		{Name: fyne.KeyUp, Does: "a newer version", Do: step(-1)},
		{Name: fyne.KeyPageDown, Does: "scroll", Do: func() { s.reading.ScrollBy(400) }},
		{Name: fyne.KeyPageUp, Do: func() { s.reading.ScrollBy(-400) }},
		{Name: fyne.KeyReturn, Does: "restore this version", Do: s.restore},
		{Name: fyne.KeyEscape, Does: "back to the question", Do: s.leaveVersions},
	}
}
