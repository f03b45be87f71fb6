package account

import (
	"math"
	"slices"
	"strings"
	"testing"

	"chartroom/content/lint"
	"chartroom/quiz"
)

// drillSeeds is how often each drill is asked with new numbers.
const drillSeeds = 1000

// proseSolutions are the drills whose answer is reached by a root or a rank,
// which the rules of arithmetic do not read; they are recomputed below.
var proseSolutions = map[string]bool{"analytics-d47": true, "analytics-d48": true}

// With any numbers a drill's answer is a number that can be: a rate is no more
// than all, nothing is below zero, and the worked solution, read as a sum by the
// rules of item writing, comes out at this answer and not at one that is 5 % off.
func TestDrillsAreWorkedOutWithAnyNumbers(t *testing.T) {
	drills := 0
	for _, q := range questions(t) {
		if q.Kind != quiz.Drill {
			continue
		}
		drills++
		answers, tried, missed := map[string]bool{}, 0, 0
		for seed := range uint64(drillSeeds) {
			made, err := quiz.Instance(q, seed)
			if err != nil {
				t.Fatalf("%s, seed %d: %v", q.Key, seed, err)
			}
			answer := made.Options[0].Value
			answers[made.Options[0].Text] = true
			if math.IsNaN(answer) || math.IsInf(answer, 0) || answer < 0 || q.Drill.Unit == "%" && answer > 100 && q.Name != "Return on investment" {
				t.Fatalf("%s, seed %d: the answer is %v %s", q.Key, seed, answer, q.Drill.Unit)
			}
			if strings.ContainsAny(made.Stem+made.Rationale, "{}") || strings.Contains(made.Stem+made.Rationale, "-0") {
				t.Fatalf("%s, seed %d: %s\n%s", q.Key, seed, made.Stem, made.Rationale)
			}
			if m := quiz.Mark(&made, quiz.Response{Text: made.Options[0].Text}); m.Mark != 1 {
				t.Fatalf("%s, seed %d: its own answer %s earns %v", q.Key, seed, made.Options[0].Text, m.Mark)
			}
			if seed%10 > 0 || proseSolutions[q.Key] {
				continue
			}
			if f := sumFaults(&made); len(f) > 0 {
				t.Fatalf("%s, seed %d: %s\n%s", q.Key, seed, f[0].Message, made.Rationale)
			}
			made.Options = slices.Clone(made.Options)
			made.Options[0].Value = answer*1.05 + 3*math.Pow(10, -float64(q.Drill.Decimals))
			made.Options[0].Text = quiz.FormatNumber(made.Options[0].Value, q.Drill.Decimals)
			if tried++; len(sumFaults(&made)) == 0 {
				missed++ // another number of the solution may be that by chance
			}
		}
		if 10*missed > tried {
			t.Errorf("%s: a wrong answer is as right as its own %d of %d times", q.Key, missed, tried)
		}
		if len(answers) < 8 {
			t.Errorf("%s has %d different answers", q.Key, len(answers))
		}
	}
	if drills < 60 {
		t.Errorf("only %d drills", drills)
	}
}

// sumFaults are what is wrong with the arithmetic of a question.
func sumFaults(q *quiz.Question) []lint.Finding {
	return slices.DeleteFunc(lint.Question(q, lint.Options{}), func(f lint.Finding) bool { return f.Rule.Rubric != 13 || f.Severity == lint.Advice })
}

// The median and the standard deviation are those of the numbers in the stem.
func TestRanksAndRootsAreThoseOfTheStem(t *testing.T) {
	want := map[string]func([]float64) float64{
		"analytics-d47": func(x []float64) float64 { slices.Sort(x); return x[len(x)/2] },
		"analytics-d48": func(x []float64) float64 {
			mean, squares := 0., 0.
			for _, v := range x {
				mean += v / float64(len(x))
			}
			for _, v := range x {
				squares += (v - mean) * (v - mean)
			}
			return math.Sqrt(squares / float64(len(x)-1))
		},
	}
	found := 0
	for _, q := range questions(t) {
		reckon := want[q.Key]
		if reckon == nil {
			continue
		}
		found++
		for seed := range uint64(drillSeeds) {
			made, err := quiz.Instance(q, seed)
			if err != nil {
				t.Fatal(err)
			}
			var values []float64
			for _, w := range strings.FieldsFunc(strings.Split(made.Stem, "?")[0], func(r rune) bool { return r != '.' && (r < '0' || r > '9') }) {
				values = append(values, quiz.ParseNumber(strings.Trim(w, "."))...)
			}
			if x := quiz.RoundHalfUp(reckon(values), q.Drill.Decimals); math.Abs(x-made.Options[0].Value) > 1e-9 {
				t.Fatalf("%s, seed %d: %v, not %v, of %v: %s", q.Key, seed, made.Options[0].Value, x, values, made.Stem)
			}
		}
	}
	if found != len(want) {
		t.Errorf("%d of %d drills are there", found, len(want))
	}
}
