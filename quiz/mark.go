package quiz

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"

	"chartroom/quiz/srs"
)

// Result is what an answer earned, and why.
type Result struct {
	Mark     float64  // 0 to 1
	Reason   string   // a sentence for the learner
	Feedback string   // of the option that decided; may be empty
	Expected string   // an answer that earns full marks
	Gaps     []Result // cloze, table: one a gap; build: one a piece; match: one an option with a text; order: one a place
}

// Verdict sorts marks into the three words shown with a mark.
type Verdict uint8

// The verdicts.
const (
	Wrong  Verdict = iota
	Partly         // more than nothing, less than everything
	Right
)

// Verdict is the result's mark in a word. Fractions written with seven
// decimals, as Moodle does (three thirds make .9999999), still make Right.
func (r Result) Verdict() Verdict { return VerdictOf(r.Mark) }

// VerdictOf is a mark in a word.
func VerdictOf(mark float64) Verdict {
	switch {
	case mark >= 1-fractionSlack:
		return Right
	case mark > fractionSlack:
		return Partly
	}
	return Wrong
}

// fractionSlack is how far apart equal fractions may be written (Moodle
// 4.5.6, question/type/questiontypebase.php compares within 0.00001).
const fractionSlack = 1e-5

// Mark says what a response to a question earns. A flashcard is not marked:
// its learner grades herself, and Mark returns the back as Expected. A drill
// is marked by its Instance.
func Mark(q *Question, r Response) Result { return MarkWith(q, r, nil) }

// MarkWith is Mark with a book of codes, which can say of a wrong code whether
// there is such a code at all; nil where none is installed. No mark depends on
// it.
func MarkWith(q *Question, r Response, book CodeBook) Result {
	switch q.Kind {
	case Choice, TrueFalse:
		return markChoice(q.Options, q.Multiple, r.Chosen)
	case Text:
		return markText(q.Options, q.CaseSensitive, r.Text)
	case Number:
		return markNumber(q.Options, q.Drill.withoutUnit(r.Text))
	case Code:
		return markCode(q, r.Text, book)
	case Cloze, Table:
		return markCloze(q.Gaps, r.Gaps)
	case Match:
		return markMatch(q.Options, r.Gaps)
	case Order:
		return markOrder(q.Options, r.Chosen)
	case Hotspot:
		return markHotspot(q.Picture, r.Point)
	case Build:
		return markBuild(q, r.Gaps)
	case Flip:
		if len(q.Options) > 0 {
			return Result{Expected: q.Options[0].Text}
		}
	case Drill:
		res := Result{Reason: "A drill is marked with the numbers that it was asked with."}
		if q.Drill != nil {
			res.Expected = q.Drill.Formula
		}
		return res
	}
	return Result{Reason: "Questions of this kind are not marked."}
}

// markChoice adds the fractions of the chosen options, 0 at least and 1 at
// most, as Moodle does. Ticking more options than the learner was told are
// right earns nothing: otherwise ticking all would be a full mark wherever
// wrong options cost nothing.
func markChoice(options []Option, multiple bool, chosen []int) Result {
	expected, right := bestOptions(options, multiple)
	res := Result{Expected: expected}
	if len(chosen) == 0 {
		res.Reason = "Not answered."
		return res
	}
	if limit := max(right, 1); len(chosen) > limit || !multiple && len(chosen) > 1 {
		res.Reason = fmt.Sprintf("%d options chosen; %d may be.", len(chosen), limit)
		return res
	}
	sum := 0.0
	seen := map[int]bool{}
	for _, i := range chosen {
		if i < 0 || i >= len(options) || seen[i] {
			res.Reason = "The answer names an option that the question does not have."
			return res
		}
		seen[i] = true
		sum += options[i].Fraction
	}
	if len(chosen) == 1 {
		res.Feedback = options[chosen[0]].Feedback
	}
	res.settle(sum)
	return res
}

// settle sets the mark from a sum of fractions, and the reason from the mark.
func (r *Result) settle(sum float64) {
	r.Mark = math.Max(0, math.Min(1, sum))
	switch VerdictOf(r.Mark) {
	case Right:
		r.Mark, r.Reason = 1, "Right."
	case Partly:
		r.Reason = fmt.Sprintf("Partly right: %.0f %%.", r.Mark*100)
	default:
		r.Mark, r.Reason = 0, "Not right."
	}
}

