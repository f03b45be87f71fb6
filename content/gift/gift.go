// Package gift reads and writes GIFT, the question format of Moodle: plain
// text, a blank line between questions, the answers in braces. It reads in the
// order in which Moodle 4.5 reads (question/format/gift/format.php), so that
// what Moodle accepts means the same here; where Moodle drops a question or
// reads another one than was written, it repairs and says so. It never touches
// a disk, a clock or a database, and one broken question never costs another.
//
// What it understands beyond Moodle:
//
//   - cloze gaps, {1:SA:=Paris}, and several {...} blocks in one text; a last
//     block {####text} is the rationale of a cloze;
//   - the ordering questions of Moodle's own plugin, {>3 ALL VERTICAL ...};
//   - a file head, lines such as "// bank: RHIT practice" before the first
//     question (keys: bank, source(s), version, language, licence, code-year,
//     checked-on, as-of, review-by);
//   - marks in a question's comment beside Moodle's [id:x] and [tag:x]:
//     [as-of:2026-11], [review-by:2027-10], [accept:L19 why] (a finding of
//     content/lint that is meant; kept as the tag "accept:L19 why"), and the
//     tags keep-order, case-sensitive and multiple, which set the field of that
//     name;
//   - a last sentence "Source: ..." in the general feedback, which becomes the
//     question's source.
package gift

import (
	"context"
	"fmt"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// Options change how a file is read.
type Options struct {
	NoRepairs bool // every repair is an error, and costs its question
}

// Parse reads a GIFT file into the bank of this name. It repairs what it can
// and reports all it has to say; the error is for files of which nothing could
// be read.
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
	r := reader{
		text:   text,
		lines:  parse.NewLines(text),
		strict: opts.NoRepairs,
		atHead: true,
		taken:  make(map[string]int, len(text)/300),
		bank:   quiz.Bank{ID: quiz.NewBankID(bank), Name: bank},
	}
	r.bank.Questions = make([]quiz.Question, 0, min(strings.Count(text, "\n\n")+1, len(text)/100+1, 20_000))
	for _, p := range problems {
		r.problems.Add(p)
	}
	if err := r.readAll(ctx, report); err != nil {
		return quiz.Bank{}, r.problems.List(), err
	}
	return r.bank, r.problems.List(), nil
}

// reader reads one file. Offsets are bytes in src; see read.
type reader struct {
	text     string
	lines    *parse.Lines
	strict   bool
	problems parse.Problems

	bank     quiz.Bank
	taken    map[string]int
	category string
	atHead   bool // no question has come yet: comments may be the file's head
	head     parse.Head
	plain    plainText // the text without answers that came just before
	oversize int       // questions left out because of their length

	// Of the question that is being read:
	src                string // text, or a copy of the block with its comments blanked
	base               int    // offset of src in text
	body               int    // where its text begins, in src
	q                  quiz.Question
	failed             bool
	said               []string  // rules that spoke already
	named              bool      // it has a title
	multiple           bool      // it has the tag for several right answers
	blocks             []answers // the {...} in its text
	unclosed, unopened int       // a brace without a partner, or -1
	parts              []part
	tagEquals          int // a "=" in an HTML tag among the parts, or -1

	// Slices that all questions share parts of, to spare allocations:
	arena []quiz.Option
	tags  []string
	notes []span // comment lines
	buf   []byte
}

// readAll reads block after block.
func (r *reader) readAll(ctx context.Context, report parse.Report) error {
	at := cursor{line: 1}
	for n := 0; ; n++ {
		if n%256 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if report != nil {
				report(at.pos, len(r.text))
			}
		}
		b, after, ok := r.next(at)
		if !ok {
			break
		}
		at = r.block(b, after)
		if len(r.bank.Questions) >= parse.Limits.Questions && strings.TrimSpace(r.text[at.pos:]) != "" {
			r.src, r.base, r.said = r.text, 0, nil
			r.say(parse.Error, at.pos, "gift-too-many-questions",
				"A file may hold %d questions; the rest was not read.", parse.Limits.Questions)
			break
		}
	}
	r.settlePlain(nil)
	r.settleHead()
	if report != nil {
		report(len(r.text), len(r.text))
	}
	if len(r.bank.Questions) == 0 && r.oversize > 0 && r.problems.Len() == r.oversize {
		return fmt.Errorf("nothing could be read: %s", r.problems.List()[0].Message)
	}
	return nil
}

// say reports a problem at an offset in src; a rule speaks once a question.
func (r *reader) say(severity parse.Severity, at int, rule, format string, args ...any) {
	for _, s := range r.said {
		if s == rule {
			return
		}
	}
	r.said = append(r.said, rule)
	if r.problems.Skip() {
		return
	}
	line, column := r.lines.At(at + r.base)
	r.problems.Add(parse.Problem{
		Line: line, Column: column, Severity: severity, Rule: rule,
		Question: r.label(), Message: fmt.Sprintf(format, args...),
	})
}

// fail reports why the question is left out.
func (r *reader) fail(at int, rule, format string, args ...any) {
	r.failed = true
	r.say(parse.Error, at, rule, format, args...)
}

// repair reports that something is read in another way than it is written;
// where repairs are off, that costs the question.
func (r *reader) repair(at int, rule, format string, args ...any) {
	if r.strict {
		r.fail(at, rule, format+" (Repairs are switched off, so this question was left out.)", args...)
		return
	}
	r.say(parse.Repair, at, rule, format, args...)
}

func (r *reader) warn(at int, rule, format string, args ...any) {
	r.say(parse.Warning, at, rule, format, args...)
}

// label names the question in a problem: by its title, or by its first words.
func (r *reader) label() string {
	if r.q.Name != "" {
		return parse.Excerpt(r.q.Name, nameLength)
	}
	if r.body >= len(r.src) {
		return ""
	}
	text := r.src[r.body:min(len(r.src), r.body+8*nameLength)]
	braces := r.braces(r.body, r.body+len(text))
	if i, brace := braces.next(); brace != 0 && i > r.body {
		text = r.src[r.body:i]
	}
	if title, ok := strings.CutPrefix(text, "::"); ok {
		if title, _, ok := strings.Cut(title, "::"); ok {
			text = title
		}
	}
	text, _, _ = strings.Cut(text, "\n")
	return parse.Excerpt(unescape(strings.ToValidUTF8(text, "")), nameLength)
}
