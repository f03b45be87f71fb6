// Package storagetest makes profiles for tests and benchmarks: small ones by
// hand, and big ones that look like years of study. It never reads a clock:
// the same seed gives the same profile.
package storagetest

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
)

// Noon is the moment at which test profiles are opened.
var Noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// Draw is randomness for a test.
func Draw(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x5eed)) }

// Open makes an empty profile that is closed when the test ends.
func Open(t testing.TB) *storage.Store {
	t.Helper()
	return OpenAt(t, filepath.Join(t.TempDir(), "profiles", "test", "chartroom.db"))
}

// OpenAt opens the profile at path, and closes it when the test ends.
func OpenAt(t testing.TB, path string) *storage.Store {
	t.Helper()
	s, err := storage.Open(path, storage.Options{Draw: Draw(1), Now: Noon})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// OpenAtOnce makes the profile at path and closes it.
func OpenAtOnce(path string) error {
	s, err := storage.Open(path, storage.Options{Draw: Draw(1), Now: Noon})
	if err != nil {
		return err
	}
	return s.Close()
}

// Stamps makes stamps one second apart.
type Stamps struct {
	At   time.Time
	Days quiz.Days
	draw *rand.Rand
}

// NewStamps begins at Noon, in UTC.
func NewStamps(seed uint64) *Stamps {
	return &Stamps{At: Noon, Days: quiz.Days{Zone: time.UTC, Rollover: quiz.DefaultRollover}, draw: Draw(seed)}
}

// Next is the stamp of something that happens a second later.
func (s *Stamps) Next() quiz.Stamp {
	s.At = s.At.Add(time.Second)
	return quiz.Stamp{ID: quiz.NewEventID(s.At, s.draw), At: s.At, Day: s.Days.Of(s.At)}
}

// Scheduler is the one of a profile without settings.
func Scheduler() quiz.Scheduler {
	s, err := quiz.SchedulerFrom(nil)
	if err != nil {
		panic(err) // no setting can be wrong
	}
	return s
}

// Attempt is an answer to q with grade g, as actions makes it.
func Attempt(stamp quiz.Stamp, sch quiz.Scheduler, q quiz.QuestionID, before quiz.Progress, g srs.Grade) quiz.Attempt {
	a := quiz.Attempt{Stamp: stamp, Question: q, Mode: quiz.ModeReview, Took: 7 * time.Second,
		Response: quiz.Response{Chosen: []int{1}}, Marked: true, Grade: g, Before: before}
	if g != srs.Again {
		a.Mark = 1
	}
	a.After = sch.After(q, before, quiz.Answered{At: a.At, Day: a.Day, Grade: g, Marked: true})
	return a
}

// Fill puts a bank of so many questions into the store, and so many answers
// that a learner with FSRS could have given, up to the day of Noon. It returns
// the questions' ids.
func Fill(store *storage.Store, questions, attempts int, seed uint64) ([]quiz.QuestionID, error) {
	ctx := context.Background()
	stamps := NewStamps(seed)
	bank := Bank("big", questions, seed)
	if _, err := store.SaveBank(ctx, stamps.Next(), bank, nil); err != nil {
		return nil, err
	}
	ids := make([]quiz.QuestionID, len(bank.Questions))
	for i := range ids {
		ids[i] = bank.Questions[i].ID
	}
	if attempts == 0 {
		return ids, nil
	}
	added, err := store.AddHistory(ctx, History(ids, attempts, seed), nil)
	if err == nil && added != attempts {
		err = fmt.Errorf("added %d attempts, not %d", added, attempts)
	}
	return ids, err
}

// History is n answers to questions by a learner who takes what is due and
// some new ones every day, the last on the day before Noon.
func History(ids []quiz.QuestionID, n int, seed uint64) iter.Seq[quiz.Attempt] {
	const days = 400
	return func(yield func(quiz.Attempt) bool) {
		l := learner{draw: Draw(seed + 1), sch: Scheduler(), progress: make([]quiz.Progress, len(ids)),
			due: map[quiz.Day][]int{}, ids: ids, left: n, yield: yield}
		// A question takes about 13 answers in this time.
		fresh := max(min(len(ids), n/13)/days, 1)
		perDay := n/days + 1
		first := l.sch.Days.Of(Noon) - days
		for day := first; l.left > 0; day++ {
			if !l.study(day, fresh, perDay, day == first+days-1) {
				return
			}
		}
	}
}

type learner struct {
	draw     *rand.Rand
	sch      quiz.Scheduler
	progress []quiz.Progress
	due      map[quiz.Day][]int
	ids      []quiz.QuestionID
	next     int // the first question never answered
	left     int
	yield    func(quiz.Attempt) bool
}

// study is one day. The last one uses up what is left.
func (l *learner) study(day quiz.Day, fresh, most int, last bool) bool {
	now := l.sch.Days.Start(day).Add(3 * time.Hour)
	queue := l.due[day]
	delete(l.due, day)
	for range fresh {
		if l.next < len(l.ids) {
			queue = append(queue, l.next)
			l.next++
		}
	}
	done := 0
	for i := 0; l.left > 0 && (i < len(queue) || last || done < most); i++ {
		if i == len(queue) { // nothing is due: look at something again
			queue = append(queue, l.draw.IntN(max(l.next, 1)))
		}
		if done > 3*most && !last {
			l.due[day+1] = append(l.due[day+1], queue[i:]...)
			break
		}
		done++
		took := time.Duration(2000+l.draw.IntN(12000)) * time.Millisecond
		now = now.Add(took / 4) // days have only so many hours
		q := queue[i]
		p := l.answer(q, now, day, took)
		if p == nil {
			return false
		}
		if p.Step > 0 {
			queue = append(queue, q)
		} else {
			l.due[p.DueDay] = append(l.due[p.DueDay], q)
		}
	}
	return true
}

func (l *learner) answer(q int, now time.Time, day quiz.Day, took time.Duration) *quiz.Progress {
	g := srs.Good
	switch x := l.draw.Float64(); {
	case x < 0.11:
		g = srs.Again
	case x < 0.22:
		g = srs.Hard
	case x > 0.9:
		g = srs.Easy
	}
	a := quiz.Attempt{Stamp: quiz.Stamp{ID: quiz.NewEventID(now, l.draw), At: now, Day: day},
		Question: l.ids[q], Mode: quiz.ModeReview, Took: took, Marked: true, Grade: g,
		Response: quiz.Response{Chosen: []int{l.draw.IntN(4)}}}
	if g != srs.Again {
		a.Mark = 1
	}
	if l.draw.IntN(4) == 0 {
		a.Mode = quiz.ModeStudy
	}
	l.progress[q] = l.sch.After(l.ids[q], l.progress[q], quiz.Answered{At: now, Day: day, Grade: g, Marked: true})
	l.left--
	if !l.yield(a) {
		return nil
	}
	return &l.progress[q]
}
