package careers

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"chartroom/app/actions"
	"chartroom/content/career"
	"chartroom/quiz"
)

// place is a page of the screen. No id: the list of a part. No part: the first
// page.
type place struct{ part, id string }

// placeOf is the place of a subject: "career:medical-coder".
func placeOf(subject string) place {
	part, id, _ := strings.Cut(subject, ":")
	switch part {
	case "schooling":
		return place{"education", subject}
	case "outlook":
		return place{"pay", ""}
	}
	return place{part, id}
}

// subject is what jottings about a place are about.
func (p place) subject() string {
	if strings.Contains(p.id, ":") && p.part != "domain" {
		return p.id
	}
	return p.part + ":" + p.id
}

// model is the screen without a window.
type model struct {
	act        *actions.Actions
	blueprints []quiz.Blueprint // with the learner's corrections
	book       *career.Handbook // nil until it is read
	jottings   map[[2]string]quiz.Jotting

	at     place
	before []place
	chosen map[string]int // the row of each list
	listed map[string][]item

	states stateView
	draft  *career.Programme // being entered
}

// read reads the handbook, once, and the exams as they are now.
func (m *model) read() error {
	m.blueprints = m.act.Blueprints()
	if m.book != nil {
		return nil
	}
	book, err := career.Load()
	if err != nil {
		return err
	}
	m.book, m.chosen, m.listed = book, map[string]int{}, map[string][]item{}
	return nil
}

// load reads the handbook, and what the learner has put down.
func (m *model) load() error {
	if err := m.read(); err != nil {
		return err
	}
	all, err := m.act.Reader().Jottings(context.Background(), "")
	if err != nil {
		return err
	}
	m.jottings = make(map[[2]string]quiz.Jotting, len(all))
	for _, j := range all {
		m.jottings[[2]string{j.Subject, j.Field}] = j
	}
	return m.states.load(m.book, all)
}

// jotted is what the learner has put down, or "".
func (m *model) jotted(subject, field string) string {
	return m.jottings[[2]string{subject, field}].Value
}

// today is the study day as it is written.
func (m *model) today() string { return m.act.Today().String() }

// turn goes to a place, from which back leads here.
func (m *model) turn(to place) {
	if to == m.at {
		return
	}
	m.before = append(m.before, m.at)
	if len(m.before) > 50 {
		m.before = m.before[1:]
	}
	m.at = to
	if i := m.index(to); i >= 0 {
		m.chosen[to.part] = i
	}
}

// back goes to the place before, in the end to the first page.
func (m *model) back() {
	if n := len(m.before); n > 0 {
		m.at, m.before = m.before[n-1], m.before[:n-1]
		return
	}
	m.at = place{}
}

// item is one line of a part's list.
type item struct {
	id, name, detail string
	ended            bool
}

// items are the lines of a part's list. Those of the handbook are made once.
func (m *model) items(part string) []item {
	if part == "programme" {
		var all []item
		for _, p := range m.programs() {
			all = append(all, item{id: p.ID, name: p.Name})
		}
		return all
	}
	all, made := m.listed[part]
	if !made {
		all = m.listOf(part)
		m.listed[part] = all
	}
	return all
}

