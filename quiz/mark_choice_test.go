package quiz_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// options makes options a, b, c, ... that earn the fractions.
func options(fractions ...float64) []quiz.Option {
	var all []quiz.Option
	for i, f := range fractions {
		name := string(rune('a' + i))
		all = append(all, quiz.Option{Text: name, Fraction: f, Feedback: "about " + name})
	}
	return all
}

// isMark fails unless the result's mark is want and its words go with it.
func isMark(t *testing.T, r quiz.Result, want float64) {
	t.Helper()
	if !(math.Abs(r.Mark-want) <= 1e-9) {
		t.Errorf("mark %g (%s); want %g", r.Mark, r.Reason, want)
	}
	begins := map[quiz.Verdict]string{quiz.Right: "Right.", quiz.Partly: "Partly right: ", quiz.Wrong: ""}
	if v := r.Verdict(); !strings.HasPrefix(r.Reason, begins[v]) || r.Reason == "" || v == quiz.Wrong && r.Reason == "Right." {
		t.Errorf("mark %g has the reason %q", r.Mark, r.Reason)
	}
}

func TestChoiceIsMarkedByFractions(t *testing.T) {
	single := options(0, 1, -.5, .25)
	thirds := options(.3333333, -.5, .3333333, .3333333)
	for _, c := range []struct {
		name     string
		options  []quiz.Option
		multiple bool
		chosen   []int
		mark     float64
		expected string
		feedback string
	}{
		{"right", single, false, []int{1}, 1, "b", "about b"},
		{"wrong", single, false, []int{0}, 0, "b", "about a"},
		{"negative", single, false, []int{2}, 0, "b", "about c"},
		{"part", single, false, []int{3}, .25, "b", "about d"},
		{"nothing", single, false, nil, 0, "b", ""},
		{"two where one may be", single, false, []int{1, 3}, 0, "b", ""},
		{"beyond the last", single, false, []int{4}, 0, "b", ""},
		{"before the first", single, false, []int{-1}, 0, "b", ""},
		{"all thirds", thirds, true, []int{0, 2, 3}, 1, "a; c; d", ""},
		{"in another order", thirds, true, []int{3, 0, 2}, 1, "a; c; d", ""},
		{"one third", thirds, true, []int{2}, .3333333, "a; c; d", "about c"},
		{"two thirds", thirds, true, []int{0, 3}, .6666666, "a; c; d", ""},
		{"two thirds less a half", thirds, true, []int{0, 1, 2}, .1666666, "a; c; d", ""},
		{"not below nothing", thirds, true, []int{0, 1}, 0, "a; c; d", ""},
		{"every box ticked", thirds, true, []int{0, 1, 2, 3}, 0, "a; c; d", ""},
		{"one box ticked twice", thirds, true, []int{0, 0}, 0, "a; c; d", ""},
		{"every box ticked where wrong ones are free", options(.5, .5, 0, 0), true, []int{0, 1, 2, 3}, 0, "a; b", ""},
		{"not above everything", options(1, 1, 0), true, []int{0, 1}, 1, "a; b", ""},
		{"one right of several", options(1, 0), true, []int{0}, 1, "a", "about a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := quiz.Question{Kind: quiz.Choice, Options: c.options, Multiple: c.multiple}
			r := quiz.Mark(&q, quiz.Response{Chosen: c.chosen})
			isMark(t, r, c.mark)
			if r.Expected != c.expected || r.Feedback != c.feedback {
				t.Errorf("expected %q, feedback %q; want %q, %q", r.Expected, r.Feedback, c.expected, c.feedback)
			}
		})
	}
}

func TestTrueFalseIsMarked(t *testing.T) {
	q := quiz.Question{Kind: quiz.TrueFalse, Options: []quiz.Option{{Text: "True", Fraction: 0}, {Text: "False", Fraction: 1}}}
	for _, c := range []struct {
		chosen []int
		mark   float64
	}{{[]int{0}, 0}, {[]int{1}, 1}, {nil, 0}, {[]int{0, 1}, 0}} {
		r := quiz.Mark(&q, quiz.Response{Chosen: c.chosen})
		isMark(t, r, c.mark)
		if r.Expected != "False" {
			t.Errorf("expected %q", r.Expected)
		}
	}
}

