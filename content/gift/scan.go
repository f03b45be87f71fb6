package gift

import "strings"

// spaces is what PHP's trim cuts, and so Moodle.
const spaces = " \t\n\r\v\x00"

func isSpace(c byte) bool {
	return c == ' ' || c >= '\t' && c <= '\r' && c != '\f' || c == 0
}

// trim cuts spaces off both ends of s[start:end].
func trim(s string, start, end int) (int, int) {
	for start < end && isSpace(s[start]) {
		start++
	}
	for end > start && isSpace(s[end-1]) {
		end--
	}
	return start, end
}

// skipSpace is the first byte at or after start that is no space, or end.
func skipSpace(s string, start, end int) int {
	for start < end && isSpace(s[start]) {
		start++
	}
	return start
}

// escaped reports whether a backslash before c makes it an ordinary character.
func escaped(c byte) bool {
	switch c {
	case ':', '#', '=', '{', '}', '~', 'n', '\\':
		return true
	}
	return false
}

// answers is one {...} in a question's text: the offsets of its two braces.
type answers struct {
	open, close int
	nested      int  // offset of a brace inside, or 0
	tex         bool // belongs to a formula, such as \frac{1}
	cloze       bool // begins as a cloze gap does, {1:SA:
}

// findBraces finds the outermost {...} in src[start:end], and braces that have
// no partner.
func (r *reader) findBraces(start, end int) {
	r.blocks = r.blocks[:0]
	r.unclosed, r.unopened = -1, -1
	depth, open, nested := 0, 0, 0
	s := r.src[:end]
	braces := r.braces(start, end)
	for i, c := braces.next(); c != 0; i, c = braces.next() {
		if c == '{' {
			if depth++; depth == 1 {
				open, nested = i, 0
			} else if nested == 0 {
				nested = i
			}
			continue
		}
		switch depth--; {
		case depth == 0:
			a := answers{open: open, close: i, nested: nested}
			a.cloze = isGap(s[open+1 : i])
			a.tex = !a.cloze && r.inFormula(a)
			r.blocks = append(r.blocks, a)
		case depth < 0:
			depth = 0
			if r.unopened < 0 {
				r.unopened = i
			}
		}
	}
	if depth > 0 {
		r.unclosed = open
	}
}

// braces goes through the braces of a text that are not escaped. It remembers
// where the next one of each kind is, so that no byte is looked at again.
type braces struct {
	s           string // up to the end
	start, pos  int
	open, close int // the next ones at or behind pos; -1 = not known
}

func (r *reader) braces(start, end int) braces {
	return braces{s: r.src[:end], start: start, pos: start, open: -1, close: -1}
}

// next is where the next brace is, and which; 0 at the end.
func (b *braces) next() (at int, brace byte) {
	for {
		b.open = b.find('{', b.open)
		b.close = b.find('}', b.close)
		if at = min(b.open, b.close); at == len(b.s) {
			return at, 0
		}
		b.pos = at + 1
		if !backslashed(b.s[b.start:], at-b.start) {
			return at, b.s[at]
		}
	}
}

func (b *braces) find(c byte, known int) int {
	if known >= b.pos {
		return known
	}
	if i := strings.IndexByte(b.s[b.pos:], c); i >= 0 {
		return b.pos + i
	}
	return len(b.s)
}

// inFormula reports whether a {...} belongs to a formula written in TeX: it
// follows a command, ^ or _, or another such block, and holds no answers.
func (r *reader) inFormula(a answers) bool {
	s := r.src
	first := skipSpace(s, a.open+1, a.close)
	if first == a.close || s[first] == '=' || strings.IndexAny(s[first:a.close], "~#") >= 0 {
		return false
	}
	switch strings.TrimRight(s[first:a.close], spaces) {
	case "T", "TRUE", "F", "FALSE":
		return false
	}
	i := a.open - 1
	switch {
	case i < r.body:
		return false
	case s[i] == '^':
		return true
	case s[i] == '_':
		return i > r.body && s[i-1] != '_' && !isSpace(s[i-1])
	case s[i] == '}':
		n := len(r.blocks)
		return n > 0 && r.blocks[n-1].close == i && r.blocks[n-1].tex
	}
	for i >= r.body && isLetter(s[i]) {
		i--
	}
	// "\n" is a line break, so a word behind it is no command.
	return i >= r.body && s[i] == '\\' && i+1 < a.open && (s[i+1] != 'n' || i > r.body && s[i-1] == '\\')
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }

