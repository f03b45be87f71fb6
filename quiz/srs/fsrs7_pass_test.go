package srs

import (
	"math"
	"math/rand/v2"
	"testing"
)

// anyWeights7 are weights from the whole of their ranges, the nearer to the
// defaults the smaller reach, 0 to 1.
func anyWeights7(r *rand.Rand, reach float64) Weights7 {
	w := Default7
	for i, b := range weightBounds7 {
		w[i] += reach * (b[0] + r.Float64()*(b[1]-b[0]) - w[i])
	}
	return w
}

// anyCards are n cards' answers, the days before each and what each weighs.
func anyCards(r *rand.Rand, n int) (grades [][]Grade, elapsed, weights [][]float64) {
	for range n {
		k := 1 + r.IntN(12)
		g, e, c := make([]Grade, k), make([]float64, k), make([]float64, k)
		for i := range k {
			g[i] = Grade(1 + r.IntN(4))
			e[i] = math.Pow(10, r.Float64()*6-3) // a minute and a half to three years
			if c[i] = r.Float64(); r.IntN(3) == 0 {
				c[i] = 0
			}
		}
		grades, elapsed, weights = append(grades, g), append(elapsed, e), append(weights, c)
	}
	return grades, elapsed, weights
}

// Every derivative is the difference that a small change of its weight makes,
// anywhere between the bounds; each weight is held to it by itself. A card on whose way a bound or a lesser of two comes between both changes is
// told by how the difference changes with their size, and left out.
func TestTheDerivativesOfFSRS7AreItsDifferences(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 7))
	loss := func(w Weights7, g []Grade, e, c []float64) float64 {
		return fsrs7Pass(w[:])(g, e, c, nil)
	}
	var tested, left [34]int
	for range 400 {
		w := anyWeights7(r, .9*r.Float64())
		grades, elapsed, weights := anyCards(r, 1)
		g, e, c := grades[0], elapsed[0], weights[0]
		var got Weights7
		fsrs7Pass(w[:])(g, e, c, got[:])
		for i := range w {
			difference := func(h float64) float64 {
				up, down := w, w
				up[i] += h
				down[i] -= h
				return (loss(up, g, e, c) - loss(down, g, e, c)) / (up[i] - down[i])
			}
			h := 1e-5 * math.Max(math.Abs(w[i]), .01)
			a, b := difference(h), difference(h/4)
			near := 1e-5 * (1 + math.Abs(a))
			if math.Abs(a-b) > near {
				left[i]++
				continue
			}
			if tested[i]++; !(math.Abs(got[i]-b) <= 3*near) {
				t.Errorf("by w%d: %.9g; the difference is %.9g\nweights %v\ngrades %v days %v weights %v", i, got[i], b, w, g, e, c)
			}
		}
		if t.Failed() {
			t.FailNow()
		}
	}
	for i := range tested {
		if tested[i] < 300 || left[i] > 40 {
			t.Errorf("w%d: %d tested, %d left out", i, tested[i], left[i])
		}
	}
}
