package actions

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
)

// Readiness is the chance to pass the learner's exam, and what it is about.
type Readiness struct {
	quiz.Readiness
	Blueprint quiz.Blueprint
	Parts     []quiz.Domain // what Readiness.Domains are, in order
	Day       quiz.Day      // that it is about: the exam's, or today
	Dated     bool          // Day is the exam's, and the plan until then is counted in
	Weeks     []ReadyWeek   // at the end of past weeks, the oldest first; only if asked for
}

// ReadyWeek is what readiness would have been at the end of a day, of an exam on
// that day: without what was forgotten or learnt since.
type ReadyWeek struct {
	Day quiz.Day
	quiz.Readiness
}

// Names are the domains' short names.
func (r *Readiness) Names() []string {
	var names []string
	for _, d := range r.Parts {
		names = append(names, d.Short)
	}
	return names
}

// Best is the domain in which study is expected to raise the chance most, and
// what one more right answer in a hundred of its items adds to it. An hour is
// taken to mend the same share of what is wrong in every domain, so that it
// brings more where more is wrong. (Our own assumption; only the order is shown.)
func (r *Readiness) Best() (part quiz.Domain, perPoint float64) {
	points := make([]float64, len(r.Domains))
	for i, d := range r.Domains {
		points[i] = 1 - d.Score.Mean
	}
	best := r.Raises(points)[0].Domain
	return r.Parts[best], r.Domains[best].PerPoint
}

// Readying is a chance to pass on its way. Run may be called beside the window;
// it touches nothing of Actions but the store.
type Readying struct {
	Ready Readiness // once Run has returned nil

	reader    *storage.Reader
	scheduler quiz.Scheduler
	today     quiz.Day
	exam      quiz.Day // of the exam; only if dated
	dated     bool
	plan      *quiz.ExamPlan // nil = none, or not made yet
	weeks     int
	at        readyAt
	facts     map[quiz.QuestionID]readyFact // of what was answered; never changed once taken
}

// readyAt is what a chance to pass was worked out from.
type readyAt struct {
	changes, edition int64
	today            quiz.Day
	exam             string
	date             string
	plan             *quiz.ExamPlan
}

// readiness is what is known of the chance to pass.
type readiness struct {
	at    readyAt
	weeks int
	last  *Readiness // nil = not worked out yet
	facts map[quiz.QuestionID]readyFact
	asOf  int64         // edition of facts
	parts []quiz.Domain // that facts count in
}

// known are the facts that still hold for these domains.
func (r *readiness) known(edition int64, parts []quiz.Domain) map[quiz.QuestionID]readyFact {
	if r.asOf != edition || !slices.Equal(r.parts, parts) {
		return nil
	}
	return r.facts
}

// readyFact is what readiness has to know of a question.
type readyFact struct {
	part       int // of the covered domains; -1 = none, or the question is gone
	difficulty quiz.Difficulty
	options    int // that a guess chooses from; 0 = open
}

// Readiness is the chance to pass as it was last worked out, nil if it never
// was; and the work of bringing it up to date, nil if it is, or if no exam with
// an outline is chosen. weeks is how many past weeks are wanted too.
func (a *Actions) Readiness(weeks int) (*Readiness, *Readying) {
	b := a.blueprint()
	if b == nil {
		return nil, nil
	}
	at := readyAt{changes: a.Reader().Changes(), edition: a.Reader().Edition(), today: a.Today(), exam: b.ID, date: a.settings[quiz.SettingExamDate]}
	if a.planned() {
		at.plan = a.queue.exam
	}
	last := a.ready.last
	if last != nil && (a.ready.at.exam != at.exam || a.ready.at.date != at.date) {
		last = nil // of another exam
	}
	if last != nil && a.ready.at == at && a.ready.weeks >= weeks {
		return last, nil
	}
	r := &Readying{Ready: Readiness{Blueprint: *b, Parts: b.Covered(), Day: at.today}, reader: a.Reader(), scheduler: a.scheduler,
		today: at.today, plan: at.plan, weeks: weeks, at: at}
	if day, ok := a.examDay(); ok && day > at.today {
		r.exam, r.dated = day, true
	}
	r.facts = a.ready.known(at.edition, r.Ready.Parts)
	return last, r
}

