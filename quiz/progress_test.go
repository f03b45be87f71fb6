package quiz_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// noonUTC is when the tests happen, on study day 20779.
var noonUTC = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func scheduler(z *time.Location) *quiz.Scheduler {
	return &quiz.Scheduler{Model: &srs.Default, Retention: quiz.DefaultRetention,
		Days: quiz.Days{Zone: z, Rollover: quiz.DefaultRollover}}
}

// answer is a grade at a moment, on the study day that it has there.
func answer(s *quiz.Scheduler, at time.Time, g srs.Grade) quiz.Answered {
	return quiz.Answered{At: at, Day: s.Days.Of(at), Grade: g}
}

// history answers a question n times at random, when it is due or off it.
func history(s *quiz.Scheduler, id quiz.QuestionID, n int, r *rand.Rand) (quiz.Progress, time.Time) {
	var p quiz.Progress
	at := noonUTC
	for range n {
		a := answer(s, at, srs.Grades[r.IntN(4)])
		a.Marked = r.IntN(3) == 0
		p = s.After(id, p, a)
		switch r.IntN(3) {
		case 0:
			at = at.Add(time.Duration(r.Int64N(int64(40 * time.Minute))))
		case 1:
			at = p.Due
		default:
			at = at.Add(time.Duration(r.Int64N(int64(90 * 24 * time.Hour))))
		}
	}
	return p, at
}

// eachHistory calls law with a question's progress in each of many states.
func eachHistory(t *testing.T, law func(s *quiz.Scheduler, id quiz.QuestionID, p quiz.Progress, a quiz.Answered)) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	places := []*time.Location{time.UTC, zone(t, "America/New_York"), zone(t, "Asia/Kathmandu")}
	for i := range 1500 {
		s := scheduler(places[i%len(places)])
		s.Retention = .7 + .27*r.Float64()
		id := quiz.NewQuestionID("laws", string(rune('a'+i%26)))
		p, at := history(s, id, r.IntN(9), r)
		a := answer(s, at, srs.Grades[r.IntN(4)])
		a.Marked = i%2 == 0
		law(s, id, p, a)
		if t.Failed() {
			t.Fatalf("progress %+v, answer %+v", p, a)
		}
	}
}

// The waits of Anki's default steps, 1m and 10m, with 10m after a lapse.
func TestLearningStepsAreAnkis(t *testing.T) {
	const days = -1
	minutes := func(m float64) time.Duration { return time.Duration(m * float64(time.Minute)) }
	for _, c := range []struct {
		name   string
		before []srs.Grade
		marked bool // the last answer
		waits  [4]time.Duration
	}{
		{"new", nil, false, [4]time.Duration{minutes(1), minutes(5.5), minutes(10), days}},
		{"after again", []srs.Grade{srs.Again}, false, [4]time.Duration{minutes(1), minutes(5.5), minutes(10), days}},
		{"after hard", []srs.Grade{srs.Hard}, false, [4]time.Duration{minutes(1), minutes(5.5), minutes(10), days}},
		{"after good", []srs.Grade{srs.Good}, false, [4]time.Duration{minutes(1), minutes(10), days, days}},
		{"learnt", []srs.Grade{srs.Good, srs.Good}, false, [4]time.Duration{minutes(10), days, days, days}},
		{"new and marked", nil, true, [4]time.Duration{minutes(10), days, days, days}},
		{"learning and marked", []srs.Grade{srs.Again}, true, [4]time.Duration{minutes(10), days, days, days}},
		{"learnt and marked", []srs.Grade{srs.Easy}, true, [4]time.Duration{minutes(10), days, days, days}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := scheduler(time.UTC)
			id := quiz.NewQuestionID("steps", "q")
			var p quiz.Progress
			at := noonUTC
			for _, g := range c.before {
				p = s.After(id, p, answer(s, at, g))
				at = p.Due
			}
			for i, g := range srs.Grades {
				a := answer(s, at, g)
				a.Marked = c.marked
				next := s.After(id, p, a)
				if want := c.waits[i]; want == days {
					if next.Learning() || next.DueDay <= a.Day {
						t.Errorf("%v: step %d, due %v; want days", g, next.Step, next.Due)
					}
				} else if wait := next.Due.Sub(at); !next.Learning() || wait != want {
					t.Errorf("%v: step %d, waits %v; want %v", g, next.Step, wait, want)
				}
			}
		})
	}
}

