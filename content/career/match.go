package career

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Answers are what a learner says of herself.
type Answers struct {
	Education Level             // the highest finished, of any subject
	HIM       Level             // the highest finished in a program in health information management that CAHIIM accredits; NoDiploma = none
	LastTerm  Level             // of such a program in whose last term she is; NoDiploma = none
	Held      []string          // credentials that she holds
	Years     map[Field]float64 // of full-time work
	Interests []Interest        // the strongest first; none = not said
	Hours     []Hours           // that suit her; none = any
	Patients  Wish              // to meet patients
	Remote    Wish              // to work from home
}

// Wish is what somebody wants of something that a career has more or less of.
type Wish string

// The wishes.
const (
	NoMatter Wish = ""
	Wanted   Wish = "yes"
	Unwanted Wish = "no"
)

// Wishes are all, as they are asked.
var Wishes = []Wish{NoMatter, Wanted, Unwanted}

// The weights of a match add up to 100. They are a judgement: what one likes
// counts most, then what one has learned and done, then how one wants to work.
const (
	weightInterests  = 40
	weightEducation  = 20
	weightExperience = 15
	weightHours      = 8
	weightPatients   = 6
	weightRemote     = 6
	weightCredential = 5
)

// Reason is why a career fits or does not, in a sentence that is true of the
// answers.
type Reason struct {
	About Aspect
	For   bool // it speaks for the career
	Text  string
}

// Aspect is what a reason is about.
type Aspect string

// The aspects, in the order in which they are told.
const (
	AboutInterests  Aspect = "interests"
	AboutEducation  Aspect = "education"
	AboutExperience Aspect = "experience"
	AboutCredential Aspect = "credential"
	AboutHours      Aspect = "hours"
	AboutPatients   Aspect = "patients"
	AboutRemote     Aspect = "remote"
)

// CareerMatch is a career and how well it fits.
type CareerMatch struct {
	Career  *Career
	Score   float64 // 0 to 100; nothing but an order
	Reasons []Reason
}

// Match are all careers, what fits best first; of equal ones the order of the
// handbook. The same answers give the same list. A question that was not
// answered counts half and gives no reason.
func (h *Handbook) Match(a Answers) []CareerMatch {
	all := make([]CareerMatch, len(h.Careers))
	for i := range h.Careers {
		all[i] = h.match(a, &h.Careers[i])
	}
	slices.SortStableFunc(all, func(a, b CareerMatch) int { return cmp.Compare(b.Score, a.Score) })
	return all
}

func (h *Handbook) match(a Answers, c *Career) CareerMatch {
	m := CareerMatch{Career: c}
	add := func(about Aspect, weight, enough float64, share float64, text string) {
		m.Score += weight * share
		if text != "" {
			m.Reasons = append(m.Reasons, Reason{About: about, For: share >= enough, Text: text})
		}
	}
	share, text := interestShare(a, c)
	add(AboutInterests, weightInterests, 1e-9, share, text) // any that is shared
	share, text = educationShare(a, c)
	add(AboutEducation, weightEducation, 0.5, share, text)
	share, text = experienceShare(a, c)
	add(AboutExperience, weightExperience, 1, share, text)
	share, text = h.credentialShare(a, c)
	add(AboutCredential, weightCredential, 0.5, share, text)
	share, text = hoursShare(a, c)
	add(AboutHours, weightHours, 0.5, share, text)
	share, text = wishShare(a.Patients, c.Traits.Patients, "meet patients", "Patients are met %s in this work")
	add(AboutPatients, weightPatients, 0.5, share, text)
	share, text = wishShare(a.Remote, c.Traits.Remote, "work from home", "This work is done from home %s")
	add(AboutRemote, weightRemote, 0.5, share, text)
	m.Score = math.Round(10*m.Score) / 10
	return m
}

// shares gives the first of a list half as much again as the second, and so on,
// adding up to 1.
func shares(interests []Interest) map[Interest]float64 {
	all := map[Interest]float64{}
	total, next := 0.0, 1.0
	for _, i := range interests {
		if all[i] == 0 {
			all[i] = next
			total += next
			next /= 1.5
		}
	}
	for i := range all {
		all[i] /= total
	}
	return all
}

// interestShare is how much of what she likes and of what the work is about is
// the same, 0 to 1.
func interestShare(a Answers, c *Career) (float64, string) {
	if len(a.Interests) == 0 {
		return 0.5, ""
	}
	hers, its := shares(a.Interests), shares(c.Traits.Interests)
	same, names := 0.0, []string(nil)
	for _, i := range c.Traits.Interests {
		if s := min(hers[i], its[i]); s > 0 {
			same += s
			names = append(names, i.Words())
		}
	}
	if len(names) == 0 {
		return 0, fmt.Sprintf("It is mostly about %s, which you did not name.", c.Traits.Interests[0].Words())
	}
	return same, fmt.Sprintf("You like %s, and this work has it.", words(names, "and"))
}

