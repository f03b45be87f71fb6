package lint

import (
	"slices"
	"strings"
	"time"

	"chartroom/quiz"
)

// dateRules ask when facts were right, and that questions can be found by what
// they are about.
var dateRules = []Rule{
	{
		Code: "L35", Name: "past-review", Severity: Warning, Rubric: 6,
		Says:   "A question is looked at again before the date that it names.",
		Fix:    "Check the facts against their source, and set new dates.",
		Breaks: "// [as-of:2024-01] [review-by:2024-12]\nIn how many days?{#30}",
		Keeps:  "// [as-of:2026-11] [review-by:2027-10]\nIn how many days?{#30}",
		one:    pastReview,
	},
	{
		Code: "L36", Name: "dates", Severity: Advice, Rubric: 6,
		Says:   "A question says when its facts were right and by when to look at them again, at most twelve months later.",
		Fix:    "Write both, as in [as-of:2026-11] [review-by:2027-10].",
		Breaks: "// [as-of:2026-11] [review-by:2029-10]\nIn how many days?{#30}",
		Keeps:  "// [as-of:2026-11] [review-by:2027-10]\nIn how many days?{#30}",
		one:    datesOrder,
	},
	{
		Code: "L37", Name: "tags", Severity: Advice, Rubric: 7, Checklist: 1,
		Says:   "Tags name the exam and its domain, the subject, and for a marked question the level.",
		Fix:    "Add the tags, as in [tag:rhit:2] [tag:subject:hipaa] [tag:level:recall].",
		Breaks: "// [tag:rhit:2]\nIn how many days?{#30}",
		Keeps:  "// [tag:rhit:2] [tag:subject:hipaa] [tag:level:recall]\nIn how many days?{#30}",
		one:    tagsMissing,
	},
}

// date reads yyyy-mm-dd, or yyyy-mm as the last day of that month.
func date(s string) (time.Time, bool) {
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t, true
	}
	t, err := time.Parse("2006-01", s)
	return t.AddDate(0, 1, -1), err == nil
}

func pastReview(i *item) {
	if by, ok := date(i.q.ReviewBy); ok && !i.o.Today.IsZero() && by.AddDate(0, 0, 1).Before(i.o.Today) {
		i.say("It was to be looked at again by %s.", i.q.ReviewBy)
	}
}

func datesOrder(i *item) {
	if !i.marked() && i.q.Kind != quiz.Flip {
		return
	}
	asOf, facts := date(i.q.AsOf)
	by, review := date(i.q.ReviewBy)
	first := asOf.AddDate(0, 0, 1-asOf.Day())
	switch {
	case !facts && !review:
		i.say("It says neither when its facts were right nor when to look at them again.")
	case !facts:
		i.say("It does not say when its facts were right.")
	case !review:
		i.say("It does not say when to look at its facts again.")
	case by.Before(first):
		i.say("It is to be looked at again by %s, before its facts were right (%s).", i.q.ReviewBy, i.q.AsOf)
	case by.After(asOf.AddDate(1, 0, 1)):
		i.say("It is to be looked at again by %s, more than twelve months after %s.", i.q.ReviewBy, i.q.AsOf)
	case !i.o.Today.IsZero() && first.After(i.o.Today):
		i.say("Its facts are said to be right as of %s, which is still to come.", i.q.AsOf)
	}
}

func tagsMissing(i *item) {
	if !i.marked() && i.q.Kind != quiz.Flip {
		return
	}
	prefixes := i.o.Exams
	if prefixes == nil {
		prefixes = exams
	}
	domain, subject, level := false, false, i.q.Kind == quiz.Flip
	for _, t := range i.q.Tags {
		key, value, ok := strings.Cut(t, ":")
		if !ok || value == "" {
			continue
		}
		domain = domain || slices.Contains(prefixes, key)
		subject = subject || key == "subject"
		level = level || key == "level"
	}
	var missing []string
	for _, m := range []struct {
		ok   bool
		what string
	}{{domain, "exam and domain"}, {subject, "subject"}, {level, "level"}} {
		if !m.ok {
			missing = append(missing, m.what)
		}
	}
	if len(missing) > 0 {
		i.say("No tag names the %s.", strings.Join(missing, " or the "))
	}
}
