package quiz

import (
	"math"

	"chartroom/quiz/srs"
)

// HardWatch looks whether Hard is used for cards that were forgotten. Hard says
// "remembered, with effort"; used for "forgotten" it makes the memory look
// stronger than it is, and the card comes back too late.
type HardWatch struct {
	scheduler *Scheduler
	cards     map[QuestionID]watched
	use       HardUse
}

// watched is a question as HardWatch knows it.
type watched struct {
	progress Progress
	grade    srs.Grade // of its last answer; 0 = not the learner's own
}

// HardUse is what was seen of a learner's grades, in the first answers of later
// days to cards that she graded before.
type HardUse struct {
	Reviews   int
	Forgotten int     // of them graded Again
	Expected  float64 // of them to be forgotten, by the model
	variance  float64 // of Forgotten, by the model

	AfterHard, AfterGood Followed
}

// Followed is the reviews that came after one grade.
type Followed struct {
	Reviews int
	Shaky   int     // of them graded Again or Hard
	recall  float64 // of all of them, by the model
}

// NewHardWatch expects what the scheduler's model does.
func NewHardWatch(s *Scheduler) *HardWatch {
	return &HardWatch{scheduler: s, cards: map[QuestionID]watched{}}
}

// Add looks at an answer, in the order of the log. Grade 0 means that the
// question was reset. Answers that the app marked do not count, for their grade
// is not the learner's choice; but they move the memory.
func (w *HardWatch) Add(id QuestionID, a Answered) {
	if !a.Grade.Valid() {
		delete(w.cards, id)
		return
	}
	was := w.cards[id]
	if was.grade != 0 && a.Day > was.progress.LastDay && !a.Marked {
		w.use.add(was.grade, w.scheduler.Model.Retrievability(was.progress.Memory, w.scheduler.elapsed(was.progress, a)), a.Grade)
	}
	now := watched{grade: a.Grade, progress: Progress{Memory: w.scheduler.Remember(was.progress, a),
		Last: a.At, LastDay: a.Day, Reps: was.progress.Reps + 1}}
	if a.Marked {
		now.grade = 0
	}
	w.cards[id] = now
}

func (u *HardUse) add(before srs.Grade, recall float64, g srs.Grade) {
	u.Reviews++
	u.Expected += 1 - recall
	u.variance += recall * (1 - recall)
	if g == srs.Again {
		u.Forgotten++
	}
	switch before {
	case srs.Hard:
		u.AfterHard.add(recall, g)
	case srs.Good:
		u.AfterGood.add(recall, g)
	}
}

func (f *Followed) add(recall float64, g srs.Grade) {
	f.Reviews++
	f.recall += recall
	if g <= srs.Hard {
		f.Shaky++
	}
}

// surplus is the share that was shaky beyond the share that the model expected
// to be forgotten, and the variance of it.
func (f *Followed) surplus() (share, variance float64) {
	n := float64(max(f.Reviews, 1))
	p := float64(f.Shaky) / n
	return p - (1 - f.recall/n), p * (1 - p) / n
}

// Use is what was seen so far.
func (w *HardWatch) Use() HardUse { return w.use }

// When Hard counts as used for forgotten: there is enough to go by, it is far
// from chance (three standard errors: one time in 700), and far enough to
// matter.
const (
	hardEnough = 50  // reviews after either grade
	hardErrors = 3.  // standard errors
	hardGap    = .12 // of the reviews
	hardRare   = .2  // of what should be forgotten: so seldom is Again given
)

// Misused reports whether Hard seems to be used for cards that were forgotten.
// Two things must come together. Again is given for less than a fifth of what
// the model expects to be forgotten; alone that may be a model too strict for this
// learner. And what was graded Hard is shaky the next time far more often than
// what was graded Good, beyond what the model expects of either; alone that may
// be cards that are hard for her.
func (u HardUse) Misused() bool {
	if u.AfterHard.Reviews < hardEnough || u.AfterGood.Reviews < hardEnough {
		return false
	}
	missing := u.Expected - float64(u.Forgotten)
	if missing < u.Expected*(1-hardRare) || missing < hardErrors*math.Sqrt(u.variance) {
		return false
	}
	hard, v1 := u.AfterHard.surplus()
	good, v2 := u.AfterGood.surplus()
	return hard-good >= hardGap && hard-good >= hardErrors*math.Sqrt(v1+v2)
}
