package quiz_test

import (
	"math/rand/v2"
	"testing"

	"chartroom/quiz"
)

// BenchmarkReady: the Today screen shows the chance to pass, so that a learner
// with 5,000 answers must not wait for it (20 ms).
func BenchmarkReady(b *testing.B) {
	in := practised(rand.New(rand.NewPCG(1, 1)), 5000)
	for b.Loop() {
		if _, err := quiz.Ready(in); err != nil {
			b.Fatal(err)
		}
	}
}

// practised is a learner of middling ability after so many answers, in six
// domains: no two difficulties alike.
func practised(r *rand.Rand, answers int) quiz.ReadinessInput {
	in := quiz.ReadinessInput{Items: 130, Cut: [2]float64{.62, .72}}
	for _, w := range []float64{.255, .14, .16, .16, .15, .135} {
		in.Domains = append(in.Domains, quiz.ReadinessDomain{Weight: w})
	}
	for i := range answers {
		mark := 0.0
		if r.Float64() < .72 {
			mark = 1
		}
		in.Answers = append(in.Answers, quiz.ReadinessAnswer{Domain: i * i % 6, Difficulty: r.NormFloat64(), DifficultySD: .5 * r.Float64(),
			Options: 4, Mark: mark, DaysAgo: 90 * r.Float64()})
	}
	return in
}
