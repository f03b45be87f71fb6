package gift

import (
	"regexp"
	"strconv"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// gapType is what the word in {1:WORD: means. The variants that only say how a
// menu looks or whether it is shuffled are one type here.
type gapType struct {
	kind     quiz.Kind
	multiple bool
	exact    bool // capitals matter
}

// gapTypes are the words that Moodle knows (question/type/multianswer/
// questiontype.php, ANSWER_TYPE_DEF_REGEX).
var gapTypes = map[string]gapType{
	"SHORTANSWER": {kind: quiz.Text}, "SA": {kind: quiz.Text}, "MW": {kind: quiz.Text},
	"SHORTANSWER_C": {kind: quiz.Text, exact: true}, "SAC": {kind: quiz.Text, exact: true}, "MWC": {kind: quiz.Text, exact: true},
	"NUMERICAL": {kind: quiz.Number}, "NM": {kind: quiz.Number},
	"MULTICHOICE": {kind: quiz.Choice}, "MC": {kind: quiz.Choice},
	"MULTICHOICE_V": {kind: quiz.Choice}, "MCV": {kind: quiz.Choice},
	"MULTICHOICE_H": {kind: quiz.Choice}, "MCH": {kind: quiz.Choice},
	"MULTICHOICE_S": {kind: quiz.Choice}, "MCS": {kind: quiz.Choice},
	"MULTICHOICE_VS": {kind: quiz.Choice}, "MCVS": {kind: quiz.Choice},
	"MULTICHOICE_HS": {kind: quiz.Choice}, "MCHS": {kind: quiz.Choice},
	"MULTIRESPONSE": {kind: quiz.Choice, multiple: true}, "MR": {kind: quiz.Choice, multiple: true},
	"MULTIRESPONSE_H": {kind: quiz.Choice, multiple: true}, "MRH": {kind: quiz.Choice, multiple: true},
	"MULTIRESPONSE_S": {kind: quiz.Choice, multiple: true}, "MRS": {kind: quiz.Choice, multiple: true},
	"MULTIRESPONSE_HS": {kind: quiz.Choice, multiple: true}, "MRHS": {kind: quiz.Choice, multiple: true},
}

// gapHead splits "1:SA:=Paris" into its weight, its type and the length of the
// head. Colons may be escaped, as GIFT wants them.
func gapHead(s string) (weight string, t gapType, length int, ok bool) {
	i := 0
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	weight = s[:i]
	colon := func() bool {
		if i < len(s) && s[i] == '\\' {
			i++
		}
		if i < len(s) && s[i] == ':' {
			i++
			return true
		}
		return false
	}
	if !colon() {
		return "", gapType{}, 0, false
	}
	from := i
	for i < len(s) && (isLetter(s[i]) || s[i] == '_') {
		i++
	}
	t, ok = gapTypes[strings.ToUpper(s[from:i])]
	if !ok || !colon() {
		return "", gapType{}, 0, false
	}
	return weight, t, i, true
}

// isGap reports whether what stands in braces is a cloze gap.
func isGap(s string) bool {
	if s == "" || !isDigit(s[0]) && s[0] != ':' {
		return false
	}
	_, _, _, ok := gapHead(s)
	return ok
}

// longestWord is how long a lone answer in a second {...} may be, in bytes,
// to be taken for a gap.
const longestWord = 60

// allGaps reports whether every {...} of a text can be read as a gap.
func (r *reader) allGaps(found []answers) bool {
	for i, a := range found {
		start, end := trim(r.src, a.open+1, a.close)
		s := r.src[start:end]
		switch {
		case s == "" || s[0] == '>':
			return false
		case strings.HasPrefix(s, "####"):
			if i == 0 || i < len(found)-1 {
				return false
			}
		case r.marked(start, end):
			if strings.Contains(s, "->") {
				return false
			}
		case len(s) > longestWord || strings.IndexByte(s, '\n') >= 0:
			return false
		}
	}
	return true
}

// marked reports whether a trimmed {...} holds what only answers have.
func (r *reader) marked(start, end int) bool {
	return start < end && r.src[start] == '#' || r.hasMark(start, end, '=') || r.hasMark(start, end, '~')
}

// onlyGaps leaves out what stands in braces without being a gap, beside gaps.
func (r *reader) onlyGaps(found []answers) (gaps []answers) {
	for _, a := range found {
		if start, end := trim(r.src, a.open+1, a.close); a.cloze || r.marked(start, end) {
			gaps = append(gaps, a)
			continue
		}
		r.warn(a.open, "gift-brace-not-escaped", "These braces hold no answers, so they were read as part of the text. Write \\{ and \\}.")
	}
	return gaps
}

// GapText is how a gap stands in a stem (quiz.Gap).
var GapText = regexp.MustCompile(`\{\{(\d+)\}\}`)

// gapMark stands for a gap while the stem is put together. It is a control
// character, and cut out of the file's own text.
const gapMark = "\x01"

// cloze reads a text with gaps. In the stem they become {{1}}, {{2}}, ...
func (r *reader) cloze(start, end int, found []answers) {
	q := &r.q
	q.Kind = quiz.Cloze
	if len(found) > parse.Limits.Columns {
		r.fail(start, "gift-too-many-answers", "This text has %d gaps; it may have %d.", len(found), parse.Limits.Columns)
		return
	}
	// The gaps inherit the markup, so it is found before them.
	_, q.Markup = r.markedText(r.src[start:found[0].open]+gapMark, "")
	var raw strings.Builder
	at := start
	last := "" // the rationale, which is the last block's
	for i, a := range found {
		raw.WriteString(strings.ReplaceAll(r.src[at:a.open], gapMark, ""))
		at = a.close + 1
		if from, to := trim(r.src, a.open+1, a.close); i > 0 && i == len(found)-1 && strings.HasPrefix(r.src[from:to], "####") {
			last = r.src[from+4 : to]
			continue
		}
		raw.WriteString(gapMark)
		gap, ok := r.gap(a)
		if !ok {
			return
		}
		q.Gaps = append(q.Gaps, gap)
	}
	raw.WriteString(strings.ReplaceAll(r.src[at:end], gapMark, ""))
	q.Options = nil
	stem, markup := r.markedText(raw.String(), "")
	if text := GapText.ReplaceAllString(stem, "{ {$1}}"); text != stem {
		r.repair(start, "gift-double-braces", "Double braces around a number mark a gap inside Chartroom; a space was put between them.")
		stem = text
	}
	for i := range q.Gaps {
		stem = strings.Replace(stem, gapMark, "{{"+strconv.Itoa(i+1)+"}}", 1)
	}
	r.setStem(stem, markup)
	if last != "" {
		r.rationale(last)
	}
}

// gap reads one gap: of a cloze, or as a GIFT question would be.
func (r *reader) gap(a answers) (quiz.Gap, bool) {
	start, end := trim(r.src, a.open+1, a.close)
	gap := quiz.Gap{Weight: 1}
	q := &r.q
	q.Options = nil
	if !a.cloze {
		switch {
		case r.src[start] == '#':
			r.number(start+1, end)
		case r.hasMark(start, end, '~'):
			r.choice(start, end)
		case r.trueFalse(start, end):
			q.Kind = quiz.Choice
		default:
			r.shortText(start, end)
		}
		gap.Kind, gap.Multiple, gap.Options = q.Kind, q.Multiple, q.Options
		q.Kind, q.Multiple = quiz.Cloze, false
		return gap, !r.failed
	}
	weight, t, length, _ := gapHead(r.src[start:end])
	gap.Kind, gap.Multiple, gap.CaseSensitive = t.kind, t.multiple, t.exact
	if weight != "" {
		n, err := strconv.Atoi(weight)
		if err != nil || n == 0 {
			r.repair(start, "gift-gap-weight", "The weight %s of a gap was read as 1.", weight)
			n = 1
		}
		gap.Weight = float64(n)
	}
	start += length
	parts := r.split(start, end, "~")
	if len(parts) > parse.Limits.Columns {
		r.fail(start, "gift-too-many-answers", "This gap has %d answers; it may have %d.", len(parts), parse.Limits.Columns)
		return gap, false
	}
	gap.Options = r.newOptions(len(parts))
	for _, p := range parts {
		o, ok := r.alternative(p, t.kind)
		if r.failed {
			return gap, false
		}
		if ok {
			gap.Options = append(gap.Options, o)
		}
	}
	if len(gap.Options) == 0 {
		r.fail(start, "gift-too-few-answers", "This gap has no answer.")
		return gap, false
	}
	r.checkWeights(start, gap.Options, gap.Multiple)
	return gap, !r.failed
}

// alternative reads one answer of a gap: "=right#well done", "%50%half",
// "wrong". A "=" inside is text.
func (r *reader) alternative(p part, kind quiz.Kind) (quiz.Option, bool) {
	from := skipSpace(r.src, p.start, p.hash)
	fraction := 0.0
	if from < p.hash && r.src[from] == '=' {
		fraction = 1
		from++
	} else if f, rest, ok := r.weight(from, p.hash); ok {
		fraction, from = f, rest
	}
	o := r.option(from, p, fraction)
	if o.Text == "" {
		if p.mark != 0 {
			r.dropEmpty(p, o)
		}
		return o, false
	}
	ok := true
	switch kind {
	case quiz.Number:
		ok = r.value(from, &o)
	case quiz.Text:
		o.Any = o.Text == "*"
	}
	return o, ok
}
