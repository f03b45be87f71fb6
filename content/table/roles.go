package table

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Role is what a column of a table holds. Options, and what belongs to one of
// them, have a letter: "option a", "feedback a".
type Role string

// The roles without a letter. Unused is a column that means nothing.
const (
	Unused        Role = ""
	Question      Role = "question"
	Answer        Role = "answer" // which options are right, or the answer itself
	Kind          Role = "type"
	Explanation   Role = "explanation"
	Source        Role = "source"
	Category      Role = "category"
	Level         Role = "level" // becomes a tag
	Tags          Role = "tags"
	ID            Role = "id"
	Name          Role = "name"
	Tolerance     Role = "tolerance"
	Picture       Role = "picture" // a file beside the table
	Alt           Role = "picture in words"
	Example       Role = "example"
	Pronunciation Role = "pronunciation"
	Markup        Role = "markup"
	AsOf          Role = "as of"
	ReviewBy      Role = "review by"
	Shuffle       Role = "shuffle" // "no": the options stay in their order
	CaseSensitive Role = "case sensitive"
)

// The words that a letter follows.
const (
	option   = "option"
	feedback = "feedback"
	partner  = "match"
	wrong    = "wrong answer"
)

// MostOptions is how many options a row may have.
const MostOptions = 200

// Option is the role of the option at place n, from 0.
func Option(n int) Role { return numbered(option, n) }

// Feedback is the role of what is said of the option at place n, from 0.
func Feedback(n int) Role { return numbered(feedback, n) }

// Match is the role of what the option at place n, from 0, belongs to.
func Match(n int) Role { return numbered(partner, n) }

// Wrong is the role of the wrong option at place n, from 0, where the right one
// stands in the column of the answer.
func Wrong(n int) Role { return numbered(wrong, n) }

func numbered(word string, n int) Role { return Role(word + " " + strings.ToLower(letter(n))) }

// split is a role's word and the place, from 0, that its letter names; -1 for a
// role without one.
func (r Role) split() (word string, n int) {
	for _, w := range []string{option, feedback, partner, wrong} {
		if rest, ok := strings.CutPrefix(string(r), w+" "); ok {
			return w, place(rest)
		}
	}
	return string(r), -1
}

// Title is the role in words, for a menu.
func (r Role) Title() string {
	word, n := r.split()
	if n < 0 {
		if t := titles[r]; t != "" {
			return t
		}
		return string(r)
	}
	return map[string]string{option: "Option ", feedback: "Feedback on option ", partner: "Match of option ", wrong: "Wrong answer "}[word] + letter(n)
}

var titles = map[Role]string{
	Unused: "Not used", Question: "Question", Answer: "Right answer", Kind: "Type", Explanation: "Explanation", Source: "Source",
	Category: "Category", Level: "Level", Tags: "Tags", ID: "Id", Name: "Title", Tolerance: "Tolerance", Picture: "Picture", Alt: "Picture in words",
	Example: "Example", Pronunciation: "Pronunciation", Markup: "Markup", AsOf: "As of", ReviewBy: "Review by", Shuffle: "Shuffle", CaseSensitive: "Case sensitive",
}

// single are the roles without a letter, in the order of a menu.
var single = []Role{Unused, Question, Answer, Explanation, Kind, Source, Category, Level, Tags, ID, Name, Tolerance, Picture, Alt,
	Example, Pronunciation, Markup, AsOf, ReviewBy, Shuffle, CaseSensitive}

// Roles lists the roles for a menu, with the letters of as many options.
func Roles(options int) []Role {
	all := slices.Clone(single[:4])
	for _, of := range []func(int) Role{Option, Feedback, Match, Wrong} {
		for n := range min(options, MostOptions) {
			all = append(all, of(n))
		}
	}
	return append(all, single[4:]...)
}

// names are what columns are called, as plain makes them. (Sources: our own
// banks; the import sheets of Kahoot, Quizizz and Quizlet; FORMATS §1.8.)
var names = map[Role][]string{
	Question: {"question", "stem", "prompt", "question text", "question stem", "question title", "item", "item stem", "item text", "problem",
		"q", "front", "term", "word", "concept", "side 1"},
	Answer: {"answer", "answers", "correct", "key", "answer key", "correct answer", "correct answers", "right answer", "right answers", "correct option", "correct options",
		"correct choice", "correct choices", "correct response", "correct key", "right", "correct letter", "answer letter", "correct index", "solution",
		"back", "definition", "meaning", "side 2", "response", "accepted answers"},
	Kind:          {"type", "question type", "kind", "item type", "qtype", "format", "question format"},
	Explanation:   {"explanation", "rationale", "feedback", "answer explanation", "general feedback", "explanations", "reason", "comment", "comments", "note", "notes", "justification", "why", "question feedback"},
	Source:        {"source", "sources", "reference", "references", "citation", "ref"},
	Category:      {"category", "domain", "topic", "chapter", "deck", "content area", "section", "module", "unit"},
	Level:         {"level", "difficulty", "difficulty level", "cognitive level", "bloom", "bloom level", "blooms level", "taxonomy"},
	Tags:          {"tags", "tag", "labels", "keywords", "keyword"},
	ID:            {"id", "question id", "item id", "guid", "uuid", "identifier", "external id"},
	Name:          {"name", "title", "question name", "item name"},
	Tolerance:     {"tolerance", "margin", "error margin", "plus or minus"},
	Picture:       {"picture", "image", "image link", "image url", "picture link", "media", "image file"},
	Alt:           {"picture in words", "alt", "alt text", "image alt text", "image description"},
	Example:       {"example", "examples", "example sentence"},
	Pronunciation: {"pronunciation", "pronounced"},
	Markup:        {"markup"},
	AsOf:          {"as of"},
	ReviewBy:      {"review by"},
	Shuffle:       {"shuffle", "shuffle answers", "shuffle options", "randomize", "randomise", "randomize options"},
	CaseSensitive: {"case sensitive", "match case", "use case"},
}

