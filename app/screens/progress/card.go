package progress

import (
	"fyne.io/fyne/v2"

	"chartroom/app/charts"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// Icons that only this screen uses.
const (
	iconExport theme.IconName = "export"
	iconStreak theme.IconName = "streak"
)

// halfLeast is how narrow half a page may be before cards stand below each
// other, at text scale 1.
const halfLeast = 400

// parts are the widgets that change while the page stands; nil where they are
// not on show.
type parts struct {
	periods, reaches       *widgets.Segments
	retained               *charts.IntervalChart
	predicted              *charts.CalibrationChart
	coming                 *charts.BarChart
	late                   *fyne.Container
	stability, difficulty  *fyne.Container
	stabilityAt, hardestAt int // among the tables
	hardest                *fyne.Container
	chance, record, exams  *fyne.Container
	chanceAt               int // among the tables
}

// listener is a chart that takes the keys.
type listener interface {
	fyne.CanvasObject
	WhenFocused(func())
}

// card is a title, a graph, what stands at the right of the title, and a
// button that exports the graph's numbers.
func (s *Screen) card(title string, graph fyne.CanvasObject, numbers func() *table, right ...fyne.CanvasObject) fyne.CanvasObject {
	at := len(s.tables)
	s.tables = append(s.tables, numbers)
	s.listen(graph, at)
	export := widgets.IconButton(iconExport, "Export “"+title+"”", func() { s.export(numbers()) })
	return widgets.Card(widgets.Column(theme.Space8, head(widgets.Heading(title), export, right...), graph))
}

// listen brings a chart into view when it gets the keys, and remembers it.
func (s *Screen) listen(graph fyne.CanvasObject, at int) {
	if c, ok := graph.(listener); ok {
		c.WhenFocused(func() {
			s.at = at
			s.reveal(c)
		})
	}
}

// reveal scrolls as far as it takes to see all of o, or its top.
func (s *Screen) reveal(o fyne.CanvasObject) {
	place := fyne.CurrentApp().Driver().AbsolutePositionForObject
	bottom := place(s.page).Y + s.page.Size().Height - theme.PageMargin
	top := bottom - s.seen()
	y := place(o).Y
	switch over := y + o.Size().Height - bottom; {
	case y < top:
		s.page.ScrollBy(y - top - 3*theme.Space16)
	case over > 0:
		s.page.ScrollBy(min(over+theme.Space16, y-top))
	}
}

// seen is how much of the page's height shows what scrolls.
func (s *Screen) seen() float32 {
	height := s.page.Size().Height - 2*theme.PageMargin
	if s.header != nil {
		height -= s.header.Size().Height + theme.Space16
	}
	return height
}

// interval is a row of a chart; a share of too few answers stays unknown.
func interval(label string, weight float64, e quiz.Estimate, noun string) charts.Interval {
	row := charts.Interval{Label: label, Weight: weight, Note: quiz.Count(e.Answers, noun), Unknown: notYet(e.Answers)}
	if enough(e) {
		row.Low, row.Mid, row.High = e.Low, e.Share, e.High
	}
	return row
}

// notYet says how many there are of those that it takes.
func notYet(n int) string {
	return "not yet, " + quiz.Thousands(n) + " of " + quiz.Thousands(quiz.EnoughAnswers)
}

// spot is a share that was predicted and then seen; one of too few reviews
// stays unknown.
func spot(name, label string, p quiz.Predicted) charts.Spot {
	out := charts.Spot{Name: name, Label: label, Expected: p.Mean(), Count: p.Reviews, Unknown: notYet(p.Reviews)}
	if e := p.Share(); enough(e) {
		out.Low, out.Value, out.High = e.Low, e.Share, e.High
	}
	return out
}
