// Package career holds what Chartroom says about work in health information:
// careers, settings, schooling, credentials, pay and outlook, skills, plans,
// organizations, questions people ask and the old figures that still go round.
//
// It reads the Markdown and CSV files of content/builtin/careers, which an
// instructor can correct in a text editor, and it compares them with what a
// learner says of herself. It saves nothing and shows nothing; it never names a
// school and never advertises. Figures of an exam (fees, time, domains) are in
// its blueprint: a credential names the blueprint and does not repeat them.
package career

import (
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"chartroom/content"
)

// Handbook is everything that is said about careers, in the order of the files.
// It is shared: nobody may change it.
type Handbook struct {
	Careers       []Career
	Settings      []Setting
	Ladder        []Rung // from a certificate upwards
	Schooling     []Page // high school, online study, how to check accreditation
	Credentials   []Credential
	Plan          []List // the four steps
	Lists         []List // job search, internship, resume, interview
	Skills        []Skill
	Organizations []Organization
	Questions     []Page
	Corrections   []Correction
	Outlook       []Page // what drives demand, how to read a figure
	Figures       []Figure
}

// Stamp says where something comes from, how old it is and how far it can be
// trusted.
type Stamp struct {
	Sources    []string
	CheckedOn  string // yyyy-mm-dd
	AsOf       string // yyyy-mm: what the text describes
	ReviewBy   string // yyyy-mm-dd: look again by then
	Confidence string // A, B or C as in quiz.Fact
}

// Page is a text under a heading.
type Page struct {
	ID    string
	Title string
	Text  string // Markdown: paragraphs and lists
	Stamp
}

// Load reads the shipped files, once: the first call pays for all. Every link
// in them resolves.
func Load() (*Handbook, error) { return load() }

var load = sync.OnceValues(func() (*Handbook, error) { return Read(content.Careers()) })

// Read reads the files of a folder that is laid out like the shipped one. The
// first thing that is wrong in one is the error, with its file and line.
func Read(files fs.FS) (*Handbook, error) {
	h := &Handbook{}
	for _, r := range []struct {
		folder string
		put    func(*entry)
	}{
		{"profiles", func(e *entry) { h.Careers = append(h.Careers, e.career()) }},
		{"settings", func(e *entry) { h.Settings = append(h.Settings, e.setting()) }},
		{"education/ladder.md", func(e *entry) { h.Ladder = append(h.Ladder, e.rung()) }},
		{"education/schooling.md", func(e *entry) { h.Schooling = append(h.Schooling, e.page()) }},
		{"credentials", func(e *entry) { h.Credentials = append(h.Credentials, e.credential()) }},
		{"plan/steps.md", func(e *entry) { h.Plan = append(h.Plan, e.list()) }},
		{"plan/lists.md", func(e *entry) { h.Lists = append(h.Lists, e.list()) }},
		{"skills", func(e *entry) { h.Skills = append(h.Skills, e.skill()) }},
		{"organizations", func(e *entry) { h.Organizations = append(h.Organizations, e.organization()) }},
		{"questions", func(e *entry) { h.Questions = append(h.Questions, e.page()) }},
		{"corrections", func(e *entry) { h.Corrections = append(h.Corrections, e.correction()) }},
		{"pay/outlook.md", func(e *entry) { h.Outlook = append(h.Outlook, e.page()) }},
	} {
		if err := eachEntry(files, r.folder, r.put); err != nil {
			return nil, err
		}
	}
	var err error
	if h.Figures, err = readFigures(files, "pay"); err != nil {
		return nil, err
	}
	return h, h.check()
}

// Career is the career of an id, or nil.
func (h *Handbook) Career(id string) *Career {
	return byID(h.Careers, id, func(c *Career) string { return c.ID })
}

// Setting is the setting of an id, or nil.
func (h *Handbook) Setting(id string) *Setting {
	return byID(h.Settings, id, func(s *Setting) string { return s.ID })
}

