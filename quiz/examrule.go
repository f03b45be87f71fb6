package quiz

import (
	"math"
	"time"
)

// ExamRule is how an exam is sat that is delivered on a day or later.
type ExamRule struct {
	From       string   `json:"from"`           // yyyy-mm-dd; empty = always
	Moves      MoveRule `json:"moves"`          // how one may go from item to item
	Books      Books    `json:"books,omitzero"` // that may be used
	Note       string   `json:"note,omitempty"` // what is not certain of it
	Source     string   `json:"source"`         // where it comes from
	Confidence string   `json:"confidence"`     // A, B or C; see Fact
}

// MoveRule says how one may go from item to item in an exam.
type MoveRule string

// The rules of moving.
const (
	MoveFree     MoveRule = "free"     // to any item, as often as one likes
	MoveForward  MoveRule = "forward"  // to the next one only, and never back
	MoveSections MoveRule = "sections" // freely within a domain; one that was left is closed
)

// Books are the code books of an exam: the candidate brings them, or none.
type Books struct {
	Open bool     `json:"open"`
	Sets []string `json:"sets,omitempty"` // "icd10cm", "icd10pcs", "hcpcs", "cpt"
	Year int      `json:"year,omitempty"` // the edition that is asked for; 0 = the current one
}

// Fee is what an exam costs.
type Fee struct {
	For     string `json:"for"` // "members of AHIMA"
	Dollars int    `json:"dollars"`
}

// Education is the continuing education that keeps a credential.
type Education struct {
	Units int `json:"units"` // of continuing education
	Years int `json:"years"` // in so many years
}

// PracticeTarget is the share of right answers to practise for, unless a
// blueprint says otherwise. It is advice, not the pass mark: no share of right
// answers stands for a scaled score.
const PracticeTarget = 0.75

// PracticeFor is the share of right answers to practise for, 0 to 1: the pass
// mark itself where it is one.
func (b *Blueprint) PracticeFor() float64 {
	switch {
	case b.Target > 0:
		return b.Target
	case b.Pass.Kind == PassRaw:
		return b.Pass.Value
	}
	return PracticeTarget
}

// Rule is the rule of an exam that is delivered on a day.
func (b *Blueprint) Rule(day Day) ExamRule {
	date := day.String()
	for _, r := range b.Rules {
		if r.From <= date {
			return r
		}
	}
	r := ExamRule{Moves: MoveForward, Books: Books{Open: !b.ClosedBook}}
	if b.Navigation {
		r.Moves = MoveFree
	}
	return r
}

// Covered are the domains that can be practised, in the outline's order.
func (b *Blueprint) Covered() []Domain {
	var all []Domain
	for _, d := range b.Domains {
		if !d.LeftOut {
			all = append(all, d)
		}
	}
	return all
}

// coverage is the share of the exam that can be practised, 0 to 1.
func (b *Blueprint) coverage() float64 {
	share := 0.0
	for _, d := range b.Domains {
		if !d.LeftOut {
			share += b.Weight(d.ID)
		}
	}
	return share
}

// FormItems is how many items the longest form has: all, or those of the
// domains that are covered.
func (b *Blueprint) FormItems() int { return int(math.Round(float64(b.Items) * b.coverage())) }

// PretestOf is how many of so many items are not scored, in proportion.
func (b *Blueprint) PretestOf(items int) int {
	return int(math.Round(float64(items) * float64(b.Pretest) / float64(b.Items)))
}

// TimeOf is the time for so many items at the exam's pace, in whole minutes.
func (b *Blueprint) TimeOf(items int) time.Duration {
	minutes := math.Round(float64(b.Minutes) * float64(items) / float64(b.Items))
	return time.Duration(minutes) * time.Minute
}
