package career

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Setting is a kind of employer.
type Setting struct {
	ID       string
	Name     string
	Also     []string
	Text     string
	Duties   []string
	Industry string // as the figures name it; "" = BLS publishes none that was found
	Stamp
}

// Rung is a level of schooling on the way into the field.
type Rung struct {
	Level      Level
	Name       string
	Text       string
	Months     int    // full time, usually, from the level From
	From       Level  // what one enters with
	Length     string // the same in words, with part time
	Coursework []string
	Leads      string // which work it opens
	Stamp
}

// Skill is something that one can be good at and rate oneself in.
type Skill struct {
	ID    string
	Name  string
	Also  []string
	Text  string
	Signs []string // what somebody does who has it: for rating oneself
	Stamp
}

// Organization is a body that a student meets.
type Organization struct {
	ID     string // "ahima"
	Name   string
	Short  string // "AHIMA"; "" = it has none
	Kind   string // "professional association", "government agency", ...
	Site   string // where to look, without scheme: "ahima.org"; "" = it has ended
	Ended  string // when and what came instead; "" = it works today
	Text   string
	Former []string // names it had or is wrongly given
	Stamp
}

// List is a list of things to do, to be ticked off.
type List struct {
	ID    string // "step-1", "job-search"
	Title string
	Text  string
	Items []Item
	Notes []string // what to write down
	Dates []string // dates to keep
	Stamp
}

// Item is a thing to do.
type Item struct {
	ID   string // unique in its list, stays when the words change
	Text string
}

// Correction is a figure or name that goes round and is not right, or not any
// more.
type Correction struct {
	ID     string // "C1"
	Title  string
	Said   string // what was said
	Right  string // what is right today
	Why    string
	Ground Ground // what the correction rests on
	Basis  string // the same in words
	Stamp
}

// Ground is what a correction rests on.
type Ground string

// The grounds. What is not sourced is educators' knowledge: say so, and look it
// up before you rely on it.
const (
	Sourced       Ground = "sourced"
	PartlySourced Ground = "partly"
	Unsourced     Ground = "unsourced"
)

// Words is the ground for a chip.
func (g Ground) Words() string {
	switch g {
	case Sourced:
		return "From a source"
	case PartlySourced:
		return "Partly from a source"
	}
	return "Educators' knowledge, no source"
}

func (e *entry) setting() Setting {
	return Setting{ID: e.must("id"), Name: e.title, Also: e.names("also"), Text: e.body(), Duties: e.items("Duties"),
		Industry: e.maybe("industry"), Stamp: e.stamp()}
}

func (e *entry) rung() Rung {
	r := Rung{Level: e.level("level"), Name: e.title, Text: e.body(), From: e.level("from"), Length: e.must("length"),
		Coursework: e.items("Coursework"), Leads: e.section("Leads to"), Stamp: e.stamp()}
	months, err := strconv.Atoi(e.must("months"))
	if err != nil || months <= 0 {
		e.fail("the months are no number above zero")
	}
	r.Months = months
	return r
}

func (e *entry) skill() Skill {
	return Skill{ID: e.must("id"), Name: e.title, Also: e.names("also"), Text: e.body(), Signs: e.items("Signs"), Stamp: e.stamp()}
}

func (e *entry) organization() Organization {
	o := Organization{ID: e.must("id"), Name: e.title, Short: e.maybe("short"), Kind: e.must("kind"), Site: e.maybe("site"),
		Ended: e.maybe("ended"), Text: e.body(), Former: e.names("former"), Stamp: e.stamp()}
	if (o.Site == "") == (o.Ended == "") {
		e.fail("an organization has either a site or an end")
	}
	return o
}

var itemLine = regexp.MustCompile(`^\[ \] ([a-z0-9-]+): (.+)$`)

func (e *entry) list() List {
	l := List{ID: e.must("id"), Title: e.title, Text: e.body(), Notes: e.items("Write down"), Dates: e.items("Dates"), Stamp: e.stamp()}
	seen := map[string]bool{}
	for _, line := range e.items("To do") {
		m := itemLine.FindStringSubmatch(line)
		if m == nil || seen[m[1]] {
			e.fail("%q is no item of the form \"- [ ] name: text\" with a name of its own", line)
			continue
		}
		seen[m[1]] = true
		l.Items = append(l.Items, Item{ID: m[1], Text: m[2]})
	}
	return l
}

func (e *entry) correction() Correction {
	id, title, _ := strings.Cut(e.title, " ")
	basis := e.must("basis")
	ground, rest, _ := strings.Cut(basis, ": ")
	if !slices.Contains([]Ground{Sourced, PartlySourced, Unsourced}, Ground(ground)) {
		e.fail("the basis begins with neither \"sourced: \" nor \"partly: \" nor \"unsourced: \"")
	}
	return Correction{ID: id, Title: title, Said: e.section("What was said"), Right: e.section("What is right today"), Why: e.section("Why"),
		Ground: Ground(ground), Basis: rest, Stamp: e.stamp()}
}
