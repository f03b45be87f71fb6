package srs

import "math"

// Training takes exponentials and logarithms by the hundred million, so these
// are its own: a table of 128 and a short series, more than twice as fast as
// package math's and as good to 15 digits. The method is Tang's (Table-driven
// implementation of the exponential function, ACM TOMS 15, 1989).

const tableSize = 128 // a power of two

// twoTo holds the bits of 2^(i/128); unit 1/(1+(i+0.5)/128), and lnUnit minus
// its logarithm.
var twoTo, unit, lnUnit = tables()

func tables() (powers [tableSize]uint64, units, logs [tableSize]float64) {
	for i := range tableSize {
		powers[i] = math.Float64bits(math.Exp2(float64(i) / tableSize))
		units[i] = 1 / (1 + (float64(i)+.5)/tableSize)
		logs[i] = -math.Log(units[i])
	}
	return powers, units, logs
}

// exp is e^x. What is not between e^-700 and e^700 is left to package math.
func exp(x float64) float64 {
	if !(x > -700 && x < 700) {
		return math.Exp(x)
	}
	const (
		round  = 1.5 * (1 << 52) // adding it rounds to a whole number, in the last bits
		lnHigh = 0x1.62e42fefap-8
		lnLow  = 0x1.cf79abc9e3b3ap-47 // ln(2)/128 in two parts, the first of few bits
	)
	shifted := x*(tableSize/math.Ln2) + round
	k := int64(math.Float64bits(shifted)<<13) >> 13
	n := shifted - round
	r := (x - n*lnHigh) - n*lnLow
	s := r * r
	series := r + s*(.5+r*(1./6)) + s*s*(1./24+r*(1./120))
	power := math.Float64frombits(twoTo[k&(tableSize-1)] + uint64(k>>7)<<52)
	return power + power*series
}

// log is the natural logarithm of x; of what is not an ordinary number above 0
// it is that of package math.
func log(x float64) float64 {
	if !(x >= 0x1p-1022 && x <= math.MaxFloat64) {
		return math.Log(x)
	}
	bits := math.Float64bits(x)
	i := bits >> 45 & (tableSize - 1)
	m := math.Float64frombits(bits&(1<<52-1) | 1023<<52)
	r := m*unit[i] - 1
	s := r * r
	series := r - s*(.5-r*(1./3)) - s*s*(.25-r*(1./5)+s*(1./6))
	return float64(int(bits>>52)-1023)*math.Ln2 + (lnUnit[i] + series)
}
