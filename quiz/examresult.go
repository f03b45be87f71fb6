package quiz

import (
	"slices"
	"time"
)

// ExamResult is what came of an exam that was handed in. It holds shares of
// right answers and never a scaled score: the certifying body makes that from
// forms it has equated, and no share stands for it.
type ExamResult struct {
	Scored   PartResult   // all that counts
	Pretest  PartResult   // what did not count
	Target   float64      // share to practise for, 0 to 1
	Cut      float64      // share that passes, 0 to 1; 0 = the pass mark is no share
	Domains  []PartResult // of what counts, in the outline's order
	Levels   []PartResult // of what counts, as in Levels
	Places   []PlaceResult
	Changed  ChangeTable
	CBM      CBM           // answers by certainty; those without are Unsaid
	Took     time.Duration // at items and on the page for reviewing
	Pace     time.Duration // time for an item by the limit
	LookUps  LookUps       // in the code books
	Remarked int           // marks by a key that was corrected later
	Causes   map[Cause]int // of wrong answers, as far as given
}

// PartResult is how a part of an exam went.
type PartResult struct {
	ID    string // "rhit:2", "recall"
	Name  string // to show
	Items int
	Score float64       // mean mark, 0 to 1; an item left open earns 0
	Right Estimate      // wholly right of all items, with its 90 % interval
	Took  time.Duration // in all
}

// PlaceResult is how one item of an exam went.
type PlaceResult struct {
	Verdict  Verdict
	Answered bool
	Changes  int  // answers given after the first, a cleared one not counted
	First    bool // the first answer was right
}

// ChangeTable is what changing answers did, from the first answer to the last
// one, by items.
type ChangeTable struct{ WrongToRight, RightToWrong, WrongToWrong, RightToRight int }

// Result works out how an exam went. mark says what a response at a place would
// earn, 0 to 1; it is asked about earlier answers only.
func (e *Exam) Result(mark func(place int, r Response) float64) ExamResult {
	r := ExamResult{Pace: e.Pace(), Took: e.Review, Target: e.Setup.Blueprint.PracticeFor(), Causes: map[Cause]int{}, Places: make([]PlaceResult, len(e.Queue))}
	if e.Setup.Blueprint.Pass.Kind == PassRaw {
		r.Cut = e.Setup.Blueprint.Pass.Value
	}
	for _, d := range e.Setup.Blueprint.Covered() {
		r.Domains = append(r.Domains, PartResult{ID: d.ID, Name: d.Short})
	}
	for _, l := range Levels {
		r.Levels = append(r.Levels, PartResult{ID: l, Name: l})
	}
	for i := range e.Queue {
		r.place(e, i, mark)
	}
	for _, p := range append([]*PartResult{&r.Scored, &r.Pretest}, append(each(r.Domains), each(r.Levels)...)...) {
		p.close()
	}
	return r
}

func each(parts []PartResult) []*PartResult {
	all := make([]*PartResult, len(parts))
	for i := range parts {
		all[i] = &parts[i]
	}
	return all
}

func (r *ExamResult) place(e *Exam, i int, mark func(int, Response) float64) {
	g := &e.Answers[i]
	place := ExamPlace{}
	if i < len(e.Setup.Places) {
		place = e.Setup.Places[i]
	}
	p := &r.Places[i]
	p.Verdict, p.Answered = VerdictOf(g.Mark), g.Answered()
	r.Took += g.Took
	r.LookUps.Add(g.LookUps...)
	if g.Remarked {
		r.Remarked++
	}
	if p.Answered {
		r.CBM.Add(g.Mark, g.Certainty)
	}
	if p.Verdict != Right {
		r.Causes[g.Cause]++
	}
	r.changes(p, e.Given[i], func(answer Response) bool { return VerdictOf(mark(i, answer)) == Right })
	if place.Pretest {
		r.Pretest.add(g, p.Verdict)
		return
	}
	r.Scored.add(g, p.Verdict)
	for _, parts := range [][]PartResult{r.Domains, r.Levels} {
		at := slices.IndexFunc(parts, func(o PartResult) bool { return o.ID == place.Domain || o.ID == place.Level })
		if at >= 0 {
			parts[at].add(g, p.Verdict)
		}
	}
}

// changes counts how the answers at a place changed.
func (r *ExamResult) changes(p *PlaceResult, given []Response, right func(Response) bool) {
	given = slices.DeleteFunc(slices.Clone(given), Response.IsZero)
	if len(given) == 0 {
		return
	}
	p.Changes = len(given) - 1
	last := p.Verdict == Right
	if p.First = last; p.Changes > 0 {
		p.First = right(given[0])
	}
	switch {
	case p.Changes == 0:
	case p.First && last:
		r.Changed.RightToRight++
	case p.First:
		r.Changed.RightToWrong++
	case last:
		r.Changed.WrongToRight++
	default:
		r.Changed.WrongToWrong++
	}
}

// add adds an item; Score is the marks' sum until close.
func (p *PartResult) add(g *Given, v Verdict) {
	p.Items++
	p.Score += g.Mark
	p.Took += g.Took
	if v == Right {
		p.Right.Right++
	}
}

func (p *PartResult) close() {
	p.Right = NewEstimate(p.Right.Right, p.Items)
	if p.Items > 0 {
		p.Score /= float64(p.Items)
	}
}

// Reached reports whether the score reaches what is to be practised for.
func (r *ExamResult) Reached() bool { return r.Scored.Score >= r.Target-fractionSlack }

// Walk is which items of a finished exam to go through.
type Walk string

// The walks.
const (
	WalkAll     Walk = "all"
	WalkWrong   Walk = "wrong" // not wholly right, items left open among them
	WalkFlagged Walk = "flagged"
	WalkUnsure  Walk = "unsure" // guessed or thought so
)

// Walks are those to choose from.
var Walks = []Walk{WalkAll, WalkWrong, WalkFlagged, WalkUnsure}

// Walk is the places that a walk goes through, in the exam's order.
func (e *Exam) Walk(w Walk) []int {
	var places []int
	for i, g := range e.Answers {
		if w == WalkAll || w == WalkWrong && VerdictOf(g.Mark) != Right || w == WalkFlagged && g.Flagged ||
			w == WalkUnsure && (g.Certainty == Guess || g.Certainty == ThinkSo) {
			places = append(places, i)
		}
	}
	return places
}

// StudyNext is what to study after the exam: the questions that were wrong, left
// open or right without being sure, those first that were wrong.
func (e *Exam) StudyNext() []QuestionID {
	var next []QuestionID
	for _, w := range []Walk{WalkWrong, WalkUnsure} {
		for _, i := range e.Walk(w) {
			if q := e.Queue[i].Question; !slices.Contains(next, q) {
				next = append(next, q)
			}
		}
	}
	return next
}
