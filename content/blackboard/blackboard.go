// Package blackboard reads the question files of Blackboard Learn: the
// tab-delimited text of "Upload Questions" (help.blackboard.com), and the pools
// that older releases export, as XML of its own or in a package (.zip). Newer
// packages are QTI, which content/qti reads; a package with both is read whole.
// It never touches a disk, a clock or a database.
//
// In the text one question is a row without a header, its first field the type:
//
//	MC, MA            text, then answer and correct|incorrect in turn  choice
//	TF                text, true|false                                 true/false
//	ORD               text, the items in their order                   order
//	MAT               text, then item and partner in turn              match
//	FIB               text, accepted answers                           typed words
//	FIB_PLUS          text with [x], then x and its answers, an empty  text with gaps
//	                  field, y and its answers, ...
//	JUMBLED_SENTENCE  text with [x], then choice and its x (or an      text with gaps,
//	                  empty field: a distractor) in turn               chosen from all
//	NUM               text, number, tolerance                          number
//	ESS, SR           text, model answer                               essay, not asked
//	FIL, OP           text                                             essay, not asked
//	QUIZ_BOWL         text, question words and phrases                 essay, not asked
//
// Any other type is kept as text. Model answers, question words and phrases go
// into the rationale. In a pool:
//
//	QUESTION_MULTIPLECHOICE, _EITHEROR      choice
//	QUESTION_MULTIPLEANSWER                 choice of several, in equal shares
//	QUESTION_TRUEFALSE                      true/false, by the words of its answers
//	QUESTION_FILLINBLANK                    typed words
//	QUESTION_MATCH                          match; CHOICE are the partners
//	QUESTION_ORDER                          order
//	QUESTION_ESSAY and all others           essay, not asked; its answers in the
//	                                        rationale
//
// FEEDBACK_WHEN_CORRECT and _INCORRECT go to the answers where one decides, and
// else into the rationale. An id that Blackboard numbers by itself ("q7") is no
// name for a question, for the next export numbers anew; others are kept. Cells
// and texts may be HTML; pictures come from the package.
package blackboard

import (
	"context"
	"strings"

	"chartroom/content/intake"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// Options change how a file is read.
type Options struct {
	NoRepairs bool // every repair is an error, and costs its question

	// Media is the file of a name that a text names, such as a picture; nil =
	// there is none.
	Media func(name string) ([]byte, error)
}

// Parse reads a file that is no package into the bank of this name, repairing
// what it can. The error is for files of which nothing could be read.
func Parse(ctx context.Context, data []byte, bank string, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	return ParseWith(ctx, data, bank, Options{}, report)
}

// ParseWith is Parse with options.
func ParseWith(ctx context.Context, data []byte, bank string, o Options, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	in := intake.New(bank, "blackboard", o.NoRepairs)
	in.Shelve(o.Media, int64(len(data)))
	text, err := in.Decode("", data)
	if err != nil {
		return quiz.Bank{}, nil, err
	}
	if strings.HasPrefix(string(data[:min(len(data), len(byteOrderMark))]), byteOrderMark) && !isPool(text) {
		in.Warn(0, "byte-order-mark", "The file begins with a byte order mark, which Blackboard takes for a part of the first type; save it as UTF-8 without one.")
	}
	if isPool(text) {
		err = readPool(ctx, in, text, report)
	} else {
		err = readRows(ctx, in, text, report)
	}
	if err != nil {
		return quiz.Bank{}, in.Problems(), err
	}
	return in.Result(report, len(text))
}

// byteOrderMark is what some programs write before UTF-8.
const byteOrderMark = "\xEF\xBB\xBF"

// Looks says how much a text looks like a file of Blackboard: 2 when it is a
// pool, or when most of its rows begin with a type and a tab, else 0.
func Looks(head string) int {
	if isPool(head) {
		return 2
	}
	rows, typed := 0, 0
	for rest := head; rest != "" && rows < 50; {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		if strings.TrimSpace(line) == "" {
			continue
		}
		rows++
		if beginsRow(line) {
			typed++
		}
	}
	if typed > 0 && 2*typed > rows {
		return 2
	}
	return 0
}
