package quiz

import (
	"math"

	"chartroom/quiz/srs"
)

// HardWatch looks whether Hard is used for cards that were forgotten. Hard says
// "remembered, with effort"; used for "forgotten" it makes the memory look
// stronger than it is, and the card comes back too late. Such a card is then
// not remembered as often as the model expects, while cards graded Good are.
type HardWatch struct {
	scheduler *Scheduler
	cards     map[QuestionID]watched
	use       HardUse
}

// watched is a question as HardWatch knows it.
type watched struct {
	progress Progress
	grade    srs.Grade // of its last answer
}

// HardUse is what was remembered on a later day after answers of a grade, and
// what the model expected.
type HardUse struct {
	Hard, Good Followed
}

// Followed is answers of one grade and the first review on a later day.
type Followed struct {
	Reviews  int
	Expected float64 // of them to be remembered, by the model
	Kept     int     // of them remembered
	variance float64 // of Kept, by the model
}

// NewHardWatch expects what the scheduler's model does.
func NewHardWatch(s *Scheduler) *HardWatch {
	return &HardWatch{scheduler: s, cards: map[QuestionID]watched{}}
}

// Add looks at an answer, in the order of the log. Grade 0 means that the
// question was reset. Answers that the app marked do not count, for their grade
// is not the learner's choice; but they move the memory.
func (w *HardWatch) Add(id QuestionID, a Answered) {
	was := w.cards[id]
	if !a.Grade.Valid() {
		delete(w.cards, id)
		return
	}
	if was.grade != 0 && a.Day > was.progress.LastDay && !a.Marked {
		recall := w.scheduler.Model.Retrievability(was.progress.Memory, w.scheduler.elapsed(was.progress, a))
		switch was.grade {
		case srs.Hard:
			w.use.Hard.add(recall, a.Grade)
		case srs.Good:
			w.use.Good.add(recall, a.Grade)
		}
	}
	now := watched{grade: a.Grade, progress: Progress{Memory: w.scheduler.Remember(was.progress, a),
		Last: a.At, LastDay: a.Day, Reps: was.progress.Reps + 1}}
	if a.Marked {
		now.grade = 0
	}
	w.cards[id] = now
}

func (f *Followed) add(recall float64, g srs.Grade) {
	f.Reviews++
	f.Expected += recall
	f.variance += recall * (1 - recall)
	if g != srs.Again {
		f.Kept++
	}
}

// missing is how much less was remembered than expected, as a share of the
// reviews, and the variance of that.
func (f *Followed) missing() (share, variance float64) {
	n := float64(max(f.Reviews, 1))
	return (f.Expected - float64(f.Kept)) / n, f.variance / (n * n)
}

// Use is what was seen so far.
func (w *HardWatch) Use() HardUse { return w.use }

// When Hard counts as used for forgotten: there is enough to go by, it is far
// from chance (three standard errors; one learner in 700 would be suspected
// wrongly), and far enough to matter.
const (
	hardEnough = 30  // reviews after either grade
	hardErrors = 3.  // standard errors
	hardGap    = .15 // of the reviews
)

// Misused reports whether Hard seems to be used for cards that were forgotten:
// in the reviews that follow it clearly more is missing, against the model's
// expectation, than in those that follow Good. The comparison with Good takes
// out what is wrong with the model for this learner as a whole.
func (u HardUse) Misused() bool {
	if u.Hard.Reviews < hardEnough || u.Good.Reviews < hardEnough {
		return false
	}
	hard, v1 := u.Hard.missing()
	good, v2 := u.Good.missing()
	return hard-good >= hardGap && hard-good >= hardErrors*math.Sqrt(v1+v2)
}
