package missingword_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"chartroom/content/intake/intaketest"
	"chartroom/content/missingword"
	"chartroom/content/parse"
	"chartroom/quiz"
)

func parser(noRepairs bool) intaketest.Parse {
	return func(ctx context.Context, data []byte, report parse.Report) (quiz.Bank, []parse.Problem, error) {
		return missingword.ParseWith(ctx, data, "test", missingword.Options{NoRepairs: noRepairs}, report)
	}
}

// TestReading holds what is read, and what is said of it.
func TestReading(t *testing.T) {
	intaketest.Table(t, parser(false), map[string][3]string{
		"one right":                {"A {=b ~c} d.", "choice A _____ d. | 100 b | 0 c", ""},
		"weights":                  {"A {=b ~75%c ~d}", "choice A _____ | 100 b | 75 c | 0 d", ""},
		"comments":                 {"A {=b#yes ~c # no}", "choice A _____ | 100 b (yes) | 0 c (no)", ""},
		"over lines":               {"A\n  {=b\n~c}  \nd.", "choice A _____ d. | 100 b | 0 c", ""},
		"typed":                    {"A {=b} c", "text A _____ c | 100 b", ""},
		"typed, without =":         {"A {b} c", "text A _____ c | 100 b", ""},
		"any answer":               {"A {=*} c", "text A _____ c | 100 *", ""},
		"two questions":            {"A {=b ~c}\n\n\nD {=e}\n", "choice A _____ | 100 b | 0 c; text D _____ | 100 e", ""},
		"CRLF":                     {"A {=b ~c}\r\n\r\nD {=e}\r\n", "choice A _____ | 100 b | 0 c; text D _____ | 100 e", ""},
		"an underscore protects":   {"A {=_3 days ~_25% more}", "choice A _____ | 100 3 days | 0 25% more", ""},
		"a number without percent": {"A {=3 days ~25 days}", "choice A _____ | 100 3 days | 0 25 days", ""},
		"percent alone":            {"A {=50% ~25%}", "choice A _____ | 100 50% | 0 25%", "1 repair percent-as-answer"},
		"percent and a space":      {"A {=b ~25% more}", "choice A _____ | 100 b | 25 more", "1 warning weight-and-space"},
		"GIFT's weight":            {"A {=b ~%50%c}", "choice A _____ | 100 b | 50 c", "1 repair weight-of-gift"},
		"a weight unknown":         {"A {=b ~55%c}", "choice A _____ | 100 b | 55 c", "1 warning weight-unknown-to-moodle"},
		"~=":                       {"A {~=b ~c}", "choice A _____ | 100 b | 0 c", ""},
		"= in a word":              {"A {=b ~c=d}", "choice A _____ | 100 b | 0 c | 100 d", "1 warning equals-in-word"},
		"an empty answer":          {"A {=b ~ ~c}", "choice A _____ | 100 b | 0 c", "1 repair empty-answer"},
		"braces after":             {"A {=b ~c} and {d}", "choice A _____ and {d} | 100 b | 0 c", "1 warning second-answers"},
		"typed with a comment":     {"A {=b#c}", "text A _____ | 100 b#c", "1 warning comment-on-typed-answer"},
		"no braces costs no other": {"A\n\nB {=c}", "text B _____ | 100 c", "1 error no-braces"},
		"not closed":               {"B {=c}\n\nA {=b ~c\n\nD {=e}", "text B _____ | 100 c; text D _____ | 100 e", "3 error no-braces"},
		"closed first":             {"B {=c}\n\nA } {=b ~c", "text B _____ | 100 c", "3 error brace-not-opened"},
		"nothing right":            {"B {=c}\n\nA {~b ~c}", "text B _____ | 100 c", "3 error no-right-answer"},
		"no answer":                {"B {=c}\n\nA {}", "text B _____ | 100 c", "3 error few-answers"},
		"no full mark":             {"A {~50%b ~c}", "choice A _____ | 50 b | 0 c", "1 warning no-full-mark"},
		"too much":                 {"B {=c}\n\nA {~101%b ~c}", "text B _____ | 100 c", "3 error weight"},
		"the same twice":           {"A {=b}\n\nA {=c}", "text A _____ | 100 b; text A _____ | 100 c", "3 warning duplicate"},
		"Windows-1252":             {"Caf\xe9 {=b}", "text Café _____ | 100 b", "1 repair text-encoding"},
	})
}

