package progress

import (
	"fyne.io/fyne/v2"

	"chartroom/app/charts"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// examCards are how the learner does in the exam's domains, and over time.
func (s *Screen) examCards() []fyne.CanvasObject {
	if s.model.blueprint == nil {
		return []fyne.CanvasObject{s.noExam()}
	}
	domains := s.domainCard()
	readiness, weeks := s.readinessCard(), s.weekCard()
	return []fyne.CanvasObject{domains, widgets.Columns(theme.Space16, halfLeast, readiness, weeks), s.monthCard()}
}

// noExam says that these graphs need an exam.
func (s *Screen) noExam() fyne.CanvasObject {
	return widgets.Card(widgets.Column(theme.Space12, widgets.Heading("Your exam"),
		widgets.Muted("This shows how you do in each part of your exam. No exam is chosen yet."),
		widgets.Row(theme.Space8, widgets.SecondaryButton("Choose an exam", func() { s.shell.Go("Settings", nil) }))))
}

func (s *Screen) domainCard() fyne.CanvasObject {
	m := &s.model
	rows := make([]charts.Interval, len(m.domains))
	for i, d := range m.domains {
		rows[i] = interval(d.Short, d.Weight, d.Estimate, "answer")
	}
	return s.card(m.blueprint.Name+" by domain", charts.IntervalBars(domainSentence(m.domains), "This exam has no domains here.", rows), m.domainTable)
}

func (s *Screen) readinessCard() fyne.CanvasObject {
	r := s.model.readiness
	var points []charts.Point
	for i, e := range r.Weeks {
		day := r.ends(i)
		points = append(points, charts.Point{Label: shortDate(day), Name: widgets.Sentence(shortDate(day), quiz.Count(e.Answers, "first answer")),
			Value: e.Share, Low: e.Low, High: e.High})
	}
	return s.card("Right at first sight", charts.Line(r.sentence(), "Not enough first answers yet.", points, 0, ""), s.model.readinessTable)
}

func (s *Screen) weekCard() fyne.CanvasObject {
	w := s.model.weeks
	var points []charts.Point
	for i, e := range w.Weeks {
		if e.Answers > 0 && enough(w.sum(0, len(w.Weeks))) {
			points = append(points, charts.Point{Label: shortDate(w.begins(i)), Name: w.name(i), Value: e.Share, Low: e.Low, High: e.High})
		}
	}
	return s.card("Right answers by week", charts.Line(w.sentence(), "Not enough answers in the last half year.", points, 0, ""), s.model.weekTable)
}

func (s *Screen) monthCard() fyne.CanvasObject {
	m := &s.model.months
	columns := make([]string, len(m.First))
	for i, d := range m.First {
		columns[i] = shortDate(d)
	}
	rows := make([]charts.TableRow, len(m.Domains))
	for k := range m.Domains {
		d := &m.Domains[k]
		rows[k].Name = d.Name
		for i, e := range d.Share {
			rows[k].Cells = append(rows[k].Cells, charts.Cell{Share: e.Share, Known: enough(e), Say: m.say(d, i)})
		}
	}
	return s.card("Domains over time", charts.Table(m.sentence(), "Not enough answers in any domain yet.", columns, rows), s.model.monthTable)
}

func (s *Screen) hardestCard() fyne.CanvasObject {
	s.parts.hardest = widgets.Column(theme.Space8)
	s.drawHardest()
	return s.card("Missed most", s.parts.hardest, s.model.hardestTable, widgets.QuietButton("All questions of a bank", s.analyse).WithKey("I"))
}

func (s *Screen) drawHardest() {
	if !s.model.slow.known {
		s.parts.hardest.Objects = []fyne.CanvasObject{widgets.Muted("One moment: your questions are being read.")}
		return
	}
	all := s.model.slow.hardest
	var rows []fyne.CanvasObject
	for _, h := range all {
		item := widgets.RowItem{Title: widgets.PlainText(h.Stem, h.Markup), Detail: h.detail()}
		if h.Leech {
			item.Chip, item.ChipRole = "leech", theme.ColorClose
		}
		row := widgets.NewListRow(0, 2)
		row.Set(item)
		rows = append(rows, widgets.Pressable(row, func() { s.shell.Go("Library", h.ID) }))
	}
	s.parts.hardest.Objects = []fyne.CanvasObject{widgets.ReadingWidth(widgets.Muted(hardSentence(all)))}
	if len(rows) > 0 {
		// Rows have a margin of their own, so that their words stand under the title.
		s.parts.hardest.Add(widgets.Pad(0, -theme.Space12, 0, -theme.Space12, widgets.Columns(0, halfLeast, rows...)))
	}
}
