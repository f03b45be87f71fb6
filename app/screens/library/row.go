package library

import (
	"chartroom/quiz"
	"chartroom/storage"
)

// row is a question in a list.
type row struct {
	ID     quiz.QuestionID
	Kind   quiz.Kind
	Title  string // the first line of the stem, as it is written
	Markup quiz.Markup
	Bank   string
	Domain string // short: "RHIT 2"
	Level  string
	States []storage.State // what the learner has to do with it
}

// row reads a listed question, once.
func (m *model) row(id quiz.QuestionID) row {
	if r, ok := m.rows[id]; ok {
		return r
	}
	r, err := m.readRow(id)
	if err != nil {
		r = row{ID: id, Title: "This question could not be read."}
	}
	m.rows[id] = r
	return r
}

func (m *model) readRow(id quiz.QuestionID) (row, error) {
	q, err := m.act.Reader().Question(ctx(), id)
	if err != nil {
		return row{}, err
	}
	states, err := m.statesOf(&q)
	out := row{ID: id, Kind: q.Kind, Title: stemText(&q), Markup: q.Markup, Level: q.Tag("level"), States: states}
	if b := m.bank(q.Bank); b != nil {
		out.Bank = b.Name
	}
	_, out.Domain = m.domainOf(&q)
	return out, err
}

// statesOf is what a list says of a question: flagged, due, and so on.
func (m *model) statesOf(q *quiz.Question) ([]storage.State, error) {
	r := m.act.Reader()
	marks, err := r.Marks(ctx(), q.ID)
	if err != nil {
		return nil, err
	}
	p, err := r.Progress(ctx(), q.ID)
	if err != nil {
		return nil, err
	}
	var all []storage.State
	if marks.Suspended {
		all = append(all, storage.StateSuspended)
	}
	if marks.Flag {
		all = append(all, storage.StateFlagged)
	}
	if marks.Note != "" {
		all = append(all, storage.StateNoted)
	}
	switch {
	case marks.Suspended, !q.Kind.Asked():
	case p.New():
		all = append(all, storage.StateNew)
	case !p.Due.After(m.act.Now()):
		all = append(all, storage.StateDue)
	}
	return all, nil
}
