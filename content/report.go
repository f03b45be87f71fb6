package content

import (
	"context"
	"strconv"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// Document is what "chartroom check --json" prints: what was read from files,
// and what is to say of them. Its arrays are never null.
type Document struct {
	Files []CheckedFile `json:"files"`
}

// CheckedFile is one file of a Document.
type CheckedFile struct {
	File      string            `json:"file"`   // the path as given
	Format    string            `json:"format"` // the format's name; "" = unknown
	Questions []CheckedQuestion `json:"questions"`
	Problems  []parse.Problem   `json:"problems"` // line 0 = the file as a whole
}

// CheckedQuestion is one question of a Document.
type CheckedQuestion struct {
	Line     int             `json:"line"`
	ID       string          `json:"id"` // the file's own id, such as the identifier of an item of QTI; or ""
	Kind     quiz.Kind       `json:"kind"`
	Name     string          `json:"name"`
	Text     string          `json:"text"`
	Multiple bool            `json:"multiple"`
	Options  []CheckedOption `json:"options"` // of a cloze: those of all its gaps
	Tags     []string        `json:"tags"`
	Category string          `json:"category"`
}

// CheckedOption is one answer of a Document. The options of an order come in
// the right order.
type CheckedOption struct {
	Text     string  `json:"text"`     // number: "3", or "3:2" with its tolerance; match: "left -> right"
	Fraction float64 `json:"fraction"` // -1 to 1; 1 for a pair of a match and an item of an order, 0 for a partner without a pair
	Feedback string  `json:"feedback"`

	// ID is what the file calls the option, where its format has such names (QTI);
	// else its letter, A for the first of its question or gap, then B, … Z, AA.
	// Answers that are typed have none: "".
	ID string `json:"id"`
}

// RuleFile is the rule of a problem with a file as a whole.
const RuleFile = "file"

// Check reads files and writes down what is in them.
func Check(ctx context.Context, paths ...string) Document {
	doc := Document{Files: []CheckedFile{}}
	for _, path := range paths {
		file, err := ReadFile(ctx, path, Options{}, nil)
		doc.Files = append(doc.Files, file.Checked(path, err))
	}
	return doc
}

// Checked is the file's part of a Document: path is how it was given, err what
// ReadFile said. A file of which nothing could be read has a problem with rule
// RuleFile.
func (f File) Checked(path string, err error) CheckedFile {
	c := CheckBank(f.Bank, f.Problems)
	c.File, c.Format = path, f.Format.Name
	if err != nil {
		c.Problems = append(c.Problems, parse.Problem{Severity: parse.Error, Rule: RuleFile, Message: err.Error()})
	}
	return c
}

// CheckBank is a file's part of a Document, without its path and format.
func CheckBank(bank quiz.Bank, problems []parse.Problem) CheckedFile {
	checked := CheckedFile{Questions: make([]CheckedQuestion, len(bank.Questions)), Problems: problems}
	if checked.Problems == nil {
		checked.Problems = []parse.Problem{}
	}
	for i := range bank.Questions {
		q := &bank.Questions[i]
		checked.Questions[i] = CheckedQuestion{
			Line: q.Line, ID: parse.OwnID(q.Key), Kind: q.Kind, Name: q.Name, Text: q.Stem, Multiple: q.Multiple,
			Options: checkOptions(q), Tags: q.Tags, Category: q.Category,
		}
		if q.Tags == nil {
			checked.Questions[i].Tags = []string{}
		}
	}
	return checked
}

// chosen are the kinds whose options are shown to choose from, so that they
// have ids.
var chosen = map[quiz.Kind]bool{quiz.Choice: true, quiz.TrueFalse: true, quiz.Match: true, quiz.Order: true}

func checkOptions(q *quiz.Question) []CheckedOption {
	options := make([]CheckedOption, 0, len(q.Options))
	add := func(kind quiz.Kind, place int, o quiz.Option) {
		text, id := o.Text, o.ID
		if id == "" && chosen[kind] {
			id = parse.Letter(place)
		}
		switch {
		case o.Any:
			text = "*"
		case kind == quiz.Number && o.Tolerance != 0:
			text += ":" + strconv.FormatFloat(o.Tolerance, 'f', -1, 64)
		case kind == quiz.Match:
			text += " -> " + o.Partner
		}
		fraction := o.Fraction
		if kind == quiz.Order || kind == quiz.Match {
			fraction = 1
			if kind == quiz.Match && o.Text == "" {
				fraction = 0
			}
		}
		options = append(options, CheckedOption{text, fraction, o.Feedback, id})
	}
	for i, o := range q.Options {
		add(q.Kind, i, o)
	}
	for _, g := range q.Gaps {
		for i, o := range g.Options {
			add(g.Kind, i, o)
		}
	}
	return options
}

// Worst is the worst severity in a document, or "" when there is nothing to say.
func (d Document) Worst() parse.Severity {
	order := []parse.Severity{parse.Warning, parse.Repair, parse.Unsupported, parse.Error}
	worst := -1
	for _, f := range d.Files {
		for _, p := range f.Problems {
			for i, s := range order {
				if p.Severity == s {
					worst = max(worst, i)
				}
			}
		}
	}
	if worst < 0 {
		return ""
	}
	return order[worst]
}
