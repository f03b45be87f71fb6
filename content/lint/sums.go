package lint

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A sum is something that a text works out: "(30 - 12) / 388 x 100 = 4.64",
// "412 divided by 8 is 51.5", "25% of 80 is 20", "the mean of 2, 3 and 7 is 4".
type sum struct {
	text        string
	value       float64 // what it really is
	right       bool
	hundredfold bool // what is claimed is a percentage without its sign
}

// tokenKind is what a token of a sum is.
type tokenKind int

const (
	tokenNumber tokenKind = iota
	tokenOperator
	tokenOpen
	tokenClose
	tokenEquals
	tokenIs // "is": equals, after a sum
	tokenWord
	tokenComma
	tokenStop
)

type token struct {
	kind     tokenKind
	op       byte // + - * /
	tight    bool // of a minus: no space before it, as in "29-2072"
	value    float64
	decimals int
	percent  bool
	roughly  bool // of tokenEquals
	word     string
	at, end  int
}

// tokens cuts a text into what sums are made of.
func tokens(s string) []token {
	var list []token
	add := func(t token) { list = append(list, t) }
	for at := 0; at < len(s); {
		c := s[at]
		switch {
		case c == ' ' || c == '\t' || c == '$':
			at++
		case isDigit(c) || c == '.' && at+1 < len(s) && isDigit(s[at+1]):
			t := numberToken(s, at)
			add(t)
			at = t.end
		case c == '+' || c == '-' || c == '*' || c == '/':
			add(token{kind: tokenOperator, op: c, tight: c == '-' && at > 0 && s[at-1] != ' ', at: at, end: at + 1})
			at++
		case c == '(' || c == '[':
			add(token{kind: tokenOpen, at: at, end: at + 1})
			at++
		case c == ')' || c == ']':
			add(token{kind: tokenClose, at: at, end: at + 1})
			at++
		case c == '=':
			add(token{kind: tokenEquals, at: at, end: at + 1})
			at++
		case c == ',':
			add(token{kind: tokenComma, at: at, end: at + 1})
			at++
		default:
			r, size := utf8.DecodeRuneInString(s[at:])
			t := token{kind: tokenStop, at: at, end: at + size}
			switch r {
			case '×', '·', '⋅':
				t.kind, t.op = tokenOperator, '*'
			case '÷':
				t.kind, t.op = tokenOperator, '/'
			case '−', '–':
				t.kind, t.op = tokenOperator, '-'
			case '≈':
				t.kind, t.roughly = tokenEquals, true
			default:
				if isLetterOrDigit(r) {
					for t.end < len(s) {
						r, size := utf8.DecodeRuneInString(s[t.end:])
						if !isLetterOrDigit(r) && r != '\'' && !(r == '-' && t.end+1 < len(s) && s[t.end+1] >= 'A') {
							break
						}
						t.end += size
					}
					t.kind, t.word = tokenWord, strings.ToLower(s[at:t.end])
				}
			}
			add(t)
			at = t.end
		}
	}
	return spoken(list)
}

// numberToken reads a number with its commas and decimals, and a percent sign.
func numberToken(s string, at int) token {
	end, decimals, point := at, 0, false
	for end < len(s) {
		switch {
		case isDigit(s[end]):
			if point {
				decimals++
			}
		case s[end] == ',' && !point && end+3 < len(s) && isDigit(s[end+1]) && isDigit(s[end+2]) && isDigit(s[end+3]) && (end+4 == len(s) || !isDigit(s[end+4])):
		case s[end] == '.' && !point && end+1 < len(s) && isDigit(s[end+1]):
			point = true
		default:
			goto read
		}
		end++
	}
read:
	v, err := strconv.ParseFloat(strings.ReplaceAll(s[at:end], ",", ""), 64)
	t := token{kind: tokenNumber, value: v, decimals: decimals, at: at, end: end}
	if err != nil {
		t.kind = tokenStop
	}
	rest := strings.TrimLeft(s[end:], " ")
	if strings.HasPrefix(rest, "%") {
		t.percent = true
		t.end = len(s) - len(rest) + 1
	} else if strings.HasPrefix(rest, "percent") && !strings.HasPrefix(rest, "percentage") {
		t.percent = true
		t.end = len(s) - len(rest) + len("percent")
	}
	return t
}

