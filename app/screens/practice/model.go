package practice

import (
	"context"
	"reflect"
	"slices"
	"time"

	"chartroom/app/actions"
	"chartroom/app/ask"
	"chartroom/quiz"
	"chartroom/storage"
)

// phase is what the screen shows.
type phase uint8

const (
	building phase = iota // choosing what to practise
	asking                // one question after the other
	results               // the session is over
)

// model is the practice on the screen. It lives as long as the window; the
// session it holds is on disk.
type model struct {
	act    *actions.Actions
	phase  phase
	recipe quiz.Recipe // what the builder shows; its name is "" until saved
	fits   int         // questions that fit the recipe, when last counted

	chosen bool // the learner has changed the builder's recipe

	saved    []quiz.Recipe
	misses   quiz.Recipe
	level    quiz.Recipe // level up
	banks    []storage.BankHead
	subjects []string // that there are questions on

	session  quiz.Session
	at       int // place on show
	ask      *ask.Model
	before   quiz.Progress
	attempt  *quiz.Attempt // the answer on show, saved in this visit
	seen     time.Time
	state    actions.State
	open     []quiz.Session  // begun and not finished
	extra    bool            // the question on show is beside the session: a drill's further numbers
	striking bool            // the next letter strikes an option out
	looking  actions.Looking // what is looked up beside the question on show
}

func ctx() context.Context { return context.Background() }

// build shows the builder; what fits is counted by the screen.
func (m *model) build() error {
	m.phase, m.striking = building, false
	var err error
	if m.open, err = m.act.OpenSessions(ctx()); err != nil {
		return err
	}
	return m.loadRecipes()
}

// filter is what the builder's recipe means now.
func (m *model) filter() storage.Filter {
	r := asked(m.recipe)
	return m.act.Filter(&r)
}

// mostPlanned is how many questions of a plan one sitting brings.
const mostPlanned = 15

