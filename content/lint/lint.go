// Package lint looks for faults in the writing of questions: wrong or missing
// keys, hints that give the key away, sums that do not come out, options that
// overlap, facts that are out of date. Each rule has a stable code, says what
// it asks for, and carries an example that breaks it and one that keeps it.
// It changes no question, reads no disk and no clock.
//
// The rules are those of an item-writing rubric that a script can check. They
// follow the National Board of Medical Examiners' Item-Writing Guide (2020) and
// Haladyna, Downing and Rodriguez, A Review of Multiple-Choice Item-Writing
// Guidelines for Classroom Assessment, Applied Measurement in Education 15(3),
// 2002; what is asked of sources, codes and dates is our own.
//
// An author accepts an exception in the file: in GIFT by a mark in the
// question's comment, [accept:L19 the codes are that long], in a table by the
// tag accept:L19. What is accepted is still listed, as accepted.
package lint

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// Severity is how much a fault matters.
type Severity string

// The severities, worst first.
const (
	Error   Severity = "error"   // the question cannot be asked or marked as meant, or must not be
	Warning Severity = "warning" // it misleads those who know, or helps those who guess
	Advice  Severity = "advice"  // something good is missing
)

// Options say how questions are looked at. The zero value will do.
type Options struct {
	Today time.Time // dates are compared with it; zero = they are not
	Exams []string  // the prefixes of tags that name an exam's domain; nil = those that are known
	Off   []string  // codes of rules that are left out
	Codes CodeBook  // that codes are looked up in; nil = they are not
}

// Finding is one fault that was found.
type Finding struct {
	Rule     *Rule
	Severity Severity
	Question string // its name, or its first words; empty = the set as a whole
	Key      string // the question's key; empty = the set as a whole
	Line     int    // from 1; 0 = not from a file, or the set as a whole
	Message  string // a sentence: what is so
	Fix      string // a sentence: what to do
	Accepted bool   // the author says that it is meant
	Reason   string // of the author; may be empty
}

// Problem is the finding as readers of files report theirs. What is accepted
// is a warning that says so.
func (f Finding) Problem() parse.Problem {
	p := parse.Problem{Line: f.Line, Severity: parse.Warning, Rule: f.Rule.Slug(), Question: f.Question, Message: f.Message + " " + f.Fix}
	switch {
	case f.Accepted && f.Reason != "":
		p.Message = f.Message + " Accepted: " + f.Reason
	case f.Accepted:
		p.Message = f.Message + " Accepted."
	case f.Severity == Error:
		p.Severity = parse.Error
	}
	return p
}

// Question looks at one question. It is quick enough to be asked at each key
// press.
func Question(q *quiz.Question, o Options) []Finding {
	i := newItem(q, &o)
	for r := range rules {
		if rule := &rules[r]; rule.one != nil && !slices.Contains(o.Off, rule.Code) {
			i.rule = rule
			rule.one(i)
		}
	}
	return i.found
}

// Bank looks at every question, and at the set as a whole. The findings are in
// the order of the questions; those on the set come last. When ctx is done it
// returns what it has so far.
func Bank(ctx context.Context, bank quiz.Bank, o Options) []Finding {
	var found []Finding
	for n := range bank.Questions {
		if n%256 == 0 && ctx.Err() != nil {
			return found
		}
		found = append(found, Question(&bank.Questions[n], o)...)
	}
	s := newSet(bank.Questions)
	for r := range rules {
		if rule := &rules[r]; rule.set != nil && !slices.Contains(o.Off, rule.Code) && ctx.Err() == nil {
			s.rule = rule
			rule.set(ctx, s)
		}
	}
	found = append(found, s.found...)
	order := make(map[string]int, len(bank.Questions))
	for n := range bank.Questions {
		order[bank.Questions[n].Key] = n
	}
	place := func(f Finding) int {
		if n, ok := order[f.Key]; ok {
			return n
		}
		return len(order)
	}
	slices.SortStableFunc(found, func(a, b Finding) int { return cmp.Compare(place(a), place(b)) })
	return found
}

// Problems are findings as readers of files report theirs.
func Problems(found []Finding) []parse.Problem {
	list := make([]parse.Problem, len(found))
	for n, f := range found {
		list[n] = f.Problem()
	}
	return list
}

// Worst is the worst severity of the findings that are not accepted, or "".
func Worst(found []Finding) Severity {
	worst := Severity("")
	for _, f := range found {
		switch {
		case f.Accepted:
		case f.Severity == Error:
			return Error
		case f.Severity == Warning || worst == "":
			worst = f.Severity
		}
	}
	return worst
}

// Counted are the findings that are not accepted.
func Counted(found []Finding) []Finding {
	return slices.DeleteFunc(slices.Clone(found), func(f Finding) bool { return f.Accepted })
}

// AcceptTag begins a tag that accepts a finding: "accept:L19 and the reason".
const AcceptTag = "accept:"

// accepted looks for the tag that accepts a rule's findings on a question.
func accepted(q *quiz.Question, code string) (reason string, ok bool) {
	for _, t := range q.Tags {
		rest, is := strings.CutPrefix(t, AcceptTag)
		if !is {
			continue
		}
		if named, why := acceptance(rest); named == code {
			return why, true
		}
	}
	return "", false
}

// acceptance cuts the text of an acceptance into the rule's code and the
// reason.
func acceptance(s string) (code, reason string) {
	s = strings.TrimSpace(s)
	end := len(s)
	if i := strings.IndexAny(s, " -_:,"); i >= 0 {
		end = i
	}
	return strings.ToUpper(s[:end]), strings.TrimSpace(strings.TrimLeft(s[end:], " -_:,"))
}

// finding makes the finding of a rule on a question.
func finding(rule *Rule, q *quiz.Question, format string, args ...any) Finding {
	f := Finding{Rule: rule, Severity: rule.Severity, Question: label(q), Key: q.Key, Line: q.Line, Message: fmt.Sprintf(format, args...), Fix: rule.Fix}
	f.Reason, f.Accepted = accepted(q, rule.Code)
	return f
}

// labelLength is how many characters name a question in a finding.
const labelLength = 60

func label(q *quiz.Question) string {
	if q.Name != "" {
		return parse.Excerpt(q.Name, labelLength)
	}
	return parse.Excerpt(q.Stem, labelLength)
}
