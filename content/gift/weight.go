package gift

import (
	"math"
	"strconv"
	"strings"

	"chartroom/quiz"
)

// moodleFractions are the only weights that Moodle accepts, also as negative
// ones (question/engine/bank.php, init_fraction_options).
var moodleFractions = [...]float64{
	1, 0.9, 0.8333333, 0.8, 0.75, 0.7, 0.6666667, 0.6, 0.5, 0.4, 0.3333333, 0.3, 0.25,
	0.2, 0.1666667, 0.1428571, 0.125, 0.1111111, 0.1, 0.05, 0,
}

// fractionSlack is how near a weight must be to one of Moodle's (question/
// format.php, importprocess).
const fractionSlack = 0.00001

// sumSlack is how far the weights of a full mark may be from 100 %, so that
// three times 33.3 % passes and three times 33 % does not.
const sumSlack = 0.005

func knownFraction(f float64) bool {
	for _, known := range moodleFractions {
		if math.Abs(math.Abs(f)-known) < fractionSlack {
			return true
		}
	}
	return false
}

// weight reads a leading %50% at an offset and says where the answer goes on;
// ok is false when there is none. Moodle knows a minus, digits and a point.
func (r *reader) weight(start, end int) (fraction float64, rest int, ok bool) {
	s := r.src
	start = skipSpace(s, start, end)
	if start == end || s[start] != '%' {
		return 0, start, false
	}
	close := strings.IndexByte(s[start+1:end], '%')
	if close < 1 || close > 24 {
		return 0, start, false
	}
	close += start + 1
	number := strings.TrimSpace(s[start+1 : close])
	plain := strings.Replace(strings.TrimPrefix(number, "+"), ",", ".", 1)
	// Shifted by two places, not divided: 33.33333 % is .3333333 exactly.
	fraction, valid := decimal(plain + "e-2")
	if !valid {
		return 0, start, false
	}
	if plain != s[start+1:close] {
		r.repair(start, "gift-weight-written-oddly", "The weight %%%s%% was read as %s %%. Moodle takes a weight with a comma, a plus or spaces for a part of the answer.", s[start+1:close], plain)
	}
	if math.Abs(fraction) > 1 {
		r.fail(start, "gift-weight-out-of-range", "The weight %s %% is outside -100 to 100.", plain)
		return 0, close + 1, true
	}
	if !knownFraction(fraction) {
		r.warn(start, "gift-weight-unknown-to-moodle", "The weight %s %% is kept as written, but Moodle does not accept it. Its weights are 100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10, 5 and 0.", plain)
	}
	return fraction, close + 1, true
}

// decimal reads a number as people write them; no "inf", "0x" or "_".
func decimal(s string) (float64, bool) {
	digits := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case isDigit(c):
			digits++
		case c == '.', c == '-' || c == '+':
		case (c == 'e' || c == 'E') && digits > 0:
		default:
			return 0, false
		}
	}
	if digits == 0 {
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil
}

// checkWeights says what is odd about the weights of a question: at least one
// answer must earn something, and together or alone they must make 100 %.
func (r *reader) checkWeights(at int, options []quiz.Option, together bool) {
	sum, best := 0.0, 0.0
	for _, o := range options {
		if o.Fraction > 0 {
			sum += o.Fraction
			best = max(best, o.Fraction)
		}
	}
	switch {
	case best <= 0:
		r.fail(at, "gift-no-right-answer", "No answer is right, so this question could never be answered. Mark the right answer with =.")
	case together && math.Abs(sum-1) > sumSlack:
		r.warn(at, "gift-weights-not-100", "The positive weights add up to %s %%, not to 100 %%.", trimFloat(sum*100))
	case !together && best < 1-fractionSlack:
		r.warn(at, "gift-weights-not-100", "The best answer earns %s %%, not 100 %%.", trimFloat(best*100))
	}
}

// trimFloat writes a number with at most five decimals.
func trimFloat(f float64) string {
	return strconv.FormatFloat(math.Round(f*1e5)/1e5, 'f', -1, 64)
}
