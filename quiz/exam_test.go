package quiz_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"chartroom/quiz"
)

// sitting is an exam of n items, the first half of domain six:1, by a rule of
// moving.
func sitting(n int, moves quiz.MoveRule) quiz.Exam {
	b := six()
	b.Rules = []quiz.ExamRule{{Moves: moves, Source: "made up", Confidence: "C"}}
	var f quiz.Form
	for i := range n {
		d := b.Domains[2*i/n]
		f.Questions = append(f.Questions, quiz.NewQuestionID("exam", fmt.Sprint(i)))
		f.Places = append(f.Places, quiz.ExamPlace{Domain: d.ID, Level: quiz.Levels[i%3]})
	}
	f.Sections = []int{0, n / 2}
	draw := rand.New(rand.NewPCG(1, 1))
	stamp := quiz.Stamp{ID: quiz.NewEventID(noonUTC, draw), At: noonUTC, Day: 20779}
	return quiz.NewExam(stamp, quiz.ModeExam, "Six", f.Questions, quiz.NewExamSetup(&b, &f, stamp.Day, 0, 1), draw)
}

func chose(i int) quiz.Given { return quiz.Given{Response: quiz.Response{Chosen: []int{i}}} }

func TestTimeIsCountedWhereItIsSpent(t *testing.T) {
	e := sitting(6, quiz.MoveFree)
	left := e.Left
	take := func(kind quiz.EventKind, place int, g quiz.Given, stay time.Duration) {
		left -= stay
		e.Take(quiz.ExamEvent{Kind: kind, Place: place, Given: g, Stay: stay, Left: left})
	}
	take(quiz.EventDraft, 0, chose(1), 30*time.Second)
	take(quiz.EventGo, 3, quiz.Given{}, 10*time.Second)
	take(quiz.EventDraft, 3, chose(0), 5*time.Second)
	take(quiz.EventGo, 6, quiz.Given{}, time.Second) // the page for reviewing
	take(quiz.EventDraft, 1, chose(2), 20*time.Second)
	take(quiz.EventGo, 0, quiz.Given{}, 2*time.Second)
	take(quiz.EventDraft, 0, chose(0), 4*time.Second)
	take(quiz.EventFinish, 0, quiz.Given{}, time.Second)
	want := []time.Duration{45 * time.Second, 0, 0, 6 * time.Second, 0, 0}
	total := e.Review
	for i, g := range e.Answers {
		if g.Took != want[i] {
			t.Errorf("item %d took %v, want %v", i, g.Took, want[i])
		}
		total += g.Took
	}
	if e.Review != 22*time.Second || total != e.Setup.Limit-e.Left || !e.Finished {
		t.Errorf("%v on the page for reviewing, %v in all, %v of %v left", e.Review, total, e.Left, e.Setup.Limit)
	}
	if len(e.Given[0]) != 2 || len(e.Given[3]) != 1 {
		t.Errorf("answers %v", e.Given)
	}
	if tally := e.Tally(); tally != (quiz.Tally{Items: 6, Answered: 3, Unseen: 4}) {
		t.Errorf("tally %+v", tally)
	}
}

// What the screen does to the answer that it handed over changes nothing.
func TestAnExamKeepsItsOwnAnswers(t *testing.T) {
	e := sitting(4, quiz.MoveFree)
	g := quiz.Given{Response: quiz.Response{Chosen: []int{1, 2}, Gaps: []string{"a"}}, Struck: []int{3}}
	e.Take(quiz.ExamEvent{Kind: quiz.EventDraft, Given: g, Left: e.Left})
	g.Response.Chosen[0], g.Response.Gaps[0], g.Struck[0] = 9, "z", 9
	if kept := e.Answers[0]; kept.Response.Chosen[0] != 1 || kept.Response.Gaps[0] != "a" || kept.Struck[0] != 3 || e.Given[0][0].Chosen[0] != 1 {
		t.Errorf("%+v", kept)
	}
}

