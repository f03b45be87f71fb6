package actions

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"chartroom/quiz"
	"chartroom/storage"
)

// Filter is what a recipe means now.
func (a *Actions) Filter(r *quiz.Recipe) storage.Filter {
	f := storage.Filter{Banks: r.Banks, Exam: r.Exam, Domain: r.Domain, Subject: r.Subject, Level: r.Level,
		Kinds: r.Kinds, State: r.State, NotSeen: r.NotSeen, Now: a.Now()}
	if len(f.Kinds) == 0 {
		f.Kinds = quiz.MarkedKinds
	}
	return f
}

// adaptPool is how many candidates an adaptive session has for each question
// that it asks: enough to choose from, and quick to read.
const adaptPool = 5

// Started is what a recipe began: a session, or a sitting if it has a clock.
type Started struct {
	Session quiz.Session
	Sitting *Sitting // nil = without a clock
}

// StartRecipe picks questions and begins what the recipe says.
func (a *Actions) StartRecipe(ctx context.Context, r quiz.Recipe) (Started, Done, error) {
	if err := r.Check(); err != nil {
		return Started{}, Done{}, err
	}
	n := r.Count
	if r.Mode == quiz.ModeAdapt {
		n *= adaptPool
	}
	ids, err := a.Reader().Pick(ctx, a.Filter(&r), n, a.draw)
	if err != nil {
		return Started{}, Done{}, fmt.Errorf("pick questions: %w", err)
	}
	if len(ids) == 0 {
		return Started{}, Done{}, fmt.Errorf("begin the session: %w", ErrNothingToAsk)
	}
	if r.Mode != quiz.ModeAdapt {
		if ids, err = a.together(ctx, ids); err != nil {
			return Started{}, Done{}, fmt.Errorf("pick questions: %w", err)
		}
	}
	if r.Minutes == 0 {
		s, done, err := a.startAsking(ctx, r.Mode, r.Name, ids, min(r.Count, len(ids)))
		return Started{Session: s}, done, err
	}
	places, err := a.places(ctx, ids)
	if err != nil {
		return Started{}, Done{}, fmt.Errorf("begin the session: %w", err)
	}
	stamp := a.stamp()
	sitting, done, err := a.begin(ctx, quiz.NewExam(stamp, r.Mode, r.Name, ids, r.Setup(places), a.draw), stamp.Day)
	return Started{Sitting: sitting}, done, err
}

// places are what a timed practice knows of its questions.
func (a *Actions) places(ctx context.Context, ids []quiz.QuestionID) ([]quiz.ExamPlace, error) {
	all, err := a.Reader().Questions(ctx, ids)
	if err != nil || len(all) != len(ids) {
		return make([]quiz.ExamPlace, len(ids)), err
	}
	places := make([]quiz.ExamPlace, len(ids))
	for i := range all {
		places[i] = quiz.ExamPlace{Level: all[i].Tag("level")}
		if record := quiz.RecordID(&all[i]); !record.IsZero() {
			places[i].Record = record.String()
		}
	}
	return places, nil
}

// adaptive is what an adaptive session knows of its questions.
type adaptive struct {
	session quiz.SessionID
	items   []quiz.AdaptiveItem // by place
	begun   map[string]quiz.Ability
	weights map[string]float64
}

// NextAdaptive is the place that an adaptive session asks next: where the
// estimate is least certain, by what was answered before and in it. -1 when as
// many are answered as it asks.
func (a *Actions) NextAdaptive(ctx context.Context, s *quiz.Session) (int, error) {
	if s.Ask > 0 && s.Done() >= s.Ask {
		return -1, nil
	}
	if err := a.adapt(ctx, s); err != nil {
		return -1, fmt.Errorf("choose the next question: %w", err)
	}
	var open []quiz.AdaptiveItem
	var places []int
	for i, item := range a.adaptive.items {
		if !s.Answers[i].Answered() {
			open, places = append(open, item), append(places, i)
		}
	}
	at := quiz.NextAdaptive(open, a.adaptive.after(s), a.adaptive.weights)
	if at < 0 {
		return -1, nil
	}
	return places[at], nil
}

// adapt makes the session the one that is adapted to.
func (a *Actions) adapt(ctx context.Context, s *quiz.Session) error {
	if a.adaptive.session == s.ID {
		return nil
	}
	made, err := a.newAdaptive(ctx, s)
	if err == nil {
		a.adaptive = made
	}
	return err
}

// after is what is believed by domain after the session's answers.
func (a *adaptive) after(s *quiz.Session) map[string]quiz.Ability {
	known := maps.Clone(a.begun)
	for i, item := range a.items {
		if s.Answers[i].Answered() {
			known[item.Domain] = known[item.Domain].After(item, s.Answers[i].Mark)
		}
	}
	return known
}

// Belief is what an adaptive session believes of one domain.
type Belief struct {
	Domain     string // "rhit:2"; "" = questions of no domain
	Begun, Now quiz.Ability
	Answers    int // in the session
}

