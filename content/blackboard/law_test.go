package blackboard_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"chartroom/content/intake/intaketest"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// row writes the i-th question as a row of a type, with a sound key.
func row(draw *rand.Rand, kind string, i int) string {
	fields := []string{kind, fmt.Sprintf("Question %d [x] <b>or</b> [y]?", i)}
	word := map[bool]string{true: "correct", false: "incorrect"}
	n := 2 + draw.IntN(5)
	switch right := draw.IntN(n); kind {
	case "MC":
		for j := range n {
			fields = append(fields, fmt.Sprint("answer ", j), word[j == right])
		}
	case "MA":
		for j := range n {
			fields = append(fields, fmt.Sprint("answer ", j), word[j <= right])
		}
	case "TF":
		fields = append(fields, []string{"true", "false"}[right%2])
	case "ORD", "FIB":
		for j := range n {
			fields = append(fields, fmt.Sprint("answer * ", j))
		}
	case "MAT":
		for j := range n {
			fields = append(fields, fmt.Sprint("left ", j), fmt.Sprint("right ", j))
		}
	case "FIB_PLUS":
		fields = append(fields, "y", "1", "one", "", "x", "2")
	case "JUMBLED_SENTENCE":
		fields = append(fields, "this", "y", "that", "", "those", "x")
	case "NUM":
		fields = append(fields, fmt.Sprint(draw.Float64()), fmt.Sprint(draw.IntN(9)))
	}
	return strings.Join(fields, "\t")
}

// TestLaws: what is right in a file earns everything, one bad row never costs
// another, and all keep their order.
func TestLaws(t *testing.T) {
	kinds := []string{"MC", "MA", "TF", "ORD", "FIB", "MAT", "FIB_PLUS", "JUMBLED_SENTENCE", "NUM", "ESS", "SR", "FIL", "OP", "QUIZ_BOWL"}
	bad := []string{"MC\tQ\ta\tcorrect\tb", "nothing", "TF\tQ\tperhaps", "NUM\tQ\tx", "FIB_PLUS\tQ\tx\ty", "MAT\tQ\ta\t\tb", "\ttrue\tx", "TF\t\"Q\tperhaps", "FIB\tQ"}
	draw := rand.New(rand.NewPCG(5, 2))
	for round := range 200 {
		var rows []string
		var want []int
		asked := 0
		for i := range 1 + draw.IntN(40) {
			if i > 0 && draw.IntN(4) == 0 {
				rows = append(rows, bad[draw.IntN(len(bad))])
				continue
			}
			kind := kinds[draw.IntN(len(kinds))]
			rows, want = append(rows, row(draw, kind, i)), append(want, i)
		}
		file := strings.Join(rows, "\n")
		bank, problems, err := parser(true)(context.Background(), []byte(file), nil)
		if err != nil || len(bank.Questions) != len(want) || parse.Count(problems, parse.Error) != len(rows)-len(want) {
			t.Fatalf("round %d: %d of %d questions, %v, %v\n%s", round, len(bank.Questions), len(want), problems, err, file)
		}
		intaketest.Whole(t, bank)
		for at, i := range want {
			q := &bank.Questions[at]
			if !strings.HasPrefix(q.Stem, fmt.Sprintf("Question %d ", i)) || q.Line != i+1 || q.Markup != quiz.HTML {
				t.Fatalf("round %d: question %d is %+v\n%s", round, i, q, file)
			}
			if q.Kind.Asked() {
				asked++
			}
			if q.Kind.Asked() && !intaketest.Mark(q, 1) {
				t.Fatalf("round %d: the right answer does not earn everything: %s", round, intaketest.Show(q))
			}
		}
		if round == 0 && asked == 0 {
			t.Fatal("nothing was asked")
		}
	}
}

// BenchmarkRows reads 10,000 rows.
func BenchmarkRows(b *testing.B) {
	draw := rand.New(rand.NewPCG(5, 3))
	var rows []string
	for i := range 10_000 {
		rows = append(rows, row(draw, "MC", i))
	}
	file := []byte(strings.Join(rows, "\n"))
	b.SetBytes(int64(len(file)))
	for b.Loop() {
		if bank, _, err := parser(false)(context.Background(), file, nil); err != nil || len(bank.Questions) != len(rows) {
			b.Fatal(err)
		}
	}
}

func TestOneBadRowCostsNoOther(t *testing.T) {
	for _, broken := range strings.SplitAfter(everything, "\n") {
		if broken = strings.TrimSuffix(broken, "\n"); broken != "" {
			intaketest.Alone(t, parser(false), "FIB\tA\tx\n", "", broken, "\nFIB\tC\t\"y\"\n")
		}
	}
}

func TestOneBadElementCostsNoOther(t *testing.T) {
	for _, broken := range []string{aTrueFalse, aMatch} {
		intaketest.Alone(t, parser(false), item("FILLINBLANK", "A", []string{"a=x"}, ""), broken[:1], broken[1:], item("FILLINBLANK", "C", []string{"a=y"}, ""))
	}
}
