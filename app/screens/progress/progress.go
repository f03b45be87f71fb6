// Package progress shows the learner what the log says: study days, what is
// remembered, what comes due, accuracy by domain and over time, time spent and
// the questions that keep going wrong. Every graph says in a sentence what it
// means. It changes nothing.
package progress

import (
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"chartroom/app/actions"
	"chartroom/app/charts"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// Screen is the progress of the learner.
type Screen struct {
	shell *shell.Shell
	model model

	page     *widgets.Frame
	body     *fyne.Container
	periods  *widgets.Segments
	retained *charts.IntervalChart
	hardest  *fyne.Container
}

// New makes the screen.
func New(s *shell.Shell, blueprints []quiz.Blueprint) *Screen {
	return &Screen{shell: s, model: model{act: s.Actions(), blueprints: blueprints, period: lastMonth}}
}

// Name is for the rail.
func (s *Screen) Name() string { return "Progress" }

// Icon is for the rail.
func (s *Screen) Icon() theme.IconName { return theme.IconProgress }

// Keys are what the keyboard does here.
func (s *Screen) Keys() []shell.Key {
	keys := []shell.Key{
		{Rune: 'r', Does: "review what is due", Do: s.review},
		{Rune: 'p', Does: "memory over 7 days, 30 days or all", Do: s.nextPeriod},
		{Rune: 'e', Does: "export the daily counts", Do: s.export},
		{Name: fyne.KeyPageDown, Does: "scroll down", Do: func() { s.page.ScrollBy(s.page.Size().Height * .8) }},
		{Name: fyne.KeyPageUp, Does: "scroll up", Do: func() { s.page.ScrollBy(-s.page.Size().Height * .8) }},
		{Name: fyne.KeyDown, Do: func() { s.page.ScrollBy(theme.Scaled(48)) }},
		{Name: fyne.KeyUp, Do: func() { s.page.ScrollBy(-theme.Scaled(48)) }},
		{Name: fyne.KeyHome, Do: func() { s.page.ScrollToTop() }},
	}
	if s.model.empty() {
		return []shell.Key{{Name: fyne.KeyReturn, Does: "review what is due", Do: s.review}, keys[0]}
	}
	return keys
}

// Changed reads again after an answer, or after its undo.
func (s *Screen) Changed(c actions.Change) {
	switch c.Kind {
	case quiz.EventFlag, quiz.EventNote, quiz.EventReport, quiz.EventDraft:
		return
	}
	s.load()
	s.draw()
	s.findHardest()
}

// Build reads afresh and makes the page.
func (s *Screen) Build() fyne.CanvasObject {
	s.load()
	s.body = widgets.Column(theme.Space16)
	export := widgets.QuietButton("Export", s.export).WithIcon(iconExport).WithKey("E")
	export.SetEnabled(!s.model.empty())
	header := widgets.Row(theme.Space12, widgets.Grow(widgets.Display("Progress").OneLine()), export)
	s.page = widgets.Page(header, s.body, nil)
	s.draw()
	s.findHardest()
	return s.page
}

func (s *Screen) load() {
	if err := s.model.load(); err != nil {
		s.shell.Fail(fmt.Errorf("read your progress: %w", err))
	}
}

// findHardest looks for the hardest questions beside the window; those found
// last time stay on show meanwhile.
func (s *Screen) findHardest() {
	if s.model.empty() {
		return
	}
	work, take := s.model.findHardest()
	s.shell.Quietly(work, func(err error) {
		if err != nil {
			s.shell.Fail(fmt.Errorf("find the questions missed most: %w", err))
			return
		}
		take()
		s.drawHardest()
	})
}

func (s *Screen) review() { s.shell.Go("Review", nil) }

// draw shows the model as it is.
func (s *Screen) draw() {
	if s.model.empty() {
		s.body.Objects = []fyne.CanvasObject{widgets.Grow(s.nothing())}
	} else {
		s.body.Objects = []fyne.CanvasObject{
			s.calendarCard(),
			widgets.Columns(theme.Space16, halfLeast, s.retentionCard(), s.forecastCard()),
			s.domainCard(),
			widgets.Columns(theme.Space16, halfLeast, s.weekCard(), s.timeCard()),
			s.hardestCard(),
		}
	}
	s.page.Refresh()
}

// Icons that only this screen uses.
const (
	iconExport theme.IconName = "export"
	iconStreak theme.IconName = "streak"
)

// halfLeast is how narrow half a page may be before cards stand below each
// other, at text scale 1.
const halfLeast = 400

// nothing is shown before the first answer.
func (s *Screen) nothing() fyne.CanvasObject {
	return widgets.EmptyState(theme.IconProgress, "Nothing to show yet",
		"Answer a few questions, and this page says what you remember and where most is to be gained.",
		widgets.PrimaryButton("Start a review", s.review).WithKey("Enter"))
}

// card is a title, a graph, and what stands at the right of the title.
func card(title string, graph fyne.CanvasObject, right ...fyne.CanvasObject) fyne.CanvasObject {
	return widgets.Card(widgets.Column(theme.Space8, head(widgets.Heading(title), right...), graph))
}

func (s *Screen) calendarCard() fyne.CanvasObject {
	c := s.model.calendar
	return card("Study days", charts.HeatMap(c.sentence(), "answers", "No answer in the last year.", c.First, c.Answers),
		widgets.Chip("now "+quiz.Count(c.Streak, "day"), theme.ColorAccent).WithIcon(iconStreak),
		widgets.Chip("longest "+quiz.Count(c.Longest, "day"), theme.ColorMuted))
}

func (s *Screen) retentionCard() fyne.CanvasObject {
	words := make([]string, len(periods))
	for i, p := range periods {
		words[i] = p.String()
	}
	s.periods = widgets.Segmented(words, int(s.model.period), func(i int) { s.setPeriod(period(i)) })
	r := s.model.retention
	s.retained = charts.IntervalBars(r.sentence(), "No reviews yet.", retentionRows(r))
	return card("What you remember", s.retained, s.periods)
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

// interval is a row of a chart; a share of too few answers stays unknown.
func interval(label string, weight float64, e quiz.Estimate, noun string) charts.Interval {
	row := charts.Interval{Label: label, Weight: weight, Note: quiz.Count(e.Answers, noun),
		Unknown: fmt.Sprintf("not yet, %s of %d", quiz.Thousands(e.Answers), quiz.EnoughAnswers)}
	if enough(e) {
		row.Low, row.Mid, row.High = e.Low, e.Share, e.High
	}
	return row
}

func (s *Screen) setPeriod(p period) {
	s.model.setPeriod(p)
	s.periods.Set(int(p))
	s.retained.Set(s.model.retention.sentence(), retentionRows(s.model.retention))
}

func (s *Screen) nextPeriod() {
	if !s.model.empty() {
		s.setPeriod((s.model.period + 1) % period(len(periods)))
	}
}

func (s *Screen) forecastCard() fyne.CanvasObject {
	f := s.model.forecast
	var bars []charts.Bar
	for i, n := range f.Due {
		d := f.First + quiz.Day(i)
		bars = append(bars, charts.Bar{Label: d.Date().Format("2"), Name: date(d), Value: float64(n), Mark: i == 0})
	}
	var late []fyne.CanvasObject
	if f.Backlog > 0 {
		late = append(late, widgets.Chip(quiz.Thousands(f.Backlog)+" late", theme.ColorClose).WithIcon(theme.IconWarning))
		bars[0].Value += float64(f.Backlog)
		bars[0].Name = "Today, with " + quiz.Thousands(f.Backlog) + " late"
	}
	return card("Reviews to come", charts.Bars(f.sentence(), "reviews", "No review is due in these 30 days.", bars), late...)
}

func (s *Screen) domainCard() fyne.CanvasObject {
	m := &s.model
	if m.blueprint == nil {
		return s.noExam("By domain")
	}
	rows := make([]charts.Interval, len(m.domains))
	for i, d := range m.domains {
		rows[i] = interval(d.Short, d.Weight, d.Estimate, "answer")
	}
	return card(m.blueprint.Name+" by domain", charts.IntervalBars(domainSentence(m.domains), "This exam has no domains here.", rows))
}

// noExam says that a graph needs an exam.
func (s *Screen) noExam(title string) fyne.CanvasObject {
	return card(title, widgets.Column(theme.Space12,
		widgets.Muted("This shows how you do in each part of your exam. No exam is chosen yet."),
		widgets.Row(theme.Space8, widgets.SecondaryButton("Choose an exam", func() { s.shell.Go("Settings", nil) }))))
}

func (s *Screen) weekCard() fyne.CanvasObject {
	if s.model.blueprint == nil {
		return s.noExam("Right answers by week")
	}
	w := s.model.weeks
	var points []charts.Point
	for i, e := range w.Weeks {
		if e.Answers > 0 && enough(w.sum(0, len(w.Weeks))) {
			points = append(points, charts.Point{Label: shortDate(w.begins(i)), Name: w.name(i), Value: e.Share, Low: e.Low, High: e.High})
		}
	}
	return card("Right answers by week", charts.Line(w.sentence(), "Not enough answers in the last half year.", points, 0, ""))
}

func (s *Screen) timeCard() fyne.CanvasObject {
	t := s.model.spent
	bars := make([]charts.Bar, len(t.Minutes))
	for i, minutes := range t.Minutes {
		d := t.First + quiz.Day(i)
		bars[i] = charts.Bar{Label: d.Date().Format("2"), Name: date(d), Value: float64(int(minutes*10+.5)) / 10, Mark: i == len(t.Minutes)-1}
	}
	return card("Time spent", charts.Bars(t.sentence(), "minutes", "No time was spent in these 30 days.", bars))
}

func (s *Screen) hardestCard() fyne.CanvasObject {
	s.hardest = widgets.Column(theme.Space8)
	s.drawHardest()
	return card("Missed most", s.hardest)
}

func (s *Screen) drawHardest() {
	var rows []fyne.CanvasObject
	for _, h := range s.model.hardest {
		row := widgets.NewListRow(0, 2)
		row.Set(widgets.RowItem{Title: widgets.PlainText(h.Stem, h.Markup), Detail: h.detail()})
		rows = append(rows, widgets.Pressable(row, func() { s.shell.Go("Library", h.ID) }))
	}
	s.hardest.Objects = []fyne.CanvasObject{widgets.ReadingWidth(widgets.Muted(hardSentence(s.model.hardest)))}
	if len(rows) > 0 {
		// Rows have a margin of their own, so that their words stand under the title.
		s.hardest.Add(widgets.Pad(0, -theme.Space12, 0, -theme.Space12, widgets.Columns(0, halfLeast, rows...)))
	}
	s.page.Refresh()
}

// export asks where to and writes the daily counts there.
func (s *Screen) export() {
	if s.model.empty() {
		return
	}
	d := dialog.NewFileSave(func(w fyne.URIWriteCloser, err error) {
		if err != nil {
			s.shell.Fail(fmt.Errorf("open the file: %w", err))
			return
		}
		if w == nil {
			return // cancelled
		}
		if err := errors.Join(writeCSV(w, s.model.days), w.Close()); err != nil {
			s.shell.Fail(fmt.Errorf("write %s: %w", w.URI().Name(), err))
			return
		}
		s.shell.Say(quiz.Count(len(s.model.days), "day") + " written to " + w.URI().Path() + ".")
	}, s.shell.Window)
	d.SetFileName("chartroom-days.csv")
	d.Show()
}
