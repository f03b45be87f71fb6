package quiz_test

import (
	"encoding/csv"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chartroom/quiz"
)

// moodleStats reads a table of Moodle's own tests, which are not copied here.
func moodleStats(t *testing.T, name string) (rows []map[string]string) {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "shared", "formats", "conformance", "moodle-stats", name))
	if err != nil {
		t.Skipf("Moodle's table is not here: %v", err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range all[1:] {
		one := map[string]string{}
		for i, key := range all[0] {
			one[key] = row[i]
		}
		rows = append(rows, one)
	}
	return rows
}

func figure(t *testing.T, s string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// near compares as Moodle's tests do: relative to what is wanted. Not defined
// is NaN here.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if math.IsNaN(want) != math.IsNaN(got) || math.Abs(got-want) > tolerance*max(1, math.Abs(want)) {
		t.Errorf("%s is %.9g; Moodle has %.9g", what, got, want)
	}
}

// Moodle's walk through a quiz of seven questions: results00.csv and
// qstats00.csv. Its figures have up to ten digits, and its own test (stats_
// from_steps_walkthrough_test.php) takes 1e-5 for what stands here with that,
// and 1.5e-5 for the whole quiz.
func TestItemStatisticsAreMoodles(t *testing.T) {
	items := make([]quiz.ItemMarks, 7)
	for i := range items {
		items[i] = quiz.ItemMarks{ID: strconv.Itoa(i + 1), Max: 1}
		for _, row := range moodleStats(t, "results00.csv") {
			items[i].Marks = append(items[i].Marks, figure(t, row["slots."+items[i].ID+".mark"]))
		}
	}
	got, err := quiz.AnalyseItems(items)
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, row := range moodleStats(t, "qstats00.csv") {
		if row["subqname"] != "" || row["variant"] != "" {
			continue
		}
		s := got.Items[int(figure(t, row["slot"]))-1]
		for column, value := range map[string]float64{"facility": s.Facility, "sd": s.SD, "effectiveweight": s.EffectiveWeight, "covariance": s.Covariance,
			"markvariance": s.Variance, "othermarkvariance": s.RestVariance, "discriminationindex": s.DiscriminationIndex,
			"covariancemax": s.CovarianceMax, "discriminativeefficiency": s.DiscriminativeEfficiency, "maxmark": s.Max, "s": float64(s.Candidates)} {
			near(t, "slot "+s.ID+", "+column, value, figure(t, row[column]), 1e-6)
			compared++
		}
	}
	if compared != 77 {
		t.Errorf("%d figures compared, not 77", compared)
	}
	for what, pair := range map[string][2]float64{"median": {got.Median, 4.5}, "mean": {got.Mean, 4.617333332}, "sd": {got.SD, .8117265554},
		"skewness": {got.Skewness, -.092502502}, "kurtosis": {got.Kurtosis, -.7073968557}, "cic": {got.Consistency, -87.2230935542},
		"error ratio": {got.ErrorRatio, 136.8294900795}, "se": {got.SE, 1.1106813066}} {
		near(t, what, pair[0], pair[1], 1.5e-5)
	}
}