// Beliefs are what an adaptive session believed at its begin and believes now,
// by domain in their order.
func (a *Actions) Beliefs(ctx context.Context, s *quiz.Session) ([]Belief, error) {
	if err := a.adapt(ctx, s); err != nil {
		return nil, fmt.Errorf("read what the session knows: %w", err)
	}
	answers := map[string]int{}
	for i, item := range a.adaptive.items {
		if s.Answers[i].Answered() {
			answers[item.Domain]++
		}
	}
	var all []Belief
	now := a.adaptive.after(s)
	for _, domain := range slices.Sorted(maps.Keys(now)) {
		all = append(all, Belief{Domain: domain, Begun: a.adaptive.begun[domain], Now: now[domain], Answers: answers[domain]})
	}
	return all, nil
}

func (a *Actions) newAdaptive(ctx context.Context, s *quiz.Session) (adaptive, error) {
	made := adaptive{session: s.ID, begun: map[string]quiz.Ability{}}
	exam := a.settings[quiz.SettingExam]
	answers, err := a.answersBy(ctx, exam)
	if err != nil {
		return made, err
	}
	if b := quiz.BlueprintOf(a.blueprints, exam); b != nil {
		made.weights = map[string]float64{"": 1 / float64(len(b.Domains))}
		for _, d := range b.Domains {
			made.weights[d.ID] = b.Weight(d.ID)
		}
	}
	for _, place := range s.Queue {
		q, err := a.Reader().Question(ctx, place.Question)
		if err != nil {
			return made, err
		}
		item := quiz.AdaptiveItem{Question: q.ID, Difficulty: quiz.LevelDifficulty(q.Tag("level"))}
		if domain := q.Tag(exam); exam != "" && domain != "" {
			item.Domain = exam + ":" + domain
		}
		if q.Kind == quiz.Choice || q.Kind == quiz.TrueFalse {
			item.Options = len(q.Options)
		}
		if _, begun := made.begun[item.Domain]; !begun {
			e := answers[item.Domain]
			made.begun[item.Domain] = quiz.AbilityOf(e.Right, e.Answers)
		}
		made.items = append(made.items, item)
	}
	return made, nil
}

// answersBy are first answers by tag: of an exam's domains, or of levels.
func (a *Actions) answersBy(ctx context.Context, prefix string) (map[string]quiz.Estimate, error) {
	days, err := a.Reader().DomainAnswers(ctx, prefix, 0)
	if err != nil {
		return nil, err
	}
	sums := map[string][2]int{}
	for _, d := range days {
		sum := sums[d.Tag]
		sums[d.Tag] = [2]int{sum[0] + d.FirstRight, sum[1] + d.First}
	}
	all := make(map[string]quiz.Estimate, len(sums))
	for tag, sum := range sums {
		all[tag] = quiz.NewEstimate(sum[0], sum[1])
	}
	return all, nil
}

// LevelUp is the recipe of the lowest level that the learner has not mastered.
func (a *Actions) LevelUp(ctx context.Context) (quiz.Recipe, error) {
	tags, err := a.answersBy(ctx, "level")
	if err != nil {
		return quiz.Recipe{}, err
	}
	levels := map[string]quiz.Estimate{}
	for _, l := range quiz.Levels {
		levels[l] = tags["level:"+l]
	}
	return quiz.LevelUp(a.settings[quiz.SettingExam], levels), nil
}

// MyMisses is the recipe of what was wrong the last time.
func (a *Actions) MyMisses() quiz.Recipe { return quiz.MyMisses(a.settings[quiz.SettingExam]) }

// SaveRecipe keeps a recipe under its name, in place of one that had it.
func (a *Actions) SaveRecipe(ctx context.Context, r quiz.Recipe) (Done, error) {
	stamp := a.stamp()
	err := a.store.SaveRecipe(ctx, stamp, r)
	return a.did(stamp, quiz.EventRecipe, quiz.QuestionID{}, "recipe "+r.Name, err)
}

// RemoveRecipe puts a recipe away.
func (a *Actions) RemoveRecipe(ctx context.Context, name string) (Done, error) {
	stamp := a.stamp()
	err := a.store.RemoveRecipe(ctx, stamp, name)
	return a.did(stamp, quiz.EventRecipe, quiz.QuestionID{}, "removal of the recipe "+name, err)
}

// QuestionOfTheDay is one question of the learner's exam, the same all day; the
// zero id if there is none.
func (a *Actions) QuestionOfTheDay(ctx context.Context) (quiz.QuestionID, error) {
	exam := a.settings[quiz.SettingExam]
	if exam == "" && len(a.blueprints) > 0 {
		exam = a.blueprints[0].Credential
	}
	pool, err := a.Reader().FormPool(ctx, exam)
	if err != nil {
		return quiz.QuestionID{}, err
	}
	at := quiz.QuestionOfTheDay(a.Today(), len(pool))
	if at < 0 {
		return quiz.QuestionID{}, nil
	}
	return pool[at].Question, nil
}

// AskAgainSoon brings a question that was answered back tomorrow.
func (a *Actions) AskAgainSoon(ctx context.Context, q quiz.QuestionID) (Done, error) {
	return a.SetDue(ctx, []quiz.QuestionID{q}, a.Today()+1)
}
