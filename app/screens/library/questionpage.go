package library

import (
	"fmt"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// questionPage shows the question that the model is at, and what the learner
// did with it.
func (s *Screen) questionPage() fyne.CanvasObject {
	m, d := s.model, s.model.detail
	back := widgets.QuietButton("Back to the list", s.back).WithIcon("arrow-left").WithKey("Esc")
	before := widgets.IconButton("chevron-left", "question before", func() { s.step(-1) })
	before.SetEnabled(m.canStep(-1))
	next := widgets.IconButton(theme.IconChevronRight, "next question", func() { s.step(1) })
	next.SetEnabled(m.canStep(1))
	where := fmt.Sprintf("%s of %s", quiz.Thousands(m.at+1), quiz.Thousands(len(m.ids)))
	if m.off {
		where = "not in the list any more"
	}
	head := widgets.Row(theme.Space8, back, widgets.Spacer(), widgets.QuietButton("Practise", s.practiseThis).WithKey("P"),
		widgets.QuietButton("Versions", s.showVersions).WithKey("H"), widgets.Muted(where).OneLine(), before, next)

	q := &d.Question
	right := []fyne.CanvasObject{memoryCard(d, m), historyCard(d, m)}
	if d.State.Note != "" {
		right = append([]fyne.CanvasObject{widgets.Card(titled("Your note", widgets.Body(d.State.Note)))}, right...)
	}
	if about := aboutCard(q); about != nil {
		right = append(right, about)
	}
	body := widgets.Split(theme.Space16, .64, 860, questionCard(q, m.act.Today(), s.chips()...), widgets.Column(theme.Space16, right...))
	s.reading = widgets.Page(head, body, s.questionFoot())
	return s.reading
}

// chips say what kind of question it is and what the learner put on it.
func (s *Screen) chips() []fyne.CanvasObject {
	m, d := s.model, s.model.detail
	q := &d.Question
	chips := []fyne.CanvasObject{widgets.Chip(kindWord(q.Kind), theme.ColorMuted).WithIcon(kindIcon(q.Kind))}
	if d.Bank.Name != "" {
		chips = append(chips, widgets.Chip(shorten(d.Bank.Name, 40), theme.ColorMuted).WithIcon("folder"))
	}
	if tag, word := m.domainOf(q); word != "" {
		if domain := m.domain(tag); domain != nil {
			word = widgets.Sentence(word, domain.Short)
		}
		chips = append(chips, widgets.Chip(word, theme.ColorMuted))
	}
	if l := q.Tag("level"); l != "" {
		chips = append(chips, widgets.Chip(l, theme.ColorMuted))
	}
	if !q.Kind.Asked() {
		chips = append(chips, widgets.Chip("not asked yet", theme.ColorClose).WithIcon(theme.IconInfo))
	}
	if d.State.Flag {
		chips = append(chips, widgets.Chip("flagged", theme.ColorClose).WithIcon("flag-filled"))
	}
	if d.State.Suspended {
		chips = append(chips, widgets.Chip("suspended", theme.ColorClose).WithIcon("suspend"))
	}
	if d.Buried {
		chips = append(chips, widgets.Chip("waits until tomorrow", theme.ColorMuted))
	}
	if d.Progress.Leech() {
		chips = append(chips, widgets.Chip(fmt.Sprintf("leech: forgotten %d times", d.Progress.Lapses), theme.ColorWrong))
	}
	return chips
}

// questionFoot are the verbs, each with its key.
func (s *Screen) questionFoot() fyne.CanvasObject {
	d := s.model.detail
	flag, suspend := "Flag", "Suspend"
	if d.State.Flag {
		flag = "Unflag"
	}
	if d.State.Suspended {
		suspend = "Unsuspend"
	}
	bury := "Bury"
	if d.Buried {
		bury = "Unbury"
	}
	return widgets.Flow(theme.Space12,
		widgets.SecondaryButton("Edit", s.edit).WithKey("E"),
		widgets.SecondaryButton(flag, s.flag).WithKey("F"),
		widgets.SecondaryButton("Note", s.note).WithKey("N"),
		widgets.SecondaryButton(suspend, s.suspend).WithKey("S"),
		widgets.SecondaryButton(bury, s.bury).WithKey("B"),
		widgets.SecondaryButton("Set day", s.setDue).WithKey("D"),
		widgets.SecondaryButton("Make new", s.reset).WithKey("X"),
		widgets.SecondaryButton("Report", s.report).WithKey("R"))
}

// step shows the question before or after.
func (s *Screen) step(by int) { s.turn(s.model.step(by)) }

// back goes to the list, at the same place.
func (s *Screen) back() { s.turn(s.model.back()) }

func (s *Screen) flag()    { s.shell.Do(s.model.flag) }
func (s *Screen) suspend() { s.shell.Do(s.model.suspend) }
func (s *Screen) note()    { s.shell.Note(s.model.detail.Question.ID, s.model.detail.State.Note) }
func (s *Screen) report()  { s.shell.Report(s.model.detail.Question.ID) }
func (s *Screen) bury()    { s.shell.Bury(s.model.detail.Question.ID, !s.model.detail.Buried) }
func (s *Screen) setDue()  { s.shell.SetDue(s.model.detail.Question.ID) }

// reset asks nothing: undo takes it back.
func (s *Screen) reset() { s.shell.Reset(s.model.detail.Question.ID) }
