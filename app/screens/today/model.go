package today

import (
	"context"
	"fmt"
	"time"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
)

// tasterSize is how many questions first run asks to seed the estimate.
const tasterSize = 10

// practiceBlock is how many questions one sitting of practice brings at most.
const practiceBlock = 15

// model is today: the plan, what it rests on, and on a fresh profile the
// first run.
type model struct {
	act        *actions.Actions
	blueprints []quiz.Blueprint
	first      *firstRun // nil once an exam was chosen

	blueprint *quiz.Blueprint // nil: the learner's exam has none here
	plan      actions.Plan
	counts    actions.Counts
	spent     time.Duration      // studied today
	open      *quiz.Session      // begun and not finished
	overall   quiz.Estimate      // first answers right
	ready     *actions.Readiness // the chance to pass; nil = not worked out yet
	days      []storage.DayCount // of the last year
	week      week
}

// week is the last seven study days, today last.
type week struct {
	Active   int // days with at least one answer
	Answers  int
	Recalled float64 // share right, 0 to 1
	Streak   int     // days in a row up to today or yesterday
}

func ctx() context.Context { return context.Background() }

// load reads everything afresh.
func (m *model) load() error {
	if m.act.Setting(quiz.SettingExam) == "" {
		if m.first == nil {
			m.first = &firstRun{Minutes: m.act.Minutes()}
		}
		return nil
	}
	m.first = nil
	for _, step := range []func() error{m.loadDays, m.loadPlan, m.loadDomains, m.loadOpen} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (m *model) loadPlan() error {
	r := m.act.Reader()
	counts, err := m.act.Counts(ctx())
	if err != nil {
		return err
	}
	questions, err := r.CountUpTo(ctx(), m.practice(), practiceBlock)
	if err != nil {
		return err
	}
	review, answer := pacesOf(m.days, m.act.Today()-paceDays)
	m.counts, m.spent = counts, counts.TodayTook
	m.plan, err = m.act.PlanToday(ctx(), questions, review, answer)
	return err
}

// practice are the questions of the learner's exam.
func (m *model) practice() storage.Filter {
	return storage.Filter{Exam: m.act.Setting(quiz.SettingExam),
		Kinds: quiz.PractisedKinds}
}

func (m *model) loadDomains() error {
	exam := m.act.Setting(quiz.SettingExam)
	m.blueprint = quiz.BlueprintOf(m.blueprints, exam)
	m.ready, _ = m.act.Readiness(0)
	if m.blueprint == nil {
		return nil
	}
	days, err := m.act.Reader().DomainAnswers(ctx(), exam, 0)
	if err != nil {
		return err
	}
	answers := map[string]storage.TopicDay{}
	for _, d := range days {
		sum := answers[d.Tag]
		sum.First, sum.FirstRight = sum.First+d.First, sum.FirstRight+d.FirstRight
		answers[d.Tag] = sum
	}
	var estimates []quiz.Estimate
	var weights []float64
	for _, d := range m.blueprint.Domains {
		a := answers[d.ID]
		estimates, weights = append(estimates, quiz.NewEstimate(a.FirstRight, a.First)), append(weights, m.blueprint.Weight(d.ID))
	}
	m.overall = quiz.Weighted(estimates, weights)
	return nil
}

func (m *model) loadDays() error {
	today := m.act.Today()
	days, err := m.act.Reader().DayCounts(ctx(), today-365, today)
	if err != nil {
		return err
	}
	m.days, m.week = days, weekOf(days, today)
	return nil
}

// paceDays is how many study days the pace of the plan looks back.
const paceDays = 30

// pacesOf is the mean time of a review and of a practice answer since the day
// from; 0 where there are too few to tell.
func pacesOf(days []storage.DayCount, from quiz.Day) (review, answer time.Duration) {
	var took [2]time.Duration
	var n [2]int
	for _, d := range days {
		if d.Day < from {
			continue
		}
		kind := 1
		if d.Mode == quiz.ModeReview {
			kind = 0
		}
		took[kind] += d.Took
		n[kind] += d.Attempts
	}
	mean := func(kind int) time.Duration {
		if n[kind] < quiz.EnoughAnswers {
			return 0
		}
		return took[kind] / time.Duration(n[kind])
	}
	return mean(0), mean(1)
}

// weekOf sums up the study days of the last year.
func weekOf(days []storage.DayCount, today quiz.Day) week {
	var w week
	active := map[quiz.Day]bool{}
	right := 0
	for _, d := range days {
		if back := int(today - d.Day); back < 7 {
			if !active[d.Day] {
				w.Active++
			}
			w.Answers += d.Attempts
			right += d.Right
		}
		active[d.Day] = true
	}
	if w.Answers > 0 {
		w.Recalled = float64(right) / float64(w.Answers)
	}
	day := today
	if !active[day] {
		day--
	}
	for ; active[day]; day-- {
		w.Streak++
	}
	return w
}

func (m *model) loadOpen() error {
	m.open = nil
	open, err := m.act.OpenSessions(ctx())
	if err == nil && len(open) > 0 {
		m.open = &open[0]
	}
	return err
}

// daysLeft is how many days there are to the exam; ok is false without a
// date, and days is below zero once it has passed.
func (m *model) daysLeft() (days int, ok bool) {
	day, err := quiz.ParseDay(m.act.Setting(quiz.SettingExamDate))
	if err != nil {
		return 0, false
	}
	return int(day - m.act.Today()), true
}

// title is the one line that says where the learner stands.
func (m *model) title() string {
	name := m.examName()
	days, ok := m.daysLeft()
	switch {
	case !ok:
		return "Getting ready for " + name
	case days > 1:
		return fmt.Sprintf("%d days to %s", days, name)
	case days == 1:
		return name + " is tomorrow"
	case days == 0:
		return name + " is today"
	}
	return fmt.Sprintf("%s was %s ago", name, quiz.Count(-days, "day"))
}

func (m *model) examName() string {
	if m.blueprint != nil {
		return m.blueprint.Name
	}
	return m.act.Setting(quiz.SettingExam)
}

// leftOut says what the plan has no time for, and what the clock has taken.
func (m *model) leftOut() string {
	switch {
	case m.plan.Empty() && m.counts.Ready == 0:
		return ""
	case m.plan.LeftOut > 0 && m.plan.Exam != nil && m.gain() < .5:
		return fmt.Sprintf("%s more can wait for another day without loss.%s", quiz.Count(m.plan.LeftOut, "item"), m.addedToday())
	case m.plan.LeftOut > 0 && m.plan.Exam != nil:
		return fmt.Sprintf("Left out today: %s that would be worth it. There is no room for more in %s; what gains most by the exam comes first.%s",
			quiz.Count(m.plan.LeftOut, "item"), quiz.Count(m.act.MinutesToday(), "minute"), m.addedToday())
	case m.plan.LeftOut > 0:
		return fmt.Sprintf("Left out today: %s. There is no room for more in %s; what is left stays due and comes first tomorrow.",
			quiz.Count(m.plan.LeftOut, "review"), quiz.Count(m.act.MinutesToday(), "minute"))
	case m.spent > 0:
		return fmt.Sprintf("Studied today: %d of %d minutes.", minutes(m.spent), m.act.MinutesToday()) + m.addedToday()
	}
	return "Nothing is left out today." + m.addedToday()
}

// minutes is a span in whole minutes, at least one.
func minutes(d time.Duration) int { return max(int(d.Minutes()+.5), 1) }
