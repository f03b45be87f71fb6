package quiz

import (
	"slices"

	"chartroom/quiz/srs"
)

// Translate is a response to one version of a question as a response to
// another: what was chosen is named by its text, for options may have moved. It
// reports whether that can be done: every option chosen must be there still.
func Translate(from, to *Question, r Response) (Response, bool) {
	if len(r.Chosen) == 0 {
		return r, len(r.Gaps) == 0 || len(from.Gaps) == len(to.Gaps)
	}
	chosen := make([]int, len(r.Chosen))
	for i, at := range r.Chosen {
		if at < 0 || at >= len(from.Options) {
			return r, false
		}
		text := from.Options[at].Text
		if at < len(to.Options) && to.Options[at].Text == text { // of two that read alike, the one in its place
			chosen[i] = at
			continue
		}
		if chosen[i] = slices.IndexFunc(to.Options, func(o Option) bool { return o.Text == text }); chosen[i] < 0 {
			return r, false
		}
	}
	r.Chosen = chosen
	return r, true
}

// GradeAnew is the grade of a past answer whose mark is another one now. Only an
// answer that was wrong and is right, or the other way round, gets another
// grade: how quick and how sure it was has not changed.
func GradeAnew(a *Attempt, result Result) srs.Grade {
	was, is := VerdictOf(a.Mark) == Right, result.Verdict() == Right
	if was == is {
		return a.Grade
	}
	return GradeOf(result, a.Certainty, a.Hint, 0, 0)
}
