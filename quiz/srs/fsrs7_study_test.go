package srs

import (
	"math"
	"testing"
)

// First grades that no card began with lie among the others as in the
// published weights; those that are out of order are put in order.
func TestFSRS7IsLeftInOrder(t *testing.T) {
	geometric := func(a, b float64, from, at, to int) float64 {
		d := Default7
		return a * math.Pow(b/a, math.Log(d[at]/d[from])/math.Log(d[to]/d[from]))
	}
	in := func(k float64, from, at int) float64 { return k * Default7[at] / Default7[from] }
	for name, c := range map[string]struct {
		given       [4]int
		first, want [4]float64
	}{
		"all in order":     {[4]int{9, 9, 9, 9}, [4]float64{1, 2, 3, 4}, [4]float64{1, 2, 3, 4}},
		"good below hard":  {[4]int{9, 3, 9, 9}, [4]float64{1, 5, 3, 4}, [4]float64{1, 3, 3, 4}},
		"no card with any": {[4]int{}, [4]float64{7, 7, 7, 7}, [4]float64(Default7[:4])},
		"only good":        {[4]int{0, 0, 9, 0}, [4]float64{7, 7, 2, 7}, [4]float64{in(2, 2, 0), in(2, 2, 1), 2, in(2, 2, 3)}},
		"again and good":   {[4]int{9, 0, 9, 0}, [4]float64{.1, 7, 2, 7}, [4]float64{.1, geometric(.1, 2, 0, 1, 2), 2, in(2, 2, 3)}},
		"again and easy": {[4]int{9, 0, 0, 9}, [4]float64{.1, 7, 7, 2},
			[4]float64{.1, geometric(.1, 2, 0, 1, 3), geometric(.1, 2, 0, 2, 3), 2}},
		"beyond the bound": {[4]int{0, 0, 9, 0}, [4]float64{7, 7, 90, 7}, [4]float64{in(90, 2, 0), in(90, 2, 1), 90, 100}},
	} {
		t.Run(name, func(t *testing.T) {
			w := Default7
			copy(w[:4], c.first[:])
			w[25], w[26] = .7, .6
			tidyFSRS7(w[:], c.given)
			for g, want := range c.want {
				if !(math.Abs(w[g]-want) <= 1e-12*want) {
					t.Errorf("w%d is %g; want %g", g, w[g], want)
				}
			}
			if w[0] > w[1] || w[1] > w[2] || w[2] > w[3] || w[26] != .7 {
				t.Errorf("out of order: %v", w)
			}
			if err := w.Check(); err != nil {
				t.Error(err)
			}
		})
	}
}
