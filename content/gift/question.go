package gift

import (
	"strconv"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

func newQuestion(line int, bank quiz.BankID) quiz.Question {
	return quiz.Question{Line: line, Bank: bank}
}

func itoa(n int) string { return strconv.Itoa(n) }

// nameLength is how long a name made from a text is, in characters (Moodle,
// question/format.php, create_default_question_name).
const nameLength = 80

// read reads one question or category switch; open and findBraces have been
// called for it.
func (r *reader) read(b block) {
	start, end := r.body, b.end-r.base
	r.multiple = false
	id := r.marks(b)
	r.atHead = false
	if strings.HasPrefix(r.src[start:end], categoryMark) {
		r.settlePlain(nil)
		r.category = categoryPath(r.clean(r.src[start+len(categoryMark) : end]))
		return
	}
	r.q.Category = r.category
	if b.end-b.start > parse.Limits.Question {
		r.oversize++
		r.fail(start, "gift-question-too-long", "This question is %s long; one question may have %s. Is a blank line missing, or is this no GIFT file?",
			parse.Size(int64(b.end-b.start)), parse.Size(int64(parse.Limits.Question)))
		return
	}
	if body := r.title(start, end); body != start {
		start, r.body = body, body
		if n := len(r.blocks); n > 0 && r.blocks[0].open < body || r.unopened >= 0 && r.unopened < body || r.unclosed >= 0 && r.unclosed < body {
			r.findBraces(start, end)
		}
	}
	r.structure(start, end)
	r.finish(id)
}

// title reads ::title:: and returns where the text goes on.
func (r *reader) title(start, end int) int {
	s := r.src
	if end-start < 2 || s[start] != ':' || s[start+1] != ':' {
		return start
	}
	from, lines := start+2, 0
	for i := from; i+1 < end; i++ {
		switch {
		case s[i] == '\\' && escaped(s[i+1]):
			i++
		case s[i] == '\n':
			lines++
		case s[i] == '{' && lines > 0:
			i = end
		case s[i] == ':' && s[i+1] == ':':
			r.q.Name = oneLine(r.clean(s[from:i]))
			r.named = r.q.Name != ""
			return skipSpace(s, i+2, end)
		}
	}
	r.warn(start, "gift-title-not-closed", "The title that begins with :: has no closing ::, so it was read as part of the text.")
	return skipSpace(s, from, end)
}

// oneLine makes one line of a text, with single spaces.
func oneLine(s string) string {
	if strings.IndexByte(s, '\n') < 0 && strings.IndexByte(s, '\t') < 0 && !strings.Contains(s, "  ") {
		return strings.TrimSpace(s)
	}
	return strings.Join(strings.Fields(s), " ")
}

// stripTags cuts out what looks like an HTML tag: < and a letter, / or !, up
// to the next >.
func stripTags(s string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			break
		}
		if i+1 == len(s) || !isLetter(s[i+1]) && s[i+1] != '/' && s[i+1] != '!' {
			b.WriteString(s[:i+1])
			s = s[i+1:]
			continue
		}
		n := strings.IndexByte(s[i:], '>')
		if n < 0 {
			break
		}
		b.WriteString(s[:i])
		s = s[i+n+1:]
	}
	b.WriteString(s)
	return b.String()
}

// defaultName is the name of a question that has no title.
func defaultName(stem string) string {
	if len(stem) > 16*nameLength { // no need to look at more
		stem = strings.ToValidUTF8(stem[:16*nameLength], "")
	}
	if strings.Contains(stem, "{{") {
		stem = GapText.ReplaceAllString(stem, "_____")
	}
	return parse.Excerpt(stripTags(stem), nameLength)
}

