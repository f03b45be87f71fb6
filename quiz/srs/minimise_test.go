package srs

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

func wide(n int) [][2]float64 {
	b := make([][2]float64, n)
	for i := range b {
		b[i] = [2]float64{-1e6, 1e6}
	}
	return b
}

func ones(n int) []float64 {
	s := make([]float64, n)
	for i := range s {
		s[i] = 1
	}
	return s
}

// rosenbrock's valley is the usual test of such methods: least at all ones.
func rosenbrock(w, grad []float64) float64 {
	sum := 0.
	clear(grad)
	for i := 0; i+1 < len(w); i++ {
		a, b := w[i+1]-w[i]*w[i], 1-w[i]
		sum += 100*a*a + b*b
		grad[i] += -400*a*w[i] - 2*b
		grad[i+1] += 200 * a
	}
	return sum
}

func TestMinimiseFindsTheEndOfACurvedValley(t *testing.T) {
	for _, n := range []int{2, 6, 21, 34} {
		start := make([]float64, n)
		at, err := minimise(rosenbrock, start, search{bounds: wide(n), scale: ones(n), gain: 1e-16, steps: 2000})
		if err != nil || at.value > 1e-10 {
			t.Errorf("%d weights: value %g after %d steps, %v", n, at.value, at.steps, err)
		}
	}
}

// A quadratic with any positive matrix, boxed in: at its least value every
// weight inside has no slope, and every weight at a bound is pushed against it.
func TestMinimiseKeepsToTheBounds(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	for trial := range 200 {
		n := 1 + r.IntN(34)
		root, centre := make([][]float64, n), make([]float64, n)
		for i := range root {
			root[i], centre[i] = make([]float64, n), r.NormFloat64()*2
			for j := range root[i] {
				root[i][j] = r.NormFloat64()
			}
			root[i][i] += 2
		}
		quadratic := func(w, grad []float64) float64 {
			sum := 0.
			clear(grad)
			for i := range root {
				v := 0.
				for j := range w {
					v += root[i][j] * (w[j] - centre[j])
				}
				sum += v * v
				for j := range w {
					grad[j] += 2 * v * root[i][j]
				}
			}
			return sum
		}
		bounds, start := make([][2]float64, n), make([]float64, n)
		for i := range bounds {
			bounds[i] = [2]float64{-1, 1}
			start[i] = 2*r.Float64() - 1
		}
		at, err := minimise(func(w, grad []float64) float64 {
			for i, x := range w {
				if x < bounds[i][0] || x > bounds[i][1] {
					t.Fatalf("weight %d is asked for at %g", i, x)
				}
			}
			return quadratic(w, grad)
		}, start, search{bounds: bounds, scale: ones(n), gain: 1e-15, steps: 2000})
		if err != nil {
			t.Fatal(err)
		}
		grad := make([]float64, n)
		quadratic(at.w, grad)
		for i, x := range at.w {
			if g := grad[i]; math.Abs(g) > 1e-4*(1+at.value) && !(x == -1 && g > 0) && !(x == 1 && g < 0) {
				t.Errorf("trial %d of %d weights: weight %d ends at %g with slope %g (%d steps)", trial, n, i, x, g, at.steps)
			}
		}
	}
}

func TestMinimiseNeverEndsHigherThanItBegan(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range 100 {
		a, b := r.Float64()*20, r.Float64()*20
		rough := func(w, grad []float64) float64 { // kinks, and places without a value
			grad[0], grad[1] = math.Copysign(a, w[0])+math.Cos(w[0]), 2*b*w[1]
			if w[1] > 1 {
				return math.NaN()
			}
			return a*math.Abs(w[0]) + math.Sin(w[0]) + b*w[1]*w[1]
		}
		start := []float64{r.NormFloat64() * 5, r.Float64()}
		before := rough(start, make([]float64, 2))
		at, _ := minimise(rough, start, search{bounds: wide(2), scale: ones(2), gain: 1e-12, steps: 100})
		if !(at.value <= before) {
			t.Errorf("from %g to %g", before, at.value)
		}
	}
}

func TestMinimiseLearnsFromAnEarlierSearch(t *testing.T) {
	s := search{bounds: wide(10), scale: ones(10), gain: 1e-14, steps: 2000}
	first, _ := minimise(rosenbrock, make([]float64, 10), s)
	near := make([]float64, 10)
	for i, w := range first.w {
		near[i] = w + .001
	}
	unlearnt, _ := minimise(rosenbrock, near, s)
	s.shape = first.shape
	learnt, _ := minimise(rosenbrock, near, s)
	if learnt.calls >= unlearnt.calls {
		t.Errorf("%d calls with what was learnt, %d without", learnt.calls, unlearnt.calls)
	}
}

func TestMinimiseEndsByAnError(t *testing.T) {
	stop := errors.New("enough")
	s := search{bounds: wide(6), scale: ones(6), steps: 2000, after: func(n int) error {
		if n == 3 {
			return stop
		}
		return nil
	}}
	if at, err := minimise(rosenbrock, make([]float64, 6), s); !errors.Is(err, stop) || at.steps != 3 {
		t.Errorf("%v after %d steps", err, at.steps)
	}
}
