package ask

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"chartroom/quiz"
)

// question has n options of which the first right ones are right.
func question(n, right int, multiple bool) quiz.Question {
	q := quiz.Question{Kind: quiz.Choice, Multiple: multiple, Stem: "Which?"}
	for i := range n {
		o := quiz.Option{Text: fmt.Sprintf("option %d", i), Feedback: fmt.Sprintf("because %d", i)}
		if i < right {
			o.Fraction = 1 / float64(right)
		}
		q.Options = append(q.Options, o)
	}
	return q
}

// Whatever is pressed in whatever order: no more is chosen than may be,
// nothing twice, nothing that is struck out, and the response is sorted.
func TestAnyPressesKeepTheRules(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 1))
		n := 2 + r.IntN(5)
		q := question(n, 1+r.IntN(n), r.IntN(2) == 0)
		m := New(q, seed)
		for range 60 {
			place := r.IntN(n+4) - 2 // some places do not exist
			before := append([]int{}, m.Chosen...)
			struck := len(m.Struck)
			changed := m.Choose(place)
			if r.IntN(3) == 0 {
				changed = m.Strike(place) || changed
			}
			if !changed && (!slices.Equal(before, m.Chosen) || struck != len(m.Struck)) {
				t.Fatal("changed without saying so")
			}
			if len(m.Chosen) > m.Limit() {
				t.Fatalf("%d chosen of at most %d", len(m.Chosen), m.Limit())
			}
			response := m.Response().Chosen
			if !slices.IsSorted(response) || len(slices.Compact(slices.Clone(response))) != len(m.Chosen) {
				t.Fatalf("response %v of %v", response, m.Chosen)
			}
			for _, at := range m.Chosen {
				if m.Struck[at] || at < 0 || at >= n {
					t.Fatalf("option %d is chosen and struck out, or none", at)
				}
			}
			if m.Answered() != (len(m.Chosen) == m.Limit()) {
				t.Fatalf("answered %v with %d of %d", m.Answered(), len(m.Chosen), m.Limit())
			}
		}
	}
}

func TestPressingTwice(t *testing.T) {
	for name, c := range map[string]struct {
		right    int
		multiple bool
		press    []int // places, in file order
		want     []int
	}{
		"one may be chosen: it stays":             {1, false, []int{1, 1}, []int{1}},
		"one may be chosen: it moves":             {1, false, []int{1, 3}, []int{3}},
		"several: a second press takes it away":   {2, true, []int{1, 3, 1}, []int{3}},
		"several: one too many drops the oldest":  {2, true, []int{3, 1, 0}, []int{0, 1}},
		"several allowed, one right: as with one": {1, true, []int{0, 2}, []int{2}},
		"several right, one to choose":            {3, false, []int{0, 2}, []int{2}},
	} {
		t.Run(name, func(t *testing.T) {
			q := question(4, c.right, c.multiple)
			q.KeepOrder = true
			m := New(q, 7)
			for _, p := range c.press {
				m.Choose(p)
			}
			if got := m.Response().Chosen; !slices.Equal(got, c.want) {
				t.Errorf("chosen %v, not %v", got, c.want)
			}
		})
	}
}

func TestStrikingOut(t *testing.T) {
	q := question(4, 1, false)
	q.KeepOrder = true
	m := New(q, 1)
	m.Choose(2)
	if !m.Strike(2) || len(m.Chosen) != 0 || m.StateOf(2) != Crossed {
		t.Error("a struck option stays chosen")
	}
	if !m.Choose(2) || m.StateOf(2) != Picked {
		t.Error("choosing does not bring a struck option back")
	}
	m.Strike(1)
	if !m.Strike(1) || m.StateOf(1) != Open {
		t.Error("striking twice is not striking never")
	}
}

func TestAMarkedOrPastQuestionCannotBeChanged(t *testing.T) {
	for name, close := range map[string]func(*Model){
		"marked":    func(m *Model) { m.Show() },
		"read only": func(m *Model) { m.Readonly = true },
	} {
		m := New(question(4, 1, false), 3)
		m.Choose(0)
		close(m)
		before := slices.Clone(m.Chosen)
		if m.Choose(1) || m.Strike(2) || !slices.Equal(m.Chosen, before) || len(m.Struck) > 0 {
			t.Errorf("%s: it changed", name)
		}
	}
}

