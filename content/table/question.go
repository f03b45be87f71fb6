package table

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"chartroom/content/gift"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// draft is a row on its way to being a question.
type draft struct {
	r      *reader
	row    row
	q      quiz.Question
	slots  []slot // up to the last that is not empty
	key    string
	asked  asked
	failed bool
}

// question makes a question of a row, or says why not.
func (r *reader) question(row row) {
	d := draft{r: r, row: row}
	if d.blank() {
		return
	}
	if d.read(); d.failed {
		return
	}
	d.chooseKind()
	d.answers()
	d.markup()
	d.picture()
	d.settle()
	if d.failed {
		return
	}
	d.identify()
	r.bank.Questions = append(r.bank.Questions, d.q)
}

// blank reports whether a row is empty but for its number, as in templates that
// were not filled to their end.
func (d *draft) blank() bool {
	for role, list := range d.r.columns.of {
		if role != ID && slices.ContainsFunc(list, func(column int) bool { return d.row.get(column) != "" }) {
			return false
		}
	}
	return !slices.ContainsFunc(d.r.columns.slots, func(c columnsOf) bool { return d.row.get(c.text)+d.row.get(c.partner) != "" })
}

// say reports a problem at a column of the row; -1 = at the row's beginning.
func (d *draft) say(severity parse.Severity, column int, rule, format string, args ...any) {
	if d.r.problems.Skip() {
		return
	}
	line, place := d.r.source.at(d.row, max(column, 0))
	name := d.q.Stem
	if name == "" {
		name = d.text(Question)
	}
	d.r.problems.Add(parse.Problem{Line: line, Column: place, Severity: severity, Rule: rule,
		Question: parse.Excerpt(name, nameLength), Message: fmt.Sprintf(format, args...)})
}

// nameLength is how long a question's name is, in characters: as in GIFT.
const nameLength = 80

func (d *draft) warn(column int, rule, format string, args ...any) {
	d.say(parse.Warning, column, rule, format, args...)
}

// repair says what was read in another way than written; where repairs are off
// it costs the question.
func (d *draft) repair(column int, rule, format string, args ...any) {
	if d.r.o.NoRepairs {
		d.fail(column, rule, format, args...)
		return
	}
	d.say(parse.Repair, column, rule, format, args...)
}

// fail says why the row is left out; only the first reason is said.
func (d *draft) fail(column int, rule, format string, args ...any) {
	if !d.failed {
		d.say(parse.Error, column, rule, format, args...)
	}
	d.failed = true
}

// text is what the columns of a role hold; several are put below each other.
func (d *draft) text(role Role) string {
	text := ""
	for _, column := range d.r.columns.of[role] {
		switch value := d.row.get(column); {
		case value == "":
		case text == "":
			text = value
		default:
			text += "\n" + value
		}
	}
	return text
}

// column is where a role stands; -1 = nowhere.
func (d *draft) column(role Role) int {
	if list := d.r.columns.of[role]; len(list) > 0 {
		return list[0]
	}
	return -1
}

// read takes the texts that all kinds have.
func (d *draft) read() {
	q := &d.q
	q.Bank = d.r.bank.ID
	q.Line, _ = d.r.source.at(d.row, 0)
	q.Stem = d.text(Question)
	q.Rationale, q.Source = d.text(Explanation), d.text(Source)
	q.Example, q.Pronunciation = d.text(Example), d.text(Pronunciation)
	q.Category = gift.CategoryPath(d.text(Category))
	q.Tags = splitTags(d.text(Tags))
	if level := d.text(Level); level != "" {
		q.Tags = append(q.Tags, levelTag(level))
	}
	q.KeepOrder = d.says(Shuffle, "no", "false", "n", "0", "off")
	q.CaseSensitive = d.says(CaseSensitive, "yes", "true", "y", "1", "on")
	q.AsOf = parse.Month(d.date(AsOf))
	q.ReviewBy = d.date(ReviewBy)
	d.key = d.text(Answer)
	d.readSlots()
	if q.Stem == "" {
		d.fail(d.column(Question), "table-no-question", "This row has no question, so it was left out.")
	}
}

