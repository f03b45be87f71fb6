package actions_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"chartroom/app/actions"
	"chartroom/app/actions/actionstest"
	"chartroom/quiz"
	"chartroom/storage"
)

// hall is a profile with a bank big enough for exams, and a clock whose two
// hands are moved apart from each other.
type hall struct {
	*actionstest.Profile
	t     testing.TB
	bank  quiz.Bank
	ticks time.Duration
}

func newHall(t testing.TB) *hall {
	t.Helper()
	h := &hall{t: t, bank: examBank(320)}
	h.Profile = actionstest.New(t, h.bank)
	h.Act.UseTicks(func() time.Duration { return h.ticks })
	return h
}

// examBank has n choice questions whose first option is right, over the six
// domains of RHIT.
func examBank(n int) quiz.Bank {
	b := quiz.Bank{ID: "exam", Name: "Exam"}
	for i := range n {
		q := quiz.Question{Key: fmt.Sprint("q", i), Bank: b.ID, Kind: quiz.Choice, Stem: fmt.Sprint("Question ", i),
			Tags:    []string{fmt.Sprint("rhit:", 1+i%6), "level:" + quiz.Levels[i%3]},
			Options: []quiz.Option{{Text: "right", Fraction: 1}, {Text: "b"}, {Text: "c"}, {Text: "d"}}}
		q.ID = quiz.NewQuestionID(b.ID, q.Key)
		b.Questions = append(b.Questions, q)
	}
	return b
}

// pass lets time pass, on both hands.
func (h *hall) pass(d time.Duration) {
	h.ticks += d
	h.Clock.Pass(d)
}

func (h *hall) start(items int) *actions.Sitting {
	h.t.Helper()
	b := h.Act.Blueprints()[0]
	s, done, err := h.Act.StartExam(ctx, &b, items, 0)
	h.Must(err)
	if !done.Event.IsZero() || done.Change.Session != s.Exam.ID {
		h.t.Errorf("receipt %+v", done)
	}
	return s
}

func (h *hall) answer(s *actions.Sitting, place, option int) {
	h.t.Helper()
	g := s.Exam.Answers[place]
	g.Response = quiz.Response{Chosen: []int{option}}
	_, err := h.Act.ExamAnswer(ctx, s, place, g)
	h.Must(err)
}

func TestAWholeMockExam(t *testing.T) {
	h := newHall(t)
	s := h.start(150)
	draw := rand.New(rand.NewPCG(1, 2))
	right, scored, answered := 0, 0, 0
	for i := range s.Exam.Queue {
		h.Must(h.Act.ExamGo(ctx, s, i))
		for range 4 {
			h.pass(10 * time.Second)
			beat, err := h.Act.Beat(ctx, s)
			h.Must(err)
			if beat.Over || beat.Notice != nil || beat.Left != s.Left() {
				t.Fatalf("beat %+v", beat)
			}
		}
		if i%25 == 24 {
			continue // left open
		}
		option := draw.IntN(4)
		h.answer(s, i, option)
		answered++
		if !s.Exam.Setup.Places[i].Pretest && option == 0 {
			right++
		}
		_, err := h.Act.ExamCertainty(ctx, s, i, quiz.Certainty(1+draw.IntN(3)))
		h.Must(err)
	}
	if tally := s.Exam.Tally(); tally.Answered != answered || tally.Unseen != 0 {
		t.Fatalf("tally %+v", tally)
	}
	exam := &s.Exam
	done, err := h.Act.HandInExam(ctx, s)
	h.Must(err)
	if !done.Event.IsZero() {
		t.Error("an exam is handed in for good")
	}
	if open, err := h.Act.Sitting(ctx); open != nil || err != nil {
		t.Errorf("an exam is open: %v, %v", open, err)
	}
	e, result, err := h.Act.ExamResult(ctx, exam.ID)
	h.Must(err)
	if !reflect.DeepEqual(e, *exam) {
		t.Errorf("on disk\n%+v, not\n%+v", e, *exam)
	}
	for _, p := range e.Setup.Places {
		if !p.Pretest {
			scored++
		}
	}
	if result.Scored.Items != 130 || scored != 130 || result.Scored.Right.Right != right || result.Took != 100*time.Minute || e.Over {
		t.Errorf("%d of %d right in %v, not %d", result.Scored.Right.Right, result.Scored.Items, result.Took, right)
	}
	for i, p := range e.Queue {
		attempts := h.Attempts(p.Question)
		if e.Answers[i].Answered() != (len(attempts) == 1) || len(attempts) == 1 && attempts[0].Mode != quiz.ModeExam {
			t.Fatalf("place %d: %d attempts", i, len(attempts))
		}
		if len(attempts) == 1 && attempts[0].Mark == 0 && !h.Progress(p.Question).Learning() {
			t.Fatalf("place %d was missed and is not in the schedule", i)
		}
	}
	study, _, err := h.Act.StudyNext(ctx, &e, 12)
	h.Must(err)
	if len(study.Queue) != 12 || study.Mode != quiz.ModeStudy {
		t.Errorf("to study: %d in %s", len(study.Queue), study.Mode)
	}
	lines, err := h.Act.ExamHistory(ctx, "rhit")
	h.Must(err)
	if len(lines) != 1 || lines[0].Score != result.Scored.Score || lines[0].Items != 150 {
		t.Errorf("history %+v", lines)
	}
	report, err := h.Store.Rebuild(ctx, nil)
	h.Must(err)
	if !report.Agreed {
		t.Errorf("the log says otherwise: %v", report.Differences)
	}
}

