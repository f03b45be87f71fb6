package lint

import (
	"math"
	"strings"
)

// A sum is something that a text works out: "(30 - 12) / 388 x 100 = 4.64",
// "412 divided by 8 is 51.5", "25% of 80 is 20", "the mean of 2, 3 and 7 is 4".
type sum struct {
	text        string
	value       float64 // what it really is
	right       bool
	hundredfold bool // what is claimed is a percentage without its sign
}

// sums finds what a text works out.
func sums(s string) []sum {
	if !strings.ContainsAny(s, "0123456789") || !strings.ContainsAny(s, "=≈") && !strings.Contains(s, " is ") && !strings.Contains(s, " equals ") && !strings.Contains(s, " gives ") && !strings.Contains(s, " makes ") {
		return nil
	}
	list := tokens(s)
	var found []sum
	for n, t := range list {
		if t.kind != tokenEquals && t.kind != tokenIs {
			continue
		}
		if one, ok := workOut(s, list, n); ok {
			found = append(found, one)
		}
	}
	return found
}

// lookBack is how many tokens before the sign may belong to a sum.
const lookBack = 48

// workOut works out what stands before the sign at list[n], and compares it
// with what stands after it.
func workOut(s string, list []token, n int) (sum, bool) {
	after := list[n+1:]
	roughly := list[n].roughly
	for len(after) > 0 && after[0].kind == tokenWord && (after[0].word == "about" || after[0].word == "approximately" || after[0].word == "roughly" || after[0].word == "nearly") {
		roughly, after = true, after[1:]
	}
	sign := 1.0
	if len(after) > 1 && after[0].kind == tokenOperator && after[0].op == '-' && after[1].kind == tokenNumber {
		sign, after = -1, after[1:]
	}
	if len(after) == 0 || after[0].kind != tokenNumber && after[0].kind != tokenOpen {
		return sum{}, false
	}
	start := n
	for start > 0 && n-start < lookBack && list[start-1].kind != tokenStop && list[start-1].kind != tokenEquals && list[start-1].kind != tokenIs {
		start--
	}
	if one, ok := average(s, list[start:n], after[0]); ok {
		return one, true
	}
	claimed := claim(after, sign, roughly)
	var first sum
	for from := start; from < n; from++ {
		if k := list[from].kind; k != tokenNumber && k != tokenOpen && !isSign(list, from) {
			continue
		}
		e := expression{list: list[from:n]}
		v, ok := e.sum()
		if !ok || e.pos != len(e.list) || e.operators == 0 {
			continue
		}
		one := sum{text: s[list[from].at:claimed.end], value: v.plain, right: claimed.is(v)}
		if claimed.percent && math.Abs(v.plain) <= 10 {
			one.value *= 100
		}
		if one.right {
			return one, true
		}
		one.hundredfold = math.Abs(100*v.plain-claimed.value.plain) <= half(claimed.decimals)
		if e.tight && math.Abs(claimed.value.plain-v.plain) > 0.5*math.Abs(v.plain) {
			break // a range or a number with a hyphen, which is no sum
		}
		if first.text == "" {
			first = one
		}
		if !listed(list, from, n) {
			break
		}
	}
	return first, first.text != ""
}

// isSign reports whether a minus at a place belongs to the number after it.
func isSign(list []token, at int) bool {
	if list[at].kind != tokenOperator || list[at].op != '-' || at+1 >= len(list) || list[at+1].kind != tokenNumber {
		return false
	}
	if at == 0 {
		return true
	}
	switch list[at-1].kind {
	case tokenNumber, tokenClose, tokenWord:
		return false
	}
	return true
}

// listed reports whether the number at a place may be no part of the sum after
// it but a number in a text with a dash: "Unit 3 - 4 / 8 = 0.5".
func listed(list []token, from, to int) bool {
	return from+3 < to && list[from].kind == tokenNumber && list[from+1].kind == tokenOperator && list[from+1].op == '-' &&
		!list[from].percent && list[from].decimals == 0 && list[from].value <= 12
}

