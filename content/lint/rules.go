package lint

import (
	"context"
	"slices"
	"strings"

	"chartroom/quiz"
)

// Rule is one thing that is asked of a question or of a set.
type Rule struct {
	Code      string // "L19"; never given to another rule
	Name      string // a slug: "key-longest"
	Severity  Severity
	Rubric    int    // its number in domain/content-plan.md 6.2; 0 = not there
	Checklist int    // its number in domain/psychometrics.md 6; 0 = not there
	Says      string // one sentence: what is asked for
	Fix       string // one sentence: what to do when it is broken
	Breaks    string // an example that breaks it: GIFT, or a table where it has a tab
	Keeps     string // a like example that keeps it

	one func(*item)                 // looks at a question
	set func(context.Context, *set) // looks at a set
}

// Slug names the rule in reports: "lint/L19-key-longest".
func (r *Rule) Slug() string { return "lint/" + r.Code + "-" + r.Name }

// OfSet reports whether the rule looks at a set, not at one question.
func (r *Rule) OfSet() bool { return r.set != nil }

// Rules lists every rule, in the order of their codes.
func Rules() []Rule { return slices.Clone(rules) }

// rules are all rules; each stands in the file with its check.
var rules = slices.Concat(keyRules, stemRules, optionRules, cueRules, reasonRules, arithmeticRules, codeRules, dateRules, markupRules, cardRules, setRules, acceptRules, bookRules)

// Of these codes' exams and credentials domains are named in tags ("rhit:2").
var exams = []string{"rhit", "rhia", "cca", "ccs", "ccs-p", "ccsp", "chda", "chps", "cdip", "cpc", "coc", "cic", "crc", "cpma", "cpb"}

// item is one question that is looked at, cut up once for all rules.
type item struct {
	q      *quiz.Question
	o      *Options
	rule   *Rule // that is looked for
	found  []Finding
	stem   text
	groups []group // its own options, then those of its gaps
}

// group is options that are offered or accepted together.
type group struct {
	kind     quiz.Kind
	multiple bool
	gap      int // from 1; 0 = the question's own
	options  []quiz.Option
	texts    []text
	key      int // the only option that earns something; -1 = none or several
}

// newItem looks at a question in the words of all formats: a code is a typed
// answer, and a table is a text with gaps.
func newItem(q *quiz.Question, o *Options) *item {
	plain := quiz.Unsettle(*q)
	q = &plain
	i := &item{q: q, o: o, stem: newText(q.Stem, q.Markup)}
	if len(q.Options) > 0 || len(q.Gaps) == 0 {
		i.groups = append(i.groups, newGroup(q, q.Kind, q.Multiple, q.Options))
	}
	for n, g := range q.Gaps {
		i.groups = append(i.groups, newGroup(q, g.Kind, g.Multiple, g.Options))
		i.groups[len(i.groups)-1].gap = n + 1
	}
	return i
}

func newGroup(q *quiz.Question, kind quiz.Kind, multiple bool, options []quiz.Option) group {
	g := group{kind: kind, multiple: multiple, options: options, texts: make([]text, len(options)), key: -1}
	right := 0
	for n, o := range options {
		markup := o.Markup
		if markup == "" {
			markup = q.Markup
		}
		g.texts[n] = newText(o.Text, markup)
		if o.Fraction > 0 {
			right++
			g.key = n
		}
	}
	if right != 1 {
		g.key = -1
	}
	return g
}

// say notes a finding of the rule that is looked for.
func (i *item) say(format string, args ...any) {
	i.found = append(i.found, finding(i.rule, i.q, format, args...))
}

// in says where a group stands, before "has ...": empty, or "Gap 2: ".
func (g *group) in() string {
	if g.gap == 0 {
		return ""
	}
	return "Gap " + itoa(g.gap) + ": "
}

// others are the texts of a group without the key's.
func (g *group) others() []text {
	rest := make([]text, 0, len(g.texts))
	for n, t := range g.texts {
		if n != g.key {
			rest = append(rest, t)
		}
	}
	return rest
}

// choices are the groups of which options are offered.
func (i *item) choices(each func(g *group)) {
	for n := range i.groups {
		if i.groups[n].kind == quiz.Choice && len(i.groups[n].options) > 0 {
			each(&i.groups[n])
		}
	}
}

// withKey are the offered options of which just one is right, three or more:
// where a hint can be told from chance.
func (i *item) withKey(each func(g *group)) {
	i.choices(func(g *group) {
		if g.key >= 0 && !g.multiple && len(g.options) >= 3 {
			each(g)
		}
	})
}

// acceptRules look after the acceptances themselves.
var acceptRules = []Rule{{
	Code: "L48", Name: "accepts-no-rule", Severity: Warning,
	Says:   "An accepted exception names a rule that there is.",
	Fix:    "Write the rule's code, as in [accept:L19 the reason].",
	Breaks: "// [accept:longest]\nWhich?{=a ~b ~c}",
	Keeps:  "// [accept:L19 the codes are that long]\nWhich?{=a ~b ~c}",
	one: func(i *item) {
		for _, t := range i.q.Tags {
			rest, is := strings.CutPrefix(t, AcceptTag)
			if code, _ := acceptance(rest); is && !isCode(code) {
				i.say("%s is accepted here, but no rule has this code.", quoted(code))
			}
		}
	},
}}

// isCode reports whether a text is the code of a rule: L and its number.
// (It cannot look the rules up, for it is one of them.)
func isCode(s string) bool {
	return len(s) == 3 && s[0] == 'L' && s >= "L01" && s <= "L49" && isDigit(s[1]) && isDigit(s[2])
}
