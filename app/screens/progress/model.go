package progress

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
)

func ctx() context.Context { return context.Background() }

// hardestShown is how many of the hardest questions are listed.
const hardestShown = 20

// model is what the log says about the learner. All of it comes from tables
// that are kept up to date with every answer, so that a long log costs no more
// than a short one.
type model struct {
	act        *actions.Actions
	blueprints []quiz.Blueprint
	section    section // on show
	period     period  // of the retention on show
	reach      reach   // of the forecast on show

	today      quiz.Day
	days       []day // of the whole log, oldest first
	calendar   calendar
	spent      spent
	retention  retention
	recall     []storage.RecallDay
	predicted  predicted
	remembered remembered
	hours      hours
	forecast   forecast
	pending    bool            // the plan to the exam is not made yet
	blueprint  *quiz.Blueprint // nil: the learner's exam has none here, or none is chosen
	domains    []domain
	weeks      weeks
	readiness  readiness
	months     months

	slow  slow               // what takes longer to read
	ready *actions.Readiness // the chance to pass, which takes longer too; nil = not worked out yet
}

// slow is what is read beside the window, and kept until something is written.
type slow struct {
	known   bool
	changes int64 // of the log, when it was read
	hardest []hard
	shape   storage.Shape
	exams   []actions.ExamLine // mock exams handed in, the oldest first
}

// empty reports whether nothing was ever answered.
func (m *model) empty() bool { return m.calendar.Longest == 0 }

// load reads everything afresh but what is slow: that takes about 20 ms with
// a million answers.
func (m *model) load() error {
	m.today = m.act.Today()
	for _, step := range []func() error{m.loadDays, m.loadRecall, m.loadForecast, m.loadDomains} {
		if err := step(); err != nil {
			return err
		}
	}
	m.setPeriod(m.period)
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
	return nil
}

func (m *model) loadRecall() (err error) {
	if m.recall, err = m.act.Reader().Recall(ctx(), math.MinInt32); err != nil {
		return err
	}
	m.hours, err = m.act.Reader().RecallHours(ctx())
	m.remembered = rememberedOf(m.recall, m.today)
	return err
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

// setPeriod chooses the days that retention and predictions are counted over.
func (m *model) setPeriod(p period) {
	m.period = p
	m.retention = retentionOf(m.days, m.today, p, m.act.Scheduler().Retention)
	m.predicted = predictedOf(m.recall, m.today, p)
}

func (m *model) loadForecast() error {
	counts, err := m.act.Reader().Forecast(ctx(), m.today-1, m.reach.days()+1)
	if err != nil {
		return err
	}
	pace, err := m.act.Pace(ctx(), quiz.Flip)
	if err != nil {
		return err
	}
	days, err := m.planned()
	m.forecast = forecastOf(counts, days, m.today, m.reach, pace)
	return err
}

// planned is what the plan to the exam expects of its days; none without a date.
func (m *model) planned() ([]quiz.ExamDay, error) {
	m.pending = false
	if m.act.Setting(quiz.SettingExamDate) == "" {
		return nil, nil
	}
	plan, err := m.act.PlanToday(ctx(), 0, 0, 0)
	m.pending = plan.Pending
	if err != nil || plan.Exam == nil {
		return nil, err
	}
	return plan.Exam.Forecast, nil
}

func (m *model) loadDomains() error {
	credential := m.act.Setting(quiz.SettingExam)
	if last, _ := m.act.Readiness(weekCount); last == nil || last.Weeks != nil || m.ready == nil {
		m.ready = last
	}
	m.blueprint, m.domains, m.weeks, m.readiness, m.months = quiz.BlueprintOf(m.blueprints, credential), nil, weeks{}, readiness{}, months{}
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
	m.readiness = readinessOf(answers, m.blueprint, m.today)
	m.months = monthsOf(answers, m.blueprint, m.today)
	return nil
}

// readSlow returns the work of looking through all questions ever answered,
// which may run beside the window: about 200 ms with 60,000 of them. take
// brings what it found into the model. work is nil while nothing was written
// since the last time.
func (m *model) readSlow() (work func(context.Context, func(done, total int)) error, take func()) {
	reader, today := m.act.Reader(), m.today
	s := slow{known: true, changes: reader.Changes()}
	_, readying := m.act.Readiness(weekCount)
	if m.slow.known && m.slow.changes == s.changes && readying == nil {
		return nil, nil
	}
	act, credential := m.act, m.act.Setting(quiz.SettingExam)
	work = func(ctx context.Context, report func(done, total int)) (err error) {
		if s.hardest, err = hardestOf(ctx, reader, today); err != nil {
			return fmt.Errorf("find the questions missed most: %w", err)
		}
		if s.shape, err = reader.Shape(ctx); err != nil || credential == "" {
			return err
		}
		if s.exams, err = act.ExamHistory(ctx, credential); err != nil || readying == nil {
			return err
		}
		return readying.Run(ctx, report)
	}
	return work, func() {
		m.slow = s
		if readying != nil {
			m.ready = m.act.TakeReadiness(readying)
		}
	}
}

func hardestOf(ctx context.Context, reader *storage.Reader, today quiz.Day) ([]hard, error) {
	found, err := reader.Hardest(ctx, hardestShown)
	if err != nil {
		return nil, err
	}
	var all []hard
	for _, h := range found {
		q, err := reader.Question(ctx, h.Question)
		if errors.Is(err, storage.ErrNotFound) {
			continue // its bank was put away in the meantime
		}
		if err != nil {
			return nil, err
		}
		all = append(all, hard{Question: q, Answers: h.Progress.Reps, Wrong: h.Wrong, Lapses: h.Progress.Lapses,
			Leech: h.Progress.Leech(), Back: back(h.Progress, today)})
	}
	return all, nil
}
