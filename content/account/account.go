// Package account counts the material that comes with the app and says where it
// falls short: how much there is of what, which rules of item writing it breaks,
// how old its facts are, how exact its sources, which whole exam forms it is
// enough for, and what a second reader has answered blind. `chartroom check
// --builtin` prints it and the test of this package holds it to the plan. It
// never changes a question, and knows no disk and no clock.
package account

import (
	"context"
	"slices"
	"time"

	"chartroom/content"
	"chartroom/content/lint"
	"chartroom/quiz"
)

// Report is what there is, in numbers.
type Report struct {
	Cards      int `json:"cards"`       // facts: a card that is asked both ways is one
	CardsAsked int `json:"cards_asked"` // the same, each way by itself
	Questions  int `json:"questions"`   // that the app marks; records are none
	Records    int `json:"records"`     // scenarios that several questions are about

	Errors   int       `json:"errors"` // of the rules of item writing; accepted ones are not counted
	Warnings int       `json:"warnings"`
	Advice   int       `json:"advice"`
	Accepted int       `json:"accepted"`
	Findings []Finding `json:"findings"` // what is counted above, and what is accepted

	Decks  []Bank         `json:"decks"`  // of cards
	Banks  []Bank         `json:"banks"`  // of questions
	Exams  []Exam         `json:"exams"`  // a blueprint each
	Levels map[string]int `json:"levels"` // of questions
	Kinds  map[string]int `json:"kinds"`  // of questions

	Choices    int     `json:"choices"` // questions with one right option
	Keys       [4]int  `json:"keys"`    // of them, where the right option stands: A to D
	KeyLongest float64 `json:"key_longest"`

	Ages    []Age    `json:"ages"`    // cards and questions by the month of their facts, the oldest first
	Overdue []string `json:"overdue"` // ids of those to be looked at again before today

	SourcesExact float64  `json:"sources_exact"` // share of questions with section and year, 0 to 1
	Inexact      []string `json:"inexact"`       // ids of the others

	ReadBlind int      `json:"read_blind"` // questions that a second reader answered without seeing the key
	Unread    []string `json:"unread"`     // ids of the others
	Unsettled []string `json:"unsettled"`  // ids of those on which the reader and the key still differ

	SourcesRead  map[string]int `json:"sources_read"`  // questions by what was found when they were held against their source: text, other, sum, unread
	PracticeOnly []string       `json:"practice_only"` // ids of those that no exam asks
	Unproven     []string       `json:"unproven"`      // ids of those whose source was not read and that exams ask all the same

	CardsRead map[string]int `json:"cards_read"` // facts by what a second reader of the cards found: agrees, settled, mended, doubt, unread
}

// Sound reports whether nothing is wrong: no error, no warning, no fact past its
// date, no key in dispute, and nothing in exams that was not held against its
// source. What is not read blind yet is unfinished, not
// wrong.
func (r *Report) Sound() bool {
	return r.Errors+r.Warnings+len(r.Overdue)+len(r.Unsettled)+len(r.Unproven) == 0
}

// Finding is a fault in the writing of one question, or of a bank as a whole.
type Finding struct {
	Bank     quiz.BankID   `json:"bank"`
	Question string        `json:"question,omitempty"` // its id; empty = the bank
	Rule     string        `json:"rule"`
	Severity lint.Severity `json:"severity"`
	Says     string        `json:"says"`
	Accepted bool          `json:"accepted,omitempty"`
}

// Bank is one deck of cards, or one bank of questions.
type Bank struct {
	ID        quiz.BankID    `json:"id"`
	Name      string         `json:"name"`
	Cards     int            `json:"cards,omitempty"`
	Asked     int            `json:"cards_asked,omitempty"`
	Questions int            `json:"questions,omitempty"`
	Levels    map[string]int `json:"levels,omitempty"`
	Choices   int            `json:"choices,omitempty"`
	Keys      *[4]int        `json:"keys,omitempty"`
}

// Age is how many facts are as of a month.
type Age struct {
	AsOf      string `json:"as_of"` // yyyy-mm
	Cards     int    `json:"cards"` // as they are asked
	Questions int    `json:"questions"`
}

