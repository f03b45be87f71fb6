package quiz

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// ItemMarks is one question of a test and what each candidate earned on it.
type ItemMarks struct {
	ID     string
	Max    float64   // the mark for a right answer; 0 = the question does not count
	Choice int       // options it offers; 0 = not a single choice, or not known
	Marks  []float64 // one a candidate, in the same order for every question; not answered = 0, as in Moodle

	// Options and Chosen say what was chosen, for the table of distractors.
	// Without them there is none.
	Options []ItemOption
	Chosen  []int // an index into Options for each candidate; -1 = none
}

// ItemOption is one option of a single choice.
type ItemOption struct {
	Name string
	Key  bool // right
}

// ItemStats is how one question did. A value that the marks do not define is
// NaN: a discrimination where nobody differs, say.
//
// Formulas: Moodle's question/classes/statistics/questions/calculator.php,
// with x a candidate's mark, y the rest of her marks, and sample variances.
type ItemStats struct {
	ID         string
	Candidates int
	Max        float64

	Facility                 float64 // mean mark / Max, 0 to 1
	SD                       float64 // of the marks
	DiscriminationIndex      float64 // 100 x correlation of mark and rest, -100 to 100
	DiscriminativeEfficiency float64 // 100 x their covariance / the greatest that these marks allow
	GuessScore               float64 // mean mark of random guesses / Max, 0 to 1: 1/k
	IntendedWeight           float64 // 100 x Max / sum of all Max
	EffectiveWeight          float64 // 100 x share in the spread of totals; NaN if it lowers it

	Variance, RestVariance, Covariance, CovarianceMax float64

	PointBiserial float64 // correlation of mark and total, -1 to 1
	Corrected     float64 // the same with the rest, so that the mark does not meet itself
	UpperLower    float64 // facility of the best 27 % less that of the weakest 27 %, -1 to 1 (Kelley 1939)

	Options []OptionStats
	Flags   []ItemFlag
}

// OptionStats is how one option did.
type OptionStats struct {
	ItemOption
	Chosen        int
	Share         float64 // of all candidates, 0 to 1
	Upper, Lower  float64 // share of the best and the weakest 27 % who chose it, 0 to 1
	PointBiserial float64 // correlation of choosing it with the rest of the marks, -1 to 1
	Functioning   bool    // of a distractor: it draws enough candidates, and weaker ones
}

// TestStats is how a test did, and each of its questions.
//
// Formulas: Moodle's mod/quiz/report/statistics/classes/calculator.php.
type TestStats struct {
	Candidates  int
	Max         float64 // sum of the questions'
	Mean        float64 // of the candidates' totals, as are median to kurtosis
	Median      float64
	SD          float64
	Skewness    float64
	Kurtosis    float64
	Consistency float64 // coefficient of internal consistency, percent: 100 x Cronbach's alpha
	ErrorRatio  float64 // percent of SD that is chance
	SE          float64 // standard error of a total
	KR20        float64 // Kuder-Richardson 20, at most 1; NaN unless every mark is nothing or full

	Items []ItemStats
}

// AnalyseItems works out the statistics of a test's questions. An error says
// which question does not fit.
func AnalyseItems(items []ItemMarks) (TestStats, error) {
	if len(items) == 0 {
		return TestStats{}, errors.New("there is no question to analyse")
	}
	totals := make([]float64, len(items[0].Marks))
	if len(totals) == 0 {
		return TestStats{}, errors.New("there is no candidate's row to analyse")
	}
	for i := range items {
		if err := items[i].check(len(totals)); err != nil {
			return TestStats{}, fmt.Errorf("question %s: %w", items[i].ID, err)
		}
		for c, m := range items[i].Marks {
			totals[c] += m
		}
	}
	t := testStats(totals)
	upper, lower := extremes(totals)
	t.Items = make([]ItemStats, len(items))
	for i := range items {
		t.Items[i] = items[i].stats(totals, upper, lower)
		t.Max += items[i].Max
	}
	t.consistency()
	t.weights(items, totals)
	t.KR20 = kr20(items, totals)
	for i := range t.Items {
		t.Items[i].Flags = t.Items[i].flags()
	}
	return t, nil
}

