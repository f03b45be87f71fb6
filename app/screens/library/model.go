package library

import (
	"context"
	"errors"
	"slices"
	"strings"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
)

// page is what the screen shows.
type page uint8

const (
	listing    page = iota // banks, or what a search has found
	reading                // one question
	editing                // one question, in the editor
	previewing             // a file that may be imported
	exporting              // a bank that may be written to a file
	replacing              // words to be found and replaced
	comparing              // what a question was before
	pairing                // questions that say nearly the same
)

// findLimit is how many things the library offers to Ctrl+K.
const findLimit = 5

// model is the library on the screen. It lives as long as the window.
type model struct {
	act        *actions.Actions
	blueprints []quiz.Blueprint

	page  page
	look  look
	banks []storage.BankHead
	index index
	found []entry           // what the words find, or every question; filters choose from it
	ids   []quiz.QuestionID // what fits, in order; empty in the overview
	at    int               // chosen row: of ids, or of banks in the overview
	off   bool              // the question on the page has left the list; at is the one after it
	rows  map[quiz.QuestionID]row

	picked map[quiz.QuestionID]bool // chosen besides the row
	kind   quiz.Kind                // of the question written last

	swap     *swap
	versions *versions
	near     *near
	detail   *detail
	draft    *draft
	incoming *incoming
	outgoing *outgoing
}

func ctx() context.Context { return context.Background() }

// load reads everything that is on show.
func (m *model) load() error {
	var err error
	if m.banks, err = m.act.Reader().Banks(ctx(), false); err != nil {
		return err
	}
	m.rows = map[quiz.QuestionID]row{}
	m.look.Banks = slices.DeleteFunc(m.look.Banks, func(id quiz.BankID) bool { return m.bank(id) == nil })
	if err := m.indexed(); err != nil {
		return err
	}
	if err := m.search(); err != nil {
		return err
	}
	if m.near != nil {
		m.near.trim(func(id quiz.QuestionID) bool { return m.index.byID[id] != nil })
	}
	if m.page == reading {
		return m.reread()
	}
	return nil
}

// overview reports whether there is nothing to search, so that the banks
// themselves are listed.
func (m *model) overview() bool { return m.look.empty() }

// length is how many rows are listed.
func (m *model) length() int {
	if m.overview() {
		return len(m.banks)
	}
	return len(m.ids)
}

// bank is the head of a bank, or nil.
func (m *model) bank(id quiz.BankID) *storage.BankHead {
	for i := range m.banks {
		if m.banks[i].ID == id {
			return &m.banks[i]
		}
	}
	return nil
}

// builtin reports whether a bank of this id came with the app.
func (m *model) builtin(id quiz.BankID) bool {
	b := m.bank(id)
	return b != nil && b.Builtin
}

// set changes what is looked for, and starts at the top.
func (m *model) set(change func(*look)) error {
	change(&m.look)
	m.at = 0
	return m.search()
}

// clear takes text and filters away.
func (m *model) clear() error { return m.set(func(l *look) { *l = look{} }) }

// move goes up or down the list; it reports whether the row changed.
func (m *model) move(by int) bool {
	was := m.at
	m.at = max(0, min(m.at+by, m.length()-1))
	return m.at != was
}

// open shows the chosen row: a bank's questions, or a question.
func (m *model) open() error {
	switch {
	case m.length() == 0:
		return nil
	case m.overview():
		return m.openBank(m.banks[m.at].ID)
	}
	return m.show(m.ids[m.at])
}

// openBank lists a bank's questions.
func (m *model) openBank(id quiz.BankID) error {
	m.page, m.off = listing, false
	if err := m.load(); err != nil {
		return err
	}
	if m.bank(id) == nil {
		return errors.New("open the bank: it is not in the library any more")
	}
	return m.set(func(l *look) { *l = look{}; l.Banks = []quiz.BankID{id} })
}

// openOnly shows one question, away from any list.
func (m *model) openOnly(id quiz.QuestionID) error {
	if err := m.load(); err != nil {
		return err
	}
	if err := m.show(id); err != nil {
		return err
	}
	if i := slices.Index(m.ids, id); i >= 0 {
		m.at = i
		return nil
	}
	bank := m.detail.Question.Bank
	if err := m.set(func(l *look) { *l = look{}; l.Banks = []quiz.BankID{bank} }); err != nil {
		return err
	}
	m.at = max(0, slices.Index(m.ids, id))
	return nil
}

// target is the place that a step leads to; it may be none.
func (m *model) target(by int) int {
	if m.off && by > 0 {
		by--
	}
	return m.at + by
}

// canStep reports whether there is a question before (-1) or after (1).
func (m *model) canStep(by int) bool {
	to := m.target(by)
	return !m.overview() && to >= 0 && to < len(m.ids)
}

// step shows the question before or after, if there is one.
func (m *model) step(by int) error {
	if !m.canStep(by) {
		return nil
	}
	to := m.target(by)
	if err := m.show(m.ids[to]); err != nil {
		return err
	}
	m.at, m.off = to, false
	return nil
}

// busy says what has to end before something else is opened, or nil.
func (m *model) busy() error {
	if m.page == editing && m.draft.changed() {
		return errors.New("open it: a question is being edited; save or cancel that first")
	}
	return nil
}

// back goes to the list.
func (m *model) back() error {
	m.page, m.detail, m.off = listing, nil, false
	return m.load()
}

// find is what Ctrl+K offers: banks by name, then questions.
func (m *model) find(text string) ([]storage.BankHead, []storage.Hit) {
	r := m.act.Reader()
	all, err := r.Banks(ctx(), false)
	if err != nil {
		return nil, nil
	}
	var banks []storage.BankHead
	for _, b := range all {
		if strings.Contains(strings.ToLower(b.Name), strings.ToLower(strings.TrimSpace(text))) && len(banks) < 2 {
			banks = append(banks, b)
		}
	}
	m.banks = all
	hits, err := r.Search(ctx(), text, storage.Filter{}, findLimit-len(banks), 0)
	if err != nil {
		return banks, nil
	}
	return banks, hits
}

// changed brings the model in line with what was done or undone. What is
// being typed stays.
func (m *model) changed() error {
	return m.load()
}
