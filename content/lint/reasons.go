package lint

import (
	"strings"

	"chartroom/quiz"
)

// reasonRules ask that answers are explained, and where the facts come from.
var reasonRules = []Rule{
	{
		Code: "L25", Name: "no-rationale", Severity: Advice, Rubric: 3, Checklist: 14,
		Says:   "A question that is marked says why its answer is right.",
		Fix:    "Write a rationale: in GIFT after #### at the end of the answers.",
		Breaks: "In how many days?{#30}",
		Keeps:  "In how many days?{#30####The rule gives 30 days from receipt.}",
		one:    noRationale,
	},
	{
		Code: "L26", Name: "option-unexplained", Severity: Advice, Rubric: 3, Checklist: 14,
		Says:   "Each option of a choice says why it is right or wrong.",
		Fix:    "Write after each option, behind #, why it is right or which mistake leads to it.",
		Breaks: "Which?{=a#This is what the rule names. ~b#Wrong. ~c}",
		Keeps:  "Which?{=a#This is what the rule names. ~b#This was the rule before. ~c#This belongs to another rule.}",
		one:    optionUnexplained,
	},
	{
		Code: "L27", Name: "no-source", Severity: Advice, Rubric: 2, Checklist: 14,
		Says:   "A question or card names the source of its facts.",
		Fix:    "End the rationale with a sentence such as: Source: 45 CFR 164.524(b)(2), 2026",
		Breaks: "In how many days?{#30####The rule gives 30 days.}",
		Keeps:  "In how many days?{#30####The rule gives 30 days. Source\\: 45 CFR 164.524(b)(2), 2026}",
		one:    noSource,
	},
	{
		Code: "L28", Name: "vague-source", Severity: Advice, Rubric: 2, Checklist: 14,
		Says:   "A source has its section and its year; a standard formula is written out.",
		Fix:    "Add the section and the year, as in 45 CFR 164.524(b)(2), 2026.",
		Breaks: "In how many days?{#30####The rule gives 30 days. Source\\: the privacy rule}",
		Keeps:  "In how many days?{#30####The rule gives 30 days. Source\\: 45 CFR 164.524(b)(2), 2026}",
		one:    vagueSource,
	},
}

// marked reports whether the app marks answers to a question.
func (i *item) marked() bool {
	switch i.q.Kind {
	case quiz.Choice, quiz.TrueFalse, quiz.Text, quiz.Number, quiz.Cloze, quiz.Match, quiz.Order, quiz.Hotspot:
		return true
	}
	return false
}

func noRationale(i *item) {
	if !i.marked() || strings.TrimSpace(i.q.Rationale) != "" {
		return
	}
	for _, g := range i.groups {
		for _, o := range g.options {
			if explains(o.Feedback) {
				return
			}
		}
	}
	i.say("Nothing says why the answer is right.")
}

// explains reports whether a feedback is more than a verdict.
func explains(feedback string) bool {
	const least = 4 // words: "Correct, well done." explains nothing
	return feedback != "" && len(strings.Fields(visible(feedback, ""))) >= least
}

func optionUnexplained(i *item) {
	if i.q.Kind != quiz.Choice {
		return
	}
	bare := 0
	for _, o := range i.q.Options {
		if !explains(o.Feedback) {
			bare++
		}
	}
	switch {
	case bare == len(i.q.Options) && strings.TrimSpace(i.q.Rationale) == "": // that is another rule
	case bare == len(i.q.Options) && bare > 1:
		i.say("No option says why it is right or wrong.")
	case bare > 0:
		i.say("%d of %d options do not say why they are right or wrong.", bare, len(i.q.Options))
	}
}

// cites reports whether a text has a source in it.
func cites(s string) bool {
	for _, mark := range []string{"CFR", "U.S.C.", "USC ", "§", "ource:", "uidelines FY", "Coding Clinic", "http://", "https://", "doi"} {
		if strings.Contains(s, mark) {
			return true
		}
	}
	return false
}

func noSource(i *item) {
	if !i.marked() && i.q.Kind != quiz.Flip || strings.TrimSpace(i.q.Source) != "" || cites(i.q.Rationale) {
		return
	}
	for _, o := range i.q.Options {
		if o.Fraction > 0 && cites(o.Feedback) {
			return
		}
	}
	i.say("It names no source.")
}

func vagueSource(i *item) {
	s := strings.TrimSpace(i.q.Source)
	if !i.marked() || s == "" || isDefinition(s) {
		return
	}
	switch year, section := hasYear(s), hasSection(s); {
	case !year && !section:
		i.say("The source %s has neither section nor year.", quoted(s))
	case !year:
		i.say("The source %s has no year.", quoted(s))
	case !section:
		i.say("The source %s has no section.", quoted(s))
	}
}

// isDefinition reports whether a source is a formula or a term of statistics
// that is written out: it belongs to no law and no year.
func isDefinition(s string) bool {
	low := strings.ToLower(s)
	for _, begin := range []string{"standard formula", "standard definition", "standard audit formula", "standard audit definition"} {
		if rest, ok := strings.CutPrefix(low, begin); ok && len(rest) >= 20 {
			return true
		}
	}
	return false
}

// hasYear reports whether a text has a year from 1900 to 2099, as "2026" or
// "FY2026".
func hasYear(s string) bool {
	for _, w := range cut(s) {
		low := strings.TrimPrefix(w.low, "fy")
		if len(low) >= 4 && (low[:2] == "19" || low[:2] == "20") && isDigit(low[2]) && isDigit(low[3]) && (len(low) == 4 || low[4] == '-') {
			return true
		}
	}
	return false
}

// hasSection reports whether a text names a place: a number that is no year, a
// Roman section, or a title in capitals.
func hasSection(s string) bool {
	capitals := 0
	for _, w := range cut(s) {
		as := s[w.at:w.end]
		switch {
		case isDigit(as[0]) && !hasYear(as) && len(as) > 1, strings.Contains(as, ".") && len(as) > 3:
			return true
		case len(as) >= 3 && strings.ToUpper(as) == as && !isDigit(as[0]) && !hasYear(as):
			return true
		}
		if as[0] >= 'A' && as[0] <= 'Z' && !hasYear(as) {
			if capitals++; capitals > 1 {
				return true
			}
		} else {
			capitals = 0
		}
	}
	return false
}