// families are what stands before the letter or number of an option.
var families = map[string][]string{
	option:   {"option", "choice", "answer", "alternative", "response", "opt", "ans", "answer option", "answer choice", "possible answer", "option text", "choice text", "answer text"},
	feedback: {"feedback", "rationale", "explanation", "comment", "reason", "why", "answer feedback", "option feedback", "choice feedback"},
	partner:  {"match", "partner", "pair", "matches", "matching answer", "right side"},
	wrong:    {"wrong answer", "wrong", "distractor", "distracter", "incorrect", "incorrect answer", "wrong option", "incorrect option", "incorrect choice"},
}

// byName and byFamily find what a name means.
var byName, byFamily = turned(names), turned(families)

func turned[K ~string](lists map[K][]string) map[string]K {
	by := map[string]K{}
	for meaning, list := range lists {
		for _, name := range list {
			by[name] = meaning
		}
	}
	return by
}

// RoleOf is what a column of this name holds; Unused if the name says nothing.
func RoleOf(header string) Role {
	name := plain(header)
	if role, ok := byName[name]; ok {
		return role
	}
	words := strings.Fields(name)
	words = slices.DeleteFunc(words, func(w string) bool {
		return w == "for" || w == "to" || w == "of" || w == "the" || w == "on" || w == "if"
	})
	if len(words) < 2 {
		return Unused
	}
	last := len(words) - 1
	if n := place(words[last]); n >= 0 {
		before := strings.Join(words[:last], " ")
		if family, ok := byFamily[before]; ok {
			return numbered(family, n)
		}
		if i := strings.LastIndexByte(before, ' '); i > 0 && byFamily[before[i+1:]] == option { // "feedback for option a"
			switch word := byFamily[before[:i]]; word {
			case feedback, partner:
				return numbered(word, n)
			}
		}
	}
	// "option a feedback"
	for i := 1; i < last; i++ {
		if n := place(words[i]); n >= 0 && byFamily[strings.Join(words[:i], " ")] == option {
			switch word := byFamily[strings.Join(words[i+1:], " ")]; word {
			case feedback, partner:
				return numbered(word, n)
			}
		}
	}
	return Unused
}

// nameLimit is how long a column's name may be, in bytes: Kahoot's are over 60.
const nameLimit = 120

// plain is a column's name in lower case, its words split by single spaces,
// without what only explains it: "OptionA", "option_a" and "Option (A)" are
// "option a", "Correct answer(s) - choose at least one" is "correct answer".
func plain(header string) string {
	if len(header) > nameLimit {
		return ""
	}
	for _, dash := range []string{" - ", " – ", " — "} {
		header, _, _ = strings.Cut(header, dash)
	}
	header = cutBrackets(strings.ReplaceAll(header, "(s)", ""))
	var b strings.Builder
	var before rune
	for _, c := range strings.ReplaceAll(header, "'", "") {
		switch {
		case !unicode.IsLetter(c) && !unicode.IsDigit(c):
			c = ' '
		case unicode.IsUpper(c) && unicode.IsLower(before), unicode.IsDigit(c) && unicode.IsLetter(before):
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(c))
		before = c
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// cutBrackets leaves out what stands in round brackets, unless it is a letter
// or a number.
func cutBrackets(s string) string {
	for from := 0; ; {
		i := strings.IndexByte(s[from:], '(')
		if i < 0 {
			return s
		}
		i += from
		n := strings.IndexByte(s[i:], ')')
		if n < 0 {
			return s
		}
		if n > 3 {
			s = s[:i] + " " + s[i+n+1:]
		}
		from = i + 1
	}
}

// letter names the place n, from 0, as spreadsheets do: A to Z, AA, AB, ...
func letter(n int) string {
	if n < 26 {
		return string(rune('A' + n))
	}
	return letter(n/26-1) + string(rune('A'+n%26))
}

// place is the place, from 0, that a letter or a number from 1 names; -1 for
// anything else, and for places past MostOptions.
func place(label string) int {
	if n, err := strconv.Atoi(label); err == nil {
		if n >= 1 && n <= MostOptions {
			return n - 1
		}
		return -1
	}
	if len(label) < 1 || len(label) > 2 {
		return -1
	}
	n := 0
	for i := range len(label) {
		c := label[i] | 0x20
		if c < 'a' || c > 'z' {
			return -1
		}
		n = n*26 + int(c-'a') + 1
	}
	if n > MostOptions {
		return -1
	}
	return n - 1
}
