package quiz

import (
	"strconv"
	"strings"
)

// CodeSet is the code set that a question's codes are of, and its (fiscal)
// year: "icd10cm" and 2026 where it carries the tag code:icd10cm-2026. Without
// the tag the set is "", without a year the year is 0.
func (q *Question) CodeSet() (set string, year int) {
	tag := strings.ToLower(q.Tag("code"))
	if i := strings.LastIndexByte(tag, '-'); i >= 0 {
		if n, err := strconv.Atoi(tag[i+1:]); err == nil && n >= 1900 && n < 10000 {
			return tag[:i], n
		}
	}
	return tag, 0
}

// CodeSetName is what people call a code set: "ICD-10-CM" for "icd10cm". A set
// that is not known is in capitals.
func CodeSetName(set string) string {
	switch set {
	case "icd10cm":
		return "ICD-10-CM"
	case "icd10pcs":
		return "ICD-10-PCS"
	}
	return strings.ToUpper(set)
}
