// Package missingword reads Moodle's missing word format: a sentence in which
// the answers stand in braces where the word is missing. What Moodle 4.5 reads
// (question/format/missingword/format.php) means the same here.
//
//	As soon as we begin to explore our body parts as infants
//	we become students of {=anatomy ~reflexology ~75%science#Nearly}.
//
//	what stands there      what is read
//	{=a ~b ~c}             a choice; = is right
//	{~75%b}, {75%b}        a choice that earns three quarters
//	{=a#comment ~b#no}     feedback on a choice
//	{~_3 days}             an underscore protects a number at the beginning
//	{=a}, {a}              one answer: it is typed
//	no braces              an error, as in Moodle; the block is left out
//
// Blank lines stand between questions; the lines of a question are one. There
// are no escapes, titles, ids, comments or pairs: those are GIFT, which Looks
// tells apart by the weights ("~75%" here, "~%75%" there). Beyond Moodle, a
// weight written as in GIFT, spaces around marks and an empty choice are read
// and said. It never touches a disk, a clock or a database.
package missingword

import (
	"context"
	"strconv"
	"strings"

	"chartroom/content/gift"
	"chartroom/content/intake"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// Options change how a file is read.
type Options struct {
	NoRepairs bool // every repair is an error, and costs its question
}

// Parse reads a file into the bank of this name, repairing what it can. The
// error is for files of which nothing could be read.
func Parse(ctx context.Context, data []byte, bank string, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	return ParseWith(ctx, data, bank, Options{}, report)
}

// ParseWith is Parse with options.
func ParseWith(ctx context.Context, data []byte, bank string, o Options, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	in := intake.New(bank, "missingword", o.NoRepairs)
	text, err := in.Decode("", data)
	if err != nil {
		return quiz.Bank{}, nil, err
	}
	for at := 0; at < len(text); {
		start, end := block(text, at)
		if err := in.Step(ctx, report, at, len(text)); err != nil {
			return quiz.Bank{}, in.Problems(), err
		}
		if start < end && in.Full(start) {
			break
		}
		if start < end {
			question(in.Draft(start), text, start, end)
		}
		at = end + 1
	}
	return in.Result(report, len(text))
}

// block is the next run of lines that are not blank, from an offset on.
func block(text string, at int) (start, end int) {
	start = at
	for at < len(text) {
		line, _, _ := strings.Cut(text[at:], "\n")
		blank := strings.TrimSpace(line) == ""
		switch {
		case blank && at == start:
			start = at + len(line) + 1
		case blank:
			return start, at - 1
		}
		at += len(line) + 1
	}
	return min(start, len(text)), len(text)
}

// missing is what stands in a text for the word that is asked for.
const missing = "_____"

// question reads the block text[start:end].
func question(d *intake.Draft, text string, start, end int) {
	defer d.Keep()
	s := text[start:end]
	if len(s) > parse.Limits.Question {
		d.Fail(start, "too-long", "This question has %s; one may have %s", parse.Size(int64(len(s))), parse.Size(int64(parse.Limits.Question)))
		return
	}
	opening, closing := strings.IndexByte(s, '{'), strings.IndexByte(s, '}')
	switch {
	case opening < 0 || closing < 0:
		d.Q.Stem = oneLine(s)
		d.Fail(start, "no-braces", "This text has no answers in braces")
		return
	case closing < opening:
		d.Q.Stem = oneLine(s)
		d.Fail(start+closing, "brace-not-opened", "This } stands before the first {")
		return
	}
	d.Q.Stem = oneLine(s[:opening] + missing + s[closing+1:])
	if rest := s[closing+1:]; strings.IndexByte(rest, '{') >= 0 {
		d.Warn(start+closing+1+strings.IndexByte(rest, '{'), "second-answers", "Only one word can be missing; these braces are read as part of the text.")
	}
	answers(d, s[opening+1:closing], start+opening+1)
}

// answers reads what stands in the braces, which begins at an offset.
func answers(d *intake.Draft, s string, at int) {
	parts := split(s, at)
	if len(parts) == 1 {
		d.Q.Kind = quiz.Text
		answer := oneLine(strings.TrimPrefix(parts[0].text, "="))
		if i := strings.IndexByte(answer, '#'); i >= 0 {
			d.Warn(parts[0].at, "comment-on-typed-answer", "Where one answer is given it is typed, and a comment after # is read as a part of it, as in Moodle.")
		}
		if answer != "" {
			d.Q.Options = []quiz.Option{{Text: answer, Fraction: 1, Any: answer == "*"}}
		}
		return
	}
	d.Q.Kind = quiz.Choice
	for _, p := range parts {
		if p.inWord {
			d.Warn(p.at, "equals-in-word", "This = begins another right answer, %q; there is no way to write it as text.", parse.Excerpt(p.text, 30))
		}
		o, ok := option(d, p)
		if ok && o.Text == "" {
			d.Repair(p.at, "empty-answer", "This answer is empty and was left out.")
			continue
		}
		if !ok {
			return
		}
		d.Q.Options = append(d.Q.Options, o)
	}
}

// part is one answer, and where it begins.
type part struct {
	text   string
	at     int
	inWord bool // it begins with a "=" in the middle of a word
}

// split cuts answers at every "~" and before every "=", as Moodle does.
func split(s string, at int) (parts []part) {
	add := func(from, to int) {
		// Only the first may be missing: what stands before the first mark.
		if trimmed := strings.TrimSpace(s[from:to]); trimmed != "" || len(parts) > 0 && to > from {
			inWord := from > 0 && s[from] == '=' && s[from-1] > ' ' && s[from-1] != '~'
			parts = append(parts, part{trimmed, at + from, inWord})
		}
	}
	from := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '~':
			add(from, i)
			from = i + 1
		case '=':
			if strings.TrimSpace(s[from:i]) != "" { // "~ =b" is one answer
				add(from, i)
			}
			from = i
		}
	}
	add(from, len(s))
	return parts
}

