package actions

import (
	"context"
	"slices"
	"strings"
	"time"

	"chartroom/quiz"
	"chartroom/storage"
)

// examDay is the day of the exam, if there is one that a plan can reach.
func (a *Actions) examDay() (quiz.Day, bool) {
	day, err := quiz.ParseDay(a.settings[quiz.SettingExamDate])
	return day, err == nil && a.settings[quiz.SettingExam] != "" && day-a.Today() <= quiz.PlanReach
}

// fillByExam is the queue of the plan to the exam day: what it chose, then the
// learner's own material that is of no exam. That gets its share of the
// minutes, by its number of questions.
func (a *Actions) fillByExam(ctx context.Context, q *queue) error {
	blueprint := a.blueprint()
	supply, own, err := a.split(ctx, blueprint)
	if err != nil {
		return err
	}
	if len(supply) == 0 {
		return a.fillByOrder(ctx, q)
	}
	limits, err := a.limits(ctx)
	if err != nil {
		return err
	}
	paces, err := a.examPaces(ctx)
	if err != nil {
		return err
	}
	in, err := a.examInput(ctx, supply, paces, blueprint)
	if err != nil {
		return err
	}
	minutes := max(in.Minutes[q.day.Date().Weekday()]-in.Spent, 0) * float64(len(own)) / float64(len(own)+len(supply))
	ownQueue, ownMinutes, err := a.ownQueue(own, q.day, minutes, paces)
	if err != nil {
		return err
	}
	in.Spent += ownMinutes
	plan, err := quiz.PlanExam(in)
	if err != nil {
		return err
	}
	q.exam, q.leftOut, q.mostNew = &plan, plan.LeftOut, -1
	if a.settings[quiz.SettingNewPerDay] != "" {
		q.mostNew = a.NewPerDay()
	}
	for _, i := range plan.Review {
		s := &supply[i]
		switch isNew := s.Progress.New(); {
		case s.Buried || s.Progress.Learning(): // comes by itself
		case isNew && !s.Kind.Card():
			q.practice = append(q.practice, s.Question)
			q.seconds[s.Question] = paces[s.Kind].of(isNew)
		case limits.take(isNew):
			q.add(s.Question, isNew)
			q.seconds[s.Question] = paces[s.Kind].of(isNew)
		default:
			q.leftOut++
		}
	}
	for _, s := range ownQueue {
		if isNew := s.Progress.New(); limits.take(isNew) {
			q.add(s.Question, isNew)
			q.seconds[s.Question] = paces[s.Kind].of(isNew)
		}
	}
	return nil
}

// ownQueue is what of the learner's own material fits into so many minutes:
// what is due, in the order of the settings, then new cards.
func (a *Actions) ownQueue(own []storage.Supply, today quiz.Day, minutes float64, paces map[quiz.Kind]examPace) (chosen []storage.Supply, used float64, err error) {
	order, err := quiz.OrderFrom(a.settings)
	if err != nil {
		return nil, 0, err
	}
	at := map[quiz.QuestionID]int{}
	var due []quiz.Waiting
	var fresh []int
	for i := range own {
		switch s := &own[i]; {
		case s.Buried || s.Progress.Learning():
		case s.Progress.New() && s.Kind.Card():
			fresh = append(fresh, i)
		case !s.Progress.New() && s.Progress.DueDay <= today && s.Progress.LastDay < today:
			at[s.Question] = i
			due = append(due, quiz.Waiting{Question: s.Question, Progress: s.Progress})
		}
	}
	quiz.Rank(due, order, &a.scheduler, today)
	for _, w := range due {
		chosen = append(chosen, own[at[w.Question]])
	}
	for _, i := range fresh[:min(len(fresh), a.NewPerDay())] {
		chosen = append(chosen, own[i])
	}
	for i := range chosen {
		seconds := paces[chosen[i].Kind].of(chosen[i].Progress.New())
		if used+seconds/60 > minutes {
			return chosen[:i], used, nil
		}
		used += seconds / 60
	}
	return chosen, used, nil
}

// limits are how many reviews and new cards may still come today; below 0 =
// as many as there are.
type limits struct{ reviews, fresh int }