// Of counts the shipped material as it stands on a day. Codes are looked up in
// codes; nil = they are not.
func Of(ctx context.Context, today time.Time, codes lint.CodeBook) (Report, error) {
	banks, err := content.Builtin()
	if err != nil {
		return Report{}, err
	}
	blueprints, err := content.Blueprints()
	if err != nil {
		return Report{}, err
	}
	record, err := blindRecord()
	if err != nil {
		return Report{}, err
	}
	sources, err := sourceRecord()
	if err != nil {
		return Report{}, err
	}
	cards, err := cardRecord()
	if err != nil {
		return Report{}, err
	}
	r := Report{Levels: map[string]int{}, Kinds: map[string]int{}, Findings: []Finding{}, Overdue: []string{}, Inexact: []string{}, Unread: []string{}, Unsettled: []string{},
		SourcesRead: map[string]int{}, PracticeOnly: []string{}, Unproven: []string{}, CardsRead: map[string]int{}}
	longest := 0
	for i := range banks {
		longest += r.count(&banks[i], today)
		r.lint(ctx, &banks[i], lint.Options{Today: today, Codes: codes})
	}
	if r.Choices > 0 {
		r.KeyLongest = float64(longest) / float64(r.Choices)
	}
	if r.Questions > 0 {
		r.SourcesExact = 1 - float64(len(r.Inexact))/float64(r.Questions)
	}
	r.readBlind(banks, record)
	r.readSources(banks, sources)
	r.readCards(banks, cards)
	for i := range blueprints {
		r.Exams = append(r.Exams, examOf(&blueprints[i], banks))
	}
	return r, ctx.Err()
}

// count takes in one bank; it returns how many of its keys are the longest
// option.
func (r *Report) count(b *quiz.Bank, today time.Time) (longest int) {
	one := Bank{ID: b.ID, Name: b.Name, Levels: map[string]int{}, Keys: &[4]int{}}
	facts := map[string]bool{}
	for i := range b.Questions {
		q := &b.Questions[i]
		switch {
		case q.Kind == quiz.Description:
			r.Records++
			continue
		case q.Kind.Card():
			one.Asked++
			facts[fact(q)] = true
		default:
			one.Questions++
			one.Levels[q.Tag("level")]++
			r.Levels[q.Tag("level")]++
			r.Kinds[string(q.Kind)]++
			if !exact(q.Source) {
				r.Inexact = append(r.Inexact, q.Key)
			}
		}
		r.age(q, today)
		if place, isLongest, ok := keyPlace(q); ok {
			one.Choices++
			one.Keys[place]++
			r.Keys[place]++
			if isLongest {
				longest++
			}
		}
	}
	one.Cards = len(facts)
	r.Cards, r.CardsAsked, r.Questions, r.Choices = r.Cards+one.Cards, r.CardsAsked+one.Asked, r.Questions+one.Questions, r.Choices+one.Choices
	if one.Questions == 0 {
		one.Levels, one.Keys = nil, nil
		r.Decks = append(r.Decks, one)
	} else {
		r.Banks = append(r.Banks, one)
	}
	return longest
}

// fact names what a card asks: both ways of a card ask one fact.
func fact(q *quiz.Question) string {
	if q.Family != "" {
		return q.Family
	}
	return q.Key
}

// age counts a question by the month of its facts.
func (r *Report) age(q *quiz.Question, today time.Time) {
	at, found := slices.BinarySearchFunc(r.Ages, q.AsOf, func(a Age, asOf string) int {
		if a.AsOf < asOf {
			return -1
		} else if a.AsOf > asOf {
			return 1
		}
		return 0
	})
	if !found {
		r.Ages = slices.Insert(r.Ages, at, Age{AsOf: q.AsOf})
	}
	if q.Kind.Card() {
		r.Ages[at].Cards++
	} else {
		r.Ages[at].Questions++
	}
	if q.ReviewBy < today.Format(time.DateOnly)[:len(q.ReviewBy)] {
		r.Overdue = append(r.Overdue, q.Key)
	}
}

// keyPlace is where the right option stands, 0 to 3, and whether it is longer
// than all others, of a question with one right option.
func keyPlace(q *quiz.Question) (place int, longest, ok bool) {
	if q.Kind != quiz.Choice || q.Multiple {
		return 0, false, false
	}
	key, other := 0, 0
	for i, o := range q.Options {
		if o.Fraction == 1 {
			place, key = i%4, len(o.Text)
		} else {
			other = max(other, len(o.Text))
		}
	}
	return place, key > other, true
}

// lint takes in what the rules of item writing find in a bank.
func (r *Report) lint(ctx context.Context, b *quiz.Bank, o lint.Options) {
	for _, f := range lint.Bank(ctx, *b, o) {
		switch {
		case f.Accepted:
			r.Accepted++
		case f.Severity == lint.Error:
			r.Errors++
		case f.Severity == lint.Warning:
			r.Warnings++
		default:
			r.Advice++
		}
		r.Findings = append(r.Findings, Finding{Bank: b.ID, Question: f.Key, Rule: f.Rule.Slug(), Severity: f.Severity, Says: f.Message, Accepted: f.Accepted})
	}
}
