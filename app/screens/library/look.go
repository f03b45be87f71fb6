package library

import (
	"cmp"
	"slices"
	"strings"

	"chartroom/quiz"
	"chartroom/storage"
)

// look is what the learner looks for; zero = nothing in particular, and the
// banks are shown.
type look struct {
	Text   string
	Banks  []quiz.BankID // one, or none for all
	Domain string        // tag: "rhit:2"
	Kind   quiz.Kind
	Level  string // "application"
	State  storage.State
	All    bool // list everything, though nothing is set
}

// empty reports whether there is nothing to look for.
func (l *look) empty() bool {
	return strings.TrimSpace(l.Text) == "" && !l.filtered() && !l.All
}

// filtered reports whether a filter is set.
func (l *look) filtered() bool {
	return len(l.Banks) > 0 || l.Domain != "" || l.Kind != "" || l.Level != "" || l.State != storage.StateAny
}

// filter is the part that storage's filter knows.
func (l *look) filter() storage.Filter {
	f := storage.Filter{Banks: l.Banks, Domain: l.Domain, Level: l.Level, State: l.State}
	if l.Kind != "" {
		f.Kinds = []quiz.Kind{l.Kind}
	}
	return f
}

// facet is one thing to filter by.
type facet uint8

const (
	byBank facet = iota
	byDomain
	byKind
	byLevel
)

// facets are all of them, as they stand beside each other.
var facets = []facet{byBank, byDomain, byKind, byLevel}

// choice is one value of a facet, and how many questions have it; the value
// "" is any.
type choice struct {
	Value, Word string
	Count       int
	On          bool
}

// title is what the facet is called.
func (f facet) title() string {
	return [...]string{"Bank", "Domain", "Kind", "Level"}[f]
}

// value is what is chosen of the facet, "" for any.
func (l *look) value(f facet) string {
	switch f {
	case byBank:
		if len(l.Banks) > 0 {
			return string(l.Banks[0])
		}
		return ""
	case byDomain:
		return l.Domain
	case byKind:
		return string(l.Kind)
	}
	return l.Level
}

// choose sets a facet's value, "" for any.
func (l *look) choose(f facet, value string) {
	switch f {
	case byBank:
		l.Banks = nil
		if value != "" {
			l.Banks = []quiz.BankID{quiz.BankID(value)}
		}
	case byDomain:
		l.Domain = value
	case byKind:
		l.Kind = quiz.Kind(value)
	case byLevel:
		l.Level = value
	}
}

// word is what stands on the facet: its title, or what is chosen.
func (m *model) word(f facet) string {
	v := m.look.value(f)
	if v == "" {
		return f.title()
	}
	return m.valueWord(f, v)
}

func (m *model) valueWord(f facet, v string) string {
	switch f {
	case byBank:
		if b := m.bank(quiz.BankID(v)); b != nil {
			return b.Name
		}
	case byDomain:
		if d := m.domain(v); d != nil {
			_, number, _ := strings.Cut(v, ":")
			return number + "  " + d.Name
		}
	case byKind:
		return kindWord(quiz.Kind(v))
	}
	return v
}

// choices are a facet's values with how many questions each would leave, the
// other filters and the text as they are.
func (m *model) choices(f facet) []choice {
	var values []string
	switch f {
	case byBank:
		for _, b := range m.banks {
			values = append(values, string(b.ID))
		}
	case byDomain:
		if b := m.blueprint(); b != nil {
			for _, d := range b.Domains {
				values = append(values, d.ID)
			}
		}
	case byKind:
		for _, k := range quiz.Kinds {
			values = append(values, string(k))
		}
	case byLevel:
		for i := range m.index.order {
			for _, t := range m.index.order[i].Topics {
				if l, ok := strings.CutPrefix(t, "level:"); ok && !slices.Contains(values, l) {
					values = append(values, l)
				}
			}
		}
		slices.SortFunc(values, func(a, b string) int { return cmp.Or(cmp.Compare(depth(a), depth(b)), cmp.Compare(a, b)) })
	}
	now := m.look.value(f)
	out := []choice{{Word: "Any " + strings.ToLower(f.title()), On: now == ""}}
	for _, v := range values {
		try := m.look
		try.choose(f, v)
		n := m.count(try)
		if n > 0 || v == now {
			out = append(out, choice{Value: v, Word: m.valueWord(f, v), Count: n, On: v == now})
		}
	}
	return out
}

// depth orders levels as exams do: what is known, what is applied, what is
// worked out.
func depth(level string) int {
	i := slices.Index([]string{"recall", "application", "analysis"}, level)
	if i < 0 {
		return 3
	}
	return i
}

// states are the segments over the list.
var states = []storage.State{storage.StateAny, storage.StateNew, storage.StateWrong, storage.StateFlagged, storage.StateDue, storage.StateSuspended}

// stateWord is what a state is called.
func stateWord(s storage.State) string {
	switch s {
	case storage.StateAny:
		return "all"
	case storage.StateWrong:
		return "wrong before"
	case storage.StateNoted:
		return "note"
	}
	return string(s)
}

// stateCounts are how many questions each state would leave.
func (m *model) stateCounts() []choice {
	var out []choice
	for _, s := range states {
		try := m.look
		try.State = s
		out = append(out, choice{Value: string(s), Word: stateWord(s), Count: m.count(try), On: s == m.look.State && !m.overview()})
	}
	return out
}

// blueprint is that of the learner's exam, or nil.
func (m *model) blueprint() *quiz.Blueprint {
	exam := m.act.Setting(quiz.SettingExam)
	if exam == "" && len(m.blueprints) > 0 {
		return &m.blueprints[0]
	}
	return quiz.BlueprintOf(m.blueprints, exam)
}

// domain is the domain that a tag "rhit:2" names, or nil.
func (m *model) domain(tag string) *quiz.Domain {
	for i := range m.blueprints {
		for k := range m.blueprints[i].Domains {
			if d := &m.blueprints[i].Domains[k]; d.ID == tag {
				return d
			}
		}
	}
	return nil
}

// domainOf is the domain of the learner's exam that a question belongs to:
// its tag, and in short words, "RHIT 2"; both empty if it has none.
func (m *model) domainOf(q *quiz.Question) (tag, word string) {
	b := m.blueprint()
	if b == nil {
		return "", ""
	}
	id := q.Tag(b.Credential)
	if id == "" {
		return "", ""
	}
	return b.Credential + ":" + id, b.Name + " " + id
}
