package careers

import (
	"slices"
	"strconv"
	"strings"

	"chartroom/content/career"
	"chartroom/quiz"
)

// matchSubject is what the jottings of what the learner says of herself are
// about.
const matchSubject = "match"

// years are how long somebody worked in a field, as it is asked.
var years = []struct {
	value float64
	words string
}{{0, "none"}, {0.5, "half a year"}, {1, "1 year"}, {2, "2 years"}, {3, "3 years"}, {5, "5 years"}, {10, "10 years or more"}}

// said is what the learner said of herself.
func (m *model) said(field string) string { return m.jotted(matchSubject, field) }

// saidList is the same of a list.
func (m *model) saidList(field string) []string {
	return slices.DeleteFunc(strings.Split(m.said(field), ","), func(s string) bool { return s == "" })
}

// answered reports whether she said how far her schooling went, without which
// nothing can be told.
func (m *model) answered() bool { return m.said("education") != "" }

// answers are all that she said.
func (m *model) answers() career.Answers {
	level := func(field string) career.Level {
		l, err := career.ParseLevel(m.said(field))
		if err != nil {
			return career.NoDiploma
		}
		return l
	}
	a := career.Answers{Education: level("education"), HIM: level("him"), LastTerm: level("last-term"), Held: m.saidList("held"), Years: map[career.Field]float64{},
		Patients: career.Wish(m.said("patients")), Remote: career.Wish(m.said("remote"))}
	for _, f := range career.Fields {
		if n, err := strconv.ParseFloat(m.said("years:"+string(f)), 64); err == nil && n > 0 {
			a.Years[f] = n
		}
	}
	for _, i := range m.saidList("interests") {
		if slices.Contains(career.Interests, career.Interest(i)) {
			a.Interests = append(a.Interests, career.Interest(i))
		}
	}
	for _, h := range m.saidList("hours") {
		a.Hours = append(a.Hours, career.Hours(h))
	}
	return a
}

// toggled is a list with a word put in at its end, or taken out.
func toggled(list []string, word string) string {
	if i := slices.Index(list, word); i >= 0 {
		return strings.Join(slices.Delete(slices.Clone(list), i, i+1), ",")
	}
	return strings.Join(append(slices.Clone(list), word), ",")
}

// say is the jotting of something that she says of herself.
func say(field, value string) quiz.Jotting {
	return quiz.Jotting{Subject: matchSubject, Field: field, Value: value}
}
