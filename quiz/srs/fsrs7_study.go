package srs

import "math"

// fsrs7Study is FSRS-7 in training. Spread and pull: fsrs-rs,
// src/training_v7.rs (PARAMS_STDDEV, of which the first four are without
// effect there and 0 here; PENALTY_W_L2).
func fsrs7Study() *study {
	return &study{
		name:       FSRS7,
		fractional: true,
		bounds:     weightBounds7[:],
		scale: []float64{
			.1, 1, 2, 5, .523, .2528, .4329,
			.2966, .2139, .2889, .1862, .175, .3812, .3013, .9104,
			.3234, .2448, .3273, .1842, .1735, .4608, .311, .864,
			.0418, .2596, .0798, .0682, .1282, .1397, .1407, .1489, .2, .15, .15,
		},
		defaults: Default7[:],
		begin:    func(*history, []int32) []float64 { return Default7.Parameters() },
		spread: []float64{
			0, 0, 0, 0, .523, .2528, .4329,
			.2966, .2139, .2889, .1862, .175, .3812, .3013, .9104,
			.3234, .2448, .3273, .1842, .1735, .4608, .311, .864,
			.0418, .2596, .0798, .0682, .1282, .1397, .1407, .1489, .2, .15, .15,
		},
		pull: .3333,
		tidy: tidyFSRS7,
		pass: fsrs7Pass,
	}
}

// tidyFSRS7 puts weights in order as fsrs-rs does (src/parameter_clipper_v7.rs)
// and gives a stability to the first grades that no card began with: between
// those of its neighbours, on a scale of logarithms, as the published ones lie,
// or in their proportion to the only neighbour.
func tidyFSRS7(w []float64, given [4]int) {
	w[26] = max(w[26], w[25])
	inOrder(w[:4], given)
	for g, n := range given {
		if n > 0 {
			continue
		}
		below, above := g-1, g+1
		for below >= 0 && given[below] == 0 {
			below--
		}
		for above < len(given) && given[above] == 0 {
			above++
		}
		far := func(a, b int) float64 { return math.Log(Default7[b] / Default7[a]) }
		switch {
		case below >= 0 && above < len(given):
			w[g] = w[below] * math.Pow(w[above]/w[below], far(below, g)/far(below, above))
		case below >= 0:
			w[g] = w[below] * math.Exp(far(below, g))
		case above < len(given):
			w[g] = w[above] * math.Exp(far(above, g))
		default:
			w[g] = Default7[g]
		}
		w[g] = clamp(w[g], weightBounds7[g][0], weightBounds7[g][1])
	}
}
