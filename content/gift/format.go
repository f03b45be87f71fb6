package gift

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// Format writes a bank as GIFT, so that Parse, given the bank's id, reads the
// same bank again. It writes nothing when Holds refuses a question.
func Format(w io.Writer, bank quiz.Bank) error {
	for i := range bank.Questions {
		if err := Holds(&bank.Questions[i]); err != nil {
			return fmt.Errorf("question %q: %w", bank.Questions[i].Name, err)
		}
	}
	f := formatter{w: bufio.NewWriter(w)}
	f.bank(&bank)
	for i := range bank.Questions {
		f.question(&bank.Questions[i])
	}
	return f.w.Flush()
}

type formatter struct {
	w        *bufio.Writer
	asOf     string // of the head
	reviewBy string
	category string
}

func (f *formatter) put(parts ...string) {
	for _, p := range parts {
		f.w.WriteString(p) // bufio keeps the first error for Flush
	}
}

// bank writes the file's head.
func (f *formatter) bank(bank *quiz.Bank) {
	wrote := false
	line := func(key, value string) {
		if value = oneLine(value); value != "" {
			f.put("// ", key, ": ", value, "\n")
			wrote = true
		}
	}
	line("bank", bank.Name)
	line("source", bank.Source)
	line("version", bank.Version)
	line("language", bank.Language)
	line("licence", bank.Licence)
	if len(bank.Questions) > 0 { // dates that all share go into the head
		f.asOf, f.reviewBy = bank.Questions[0].AsOf, bank.Questions[0].ReviewBy
		for i := range bank.Questions {
			if bank.Questions[i].AsOf != f.asOf {
				f.asOf = ""
			}
			if bank.Questions[i].ReviewBy != f.reviewBy {
				f.reviewBy = ""
			}
		}
	}
	line("as-of", f.asOf)
	line("review-by", f.reviewBy)
	if wrote {
		f.put("\n")
	}
}

// question writes one question and a blank line.
func (f *formatter) question(q *quiz.Question) {
	if q.Category != f.category {
		f.category = q.Category
		f.put(categoryMark, " ", escape(q.Category), "\n\n")
	}
	f.marks(q)
	if q.Name != "" && (q.Name != defaultName(q.Stem) || strings.HasPrefix(q.Key, "name:")) {
		f.put("::", escape(oneLine(q.Name)), "::")
	}
	if q.Kind == quiz.Cloze {
		f.cloze(q)
		return
	}
	f.text(q.Stem, q.Markup, "", true)
	if n := len(q.Stem); n > 0 && q.Kind != quiz.Description && (strings.IndexByte("^_}", q.Stem[n-1]) >= 0 || strings.IndexByte(q.Stem, '\\') >= 0) {
		f.put(" ") // or the answers could be taken for a part of a formula
	}
	feedback := ""
	if q.Rationale != "" || q.Source != "" {
		feedback = "####" + f.rationale(q)
	}
	switch q.Kind {
	case quiz.Description:
		f.put("\n\n")
		return
	case quiz.Essay:
		f.put("{", feedback)
	case quiz.TrueFalse:
		f.trueFalse(q, feedback)
	default:
		f.put("{")
		switch q.Kind {
		case quiz.Number:
			f.put("#")
		case quiz.Order:
			f.put(">", strconv.Itoa(len(q.Options)), " ALL VERTICAL")
		}
		f.put("\n")
		for i, o := range q.Options {
			f.option(q, i, o)
		}
		if feedback != "" {
			f.put("\t", feedback, "\n")
		}
	}
	f.put("}\n\n")
}

