package today

import (
	"fyne.io/fyne/v2"

	"chartroom/app/charts"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// readBeside works the chance to pass out beside the window, if it is not up to
// date. It counts the plan in, so that it waits for that.
func (s *Screen) readBeside() {
	if s.m.first != nil || s.m.plan.Pending {
		return
	}
	_, work := s.m.act.Readiness(0)
	if work == nil {
		return
	}
	s.readying = work
	s.shell.Quietly(work.Run, func(err error) {
		if s.readying != work {
			return // a newer one is on its way
		}
		s.readying = nil
		if err != nil {
			s.shell.Fail(err)
			return
		}
		s.m.ready = s.m.act.TakeReadiness(work)
		s.draw()
	})
}

// raise begins practice of what would raise the chance to pass most.
func (s *Screen) raise() { s.shell.Go("Practice", s.m.best()) }

// readyCard is the chance to pass, what it rests on and what would raise it; or
// how many answers are missing.
func (s *Screen) readyCard() fyne.CanvasObject {
	r := s.m.ready
	switch {
	case s.m.blueprint == nil:
		return widgets.Card(widgets.Column(theme.Space12, widgets.Overline("Chance to pass"), widgets.Heading("Not known"),
			widgets.Body("There is no outline of this exam here, so nothing can be said of it.")))
	case r == nil:
		return widgets.Card(widgets.Column(theme.Space12, widgets.Overline("Chance to pass"), widgets.Heading("One moment"),
			widgets.Muted("Your answers are being read.")))
	case !r.Enough():
		return widgets.Card(widgets.Column(theme.Space12, widgets.Overline("Chance to pass"), widgets.Display("Not yet"), widgets.Body(missing(r)),
			widgets.Row(0, widgets.SecondaryButton("Answer some", s.raise).WithKey("R"))))
	}
	part, _ := r.Best()
	return widgets.Card(widgets.Column(theme.Space12, widgets.Overline(about(r)),
		widgets.RowBaseline(theme.Space12, widgets.Hero(chance(r.Pass)).OneLine(), widgets.Muted(between(r))),
		charts.OneInterval(r.Low, r.Pass, r.High), widgets.Caption(by(r)),
		widgets.Body(raises(r)), widgets.Row(0, widgets.SecondaryButton("Practise "+part.Short, s.raise).WithKey("R"))))
}

// domainCard is what each of the exam's domains will probably bring, and what
// the chance to pass rests on.
func (s *Screen) domainCard() fyne.CanvasObject {
	m := &s.m
	if m.blueprint == nil {
		return widgets.Card(widgets.Column(theme.Space8, widgets.Heading("By domain"),
			widgets.Muted("There is no outline of this exam here, so answers are not sorted by domain.")))
	}
	parts := []fyne.CanvasObject{widgets.Heading("By domain"), charts.IntervalBars(m.domainMeaning(),
		"Answers to practice questions appear here, by the parts of the exam.", m.domainRows())}
	if m.ready != nil && m.ready.Enough() {
		parts = append(parts, widgets.Caption(rests(m.ready)))
	}
	return widgets.Card(widgets.Column(theme.Space12, parts...))
}

// domainMeaning says what the domains' shares are.
func (m *model) domainMeaning() string {
	switch r := m.ready; {
	case r == nil || !r.Enough():
		return "The share of each domain's items that you would get right, as soon as there are answers enough."
	case r.Dated:
		return "The share of each domain's items that you would get right on the exam day, with its 90 % interval. Where there are few answers, the other domains tell."
	}
	return "The share of each domain's items that you would get right today, with its 90 % interval. Where there are few answers, the other domains tell."
}

// domainRows are the domains of the exam.
func (m *model) domainRows() []charts.Interval {
	var rows []charts.Interval
	r := m.ready
	if r == nil {
		for _, d := range m.blueprint.Covered() {
			rows = append(rows, charts.Interval{Label: d.Short, Weight: m.blueprint.Weight(d.ID), Unknown: "not yet"})
		}
		return rows
	}
	for i, d := range r.Parts {
		one := r.Domains[i]
		row := charts.Interval{Label: d.Short, Weight: r.Blueprint.Weight(d.ID), Note: quiz.Count(one.Answers, "first answer")}
		if r.Enough() {
			row.Low, row.Mid, row.High = one.Score.Low, one.Score.Mean, one.Score.High
		} else {
			row.Unknown = "not yet, " + row.Note
		}
		rows = append(rows, row)
	}
	return rows
}
