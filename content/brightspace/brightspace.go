// Package brightspace reads the CSV files of D2L Brightspace's question library
// (D2L knowledge base 27274, and the template that it offers). A question is a
// run of rows; the first field of each says what it is. It never touches a
// disk, a clock or a database.
//
//	NewQuestion,T          begins a question of type T
//	ID, Title              the question's id and title
//	QuestionText,x,HTML    its text; without HTML it is plain
//	Image,path             a picture below the text
//	Hint, Feedback         the rationale, a hint with a label
//	Difficulty,n           the tag difficulty:n
//	Points, InputBox       not kept; other points than 1 are counted
//	// ...                 a comment
//
//	MC  Option,weight,x,HTML,feedback      choice; weights are percent
//	MS  Option,1 or 0,x,HTML,feedback      choice of several, in equal shares
//	TF  TRUE,100,feedback  FALSE,0,...     true/false
//	SA  Answer,weight,x,regexp             typed words
//	M   Choice,n,x  Match,n,y              match: y belongs to x
//	O   Item,x,HTML,feedback               order
//	WR  InitialText,x  AnswerKey,x         essay, not asked
//
// Types that Brightspace itself does not import (fill in the blanks,
// arithmetic, significant figures, several short answers) are kept as text, all
// their rows in the rationale.
//
// An answer that is a regular expression is read as the words that it accepts,
// where these are few: "^(gr[ae]y|silver)$" is gray, grey and silver, and ".*"
// is the wildcard "*". Others are left out and named; where no answer is left
// the question is kept as text. Scoring RightMinusWrong makes a wrong option of
// MS cost as much as a right one earns; AllOrNothing is not kept, and said.
//
// Repaired and said: columns that are shifted or swapped, commas without
// quotation marks, texts over several lines, whole rows in quotation marks,
// other separators than commas, weights of 1 for 100, localised TRUE and FALSE.
package brightspace

