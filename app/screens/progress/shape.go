package progress

import (
	"fmt"

	"chartroom/quiz"
	"chartroom/storage"
)

// held are the bins of stability: how long a memory holds, which is until nine
// in ten would still know it. Edges are those of storage.StabilityEdges.
var held = [len(storage.StabilityEdges) + 1]struct{ edge, name string }{
	{"0", "Less than a day"}, {"1 d", "1 to 3 days"}, {"3 d", "3 to 7 days"}, {"1 wk", "1 to 3 weeks"},
	{"3 wk", "3 weeks to 2 months"}, {"2 mo", "2 to 6 months"}, {"6 mo", "6 to 12 months"}, {"1 y", "1 to 2 years"},
	{"2 y", "2 years or longer"},
}

// halfHolds is the last bin such that half of the questions or more lie in it
// or above.
func halfHolds(s *storage.Shape) (bin, n int) {
	above := 0
	for i := len(s.Stability) - 1; i >= 0; i-- {
		above += s.Stability[i]
		if 2*above >= s.All() {
			return i, above
		}
	}
	return 0, above
}

// from is where bin i begins, in words.
var from = [len(held)]string{"", "a day", "3 days", "a week", "3 weeks", "2 months", "half a year", "a year", "2 years"}

func stabilitySentence(s *storage.Shape) string {
	all := s.All()
	if all < quiz.EnoughAnswers {
		return fmt.Sprintf("Not yet: %s in the schedule, and it takes %d to see how they are spread.", quiz.Count(all, "question"), quiz.EnoughAnswers)
	}
	bin, n := halfHolds(s)
	if bin == 0 {
		return fmt.Sprintf("More than half of your %s are held for less than a day yet: they are new. Each review that goes well makes them hold longer.", quiz.Count(all, "question"))
	}
	return fmt.Sprintf("%s of %s hold for %s or longer: that long after a review you would still know nine in ten of them.",
		quiz.Thousands(n), quiz.Count(all, "question"), from[bin])
}

// hardFrom is the difficulty from which a question counts as hard here, on the
// model's scale from 1 to 10.
const hardFrom = 7

func difficultySentence(s *storage.Shape) string {
	all := s.All()
	if all < quiz.EnoughAnswers {
		return fmt.Sprintf("Not yet: %s in the schedule, and it takes %d to see how they are spread.", quiz.Count(all, "question"), quiz.EnoughAnswers)
	}
	hard := 0
	for _, n := range s.Difficulty[hardFrom-1:] {
		hard += n
	}
	switch {
	case hard == 0:
		return fmt.Sprintf("None of your %s is hard for you, which means %d or more on a scale from 1 to 10.", quiz.Count(all, "question"), hardFrom)
	case 2*hard > all:
		return fmt.Sprintf("%s of %s are hard for you, %d or more on a scale from 1 to 10: fewer new cards a day leave more time for them.", quiz.Thousands(hard), quiz.Count(all, "question"), hardFrom)
	}
	return fmt.Sprintf("%s of %s are hard for you, %d or more on a scale from 1 to 10. They come back most often; the rest takes little time.",
		quiz.Thousands(hard), quiz.Count(all, "question"), hardFrom)
}
