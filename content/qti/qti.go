// Package qti reads IMS QTI: version 1.2, as Canvas, Respondus, Blackboard and
// Brightspace write it, and versions 2.1, 2.2 and 3.0; packages with a
// manifest, course cartridges (.imscc), zips of loose files, and files of their
// own. It fetches nothing. It writes packages of version 2.1, see Format.
//
// It is lenient: what is not well-formed is read as a browser would, and said.
// An item that cannot be asked here is kept as text and named; one bad item
// never costs another. The identifier of an item is the question's id. Texts
// are HTML, answers that are typed are plain.
//
// Where QTI can say more than a question can hold, these rules hold:
//   - What a choice earns is its share of the best score; several right choices
//     of an all-or-nothing item earn equal shares.
//   - Feedback on a choice is the choice's. Feedback on any right or any wrong
//     answer goes to the options where each is right or wrong alone, and else
//     into the rationale, marked; all other feedback is the rationale.
//   - Capitals count in a typed answer only where the file says so.
//   - Options keep their order only where one of them is fixed in its place.
//   - A key that names no choice is looked for without regard to capitals, and
//     then among the choices' texts; otherwise it is left out and said.
package qti

import (
	"context"
	"errors"
	"fmt"

	"chartroom/content/parse"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// Options change how a file is read.
type Options struct {
	NoRepairs bool // every repair is an error, and costs its question

	// Media is the file of a name that a file of its own names, such as a
	// picture; nil = there is none.
	Media func(name string) ([]byte, error)
}

// Parse reads a file that is no package into the bank of this name, repairing
// what it can. The error is for files of which nothing could be read.
func Parse(ctx context.Context, data []byte, bank string, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	return ParseWith(ctx, data, bank, Options{}, report)
}

// ParseWith is Parse with options.
func ParseWith(ctx context.Context, data []byte, bank string, o Options, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	r := newReader(bank, o, newShelf(nil, o.Media, int64(len(data))), report)
	r.total = len(data)
	if head := data[:min(len(data), looked)]; rootOf(string(head)) == "assessmenttest" {
		return quiz.Bank{}, nil, errors.New("this is the list of a test, and its questions are in other files; open the package (.zip) that it comes from")
	}
	if err := r.readFile(ctx, "", data, ""); err != nil {
		return quiz.Bank{}, r.problems.List(), err
	}
	return r.finish()
}

// ParseArchive reads a package into the bank of this name. The error is for
// packages of which nothing could be read.
func ParseArchive(ctx context.Context, a *zipfile.Archive, bank string, o Options, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	r := newReader(bank, o, newShelf(a, nil, a.Size), report)
	for _, p := range a.Problems() {
		r.problems.Add(p)
	}
	if err := r.readPackage(ctx, a); err != nil {
		return quiz.Bank{}, r.problems.List(), err
	}
	return r.finish()
}

// reader reads one package, or one file of its own.
type reader struct {
	options  Options
	report   parse.Report
	problems parse.Problems
	bank     quiz.Bank
	taken    map[string]int
	shelf    *shelf
	scan     *scanner // of the file that is being read

	done, total int // bytes

	banks map[string]bool // the identifiers of the banks of items that were read
	items map[string]bool // and of the items
	draws []draw          // from banks

	own   map[string]ownItem  // what a package of our own says of its items
	names map[string]string   // and the names of its media, by hash
	tags  map[string][]string // of items, by their members, from the manifest

	passages map[string]string // the texts of descriptions by their identifiers, HTML
}

// draw is where a test takes items from a bank.
type draw struct {
	file       string // its member
	line       int
	bank, item string // identifiers; item "" = any
	name       string // of the group
}

func newReader(bank string, o Options, s *shelf, report parse.Report) *reader {
	return &reader{options: o, report: report, shelf: s, scan: newScanner(""), taken: map[string]int{}, banks: map[string]bool{}, items: map[string]bool{}, tags: map[string][]string{}, passages: map[string]string{},
		bank: quiz.Bank{ID: quiz.NewBankID(bank), Name: bank}}
}

// finish is what was read, or why it is nothing.
func (r *reader) finish() (quiz.Bank, []parse.Problem, error) {
	for _, d := range r.draws {
		switch {
		case d.bank == "" && d.item == "", r.banks[d.bank], r.items[d.item]:
		default:
			r.add(d.file, parse.Problem{Line: d.line, Severity: parse.Error, Rule: "qti-missing-bank", Question: parse.Excerpt(d.name, nameLength),
				Message: fmt.Sprintf("Questions are drawn here from the bank %q, which is not in the file; they are missing. Export the bank too.", excerpt(d.bank))})
		}
	}
	if r.report != nil {
		r.report(r.total, r.total)
	}
	problems := r.problems.List()
	if len(r.bank.Questions) == 0 {
		for _, p := range problems {
			if p.Severity == parse.Error {
				return quiz.Bank{}, problems, fmt.Errorf("no question could be read; line %d: %s", p.Line, p.Message)
			}
		}
		return quiz.Bank{}, problems, errors.New("the file holds no questions in QTI")
	}
	r.bank.Media = r.shelf.media
	for i := range r.bank.Media {
		if name := r.names[r.bank.Media[i].Hash]; name != "" && clean(name) {
			r.bank.Media[i].Name = name
		}
	}
	return r.bank, problems, nil
}

// add reports a problem with a member of the package.
func (r *reader) add(member string, p parse.Problem) {
	if r.problems.Skip() {
		return
	}
	if member != "" {
		p.Message = fmt.Sprintf("In %q: %s", member, p.Message)
	}
	r.problems.Add(p)
}