func (m *ItemMarks) check(candidates int) error {
	switch {
	case len(m.Marks) != candidates:
		return fmt.Errorf("it has marks of %d candidates, the first question of %d", len(m.Marks), candidates)
	case !(m.Max >= 0) || math.IsInf(m.Max, 0):
		return fmt.Errorf("its full mark %v is not a number from 0 on", m.Max)
	case m.Options != nil && len(m.Chosen) != candidates:
		return fmt.Errorf("it has choices of %d candidates and marks of %d", len(m.Chosen), candidates)
	}
	for c, x := range m.Marks {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return fmt.Errorf("the mark of candidate %d is not a number", c+1)
		}
	}
	for c, o := range m.Chosen {
		if o < -1 || o >= len(m.Options) {
			return fmt.Errorf("candidate %d chose option %d of %d", c+1, o+1, len(m.Options))
		}
	}
	return nil
}

// stats is everything but the weights and flags, which need the other
// questions.
func (m *ItemMarks) stats(totals []float64, upper, lower cohort) ItemStats {
	rest := make([]float64, len(totals))
	for c, t := range totals {
		rest[c] = t - m.Marks[c]
	}
	s := ItemStats{ID: m.ID, Candidates: len(totals), Max: m.Max, Facility: mean(m.Marks) / m.Max, GuessScore: math.NaN()}
	if m.Max == 0 {
		s.Facility = math.NaN()
	}
	if m.Choice > 0 {
		s.GuessScore = 1 / float64(m.Choice)
	}
	s.Variance, s.RestVariance = covariance(m.Marks, m.Marks), covariance(rest, rest)
	s.SD = math.Sqrt(s.Variance)
	s.Covariance, s.CovarianceMax = covariance(m.Marks, rest), covariance(sorted(m.Marks), sorted(rest))
	s.Corrected = correlation(m.Marks, rest)
	s.DiscriminationIndex = 100 * s.Corrected
	s.DiscriminativeEfficiency = 100 * ratio(s.Covariance, s.CovarianceMax)
	s.PointBiserial = correlation(m.Marks, totals)
	s.UpperLower = ratio(upper.mean(m.Marks)-lower.mean(m.Marks), m.Max)
	s.Options = m.options(rest, upper, lower)
	return s
}

// options is the table of distractors.
func (m *ItemMarks) options(rest []float64, upper, lower cohort) []OptionStats {
	if len(m.Options) == 0 {
		return nil
	}
	table := make([]OptionStats, len(m.Options))
	chose := make([]float64, len(m.Chosen)) // 1 = this option
	for o := range table {
		n := 0
		for c, chosen := range m.Chosen {
			chose[c] = 0
			if chosen == o {
				chose[c] = 1
				n++
			}
		}
		one := OptionStats{ItemOption: m.Options[o], Chosen: n, Share: mean(chose), Upper: upper.mean(chose), Lower: lower.mean(chose)}
		one.PointBiserial = correlation(chose, rest)
		one.Functioning = !one.Key && one.Share >= leastDrawn && one.PointBiserial < 0
		table[o] = one
	}
	return table
}

// testStats is what the totals alone say.
func testStats(totals []float64) TestStats {
	nan := math.NaN()
	t := TestStats{Candidates: len(totals), Mean: mean(totals), Median: median(totals), SD: nan, Skewness: nan, Kurtosis: nan,
		Consistency: nan, ErrorRatio: nan, SE: nan, KR20: nan}
	n := float64(len(totals))
	if n < 2 {
		return t
	}
	var p2, p3, p4 float64 // sums of powers of the differences from the mean
	for _, x := range totals {
		d := x - t.Mean
		p2, p3, p4 = p2+d*d, p3+d*d*d, p4+d*d*d*d
	}
	m2, m3, m4 := p2/n, p3/n, p4/n
	k2 := p2 / (n - 1)
	t.SD = math.Sqrt(k2)
	if k2 == 0 {
		return t
	}
	if n > 2 {
		t.Skewness = n * n * m3 / ((n - 1) * (n - 2)) / math.Pow(k2, 1.5)
	}
	if n > 3 {
		t.Kurtosis = n * n * ((n+1)*m4 - 3*(n-1)*m2*m2) / ((n - 1) * (n - 2) * (n - 3)) / (k2 * k2)
	}
	return t
}