import (
	"context"
	"errors"
	"strings"

	"chartroom/content/delimited"
	"chartroom/content/intake"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// Options change how a file is read.
type Options struct {
	NoRepairs bool // every repair is an error, and costs its question

	// Media is the file of a name that a row names, such as a picture; nil =
	// there is none.
	Media func(name string) ([]byte, error)
}

// Parse reads a file into the bank of this name, repairing what it can. The
// error is for files of which nothing could be read.
func Parse(ctx context.Context, data []byte, bank string, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	return ParseWith(ctx, data, bank, Options{}, report)
}

// ParseWith is Parse with options.
func ParseWith(ctx context.Context, data []byte, bank string, o Options, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	r := reader{in: intake.New(bank, "brightspace", o.NoRepairs)}
	r.in.Shelve(o.Media, int64(len(data)))
	var err error
	if r.text, err = r.in.Decode("", data); err != nil {
		return quiz.Bank{}, nil, err
	}
	at, separator := begins(r.text)
	switch {
	case at < 0:
		return quiz.Bank{}, r.in.Problems(), errors.New("the file holds no row that begins with NewQuestion")
	case separator != ',' && o.NoRepairs:
		return quiz.Bank{}, r.in.Problems(), errors.New("the rows are cut by " + separators[separator] + " and not by commas; save the file as CSV with commas")
	case separator != ',':
		r.in.Repair(at, "separator", "The rows are cut by %s; Brightspace takes commas only.", separators[separator])
	}
	r.separator = separator
	if err := r.readAll(ctx, report); err != nil {
		return quiz.Bank{}, r.in.Problems(), err
	}
	return r.in.Result(report, len(r.text))
}

// separators are what programs write between fields.
var separators = map[byte]string{',': "commas", ';': "semicolons", '\t': "tabs", '|': "bars"}

// newQuestion begins a question.
const newQuestion = "newquestion"

// begins is where the first row begins that begins a question, and the
// separator that it has; -1 where there is none.
func begins(text string) (at int, separator byte) {
	for at = 0; at < len(text); {
		line, _, _ := strings.Cut(text[at:], "\n")
		rest := strings.TrimLeft(line, "\" \t")
		if len(rest) > len(newQuestion) && strings.EqualFold(rest[:len(newQuestion)], newQuestion) {
			if rest = strings.TrimLeft(rest[len(newQuestion):], "\" "); rest != "" && separators[rest[0]] != "" {
				return at, rest[0]
			}
		}
		at += len(line) + 1
	}
	return -1, 0
}

// Looks says how much a text looks like this format: 2 when a row begins a
// question, else 0.
func Looks(head string) int {
	if at, _ := begins(head); at >= 0 {
		return 2
	}
	return 0
}

// reader reads one file, row by row.
type reader struct {
	in        *intake.Intake
	text      string
	separator byte
	q         *question // that is being read; nil = none yet
	points    int       // questions whose points are not kept
	firstAt   int       // of them
}

// mostRows is how many rows a file may have: ten for each question.
var mostRows = 10 * parse.Limits.Questions

// readAll reads all rows.
func (r *reader) readAll(ctx context.Context, report parse.Report) error {
	rows := delimited.Rows{Text: r.text, Separator: r.separator, Say: r.complain}
	for n := 0; ; n++ {
		cut, ok := rows.Next()
		if !ok {
			break
		}
		if n >= mostRows {
			r.in.Fail(cut.At[0], "too-many-rows", "A file may have %d rows; the rest was not read.", mostRows)
			break
		}
		if err := r.in.Step(ctx, report, rows.Pos, len(r.text)); err != nil {
			return err
		}
		var more bool
		if r.swallows(cut) {
			more, rows.Pos = r.bare(cut.At[0])
		} else {
			more = r.row(row{Row: cut, end: rows.Pos})
		}
		if !more {
			break
		}
	}
	r.finish()
	if r.points > 0 {
		r.in.Warn(r.firstAt, "points", "Points other than 1 are not kept: every question counts the same here. (Questions concerned: %d; this is the first.)", r.points)
	}
	return nil
}

// complain hears what is wrong with a row; a row that is lost costs its
// question. A row whose quotation mark is never closed is read without it.
func (r *reader) complain(severity parse.Severity, at int, rule, format string, args ...any) {
	switch {
	case severity == parse.Error && rule == "quote-not-closed":
		r.bare(strings.LastIndexByte(r.text[:at], '\n') + 1)
	case severity == parse.Error && word(r.text[at:min(len(r.text), at+len(newQuestion))]) == newQuestion:
		r.begin(row{Row: delimited.Row{Fields: []string{newQuestion}, At: []int{at}}})
		r.q.Fail(at, rule, format+" The question begins with it", args...)
	case severity == parse.Error && r.q != nil:
		r.q.Fail(at, rule, format+" The question is not whole", args...)
	case severity == parse.Error:
		r.in.Fail(at, rule, format, args...)
	default:
		r.in.Warn(at, rule, format, args...)
	}
}

// swallows reports whether a field in quotation marks goes on over the
// beginning of other rows, because it was never closed.
func (r *reader) swallows(cut delimited.Row) bool {
	for _, field := range cut.Fields {
		for rest := field; ; {
			_, line, found := strings.Cut(rest, "\n")
			if !found {
				break
			}
			if r.startsRow(line) {
				return true
			}
			rest = line
		}
	}
	return false
}

// startsRow reports whether a text certainly begins with the beginning of a row.
func (r *reader) startsRow(text string) bool {
	head, rest, _ := strings.Cut(text[:min(len(text), 60)], string(r.separator))
	switch word(strings.Trim(head, `"`)) {
	case newQuestion, "questiontext":
		return true
	case "option", "answer", "choice", "match", "true", "false":
		return rest != "" && isDigit(rest[0])
	}
	return false
}

// bare takes in the row that begins at an offset, up to the end of its line,
// with its quotation marks as they are; end is where the line ends. It is for
// quotation marks that are never closed.
func (r *reader) bare(start int) (more bool, end int) {
	end = start + strings.IndexByte(r.text[start:], '\n')
	if end < start {
		end = len(r.text)
	}
	cut := row{end: end}
	for at := start; at <= end && len(cut.Fields) < parse.Limits.Columns; {
		field, _, _ := strings.Cut(r.text[at:end], string(r.separator))
		cut.Fields = append(cut.Fields, strings.Trim(strings.TrimSpace(field), `"`))
		cut.At = append(cut.At, at)
		at += len(field) + 1
	}
	more = r.row(cut)
	r.repair(start, "quote-not-closed", "A quotation mark is never closed; the row was read up to the end of its line.")
	return more, end
}

// repair says that something is read in another way than written: of the
// question that is being read, or of the file.
func (r *reader) repair(at int, rule, format string, args ...any) {
	if r.q != nil {
		r.q.Repair(at, rule, format, args...)
		return
	}
	r.in.Repair(at, rule, format, args...)
}

// row takes one row in; false when there is no room for more.
func (r *reader) row(row row) bool {
	row = r.unwrapped(row)
	row.word = word(row.Get(0))
	switch {
	case strings.HasPrefix(row.Get(0), "//"), row.empty():
	case row.word == newQuestion:
		if r.begin(row); r.in.Full(row.At[0]) {
			r.q = nil
			return false
		}
		if row.unwrapped {
			r.q.Repair(row.At[0], "row-in-quotes", rowInQuotes)
		}
	case r.q == nil:
		r.repair(row.At[0], "stray-row", "This row stands before the first question and was passed over.")
	default:
		r.q.add(row)
	}
	return true
}

// unwrapped is a row that was put into quotation marks as a whole, as Excel
// does where it takes another separator, cut once more.
func (r *reader) unwrapped(row row) row {
	first := row.Get(0)
	if known[word(first)] || !strings.Contains(first, string(r.separator)) || strings.HasPrefix(first, "//") {
		return row
	}
	head, _, _ := strings.Cut(first, string(r.separator))
	if !known[word(head)] {
		return row
	}
	inner := delimited.Rows{Text: first, Separator: r.separator}
	cut, ok := inner.Next()
	if !ok {
		return row
	}
	for i := range cut.At {
		cut.At[i] = row.At[0]
	}
	if word(head) != newQuestion {
		r.repair(row.At[0], "row-in-quotes", rowInQuotes)
	}
	row.Row, row.unwrapped = cut, true
	return row
}

// begin makes a question of the rows before, and begins another.
func (r *reader) begin(row row) {
	r.finish()
	r.q = &question{Draft: r.in.Draft(row.At[0]), source: r.text, separator: r.separator}
	r.q.rows = append(r.q.rows, row)
}

const rowInQuotes = "Whole rows stand in quotation marks; they were taken off."

// finish makes a question of the rows that were taken in.
func (r *reader) finish() {
	q := r.q
	r.q = nil
	if q == nil {
		return
	}
	q.read()
	q.Keep()
	if q.points {
		if r.points++; r.points == 1 {
			r.firstAt = q.At
		}
	}
}
