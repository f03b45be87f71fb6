package items

import (
	"fmt"
	"math"

	"chartroom/quiz"
)

// figure is a number, what it is called, and what it means in a sentence.
type figure struct{ Name, Value, Means string }

// number is a figure in digits; "not defined" where the marks do not define it.
func number(format string, x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "not defined"
	}
	return fmt.Sprintf(format, x)
}

// testFigures are those of the whole test. What counts as good is what Moodle's
// documentation of its quiz statistics report says.
func testFigures(t *quiz.TestStats) []figure {
	return []figure{
		{"Mean", number("%.2f", t.Mean), fmt.Sprintf("What a candidate earned of %g marks on average: %s.", t.Max, number("%.0f %%", 100*t.Mean/t.Max))},
		{"Median", number("%.2f", t.Median), "Half of the candidates earned less, half more."},
		{"Spread (SD)", number("%.2f", t.SD), "Two in three totals lie closer to the mean than this; from 12 to 18 % of the full mark, a test tells candidates apart well."},
		{"Internal consistency", number("%.1f %%", t.Consistency), consistencyMeans(t.Consistency)},
		{"Error ratio", number("%.1f %%", t.ErrorRatio), "So much of the spread is chance, not a difference between candidates; 50 % or less is good."},
		{"Standard error", number("%.2f", t.SE), "Two times in three, chance moves a candidate's total by no more than this."},
		{"KR-20", number("%.2f", t.KR20), "The same as the internal consistency, from 0 to 1, for questions that are right or wrong as a whole; not defined where there are marks between."},
		{"Skewness", number("%+.2f", t.Skewness), skewnessMeans(t.Skewness)},
		{"Kurtosis", number("%+.2f", t.Kurtosis), "Above 0, more totals than usual lie far out; above 1, the test may not tell very good and very weak candidates from average ones."},
	}
}

func consistencyMeans(percent float64) string {
	const what = "How far all questions measure one thing"
	switch {
	case math.IsNaN(percent):
		return what + "; it takes three candidates, two questions and totals that differ."
	case percent > 75:
		return what + "; above 75 % is good."
	case percent >= 64:
		return what + "; from 64 to 75 % is passable."
	}
	return what + "; below 64 %, do not decide about a person by this test."
}

func skewnessMeans(x float64) string {
	switch {
	case math.IsNaN(x):
		return "On which side of the mean the far totals lie; it takes three candidates whose totals differ."
	case x < -1:
		return "A few candidates did far worse than the rest: the test tells little of the good ones."
	case x > 1:
		return "A few candidates did far better than the rest: the test tells little of the weak ones."
	}
	return "The far totals lie on both sides of the mean, nearly alike."
}

// itemFigures are those of one question.
func itemFigures(s *quiz.ItemStats) []figure {
	return []figure{
		{"Facility", number("%.0f %%", 100*s.Facility), "The share of its mark that candidates earned; from 30 to 90 % it tells them apart."},
		{"Point-biserial", number("%+.2f", s.Corrected), "How its marks go together with the rest of the test; .15 or more is expected, and below 0 the key is doubtful."},
		{"Discrimination index", number("%.0f %%", s.DiscriminationIndex), "The same in percent, as Moodle reports it; from 30 % on it is adequate, from 50 % very good."},
		{"Discriminative efficiency", number("%.0f %%", s.DiscriminativeEfficiency), "The same, against the most that a question of this difficulty could reach."},
		{"Upper less lower", number("%+.2f", s.UpperLower), "Facility among the best 27 % of candidates less that among the weakest 27 %."},
		{"Spread (SD)", number("%.2f", s.SD), "How far its marks differ; 0 tells nobody apart."},
		{"Random guess score", number("%.0f %%", 100*s.GuessScore), "What guessing would earn; a facility no better means that nobody knew."},
		{"Intended weight", number("%.1f %%", s.IntendedWeight), "Its share of the full mark."},
		{"Effective weight", number("%.1f %%", s.EffectiveWeight), "Its share in the spread of the totals; not defined where it works against the others."},
	}
}

// rowDetail is how a question tells candidates apart, in a line. The
// discrimination index is the same figure in percent, so it is not said too.
func rowDetail(s *quiz.ItemStats) string { return "point-biserial " + number("%+.2f", s.Corrected) }

// optionDetail says how an option did.
func optionDetail(o *quiz.OptionStats) string {
	return fmt.Sprintf("best 27 %%: %.0f %% · weakest 27 %%: %.0f %% · with the rest of the test %s", 100*o.Upper, 100*o.Lower, number("%+.2f", o.PointBiserial))
}

// optionWord is what an option is.
func optionWord(o *quiz.OptionStats) string {
	switch {
	case o.Key:
		return "key"
	case o.Functioning:
		return "works"
	}
	return "does not work"
}

// ownDetail is the learner's own answers to a question in a line.
func ownDetail(right quiz.Estimate, seconds float64) string {
	if right.Answers == 0 {
		return "not answered yet"
	}
	return fmt.Sprintf("%s · likely %.0f to %.0f %% · %.0f seconds", quiz.Count(right.Answers, "answer"), 100*right.Low, 100*right.High, seconds)
}
