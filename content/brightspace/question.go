package brightspace

import (
	"html"
	"slices"
	"strings"

	"chartroom/content/delimited"
	"chartroom/content/gift"
	"chartroom/content/intake"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// row is one row of a question.
type row struct {
	delimited.Row
	word      string // what it is: its first field, as word makes it
	end       int    // byte offset behind it
	unwrapped bool   // it was cut twice, and its fields have no places
}

func (r row) empty() bool {
	return !slices.ContainsFunc(r.Fields, func(field string) bool { return field != "" })
}

// known are the words that rows begin with.
var known = map[string]bool{newQuestion: true, "id": true, "title": true, "questiontext": true, "points": true, "difficulty": true,
	"image": true, "initialtext": true, "answerkey": true, "hint": true, "feedback": true, "inputbox": true, "scoring": true,
	"answer": true, "choice": true, "match": true, "option": true, "true": true, "false": true, "item": true}

// localised are the words that Excel writes for TRUE and FALSE in other
// languages (Microsoft, TRUE function, in German, French, Spanish, Italian,
// Dutch and Portuguese).
var localised = map[string]string{"wahr": "true", "falsch": "false", "vrai": "true", "faux": "false", "verdadero": "true", "falso": "false",
	"vero": "true", "waar": "true", "onwaar": "false", "verdadeiro": "true"}

// word is a first field in lower case, without spaces and a colon.
func word(field string) string {
	if len(field) > 40 {
		return ""
	}
	return strings.TrimSuffix(strings.ReplaceAll(strings.ToLower(strings.Trim(field, "\uFEFF")), " ", ""), ":")
}

// types are the types of questions by what people call them; the first ones are
// Brightspace's own.
var types = map[string]string{"WR": "WR", "SA": "SA", "M": "M", "MC": "MC", "TF": "TF", "MS": "MS", "O": "O",
	"LA": "WR", "ESSAY": "WR", "WRITTEN RESPONSE": "WR", "LONG ANSWER": "WR", "SHORT ANSWER": "SA", "MATCHING": "M", "MAT": "M",
	"MULTIPLE CHOICE": "MC", "T/F": "TF", "TRUE/FALSE": "TF", "TRUE FALSE": "TF", "MULTI-SELECT": "MS", "MULTISELECT": "MS", "MULTI SELECT": "MS",
	"MA": "MS", "ORDERING": "O", "ORD": "O"}

// question is the question whose rows are being taken in.
type question struct {
	*intake.Draft
	source    string
	separator byte
	rows      []row
	points    bool // it has others than 1
	size      int  // bytes of its rows
	over      int  // lines that went on with a text
}

// mostLines is how many lines of a question may go on with a text (our own
// proposal).
const mostLines = 50

// add takes a row in. A row that begins with no word that rows begin with goes
// on with the text of the one before.
func (q *question) add(row row) {
	size := row.end - row.At[0]
	if q.size += size; len(q.rows) > parse.Limits.Columns || q.size > parse.Limits.Question {
		q.Fail(row.At[0], "too-long", "This question has more than %d rows, or than %s", parse.Limits.Columns, parse.Size(int64(parse.Limits.Question)))
		q.rows = q.rows[:1]
		return
	}
	if english := localised[row.word]; english != "" {
		q.Repair(row.At[0], "localised", "%q was read as %s.", row.Get(0), strings.ToUpper(english))
		row.word = english
	}
	if known[row.word] || q.kind() == "" {
		q.rows = append(q.rows, row)
		return
	}
	last := &q.rows[len(q.rows)-1]
	at := len(last.Fields) - 1
	for at > 0 && last.Fields[at] == "" {
		at--
	}
	if at == 0 || last.word == newQuestion || last.word == "points" || last.word == "scoring" || last.word == "difficulty" {
		q.Repair(row.At[0], "unknown-row", "%q is no word that a row begins with; the row was passed over.", parse.Excerpt(row.Get(0), 30))
		return
	}
	if q.over++; q.over > mostLines {
		q.Fail(row.At[0], "too-long", "More than %d lines of this question begin with no word that rows begin with", mostLines)
		return
	}
	q.Repair(row.At[0], "text-over-lines", "This line begins with no word that rows begin with; it goes on with the text of the row before. Put texts of several lines in quotation marks.")
	more := strings.TrimRight(strings.Join(row.Fields, string(q.separator)), string(q.separator))
	last.Fields[at] += "\n" + more
}

// content is what a row says from a column on: a text, the mark that follows it
// and the feedback that follows that.
type content struct {
	text, mark, feedback string
	at                   int // byte offset of the text
}

// marks are what may stand in the column behind a text.
var marks = map[string]bool{"html": true, "nothtml": true, "regexp": true, "regex": true, "sensitive": true, "casesensitive": true, "insensitive": true, "caseinsensitive": true}

// content reads the columns from one on, and puts together again what commas
// without quotation marks cut apart.
func (q *question) content(r row, from int, hasFeedback bool) (c content) {
	f := r.Fields
	end := len(f)
	for end > from && f[end-1] == "" {
		end--
	}
	if end <= from {
		c.at = r.Place(from)
		return c
	}
	i := from
	for f[i] == "" {
		i++
	}
	if i > from {
		q.Repair(r.Place(i), "shifted", "The columns of this row are shifted; its text was found in column %d.", i+1)
	}
	c.text, c.at = f[i], r.Place(i)
	surplus := 0 // fields that the text has too many, where the mark and the feedback still stand behind it
	if n := end - i - 3; hasFeedback && n > 0 && (f[i+1+n] == "" || marks[word(f[i+1+n])]) {
		surplus = n
	}
	for i++; i < end && !marks[word(f[i])]; i++ {
		glue := q.glue(r, c.text, i)
		if surplus--; surplus >= 0 && glue == "" {
			glue = string(q.separator)
		}
		if glue == "" && hasFeedback || f[i] == "" && (hasFeedback || i+1 < end && marks[word(f[i+1])]) {
			break
		}
		if glue == "" {
			glue = string(q.separator)
		}
		q.Repair(r.Place(i), "unquoted", "A text with %s is cut at them, as it has no quotation marks; it was put together again.", separators[q.separator])
		c.text += glue + f[i]
	}
	switch {
	case i >= end:
		return c
	case marks[word(f[i])]:
		c.mark = word(f[i])
		i++
	case f[i] == "":
		i++
	default:
		q.Repair(r.Place(i), "shifted", "The feedback stands in column %d of this row, where the mark HTML belongs.", i+1)
	}
	for ; i < end; i++ {
		switch {
		case f[i] == "":
		case c.mark == "" && c.feedback == "" && marks[word(f[i])]:
			c.mark = word(f[i])
		case c.feedback == "":
			c.feedback = f[i]
		default:
			q.Repair(r.Place(i), "unquoted", "A text with %s is cut at them, as it has no quotation marks; it was put together again.", separators[q.separator])
			c.feedback += q.glue(r, c.feedback, i)
			if !strings.HasSuffix(c.feedback, " ") {
				c.feedback += string(q.separator)
			}
			c.feedback += f[i]
		}
	}
	return c
}

// glue is what belongs between a text and the field behind it, when they seem
// to be one text that was cut: a comma and a space, or a comma in a number.
func (q *question) glue(r row, text string, i int) string {
	separator := string(q.separator)
	at := r.Place(i)
	if !r.unwrapped && r.Fields[i] != "" && at > 0 && at < len(q.source) && q.source[at-1] == ' ' {
		return separator + " "
	}
	field := r.Fields[i]
	if separator == "," && text != "" && isDigit(text[len(text)-1]) && len(field) >= 3 && isDigit(field[0]) && isDigit(field[1]) && isDigit(field[2]) && (len(field) == 3 || !isDigit(field[3])) {
		return separator
	}
	return ""
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// marked is a text and its markup: HTML where it is marked so.
func (q *question) marked(c content) (string, quiz.Markup) {
	if c.mark == "html" {
		return q.Pictures(strings.TrimSpace(c.text)), quiz.HTML
	}
	if _, markup := intake.Rich(c.text); markup == quiz.HTML {
		q.Warn(c.at, "no-html", "This text has tags or entities of HTML, but is not marked HTML; they will be seen as they are written.")
	}
	return c.text, quiz.Plain
}

// named is the type that the question names, and kind what it is here; "" where
// it is not known.
func (q *question) named() string { return strings.ToUpper(q.rows[0].Get(1)) }
func (q *question) kind() string  { return types[q.named()] }

// read makes a question of the rows.
func (q *question) read() {
	named, kind := q.named(), q.kind()
	for _, r := range q.rows[1:] {
		if r.word == "feedback" {
			q.rationale(q.content(r, 1, false))
		}
	}
	for _, r := range q.rows[1:] {
		q.common(r)
	}
	switch {
	case q.Failed():
		return
	case named == "":
		q.Fail(q.At, "no-type", "This question has no type")
		return
	case kind == "":
		for _, r := range q.rows[1:] {
			if !shared[r.word] {
				q.Aside(r.Get(0), strings.Trim(strings.Join(r.Fields[1:], " "), " "), quiz.Plain)
			}
		}
		q.KeptAsText(q.At, "type", "The type %s is not known here", parse.Excerpt(named, 40))
	case kind != named:
		q.Repair(q.rows[0].Place(1), "type-name", "The type %q was read as %s.", q.rows[0].Get(1), kind)
	}
	switch kind {
	case "MC":
		q.choice()
	case "MS":
		q.choices()
	case "TF":
		q.trueFalse()
	case "SA":
		q.typed()
	case "M":
		q.match()
	case "O":
		q.order()
	case "WR":
		q.essay()
	}
	q.pictures()
	q.others(kind)
}

// shared are the rows that all types have.
var shared = map[string]bool{"id": true, "title": true, "questiontext": true, "points": true, "difficulty": true, "image": true, "hint": true,
	"feedback": true, "inputbox": true, "scoring": true}

// common reads a row that all types have.
func (q *question) common(r row) {
	switch r.word {
	case "id":
		q.ID = intake.Words(r.Get(1))
	case "title":
		q.Q.Name = parse.Excerpt(intake.Words(q.content(r, 1, false).text), 255)
	case "questiontext":
		c := q.content(r, 1, false)
		stem, markup := q.marked(c)
		if q.Q.Stem != "" {
			q.Repair(c.at, "second-text", "The question has a second text; it was put below the first.")
			stem, markup = intake.ToHTML(q.Q.Stem, q.Q.Markup)+"<br>"+intake.ToHTML(stem, markup), quiz.HTML
		}
		q.Q.Stem, q.Q.Markup = stem, markup
	case "points":
		points, ok := weight(r.Get(1))
		q.points = ok && points != 1
	case "difficulty":
		if level := intake.Words(r.Get(1)); level != "" {
			q.Q.Tags = append(q.Q.Tags, "difficulty:"+level)
		}
	case "hint":
		text, markup := q.marked(q.content(r, 1, false))
		q.Aside("Hint", text, markup)
	case "scoring":
		scoring := word(r.Get(1))
		if scoring == "allornothing" || scoring == "rightminuswrong" && q.kind() != "MS" {
			q.Warn(r.Place(1), "scoring", "The scoring %s is not kept: each right part earns its share.", r.Get(1))
		}
	}
}

// rationale takes the feedback on every answer, and the source that ends it.
func (q *question) rationale(c content) {
	text, markup := q.marked(c)
	if q.Q.Rationale != "" {
		q.Aside("Feedback", text, markup)
		return
	}
	if q.Q.Rationale, q.Q.Source = gift.CutSource(text); q.Q.Rationale != "" {
		q.Q.RationaleMarkup = markup
	}
}

// pictures puts the pictures of the question's Image rows below its text.
func (q *question) pictures() {
	for _, r := range q.rows[1:] {
		if r.word != "image" {
			continue
		}
		if ref := q.Media(r.Get(1)); ref != "" {
			alt := html.EscapeString(intake.Words(r.Get(2)))
			q.Q.Stem, q.Q.Markup = intake.ToHTML(q.Q.Stem, q.Q.Markup)+`<p><img src="`+ref+`" alt="`+alt+`"></p>`, quiz.HTML
		}
	}
}

// others says which rows a question has that its type does not.
func (q *question) others(kind string) {
	own := map[string]string{"MC": "option", "MS": "option", "TF": "true false", "SA": "answer", "M": "choice match", "O": "item", "WR": "initialtext answerkey"}[kind]
	for _, r := range q.rows[1:] {
		if kind != "" && !shared[r.word] && !strings.Contains(own, r.word) {
			q.Repair(r.At[0], "other-row", "A question of type %s has no rows %q; it was passed over.", kind, r.Get(0))
		}
	}
}
