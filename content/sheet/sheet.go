// Package sheet reads and writes tables of flashcards: tab, comma or semicolon
// separated, from Anki, Quizlet, Excel or by hand. It knows the header lines of
// Anki's text files ("#separator:tab"), finds the separator and the header row
// where there are none, and reports what it left out with its line. It never
// touches a disk, a clock or a database.
//
// Beside Anki's keys, the head may say: bank, source(s), version, language,
// licence, code-year, checked-on, as-of, review-by, two-way, typed. The columns
// are id, front, back, example, pronunciation, note, source, tags, deck, markup,
// as-of and review-by, in any order; see names for what else they may be called.
//
// A row may make several questions of one family:
//
//   - two-way "yes": the back is asked for its front too. typed "yes": the
//     answer is typed.
//   - a front with {{c1::words::hint}}, as Anki writes gaps: one card a number,
//     and the back is what more there is to say. cloze "no": the braces are text.
//   - parts "hepat:root:liver + o:vowel + megaly:suffix:enlargement": the front,
//     which is the term, is taken apart, and built from what the back says it
//     means; other-parts "nephr:kidney + itis" lie in the tray too.
//   - picture (a file beside the table, or media:HASH), alt, regions
//     "label@x,y,w,h; …" in shares of the picture, hide "one" or "all": one card
//     a label.
//
// family names what makes rows one family; asked lists, with semicolons, which
// questions of a row there are ("front; back", "front; build", labels), where
// not all.
package sheet

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chartroom/content/delimited"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// Options say where a table's pictures are.
type Options struct {
	// Media is the file of this name beside the table; nil = there are none.
	Media func(name string) ([]byte, error)
}

// Parse reads a table into flashcards of the bank of this name. The error is
// for files of which nothing could be read.
func Parse(ctx context.Context, data []byte, bank string, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	return ParseWith(ctx, data, bank, Options{}, report)
}

// ParseWith is Parse for a table with pictures beside it.
func ParseWith(ctx context.Context, data []byte, bank string, o Options, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	text, _, problems, err := parse.Decode(data)
	if err != nil {
		return quiz.Bank{}, nil, err
	}
	r := reader{
		lines: parse.NewLines(text),
		taken: map[string]int{},
		used:  map[string]bool{},
		media: media{open: o.Media},
		bank:  quiz.Bank{ID: quiz.NewBankID(bank), Name: bank},
	}
	r.bank.Questions = make([]quiz.Question, 0, min(strings.Count(text, "\n")+1, len(text)/40+1, 20_000))
	for _, p := range problems {
		r.problems.Add(p)
	}
	err = r.readAll(ctx, text, report)
	return r.bank, r.problems.List(), err
}

type reader struct {
	lines    *parse.Lines
	problems parse.Problems
	bank     quiz.Bank
	taken    map[string]int  // keys of rows
	used     map[string]bool // keys of questions
	media    media
	made     int // bytes of questions from rows that made several
	filled   int // bytes of texts with gaps, once for each gap
	head     head
	columns  columns
}

// say reports a problem at a byte of the text.
func (r *reader) say(severity parse.Severity, at int, rule, question, format string, args ...any) {
	if r.problems.Skip() {
		return
	}
	line, column := r.lines.At(at)
	r.problems.Add(parse.Problem{
		Line: line, Column: column, Severity: severity, Rule: rule,
		Question: parse.Excerpt(question, nameLength), Message: fmt.Sprintf(format, args...),
	})
}

// sayRow reports a problem of cutting the text into rows.
func (r *reader) sayRow(severity parse.Severity, at int, rule, format string, args ...any) {
	r.say(severity, at, "sheet-"+rule, "", format, args...)
}

// nameLength is how long a card's name is, in characters: the same as of a
// GIFT question without a title.
const nameLength = 80

func (r *reader) readAll(ctx context.Context, text string, report parse.Report) error {
	start := r.readHead(text)
	if r.head.separator == 0 {
		r.head.separator = delimited.Sniff(text[start:])
		if r.head.separator == 0 {
			return errors.New("no columns were found: the lines have no tab, comma or semicolon between a front and a back")
		}
	}
	rows := delimited.Rows{Text: text, Pos: start, Separator: r.head.separator, Say: r.sayRow}
	first := true
	for n := 0; ; n++ {
		if n%256 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if report != nil {
				report(rows.Pos, len(text))
			}
		}
		row, ok := rows.Next()
		if !ok {
			break
		}
		if n >= parse.Limits.Questions {
			r.say(parse.Error, row.At[0], "sheet-too-many-rows", "", "A file may hold %d rows; the rest was not read.", parse.Limits.Questions)
			break
		}
		if text[row.At[0]] == '#' && len(row.Fields) == 1 {
			continue // a comment
		}
		if first {
			first = false
			isHeader := r.findColumns(row)
			r.findHTML(text, rows, row)
			if isHeader {
				continue
			}
		}
		if text[row.At[0]] == '#' && r.isComment(row) {
			continue
		}
		r.card(row)
	}
	r.settle()
	r.bank.Media = r.media.found
	if report != nil {
		report(len(text), len(text))
	}
	if len(r.bank.Questions) == 0 {
		if list := r.problems.List(); len(list) > 0 {
			return fmt.Errorf("no card could be read; line %d: %s", list[0].Line, list[0].Message)
		}
		return errors.New("the file holds no cards")
	}
	return nil
}