// clean makes text of what stands between two marks: every line is trimmed, as
// Moodle does before anything else, lines that a comment left empty go, and
// escapes become the characters that they stand for.
func (r *reader) clean(s string) string {
	start, end := trim(s, 0, len(s))
	s = s[start:end]
	i := strings.IndexByte(s, '\\')
	if i < 0 {
		i = len(s)
	}
	if n := strings.IndexByte(s[:i], '\n'); n >= 0 {
		i = n
	}
	if i == len(s) {
		return s
	}
	b := append(r.buf[:0], s[:i]...)
	for i < len(s) {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && escaped(s[i+1]):
			if i++; s[i] == 'n' {
				b = append(b, '\n')
			} else {
				b = append(b, s[i])
			}
		case c == '\n':
			for len(b) > 0 && b[len(b)-1] != '\n' && isSpace(b[len(b)-1]) {
				b = b[:len(b)-1]
			}
			b = append(b, '\n')
			i = skipSpace(s, i, len(s)) - 1
		default:
			b = append(b, c)
		}
		from := i + 1
		for i = from; i < len(s) && s[i] != '\\' && s[i] != '\n'; i++ {
		}
		b = append(b, s[from:i]...)
	}
	r.buf = b
	return strings.Trim(string(b), spaces)
}

// unescape is clean for a text of which only the escapes matter.
func unescape(s string) string { return (&reader{}).clean(s) }

// part is one answer between two marks.
type part struct {
	mark  byte // '=' or '~'; 0 for what stands before the first mark
	at    int  // offset of the mark
	start int  // where the answer begins
	hash  int  // where its feedback's "#" is, or end
	end   int
}

// longestTag is how far back the beginning of an HTML tag is looked for, in
// bytes.
const longestTag = 500

// inTag reports whether the "=" at an offset belongs to an attribute of an HTML
// tag, as in <a href="x">, that began at or after start.
func inTag(s string, start, at int) bool {
	if at == start || at+1 >= len(s) || !isLetter(s[at-1]) || s[at+1] != '"' && s[at+1] != '\'' {
		return false
	}
	start = max(start, at-longestTag)
	open := strings.LastIndexByte(s[start:at], '<')
	return open >= 0 && isLetter(s[start+open+1]) && strings.IndexByte(s[start+open:at], '>') < 0
}

// stops are the characters that split looks at.
var stops = [256]bool{'=': true, '~': true, '#': true, '\\': true}

// split cuts src[start:end] at every mark that is not escaped. What stands
// before the first mark is a part only if it is not blank. A "=" in an HTML tag
// is no mark, and noted in tagEquals.
func (r *reader) split(start, end int, marks string) []part {
	r.parts, r.tagEquals = r.parts[:0], -1
	equals, tilde := strings.IndexByte(marks, '=') >= 0, strings.IndexByte(marks, '~') >= 0
	p := part{at: start, start: start, hash: -1}
	s := r.src[:end]
	for i := start; i <= len(s); i++ {
		for i < len(s) && !stops[s[i]] {
			i++
		}
		c := byte(0)
		if i < len(s) {
			switch c = s[i]; c {
			case '\\':
				if i+1 < len(s) && escaped(s[i+1]) {
					i++
				}
				continue
			case '#':
				if p.hash < 0 {
					p.hash = i
				}
				continue
			case '=':
				if !equals {
					continue
				}
				if inTag(s, p.start, i) {
					r.tagEquals = i
					continue
				}
			case '~':
				if !tilde {
					continue
				}
			}
		}
		p.end = i
		if p.hash < 0 {
			p.hash = i
		}
		if p.mark != 0 || skipSpace(s, p.start, p.end) < p.end {
			r.parts = append(r.parts, p)
		}
		p = part{mark: c, at: i, start: i + 1, hash: -1}
	}
	return r.parts
}
