package lint

import (
	"strings"

	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// CodeBook knows the codes of code sets, and the headings that are not
// themselves reported.
type CodeBook interface {
	quiz.CodeBook
	Heading(set string, year int, code string) bool
}

// bookRules look codes up.
var bookRules = []Rule{{
	Code: "L49", Name: "code-not-valid", Severity: Error,
	Says:   "The code that is asked for can be reported in the year that the question states, and the codes of ICD-10-CM that it names exist; this is looked at where the code book is installed.",
	Fix:    "Look the code up in the book of that year, or state another year.",
	Breaks: "// [tag:code:icd10cm-2026] \nCode type 2 diabetes mellitus without complications.{=E11.99}",
	Keeps:  "// [tag:code:icd10cm-2026] \nCode type 2 diabetes mellitus without complications.{=E11.9}",
	one:    codesThatExist,
}}

// codesThatExist looks up the codes of a question that states their set and
// year. A code in a wrong option may be made up; an answer may not, and must be
// reportable. In what is explained, headings have their place, and so has a code
// that is said not to exist.
func codesThatExist(i *item) {
	set, year := i.q.CodeSet()
	if i.o.Codes == nil || year == 0 {
		return
	}
	said := map[string]bool{}
	for _, m := range codebook.Mentions(i.q, codebook.Set(set)) {
		valid, known := i.o.Codes.Valid(set, year, m.Code)
		if !known || valid || m.Wrong || said[m.Code] {
			continue
		}
		heading := i.o.Codes.Heading(set, year, m.Code)
		switch {
		case m.Key && heading:
			i.say("%s is a heading of %s %d and cannot be reported.", quiz.WriteCode(set, m.Code), quiz.CodeSetName(set), year)
		case m.Key || !heading && !i.denies(quiz.WriteCode(set, m.Code)):
			i.say("%s %d has no code %s.", quiz.CodeSetName(set), year, quiz.WriteCode(set, m.Code))
		default:
			continue
		}
		said[m.Code] = true
	}
}

// denies reports whether a code stands in a wrong option too, or in a sentence
// that speaks of what is no code.
func (i *item) denies(code string) bool {
	denied := false
	i.read(func(t *text, option bool) {
		if !strings.Contains(t.plain, code) {
			return
		}
		low := strings.ToLower(t.plain)
		for _, w := range []string{"invalid", "not valid", "no such code", "not a code", "no code", "does not exist", "not exist", "too short", "incomplete", "deleted", "not a valid", "no valid"} {
			denied = denied || strings.Contains(low, w)
		}
	})
	for _, g := range i.groups {
		for n, o := range g.options {
			denied = denied || o.Fraction <= 0 && strings.Contains(g.texts[n].plain, code)
		}
	}
	return denied
}