// TestNoRepairs makes a repair an error that costs its question only.
func TestNoRepairs(t *testing.T) {
	intaketest.Table(t, parser(true), map[string][3]string{
		"a question": {"A {=b ~ ~c}\n\nB {=c}", "text B _____ | 100 c", "1 error empty-answer"},
	})
	if _, _, err := parser(true)(context.Background(), []byte("Caf\xe9 {=b}"), nil); err == nil {
		t.Error("an encoding was guessed")
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := parser(false)(ctx, []byte("A {=b}"), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("said %v", err)
	}
}

// made writes a file of n questions, of which the given ones are broken.
func made(draw *rand.Rand, n int, broken map[int]bool) (file string, whole int) {
	var b strings.Builder
	for i := range n {
		answers := []string{fmt.Sprintf("=right %d#yes", i)}
		for j := range draw.IntN(4) {
			answers = append(answers, fmt.Sprintf("~%swrong %d", []string{"", "50%", "_"}[draw.IntN(3)], j))
		}
		draw.Shuffle(len(answers), func(x, y int) { answers[x], answers[y] = answers[y], answers[x] })
		if len(answers) == 1 {
			answers[0] = "=right"
		}
		open := "{"
		if broken[i] {
			open = ""
		} else {
			whole++
		}
		fmt.Fprintf(&b, "Question %d is %s%s}, so it is.\n\n", i, open, strings.Join(answers, []string{" ", "", "\n"}[draw.IntN(3)]))
	}
	return b.String(), whole
}

// TestLaws: what is right in a file earns everything, one bad question never
// costs another, and all keep their order.
func TestLaws(t *testing.T) {
	draw := rand.New(rand.NewPCG(5, 1))
	for round := range 100 {
		n := 1 + draw.IntN(30)
		broken := map[int]bool{}
		for range draw.IntN(n) {
			broken[1+draw.IntN(n)] = true
		}
		file, whole := made(draw, n, broken)
		bank, problems, err := parser(false)(context.Background(), []byte(file), nil)
		if err != nil || len(bank.Questions) != whole || parse.Count(problems, parse.Error) != n-whole {
			t.Fatalf("round %d: %d of %d questions, %v, %v\n%s", round, len(bank.Questions), whole, problems, err, file)
		}
		intaketest.Whole(t, bank)
		next := 0
		for i := range n {
			if !broken[i] {
				if want := fmt.Sprintf("Question %d is _____, so it is.", i); bank.Questions[next].Stem != want {
					t.Fatalf("round %d: %q is not %q", round, bank.Questions[next].Stem, want)
				}
				next++
			}
		}
	}
}

func TestEveryByteMayBeWrong(t *testing.T) {
	intaketest.Mutated(t, parser(false), "A {=b#x ~75%c ~_3}d\n\nE {f}\n\n{~%50%g=h}")
}

// TestBadFiles ends with a sentence, not a panic or a long wait.
func TestBadFiles(t *testing.T) {
	for name, text := range map[string]string{
		"only braces":       strings.Repeat("{", 1<<20),
		"only answers":      strings.Repeat("{}\n\n", 20_000),
		"one long question": "A {=b ~" + strings.Repeat("c ", 1<<20) + "}",
		"many answers":      "A {=b" + strings.Repeat("~c", 400_000) + "}",
		"many equals":       "A {" + strings.Repeat("=", 900_000) + "}",
	} {
		if _, _, err := parser(false)(context.Background(), []byte(text), nil); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestLooks tells this format from GIFT by its weights.
func TestLooks(t *testing.T) {
	for text, want := range map[string]int{
		"A {=b ~75%c}": 2, "A {=b ~c}": 1, "A {=b ~%75%c}": 0, "::T::A {=b ~75%c}": 0, "A {=b -> c =d -> 75%e}": 0,
		"A {#75%}": 0, "no braces ~75%x": 0, "A {=75% ~25%}": 1, "A {=b ~c####75%d}": 0, "A {": 0, "A {T}": 0,
	} {
		if got := missingword.Looks(text); got != want {
			t.Errorf("%q: %d, not %d", text, got, want)
		}
	}
}

// FuzzParse reads anything, and whatever it reads can be asked.
func FuzzParse(f *testing.F) {
	f.Add([]byte("A {=b#x ~75%c ~_3}d\n\nE {f}\n\n{~%50%g=h}"))
	f.Add([]byte("no braces\r\n\r\n}{\r\n{=}"))
	f.Fuzz(func(t *testing.T, data []byte) { intaketest.Any(t, parser(false), data) })
}

func TestOneBadQuestionCostsNoOther(t *testing.T) {
	intaketest.Alone(t, parser(false), "A {=a ~b}\n\n", "", "B {=b#x ~75%c\n~_3}d", "\n\nC {=c}\n")
}