// The second form has none of the first one's questions, while others remain.
func TestTheNextExamAsksOthers(t *testing.T) {
	h := newHall(t)
	first := h.start(150).Exam
	s, err := h.Act.Sitting(ctx)
	h.Must(err)
	if s.Exam.ID != first.ID {
		t.Fatal("another exam is open")
	}
	b := h.Act.Blueprints()[0]
	if _, _, err := h.Act.StartExam(ctx, &b, 150, 0); !errors.Is(err, actions.ErrExamOpen) {
		t.Errorf("two at a time: %v", err)
	}
	_, err = h.Act.HandInExam(ctx, s)
	h.Must(err)
	h.pass(time.Hour)
	second := h.start(60).Exam
	for _, p := range second.Queue {
		if slices.ContainsFunc(first.Queue, func(o quiz.Place) bool { return o.Question == p.Question }) {
			t.Fatal("a question comes again")
		}
	}
	if second.Setup.Repeats != 0 {
		t.Errorf("%d repeats", second.Setup.Repeats)
	}
}

func TestABankTooSmallBeginsNothing(t *testing.T) {
	h := newHall(t)
	b := quiz.BlueprintOf(h.Act.Blueprints(), "rhia")
	_, _, err := h.Act.StartExam(ctx, b, 150, 0)
	var short *quiz.Shortage
	if !errors.As(err, &short) || len(short.Domains) != 5 || short.Largest != 0 {
		t.Errorf("%v", err)
	}
	sizes, err := h.Act.FormSizes(ctx, &h.Act.Blueprints()[0])
	h.Must(err)
	if !slices.Equal(sizes, []int{150, 75, 37}) {
		t.Errorf("sizes %v", sizes)
	}
}

// killed opens a copy of the profile as it is on disk now, as after kill -9 or
// a power cut at this moment: nothing is closed first.
func (h *hall) killed(away time.Duration) *hall {
	h.t.Helper()
	dir := h.t.TempDir()
	to := storage.ProfilePath(dir, "")
	h.Must(os.MkdirAll(filepath.Dir(to), 0o700))
	for _, part := range []string{"", "-wal"} {
		data, err := os.ReadFile(h.Path + part)
		h.Must(err)
		h.Must(os.WriteFile(to+part, data, 0o600))
	}
	again := &hall{t: h.t, bank: h.bank}
	again.Profile = actionstest.In(h.t, dir)
	again.Clock.Set(h.Clock.Now().Add(away))
	again.Act.UseTicks(func() time.Duration { return again.ticks }) // begins anew, as after a restart
	return again
}

