package codes

import (
	"regexp"
	"strings"

	"chartroom/quiz/codebook"
)

// mention is a code that a text names, and where it leads.
type mention struct {
	word string // as it is written: "E08-E13", "O24.-"
	code string // to be opened, without dot
}

// cmCode is a code of ICD-10-CM, or the first of a range: a letter, a digit,
// a digit or letter, and up to four more after a dot.
var cmCode = regexp.MustCompile(`\b([A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?)(?:\.?-(?:[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?)?)?`)

// mentions are the codes of ICD-10-CM that a note names, each once.
func mentions(text string) []mention {
	var all []mention
	seen := map[string]bool{}
	for _, at := range cmCode.FindAllStringSubmatchIndex(text, -1) {
		word, code := text[at[0]:at[1]], plainCode(text[at[2]:at[3]])
		if !seen[word] {
			seen[word] = true
			all = append(all, mention{word: word, code: code})
		}
	}
	return all
}

// plainCode is a code without its dot.
func plainCode(s string) string {
	return strings.ReplaceAll(strings.ToUpper(strings.TrimSpace(s)), ".", "")
}

// target is what a code as an index prints it leads to: "E11.-" to E11. Of a
// PCS index it may be a table of three characters, or more.
func target(set codebook.Set, printed string) string {
	code := strings.TrimRight(plainCode(printed), "-–—")
	if set == codebook.ICD10CM && len(code) < 3 || len(code) > codeLength {
		return ""
	}
	return code
}

// readable is target, but "" for what has no entry: the first characters of a
// PCS code, which are built on.
func readable(set codebook.Set, printed string) string {
	code := target(set, printed)
	if n := len(code); set == codebook.ICD10PCS && n != tableLength && n != codeLength {
		return ""
	}
	return code
}

// tableLength is how many characters name a PCS table.
const tableLength = 3
