package quiz

import (
	"cmp"
	"fmt"
	"slices"
)

// NotYet is why no chance to pass is told, in a sentence, or "".
func (r *Readiness) NotYet() string {
	if r.Enough() {
		return ""
	}
	return fmt.Sprintf("Not yet: a chance to pass is told from %d answers on, and there are %d.", EnoughAnswers, r.Answers)
}

// Rests says in sentences what the chance to pass rests on; names are those of
// the domains, in the order of the input.
func (r *Readiness) Rests(names []string) []string {
	all := []string{fmt.Sprintf("It rests on %s in %s.", Count(r.Answers, "answer"), Count(len(r.Domains), "domain"))}
	if r.Answers > 0 && r.Evidence < .9*float64(r.Answers) {
		all = append(all, fmt.Sprintf("Many are old: they tell as much as %.0f new ones.", r.Evidence))
	}
	if d := r.unsure(); d >= 0 && d < len(names) {
		one := r.Domains[d]
		all = append(all, fmt.Sprintf("Least is known of %s: %s, so its score may lie anywhere from %.0f to %.0f %%.", names[d], Count(one.Answers, "answer"), 100*one.Score.Low, 100*one.Score.High))
	}
	if r.Cut[0] < r.Cut[1] {
		all = append(all, fmt.Sprintf("The exam does not say how many right answers it takes; from %.0f to %.0f %% are thought equally likely.", 100*r.Cut[0], 100*r.Cut[1]))
	} else {
		all = append(all, fmt.Sprintf("It takes %.0f %% right to pass.", 100*r.Cut[0]))
	}
	return append(all, "It is an estimate from practice, not a promise.")
}

// unsure is the domain whose score is least sure, -1 without domains.
func (r *Readiness) unsure() int {
	worst := -1
	for d, one := range r.Domains {
		if worst < 0 || one.Score.High-one.Score.Low > r.Domains[worst].Score.High-r.Domains[worst].Score.Low {
			worst = d
		}
	}
	return worst
}

// Raise is what one hour in a domain is expected to add to the chance to pass.
type Raise struct {
	Domain int
	Gain   float64 // of Readiness.Pass, 0 to 1
}

// Raises are the domains by what they would add, the best first. points are
// how many more right answers in a hundred of a domain's items an hour brings,
// as the plan expects them; nil = one in every domain.
func (r *Readiness) Raises(points []float64) []Raise {
	all := make([]Raise, len(r.Domains))
	for d, one := range r.Domains {
		gain := one.PerPoint
		if d < len(points) {
			gain *= points[d]
		}
		all[d] = Raise{d, gain}
	}
	slices.SortStableFunc(all, func(a, b Raise) int { return cmp.Compare(b.Gain, a.Gain) })
	return all
}