// Moodle's second table: twenty questions, some without marks, one of eight
// marks; figures from statistics_test.php, which takes 1e-6.
func TestItemStatisticsAreMoodlesForAWholeQuiz(t *testing.T) {
	var items [20]quiz.ItemMarks
	var sums []float64
	for _, row := range moodleStats(t, "mdl_question_states.csv") {
		i := int(figure(t, row["slot"])) - 1
		items[i].ID, items[i].Max = row["slot"], figure(t, row["maxmark"])
		items[i].Marks = append(items[i].Marks, figure(t, row["mark"]))
		if i == 0 {
			sums = append(sums, figure(t, row["sumgrades"]))
		}
	}
	for c, sum := range sums {
		for i := range items {
			sum -= items[i].Marks[c]
		}
		if math.Abs(sum) > 1e-9 {
			t.Fatalf("candidate %d: the marks do not add up: %g", c+1, sum)
		}
	}
	got, err := quiz.AnalyseItems(items[:])
	if err != nil {
		t.Fatal(err)
	}
	nan := math.NaN()
	for what, want := range map[string][]float64{
		"facility": {0, 0, 0, 0, nan, nan, nan, 41.19318182, 81.36363636, 71.36363636, 65.45454545, 65.90909091, 36.36363636, 59.09090909, 50,
			59.09090909, 63.63636364, 45.45454545, 27.27272727, 50},
		"sd": {0, 0, 0, 0, nan, nan, nan, 1912.733589, 251.2738111, 322.6312277, 333.4199022, 337.5811591, 492.3659639, 503.2362797,
			511.7663157, 503.2362797, 492.3659639, 509.6471914, 455.8423058, 511.7663157},
		"effective weight": {0, 0, 0, 0, 0, 0, 0, 26.58464457, 3.368456046, 3.253955259, 7.584083694, 3.79658376, 3.183278505, 4.532356904,
			7.78856243, 10.08351572, 8.381139345, 8.727645713, 7.946277111, 4.769500946},
		"discrimination index": {nan, nan, nan, nan, nan, nan, nan, 25.88327077, 1.170256965, -4.207816809, 28.16930644, -2.513606859,
			-12.99017581, -8.900638238, 8.670004606, 29.63337745, 15.18945843, 16.21079629, 15.52451404, -8.396734802},
		"discriminative efficiency": {nan, nan, nan, nan, nan, nan, nan, 27.23492723, 1.382386552, -4.691171307, 31.12404354, -2.877487579,
			-17.5074184, -10.27568922, 10.86956522, 34.58997279, 17.4790556, 20.14359793, 22.06477733, -10},
	} {
		for i, s := range got.Items {
			value := map[string]float64{"facility": 100 * s.Facility, "sd": 1000 * s.SD, "effective weight": s.EffectiveWeight,
				"discrimination index": s.DiscriminationIndex, "discriminative efficiency": s.DiscriminativeEfficiency}[what]
			if what == "sd" && math.IsNaN(want[i]) {
				want[i] = 0 // Moodle's null means that nothing is compared: a question without marks has none that differ
			}
			near(t, "slot "+s.ID+", "+what, value, want[i], 1e-8)
		}
	}
}

// someTest is a made-up test: candidates of different strength, questions of
// different difficulty, right or wrong.
func someTest(r *rand.Rand, candidates, questions int) []quiz.ItemMarks {
	items := make([]quiz.ItemMarks, questions)
	for i := range items {
		items[i] = quiz.ItemMarks{ID: strconv.Itoa(i), Max: 1, Choice: 4, Marks: make([]float64, candidates), Chosen: make([]int, candidates),
			Options: []quiz.ItemOption{{Name: "A", Key: true}, {Name: "B"}, {Name: "C"}, {Name: "D"}}}
	}
	for c := range candidates {
		strength := r.NormFloat64()
		for i := range items {
			items[i].Chosen[c] = r.IntN(4)
			if r.Float64() < 1/(1+math.Exp(float64(i%5)-2-2*strength)) {
				items[i].Chosen[c] = 0
			}
			if items[i].Chosen[c] == 0 {
				items[i].Marks[c] = 1
			}
		}
	}
	return items
}

func TestItemStatisticsKeepTheirLaws(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range 30 {
		items := someTest(r, 4+r.IntN(60), 2+r.IntN(12))
		got, err := quiz.AnalyseItems(items)
		if err != nil {
			t.Fatal(err)
		}
		if !math.IsNaN(got.Consistency) && math.Abs(got.KR20-got.Consistency/100) > 1e-9 {
			t.Errorf("KR-20 %v is not the consistency %v", got.KR20, got.Consistency)
		}
		weight := 0.0
		for i, s := range got.Items {
			weight += s.IntendedWeight
			share := 0.0
			for _, o := range s.Options {
				share += o.Share
			}
			if math.Abs(share-1) > 1e-9 || math.Abs(s.Options[0].Share-s.Facility) > 1e-9 {
				t.Errorf("item %d: shares %v, facility %v", i, s.Options, s.Facility)
			}
			if !math.IsNaN(s.Corrected) && (math.Abs(s.Options[0].PointBiserial-s.Corrected) > 1e-9 || s.Corrected > s.PointBiserial+1e-9) {
				t.Errorf("item %d: of the key %v, corrected %v, with itself %v", i, s.Options[0].PointBiserial, s.Corrected, s.PointBiserial)
			}
			if math.Abs(s.UpperLower) > 1 || s.DiscriminativeEfficiency > 100+1e-9 || s.GuessScore != .25 {
				t.Errorf("item %d: %+v", i, s)
			}
		}
		if math.Abs(weight-100) > 1e-9 {
			t.Errorf("the intended weights add up to %v", weight)
		}
		again, err := quiz.AnalyseItems(shuffledRows(r, items))
		if err != nil {
			t.Fatal(err)
		}
		for i := range got.Items {
			a, b := got.Items[i], again.Items[i]
			for _, pair := range [][2]float64{{a.UpperLower, b.UpperLower}, {a.Corrected, b.Corrected}, {a.DiscriminativeEfficiency, b.DiscriminativeEfficiency}, {a.Options[1].Upper, b.Options[1].Upper}} {
				if math.Abs(pair[0]-pair[1]) > 1e-9 {
					t.Errorf("item %d: %v in one order of candidates, %v in another", i, pair[0], pair[1])
				}
			}
		}
	}
}