const commentMessage = "This line begins with #, which makes it a comment, so it was left out. If it is a card, put its first column in quotes."

// isComment reports whether a row that begins with # is left out. Anki leaves
// out every such line; where no line of Anki's head stands, a row with all its
// columns is a card.
func (r *reader) isComment(row delimited.Row) bool {
	if !r.head.anki && len(row.Fields) > max(r.columns.front, r.columns.back) {
		return false
	}
	r.say(parse.Warning, row.At[0], "sheet-comment", row.Fields[0], commentMessage)
	return true
}

// card reads one row.
func (r *reader) card(row delimited.Row) {
	c := r.columns
	n := note{common: quiz.Question{Bank: r.bank.ID, Markup: quiz.Plain, AsOf: r.head.Facts(), ReviewBy: r.head.ReviewBy}}
	q := &n.common
	q.Line, _ = r.lines.At(row.At[0])
	if markup := quiz.Markup(row.Get(c.markup)); markup != "" {
		switch markup {
		case quiz.Moodle, quiz.HTML, quiz.Plain, quiz.Markdown:
			q.Markup = markup
		default:
			r.say(parse.Warning, row.Place(c.markup), "sheet-markup", row.Get(c.front), "%q is no markup and was not used; write plain, markdown, html or moodle.", string(markup))
		}
	}
	n.front = r.text(row, c.front, q.Markup)
	n.back = r.text(row, c.back, q.Markup)
	if r.filled += len(n.front) * strings.Count(n.front, "{{c"); r.filled > mostMade {
		r.say(parse.Error, row.At[0], "sheet-too-many-cards", n.front, "The rows of this file make more cards than can be held, so this one was left out.")
		return
	}
	q.Example = r.text(row, c.example, q.Markup)
	q.Pronunciation = r.text(row, c.pronunciation, q.Markup)
	q.Source = r.text(row, c.source, q.Markup)
	q.Rationale = r.note(row, q.Markup)
	q.Tags = append(splitTags(r.head.tags), splitTags(row.Get(c.tags))...)
	q.Category = categoryPath(r.head.deck)
	if deck := row.Get(c.deck); deck != "" {
		q.Category = categoryPath(deck)
	}
	if !r.special(row, &n) || !r.whole(row, &n) {
		return
	}
	if asOf, ok := r.date(row, c.asOf); ok {
		q.AsOf = parse.Month(asOf)
	}
	if reviewBy, ok := r.date(row, c.reviewBy); ok {
		q.ReviewBy = reviewBy
	}
	if len(row.Fields) > c.width && row.Fields[c.width] != "" {
		r.say(parse.Warning, row.Place(c.width), "sheet-extra-columns", n.front, "This row has %d columns, more than the others; the rest is in its note. Is a text that holds the separator not in quotes?", len(row.Fields))
	}
	r.add(row, &n)
}

// whole reports whether a row has what its kind needs.
func (r *reader) whole(row delimited.Row, n *note) bool {
	c := r.columns
	front, back := n.front != "", n.back != ""
	if k := n.kind(); k == "cloze" || k == "picture" || k == "parts" && !n.wants(buildWord) {
		back = true
	}
	switch {
	case front && back:
		return true
	case !front && !back:
		r.say(parse.Error, row.At[0], "sheet-no-front", "", "This row has neither a front nor a back, so it was left out.")
	case !front:
		r.say(parse.Error, row.Place(c.front), "sheet-no-front", n.back, "This row has no front, so it was left out.")
	default:
		r.say(parse.Error, row.Place(c.back), "sheet-no-back", n.front, "This row has no back, so it was left out.")
	}
	return false
}

