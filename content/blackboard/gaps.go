package blackboard

import (
	"fmt"
	"slices"
	"strings"

	"chartroom/content/intake"
	"chartroom/content/parse"
	"chartroom/quiz"
)

func excerpt(s string) string { return parse.Excerpt(s, 40) }

// group is a variable of a text with gaps, and what goes with it.
type group struct {
	name    string
	at      int // byte offset of its field
	answers []string
}

// blanks reads FIB_PLUS: variables with their answers, an empty field between
// them.
func (r *row) blanks() {
	r.Q.Kind = quiz.Cloze
	named := r.namesInText()
	var groups []group
	open := false
	for i := 2; i < len(r.fields); i++ {
		field := r.get(i)
		switch {
		case field == "":
			open = false
		case open && len(groups[len(groups)-1].answers) > 0 && named[bare(field)] && !r.taken(groups, bare(field)):
			r.Repair(r.place(i), "no-empty-field", "No empty field stands before the variable %q; it was known by its brackets in the text.", excerpt(field))
			groups = append(groups, group{bare(field), r.place(i), nil})
		case !open:
			groups, open = append(groups, group{bare(field), r.place(i), nil}), true
		default:
			g := &groups[len(groups)-1]
			g.answers = append(g.answers, field)
		}
	}
	r.fill(groups, func(g group) quiz.Gap {
		gap := quiz.Gap{Kind: quiz.Text, Weight: 1}
		for _, answer := range g.answers {
			gap.Options = append(gap.Options, intake.Typed(answer, 1))
		}
		return gap
	})
}

// bare is a variable without the brackets that some people write in its field
// too.
func bare(name string) string {
	if inner, ok := strings.CutPrefix(name, "["); ok && strings.HasSuffix(inner, "]") {
		return strings.TrimSuffix(inner, "]")
	}
	return name
}

// taken reports whether a variable has its answers already.
func (r *row) taken(groups []group, name string) bool {
	return slices.ContainsFunc(groups, func(g group) bool { return g.name == name })
}

// namesInText are the words in brackets in the row's text.
func (r *row) namesInText() map[string]bool {
	names := map[string]bool{}
	for rest := r.get(1); ; {
		_, inside, found := strings.Cut(rest, "[")
		if !found {
			return names
		}
		if n := strings.IndexByte(inside[:min(len(inside), longestName)], ']'); n >= 0 {
			names[inside[:n]] = true
		}
		rest = inside
	}
}

// longestName is how long a variable may be that is known by its brackets, in
// bytes (our own proposal).
const longestName = 60

// jumbled reads choices, each with the variable that it belongs to, or with an
// empty field.
func (r *row) jumbled() {
	r.Q.Kind = quiz.Cloze
	var choices []string
	var groups []group
	for i := 2; i < len(r.fields); i += 2 {
		choice, name := intake.Words(r.get(i)), bare(r.get(i+1))
		if choice == "" {
			if name != "" {
				r.Fail(r.place(i+1), "empty-right-answer", "The choice for [%s] is empty", excerpt(name))
				return
			}
			continue
		}
		if !slices.Contains(choices, choice) {
			choices = append(choices, choice)
		}
		if name == "" {
			continue
		}
		at := slices.IndexFunc(groups, func(g group) bool { return g.name == name })
		if at < 0 {
			at, groups = len(groups), append(groups, group{name: name, at: r.place(i + 1)})
		}
		groups[at].answers = append(groups[at].answers, choice)
	}
	if len(groups)*len(choices) > mostChoices {
		r.Fail(r.At, "many-answers", "This row has %d choices for %d gaps, which is more than can be shown", len(choices), len(groups))
		return
	}
	r.fill(groups, func(g group) quiz.Gap {
		gap := quiz.Gap{Kind: quiz.Choice, Weight: 1}
		for _, choice := range choices {
			o := quiz.Option{Text: choice, Markup: quiz.Plain}
			if slices.Contains(g.answers, choice) {
				o.Fraction = 1
			}
			gap.Options = append(gap.Options, o)
		}
		return gap
	})
}

// mostChoices is how many choices all the gaps of a text may offer together
// (our own proposal; Blackboard takes ten variables and a hundred answers).
const mostChoices = 10_000

// fill puts gaps into the text where the groups' variables stand, in the order
// of the text.
func (r *row) fill(groups []group, gap func(group) quiz.Gap) {
	stem, markup := intake.ForGaps(r.get(1))
	if len(groups) == 0 {
		r.Fail(r.place(2), "no-variable", "This row has no variable with an answer")
		return
	}
	places := make([]int, len(groups))
	for i, g := range groups {
		mark := "[" + g.name + "]"
		places[i] = strings.Index(stem, mark)
		switch {
		case len(g.answers) == 0:
			r.Fail(g.at, "no-answer", "The variable %q has no answer", excerpt(g.name))
		case slices.ContainsFunc(groups[:i], func(h group) bool { return h.name == g.name }):
			r.Fail(g.at, "variable-twice", "The variable %q has answers twice", excerpt(g.name))
		case places[i] < 0:
			r.Fail(g.at, "variable-not-in-text", "The text has no %s for the variable", excerpt(mark))
		case strings.Count(stem, mark) > 1:
			r.Warn(g.at, "variable-twice-in-text", "%s stands in the text more than once; only the first is a gap.", excerpt(mark))
		}
	}
	if r.Failed() {
		return
	}
	order := make([]int, len(groups))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return places[a] - places[b] })
	var b strings.Builder
	from := 0
	for n, i := range order {
		if places[i] < from { // "[a[b]" of the variables "a[b" and "b"
			r.Fail(groups[i].at, "variable-not-in-text", "The variable %q stands within another", excerpt(groups[i].name))
			return
		}
		fmt.Fprintf(&b, "%s{{%d}}", stem[from:places[i]], n+1)
		from = places[i] + len("[]") + len(groups[i].name)
		r.Q.Gaps = append(r.Q.Gaps, gap(groups[i]))
	}
	r.Q.Stem, r.Q.Markup = b.String()+stem[from:], markup
}