// says reports whether a column holds one of the words.
func (d *draft) says(role Role, words ...string) bool {
	return slices.Contains(words, strings.ToLower(d.text(role)))
}

// date is the date in a column.
func (d *draft) date(role Role) string {
	s := d.text(role)
	if s != "" && !parse.Date(s) {
		d.warn(d.column(role), "table-date", "%s", parse.NoDate(s))
		return ""
	}
	return s
}

// readSlots takes the options, and cuts off the empty ones behind the last.
func (d *draft) readSlots() {
	last := 0
	for i, c := range d.r.columns.slots {
		s := slot{text: d.row.get(c.text), feedback: d.row.get(c.feedback), partner: d.row.get(c.partner), column: c.first(), wrong: c.wrong}
		if !s.empty() {
			last = i + 1
		}
		d.slots = append(d.slots, s)
	}
	for i, s := range d.slots {
		if s.feedback != "" && s.empty() && i >= last && i > 1 { // two are those of true and false
			d.warn(s.column, "table-feedback-alone", "Option %s is empty, so what is said of it was not used.", letter(i))
		}
	}
	if last > 0 {
		d.slots = d.slots[:last]
	}
}

// filled is how many options there are.
func (d *draft) filled() (n int) {
	for _, s := range d.slots {
		if !s.empty() {
			n++
		}
	}
	return n
}

// splitTags cuts a list of tags at commas and semicolons; without any, spaces
// split tags that have a colon each ("rhit:1 subject:hipaa").
func splitTags(s string) (tags []string) {
	list := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || r == '\n' })
	if words := strings.Fields(s); len(list) == 1 && len(words) > 1 && !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(w, ":") }) {
		list = words
	}
	for _, t := range list {
		if t = strings.Join(strings.Fields(t), " "); t != "" {
			tags = append(tags, t)
		}
	}
	return tags
}

// levelTag is the tag of a level: the three of the exams are "level:", any
// other is a difficulty.
func levelTag(level string) string {
	level = strings.ToLower(strings.Join(strings.Fields(strings.NewReplacer(",", " ", ";", " ").Replace(level)), " "))
	switch level {
	case "recall", "application", "analysis":
		return "level:" + level
	}
	return "difficulty:" + level
}

// chooseKind takes the kind from the column "type", or from what the row holds.
func (d *draft) chooseKind() {
	if word := d.text(Kind); word != "" {
		if a, ok := kindOf(word); ok {
			d.asked = a
			if a.foreign {
				d.say(parse.Unsupported, d.column(Kind), "table-kept-as-text", "Questions of the type %q cannot be asked here; this one was kept as text.", parse.Excerpt(word, 40))
			}
			return
		}
		d.warn(d.column(Kind), "table-type", "%q is no type of question that is known here; what the row holds was taken for it.", parse.Excerpt(word, 40))
	}
	d.asked = d.infer()
}

// cardLength and cardWords are up to where an answer without options is taken
// for one that is typed rather than for the back of a card (our own proposal).
const (
	cardLength = 40
	cardWords  = 4
)

// infer says what a row is that does not say it.
func (d *draft) infer() asked {
	texts, pairs, arrows := 0, 0, 0
	for _, s := range d.slots {
		if s.text != "" {
			texts++
		}
		if s.partner != "" {
			pairs++
		}
		if strings.Contains(s.text, arrow) {
			arrows++
		}
	}
	kind := func(k quiz.Kind, why string) asked {
		if why != "" {
			d.warn(d.column(Answer), "table-kind", "%s; a column “type” would say it.", why)
		}
		return asked{kind: k}
	}
	switch _, isTruth := truth(d.key); {
	case pairs > 1:
		return kind(quiz.Match, "")
	case texts > 1 && arrows == texts:
		return kind(quiz.Match, "The options are pairs, so this was read as a matching question")
	case texts == 2 && d.key != "" && trueAndFalse(d.slots):
		return kind(quiz.TrueFalse, "")
	case texts > 1 || texts == 1 && (d.slots[0].wrong || d.names(d.key)): // with too few options, which is said
		return kind(quiz.Choice, "")
	case !d.r.columns.questions:
		return kind(quiz.Flip, "")
	case isTruth:
		return kind(quiz.TrueFalse, "")
	case d.key == "" && texts == 0:
		return kind(quiz.Essay, "There are neither options nor an answer, so this was read as an essay question")
	case isNumber(d.answer()):
		return kind(quiz.Number, "The answer is a number without options, so this was read as a question with a typed number")
	case utf8.RuneCountInString(d.answer()) <= cardLength && len(strings.Fields(d.answer())) <= cardWords:
		return kind(quiz.Text, "There is a short answer without options, so this was read as a question with a typed answer")
	}
	return kind(quiz.Flip, "There is a long answer without options, so this was read as a flashcard")
}

