package quiz

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
)

// Exam is one sitting: a session with a clock and with rules of moving, marked
// when it is handed in. Like every session it is the fold of its events, so that
// it comes back after a crash as it was: the same questions in the same order,
// every answer, the same place and the same time left.
type Exam struct {
	Session
	Setup   ExamSetup
	At      int           // place shown; len(Queue) = the page for reviewing before handing in
	Left    time.Duration // of the limit, as of the last event
	Seen    []bool        // by place
	Given   [][]Response  // by place: the answers one after the other; a cleared one is zero
	Notices []Notice      // interruptions, and the clock set meanwhile
	Ended   time.Time     // zero = not yet
	Over    bool          // it ended because the time was over
	Review  time.Duration // spent on the page for reviewing

	making int // the place whose answer is being made, from 1: it was begun since an item was turned to; 0 = none
}

// ExamSetup is what an exam was begun with. It stays as it was, whatever becomes
// of the blueprint.
type ExamSetup struct {
	Blueprint Blueprint     `json:"blueprint"`          // a copy of its figures, without facts; only Name is set for a practice of one's own
	Limit     time.Duration `json:"limit"`              // nanoseconds, extra time included; above 0
	Extra     float64       `json:"extra,omitempty"`    // share of the time that was added for an accommodation: 0.5 = half as long again
	Rule      ExamRule      `json:"rule"`               // in force on the day
	Places    []ExamPlace   `json:"places"`             // of each question
	Sections  []int         `json:"sections,omitempty"` // where each begins; none = one may move freely or forward only
	Repeats   int           `json:"repeats,omitempty"`  // questions that were in an earlier form
	Seed      uint64        `json:"seed,string"`        // the form was drawn by
	Said      *Said         `json:"said,omitempty"`     // what readiness said of it before it began; nil = nothing
}

// MaxExtra is the longest extra time: four times the time in all.
const MaxExtra = 3

// NewExamSetup is the setup of an exam by a blueprint on a day. extra is the
// share of the time that is added, 0 to MaxExtra.
func NewExamSetup(b *Blueprint, form *Form, day Day, extra float64, seed uint64) ExamSetup {
	copied := *b
	copied.Facts, copied.Rules = nil, nil
	extra = min(max(extra, 0), MaxExtra)
	limit := time.Duration(float64(b.TimeOf(len(form.Questions))) * (1 + extra)).Truncate(time.Second)
	return ExamSetup{Blueprint: copied, Limit: limit, Extra: extra, Rule: b.Rule(day), Places: form.Places,
		Sections: form.Sections, Repeats: form.Repeats, Seed: seed}
}

// NewExam begins a sitting of these questions. draw gives the seeds that
// options are shuffled by.
func NewExam(stamp Stamp, mode Mode, title string, questions []QuestionID, setup ExamSetup, draw *rand.Rand) Exam {
	return ExamOf(NewSession(stamp, mode, title, questions, draw), setup)
}

// ExamOf is the exam that a session with this setup is at its beginning.
func ExamOf(s Session, setup ExamSetup) Exam {
	e := Exam{Session: s, Setup: setup, Left: setup.Limit, Seen: make([]bool, len(s.Queue)), Given: make([][]Response, len(s.Queue))}
	if len(e.Seen) > 0 {
		e.Seen[0] = true
	}
	return e
}

// ExamEvent is something that happened in an exam. The exam is their fold.
type ExamEvent struct {
	Kind   EventKind     // EventDraft, EventLookUp, EventGo, EventClock or EventFinish
	At     time.Time     // when
	Place  int           // draft, look-up: of the answer; go: that was turned to
	Given  Given         // draft: all that is at the place now but Took and LookUps, which the exam counts itself
	LookUp LookUp        // look-up
	Nth    int           // look-up: which one of the place, from 0; one that is there already is said anew
	Notice Notice        // clock
	Over   bool          // finish: the time was over
	Stay   time.Duration // at the place that was shown, since the last event
	Left   time.Duration // of the limit, after it
}

// Take adds what happened. Events that fit nothing are skipped: the log may be
// of a newer version.
func (e *Exam) Take(ev ExamEvent) {
	e.stayed(ev.Stay)
	if ev.Left < e.Left {
		e.Left = max(ev.Left, 0)
	}
	switch ev.Kind {
	case EventDraft:
		if ev.Place >= 0 && ev.Place < len(e.Answers) {
			e.draft(ev.Place, ev.Given)
		}
	case EventLookUp:
		if ev.Place >= 0 && ev.Place < len(e.Answers) {
			e.Answers[ev.Place].TakeLookUp(ev.Nth, ev.LookUp)
		}
	case EventGo:
		e.making = 0
		if ev.Place >= 0 && ev.Place <= len(e.Queue) {
			e.At = ev.Place
		}
		if ev.Place >= 0 && ev.Place < len(e.Queue) {
			e.Seen[ev.Place] = true
		}
	case EventClock:
		ev.Notice.At = ev.At
		e.Notices = append(e.Notices, ev.Notice)
	case EventFinish:
		e.Finished, e.Ended, e.Over = true, ev.At, ev.Over
	}
}

