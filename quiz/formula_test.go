package quiz

import (
	"math"
	"strings"
	"testing"
)

func TestFormulasAreReckoned(t *testing.T) {
	names := []string{"beds", "days", "x1"}
	values := map[string]float64{"beds": 120, "days": 30, "x1": -2}
	for text, want := range map[string]float64{
		"1": 1, ".5": .5, "2.50": 2.5, "beds": 120, "beds*days": 3600, "1+2*3": 7, "(1+2)*3": 9, "10-3-2": 5, "100/10/2": 5,
		"2^10": 1024, "2^3^2": 512, "-2^2": -4, "(-2)^2": 4, "2^-1": .5, "--2": 2, "+3": 3, "x1^2": 4, "2*-3": -6,
		"beds × days ÷ 2 − 1": 1799, "round(2.675, 2)": 2.68, "round(2.5)": 3, "round(-2.5)": -3, "ceil(0.1*30)": 3, "ceil(2.01)": 3, "floor(2.99)": 2,
		"min(3, 1, 2)": 1, "max(3,1,2)": 3, "mean(1,2,6)": 3, "abs(x1)": 2, "sqrt(16)": 4, "round(3540/(120*30)*100, 2)": 98.33,
	} {
		f, err := parseFormula(text, names)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got, err := f.finite(values); err != nil || math.Abs(got-want) > 1e-12 {
			t.Errorf("%s is %v, %v; want %v", text, got, err, want)
		}
	}
}

func TestFormulasThatAreNoneSayWhy(t *testing.T) {
	for text, why := range map[string]string{
		"": "there is no formula", " ": "there is no formula", "1+": "something is missing at the end", "bed*2": `the name "bed" is not known; there are beds, days`,
		"(1": "a bracket is not closed", "1)": `")" is not expected here`, "1 2": `"2" is not expected here`, "1.2.3": `"1.2.3" is not a number`,
		"sin(1)": `the function "sin" is not known`, "round()": `")" is not expected here`, "round(1,2,3)": "round takes 1 to 2 values, not 3", "abs(1,2)": "abs takes 1 value, not 2",
		"beds(2)": `the function "beds" is not known`, "1; drop": "holds ';'", "a$": "holds '$'", "é": "holds 'é'", "*2": `"*" is not expected here`, "min(1,)": `")" is not expected here`,
		strings.Repeat("(", 60) + "1" + strings.Repeat(")", 60): "too much stands in brackets", strings.Repeat("-", 60) + "1": "too much stands in brackets",
		strings.Repeat("1+", 600) + "1": "no longer than 1000 characters",
	} {
		if _, err := parseFormula(text, []string{"beds", "days"}); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%q: %v; want %q", text, err, why)
		}
	}
	for _, text := range []string{"1/0", "beds/(days-days)", "sqrt(-1)", "10^400", "(-8)^(1/3)"} {
		f, err := parseFormula(text, []string{"beds", "days"})
		if err != nil {
			t.Fatal(err)
		}
		if x, err := f.finite(map[string]float64{"beds": 1, "days": 1}); err == nil {
			t.Errorf("%s is %v", text, x)
		}
	}
}

func TestConditionsCompare(t *testing.T) {
	values := map[string]float64{"a": .3, "b": 2}
	for text, want := range map[string]bool{
		"a < b": true, "b<a": false, "a<=.3": true, "a >= 0.1+0.2": true, "a = 0.1+0.2": true, "a==b": false, "a != b": true, "a != .3": false,
		"b ≥ 2": true, "b ≤ 1": false, "a≠b": true, "a > 0.1+0.2": false, "a/0 < 1": false, "b > max(a, 1)": true,
	} {
		c, err := parseCondition(text, []string{"a", "b"})
		if err != nil {
			t.Errorf("%s: %v", text, err)
		} else if c(values) != want {
			t.Errorf("%s is %v", text, !want)
		}
	}
	for _, text := range []string{"a", "a <", "< b", "a < b < 3", "a = = b", ""} {
		if _, err := parseCondition(text, []string{"a", "b"}); err == nil {
			t.Errorf("%q is a condition", text)
		}
	}
}

// A formula is read without panic, whatever it is, and what is read has the
// same value twice: its own brackets change nothing.
func FuzzFormula(f *testing.F) {
	for _, s := range []string{"beds*days/100", "-2^2", "round(a, 2)", "((1))", "min(1,2", "1e5", "a^a^a", "×÷", "max(,)", "\xff", "0.0.0"} {
		f.Add(s, 3.0)
	}
	f.Fuzz(func(t *testing.T, text string, x float64) {
		names := []string{"a", "beds", "days"}
		one, err := parseFormula(text, names)
		if err != nil {
			if err.Error() == "" {
				t.Error("an error without words")
			}
			return
		}
		if len(text) > formulaLength-2 || strings.Count(text, "(")+strings.Count(text, "-")+strings.Count(text, "^")+strings.Count(text, "+") > formulaDepth-3 {
			return
		}
		two, err := parseFormula("("+text+")", names)
		if err != nil {
			t.Fatalf("%q can be read and (%q) cannot: %v", text, text, err)
		}
		values := map[string]float64{"a": x, "beds": 2, "days": -x}
		v, err1 := one.finite(values)
		w, err2 := two.finite(values)
		if (err1 == nil) != (err2 == nil) || err1 == nil && v != w {
			t.Errorf("%q is %v, %v; in brackets %v, %v", text, v, err1, w, err2)
		}
	})
}

func FuzzRoundHalfUp(f *testing.F) {
	f.Add(2.675, 2)
	f.Add(-.5, 0)
	f.Add(1e300, 9)
	f.Add(-82.325, 98)
	f.Add(99999.5, 9)
	f.Fuzz(func(t *testing.T, x float64, decimals int) {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return
		}
		y := RoundHalfUp(x, decimals)
		if again := RoundHalfUp(y, decimals); again != y {
			t.Errorf("%v rounds to %v, and that to %v", x, y, again)
		}
		if d := min(max(decimals, 0), 9); math.Abs(y-x) > .5001*math.Pow10(-d)+1e-8*math.Abs(x) {
			t.Errorf("%v rounds to %v with %d decimals", x, y, d)
		}
		if RoundHalfUp(-x, decimals) != -y {
			t.Errorf("%v and its negative round differently", x)
		}
	})
}