// listOf are the lines of a part of the handbook.
func (m *model) listOf(part string) []item {
	var all []item
	h := m.book
	switch part {
	case "career":
		for i := range h.Careers {
			c := &h.Careers[i]
			all = append(all, item{id: c.ID, name: c.Name, detail: firstSentence(c.Summary)})
		}
	case "setting":
		for i := range h.Settings {
			all = append(all, item{id: h.Settings[i].ID, name: h.Settings[i].Name, detail: firstSentence(h.Settings[i].Text)})
		}
	case "credential":
		for i := range h.Credentials {
			c := &h.Credentials[i]
			all = append(all, item{id: c.ID, name: c.Name, detail: c.Full, ended: c.Ended != ""})
		}
	case "education":
		for i := range h.Ladder {
			all = append(all, item{id: h.Ladder[i].Level.String(), name: h.Ladder[i].Name, detail: h.Ladder[i].Length})
		}
		for i := range h.Schooling {
			all = append(all, item{id: "schooling:" + h.Schooling[i].ID, name: h.Schooling[i].Title, detail: firstSentence(h.Schooling[i].Text)})
		}
	case "skill":
		for i := range h.Skills {
			all = append(all, item{id: h.Skills[i].ID, name: h.Skills[i].Name, detail: firstSentence(h.Skills[i].Text)})
		}
	case "planner", "list":
		for _, l := range m.lists(part) {
			all = append(all, item{id: l.ID, name: l.Title, detail: firstSentence(l.Text)})
		}
	case "organization":
		for i := range h.Organizations {
			o := &h.Organizations[i]
			all = append(all, item{id: o.ID, name: joined(" · ", o.Short, o.Name), detail: o.Kind, ended: o.Ended != ""})
		}
	case "question":
		for i := range h.Questions {
			all = append(all, item{id: h.Questions[i].ID, name: h.Questions[i].Title, detail: firstSentence(h.Questions[i].Text)})
		}
	case "correction":
		for i := range h.Corrections {
			all = append(all, item{id: h.Corrections[i].ID, name: h.Corrections[i].Title, detail: firstSentence(h.Corrections[i].Right)})
		}
	}
	return all
}

// lists are the steps of the plan, or the other lists.
func (m *model) lists(part string) []career.List {
	if part == "planner" {
		return m.book.Plan
	}
	return m.book.Lists
}

// index is the line of a place in its list, or -1.
func (m *model) index(p place) int {
	if p.id == "" {
		return -1
	}
	return slices.IndexFunc(m.items(p.part), func(i item) bool { return i.id == p.id })
}

// beside is the place so many lines on in the same list.
func (m *model) beside(by int) (place, bool) {
	all, i := m.items(m.at.part), m.index(m.at)
	if i < 0 || i+by < 0 || i+by >= len(all) {
		return place{}, false
	}
	m.chosen[m.at.part] = i + by
	return place{m.at.part, all[i+by].id}, true
}

// list is the list of things to do of a place, or nil.
func (m *model) list(p place) *career.List {
	for _, l := range m.lists(p.part) {
		if l.ID == p.id {
			return &l
		}
	}
	return nil
}

// done is how many things of a list are ticked.
func (m *model) done(part string, l *career.List) (n int) {
	for _, i := range l.Items {
		if m.jotted(part+":"+l.ID, "done:"+i.ID) != "" {
			n++
		}
	}
	return n
}

// domain is a domain of an exam that is here, or nil.
func (m *model) domain(id string) *quiz.Domain {
	for i := range m.blueprints {
		for k := range m.blueprints[i].Domains {
			if d := &m.blueprints[i].Domains[k]; d.ID == id {
				return d
			}
		}
	}
	return nil
}

// domainsNamed are the domains of exams of which a career uses what they ask,
// by words of their names.
func (m *model) domainsNamed(text string, limit int) (all []quiz.Domain) {
	words := strings.Fields(strings.ToLower(text))
	for i := range m.blueprints {
		for _, d := range m.blueprints[i].Domains {
			name := strings.ToLower(m.blueprints[i].Name + " " + d.Name)
			if len(all) >= limit || len(words) == 0 || slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(name, w) }) {
				continue
			}
			if len(m.book.CareersUsing(d.ID)) > 0 && !slices.ContainsFunc(all, func(o quiz.Domain) bool { return o.ID == d.ID }) {
				all = append(all, d)
			}
		}
	}
	return all
}

var errDate = errors.New("write the date as 2027-03-31")

// checkDate says what is wrong with a date that was typed; an empty one takes it
// away.
func checkDate(text string) error {
	if text == "" {
		return nil
	}
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return errDate
	}
	return nil
}
