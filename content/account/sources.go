package account

import (
	"regexp"
	"strings"
)

// A source is exact if somebody can open it at the place: it has a year, and a
// section, a chapter, a table, an entry or a volume, or it names body, work and
// place; or it is a formula that is written out.
var (
	year    = regexp.MustCompile(`\b(?:FY|CY|PY)?(?:19|20)\d\d\b`)
	section = regexp.MustCompile(`\bCFR (?:Parts? )?\d|\bU\.?S\.?C?\.? (?:§ ?)?\d|§|\bFR \d` + // law
		`|\b[IVX]+\.[A-Z]\b|\b[A-Z]{1,2}-?\d+(?:\.\d+)*\b|\b\d+\.\d+\b` + // I.C.4.a, B3.8, AC-3, 8.1
		`|\b\d+\(\d+\)|\b(?:Medicine|Journal|Society|Interest|Bulletin|Science|Measurement) (?:[A-Z] )?\d+\b` + // volumes
		`|\b(?i:sections?|chapters?|appendix|parts?|tables?|title|pages?|steps?|standards?|principles?|elements?|rules?|articles?|recommendation|best practices?|form locators?|class|entry|entries) (?:[\dA-Z"]|on )`)
	formula = regexp.MustCompile(`(?i)^standard (?:audit )?(?:formula|definition).{8,}`)
)

// named is how many parts, split by commas, a source has before its year that
// names body, work and place: "HFMA, MAP Keys, clean claim rate, 2024". A part
// behind the year names the place too: "NIST SP 800-88 Revision 2, 2025, on
// degaussing".
const named = 3

var (
	remark = regexp.MustCompile(`\([^()]*\)`)
	behind = regexp.MustCompile(`^[^,;]*, (?:on )?\pL{3}`)
)

func exact(source string) bool {
	if formula.MatchString(source) {
		return true
	}
	at := year.FindAllStringIndex(source, -1)
	if at == nil {
		return false
	}
	last := at[len(at)-1]
	before := strings.TrimRight(source[:last[0]], ", ")
	return section.MatchString(source) || strings.Count(before, ",")+1 >= named ||
		behind.MatchString(remark.ReplaceAllString(source[last[1]:], ""))
}
