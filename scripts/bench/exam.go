package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
)

// hall is what exams are measured on.
var hall = size{"20,000 questions, 100,000 attempts", 20_000, 100_000}

// exam measures assembling a form from a big bank; from an answer to the next
// question read, both events on disk in between; handing 150 answers in; and
// opening a profile in the middle of an exam. The floor of an answer is two
// appends of 4 KiB with fsync on the same disk.
func (b *bench) exam() error {
	dir, err := b.profile(hall)
	if err != nil {
		return err
	}
	floor, err := appends(dir)
	if err != nil {
		return err
	}
	ctx := context.Background()
	err = with(dir, func(_ *storage.Store, act *actions.Actions) error {
		otherIDs(act)
		outline := act.Blueprints()[0]
		if err := forms(ctx, act, &outline); err != nil {
			return err
		}
		s, err := act.Sitting(ctx)
		if s == nil && err == nil {
			s, _, err = act.StartExam(ctx, &outline, outline.FormItems(), 0)
		}
		if err != nil {
			return err
		}
		took, err := walk(ctx, act, s)
		if err != nil {
			return err
		}
		took.sorted()
		say("exam: answer to durable to next question, p99", took.at(.99), "ms", fmt.Sprintf("%s; append + fsync %s", took, floor), 16)
		return nil
	})
	if err != nil {
		return err
	}
	began := time.Now()
	return with(dir, func(_ *storage.Store, act *actions.Actions) error {
		otherIDs(act)
		s, err := act.Sitting(ctx)
		if err != nil {
			return err
		}
		say("exam: open the profile and go on with it", float64(time.Since(began).Microseconds())/1000, "ms",
			fmt.Sprintf("%d of %d answered", s.Exam.Tally().Answered, s.Exam.Tally().Items), 3000)
		began = time.Now()
		if _, err := act.HandInExam(ctx, s); err != nil {
			return err
		}
		say("exam: hand in and mark", float64(time.Since(began).Microseconds())/1000, "ms", "", 1000)
		return nil
	})
}

// otherIDs moves chance on: a profile that is opened again at the same made-up
// moment would make the same event ids again.
func otherIDs(act *actions.Actions) {
	for range time.Now().UnixNano() % 9973 {
		act.Draw().Uint64()
	}
}

// forms times reading the pool and assembling a form, apart and together.
func forms(ctx context.Context, act *actions.Actions, outline *quiz.Blueprint) error {
	var took, read spread
	for i := range 21 {
		began := time.Now()
		pool, err := act.Reader().FormPool(ctx, outline.Credential)
		if err != nil {
			return err
		}
		read = append(read, time.Since(began))
		if _, err := quiz.Assemble(outline, pool, outline.FormItems(), quiz.MoveFree, rand.New(rand.NewPCG(uint64(i), 1))); err != nil {
			return err
		}
		took = append(took, time.Since(began))
	}
	took.sorted()
	say(fmt.Sprintf("exam: a form of %d from 20,000 questions, median", outline.FormItems()), took.at(.5), "ms",
		fmt.Sprintf("%s; reading them %s", took, read), 50)
	return nil
}

// walk answers the exam's questions round and round, and times each from its
// answer to the next one read.
func walk(ctx context.Context, act *actions.Actions, s *actions.Sitting) (took spread, err error) {
	n := len(s.Exam.Queue)
	for i := range answers {
		place := i % n
		g := s.Exam.Answers[place]
		g.Response = quiz.Response{Chosen: []int{i / n % 4}}
		began := time.Now()
		if _, err := act.ExamAnswer(ctx, s, place, g); err != nil {
			return nil, err
		}
		if err := act.ExamGo(ctx, s, (place+1)%n); err != nil {
			return nil, err
		}
		if _, err := act.Reader().Question(ctx, s.Exam.Queue[s.Exam.At].Question); err != nil {
			return nil, err
		}
		took = append(took, time.Since(began))
		if _, err := act.Beat(ctx, s); err != nil {
			return nil, err
		}
	}
	return took, nil
}
