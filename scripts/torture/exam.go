package main

import (
	"context"
	"fmt"
	"hash/fnv"
	"io"
	"math/rand/v2"
	"time"

	"chartroom/app/actions"
	"chartroom/quiz"
)

// examSize is how many things the child does in an exam before it hands in.
const examSize = 400

// sitForever is the child in an exam: it goes on with the open exam or begins
// one, answers, turns to other items, lets the clock beat, hands in and begins
// anew. What it did it says on out once that is on disk. It never returns
// without an error.
func sitForever(dir string, seed uint64, out io.Writer) error {
	ctx, draw := context.Background(), rand.New(rand.NewPCG(seed, 3))
	act, store, err := open(ctx, dir, draw)
	if err != nil {
		return err
	}
	defer store.Close()
	for {
		s, err := sitting(ctx, act)
		if err != nil {
			return err
		}
		id := s.Exam.ID
		fmt.Fprintf(out, "begin %s %x\n", id, paper(&s.Exam))
		for range examSize {
			if err := sit(ctx, act, s, draw, out); err != nil {
				return err
			}
		}
		if _, err := act.HandInExam(ctx, s); err != nil {
			return err
		}
		fmt.Fprintf(out, "end %s\n", id)
	}
}

// sitting is the exam that is open, or a new one: as long as the banks allow.
func sitting(ctx context.Context, act *actions.Actions) (*actions.Sitting, error) {
	s, err := act.Sitting(ctx)
	if s != nil || err != nil {
		return s, err
	}
	outline := act.Blueprints()[0]
	sizes, err := act.FormSizes(ctx, &outline)
	if err != nil {
		return nil, err
	}
	if len(sizes) > 0 {
		s, _, err = act.StartExam(ctx, &outline, sizes[0], 0)
		return s, err
	}
	started, _, err := act.StartRecipe(ctx, quiz.Recipe{Name: "Torture", Mode: quiz.ModeTest, Kinds: []quiz.Kind{quiz.Choice}, Count: 60, Minutes: 90})
	return started.Sitting, err
}

// sit does one thing in the exam and says so.
func sit(ctx context.Context, act *actions.Actions, s *actions.Sitting, draw *rand.Rand, out io.Writer) error {
	n := len(s.Exam.Queue)
	switch draw.IntN(4) {
	case 0:
		if err := act.ExamGo(ctx, s, draw.IntN(n+1)); err != nil {
			return err
		}
		fmt.Fprintf(out, "go %s %d %d\n", s.Exam.ID, s.Exam.At, s.Left().Milliseconds())
	case 1:
		if _, err := act.Beat(ctx, s); err != nil {
			return err
		}
		fmt.Fprintf(out, "beat %s %d\n", s.Exam.ID, s.Left().Milliseconds())
	default:
		place := draw.IntN(n)
		g := s.Exam.Answers[place]
		g.Response = quiz.Response{Chosen: []int{draw.IntN(4)}}
		if _, err := act.ExamAnswer(ctx, s, place, g); err != nil {
			return err
		}
		fmt.Fprintf(out, "put %s %d %d %d\n", s.Exam.ID, place, g.Response.Chosen[0], s.Left().Milliseconds())
	}
	return nil
}

// paper is a number for an exam's questions, their order, and the order of
// their options.
func paper(e *quiz.Exam) uint64 {
	h := fnv.New64a()
	for _, p := range e.Queue {
		fmt.Fprint(h, p.Question, p.Seed)
	}
	return h.Sum64()
}

// Exams is what a torture in exams found.
type Exams struct {
	Tally
	Clock   int           // came back with another time left
	Slowest time.Duration // to open the profile and go on
}

func (t Exams) String() string { return fmt.Sprintf("exam %s clock %d", t.Tally, t.Clock) }

// said is what the child has said of the exam that it sat last.
type said struct {
	id      string
	paper   string
	answers map[int]int // by place: the option chosen
	at      int
	left    time.Duration
	ended   bool
}

