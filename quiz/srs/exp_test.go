package srs

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestExpAndLogAreThoseOfMath(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 1_000_000 {
		x := (2*r.Float64() - 1) * math.Pow(10, 5*r.Float64()-2) // to 1000 and back
		if got, want := exp(x), math.Exp(x); !(math.Abs(got-want) <= 2e-15*want || got == want) {
			t.Fatalf("e^%g is %g; want %g", x, got, want)
		}
		y := math.Exp(x)
		if got, want := log(y), math.Log(y); !(math.Abs(got-want) <= 1e-15*(1+math.Abs(want)) || got == want) {
			t.Fatalf("ln(%g) is %g; want %g", y, got, want)
		}
	}
	for _, x := range []float64{0, 1, -1, 1e-300, 5e-324, math.MaxFloat64, math.Inf(1), math.Inf(-1), 700, -700, 746, math.Ln2 / 256} {
		if got, want := exp(x), math.Exp(x); got != want && !(math.Abs(got-want) <= 2e-15*want) {
			t.Errorf("e^%g is %g; want %g", x, got, want)
		}
		if got, want := log(x), math.Log(x); got != want && !(math.Abs(got-want) <= 1e-15*(1+math.Abs(want))) && !(x < 0 && math.IsNaN(got)) {
			t.Errorf("ln(%g) is %g; want %g", x, got, want)
		}
	}
	if !math.IsNaN(exp(math.NaN())) || !math.IsNaN(log(math.NaN())) {
		t.Error("what is not a number gives one")
	}
}

func BenchmarkExp(b *testing.B) {
	x := 0.
	for i := range b.N {
		x += exp(float64(i&1023) * .01)
	}
	_ = x
}

func BenchmarkMathExp(b *testing.B) {
	x := 0.
	for i := range b.N {
		x += math.Exp(float64(i&1023) * .01)
	}
	_ = x
}

func BenchmarkLog(b *testing.B) {
	x := 0.
	for i := range b.N {
		x += log(1 + float64(i&1023)*.01)
	}
	_ = x
}

func BenchmarkMathLog(b *testing.B) {
	x := 0.
	for i := range b.N {
		x += math.Log(1 + float64(i&1023)*.01)
	}
	_ = x
}