// Killed at any moment, the exam comes back: the same questions in the same
// order with the same seeds, every answer, flag and note, the same place, and
// the time left of the last beat.
func TestKilledAtAnyMomentTheExamIsTheSame(t *testing.T) {
	h := newHall(t)
	s := h.start(40)
	draw := rand.New(rand.NewPCG(4, 2))
	for step := range 60 {
		h.pass(time.Duration(draw.IntN(900)) * time.Millisecond)
		place := draw.IntN(40)
		var err error
		switch draw.IntN(7) {
		case 0:
			err = h.Act.ExamGo(ctx, s, draw.IntN(41))
		case 1:
			_, err = h.Act.ExamFlag(ctx, s, place, draw.IntN(2) == 0)
		case 2:
			_, err = h.Act.ExamStrike(ctx, s, place, draw.IntN(4), draw.IntN(3) > 0)
		case 3:
			_, err = h.Act.ExamNote(ctx, s, place, fmt.Sprint("note ", step))
		case 4:
			_, err = h.Act.Beat(ctx, s)
		default:
			h.answer(s, place, draw.IntN(4))
		}
		h.Must(err)
		if step%6 > 0 {
			continue
		}
		away := time.Duration(draw.IntN(3)-1) * 3 * time.Hour
		again := h.killed(away)
		back, err := again.Act.Sitting(ctx)
		h.Must(err)
		noticed := back.Exam.Notices
		if away == 0 && len(noticed) > 0 || away != 0 && (len(noticed) != 1 || noticed[0].Kind != quiz.Interrupted || (noticed[0].By-away).Abs() > time.Second) {
			t.Fatalf("step %d: away for %v and said %v", step, away, noticed)
		}
		if back.Left() != s.Left() || away == 0 && back.Stay() != s.Stay() {
			t.Fatalf("step %d: %v left, not %v", step, back.Left(), s.Left())
		}
		was := s.Exam
		if away != 0 { // the interruption is an event: time since the one before is counted with it
			was = afterwards(was, quiz.ExamEvent{Kind: quiz.EventClock, Stay: s.Stay(), Left: s.Left()})
			back.Exam.Notices, was.Notices = nil, nil
		}
		if !reflect.DeepEqual(back.Exam, was) {
			t.Fatalf("step %d: the exam came back as\n%+v, not\n%+v", step, back.Exam, was)
		}
	}
}

// afterwards is a copy of an exam after one more event.
func afterwards(e quiz.Exam, ev quiz.ExamEvent) quiz.Exam {
	e.Answers = slices.Clone(e.Answers)
	e.Take(ev)
	return e
}

func TestTheExamsClockCannotBeSet(t *testing.T) {
	h := newHall(t)
	s := h.start(40)
	whole := s.Left()
	h.ticks += 10 * time.Second
	h.Clock.Pass(-2 * time.Hour)
	beat, err := h.Act.Beat(ctx, s)
	h.Must(err)
	if beat.Notice == nil || beat.Notice.By != -2*time.Hour-10*time.Second || beat.Left != whole-10*time.Second {
		t.Fatalf("set back: %+v", beat)
	}
	h.Clock.Pass(5 * time.Hour) // forward, noticed by the next answer
	h.answer(s, 0, 1)
	if n := s.Exam.Notices; len(n) != 2 || n[1].By != 5*time.Hour || s.Left() != beat.Left {
		t.Fatalf("set forward: %+v, %v left", n, s.Left())
	}
	h.pass(s.Left() - 4*time.Minute)
	if beat, err = h.Act.Beat(ctx, s); err != nil || beat.Warn != 5*time.Minute {
		t.Errorf("warned %v, %v", beat.Warn, err)
	}
	h.pass(10 * time.Minute)
	if beat, err = h.Act.Beat(ctx, s); err != nil || !beat.Over {
		t.Errorf("beat after the end %+v, %v", beat, err)
	}
	if _, err := h.Act.ExamFlag(ctx, s, 1, true); !errors.Is(err, actions.ErrTimeOver) {
		t.Errorf("after the end: %v", err)
	}
	_, err = h.Act.HandInExam(ctx, s)
	h.Must(err)
	e, r, err := h.Act.ExamResult(ctx, s.Exam.ID)
	h.Must(err)
	if !e.Over || e.Left != 0 || len(e.Notices) != 2 || r.Scored.Right.Right+r.Pretest.Right.Right != 0 {
		t.Errorf("over %v, %v left, %v", e.Over, e.Left, e.Notices)
	}
}