// spoken makes operators of the words that mean them.
func spoken(list []token) []token {
	out := list[:0]
	for n := 0; n < len(list); n++ {
		t := list[n]
		if t.kind == tokenWord {
			next := ""
			if n+1 < len(list) {
				next = list[n+1].word
			}
			operator := func(op byte, words int) {
				t.kind, t.op, t.end = tokenOperator, op, list[n+words-1].end
				n += words - 1
			}
			switch {
			case t.word == "x":
				operator('*', 1)
			case t.word == "times":
				operator('*', 1)
			case t.word == "multiplied" && next == "by":
				operator('*', 2)
			case t.word == "divided" && next == "by":
				operator('/', 2)
			case t.word == "plus":
				operator('+', 1)
			case t.word == "minus":
				operator('-', 1)
			case t.word == "out" && next == "of":
				operator('/', 2)
			case t.word == "of" && len(out) > 0 && out[len(out)-1].kind == tokenNumber && n+1 < len(list) && list[n+1].kind == tokenNumber:
				if out[len(out)-1].percent {
					operator('*', 1)
				} else {
					operator('/', 1)
				}
			case t.word == "equals":
				t.kind = tokenEquals
			case t.word == "is" || t.word == "gives" || t.word == "makes":
				t.kind = tokenIs
			}
		}
		out = append(out, t)
	}
	return out
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

// result is the value of a sum, where percentages are numbers and where they
// are hundredths.
type result struct {
	plain      float64
	hundredths float64
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

// expression reads a sum of tokens.
type expression struct {
	list      []token
	pos       int
	operators int
	tight     bool // one of them is a hyphen without spaces
	depth     int
}

func (e *expression) peek() token {
	if e.pos < len(e.list) {
		return e.list[e.pos]
	}
	return token{kind: tokenStop}
}

// operator takes one of two operators.
func (e *expression) operator(a, b byte) (byte, bool) {
	t := e.peek()
	if t.kind != tokenOperator || t.op != a && t.op != b {
		return 0, false
	}
	if e.pos+1 >= len(e.list) || e.list[e.pos+1].kind != tokenNumber && e.list[e.pos+1].kind != tokenOpen {
		return 0, false
	}
	e.pos++
	e.operators++
	e.tight = e.tight || t.tight
	return t.op, true
}

func (e *expression) sum() (result, bool) {
	v, ok := e.product()
	for ok {
		op, more := e.operator('+', '-')
		if !more {
			break
		}
		var w result
		if w, ok = e.product(); op == '+' {
			v = result{v.plain + w.plain, v.hundredths + w.hundredths}
		} else {
			v = result{v.plain - w.plain, v.hundredths - w.hundredths}
		}
	}
	return v, ok
}

func (e *expression) product() (result, bool) {
	v, ok := e.factor()
	for ok {
		op, more := e.operator('*', '/')
		if !more {
			break
		}
		var w result
		if w, ok = e.factor(); op == '*' {
			v = result{v.plain * w.plain, v.hundredths * w.hundredths}
		} else {
			v = result{v.plain / w.plain, v.hundredths / w.hundredths}
		}
	}
	return v, ok && !math.IsNaN(v.plain) && !math.IsInf(v.plain, 0)
}

// deepest is how many brackets may stand in each other.
const deepest = 32

func (e *expression) factor() (result, bool) {
	if e.pos < len(e.list) && isSign(e.list, e.pos) {
		e.pos++
		v := result{-e.list[e.pos].value, -e.list[e.pos].value}
		e.pos++
		return v, true
	}
	t := e.peek()
	e.pos++
	var v result
	switch t.kind {
	case tokenNumber:
		v = result{t.value, t.value}
		if t.percent {
			v.hundredths /= 100
		}
	case tokenOpen:
		if e.depth++; e.depth > deepest {
			return v, false
		}
		var ok bool
		if v, ok = e.sum(); !ok || e.peek().kind != tokenClose {
			return v, false
		}
		e.pos++
		e.depth--
	default:
		return v, false
	}
	for n := 0; n < 4 && e.peek().kind == tokenWord && !noUnit[e.peek().word]; n++ {
		e.pos++
	}
	return v, true
}

// noUnit are words that cannot stand between a number and its operator.
var noUnit = setOf("and or but the a an to by from then so that this which divide multiply add subtract")

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
