package progress

import (
	"context"
	"errors"
	"math"
	"slices"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
)

func ctx() context.Context { return context.Background() }

// hardestShown is how many of the hardest questions are listed.
const hardestShown = 8

// model is what the log says about the learner. All of it comes from tables
// that are kept up to date with every answer, so that a long log costs no more
// than a short one.
type model struct {
	act        *actions.Actions
	blueprints []quiz.Blueprint
	period     period // of the retention on show

	today     quiz.Day
	days      []day // of the whole log, oldest first
	calendar  calendar
	spent     spent
	retention retention
	forecast  forecast
	blueprint *quiz.Blueprint // nil: the learner's exam has none here, or none is chosen
	domains   []domain
	weeks     weeks
	hardest   []hard
}

// empty reports whether nothing was ever answered.
func (m *model) empty() bool { return m.calendar.Longest == 0 }

// load reads everything afresh but the hardest questions: that takes about
// 20 ms with a million answers.
func (m *model) load() error {
	m.today = m.act.Today()
	for _, step := range []func() error{m.loadDays, m.loadForecast, m.loadDomains} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (m *model) loadDays() error {
	counts, err := m.act.Reader().DayCounts(ctx(), math.MinInt32, math.MaxInt32)
	if err != nil {
		return err
	}
	kept, err := m.act.Reader().Retention(ctx(), math.MinInt32)
	if err != nil {
		return err
	}
	m.days = joined(counts, kept)
	m.calendar = calendarOf(m.days, m.today)
	m.spent = spentOf(m.days, m.today, m.act.Minutes())
	m.setPeriod(m.period)
	return nil
}

// joined adds up modes and puts both counts of a day together; both are
// sorted by day.
func joined(counts []storage.DayCount, kept []storage.RetentionDay) []day {
	var days []day
	at := func(d quiz.Day) *day {
		if n := len(days); n == 0 || days[n-1].Day != d {
			days = append(days, day{Day: d})
		}
		return &days[len(days)-1]
	}
	for _, c := range counts {
		d := at(c.Day)
		d.Answers += c.Attempts
		d.Right += c.Right
		d.New += c.New
		d.Took += c.Took
	}
	for _, k := range kept {
		i, found := slices.BinarySearchFunc(days, k.Day, func(d day, want quiz.Day) int { return int(d.Day - want) })
		if !found {
			continue // every review is an answer, so its day is there
		}
		d := &days[i]
		d.Young, d.YoungKept, d.Mature, d.MatureKept = k.Young, k.YoungKept, k.Mature, k.MatureKept
	}
	return days
}

// setPeriod chooses the days that the retention is counted over.
func (m *model) setPeriod(p period) {
	m.period = p
	m.retention = retentionOf(m.days, m.today, p, m.act.Scheduler().Retention)
}

func (m *model) loadForecast() error {
	counts, err := m.act.Reader().Forecast(ctx(), m.today-1, forecastDays+1)
	if err != nil {
		return err
	}
	pace, err := m.act.Pace(ctx(), quiz.Flip)
	m.forecast = forecastOf(counts, m.today, pace)
	return err
}

func (m *model) loadDomains() error {
	credential := m.act.Setting(quiz.SettingExam)
	m.blueprint, m.domains, m.weeks = quiz.BlueprintOf(m.blueprints, credential), nil, weeks{}
	if m.blueprint == nil {
		return nil
	}
	answers, err := m.act.Reader().DomainAnswers(ctx(), credential, math.MinInt32)
	if err != nil {
		return err
	}
	right, all := map[string]int{}, map[string]int{}
	var days []topicDay
	for _, a := range answers {
		right[a.Tag] += a.FirstRight
		all[a.Tag] += a.First
		days = append(days, topicDay{a.Day, a.Attempts, a.Right})
	}
	for _, d := range m.blueprint.Domains {
		m.domains = append(m.domains, domain{Name: d.Name, Short: d.Short, Weight: m.blueprint.Weight(d.ID),
			Estimate: quiz.NewEstimate(right[d.ID], all[d.ID])})
	}
	m.weeks = weeksOf(days, m.today)
	return nil
}

// findHardest returns the work of looking through all questions ever answered
// for the hardest ones, which may run beside the window: about 100 ms with
// 100,000 of them. take brings what it found into the model.
func (m *model) findHardest() (work func(context.Context, func(done, total int)) error, take func()) {
	var all []hard
	reader, today := m.act.Reader(), m.today
	work = func(ctx context.Context, _ func(done, total int)) error {
		found, err := reader.Hardest(ctx, hardestShown)
		if err != nil {
			return err
		}
		for _, h := range found {
			q, err := reader.Question(ctx, h.Question)
			if errors.Is(err, storage.ErrNotFound) {
				continue // its bank was put away in the meantime
			}
			if err != nil {
				return err
			}
			all = append(all, hard{Question: q, Answers: h.Progress.Reps, Wrong: h.Wrong, Back: back(h.Progress, today)})
		}
		return nil
	}
	return work, func() { m.hardest = all }
}
