package quiz_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// watch lets a learner study whose memory is what the model says of it.
// forgotten is the grade that she gives to what she has forgotten; off makes
// her remember less than the model says, whatever the grade. For her a third
// of the cards are hard whenever she sees them.
func watch(forgotten srs.Grade, off float64, seed uint64) quiz.HardUse {
	s := scheduler(time.UTC)
	draw := rand.New(rand.NewPCG(seed, 1))
	w := quiz.NewHardWatch(s)
	for i := range 400 {
		id := quiz.NewQuestionID("hard", string(rune('A'+i)))
		var truth, told quiz.Progress
		day := s.Days.Of(noonUTC)
		for range 8 {
			a := quiz.Answered{At: s.Days.Start(day).Add(time.Hour), Day: day}
			recall := 1.
			if !truth.New() {
				recall = s.Recall(truth, day) - off*s.Recall(truth, day)
			}
			honest := srs.Good
			switch x := draw.Float64(); {
			case x > recall:
				honest = srs.Again
			case draw.Float64() < []float64{.25, .05, .05}[i%3]:
				honest = srs.Hard
			}
			a.Grade = honest
			if honest == srs.Again {
				a.Grade = forgotten
			}
			w.Add(id, a)
			told = s.After(id, told, a)
			a.Grade = honest
			truth.Memory = s.Remember(truth, a)
			truth.Last, truth.LastDay, truth.Reps = a.At, a.Day, truth.Reps+1
			day = max(told.DueDay, day+1)
		}
	}
	return w.Use()
}

func TestHardUsedForForgottenIsNoticed(t *testing.T) {
	for seed := range uint64(20) {
		if u := watch(srs.Hard, 0, seed); !u.Misused() {
			t.Errorf("seed %d: not noticed: %+v", seed, u)
		}
	}
}

func TestHardUsedAsMeantIsNotSuspected(t *testing.T) {
	for seed := range uint64(20) {
		// Nor is a learner for whom the model is wrong altogether.
		for _, off := range []float64{0, .15, -.08} {
			if u := watch(srs.Again, off, seed); u.Misused() || u.AfterHard.Reviews < 100 {
				t.Errorf("seed %d, off by %g: %+v", seed, off, u)
			}
		}
	}
}

func TestFewAnswersProveNothing(t *testing.T) {
	s := scheduler(time.UTC)
	w := quiz.NewHardWatch(s)
	id := quiz.NewQuestionID("few", "q")
	for i := range 20 {
		a := quiz.Answered{At: noonUTC.AddDate(0, 0, i), Day: s.Days.Of(noonUTC) + quiz.Day(i), Grade: srs.Hard}
		if i%2 == 1 {
			a.Grade = srs.Again
		}
		w.Add(id, a)
	}
	if u := w.Use(); u.Misused() || u.AfterHard.Reviews != 10 || u.AfterHard.Shaky != 10 || u.Forgotten != 10 {
		t.Errorf("%+v", u)
	}
	// What the app marked is no choice of hers, and a reset begins anew.
	w = quiz.NewHardWatch(s)
	w.Add(id, quiz.Answered{At: noonUTC, Day: 1, Grade: srs.Hard, Marked: true})
	w.Add(id, quiz.Answered{At: noonUTC, Day: 2, Grade: srs.Hard})
	w.Add(id, quiz.Answered{Day: 3})
	w.Add(id, quiz.Answered{At: noonUTC, Day: 4, Grade: srs.Good})
	if u := w.Use(); u.Reviews != 0 {
		t.Errorf("%+v", u)
	}
}
