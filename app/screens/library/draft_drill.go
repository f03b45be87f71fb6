package library

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chartroom/quiz"
)

// draftDrill is how a drill makes its numbers, as it is typed.
type draftDrill struct {
	Vars                                         []draftVar
	Where                                        string // a condition a line
	Formula, Decimals, Tolerance, Unit, Solution string
}

// draftVar is a value that is drawn anew each time.
type draftVar struct {
	Name, Min, Max, Step string
	Choices              string // "10; 20; 50" instead of a span
}

func drillOf(r *quiz.DrillRule) draftDrill {
	if r == nil {
		return draftDrill{}
	}
	d := draftDrill{Where: strings.Join(r.Where, "\n"), Formula: r.Formula, Unit: r.Unit, Solution: r.Solution}
	if r.Decimals != 0 {
		d.Decimals = strconv.Itoa(r.Decimals)
	}
	if r.Tolerance != 0 {
		d.Tolerance = plainNumber(r.Tolerance)
	}
	for _, v := range r.Vars {
		one := draftVar{Name: v.Name}
		if len(v.Choices) > 0 {
			var words []string
			for _, c := range v.Choices {
				words = append(words, plainNumber(c))
			}
			one.Choices = strings.Join(words, "; ")
		} else {
			one.Min, one.Max = plainNumber(v.Min), plainNumber(v.Max)
			if v.Step != 0 {
				one.Step = plainNumber(v.Step)
			}
		}
		d.Vars = append(d.Vars, one)
	}
	return d
}

// drill reads the rule and tries it: whether it makes a question with one set
// of values is what counts.
func (b *builder) drill() {
	d := &b.d.Drill
	r := &quiz.DrillRule{Formula: strings.TrimSpace(d.Formula), Unit: strings.TrimSpace(d.Unit), Solution: strings.TrimSpace(d.Solution)}
	for _, line := range strings.Split(d.Where, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			r.Where = append(r.Where, line)
		}
	}
	r.Decimals = int(b.figure(d.Decimals, "The number of decimals"))
	r.Tolerance = b.figure(d.Tolerance, "The tolerance")
	for i, v := range d.Vars {
		if v == (draftVar{}) {
			continue
		}
		r.Vars = append(r.Vars, b.drillVar(v, i))
	}
	b.q.Drill = r
	switch {
	case len(r.Vars) == 0:
		b.say("The drill has no values to draw. Give one a name, a smallest and a largest value.")
	case r.Formula == "":
		b.say("The formula is empty. Write how the answer is reckoned, such as deaths / discharges * 100.")
	}
	if len(b.problems) > 0 {
		return
	}
	if _, err := quiz.Instance(b.q, 1); err != nil {
		b.say("%s.", quiz.Capital(err.Error()))
	}
}

func (b *builder) drillVar(v draftVar, i int) quiz.DrillVar {
	name := strings.TrimSpace(v.Name)
	if name == "" {
		b.say("Value %d has no name. Give it one, such as beds.", i+1)
	}
	one := quiz.DrillVar{Name: name}
	if strings.TrimSpace(v.Choices) != "" {
		for _, word := range strings.FieldsFunc(v.Choices, func(r rune) bool { return r == ';' }) {
			one.Choices = append(one.Choices, b.figure(word, fmt.Sprintf("One of the values of “%s”", name)))
		}
		return one
	}
	one.Min = b.figure(v.Min, fmt.Sprintf("The smallest value of “%s”", name))
	one.Max = b.figure(v.Max, fmt.Sprintf("The largest value of “%s”", name))
	one.Step = b.figure(v.Step, fmt.Sprintf("The step of “%s”", name))
	return one
}

// figure is a number as typed; an empty one is 0.
func (b *builder) figure(text, name string) float64 {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0
	}
	values := quiz.ParseNumber(text)
	if len(values) != 1 {
		b.say("%s, “%s”, is not a number that can be read in one way only. Write it like 1250.5.", name, text)
		return 0
	}
	return values[0]
}

// shift moves an item of a list by one place; it reports where it is then.
func shift[T any](list []T, at, by int) (int, bool) {
	to := at + by
	if at < 0 || to < 0 || at >= len(list) || to >= len(list) {
		return at, false
	}
	one := list[at]
	copy(list, slices.Insert(slices.Delete(slices.Clone(list), at, at+1), to, one))
	return to, true
}
