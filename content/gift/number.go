package gift

import (
	"math"
	"strconv"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// number reads what stands behind {#: 1822:1, 3.141..3.142, several answers
// with =, and ~#feedback for every other answer.
func (r *reader) number(start, end int) {
	q := &r.q
	q.Kind = quiz.Number
	other := r.mark(start, end, '~')
	to := end
	if other >= 0 {
		to = other
	}
	parts, ok := r.answerParts(start, to, "=")
	if !ok {
		return
	}
	// With one answer the feedback may follow directly, {#5#right}; what
	// stands before the first "=" is an answer too.
	q.Options = r.newOptions(len(parts) + 1)
	for _, p := range parts {
		fraction, rest, ok := r.weight(p.start, p.hash)
		if !ok {
			fraction = 1
		}
		o := r.option(rest, p, fraction)
		if r.dropEmpty(p, o) {
			continue
		}
		if !r.value(skipSpace(r.src, rest, p.hash), &o) {
			return
		}
		q.Options = append(q.Options, o)
	}
	if len(q.Options) == 0 {
		r.fail(start, "gift-too-few-answers", "This numerical question has no number as its answer.")
		return
	}
	if other >= 0 {
		p := part{mark: '~', at: other, start: other + 1, hash: end, end: end}
		if i := r.mark(p.start, end, '#'); i >= 0 {
			p.hash = i
		}
		o := r.option(p.start, p, 0)
		if o.Text != "" {
			r.warn(other, "gift-wrong-number", "A wrong answer after ~ cannot be a number of its own; its text %q is not used, as in Moodle.", parse.Excerpt(o.Text, 30))
		}
		o.Text, o.Markup, o.Any = "*", "", true
		q.Options = append(q.Options, o)
	}
	r.checkWeights(start, q.Options, false)
}

// value reads an option's text as a value and a tolerance, as lowest..highest,
// or as "*", and makes the text the value alone.
func (r *reader) value(at int, o *quiz.Option) bool {
	text := o.Text
	o.Markup = ""
	if text == "*" {
		o.Any = true
		return true
	}
	first, second, isRange := strings.Cut(text, "..")
	isRange = isRange && first != ""
	if !isRange {
		first, second, _ = strings.Cut(text, ":")
	}
	tolerant := isRange || strings.Contains(text, ":")
	a, b := strings.TrimSpace(first), strings.TrimSpace(second)
	comma := decimalComma(a) || tolerant && decimalComma(b)
	x, okA := r.amount(at, a, comma)
	y, okB := 0.0, true
	if tolerant && okA {
		y, okB = r.amount(at, b, comma)
	}
	switch {
	case !okA || !okB:
		return false
	case isRange:
		if x > y {
			r.repair(at, "gift-range-reversed", "The range %s begins with its higher end; it was read the other way round.", text)
			x, y = y, x
			a, b = b, a
		}
		// Rounded to one decimal more than was written, so that the middle
		// of 3.141..3.142 is 3.1415 and not 3.1414999999999997.
		places := max(decimals(a), decimals(b)) + 1
		o.Value = round(x/2+y/2, places)
		o.Tolerance = round(y/2-x/2, places)
		o.Text = strconv.FormatFloat(o.Value, 'f', -1, 64)
		if math.Abs(o.Value) >= 1e15 {
			o.Text = strconv.FormatFloat(o.Value, 'g', -1, 64)
		}
	default:
		if y < 0 {
			r.repair(at, "gift-negative-tolerance", "The tolerance %s is below zero; it was read as %s.", b, strings.TrimPrefix(b, "-"))
			y = -y
		}
		o.Value, o.Tolerance = x, y
		o.Text = plainNumber(a, comma)
	}
	if math.IsInf(o.Value, 0) || math.IsInf(o.Tolerance, 0) {
		r.fail(at, "gift-not-a-number", "The number %q is too large.", text)
		return false
	}
	return true
}

// amount reads one number. A comma is a decimal comma where comma says so, and
// otherwise separates thousands.
func (r *reader) amount(at int, s string, comma bool) (float64, bool) {
	plain := plainNumber(s, comma)
	f, ok := decimal(plain)
	switch {
	case !ok:
		r.fail(at, "gift-not-a-number", "%q is not a number.", s)
	case plain == s:
	case !comma && strings.Count(s, ",") == 1:
		r.fail(at, "gift-ambiguous-comma", "%q could be one thousand times as much; write %s or %s.", s, plain, strings.Replace(s, ",", ".", 1))
		ok = false
	case comma:
		r.repair(at, "gift-decimal-comma", "%q was read as %s. Moodle does not read decimal commas here.", s, plain)
	default:
		r.repair(at, "gift-number-written-oddly", "%q was read as %s.", s, plain)
	}
	return f, ok
}

// plainNumber writes a number as computers do.
func plainNumber(s string, comma bool) string {
	s = strings.ReplaceAll(s, "\u2212", "-") // minus sign
	if comma {
		return strings.Replace(s, ",", ".", 1)
	}
	if thousands(s) {
		return strings.ReplaceAll(s, ",", "")
	}
	return s
}

// decimalComma reports whether the one comma of a number can only be a decimal
// comma: it is not before a group of three digits, or follows a lone zero.
func decimalComma(s string) bool {
	return strings.Count(s, ",") == 1 && (!thousands(s) || strings.HasPrefix(strings.TrimPrefix(s, "-"), "0,"))
}

// thousands reports whether a number's commas separate groups of three digits.
func thousands(s string) bool {
	s, _, _ = strings.Cut(strings.TrimLeft(s, "+-\u2212"), ".")
	groups := strings.Split(s, ",")
	if len(groups) < 2 || len(groups[0]) < 1 || len(groups[0]) > 3 {
		return false
	}
	for i, g := range groups {
		if i > 0 && len(g) != 3 {
			return false
		}
		for j := 0; j < len(g); j++ {
			if !isDigit(g[j]) {
				return false
			}
		}
	}
	return true
}

// exact is a number of decimals past which nothing is rounded (float64 holds
// 15 significant digits).
const exact = 15

// decimals is how many digits stand behind a number's point or comma.
func decimals(s string) int {
	if strings.ContainsAny(s, "eE") {
		return exact
	}
	i := strings.IndexAny(s, ".,")
	if i < 0 {
		return 0
	}
	return len(s) - i - 1
}

func round(f float64, places int) float64 {
	if places > exact || math.Abs(f) > 1e15 {
		return f
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(f, 'f', places, 64), 64)
	if err != nil {
		return f
	}
	return rounded
}
