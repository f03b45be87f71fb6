package quiz

import (
	"encoding/binary"
	"math/rand/v2"
	"time"

	"chartroom/quiz/srs"
)

// Progress is where one learner stands with one question. The zero value
// means never answered. It is the fold of the question's attempts.
type Progress struct {
	Memory  srs.Memory `json:"m"`
	Step    int        `json:"step,omitempty"` // learning step that it waits in, from 1; 0 = none
	Due     time.Time  `json:"due"`            // learning: the moment; otherwise the start of DueDay
	DueDay  Day        `json:"due_day"`
	Last    time.Time  `json:"last"`
	LastDay Day        `json:"last_day"`
	Reps    int        `json:"reps"`   // answers given
	Lapses  int        `json:"lapses"` // times forgotten after it had been learnt
}

// New reports whether the question was never answered.
func (p Progress) New() bool { return p.Reps == 0 }

// Learning reports whether the question waits for its next step within the day.
func (p Progress) Learning() bool { return p.Step > 0 }

// Equal compares progress to the millisecond.
func (p Progress) Equal(o Progress) bool {
	return p.Due.Equal(o.Due) && p.Last.Equal(o.Last) &&
		p.Memory == o.Memory && p.Step == o.Step && p.DueDay == o.DueDay &&
		p.LastDay == o.LastDay && p.Reps == o.Reps && p.Lapses == o.Lapses
}

// Scheduler decides when a question comes back.
type Scheduler struct {
	Model     srs.Model
	Retention float64 // chance of remembering to aim for, 0.7 to 0.97
	Days      Days
}

// DefaultRetention is the chance of remembering that questions are brought
// back at, unless the learner says otherwise (Anki's and FSRS's default).
const DefaultRetention = 0.9

// Steps are the waits within a day: after the first step, and after the
// second or a lapse (Anki's defaults).
var Steps = [...]time.Duration{time.Minute, 10 * time.Minute}

// Answered is what the scheduler needs to know of an answer.
type Answered struct {
	At     time.Time
	Day    Day
	Grade  srs.Grade
	Marked bool // by the app; false: a card that the learner graded herself

	// Interval is the whole days until the question comes back, if Choices chose
	// them; 0 = by the question's own draw. A learning step takes no notice.
	Interval int
}

// After is the progress after an answer.
//
// A card that is new takes the learning steps within the day, as in Anki. A
// marked answer that was right leaves them at once, for it has proved recall;
// a wrong one comes back after the last step. Elapsed time is whole study
// days, so an answer on the same study day counts as zero, unless the model
// counts in fractions.
func (s *Scheduler) After(id QuestionID, p Progress, a Answered) Progress {
	next := Progress{Memory: s.Remember(p, a), Last: a.At, LastDay: a.Day, Reps: p.Reps + 1, Lapses: p.Lapses}
	step, wait := s.step(p, a)
	if a.Grade == srs.Again && !p.New() && !p.Learning() {
		next.Lapses++
	}
	if step > 0 {
		next.Step = step
		next.Due = a.At.Add(wait)
		next.DueDay = s.Days.Of(next.Due)
		return next
	}
	next.DueDay = a.Day + Day(s.interval(id, p, a, next.Memory))
	next.Due = s.Days.Start(next.DueDay)
	return next
}

// Remember is the memory after an answer. Answering all of a question's
// history anew under another model is Remember alone: due days, steps, reps
// and lapses stay as they were decided.
func (s *Scheduler) Remember(p Progress, a Answered) srs.Memory {
	return s.Model.After(p.Memory, s.elapsed(p, a), a.Grade)
}

// Preview is the progress after each of the four grades, again first.
func (s *Scheduler) Preview(id QuestionID, p Progress, a Answered) [4]Progress {
	var all [4]Progress
	for i, g := range srs.Grades {
		a.Grade = g
		all[i] = s.After(id, p, a)
	}
	return all
}

// Move is the progress with another day to come back on: it leaves its learning
// step, and memory and counts stay.
func (s *Scheduler) Move(p Progress, day Day) Progress {
	p.Step, p.DueDay, p.Due = 0, day, s.Days.Start(day)
	return p
}

// step is the learning step to wait in after the answer and how long, or 0.
func (s *Scheduler) step(p Progress, a Answered) (step int, wait time.Duration) {
	last := len(Steps)
	if a.Marked || (!p.New() && !p.Learning()) {
		if a.Grade == srs.Again {
			return last, Steps[last-1]
		}
		return 0, 0
	}
	at := max(p.Step, 1)
	switch a.Grade {
	case srs.Again:
		return 1, Steps[0]
	case srs.Hard:
		if at == 1 { // Anki: between the first two steps
			return 1, (Steps[0] + Steps[1]) / 2
		}
		return at, Steps[at-1]
	case srs.Good:
		if at < last {
			return at + 1, Steps[at]
		}
	}
	return 0, 0
}

// interval is whole days until the next review: those chosen, or spread by the
// question's own draw and kept in order: hard at most good, good below easy.
// after is the memory that the answer leaves.
func (s *Scheduler) interval(id QuestionID, p Progress, a Answered, after srs.Memory) int {
	if a.Interval > 0 {
		return min(a.Interval, srs.MaxInterval)
	}
	draw, passed := ownDraw(id, p.Reps), s.elapsed(p, a)
	days := func(g srs.Grade) int {
		m := after
		if g != a.Grade {
			m = s.Model.After(p.Memory, passed, g)
		}
		return srs.Fuzz(s.Model.Interval(m, s.Retention), draw)
	}
	good := days(srs.Good)
	hard := min(days(srs.Hard), good)
	if a.Grade == srs.Hard {
		return min(hard, srs.MaxInterval)
	}
	good = max(good, hard+1)
	if a.Grade == srs.Easy {
		good = max(days(srs.Easy), good+1)
	}
	return min(good, srs.MaxInterval)
}

// ownDraw is the number, 0 up to 1, that spreads a question's interval after
// so many answers: the same for ever.
func ownDraw(id QuestionID, reps int) float64 {
	return rand.New(rand.NewPCG(binary.BigEndian.Uint64(id[:8]), uint64(reps)+1)).Float64()
}

// elapsed is days since the last answer, 0 or more: a clock set back does not
// make time run backwards. Whole study days, unless the model wants fractions.
func (s *Scheduler) elapsed(p Progress, a Answered) float64 {
	switch {
	case p.New():
		return 0
	case s.Model.Fractional():
		return max(a.At.Sub(p.Last).Hours()/24, 0)
	}
	return float64(max(a.Day-p.LastDay, 0))
}

// Recall is the chance, 0 to 1, that the learner remembers the question in the
// middle of day; 0 if it was never answered.
func (s *Scheduler) Recall(p Progress, day Day) float64 {
	noon := Answered{Day: day}
	if s.Model.Fractional() {
		noon.At = s.Days.Start(day).Add(12 * time.Hour)
	}
	return s.Model.Retrievability(p.Memory, s.elapsed(p, noon))
}