// educationShare is 1 with what is usually asked, 0.6 with the least that is
// taken, less below; more than is asked counts a little less than just enough,
// so that work that needs it comes before work that does not.
func educationShare(a Answers, c *Career) (float64, string) {
	has, t := a.Education, c.Traits
	switch {
	case has > t.Usual:
		return max(0.7, 1-0.1*float64(has-t.Usual)), fmt.Sprintf("You have %s, which is more than it usually asks for: %s.", has.Words(), t.Usual.Words())
	case has == t.Usual:
		return 1, fmt.Sprintf("You have %s, as it usually asks for.", has.Words())
	case has >= t.Entry:
		return 0.6, fmt.Sprintf("You have %s, and some get in with that; usually it asks for %s.", has.Words(), t.Usual.Words())
	}
	return max(0, 0.4-0.1*float64(t.Entry-has)), fmt.Sprintf("It asks for %s at least, and you have %s.", t.Entry.Words(), has.Words())
}

// Worked is for how many years she worked in some fields; in any if none is
// named.
func (a Answers) Worked(fields []Field) float64 {
	if len(fields) == 0 {
		fields = Fields
	}
	years := 0.0
	for _, f := range fields {
		years += a.Years[f]
	}
	return years
}

func experienceShare(a Answers, c *Career) (float64, string) {
	years, t := a.Worked(c.Traits.Fields), c.Traits
	switch {
	case t.Years == 0 && years > 0 && len(t.Fields) > 0:
		return 1, fmt.Sprintf("You bring %s of work in %s, though none is asked for at the start.", yearsWords(years), fieldList(a.fieldsOf(t.Fields), "and"))
	case t.Years == 0:
		return 1, "No experience is asked for at the start."
	case years >= t.Years:
		return 1, fmt.Sprintf("It usually asks for %s in %s, and you have %s.", yearsWords(t.Years), fieldList(t.Fields, "or"), yearsWords(years))
	case years > 0:
		return years / t.Years * 0.98, fmt.Sprintf("It usually asks for %s in %s, and you have %s so far.", yearsWords(t.Years), fieldList(t.Fields, "or"), yearsWords(years))
	}
	return 0, fmt.Sprintf("It usually asks for %s of work in %s first.", yearsWords(t.Years), fieldList(t.Fields, "or"))
}

func (h *Handbook) credentialShare(a Answers, c *Career) (float64, string) {
	for _, id := range c.Credentials {
		if slices.Contains(a.Held, id) {
			return 1, fmt.Sprintf("You hold %s, which employers ask for here.", h.Credential(id).Name)
		}
	}
	for _, id := range c.Credentials {
		if s := h.step(a, h.Credential(id), nil); s.Open && len(s.Check) == 0 {
			return 0.5, fmt.Sprintf("You can sit the exam for %s now, which employers ask for here.", h.Credential(id).Name)
		}
	}
	return 0, fmt.Sprintf("The exams of the credentials asked for here (%s) are not open to you yet.", h.names(c.Credentials))
}

func hoursShare(a Answers, c *Career) (float64, string) {
	if len(a.Hours) == 0 {
		return 0.5, ""
	}
	var same []string
	for _, hours := range c.Traits.Hours {
		if slices.Contains(a.Hours, hours) {
			same = append(same, hours.Words())
		}
	}
	if len(same) == 0 {
		var its []string
		for _, hours := range c.Traits.Hours {
			its = append(its, hours.Words())
		}
		return 0, fmt.Sprintf("It comes with %s, which you did not choose.", words(its, "and"))
	}
	return 0.5 + 0.5*float64(len(same))/float64(len(a.Hours)), fmt.Sprintf("It can be done in %s, as you want.", words(same, "and"))
}

var wishedDegree = map[Degree]float64{Seldom: 0, Sometimes: 0.5, Often: 1}

// wishShare compares a wish with how often the career grants it.
func wishShare(w Wish, d Degree, to, fact string) (float64, string) {
	fact = fmt.Sprintf(fact, d)
	switch w {
	case Wanted:
		return wishedDegree[d], fmt.Sprintf("%s, and you want to %s.", fact, to)
	case Unwanted:
		return 1 - wishedDegree[d], fmt.Sprintf("%s, and you would rather not %s.", fact, to)
	}
	return 0.5, ""
}

func (h *Handbook) names(credentials []string) string {
	return words(h.credentialNames(credentials), "or")
}

func (h *Handbook) credentialNames(ids []string) []string {
	var all []string
	for _, id := range ids {
		all = append(all, h.Credential(id).Name)
	}
	return all
}

func fieldList(fields []Field, last string) string {
	var all []string
	for _, f := range fields {
		all = append(all, f.Words())
	}
	return words(all, last)
}

// fieldsOf are those of some fields in which she worked.
func (a Answers) fieldsOf(fields []Field) []Field {
	var all []Field
	for _, f := range fields {
		if a.Years[f] > 0 {
			all = append(all, f)
		}
	}
	return all
}

// words writes a list: "a, b and c".
func words(all []string, last string) string {
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	return strings.Join(all[:len(all)-1], ", ") + " " + last + " " + all[len(all)-1]
}
