// Package moodlexml reads and writes Moodle's own XML of questions, as Moodle
// 4.5 does (question/format/xml/format.php), with the files embedded in it. Its
// tags are read by encoding/xml; where questions begin and end, and what stands
// in a <text>, is found by searching, so that one broken question never costs
// another and markup that somebody forgot to escape is still read. Entities
// that a file declares are never expanded. It never touches a disk, a clock or
// a database.
//
// What has no place of its own in a quiz.Question:
//
//   - hints, the feedback for right, partly right and wrong answers, and an
//     essay's notes for the grader are added to the rationale, with a label;
//     the sentences that Moodle fills in by itself are left out, and counted;
//   - settings of a test and of the page (penalty, numbering, layout, size of
//     the answer) are not kept; marks other than 1 are counted in a warning;
//   - a hidden question has the tag "hidden";
//   - types that cannot be asked are kept as text, all their texts in the
//     rationale, and named.
//
// What it understands beyond Moodle is what content/gift understands: the tags
// keep-order, case-sensitive, as-of:2026-11 and review-by:2027-10, a last
// sentence "Source: ..." in the general feedback, and a head, here in comments
// such as <!-- bank: RHIT practice -->.
package moodlexml

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// Options change how a file is read.
type Options struct {
	NoRepairs bool // every repair is an error, and costs its question
}

// Parse reads a file into the bank of this name. It repairs what it can and
// reports all it has to say; the error is for files of which nothing could be
// read.
func Parse(ctx context.Context, data []byte, bank string, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	return ParseWith(ctx, data, bank, Options{}, report)
}

// ParseWith is Parse with options.
func ParseWith(ctx context.Context, data []byte, bank string, opts Options, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	text, encoding, problems, err := decode(data)
	if err != nil {
		return quiz.Bank{}, nil, err
	}
	if opts.NoRepairs && len(problems) > 0 {
		return quiz.Bank{}, nil, parse.NotUTF8(problems[0], encoding)
	}
	r := reader{
		text:    text,
		strict:  opts.NoRepairs,
		atHead:  true,
		place:   place{line: 1, column: 1},
		comment: finder{mark: "-->", at: -1},
		cdata:   finder{mark: "]]>", at: -1},
		closing: finder{mark: "</question>", at: -1},
		opening: finder{mark: "<question ", at: -1},
		taken:   map[string]int{},
		hashes:  map[string]bool{},
		byName:  map[fileName]int{},
		texts:   map[string]int{},
		bank:    quiz.Bank{ID: quiz.NewBankID(bank), Name: bank},
	}
	for _, p := range problems {
		r.problems.Add(p)
	}
	if err := r.readAll(ctx, report); err != nil {
		return quiz.Bank{}, r.problems.List(), err
	}
	return r.bank, r.problems.List(), nil
}

// reader reads one file. Offsets are bytes in text.
type reader struct {
	text     string
	strict   bool
	problems parse.Problems
	bank     quiz.Bank
	taken    map[string]int
	texts    map[string]int  // the lines of the texts without a question, by their keys
	hashes   map[string]bool // of the bank's media
	category string
	atHead   bool // no question has come yet: comments may be the file's head
	head     parse.Head
	counts   []count

	comment, cdata   finder // of their ends
	closing, opening finder // of a question's tags

	source  source
	decoder *xml.Decoder // nil after an error
	err     error        // the decoder's last
	base    int          // offset in text of what the decoder calls 0
	slab    []*element   // that questions use again
	used    int          // of slab

	// Of the question that is being read:
	place  place // where it begins
	q      quiz.Question
	root   *element
	failed bool
	said   []string // rules that spoke already
	notes  []note
	files  []file
	byName map[fileName]int // of files: the first of an owner, and of all
	media  []quiz.Media     // that its texts name
}

var errNoQuestions = errors.New("the file holds no <question>; is this Moodle's XML?")

// readAll reads question after question.
func (r *reader) readAll(ctx context.Context, report parse.Report) error {
	at, found := 0, 0
	for ; ; found++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		if report != nil && found%64 == 0 {
			report(at, len(r.text))
		}
		b, ok := r.next(at)
		if !ok {
			break
		}
		at = b.end
		r.begin(b)
		if found >= parse.Limits.Questions {
			r.say(parse.Error, b.start, "moodle-xml-too-many-questions", "A file may hold %d questions; the rest was not read.", parse.Limits.Questions)
			break
		}
		r.question(b)
	}
	r.settleHead()
	r.settleCounts()
	if report != nil {
		report(len(r.text), len(r.text))
	}
	if found == 0 {
		return errNoQuestions
	}
	return nil
}

// begin makes the reader ready for a question.
func (r *reader) begin(b block) {
	r.place = r.place.to(r.text, b.start)
	r.q = quiz.Question{Line: r.place.line, Bank: r.bank.ID, Category: r.category}
	r.used, r.root, r.failed = 0, nil, false
	clear(r.byName)
	r.said, r.notes, r.files, r.media = r.said[:0], r.notes[:0], r.files[:0], nil
}

// say reports a problem at an offset; a rule speaks once a question.
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
	p := r.place.to(r.text, at)
	r.problems.Add(parse.Problem{Line: p.line, Column: p.column, Severity: severity, Rule: rule,
		Question: r.label(), Message: fmt.Sprintf(format, args...)})
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

// label names the question in a problem: by its name, or by its first words.
func (r *reader) label() string {
	if r.q.Name != "" {
		return parse.Excerpt(r.q.Name, 80)
	}
	for _, path := range []string{"name", "questiontext"} {
		if e := r.root.child(path); e != nil {
			if name := plainName(e.words()); name != "" {
				return parse.Excerpt(name, 80)
			}
		}
	}
	return ""
}

// count is something that is said once a file: how many questions it concerns.
type count struct {
	problem parse.Problem // of the first; Message has a %d
	n       int
}

// count counts a question for a rule; format has one %d.
func (r *reader) count(at int, rule, format string) {
	for _, s := range r.said {
		if s == rule {
			return
		}
	}
	r.said = append(r.said, rule)
	for i := range r.counts {
		if r.counts[i].problem.Rule == rule {
			r.counts[i].n++
			return
		}
	}
	p := r.place.to(r.text, at)
	r.counts = append(r.counts, count{n: 1, problem: parse.Problem{Line: p.line, Column: p.column,
		Severity: parse.Warning, Rule: rule, Question: r.label(), Message: format}})
}

func (r *reader) settleCounts() {
	for _, c := range r.counts {
		c.problem.Message = fmt.Sprintf(c.problem.Message, c.n)
		r.problems.Add(c.problem)
	}
}