func TestALapseWaitsTenMinutesThenDays(t *testing.T) {
	s := scheduler(time.UTC)
	id := quiz.NewQuestionID("lapse", "q")
	p := s.After(id, quiz.Progress{}, answer(s, noonUTC, srs.Easy))
	learnt := p
	p = s.After(id, p, answer(s, p.Due, srs.Again))
	if wait := p.Due.Sub(p.Last); wait != 10*time.Minute || p.Lapses != 1 {
		t.Errorf("waits %v, %d lapses", wait, p.Lapses)
	}
	if p.Memory.Stability >= learnt.Memory.Stability {
		t.Errorf("stability %g was not lowered from %g", p.Memory.Stability, learnt.Memory.Stability)
	}
	if hard := s.After(id, p, answer(s, p.Due, srs.Hard)); hard.Due.Sub(p.Due) != 10*time.Minute {
		t.Errorf("hard waits %v", hard.Due.Sub(p.Due))
	}
	again := s.After(id, p, answer(s, p.Due, srs.Again))
	if again.Lapses != 1 || !again.Learning() {
		t.Errorf("forgotten again while learning: %+v", again)
	}
	good := s.After(id, p, answer(s, p.Due, srs.Good))
	if good.Learning() || good.DueDay <= p.LastDay || good.Lapses != 1 {
		t.Errorf("remembered after a lapse: %+v", good)
	}
}

func TestOnlyWhatWasLearntCanLapse(t *testing.T) {
	eachHistory(t, func(s *quiz.Scheduler, id quiz.QuestionID, p quiz.Progress, a quiz.Answered) {
		lapsed := 0
		if a.Grade == srs.Again && p.Reps > 0 && p.Step == 0 {
			lapsed = 1
		}
		next := s.After(id, p, a)
		if next.Lapses != p.Lapses+lapsed || next.Reps != p.Reps+1 || next.New() {
			t.Errorf("%d answers and %d lapses after", next.Reps, next.Lapses)
		}
		if !next.Last.Equal(a.At) || next.LastDay != a.Day {
			t.Errorf("last answered %v on %v", next.Last, next.LastDay)
		}
	})
}

func TestWhatIsLearntComesBackOnAWholeStudyDay(t *testing.T) {
	eachHistory(t, func(s *quiz.Scheduler, id quiz.QuestionID, p quiz.Progress, a quiz.Answered) {
		next := s.After(id, p, a)
		if next.DueDay != s.Days.Of(next.Due) {
			t.Errorf("due %v, which is not in %v", next.Due, next.DueDay)
		}
		if next.Learning() {
			if !next.Due.After(a.At) || next.Due.Sub(a.At) > 10*time.Minute {
				t.Errorf("learning, due %v", next.Due)
			}
		} else if next.DueDay <= a.Day || next.DueDay > a.Day+srs.MaxInterval || !next.Due.Equal(s.Days.Start(next.DueDay)) {
			t.Errorf("due %v on %v", next.Due, next.DueDay)
		}
	})
}

func TestBetterGradesComeBackLater(t *testing.T) {
	eachHistory(t, func(s *quiz.Scheduler, id quiz.QuestionID, p quiz.Progress, a quiz.Answered) {
		all := s.Preview(id, p, a)
		again, hard, good, easy := all[0], all[1], all[2], all[3]
		if again.Due.After(hard.Due) || hard.Due.After(good.Due) {
			t.Errorf("again %v, hard %v, good %v", again.Due, hard.Due, good.Due)
		}
		if hard.DueDay == good.DueDay && !hard.Learning() && good.DueDay < a.Day+srs.MaxInterval {
			t.Errorf("hard and good both %v", good.Due)
		}
		if !good.Due.Before(easy.Due) && easy.DueDay < a.Day+srs.MaxInterval {
			t.Errorf("good %v, easy %v", good.Due, easy.Due)
		}
	})
}

func TestPreviewIsWhatHappens(t *testing.T) {
	eachHistory(t, func(s *quiz.Scheduler, id quiz.QuestionID, p quiz.Progress, a quiz.Answered) {
		all := s.Preview(id, p, a)
		for i, g := range srs.Grades {
			a.Grade = g
			if next := s.After(id, p, a); !next.Equal(all[i]) {
				t.Errorf("%v: shown %+v, came %+v", g, all[i], next)
			}
		}
	})
}

func TestProgressSurvivesJSON(t *testing.T) {
	eachHistory(t, func(s *quiz.Scheduler, id quiz.QuestionID, p quiz.Progress, a quiz.Answered) {
		p = s.After(id, p, a)
		b, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		var back quiz.Progress
		if err := json.Unmarshal(b, &back); err != nil || !back.Equal(p) {
			t.Errorf("%s is read as %+v (%v)", b, back, err)
		}
	})
}
