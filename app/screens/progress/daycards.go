package progress

import (
	"math"

	"fyne.io/fyne/v2"

	"chartroom/app/charts"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// dayCards are study days, time and what is to come.
func (s *Screen) dayCards() []fyne.CanvasObject {
	return []fyne.CanvasObject{s.calendarCard(),
		widgets.Columns(theme.Space16, halfLeast, s.forecastCard(), s.timeCard())}
}

func (s *Screen) calendarCard() fyne.CanvasObject {
	c := s.model.calendar
	return s.card("Study days", charts.HeatMap(c.sentence(), "answers", "No answer in the last year.", c.First, c.Answers), s.model.dayTable,
		widgets.Chip("now "+quiz.Count(c.Streak, "day"), theme.ColorAccent).WithIcon(iconStreak),
		widgets.Chip("longest "+quiz.Count(c.Longest, "day"), theme.ColorMuted))
}

func (s *Screen) forecastCard() fyne.CanvasObject {
	f := s.model.forecast
	s.parts.coming = charts.Bars(f.sentence(), "reviews", "No review is due in these days.", comingBars(f)).WithMore("new ones")
	s.parts.late = widgets.Column(0)
	s.drawLate()
	words := make([]string, len(reaches))
	for i, r := range reaches {
		words[i] = r.String()
	}
	s.parts.reaches = widgets.Segmented(words, int(s.model.reach), func(i int) { s.setReach(reach(i)) })
	return s.card("Reviews to come", s.parts.coming, s.model.forecastTable, s.parts.late, s.parts.reaches)
}

// comingBars are the days of a forecast; what is late stands on today's.
func comingBars(f forecast) []charts.Bar {
	bars := make([]charts.Bar, len(f.Due))
	for i, n := range f.Due {
		d := f.First + quiz.Day(i)
		bars[i] = charts.Bar{Label: dayLabel(d, f.Reach), Name: date(d), Value: float64(n), More: math.Round(f.Fresh[i]), Mark: i == 0}
	}
	if f.Backlog > 0 {
		bars[0].Value += float64(f.Backlog)
		bars[0].Name = "Today, with " + quiz.Thousands(f.Backlog) + " late"
	}
	return bars
}

// dayLabel is a day under a bar: of a month its number, of more its date.
func dayLabel(d quiz.Day, r reach) string {
	if r == month {
		return d.Date().Format("2")
	}
	return shortDate(d)
}

// drawLate says beside the title how many reviews are late, if any.
func (s *Screen) drawLate() {
	s.parts.late.Objects = nil
	if n := s.model.forecast.Backlog; n > 0 {
		s.parts.late.Add(widgets.Chip(quiz.Thousands(n)+" late", theme.ColorClose).WithIcon(theme.IconWarning))
	}
}

func (s *Screen) setReach(r reach) {
	s.model.reach = r
	if err := s.model.loadForecast(); err != nil {
		s.shell.Fail(err)
		return
	}
	if s.parts.coming != nil {
		s.parts.reaches.Set(int(r))
		f := s.model.forecast
		s.parts.coming.Set(f.sentence(), comingBars(f))
		s.drawLate()
		s.page.Refresh()
	}
}

func (s *Screen) nextReach() {
	if s.parts.coming != nil {
		s.setReach((s.model.reach + 1) % reach(len(reaches)))
	}
}

func (s *Screen) timeCard() fyne.CanvasObject {
	t := s.model.spent
	bars := make([]charts.Bar, len(t.Minutes))
	for i, minutes := range t.Minutes {
		d := t.First + quiz.Day(i)
		bars[i] = charts.Bar{Label: dayLabel(d, month), Name: date(d), Value: rounded(minutes, 1), Mark: i == len(t.Minutes)-1}
	}
	return s.card("Time spent", charts.Bars(t.sentence(), "minutes", "No time was spent in these 30 days.", bars), s.model.spentTable)
}