// add gives the row's questions their keys and puts them into the bank.
func (r *reader) add(row delimited.Row, n *note) {
	key := parse.TextKey(n.identity())
	if id := row.Get(r.columns.id); id != "" {
		key = parse.IDKey(id)
	}
	n.common.Key = key
	for free := true; ; free = false {
		all, err := n.questions()
		if err != nil {
			if r.fail(row, n, err) {
				r.add(row, n)
			}
			return
		}
		if slices.ContainsFunc(all, func(q quiz.Question) bool { return r.used[q.Key] }) {
			n.common.Key, _ = parse.Untaken(key, r.taken)
			continue
		}
		if !free {
			r.say(parse.Warning, row.At[0], "sheet-duplicate", n.front, "A card further up has the same id, or the same front and no id. Give each its own id, so that they are told apart when the file changes.")
		}
		if !r.affords(all) {
			r.say(parse.Error, row.At[0], "sheet-too-many-cards", n.front, "The rows of this file make more cards than can be held, so this one was left out.")
			return
		}
		r.taken[key] = max(r.taken[key], 1)
		for _, q := range all {
			r.used[q.Key] = true
			q.ID = quiz.NewQuestionID(r.bank.ID, q.Key)
			r.bank.Questions = append(r.bank.Questions, q)
		}
		return
	}
}

// mostMade is how many bytes the questions of rows that make several may have
// together: a row of many gaps makes far more than it holds.
const mostMade = 128 << 20

// affords reports whether there is room for the questions of one more row.
func (r *reader) affords(all []quiz.Question) bool {
	if len(r.bank.Questions)+len(all) > parse.Limits.Questions {
		return false
	}
	if len(all) > 1 {
		for i := range all {
			r.made += len(all[i].Stem) + len(all[i].Example) + len(all[i].Rationale)
			for _, o := range all[i].Options {
				r.made += len(o.Text)
			}
		}
	}
	return r.made <= mostMade
}

// date is the date in a column, where there is such a column.
func (r *reader) date(row delimited.Row, column int) (string, bool) {
	if column < 0 || column >= len(row.Fields) {
		return "", false
	}
	value := row.Get(column)
	if value != "" && !parse.Date(value) {
		r.say(parse.Warning, row.Place(column), "sheet-date", row.Get(r.columns.front), "%s", parse.NoDate(value))
		return "", false
	}
	return value, true
}

// note is the note, and what other columns hold, so that nothing is lost.
func (r *reader) note(row delimited.Row, markup quiz.Markup) string {
	note := r.text(row, r.columns.note, markup)
	add := func(name string, column int) {
		value := r.text(row, column, markup)
		if value == "" {
			return
		}
		if name != "" {
			value = name + ": " + value
		}
		if note != "" {
			note += "\n"
		}
		note += value
	}
	for _, other := range r.columns.others {
		add(other.name, other.index)
	}
	for i := r.columns.width; i < len(row.Fields); i++ {
		add("", i)
	}
	return note
}

// text is a field as text, without HTML where the file has it.
func (r *reader) text(row delimited.Row, column int, markup quiz.Markup) string {
	s := row.Get(column)
	if r.head.html && markup != quiz.HTML && s != "" {
		plain, lost := plainText(s)
		if lost != "" {
			r.say(parse.Warning, row.Place(column), "sheet-media", row.Get(r.columns.front), "Pictures and sounds are not read from tables; %s was left out.", lost)
		}
		return plain
	}
	return s
}

// settle fills the bank's fields.
func (r *reader) settle() {
	h := &r.head
	switch {
	case h.Name != "":
		r.bank.Name = h.Name
	case h.deck != "":
		r.bank.Name = strings.Join(strings.Fields(strings.ReplaceAll(h.deck, "::", ": ")), " ")
	}
	r.bank.Source, r.bank.Licence, r.bank.Language, r.bank.Version = h.Source, h.Licence, h.Language, h.Edition()
}

// splitTags cuts a list of tags: at commas and semicolons where there are any,
// otherwise at spaces, as Anki does.
func splitTags(s string) (tags []string) {
	list := strings.Fields(s)
	if strings.ContainsAny(s, ",;") {
		list = strings.FieldsFunc(s, func(c rune) bool { return c == ',' || c == ';' })
	}
	for _, t := range list {
		if t = strings.Join(strings.Fields(t), " "); t != "" {
			tags = append(tags, t)
		}
	}
	return tags
}

// categoryPath makes a path of an Anki deck's name: "A::B" is "A/B", and a slash
// in a part is doubled.
func categoryPath(deck string) string {
	parts := strings.Split(deck, "::")
	n := 0
	for _, p := range parts {
		if p = strings.Trim(strings.Join(strings.Fields(p), " "), ": "); p != "" {
			parts[n] = strings.ReplaceAll(p, "/", "//")
			n++
		}
	}
	return strings.Join(parts[:n], "/")
}
