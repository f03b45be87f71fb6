package quiz

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// CodeBook knows the codes of code sets. known is false where the book does not
// have the set of that year; year 0 is the newest it has.
type CodeBook interface {
	Valid(set string, year int, code string) (valid, known bool)
}

// CodeKey is what codes are compared by: capitals and digits of the usual
// width, without the dots, spaces and hyphens that they are written with.
func CodeKey(code string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune(".·-‐‑‒–—−", r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, width.Fold.String(code))
}

// markCode gives the fraction of the best accepted code that matches. A * in an
// accepted code stands for any characters, as in typed answers.
func markCode(q *Question, given string, book CodeBook) Result {
	res := Result{}
	res.Expected, _ = bestOptions(q.Options, false)
	typed := CodeKey(given)
	if typed == "" {
		res.Reason = "Not answered."
		return res
	}
	best := -2.0
	for _, o := range q.Options {
		if o.Fraction > best && (o.Any || wildcardMatch(codePattern(o.Text), typed)) {
			best, res.Feedback = o.Fraction, o.Feedback
		}
	}
	res.settle(best)
	if res.Verdict() != Right && res.Feedback == "" {
		res.Feedback = whyNotCode(q, typed, book)
	}
	return res
}

func codePattern(s string) string {
	return strings.ReplaceAll(CodeKey(strings.ReplaceAll(s, string(wild), "")), "*", string(wild))
}

// whyNotCode says what is right of a code and what is not, by the accepted code
// that it is nearest to, and whether there is such a code.
func whyNotCode(q *Question, typed string, book CodeBook) string {
	set, year := q.CodeSet()
	near := nearestCode(q.Options, typed)
	var parts []string
	if near != "" {
		if why := compareCodes(set, near, typed); why != "" {
			parts = append(parts, why)
		}
	}
	if book == nil || set == "" {
		return strings.Join(parts, " ")
	}
	if valid, known := book.Valid(set, year, typed); known {
		name := CodeSetName(set)
		if year > 0 {
			name = fmt.Sprintf("%s %d", name, year)
		}
		if valid {
			parts = append(parts, fmt.Sprintf("%s is a code of %s, but not this one.", WriteCode(set, typed), name))
		} else {
			parts = append(parts, fmt.Sprintf("%s is no valid code of %s.", WriteCode(set, typed), name))
		}
	}
	return strings.Join(parts, " ")
}

// nearestCode is the accepted code that begins most like what was typed.
func nearestCode(options []Option, typed string) string {
	best := 0.0
	for _, o := range options {
		best = max(best, o.Fraction)
	}
	near, most := "", -1
	for _, o := range options {
		code := CodeKey(o.Text)
		if o.Fraction < best || best == 0 || o.Any || strings.Contains(code, "*") {
			continue
		}
		if n := sameStart(code, typed); n > most {
			near, most = code, n
		}
	}
	return near
}

// sameStart is how many characters two codes begin alike with.
func sameStart(a, b string) int {
	x, y := []rune(a), []rune(b)
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return n
}

// compareCodes says in a sentence or two how far a code is right; "" if there
// is nothing to say.
func compareCodes(set, key, typed string) string {
	right, given := []rune(key), []rune(typed)
	n := sameStart(key, typed)
	switch {
	case confused(key) == confused(typed):
		return "A letter and a digit that look alike are mixed up: O and 0, or I and 1."
	case swapped(right, given):
		return "Two characters that follow each other are swapped."
	case n == len(given):
		return fmt.Sprintf("Right as far as it goes, but %s missing: the code has %d.", charactersAre(len(right)-n), len(right))
	case n == len(right):
		return fmt.Sprintf("The code ends after %s; what follows is too much.", Count(n, "character"))
	case n == 0:
		return ""
	}
	return codeParts(set, right, n)
}

func charactersAre(n int) string {
	if n == 1 {
		return "1 character is"
	}
	return fmt.Sprintf("%d characters are", n)
}

// confused is a code with the characters alike that look alike.
func confused(code string) string {
	return strings.NewReplacer("O", "0", "I", "1", "L", "1").Replace(code)
}

// swapped reports whether two neighbours are all that differs.
func swapped(a, b []rune) bool {
	n := sameStart(string(a), string(b))
	return len(a) == len(b) && n+1 < len(a) && a[n] == b[n+1] && a[n+1] == b[n] && string(a[n+2:]) == string(b[n+2:])
}

// procedureParts are the characters of a medical and surgical procedure (CMS,
// ICD-10-PCS Official Guidelines for Coding and Reporting, section A). In other
// sections some characters mean something else.
var procedureParts = [...]string{"section", "body system", "root operation", "body part", "approach", "device", "qualifier"}

// codeParts says which parts of a code are right, whose first n characters are.
func codeParts(set string, right []rune, n int) string {
	wrong := ordinal(n+1) + " character"
	switch {
	case set == "icd10pcs" && right[0] == '0' && n < len(procedureParts):
		if n == 1 {
			return "The section is right; the body system, which is the second character, is not."
		}
		return fmt.Sprintf("%s and %s are right; the %s, which is the %s, is not.", capital("the "+strings.Join(procedureParts[:n-1], ", ")),
			procedureParts[n-1], procedureParts[n], wrong)
	case set == "icd10cm" && n >= 3: // the category is the first three (ICD-10-CM Official Guidelines, I.A.1)
		return fmt.Sprintf("The category %s is right; the %s is not.", string(right[:3]), wrong)
	case n == 1:
		return fmt.Sprintf("The first character is right; the %s is not.", wrong)
	}
	return fmt.Sprintf("The first %d characters are right; the %s is not.", n, wrong)
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// ordinal is a small number as a word: "fifth".
func ordinal(n int) string {
	words := [...]string{"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}
	if n < len(words) {
		return words[n]
	}
	return fmt.Sprintf("%dth", n)
}

// WriteCode writes a code as its set does: the codes of ICD-10-CM have a dot
// behind the category.
func WriteCode(set, code string) string {
	r := []rune(CodeKey(code))
	if set == "icd10cm" && len(r) > 3 {
		return string(r[:3]) + "." + string(r[3:])
	}
	return string(r)
}
