package quiz_test

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"chartroom/quiz"
)

// occupancy is a drill as an instructor writes it.
func occupancy() quiz.Question {
	return quiz.Question{ID: quiz.NewQuestionID("b", "occ"), Bank: "b", Key: "occ", Kind: quiz.Drill, Markup: quiz.Plain,
		Stem: "A hospital of {beds} beds had {ipsd} inpatient service days in {days} days. What was the occupancy rate?",
		Drill: &quiz.DrillRule{
			Vars:  []quiz.DrillVar{{Name: "beds", Min: 100, Max: 300, Step: 10}, {Name: "days", Choices: []float64{28, 30, 31}}, {Name: "ipsd", Min: 2000, Max: 9000}},
			Where: []string{"ipsd < beds*days", "ipsd > beds*days/2"}, Formula: "ipsd/(beds*days)*100", Decimals: 2, Unit: "%",
			Solution: "{ipsd} ÷ ({beds} × {days}) = {ipsd} ÷ {=beds*days} = {=ipsd/(beds*days)}; × 100 = {answer} %"},
		Rationale: "Bed count days are beds times days."}
}

func instance(t *testing.T, q quiz.Question, seed uint64) quiz.Question {
	t.Helper()
	made, err := quiz.Instance(q, seed)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestADrillMakesNumberQuestions(t *testing.T) {
	q := occupancy()
	if err := quiz.CheckDrill(&q); err != nil {
		t.Fatal(err)
	}
	stems := map[string]bool{}
	for seed := range uint64(500) {
		made := instance(t, q, seed)
		if !reflect.DeepEqual(made, instance(t, q, seed)) {
			t.Fatal("the same seed makes another instance")
		}
		stems[made.Stem] = true
		if made.Kind != quiz.Number || made.ID != q.ID || strings.ContainsAny(made.Stem+made.Rationale, "{}") ||
			!strings.HasSuffix(made.Stem, "Give the answer in %, rounded to 2 decimals.") || !strings.HasSuffix(made.Rationale, q.Rationale) {
			t.Fatalf("seed %d: %q, %q", seed, made.Stem, made.Rationale)
		}
		expected := quiz.Mark(&made, quiz.Response{}).Expected
		value := made.Options[0].Value
		if value <= 50 || value >= 100 || math.Round(value*100)/100 != value {
			t.Fatalf("seed %d: the answer is %v", seed, value)
		}
		for _, typed := range []string{expected, strings.TrimSuffix(expected, " %"), strings.TrimSuffix(expected, " %") + "%"} {
			isMark(t, quiz.Mark(&made, quiz.Response{Text: typed}), 1)
		}
	}
	if len(stems) < 400 {
		t.Errorf("500 seeds make %d questions", len(stems))
	}
	if !reflect.DeepEqual(q, occupancy()) {
		t.Error("making an instance changed the drill")
	}
}

func TestADrillsValuesAreReadable(t *testing.T) {
	q := quiz.Question{Kind: quiz.Drill, Markup: quiz.Plain, Stem: "{pay} in {year}, {n} times; {=n*2} {neg}", Drill: &quiz.DrillRule{Formula: "pay*n",
		Vars:     []quiz.DrillVar{{Name: "pay", Min: 12.5, Max: 12.5, Step: .25}, {Name: "year", Min: 2026, Max: 2026}, {Name: "n", Choices: []float64{12500}}, {Name: "neg", Choices: []float64{-3}}},
		Decimals: 0, Tolerance: .5, Unit: "dollars", Solution: "{pay} × {n} = {answer}"}}
	made := instance(t, q, 7)
	if want := "12.50 in 2026, 12,500 times; 25,000 -3\n\nGive the answer in dollars, rounded to a whole number. Up to 0.5 off is right, too."; made.Stem != want {
		t.Errorf("the stem is %q; want %q", made.Stem, want)
	}
	if made.Rationale != "12.50 × 12,500 = 156,250" {
		t.Errorf("the solution is %q", made.Rationale)
	}
	for typed, mark := range map[string]float64{"156250": 1, "156,250 dollars": 1, "156250Dollars": 1, "156250.5": 1, "156251": 0, "dollars": 0} {
		isMark(t, quiz.Mark(&made, quiz.Response{Text: typed}), mark)
	}
}

func TestADrillTellsUsualSlips(t *testing.T) {
	q := quiz.Question{Kind: quiz.Drill, Stem: "x", Drill: &quiz.DrillRule{Formula: "20/30*100", Decimals: 2, Unit: "%"}}
	made := instance(t, q, 0)
	for typed, why := range map[string]string{"66.67": "", "66.66": "the rounding is not", "66.7": "", "66.6667": "the rounding is not", "0.6667": "percentage", ".67": "", "6667": "100 times too much", "12": ""} {
		r := quiz.Mark(&made, quiz.Response{Text: typed})
		if why == "" && r.Feedback != "" || !strings.Contains(r.Feedback, why) || (r.Mark == 1) != (typed == "66.67") {
			t.Errorf("%s: %+v; want %q", typed, r, why)
		}
	}
}

func TestDrillsThatCannotBeAskedSayWhy(t *testing.T) {
	for _, c := range []struct {
		why  string
		with func(q *quiz.Question)
	}{
		{"has no rule", func(q *quiz.Question) { q.Drill = nil }},
		{`the name "bed" is not known`, func(q *quiz.Question) { q.Drill.Formula = "bed" }},
		{`the name "bed" in the text is not known`, func(q *quiz.Question) { q.Stem = "{bed}" }},
		{`the name "answer" in the text is not known`, func(q *quiz.Question) { q.Stem = "{answer}" }},
		{"something is missing at the end", func(q *quiz.Question) { q.Drill.Solution = "{=1+}" }},
		{"meet the conditions", func(q *quiz.Question) { q.Drill.Where = []string{"beds > 1000"} }},
		{"compares nothing", func(q *quiz.Question) { q.Drill.Where = []string{"beds"} }},
		{"no answer that can be used", func(q *quiz.Question) { q.Drill.Formula = "1/(beds-beds)" }},
		{`two values are called "beds"`, func(q *quiz.Question) { q.Drill.Vars[1].Name = "beds" }},
		{`no value can be called "round"`, func(q *quiz.Question) { q.Drill.Vars[1].Name = "round" }},
		{"is no name for a value", func(q *quiz.Question) { q.Drill.Vars[1].Name = "1st" }},
		{"below its smallest", func(q *quiz.Question) { q.Drill.Vars[0].Max = 1 }},
		{"above 0", func(q *quiz.Question) { q.Drill.Vars[0].Step = -1 }},
		{"more than 1,000,000 values", func(q *quiz.Question) { q.Drill.Vars[0].Step = 1e-9 }},
		{"lie within", func(q *quiz.Question) { q.Drill.Vars[0].Max = math.Inf(1) }},
		{"lie within", func(q *quiz.Question) { q.Drill.Vars[1].Choices[0] = math.NaN() }},
		{"0 to 9 decimals", func(q *quiz.Question) { q.Drill.Decimals = 10 }},
		{"tolerance", func(q *quiz.Question) { q.Drill.Tolerance = -1 }},
	} {
		q := occupancy()
		c.with(&q)
		if err := quiz.CheckDrill(&q); err == nil || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%v; want %q", err, c.why)
		}
	}
	text := quiz.Question{Kind: quiz.Text, Stem: "{x}"}
	if made, err := quiz.Instance(text, 1); err != nil || !reflect.DeepEqual(made, text) {
		t.Errorf("a question that is no drill becomes %+v, %v", made, err)
	}
}

