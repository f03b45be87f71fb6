package quiz_test

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chartroom/quiz"
)

func TestNumbersAreReadAsPeopleTypeThem(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  []float64
	}{
		{"0", []float64{0}}, {"42", []float64{42}}, {" 42 ", []float64{42}}, {"+7", []float64{7}}, {"-7", []float64{-7}},
		{"−7", []float64{-7}}, {"–7", []float64{-7}}, {".5", []float64{.5}}, {"5.", []float64{5}}, {"1e3", []float64{1000}},
		{"1.5E-2", []float64{.015}}, {"４２", []float64{42}},
		{"0,05", []float64{.05}}, {"3,5", []float64{3.5}}, {"1250,5", []float64{1250.5}}, {"1,2345", []float64{1.2345}},
		{"1,250.5", []float64{1250.5}}, {"1.250,5", []float64{1250.5}}, {"1.250.000,5", []float64{1250000.5}},
		{"1,250,000", []float64{1250000}}, {"1 250", []float64{1250}}, {"1\u202f250,75", []float64{1250.75}},
		{"1'250", []float64{1250}}, {"1.250", []float64{1.25}},
		{"1,250", []float64{1250, 1.25}}, {"-1,250", []float64{-1250, -1.25}}, {"999,999", []float64{999999, 999.999}},
		{"$1,250.50", []float64{1250.5}}, {"€ 3,5", []float64{3.5}}, {"£-4", []float64{-4}}, {"-$4", []float64{-4}}, {"- € 4", []float64{-4}},
		{"85%", []float64{85}}, {"85 %", []float64{85}}, {"8,5 %", []float64{8.5}},
		// Three digits after a comma are thousands only where a thousand can be.
		{"0,125", []float64{.125}}, {"-0,125", []float64{-.125}}, {",125", []float64{.125}}, {"1250,125", []float64{1250.125}},
		// Not numbers.
		{"", nil}, {" ", nil}, {"%", nil}, {"$", nil}, {"abc", nil}, {"12 days", nil}, {"1/2", nil}, {"½", nil}, {"--5", nil},
		{"5-", nil}, {"0x10", nil}, {"0x1p4", nil}, {"1_000", nil}, {"NaN", nil}, {"inf", nil}, {"-Infinity", nil},
		{"1e999", nil}, {",", nil}, {".", nil}, {"1.2.3", nil}, {"5%%", nil}, {"e5", nil}, {"10²", nil}, {"②", nil},
	} {
		if got := quiz.ParseNumber(c.typed); !slices.Equal(got, c.want) {
			t.Errorf("%q is read as %v; want %v", c.typed, got, c.want)
		}
	}
}

func TestNumbersAreMarked(t *testing.T) {
	number := func(value, tolerance, fraction float64) quiz.Option {
		return quiz.Option{Text: strconv.FormatFloat(value, 'g', -1, 64), Value: value, Tolerance: tolerance, Fraction: fraction}
	}
	rate := []quiz.Option{number(.2, .1, 1)}
	bands := []quiz.Option{number(50, 10, .5), number(50, 1, 1), {Text: "*", Any: true}}
	// GIFT's 10..20 is 15 within 5.
	span := []quiz.Option{{Text: "10..20", Value: 15, Tolerance: 5, Fraction: 1}}
	for _, c := range []struct {
		name    string
		options []quiz.Option
		typed   string
		mark    float64
	}{
		{"exact", []quiz.Option{number(42, 0, 1)}, "42", 1},
		{"exact in other words", []quiz.Option{number(42, 0, 1)}, "4.2e1", 1},
		{"off by little", []quiz.Option{number(42, 0, 1)}, "42.001", 0},
		{"off by rounding of binary", []quiz.Option{number(.3, 0, 1)}, "0.30000000000000004", 1},
		{"at the upper edge", rate, "0.3", 1},
		{"at the lower edge", rate, "0,1", 1},
		{"just beyond the edge", rate, "0.3001", 0},
		{"range, low", span, "10", 1}, {"range, high", span, "20", 1}, {"range, below", span, "9.99", 0}, {"range, above", span, "20.01", 0},
		{"within the narrow band", bands, "51", 1},
		{"within the wide band", bands, "58", .5},
		{"in no band", bands, "61", 0},
		{"as thousands", []quiz.Option{number(1250, 0, 1)}, "1,250", 1},
		{"as a decimal", []quiz.Option{number(1.25, 0, 1)}, "1,250", 1},
		{"not as thousands", []quiz.Option{number(125, 0, 1)}, "0,125", 0},
		{"percent", []quiz.Option{number(85, 0, 1)}, "85 %", 1},
		{"percent is no fraction", []quiz.Option{number(.85, 0, 1)}, "85 %", 0},
		{"large", []quiz.Option{number(1e12, 0, 1)}, "1,000,000,000,000", 1},
		{"negative", []quiz.Option{number(-3, 0, 1)}, "3", 0},
		{"any other with a share", []quiz.Option{number(3, 0, 1), {Any: true, Fraction: .25}}, "4", .25},
		{"words", []quiz.Option{number(3, 0, 1)}, "three", 0},
		{"nothing", []quiz.Option{number(0, 1, 1)}, "  ", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := quiz.Question{Kind: quiz.Number, Options: c.options}
			isMark(t, quiz.Mark(&q, quiz.Response{Text: c.typed}), c.mark)
		})
	}
	q := quiz.Question{Kind: quiz.Number, Options: bands}
	if r := quiz.Mark(&q, quiz.Response{Text: "many"}); r.Reason != `"many" is not a number.` || r.Expected != "50" {
		t.Errorf("words: %+v", r)
	}
}

// Whatever is typed, only finite numbers are read, two at most; and a number
// that a computer writes is read as itself.
func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"1,250", "1.250,5", "-1e308", "1e-320", "$€£1", "0,000", "1,2,3", "%%", "²", "\xff", "+,001"} {
		f.Add(s, 1234.5)
	}
	f.Add("", -1e300)
	f.Add("", 5e-324)
	f.Add("", .125)
	f.Fuzz(func(t *testing.T, s string, x float64) {
		got := quiz.ParseNumber(s)
		for _, n := range got {
			if math.IsNaN(n) || math.IsInf(n, 0) {
				t.Errorf("%q is read as %v", s, got)
			}
		}
		if len(got) > 2 || len(got) == 2 && strings.Count(s, ",")+strings.Count(s, "，")+strings.Count(s, "︐") == 0 {
			t.Errorf("%q is read as %v", s, got)
		}
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return
		}
		for _, written := range []string{strconv.FormatFloat(x, 'g', -1, 64), strconv.FormatFloat(x, 'f', -1, 64)} {
			if got := quiz.ParseNumber(written); len(got) != 1 || got[0] != x {
				t.Errorf("%s is read as %v", written, got)
			}
			comma := strings.Replace(written, ".", ",", 1)
			if got := quiz.ParseNumber(comma); !slices.Contains(got, x) {
				t.Errorf("%s is read as %v", comma, got)
			}
		}
	})
}