// structure finds out what the {...} in the text are, and reads them.
func (r *reader) structure(start, end int) {
	blocks := r.blocks
	switch {
	case r.unopened >= 0 && (len(blocks) == 0 || r.unopened < blocks[0].open):
		r.fail(r.unopened, "gift-brace-not-opened", "This } has no { before it. If it belongs to the text, write \\}.")
		return
	case r.unclosed >= 0 && len(blocks) == 0:
		r.fail(r.unclosed, "gift-brace-not-closed", "This { has no } after it, so the answers have no end. If it belongs to the text, write \\{.")
		return
	case r.unopened >= 0:
		r.warn(r.unopened, "gift-brace-not-escaped", "This } has no { before it; it was read as part of the text. Write \\}.")
	case r.unclosed >= 0:
		r.warn(r.unclosed, "gift-brace-not-escaped", "This { has no } after it; it was read as part of the text. Write \\{.")
	}
	var found []answers // that are no formulas
	gaps := 0
	for _, a := range blocks {
		if a.tex {
			r.repair(a.open, "gift-formula-not-escaped", "These braces seem to belong to a formula, and were read as text. Write \\{ and \\}; Moodle takes the first braces for the answers.")
			continue
		}
		if a.nested > 0 {
			r.repair(a.nested, "gift-nested-braces", "There are braces inside the answers; they were read as text. Write \\{ and \\}; Moodle ends the answers at the first }.")
		}
		if a.cloze {
			gaps++
		}
		found = append(found, a)
	}
	if r.failed {
		return
	}
	switch {
	case len(found) == 0:
		r.q.Kind = quiz.Description
		r.stem(r.src[start:end])
	case len(found) == 1 && gaps == 0:
		r.single(start, end, found[0])
	case gaps > 0:
		r.cloze(start, end, r.onlyGaps(found))
	case r.allGaps(found):
		r.repair(found[1].open, "gift-second-answers", "This is the second {...} of the question, so it was read as a text with gaps. Moodle leaves the second one in the text, for all to see.")
		r.cloze(start, end, found)
	default:
		r.warn(found[1].open, "gift-second-answers", "This is the second {...} of the question; it was left in the text, as Moodle does. If it belongs to the text, write \\{ and \\}.")
		r.single(start, end, found[0])
	}
}

// single reads a question with one {...}.
func (r *reader) single(start, end int, a answers) {
	if skipSpace(r.src, a.close+1, end) == end {
		r.stem(r.src[start:a.open])
	} else {
		r.stem(r.src[start:a.open] + "_____" + r.src[a.close+1:end])
	}
	from, to := trim(r.src, a.open+1, a.close)
	if i := lastFeedback(r.src[from:to]); i >= 0 {
		r.rationale(r.src[from+i+4 : to])
		from, to = trim(r.src, from, from+i)
	}
	s := r.src[from:to]
	switch {
	case s == "":
		r.q.Kind = quiz.Essay
	case s[0] == '#':
		r.number(from+1, to)
	case s[0] == '>':
		r.order(from+1, to)
	case r.hasMark(from, to, '~'):
		r.choice(from, to)
	case strings.Contains(s, "->") && r.hasMark(from, to, '=') && r.isMatch(from, to):
		r.match(from, to)
	case r.trueFalse(from, to):
	default:
		r.shortText(from, to)
	}
}

// hasMark reports whether a mark stands in src[start:end] that is not escaped.
func (r *reader) hasMark(start, end int, mark byte) bool {
	s := r.src[start:end]
	for i := 0; ; i++ {
		n := strings.IndexByte(s[i:], mark)
		if n < 0 {
			return false
		}
		if i += n; !backslashed(s, i) {
			return true
		}
	}
}

// backslashed reports whether the byte at i is escaped.
func backslashed(s string, i int) bool {
	n := 0
	for n < i && s[i-n-1] == '\\' {
		n++
	}
	return n%2 == 1
}

// lastFeedback is where the last "####" begins, which starts the general
// feedback; -1 if there is none.
func lastFeedback(s string) int {
	last := -1
	for i := 0; i < len(s); i++ {
		n := strings.IndexByte(s[i:], '#')
		if n < 0 {
			break
		}
		if i += n; strings.HasPrefix(s[i:], "####") && !backslashed(s, i) {
			last = i
		}
	}
	return last
}

// stem sets the question's text, its markup, and its name if it has no title.
func (r *reader) stem(s string) { r.setStem(r.markedText(s, "")) }

func (r *reader) setStem(text string, markup quiz.Markup) {
	q := &r.q
	q.Stem, q.Markup = text, markup
	switch {
	case q.Stem == "" && q.Kind == quiz.Description:
		r.fail(r.body, "gift-no-text", "There is a title here, but no text and no answers.")
	case q.Stem == "":
		r.warn(r.body, "gift-no-text", "This question has answers but no text.")
	}
	if q.Name == "" {
		q.Name = defaultName(q.Stem)
	}
}

