package library

import (
	"math"
	"slices"
	"strings"
	"time"

	"chartroom/quiz"
	"chartroom/storage"
)

// foundLimit is how many results a search for words lists; beyond them nobody
// reads, and ranking them would take longer than a key press may.
const foundLimit = 100

// entry is what the filters know of a question.
type entry struct {
	ID    quiz.QuestionID
	Bank  quiz.BankID
	Kind  quiz.Kind
	Level string
	Tags  []string
}

// shelf is a bank's questions in the order of its file.
type shelf struct {
	imported time.Time
	count    int
	entries  []entry
}

// index is every question of the library, bank by bank, and the states that
// the learner gave them.
type index struct {
	shelves map[quiz.BankID]shelf
	byID    map[quiz.QuestionID]entry
	order   []entry
	states  map[storage.State]map[quiz.QuestionID]bool
}

// indexed brings the index up to date: banks that did not change are kept.
func (m *model) indexed() error {
	r := m.act.Reader()
	old := m.index.shelves
	m.index = index{shelves: map[quiz.BankID]shelf{}, byID: map[quiz.QuestionID]entry{}, states: map[storage.State]map[quiz.QuestionID]bool{}}
	for _, b := range m.banks {
		s, ok := old[b.ID]
		if !ok || s.count != b.Count || !s.imported.Equal(b.Imported) {
			bank, err := r.BankQuestions(ctx(), b.ID)
			if err != nil {
				return err
			}
			s = shelf{imported: b.Imported, count: b.Count}
			for i := range bank.Questions {
				q := &bank.Questions[i]
				s.entries = append(s.entries, entry{ID: q.ID, Bank: q.Bank, Kind: q.Kind, Level: q.Tag("level"), Tags: q.Tags})
			}
		}
		m.index.shelves[b.ID] = s
		m.index.order = append(m.index.order, s.entries...)
	}
	for _, e := range m.index.order {
		m.index.byID[e.ID] = e
	}
	for _, s := range states[1:] {
		ids, err := r.Pick(ctx(), storage.Filter{State: s, Now: m.act.Now()}, math.MaxInt, m.act.Draw())
		if err != nil {
			return err
		}
		set := make(map[quiz.QuestionID]bool, len(ids))
		for _, id := range ids {
			set[id] = true
		}
		m.index.states[s] = set
	}
	return nil
}

// base is what the filters choose from: what the words find, best first, or
// every question.
func (m *model) base() ([]entry, error) {
	text := strings.TrimSpace(m.look.Text)
	if text == "" {
		return m.index.order, nil
	}
	hits, err := m.act.Reader().Search(ctx(), text, storage.Filter{}, foundLimit, 0)
	if err != nil {
		return nil, err
	}
	if len(hits) == foundLimit && m.look.filtered() { // more fit the filter than are among the best
		f := m.look.filter()
		f.Now = m.act.Now()
		if hits, err = m.act.Reader().Search(ctx(), text, f, foundLimit, 0); err != nil {
			return nil, err
		}
	}
	var out []entry
	for _, h := range hits {
		if e, ok := m.index.byID[h.ID]; ok {
			out = append(out, e)
		}
	}
	return out, nil
}

// fits reports whether a question passes the filters.
func (m *model) fits(l *look, e *entry) bool {
	return (len(l.Banks) == 0 || slices.Contains(l.Banks, e.Bank)) &&
		(l.Kind == "" || l.Kind == e.Kind) &&
		(l.Level == "" || l.Level == e.Level) &&
		(l.Domain == "" || slices.Contains(e.Tags, l.Domain)) &&
		(l.State == storage.StateAny || m.index.states[l.State][e.ID])
}

// search finds what fits, and keeps the chosen row within it.
func (m *model) search() error {
	m.ids = nil
	var err error
	if m.found, err = m.base(); err != nil {
		return err
	}
	if !m.overview() {
		for i := range m.found {
			if m.fits(&m.look, &m.found[i]) {
				m.ids = append(m.ids, m.found[i].ID)
			}
		}
	}
	m.at = max(0, min(m.at, m.length()-1))
	return nil
}

// count is how many questions fit.
func (m *model) count(l look) int {
	n := 0
	for i := range m.found {
		if m.fits(&l, &m.found[i]) {
			n++
		}
	}
	return n
}

// cut reports whether more was found than is listed.
func (m *model) cut() bool {
	return strings.TrimSpace(m.look.Text) != "" && len(m.found) >= foundLimit
}
