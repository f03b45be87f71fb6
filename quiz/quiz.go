// Package quiz is what Chartroom is about: the vocabulary (question, bank,
// attempt, memory, session) and every decision (how an answer is marked, when
// a question comes back, what to do today). Values go in and values come out.
// It never reads a clock, a disk or a screen, and starts no goroutine.
package quiz

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"
)

// QuestionID names a question on every machine alike; see NewQuestionID.
type QuestionID uuid.UUID

// BankID names a bank: a slug such as "rhit-practice", unique in one profile.
type BankID string

// namespace makes question ids. It must never change: learners' progress
// hangs on it. (UUIDv5 of the DNS name app.chartroom.desktop.)
var namespace = uuid.NewSHA1(uuid.NameSpaceDNS, []byte("app.chartroom.desktop"))

// NewQuestionID is the id of the question that its file calls key, in bank.
// The same material gives the same id everywhere, so that correcting a text
// keeps the learner's progress.
func NewQuestionID(bank BankID, key string) QuestionID {
	return QuestionID(uuid.NewSHA1(namespace, []byte(string(bank)+"\x00"+key)))
}

// ParseQuestionID reads what String writes.
func ParseQuestionID(s string) (QuestionID, error) {
	u, err := uuid.Parse(s)
	if err != nil {
		return QuestionID{}, fmt.Errorf("question id %q: %w", s, err)
	}
	return QuestionID(u), nil
}

func (id QuestionID) String() string { return uuid.UUID(id).String() }

// IsZero reports whether id names no question.
func (id QuestionID) IsZero() bool { return id == QuestionID{} }

// MarshalText writes the id as 36 characters, for JSON.
func (id QuestionID) MarshalText() ([]byte, error) { return uuid.UUID(id).MarshalText() }

// UnmarshalText reads what MarshalText writes.
func (id *QuestionID) UnmarshalText(b []byte) error { return (*uuid.UUID)(id).UnmarshalText(b) }

// Markup says how a text is written.
type Markup string

// The markups that GIFT knows. Moodle's own ("moodle") is HTML-ish plain text
// and the default.
const (
	Moodle   Markup = "moodle"
	HTML     Markup = "html"
	Plain    Markup = "plain"
	Markdown Markup = "markdown"
)

// Option is one offered or accepted answer.
type Option struct {
	Text     string  `json:"text"`
	Fraction float64 `json:"fraction"`           // -1 to 1: what choosing it earns
	Feedback string  `json:"feedback,omitempty"` // why it is right or wrong
	Markup   Markup  `json:"markup,omitempty"`   // of Text; empty = the question's

	FeedbackMarkup Markup `json:"feedback_markup,omitempty"` // of Feedback; empty = the question's

	Value     float64 `json:"value,omitempty"`     // number: the accepted value
	Tolerance float64 `json:"tolerance,omitempty"` // number: how far off is still accepted, 0 or more
	Any       bool    `json:"any,omitempty"`       // text, number: takes every other answer (Moodle's "*")

	Partner string `json:"partner,omitempty"` // match: what Text belongs to; Text may be empty (an extra partner)

	ID string `json:"id,omitempty"` // what its file calls it, such as QTI's identifier of a choice; it has no meaning for marking
}

// Gap is one hole in a cloze text, or in the text of a card. In the stem it
// stands as {{1}}, {{2}}, ...
type Gap struct {
	Kind          Kind     `json:"kind"`   // choice, text or number
	Weight        float64  `json:"weight"` // share in the mark, above 0
	CaseSensitive bool     `json:"case_sensitive,omitempty"`
	Multiple      bool     `json:"multiple,omitempty"`
	Hint          string   `json:"hint,omitempty"` // stands in the hole until it is filled
	Options       []Option `json:"options"`
}