func shuffledRows(r *rand.Rand, items []quiz.ItemMarks) []quiz.ItemMarks {
	order := r.Perm(len(items[0].Marks))
	out := slices.Clone(items)
	for i := range out {
		out[i].Marks, out[i].Chosen = nil, nil
		for _, c := range order {
			out[i].Marks = append(out[i].Marks, items[i].Marks[c])
			out[i].Chosen = append(out[i].Chosen, items[i].Chosen[c])
		}
	}
	return out
}

func flagged(s quiz.ItemStats, kind quiz.ItemFlagKind, why string) bool {
	return slices.ContainsFunc(s.Flags, func(f quiz.ItemFlag) bool { return f.Kind == kind && strings.Contains(f.Why, why) })
}

func TestFaultyItemsAreFlaggedAndSoundOnesAreNot(t *testing.T) {
	items := someTest(rand.New(rand.NewPCG(5, 5)), 400, 20)
	wrong, easy, hard, dead, random := &items[2], &items[7], &items[12], &items[17], &items[3]
	for c := range wrong.Marks {
		wrong.Marks[c] = 1 - wrong.Marks[c]
		easy.Marks[c], hard.Marks[c] = 1, 0
		if c%25 == 0 {
			easy.Marks[c], hard.Marks[c] = 0, 1
		}
		if dead.Chosen[c] == 3 {
			dead.Chosen[c] = 2
		}
		random.Marks[c] = float64(c % 2)
	}
	wrong.Options = []quiz.ItemOption{{Name: "A"}, {Name: "B", Key: true}, {Name: "C"}, {Name: "D"}}
	for _, i := range []int{7, 12, 3} {
		items[i].Options, items[i].Chosen = nil, nil
	}
	got, err := quiz.AnalyseItems(items)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range map[int]quiz.ItemFlagKind{2: quiz.WrongKey, 7: quiz.TooEasy, 12: quiz.TooHard, 17: quiz.DeadOption, 3: quiz.Undiscerning} {
		why := map[int]string{2: "chose A", 7: "96 %", 12: "4 %", 17: "Nobody chose D", 3: "0.15 or more is expected"}[i]
		if !flagged(got.Items[i], want, why) && !(i == 3 && flagged(got.Items[i], quiz.WrongKey, "correlation")) {
			t.Errorf("item %d has no flag %q: %+v", i, want, got.Items[i].Flags)
		}
	}
	if sound := got.Items[1]; len(sound.Flags) > 0 {
		t.Errorf("a sound item: %+v", sound.Flags)
	}
	few, err := quiz.AnalyseItems(someTest(rand.New(rand.NewPCG(5, 5)), 4, 20))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range few.Items {
		if len(s.Flags) > 0 {
			t.Errorf("four candidates flag an item: %+v", s.Flags)
		}
	}
}

func TestMarksThatDoNotFitAreNamed(t *testing.T) {
	for says, items := range map[string][]quiz.ItemMarks{
		"no question":                {},
		"no candidate":               {{ID: "a", Max: 1}},
		"question b: it has marks":   {{ID: "a", Max: 1, Marks: []float64{1}}, {ID: "b", Max: 1, Marks: []float64{1, 0}}},
		"candidate 2 is not":         {{ID: "a", Max: 1, Marks: []float64{1, math.NaN()}}},
		"full mark -1":               {{ID: "a", Max: -1, Marks: []float64{1}}},
		"chose option 3 of 2":        {{ID: "a", Max: 1, Marks: []float64{1}, Options: make([]quiz.ItemOption, 2), Chosen: []int{2}}},
		"choices of 0 candidates":    {{ID: "a", Max: 1, Marks: []float64{1}, Options: make([]quiz.ItemOption, 2)}},
		"question a: its full mark ": {{ID: "a", Max: math.Inf(1), Marks: []float64{1}}},
	} {
		if _, err := quiz.AnalyseItems(items); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", says, err)
		}
	}
}
