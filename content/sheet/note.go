package sheet

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// note is one row: a fact, which makes one question or several of one family.
// Reading and writing share it, so that what is written reads the same.
type note struct {
	common  quiz.Question // what every question of the row has alike; Key is the row's
	front   string
	back    string
	family  string // "" = the row's key, where it makes several questions
	twoWay  bool
	typed   bool
	literal bool // braces in the front are text
	picture *quiz.Picture
	parts   string // a term's pieces; "" = none
	others  string // pieces that do not belong to the term
	asked   []string
}

// backWord and buildWord name the second question of a row in the column
// "asked", frontWord the first.
const (
	frontWord = "front"
	backWord  = "back"
	buildWord = "build"
)

// fault is what is wrong with one column of a row.
type fault struct {
	column string
	rule   string
	err    error
}

func (f fault) Error() string { return f.err.Error() }

// kind is the columns that say what a row is; only one of them may.
func (n *note) kind() string {
	switch {
	case n.picture != nil:
		return "picture"
	case n.parts != "":
		return "parts"
	case !n.literal && quiz.HasCloze(n.front):
		return "cloze"
	}
	return ""
}

// questions are the row's questions: their keys, and all but their ids.
func (n *note) questions() ([]quiz.Question, error) {
	var all []quiz.Question
	var err error
	switch n.kind() {
	case "picture":
		all, err = n.labels()
	case "parts":
		all, err = n.terms()
	case "cloze":
		all, err = n.gaps()
	default:
		all, err = n.sides()
	}
	if err != nil {
		return nil, err
	}
	family := n.family
	if family == "" && len(all) > 1 {
		family = n.common.Key
	}
	for i := range all {
		all[i].Family = family
		all[i].Typed = n.typed && all[i].Kind == quiz.Flip
		all[i].Name = parse.Excerpt(all[i].Stem, nameLength)
	}
	return all, nil
}

// from is a question of the row that is asked under a key of its own.
func (n *note) from(suffix string) quiz.Question {
	q := n.common
	q.Kind = quiz.Flip
	q.Tags = slices.Clone(n.common.Tags)
	q.Key += suffix
	return q
}

func flipped(q quiz.Question, front, back string) quiz.Question {
	q.Stem, q.Options = front, []quiz.Option{{Text: back, Fraction: 1}}
	return q
}

// wants reports whether the question with this word is asked.
func (n *note) wants(word string) bool {
	return len(n.asked) == 0 || slices.Contains(n.asked, word)
}

// sides are the ways of a plain card.
func (n *note) sides() ([]quiz.Question, error) {
	if !n.twoWay {
		return []quiz.Question{flipped(n.from(""), n.front, n.back)}, n.known(frontWord)
	}
	var all []quiz.Question
	if n.wants(frontWord) {
		all = append(all, flipped(n.from(""), n.front, n.back))
	}
	if n.wants(backWord) {
		all = append(all, flipped(n.from(quiz.BackSuffix), n.back, n.front))
	}
	return all, n.known(frontWord, backWord)
}

// known says which words in the column "asked" name no question of the row.
func (n *note) known(words ...string) error {
	for _, w := range n.asked {
		if !slices.Contains(words, w) {
			return fault{"asked", "sheet-asked", fmt.Errorf("the row has no question %q; it has %s", w, strings.Join(words, ", "))}
		}
	}
	return nil
}

// gaps are the cards of a text with gaps, one a number; the back holds what
// more there is to say.
func (n *note) gaps() ([]quiz.Question, error) {
	cards, err := quiz.ClozeCards(n.front, n.common.Markup)
	if err != nil {
		return nil, fault{"front", "sheet-cloze", err}
	}
	var all []quiz.Question
	for _, c := range cards {
		q := flipped(n.from(fmt.Sprint(quiz.ClozeSuffix, c.Number)), c.Stem, quiz.ClozeAnswer(c.Back, n.back, n.common.Markup))
		q.Gaps = c.Gaps
		all = append(all, q)
	}
	return all, nil
}

// terms are the two questions on a medical term: taken apart, and built.
func (n *note) terms() ([]quiz.Question, error) {
	parts, err := readParts(n.parts)
	if err != nil {
		return nil, fault{"parts", "sheet-parts", err}
	}
	others, err := readOthers(n.others)
	if err != nil {
		return nil, fault{"other-parts", "sheet-parts", err}
	}
	if term := quiz.Term(parts); !strings.EqualFold(term, n.front) {
		return nil, fault{"parts", "sheet-parts", fmt.Errorf("the pieces make %q, and the front says %q", term, n.front)}
	}
	var all []quiz.Question
	add := func(word, suffix, stem string) {
		if n.wants(word) {
			q := n.from(suffix)
			q.Kind, q.Stem, q.Parts, q.Options = quiz.Build, stem, slices.Clone(parts), slices.Clone(others)
			all = append(all, q)
		}
	}
	add(frontWord, "", n.front)
	add(buildWord, quiz.BuildSuffix, n.back)
	if len(all) == 2 && all[1].TakesApart() {
		return nil, fault{"back", "sheet-parts", errors.New("the back says the term; it should say what the term means")}
	}
	return all, n.known(frontWord, buildWord)
}

// labels are the cards of a picture, one a label.
func (n *note) labels() ([]quiz.Question, error) {
	suffixes := labelSuffixes(n.picture.Regions)
	words := labelWords(suffixes)
	var all []quiz.Question
	for i, region := range n.picture.Regions {
		if !n.wants(words[i]) {
			continue
		}
		q := flipped(n.from(suffixes[i]), n.front, region.Label)
		picture := *n.picture
		picture.Asked = i // the places are shared: a picture may have many
		q.Picture = &picture
		all = append(all, q)
	}
	if err := n.known(words...); err != nil {
		return nil, err
	}
	if n.back != "" {
		return nil, fault{"back", "sheet-picture", errors.New("the labels are the backs of a picture's cards; write what else there is to say into the note")}
	}
	return all, nil
}

// labelSuffixes are what tells the cards of a picture apart: the label, and a
// number where several places have the same.
func labelSuffixes(regions []quiz.Region) []string {
	taken := map[string]int{}
	out := make([]string, len(regions))
	for i, r := range regions {
		taken[r.Label]++
		out[i] = quiz.LabelSuffix + r.Label
		if k := taken[r.Label]; k > 1 {
			out[i] += fmt.Sprintf(" (%d)", k)
		}
	}
	return out
}

// labelWords are the labels as the column "asked" names them.
func labelWords(suffixes []string) []string {
	words := make([]string, len(suffixes))
	for i, s := range suffixes {
		words[i] = strings.TrimPrefix(s, quiz.LabelSuffix)
	}
	return words
}