// Question is anything that can be asked and answered; a flashcard is a
// question of kind flip.
type Question struct {
	ID   QuestionID `json:"id"`
	Bank BankID     `json:"bank"`
	Key  string     `json:"key"` // what the file calls it; unique in its bank
	Line int        `json:"line,omitempty"`

	Kind   Kind   `json:"kind"`
	Name   string `json:"name"`
	Stem   string `json:"stem"` // flip: the front
	Markup Markup `json:"markup,omitempty"`

	Multiple      bool `json:"multiple,omitempty"`       // choice: several options may be ticked
	KeepOrder     bool `json:"keep_order,omitempty"`     // options are shown as in the file
	CaseSensitive bool `json:"case_sensitive,omitempty"` // text

	Options []Option `json:"options,omitempty"` // flip: exactly one, the back; build: pieces that do not belong, Feedback = their meaning; order: in the right order
	Gaps    []Gap    `json:"gaps,omitempty"`    // cloze, table; flip: what is left out of the front, shown with the back

	Family  string     `json:"family,omitempty"`  // questions of one fact share it: both ways of a card, the gaps of a text
	Typed   bool       `json:"typed,omitempty"`   // flip: the answer is typed, and its differences are shown
	Picture *Picture   `json:"picture,omitempty"` // flip: a labelled picture; hotspot: what is pointed into
	Parts   []Part     `json:"parts,omitempty"`   // build: the term's pieces in order
	Drill   *DrillRule `json:"drill,omitempty"`   // drill: how its numbers are made

	Rationale       string `json:"rationale,omitempty"` // general feedback; for every answer
	RationaleMarkup Markup `json:"rationale_markup,omitempty"`
	Source          string `json:"source,omitempty"`        // where the key comes from, with section and year
	Example         string `json:"example,omitempty"`       // flip
	Pronunciation   string `json:"pronunciation,omitempty"` // respelling, stress in capitals

	Tags     []string `json:"tags,omitempty"`
	Category string   `json:"category,omitempty"` // path, parts split by "/"
	AsOf     string   `json:"as_of,omitempty"`    // yyyy-mm: the facts were right then
	ReviewBy string   `json:"review_by,omitempty"`
}

// Tag is what follows prefix in the first tag that begins with it, or "".
// Tags with a meaning are "level:application", "subject:hipaa", "rhit:2".
func (q *Question) Tag(prefix string) string {
	for _, t := range q.Tags {
		if rest, ok := strings.CutPrefix(t, prefix+":"); ok {
			return rest
		}
	}
	return ""
}

// PracticeOnly is the tag of a question that is asked in practice and left out
// of every form of an exam: of what is shipped, those whose source no reader
// has seen.
const PracticeOnly = "only:practice"

// HasTag reports whether the question carries exactly this tag.
func (q *Question) HasTag(tag string) bool { return slices.Contains(q.Tags, tag) }

// RightCount is how many options of a choice earn something; the learner is
// told this number when it is above one.
func (q *Question) RightCount() int {
	n := 0
	for _, o := range q.Options {
		if o.Fraction > 0 {
			n++
		}
	}
	return n
}

// Bank is a named set of questions with a source, a version and a language.
type Bank struct {
	ID        BankID     `json:"id"`
	Name      string     `json:"name"`
	Source    string     `json:"source,omitempty"`
	Version   string     `json:"version,omitempty"`
	Language  string     `json:"language,omitempty"` // BCP 47
	Licence   string     `json:"licence,omitempty"`
	Builtin   bool       `json:"builtin,omitempty"` // came with the app
	Questions []Question `json:"questions,omitempty"`
	Media     []Media    `json:"-"` // that the questions name, each once
}

// NewBankID makes a slug of a name: lower-case letters and digits of any
// script, runs of anything else become one hyphen. An empty result is "bank".
// In NFC, for a Mac's file names come decomposed.
func NewBankID(name string) BankID {
	var b strings.Builder
	for _, r := range strings.ToLower(norm.NFC.String(name)) {
		if isWordRune(r) {
			b.WriteRune(r)
		} else if s := b.String(); s != "" && !strings.HasSuffix(s, "-") {
			b.WriteByte('-')
		}
	}
	if s := strings.TrimSuffix(b.String(), "-"); s != "" {
		return BankID(s)
	}
	return "bank"
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