// The mark of any ticks is the sum of their fractions between 0 and 1, or
// nothing; and no set of ticks beats exactly the right ones.
func TestTickingCannotBeatTheKey(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		fractions := make([]float64, 2+r.IntN(5))
		var key []int
		for i := range fractions {
			fractions[i] = math.Round(20*r.Float64()-10) / 10
			if fractions[i] > 0 {
				key = append(key, i)
			}
		}
		q := quiz.Question{Kind: quiz.Choice, Multiple: true, Options: options(fractions...)}
		if q.RightCount() != len(key) {
			t.Fatalf("%v: %d options are right", fractions, q.RightCount())
		}
		best := quiz.Mark(&q, quiz.Response{Chosen: key}).Mark
		chosen := r.Perm(len(fractions))[:r.IntN(len(fractions)+1)]
		sum := 0.0
		for _, i := range chosen {
			sum += fractions[i]
		}
		want := math.Max(0, math.Min(1, sum))
		if len(chosen) > max(len(key), 1) {
			want = 0
		}
		got := quiz.Mark(&q, quiz.Response{Chosen: chosen}).Mark
		if math.Abs(got-want) > 1e-5 || got > best {
			t.Fatalf("%v, ticked %v: mark %g, sum %g, best %g", fractions, chosen, got, want, best)
		}
	}
}

func TestWhatIsNotMarkedSaysSo(t *testing.T) {
	for _, kind := range quiz.Kinds {
		if kind.Asked() {
			continue
		}
		q := quiz.Question{Kind: kind, Options: options(1, 0)}
		if r := quiz.Mark(&q, quiz.Response{Chosen: []int{0}, Text: "a"}); r.Mark != 0 || r.Reason != "Questions of this kind are not marked." {
			t.Errorf("%s: %+v", kind, r)
		}
	}
	card := quiz.Question{Kind: quiz.Flip, Options: []quiz.Option{{Text: "the back", Fraction: 1}}}
	if r := quiz.Mark(&card, quiz.Response{}); r.Expected != "the back" || r.Mark != 0 {
		t.Errorf("a flashcard: %+v", r)
	}
}

func TestAMarkIsAWord(t *testing.T) {
	for mark, want := range map[float64]quiz.Verdict{
		1: quiz.Right, 3 * .3333333: quiz.Right, .9999: quiz.Partly, .5: quiz.Partly,
		.0001: quiz.Partly, .000001: quiz.Wrong, 0: quiz.Wrong,
	} {
		if got := quiz.VerdictOf(mark); got != want {
			t.Errorf("%g is verdict %d; want %d", mark, got, want)
		}
	}
}

func TestAMarkBecomesAGrade(t *testing.T) {
	const quick, slow, pace = 9 * time.Second, 10 * time.Second, 20 * time.Second
	for _, c := range []struct {
		name       string
		mark       float64
		certainty  quiz.Certainty
		hint       bool
		took, pace time.Duration
		want       srs.Grade
	}{
		{"wrong", 0, quiz.Unsaid, false, slow, pace, srs.Again},
		{"wrong but sure and quick", 0, quiz.Sure, false, quick, pace, srs.Again},
		{"partly right", .75, quiz.Sure, false, quick, pace, srs.Again},
		{"right", 1, quiz.Unsaid, false, slow, pace, srs.Good},
		{"right and quick", 1, quiz.Unsaid, false, quick, pace, srs.Good},
		{"right in thirds", .9999999, quiz.ThinkSo, false, slow, pace, srs.Good},
		{"a guess", 1, quiz.Guess, false, quick, pace, srs.Hard},
		{"after a hint", 1, quiz.ThinkSo, true, slow, pace, srs.Hard},
		{"sure and quick after a hint", 1, quiz.Sure, true, quick, pace, srs.Hard},
		{"thought so and quick", 1, quiz.ThinkSo, false, quick, pace, srs.Good},
		{"sure, in half the time", 1, quiz.Sure, false, slow, pace, srs.Good},
		{"sure and quick", 1, quiz.Sure, false, quick, pace, srs.Easy},
		{"sure, pace unknown", 1, quiz.Sure, false, time.Millisecond, 0, srs.Good},
		{"sure, time unknown", 1, quiz.Sure, false, 0, pace, srs.Good},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := quiz.GradeOf(quiz.Result{Mark: c.mark}, c.certainty, c.hint, c.took, c.pace); got != c.want {
				t.Errorf("grade %v; want %v", got, c.want)
			}
		})
	}
}
