// Package paper prints questions: an exam paper without the answers, and for
// whoever marks it a key with the rationale of every question, both as PDF.
// Paper and key are drawn from one plan, so that their numbers and letters are
// the same. The package touches no disk and no clock, and fetches nothing.
package paper

import (
	"errors"
	"io"

	"chartroom/quiz"
)

// Options say how to print.
type Options struct {
	Title string // empty = the bank's name
	Date  string // as it is to stand on the paper; empty = a line to write it on
	Form  string // which of several papers this is, "A"; empty = there is one
	Size  Size

	Shuffle bool   // questions, and the options of those that keep no order, in the order of Seed
	Seed    uint64 // also draws the values of drills, and mixes what is to be matched or put in order
}

// Size is the size of the sheets.
type Size int

// The sizes.
const (
	A4     Size = iota // 210 x 297 mm
	Letter             // 8.5 x 11 in
)

// errNothing is the error for banks without a question.
var errNothing = errors.New("there is no question to print")

// Paper writes the exam paper of a bank: every question of it, without answers.
// Records stand before the questions that are about them. The same bank and
// options give the same bytes.
func Paper(w io.Writer, bank quiz.Bank, o Options) error {
	p, err := planned(&bank, o)
	if err != nil {
		return err
	}
	return printed(w, p, (*document).paper)
}

// Key writes what belongs to Paper with the same options: the right answers in
// short, then each question with why its options are right or wrong, and where
// that is said.
func Key(w io.Writer, bank quiz.Bank, o Options) error {
	p, err := planned(&bank, o)
	if err != nil {
		return err
	}
	return printed(w, p, (*document).key)
}

// Unprintable are the characters of a bank that the font does not have, each
// once; a square stands for them on paper.
func Unprintable(bank quiz.Bank) string {
	seen := map[rune]bool{}
	var missing []rune
	look := func(texts ...string) {
		for _, t := range texts {
			for _, r := range t {
				if r >= ' ' && !seen[r] && !drawable(r) {
					seen[r] = true
					missing = append(missing, r)
				}
			}
		}
	}
	options := func(all []quiz.Option) {
		for _, o := range all {
			look(o.Text, o.Feedback, o.Partner)
		}
	}
	look(bank.Name)
	for i := range bank.Questions {
		q := &bank.Questions[i]
		look(q.Stem, q.Rationale, q.Source)
		options(q.Options)
		for _, g := range q.Gaps {
			options(g.Options)
		}
	}
	return string(missing)
}
