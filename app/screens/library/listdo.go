package library

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
)

// typed searches as one types.
func (s *Screen) typed(text string) {
	if err := s.model.set(func(l *look) { l.Text = text }); err != nil {
		s.shell.Fail(err)
	}
	s.draw()
}

// focusSearch puts the cursor into the search, from any page but the editor.
func (s *Screen) focusSearch() {
	if s.model.page == reading {
		s.back()
	}
	if s.model.page == listing && s.list != nil {
		s.list.search.Focus()
	}
}

// change changes what is looked for and shows it.
func (s *Screen) change(f func(*look)) { s.turn(s.model.set(f)) }

// clear takes search and filters away.
func (s *Screen) clear() { s.turn(s.model.clear()) }

// listAll lists every question.
func (s *Screen) listAll() { s.change(func(l *look) { l.All = true }) }

// chooseState filters by a state; all of them lists everything.
func (s *Screen) chooseState(state storage.State) {
	s.change(func(l *look) {
		l.State = state
		l.All = l.All || state == storage.StateAny
	})
}

// nextState goes to the next state, round and round.
func (s *Screen) nextState() {
	at := 0
	for i, state := range states {
		if state == s.model.look.State && !s.model.overview() {
			at = (i + 1) % len(states)
		}
	}
	s.chooseState(states[at])
}

// menu offers the values of a facet, with how many questions each has.
func (s *Screen) menu(f facet) {
	button := s.list.buttons[f]
	var items []*fyne.MenuItem
	for _, c := range s.model.choices(f) {
		word := c.Word
		if c.Value != "" {
			word += "   " + quiz.Thousands(c.Count)
		}
		item := fyne.NewMenuItem(word, func() { s.change(func(l *look) { l.choose(f, c.Value) }) })
		item.Checked = c.On
		items = append(items, item)
	}
	c := s.shell.Window.Canvas()
	c.Unfocus()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(button)
	menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), c)
	menu.ShowAtPosition(at.AddXY(0, button.Size().Height+2))
	c.Focus(menu)
}

// move goes up or down the list.
func (s *Screen) move(by int) {
	if shifted() && !s.model.overview() {
		s.model.extend(by)
		s.draw()
		return
	}
	if s.model.move(by) {
		s.list.moved()
	}
}

// moved shows the row that is chosen now.
func (v *listView) moved() {
	if v.screen.model.overview() {
		v.banks.choose()
		return
	}
	v.results.draw()
}

// openChosen opens the chosen row.
func (s *Screen) openChosen() { s.turn(s.model.open()) }

// practise goes to Practice with what is listed.
func (s *Screen) practise() {
	m := s.model
	if len(m.practisable()) == 0 {
		s.shell.Say("Practice asks questions that can be marked; there is none here. Flashcards come up in Review.")
		return
	}
	if strings.TrimSpace(m.look.Text) == "" || m.overview() {
		s.shell.Go("Practice", m.practice())
		return
	}
	session, done, err := m.start()
	if err != nil {
		s.shell.Fail(err)
		return
	}
	s.shell.Did(done)
	s.shell.Go("Practice", session)
}

// chosenBank is the bank of the chosen row in the overview, or nil.
func (s *Screen) chosenBank() *storage.BankHead {
	if m := s.model; m.overview() && len(m.banks) > 0 {
		return &m.banks[m.at]
	}
	return nil
}

// removeChosen puts a bank away; undo brings it back.
func (s *Screen) removeChosen() {
	b := s.chosenBank()
	switch {
	case b == nil:
	case b.Builtin:
		s.shell.Say("“" + b.Name + "” came with the app and stays. Suspend its questions to keep them out of the way.")
	default:
		s.shell.Do(func() (actions.Done, error) { return s.model.act.RemoveBank(ctx(), b.ID, b.Name) })
	}
}
