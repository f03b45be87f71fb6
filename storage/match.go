package storage

import (
	"strings"
	"unicode"
)

// terms are the words of what the learner typed, in lower case: runs of
// letters, digits and marks, as the tokenizer cuts them. Everything else
// separates, so that quotes and operators mean nothing. last reports whether
// the last word may go on: nothing was typed after it.
func terms(text string) (words []string, last bool) {
	isWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !isWord(r) }) {
		// A word of marks alone is nothing to the tokenizer.
		if strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsMark(r) }) {
			words = append(words, w)
		}
	}
	const most = 12 // more words than anybody types; each costs time
	if len(words) > most {
		return words[:most], false
	}
	if len(words) == 0 {
		return nil, false
	}
	for _, r := range text {
		last = isWord(r)
	}
	return words, last
}

// small are words that stand nearly everywhere: looking for them beside others
// takes longer than all the rest, and finds nothing more.
var small = map[string]bool{"a": true, "an": true, "and": true, "are": true, "as": true, "at": true, "be": true, "by": true,
	"for": true, "from": true, "in": true, "is": true, "it": true, "of": true, "on": true, "or": true, "that": true, "the": true,
	"this": true, "to": true, "was": true, "which": true, "with": true}

// withoutSmall leaves out small words if there are others. The last word
// stays while it may go on.
func withoutSmall(words []string, last bool) []string {
	var kept []string
	for i, w := range words {
		if !small[w] || last && i == len(words)-1 {
			kept = append(kept, w)
		}
	}
	if len(kept) == 0 {
		return words
	}
	return kept
}

// matchText is the full-text query for words, all of which must be there; the
// last one as the beginning of a word, if it may go on and has two letters.
// One letter begins too many words to be of use, and no index knows it. column
// restricts the words to one column; "" = any.
func matchText(words []string, last bool, column string) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		if column != "" {
			b.WriteString(column + ":")
		}
		b.WriteString(w)
		if last && i == len(words)-1 && len([]rune(w)) > 1 {
			b.WriteByte('*')
		}
	}
	return b.String()
}

// snippet is at most about 160 letters of text around the first of words.
func snippet(text string, words []string) string {
	const width, lead = 160, 40
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= width {
		return string(runes)
	}
	at := firstHit(string(runes), words)
	from := 0
	if at > width-lead {
		from = at - lead
		for from < at && runes[from] != ' ' {
			from++
		}
	}
	to := min(from+width, len(runes))
	for to < len(runes) && to > from+width/2 && runes[to] != ' ' {
		to--
	}
	s := strings.TrimSpace(string(runes[from:to]))
	if from > 0 {
		s = "… " + s
	}
	if to < len(runes) {
		s += " …"
	}
	return s
}

// firstHit is the place, in runes, of the first word that begins with one of
// words; 0 if none does.
func firstHit(text string, words []string) int {
	at, start, inWord := 0, true, false
	lower := []rune(strings.ToLower(text))
	for at < len(lower) {
		inWord = unicode.IsLetter(lower[at]) || unicode.IsNumber(lower[at])
		if inWord && start {
			for _, w := range words {
				if strings.HasPrefix(string(lower[at:min(at+len(w), len(lower))]), w) {
					return at
				}
			}
		}
		start = !inWord
		at++
	}
	return 0
}
