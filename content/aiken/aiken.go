// Package aiken reads Aiken, the plainest question format there is: a
// question on a line, its choices as "A) text" or "A. text", and "ANSWER: B".
// What Moodle 4.5 reads (question/format/aiken/format.php) means the same
// here. What real files have beyond it is read as a repair and said: questions
// over several lines, lower-case letters, "Answer:", wrapped choices, several
// right letters and explanations after the answer. It never touches a disk, a
// clock or a database.
package aiken

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// Options change how a file is read.
type Options struct {
	NoRepairs bool // every repair is an error, and costs its question
}

// Parse reads an Aiken file into the bank of this name, repairing what it can.
// The error is for files of which nothing could be read.
func Parse(ctx context.Context, data []byte, bank string, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	return ParseWith(ctx, data, bank, Options{}, report)
}

// ParseWith is Parse with options.
func ParseWith(ctx context.Context, data []byte, bank string, opts Options, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	text, encoding, problems, err := parse.Decode(data)
	if err != nil {
		return quiz.Bank{}, nil, err
	}
	if opts.NoRepairs && len(problems) > 0 {
		return quiz.Bank{}, nil, parse.NotUTF8(problems[0], encoding)
	}
	r := reader{strict: opts.NoRepairs, taken: map[string]int{}, bank: quiz.Bank{ID: quiz.NewBankID(bank), Name: bank}}
	for _, p := range problems {
		r.problems.Add(p)
	}
	if err := r.readAll(ctx, text, report); err != nil {
		return quiz.Bank{}, r.problems.List(), err
	}
	return r.bank, r.problems.List(), nil
}

// mostChoices is how many choices letters can tell apart.
const mostChoices = 26

// reader reads one file, line by line.
type reader struct {
	strict   bool
	problems parse.Problems
	bank     quiz.Bank
	taken    map[string]int
	draft    draft
	blank    bool // the line before was blank
}

// draft is the question that is being read.
type draft struct {
	line    int // of its first words
	stem    []string
	options [][]string // the lines of each choice
	letters []byte     // of the choices, upper case
	size    int        // bytes taken in

	answerLine int // 0 = not answered yet
	right      []int
	comment    []string // the explanation after the answer
	explained  bool     // an explanation has begun, and may go on
	failed     bool     // an error cost it; what still belongs to it is skipped
	repairs    []repair
}

type repair struct {
	line          int
	rule, message string
}

func (r *reader) readAll(ctx context.Context, text string, report parse.Report) error {
	total, line := len(text), 0
	for rest := text; rest != ""; {
		var s string
		s, rest, _ = strings.Cut(rest, "\n")
		if line++; line%4096 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if report != nil {
				report(total-len(rest), total)
			}
		}
		if len(r.bank.Questions) >= parse.Limits.Questions {
			r.say(line, parse.Error, "aiken-too-many", "A file may hold %d questions; the rest was not read.", parse.Limits.Questions)
			break
		}
		r.line(line, strings.TrimSpace(s))
	}
	r.finish()
	if report != nil {
		report(total, total)
	}
	if len(r.bank.Questions) == 0 {
		if list := r.problems.List(); len(list) > 0 {
			return fmt.Errorf("no question could be read; line %d: %s", list[0].Line, list[0].Message)
		}
		return errors.New("the file holds no questions")
	}
	return nil
}

// line takes one line in.
func (r *reader) line(n int, s string) {
	d := &r.draft
	if s == "" {
		r.blank = true
		return
	}
	wasBlank := r.blank
	r.blank = false
	if d.size += len(s); d.size > parse.Limits.Question {
		if !d.failed {
			r.fail(n, "aiken-too-long", "This question has more than %s, so it was left out. Does its answer line miss?", parse.Size(int64(parse.Limits.Question)))
		}
		d.stem, d.options, d.comment = nil, nil, nil
	}
	if answer, exact, ok := cutAnswer(s); ok {
		r.answer(n, answer, exact)
		return
	}
	if d.answerLine > 0 && r.explanation(n, s, wasBlank) {
		return
	}
	if letter, text, exact, ok := cutChoice(s); ok && r.isChoice(letter) {
		r.choice(n, letter, text, exact)
		return
	}
	r.words(n, s, wasBlank)
}

