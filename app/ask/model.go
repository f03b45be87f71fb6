// Package ask puts one question to the learner: what is shown of it, what is
// chosen or typed so far, and what it looks like once marked. Review and
// practice share it. It decides nothing and saves nothing.
package ask

import (
	"slices"

	"chartroom/quiz"
)

// Model is one question on the screen. It knows no widget.
type Model struct {
	Question quiz.Question
	Source   quiz.Question // as it is stored: a drill, where Question is what it makes
	Order    []int         // options as shown: Order[0] is the index of the one with letter A

	Chosen    []int // indices into Question.Options, in the order chosen; order: nil until something was moved
	Struck    map[int]bool
	Text      string
	Gaps      []string // cloze, table: one a gap; build: the pieces so far; match: one partner an option with a text
	Tray      []string // build: what there is to choose from; match: the partners
	Point     *quiz.Point
	Certainty quiz.Certainty
	Hint      bool

	Shown    bool         // flip: the back is on show
	Result   *quiz.Result // nil until marked
	Explain  bool         // marked, and options carry their explanations
	Readonly bool         // looking back; nothing can be changed

	Record *quiz.Question // what the question is about, shown above it; nil = nothing
	Failed error          // why the question cannot be asked; nil = it can

	// Media finds the pictures that the question shows; nil = they are said in
	// words.
	Media func(hash string) (quiz.Media, error)

	// Book says of a wrong code whether there is such a code; nil = nobody does.
	Book quiz.CodeBook
}

// New is a question not touched yet, as it is put with a seed: its options in
// the order and its values as the seed draws them.
func New(q quiz.Question, seed uint64) *Model {
	source := q
	q, err := quiz.Instance(q, seed)
	m := &Model{Question: q, Source: source, Order: quiz.Shuffled(&q, seed), Struck: map[int]bool{}, Gaps: make([]string, len(q.Gaps)), Failed: err}
	switch {
	case q.Kind == quiz.Build && !q.TakesApart():
		m.Tray = quiz.Tray(&q, seed)
	case q.Kind == quiz.Match:
		m.Tray, m.Gaps = quiz.Partners(&q, seed), make([]string, len(quiz.Matched(&q)))
	}
	return m
}

// Resume fills in what was answered before.
func (m *Model) Resume(g quiz.Given) {
	m.Chosen = slices.Clone(g.Response.Chosen)
	m.Text = g.Response.Text
	if m.Question.Kind == quiz.Build {
		m.Gaps = slices.Clone(g.Response.Gaps)
	}
	copy(m.Gaps, g.Response.Gaps)
	m.Point = g.Response.Point
	m.Certainty, m.Hint = g.Certainty, g.Hint
}

// Show marks what was answered and explains it in place.
func (m *Model) Show() {
	r := quiz.MarkWith(&m.Question, m.Response(), m.Book)
	m.Result, m.Explain = &r, true
}

// Limit is how many options may be chosen.
func (m *Model) Limit() int {
	if !m.Question.Multiple {
		return 1
	}
	return max(m.Question.RightCount(), 1)
}

// Choose ticks the option shown at place (0 = A), or unticks it. With one
// allowed the tick moves; with several, a tick too many takes the oldest
// away. It reports whether anything changed.
func (m *Model) Choose(place int) bool {
	if m.Result != nil || m.Readonly || place < 0 || place >= len(m.Order) {
		return false
	}
	at := m.Order[place]
	if i := slices.Index(m.Chosen, at); i >= 0 {
		if m.Limit() == 1 {
			return false
		}
		m.Chosen = slices.Delete(m.Chosen, i, i+1)
		return true
	}
	delete(m.Struck, at)
	m.Chosen = append(m.Chosen, at)
	if over := len(m.Chosen) - m.Limit(); over > 0 {
		m.Chosen = m.Chosen[over:]
	}
	return true
}