// TakeReadiness keeps what Run has worked out.
func (a *Actions) TakeReadiness(r *Readying) *Readiness {
	a.ready = readiness{at: r.at, weeks: r.weeks, last: &r.Ready, facts: r.facts, asOf: r.at.edition, parts: r.Ready.Parts}
	return a.ready.last
}

// Run works the chance to pass out.
func (r *Readying) Run(ctx context.Context, _ func(done, total int)) error {
	if err := r.run(ctx); err != nil {
		return fmt.Errorf("work out the chance to pass: %w", err)
	}
	return nil
}

func (r *Readying) run(ctx context.Context) error {
	firsts, err := r.firsts(ctx)
	if err != nil {
		return err
	}
	in := readyInput(&r.Ready.Blueprint)
	if r.dated && r.plan != nil {
		if err := r.remembered(ctx, &in); err != nil {
			return err
		}
		in.DaysLeft = float64(r.exam - r.today)
		r.Ready.Day, r.Ready.Dated = r.exam, true
	}
	in.Answers = r.answers(firsts, r.today)
	if r.Ready.Readiness, err = quiz.Ready(in); err != nil {
		return err
	}
	return r.past(ctx, firsts)
}

// Shares right that may be the pass mark of an exam with a scaled score
// (shared/domain/psychometrics.md, Readiness: the scale hides the raw cut).
const (
	scaledCutLow  = .62
	scaledCutHigh = .72
)

// readyInput is what is asked about an exam before any answer.
func readyInput(b *quiz.Blueprint) quiz.ReadinessInput {
	in := quiz.ReadinessInput{Items: b.Scored, Cut: [2]float64{scaledCutLow, scaledCutHigh}}
	if b.Pass.Kind == quiz.PassRaw {
		in.Cut = [2]float64{b.Pass.Value, b.Pass.Value}
	}
	if b.Items > 0 { // only what is covered counts
		in.Items = max(int(math.Round(float64(b.Scored)*float64(b.FormItems())/float64(b.Items))), 1)
	}
	for _, d := range b.Covered() {
		in.Domains = append(in.Domains, quiz.ReadinessDomain{Weight: b.Weight(d.ID)})
	}
	return in
}

// firstAnswer is the first answer to a question.
type firstAnswer struct {
	question quiz.QuestionID
	at       time.Time
	day      quiz.Day
	right    bool
	marked   bool // by the app
}