// names reports whether a key is the letter or the number of an option.
func (d *draft) names(key string) bool {
	_, ok := readLabels(key, d.slots)
	return key != "" && ok
}

// answer is the answer of a row without options, or with a single one.
func (d *draft) answer() string {
	if d.key == "" && len(d.slots) > 0 {
		return d.slots[len(d.slots)-1].text
	}
	return d.key
}

// trueAndFalse reports whether two options are True and False.
func trueAndFalse(slots []slot) bool {
	var found [2]bool
	for _, s := range slots {
		switch strings.ToLower(s.text) {
		case "true":
			found[0] = true
		case "false":
			found[1] = true
		}
	}
	return found[0] && found[1]
}

// markup says how the texts are written: as the column says, or as HTML where
// tags stand in them.
func (d *draft) markup() {
	q := &d.q
	q.Markup = quiz.Plain
	if d.column(Markup) < 0 {
		if d.hasTags() {
			q.Markup = quiz.HTML
			d.repair(d.column(Question), "table-html", "There are HTML tags in the texts, so they were read as HTML.")
		}
		return
	}
	switch m := quiz.Markup(strings.ToLower(d.text(Markup))); m {
	case quiz.HTML, quiz.Plain, quiz.Markdown:
		q.Markup = m
	case quiz.Moodle:
		q.Markup = "" // which is the same
	case "":
	default:
		d.warn(d.column(Markup), "table-markup", "%q is no markup and was not used; write plain, markdown, html or moodle.", parse.Excerpt(string(m), 20))
	}
}

// hasTags reports whether HTML stands in one of the texts.
func (d *draft) hasTags() bool {
	if looksHTML(d.q.Stem) || looksHTML(d.q.Rationale) {
		return true
	}
	return slices.ContainsFunc(d.q.Options, func(o quiz.Option) bool { return looksHTML(o.Text) || looksHTML(o.Feedback) })
}

// settle says what is odd about the options.
func (d *draft) settle() {
	q := &d.q
	if d.failed {
		return
	}
	for i, o := range q.Options {
		if q.Kind == quiz.Choice && slices.ContainsFunc(q.Options[:i], func(p quiz.Option) bool { return p.Text == o.Text }) {
			d.warn(-1, "table-same-options", "Two options have the text %q.", parse.Excerpt(o.Text, 40))
			break
		}
	}
}

// identify gives the question its name, its key and its id.
func (d *draft) identify() {
	q := &d.q
	q.Name = strings.Join(strings.Fields(d.text(Name)), " ")
	key := parse.TextKey(q.Stem)
	if q.Name != "" {
		key = parse.NameKey(q.Name)
	} else {
		q.Name = defaultName(q)
	}
	if id := strings.Join(strings.Fields(d.text(ID)), " "); id != "" {
		key = parse.IDKey(id)
	}
	free := false
	if q.Key, free = parse.Untaken(key, d.r.taken); !free {
		d.warn(-1, "table-duplicate", "A question further up has the same id, or the same words and no id. Give each its own id, so that they are told apart when the file changes.")
	}
	q.ID = quiz.NewQuestionID(q.Bank, q.Key)
}

// defaultName is the name of a question that has no title: its first words.
func defaultName(q *quiz.Question) string {
	if q.Markup == quiz.Plain || q.Markup == quiz.Markdown {
		return parse.Excerpt(q.Stem, nameLength)
	}
	return gift.DefaultName(q.Stem)
}
