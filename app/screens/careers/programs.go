package careers

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chartroom/content/career"
	"chartroom/quiz"
)

// programPrefix is what the jottings of programs are about, before their
// numbers.
const programPrefix = "programme:"

// programs are those that the learner compares, in the order in which they were
// entered.
func (m *model) programs() []career.Programme {
	fields := map[string]map[string]string{}
	for k, j := range m.jottings {
		id, is := strings.CutPrefix(k[0], programPrefix)
		if !is {
			continue
		}
		if fields[id] == nil {
			fields[id] = map[string]string{}
		}
		fields[id][k[1]] = j.Value
	}
	var all []career.Programme
	for id, f := range fields {
		if f["name"] != "" {
			all = append(all, career.ProgrammeOf(id, f))
		}
	}
	slices.SortFunc(all, func(a, b career.Programme) int { return number(a.ID) - number(b.ID) })
	return all
}

func number(id string) int {
	n, err := strconv.Atoi(id)
	if err != nil {
		return 0
	}
	return n
}

// newProgram is a program that is not entered yet, with a number of its own.
func (m *model) newProgram() career.Programme {
	n := 0
	for k := range m.jottings { // also of those that were removed in part
		if id, is := strings.CutPrefix(k[0], programPrefix); is {
			n = max(n, number(id))
		}
	}
	return career.Programme{ID: strconv.Itoa(n + 1), Level: career.Associate}
}

// program is the one of an id, or nil.
func (m *model) program(id string) *career.Programme {
	for _, p := range m.programs() {
		if p.ID == id {
			return &p
		}
	}
	return nil
}

// kept is what is jotted down of a program; remove takes all of it away.
func kept(p career.Programme, remove bool) []quiz.Jotting {
	var all []quiz.Jotting
	for field, value := range p.Fields() {
		if remove {
			value = ""
		}
		all = append(all, quiz.Jotting{Subject: programPrefix + p.ID, Field: field, Value: value})
	}
	slices.SortFunc(all, func(a, b quiz.Jotting) int { return strings.Compare(a.Field, b.Field) })
	return all
}

// amount reads a number of dollars or months; nothing is 0.
func amount(text, what string) (int, error) {
	text = strings.NewReplacer(",", "", "$", "", " ", "").Replace(text)
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 10_000_000 {
		return 0, fmt.Errorf("write the %s as a whole number", what)
	}
	return n, nil
}

var errNoName = errors.New("give the program a name")