// hear takes a line of the child's; it reports whether the line told of
// something saved.
func (s *said) hear(line string) bool {
	var word, id, hash string
	var a, b, c int
	n, _ := fmt.Sscan(line, &word, &id)
	if n < 2 {
		return false
	}
	rest := line[len(word)+1+len(id):]
	if word == "begin" && id != s.id {
		*s = said{id: id, answers: map[int]int{}, left: time.Hour * 24}
	}
	switch {
	case id != s.id:
		return false
	case word == "begin":
		fmt.Sscan(rest, &hash)
		if s.paper == "" {
			s.paper = hash
		}
		return false
	case word == "put":
		fmt.Sscan(rest, &a, &b, &c)
		s.answers[a] = b
	case word == "go":
		fmt.Sscan(rest, &a, &c)
		s.at = a
	case word == "beat":
		fmt.Sscan(rest, &c)
	case word == "end":
		s.ended = true
		return true
	}
	s.left = time.Duration(c) * time.Millisecond
	return true
}

// tortureExams kills the child kills times at random moments of exams and
// looks each time whether the exam comes back as it was. child runs sitForever.
func tortureExams(dir string, kills int, seed uint64, child starter, report func(Exams)) (Exams, error) {
	ctx, draw := context.Background(), rand.New(rand.NewPCG(seed, 4))
	var t Exams
	if err := fill(ctx, dir, draw); err != nil {
		return t, err
	}
	var heard said
	for t.Kills < kills {
		lines, err := killOne(child(draw.Uint64()), time.Duration(draw.IntN(120_000))*time.Microsecond)
		if err != nil {
			return t, err
		}
		t.Kills++
		for _, line := range lines {
			if heard.hear(line) {
				t.Acknowledged++
			}
		}
		if err := t.look(ctx, dir, draw, &heard); err != nil {
			return t, fmt.Errorf("after kill %d: %w", t.Kills, err)
		}
		report(t)
	}
	return t, nil
}

// look opens the profile as a learner would, goes on with the exam, and holds
// it to what the child said.
func (t *Exams) look(ctx context.Context, dir string, draw *rand.Rand, heard *said) error {
	began := time.Now()
	act, store, err := open(ctx, dir, draw)
	if err != nil {
		t.Corrupt++
		return err
	}
	defer store.Close()
	s, err := act.Sitting(ctx)
	if err != nil {
		t.Corrupt++
		return err
	}
	t.Slowest = max(t.Slowest, time.Since(began))
	if err := store.Reader().Check(ctx); err != nil {
		t.Corrupt++
		return err
	}
	if s != nil && s.Exam.ID.String() == heard.id {
		t.compare(s, heard)
	} else if !heard.ended {
		t.endedUnsaid(ctx, act, heard)
	}
	if t.Kills%20 != 0 {
		return nil
	}
	r, err := store.Rebuild(ctx, nil)
	if err != nil {
		return err
	}
	if !r.Agreed {
		t.Corrupt++
		return fmt.Errorf("the fold of the log disagrees: %v", r.Differences)
	}
	return nil
}

// beatSlack is how far the time left may be behind what was said last: what was
// saved and killed before it could say so.
const beatSlack = 2 * time.Second

// compare holds an exam that came back to what the child said. One thing more
// may have been saved and killed before the child could say so.
func (t *Exams) compare(s *actions.Sitting, heard *said) {
	if heard.ended {
		t.Lost++ // handed in, and open again
		return
	}
	t.Resumed++
	other := 0
	for place, g := range s.Exam.Answers {
		option, put := heard.answers[place]
		if put != g.Answered() || put && g.Response.Chosen[0] != option {
			other++
		}
	}
	if s.Exam.At != heard.at {
		other++
	}
	switch {
	case other == 1:
		t.Unacknowledged++
	case other > 1:
		t.Lost += other
	}
	if paper := fmt.Sprintf("%x", paper(&s.Exam)); paper != heard.paper {
		t.Corrupt++
	}
	if s.Left() > heard.left || s.Left() < heard.left-beatSlack {
		t.Clock++
	}
	// What came back is what the child goes on with.
	for place := range s.Exam.Answers {
		if g := s.Exam.Answers[place]; len(g.Response.Chosen) == 1 {
			heard.answers[place] = g.Response.Chosen[0]
		}
	}
	heard.at, heard.left = s.Exam.At, s.Left()
}

// endedUnsaid looks for an exam that is not open: it must have been handed in,
// and killed before the child could say so, or not have begun.
func (t *Exams) endedUnsaid(ctx context.Context, act *actions.Actions, heard *said) {
	id, err := quiz.ParseEventID(heard.id)
	if err == nil {
		var e quiz.Exam
		if e, err = act.Reader().Exam(ctx, id); err == nil && e.Finished {
			t.Unacknowledged++
			heard.ended = true
			return
		}
	}
	t.Lost++
}
