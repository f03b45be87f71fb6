package lint

import (
	"html"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"chartroom/quiz"
)

// text is a text as it was written and as a learner sees it.
type text struct {
	raw    string
	plain  string // without tags, entities decoded
	markup quiz.Markup
	words  []word
}

// word is a word or a number in a text: "patient's", "ICD-10-CM", "1,250".
type word struct {
	low string // in small letters
	at  int    // where it begins in plain, in bytes
	end int
}

func newText(s string, m quiz.Markup) text {
	t := text{raw: s, plain: visible(s, m), markup: m}
	t.words = cut(t.plain)
	return t
}

// as is a word as it is written.
func (t *text) as(w word) string { return t.plain[w.at:w.end] }

// empty reports whether a learner sees nothing; a picture is something.
func (t *text) empty() bool {
	return strings.TrimSpace(t.plain) == "" && !strings.Contains(t.raw, "<img") && !strings.Contains(t.raw, "![")
}

// visible is a text without tags and entities.
func visible(s string, m quiz.Markup) string {
	if m == quiz.Plain || strings.IndexByte(s, '<') < 0 && strings.IndexByte(s, '&') < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			break
		}
		b.WriteString(s[:i])
		s = s[i:]
		name := tagName(s)
		if name == "" {
			b.WriteByte('<')
			s = s[1:]
			continue
		}
		end := strings.IndexByte(s, '>')
		if end < 0 {
			break
		}
		s = s[end+1:]
		if isBlockTag(name) {
			b.WriteByte('\n')
		}
	}
	b.WriteString(s)
	return html.UnescapeString(b.String())
}

// tagName is the name of the tag that a text begins with, in small letters and
// with the slash of a closing tag; "" for a "<" that begins none.
func tagName(s string) string {
	end := 1
	for end < len(s) && (s[end] >= 'a' && s[end] <= 'z' || s[end] >= 'A' && s[end] <= 'Z' || end == 1 && s[end] == '/' || end > 1 && isDigit(s[end])) {
		end++
	}
	if end == len(s) || !strings.ContainsRune(" >/\n\t", rune(s[end])) {
		return ""
	}
	name := strings.ToLower(s[1:end])
	if !isTag[strings.TrimPrefix(name, "/")] {
		return ""
	}
	return name
}

// isTag are the tags that texts of questions have.
var isTag = setOf("a abbr b big blockquote br center code dd del div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s small span strike strong sub sup table tbody td tfoot th thead tr tt u ul video audio source")

func isBlockTag(name string) bool {
	switch strings.TrimPrefix(name, "/") {
	case "p", "div", "br", "li", "ul", "ol", "tr", "table", "td", "th", "h1", "h2", "h3", "h4", "blockquote", "pre", "hr":
		return true
	}
	return false
}

// setOf makes a set of the words in a text.
func setOf(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// cut cuts a text into words.
func cut(s string) []word {
	words := make([]word, 0, len(s)/6+1)
	for at := 0; at < len(s); {
		r, size := utf8.DecodeRuneInString(s[at:])
		if !isLetterOrDigit(r) {
			at += size
			continue
		}
		end := at + size
		for end < len(s) {
			r, size := utf8.DecodeRuneInString(s[end:])
			if !isLetterOrDigit(r) && !joins(s, end, size) {
				break
			}
			end += size
		}
		words = append(words, word{strings.ToLower(s[at:end]), at, end})
		at = end
	}
	return words
}

func isLetterOrDigit(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// joins reports whether the character between two words makes them one.
func joins(s string, at, size int) bool {
	if at+size >= len(s) {
		return false
	}
	next := s[at+size]
	switch s[at : at+size] {
	case "'", "’", "-", "&":
		return isLetterOrDigit(rune(next)) || next >= utf8.RuneSelf
	case ".", ",":
		return isDigit(s[at-1]) && isDigit(next)
	}
	return false
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func itoa(n int) string { return strconv.Itoa(n) }

// fold makes two texts alike that a learner cannot tell apart.
func fold(s string) string {
	return strings.TrimRight(quiz.Normalise(s, false), " .;,")
}

// leadIn is the last sentence of a text: where the question stands.
func leadIn(s string) string {
	s = strings.TrimSpace(s)
	for i := len(s) - 2; i > 0; i-- {
		switch s[i] {
		case '\n':
			return strings.TrimSpace(s[i:])
		case '.', '?', '!':
			if s[i+1] == ' ' && i+2 < len(s) && !(s[i+2] >= 'a' && s[i+2] <= 'z') && !isAbbreviated(s[:i]) {
				return strings.TrimSpace(s[i+1:])
			}
		}
	}
	return s
}

// isAbbreviated reports whether a text ends in what a full stop shortens: a
// single letter, as in "U.S.", or a title.
func isAbbreviated(s string) bool {
	last := s[strings.LastIndexAny(s, " .(")+1:]
	return len(last) == 1 && last >= "A" || last == "Dr" || last == "Mr" || last == "Ms" || last == "Mrs" || last == "No" || last == "vs"
}

// has reports whether one of the words is in the set.
func (t *text) has(words map[string]bool) bool {
	for _, w := range t.words {
		if words[w.low] {
			return true
		}
	}
	return false
}

// quoted is the beginning of a text in quotation marks, for a message.
func quoted(s string) string {
	const most = 40
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > most {
		s = strings.TrimSpace(string([]rune(s)[:most-1])) + "…"
	}
	return "“" + s + "”"
}