// Strike crosses the option shown at place out, or brings it back. A struck
// option is not chosen.
func (m *Model) Strike(place int) bool {
	if m.Result != nil || m.Readonly || place < 0 || place >= len(m.Order) {
		return false
	}
	at := m.Order[place]
	if m.Struck[at] {
		delete(m.Struck, at)
		return true
	}
	m.Struck[at] = true
	if i := slices.Index(m.Chosen, at); i >= 0 {
		m.Chosen = slices.Delete(m.Chosen, i, i+1)
	}
	return true
}

// Response is the answer as it stands.
func (m *Model) Response() quiz.Response {
	switch m.Question.Kind {
	case quiz.Choice, quiz.TrueFalse:
		return quiz.Response{Chosen: slices.Sorted(slices.Values(m.Chosen))}
	case quiz.Order:
		return quiz.Response{Chosen: slices.Clone(m.Chosen)}
	case quiz.Hotspot:
		return quiz.Response{Point: m.Point}
	case quiz.Cloze, quiz.Table, quiz.Build, quiz.Match:
		if slices.IndexFunc(m.Gaps, func(s string) bool { return s != "" }) >= 0 {
			return quiz.Response{Gaps: slices.Clone(m.Gaps)}
		}
		return quiz.Response{}
	}
	return quiz.Response{Text: m.Text}
}

// Answered reports whether there is enough to mark: something chosen or
// typed, and as many options as were asked for.
func (m *Model) Answered() bool {
	r := m.Response()
	return m.Failed == nil && !r.IsZero() && (len(r.Chosen) == 0 || m.Question.Kind == quiz.Order || len(r.Chosen) == m.Limit())
}

// State is how one option looks.
type State uint8

// The states of an option.
const (
	Open        State = iota
	Picked            // chosen, not marked yet
	Crossed           // struck out
	ChosenRight       // chosen, and it earns something
	ChosenWrong       // chosen, and it earns nothing
	Missed            // not chosen, and it would have earned something
	Other             // marked, neither chosen nor right
)

// StateOf is how the option with this index into Question.Options looks.
func (m *Model) StateOf(option int) State {
	chosen, right := slices.Contains(m.Chosen, option), m.Question.Options[option].Fraction > 0
	switch {
	case m.Result == nil && chosen:
		return Picked
	case m.Result == nil && m.Struck[option]:
		return Crossed
	case m.Result == nil:
		return Open
	case chosen && right:
		return ChosenRight
	case chosen:
		return ChosenWrong
	case right:
		return Missed
	}
	return Other
}

// Instruction says how many to choose, or what to type; empty for a plain
// single choice.
func (m *Model) Instruction() string {
	q := &m.Question
	switch {
	case q.Kind == quiz.Choice && m.Limit() > 1:
		return "Choose " + quiz.Count(m.Limit(), "option") + "."
	case q.Kind == quiz.Choice && q.Multiple:
		return "Choose 1 option."
	case q.Kind == quiz.Text:
		return "Type the answer."
	case q.Kind == quiz.Number:
		return "Type a number."
	case q.Kind == quiz.Cloze:
		return "Fill every gap."
	case q.Kind == quiz.Table:
		return "Fill the table: Enter goes on to the next cell, the arrows to the one above and below."
	case q.Kind == quiz.Code:
		return "Type the code; dots, spaces and capitals do not matter."
	case q.Kind == quiz.Match:
		return "Give each its partner: arrows choose a row, a letter its partner; or click, or drag."
	case q.Kind == quiz.Order:
		return "Put them in order: arrows choose, Space takes hold, arrows move; or drag."
	case q.Kind == quiz.Hotspot:
		return "Point at the place: click; or the arrows move, with Shift further, and Enter points."
	case q.TakesApart():
		return "Cut the term: arrows move, Space cuts; or click between letters."
	case q.Kind == quiz.Build:
		return "Build the term: press the letters of its pieces, in order."
	}
	return ""
}

// Typed reports whether the question is a card whose answer is typed.
func (m *Model) Typed() bool { return m.Question.Kind == quiz.Flip && m.Question.Typed }

// Difference is what was typed against what is right; accepted are the right
// answers as they are typed.
func (m *Model) Difference(accepted []string) []quiz.Run { return quiz.Compare(m.Text, accepted) }
