package library

import (
	"fmt"
	"strings"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
)

// versions are what a question was over time, the newest first.
type versions struct {
	all []storage.Version
	at  int // chosen, 1 or more: it is compared with what stands now
}

// openVersions shows what the question on the page was before.
func (m *model) openVersions() error {
	all, err := m.act.Reader().Versions(ctx(), m.detail.Question.ID)
	if err != nil {
		return err
	}
	if len(all) < 2 {
		return problem("This question has no earlier versions: it stands as it came.")
	}
	m.versions, m.page = &versions{all: all, at: 1}, comparing
	return nil
}

// move chooses another version.
func (v *versions) move(by int) { v.at = max(1, min(v.at+by, len(v.all)-1)) }

// words says where a version comes from.
func (v *versions) words(i int) string {
	switch {
	case v.all[i].At.IsZero() && i == len(v.all)-1:
		return "as it came"
	case v.all[i].At.IsZero():
		return "as a file said"
	}
	return "written " + date(v.all[i].At) + v.all[i].At.Format(", 15:04")
}

// compared are the texts in which the chosen version differs from what stands
// now.
func (v *versions) compared() []textChange {
	return differences(&v.all[v.at].Question, &v.all[0].Question)
}

// differences are the texts and ticks in which two versions of a question
// differ, in the order of the question.
func differences(before, after *quiz.Question) (out []textChange) {
	b, a := facts(before), facts(after)
	seen := map[string]bool{}
	was := map[string]string{}
	for _, f := range b {
		was[f.name] = f.value
	}
	for _, f := range a {
		seen[f.name] = true
		if was[f.name] != f.value {
			out = append(out, textChange{name: f.name, before: was[f.name], after: f.value})
		}
	}
	for _, f := range b {
		if !seen[f.name] && f.value != "" {
			out = append(out, textChange{name: f.name, before: f.value})
		}
	}
	return out
}

// fact is one thing that a question says.
type fact struct{ name, value string }

// facts are all that a question says, in words.
func facts(q *quiz.Question) []fact {
	var all []fact
	copied := apart(*q)
	for _, t := range texts(&copied) {
		all = append(all, fact{t.name, *t.text})
	}
	d := draft{before: *q}
	for i, o := range q.Options {
		mark := fmt.Sprintf("%.0f %%", o.Fraction*100)
		if o.Tolerance > 0 {
			mark += ", give or take " + plainNumber(o.Tolerance)
		}
		all = append(all, fact{d.name(i) + ", earns", mark})
	}
	for i, g := range q.Gaps {
		for k, o := range g.Options {
			all = append(all, fact{fmt.Sprintf("Gap %d, answer %d, earns", i+1, k+1), fmt.Sprintf("%.0f %%", o.Fraction*100)})
		}
	}
	if p := q.Picture; p != nil {
		all = append(all, fact{"Picture", p.Media}, fact{"Place asked for", pictureName(p.Asked)})
		for i, r := range p.Regions {
			all = append(all, fact{pictureName(i) + ", where", fmt.Sprintf("%.0f %%, %.0f %%, %.0f %% wide, %.0f %% high", r.X*100, r.Y*100, r.W*100, r.H*100)})
		}
	}
	if r := q.Drill; r != nil {
		all = append(all, fact{"Formula", r.Formula}, fact{"Conditions", strings.Join(r.Where, "; ")}, fact{"Rounded to", quiz.Count(r.Decimals, "decimal")})
		for _, v := range r.Vars {
			all = append(all, fact{"Value " + v.Name, fmt.Sprintf("%s to %s, step %s, or one of %v", plainNumber(v.Min), plainNumber(v.Max), plainNumber(v.Step), v.Choices)})
		}
	}
	yes := func(name string, on bool) {
		if on {
			all = append(all, fact{name, "yes"})
		}
	}
	yes("Several options are right", q.Multiple)
	yes("The order is kept", q.KeepOrder)
	yes("Capitals count", q.CaseSensitive)
	yes("The answer is typed", q.Typed)
	return append(all, fact{"Tags", strings.Join(q.Tags, ", ")}, fact{"As of", q.AsOf}, fact{"Check again by", q.ReviewBy},
		fact{"Kind", kindWord(q.Kind)}, fact{"Written as", string(q.Markup)})
}

// restore makes the chosen version the one that stands; the one that stood is
// a version like the others.
func (m *model) restore() (actions.Done, error) {
	v := m.versions
	q := v.all[v.at].Question
	done, err := m.act.Correct(ctx(), q)
	if err != nil {
		return done, err
	}
	done.Label = "restoring of a version"
	done.Say = strings.TrimSpace("Restored: the question is " + v.words(v.at) + " again. Your progress on it stays. " + done.Say)
	return done, m.leaveVersions()
}

// leaveVersions goes back to the question.
func (m *model) leaveVersions() error {
	m.versions, m.page = nil, reading
	return m.reread()
}