// isChoice reports whether a letter may begin a choice here: words such as
// "I. Introduction" in the middle of a text are none.
func (r *reader) isChoice(letter byte) bool {
	d := &r.draft
	switch {
	case d.answerLine > 0: // the question is whole
		return letter == 'A'
	case len(d.options) == 0:
		return letter == 'A' || len(d.stem) == 0
	}
	return letter == d.letters[len(d.letters)-1]+1 || strings.IndexByte(string(d.letters), letter) < 0
}

// words takes in a line of a question's text, or the rest of a choice.
func (r *reader) words(n int, s string, wasBlank bool) {
	d := &r.draft
	if d.answerLine > 0 {
		r.finish()
	}
	switch {
	case len(d.options) > 0 && !wasBlank:
		last := len(d.options) - 1
		d.options[last] = append(d.options[last], s)
		d.repair(n, "aiken-wrapped-choice", "This line goes on with choice %c; write every choice on one line.", d.letters[last])
		return
	case len(d.options) > 0:
		// Moodle names the line on which the next question begins.
		r.fail(n, "aiken-no-answer", "A new question begins here, but the one of line %d has no ANSWER line, so it was left out.", d.line)
		r.finish()
	case d.failed && wasBlank:
		r.finish()
	case len(d.stem) > 0 && wasBlank:
		d.repair(n, "aiken-blank-line", "A blank line stands within the question of line %d; its parts were put together.", d.line)
	case len(d.stem) > 0:
		d.repair(n, "aiken-long-question", "The question of line %d goes on here; Aiken wants it on one line.", d.line)
	}
	if len(d.stem) == 0 {
		d.line = n
	}
	d.stem = append(d.stem, s)
}

// choice takes in "A) text".
func (r *reader) choice(n int, letter byte, text string, exact bool) {
	d := &r.draft
	if d.answerLine > 0 {
		r.finish()
	}
	if len(d.stem) == 0 {
		if !d.failed {
			d.line = n
			r.fail(n, "aiken-not-started", "Choice %c has no question before it, so it was left out.", letter)
		}
		return
	}
	if !exact {
		d.repair(n, "aiken-lower-case", "The choice begins with %q; it was read as %c).", string(letter|0x20), letter)
	}
	want := byte('A' + len(d.options))
	if letter != want {
		d.repair(n, "aiken-letters", "Choice %c stands where choice %c is expected; the answer is found by its letter.", letter, want)
	}
	if len(d.options) == mostChoices {
		if !d.failed {
			r.fail(n, "aiken-many-choices", "The question of line %d has more than %d choices, so it was left out.", d.line, mostChoices)
		}
		return
	}
	d.options = append(d.options, []string{text})
	d.letters = append(d.letters, letter)
}

// answer takes in "ANSWER: B".
func (r *reader) answer(n int, answer string, exact bool) {
	d := &r.draft
	if d.answerLine > 0 {
		r.finish()
	}
	if d.line == 0 {
		d.line = n
	}
	switch {
	case d.failed && len(d.stem) == 0 && n-d.line <= 1:
	case len(d.stem) == 0:
		r.fail(n, "aiken-not-started", "This answer has no question before it, so it was left out.")
	case len(d.options) < 2:
		r.fail(n, "aiken-few-choices", "The question of line %d has %s; it takes at least two, so it was left out.", d.line, quiz.Count(len(d.options), "choice"))
	}
	d.answerLine = n
	if d.failed {
		return
	}
	if !exact {
		d.repair(n, "aiken-answer-word", "The answer line begins with other words than ANSWER:, and was read as one.")
	}
	right, text := cutLetters(answer)
	for _, letter := range right {
		at := strings.IndexByte(string(d.letters), letter)
		if at < 0 {
			r.fail(n, "aiken-no-such-choice", "The answer is %c, but the question of line %d has no choice %c, so it was left out.", letter, d.line, letter)
			return
		}
		d.right = append(d.right, at)
	}
	switch {
	case len(right) == 0:
		r.fail(n, "aiken-no-letter", "The answer %q is no letter of a choice, so the question of line %d was left out.", parse.Excerpt(answer, 40), d.line)
	case len(right) > 1:
		d.repair(n, "aiken-several-answers", "The answer names %d choices; they are all right, in equal shares.", len(right))
	case text != "":
		d.repair(n, "aiken-answer-text", "More than a letter stands in the answer line; only %c was used.", right[0])
	}
}

