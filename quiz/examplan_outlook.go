package quiz

import "math"

// modelError is how far, in log odds, a learner's recall on the whole lies off
// the model's. FSRS-6's RMSE over bins is .065 for the learners of
// srs-benchmark (README, 9,999 collections), .5 in log odds at 85 % recall; a
// part of it is common to all items of a learner and does not average out.
// With .35 the interval held for about nine in ten learners of
// scripts/simulate, which prints it.
const modelError = .35

// interval is the 90 % interval of a share right p: the chance in each item
// (variance, if every item is asked) or in the questions drawn, and in the
// model, added as variances on the scale of log odds, where it stays within 0
// and 1.
func interval(p, variance float64, questions int) (low, high float64) {
	p = math.Min(math.Max(p, .001), .999)
	if questions > 0 {
		variance = p * (1 - p) / float64(questions)
	}
	sd := math.Sqrt(variance/math.Pow(p*(1-p), 2) + modelError*modelError)
	odds := math.Log(p / (1 - p))
	return 1 / (1 + math.Exp(z90*sd-odds)), 1 / (1 + math.Exp(-z90*sd-odds))
}

// forecast spreads what each slot spends over its days, in proportion to
// their minutes.
func (m *market) forecast() []ExamDay {
	var days []ExamDay
	for j, b := range m.budget {
		minutes := 0.0
		for d := m.slots[j].first; d <= m.slots[j].last; d++ {
			minutes += m.in.minutes(m.in.Today + Day(d))
		}
		for d := m.slots[j].first; d <= m.slots[j].last; d++ {
			day := m.in.Today + Day(d)
			f := ExamDay{Day: day}
			if b > 0 {
				part := m.in.minutes(day) / minutes
				f.Minutes = m.best.spent[j] * part / 60
				f.Items, f.New = m.best.items[j]*part, m.best.fresh[j]*part
			}
			days = append(days, f)
		}
	}
	return days
}
