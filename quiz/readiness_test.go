package quiz_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chartroom/quiz"
)

func ready(t *testing.T, in quiz.ReadinessInput) quiz.Readiness {
	t.Helper()
	r, err := quiz.Ready(in)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// exam is one of six domains that nobody has answered anything for.
func exam() quiz.ReadinessInput { return practised(rand.New(rand.NewPCG(1, 1)), 0) }

// give adds so many answers to a domain, of which so many are right.
func give(in *quiz.ReadinessInput, domain, right, answers int, change func(*quiz.ReadinessAnswer)) {
	for i := range answers {
		a := quiz.ReadinessAnswer{Domain: domain, Options: 4}
		if i < right {
			a.Mark = 1
		}
		if change != nil {
			change(&a)
		}
		in.Answers = append(in.Answers, a)
	}
}

// Before any answer every domain goes as it goes for all candidates, and no
// chance is told; from 20 answers on there is one, within its interval.
func TestReadinessSaysNotYetBelowTwentyAnswers(t *testing.T) {
	for n := range 45 {
		in := exam()
		give(&in, n%6, n*7/10, n, nil)
		r := ready(t, in)
		if len(r.Domains) != 6 || r.Enough() != (n >= quiz.EnoughAnswers) || r.Enough() == math.IsNaN(r.Pass) || r.Enough() != (r.NotYet() == "") {
			t.Fatalf("%d answers: %+v", n, r)
		}
		if r.Enough() && !(0 <= r.Low && r.Low <= r.Pass && r.Pass <= r.High && r.High <= 1) {
			t.Errorf("%d answers: %.3f is not within %.3f to %.3f", n, r.Pass, r.Low, r.High)
		}
		for d, one := range append(r.Domains, quiz.DomainReadiness{Score: r.Score}) {
			if s := one.Score; !(0 < s.Low && s.Low < s.Mean && s.Mean < s.High && s.High < 1) {
				t.Errorf("%d answers, domain %d: %+v", n, d, s)
			}
		}
	}
}

// Twenty answers as a candidate of the mean gives them leave the chance near
// that of all candidates, whatever share of them passes.
func TestReadinessStartsFromThePassRate(t *testing.T) {
	for _, rate := range []float64{.5, .68, .85} {
		in := exam()
		in.PassRate = rate
		for d := range 6 { // answers that tell almost nothing: every one may be a guess
			give(&in, d, 4, 4, func(a *quiz.ReadinessAnswer) { a.Difficulty = -20 })
		}
		if r := ready(t, in); math.Abs(r.Pass-rate) > .02 {
			t.Errorf("where %.2f pass, the chance is %.3f", rate, r.Pass)
		}
	}
}

// One more right, a harder question, a lower cut: each raises the chance.
func TestReadinessGrowsWithWhatSpeaksForIt(t *testing.T) {
	base := func(right int, difficulty float64) quiz.ReadinessInput {
		in := exam()
		for d := range 6 {
			give(&in, d, right, 10, func(a *quiz.ReadinessAnswer) { a.Difficulty = difficulty })
		}
		return in
	}
	last := -1.
	for right := range 11 {
		r := ready(t, base(right, 0))
		if r.Pass < last-1e-9 || r.Pass == last && r.Pass < .999 {
			t.Errorf("%d of 10 right: %.4f after %.4f", right, r.Pass, last)
		}
		last = r.Pass
	}
	if easy, hard := ready(t, base(7, -1)), ready(t, base(7, 1)); hard.Pass < easy.Pass+.2 {
		t.Errorf("easy questions %.3f, hard ones %.3f", easy.Pass, hard.Pass)
	}
	strict := base(7, 0)
	strict.Cut = [2]float64{.7, .7}
	if a, b := ready(t, base(7, 0)), ready(t, strict); b.Pass >= a.Pass {
		t.Errorf("cut of .67: %.3f, of .70: %.3f", a.Pass, b.Pass)
	}
	guessed, open := base(7, 0), base(7, 0)
	for i := range open.Answers {
		open.Answers[i].Options = 0
	}
	if a, b := ready(t, guessed), ready(t, open); b.Pass <= a.Pass {
		t.Errorf("with four options %.3f, without %.3f: what cannot be guessed tells more", a.Pass, b.Pass)
	}
}

// Answers in one domain say something of the others, but less than their own
// would.
func TestDomainsLearnFromEachOther(t *testing.T) {
	before := ready(t, exam())
	in := exam()
	give(&in, 0, 30, 30, func(a *quiz.ReadinessAnswer) { a.Difficulty = .5 })
	after := ready(t, in)
	own, other := after.Domains[0].Score.Mean-before.Domains[0].Score.Mean, after.Domains[3].Score.Mean-before.Domains[3].Score.Mean
	if !(other > .02 && own > other+.02) {
		t.Errorf("its own score rose by %.3f, another's by %.3f", own, other)
	}
	width := func(s quiz.Range) float64 { return s.High - s.Low }
	if !(width(after.Domains[0].Score) < width(after.Domains[3].Score) && width(after.Domains[3].Score) < width(before.Domains[3].Score)) {
		t.Errorf("%+v, %+v", after.Domains[0], after.Domains[3])
	}
}

// An unsure difficulty and an old answer tell less: the interval is wider.
func TestWhatIsUnsureOrOldTellsLess(t *testing.T) {
	with := func(change func(*quiz.ReadinessAnswer)) quiz.Readiness {
		in := exam()
		for d := range 6 {
			give(&in, d, 15, 20, change)
		}
		return ready(t, in)
	}
	sharp := with(nil)
	unsure := with(func(a *quiz.ReadinessAnswer) { a.DifficultySD = 2 })
	old := with(func(a *quiz.ReadinessAnswer) { a.DaysAgo = 365 })
	for name, r := range map[string]quiz.Readiness{"unsure": unsure, "old": old} {
		if r.Score.High-r.Score.Low <= sharp.Score.High-sharp.Score.Low {
			t.Errorf("%s: %+v; sharp: %+v", name, r.Score, sharp.Score)
		}
	}
	if sharp.Evidence != 120 || math.Abs(old.Evidence-84) > 1 { // 70 % after a year
		t.Errorf("evidence %v and %v", sharp.Evidence, old.Evidence)
	}
	in := exam()
	in.DaysLeft = 365
	for d := range 6 {
		give(&in, d, 15, 20, nil)
	}
	if late := ready(t, in); late.Pass != old.Pass || late.Evidence != old.Evidence {
		t.Errorf("a year until the exam %v; answers a year old %v", late.Pass, old.Pass)
	}
}

// What will be forgotten lowers the chance, what the plan adds raises it.
func TestMemoriesMoveTheExamDay(t *testing.T) {
	at := func(now, then float64) float64 {
		in := exam()
		for d := range 6 {
			give(&in, d, 8, 10, nil)
			in.Domains[d].Recall, in.Domains[d].RecallThen = now, then
		}
		return ready(t, in).Pass
	}
	same, none := at(.8, .8), at(0, 0)
	if !(at(.8, .6) < same-.1 && at(.8, .9) > same+.05 && math.Abs(same-none) < 1e-12) {
		t.Errorf("forgotten %.3f, kept %.3f, not known %.3f, studied %.3f", at(.8, .6), same, none, at(.8, .9))
	}
}

// The order of answers and the scale of weights decide nothing.
func TestReadinessKnowsNoOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range 5 {
		in := practised(r, 20+r.IntN(300))
		a := ready(t, in)
		in.Answers = slices.Clone(in.Answers)
		r.Shuffle(len(in.Answers), func(i, j int) { in.Answers[i], in.Answers[j] = in.Answers[j], in.Answers[i] })
		for d := range in.Domains {
			in.Domains[d].Weight *= 7
		}
		b := ready(t, in)
		if math.Abs(a.Pass-b.Pass) > 1e-9 || math.Abs(a.Low-b.Low) > 1e-6 || math.Abs(a.Domains[2].Score.Low-b.Domains[2].Score.Low) > 1e-6 {
			t.Errorf("%+v\n%+v", a, b)
		}
	}
}

