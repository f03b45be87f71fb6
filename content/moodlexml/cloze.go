package moodlexml

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chartroom/content/gift"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// hole is where a gap stands in a text.
type hole struct {
	start, end int // of {...}
	weight     string
	kind       gift.GapType
	body       string // the answers
}

// holes finds the gaps in a text: {weight:TYPE:answers}, where a } that is
// escaped does not end them (Moodle, question/type/multianswer/
// questiontype.php).
func holes(text string) (found []hole) {
	for i := 0; ; {
		n := strings.IndexByte(text[i:], '{')
		if n < 0 {
			return found
		}
		i += n
		from := i + 1
		for from < len(text) && strings.IndexByte(spaces, text[from]) >= 0 {
			from++
		}
		weight, kind, length, ok := gift.GapHead(text[from:])
		if !ok {
			i++
			continue
		}
		end := unescaped(text[from+length:], "}")
		if end < 0 {
			return found // nor does any other end
		}
		found = append(found, hole{i, from + length + end + 1, weight, kind, text[from+length : from+length+end]})
		i = from + length + end + 1
	}
}

// unescaped is where the first of some characters stands that no backslash is
// before; -1 if there is none. A # that begins the number of an entity is not
// meant either.
func unescaped(s, chars string) int {
	for i := 0; ; i++ {
		n := strings.IndexAny(s[i:], chars)
		if n < 0 {
			return -1
		}
		if i += n; (i == 0 || s[i-1] != '\\') && !inEntity(s, i) {
			return i
		}
	}
}

// inEntity reports whether the # at i belongs to an entity such as &#38;.
func inEntity(s string, i int) bool {
	if s[i] != '#' || !strings.HasSuffix(s[:i], "&") && !strings.HasSuffix(s[:i], "&amp;") {
		return false
	}
	n := strings.IndexByte(s[i:min(len(s), i+longestEntity)], ';')
	if n < 0 {
		return false
	}
	_, ok := entity(s[i : i+n])
	return ok
}

// cloze reads a text with gaps. In the stem they become {{1}}, {{2}}, ...
func (r *reader) cloze() {
	q := &r.q
	q.Kind = quiz.Cloze
	found := holes(q.Stem)
	switch {
	case len(found) == 0:
		r.fail(r.root.at, "moodle-xml-no-gaps", "This text with gaps has no gap that can be read, such as {1:SA:=Paris}.")
		return
	case len(found) > parse.Limits.Columns:
		r.fail(r.root.at, "moodle-xml-too-many-answers", "This text has %d gaps; it may have %d.", len(found), parse.Limits.Columns)
		return
	}
	var b strings.Builder
	at := 0
	for i, h := range found {
		r.between(&b, q.Stem[at:h.start])
		b.WriteString("{{" + strconv.Itoa(i+1) + "}}")
		at = h.end
		gap, ok := r.gap(h)
		if !ok {
			return
		}
		q.Gaps = append(q.Gaps, gap)
	}
	r.between(&b, q.Stem[at:])
	q.Stem = b.String()
}

// between writes the text between gaps.
func (r *reader) between(b *strings.Builder, s string) {
	if strings.Contains(s, "{{") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "{{", "{ {"), "{{", "{ {")
		r.repair(r.root.at, "moodle-xml-double-braces", "Double braces mark a gap inside Chartroom; a space was put between them.")
	}
	b.WriteString(s)
}

// gap reads one gap.
func (r *reader) gap(h hole) (quiz.Gap, bool) {
	at := r.root.child("questiontext").at
	gap := quiz.Gap{Kind: h.kind.Kind, Multiple: h.kind.Multiple, CaseSensitive: h.kind.CaseSensitive, Weight: 1}
	if h.weight != "" {
		n, err := strconv.Atoi(h.weight)
		if err != nil || n == 0 || n > 1e9 {
			r.repair(at, "moodle-xml-gap-weight", "The weight %s of a gap was read as 1.", parse.Excerpt(h.weight, 20))
			n = 1
		}
		gap.Weight = float64(n)
	}
	for rest, more := h.body, true; more; {
		part := rest
		if n := unescaped(rest, "~"); n >= 0 {
			part, rest = rest[:n], rest[n+1:]
		} else {
			more = false
		}
		if len(gap.Options) >= parse.Limits.Columns {
			r.fail(at, "moodle-xml-too-many-answers", "A gap may have %d answers.", parse.Limits.Columns)
			return gap, false
		}
		o, ok := r.alternative(part, gap.Kind)
		if !ok {
			return gap, false
		}
		if o.Text == "" {
			r.repair(at, "moodle-xml-empty-answer", "An answer of a gap is empty and was left out.")
			continue
		}
		gap.Options = append(gap.Options, o)
	}
	r.checkGap(at, gap)
	return gap, !r.failed
}

