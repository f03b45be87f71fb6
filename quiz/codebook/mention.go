package codebook

import (
	"regexp"
	"slices"

	"chartroom/quiz"
)

// Mention is a code that a question names.
type Mention struct {
	Code  string // without its dot
	Key   bool   // it is the answer, or one of the answers, of a question for a code
	Wrong bool   // it stands in an option that earns nothing
}

// dotted is a code of ICD-10-CM with its dot, after which three characters are
// at least two digits: version numbers and times look otherwise. A backslash
// before the dot is GIFT's.
var dotted = regexp.MustCompile(`\b([A-TV-Z][0-9][0-9AB]|U[0-9][0-9])\.([0-9A-Z]{1,4})\b`)

// Mentions are the codes of a set that a question names, in their order: the
// keys of a question for a code of that set, and for ICD-10-CM the codes with
// a dot in what is asked, offered and explained.
func Mentions(q *quiz.Question, set Set) []Mention {
	var all []Mention
	of, _ := q.CodeSet()
	typed := of == string(set) && (q.Kind == quiz.Code || q.Kind == quiz.Text)
	if typed {
		for _, o := range q.Options {
			if code := quiz.CodeKey(o.Text); o.Fraction > 0 && !o.Any && !slices.Contains([]byte(o.Text), '*') {
				all = append(all, Mention{Code: code, Key: true})
			}
		}
	}
	if set != ICD10CM {
		return all
	}
	add := func(text string, wrong bool) {
		for _, m := range dotted.FindAllStringSubmatch(text, -1) {
			all = append(all, Mention{Code: m[1] + m[2], Wrong: wrong})
		}
	}
	add(q.Stem, false)
	for _, o := range q.Options {
		if !typed {
			add(o.Text, o.Fraction <= 0)
		}
		add(o.Feedback, false)
	}
	for _, g := range q.Gaps {
		for _, o := range g.Options {
			add(o.Text, o.Fraction <= 0)
			add(o.Feedback, false)
		}
	}
	add(q.Rationale, false)
	return all
}
