package career

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Found is something of the handbook that can be searched for.
type Found struct {
	Subject string   // "career:medical-coder": what jottings and links use
	Kind    string   // "Career": for the learner
	Name    string   // "Medical Coder"
	Also    []string // other names of it
	Stamp   Stamp
}

// Index are all that can be searched for, in the handbook's order. Subjects are
// unique.
func (h *Handbook) Index() []Found {
	var all []Found
	add := func(kind, prefix, id, name string, stamp Stamp, also ...string) {
		all = append(all, Found{Subject: prefix + ":" + id, Kind: kind, Name: name, Also: also, Stamp: stamp})
	}
	for _, c := range h.Careers {
		add("Career", "career", c.ID, c.Name, c.Stamp, c.Also...)
	}
	for _, c := range h.Credentials {
		add("Credential", "credential", c.ID, c.Name, c.Stamp, c.Full)
	}
	for _, s := range h.Settings {
		add("Work setting", "setting", s.ID, s.Name, s.Stamp, s.Also...)
	}
	for _, r := range h.Ladder {
		add("Education", "education", r.Level.String(), r.Name, r.Stamp)
	}
	for _, p := range h.Schooling {
		add("Education", "schooling", p.ID, p.Title, p.Stamp)
	}
	for _, s := range h.Skills {
		add("Skill", "skill", s.ID, s.Name, s.Stamp, s.Also...)
	}
	for _, l := range h.Plan {
		add("Plan", "planner", l.ID, l.Title, l.Stamp)
	}
	for _, l := range h.Lists {
		add("Checklist", "list", l.ID, l.Title, l.Stamp)
	}
	for _, o := range h.Organizations {
		add("Organization", "organization", o.ID, o.Name, o.Stamp, append([]string{o.Short}, o.Former...)...)
	}
	for _, p := range h.Questions {
		add("Question", "question", p.ID, p.Title, p.Stamp)
	}
	for _, p := range h.Outlook {
		add("Pay and outlook", "outlook", p.ID, p.Title, p.Stamp)
	}
	for _, c := range h.Corrections {
		add("Old numbers, old names", "correction", c.ID, c.Title, c.Stamp)
	}
	return all
}

// Overdue are those that were to be looked at again before a day, written
// yyyy-mm-dd, and how many figures are.
func (h *Handbook) Overdue(day string) (pages []Found, figures int) {
	for _, f := range h.Index() {
		if f.Stamp.ReviewBy < day {
			pages = append(pages, f)
		}
	}
	for _, f := range h.Figures {
		if f.ReviewBy != "" && f.ReviewBy < day {
			figures++
		}
	}
	return pages, figures
}

// Find are the things of the handbook of which some name has every word of the
// query, or a word that begins with it: at most limit, what fits best first.
func (h *Handbook) Find(query string, limit int) []Found {
	want := searchWords(query)
	if len(want) == 0 {
		return nil
	}
	type hit struct {
		Found
		rank int
	}
	var hits []hit
	for _, f := range h.Index() {
		best := 0
		for i, name := range append([]string{f.Name}, f.Also...) {
			best = max(best, fits(want, searchWords(name), i == 0))
		}
		if best > 0 {
			hits = append(hits, hit{f, best})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.rank, a.rank) })
	var all []Found
	for _, h := range hits[:min(limit, len(hits))] {
		all = append(all, h.Found)
	}
	return all
}

// fits is how well a name answers a query: 0 = not at all; the same words are
// best, and its own name is better than another.
func fits(want, name []string, own bool) int {
	rank := 1
	for _, w := range want {
		if !slices.ContainsFunc(name, func(n string) bool { return strings.HasPrefix(n, w) }) {
			return 0
		}
	}
	if slices.Equal(want, name) {
		rank += 2
	}
	if own {
		rank++
	}
	return rank
}

func searchWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
