package lint

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

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