// limits are those the learner has set herself: the plan knows the minutes.
func (a *Actions) limits(ctx context.Context) (limits, error) {
	l := limits{-1, -1}
	done, met, err := a.doneToday(ctx)
	if n := a.number(quiz.SettingReviews, 0); n > 0 {
		l.reviews = max(n-(done-met), 0)
	}
	if a.settings[quiz.SettingNewPerDay] != "" {
		l.fresh = max(a.NewPerDay()-met, 0)
	}
	return l, err
}

// take reports whether one more may come.
func (l *limits) take(isNew bool) bool {
	left := &l.reviews
	if isNew {
		left = &l.fresh
	}
	if *left == 0 {
		return false
	}
	*left = max(*left-1, -1)
	return true
}

// split is what may be studied today: what counts in the exam, and the
// learner's own material, which belongs to no exam. What belongs to other exams
// only is left out.
func (a *Actions) split(ctx context.Context, blueprint *quiz.Blueprint) (exam, own []storage.Supply, err error) {
	all, err := a.Reader().Supply(ctx, a.Now())
	if err != nil {
		return nil, nil, err
	}
	for _, s := range all {
		switch domain, of := a.domainOf(s.Topics, blueprint); {
		case domain >= 0:
			exam = append(exam, s)
		case !of:
			own = append(own, s)
		}
	}
	return exam, own, nil
}

// domainOf is the place of a question's domain in the blueprint, or -1; of
// says whether it belongs to any exam.
func (a *Actions) domainOf(topics []string, blueprint *quiz.Blueprint) (domain int, of bool) {
	for _, t := range topics {
		if i := slices.IndexFunc(blueprint.Domains, func(d quiz.Domain) bool { return d.ID == t }); i >= 0 {
			return i, true
		}
	}
	return -1, slices.ContainsFunc(topics, func(t string) bool {
		exam, _, _ := strings.Cut(t, ":")
		return quiz.BlueprintOf(a.blueprints, exam) != nil
	})
}

// examInput is what the plan to the exam day rests on. Each domain stands for
// two, its questions and its cards, of half the weight each: an exam asks to
// apply what the cards tell, and no number of cards makes up for that.
func (a *Actions) examInput(ctx context.Context, supply []storage.Supply, paces map[quiz.Kind]examPace, blueprint *quiz.Blueprint) (quiz.ExamPlanInput, error) {
	exam, _ := a.examDay()
	in := quiz.ExamPlanInput{Today: a.Today(), Exam: exam, Model: a.scheduler.Model,
		Minutes: a.WeekMinutes(), Off: a.balance.Off, Questions: blueprint.Scored}
	counts, err := a.Reader().Counts(ctx, a.Now(), in.Today)
	if err != nil {
		return in, err
	}
	in.Spent = counts.TodayTook.Minutes() - float64(a.extra)
	in.Items = make([]quiz.ExamItem, len(supply))
	there := make([]bool, 2*len(blueprint.Domains))
	for i, s := range supply {
		domain, _ := a.domainOf(s.Topics, blueprint)
		at := 2 * domain
		if s.Kind.Card() {
			at++
		}
		there[at] = true
		pace := paces[s.Kind]
		in.Items[i] = quiz.ExamItem{ID: string(s.Question[:]), Domain: at, Memory: s.Progress.Memory,
			LastDay: min(s.Progress.LastDay, in.Today), Seconds: pace.review, SecondsNew: pace.first}
	}
	in.Domains, err = a.examDomains(ctx, blueprint, there)
	return in, err
}

// priorAnswers and priorShare are what is believed of a domain before anything
// was answered in it: as much as four answers of which 40 % were right, between
// guessing among four and a passing mark.
const (
	priorAnswers = 4
	priorShare   = .4
)

// examDomains are the blueprint's, questions and cards apart, each with the
// chance that one never met is known: the share of first answers right so far.
// there says of which there are any.
func (a *Actions) examDomains(ctx context.Context, blueprint *quiz.Blueprint, there []bool) ([]quiz.ExamDomain, error) {
	days, err := a.Reader().DomainAnswers(ctx, blueprint.Credential, 0)
	if err != nil {
		return nil, err
	}
	first, right := map[string]float64{}, map[string]float64{}
	for _, d := range days {
		first[d.Tag] += float64(d.First)
		right[d.Tag] += float64(d.FirstRight)
	}
	domains := make([]quiz.ExamDomain, 0, 2*len(blueprint.Domains))
	for i, d := range blueprint.Domains {
		recognised := (right[d.ID] + priorAnswers*priorShare) / (first[d.ID] + priorAnswers)
		for half, name := range []string{"questions", "cards"} {
			prior := recognised
			if half == 1 {
				prior = recalled(recognised)
			}
			weight := blueprint.Weight(d.ID)
			if there[2*i] && there[2*i+1] {
				weight /= 2
			}
			domains = append(domains, quiz.ExamDomain{ID: d.ID + " " + name, Weight: weight, Prior: prior})
		}
	}
	return domains, nil
}