// bestOptions is the text of what earns full marks, and how many options that is.
func bestOptions(options []Option, multiple bool) (expected string, count int) {
	var texts []string
	best := 0.0
	for _, o := range options {
		switch {
		case multiple && o.Fraction > 0:
			texts = append(texts, o.Text)
		case !multiple && o.Fraction > best && !o.Any:
			best, texts = o.Fraction, []string{o.Text}
		}
	}
	return strings.Join(texts, "; "), len(texts)
}

// markText gives the fraction of the best accepted answer that matches.
func markText(options []Option, caseSensitive bool, given string) Result {
	res := Result{}
	res.Expected, _ = bestOptions(options, false)
	res.Expected = strings.ReplaceAll(res.Expected, `\*`, "*") // as it is typed
	if strings.TrimSpace(given) == "" {
		res.Reason = "Not answered."
		return res
	}
	typed := Normalise(given, caseSensitive)
	best := -2.0
	for _, o := range options {
		if o.Fraction > best && (o.Any || wildcardMatch(normalisePattern(o.Text, caseSensitive), typed)) {
			best, res.Feedback = o.Fraction, o.Feedback
		}
	}
	res.settle(best)
	return res
}

// Normalise is how typed answers are compared: Unicode NFC, spaces folded to
// one, curly quotes and dashes as on a keyboard, and case folded unless it
// counts. (Moodle 4.5.6, question/type/shortanswer/question.php, compares in
// NFC; quotes and dashes are ours, because phones type them unasked.)
func Normalise(s string, caseSensitive bool) string {
	s = norm.NFC.String(s)
	if !caseSensitive { // first, for folding makes apostrophes (of ŉ)
		s = cases.Fold().String(s)
	}
	s = strings.Map(func(r rune) rune {
		switch r {
		case '‘', '’', 'ʼ', '′':
			return '\''
		case '“', '”', '″':
			return '"'
		case '‐', '‑', '‒', '–', '—', '−':
			return '-'
		}
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// wild stands for the wildcard in a normalised pattern: a private-use rune
// that no keyboard types.
const wild = '\uE000'

// normalisePattern is Normalise for an accepted answer, in which * stands for
// any run of characters and \* for a star.
func normalisePattern(s string, caseSensitive bool) string {
	s = strings.ReplaceAll(s, string(wild), "")
	s = strings.ReplaceAll(s, `\*`, "\uE001")
	s = strings.ReplaceAll(s, "*", string(wild))
	s = strings.ReplaceAll(s, "\uE001", "*")
	return Normalise(s, caseSensitive)
}

// wildcardMatch reports whether s matches pattern, in time proportional to
// the product of their lengths at worst.
func wildcardMatch(pattern, s string) bool {
	parts := strings.Split(pattern, string(wild))
	if len(parts) == 1 {
		return pattern == s
	}
	first, last := parts[0], parts[len(parts)-1]
	if !strings.HasPrefix(s, first) || len(s) < len(first)+len(last) || !strings.HasSuffix(s, last) {
		return false
	}
	s = s[len(first) : len(s)-len(last)]
	for _, p := range parts[1 : len(parts)-1] {
		i := strings.Index(s, p)
		if i < 0 {
			return false
		}
		s = s[i+len(p):]
	}
	return true
}

// markNumber gives the fraction of the best accepted value within its
// tolerance.
func markNumber(options []Option, given string) Result {
	res := Result{}
	res.Expected, _ = bestOptions(options, false)
	if strings.TrimSpace(given) == "" {
		res.Reason = "Not answered."
		return res
	}
	readings := ParseNumber(given)
	if len(readings) == 0 {
		res.Reason = fmt.Sprintf("%q is not a number.", given)
		return res
	}
	best := -2.0
	for _, o := range options {
		if o.Fraction > best && (o.Any || acceptsAny(o, readings)) {
			best, res.Feedback = o.Fraction, o.Feedback
		}
	}
	res.settle(best)
	return res
}

func acceptsAny(o Option, readings []float64) bool {
	for _, x := range readings {
		// A little more than the tolerance, so that 0.3 is within 0.1 of
		// 0.2 in binary too.
		if math.Abs(x-o.Value) <= o.Tolerance+1e-9*math.Max(1, math.Abs(o.Value)) {
			return true
		}
	}
	return false
}

// ParseNumber reads a number as people type it: 1,250.5 or 1250,5 or 1 250,
// with a currency sign before or a percent sign after. One comma and three
// digits can be read in two ways; both are returned. No number: nil.
func ParseNumber(s string) []float64 {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || r == '\'':
			return -1
		case r == '−' || r == '–':
			return '-'
		}
		return r
	}, width.Fold.String(s)) // not NFKC, which makes 102 of 10²
	rest, negative := strings.CutPrefix(strings.TrimSuffix(s, "%"), "-")
	s = strings.TrimLeft(rest, "$€£")
	if negative {
		s = "-" + s
	}
	if s == "" || strings.ContainsAny(s, "xXpP_nNiI") { // hex, digit groups, NaN, Inf
		return nil
	}
	comma, dot := strings.LastIndexByte(s, ','), strings.LastIndexByte(s, '.')
	var forms []string
	switch {
	case comma < 0:
		forms = []string{s}
	case dot > comma: // 1,250.5
		forms = []string{strings.ReplaceAll(s, ",", "")}
	case dot >= 0: // 1.250,5
		forms = []string{strings.Replace(strings.ReplaceAll(s, ".", ""), ",", ".", 1)}
	case strings.Count(s, ",") > 1: // 1,250,000
		forms = []string{strings.ReplaceAll(s, ",", "")}
	case len(s)-comma-1 == 3 && leadsThousands(s[:comma]): // 1,250: thousand or one and a quarter
		forms = []string{strings.ReplaceAll(s, ",", ""), strings.Replace(s, ",", ".", 1)}
	default: // 0,05 and 0,125
		forms = []string{strings.Replace(s, ",", ".", 1)}
	}
	var out []float64
	for _, f := range forms {
		if x, err := strconv.ParseFloat(f, 64); err == nil && !math.IsInf(x, 0) {
			out = append(out, x)
		}
	}
	return out
}

