package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// plan measures the plan to the exam day, which is made anew every morning, at
// two sizes and two horizons. The floor is asking the model once what a review
// of each item would do.
func (b *bench) plan() error {
	for _, items := range []int{2_000, 20_000} {
		for _, days := range []int{14, 120} {
			in := planInput(items, days)
			var took, floor spread
			for range planRuns {
				began := time.Now()
				sum := 0.
				for i := range in.Items {
					m := in.Items[i].Memory
					sum += in.Model.Retrievability(in.Model.After(m, 3, srs.Good), float64(days))
				}
				floor = append(floor, time.Since(began))
				if math.IsNaN(sum) {
					return fmt.Errorf("the model gives no number")
				}
				began = time.Now()
				if _, err := quiz.PlanExam(in); err != nil {
					return err
				}
				took = append(took, time.Since(began))
			}
			target := 0.
			if items == 20_000 {
				target = 100
			}
			say(fmt.Sprintf("plan of %d items, %d days ahead, median", items, days), took.sorted().at(.5), "ms",
				fmt.Sprintf("floor, one look at each %.1f ms; slowest %.0f ms", floor.sorted().at(.5), took.at(1)), target)
		}
	}
	return nil
}

// planRuns is how often each plan is made, in turns with its floor.
const planRuns = 11

// planInput is a deck of which a third is new, for half an hour a day.
func planInput(items, days int) quiz.ExamPlanInput {
	r := rand.New(rand.NewPCG(uint64(items), uint64(days)))
	in := quiz.ExamPlanInput{Today: 20_000, Exam: 20_000 + quiz.Day(days), Model: &srs.Default}
	for d := range in.Minutes {
		in.Minutes[d] = 30
	}
	for d, w := range []float64{25, 19, 17, 15, 13, 11} {
		in.Domains = append(in.Domains, quiz.ExamDomain{ID: fmt.Sprint("rhit:", d+1), Weight: w, Prior: .4})
	}
	for i := range items {
		it := quiz.ExamItem{ID: fmt.Sprint(i), Domain: r.IntN(6), Seconds: 12 * math.Exp(.3*r.NormFloat64()), SecondsNew: 25}
		if r.IntN(3) > 0 {
			it.Memory = srs.Memory{Stability: math.Exp(2 + 1.5*r.NormFloat64()), Difficulty: 1 + 9*r.Float64()}
			it.LastDay = in.Today - 1 - quiz.Day(r.IntN(60))
		}
		in.Items = append(in.Items, it)
	}
	return in
}
