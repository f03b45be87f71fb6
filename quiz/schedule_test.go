package quiz_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

const aDay = 24 * time.Hour

// after answers good at noon on each of the days after the first.
func after(s *quiz.Scheduler, id quiz.QuestionID, days ...int) quiz.Progress {
	var p quiz.Progress
	for _, d := range days {
		p = s.After(id, p, quiz.Answered{At: noonUTC.Add(time.Duration(d) * aDay),
			Day: s.Days.Of(noonUTC) + quiz.Day(d), Grade: srs.Good, Marked: true})
	}
	return p
}

// The published vector: good on days 0, 0, 2, 13, 59, 222.
func TestMemoryIsFSRSOverStudyDays(t *testing.T) {
	s := scheduler(zone(t, "Europe/Berlin"))
	p := after(s, quiz.NewQuestionID("fsrs", "q"), 0, 0, 2, 13, 59, 222)
	if d := p.Memory.Stability - 497.876560; d > 1e-4 || d < -1e-4 {
		t.Errorf("stability %.6f; want 497.876560", p.Memory.Stability)
	}
	if d := p.Memory.Difficulty - 2.083724; d > 1e-6 || d < -1e-6 {
		t.Errorf("difficulty %.6f; want 2.083724", p.Memory.Difficulty)
	}
}

func TestIntervalsAreSpreadButNearTheMemory(t *testing.T) {
	s := scheduler(time.UTC)
	var seen [200]int
	for i := range 300 {
		id := quiz.NewQuestionID("spread", string(rune('A'+i)))
		p := after(s, id, 0, 8, 40) // stability near 100 days
		low, high := srs.FuzzRange(s.Model.Interval(p.Memory, s.Retention))
		days := int(p.DueDay - p.LastDay)
		if days < low || days > high {
			t.Fatalf("comes back after %d days; the range is %d to %d", days, low, high)
		}
		seen[days]++
		if q := after(s, id, 0, 8, 40); !q.Equal(p) {
			t.Fatalf("the same answers give %+v and %+v", p, q)
		}
	}
	distinct := 0
	for _, n := range seen {
		if n > 0 {
			distinct++
		}
		if n > 100 {
			t.Errorf("%d of 300 questions come back on one day", n)
		}
	}
	if distinct < 10 {
		t.Errorf("300 questions come back on %d days", distinct)
	}
}

// The draws that spread intervals must never change: replaying the log has to
// give the days that the learner was shown.
func TestSpreadDaysNeverChange(t *testing.T) {
	s := scheduler(time.UTC)
	for key, want := range map[string]int{"a": 110, "b": 111, "c": 98} {
		p := after(s, quiz.NewQuestionID("spread", key), 0, 8, 40)
		if days := int(p.DueDay - p.LastDay); days != want {
			t.Errorf("%s comes back after %d days; want %d", key, days, want)
		}
	}
}

func TestHigherRetentionComesBackSooner(t *testing.T) {
	eachHistory(t, func(s *quiz.Scheduler, id quiz.QuestionID, p quiz.Progress, a quiz.Answered) {
		often, seldom := *s, *s
		often.Retention, seldom.Retention = .95, .8
		if x, y := often.After(id, p, a), seldom.After(id, p, a); x.Due.After(y.Due) || x.Memory != y.Memory {
			t.Errorf("at 0.95 %+v, at 0.8 %+v", x, y)
		} else if days := y.DueDay - a.Day; days > 10 && days < srs.MaxInterval/10 && x.DueDay >= y.DueDay {
			t.Errorf("%d days at 0.8, no fewer at 0.95", days)
		}
	})
}

func TestRecallIsTheRetentionWhenDue(t *testing.T) {
	s := scheduler(time.UTC)
	if r := s.Recall(quiz.Progress{}, 20779); r != 0 {
		t.Errorf("recall of a new question is %g", r)
	}
	for i := range 50 {
		p := after(s, quiz.NewQuestionID("recall", string(rune('A'+i))), 0, 8, 40)
		if r := s.Recall(p, p.DueDay); r < .89 || r > .91 {
			t.Errorf("recall is %.3f when due", r)
		}
		if r := s.Recall(p, p.LastDay); r != 1 {
			t.Errorf("recall is %g on the day of the answer", r)
		}
	}
}

// A clock set back makes an answer count as one on the same study day.
func TestAClockSetBackDoesNoHarm(t *testing.T) {
	eachHistory(t, func(s *quiz.Scheduler, id quiz.QuestionID, p quiz.Progress, a quiz.Answered) {
		if p.New() {
			return
		}
		back := answer(s, p.Last.Add(-400*aDay), a.Grade)
		same := quiz.Answered{At: back.At, Day: p.LastDay, Grade: a.Grade}
		x, y := s.After(id, p, back), s.After(id, p, same)
		if x.Memory != y.Memory || x.Step != y.Step {
			t.Errorf("set back %+v, same day %+v", x, y)
		}
		if !x.Due.After(back.At) || s.Recall(p, back.Day) != 1 {
			t.Errorf("due %v, answered %v", x.Due, back.At)
		}
	})
}

