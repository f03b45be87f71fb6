package career

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"chartroom/quiz"
)

// Programme is a program of study that the learner looks at. None is shipped:
// she enters what she finds, or imports it.
type Programme struct {
	ID     string
	Name   string
	Level  Level         // what it ends with
	CAHIIM Accreditation // of the program itself
	Cost   int           // dollars in all; 0 = not known
	Months int           // to the end; 0 = not known
	Online Online
	Note   string
}

// Accreditation is whether CAHIIM accredits a program.
type Accreditation string

// The answers; a candidate is on the way and not there.
const (
	NotLookedUp   Accreditation = ""
	Accredited    Accreditation = "accredited"
	Candidate     Accreditation = "candidate"
	NotAccredited Accreditation = "not accredited"
)

// Accreditations are all, as they are offered.
var Accreditations = []Accreditation{NotLookedUp, Accredited, Candidate, NotAccredited}

// Words is the answer for the table.
func (a Accreditation) Words() string {
	if a == NotLookedUp {
		return "not looked up yet"
	}
	return string(a)
}

// Online is how much of a program is taught online.
type Online string

// The answers.
const (
	OnlineUnknown Online = ""
	OnlineAll     Online = "all"
	OnlinePartly  Online = "partly"
	OnCampus      Online = "on campus"
)

// Onlines are all, as they are offered.
var Onlines = []Online{OnlineUnknown, OnlineAll, OnlinePartly, OnCampus}

// ComparedRow is one line of a table of programs: a cell for each.
type ComparedRow struct {
	Name  string
	Cells []string
	Best  []bool // which cells are the best, where one can be; all false where none is better
}

// Compare puts programs side by side, in their order. Cheapest and shortest are
// marked, and accredited before all others; what is not known is never best.
func (h *Handbook) Compare(all []Programme) []ComparedRow {
	row := func(name string, cell func(Programme) string, worth func(Programme) int) ComparedRow {
		r := ComparedRow{Name: name, Best: make([]bool, len(all))}
		for _, p := range all {
			r.Cells = append(r.Cells, cell(p))
		}
		if worth != nil {
			markBest(r.Best, all, worth)
		}
		return r
	}
	return []ComparedRow{
		row("Ends with", func(p Programme) string { return upperFirst(p.Level.Words()) }, nil),
		row("CAHIIM", func(p Programme) string { return upperFirst(p.CAHIIM.Words()) }, accreditationWorth),
		row("Opens", h.opens, nil),
		row("Cost", func(p Programme) string {
			return known(p.Cost > 0, "$"+quiz.Thousands(p.Cost))
		}, func(p Programme) int { return below(p.Cost) }),
		row("Months", func(p Programme) string { return known(p.Months > 0, strconv.Itoa(p.Months)) }, func(p Programme) int { return below(p.Months) }),
		row("Cost a month", func(p Programme) string {
			if p.Cost == 0 || p.Months == 0 {
				return known(false, "")
			}
			return "$" + quiz.Thousands(p.Cost/p.Months)
		}, nil),
		row("Online", func(p Programme) string { return known(p.Online != OnlineUnknown, upperFirst(string(p.Online))) }, nil),
		row("Note", func(p Programme) string { return p.Note }, nil),
	}
}

func known(is bool, text string) string {
	if is {
		return text
	}
	return "Not known"
}

// below makes less worth more, and unknown worth nothing.
func below(n int) int {
	if n <= 0 {
		return 0
	}
	return 1<<40 - n
}

func accreditationWorth(p Programme) int {
	switch p.CAHIIM {
	case Accredited:
		return 2
	case Candidate:
		return 1
	}
	return 0
}

// markBest marks those of the highest worth, if they are worth more than another.
func markBest(best []bool, all []Programme, worth func(Programme) int) {
	if len(all) == 0 {
		return
	}
	byWorth := func(a, b Programme) int { return cmp.Compare(worth(a), worth(b)) }
	top, low := worth(slices.MaxFunc(all, byWorth)), worth(slices.MinFunc(all, byWorth))
	for i, p := range all {
		best[i] = top > low && worth(p) == top
	}
}

// opens says which credentials that need an accredited program this one opens.
func (h *Handbook) opens(p Programme) string {
	var names []string
	for _, c := range h.Credentials {
		for _, w := range c.Ways {
			if w.HIM && w.Level <= p.Level {
				names = append(names, c.Name)
			}
		}
	}
	switch {
	case len(names) == 0:
		return "No credential that needs a degree; coding exams need none"
	case p.CAHIIM == Accredited:
		return words(names, "and")
	case p.CAHIIM == NotAccredited:
		return fmt.Sprintf("Not %s: they need accreditation", words(names, "and not"))
	}
	return fmt.Sprintf("%s, if it is accredited when you graduate", words(names, "and"))
}

// Fields are the program as pairs of a name and a value, as jottings keep it.
func (p Programme) Fields() map[string]string {
	return map[string]string{"name": p.Name, "level": p.Level.String(), "cahiim": string(p.CAHIIM), "cost": number(p.Cost),
		"months": number(p.Months), "online": string(p.Online), "note": p.Note}
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// ProgrammeOf reads what Fields wrote. A field that is missing or cannot be
// read is not known: an old jotting never hides a program.
func ProgrammeOf(id string, fields map[string]string) Programme {
	p := Programme{ID: id, Name: fields["name"], Note: fields["note"]}
	p.Level, _ = ParseLevel(fields["level"])
	p.Cost, _ = strconv.Atoi(fields["cost"])
	p.Months, _ = strconv.Atoi(fields["months"])
	p.Cost, p.Months = max(0, p.Cost), max(0, p.Months)
	if a := Accreditation(fields["cahiim"]); slices.Contains(Accreditations, a) {
		p.CAHIIM = a
	}
	if o := Online(fields["online"]); slices.Contains(Onlines, o) {
		p.Online = o
	}
	return p
}
