package quiz

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// FormItem is a question that may stand in an exam form.
type FormItem struct {
	Question QuestionID
	Domain   string // "rhit:2"
	Level    string // "recall", "application" or "analysis"; empty = application
	Record   string // the scenario that it belongs to; empty = none
	Used     int    // 0 = in no form yet; the more recent the form it was in, the larger
}

// Form is an exam paper: questions in the order in which they are asked.
type Form struct {
	Questions []QuestionID
	Places    []ExamPlace // of each question
	Sections  []int       // where each domain begins, if the exam goes by sections
	Repeats   int         // questions that were in an earlier form
}

// ExamPlace is what an exam knows of one of its questions.
type ExamPlace struct {
	Domain  string `json:"d"`
	Level   string `json:"l,omitempty"`
	Record  string `json:"r,omitempty"`
	Pretest bool   `json:"p,omitempty"` // it does not count, and is not marked as such until the end
}

// Levels are the cognitive levels of items, and LevelShares how much of a form
// each is meant to be: a mix of our own, since the certifying bodies publish the
// three levels but not their shares (domain notes, issue 6: 30, 45 and 25 %).
var (
	Levels      = [...]string{"recall", "application", "analysis"}
	LevelShares = [...]float64{.30, .45, .25}
)

// Shortage says that there are too few questions for a form.
type Shortage struct {
	Exam    string
	Items   int         // that were asked for
	Domains []Shortfall // those that have too few
	Largest int         // items of the largest form in the exam's proportions; 0 = none can be made
}

// Shortfall is a domain with too few questions.
type Shortfall struct {
	Domain     string // its short name
	Want, Have int
}

func (s *Shortage) Error() string {
	var lacks []string
	for _, d := range s.Domains {
		lacks = append(lacks, fmt.Sprintf("%s needs %d and has %d", d.Domain, d.Want, d.Have))
	}
	text := fmt.Sprintf("the banks hold too few questions for %s of %d items", s.Exam, s.Items)
	if len(lacks) > 0 {
		text += ": " + strings.Join(lacks, ", ")
	}
	if s.Largest > 0 {
		return text + fmt.Sprintf("; a form of %d keeps the exam's proportions", s.Largest)
	}
	return text + "; add a bank with questions of every domain"
}

// Assemble makes a form of so many items from a pool. Domains get their share
// of the exam, each within its range; within a domain the levels come near
// LevelShares. A question that was in a form comes only when none is left that
// was not, the longest unused first. The questions of a scenario come together
// and in the pool's order, or not at all. Pretest places are drawn at random
// last, so that what is scored keeps the proportions too. The same pool and
// draw make the same form. The error is a *Shortage.
func Assemble(b *Blueprint, pool []FormItem, items int, moves MoveRule, draw *rand.Rand) (Form, error) {
	s := newSupply(b, pool)
	a := b.ranges(items)
	if items > 0 && a.allocate(items, s.have) {
		if chosen := s.choose(a.counts, draw); chosen != nil {
			return s.form(b, chosen, moves, draw), nil
		}
	}
	return Form{}, s.shortage(b, items)
}

// LargestForm is how many items the largest form has that can be made from a
// pool in the exam's proportions, at most those of the exam; 0 if none.
func LargestForm(b *Blueprint, pool []FormItem) int {
	return newSupply(b, pool).largest(b, b.FormItems())
}

// FormSizes are the lengths of forms to offer, the longest first: the whole
// exam, a half and a quarter, of those that can be made, and the largest that
// can be if the whole cannot.
func FormSizes(b *Blueprint, pool []FormItem) []int {
	whole := b.FormItems()
	largest := newSupply(b, pool).largest(b, whole)
	var sizes []int
	for _, n := range []int{largest, whole / 2, whole / 4} {
		if n > 0 && n <= largest && !slices.Contains(sizes, n) {
			sizes = append(sizes, n)
		}
	}
	return sizes
}

// shortage says what a form of so many items lacks.
func (s *supply) shortage(b *Blueprint, items int) *Shortage {
	short := &Shortage{Exam: b.Name, Items: items, Largest: s.largest(b, items-1)}
	a := b.ranges(items)
	a.allocate(items, a.plenty())
	for i, d := range a.domains {
		if s.have[i] < a.low[i] || s.have[i] < a.counts[i] {
			short.Domains = append(short.Domains, Shortfall{d.Short, a.counts[i], s.have[i]})
		}
	}
	return short
}

// largest is the largest form that can be made, of at most so many items.
func (s *supply) largest(b *Blueprint, most int) int {
	total := 0
	for _, n := range s.have {
		total += n
	}
	for n := min(most, total); n > 0; n-- {
		a := b.ranges(n)
		if a.allocate(n, s.have) && s.choose(a.counts, rand.New(rand.NewPCG(uint64(n), 1))) != nil {
			return n
		}
	}
	return 0
}