// checkGap says what is odd about a gap's answers. As in Moodle, one of them
// must be a full mark, and a choice has two.
func (r *reader) checkGap(at int, gap quiz.Gap) {
	best := 0.0
	for _, o := range gap.Options {
		best = max(best, o.Fraction)
	}
	switch {
	case len(gap.Options) == 0, gap.Kind == quiz.Choice && len(gap.Options) < 2:
		r.fail(at, "moodle-xml-too-few-answers", "A gap has too few answers (%d): a list needs two, others one.", len(gap.Options))
	case best <= 0, !gap.Multiple && best < 1-fullSlack:
		r.fail(at, "moodle-xml-no-right-answer", "No answer of a gap is fully right. Write = before the right one.")
	}
}

// alternative reads one answer of a gap: "=right#well done", "%50%half",
// "wrong".
func (r *reader) alternative(s string, kind quiz.Kind) (o quiz.Option, ok bool) {
	at := r.root.child("questiontext").at
	s = strings.TrimLeft(s, spaces)
	if rest, right := strings.CutPrefix(s, "="); right {
		s, o.Fraction = rest, 1
	} else if strings.HasPrefix(s, "%") {
		if percent, rest, closed := strings.Cut(s[1:], "%"); closed && len(percent) <= 24 {
			if f, isNumber := gift.FromPercent(strings.Replace(percent, ",", ".", 1)); isNumber {
				if f < -1 || f > 1 {
					r.fail(at, "moodle-xml-weight", "The weight %s %% is outside -100 to 100.", percent)
					return o, false
				}
				s, o.Fraction = rest, f
			}
		}
	}
	if n := unescaped(s, "#"); n >= 0 {
		s, o.Feedback = s[:n], gapWords(s[n+1:])
	}
	o.Text = gapWords(s)
	switch {
	case o.Text == "":
	case kind == quiz.Number:
		number, tolerance, _ := strings.Cut(o.Text, ":")
		o.Text = strings.TrimSpace(number)
		return o, r.value(at, &o, tolerance)
	case kind == quiz.Text:
		o.Any = o.Text == "*"
	}
	return o, true
}

var gapEscapes = strings.NewReplacer(`\}`, "}", `\#`, "#", `\~`, "~")

// gapWords is a text in a gap without its escapes and entities.
func gapWords(s string) string {
	var e element
	return clean(e.unescape(gapEscapes.Replace(s)))
}

// putGapWords writes a text so that gapWords, and Moodle, read it again. All
// that means something is written as a number, for Moodle has no way to escape
// a backslash.
func putGapWords(b *strings.Builder, s string) {
	for i, c := range s {
		switch {
		case strings.ContainsRune(`&\}{~#`, c), i == 0 && (c == '=' || c == '%'):
			b.WriteString("&#" + strconv.Itoa(int(c)) + ";")
		default:
			b.WriteRune(c)
		}
	}
}

// dropMark is where a word goes in a text of Moodle's gapselect and ddwtos.
var dropMark = regexp.MustCompile(`\[\[(\d{1,4})\]\]`)

// gapSelect reads a text whose gaps are filled from lists of words: each gap
// names the right word, whose group is the list.
func (r *reader) gapSelect() {
	q := &r.q
	q.Kind = quiz.Cloze
	type word struct{ text, group string }
	var words []word
	name := "selectoption"
	if r.root.child(name) == nil {
		name = "dragbox"
	}
	for _, e := range r.answers(name) {
		words = append(words, word{r.field(e, q.Markup).text, e.value("group")})
	}
	marks := dropMark.FindAllStringSubmatchIndex(q.Stem, parse.Limits.Columns+1)
	if r.failed {
		return
	}
	if len(marks) == 0 || len(marks)*len(words) > mostParts {
		r.fail(r.root.at, "moodle-xml-no-gaps", "This text has no gaps such as [[1]], or too many words to fill them.")
		return
	}
	var b strings.Builder
	at := 0
	for i, m := range marks {
		n, _ := strconv.Atoi(q.Stem[m[2]:m[3]])
		if n < 1 || n > len(words) || words[n-1].text == "" {
			r.fail(r.root.at, "moodle-xml-no-right-answer", "The gap [[%d]] names a word that is not there.", n)
			return
		}
		right := words[n-1]
		gap := quiz.Gap{Kind: quiz.Choice, Weight: 1}
		for _, w := range words {
			same := func(o quiz.Option) bool { return o.Text == w.text }
			if w.text == "" || w.group != right.group || slices.ContainsFunc(gap.Options, same) {
				continue
			}
			o := quiz.Option{Text: w.text}
			if w.text == right.text {
				o.Fraction = 1
			}
			gap.Options = append(gap.Options, o)
		}
		if len(gap.Options) < 2 {
			r.fail(r.root.at, "moodle-xml-too-few-answers", "The gap [[%d]] has one word to choose from.", n)
			return
		}
		r.between(&b, q.Stem[at:m[0]])
		b.WriteString("{{" + strconv.Itoa(i+1) + "}}")
		at = m[1]
		q.Gaps = append(q.Gaps, gap)
	}
	r.between(&b, q.Stem[at:])
	q.Stem = b.String()
}