// A word is one answer however many keys it takes, and two options that are
// asked for are one; another option, or a second visit, is another.
func TestAnAnswerIsOneWhileItIsMade(t *testing.T) {
	typed := func(s string) quiz.Response { return quiz.Response{Text: s} }
	picked := func(all ...int) quiz.Response { return quiz.Response{Chosen: all} }
	for name, c := range map[string]struct {
		given []quiz.Response // nil Chosen and no text = another item is turned to and back
		want  int
	}{
		"a word":                 {[]quiz.Response{typed("e"), typed("ed"), typed("edema")}, 1},
		"a word changed later":   {[]quiz.Response{typed("flu"), {}, typed("flux")}, 2},
		"another option":         {[]quiz.Response{picked(1), picked(2), picked(1)}, 3},
		"two options":            {[]quiz.Response{picked(1), picked(1, 3)}, 1},
		"two options, then two":  {[]quiz.Response{picked(1), picked(1, 3), {}, picked(3), picked(0, 3)}, 2},
		"another option, later":  {[]quiz.Response{picked(1), {}, picked(2)}, 2},
		"the same again, later":  {[]quiz.Response{picked(1), {}, picked(1)}, 1},
		"gaps filled one by one": {[]quiz.Response{{Gaps: []string{"a", ""}}, {Gaps: []string{"a", "b"}}}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			e := sitting(4, quiz.MoveFree)
			for _, r := range c.given {
				if r.IsZero() {
					e.Take(quiz.ExamEvent{Kind: quiz.EventGo, Place: 2, Left: e.Left})
					e.Take(quiz.ExamEvent{Kind: quiz.EventGo, Place: 0, Left: e.Left})
					continue
				}
				e.Take(quiz.ExamEvent{Kind: quiz.EventDraft, Given: quiz.Given{Response: r}, Left: e.Left})
			}
			if n := len(e.Given[0]); n != c.want {
				t.Errorf("%d answers, want %d: %v", n, c.want, e.Given[0])
			}
			if last := c.given[len(c.given)-1]; !e.Given[0][len(e.Given[0])-1].Same(last) || !e.Answers[0].Response.Same(last) {
				t.Errorf("the last answer is %v", e.Given[0])
			}
		})
	}
}

func TestTheTimeLeftNeverGrows(t *testing.T) {
	e := sitting(4, quiz.MoveFree)
	e.Take(quiz.ExamEvent{Kind: quiz.EventGo, Place: 1, Left: time.Minute})
	e.Take(quiz.ExamEvent{Kind: quiz.EventGo, Place: 2, Left: time.Hour})
	if e.Left != time.Minute {
		t.Errorf("%v left", e.Left)
	}
	e.Take(quiz.ExamEvent{Kind: quiz.EventGo, Place: 99, Left: -time.Hour})
	e.Take(quiz.ExamEvent{Kind: quiz.EventDraft, Place: 99})
	if e.Left != 0 || e.At != 2 {
		t.Errorf("%v left at %d", e.Left, e.At)
	}
}

func TestEachRuleOfMovingIsKept(t *testing.T) {
	for _, c := range []struct {
		moves    quiz.MoveRule
		at       int
		may, not []int
		answer   []int // places whose answer may be changed
	}{
		{quiz.MoveFree, 2, []int{0, 1, 2, 5, 6}, []int{-1, 7}, []int{0, 5}},
		{quiz.MoveForward, 2, []int{2, 3}, []int{0, 1, 4, 6}, []int{2}},
		{quiz.MoveForward, 5, []int{5, 6}, []int{4}, []int{5}},
		{quiz.MoveSections, 1, []int{0, 2, 3, 6}, nil, []int{0, 4}},
		{quiz.MoveSections, 3, []int{4, 5, 6}, []int{0, 2}, []int{3, 5}},
		{quiz.MoveSections, 6, []int{3, 5}, []int{2}, []int{4}},
	} {
		e := sitting(6, c.moves)
		e.Take(quiz.ExamEvent{Kind: quiz.EventGo, Place: c.at, Left: time.Hour})
		for _, p := range c.may {
			if err := e.MayGo(p); err != nil {
				t.Errorf("%s: from %d to %d: %v", c.moves, c.at, p, err)
			}
		}
		for _, p := range c.not {
			if err := e.MayGo(p); err == nil {
				t.Errorf("%s: from %d one may go to %d", c.moves, c.at, p)
			}
		}
		for _, p := range c.answer {
			if err := e.MayAnswer(p); err != nil {
				t.Errorf("%s: at %d the answer to %d: %v", c.moves, c.at, p, err)
			}
		}
	}
	e := sitting(6, quiz.MoveForward)
	if !e.Closes(1) || e.MayAnswer(3) == nil {
		t.Error("what is passed by is not closed")
	}
	e.Take(quiz.ExamEvent{Kind: quiz.EventFinish})
	if err := e.MayGo(0); !errors.Is(err, quiz.ErrExamOver) {
		t.Errorf("after the end: %v", err)
	}
}

func TestTheClockGoesByWhatCannotBeSet(t *testing.T) {
	wall := noonUTC
	c := quiz.NewExamClock(time.Hour, 5*time.Second, wall)
	read := func(ticks, moved time.Duration) (quiz.Notice, bool) {
		wall = wall.Add(moved)
		return c.Read(ticks, wall)
	}
	if n, noticed := read(65*time.Second, 60*time.Second+500*time.Millisecond); noticed || c.Left != 59*time.Minute || c.Stay != time.Minute {
		t.Errorf("%v, %+v", n, c)
	}
	if n, noticed := read(75*time.Second, -3*time.Hour); !noticed || n.Kind != quiz.ClockMoved || n.By != -3*time.Hour-10*time.Second {
		t.Errorf("set back: %v", n)
	}
	if n, noticed := read(85*time.Second, 20*time.Minute); !noticed || n.By != 20*time.Minute-10*time.Second {
		t.Errorf("set forward: %v", n)
	}
	if n, noticed := read(80*time.Second, 0); noticed {
		t.Errorf("ticks that go back: %v", n)
	}
	if c.Left != 58*time.Minute+40*time.Second {
		t.Errorf("%v left", c.Left)
	}
	if read(3*time.Hour, 3*time.Hour); c.Left != 0 {
		t.Errorf("%v left after the end", c.Left)
	}
}

