package quiz_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"chartroom/quiz"
)

func questionIDs(n int) []quiz.QuestionID {
	var ids []quiz.QuestionID
	for i := range n {
		ids = append(ids, quiz.NewQuestionID("session", string(rune('a'+i))))
	}
	return ids
}

func newSession(n int, seed uint64) quiz.Session {
	r := rand.New(rand.NewPCG(seed, 1))
	stamp := quiz.Stamp{ID: quiz.NewEventID(noonUTC, r), At: noonUTC, Day: 20779}
	return quiz.NewSession(stamp, quiz.ModeTest, "Test", questionIDs(n), r)
}

func TestASessionHoldsItsQuestionsInOrder(t *testing.T) {
	s, same := newSession(9, 1), newSession(9, 1)
	seeds := map[uint64]bool{}
	for i, id := range questionIDs(9) {
		if s.Queue[i].Question != id || s.Answers[i].Answered() {
			t.Errorf("place %d holds %+v, answer %+v", i, s.Queue[i], s.Answers[i])
		}
		seeds[s.Queue[i].Seed] = true
	}
	if len(s.Queue) != 9 || len(s.Answers) != 9 || len(seeds) != 9 || s.Finished {
		t.Errorf("%d places, %d answers, %d seeds, finished %v", len(s.Queue), len(s.Answers), len(seeds), s.Finished)
	}
	if !slices.Equal(s.Queue, same.Queue) || s.ID != same.ID || s.ID.IsZero() || !s.Began.Equal(noonUTC) || s.Mode != quiz.ModeTest {
		t.Errorf("%+v is not %+v", s, same)
	}
}

// Walking with Next from anywhere answers each place once and then ends.
func TestNextReachesEveryPlaceOnce(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	for range 200 {
		n := r.IntN(12)
		s := newSession(n, 1)
		at := r.IntN(n + 1) // also just past the end
		for done := range n {
			if s.Done() != done {
				t.Fatalf("%d done; want %d", s.Done(), done)
			}
			next := s.Next(at)
			if next < 0 || s.Answers[next].Answered() {
				t.Fatalf("after %d of %d answers the next is %d", done, n, next)
			}
			for skipped := at % n; skipped != next; skipped = (skipped + 1) % n {
				if !s.Answers[skipped].Answered() {
					t.Fatalf("from %d to %d, over %d, which is not answered", at, next, skipped)
				}
			}
			if r.IntN(2) == 0 {
				s.Answers[next].Attempt = s.ID
			} else {
				s.Answers[next].Response = quiz.Response{Chosen: []int{0}} // a draft
			}
			at = next
			if r.IntN(3) == 0 {
				at = r.IntN(n)
			}
		}
		if s.Next(at) != -1 || s.Next(0) != -1 || s.Done() != n {
			t.Fatalf("all %d answered, the next is %d, %d done", n, s.Next(at), s.Done())
		}
	}
}

func TestAnAnswerIsADraftOrAnAttempt(t *testing.T) {
	for name, g := range map[string]quiz.Given{
		"chosen":  {Response: quiz.Response{Chosen: []int{0}}},
		"text":    {Response: quiz.Response{Text: "0"}},
		"gaps":    {Response: quiz.Response{Gaps: []string{""}}},
		"attempt": {Attempt: quiz.EventID{1}},
	} {
		if !g.Answered() {
			t.Errorf("%s is not answered", name)
		}
	}
	if (quiz.Given{Hint: true, Certainty: quiz.Sure, Took: 5}).Answered() {
		t.Error("a hint is an answer")
	}
}

func TestShuffledIsAPermutationOfItsSeed(t *testing.T) {
	for n := range 9 {
		q := quiz.Question{Kind: quiz.Choice, Options: make([]quiz.Option, n)}
		for seed := range uint64(50) {
			order := quiz.Shuffled(&q, seed)
			if !slices.Equal(order, quiz.Shuffled(&q, seed)) {
				t.Fatalf("seed %d gives two orders", seed)
			}
			slices.Sort(order)
			for i, at := range order {
				if at != i || len(order) != n {
					t.Fatalf("%d options, seed %d: %v", n, seed, order)
				}
			}
		}
	}
}

// The orders of two seeds, so that a test left open shows the same options in
// the same places after an update of the app.
func TestShuffledNeverChanges(t *testing.T) {
	q := quiz.Question{Kind: quiz.Choice, Options: make([]quiz.Option, 4)}
	for seed, want := range map[uint64][]int{1: {2, 1, 0, 3}, 1 << 63: {1, 2, 0, 3}} {
		if got := quiz.Shuffled(&q, seed); !slices.Equal(got, want) {
			t.Errorf("seed %d: %v; want %v", seed, got, want)
		}
	}
}

func TestShuffledFavoursNoPlace(t *testing.T) {
	q := quiz.Question{Kind: quiz.Choice, Options: make([]quiz.Option, 4)}
	var count [4][4]int
	r := rand.New(rand.NewPCG(7, 8))
	for range 4000 {
		for place, option := range quiz.Shuffled(&q, r.Uint64()) {
			count[option][place]++
		}
	}
	for option, places := range count {
		for place, n := range places { // 1000 expected, standard deviation 27
			if n < 880 || n > 1120 {
				t.Errorf("option %d stands in place %d %d times of 4000", option, place, n)
			}
		}
	}
}

func TestWhatKeepsItsOrderIsNotShuffled(t *testing.T) {
	for _, q := range []quiz.Question{
		{Kind: quiz.Choice, KeepOrder: true}, {Kind: quiz.TrueFalse}, {Kind: quiz.Flip}, {Kind: quiz.Text}, {Kind: quiz.Number},
	} {
		q.Options = make([]quiz.Option, 5)
		for seed := range uint64(20) {
			if order := quiz.Shuffled(&q, seed); !slices.Equal(order, []int{0, 1, 2, 3, 4}) {
				t.Errorf("%s, keep order %v: %v", q.Kind, q.KeepOrder, order)
			}
		}
	}
}
