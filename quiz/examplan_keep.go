package quiz

import "chartroom/quiz/srs"

// keepHorizon is how many days ahead of each day keeping looks once the exam
// is over.
const keepHorizon = 90

// keep plans a day after the exam: of the items met before, those that have
// fallen below DefaultRetention, by what a review gains per second,
//
//	w * (E_grade[mean over H days of R(t; S')] - mean over H days of R(e + t; S)) / c
//
// with H = keepHorizon days and e the days since the last answer. The mean is
// taken by Simpson's rule at 0, H/2 and H. Score is the share known today,
// weighted as the exam was.
func keep(in *ExamPlanInput, s *stock) ExamPlan {
	p := ExamPlan{Keeping: true}
	worth := make([]float64, len(in.Items))
	variance := 0.0
	for i := range in.Items {
		it, w := &in.Items[i], s.weight[i]
		if it.Memory.IsZero() {
			p.Score += w * in.Domains[it.Domain].Prior
			p.Unmet++
			continue
		}
		elapsed := float64(in.Today - it.LastDay)
		r := in.Model.Retrievability(it.Memory, elapsed)
		p.Score += w * r
		variance += w * r * (1 - r)
		if r < DefaultRetention && elapsed > 0 {
			worth[i] = w * keepGain(in.Model, it.Memory, elapsed) / it.cost()
		}
	}
	p.take(in, worth, in.minutes(in.Today)*60)
	p.Idle, p.More, p.Bound = p.Score, p.Score, p.Score
	p.Low, p.High = interval(p.Score, variance*s.square, in.Questions)
	return p
}

// keepGain is how much the mean recall over keepHorizon days grows by a review.
func keepGain(model srs.Model, m srs.Memory, elapsed float64) float64 {
	mean := func(m srs.Memory, from float64) float64 {
		at := func(t float64) float64 { return model.Retrievability(m, from+t) }
		return (at(0) + 4*at(keepHorizon/2) + at(keepHorizon)) / 6
	}
	r := model.Retrievability(m, elapsed)
	sum := (1 - r) * mean(model.After(m, elapsed, srs.Again), 0)
	for i, p := range PassGrades {
		sum += r * p * mean(model.After(m, elapsed, srs.Hard+srs.Grade(i)), 0)
	}
	return sum - mean(m, elapsed)
}
