package srs

import (
	"math"
	"math/rand/v2"
	"testing"
)

// anyCard is a card's answers with gaps and weights of every kind.
func anyCard(r *rand.Rand, fractional bool) (grade []Grade, elapsed, weight []float64) {
	n := 1 + r.IntN(12)
	for i := range n {
		days := 0.
		if i > 0 && r.IntN(4) > 0 {
			days = math.Ceil(math.Pow(400, r.Float64()))
			if fractional {
				days *= r.Float64()
			}
		}
		grade = append(grade, Grades[r.IntN(4)])
		elapsed = append(elapsed, days)
		weight = append(weight, 0)
		if days > 0 && r.IntN(5) > 0 {
			weight[i] = .25 + r.Float64()
		}
	}
	return grade, elapsed, weight
}

// inside are weights well within their bounds, mostly near the published ones.
func inside(r *rand.Rand, s *study) []float64 {
	w := make([]float64, len(s.bounds))
	for i, b := range s.bounds {
		low, high := b[0]+.02*(b[1]-b[0]), b[1]-.02*(b[1]-b[0])
		w[i] = clamp(s.defaults[i]*(.5+r.Float64()), low, high)
		if r.IntN(4) == 0 {
			w[i] = low + r.Float64()*(high-low)
		}
	}
	return w
}

// The derivatives are those that small steps show, for every model. At a kink
// (a bound, a ceiling) the two sides differ, so a few cards may fail.
func TestSlopesAreThoseOfSmallSteps(t *testing.T) {
	for _, name := range []string{FSRS6, FSRS7} {
		s := studyOf(name)
		r := rand.New(rand.NewPCG(11, 12))
		const cards = 2000
		odd := 0
		moved := make([]bool, len(s.bounds))
		for range cards {
			w := inside(r, s)
			grade, elapsed, weight := anyCard(r, s.fractional)
			grad := make([]float64, len(w))
			loss := s.pass(w)(grade, elapsed, weight, grad)
			if alone := s.pass(w)(grade, elapsed, weight, nil); alone != loss {
				t.Fatalf("%s: loss %g with slopes, %g without", name, loss, alone)
			}
			good := true
			for i := range w {
				at := func(x float64) float64 {
					moved := append([]float64(nil), w...)
					moved[i] = x
					return s.pass(moved)(grade, elapsed, weight, nil)
				}
				h := 1e-5 * math.Max(1e-2, math.Abs(w[i]))
				slope := (8*(at(w[i]+h)-at(w[i]-h)) - (at(w[i]+2*h) - at(w[i]-2*h))) / (12 * h)
				if math.Abs(slope-grad[i]) > 1e-5*math.Max(1, math.Abs(slope)) {
					good = false
				}
				moved[i] = moved[i] || grad[i] != 0
			}
			if !good {
				odd++
			}
		}
		if odd > cards/100 {
			t.Errorf("%s: %d of %d cards have other slopes than small steps show", name, odd, cards)
		}
		for i, m := range moved {
			if !m {
				t.Errorf("%s: no card has a slope by w%d", name, i)
			}
		}
	}
}

// A pass gives the loss that the model itself gives.
func TestPassAgreesWithTheModel(t *testing.T) {
	for _, name := range []string{FSRS6, FSRS7} {
		s := studyOf(name)
		r := rand.New(rand.NewPCG(13, 14))
		for range 2000 {
			w := inside(r, s)
			m, err := NewModel(name, w)
			if err != nil {
				t.Fatal(err)
			}
			grade, elapsed, weight := anyCard(r, s.fractional)
			want, memory := 0., Memory{}
			for i, g := range grade {
				if weight[i] > 0 {
					p := clamp(m.Retrievability(memory, elapsed[i]), leastChance, 1-leastChance)
					if g == Again {
						p = 1 - p
					}
					want -= weight[i] * math.Log(p)
				}
				memory = m.After(memory, elapsed[i], g)
			}
			if got := s.pass(w)(grade, elapsed, weight, nil); math.Abs(got-want) > 1e-9*math.Max(1, want) {
				t.Fatalf("%s: loss %.12g, the model's %.12g: %v %v %v", name, got, want, grade, elapsed, w)
			}
		}
	}
}