// leadsThousands reports whether s can stand before a comma that groups
// digits: a sign and one to three characters, not beginning with 0.
func leadsThousands(s string) bool {
	s = strings.TrimLeft(s, "+-")
	return len(s) >= 1 && len(s) <= 3 && s[0] != '0'
}

// markCloze is the mean of the gaps' marks by their weights.
func markCloze(gaps []Gap, given []string) Result {
	var res Result
	var sum, total float64
	var expected []string
	answered := false
	for i, g := range gaps {
		text := ""
		if i < len(given) {
			text = given[i]
		}
		answered = answered || strings.TrimSpace(text) != ""
		var part Result
		switch g.Kind {
		case Number:
			part = markNumber(g.Options, text)
		case Choice:
			part = markGapChoice(g, text)
		default:
			part = markText(g.Options, g.CaseSensitive, text)
		}
		res.Gaps = append(res.Gaps, part)
		expected = append(expected, part.Expected)
		sum += part.Mark * g.Weight
		total += g.Weight
	}
	res.Expected = strings.Join(expected, " · ")
	if !answered || total == 0 {
		res.Reason = "Not answered."
		return res
	}
	res.settle(sum / total)
	return res
}

// markGapChoice marks a gap that is filled from a list: the response holds
// the chosen option's text, or the texts of several, joined by GapJoin.
func markGapChoice(g Gap, text string) Result {
	if text == "" {
		return markChoice(g.Options, g.Multiple, nil)
	}
	texts := []string{text}
	if g.Multiple {
		texts = strings.Split(text, GapJoin)
	}
	var chosen []int
	for _, t := range texts {
		chosen = append(chosen, slices.IndexFunc(g.Options, func(o Option) bool { return o.Text == t }))
	}
	return markChoice(g.Options, g.Multiple, chosen)
}

// GradeOf is how a marked answer becomes a grade: wrong or only partly right
// = again; right but only a guess, or after a hint = hard; right, sure and
// quick for this learner = easy; otherwise right = good. pace is the
// learner's median time for questions of this kind, 0 if not known yet; quick
// is under half of it.
func GradeOf(r Result, c Certainty, hint bool, took, pace time.Duration) srs.Grade {
	switch {
	case r.Verdict() != Right:
		return srs.Again
	case hint || c == Guess:
		return srs.Hard
	case c == Sure && took > 0 && took < pace/2:
		return srs.Easy
	}
	return srs.Good
}
