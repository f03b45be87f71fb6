package codes

import (
	"slices"

	"chartroom/quiz/codebook"
)

// purpose is why something is opened.
type purpose uint8

const (
	toGlance purpose = iota // it is under the cursor
	toRead                  // the learner asked for it: Back leads back to what was before
)

// place is somewhere in the books that one can go back to.
type place struct {
	Book  codebook.Book
	Way   way
	Code  string
	Of    *codebook.Node    // a chapter or block
	Term  *codebook.TermHit // an index line
	Index codebook.Index
}

// same reports whether two places show the same.
func (p *place) same(q *place) bool {
	if p.Book != q.Book || p.Code != q.Code || (p.Of == nil) != (q.Of == nil) || (p.Term == nil) != (q.Term == nil) {
		return false
	}
	return (p.Of == nil || p.Of.Of == q.Of.Of) && (p.Term == nil || p.Term.ID == q.Term.ID)
}

// trail is where the learner has been.
type trail struct {
	places []place
	at     int // of places
}

// trailLimit is how many places are kept.
const trailLimit = 100

// add goes on from here; what lay ahead is forgotten.
func (t *trail) add(p place) {
	if len(t.places) > 0 {
		if t.places[t.at].same(&p) {
			return
		}
		t.places = t.places[:t.at+1]
	}
	t.places = append(t.places, p)
	if over := len(t.places) - trailLimit; over > 0 {
		t.places = slices.Delete(t.places, 0, over)
	}
	t.at = len(t.places) - 1
}

// can reports whether one can go back (-1) or forward (1).
func (t *trail) can(by int) bool { return t.at+by >= 0 && t.at+by < len(t.places) }

// step goes back or forward.
func (m *model) step(by int) error {
	if !m.trail.can(by) {
		return nil
	}
	m.trail.at += by
	m.front = true
	return m.visit(m.trail.places[m.trail.at])
}

// open shows a place.
func (m *model) open(p place, for_ purpose) error {
	if for_ == toRead {
		if m.here != nil && !m.opened.empty() { // what was only under the cursor
			m.trail.add(*m.here)
		}
		m.trail.add(p)
		m.front = true
	}
	if err := m.show(p); err != nil || for_ != toRead || m.opened.entry == nil {
		return err
	}
	return m.own.see(m.act, p.Book.Set, p.Code)
}

// show reads what is at a place.
func (m *model) show(p place) error {
	var o opened
	var err error
	switch {
	case p.Code != "":
		o, err = m.entry(p.Book, p.Code)
	case p.Of != nil:
		o, err = m.nodeOf(p.Book, *p.Of)
	}
	if err != nil {
		return err
	}
	if p.Term != nil {
		o.term, o.index = p.Term, p.Index
	}
	m.opened, m.here = o, &p
	return nil
}

// visit goes to a place with all that stands beside it: the book, the way of
// looking, and the line in the list.
func (m *model) visit(p place) error {
	if p.Book != m.book {
		m.book, m.left = p.Book, codebook.Book{}
		m.tree, m.terms, m.build = tree{}, terms{}, build{}
	}
	if m.way != p.Way {
		if err := m.enter(p.Way); err != nil {
			return err
		}
	}
	if err := m.show(p); err != nil {
		return err
	}
	switch {
	case p.Way == byIndex && p.Term != nil:
		return m.revealTerm(p.Index, p.Term)
	case p.Way == byCode && m.opened.entry != nil && !m.searching():
		return m.reveal(m.opened.entry)
	}
	return nil
}

// follow goes from what is read to a code that it names.
func (m *model) follow(b codebook.Book, code string) error {
	p := place{Book: b, Way: byCode, Code: code}
	if err := m.open(p, toRead); err != nil {
		return err
	}
	m.hits = hits{}
	m.list = contents
	return m.visit(p)
}

// followTerm goes to an index line.
func (m *model) followTerm(b codebook.Book, t *codebook.TermHit) error {
	p := place{Book: b, Way: byIndex, Index: t.Term.Index, Term: t, Code: readable(b.Set, t.Term.Code)}
	if err := m.open(p, toRead); err != nil {
		return err
	}
	return m.visit(p)
}