// recalled is the chance that a card never met is known, where so many
// questions are answered right at first sight: what is left of that after
// correction for guessing among four (p - 1/4) / (3/4), and of it half, for to
// recall is harder than to recognise. The half is our own assumption, on the low
// side on purpose: what is expected without study must not flatter.
func recalled(recognised float64) float64 { return max(recognised-.25, 0) / .75 / 2 }

// examPace is how many seconds a question of a kind takes.
type examPace struct{ review, first float64 }

func (p examPace) of(isNew bool) float64 {
	if isNew {
		return p.first
	}
	return p.review
}

func (a *Actions) examPaces(ctx context.Context) (map[quiz.Kind]examPace, error) {
	paces := map[quiz.Kind]examPace{}
	for _, k := range quiz.Kinds {
		if !k.Asked() {
			continue
		}
		pace, err := a.Pace(ctx, k)
		if err != nil {
			return nil, err
		}
		own := pace.Seconds()
		p := examPace{quiz.AssumedAnswer.Seconds(), quiz.AssumedAnswer.Seconds()}
		switch {
		case k.Card() && own > 0:
			p = examPace{own, 2 * own}
		case k.Card():
			p = examPace{quiz.AssumedReview.Seconds(), quiz.AssumedNew.Seconds()}
		case own > 0: // reading the explanation takes about half as long again
			p = examPace{1.5 * own, 1.5 * own}
		}
		paces[k] = p
	}
	return paces, nil
}

// Plan is what to do today.
type Plan struct {
	quiz.Plan
	Chosen []quiz.QuestionID // questions to practise, chosen by the plan to the exam day; empty = by what is new
	Exam   *quiz.ExamPlan    // nil: there is no exam date
	Extra  int               // minutes that the learner has added today

	// Pending says that the plan to the exam day is not made yet: Planning
	// makes it. Until then there are only Extra and this.
	Pending bool
}

// PlanToday is the plan of what is left to do today. practice is how many questions
// never met there are to practise, for a plan without an exam date.
func (a *Actions) PlanToday(ctx context.Context, practice int, review, answer time.Duration) (Plan, error) {
	counts, err := a.Counts(ctx)
	if err != nil {
		return Plan{}, err
	}
	p := Plan{Extra: a.extra}
	if a.towardsExam() {
		if !a.planned() {
			p.Pending = true
			return p, nil
		}
		p.Exam = a.queue.exam
	}
	if p.Exam == nil {
		p.Plan = quiz.Today(quiz.Supply{Due: counts.Ready, New: counts.NewLeft, Questions: practice, PerReview: review, PerAnswer: answer,
			Minutes: a.MinutesToday(), NewPerDay: a.NewPerDay(), NewDone: counts.MetToday, Spent: counts.TodayTook})
		p.LeftOut += counts.Due + counts.Learning - counts.Ready // beyond the learner's limit
		return p, nil
	}
	p.Chosen, err = a.unmet(ctx, a.queue.practice)
	p.Plan = quiz.Plan{Reviews: counts.Ready, New: counts.NewLeft, Practice: len(p.Chosen), LeftOut: a.queue.leftOut}
	seconds := 0.
	for id := range a.queue.left {
		seconds += a.queue.seconds[id]
	}
	for _, id := range p.Chosen {
		seconds += a.queue.seconds[id]
	}
	p.Time = time.Duration(seconds * float64(time.Second))
	return p, err
}

// unmet are those of the questions that were not answered since.
func (a *Actions) unmet(ctx context.Context, ids []quiz.QuestionID) ([]quiz.QuestionID, error) {
	var left []quiz.QuestionID
	for _, id := range ids {
		p, err := a.Reader().Progress(ctx, id)
		if err != nil {
			return nil, err
		}
		if p.New() {
			left = append(left, id)
		}
	}
	return left, nil
}

// StudyMore adds minutes to today's plan.
func (a *Actions) StudyMore(minutes int) {
	a.extra += minutes
	a.Replan()
}