// What one more point is said to add is what a small change in the domain's
// memory does add.
func TestAPointIsWorthWhatItAdds(t *testing.T) {
	in := exam()
	for d := range 6 {
		give(&in, d, 7, 10, nil)
	}
	r := ready(t, in)
	in.Domains[0].Recall, in.Domains[0].RecallThen = .5, .53
	more := ready(t, in)
	points := 100 * (more.Domains[0].Score.Mean - r.Domains[0].Score.Mean)
	if gain := more.Pass - r.Pass; points <= 0 || math.Abs(gain/points/r.Domains[0].PerPoint-1) > .1 {
		t.Errorf("%.2f points add %.4f; each was said to add %.4f", points, gain, r.Domains[0].PerPoint)
	}
	raises := r.Raises(nil)
	if len(raises) != 6 || raises[0].Domain != 0 || !slices.IsSortedFunc(raises, func(a, b quiz.Raise) int { return int(math.Copysign(1, b.Gain-a.Gain)) }) {
		t.Errorf("the heaviest domain is not first: %+v", raises)
	}
	if raises = r.Raises([]float64{0, 9, 1, 1, 1, 1}); raises[0].Domain != 1 || raises[5].Gain != 0 {
		t.Errorf("where an hour brings most is not first: %+v", raises)
	}
	rests := strings.Join(r.Rests([]string{"a", "b", "c", "d", "e", "f"}), " ")
	for _, words := range []string{"60 answers in 6 domains", "from 62 to 72 %", "not a promise", "Least is known of "} {
		if !strings.Contains(rests, words) {
			t.Errorf("%q does not say %q", rests, words)
		}
	}
}

