package career

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Step is a credential and what is between a learner and its exam.
type Step struct {
	Credential *Credential
	Open       bool     // the exam can be sat now, if what is to be checked is so
	Early      bool     // now only because it is the last term of the program
	Reasons    []string // sentences: why it is open, and which careers ask for it
	Missing    []string // sentences: what is missing on the shortest way; none if it is open
	Check      []string // sentences: what else is asked for, which only she knows
	Months     int      // how long that takes at least, full time and one after the other; 0 = nothing is missing
	Score      float64  // 0 to 100, in Suggest only
}

// NextSteps are all credentials that can still be earned, in the handbook's
// order, without those that the learner holds.
func (h *Handbook) NextSteps(a Answers) []Step {
	var all []Step
	for i := range h.Credentials {
		if c := &h.Credentials[i]; c.Ended == "" && !slices.Contains(a.Held, c.ID) {
			all = append(all, h.step(a, c, nil))
		}
	}
	return all
}

// Suggest are the next steps, what fits best first: of 100 points, 80 are the
// match of the best career that asks for the credential, one tenth less for
// each that the career asks for before it and half if she holds one of those,
// and 20 are for how soon its exam is open: all if now, half if in a year, a
// third if in two.
func (h *Handbook) Suggest(a Answers) []Step {
	matches := h.Match(a)
	all := h.NextSteps(a)
	for i := range all {
		s := &all[i]
		best, name := 0.0, ""
		for _, m := range matches {
			if fit := m.Score * asksFor(m.Career, s.Credential.ID, a.Held); fit > best {
				best, name = fit, m.Career.Name
			}
		}
		if name != "" {
			s.Reasons = append(s.Reasons, fmt.Sprintf("Employers ask for it in the career %s.", name))
		}
		s.Score = math.Round(10*(0.8*best+20/(1+float64(s.Months)/12))) / 10
	}
	slices.SortStableFunc(all, func(a, b Step) int { return cmp.Compare(b.Score, a.Score) })
	return all
}

// asksFor is how much a career asks for a credential beside those held, 0 to 1.
func asksFor(c *Career, credential string, held []string) float64 {
	place := slices.Index(c.Credentials, credential)
	if place < 0 {
		return 0
	}
	asks := math.Pow(0.9, float64(place))
	if slices.ContainsFunc(c.Credentials[:place], func(id string) bool { return slices.Contains(held, id) }) {
		asks /= 2
	}
	return asks
}

// step is the shortest way to a credential; asked are those on the way to which
// it is looked for, so that a circle ends.
func (h *Handbook) step(a Answers, c *Credential, asked []string) Step {
	best := Step{Credential: c}
	for i, w := range c.Ways {
		s := h.along(a, w, append(asked, c.ID))
		if s.Credential = c; i == 0 || s.Open && !best.Open || s.Open == best.Open && s.Months < best.Months {
			best = s
		}
	}
	return best
}

// along is what one way still needs.
func (h *Handbook) along(a Answers, w Way, asked []string) Step {
	var s Step
	h.school(a, w, &s)
	if len(w.Credentials) > 0 {
		h.credentialOf(a, w, asked, &s)
	}
	if w.Years > 0 {
		has := a.Worked(w.Fields)
		if has >= w.Years {
			s.Reasons = append(s.Reasons, fmt.Sprintf("You have %s of work in %s, and %s is asked for.", yearsWords(has), fieldList(w.Fields, "or"), yearsWords(w.Years)))
		} else {
			s.Missing = append(s.Missing, fmt.Sprintf("Work %s in %s.", moreYears(w.Years-has, has > 0), fieldList(w.Fields, "or")))
			s.Months += int(math.Ceil(12 * (w.Years - has)))
		}
	}
	for _, also := range w.Also {
		s.Check = append(s.Check, fmt.Sprintf("It also asks for %s: check that you have it.", also))
	}
	if len(s.Reasons) == 0 && len(s.Missing) == 0 && len(s.Check) == 0 {
		s.Reasons = []string{"Nothing is demanded before the exam."}
	}
	s.Open = len(s.Missing) == 0
	return s
}

