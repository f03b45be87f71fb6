package quiz

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// Blueprint is what an exam is made of. Its figures are facts with a date: the
// certifying body changes them, and the learner may correct them.
type Blueprint struct {
	ID         string   `json:"id"`         // "rhit"; unique
	Credential string   `json:"credential"` // "rhit": the first half of its domains' tags
	Name       string   `json:"name"`       // "RHIT"
	Outline    string   `json:"outline"`    // which edition of the content outline, in words
	Items      int      `json:"items"`      // Scored + Pretest
	Scored     int      `json:"scored"`
	Pretest    int      `json:"pretest"` // not scored and not marked as such
	Minutes    int      `json:"minutes"` // of test time, without tutorial and agreement
	Pass       Pass     `json:"pass"`
	ClosedBook bool     `json:"closed_book"`
	Navigation bool     `json:"navigation"` // items may be flagged, skipped and gone back to
	Domains    []Domain `json:"domains"`    // in the outline's order

	Rules       []ExamRule `json:"rules,omitempty"`       // what differs from ClosedBook and Navigation by date of delivery; the newest first
	Fees        []Fee      `json:"fees,omitempty"`        // to sit it
	Eligibility string     `json:"eligibility,omitempty"` // who may sit it, in our own words
	Education   Education  `json:"education,omitzero"`    // what keeps the credential
	Target      float64    `json:"target,omitempty"`      // share of right answers to practise for, 0 to 1; 0 = PracticeTarget
	Cover       string     `json:"cover,omitempty"`       // what of the exam can be practised, if not all: "non-CPT sections only"
	Unverified  bool       `json:"unverified,omitempty"`  // the domains' ranges were not found; they are stand-ins, and Note says whose

	Facts      []Fact `json:"facts"`  // where each figure comes from
	Source     string `json:"source"` // of the whole, in short
	VerifiedOn string `json:"verified_on"`
	Confidence string `json:"confidence"` // of the weakest figure: A, B or C; see Fact
	Note       string `json:"note,omitempty"`
}

// Pass is the rule by which an exam is passed.
type Pass struct {
	Kind  PassKind `json:"kind"`
	Value float64  `json:"value"` // scaled: the score needed; raw: 0 to 1 of the scored items
}

// PassKind is what a pass mark counts.
type PassKind string

// A scaled score is made by the certifying body from equated forms; no share of
// right answers stands for it.
const (
	PassScaled PassKind = "scaled"
	PassRaw    PassKind = "raw"
)

// Domain is one part of a blueprint. One that is left out is part of the real
// exam but of none that is practised here.
type Domain struct {
	ID    string  `json:"id"`    // "rhit:1": the tag that its questions carry
	Name  string  `json:"name"`  // as the certifying body calls it
	Short string  `json:"short"` // for a chip or a chart
	Min   float64 `json:"min"`   // percent of the exam, 0 to 100
	Max   float64 `json:"max"`

	LeftOut bool `json:"left_out,omitempty"` // nothing may be shipped for it
}

// Fact is a figure of a blueprint in words, and how far it can be trusted.
type Fact struct {
	Name       string `json:"name"`
	Text       string `json:"text"` // in our own words
	Source     string `json:"source"`
	VerifiedOn string `json:"verified_on"` // yyyy-mm-dd
	Confidence string `json:"confidence"`  // A = the body's own page, B = several that agree, C = one site or experience
}

// BlueprintOf is the blueprint of a credential: the first of the list, which
// is the newest outline; nil if there is none.
func BlueprintOf(blueprints []Blueprint, credential string) *Blueprint {
	for i := range blueprints {
		if blueprints[i].Credential == credential {
			return &blueprints[i]
		}
	}
	return nil
}

// Weight is a domain's share of the exam, 0 to 1: the middle of its range, in
// proportion to the middles of all, so that all weights add up to 1. It is 0
// for a domain that the blueprint does not have.
func (b *Blueprint) Weight(domain string) float64 {
	share, total := 0.0, 0.0
	for _, d := range b.Domains {
		middle := (d.Min + d.Max) / 2
		total += middle
		if d.ID == domain {
			share = middle
		}
	}
	if total == 0 {
		return 0
	}
	return share / total
}

