package quiz_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"chartroom/quiz"
)

func close6(a, b float64) bool { return math.Abs(a-b) <= 1e-6 }

// Wilson's interval at 90 %, computed apart as the roots of
// (n+z²)p² - (2x+z²)p + x²/n = 0 with 30 digits.
func TestAnEstimateIsWilsons(t *testing.T) {
	for _, c := range []struct {
		right, answers   int
		share, low, high float64
	}{
		{0, 0, .5, 0, 1}, {0, 1, 0, 0, .730134}, {1, 1, 1, .269866, 1}, {0, 10, 0, 0, .212942}, {8, 10, .8, .540793, .931442},
		{10, 10, 1, .787058, 1}, {50, 100, .5, .418848, .581152}, {75, 100, .75, .672827, .814002}, {131, 150, 131. / 150, .821956, .911481},
	} {
		e := quiz.NewEstimate(c.right, c.answers)
		if !close6(e.Share, c.share) || !close6(e.Low, c.low) || !close6(e.High, c.high) || e.Right != c.right || e.Answers != c.answers {
			t.Errorf("%d of %d: %+v", c.right, c.answers, e)
		}
	}
}

func TestAnEstimateHoldsItsShareAndNarrows(t *testing.T) {
	for answers := 1; answers <= 150; answers++ {
		for right := 0; right <= answers; right++ {
			e, other := quiz.NewEstimate(right, answers), quiz.NewEstimate(answers-right, answers)
			if !(0 <= e.Low && e.Low <= e.Share+1e-12 && e.Share <= e.High+1e-12 && e.High <= 1) {
				t.Fatalf("%+v", e)
			}
			if !close6(e.Low, 1-other.High) || !close6(e.High, 1-other.Low) {
				t.Fatalf("%+v is not the mirror of %+v", e, other)
			}
			if twice := quiz.NewEstimate(2*right, 2*answers); twice.High-twice.Low >= e.High-e.Low {
				t.Fatalf("twice the answers: %+v is not narrower than %+v", twice, e)
			}
			if right > 0 && e.Low <= quiz.NewEstimate(right-1, answers).Low {
				t.Fatalf("%+v is not above one answer less", e)
			}
		}
	}
}

func anyEstimates(r *rand.Rand) ([]quiz.Estimate, []float64) {
	var domains []quiz.Estimate
	var weights []float64
	for range 1 + r.IntN(7) {
		n := r.IntN(2) * r.IntN(60)
		domains = append(domains, quiz.NewEstimate(min(r.IntN(n+20), n), n))
		weights = append(weights, .01+r.Float64())
	}
	return domains, weights
}

func TestAWeightedEstimateHoldsItsShare(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		domains, weights := anyEstimates(r)
		e := quiz.Weighted(domains, weights)
		low, share, high, total := 0.0, 0.0, 0.0, 0.0
		for i, d := range domains {
			low, share, high, total = low+weights[i]*d.Low, share+weights[i]*d.Share, high+weights[i]*d.High, total+weights[i]
		}
		if !close6(e.Share, share/total) {
			t.Fatalf("%v %v: share %g; want %g", domains, weights, e.Share, share/total)
		}
		if !(0 <= e.Low && e.Low <= e.Share && e.Share <= e.High && e.High <= 1) {
			t.Fatalf("%v %v: %+v", domains, weights, e)
		}
		// Independent errors partly cancel: never wider than all wrong at once.
		if e.Low < low/total-1e-9 || e.High > high/total+1e-9 {
			t.Fatalf("%v %v: %+v is wider than %g to %g", domains, weights, e, low/total, high/total)
		}
	}
}

func TestAWeightedEstimateOfOneIsItself(t *testing.T) {
	for _, one := range []quiz.Estimate{quiz.NewEstimate(8, 10), quiz.NewEstimate(0, 3), quiz.NewEstimate(30, 30), quiz.NewEstimate(0, 0)} {
		e := quiz.Weighted([]quiz.Estimate{one}, []float64{.3})
		if !close6(e.Share, one.Share) || !close6(e.Low, one.Low) || !close6(e.High, one.High) || e.Right != one.Right || e.Answers != one.Answers {
			t.Errorf("%+v becomes %+v", one, e)
		}
	}
}

func TestWeightsNeedNotAddUpAndNoneMeansNothingIsKnown(t *testing.T) {
	domains := []quiz.Estimate{quiz.NewEstimate(8, 10), quiz.NewEstimate(1, 4)}
	a, b := quiz.Weighted(domains, []float64{.2, .3}), quiz.Weighted(domains, []float64{20, 30})
	if !close6(a.Share, b.Share) || !close6(a.Low, b.Low) || !close6(a.High, b.High) || a.Right != 9 || a.Answers != 14 {
		t.Errorf("%+v and %+v", a, b)
	}
	if e := quiz.Weighted(nil, nil); e.Low != 0 || e.High != 1 {
		t.Errorf("of nothing: %+v", e)
	}
	if e := quiz.Weighted(domains, []float64{0, 0}); e.Low != 0 || e.High != 1 {
		t.Errorf("without weights: %+v", e)
	}
}

// A domain never studied must show: it alone can take the score down.
func TestAnUnknownDomainKeepsItsUncertainty(t *testing.T) {
	e := quiz.Weighted([]quiz.Estimate{quiz.NewEstimate(500, 500), quiz.NewEstimate(0, 0)}, []float64{.8, .2})
	if e.Low > .81 || e.High < .99 || !close6(e.Share, .9) {
		t.Errorf("%+v", e)
	}
}

// The interval keeps its promise: in nine exams of ten the true share lies in
// it, at uneven practice and weights (the midpoints of RHIT's older outline).
func TestAWeightedEstimateHoldsTheTruthNineTimesInTen(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	weights := []float64{.26, .14, .16, .16, .15, .13}
	for _, level := range []float64{.6, .75, .9} {
		const exams = 3000
		covered := 0
		for range exams {
			truth := 0.0
			var domains []quiz.Estimate
			for _, w := range weights {
				p, answers, right := level+.1*(2*r.Float64()-1), 8+r.IntN(60), 0
				for range answers {
					if r.Float64() < p {
						right++
					}
				}
				domains = append(domains, quiz.NewEstimate(right, answers))
				truth += w * p
			}
			if e := quiz.Weighted(domains, weights); e.Low <= truth && truth <= e.High {
				covered++
			}
		}
		t.Logf("level %.2f: %.1f %% covered", level, 100*float64(covered)/exams)
		if share := float64(covered) / exams; share < .88 || share > .94 {
			t.Errorf("at a level of %.2f the interval holds the truth in %.1f %%; want 90 %%", level, 100*share)
		}
	}
}
