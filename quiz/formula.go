package quiz

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Limits of a formula, against texts that are none (our own proposals).
const (
	formulaLength = 1000 // characters
	formulaDepth  = 50   // brackets, signs and powers in each other
)

// formula is arithmetic over named values: + - * / ^, brackets, numbers, names
// and the functions below. Powers bind strongest and to the right, so that
// -2^2 is -4 and 2^3^2 is 512.
type formula func(values map[string]float64) (float64, error)

// functions are the functions of a formula, with how many values they take at
// least and at most.
var functions = map[string]struct {
	least, most int
	of          func(x []float64) float64
}{
	"abs":   {1, 1, func(x []float64) float64 { return math.Abs(x[0]) }},
	"ceil":  {1, 1, func(x []float64) float64 { return math.Ceil(settled(x[0])) }},
	"floor": {1, 1, func(x []float64) float64 { return math.Floor(settled(x[0])) }},
	"max":   {1, 20, slices.Max[[]float64]},
	"mean":  {1, 20, func(x []float64) float64 { return sumOf(x) / float64(len(x)) }},
	"min":   {1, 20, slices.Min[[]float64]},
	"round": {1, 2, func(x []float64) float64 { return RoundHalfUp(x[0], int(append(x, 0)[1])) }},
	"sqrt":  {1, 1, func(x []float64) float64 { return math.Sqrt(x[0]) }},
}

func sumOf(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum
}

// settled is a number without the last error of binary arithmetic, so that
// ceil(0.1*30) is 3.
func settled(x float64) float64 {
	if n := math.Round(x); math.Abs(x-n) <= 1e-9*math.Max(1, math.Abs(x)) {
		return n
	}
	return x
}

// RoundHalfUp rounds to so many decimals, 0 to 9, as people do by hand: halves
// away from zero, also where binary arithmetic has them a hair too low (2.675
// becomes 2.68).
func RoundHalfUp(x float64, decimals int) float64 {
	scale := math.Pow10(min(max(decimals, 0), 9))
	y := math.Abs(x) * scale
	if y > 1e14 { // there are no more decimals to be sure of
		return x
	}
	return math.Copysign(math.Floor(y+.5+1e-9+4e-15*y)/scale, x) // a few last places of a float64
}

// parseFormula reads a formula over these names. The error says what is wrong
// in words, and where.
func parseFormula(text string, names []string) (formula, error) {
	p := formulaParser{names: names}
	if err := p.read(text); err != nil {
		return nil, err
	}
	f, err := p.sum()
	if err == nil && p.at < len(p.tokens) {
		err = fmt.Errorf("%q is not expected here", p.tokens[p.at])
	}
	if err != nil {
		return nil, fmt.Errorf("the formula %q: %w", text, err)
	}
	return f, nil
}

// formulaParser reads a formula from left to right, one token ahead.
type formulaParser struct {
	names  []string
	tokens []string
	at     int
	depth  int
}

// signs are other ways to write the signs.
var signs = strings.NewReplacer("×", "*", "·", "*", "÷", "/", "−", "-", "–", "-")

// read cuts a text into tokens: numbers, names and signs.
func (p *formulaParser) read(text string) error {
	if len(text) > formulaLength {
		return fmt.Errorf("a formula is no longer than %d characters", formulaLength)
	}
	s := signs.Replace(text)
	for s != "" {
		n := 0
		switch c := s[0]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			s = s[1:]
			continue
		case isDigit(c) || c == '.':
			n = leading(s, func(c byte) bool { return isDigit(c) || c == '.' })
		case isLetter(c):
			n = leading(s, func(c byte) bool { return isLetter(c) || isDigit(c) || c == '_' })
		case strings.IndexByte("+-*/^(),", c) >= 0:
			n = 1
		default:
			r := []rune(s)[0]
			return fmt.Errorf("the formula %q holds %q, which means nothing there", text, r)
		}
		p.tokens = append(p.tokens, s[:n])
		s = s[n:]
	}
	if len(p.tokens) == 0 {
		return errors.New("there is no formula")
	}
	return nil
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// leading is how many bytes at the beginning of s are of a sort.
func leading(s string, is func(byte) bool) int {
	for i := range len(s) {
		if !is(s[i]) {
			return i
		}
	}
	return len(s)
}

// next is the token to be read; "" at the end.
func (p *formulaParser) next() string {
	if p.at < len(p.tokens) {
		return p.tokens[p.at]
	}
	return ""
}

// take reads the next token if it is one of these.
func (p *formulaParser) take(these ...string) (string, bool) {
	if t := p.next(); t != "" && slices.Contains(these, t) {
		p.at++
		return t, true
	}
	return "", false
}

func (p *formulaParser) sum() (formula, error) { return p.chain(p.product, "+", "-") }

func (p *formulaParser) product() (formula, error) { return p.chain(p.signed, "*", "/") }

// chain reads parts that signs of equal strength join, from the left.
func (p *formulaParser) chain(part func() (formula, error), signs ...string) (formula, error) {
	left, err := part()
	for err == nil {
		sign, ok := p.take(signs...)
		if !ok {
			return left, nil
		}
		var right formula
		if right, err = part(); err == nil {
			left = joined(left, right, operations[sign])
		}
	}
	return nil, err
}

// operations are what the signs do.
var operations = map[string]func(a, b float64) (float64, error){
	"+": func(a, b float64) (float64, error) { return a + b, nil },
	"-": func(a, b float64) (float64, error) { return a - b, nil },
	"*": func(a, b float64) (float64, error) { return a * b, nil },
	"/": func(a, b float64) (float64, error) {
		if b == 0 {
			return 0, errors.New("something is divided by 0")
		}
		return a / b, nil
	},
	"^": func(a, b float64) (float64, error) { return math.Pow(a, b), nil },
}