func TestARepetitionHasNewNumbers(t *testing.T) {
	q := occupancy()
	first, second := quiz.ReviewSeed(q.ID, 0), quiz.ReviewSeed(q.ID, 1)
	if first == second || first != quiz.ReviewSeed(q.ID, 0) || instance(t, q, first).Stem == instance(t, q, second).Stem {
		t.Error("the second review has the first one's numbers")
	}
	if quiz.ReviewSeed(quiz.NewQuestionID("b", "other"), 0) == first {
		t.Error("two questions have one seed")
	}
}

// Whatever a file holds, a drill makes either a question that its own answer
// is right for, or an error.
func FuzzInstance(f *testing.F) {
	f.Add("{a} of {b}", "a/b*100", "a < b", 1.0, 9.0, .5, 2, "%", "{=a/b} {answer}", uint64(3))
	f.Add("{a", "a", "", 0.0, 0.0, 0.0, 0, "", "", uint64(0))
	f.Add("{=a^b}", "mean(a,b)", "a >= b", -1e12, 1e12, 1e7, 9, "<days>", "{answer}{answer}", uint64(1))
	f.Fuzz(func(t *testing.T, stem, formula, where string, low, high, step float64, decimals int, unit, solution string, seed uint64) {
		q := quiz.Question{Kind: quiz.Drill, Stem: stem, Drill: &quiz.DrillRule{Formula: formula, Decimals: decimals, Unit: unit, Solution: solution,
			Vars: []quiz.DrillVar{{Name: "a", Min: low, Max: high, Step: step}, {Name: "b", Choices: []float64{low, high}}}}}
		if where != "" {
			q.Drill.Where = []string{where}
		}
		made, err := quiz.Instance(q, seed)
		if err != nil {
			return
		}
		if made.Kind != quiz.Number {
			t.Fatalf("a drill becomes %s", made.Kind)
		}
		right := made.Options[0]
		if math.IsNaN(right.Value) || math.IsInf(right.Value, 0) {
			t.Fatalf("the answer is %v", right.Value)
		}
		if r := quiz.Mark(&made, quiz.Response{Text: quiz.FormatNumber(right.Value, decimals)}); r.Mark != 1 && !strings.ContainsAny(unit, "0123456789.,") {
			t.Errorf("the answer %v to %q earns %v", right.Value, made.Stem, r.Mark)
		}
	})
}
