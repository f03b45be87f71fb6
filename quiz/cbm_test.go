package quiz_test

import (
	"math"
	"testing"

	"chartroom/quiz"
)

// The values that Moodle's question_cbm_test.php asserts.
func TestCertaintyMarksAreMoodles(t *testing.T) {
	for _, c := range []struct {
		mark      float64
		certainty quiz.Certainty
		want      float64
	}{
		{0, quiz.Guess, 0}, {0, quiz.ThinkSo, -2}, {0, quiz.Sure, -6},
		{1, quiz.Guess, 1}, {1, quiz.ThinkSo, 2}, {1, quiz.Sure, 3},
		{1. / 3, quiz.Guess, 1. / 3}, {1. / 3, quiz.ThinkSo, 2. / 3}, {1. / 3, quiz.Sure, 1},
		{1e-9, quiz.Sure, -6}, {0, quiz.Unsaid, 0}, {1, quiz.Unsaid, 1}, {1, quiz.Certainty(9), 1},
	} {
		if got := quiz.CBMMark(c.mark, c.certainty); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("mark %v, %q earns %v, want %v", c.mark, c.certainty, got, c.want)
		}
	}
}

// In its window each certainty earns the most that can be expected.
func TestEachWindowPaysItsCertainty(t *testing.T) {
	expected := func(share float64, c quiz.Certainty) float64 {
		return share*quiz.CBMMark(1, c) + (1-share)*quiz.CBMMark(0, c)
	}
	all := []quiz.Certainty{quiz.Guess, quiz.ThinkSo, quiz.Sure}
	for share := 0.0; share <= 1; share += .01 {
		for _, c := range all {
			low, high := quiz.CBMWindow(c)
			for _, o := range all {
				if share >= low && share <= high && expected(share, o) > expected(share, c)+1e-12 {
					t.Errorf("at %.2f %q earns more than %q", share, o, c)
				}
			}
		}
	}
}

func TestCertaintyIsJudgedByWhatCame(t *testing.T) {
	var c quiz.CBM
	for i := range 20 {
		c.Add(float64(i%2), quiz.Sure)            // half of them right
		c.Add(1, quiz.Guess)                      // all right
		c.Add(min(float64(i/5), 1), quiz.ThinkSo) // three quarters
	}
	for certainty, want := range map[quiz.Certainty]quiz.Judgement{quiz.Sure: quiz.Overconfident, quiz.Guess: quiz.Underconfident, quiz.ThinkSo: quiz.JustRight} {
		if got := c.Judge(certainty); got != want {
			t.Errorf("%q is judged %d, want %d", certainty, got, want)
		}
	}
	if n, accuracy, _ := c.Total(); n != 60 || accuracy != .75 {
		t.Errorf("%d answers, %v right", n, accuracy)
	}
	var few quiz.CBM
	few.Add(0, quiz.Sure)
	if few.Judge(quiz.Sure) != quiz.Overconfident || (&quiz.CBM{}).Bonus() != 0 {
		t.Error("one answer, sure and wrong, is a distance of .8")
	}
}

// Saying one certainty for all earns no bonus in its window; telling right from
// wrong earns one.
func TestTheBonusIsForTelling(t *testing.T) {
	for _, c := range []quiz.Certainty{quiz.Guess, quiz.ThinkSo, quiz.Sure} {
		low, high := quiz.CBMWindow(c)
		right := int(math.Round(100 * (low + high) / 2))
		var all, told quiz.CBM
		for i := range 100 {
			mark := 0.0
			certainty := quiz.Guess
			if i < right {
				mark, certainty = 1, quiz.Sure
			}
			all.Add(mark, c)
			told.Add(mark, certainty)
		}
		if b := all.Bonus(); math.Abs(b) > 1e-12 {
			t.Errorf("%q for all has the bonus %v", c, b)
		}
		if told.Bonus() <= 0 {
			t.Errorf("telling has the bonus %v", told.Bonus())
		}
	}
}