// middleSlack is how far the middles of the ranges may add up from 100: the
// ranges of real outlines are rounded and quoted unevenly (as quoted in 2026:
// RHIT 100.5, RHIA 105.5, CHDA 96.5).
const middleSlack = 6

// Check says what is wrong with a blueprint, or nil.
func (b *Blueprint) Check() error {
	switch {
	case b.ID == "" || b.Name == "" || b.Credential == "":
		return errors.New("a blueprint needs an id, a name and a credential")
	case b.Items <= 0 || b.Scored <= 0 || b.Pretest < 0 || b.Items != b.Scored+b.Pretest:
		return fmt.Errorf("blueprint %s: %d items are not %d scored and %d pretest items", b.ID, b.Items, b.Scored, b.Pretest)
	case b.Minutes <= 0:
		return fmt.Errorf("blueprint %s: no time is given", b.ID)
	case b.Pass.Kind != PassScaled && b.Pass.Kind != PassRaw || b.Pass.Value <= 0 || b.Pass.Kind == PassRaw && b.Pass.Value > 1:
		return fmt.Errorf("blueprint %s: the pass rule %q %v is unknown", b.ID, b.Pass.Kind, b.Pass.Value)
	case b.Source == "" || b.VerifiedOn == "":
		return fmt.Errorf("blueprint %s: it says neither where it comes from nor when that was looked up", b.ID)
	case !confidences[b.Confidence]:
		return fmt.Errorf("blueprint %s: the confidence %q is none of A, B, C", b.ID, b.Confidence)
	}
	for _, f := range b.Facts {
		if f.Name == "" || f.Text == "" || f.Source == "" || f.VerifiedOn == "" || !confidences[f.Confidence] {
			return fmt.Errorf("blueprint %s: the fact %q lacks its text, source, date or confidence", b.ID, f.Name)
		}
	}
	for i, r := range b.Rules {
		if i > 0 && r.From >= b.Rules[i-1].From {
			return fmt.Errorf("blueprint %s: the rule from %q does not come before the one from %q", b.ID, r.From, b.Rules[i-1].From)
		}
		if r.Moves != MoveFree && r.Moves != MoveForward && r.Moves != MoveSections || r.Source == "" || !confidences[r.Confidence] {
			return fmt.Errorf("blueprint %s: the rule from %q lacks its way of moving, source or confidence", b.ID, r.From)
		}
	}
	if b.Target < 0 || b.Target > 1 {
		return fmt.Errorf("blueprint %s: the target %v is no share", b.ID, b.Target)
	}
	return b.checkDomains()
}

var confidences = map[string]bool{"A": true, "B": true, "C": true}

func (b *Blueprint) checkDomains() error {
	seen := map[string]bool{}
	low, middle, high, left := 0.0, 0.0, 0.0, false
	for _, d := range b.Domains {
		switch {
		case !strings.HasPrefix(d.ID, b.Credential+":") || seen[d.ID]:
			return fmt.Errorf("blueprint %s: the domain id %q is taken, or does not begin with %q", b.ID, d.ID, b.Credential+":")
		case d.Name == "" || d.Short == "":
			return fmt.Errorf("blueprint %s: domain %s has no name", b.ID, d.ID)
		case d.Min <= 0 || d.Min > d.Max || d.Max > 100:
			return fmt.Errorf("blueprint %s: domain %s ranges from %v to %v percent", b.ID, d.ID, d.Min, d.Max)
		}
		seen[d.ID] = true
		left = left || d.LeftOut
		low, middle, high = low+d.Min, middle+(d.Min+d.Max)/2, high+d.Max
	}
	if low > 100 || high < 100 || math.Abs(middle-100) > middleSlack {
		return fmt.Errorf("blueprint %s: the domains' ranges add up to %v to %v percent, their middles to %v", b.ID, low, high, middle)
	}
	if left != (b.Cover != "") {
		return fmt.Errorf("blueprint %s: what is covered must be said if a domain is left out, and only then", b.ID)
	}
	return nil
}