// startPlanned begins a study session of what today's plan asks for: the
// questions that it names, or else some not seen yet, then any.
func (m *model) startPlanned(p actions.Practice) error {
	if n := len(p.Questions); n > 0 {
		s, _, err := m.act.StartSessionOf(ctx(), quiz.ModeStudy, "Practice", p.Questions[:min(n, mostPlanned)])
		if err != nil {
			return err
		}
		return m.resume(s)
	}
	r := asked(fromFilter(p.Filter, p.Count))
	f := m.act.Filter(&r)
	f.State = storage.StateNew
	reader := m.act.Reader()
	ids, err := reader.Pick(ctx(), f, p.Count, m.act.Draw())
	if err != nil {
		return err
	}
	f.State = storage.StateAny
	more, err := reader.Pick(ctx(), f, p.Count+len(ids), m.act.Draw())
	if err != nil {
		return err
	}
	for _, id := range more {
		if len(ids) < p.Count && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	s, _, err := m.act.StartSessionOf(ctx(), quiz.ModeStudy, "Practice", ids)
	if err != nil {
		return err
	}
	return m.resume(s)
}

// resume shows the session's next open question. If that cannot be read,
// nothing changes.
func (m *model) resume(s quiz.Session) error {
	was := *m
	m.session, m.phase, m.at = s, asking, 0
	err := m.step(0)
	if err != nil {
		*m = was
	}
	return err
}

// visit brings the model in line with what happened on other screens: answers
// taken back, questions answered in review or edited.
func (m *model) visit() error {
	if m.phase == building {
		return m.build()
	}
	r := m.act.Reader()
	s, err := r.Session(ctx(), m.session.ID)
	if err != nil {
		return err
	}
	if s.Finished != m.session.Finished || !reflect.DeepEqual(s.Answers, m.session.Answers) {
		m.session, m.phase = s, asking
		return m.show(m.at)
	}
	if m.ask == nil {
		return nil
	}
	if !m.marked() {
		if m.before, err = r.Progress(ctx(), m.ask.Question.ID); err != nil {
			return err
		}
	}
	return m.refresh()
}

// deferred reports whether marks wait for the end.
func (m *model) deferred() bool { return m.session.Mode == quiz.ModeTest }

// step shows the next open question from place at on; with none left, study
// and taster end, and a test goes to its last place to be handed in.
func (m *model) step(at int) error {
	next, err := m.following(at)
	if err != nil {
		return err
	}
	if next >= 0 {
		return m.show(next)
	}
	if m.deferred() {
		return m.show(min(at, len(m.session.Queue)-1))
	}
	m.phase, m.ask = results, nil
	return nil
}

// following is the place to ask next, from a place on; -1 = none is left.
func (m *model) following(at int) (int, error) {
	if m.session.Mode == quiz.ModeAdapt {
		return m.act.NextAdaptive(ctx(), &m.session)
	}
	return m.session.Next(at), nil
}

// asks is how many questions the session asks.
func (m *model) asks() int {
	if m.session.Ask > 0 {
		return m.session.Ask
	}
	return len(m.session.Queue)
}

// show puts the question at a place up, with what was answered there.
func (m *model) show(at int) error {
	r, place := m.act.Reader(), m.session.Queue[at]
	q, err := r.Question(ctx(), place.Question)
	if err != nil {
		return err
	}
	before, err := r.Progress(ctx(), q.ID)
	if err != nil {
		return err
	}
	state, err := m.act.StateOf(ctx(), q.ID)
	if err != nil {
		return err
	}
	record, err := m.act.Record(ctx(), &q)
	if err != nil {
		return err
	}
	m.at, m.attempt, m.seen, m.before, m.state = at, nil, m.act.Now(), before, state
	m.extra, m.striking = false, false
	m.ask = ask.New(q, place.Seed)
	m.ask.Media = func(hash string) (quiz.Media, error) { return m.act.Reader().Media(ctx(), hash) }
	m.ask.Record, m.ask.Readonly, m.ask.Book = record, m.session.Finished, m.act.Books()
	m.looking = actions.Looking{}
	g := m.session.Answers[at]
	if g.Answered() {
		m.ask.Resume(g)
	}
	switch {
	case !g.Attempt.IsZero():
		m.ask.Show()
	case !m.ask.Readonly:
		m.looking = m.act.LookUps(ctx(), &m.session, at)
	}
	return nil
}

// marked reports whether the question on show has its mark.
func (m *model) marked() bool { return m.ask != nil && m.ask.Result != nil }

// answer saves what is chosen in study, marked and explained at once. If saving
// fails the question stays as it was.
func (m *model) answer() (actions.Done, error) {
	if m.ask == nil || m.marked() || !m.ask.Answered() {
		return actions.Done{}, nil
	}
	if err := m.looking.End(); err != nil {
		return actions.Done{}, err
	}
	in := actions.Answer{Mode: quiz.ModeStudy, Response: m.ask.Response(), Certainty: m.ask.Certainty, Hint: m.ask.Hint,
		Took: m.act.Now().Sub(m.seen), Before: m.before}
	if !m.extra {
		in.Mode, in.Session, in.Index = m.session.Mode, &m.session, m.at
	}
	attempt, done, err := m.act.Answer(ctx(), &m.ask.Question, in)
	if err != nil {
		return actions.Done{}, err
	}
	m.attempt, m.looking = &attempt, actions.Looking{}
	m.ask.Show()
	return done, nil
}

// keep saves what is chosen in a test, as it stands, unless it is saved
// already: what was chosen before is taken back if the choice was.
func (m *model) keep() error {
	if !m.deferred() || m.ask == nil || m.marked() || m.ask.Readonly {
		return nil
	}
	if err := m.looking.End(); err != nil {
		return err
	}
	was := m.session.Answers[m.at]
	var g quiz.Given
	if m.ask.Answered() {
		g = quiz.Given{Response: m.ask.Response(), Certainty: m.ask.Certainty, Hint: m.ask.Hint, Took: was.Took + m.act.Now().Sub(m.seen)}
	}
	if reflect.DeepEqual(g.Response, was.Response) && g.Certainty == was.Certainty && g.Hint == was.Hint {
		return nil
	}
	m.seen = m.act.Now()
	return m.act.Draft(ctx(), &m.session, m.at, g)
}

// next goes on after an answer. The last answer of study or taster ends the
// session.
func (m *model) next() (actions.Done, error) {
	if m.deferred() {
		return actions.Done{}, m.move(1)
	}
	next, err := m.following(m.at)
	if err != nil || m.session.Finished {
		return actions.Done{}, err
	}
	if next >= 0 {
		return actions.Done{}, m.show(next)
	}
	done, err := m.act.Finish(ctx(), &m.session)
	if err == nil {
		m.phase, m.ask = results, nil
	}
	return done, err
}

// move goes so many places on in a test, going round; what is chosen is saved
// first. Looking back at an adaptive session skips what was not asked.
func (m *model) move(by int) error {
	if err := m.keep(); err != nil {
		return err
	}
	n := len(m.session.Queue)
	at := (m.at + by + n) % n
	for m.session.Ask > 0 && at != m.at && !m.session.Answers[at].Answered() {
		at = (at + by + n) % n
	}
	return m.show(at)
}

// again brings the question on show back tomorrow.
func (m *model) again() (actions.Done, error) {
	if !m.marked() || m.ask.Question.ID.IsZero() {
		return actions.Done{}, nil
	}
	done, err := m.act.AskAgainSoon(ctx(), m.ask.Question.ID)
	if err == nil && m.attempt != nil {
		m.attempt = nil // it does not come back when the answer said
	}
	return done, err
}

// another puts the drill on show up with other numbers. Its answer is saved
// like any other, and does not count in the session.
func (m *model) another() error {
	if !m.drill() {
		return nil
	}
	before, err := m.act.Reader().Progress(ctx(), m.ask.Source.ID)
	if err != nil {
		return err
	}
	media, book := m.ask.Media, m.ask.Book
	m.ask = ask.New(m.ask.Source, quiz.ReviewSeed(m.ask.Source.ID, before.Reps))
	m.ask.Media, m.ask.Book, m.looking = media, book, actions.Looking{}
	m.extra, m.before, m.attempt, m.seen = true, before, nil, m.act.Now()
	return nil
}

// drill reports whether a marked drill is on show, of which another can be had.
func (m *model) drill() bool {
	return m.marked() && !m.session.Finished && m.ask.Source.Kind == quiz.Drill
}

// handIn marks the test.
func (m *model) handIn() (actions.Done, error) {
	if err := m.keep(); err != nil {
		return actions.Done{}, err
	}
	done, err := m.act.HandIn(ctx(), &m.session)
	if err != nil {
		return done, err
	}
	m.phase, m.ask = results, nil
	return done, nil
}

// leave goes back to the builder; the session stays on disk to be resumed.
func (m *model) leave() error {
	if err := m.keep(); err != nil {
		return err
	}
	m.ask = nil
	return m.build()
}

// discard ends an unfinished session for good; its answers stay.
func (m *model) discard(s quiz.Session) (actions.Done, error) {
	done, err := m.act.Finish(ctx(), &s)
	if err != nil {
		return done, err
	}
	return done, m.build()
}

// changed brings the model in line with what was done or undone elsewhere.
func (m *model) changed(c actions.Change) error {
	switch {
	case !c.Session.IsZero() && c.Session == m.session.ID && c.Undone:
		s, err := m.act.Reader().Session(ctx(), c.Session)
		if err != nil {
			return err
		}
		m.session, m.phase = s, asking
		return m.show(c.Index)
	case m.ask != nil && c.Question == m.ask.Question.ID && c.Kind != quiz.EventAttempt:
		return m.refresh()
	case m.phase == building:
		return m.build()
	}
	return nil
}

// refresh reads the question on show again. One that was edited meanwhile
// comes up anew, unless it is marked: then it stays as it was answered.
func (m *model) refresh() error {
	q, err := m.act.Reader().Question(ctx(), m.ask.Question.ID)
	if err != nil {
		return err
	}
	if !m.marked() && !reflect.DeepEqual(q, m.ask.Source) {
		return m.show(m.at)
	}
	m.state, err = m.act.StateOf(ctx(), q.ID)
	return err
}

// score is how many were right, of how many answered.
func (m *model) score() (right, answered int) {
	for _, g := range m.session.Answers {
		if !g.Attempt.IsZero() {
			answered++
			if quiz.VerdictOf(g.Mark) == quiz.Right {
				right++
			}
		}
	}
	return right, answered
}

// missed are the places that were answered and not right.
func (m *model) missed() []int {
	var places []int
	for i, g := range m.session.Answers {
		if !g.Attempt.IsZero() && quiz.VerdictOf(g.Mark) != quiz.Right {
			places = append(places, i)
		}
	}
	return places
}