// consistency compares the spread of totals with the spreads of marks; Moodle
// asks for three candidates and two questions.
func (t *TestStats) consistency() {
	p, k2 := float64(len(t.Items)), t.SD*t.SD
	if t.Candidates < 3 || p < 2 || !(k2 > 0) {
		return
	}
	sum := 0.0
	for i := range t.Items {
		sum += t.Items[i].Variance
	}
	t.Consistency = 100 * p / (p - 1) * (1 - sum/k2)
	t.ErrorRatio = 100 * math.Sqrt(1-t.Consistency/100)
	t.SE = t.ErrorRatio * t.SD / 100
}

// weights shares 100 % among the questions: as intended, by full marks, and
// as it came, by what each adds to the spread of totals.
func (t *TestStats) weights(items []ItemMarks, totals []float64) {
	roots, sum := make([]float64, len(items)), 0.0
	for i := range items {
		roots[i] = math.Sqrt(covariance(items[i].Marks, totals)) // NaN if it lowers the spread
		if roots[i] > 0 {
			sum += roots[i]
		}
	}
	for i := range t.Items {
		t.Items[i].IntendedWeight = 100 * ratio(items[i].Max, t.Max)
		t.Items[i].EffectiveWeight = 100 * ratio(roots[i], sum)
	}
}

// kr20 is k/(k-1) (1 - sum of pq / variance of totals), with variances over
// all candidates (Kuder and Richardson 1937, Psychometrika 2, 151-160, their
// formula 20).
func kr20(items []ItemMarks, totals []float64) float64 {
	k, n := float64(len(items)), float64(len(totals))
	if k < 2 || n < 2 {
		return math.NaN()
	}
	sum := 0.0
	for i := range items {
		for _, x := range items[i].Marks {
			if x != 0 && x != items[i].Max {
				return math.NaN()
			}
		}
		p := mean(items[i].Marks) // of marks, not of shares: questions may differ in full marks
		sum += p * (items[i].Max - p)
	}
	return k / (k - 1) * (1 - ratio(sum, covariance(totals, totals)*(n-1)/n))
}

// extremeShare is the part of the candidates on each side that UpperLower
// compares: it tells questions apart best (Kelley 1939, J. Educ. Psychol. 30,
// 17-24).
const extremeShare = .27

// cohort is how far each candidate belongs to some of them, 0 to 1.
type cohort []float64

// extremes are the best and the weakest 27 % of the candidates, one or more.
// Those who are level at the border belong to a cohort in part, all alike, so
// that the order of the rows decides nothing.
func extremes(totals []float64) (upper, lower cohort) {
	lower, upper = lowest(totals), make(cohort, len(totals))
	for c, t := range totals {
		upper[c] = -t
	}
	return lowest(upper), lower
}

func lowest(x []float64) cohort {
	n := max(int(math.Round(extremeShare*float64(len(x)))), 1)
	border, below, level := sorted(x)[n-1], 0, 0
	for _, v := range x {
		if v < border {
			below++
		} else if v == border {
			level++
		}
	}
	g := make(cohort, len(x))
	for c, v := range x {
		if v < border {
			g[c] = 1
		} else if v == border {
			g[c] = float64(n-below) / float64(level)
		}
	}
	return g
}

// mean is that of the cohort's values.
func (g cohort) mean(x []float64) float64 {
	sum, n := 0.0, 0.0
	for c, w := range g {
		sum += w * x[c]
		n += w
	}
	return sum / n
}

func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

func median(x []float64) float64 {
	s := sorted(x)
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}

func sorted(x []float64) []float64 {
	s := slices.Clone(x)
	slices.Sort(s)
	return s
}

// covariance is that of a sample, over n-1; NaN for fewer than two. Where one
// side never changes, but for rounding, it is exactly 0.
func covariance(x, y []float64) float64 {
	if len(x) < 2 {
		return math.NaN()
	}
	if constant(x) || constant(y) {
		return 0
	}
	mx, my, sum := mean(x), mean(y), 0.0
	for i := range x {
		sum += (x[i] - mx) * (y[i] - my)
	}
	return sum / float64(len(x)-1)
}

func constant(x []float64) bool {
	low, high := slices.Min(x), slices.Max(x)
	return high-low <= 1e-12*(math.Abs(low)+math.Abs(high))
}

// correlation is Pearson's, -1 to 1; NaN where one side never changes.
func correlation(x, y []float64) float64 {
	return ratio(covariance(x, y), math.Sqrt(covariance(x, x)*covariance(y, y)))
}

// ratio is a/b; NaN if b is 0.
func ratio(a, b float64) float64 {
	if b == 0 {
		return math.NaN()
	}
	return a / b
}