// option reads one choice; ok is false when it costs the question.
func option(d *intake.Draft, p part) (o quiz.Option, ok bool) {
	s := p.text
	o.Fraction, s, ok = weight(d, p.at, s)
	if !ok {
		return o, false
	}
	if rest, right := strings.CutPrefix(s, "="); right {
		o.Fraction, s = 1, rest
	}
	s = strings.TrimPrefix(s, "_")
	if i := strings.IndexByte(s, '#'); i >= 0 {
		o.Feedback, s = oneLine(s[i+1:]), s[:i]
	}
	o.Text = oneLine(s)
	return o, true
}

// weight cuts "75%" off an answer, and GIFT's "%75%".
func weight(d *intake.Draft, at int, s string) (fraction float64, rest string, ok bool) {
	digits := strings.TrimPrefix(s, "%")
	n := 0
	for n < len(digits) && digits[n] >= '0' && digits[n] <= '9' {
		n++
	}
	if n == 0 || n == len(digits) || digits[n] != '%' {
		return 0, s, true
	}
	percent, err := strconv.Atoi(digits[:n])
	if err != nil || percent > 100 {
		d.Fail(at, "weight", "The weight %s %% is more than 100", parse.Excerpt(digits[:n], 20))
		return 0, s, false
	}
	if digits != s {
		d.Repair(at, "weight-of-gift", "The weight is written as in GIFT and was read as %d %%; in this format it is ~%d%%.", percent, percent)
	}
	rest = strings.TrimSpace(digits[n+1:])
	switch {
	case rest == "": // {=50% ~25%}: these are the answers
		d.Repair(at, "percent-as-answer", "%s stands alone and was read as an answer, not as a weight; Moodle reads an empty answer.", s)
		return 0, s, true
	case digits[n+1] == ' ':
		d.Warn(at, "weight-and-space", "%s%% was read as a weight, as in Moodle. If it belongs to the answer, write an underscore before it.", digits[:n])
	}
	fraction = float64(percent) / 100
	if !gift.KnownFraction(fraction) {
		d.Warn(at, "weight-unknown-to-moodle", "The weight %d %% is kept as written, but Moodle does not accept it.", percent)
	}
	return fraction, rest, true
}

// oneLine makes one line of a text: every line is trimmed, as Moodle does
// first of all.
func oneLine(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	return strings.TrimSpace(strings.Join(lines, " "))
}

// Looks says how much a text looks like this format: 2 when answers in braces
// have a weight as it is written here and nothing is written as in GIFT, 1 when
// there are answers in braces, else 0.
func Looks(head string) int {
	score := 0
	for rest := head; ; {
		_, inside, found := strings.Cut(rest, "{")
		if !found {
			return score
		}
		answers, after, closed := strings.Cut(inside, "}")
		if !closed {
			return score
		}
		rest = after
		switch weighted := strings.Contains(answers, "~%") || strings.Contains(answers, "=%"); {
		case weighted, strings.Contains(answers, "->"), strings.Contains(answers, "####"), strings.HasPrefix(answers, "#"), strings.ContainsAny(answers, "{\\"):
			return 0
		case score < 2 && hasWeight(answers):
			score = 2
		case score < 1 && strings.ContainsAny(answers, "=~"):
			score = 1
		}
		if strings.Contains(head, "::") || strings.Contains(head, "$CATEGORY:") {
			return 0
		}
	}
}

// hasWeight reports whether an answer begins with "75%" and goes on.
func hasWeight(answers string) bool {
	if strings.IndexByte(answers, '=') < 0 {
		return false
	}
	for _, p := range split(answers, 0) {
		digits := strings.TrimLeft(p.text, "0123456789")
		if n := len(p.text) - len(digits); n > 0 && n <= 3 && len(digits) > 1 && digits[0] == '%' && digits[1] != ' ' {
			return true
		}
	}
	return false
}
