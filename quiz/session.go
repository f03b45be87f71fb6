package quiz

import (
	"math/rand/v2"
	"slices"
	"time"

	"github.com/google/uuid"
)

// SessionID names a session: the id of the event that began it.
type SessionID = EventID

// Place is one question in a session's queue, with the seed that its options
// are shuffled by: the same seed shows the same order for ever.
type Place struct {
	Question QuestionID `json:"q"`
	Seed     uint64     `json:"seed,string"`
}

// Session is a queue of questions, walked one at a time. It is the fold of
// the event that began it and of the answers given in it; what it holds is on
// disk before it is shown, so that a crash costs nothing.
type Session struct {
	ID       SessionID
	Mode     Mode
	Title    string
	Began    time.Time
	Queue    []Place
	Answers  []Given // one a place; the zero Given = not answered
	Finished bool
	Ask      int // so many of the queue are asked; 0 = all. ModeAdapt chooses which
}

// Given is the answer at one place of a session.
type Given struct {
	Attempt   EventID  // zero while it is only a draft
	Response  Response // as chosen
	Certainty Certainty
	Hint      bool
	Took      time.Duration // whole milliseconds
	Mark      float64       // 0 to 1, once it is an attempt

	Flagged bool     // to come back to before handing in
	Struck  []int    // options struck out, indices into Question.Options
	Note    string   // jotted down at this place
	LookUps []LookUp // in the code books, in order

	Remarked bool  // Mark is by a key that was corrected later
	Cause    Cause // that the learner gave for a wrong answer
}

// Cause is why an answer was wrong, as the learner says.
type Cause string

// The causes.
const (
	Uncaused       Cause = ""          // not said
	CauseKnowledge Cause = "knowledge" // did not know it
	CauseMisread   Cause = "misread"   // the question or an option
	CauseCareless  Cause = "careless"  // knew it
	CauseTime      Cause = "time"      // too little was left
	CauseBook      Cause = "code book" // looked in the wrong place, or did not find it
)

// Causes are those to choose from.
var Causes = []Cause{CauseKnowledge, CauseMisread, CauseCareless, CauseTime, CauseBook}

// TakeLookUp adds what was looked up as the n-th thing, from 0, or says how long
// that took; a number that leaves a gap is skipped.
func (g *Given) TakeLookUp(n int, l LookUp) {
	switch {
	case n == len(g.LookUps):
		g.LookUps = append(slices.Clip(g.LookUps), l)
	case n >= 0 && n < len(g.LookUps):
		g.LookUps = slices.Clone(g.LookUps)
		g.LookUps[n] = l
	}
}

// Answered reports whether something was answered here, marked or not.
func (g Given) Answered() bool { return !g.Attempt.IsZero() || !g.Response.IsZero() }

// NewSession makes a session of questions. draw gives the seeds.
func NewSession(stamp Stamp, mode Mode, title string, questions []QuestionID, draw *rand.Rand) Session {
	s := Session{ID: stamp.ID, Mode: mode, Title: title, Began: stamp.At,
		Queue: make([]Place, len(questions)), Answers: make([]Given, len(questions))}
	for i, q := range questions {
		s.Queue[i] = Place{Question: q, Seed: draw.Uint64()}
	}
	return s
}

// Next is the first place from start on, going round, that is not answered;
// -1 when all are.
func (s *Session) Next(start int) int {
	n := len(s.Queue)
	for i := range n {
		if at := (start + i) % n; !s.Answers[at].Answered() {
			return at
		}
	}
	return -1
}

// Done is how many places are answered.
func (s *Session) Done() int {
	n := 0
	for _, a := range s.Answers {
		if a.Answered() {
			n++
		}
	}
	return n
}

// Shuffled is the order in which to show a question's options: a permutation
// of the indices into Options, the same for the same seed. A choice that keeps
// its order, a true/false and a flashcard are never shuffled; what is to be put
// in order always is, and never comes in the right order.
func Shuffled(q *Question, seed uint64) []int {
	order := make([]int, len(q.Options))
	for i := range order {
		order[i] = i
	}
	if q.Kind != Order && (q.KeepOrder || q.Kind != Choice) {
		return order
	}
	r := rand.New(rand.NewPCG(seed, uint64(len(order))))
	r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	for range order {
		if q.Kind != Order || markOrder(q.Options, order).Verdict() != Right {
			break
		}
		order = append(order[1:], order[0])
	}
	return order
}

// NewEventID makes the id of something that happens at the moment at: a
// UUIDv7 whose 74 random bits come from draw.
func NewEventID(at time.Time, draw *rand.Rand) EventID {
	var u uuid.UUID
	ms := uint64(at.UnixMilli())
	for i := range 6 {
		u[i] = byte(ms >> (40 - 8*i))
	}
	a, b := draw.Uint64(), draw.Uint64()
	for i := range 8 {
		u[8+i] = byte(b >> (8 * i))
	}
	u[6], u[7] = 0x70|byte(a&0x0f), byte(a>>8)
	u[8] = 0x80 | u[8]&0x3f
	return EventID(u)
}