func moreYears(years float64, more bool) string {
	if more {
		return yearsWords(years) + " more"
	}
	return yearsWords(years)
}

// school says what a way asks of schooling.
func (h *Handbook) school(a Answers, w Way, s *Step) {
	switch {
	case w.HIM && a.HIM >= w.Level:
		s.Reasons = append(s.Reasons, fmt.Sprintf("You finished an accredited program in health information management with %s.", a.HIM.Words()))
	case w.HIM && w.Early && a.LastTerm >= w.Level:
		s.Early = true
		s.Reasons = append(s.Reasons, "You are in the last term of an accredited program, and its students may sit the exam early.")
	case w.HIM:
		rung := h.program(a, w.Level)
		months, finish := h.monthsTo(rung.From, a.Education)
		if finish {
			s.Missing = append(s.Missing, finishSchool)
		}
		s.Missing = append(s.Missing, fmt.Sprintf("Finish a program in health information management that CAHIIM accredits, with %s.", rung.Level.Words()))
		s.Months += months + rung.Months
	case w.Level > NoDiploma && a.Education == w.Level:
		s.Reasons = append(s.Reasons, fmt.Sprintf("You have %s, and that is asked for.", a.Education.Words()))
	case w.Level > NoDiploma && a.Education > w.Level:
		s.Reasons = append(s.Reasons, fmt.Sprintf("You have %s, and at least %s is asked for.", a.Education.Words(), w.Level.Words()))
	case w.Level > NoDiploma:
		months, finish := h.monthsTo(w.Level, a.Education)
		if finish {
			s.Missing = append(s.Missing, finishSchool)
		}
		if w.Level > HighSchool {
			s.Missing = append(s.Missing, fmt.Sprintf("Earn %s.", w.Level.Words()))
		}
		s.Months += months
	}
}

const finishSchool = "Finish high school or earn its equivalent; how long that takes is not counted."

// program is the accredited program to take: the level that is asked for, or,
// with a bachelor's degree in another field, the certificate after it.
func (h *Handbook) program(a Answers, level Level) *Rung {
	if level == Bachelor && a.Education >= Bachelor {
		return h.Rung(GraduateCertificate)
	}
	return h.Rung(level)
}

// monthsTo is how long the ladder takes from one level to another, and whether
// high school is to be finished first.
func (h *Handbook) monthsTo(level, from Level) (months int, finishSchool bool) {
	for level > from {
		if level == HighSchool {
			return months, true
		}
		rung := h.Rung(level)
		months += rung.Months
		level = rung.From
	}
	return months, false
}

// credentialOf says which credential of a way is held, or which is the nearest.
func (h *Handbook) credentialOf(a Answers, w Way, asked []string, s *Step) {
	for _, id := range w.Credentials {
		if slices.Contains(a.Held, id) {
			s.Reasons = append(s.Reasons, fmt.Sprintf("You hold %s.", h.Credential(id).Name))
			return
		}
	}
	var nearest *Step
	for _, id := range w.Credentials {
		if slices.Contains(asked, id) {
			continue
		}
		if near := h.step(a, h.Credential(id), asked); nearest == nil || near.Months < nearest.Months {
			nearest = &near
		}
	}
	if nearest == nil {
		s.Missing = append(s.Missing, fmt.Sprintf("Earn %s.", h.names(w.Credentials)))
		return
	}
	s.Missing = append(s.Missing, nearest.Missing...)
	s.Missing = append(s.Missing, fmt.Sprintf("Pass the exam for %s.", nearest.Credential.Name))
	s.Months += nearest.Months
}

// When is how long a step takes, in words: "now", "in about 2 years at the
// earliest".
func (s Step) When() string {
	switch {
	case s.Open && s.Early:
		return "now, in the last term"
	case s.Open && len(s.Check) > 0:
		return "now, if you have what is to be checked"
	case s.Open:
		return "now"
	case s.Months == 0:
		return "as soon as that is done"
	case s.Months < 24:
		return fmt.Sprintf("in about %d months at the earliest", s.Months)
	}
	years := strings.TrimSuffix(fmt.Sprintf("%.1f", float64(s.Months)/12), ".0")
	return fmt.Sprintf("in about %s years at the earliest", years)
}