// firsts are the first answers to all questions that the app has marked, and
// facts of those questions. Cards that the learner graded herself tell nothing
// of questions with options.
func (r *Readying) firsts(ctx context.Context) ([]firstAnswer, error) {
	var all []firstAnswer
	place := map[quiz.QuestionID]int{}
	err := r.reader.Reviews(ctx, func(v *storage.Review) error {
		if v.Grade == 0 {
			return nil
		}
		one := firstAnswer{v.Question, v.At, v.Day, v.Grade > srs.Again, v.Marked}
		if i, seen := place[v.Question]; !seen {
			place[v.Question] = len(all)
			all = append(all, one)
		} else if v.At.Before(all[i].at) { // the log has one device after the other
			all[i] = one
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(f firstAnswer) bool { return !f.marked })
	return all, r.learn(ctx, all)
}

// learn reads the facts of questions that are not known yet.
func (r *Readying) learn(ctx context.Context, firsts []firstAnswer) error {
	var ids []quiz.QuestionID
	for _, f := range firsts {
		if _, known := r.facts[f.question]; !known {
			ids = append(ids, f.question)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	facts := maps.Clone(r.facts)
	if facts == nil {
		facts = make(map[quiz.QuestionID]readyFact, len(ids))
	}
	for _, id := range ids {
		facts[id] = readyFact{part: -1}
	}
	questions, err := r.reader.Questions(ctx, ids)
	for i := range questions {
		facts[questions[i].ID] = r.factOf(&questions[i])
	}
	r.facts = facts
	return err
}

func (r *Readying) factOf(q *quiz.Question) readyFact {
	f := readyFact{part: r.partOf(q.Tags), difficulty: quiz.AssumedDifficulty(q.Tag("level"), q.Kind)}
	if (q.Kind == quiz.Choice || q.Kind == quiz.TrueFalse) && !q.Multiple && len(q.Options) > 1 {
		f.options = len(q.Options)
	}
	return f
}

// partOf is the place of a question's domain, -1 if it has none.
func (r *Readying) partOf(tags []string) int {
	return slices.IndexFunc(r.Ready.Parts, func(d quiz.Domain) bool { return slices.Contains(tags, d.ID) })
}

// answers are those given up to a day, as of that day.
func (r *Readying) answers(firsts []firstAnswer, day quiz.Day) []quiz.ReadinessAnswer {
	var all []quiz.ReadinessAnswer
	for _, f := range firsts {
		fact := r.facts[f.question]
		if fact.part < 0 || f.day > day {
			continue
		}
		one := quiz.ReadinessAnswer{Domain: fact.part, Difficulty: fact.difficulty.Mean, DifficultySD: fact.difficulty.SD,
			Options: fact.options, DaysAgo: float64(day - f.day)}
		if f.right {
			one.Mark = 1
		}
		all = append(all, one)
	}
	return all
}

// remembered puts in how well the questions met in each domain are remembered
// today, and will be on the exam day. The plan is taken to make good the same
// share in every domain of what would be forgotten, or never met, without it: as
// much as it does over all, by its own account. It is not taken to bring more
// than is known today: how much of what is learnt of these questions carries
// over to the exam's is not known, and a chance to pass must not flatter.
func (r *Readying) remembered(ctx context.Context, in *quiz.ReadinessInput) error {
	supply, err := r.reader.Supply(ctx, r.scheduler.Days.Start(r.today))
	if err != nil {
		return err
	}
	met := make([]int, len(in.Domains))
	for _, s := range supply {
		part := r.partOf(s.Topics)
		if part < 0 || s.Progress.New() {
			continue
		}
		met[part]++
		d := &in.Domains[part]
		d.Recall += r.scheduler.Recall(s.Progress, r.today)
		d.RecallThen += r.scheduler.Recall(s.Progress, r.exam)
	}
	made := 0.0
	if idle := r.plan.Idle; idle < 1 {
		made = min(max((r.plan.Score-idle)/(1-idle), 0), 1)
	}
	for i := range in.Domains {
		if d := &in.Domains[i]; met[i] > 0 {
			d.Recall /= float64(met[i])
			d.RecallThen /= float64(met[i])
			d.RecallThen += made * (1 - d.RecallThen)
			d.Recall, d.RecallThen = share(d.Recall), share(min(d.Recall, d.RecallThen))
		}
	}
	return nil
}

// share keeps a mean of chances within 0 and 1, which rounding may leave; 0
// would say that it is not known.
func share(x float64) float64 { return min(max(x, 1e-6), 1) }

// past works out what readiness was at the end of each past week, the last of
// which ends today; weeks before there were answers enough are left out.
func (r *Readying) past(ctx context.Context, firsts []firstAnswer) error {
	for back := r.weeks - 1; back >= 0; back-- {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		day := r.today - quiz.Day(7*back)
		in := readyInput(&r.Ready.Blueprint)
		if in.Answers = r.answers(firsts, day); len(in.Answers) < quiz.EnoughAnswers {
			continue
		}
		then, err := quiz.Ready(in)
		if err != nil {
			return err
		}
		r.Ready.Weeks = append(r.Ready.Weeks, ReadyWeek{day, then})
	}
	return nil
}

// saying is what readiness says of a form of an exam that begins now, as if it
// were the exam itself; nil while there are too few answers.
func (a *Actions) saying(ctx context.Context, b *quiz.Blueprint, form *quiz.Form) (*quiz.Said, error) {
	if n, err := a.Reader().LogSize(ctx); err != nil || n < quiz.EnoughAnswers {
		return nil, err
	}
	r := &Readying{Ready: Readiness{Blueprint: *b, Parts: b.Covered()}, reader: a.Reader(), today: a.Today()}
	r.facts = a.ready.known(a.Reader().Edition(), r.Ready.Parts)
	firsts, err := r.firsts(ctx)
	if err != nil {
		return nil, err
	}
	in := readyInput(b)
	in.Answers = r.answers(firsts, r.today)
	in.Items = 0
	for _, p := range form.Places {
		if !p.Pretest {
			in.Items++
		}
	}
	if in.Items == 0 {
		return nil, nil
	}
	ready, err := quiz.Ready(in)
	if err != nil {
		return nil, err
	}
	return ready.Saying(), nil
}
