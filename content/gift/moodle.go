package gift

import "chartroom/quiz"

// What Moodle's formats have in common is at home here, where most of it is
// used; content/moodlexml reads and writes the same.

// GapType is what the word in {1:WORD: says of a gap.
type GapType struct {
	Kind          quiz.Kind // quiz.Choice, quiz.Text or quiz.Number
	Multiple      bool      // several answers may be chosen
	CaseSensitive bool
}

// GapHead splits what stands in the braces of a cloze gap, "1:SA:=Paris", into
// its weight ("" = 1), its type and the length of both; ok is false where no
// gap begins.
func GapHead(s string) (weight string, t GapType, length int, ok bool) {
	weight, found, length, ok := gapHead(s)
	return weight, GapType{found.kind, found.multiple, found.exact}, length, ok
}

// GapWord is the word for a gap's type.
func GapWord(gap quiz.Gap) string { return gapWord(gap) }

// Percent writes a fraction of 1 in percent, so that FromPercent gives the
// same number again.
func Percent(fraction float64) string { return percent(fraction) }

// FromPercent reads a number of percent, with a point, as a fraction of 1.
func FromPercent(s string) (fraction float64, ok bool) { return decimal(s + "e-2") }

// Decimal reads a number as people write them: digits, a sign, a point and an
// exponent.
func Decimal(s string) (f float64, ok bool) { return decimal(s) }

// NumberText is the value of an accepted number as its author wrote it, or the
// plainest way to write it.
func NumberText(o quiz.Option) string { return valueText(o) }

// KnownFraction reports whether Moodle accepts a fraction as an answer's weight.
func KnownFraction(f float64) bool { return knownFraction(f) }

// CategoryPath is a path without the parts that mean a place in a Moodle site
// ("$course$", "top"). Parts are split by "/"; "//" is a slash in a part.
func CategoryPath(path string) string { return categoryPath(path) }

// CutSource cuts a last sentence or line "Source: ..." off a rationale. In
// HTML, tags that end with the text may follow it.
func CutSource(rationale string) (rest, source string) { return cutSource(rationale) }

// AddSource is a rationale with a last line that CutSource cuts off.
func AddSource(rationale, source string) string {
	switch {
	case source == "":
		return rationale
	case rationale == "":
		return sourceMark + source
	}
	return rationale + "\n" + sourceMark + source
}

// StripTags cuts out what looks like an HTML tag: < and a letter, / or !, up to
// the next >.
func StripTags(s string) string { return stripTags(s) }

// DefaultName is the name of a question that has no title: its first words.
func DefaultName(stem string) string { return defaultName(stem) }