// markedText is a text without its [markup], and the markup where it is
// another one than inherited.
func (r *reader) markedText(s string, inherited quiz.Markup) (string, quiz.Markup) {
	start, end := trim(s, 0, len(s))
	s = s[start:end]
	markup := quiz.Markup("")
	if s != "" && s[0] == '[' {
		if i := strings.IndexByte(s, ']'); i > 0 {
			switch m := quiz.Markup(s[1:i]); m {
			case quiz.Moodle, quiz.HTML, quiz.Plain, quiz.Markdown:
				s = s[i+1:]
				if effective(m) != effective(inherited) {
					markup = m
				}
			}
		}
	}
	if s = r.clean(s); s == "" {
		markup = "" // of nothing
	}
	return s, markup
}

// effective is a markup with its default in place.
func effective(m quiz.Markup) quiz.Markup {
	if m == "" {
		return quiz.Moodle
	}
	return m
}

// rationale sets the general feedback, and the source that ends it.
func (r *reader) rationale(s string) {
	q := &r.q
	q.Rationale, q.RationaleMarkup = r.markedText(s, q.Markup)
	q.Rationale, q.Source = cutSource(q.Rationale)
	if q.Rationale == "" {
		q.RationaleMarkup = "" // of nothing
	}
}

// sourceMark begins the sentence or line that says where the key comes from.
const sourceMark = "Source: "

// cutSource cuts a last sentence or line "Source: ..." off a text. In HTML,
// tags that end with the text may follow it.
func cutSource(text string) (rest, source string) {
	i := strings.LastIndex(text, sourceMark)
	if i < 0 || strings.IndexByte(text[i:], '\n') >= 0 {
		return text, ""
	}
	before := strings.TrimRight(text[:i], spaces)
	if !sentenceEnds(before, text[len(before):i]) {
		return text, ""
	}
	source = text[i+len(sourceMark):]
	tags := ""
	if n := strings.Index(source, "</"); n >= 0 {
		if strings.TrimSpace(stripTags(source[n:])) != "" {
			return text, ""
		}
		source, tags = source[:n], source[n:]
	}
	if source = strings.TrimSpace(source); source == "" {
		return text, ""
	}
	return before + tags, source
}

// sentenceEnds reports whether a sentence may begin after a text and a gap.
func sentenceEnds(before, gap string) bool {
	if before == "" || strings.IndexByte(gap, '\n') >= 0 || strings.HasSuffix(before, ">") {
		return true
	}
	return gap != "" && (strings.IndexByte(".?!:;)]\"", before[len(before)-1]) >= 0 || strings.HasSuffix(before, "”"))
}

// finish gives the question its key and puts it into the bank.
func (r *reader) finish(id string) {
	q := &r.q
	if r.failed {
		r.settlePlain(q)
		return
	}
	key := ""
	switch {
	case id != "":
		key = parse.IDKey(id)
	case r.named:
		key = parse.NameKey(q.Name)
	default:
		key = parse.TextKey(q.Stem)
	}
	free := false
	if q.Key, free = parse.Untaken(key, r.taken); !free {
		r.warnTaken(id)
	}
	q.ID = quiz.NewQuestionID(r.bank.ID, q.Key)
	r.settlePlain(q)
	switch q.Kind {
	case quiz.Description:
		line, column := r.lines.At(r.body + r.base)
		r.plain = plainText{waiting: true, key: q.Key, problem: parse.Problem{Line: line, Column: column, Question: r.label()}}
	case quiz.Essay:
		r.say(parse.Unsupported, r.body, "gift-kept-as-text", "Essays cannot be asked here; this one was kept as text.")
	}
	r.bank.Questions = append(r.bank.Questions, r.q)
}

func (r *reader) warnTaken(id string) {
	switch {
	case id != "":
		r.warn(r.body, "gift-duplicate", "The id %q is taken by a question further up. Ids must differ, or progress is kept for the wrong question.", id)
	case r.named:
		r.warn(r.body, "gift-duplicate", "A question further up has the same title. Give both an id, as in // [id:x], so that they are told apart when the file changes.")
	default:
		r.warn(r.body, "gift-duplicate", "A question further up has the same text. Give both a title or an id, as in // [id:x], so that they are told apart when the file changes.")
	}
}
