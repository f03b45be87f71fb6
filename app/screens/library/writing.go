package library

import (
	"errors"
	"fmt"
	"slices"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
)

// edit opens the editor on the question on the page, with the other cards of
// its fact.
func (m *model) edit() error {
	q := m.detail.Question
	d := newDraft(q)
	if q.Kind == quiz.Flip {
		if err := m.gather(d); err != nil {
			return err
		}
	}
	m.draft, m.page = d, editing
	return nil
}

// gather finds the cards that are written together with a draft's.
func (m *model) gather(d *draft) error {
	r := m.act.Reader()
	if len(d.before.Gaps) > 0 {
		ids, err := r.Siblings(ctx(), d.before.ID)
		if err != nil {
			return err
		}
		others, err := r.Questions(ctx(), ids)
		if err != nil {
			return err
		}
		d.withFamily(append(others, d.before))
		return nil
	}
	twin, err := r.Question(ctx(), quiz.NewQuestionID(d.before.Bank, twinKey(d.before.Key)))
	if errors.Is(err, storage.ErrNotFound) {
		return nil
	}
	if err == nil {
		d.withTwin(twin)
	}
	return err
}

// compose opens the editor on a new question of a bank; like is the one
// before it, or nil.
func (m *model) compose(bank quiz.BankID, like *quiz.Question) {
	k := m.kind
	if k == "" {
		k = quiz.Choice
	}
	m.draft, m.page = freshDraft(m.act.NewQuestion(bank, k), like), editing
}

// about makes a new question one about a record; nil changes nothing.
func (d *draft) about(record *quiz.Question) {
	if record != nil && record.Kind == quiz.Description {
		d.setTag("record", "record:"+record.Key)
		d.start = d.written.clone()
	}
}

// home is the bank that a new question goes into: of the list, the chosen row
// or the question on the page; "" if it is not clear or came with the app.
func (m *model) home() quiz.BankID {
	var id quiz.BankID
	switch {
	case m.page == reading && m.detail != nil:
		id = m.detail.Question.Bank
	case len(m.look.Banks) == 1:
		id = m.look.Banks[0]
	case m.overview() && len(m.banks) > 0:
		id = m.banks[m.at].ID
	case !m.overview() && len(m.ids) > 0:
		id = m.index.byID[m.ids[m.at]].Bank
	}
	if id == "" || m.builtin(id) {
		return ""
	}
	return id
}

// own are the banks that questions can be written into.
func (m *model) own() []storage.BankHead {
	return slices.DeleteFunc(slices.Clone(m.banks), func(b storage.BankHead) bool { return b.Builtin })
}

// save saves the draft, if it is a question that can be asked. Nothing typed
// is lost when it is not.
func (m *model) save() (actions.Done, error) {
	d := m.draft
	if !d.changed() && !d.fresh {
		return actions.Done{}, m.drop()
	}
	made, err := d.questions()
	if err != nil {
		return actions.Done{}, err
	}
	done, err := m.write(made)
	if err != nil {
		return actions.Done{}, err
	}
	done.Say = "Saved. Your progress on it is as it was."
	if d.fresh {
		done.Say, done.Label = "Saved.", "new question"
		if len(made.write) > 1 {
			done.Say = fmt.Sprintf("Saved: %d cards of it.", len(made.write))
		}
	}
	m.kind, m.draft = d.before.Kind, nil
	id := made.write[0].ID
	if m.detail != nil && m.detail.Question.ID == id {
		m.page = reading
		return done, nil
	}
	if err := m.load(); err != nil {
		return done, err
	}
	if !slices.Contains(m.ids, id) {
		bank := made.write[0].Bank
		if err := m.set(func(l *look) { *l = look{}; l.Banks = []quiz.BankID{bank} }); err != nil {
			return done, err
		}
	}
	m.at = max(0, slices.Index(m.ids, id))
	return done, m.show(id)
}

func (m *model) write(made made) (actions.Done, error) {
	if len(made.write) == 1 && len(made.gone) == 0 && !m.draft.fresh {
		return m.act.Correct(ctx(), made.write[0])
	}
	if len(made.gone) > 0 {
		return m.act.Rewrite(ctx(), quiz.QuestionID{}, made.write, made.gone)
	}
	return m.act.Write(ctx(), quiz.QuestionID{}, made.write...)
}

// drop leaves the editor without saving.
func (m *model) drop() error {
	fresh := m.draft.fresh
	m.draft = nil
	if fresh && m.detail == nil {
		m.page = listing
		return m.load()
	}
	m.page = reading
	return m.reread()
}
