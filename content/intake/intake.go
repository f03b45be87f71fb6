// Package intake is what the readers of smaller question formats share: how a
// question that is being read says what is wrong with it, what that costs,
// which key it gets, and how the pictures that it names come with it. A reader
// of a format knows the grammar; this package knows the promises: one bad
// question never costs another, every repair is said, and where repairs are
// off each is an error. It never touches a disk, a clock or a database.
package intake

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// Intake takes in the questions of one file, or of one package of files.
type Intake struct {
	Bank quiz.Bank

	prefix   string // of its rules: "aiken" makes "aiken-no-answer"
	strict   bool   // every repair is an error
	problems parse.Problems
	taken    map[string]int
	lines    *parse.Lines
	member   string // of a package; "" = a file of its own
	shelf    shelf
	steps    int
	failed   int // questions left out
	full     bool
}

// New is an intake into the bank of a name. The rules of its problems begin
// with the prefix and a hyphen; with noRepairs every repair is an error.
func New(bank, prefix string, noRepairs bool) *Intake {
	return &Intake{prefix: prefix, strict: noRepairs, taken: map[string]int{},
		lines: parse.NewLines(""), shelf: shelf{refs: map[string]string{}, has: map[string]bool{}, room: parse.Limits.Shelf(0)},
		Bank: quiz.Bank{ID: quiz.NewBankID(bank), Name: bank}}
}

// Decode is the text of a file, or of a package's member of that name; the
// places of all that is said from now on are byte offsets in it. The error is
// for files that are no text.
func (in *Intake) Decode(member string, data []byte) (text string, err error) {
	text, encoding, problems, err := parse.Decode(data)
	if err != nil {
		return "", err
	}
	if declares(text, encoding) {
		encoding, problems = parse.UTF8, nil
	}
	if in.strict && len(problems) > 0 {
		return "", parse.NotUTF8(problems[0], encoding)
	}
	in.member, in.lines = member, parse.NewLines(text)
	for _, p := range problems {
		in.add(p)
	}
	if encoding != parse.UTF8 && len(problems) == 0 {
		in.add(parse.Problem{Line: 1, Severity: parse.Warning, Rule: "text-encoding", Message: fmt.Sprintf("The file is %s and was read as such; other programs may want UTF-8.", encoding)})
	}
	return text, nil
}

// declares reports whether the declaration of XML says that the file is in the
// encoding that it was read in, for lack of another.
func declares(text, encoding string) bool {
	head := strings.ToLower(text[:min(len(text), 200)])
	return encoding == parse.Windows1252 && strings.HasPrefix(head, "<?xml") && (strings.Contains(head, "8859-1") || strings.Contains(head, "1252"))
}

// Add takes over a problem from elsewhere, such as from a package.
func (in *Intake) Add(p parse.Problem) { in.problems.Add(p) }

// Warn says something of the file as a whole, at an offset in the text.
func (in *Intake) Warn(at int, rule, format string, args ...any) {
	in.say(parse.Warning, at, rule, fmt.Sprintf(format, args...))
}

// Fail says at an offset what could not be read, where that is no question.
func (in *Intake) Fail(at int, rule, format string, args ...any) {
	in.say(parse.Error, at, rule, fmt.Sprintf(format, args...))
}

// Repair says that something which belongs to no question is read in another
// way than written; where repairs are off it is an error, and ok is false.
func (in *Intake) Repair(at int, rule, format string, args ...any) (ok bool) {
	severity := parse.Repair
	if in.strict {
		severity = parse.Error
	}
	in.say(severity, at, rule, fmt.Sprintf(format, args...))
	return !in.strict
}

func (in *Intake) say(severity parse.Severity, at int, rule, message string) {
	if in.problems.Skip() {
		return
	}
	p := parse.Problem{Severity: severity, Rule: in.prefix + "-" + rule, Message: message}
	p.Line, p.Column = in.lines.At(at)
	in.add(p)
}

// add keeps a problem, named after its member.
func (in *Intake) add(p parse.Problem) {
	if in.member != "" {
		p.Message = fmt.Sprintf("In %q: %s", in.member, p.Message)
	}
	in.problems.Add(p)
}

// stepsPerLook is after how many rows or questions a cancelled context is
// noticed.
const stepsPerLook = 64

// Step is called for every row or question: the error is that of a cancelled
// context.
func (in *Intake) Step(ctx context.Context, report parse.Report, done, total int) error {
	if in.steps++; in.steps%stepsPerLook != 1 {
		return nil
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if report != nil {
		report(done, total)
	}
	return nil
}

// mostFailed is after how many questions that are left out a file is given up,
// where hardly any was read: it is in another format, or made to take time (our
// own proposal).
const mostFailed = 100_000

// Full reports whether the bank takes no more questions; the first time it
// says so, at an offset.
func (in *Intake) Full(at int) bool {
	switch {
	case in.full:
	case len(in.Bank.Questions) >= parse.Limits.Questions:
		in.full = true
		in.Fail(at, "too-many", "A file may hold %d questions; the rest was not read.", parse.Limits.Questions)
	case in.failed >= mostFailed && len(in.Bank.Questions) < mostFailed/10:
		in.full = true
		in.Fail(at, "too-many-errors", "More than %d questions could not be read, and hardly any could; the rest was not tried.", mostFailed)
	}
	return in.full
}

// Problems is what there is to say so far.
func (in *Intake) Problems() []parse.Problem { return in.problems.List() }

// Result is what was taken in; the error is for files that gave no question.
func (in *Intake) Result(report parse.Report, total int) (quiz.Bank, []parse.Problem, error) {
	if report != nil {
		report(total, total)
	}
	problems := in.problems.List()
	if len(in.Bank.Questions) > 0 {
		in.Bank.Media = append(in.Bank.Media, in.shelf.media...)
		return in.Bank, problems, nil
	}
	for _, p := range problems {
		if p.Severity == parse.Error {
			return quiz.Bank{}, problems, fmt.Errorf("no question could be read; line %d: %s", p.Line, p.Message)
		}
	}
	return quiz.Bank{}, problems, errors.New("the file holds no questions")
}
