package items

import (
	"fmt"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// draw shows the model as it is.
func (s *Screen) draw() {
	s.rows = nil
	switch s.m.page {
	case questions:
		s.frame = s.listPage()
	case one:
		s.frame = s.onePage()
	case whole:
		s.frame = s.wholePage()
	default:
		s.frame = s.startPage()
	}
	s.holder.Objects = []fyne.CanvasObject{s.frame}
	s.holder.Refresh()
	if s.rows != nil {
		s.rows.Draw()
	}
}

// header is a title, a sentence under it, and what can be done.
func header(title, sentence string, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	return widgets.Column(theme.Space8, widgets.Flow(theme.Space12, append([]fyne.CanvasObject{widgets.Display(title)}, buttons...)...), widgets.Muted(sentence))
}

// startPage offers a table, and the learner's own answers by bank.
func (s *Screen) startPage() *widgets.Frame {
	open := widgets.PrimaryButton("Open a table", s.choose).WithKey("O").WithIcon("folder")
	const why = "A table of candidates' answers, or their marks, shows which questions did their work: as Moodle exports it, or any table with questions across and candidates down."
	if len(s.m.banks) == 0 {
		return widgets.Page(nil, widgets.EmptyState("report", "Which questions did their work?", why+" You can also drop it on this window.", open), nil)
	}
	s.rows = widgets.NewRows(func() int { return len(s.m.banks) }, func(i int) widgets.RowItem {
		b := &s.m.banks[i]
		return widgets.RowItem{Icon: theme.IconLibrary, Title: b.Name, Detail: fmt.Sprintf("%s, %s of them answered", quiz.Count(b.Count, "question"), quiz.Thousands(b.Answered))}
	}, func() int { return s.m.at }, func(i int) { s.m.at = i; s.enter() })
	return widgets.FixedPage(widgets.Column(theme.Space16, header(Name, why, open), widgets.Heading("Your own answers, by bank")), s.panel(), nil)
}

// panel is the list on a surface.
func (s *Screen) panel() fyne.CanvasObject {
	return widgets.NewPanel(s.rows, theme.ColorSurface, "", theme.Space8)
}

// listPage is the questions with what asks to be looked at.
func (s *Screen) listPage() *widgets.Frame {
	word := "As in the file"
	if s.m.stats == nil {
		word = "As in the bank"
	}
	if s.m.order == asGiven {
		word = "What to look at first"
	}
	buttons := []fyne.CanvasObject{widgets.SecondaryButton(word, s.resort).WithKey("S")}
	if s.m.stats != nil {
		buttons = append(buttons, widgets.SecondaryButton("The whole test", func() { s.turn(whole) }).WithKey("T"))
	}
	buttons = append(buttons, widgets.SecondaryButton("Export", s.export).WithKey("E").WithIcon("export"))
	s.rows = widgets.NewRows(s.m.count, s.row, func() int { return s.m.at }, func(i int) { s.m.at = i; s.enter() })
	value := " At the right: the share of its mark that was earned."
	if s.m.stats == nil {
		value = " At the right: the share that you got right."
		if s.m.order == byConcern {
			value += " What is surest to be hard comes first."
		}
	}
	return widgets.FixedPage(header(s.m.name, s.m.summary()+value, buttons...), s.panel(), nil)
}

// row is a question in the list.
func (s *Screen) row(i int) widgets.RowItem {
	if item := s.m.item(i); item != nil {
		row := widgets.RowItem{Title: item.ID, Detail: rowDetail(item), Value: number("%.0f %%", 100*item.Facility)}
		if flag := gravest(item); flag != "" {
			row.Chip, row.ChipRole = string(flag), theme.ColorClose
			if flag == quiz.WrongKey {
				row.ChipRole = theme.ColorWrong
			}
		}
		return row
	}
	o := &s.m.own[s.m.sorted[i]]
	row := widgets.RowItem{Title: widgets.PlainText(o.Question.Stem, o.Question.Markup), Detail: ownDetail(o.Right, o.Took.Seconds())}
	if o.Right.Answers > 0 {
		row.Value = fmt.Sprintf("%.0f %%", 100*o.Right.Share)
	}
	return row
}

// onePage is one question: its flags with their reasons, its figures, and its
// distractors.
func (s *Screen) onePage() *widgets.Frame {
	item := s.m.item(s.m.at)
	parts := []fyne.CanvasObject{}
	for _, f := range item.Flags {
		role := theme.ColorClose
		if f.Kind == quiz.WrongKey {
			role = theme.ColorWrong
		}
		parts = append(parts, widgets.Note(theme.IconWarning, role, widgets.Column(theme.Space4, widgets.Strong(quiz.Capital(string(f.Kind))), widgets.Body(f.Why))))
	}
	if len(item.Flags) == 0 {
		parts = append(parts, widgets.Note(theme.IconTick, theme.ColorRight, widgets.Body("Nothing speaks against this question.")))
	}
	if len(item.Options) > 0 {
		parts = append(parts, s.optionCard(item))
	}
	parts = append(parts, figureCard("Its figures", itemFigures(item)))
	place := fmt.Sprintf("%d of %d in the list, %s.", s.m.at+1, s.m.count(), quiz.Count(item.Candidates, "candidate"))
	return widgets.Page(header(item.ID, place, widgets.SecondaryButton("Previous", func() { s.move(-1) }).WithKey("Left"),
		widgets.SecondaryButton("Next", func() { s.move(1) }).WithKey("Right"), widgets.QuietButton("The list", s.back).WithKey("Esc")),
		widgets.Column(theme.Space16, parts...), nil)
}

// optionCard is the table of distractors.
func (s *Screen) optionCard(item *quiz.ItemStats) fyne.CanvasObject {
	var lines []fyne.CanvasObject
	for i := range item.Options {
		o := &item.Options[i]
		row := widgets.NewListRow(0, 2)
		role := theme.ColorMuted
		switch {
		case o.Key:
			role = theme.ColorRight
		case !o.Functioning:
			role = theme.ColorClose
		}
		row.Set(widgets.RowItem{Title: fmt.Sprintf("%s: %s", o.Name, quiz.Count(o.Chosen, "candidate")), Detail: optionDetail(o), Chip: optionWord(o), ChipRole: role, Value: fmt.Sprintf("%.0f %%", 100*o.Share)})
		lines = append(lines, widgets.Pad(0, -theme.Space12, 0, -theme.Space12, row)) // a row keeps room to be chosen in; these cannot be
	}
	return widgets.Card(widgets.Column(theme.Space8, append([]fyne.CanvasObject{widgets.Heading("What was chosen"),
		widgets.Muted("A distractor works if one candidate in twenty or more chooses it, and the weaker ones rather than the better.")}, lines...)...))
}

// wholePage is the test as a whole.
func (s *Screen) wholePage() *widgets.Frame {
	parts := []fyne.CanvasObject{figureCard("The test as a whole", testFigures(s.m.stats))}
	if len(s.m.notes) > 0 {
		notes := []fyne.CanvasObject{widgets.Heading("What was assumed of the file")}
		for _, n := range s.m.notes {
			notes = append(notes, widgets.Body(n))
		}
		parts = append(parts, widgets.Card(widgets.Column(theme.Space8, notes...)))
	}
	return widgets.Page(header(s.m.name, s.m.summary(), widgets.QuietButton("The list", s.back).WithKey("Esc"),
		widgets.SecondaryButton("Export", s.export).WithKey("E").WithIcon("export")), widgets.Column(theme.Space16, parts...), nil)
}

// figureCard is figures, each with its sentence.
func figureCard(title string, figures []figure) fyne.CanvasObject {
	var cells []fyne.CanvasObject
	for _, f := range figures {
		cells = append(cells, widgets.Column(theme.Space4, widgets.Caption(f.Name), widgets.Heading(f.Value), widgets.Caption(f.Means)))
	}
	return widgets.Card(widgets.Column(theme.Space12, widgets.Heading(title), widgets.Columns(theme.Space24, 300, cells...)))
}