// Extremes give numbers: all right, all wrong, thousands of answers, difficulties
// at their bounds, one domain, twenty, a weight of nothing.
func TestReadinessIsANumberWhateverWasAnswered(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	for i := range 24 {
		in := quiz.ReadinessInput{Items: 1 + r.IntN(300), Cut: [2]float64{.01 + .5*r.Float64(), .52 + .47*r.Float64()}, DaysLeft: float64(r.IntN(2)) * 1e6 * r.Float64()}
		for range 1 + r.IntN(20) {
			in.Domains = append(in.Domains, quiz.ReadinessDomain{Weight: float64(r.IntN(3)), Recall: 1, RecallThen: .001 + .999*r.Float64()})
		}
		in.Domains[0].Weight = 1
		for range 20 + r.IntN(2000) {
			in.Answers = append(in.Answers, quiz.ReadinessAnswer{Domain: r.IntN(len(in.Domains)), Difficulty: 40*r.Float64() - 20, DifficultySD: 20 * r.Float64() * float64(r.IntN(2)),
				Options: []int{0, 2, 4, 1000}[r.IntN(4)], Mark: []float64{float64(i % 2), r.Float64()}[i/2%2], DaysAgo: 1e6 * math.Pow(r.Float64(), 9)})
		}
		got := ready(t, in)
		if !(0 <= got.Low && got.Low <= got.High && got.High <= 1 && 0 <= got.Pass && got.Pass <= 1) {
			t.Errorf("%d: %+v", i, got)
		}
		for d, one := range got.Domains {
			if s := one.Score; !(0 <= s.Low && s.Low <= s.High && s.High <= 1 && one.PerPoint >= 0) {
				t.Errorf("%d, domain %d: %+v", i, d, one)
			}
		}
	}
}

