package exam

import (
	"slices"

	"chartroom/app/actions"
	"chartroom/app/ask"
	"chartroom/quiz"
)

// walk is a way through the items of an exam that was handed in.
type walk struct {
	kind   quiz.Walk
	places []int
	at     int // among places
	ask    *ask.Model
	broken error // why the question cannot be shown
}

// place is the place on show.
func (w *walk) place() int { return w.places[w.at] }

// stroll begins a walk, at the item whose place is from or the first after it;
// it reports whether there is anything to walk through.
func (m *model) stroll(kind quiz.Walk, from int) (bool, error) {
	places := m.after.exam.Walk(kind)
	if len(places) == 0 {
		return false, nil
	}
	at, _ := slices.BinarySearch(places, from)
	m.walk = walk{kind: kind, places: places, at: min(at, len(places)-1)}
	m.phase = walking
	return true, m.step(0)
}

// step goes so many items on; beyond the last one the walk is over.
func (m *model) step(by int) error {
	w := &m.walk
	if w.at+by < 0 {
		return nil
	}
	if w.at+by >= len(w.places) {
		m.phase = outcome
		return nil
	}
	w.at += by
	w.ask, w.broken = nil, nil
	e := &m.after.exam
	item, err := itemOf(m.act, e.Queue[w.place()])
	if err != nil {
		w.broken = err
		if gone(err) {
			return nil
		}
		return err
	}
	item.Resume(e.Answers[w.place()])
	item.Readonly = true
	item.Show()
	w.ask = item
	return nil
}

// wrong reports whether the item on show was not wholly right.
func (m *model) wrong() bool {
	return m.after.result.Places[m.walk.place()].Verdict != quiz.Right
}

// blame keeps why the answer on show was wrong; the same cause again takes it
// away.
func (m *model) blame(c quiz.Cause) (actions.Done, error) {
	if !m.wrong() {
		return actions.Done{}, nil
	}
	place := m.walk.place()
	if m.after.exam.Answers[place].Cause == c {
		c = quiz.Uncaused
	}
	return m.act.AssignCause(ctx(), m.after.exam.ID, place, c)
}

// followed brings the result in line with a cause that was given or taken back,
// or with marks that changed.
func (m *model) followed(c actions.Change) error {
	if m.phase != outcome && m.phase != walking {
		return nil
	}
	if c.Kind != quiz.EventRemark && c.Session != m.after.exam.ID {
		return nil
	}
	phase := m.phase
	if err := m.open(m.after.exam.ID); err != nil {
		return err
	}
	m.phase = phase
	if phase != walking {
		return nil
	}
	if c.Kind != quiz.EventCause {
		return m.step(0)
	}
	was := m.walk.at
	if at := slices.Index(m.walk.places, c.Index); at >= 0 {
		m.walk.at = at
	}
	if was == m.walk.at && m.walk.ask != nil {
		return nil // the page stays where it is scrolled to
	}
	return m.step(0)
}