// Credential is the credential of an id, or nil.
func (h *Handbook) Credential(id string) *Credential {
	return byID(h.Credentials, id, func(c *Credential) string { return c.ID })
}

// Skill is the skill of an id, or nil.
func (h *Handbook) Skill(id string) *Skill {
	return byID(h.Skills, id, func(s *Skill) string { return s.ID })
}

// Organization is the organization of an id, or nil.
func (h *Handbook) Organization(id string) *Organization {
	return byID(h.Organizations, id, func(o *Organization) string { return o.ID })
}

// Rung is the rung of the ladder for a level of schooling, or nil.
func (h *Handbook) Rung(l Level) *Rung {
	return byID(h.Ladder, l.String(), func(r *Rung) string { return r.Level.String() })
}

// CareersWith are the careers that name a credential, in the handbook's order.
func (h *Handbook) CareersWith(credential string) []Career {
	return careersThat(h, func(c Career) bool { return slices.Contains(c.Credentials, credential) })
}

// CareersUsing are the careers that use what a domain of an exam asks:
// "rhit:4".
func (h *Handbook) CareersUsing(domain string) []Career {
	return careersThat(h, func(c Career) bool { return slices.Contains(c.Domains, domain) })
}

// CareersIn are the careers that work in a setting.
func (h *Handbook) CareersIn(setting string) []Career {
	return careersThat(h, func(c Career) bool { return slices.Contains(c.Settings, setting) })
}

// CareersNeeding are the careers that need a skill.
func (h *Handbook) CareersNeeding(skill string) []Career {
	return careersThat(h, func(c Career) bool { return slices.Contains(c.Skills, skill) })
}

func careersThat(h *Handbook, is func(Career) bool) []Career {
	var found []Career
	for _, c := range h.Careers {
		if is(c) {
			found = append(found, c)
		}
	}
	return found
}

func byID[T any](all []T, id string, of func(*T) string) *T {
	for i := range all {
		if of(&all[i]) == id {
			return &all[i]
		}
	}
	return nil
}

// check says which link leads nowhere and which id is there twice.
func (h *Handbook) check() error {
	for _, c := range h.Careers {
		for _, l := range []struct {
			what  string
			ids   []string
			knows func(string) bool
		}{
			{"setting", c.Settings, func(id string) bool { return h.Setting(id) != nil }},
			{"credential", c.Credentials, func(id string) bool { return h.Credential(id) != nil }},
			{"skill", c.Skills, func(id string) bool { return h.Skill(id) != nil }},
			{"career", slices.Concat(c.Next, c.Related), func(id string) bool { return h.Career(id) != nil }},
			{"occupation with figures of pay", c.SOC, func(soc string) bool { return h.hasPay(soc) }},
		} {
			for _, id := range l.ids {
				if !l.knows(id) {
					return fmt.Errorf("the career %s names the %s %q, which there is not", c.ID, l.what, id)
				}
			}
		}
	}
	for _, c := range h.Credentials {
		if h.Organization(c.Issuer) == nil {
			return fmt.Errorf("the credential %s is issued by %q, which is no organization of the list", c.ID, c.Issuer)
		}
		for _, w := range c.Ways {
			for _, id := range w.Credentials {
				if h.Credential(id) == nil {
					return fmt.Errorf("a way to the credential %s needs %q, which is no credential", c.ID, id)
				}
			}
		}
	}
	return h.checkIDs()
}

func (h *Handbook) checkIDs() error {
	seen := map[string]bool{}
	for _, f := range h.Index() {
		if seen[f.Subject] {
			return fmt.Errorf("%q is there twice", f.Subject)
		}
		seen[f.Subject] = true
	}
	return nil
}

func (h *Handbook) hasPay(soc string) bool {
	return slices.ContainsFunc(h.Figures, func(f Figure) bool { return f.SOC == soc && f.Measure.IsPay() })
}
