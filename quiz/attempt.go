package quiz

import (
	"time"

	"chartroom/quiz/srs"
)

// Certainty is how sure the learner said she was; zero = she did not say.
type Certainty uint8

// The three certainties.
const (
	Unsaid  Certainty = 0
	Guess   Certainty = 1
	ThinkSo Certainty = 2
	Sure    Certainty = 3
)

func (c Certainty) String() string {
	switch c {
	case Guess:
		return "guess"
	case ThinkSo:
		return "think so"
	case Sure:
		return "sure"
	}
	return ""
}

// Mode is where an answer was given.
type Mode string

// The modes.
const (
	ModeReview Mode = "review" // due questions, one by one
	ModeStudy  Mode = "study"  // practice, marked and explained at once
	ModeAdapt  Mode = "adapt"  // practice, marked at once, the next question by what is least certain
	ModeTest   Mode = "test"   // practice, marked at the end
	ModeExam   Mode = "exam"   // by a blueprint, against the clock, marked at the end
	ModeTaster Mode = "taster" // the first ten questions, which seed the estimate
)

// Response is what the learner answered. Which fields count follows from the
// question's kind.
type Response struct {
	Chosen []int    `json:"chosen,omitempty"` // choice, true/false: indices into Question.Options, as in the file; order: all of them, in the order given
	Text   string   `json:"text,omitempty"`   // text, number, drill, code
	Gaps   []string `json:"gaps,omitempty"`   // cloze, table: one a gap; a choice gap holds the option's text, several joined by GapJoin. build: the pieces, in order. match: one partner an option with a text
	Point  *Point   `json:"point,omitempty"`  // hotspot: where was pointed at
}

// GapJoin stands between the texts of a gap of which several options are
// chosen: the unit separator of ASCII, which no option holds.
const GapJoin = "\x1f"

// IsZero reports whether nothing was answered.
func (r Response) IsZero() bool {
	return len(r.Chosen) == 0 && r.Text == "" && len(r.Gaps) == 0 && r.Point == nil
}

// Attempt is one answer given, at one moment. Attempts are only ever added.
type Attempt struct {
	Stamp
	Question QuestionID
	Mode     Mode
	Session  SessionID     // zero for a review
	Index    int           // place in the session's queue, from 0
	Took     time.Duration // from first sight to answer; whole milliseconds

	Response  Response
	Marked    bool    // false: the learner graded herself, and Mark is 0 or 1 by the grade
	Mark      float64 // 0 to 1
	Certainty Certainty
	Hint      bool // the learner looked at a hint first
	Grade     srs.Grade
	Interval  int // days, chosen within its range by Scheduler.Choices; 0 = by the question's own draw

	Before, After Progress
}

// Right reports whether the answer earned full marks or, for a card, was
// remembered.
func (a *Attempt) Right() bool { return a.Grade != srs.Again }