// stayed counts time at the place that is shown.
func (e *Exam) stayed(d time.Duration) {
	if e.At < len(e.Answers) {
		e.Answers[e.At].Took += max(d, 0)
	} else {
		e.Review += max(d, 0)
	}
}

func (e *Exam) draft(place int, g Given) {
	was := e.Answers[place]
	g.Took, g.Attempt, g.LookUps = was.Took, was.Attempt, was.LookUps
	g.Response.Chosen, g.Response.Gaps, g.Struck = slices.Clone(g.Response.Chosen), slices.Clone(g.Response.Gaps), slices.Clone(g.Struck) // the screen goes on with its own
	e.Answers[place] = g
	if was.Response.Same(g.Response) {
		return
	}
	given := e.Given[place]
	if n := len(given); n > 0 && e.making == place+1 && !(was.Response.single() && g.Response.single()) {
		given[n-1] = g.Response
	} else {
		e.Given[place] = append(given, g.Response)
	}
	e.making = place + 1
}

// single reports whether at most one option is chosen, and nothing else is
// answered. Taking another one is another answer. A word that is typed on, or
// a second option that belongs to the first, is the same answer still, until
// another item is turned to.
func (r Response) single() bool {
	return len(r.Chosen) <= 1 && r.Text == "" && len(r.Gaps) == 0 && r.Point == nil
}

// Same reports whether two responses are equal.
func (r Response) Same(o Response) bool {
	return slices.Equal(r.Chosen, o.Chosen) && r.Text == o.Text && slices.Equal(r.Gaps, o.Gaps) &&
		(r.Point == nil) == (o.Point == nil) && (r.Point == nil || *r.Point == *o.Point)
}

// The errors of an exam's rules.
var (
	ErrExamOver   = errors.New("the exam is handed in")
	ErrNoWayBack  = errors.New("this exam goes forward only: what was left is closed")
	ErrNoSuchItem = errors.New("there is no such item")
)

// MayGo says whether the place may be turned to now, by the exam's rule of
// moving; len(Queue) is the page for reviewing. nil = yes.
func (e *Exam) MayGo(place int) error {
	switch {
	case e.Finished:
		return ErrExamOver
	case place < 0 || place > len(e.Queue):
		return fmt.Errorf("item %d: %w", place+1, ErrNoSuchItem)
	case place == e.At:
		return nil
	case e.Setup.Rule.Moves == MoveForward && place != e.At+1:
		return ErrNoWayBack
	case e.Setup.Rule.Moves == MoveSections && place < e.sectionOf(e.At):
		return ErrNoWayBack
	}
	return nil
}

// MayAnswer says whether the answer at a place may be changed now: in an exam
// that goes forward only, at the place shown. nil = yes.
func (e *Exam) MayAnswer(place int) error {
	if place < 0 || place >= len(e.Queue) {
		return fmt.Errorf("item %d: %w", place+1, ErrNoSuchItem)
	}
	if e.Setup.Rule.Moves == MoveForward && place != e.At {
		return ErrNoWayBack
	}
	return e.MayGo(place)
}

// sectionOf is where the section begins that holds the place: the last one
// holds the page for reviewing.
func (e *Exam) sectionOf(place int) int {
	begins := 0
	for _, s := range e.Setup.Sections {
		if s <= min(place, len(e.Queue)-1) {
			begins = s
		}
	}
	return begins
}

// Closes reports whether turning to a place closes items for good, of which the
// learner is to be warned while some are not answered.
func (e *Exam) Closes(place int) bool {
	switch e.Setup.Rule.Moves {
	case MoveForward:
		return place > e.At
	case MoveSections:
		return e.sectionOf(place) > e.sectionOf(e.At)
	}
	return false
}

// Tally is how far an exam has come.
type Tally struct{ Items, Answered, Flagged, Unseen int }

// Tally counts the exam's places.
func (e *Exam) Tally() Tally {
	t := Tally{Items: len(e.Queue)}
	for i, g := range e.Answers {
		if g.Answered() {
			t.Answered++
		}
		if g.Flagged {
			t.Flagged++
		}
		if !e.Seen[i] {
			t.Unseen++
		}
	}
	return t
}

// Pace is the time for one item by the limit.
func (e *Exam) Pace() time.Duration {
	return e.Setup.Limit / time.Duration(max(len(e.Queue), 1))
}
