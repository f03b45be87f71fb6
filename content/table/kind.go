package table

import "chartroom/quiz"

// asked is what a type says of a question.
type asked struct {
	kind    quiz.Kind
	several bool // of a choice: more than one option may be right
	single  bool // of a choice: one option is right, and no more
	foreign bool // another program asks it so, and we cannot
}

// severalWord is what is written for a choice of several options.
const severalWord = "multiple answers"

// kindWords are what is written for a kind.
var kindWords = map[quiz.Kind]string{
	quiz.Choice: "choice", quiz.TrueFalse: "true/false", quiz.Text: "text", quiz.Number: "number", quiz.Match: "match",
	quiz.Order: "order", quiz.Flip: "flashcard", quiz.Essay: "essay", quiz.Description: "information",
}

// kinds are what types are called, as plain makes them. "Multiple choice" means
// one right answer to some programs and several to others; the key decides.
// (Sources: our own files; the sheets of Quizizz and Kahoot; the names in Moodle
// and Canvas.)
var kinds = turnedKinds(map[asked][]string{
	{kind: quiz.Choice}: {"choice", "multiple choice", "multiplechoice", "mc", "mcq", "multichoice", "quiz", "multiple choice question"},
	{kind: quiz.Choice, single: true}: {"single choice", "single answer", "single select", "single", "radio", "one answer", "sc", "dropdown",
		"single best answer", "sba"},
	{kind: quiz.Choice, several: true}: {severalWord, "multiple answer", "multiple response", "multiple select", "multiselect", "multi select",
		"checkbox", "checkboxes", "select all", "select all that apply", "sata", "ma", "mr", "several", "multiple answers question"},
	{kind: quiz.TrueFalse}: {"true false", "truefalse", "tf", "t f", "boolean", "yes no", "true or false", "true false question"},
	{kind: quiz.Text}: {"text", "short answer", "shortanswer", "fill in the blank", "fill in blank", "fill in", "fill", "blank", "fib", "typed",
		"type answer", "type the answer", "short text", "sa", "short answer question"},
	{kind: quiz.Number}:                     {"number", "numeric", "numerical", "numerical question", "calculation"},
	{kind: quiz.Match}:                      {"match", "matching", "matching question", "pairs", "match the following"},
	{kind: quiz.Order}:                      {"order", "ordering", "ordered", "reorder", "sequence", "puzzle", "ranking", "sort"},
	{kind: quiz.Flip}:                       {"flashcard", "card", "flip", "term", "flash card"},
	{kind: quiz.Essay}:                      {"essay", "open ended", "open", "free text", "long answer", "essay question"},
	{kind: quiz.Description}:                {"information", "description", "info", "slide", "text only", "instructions"},
	{kind: quiz.Essay, foreign: true}:       {"poll", "draw", "drawing", "word cloud", "brainstorm", "audio response", "video response", "file upload", "drop pin"},
	{kind: quiz.Description, foreign: true}: {"passage", "comprehension", "hotspot", "labeling", "labelling"},
})

func turnedKinds(lists map[asked][]string) map[string]asked {
	by := map[string]asked{}
	for a, list := range lists {
		for _, name := range list {
			by[name] = a
		}
	}
	return by
}

// kindOf is what a type means.
func kindOf(word string) (asked, bool) {
	a, ok := kinds[plain(word)]
	return a, ok
}

// truths are the words for true and false.
var truths = map[string]bool{
	"true": true, "t": true, "yes": true, "y": true, "correct": true, "right": true,
	"false": false, "f": false, "no": false, "n": false, "incorrect": false, "wrong": false,
}

// truth reads a word for true or false.
func truth(s string) (is, ok bool) {
	is, ok = truths[plain(s)]
	return is, ok
}
