package codebook

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Words calls each with the words of a text as they are searched for: in lower
// case, without accents and apostrophes, cut at everything else that is no
// letter or digit. The word is only valid during the call.
func Words(text string, each func(word []byte)) {
	for i := range len(text) {
		if text[i] >= 0x80 {
			text = plain(text)
			break
		}
	}
	var buf [64]byte
	word := buf[:0]
	for i := range len(text) {
		switch c := letters[text[i]]; c {
		case 0:
			if len(word) > 0 {
				each(word)
				word = buf[:0]
			}
		case '\'':
		default:
			if len(word) < cap(word) {
				word = append(word, c)
			}
		}
	}
	if len(word) > 0 {
		each(word)
	}
}

// letters is what each byte of ASCII is in a word: itself in lower case, an
// apostrophe, which is left out, or 0, which ends the word.
var letters = func() (all [256]byte) {
	for c := range all {
		switch {
		case c >= 'A' && c <= 'Z':
			all[c] = byte(c) + 'a' - 'A'
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			all[c] = byte(c)
		case c == '\'':
			all[c] = '\''
		}
	}
	return all
}()

// plain is a text in ASCII: accents go, typographic apostrophes become plain
// ones, and what has no plain letter becomes a space.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < 0x80:
			return r
		case unicode.IsMark(r):
			return -1
		case r == '’' || r == '‘' || r == 'ʼ':
			return '\''
		case r == 'ø' || r == 'Ø':
			return 'o'
		case r == 'æ' || r == 'œ' || r == 'Æ' || r == 'Œ':
			return 'e' // as in American spelling
		case r == 'ß':
			return 's'
		}
		return ' '
	}, norm.NFKD.String(text))
}

// Small reports whether a word says so little that titles are found without
// it: "of", "the", "with".
func Small[W string | []byte](word W) bool {
	switch string(word) {
	case "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "of", "on", "or", "the", "to", "with", "nos", "nec":
		return true
	}
	return false
}

// Variants are the word itself and how it is written in the singular and in
// the plural.
func Variants(word string) []string {
	all := []string{word}
	if len(word) < 3 {
		return all
	}
	switch {
	case strings.HasSuffix(word, "ies"):
		all = append(all, word[:len(word)-3]+"y")
	case strings.HasSuffix(word, "ses"), strings.HasSuffix(word, "xes"), strings.HasSuffix(word, "ches"), strings.HasSuffix(word, "shes"):
		all = append(all, word[:len(word)-2], word[:len(word)-2]+"is") // abscesses, metastases
	case strings.HasSuffix(word, "ss"), strings.HasSuffix(word, "us"):
		all = append(all, word+"es")
	case strings.HasSuffix(word, "sis"):
		all = append(all, word[:len(word)-2]+"es") // metastasis, metastases
	case strings.HasSuffix(word, "is"):
	case strings.HasSuffix(word, "s"):
		all = append(all, word[:len(word)-1])
	case strings.HasSuffix(word, "y"):
		all = append(all, word[:len(word)-1]+"ies", word+"s")
	case strings.HasSuffix(word, "x"):
		all = append(all, word+"es")
	default:
		all = append(all, word+"s")
	}
	return all
}
