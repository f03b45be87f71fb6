package quiz

import "slices"

// Kind is how a question is asked and answered.
type Kind string

// The kinds. Essay and Description are read from files and kept as text, so
// that nothing an instructor wrote is lost; they are not asked. A Description
// may be a record that other questions are about; see RecordOf.
const (
	Flip        Kind = "flip"      // a flashcard: the learner grades herself
	Choice      Kind = "choice"    // one or several options are right
	TrueFalse   Kind = "truefalse" // options are True and False, in this order
	Text        Kind = "text"      // typed words
	Number      Kind = "number"    // a typed number
	Cloze       Kind = "cloze"     // gaps in a text
	Build       Kind = "build"     // a medical term and its pieces, in order
	Match       Kind = "match"     // every option with a text belongs to a partner
	Order       Kind = "order"     // the options are put in order
	Code        Kind = "code"      // a typed code of a code set
	Table       Kind = "table"     // gaps in a table
	Hotspot     Kind = "hotspot"   // a place in a picture is pointed at
	Drill       Kind = "drill"     // a typed number, with new values each time
	Essay       Kind = "essay"
	Description Kind = "description"
)

// Kinds lists every kind.
var Kinds = []Kind{Flip, Choice, TrueFalse, Text, Number, Cloze, Build, Match, Order, Code, Table, Hotspot, Drill, Essay, Description}

// MarkedKinds are the kinds that the app marks: what practice asks. Cards are
// graded by the learner herself.
var MarkedKinds = []Kind{Choice, TrueFalse, Text, Number, Cloze, Build, Match, Order, Code, Table, Hotspot, Drill}

// CardKinds are the kinds that the learner meets in review, as flashcards; the
// others she meets in practice, and reviews what she has answered.
var CardKinds = []Kind{Flip, Build}

// PractisedKinds are the kinds that practice and exams bring by themselves.
var PractisedKinds = []Kind{Choice, TrueFalse, Text, Number, Cloze, Match, Order, Code, Table, Hotspot, Drill}

// Card reports whether questions of this kind are met in review.
func (k Kind) Card() bool { return slices.Contains(CardKinds, k) }

// Asked reports whether questions of this kind can be put to a learner.
func (k Kind) Asked() bool { return k.Card() || slices.Contains(MarkedKinds, k) }
