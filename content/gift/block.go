package gift

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chartroom/content/parse"
)

// A block is a run of lines that are not blank: one question, one category
// switch, or comments alone (Moodle, question/format.php, readquestions).
type block struct {
	line       int    // number of its first line, comments included
	start, end int    // its bytes in the text, spaces at the ends cut
	body       int    // where the first line that is no comment begins; end = none
	comments   []span // lines that begin with "//", in order
	oddBlank   int    // the line that ended it, when it only looks blank; else 0
	zero       int    // a line that is the digit 0 and nothing else; else 0
}

// span is a range of bytes.
type span struct{ start, end int }

// cursor is a place at the beginning of a line.
type cursor struct{ pos, line int }

// inner reports whether comments stand after the body began.
func (b *block) inner() bool {
	return len(b.comments) > 0 && b.comments[len(b.comments)-1].start > b.body
}

// next is the first block at or after a place, and the place behind it.
func (r *reader) next(at cursor) (b block, after cursor, ok bool) {
	notes := len(r.notes)
	for at.pos < len(r.text) {
		end := len(r.text)
		if i := strings.IndexByte(r.text[at.pos:], '\n'); i >= 0 {
			end = at.pos + i
		}
		first, last := trim(r.text, at.pos, end)
		line := cursor{at.pos, at.line}
		at = cursor{min(end+1, len(r.text)), at.line + 1}
		if looksBlank(r.text[first:last]) {
			if !ok {
				continue
			}
			if first < last {
				b.oddBlank = line.pos
			}
			break
		}
		if !ok {
			b, ok = block{line: line.line, start: first, body: -1}, true
			notes = len(r.notes)
		}
		b.end = last
		if last-first == 1 && r.text[first] == '0' {
			b.zero = first
		}
		if strings.HasPrefix(r.text[first:last], "//") {
			r.notes = append(r.notes, span{first, last})
		} else if b.body < 0 {
			b.body = first
		}
	}
	if b.body < 0 {
		b.body = b.end
	}
	b.comments = r.notes[notes:len(r.notes):len(r.notes)]
	return b, at, ok
}

// looksBlank reports whether a line holds nothing but spaces, also of the
// kinds that word processors make, which Moodle takes for text.
func looksBlank(line string) bool {
	if line == "" {
		return true
	}
	if line[0] < utf8.RuneSelf || len(line) > 64 {
		return false
	}
	for _, c := range line {
		if !unicode.IsSpace(c) && c != '\u200B' && c != '\uFEFF' {
			return false
		}
	}
	return true
}

// block reads one block, or more than one where a blank line tore a question;
// or the several questions of one block, where blank lines are missing. It
// says where to go on.
func (r *reader) block(b block, after cursor) cursor {
	if b.body == b.end {
		r.loneComments(b)
		return after
	}
	r.open(b)
	r.findBraces(r.body, b.end-r.base)
	tear := 0
	if r.unclosed >= 0 && len(r.blocks) == 0 && !r.strict {
		if whole, behind, ok := r.join(b, after); ok {
			tear = b.end
			b, after = whole, behind
		}
		r.open(b)
		r.findBraces(r.body, b.end-r.base)
	}
	if tear > 0 {
		line, _ := r.lines.At(tear)
		r.repair(tear-r.base, "gift-blank-line-in-answers",
			"A blank line ends a question, but line %d is inside the braces of the question that begins at line %d. It was read as one question; remove the blank line.", line+1, b.line)
	}
	if b.oddBlank > 0 {
		r.repair(b.oddBlank-r.base, "gift-odd-blank-line",
			"This line looks blank but holds invisible characters. It was read as the blank line that ends a question.")
	}
	if b.zero > 0 {
		r.warn(b.zero-r.base, "gift-line-zero", "Moodle takes a line with nothing but 0 for a blank line, which ends the question. It was read as text here.")
	}
	cuts := r.cuts(b)
	if len(cuts) == 0 {
		r.read(b)
		return after
	}
	first := cursor{b.start, b.line}
	for i, cut := range append(cuts, b.end) {
		part := r.slice(&b, first, cut)
		first = cursor{cut, first.line + strings.Count(r.text[first.pos:cut], "\n")}
		if part.body == part.end {
			r.loneComments(part)
			continue
		}
		r.open(part)
		r.findBraces(r.body, part.end-r.base)
		if i > 0 {
			r.repair(r.body, "gift-no-blank-line",
				"There is no blank line before this. It was read as a question of its own; Moodle takes it for a part of what stands above.")
		}
		r.read(part)
	}
	return after
}

// open makes a block the one that is read: problems point into it.
func (r *reader) open(b block) {
	r.src, r.base = r.text, 0
	if b.inner() {
		// Comments inside become spaces, so that places stay what they are.
		src := []byte(r.text[b.start:b.end])
		for _, c := range b.comments {
			for i := c.start; i < c.end; i++ {
				src[i-b.start] = ' '
			}
		}
		r.src, r.base = string(src), b.start
	}
	r.body = b.body - r.base
	r.failed = false
	r.said = r.said[:0]
	r.named = false
	r.q = newQuestion(b.line, r.bank.ID)
}