func TestNoticesAreSaid(t *testing.T) {
	for want, n := range map[string]quiz.Notice{
		"Interrupted for 3 h. That time does not count.":                                                                    {Kind: quiz.Interrupted, By: 3 * time.Hour},
		"The computer's clock was set back by at least 1 min 5 s while the exam was closed. Your time left is not touched.": {Kind: quiz.Interrupted, By: -65 * time.Second},
		"The computer's clock was set back by 2 h 10 min. The exam's own clock went on.":                                    {Kind: quiz.ClockMoved, By: -130 * time.Minute},
		"The computer slept, or its clock was set forward, for 3 days. The exam's own clock did not count it.":              {Kind: quiz.ClockMoved, By: 80 * time.Hour},
	} {
		if n.String() != want {
			t.Errorf("%+v says %q", n, n.String())
		}
	}
}

func TestWarningsComeOnce(t *testing.T) {
	var got []time.Duration
	for left := time.Hour; left > 0; left -= time.Second {
		if w := quiz.ExamWarning(left, left-time.Second); w != 0 {
			got = append(got, w)
		}
	}
	if len(got) != 2 || got[0] != 30*time.Minute || got[1] != 5*time.Minute {
		t.Errorf("warned at %v", got)
	}
}

func TestExtraTimeIsAdded(t *testing.T) {
	b := six()
	f := quiz.Form{Questions: make([]quiz.QuestionID, 75)}
	for extra, want := range map[float64]time.Duration{0: 103 * time.Minute, .5: 154*time.Minute + 30*time.Second, 1: 206 * time.Minute, 99: 412 * time.Minute, -1: 103 * time.Minute} {
		if s := quiz.NewExamSetup(&b, &f, 20779, extra, 1); s.Limit != want {
			t.Errorf("%g: %v", extra, s.Limit)
		}
	}
}

// The parts of a result add up to the whole, whatever was answered.
func TestTheResultAddsUp(t *testing.T) {
	for seed := range uint64(100) {
		draw := rand.New(rand.NewPCG(seed, 8))
		e := sitting(24, quiz.MoveFree)
		right := func(_ int, r quiz.Response) float64 {
			if r.Chosen[0] == 0 {
				return 1
			}
			return 0
		}
		for range 60 {
			place := draw.IntN(24)
			g := chose(draw.IntN(3))
			g.Certainty, g.Flagged = quiz.Certainty(draw.IntN(4)), draw.IntN(5) == 0
			e.Take(quiz.ExamEvent{Kind: quiz.EventDraft, Place: place, Given: g, Left: e.Left, Stay: time.Second})
			e.Take(quiz.ExamEvent{Kind: quiz.EventGo, Place: place, Left: e.Left, Stay: time.Second})
		}
		changed, sum := 0, 0.0
		for i := range e.Answers {
			if g := &e.Answers[i]; g.Answered() {
				g.Mark = right(i, g.Response)
				sum += g.Mark
			}
			if len(e.Given[i]) > 1 {
				changed++
			}
			if draw.IntN(6) == 0 {
				e.Setup.Places[i].Pretest = true
			}
		}
		r := e.Result(right)
		items, score := 0, 0.0
		for _, d := range r.Domains {
			items += d.Items
			score += d.Score * float64(d.Items)
			if d.Right.Low > d.Right.Share+1e-9 || d.Right.High < d.Right.Share {
				t.Errorf("%+v", d.Right)
			}
		}
		levels := 0
		for _, l := range r.Levels {
			levels += l.Items
		}
		all := score + r.Pretest.Score*float64(r.Pretest.Items)
		if items != r.Scored.Items || levels != items || items+r.Pretest.Items != 24 || all < sum-1e-9 || all > sum+1e-9 {
			t.Fatalf("seed %d: %d of %d items, %d by level, marks %v of %v", seed, items, r.Scored.Items, levels, all, sum)
		}
		if c := r.Changed; c.RightToRight+c.RightToWrong+c.WrongToRight+c.WrongToWrong != changed {
			t.Fatalf("seed %d: %d items were changed, %+v", seed, changed, c)
		}
		if n, _, _ := r.CBM.Total(); n != e.Tally().Answered || r.Took != 120*time.Second {
			t.Fatalf("seed %d: %d answers judged, took %v", seed, n, r.Took)
		}
		if len(e.Walk(quiz.WalkAll)) != 24 || len(e.Walk(quiz.WalkFlagged)) != e.Tally().Flagged || len(e.StudyNext()) < len(e.Walk(quiz.WalkWrong)) {
			t.Fatalf("seed %d: walks %d, %d", seed, len(e.Walk(quiz.WalkAll)), len(e.Walk(quiz.WalkFlagged)))
		}
	}
}
