package library

import (
	"fmt"
	"maps"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"chartroom/app/actions"
	"chartroom/app/shell"
	"chartroom/quiz"
)

// selection is what the verbs for several questions work on: those that were
// picked and are listed, else the chosen row, or the question on the page.
func (m *model) selection() []quiz.QuestionID {
	if m.page == reading && m.detail != nil {
		return []quiz.QuestionID{m.detail.Question.ID}
	}
	if m.overview() || len(m.ids) == 0 {
		return nil
	}
	var out []quiz.QuestionID
	for _, id := range m.ids {
		if m.picked[id] {
			out = append(out, id)
		}
	}
	if len(out) == 0 {
		out = []quiz.QuestionID{m.ids[m.at]}
	}
	return out
}

// pick picks the chosen row, or lets it go.
func (m *model) pick() {
	if m.overview() || len(m.ids) == 0 {
		return
	}
	id := m.ids[m.at]
	picked := maps.Clone(m.picked)
	if picked == nil {
		picked = map[quiz.QuestionID]bool{}
	}
	if picked[id] {
		delete(picked, id)
	} else {
		picked[id] = true
	}
	m.picked = picked
}

// extend picks the rows from the chosen one to the one it moves to.
func (m *model) extend(by int) {
	if m.overview() || len(m.ids) == 0 {
		return
	}
	from := m.at
	m.move(by)
	if m.picked == nil {
		m.picked = map[quiz.QuestionID]bool{}
	}
	for i := min(from, m.at); i <= max(from, m.at); i++ {
		m.picked[m.ids[i]] = true
	}
}

// pickAll picks all that are listed, or lets them go if they all are.
func (m *model) pickAll() {
	if len(m.selection()) == len(m.ids) && len(m.picked) > 0 {
		m.picked = nil
		return
	}
	m.picked = map[quiz.QuestionID]bool{}
	for _, id := range m.ids {
		m.picked[id] = true
	}
}

// retagged are questions with tags added and removed; those that it changes
// nothing of are left out.
func retagged(all []quiz.Question, add, remove []string) (out []quiz.Question) {
	for _, q := range all {
		tags := slices.DeleteFunc(slices.Clone(q.Tags), func(t string) bool { return slices.Contains(remove, t) })
		for _, t := range add {
			if !slices.Contains(tags, t) {
				tags = append(tags, t)
			}
		}
		if !slices.Equal(tags, q.Tags) {
			q.Tags = tags
			out = append(out, q)
		}
	}
	return out
}

// pickingKeys are those of a list of questions.
func (s *Screen) pickingKeys() []shell.Key {
	return []shell.Key{
		{Name: fyne.KeySpace, Does: "pick, or let go (Shift and arrows pick several)", Do: s.pick},
		{Name: "Ctrl A", Does: "pick all that are listed", Do: s.pickAll},
		{Name: "Ctrl U", Does: "move up in its bank", Do: func() { s.moveInBank(-1) }},
		{Name: "Ctrl J", Does: "move down in its bank", Do: func() { s.moveInBank(1) }},
		{Rune: 't', Does: "add or remove tags", Do: s.retag},
		{Rune: 'y', Does: "copy", Do: s.duplicate},
		{Rune: 'm', Does: "move to another bank", Do: s.moveToBank},
		{Name: fyne.KeyDelete, Does: "remove", Do: s.removeQuestions},
	}
}

// pick picks the chosen row and goes on to the next.
func (s *Screen) pick() {
	s.model.pick()
	s.model.move(1)
	s.draw()
}

func (s *Screen) pickAll() {
	s.model.pickAll()
	s.draw()
}

// letGo lets what is picked go; then it takes search and filters away.
func (s *Screen) letGo() {
	if len(s.model.picked) > 0 {
		s.model.picked = nil
		s.draw()
		return
	}
	s.clear()
}

// shifted reports whether Shift is held down.
func shifted() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}

// did takes the receipt of a verb for several questions, and lets them go.
func (s *Screen) did(verb func() (actions.Done, error)) bool {
	ok := s.shell.Do(verb)
	if ok {
		s.model.picked = nil
		s.draw()
	}
	return ok
}

// retag asks which tags to add and to remove.
func (s *Screen) retag() {
	ids := s.model.selection()
	if len(ids) == 0 {
		return
	}
	all, err := s.model.act.Reader().Questions(ctx(), ids)
	if err != nil {
		s.shell.Fail(err)
		return
	}
	hint := "Commas between them; a minus before a tag takes it away: subject:hipaa, -draft."
	if common := shared(all); common != "" {
		hint += " On all of them: " + common + "."
	}
	s.shell.AskLine("Tags of "+quiz.Count(len(ids), "question"), hint, "Change them", func(text string) error {
		changed := retagged(all, first(tagWords(text)), last(tagWords(text)))
		if len(changed) == 0 {
			return fmt.Errorf("This changes no tag")
		}
		s.shell.Next(func() {
			s.did(func() (actions.Done, error) {
				done, err := s.model.act.Write(ctx(), quiz.QuestionID{}, changed...)
				done.Say = "Tags of " + quiz.Count(len(changed), "question") + " changed. Ctrl Z takes it back."
				return done, err
			})
		})
		return nil
	})
}

func first(a, _ []string) []string { return a }
func last(_, b []string) []string  { return b }

// shared are the tags that all of the questions carry, in words.
func shared(all []quiz.Question) string {
	if len(all) == 0 {
		return ""
	}
	out := ""
	for _, t := range all[0].Tags {
		on := 0
		for i := range all {
			if all[i].HasTag(t) {
				on++
			}
		}
		if on == len(all) {
			if out != "" {
				out += ", "
			}
			out += t
		}
	}
	return shorten(out, 120)
}

// removeQuestions takes questions out of their banks; undo brings them back.
func (s *Screen) removeQuestions() {
	ids := s.model.selection()
	if len(ids) == 0 {
		return
	}
	for _, id := range ids {
		if e := s.model.index.byID[id]; e != nil && s.model.builtin(e.Bank) {
			s.shell.Say("Questions that came with the app stay. Suspend them to keep them out of the way.")
			return
		}
	}
	s.did(func() (actions.Done, error) { return s.model.act.RemoveQuestions(ctx(), ids...) })
}

// moveInBank moves the chosen question up or down in its bank, where the list
// is that bank as it stands.
func (s *Screen) moveInBank(by int) {
	m := s.model
	plain := look{Banks: m.look.Banks}
	if len(m.ids) == 0 || len(m.look.Banks) != 1 || m.look.Text != "" || m.look.Domain != plain.Domain || m.look.Kind != "" || m.look.Level != "" || m.look.State != plain.State {
		s.shell.Say("Order is changed in the list of one bank, without search and filters.")
		return
	}
	to := m.at + by
	if to < 0 || to >= len(m.ids) {
		return
	}
	id := m.ids[m.at]
	if s.shell.Do(func() (actions.Done, error) { return m.act.MoveInBank(ctx(), id, to) }) {
		m.at = to
		s.draw()
	}
}
