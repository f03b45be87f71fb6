package today

import (
	"fmt"

	"fyne.io/fyne/v2"

	"chartroom/app/charts"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// intervalBar is an estimate as a strip from 0 to 100 %.
func intervalBar(e quiz.Estimate) fyne.CanvasObject {
	return charts.OneInterval(e.Low, e.Share, e.High)
}

// domainCard is the exam's domains and how the learner does in each.
func (s *Screen) domainCard() fyne.CanvasObject {
	m := &s.m
	if m.blueprint == nil {
		return widgets.Card(widgets.Column(theme.Space8, widgets.Heading("By domain"),
			widgets.Muted("There is no outline of this exam here, so answers are not sorted by domain.")))
	}
	rows := make([]charts.Interval, len(m.domains))
	for i, d := range m.domains {
		rows[i] = charts.Interval{Label: d.Short, Weight: d.Weight, Note: quiz.Count(d.Estimate.Answers, "first answer")}
		if d.enough() {
			rows[i].Low, rows[i].Mid, rows[i].High = d.Estimate.Low, d.Estimate.Share, d.Estimate.High
		} else {
			rows[i].Unknown = fmt.Sprintf("not yet, %d of %d", d.Estimate.Answers, quiz.EnoughAnswers)
		}
	}
	return widgets.Card(widgets.Column(theme.Space12, widgets.Heading("By domain"),
		charts.IntervalBars("Share right when a question was first seen, with its 90 % interval.",
			"Answers to practice questions appear here, by the parts of the exam.", rows)))
}
