package quiz_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

func TestRecallAtAnAnswerIsTheRecallOfItsDay(t *testing.T) {
	sch := quiz.Scheduler{Model: &srs.Default, Retention: .9, Days: quiz.Days{Zone: time.UTC, Rollover: quiz.DefaultRollover}}
	at := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	p := sch.After(quiz.QuestionID{1}, quiz.Progress{}, quiz.Answered{At: at, Day: sch.Days.Of(at), Grade: srs.Good, Marked: true})
	last := 1.0
	for days := 1; days < 40; days++ {
		then := at.AddDate(0, 0, days)
		got := sch.RecallAt(p, quiz.Answered{At: then, Day: sch.Days.Of(then)})
		if want := sch.Recall(p, sch.Days.Of(then)); got != want || got >= last {
			t.Fatalf("after %d days %v, by the day %v, the day before %v", days, got, want, last)
		}
		last = got
	}
}

func TestEveryPredictionHasItsBin(t *testing.T) {
	for recall, want := range map[float64]int{0: 0, .0499: 0, .05: 1, .9: 18, .949: 18, .95: 19, 1: 19, -.1: 0, 1.1: 19} {
		if got := quiz.RecallBin(recall); got != want {
			t.Errorf("%v is in bin %d, not %d", recall, got, want)
		}
	}
}

// lived is what becomes of n reviews with these predictions when the truth is
// the prediction plus off.
func lived(draw *rand.Rand, n int, off float64) quiz.Calibration {
	var c quiz.Calibration
	for range n {
		p := .6 + .4*math.Sqrt(draw.Float64())
		r := quiz.Predicted{Reviews: 1, Expected: p}
		if draw.Float64() < p+off {
			r.Kept = 1
		}
		b := quiz.RecallBin(p)
		c[b] = c[b].Plus(r)
	}
	return c
}

func TestSurpriseIsRareWithoutCauseAndSureWithOne(t *testing.T) {
	draw := rand.New(rand.NewPCG(3, 4))
	const runs = 2000
	surprised, missed := 0, 0
	for range runs {
		right, wrong := lived(draw, 400, 0), lived(draw, 400, -.1)
		if right.All().Surprising() {
			surprised++
		}
		if !wrong.All().Surprising() {
			missed++
		}
	}
	// One in ten by chance, fewer because predictions differ; 400 reviews show
	// ten points almost always.
	if share := float64(surprised) / runs; share > .11 || share < .02 {
		t.Errorf("surprised without cause in %.3f of the runs", share)
	}
	if share := float64(missed) / runs; share > .02 {
		t.Errorf("missed ten points in %.3f of the runs", share)
	}
}

func TestRangesHoldEveryReviewAndHaveEnough(t *testing.T) {
	draw := rand.New(rand.NewPCG(5, 6))
	for n := range 300 {
		c := lived(draw, n, 0)
		var sum quiz.Predicted
		last := 0.0
		for _, r := range c.Ranges() {
			if !r.Enough() || r.Low < last || r.High <= r.Low || r.Mean() < r.Low-1e-9 || r.Mean() > r.High+1e-9 {
				t.Fatalf("of %d reviews, a range is %+v after %v", n, r, last)
			}
			last, sum = r.High, sum.Plus(r.Predicted)
		}
		all := c.All()
		switch {
		case n < quiz.EnoughAnswers && sum.Reviews != 0:
			t.Fatalf("%d reviews are shown", n)
		case all.Enough() && len(c.Ranges()) > 0 && (sum.Reviews != all.Reviews || sum.Kept != all.Kept):
			t.Fatalf("ranges hold %+v of %+v", sum, all)
		case all.Enough() && len(c.Ranges()) == 0:
			t.Fatalf("%d reviews are not shown", n)
		}
	}
}

func TestCalibrationErrorIsTheDistance(t *testing.T) {
	var c quiz.Calibration
	if c.Error() != 0 || c.All().Mean() != 0 || c.All().Surprise() != 0 {
		t.Error("nothing is off before there is anything")
	}
	c[18] = quiz.Predicted{Reviews: 300, Kept: 240, Expected: 270} // 80 %, not 90 %
	c[10] = quiz.Predicted{Reviews: 100, Kept: 50, Expected: 50}
	if got, want := c.Error(), math.Sqrt(.75*.01); math.Abs(got-want) > 1e-12 {
		t.Errorf("%v, not %v", got, want)
	}
}
