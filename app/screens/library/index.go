package library

import (
	"slices"
	"strings"

	"chartroom/quiz"
	"chartroom/storage"
)

// foundLimit is how many results a search for words lists; beyond them nobody
// reads, and ranking them would take longer than a key press may.
const foundLimit = 100

// entry is what the filters know of a question.
type entry = storage.Entry

// index is every question of the library, bank by bank.
type index struct {
	byID  map[quiz.QuestionID]*entry
	order []entry
}

// indexed reads the index anew, in the order of the banks.
func (m *model) indexed() error {
	all, err := m.act.Reader().Entries(ctx(), m.act.Now())
	if err != nil {
		return err
	}
	place := make(map[quiz.BankID]int, len(m.banks))
	for i, b := range m.banks {
		place[b.ID] = i
	}
	slices.SortStableFunc(all, func(a, b entry) int { return place[a.Bank] - place[b.Bank] })
	m.index = index{byID: make(map[quiz.QuestionID]*entry, len(all)), order: all}
	for i := range all {
		m.index.byID[all[i].Question] = &all[i]
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
			out = append(out, *e)
		}
	}
	return out, nil
}

// fits reports whether a question passes the filters.
func (m *model) fits(l *look, e *entry) bool {
	return (len(l.Banks) == 0 || slices.Contains(l.Banks, e.Bank)) &&
		(l.Kind == "" || l.Kind == e.Kind) &&
		(l.Level == "" || slices.Contains(e.Topics, "level:"+l.Level)) &&
		(l.Domain == "" || slices.Contains(e.Topics, l.Domain)) &&
		e.In(l.State)
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
				m.ids = append(m.ids, m.found[i].Question)
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