func joined(left, right formula, do func(a, b float64) (float64, error)) formula {
	return func(values map[string]float64) (float64, error) {
		a, err := left(values)
		if err != nil {
			return 0, err
		}
		b, err := right(values)
		if err != nil {
			return 0, err
		}
		return do(a, b)
	}
}

// signed reads a power with or without a sign before it.
func (p *formulaParser) signed() (formula, error) {
	if p.depth++; p.depth > formulaDepth {
		return nil, errors.New("too much stands in brackets in each other")
	}
	defer func() { p.depth-- }()
	sign, ok := p.take("+", "-")
	if !ok {
		return p.power()
	}
	f, err := p.signed()
	if err != nil || sign == "+" {
		return f, err
	}
	return func(values map[string]float64) (float64, error) {
		x, err := f(values)
		return -x, err
	}, nil
}

func (p *formulaParser) power() (formula, error) {
	base, err := p.value()
	if err != nil {
		return nil, err
	}
	if _, ok := p.take("^"); !ok {
		return base, nil
	}
	exponent, err := p.signed()
	if err != nil {
		return nil, err
	}
	return joined(base, exponent, operations["^"]), nil
}

// value reads a number, a name, a function or what stands in brackets.
func (p *formulaParser) value() (formula, error) {
	t := p.next()
	p.at++
	switch {
	case t == "":
		return nil, errors.New("something is missing at the end")
	case t == "(":
		f, err := p.sum()
		if err != nil {
			return nil, err
		}
		return f, p.closed()
	case isDigit(t[0]) || t[0] == '.':
		x, err := strconv.ParseFloat(t, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is not a number", t)
		}
		return func(map[string]float64) (float64, error) { return x, nil }, nil
	case !isLetter(t[0]):
		return nil, fmt.Errorf("%q is not expected here", t)
	case p.next() == "(":
		return p.call(t)
	case !slices.Contains(p.names, t):
		return nil, fmt.Errorf("the name %q is not known; %s", t, known(p.names))
	}
	return func(values map[string]float64) (float64, error) { return values[t], nil }, nil
}

// known says which names there are.
func known(names []string) string {
	if len(names) == 0 {
		return "there are no values with names"
	}
	return "there are " + strings.Join(names, ", ")
}

func (p *formulaParser) closed() error {
	if _, ok := p.take(")"); !ok {
		return errors.New("a bracket is not closed")
	}
	return nil
}

// call reads a function's values, its name being read.
func (p *formulaParser) call(name string) (formula, error) {
	f, ok := functions[name]
	if !ok {
		return nil, fmt.Errorf("the function %q is not known; there are abs, ceil, floor, max, mean, min, round and sqrt", name)
	}
	p.at++
	var parts []formula
	for {
		part, err := p.sum()
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
		if _, ok := p.take(","); !ok {
			break
		}
	}
	if n := len(parts); n < f.least || n > f.most {
		return nil, fmt.Errorf("%s takes %s, not %d", name, values(f.least, f.most), n)
	}
	return func(values map[string]float64) (float64, error) {
		x := make([]float64, len(parts))
		for i, part := range parts {
			var err error
			if x[i], err = part(values); err != nil {
				return 0, err
			}
		}
		return f.of(x), nil
	}, p.closed()
}

// values is how many values a function takes, in words.
func values(least, most int) string {
	if least == most {
		return Count(least, "value")
	}
	return fmt.Sprintf("%d to %d values", least, most)
}

// finite is a formula's value, where it has one.
func (f formula) finite(values map[string]float64) (float64, error) {
	x, err := f(values)
	if err == nil && (math.IsNaN(x) || math.IsInf(x, 0)) {
		err = errors.New("the result is not a number")
	}
	return x, err
}

// comparisons are the signs of a condition, the longer ones first.
var comparisons = []struct {
	signs []string
	holds func(a, b, slack float64) bool
}{
	{[]string{"<=", "≤"}, func(a, b, slack float64) bool { return a <= b+slack }},
	{[]string{">=", "≥"}, func(a, b, slack float64) bool { return a >= b-slack }},
	{[]string{"!=", "≠"}, func(a, b, slack float64) bool { return math.Abs(a-b) > slack }},
	{[]string{"<"}, func(a, b, slack float64) bool { return a < b-slack }},
	{[]string{">"}, func(a, b, slack float64) bool { return a > b+slack }},
	{[]string{"==", "="}, func(a, b, slack float64) bool { return math.Abs(a-b) <= slack }},
}

// condition reports whether values meet a condition; a side that has no value
// meets none.
type condition func(values map[string]float64) bool

// parseCondition reads two formulas and the sign between them: "deaths <=
// discharges".
func parseCondition(text string, names []string) (condition, error) {
	for _, c := range comparisons {
		for _, sign := range c.signs {
			l, r, ok := strings.Cut(text, sign)
			if !ok {
				continue
			}
			left, err := parseFormula(l, names)
			if err != nil {
				return nil, fmt.Errorf("the condition %q: %w", text, err)
			}
			right, err := parseFormula(r, names)
			if err != nil {
				return nil, fmt.Errorf("the condition %q: %w", text, err)
			}
			return func(values map[string]float64) bool {
				a, err1 := left.finite(values)
				b, err2 := right.finite(values)
				return err1 == nil && err2 == nil && c.holds(a, b, 1e-9*math.Max(1, math.Abs(b)))
			}, nil
		}
	}
	return nil, fmt.Errorf("the condition %q compares nothing; write it as \"a < b\"", text)
}
