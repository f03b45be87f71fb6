package codeset

import "strings"

// digits reports whether a text has this many digits and nothing else.
func digits(s string, count int) bool {
	if len(s) != count {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// capitals reports whether a text is of A-Z and 0-9 alone.
func capitals(s string) bool {
	for i := range len(s) {
		if (s[i] < '0' || s[i] > '9') && (s[i] < 'A' || s[i] > 'Z') {
			return false
		}
	}
	return s != ""
}

// isCM reports whether a text could be a code of ICD-10-CM without its dot: a
// letter, a digit or a letter, and up to five more (QA0 has a letter in second
// place, C4A in third).
func isCM(s string) bool {
	return len(s) >= 3 && len(s) <= 7 && capitals(s) && s[0] >= 'A'
}

// isPCS reports whether a text could be a code of ICD-10-PCS, or the first three
// characters of one. Codes have neither I nor O.
func isPCS(s string) bool {
	return (len(s) == 3 || len(s) == 7) && capitals(s) && !strings.ContainsAny(s, "IO")
}

// undotted is a code without its dot.
func undotted(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 3 && s[3] == '.' {
		return s[:3] + s[4:]
	}
	return s
}
