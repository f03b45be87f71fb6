package career

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Career is one kind of work.
type Career struct {
	ID      string // "medical-coder"
	Name    string
	Also    []string // other titles that it goes by
	Summary string
	Duties  []string

	Settings    []string // ids, the most usual first
	Education   string   // in words
	Credentials []string // ids, the most asked for first
	Skills      []string // ids
	SOC         []string // occupations that BLS counts it in: "29-2072"; the nearest first
	PayNote     string   // how near the occupation is to the career
	Next        []string // careers that it leads to
	Related     []string // careers at its side
	Domains     []string // exam domains whose content the work uses: "rhit:4"
	Day         string   // what a day is like, whom it suits

	Traits Traits
	Stamp
}

// Traits are what the career match compares. They are a judgement, not
// statistics.
type Traits struct {
	Entry     Level      // the least schooling with which people get in
	Usual     Level      // what employers usually ask for
	Years     float64    // of related work before it, usually
	Fields    []Field    // which work counts as related; none = any
	Interests []Interest // what it is about, the most first
	Patients  Degree     // how often patients are met
	Remote    Degree     // how often it is done from home
	Hours     []Hours    // which working hours occur
}

// Degree is how often something is so.
type Degree string

// The degrees.
const (
	Seldom    Degree = "seldom"
	Sometimes Degree = "sometimes"
	Often     Degree = "often"
)

// Degrees are all, from the least.
var Degrees = []Degree{Seldom, Sometimes, Often}

// Hours is a kind of working hours.
type Hours string

// The kinds of hours.
const (
	Daytime  Hours = "daytime"  // weekdays, office hours
	Shifts   Hours = "shifts"   // nights, weekends, turns
	Flexible Hours = "flexible" // one's own hours within limits
	PartTime Hours = "part-time"
)

// AllHours are all kinds of hours.
var AllHours = []Hours{Daytime, Shifts, Flexible, PartTime}

var hoursWords = map[Hours]string{Daytime: "weekday office hours", Shifts: "evening, night or weekend shifts", Flexible: "flexible hours", PartTime: "part-time work"}

// Words is the kind in words: "weekday office hours".
func (h Hours) Words() string { return hoursWords[h] }

// Interest is what somebody likes to work on.
type Interest string

// The interests.
const (
	Coding     Interest = "coding"
	Records    Interest = "records"
	Data       Interest = "data"
	Technology Interest = "technology"
	Law        Interest = "law"
	Money      Interest = "money"
	People     Interest = "people"
	Medicine   Interest = "medicine"
	Leading    Interest = "leading"
)

// Interests are all.
var Interests = []Interest{Coding, Records, Data, Technology, Law, Money, People, Medicine, Leading}

var interestWords = map[Interest]string{
	Coding: "turning records into codes", Records: "keeping records complete and in order", Data: "working with numbers and data",
	Technology: "computers and software", Law: "privacy, rules and law", Money: "billing, claims and payment",
	People: "helping people face to face", Medicine: "diseases, anatomy and treatment", Leading: "leading people and projects",
}

// Words is the interest in words: "working with numbers and data".
func (i Interest) Words() string { return interestWords[i] }

// Field is where somebody worked.
type Field string

// The fields of experience.
const (
	CodingWork   Field = "coding"
	RecordsWork  Field = "records"
	BillingWork  Field = "billing"
	DataWork     Field = "health-data"
	PrivacyWork  Field = "privacy"
	DocumentWork Field = "documentation"
	RegistryWork Field = "cancer-registry"
	RuleWork     Field = "compliance"
	ComputerWork Field = "technology"
	CareWork     Field = "patient-care"
	LeadingWork  Field = "leading"
)

// Fields are all.
var Fields = []Field{CodingWork, RecordsWork, BillingWork, DataWork, PrivacyWork, DocumentWork, RegistryWork, RuleWork, ComputerWork, CareWork, LeadingWork}

var fieldWords = map[Field]string{
	CodingWork: "coding", RecordsWork: "health records", BillingWork: "billing and claims", DataWork: "health data",
	PrivacyWork: "managing health care privacy or security", DocumentWork: "clinical documentation integrity", RegistryWork: "a cancer registry", RuleWork: "compliance or auditing",
	ComputerWork: "information technology", CareWork: "patient care", LeadingWork: "leading a team",
}

// Words is the field in words: "health records".
func (f Field) Words() string { return fieldWords[f] }

func (e *entry) career() Career {
	return Career{
		ID: e.must("id"), Name: e.title, Also: e.names("also"), Summary: e.body(), Duties: e.items("Duties"),
		Settings: e.ids("settings"), Education: e.section("Education"), Credentials: e.ids("credentials"), Skills: e.ids("skills"),
		SOC: e.ids("soc"), PayNote: e.section("Pay"), Next: e.ids("next"), Related: e.ids("related"), Domains: e.ids("domains"),
		Day: e.section("A day at work"), Traits: e.traits(), Stamp: e.stamp(),
	}
}

func (e *entry) traits() Traits {
	years, err := strconv.ParseFloat(e.must("years"), 64)
	if err != nil || years < 0 {
		e.fail("the years of work before it are no number")
	}
	return Traits{
		Entry: e.level("entry"), Usual: e.level("usual"), Years: years, Fields: oneOf(e, "fields", Fields),
		Interests: oneOf(e, "interests", Interests), Patients: single(e, "patients", Degrees), Remote: single(e, "remote", Degrees),
		Hours: oneOf(e, "hours", AllHours),
	}
}

// oneOf reads a field whose values are words of a list.
func oneOf[T ~string](e *entry, field string, words []T) []T {
	var all []T
	for _, value := range e.ids(field) {
		if !slices.Contains(words, T(value)) {
			e.fail("%s: %q is none of %v", field, value, words)
		}
		all = append(all, T(value))
	}
	return all
}

func single[T ~string](e *entry, field string, words []T) T {
	all := oneOf(e, field, words)
	if len(all) != 1 {
		e.fail("%s: one of %v is needed", field, words)
		return ""
	}
	return all[0]
}

// QuickFacts is the card of a career: pairs of a name and what it is, in the
// order in which they are shown. Figures say their occupation, measure, period
// and source.
func (h *Handbook) QuickFacts(c *Career) [][2]string {
	facts := [][2]string{{"Usual education", upperFirst(c.Traits.Usual.Words())}}
	if c.Traits.Entry < c.Traits.Usual {
		facts = append(facts, [2]string{"Least education", upperFirst(c.Traits.Entry.Words())})
	}
	if c.Traits.Years > 0 {
		facts = append(facts, [2]string{"Work before it", "Usually " + yearsWords(c.Traits.Years)})
	}
	if len(c.Credentials) > 0 {
		facts = append(facts, [2]string{"Credentials", strings.Join(h.credentialNames(c.Credentials), ", ")})
	}
	for _, soc := range c.SOC {
		for _, m := range []Measure{Median, Growth, Openings} {
			if f := h.Newest(soc, m); f != nil {
				facts = append(facts, [2]string{m.Name(), f.Words()})
			}
		}
	}
	return facts
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// yearsWords writes years: "one year", "18 months", "3 years".
func yearsWords(y float64) string {
	switch {
	case y == 1:
		return "one year"
	case y == float64(int(y)):
		return fmt.Sprintf("%d years", int(y))
	}
	return fmt.Sprintf("%.0f months", 12*y)
}
