package careers

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/content/career"
)

// programsPage puts the learner's programs side by side.
func (s *Screen) programsPage() *widgets.Frame {
	all := s.model.programs()
	add := widgets.PrimaryButton("Add a program", s.addProgram).WithKey("A").WithIcon(theme.IconPlus)
	const why = "No school is listed or advertised here: enter the programs that you look at, and check each in CAHIIM's own directory."
	if len(all) == 0 {
		return widgets.Page(s.head("Programs I compare", ""), widgets.EmptyState("copy", "No program yet", why, add), nil)
	}
	var cards []fyne.CanvasObject
	rows := s.model.book.Compare(all)
	for i, p := range all {
		lines := []fyne.CanvasObject{widgets.Heading(p.Name)}
		for _, r := range rows {
			if r.Cells[i] == "" {
				continue
			}
			value := []fyne.CanvasObject{widgets.Grow(widgets.Body(r.Cells[i]))}
			if r.Best[i] {
				value = append(value, widgets.Chip("best", theme.ColorRight).WithIcon(theme.IconTick))
			}
			lines = append(lines, widgets.Column(0, widgets.Caption(r.Name), widgets.Row(theme.Space8, value...)))
		}
		lines = append(lines, widgets.Flow(theme.Space8, widgets.SecondaryButton("Edit", func() { s.editProgram(i) }).WithKey(strconv.Itoa(i+1)).WithIcon("edit"),
			widgets.QuietButton("Remove", func() { s.removeProgram(p) })))
		cards = append(cards, widgets.Card(widgets.Column(theme.Space8, lines...)))
	}
	return s.framed(s.head("Programs I compare", why, add), widgets.Columns(theme.Space12, 260, cards...))
}

// addProgram begins a new one.
func (s *Screen) addProgram() {
	p := s.model.newProgram()
	if d := s.model.draft; d == nil || d.ID != p.ID { // else what was typed and not saved
		s.model.draft = &p
	}
	s.turn(place{"programme", p.ID})
}

// editProgram changes one.
func (s *Screen) editProgram(i int) {
	if all := s.model.programs(); i < len(all) {
		s.model.draft = &all[i]
		s.turn(place{"programme", all[i].ID})
	}
}

// removeProgram takes one off the list; undo brings it back.
func (s *Screen) removeProgram(p career.Programme) {
	s.jot("removal of "+p.Name, kept(p, true)...)
	if s.model.at.id != "" {
		s.back()
	}
}

// programPage is the form of one program. What is typed is saved by its button.
func (s *Screen) programPage() *widgets.Frame {
	p := s.model.draft
	if p == nil || p.ID != s.model.at.id {
		if p = s.model.program(s.model.at.id); p == nil {
			n := s.model.newProgram()
			p = &n
		}
		s.model.draft = p
	}
	title := "Edit a program"
	if s.model.program(p.ID) == nil {
		title = "Add a program"
	}
	name := widgets.NewEntry("Community college, associate in HIM", func(t string) { p.Name = t })
	name.Set(p.Name)
	name.OnEnter = func(string) { s.saveProgram() }
	var levels, accreditations, onlines []string
	for _, l := range career.Levels[career.Certificate:] {
		levels = append(levels, upper(l.Words()))
	}
	for _, a := range career.Accreditations {
		accreditations = append(accreditations, upper(a.Words()))
	}
	for _, o := range career.Onlines {
		onlines = append(onlines, onlineWord(o))
	}
	level := widgets.Dropdown(levels, upper(p.Level.Words()), "", func(w string) {
		for _, l := range career.Levels {
			if upper(l.Words()) == w {
				p.Level = l
			}
		}
	})
	accredited := widgets.Dropdown(accreditations, upper(p.CAHIIM.Words()), "", func(w string) {
		for _, a := range career.Accreditations {
			if upper(a.Words()) == w {
				p.CAHIIM = a
			}
		}
	})
	online := widgets.Dropdown(onlines, onlineWord(p.Online), "", func(w string) {
		for _, o := range career.Onlines {
			if onlineWord(o) == w {
				p.Online = o
			}
		}
	})
	note := widgets.NewTextArea("Whom you spoke to, what was promised", 4, func(t string) { p.Note = t })
	note.Set(p.Note)
	form := widgets.Card(widgets.Column(theme.Space16,
		field("Name", name), field("Ends with", level),
		widgets.Column(theme.Space4, widgets.Strong("Accredited by CAHIIM"), widgets.Caption("Look it up at cahiim.org: the program itself, not the school."), accredited),
		field("Cost in all, dollars", s.numberEntry("12000", p.Cost, "cost", &p.Cost)), field("Months to the end", s.numberEntry("24", p.Months, "months", &p.Months)),
		field("Online", online), field("Note", note)))
	save := widgets.PrimaryButton("Save", s.saveProgram).WithKey("Enter")
	buttons := []fyne.CanvasObject{save}
	if s.model.program(p.ID) != nil {
		buttons = append(buttons, widgets.SecondaryButton("Remove", func() { s.removeProgram(*s.model.program(p.ID)) }).WithIcon("trash"))
	}
	s.first = name
	s.sync = append(s.sync, func() {}) // what is typed stays while something is undone
	return s.framed(s.head(title, "", buttons...), widgets.ReadingWidth(form))
}

func onlineWord(o career.Online) string {
	if o == career.OnlineUnknown {
		return "Not known"
	}
	return upper(string(o))
}

// numberEntry is a field for a whole number, which may be empty.
func (s *Screen) numberEntry(hint string, now int, what string, into *int) fyne.CanvasObject {
	e := widgets.NewEntry(hint, func(t string) {
		n, err := amount(t, what)
		if err != nil {
			s.shell.Say(upper(err.Error()) + ".")
			n = -1
		}
		*into = n
	})
	if now > 0 {
		e.Set(fmt.Sprint(now))
	}
	e.OnEnter = func(string) { s.saveProgram() }
	return e
}

// saveProgram keeps what is typed.
func (s *Screen) saveProgram() {
	p := s.model.draft
	switch {
	case p == nil || s.model.at.part != "programme" || s.model.at.id == "":
		return
	case strings.TrimSpace(p.Name) == "":
		s.shell.Fail(fmt.Errorf("save the program: %w", errNoName))
		return
	case p.Cost < 0 || p.Months < 0:
		s.shell.Fail(fmt.Errorf("save the program: write cost and months as whole numbers"))
		return
	}
	p.Name, p.Note = strings.TrimSpace(p.Name), strings.TrimSpace(p.Note)
	s.jot("program "+p.Name, kept(*p, false)...)
	s.model.draft = nil
	s.back()
}
