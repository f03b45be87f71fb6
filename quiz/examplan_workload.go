package quiz

import (
	"fmt"
	"math/rand/v2"

	"chartroom/quiz/srs"
)

// Workload is what a desired retention costs and brings.
type Workload struct {
	Minutes float64 // a day, mean over the days looked at
	Reviews float64 // a day, without first meetings
	Known   float64 // share of the items met that is remembered on the last day
}

// workloadSample is how many items are followed at most; a larger stock is
// sampled evenly. Each is followed by chance, so minutes are good to about one
// part in the square root of the reviews: 1 % and less.
const workloadSample = 4000

// RetentionWorkload is what it costs to bring every item back when recall has
// fallen to retention (0.5 to 0.99), meeting newPerDay new items a day in the
// order given, from in.Today for days (1 to 3,650). Items that are overdue are
// reviewed on the first day. Grades fall as in FirstGrades and PassGrades; the
// same seed gives the same figures. in.Exam and in.Minutes do not matter.
func RetentionWorkload(in ExamPlanInput, retention, newPerDay float64, days int, seed uint64) (Workload, error) {
	switch {
	case !(retention >= .5 && retention <= .99):
		return Workload{}, fmt.Errorf("the desired retention is %g; it must lie between 0.5 and 0.99", retention)
	case !(newPerDay >= 0) || days < 1 || days > PlanReach:
		return Workload{}, fmt.Errorf("%g new items a day over %d days cannot be worked out; days go from 1 to %d", newPerDay, days, PlanReach)
	}
	if err := in.Check(); err != nil {
		return Workload{}, err
	}
	in.Items = newLattice(in.Model, decisionDays(0)).completed(in.Items)
	step := max(1, (len(in.Items)+workloadSample-1)/workloadSample)
	r := rand.New(rand.NewPCG(seed, 3))
	var w workload
	met := 0.0
	for i := range in.Items {
		fresh := in.Items[i].Memory.IsZero()
		from := 0
		if fresh {
			met++
			if from = days; newPerDay > 0 && (met-1)/newPerDay < float64(days) {
				from = int((met - 1) / newPerDay)
			}
		}
		if i%step == 0 && from < days {
			w.follow(&in, &in.Items[i], retention, from, days, r)
		}
	}
	per := float64(step) / float64(days)
	return Workload{Minutes: w.seconds / 60 * per, Reviews: w.reviews * per, Known: w.known / max(w.items, 1)}, nil
}

// workload adds up what was followed.
type workload struct{ seconds, reviews, known, items float64 }

// follow plays one item from a day on, a new one being met then.
func (w *workload) follow(in *ExamPlanInput, it *ExamItem, retention float64, from, days int, r *rand.Rand) {
	m, last, day := it.Memory, int(it.LastDay-in.Today), from
	next := func() int { return last + srs.WholeDays(in.Model.Interval(m, retention)) }
	if m.IsZero() {
		w.seconds += it.cost()
		m, last = in.Model.After(m, 0, drawGrade(FirstGrades, r)), from
	}
	for day = max(next(), from); day < days; day = next() {
		if day > last {
			w.seconds += it.seconds()
			w.reviews++
		}
		pass := in.Model.Retrievability(m, float64(day-last))
		m = in.Model.After(m, float64(day-last), drawGrade([4]float64{1 - pass, pass * PassGrades[0], pass * PassGrades[1], pass * PassGrades[2]}, r))
		last = day
	}
	w.known += in.Model.Retrievability(m, float64(days-last))
	w.items++
}

// drawGrade draws a grade with the chances of again, hard, good and easy.
func drawGrade(p [4]float64, r *rand.Rand) srs.Grade {
	x := r.Float64()
	for g, q := range p {
		if x -= q; x < 0 {
			return srs.Grade(g + 1)
		}
	}
	return srs.Easy
}