func TestEveryStateOfAnOption(t *testing.T) {
	for chosen := range 2 {
		for right := range 2 {
			for struck := range 2 {
				m := New(question(2, 2-right, true), 1) // option 1 is right if 0
				if struck == 1 && chosen == 0 {
					m.Struck[1] = true
				}
				if chosen == 1 {
					m.Chosen = []int{1}
				}
				before := map[[2]int]State{{0, 0}: Open, {0, 1}: Crossed, {1, 0}: Picked, {1, 1}: Picked}[[2]int{chosen, struck}]
				if got := m.StateOf(1); got != before {
					t.Errorf("chosen %d, struck %d: %d, not %d", chosen, struck, got, before)
				}
				m.Show()
				after := map[[2]int]State{{0, 1}: Other, {0, 0}: Missed, {1, 0}: ChosenRight, {1, 1}: ChosenWrong}[[2]int{chosen, right}]
				if got := m.StateOf(1); got != after {
					t.Errorf("marked; chosen %d, wrong %d: %d, not %d", chosen, right, got, after)
				}
			}
		}
	}
}

func TestTheOrderIsTheSeeds(t *testing.T) {
	q := question(6, 1, false)
	seen := map[string]bool{}
	for seed := range uint64(40) {
		order := New(q, seed).Order
		if !slices.Equal(order, New(q, seed).Order) {
			t.Fatal("the same seed shows another order")
		}
		if s := slices.Sorted(slices.Values(order)); !slices.Equal(s, []int{0, 1, 2, 3, 4, 5}) {
			t.Fatalf("order %v", order)
		}
		seen[fmt.Sprint(order)] = true
	}
	if len(seen) < 30 {
		t.Errorf("%d orders from 40 seeds", len(seen))
	}
	q.KeepOrder = true
	if !slices.Equal(New(q, 9).Order, []int{0, 1, 2, 3, 4, 5}) {
		t.Error("“keep order” is shuffled")
	}
}

func TestInstructions(t *testing.T) {
	for want, q := range map[string]quiz.Question{
		"":                  question(4, 1, false),
		"Choose 2 options.": question(4, 2, true),
		"Choose 1 option.":  question(4, 1, true),
		"Type the answer.":  {Kind: quiz.Text},
		"Type a number.":    {Kind: quiz.Number},
		"Fill every gap.":   {Kind: quiz.Cloze},
		"Choose 3 options.": question(3, 3, true),
	} {
		if got := New(q, 1).Instruction(); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
	if got := New(quiz.Question{Kind: quiz.TrueFalse}, 1).Instruction(); got != "" {
		t.Errorf("true/false says %q", got)
	}
}

func TestResumingIsWhereItWasLeft(t *testing.T) {
	for _, c := range []struct {
		q quiz.Question
		g quiz.Given
	}{
		{question(4, 2, true), quiz.Given{Response: quiz.Response{Chosen: []int{1, 3}}, Certainty: quiz.Sure, Hint: true}},
		{quiz.Question{Kind: quiz.Text}, quiz.Given{Response: quiz.Response{Text: "edema"}}},
		{quiz.Question{Kind: quiz.Cloze, Gaps: make([]quiz.Gap, 3)}, quiz.Given{Response: quiz.Response{Gaps: []string{"a", "", "c"}}}},
	} {
		m := New(c.q, 1)
		if m.Answered() {
			t.Errorf("%s: a fresh question is answered", c.q.Kind)
		}
		m.Resume(c.g)
		if got := m.Response(); fmt.Sprint(got) != fmt.Sprint(c.g.Response) || m.Certainty != c.g.Certainty || m.Hint != c.g.Hint || !m.Answered() {
			t.Errorf("%s: %+v, not %+v", c.q.Kind, got, c.g)
		}
		m.Gaps, m.Chosen = append(m.Gaps, "x"), append(m.Chosen, 9)
		if len(c.g.Response.Gaps) > 3 || len(c.g.Response.Chosen) > 2 {
			t.Error("the session's answer is shared")
		}
	}
}