func TestWhatWasDoneInAnExamIsTakenBack(t *testing.T) {
	h := newHall(t)
	s := h.start(40)
	h.answer(s, 3, 1)
	before := fmt.Sprintf("%+v", s.Exam.Answers)
	for _, do := range []func() (actions.Done, error){
		func() (actions.Done, error) { return h.Act.ExamFlag(ctx, s, 3, true) },
		func() (actions.Done, error) { return h.Act.ExamStrike(ctx, s, 3, 2, true) },
		func() (actions.Done, error) { return h.Act.ExamAnswer(ctx, s, 3, quiz.Given{}) },
		func() (actions.Done, error) { return h.Act.ExamNote(ctx, s, 4, "note") },
	} {
		done, err := do()
		h.Must(err)
		if fmt.Sprintf("%+v", s.Exam.Answers) == before {
			t.Errorf("%s changed nothing", done.Label)
		}
		_, err = h.Act.Undo(ctx, done)
		h.Must(err)
		if after := fmt.Sprintf("%+v", s.Exam.Answers); after != before {
			t.Errorf("undo of %s leaves\n%s, not\n%s", done.Label, after, before)
		}
	}
	_, err := h.Act.HandInExam(ctx, s)
	h.Must(err)
	done, err := h.Act.AssignCause(ctx, s.Exam.ID, 3, quiz.CauseMisread)
	h.Must(err)
	e, r, err := h.Act.ExamResult(ctx, s.Exam.ID)
	h.Must(err)
	if e.Answers[3].Cause != quiz.CauseMisread || r.Causes[quiz.CauseMisread] != 1 {
		t.Errorf("causes %v", r.Causes)
	}
	_, err = h.Act.Undo(ctx, done)
	h.Must(err)
	if e, _, _ := h.Act.ExamResult(ctx, s.Exam.ID); e.Answers[3].Cause != quiz.Uncaused {
		t.Error("the cause stays")
	}
}

// A bank that goes away meanwhile does not keep an exam from its end.
func TestAnExamEndsWithoutItsBank(t *testing.T) {
	h := newHall(t)
	s := h.start(40)
	h.answer(s, 0, 0)
	h.answer(s, 1, 0)
	_, err := h.Act.RemoveQuestions(ctx, s.Exam.Queue[1].Question)
	h.Must(err)
	_, err = h.Act.RemoveBank(ctx, h.bank.ID, h.bank.Name)
	h.Must(err)
	done, err := h.Act.HandInExam(ctx, s)
	h.Must(err)
	if done.Say != "1 question is not in the banks any more and could not be marked." {
		t.Errorf("says %q", done.Say)
	}
	if e, _, err := h.Act.ExamResult(ctx, s.Exam.ID); err != nil || !e.Finished {
		t.Errorf("%+v, %v", e, err)
	}
}

// What an exam brings back does not all come on one day.
func TestAnExamsQuestionsComeBackOnManyDays(t *testing.T) {
	h := newHall(t)
	for _, days := range []int{0, 3} {
		h.Clock.Set(noon.AddDate(0, 0, days))
		for i := range h.bank.Questions[:60] {
			q := &h.bank.Questions[i]
			_, _, err := h.Act.Answer(ctx, q, actions.Answer{Mode: quiz.ModeReview, Response: right(q), Before: h.Progress(q.ID)})
			h.Must(err)
		}
	}
	for _, q := range h.bank.Questions[60:] {
		_, err := h.Act.Suspend(ctx, q.ID, true)
		h.Must(err)
	}
	h.Clock.Set(noon.AddDate(0, 0, 12))
	s := h.start(40)
	for i := range s.Exam.Queue {
		h.answer(s, i, 0)
	}
	_, err := h.Act.HandInExam(ctx, s)
	h.Must(err)
	days := map[quiz.Day]int{}
	most := 0
	for _, p := range s.Exam.Queue {
		d := h.Progress(p.Question).DueDay
		days[d]++
		most = max(most, days[d])
	}
	if most > 8 {
		t.Errorf("%d of 40 come back on one day: %v", most, days)
	}
}

func BenchmarkExamAnswer(b *testing.B) {
	h := newHall(b)
	s := h.start(150)
	for i := 0; b.Loop(); i++ {
		place := i % 150
		h.pass(time.Millisecond)
		h.answer(s, place, i%4)
		h.Must(h.Act.ExamGo(ctx, s, (place+1)%150))
		if _, err := h.Act.Reader().Question(ctx, s.Exam.Queue[s.Exam.At].Question); err != nil {
			b.Fatal(err)
		}
	}
}
