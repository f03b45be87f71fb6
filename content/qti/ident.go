package qti

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"chartroom/quiz"

	"chartroom/content/parse"
)

// ownPrefix begins the identifiers that were made of a key which is none
// itself. Keys that begin like it are written so too.
const ownPrefix = "key_"

// Identifier is how an item is called whose question has a key: the key itself
// where it is a name of XML, as the identifiers of QTI must be, and else made
// of it so that keyOf gives it back.
func Identifier(key string) string {
	if isName(key) && !strings.HasPrefix(key, strings.TrimSuffix(ownPrefix, "_")) {
		return key
	}
	var b strings.Builder
	b.WriteString(ownPrefix)
	for _, r := range key {
		if r < utf8.RuneSelf && (nameRune(r) && r != '_') {
			b.WriteRune(r)
		} else {
			b.WriteString("_" + strconv.FormatInt(int64(r), 16) + "_")
		}
	}
	return b.String()
}

// keyOf is the key of a question whose item has an identifier.
func keyOf(identifier string) string {
	if key, ok := decoded(identifier); ok {
		return key
	}
	return parse.IDKey(identifier)
}

// decoded is the key that Identifier made an identifier of; ok is false when it
// did not.
func decoded(identifier string) (key string, ok bool) {
	rest, ok := strings.CutPrefix(identifier, ownPrefix)
	if !ok || rest == "" {
		return "", false
	}
	var b strings.Builder
	for i, part := range strings.Split(rest, "_") {
		if i%2 == 0 {
			b.WriteString(part)
			continue
		}
		r, err := strconv.ParseInt(part, 16, 32)
		if err != nil || !utf8.ValidRune(rune(r)) {
			return "", false
		}
		b.WriteRune(rune(r))
	}
	return b.String(), Identifier(b.String()) == identifier
}

// isName reports whether a text is a name of XML without a colon, in ASCII
// (Namespaces in XML 1.0, NCName).
func isName(s string) bool {
	for i, r := range s {
		if !nameRune(r) || i == 0 && !(r == '_' || r|0x20 >= 'a' && r|0x20 <= 'z') {
			return false
		}
	}
	return s != ""
}

// nameRune reports whether a character may stand in a name.
func nameRune(r rune) bool {
	return r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9' || r == '_' || r == '-' || r == '.'
}

// identifiers are how the options of a list are called: by their own id where
// that is a name, and else by the letter of their place.
func identifiers(options []quiz.Option) []string {
	ids, taken := make([]string, len(options)), map[string]bool{}
	for i, o := range options {
		if isName(o.ID) && !taken[o.ID] {
			ids[i], taken[o.ID] = o.ID, true
		}
	}
	for i := range ids {
		for letter := parse.Letter(i); ids[i] == ""; letter += "_" {
			if !taken[letter] {
				ids[i], taken[letter] = letter, true
			}
		}
	}
	return ids
}
