package progress

import (
	"fmt"

	"fyne.io/fyne/v2"

	"chartroom/app/charts"
	"chartroom/app/theme"
	"chartroom/app/widgets"
)

// readyCards are the chance to pass over time, what came of what it said, and
// the mock exams beside each other. All of it is read beside the window.
func (s *Screen) readyCards() []fyne.CanvasObject {
	if s.model.blueprint == nil {
		return []fyne.CanvasObject{s.noExam()}
	}
	p := &s.parts
	p.chance, p.record, p.exams = widgets.Column(0), widgets.Column(0), widgets.Column(0)
	p.chanceAt = len(s.tables)
	chance := s.card("Chance to pass", p.chance, s.model.chanceTable)
	record := s.card("What it said, and what happened", p.record, s.model.recordTable)
	exams := s.card("Mock exams", p.exams, s.model.examsTable)
	s.drawChance()
	return []fyne.CanvasObject{chance, widgets.Columns(theme.Space16, halfLeast, record, exams)}
}

func (s *Screen) drawChance() {
	for i, one := range []struct {
		place *fyne.Container
		graph func() listener
	}{{s.parts.chance, s.chanceLine}, {s.parts.record, s.recordChart}, {s.parts.exams, s.examsChart}} {
		if !s.model.slow.known {
			one.place.Objects = []fyne.CanvasObject{widgets.Muted("One moment: your answers are being read.")}
			continue
		}
		graph := one.graph()
		s.listen(graph, s.parts.chanceAt+i)
		one.place.Objects = []fyne.CanvasObject{graph}
	}
}

// chanceLine is the chance to pass week by week.
func (s *Screen) chanceLine() listener {
	r := s.model.ready
	var points []charts.Point
	if r != nil && r.Enough() {
		for _, w := range r.Weeks {
			points = append(points, charts.Point{Label: shortDate(w.Day), Name: widgets.Sentence(shortDate(w.Day), fmt.Sprintf("by %d answers", w.Answers)),
				Value: w.Pass, Low: w.Low, High: w.High})
		}
	}
	return charts.Line(chanceSentence(r), "Not enough first answers yet.", points, 0, "")
}

// recordChart is the score of each mock exam beside the one that was expected.
func (s *Screen) recordChart() listener {
	var spots []charts.Spot
	all := s.model.slow.exams
	for i := range all {
		e := &all[i]
		if e.Said == nil {
			continue
		}
		spots = append(spots, charts.Spot{Label: shortDate(s.model.dayOf(e)), Expected: e.Said.Score.Mean, Low: e.Right.Low, Value: e.Score, High: e.Right.High,
			Count: e.Right.Answers, Name: fmt.Sprintf("%s: it said %.0f %% to pass, and %.0f to %.0f %% right", s.model.examName(e), 100*e.Said.Pass, 100*e.Said.Score.Low, 100*e.Said.Score.High)})
	}
	spots = spots[max(len(spots)-2*examsShown, 0):]
	record := recordOf(all)
	return charts.Shares(recordSentence(&record), "items", "No mock exam of which something was said before.", spots)
}

// examsChart is the share right in each domain, a column a mock exam.
func (s *Screen) examsChart() listener {
	exams := s.model.lastExams()
	var columns []string
	rows := []charts.TableRow{{Name: "All that counts"}}
	for _, d := range s.model.blueprint.Covered() {
		rows = append(rows, charts.TableRow{Name: d.Short})
	}
	for i := range exams {
		e := &exams[i]
		columns = append(columns, shortDate(s.model.dayOf(e)))
		rows[0].Cells = append(rows[0].Cells, charts.Cell{Share: e.Score, Known: true,
			Say: fmt.Sprintf("%s: %s right, likely %s", s.model.examName(e), percent(e.Score), between(e.Right))})
		for k, d := range s.model.blueprint.Covered() {
			cell := charts.Cell{Say: fmt.Sprintf("%s, %s: none of its items", d.Short, s.model.examName(e))}
			for _, part := range e.Domains {
				if part.ID == d.ID && part.Items > 0 {
					cell = charts.Cell{Share: part.Score, Known: true, Say: fmt.Sprintf("%s, %s: %s of %d right, likely %s", d.Short, s.model.examName(e), percent(part.Score), part.Items, between(part.Right))}
				}
			}
			rows[k+1].Cells = append(rows[k+1].Cells, cell)
		}
	}
	return charts.Table(examsSentence(s.model.slow.exams), "No mock exam is handed in yet.", columns, rows)
}