// marks writes the comment with id, tags and dates.
func (f *formatter) marks(q *quiz.Question) {
	var marks []string
	mark := func(key, value string) {
		value = strings.ReplaceAll(oneLine(value), "]", `\]`)
		if strings.HasSuffix(value, `\`) {
			value += " " // else it would hide the bracket; spaces at the end do not count
		}
		marks = append(marks, "["+key+":"+value+"]")
	}
	if id := parse.OwnID(q.Key); id != "" {
		mark("id", id)
	}
	for _, t := range q.Tags {
		if why, ok := strings.CutPrefix(t, acceptTag); ok && why != "" && why == oneLine(why) {
			mark("accept", why)
		} else {
			mark("tag", t)
		}
	}
	if q.KeepOrder {
		mark("tag", tagKeepOrder)
	}
	if q.CaseSensitive {
		mark("tag", tagCaseSensitive)
	}
	if q.Kind == quiz.Choice && q.Multiple && onlyOne(q.Options) {
		mark("tag", tagMultiple)
	}
	if q.AsOf != f.asOf {
		mark("as-of", q.AsOf)
	}
	if q.ReviewBy != f.reviewBy {
		mark("review-by", q.ReviewBy)
	}
	if len(marks) > 0 {
		f.put("// ", strings.Join(marks, " "), "\n")
	}
}

// text writes a text; its markup too, where it differs from the inherited one,
// and where the text would otherwise be read as something else.
func (f *formatter) text(s string, markup, inherited quiz.Markup, first bool) {
	if markup == "" {
		markup = inherited
	}
	if effective(markup) != effective(inherited) && s != "" || strings.HasPrefix(s, "[") ||
		first && (strings.HasPrefix(s, "//") || strings.HasPrefix(s, categoryMark)) {
		f.put("[", string(effective(markup)), "]")
	}
	f.put(escape(s))
}

// rationale is the general feedback with its source, escaped.
func (f *formatter) rationale(q *quiz.Question) string {
	s := q.Rationale
	if q.Source != "" {
		if s != "" {
			s += "\n"
		}
		s += sourceMark + q.Source
	}
	var b strings.Builder
	g := formatter{w: bufio.NewWriter(&b)}
	g.text(s, q.RationaleMarkup, q.Markup, false)
	g.w.Flush()
	return b.String()
}

// option writes one answer's line.
func (f *formatter) option(q *quiz.Question, i int, o quiz.Option) {
	f.put("\t")
	switch q.Kind {
	case quiz.Choice:
		single := !q.Multiple
		switch {
		case single && o.Fraction == 1 && (i == 0 || !allRight(q.Options)):
			f.put("=")
		case o.Fraction != 0 || strings.HasPrefix(o.Text, "%"):
			f.put("~%", percent(o.Fraction), "%")
		default:
			f.put("~")
		}
		f.text(o.Text, o.Markup, q.Markup, false)
	case quiz.Text:
		f.put("=%", percent(o.Fraction), "%")
		if o.Any {
			f.put("*")
		} else {
			f.text(o.Text, o.Markup, q.Markup, false)
		}
	case quiz.Number:
		if o.Any && o.Fraction == 0 && i == len(q.Options)-1 {
			f.put("~#")
			f.text(o.Feedback, o.FeedbackMarkup, q.Markup, false)
			f.put("\n")
			return
		}
		f.put("=%", percent(o.Fraction), "%", numberText(o))
	case quiz.Match:
		f.put("=")
		f.text(o.Text, o.Markup, q.Markup, false)
		f.put(" -> ", escape(o.Partner))
	case quiz.Order:
		f.text(o.Text, o.Markup, q.Markup, true)
	}
	f.feedback(q, o)
	f.put("\n")
}

func (f *formatter) feedback(q *quiz.Question, o quiz.Option) {
	if o.Feedback != "" {
		f.put("#")
		f.text(o.Feedback, o.FeedbackMarkup, q.Markup, false)
	}
}

// allRight reports whether every option is a full mark: then one "=" must do,
// or there would be no "~", and a reader would see typed answers.
func allRight(options []quiz.Option) bool {
	for _, o := range options {
		if o.Fraction != 1 {
			return false
		}
	}
	return true
}

func (f *formatter) trueFalse(q *quiz.Question, general string) {
	right, wrong, word := q.Options[0], q.Options[1], "TRUE"
	if wrong.Fraction > right.Fraction {
		right, wrong, word = wrong, right, "FALSE"
	}
	f.put("{", word)
	if wrong.Feedback != "" || right.Feedback != "" {
		f.put("#")
		f.text(wrong.Feedback, wrong.FeedbackMarkup, q.Markup, false)
	}
	f.feedback(q, right)
	f.put(general)
}

// cloze writes a text with its gaps in place.
func (f *formatter) cloze(q *quiz.Question) {
	stem := q.Stem
	if q.Markup != "" || strings.HasPrefix(stem, "[") || strings.HasPrefix(stem, "//") || strings.HasPrefix(stem, categoryMark) {
		f.put("[", string(effective(q.Markup)), "]")
	}
	for i, gap := range q.Gaps {
		before, after, _ := strings.Cut(stem, "{{"+strconv.Itoa(i+1)+"}}")
		stem = after
		f.put(escape(before), "{", strconv.FormatFloat(gap.Weight, 'f', -1, 64), ":", gapWord(gap), ":")
		for j, o := range gap.Options {
			if j > 0 {
				f.put("~")
			}
			switch {
			case o.Fraction == 1:
				f.put("=")
			case o.Fraction != 0 || strings.HasPrefix(o.Text, "%") || j == 0:
				f.put("%", percent(o.Fraction), "%")
			}
			switch {
			case gap.Kind == quiz.Number:
				f.put(numberText(o))
			case o.Any:
				f.put("*")
			default:
				f.text(o.Text, o.Markup, q.Markup, false)
			}
			f.feedback(q, o)
		}
		f.put("}")
	}
	f.put(escape(stem))
	if q.Rationale != "" || q.Source != "" {
		f.put(" {####", f.rationale(q), "}")
	}
	f.put("\n\n")
}

// gapWord is the type that Moodle gives such a gap.
func gapWord(gap quiz.Gap) string {
	switch {
	case gap.Kind == quiz.Number:
		return "NM"
	case gap.Kind == quiz.Choice && gap.Multiple:
		return "MR"
	case gap.Kind == quiz.Choice:
		return "MC"
	case gap.CaseSensitive:
		return "SAC"
	}
	return "SA"
}

// numberText is a number with its tolerance, as GIFT has it.
func numberText(o quiz.Option) string {
	switch {
	case o.Any:
		return "*"
	case o.Tolerance == 0:
		return valueText(o)
	}
	return valueText(o) + ":" + strconv.FormatFloat(o.Tolerance, 'f', -1, 64)
}

// valueText is a number as its author wrote it, or the plainest way to write it.
func valueText(o quiz.Option) string {
	if f, ok := decimal(o.Text); ok && f == o.Value {
		return o.Text
	}
	return strconv.FormatFloat(o.Value, 'g', -1, 64)
}

// percent writes a fraction so that reading it gives the same number again: the
// shortest digits that name it, with the point two places further on.
func percent(fraction float64) string {
	sign := ""
	if fraction < 0 {
		sign, fraction = "-", -fraction
	}
	whole, decimals, _ := strings.Cut(strconv.FormatFloat(fraction, 'f', -1, 64), ".")
	for len(decimals) < 2 {
		decimals += "0"
	}
	whole = strings.TrimLeft(whole+decimals[:2], "0")
	if whole == "" {
		whole = "0"
	}
	if decimals = decimals[2:]; decimals != "" {
		whole += "." + decimals
	}
	return sign + whole
}

// escape puts a backslash before every character that means something.
func escape(s string) string {
	if strings.IndexAny(s, "\\:#={}~\n\r") < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '\\', ':', '#', '=', '{', '}', '~':
			b.WriteByte('\\')
			b.WriteByte(c)
		case '\n':
			b.WriteString(`\n`)
		case '\r':
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
