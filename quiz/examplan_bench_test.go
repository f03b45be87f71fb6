package quiz_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// examInput is a deck of n items, a third of them new, with minutes a day for
// an exam in days; the same for the same arguments.
func examInput(n int, minutes float64, days int) quiz.ExamPlanInput {
	r := rand.New(rand.NewPCG(uint64(n), 5))
	in := quiz.ExamPlanInput{Today: 1000, Exam: 1000 + quiz.Day(days), Model: &srs.Default}
	for d := range in.Minutes {
		in.Minutes[d] = minutes
	}
	for d, w := range []float64{25, 19, 17, 15, 13, 11} {
		in.Domains = append(in.Domains, quiz.ExamDomain{ID: fmt.Sprint("rhit:", d+1), Weight: w})
	}
	for i := range n {
		it := quiz.ExamItem{ID: fmt.Sprint(i), Domain: r.IntN(6), Seconds: 12 * math.Exp(.3*r.NormFloat64()), SecondsNew: 25}
		if r.IntN(3) > 0 {
			it.Memory = srs.Memory{Stability: math.Exp(2 + 1.5*r.NormFloat64()), Difficulty: 1 + 9*r.Float64()}
			it.LastDay = in.Today - 1 - quiz.Day(r.IntN(60))
		}
		in.Items = append(in.Items, it)
	}
	return in
}

func BenchmarkPlanExam(b *testing.B) {
	for _, items := range []int{2000, 20_000} {
		for _, days := range []int{14, 120, 365} {
			b.Run(fmt.Sprintf("%d items %d days", items, days), func(b *testing.B) {
				in := examInput(items, 30, days)
				for b.Loop() {
					if _, err := quiz.PlanExam(in); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