func TestReadinessNamesWhatDoesNotFit(t *testing.T) {
	for says, change := range map[string]func(*quiz.ReadinessInput){
		"0 scored items":                 func(in *quiz.ReadinessInput) { in.Items = 0 },
		"the cut 0.7 to 0.6":             func(in *quiz.ReadinessInput) { in.Cut = [2]float64{.7, .6} },
		"the cut 0 to 0":                 func(in *quiz.ReadinessInput) { in.Cut = [2]float64{} },
		"the cut NaN":                    func(in *quiz.ReadinessInput) { in.Cut[0] = math.NaN() },
		"who pass, 1":                    func(in *quiz.ReadinessInput) { in.PassRate = 1 },
		"with 1 options":                 func(in *quiz.ReadinessInput) { in.Options = 1 },
		"-1 days away":                   func(in *quiz.ReadinessInput) { in.DaysLeft = -1 },
		"no domains":                     func(in *quiz.ReadinessInput) { in.Domains = nil },
		"domain 1: the weight -1":        func(in *quiz.ReadinessInput) { in.Domains[1].Weight = -1 },
		"domain 2: recall 0.5":           func(in *quiz.ReadinessInput) { in.Domains[2].Recall = .5 },
		"no domain has a weight":         func(in *quiz.ReadinessInput) { in.Domains = make([]quiz.ReadinessDomain, 3) },
		"answer 0: there is no domain 6": func(in *quiz.ReadinessInput) { in.Answers = []quiz.ReadinessAnswer{{Domain: 6}} },
		"answer 1: the difficulty NaN":   func(in *quiz.ReadinessInput) { in.Answers = []quiz.ReadinessAnswer{{}, {Difficulty: math.NaN()}} },
		"deviation -1":                   func(in *quiz.ReadinessInput) { in.Answers = []quiz.ReadinessAnswer{{DifficultySD: -1}} },
		"the mark 2":                     func(in *quiz.ReadinessInput) { in.Answers = []quiz.ReadinessAnswer{{Mark: 2}} },
		"with -4 options":                func(in *quiz.ReadinessInput) { in.Answers = []quiz.ReadinessAnswer{{Options: -4}} },
		"given -1 days ago":              func(in *quiz.ReadinessInput) { in.Answers = []quiz.ReadinessAnswer{{DaysAgo: -1}} },
	} {
		in := exam()
		change(&in)
		if _, err := quiz.Ready(in); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", says, err)
		}
	}
}

// A difficulty starts from its level and moves with what is seen, a class's
// results far more than one answer.
func TestADifficultyIsLearnt(t *testing.T) {
	recall, analysis := quiz.AssumedDifficulty("recall", quiz.Choice), quiz.AssumedDifficulty("analysis", quiz.Choice)
	if !(recall.Mean < analysis.Mean && quiz.AssumedDifficulty("", quiz.Choice).SD > recall.SD && quiz.AssumedDifficulty("recall", quiz.Text).Mean > recall.Mean) {
		t.Errorf("%+v %+v", recall, analysis)
	}
	one := analysis.After(quiz.Trial{Right: 0, Answers: 1, Options: 4, Ability: .5, AbilitySD: .5})
	class := analysis.After(quiz.Trial{Right: 15, Answers: 60, Options: 4, Ability: .5, AbilitySD: 1, MeanSD: .2})
	if !(one.Mean > analysis.Mean && one.SD < analysis.SD && class.Mean > one.Mean && class.SD < one.SD/1.4) {
		t.Errorf("before %+v, after one answer %+v, after a class %+v", analysis, one, class)
	}
	easy := analysis.After(quiz.Trial{Right: 58, Answers: 60, Options: 4, Ability: .5, AbilitySD: 1, MeanSD: .2})
	if easy.Mean > -1 {
		t.Errorf("after 58 of 60 right: %+v", easy)
	}
	for _, nothing := range []quiz.Trial{{}, {Right: 2, Answers: 1}, {Right: -1, Answers: 1}} {
		if got := analysis.After(nothing); got != analysis {
			t.Errorf("%+v changes it to %+v", nothing, got)
		}
	}
	// Enough answers find the difficulty that they come from.
	r, truth, right := rand.New(rand.NewPCG(2, 2)), 1.2, 0
	for range 4000 {
		if r.Float64() < .25+.75/(1+math.Exp(truth-.5-r.NormFloat64())) {
			right++
		}
	}
	if got := recall.After(quiz.Trial{Right: right, Answers: 4000, Options: 4, Ability: .5, AbilitySD: 1}); math.Abs(got.Mean-truth) > .15 || got.SD > .1 {
		t.Errorf("4,000 answers to a question of %g: %+v", truth, got)
	}
}
