package library

import (
	"slices"
	"strings"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
)

// practice is the filter of what is listed, for Practice to build with.
func (m *model) practice() storage.Filter {
	if m.overview() {
		return storage.Filter{Banks: []quiz.BankID{m.banks[m.at].ID}}
	}
	return m.look.filter()
}

// practisable are the questions that “Practise these” would ask: of those
// listed or, in the overview, of the chosen bank.
func (m *model) practisable() []quiz.QuestionID {
	var out []quiz.QuestionID
	if m.overview() {
		if len(m.banks) > 0 {
			return m.markedOf(m.banks[m.at].ID)
		}
		return nil
	}
	for _, id := range m.ids {
		if e := m.index.byID[id]; slices.Contains(quiz.MarkedKinds, e.Kind) && !e.In(storage.StateSuspended) {
			out = append(out, id)
		}
	}
	return out
}

// markedOf are the questions of a bank that practice can mark.
func (m *model) markedOf(bank quiz.BankID) []quiz.QuestionID {
	var out []quiz.QuestionID
	for _, e := range m.index.order {
		if e.Bank == bank && slices.Contains(quiz.MarkedKinds, e.Kind) {
			out = append(out, e.Question)
		}
	}
	return out
}

// start begins a session of what the words have found, best first: a filter
// cannot say it.
func (m *model) start() (quiz.Session, actions.Done, error) {
	title := "Practice: " + strings.TrimSpace(m.look.Text)
	ids := m.practisable()
	return m.act.StartSessionOf(ctx(), quiz.ModeStudy, title, ids[:min(len(ids), sessionLimit)])
}

// sessionLimit is how many questions one sitting of practice brings at most.
const sessionLimit = 25