func TestALearningStepMayEndOnTheNextStudyDay(t *testing.T) {
	s := scheduler(zone(t, "America/New_York"))
	at := time.Date(2026, 11, 22, 3, 55, 0, 0, s.Days.Zone)
	p := s.After(quiz.NewQuestionID("late", "q"), quiz.Progress{}, answer(s, at, srs.Good))
	if p.LastDay.String() != "2026-11-21" || p.DueDay.String() != "2026-11-22" || p.Due.Sub(at) != 10*time.Minute {
		t.Errorf("answered on %v, due %v on %v", p.LastDay, p.Due, p.DueDay)
	}
}

// What was decided in one zone stays: only study days count, wherever the next
// answer is given.
func TestTravelChangesNoMemory(t *testing.T) {
	names := []string{"Asia/Kathmandu", "America/New_York", "Pacific/Kiritimati", "Europe/Berlin"}
	r := rand.New(rand.NewPCG(8, 9))
	for range 200 {
		id := quiz.NewQuestionID("travel", string(rune('A'+r.IntN(50))))
		var away, home quiz.Progress
		at := noonUTC
		for range 6 {
			s := scheduler(zone(t, names[r.IntN(len(names))]))
			a := answer(s, at, srs.Grades[r.IntN(4)])
			a.Marked = true
			away, home = s.After(id, away, a), scheduler(time.UTC).After(id, home, a)
			if away.Memory != home.Memory || away.LastDay != home.LastDay || away.Step != home.Step {
				t.Fatalf("away %+v, at home %+v", away, home)
			}
			if !away.Learning() {
				if away.DueDay != home.DueDay || !away.Due.Equal(s.Days.Start(away.DueDay)) {
					t.Fatalf("away due %v on %v, at home on %v", away.Due, away.DueDay, home.DueDay)
				}
			}
			at = at.Add(time.Duration(r.Int64N(int64(20 * aDay))))
		}
	}
}

// Across a change of the clocks a day is still a day.
func TestDaysAreCountedAcrossClockChanges(t *testing.T) {
	s := scheduler(zone(t, "America/New_York"))
	at := time.Date(2026, 10, 31, 23, 0, 0, 0, s.Days.Zone) // the night is an hour longer
	p := s.After(quiz.NewQuestionID("clocks", "q"), quiz.Progress{}, quiz.Answered{At: at, Day: s.Days.Of(at), Grade: srs.Hard, Marked: true})
	if p.DueDay.String() != "2026-11-01" || p.Due.Format(time.RFC3339) != "2026-11-01T04:00:00-05:00" {
		t.Errorf("due %v on %v", p.Due.Format(time.RFC3339), p.DueDay)
	}
}

func TestEqualSeesEveryDifference(t *testing.T) {
	s := scheduler(time.UTC)
	p := after(s, quiz.NewQuestionID("equal", "q"), 0, 3)
	moved := p
	moved.Due, moved.Last = p.Due.In(zone(t, "Asia/Kathmandu")), p.Last.In(zone(t, "Asia/Kathmandu"))
	if !moved.Equal(p) {
		t.Error("the same moments in another zone are not equal")
	}
	for name, change := range map[string]func(*quiz.Progress){
		"stability":  func(p *quiz.Progress) { p.Memory.Stability++ },
		"difficulty": func(p *quiz.Progress) { p.Memory.Difficulty++ },
		"step":       func(p *quiz.Progress) { p.Step++ },
		"due":        func(p *quiz.Progress) { p.Due = p.Due.Add(time.Millisecond) },
		"due day":    func(p *quiz.Progress) { p.DueDay++ },
		"last":       func(p *quiz.Progress) { p.Last = p.Last.Add(time.Millisecond) },
		"last day":   func(p *quiz.Progress) { p.LastDay++ },
		"reps":       func(p *quiz.Progress) { p.Reps++ },
		"lapses":     func(p *quiz.Progress) { p.Lapses++ },
	} {
		q := p
		if change(&q); q.Equal(p) || p.Equal(q) {
			t.Errorf("another %s is still equal", name)
		}
	}
}

func TestMovingChangesTheDayAlone(t *testing.T) {
	eachHistory(t, func(s *quiz.Scheduler, id quiz.QuestionID, p quiz.Progress, a quiz.Answered) {
		moved := s.Move(p, a.Day+5)
		if moved.DueDay != a.Day+5 || !moved.Due.Equal(s.Days.Start(a.Day+5)) || moved.Learning() {
			t.Errorf("due %v on %v, step %d", moved.Due, moved.DueDay, moved.Step)
		}
		moved.Due, moved.DueDay, moved.Step = p.Due, p.DueDay, p.Step
		if !moved.Equal(p) {
			t.Errorf("moved %+v", moved)
		}
	})
}

// Recalling a history is what the answers left, however they were spread.
func TestRememberingIsTheMemoryOfAfter(t *testing.T) {
	eachHistory(t, func(s *quiz.Scheduler, id quiz.QuestionID, p quiz.Progress, a quiz.Answered) {
		if m := s.After(id, p, a).Memory; s.Remember(p, a) != m {
			t.Errorf("%+v, not %+v", s.Remember(p, a), m)
		}
		a.Interval = 400
		if next := s.After(id, p, a); !next.Learning() && next.DueDay != a.Day+400 {
			t.Errorf("due on %v", next.DueDay)
		}
	})
}
