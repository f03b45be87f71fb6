package today

import (
	"fmt"

	"fyne.io/fyne/v2"

	"chartroom/app/charts"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// examCard is what the plan to the exam day expects, what each day asks, and
// what more or less would do.
func (s *Screen) examCard() fyne.CanvasObject {
	e := s.m.plan.Exam
	if e == nil {
		return nil
	}
	if e.Keeping {
		return widgets.Card(widgets.Column(theme.Space8, widgets.Overline("After the exam"),
			widgets.Body("The exam's day is over. Reviews now keep what you have learnt, what is lost by waiting first; Settings take a new date.")))
	}
	head := widgets.Overline("Remembered on " + examDate(s.m.examDay()) + ", if you keep to the plan")
	if s.m.overall.Answers < quiz.EnoughAnswers {
		return widgets.Card(widgets.Columns(theme.Space24, 380,
			widgets.Column(theme.Space12, head, widgets.Heading("Not yet"), widgets.Body(s.m.tooEarly())), s.workChart()))
	}
	return widgets.Card(widgets.Columns(theme.Space24, 380, widgets.Column(theme.Space12, head,
		widgets.RowBaseline(theme.Space12, widgets.Hero(percent(e.Score)).OneLine(),
			widgets.Muted(fmt.Sprintf("of what is here, likely between %s and %s", percent(e.Low), percent(e.High)))),
		charts.OneInterval(e.Low, e.Score, e.High),
		widgets.Caption(s.m.moreOrLess()), widgets.Caption(s.m.restsOn())), s.workChart()))
}

// examDay is the day of the exam; only asked where there is one.
func (m *model) examDay() quiz.Day {
	days, _ := m.daysLeft()
	return m.act.Today() + quiz.Day(days)
}

func examDate(day quiz.Day) string { return day.Date().Format("2 January") }

// tooEarly says why nothing is expected yet.
func (m *model) tooEarly() string {
	return fmt.Sprintf("%s so far. From %d on, this says how much of what is here you can expect to remember on the day.",
		quiz.Count(m.overall.Answers, "first answer"), quiz.EnoughAnswers)
}

// moreOrLess is what other minutes would come to.
func (m *model) moreOrLess() string {
	e := m.plan.Exam
	text := fmt.Sprintf("Without another day of study it would be %s.", percent(e.Idle))
	if gain := m.gain(); gain >= .5 {
		return text + fmt.Sprintf(" Ten more minutes a day would add about %s.", quiz.Count(int(gain+.5), "point"))
	}
	return text + " Ten more minutes a day would add hardly anything."
}

// gain is what ten more minutes a day would add by the exam, in points of a
// hundred.
func (m *model) gain() float64 { return 100 * (m.plan.Exam.More - m.plan.Exam.Score) }

// restsOn is what the expectation is made of, and what it must not be taken
// for: an exam asks questions that are not here.
func (m *model) restsOn() string {
	text := ""
	if n := int(m.plan.Exam.Unmet + .5); n > 0 {
		text = fmt.Sprintf("There is no time to meet %s before the exam; those of least weight are left. ", quiz.Count(n, "item"))
	}
	return text + fmt.Sprintf("Weighted by the exam's domains. The exam asks other questions than these: of those new to you, %s were right. It is not a chance to pass.",
		percent(m.overall.Share))
}

// workDays is how many days the chart of the work shows at most.
const workDays = 28

// workChart is the minutes that the plan asks on each day.
func (s *Screen) workChart() fyne.CanvasObject {
	e := s.m.plan.Exam
	days := e.Forecast[:min(len(e.Forecast), workDays)]
	bars := make([]charts.Bar, len(days))
	minutes, items := 0., 0.
	for i, d := range days {
		if d.Day == s.m.act.Today() { // as the plan beside it says
			p := &s.m.plan
			d.Minutes, d.Items, d.New = p.Time.Minutes(), float64(p.Reviews+p.New+p.Practice), float64(p.New+p.Practice)
		}
		date := d.Day.Date()
		bars[i] = charts.Bar{Label: fmt.Sprint(date.Day()), Value: d.Minutes, Mark: i == 0,
			Name: fmt.Sprintf("%s: %s, %.0f of them new", date.Format("Monday, 2 January"), quiz.Count(int(d.Items+.5), "item"), d.New)}
		minutes, items = minutes+d.Minutes, items+d.Items
	}
	n := float64(max(len(days), 1))
	minute := func(m float64) string { return quiz.Count(int(m+.5), "minute") }
	meaning := fmt.Sprintf("About %s and %s a day until %s.", minute(minutes/n), quiz.Count(int(items/n+.5), "item"), examDate(s.m.examDay()))
	if len(e.Forecast) > workDays {
		meaning = fmt.Sprintf("About %s and %s a day in the next four weeks.", minute(minutes/n), quiz.Count(int(items/n+.5), "item"))
	}
	return charts.Bars(meaning, "minutes", "The plan asks nothing any more.", bars)
}

// studyMore adds ten minutes to today.
func (s *Screen) studyMore() {
	s.m.act.StudyMore(10)
	s.load()
}

// addedToday says how many minutes the learner has added.
func (m *model) addedToday() string {
	if m.plan.Extra == 0 {
		return ""
	}
	return fmt.Sprintf(" You added %d minutes today.", m.plan.Extra)
}
