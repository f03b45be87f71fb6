package gift

import (
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// option reads an answer: its text up to the "#", and its feedback after it.
func (r *reader) option(start int, p part, fraction float64) quiz.Option {
	o := quiz.Option{Fraction: fraction}
	o.Text, o.Markup = r.markedText(r.src[min(start, p.hash):p.hash], r.q.Markup)
	if p.hash < p.end {
		o.Feedback, o.FeedbackMarkup = r.markedText(r.src[p.hash+1:p.end], r.q.Markup)
	}
	return o
}

// newOptions makes room for n options, all of them the caller's.
func (r *reader) newOptions(n int) []quiz.Option {
	if n > cap(r.arena)-len(r.arena) {
		r.arena = make([]quiz.Option, 0, max(n, 1024))
	}
	at := len(r.arena)
	r.arena = r.arena[:at+n]
	return r.arena[at : at : at+n]
}

// answerParts splits the answers; it fails when there are too many.
func (r *reader) answerParts(start, end int, marks string) ([]part, bool) {
	parts := r.split(start, end, marks)
	if len(parts) > parse.Limits.Columns {
		r.fail(start, "gift-too-many-answers", "This question has %d answers; it may have %d.", len(parts), parse.Limits.Columns)
		return nil, false
	}
	if r.tagEquals >= 0 {
		r.repair(r.tagEquals, "gift-equals-in-tag", "This = stands in an HTML tag, so it was read as text. Write \\=; Moodle begins another right answer here.")
	}
	r.looseEquals(start, parts)
	return parts, true
}

// looseEquals warns of a "=" that does not look like the beginning of an
// answer: inside a word, or with spaces around it in a feedback's line.
func (r *reader) looseEquals(start int, parts []part) {
	s := r.src
	for i, p := range parts {
		if p.mark != '=' || p.at == start {
			continue
		}
		before := s[p.at-1]
		inWord := !isSpace(before) && before != '~' && before != '{'
		inFeedback := i > 0 && parts[i-1].hash < parts[i-1].end && p.start < p.end && isSpace(s[p.start]) &&
			strings.IndexByte(s[parts[i-1].hash:p.at], '\n') < 0
		if inWord || inFeedback {
			r.warn(p.at, "gift-equals-not-escaped", "This = begins another right answer, %q. If it belongs to the text, write \\=.", parse.Excerpt(s[p.start:p.hash], 30))
		}
	}
}

// dropEmpty reports whether an answer is empty, and says so.
func (r *reader) dropEmpty(p part, o quiz.Option) bool {
	if o.Text != "" {
		return false
	}
	r.repair(p.at, "gift-empty-answer", "This answer is empty and was left out.")
	return true
}

// choice reads ~wrong =right ~%50%half.
func (r *reader) choice(start, end int) {
	q := &r.q
	q.Kind = quiz.Choice
	parts, ok := r.answerParts(start, end, "=~")
	if !ok {
		return
	}
	single := r.readOptions(parts)
	if r.failed {
		return
	}
	if len(q.Options) < 2 {
		r.fail(start, "gift-too-few-answers", "A multiple choice needs two answers at least; this one has %d.", len(q.Options))
		return
	}
	right := 0
	for _, o := range q.Options {
		if o.Fraction >= 1-fractionSlack {
			right++
		}
	}
	q.Multiple = !single
	if q.Multiple && !r.multiple && right == 1 && onlyOne(q.Options) {
		q.Multiple = false
		r.repair(start, "gift-one-right-answer", "One answer has 100 %% and the others nothing, so this was read as a question with one right answer. Moodle makes check boxes of it; write = before the right answer.")
	}
	if single && right > 1 {
		r.warn(start, "gift-several-right-answers", "%d answers are marked with =. Each of them alone is a full mark; where all must be chosen, write ~%%%s%% before each.", right, trimFloat(100/float64(right)))
	}
	r.checkWeights(start, q.Options, q.Multiple)
}

// readOptions reads the parts of a choice; single reports whether one answer is
// to be chosen, which Moodle decides by whether any "=" occurs.
func (r *reader) readOptions(parts []part) (single bool) {
	q := &r.q
	q.Options = r.newOptions(len(parts))
	for _, p := range parts {
		var o quiz.Option
		if p.mark == '=' {
			single = true
			o = r.option(p.start, p, 1)
			if o.Text != "" && o.Text[0] == '%' && strings.IndexByte(o.Text[1:], '%') > 0 {
				r.warn(p.at, "gift-weight-after-equals", "In a multiple choice a weight after = is read as part of the answer, as Moodle does; write ~%%50%% instead.")
			}
		} else {
			fraction, rest, _ := r.weight(p.start, p.hash)
			o = r.option(rest, p, fraction)
			if p.mark == 0 {
				r.warn(p.start, "gift-answer-without-mark", "This text stands before the first answer; it was read as a wrong answer, as Moodle does.")
			}
		}
		if !r.dropEmpty(p, o) {
			q.Options = append(q.Options, o)
		}
	}
	return single
}

// onlyOne reports whether one option earns something and the others nothing.
func onlyOne(options []quiz.Option) bool {
	n := 0
	for _, o := range options {
		if o.Fraction != 0 {
			n++
		}
	}
	return n == 1
}

// shortText reads =answer =%50%nearly.
func (r *reader) shortText(start, end int) {
	q := &r.q
	q.Kind = quiz.Text
	parts, ok := r.answerParts(start, end, "=")
	if !ok {
		return
	}
	q.Options = r.newOptions(len(parts))
	for _, p := range parts {
		fraction, rest, ok := r.weight(p.start, p.hash)
		if !ok {
			fraction = 1
		}
		o := r.option(rest, p, fraction)
		if r.dropEmpty(p, o) {
			continue
		}
		if o.Any = o.Text == "*"; o.Any {
			o.Markup = "" // it stands for any text, and has none of its own
		}
		q.Options = append(q.Options, o)
	}
	if len(q.Options) == 0 {
		r.fail(start, "gift-too-few-answers", "This question has no answer in its braces.")
		return
	}
	if len(q.Options) == 1 {
		switch strings.ToUpper(q.Options[0].Text) {
		case "TRUE", "FALSE":
			r.warn(start, "gift-true-as-text", "The learner has to type the word %q here. For a true/false question write {TRUE} or {FALSE}, without =.", q.Options[0].Text)
		}
	}
	r.checkWeights(start, q.Options, false)
}

// trueFalse reads T, TRUE, F or FALSE and the two feedbacks, of which the first
// is for the wrong response. It reports whether that is what stands there.
func (r *reader) trueFalse(start, end int) bool {
	s := r.src[start:end]
	word := s
	if i := strings.IndexByte(s, '#'); i > 0 {
		word = strings.TrimRight(s[:i], spaces)
	}
	var isTrue bool
	switch word {
	case "T", "TRUE":
		isTrue = true
	case "F", "FALSE":
	default:
		if len(word) > len("false") {
			return false
		}
		switch strings.ToUpper(word) {
		case "T", "TRUE":
			isTrue = true
		case "F", "FALSE":
		default:
			return false
		}
		r.repair(start, "gift-lower-case-true", "{%s} was read as true/false. Moodle knows it in capitals only and makes a typed answer of it.", word)
	}
	right, wrong := 0, 1
	if !isTrue {
		right, wrong = 1, 0
	}
	r.q.Kind = quiz.TrueFalse
	options := append(r.newOptions(2), quiz.Option{Text: "True"}, quiz.Option{Text: "False"})
	options[right].Fraction = 1
	if i := r.mark(start, end, '#'); i >= 0 {
		to := end
		if j := r.mark(i+1, end, '#'); j >= 0 {
			to = j
			options[right].Feedback, options[right].FeedbackMarkup = r.markedText(r.src[j+1:end], r.q.Markup)
		}
		options[wrong].Feedback, options[wrong].FeedbackMarkup = r.markedText(r.src[i+1:to], r.q.Markup)
	}
	r.q.Options = options
	return true
}

// mark is where a mark stands in src[start:end] that is not escaped, or -1.
func (r *reader) mark(start, end int, mark byte) int {
	for i := start; i < end; i++ {
		switch r.src[i] {
		case '\\':
			if i+1 < end && escaped(r.src[i+1]) {
				i++
			}
		case mark:
			return i
		}
	}
	return -1
}

// isMatch reports whether answers with an arrow are pairs: it stands in one of
// the answers, and not only in a feedback, where Moodle finds it too.
func (r *reader) isMatch(start, end int) bool {
	for _, p := range r.split(start, end, "=") {
		if strings.Contains(r.src[p.start:p.hash], "->") {
			return true
		}
	}
	r.repair(start, "gift-arrow-in-feedback", "An arrow -> stands in a feedback; Moodle takes this question for matching pairs. It was read as a typed answer.")
	return false
}

// match reads =left -> right.
func (r *reader) match(start, end int) {
	q := &r.q
	q.Kind = quiz.Match
	parts, ok := r.answerParts(start, end, "=")
	if !ok {
		return
	}
	q.Options = r.newOptions(len(parts))
	for _, p := range parts {
		s := r.src[p.start:p.end]
		left, right, ok := strings.Cut(s, "->")
		if !ok {
			if strings.TrimSpace(s) == "" {
				r.dropEmpty(p, quiz.Option{})
				continue
			}
			r.fail(p.at, "gift-pair-without-arrow", "This pair has no arrow: %q. Write =left -> right.", parse.Excerpt(s, 40))
			return
		}
		o := quiz.Option{Partner: r.clean(right)}
		o.Text, o.Markup = r.markedText(left, q.Markup)
		switch {
		case o.Partner != "":
			q.Options = append(q.Options, o)
		case o.Text == "":
			r.dropEmpty(p, o)
		default:
			r.fail(p.at, "gift-pair-without-partner", "Nothing stands after the arrow: %q.", parse.Excerpt(s, 40))
			return
		}
	}
	if len(q.Options) < 2 {
		r.fail(start, "gift-too-few-answers", "A matching question needs two pairs at least; this one has %d.", len(q.Options))
	}
}

// orderWords are the settings of Moodle's ordering plugin (question/type/
// ordering/questiontype.php, import_from_gift). They stand behind ">" in its
// line; how an order is shown and graded is not kept.
var orderWords = map[string]bool{
	"ALL": true, "EXACT": true, "RANDOM": true, "REL": true, "CONTIGUOUS": true, "CONTIG": true,
	"HORIZONTAL": true, "HORI": true, "H": true, "VERTICAL": true, "VERT": true, "V": true,
	"ALL_OR_NOTHING": true, "ABSOLUTE_POSITION": true, "ABSOLUTE": true, "ABS": true, "RELATIVE": true,
	"RELATIVE_NEXT_EXCLUDE_LAST": true, "RELATIVE_NEXT_INCLUDE_LAST": true,
	"RELATIVE_ONE_PREVIOUS_AND_NEXT": true, "RELATIVE_ALL_PREVIOUS_AND_NEXT": true,
	"LONGEST_ORDERED_SUBSET": true, "LONGEST_CONTIGUOUS_SUBSET": true, "RELATIVE_TO_CORRECT": true,
	"SHOW": true, "TRUE": true, "YES": true, "HIDE": true, "FALSE": true, "NO": true,
	"NONE": true, "123": true, "ABC": true, "ABCD": true, "III": true, "IIII": true,
}

// order reads the items of an ordering question, one a line, or, as in an old
// plugin, each behind "=".
func (r *reader) order(start, end int) {
	q := &r.q
	q.Kind = quiz.Order
	var items []string
	if first := skipSpace(r.src, start, end); first < end && r.src[first] == '=' {
		parts, ok := r.answerParts(first, end, "=")
		if !ok {
			return
		}
		for _, p := range parts {
			items = append(items, r.src[p.start:p.end])
		}
	} else {
		settings, rest, _ := strings.Cut(r.src[start:end], "\n")
		items = strings.Split(rest, "\n")
		for i, word := range strings.Fields(settings) {
			if _, number := decimal(word); !orderWords[strings.ToUpper(word)] && !(number && i < 5) {
				items = append([]string{settings}, items...)
				break
			}
		}
	}
	if len(items) > parse.Limits.Columns {
		r.fail(start, "gift-too-many-answers", "This question has %d items; it may have %d.", len(items), parse.Limits.Columns)
		return
	}
	q.Options = r.newOptions(len(items))
	for _, item := range items {
		var o quiz.Option
		if o.Text, o.Markup = r.markedText(item, q.Markup); o.Text != "" {
			q.Options = append(q.Options, o)
		}
	}
	if len(q.Options) < 2 {
		r.fail(start, "gift-too-few-answers", "An ordering question needs two items at least; this one has %d.", len(q.Options))
	}
}