// joinable is how many blocks further on a closing brace is looked for.
const joinable = 20

// join looks for the end of a question whose braces are still open at a blank
// line: the next blocks, as long as none of them begins a question.
func (r *reader) join(b block, after cursor) (whole block, behind cursor, ok bool) {
	whole = b
	for range joinable {
		next, behind, ok := r.next(after)
		if !ok || next.end-b.start > parse.Limits.Question || len(next.comments) > 0 && next.comments[0].start < next.body {
			return b, after, false
		}
		head := r.text[next.body:next.end]
		if strings.HasPrefix(head, "::") || strings.HasPrefix(head, categoryMark) {
			return b, after, false
		}
		whole.end, whole.oddBlank = next.end, next.oddBlank
		whole.comments = append(whole.comments[:len(whole.comments):len(whole.comments)], next.comments...)
		r.open(next)
		braces := r.braces(r.body, next.end-r.base)
		switch _, brace := braces.next(); brace {
		case '}':
			return whole, behind, true
		case '{':
			return b, after, false
		}
		after = behind
	}
	return b, after, false
}

// cuts is where in a block further questions begin, although no blank line
// stands before them: behind a line that names a category; and where a line
// ends with a closing brace and the next one must be the beginning of a
// question: it has a title, or a comment stands before it, or it is a sentence
// with an answer of its own behind a question that was complete.
func (r *reader) cuts(b block) (cuts []int) {
	cuts = r.categoryCuts(nil, b, b.body)
	if len(r.blocks) == 0 || r.blocks[0].close+r.base+1 == b.end {
		return cuts
	}
	comments := b.comments
	for i, a := range r.blocks {
		at := a.close + r.base + 1
		if at = skipBlanks(r.text, at, b.end); at == b.end || r.text[at] != '\n' {
			continue
		}
		at++
		cut, commented := at, false
		for len(comments) > 0 && comments[0].start < at {
			comments = comments[1:]
		}
		for {
			at = skipSpace(r.text, at, b.end)
			if len(comments) == 0 || comments[0].start != at {
				break
			}
			commented, at = true, comments[0].end
			comments = comments[1:]
		}
		line := r.text[at:b.end]
		switch {
		case at >= b.end:
		case strings.HasPrefix(line, categoryMark):
			cuts = r.categoryCuts(append(cuts, cut), b, at)
		case strings.HasPrefix(line, "::"):
			cuts = append(cuts, cut)
		case i+1 < len(r.blocks) && !a.tex && !a.cloze && (commented || r.complete(a) && beginsSentence(line)):
			cuts = append(cuts, cut)
		}
	}
	return cuts
}

// skipBlanks is the first byte at or after start that is no space within a
// line, or end.
func skipBlanks(s string, start, end int) int {
	for start < end && s[start] != '\n' && isSpace(s[start]) {
		start++
	}
	return start
}

// categoryCuts adds the ends of the lines that name categories, one after the
// other, at a place in a block. Moodle takes all that follows for the name.
func (r *reader) categoryCuts(cuts []int, b block, at int) []int {
	for strings.HasPrefix(r.text[at:b.end], categoryMark) {
		end := strings.IndexByte(r.text[at:b.end], '\n')
		if end < 0 {
			break
		}
		at += end + 1
		cuts = append(cuts, at)
		at = skipSpace(r.text, at, b.end)
	}
	return cuts
}

// complete reports whether the text before an answer block ends as a question
// or a sentence does.
func (r *reader) complete(a answers) bool {
	before := strings.TrimRight(r.src[r.body:a.open], spaces)
	return before != "" && strings.IndexByte("?.:!", before[len(before)-1]) >= 0
}

// beginsSentence reports whether a line begins with a capital, a digit or an
// opening mark.
func beginsSentence(line string) bool {
	c, _ := utf8.DecodeRuneInString(line)
	return unicode.IsUpper(c) || unicode.IsDigit(c) || strings.ContainsRune(`¿¡"'“‘«[(`, c)
}

// slice is the part of a block from a place up to a cut. It takes the part's
// comments, and those before it, out of b.
func (r *reader) slice(b *block, from cursor, cut int) block {
	part := block{line: from.line}
	part.start, part.end = trim(r.text, from.pos, cut)
	for len(b.comments) > 0 && b.comments[0].start < part.start {
		b.comments = b.comments[1:]
	}
	n := 0
	part.body = part.start
	for n < len(b.comments) && b.comments[n].start < cut {
		if c := b.comments[n]; c.start == part.body {
			part.body = skipSpace(r.text, c.end, part.end)
		}
		n++
	}
	part.comments, b.comments = b.comments[:n], b.comments[n:]
	return part
}
