package progress

import (
	"fmt"

	"fyne.io/fyne/v2"

	"chartroom/app/charts"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// memoryCards are what is remembered, against what was predicted.
func (s *Screen) memoryCards() []fyne.CanvasObject {
	retention, predicted := s.retentionCard(), s.predictedCard()
	remembered, hours := s.rememberedCard(), s.hourCard()
	stability, difficulty := s.shapeCards()
	return []fyne.CanvasObject{
		widgets.Columns(theme.Space16, halfLeast, retention, predicted),
		widgets.Columns(theme.Space16, halfLeast, remembered, hours),
		widgets.Columns(theme.Space16, halfLeast, stability, difficulty),
	}
}

func (s *Screen) retentionCard() fyne.CanvasObject {
	words := make([]string, len(periods))
	for i, p := range periods {
		words[i] = p.String()
	}
	s.parts.periods = widgets.Segmented(words, int(s.model.period), func(i int) { s.setPeriod(period(i)) })
	r := s.model.retention
	s.parts.retained = charts.IntervalBars(r.sentence(), "No reviews yet.", retentionRows(r))
	return s.card("What you remember", s.parts.retained, s.model.retentionTable, s.parts.periods)
}

func retentionRows(r retention) []charts.Interval {
	row := func(name string, e quiz.Estimate, means string) charts.Interval {
		i := interval(widgets.Sentence(name, quiz.Count(e.Answers, "review")), 0, e, "review")
		i.Note += means
		return i
	}
	return []charts.Interval{row("Young", r.Young, " of what holds for less than 3 weeks"),
		row("Mature", r.Mature, " of what holds for 3 weeks or longer"), row("All", r.All, "")}
}

func (s *Screen) predictedCard() fyne.CanvasObject {
	p := s.model.predicted
	s.parts.predicted = charts.Calibration(p.sentence(), "Too few reviews to tell.", predictedSpots(p))
	return s.card("Predicted and remembered", s.parts.predicted, s.model.predictedTable)
}

func predictedSpots(p predicted) []charts.Spot {
	var all []charts.Spot
	for _, r := range p.Bins.Ranges() {
		all = append(all, spot(fmt.Sprintf("Predicted %.0f to %.0f %%", 100*r.Low, 100*r.High), "", r.Predicted))
	}
	return all
}

func (s *Screen) setPeriod(p period) {
	s.model.setPeriod(p)
	if s.parts.retained != nil {
		s.parts.periods.Set(int(p))
		s.parts.retained.Set(s.model.retention.sentence(), retentionRows(s.model.retention))
		s.parts.predicted.Set(s.model.predicted.sentence(), predictedSpots(s.model.predicted))
		s.page.Refresh()
	}
}

func (s *Screen) nextPeriod() {
	if s.parts.retained != nil {
		s.setPeriod((s.model.period + 1) % period(len(periods)))
	}
}

func (s *Screen) rememberedCard() fyne.CanvasObject {
	r := s.model.remembered
	var points []charts.Point
	if r.sum(0, len(r.Weeks)).Enough() {
		for i, p := range r.Weeks {
			if p.Reviews > 0 {
				e, from := p.Share(), weekBegins(r.Last, len(r.Weeks), i)
				points = append(points, charts.Point{Label: shortDate(from), Name: weekName(from, p.Reviews, "review"),
					Value: e.Share, Low: e.Low, High: e.High, Expected: p.Mean()})
			}
		}
	}
	return s.card("Remembered by week", charts.Line(r.sentence(), "Not enough reviews in the last half year.", points, 0, ""), s.model.rememberedTable)
}

func (s *Screen) hourCard() fyne.CanvasObject {
	from, to := s.model.hours.awake()
	var spots []charts.Spot
	for i := from; i < to; i++ {
		spots = append(spots, spot(clock(i)+" to "+clock(i+1), clock(i), s.model.hours[i]))
	}
	return s.card("Remembered by hour", charts.Shares(s.model.hours.sentence(), "reviews", "No hour has enough reviews yet.", spots), s.model.hourTable)
}

// shapeCards are the distributions, which are read beside the window.
func (s *Screen) shapeCards() (stability, difficulty fyne.CanvasObject) {
	s.parts.stability, s.parts.difficulty = widgets.Column(0), widgets.Column(0)
	s.parts.stabilityAt = len(s.tables)
	stability = s.card("How long it holds", s.parts.stability, s.model.stabilityTable)
	difficulty = s.card("How hard it is", s.parts.difficulty, s.model.difficultyTable)
	s.drawShape()
	return stability, difficulty
}

func (s *Screen) drawShape() {
	if !s.model.slow.known {
		for _, c := range []*fyne.Container{s.parts.stability, s.parts.difficulty} {
			c.Objects = []fyne.CanvasObject{widgets.Muted("One moment: your questions are being read.")}
		}
		return
	}
	shape := &s.model.slow.shape
	const empty = "Nothing is in the schedule yet."
	bins := make([]charts.Bin, len(shape.Stability))
	for i, n := range shape.Stability {
		bins[i] = charts.Bin{Edge: held[i].edge, Name: held[i].name, Count: n}
	}
	stability := charts.Histogram(stabilitySentence(shape), "questions", empty, bins)
	bins = make([]charts.Bin, len(shape.Difficulty))
	for i, n := range shape.Difficulty {
		bins[i] = charts.Bin{Edge: fmt.Sprint(i + 1), Name: fmt.Sprintf("%d to %d of 10", i+1, i+2), Count: n}
	}
	difficulty := charts.Histogram(difficultySentence(shape), "questions", empty, bins)
	s.listen(stability, s.parts.stabilityAt)
	s.listen(difficulty, s.parts.stabilityAt+1)
	s.parts.stability.Objects = []fyne.CanvasObject{stability}
	s.parts.difficulty.Objects = []fyne.CanvasObject{difficulty}
}

// drawSlow shows what was read beside the window.
func (s *Screen) drawSlow() {
	if s.parts.stability != nil {
		s.drawShape()
	}
	if s.parts.hardest != nil {
		s.drawHardest()
	}
	if s.parts.chance != nil {
		s.drawChance()
	}
	s.page.Refresh()
}