// explanation takes in a line after the answer, and reports whether it is one.
func (r *reader) explanation(n int, s string, wasBlank bool) bool {
	d := &r.draft
	text, begins := cutExplanation(s)
	if !begins && (!d.explained || wasBlank) {
		return false
	}
	if begins {
		d.repair(n, "aiken-explanation", "An explanation follows the answer, which Aiken does not know; it was kept as the rationale.")
		d.explained = true
	}
	d.comment = append(d.comment, text)
	return true
}

// finish makes a question of the draft, and begins another.
func (r *reader) finish() {
	d := r.draft
	r.draft = draft{}
	if d.line == 0 {
		return
	}
	if !d.failed && d.answerLine == 0 {
		r.draft = d
		r.fail(d.line, "aiken-no-answer", "The question has no ANSWER line, so it was left out.")
		d = r.draft
		r.draft = draft{}
	}
	if d.failed {
		return
	}
	for _, p := range d.repairs {
		severity := parse.Repair
		if r.strict {
			severity = parse.Error
		}
		r.add(p.line, severity, p.rule, strings.Join(d.stem, " "), p.message)
	}
	if r.strict && len(d.repairs) > 0 {
		return
	}
	r.keep(&d)
}

// keep adds the draft to the bank.
func (r *reader) keep(d *draft) {
	q := quiz.Question{Bank: r.bank.ID, Line: d.line, Kind: quiz.Choice, Markup: quiz.Plain,
		Stem: strings.Join(d.stem, " "), Multiple: len(d.right) > 1, Rationale: strings.Join(d.comment, " ")}
	q.Name = parse.Excerpt(q.Stem, nameLength)
	for _, lines := range d.options {
		q.Options = append(q.Options, quiz.Option{Text: strings.Join(lines, " ")})
	}
	for _, at := range d.right {
		q.Options[at].Fraction = 1 / float64(len(d.right))
	}
	free := false
	if q.Key, free = parse.Untaken(parse.TextKey(q.Stem), r.taken); !free {
		r.add(d.line, parse.Warning, "aiken-duplicate", q.Stem, "A question further up has the same text.")
	}
	q.ID = quiz.NewQuestionID(r.bank.ID, q.Key)
	r.bank.Questions = append(r.bank.Questions, q)
}

// nameLength is how long a question's name is, in characters: as in GIFT.
const nameLength = 80

// repair notes something that was read in another way than written. One note
// of a rule is enough for a question.
func (d *draft) repair(line int, rule, format string, args ...any) {
	for _, p := range d.repairs {
		if p.rule == rule {
			return
		}
	}
	d.repairs = append(d.repairs, repair{line, rule, fmt.Sprintf(format, args...)})
}

// fail says why the draft is left out.
func (r *reader) fail(line int, rule, format string, args ...any) {
	r.draft.failed = true
	if r.draft.line == 0 {
		r.draft.line = line
	}
	r.say(line, parse.Error, rule, format, args...)
}

func (r *reader) say(line int, severity parse.Severity, rule, format string, args ...any) {
	if !r.problems.Skip() {
		r.add(line, severity, rule, strings.Join(r.draft.stem, " "), fmt.Sprintf(format, args...))
	}
}

func (r *reader) add(line int, severity parse.Severity, rule, question, message string) {
	r.problems.Add(parse.Problem{Line: line, Severity: severity, Rule: rule,
		Question: parse.Excerpt(question, nameLength), Message: message})
}
