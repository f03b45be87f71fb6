package exam

import (
	"errors"
	"maps"
	"reflect"
	"slices"
	"time"

	"chartroom/app/actions"
	"chartroom/app/ask"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// room is an exam that goes on. What it holds besides the sitting is on the
// screen only, and is made again from the sitting at any time.
type room struct {
	sitting  *actions.Sitting
	ask      *ask.Model // nil on the page for reviewing, and where the question is gone
	broken   error      // why the question cannot be shown
	striking bool       // the next letter strikes an option out
	notices  []string   // about time; until another item is turned to
	noMap    bool       // the map is put away

	mapChosen bool // the learner has put it away or shown it

	looking actions.Looking // what is looked up beside the item on show
}

// justNow is how old a notice may be that is said as something new.
const justNow = 5 * time.Second

func (r *room) exam() *quiz.Exam { return &r.sitting.Exam }

// reviewing reports whether the page for reviewing is on show.
func (r *room) reviewing() bool { return r.exam().At >= len(r.exam().Queue) }

// show makes the item on show from what is on disk.
func (r *room) show(act *actions.Actions) error {
	r.ask, r.broken, r.striking, r.looking = nil, nil, false, actions.Looking{}
	e := r.exam()
	if r.reviewing() {
		return nil
	}
	place := e.Queue[e.At]
	m, err := itemOf(act, place)
	if err != nil {
		r.broken = err
		if gone(err) {
			return nil // it is passed by
		}
		return err
	}
	g := e.Answers[e.At]
	m.Resume(g)
	for _, option := range g.Struck {
		m.Struck[option] = true
	}
	m.Readonly = e.MayAnswer(e.At) != nil
	if !m.Readonly {
		r.looking = act.ExamLookUps(ctx(), r.sitting, e.At)
	}
	r.ask = m
	return nil
}

// itemOf is the question at a place, as the place's seed puts it, with the
// record that it is about.
func itemOf(act *actions.Actions, place quiz.Place) (*ask.Model, error) {
	q, err := act.Reader().Question(ctx(), place.Question)
	if err != nil {
		return nil, err
	}
	record, err := act.Record(ctx(), &q)
	if err != nil {
		return nil, err
	}
	m := ask.New(q, place.Seed)
	m.Media = func(hash string) (quiz.Media, error) { return act.Reader().Media(ctx(), hash) }
	m.Record, m.Book = record, act.Books()
	return m, nil
}

// given is all that is at the item on show, as the screen has it.
func (r *room) given() quiz.Given {
	g := r.exam().Answers[r.exam().At]
	if r.ask == nil {
		return g
	}
	if now := r.ask.Response(); !now.Same(g.Response) {
		g.Response = now
	}
	g.Certainty = r.ask.Certainty
	struck := map[int]bool{}
	for option, on := range r.ask.Struck {
		if on {
			struck[option] = true
		}
	}
	g.Struck = slices.Sorted(maps.Keys(struck))
	if len(g.Struck) == 0 {
		g.Struck = nil
	}
	return g
}

// keep saves what is at the item on show, unless it is saved already.
func (r *room) keep(act *actions.Actions) (actions.Done, error) {
	if err := r.looking.End(); err != nil {
		return actions.Done{}, err
	}
	return r.change(act, func(*quiz.Given) {})
}

// change saves what is at the item on show, with a change. Only what was saved
// shows as such.
func (r *room) change(act *actions.Actions, change func(*quiz.Given)) (actions.Done, error) {
	if r.reviewing() || r.ask != nil && r.ask.Readonly {
		return actions.Done{}, nil
	}
	e := r.exam()
	g := r.given()
	change(&g)
	if reflect.DeepEqual(g, e.Answers[e.At]) {
		return actions.Done{}, nil
	}
	return act.ExamAnswer(ctx(), r.sitting, e.At, g)
}

// certain keeps how sure the learner is; saying it again takes it back.
func (r *room) certain(act *actions.Actions, c quiz.Certainty) (actions.Done, error) {
	if r.ask == nil || r.ask.Readonly {
		return actions.Done{}, nil
	}
	was := r.ask.Certainty
	if was == c {
		c = quiz.Unsaid
	}
	r.ask.Certainty = c
	done, err := r.keep(act)
	if err != nil {
		r.ask.Certainty = was
	}
	return done, err
}

// turn goes to another place. What is on the screen is saved first; if that
// fails, the item stays. One that cannot be saved because the time is over is
// left as it is on disk.
func (r *room) turn(act *actions.Actions, place int) error {
	if _, err := r.keep(act); err != nil && !errors.Is(err, quiz.ErrNoWayBack) {
		return err
	}
	if err := act.ExamGo(ctx(), r.sitting, place); err != nil {
		return err
	}
	r.notices = nil
	return r.show(act)
}

// undone shows the item at which a change was taken back.
func (r *room) undone(act *actions.Actions, place int) error {
	if place != r.exam().At && r.exam().MayGo(place) == nil {
		if err := act.ExamGo(ctx(), r.sitting, place); err != nil {
			return err
		}
	}
	return r.show(act)
}

// tick is what a second brings.
func (r *room) tick(act *actions.Actions) (actions.Beat, error) {
	b, err := act.Beat(ctx(), r.sitting)
	if err == nil && b.Notice != nil {
		r.notices = append(r.notices, b.Notice.String())
	}
	return b, err
}

// cells is the exam as its map shows it.
func (r *room) cells() []widgets.MapCell {
	e := r.exam()
	cells := make([]widgets.MapCell, len(e.Queue))
	for i, g := range e.Answers {
		cells[i] = widgets.MapCell{Answered: g.Answered(), Flagged: g.Flagged, Unseen: !e.Seen[i], Closed: r.closed(i)}
	}
	return cells
}

// closed reports whether an item cannot be gone back to any more.
func (r *room) closed(place int) bool {
	return place < r.exam().At && r.exam().MayGo(place) != nil
}

// left is the places of which keep says true.
func (r *room) left(keep func(place int, g *quiz.Given) bool) []int {
	var places []int
	for i := range r.exam().Answers {
		if keep(i, &r.exam().Answers[i]) {
			places = append(places, i)
		}
	}
	return places
}

// open are the items without an answer, flagged those to come back to.
func (r *room) open() []int { return r.left(func(_ int, g *quiz.Given) bool { return !g.Answered() }) }

func (r *room) flagged() []int { return r.left(func(_ int, g *quiz.Given) bool { return g.Flagged }) }

// closing is how many items without an answer turning to a place would close
// for good.
func (r *room) closing(place int) int {
	e := r.exam()
	if !e.Closes(place) {
		return 0
	}
	from, to := e.At, min(place, len(e.Queue))
	if e.Setup.Rule.Moves == quiz.MoveSections {
		from = 0
		for _, begins := range e.Setup.Sections {
			if begins <= e.At {
				from = begins
			}
			if begins > e.At {
				to = min(begins, len(e.Queue))
				break
			}
		}
	}
	n := 0
	for i := from; i < to; i++ {
		answered := e.Answers[i].Answered()
		if i == e.At && r.ask != nil {
			answered = !r.ask.Response().IsZero()
		}
		if !answered {
			n++
		}
	}
	return n
}