// claimed is what stands after the sign.
type claimed struct {
	value     result
	operators int
	decimals  int
	percent   bool
	per       float64 // "per 1,000"; 0 = not said
	roughly   bool
	first     float64 // the first number
	end       int
}

func claim(after []token, sign float64, roughly bool) claimed {
	c := claimed{roughly: roughly, first: after[0].value, end: after[0].end}
	end := 0
	for end < len(after) && after[end].kind != tokenStop && after[end].kind != tokenEquals && after[end].kind != tokenIs && after[end].kind != tokenComma {
		end++
	}
	e := expression{list: after[:end]}
	v, ok := e.sum()
	if !ok || e.operators == 0 {
		v, e = result{after[0].value, after[0].value}, expression{pos: 1}
		if after[0].percent {
			v.hundredths /= 100
		}
	}
	if e.pos > 0 {
		c.end = after[e.pos-1].end
	}
	c.operators = e.operators
	c.value = result{sign * v.plain, sign * v.hundredths}
	c.decimals, c.percent = after[0].decimals, after[0].percent
	for k := 1; k+1 < min(len(after), 6) && after[k].kind == tokenWord; k++ {
		if after[k].word == "per" && after[k+1].kind == tokenNumber {
			c.per = after[k+1].value
		}
	}
	return c
}

// is reports whether a sum's value is what is claimed, as far as that is
// rounded.
func (c *claimed) is(v result) bool {
	slack := half(c.decimals) + 1e-9*math.Abs(c.value.plain)
	if c.roughly {
		slack = max(slack, 0.02*math.Abs(c.value.plain))
	}
	if c.operators > 0 {
		// A chain, "300 / 400 = 0.75 x 100": the steps may be rounded.
		slack = 0.006*math.Abs(c.value.plain) + 1e-9
		if math.Abs(v.plain-c.first) <= max(half(c.decimals), 0.006*math.Abs(c.first)) {
			return true
		}
	}
	candidates := []float64{v.plain, v.hundredths}
	if c.percent || c.operators > 0 {
		candidates = append(candidates, 100*v.plain, 100*v.hundredths)
	}
	if c.per > 0 {
		candidates = append(candidates, c.per*v.plain)
	}
	for _, x := range candidates {
		if math.Abs(x-c.value.plain) <= slack {
			return true
		}
	}
	return c.operators > 0 && math.Abs(v.hundredths-c.value.hundredths) <= slack
}

// half is half of the last place of a number with these decimals, and a little.
func half(decimals int) float64 { return 0.5*math.Pow(10, -float64(decimals)) + 1e-9 }

// average works out "the mean of 2, 3, and 7 is 4".
func average(s string, before []token, claimed token) (sum, bool) {
	if claimed.kind != tokenNumber {
		return sum{}, false
	}
	for n, t := range before {
		if t.kind != tokenWord || n+2 >= len(before) || before[n+1].word != "of" {
			continue
		}
		switch t.word {
		case "average", "mean", "sum", "total", "median":
		default:
			continue
		}
		var numbers []float64
		for _, u := range before[n+2:] {
			switch {
			case u.kind == tokenNumber:
				numbers = append(numbers, u.value)
			case u.kind == tokenComma, u.kind == tokenWord && !noUnit[u.word] || u.word == "and":
			default:
				return sum{}, false
			}
		}
		if len(numbers) < 2 {
			return sum{}, false
		}
		v := summed(t.word, numbers)
		return sum{text: s[t.at:claimed.end], value: v, right: math.Abs(v-claimed.value) <= half(claimed.decimals)}, true
	}
	return sum{}, false
}

// summed is the mean, the median or the sum of numbers.
func summed(what string, numbers []float64) float64 {
	total := 0.0
	for _, x := range numbers {
		total += x
	}
	switch what {
	case "average", "mean":
		return total / float64(len(numbers))
	case "median":
		return median(numbers)
	}
	return total
}
