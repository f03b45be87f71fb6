package lint

import "math"

// result is the value of a sum, where percentages are numbers and where they
// are hundredths.
type result struct {
	plain      float64
	hundredths float64
}

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
