package table

import (
	"fmt"
	"slices"
	"strings"

	"chartroom/content/gift"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// slot is one option of a row, with what belongs to it.
type slot struct {
	text, feedback, partner string
	column                  int  // of the text, or of the first of the others
	wrong                   bool // from a column of wrong answers
}

func (s slot) empty() bool { return s.text == "" && s.partner == "" }

// mark is what a key says of one option.
type mark struct {
	slot     int
	fraction float64
}

// keyed is a key that was read.
type keyed struct {
	marks    []mark
	weighted bool   // the key says what each option earns
	doubt    string // a sentence, where the key can be read in two ways
}

// readKey finds the options that a key names: by their letters, their numbers
// or their texts, one or several, or with what each earns ("A=100%, C=50%").
// numbers says that the columns of the options are numbered, not lettered.
func readKey(key string, slots []slot, numbers bool) (keyed, error) {
	if marks, ok, err := readWeights(key, slots); ok || err != nil {
		return keyed{marks: marks, weighted: true}, err
	}
	labels, byLabel := readLabels(key, slots)
	texts, byText := readTexts(key, slots)
	switch {
	case byLabel && byText && !slices.Equal(labels, texts):
		chosen, other := labels, texts
		if digits := strings.ContainsAny(key, "0123456789"); digits != numbers {
			chosen, other = texts, labels
		}
		return keyed{marks: shares(chosen), doubt: fmt.Sprintf("The answer %q may mean option %s or option %s; it was read as option %s. Write letters where options are numbers.",
			parse.Excerpt(key, 40), letters(chosen), letters(other), letters(chosen))}, nil
	case byLabel:
		return keyed{marks: shares(labels)}, nil
	case byText:
		return keyed{marks: shares(texts)}, nil
	}
	return keyed{}, fmt.Errorf("The answer %q is neither the letter, the number nor the text of an option", parse.Excerpt(key, 40))
}

// shares gives each of the options an equal share of the mark.
func shares(slots []int) []mark {
	marks := make([]mark, len(slots))
	for i, s := range slots {
		marks[i] = mark{s, 1 / float64(len(slots))}
	}
	return marks
}

// letters names options by their letters.
func letters(slots []int) string {
	var names []string
	for _, s := range slots {
		names = append(names, letter(s))
	}
	return strings.Join(names, ", ")
}

// readWeights reads "A=100%, C=-50%".
func readWeights(key string, slots []slot) (marks []mark, ok bool, err error) {
	for _, part := range strings.FieldsFunc(key, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		label, weight, found := strings.Cut(strings.TrimSpace(part), "=")
		n := place(strings.TrimSpace(label))
		percent, isPercent := strings.CutSuffix(strings.TrimSpace(weight), "%")
		fraction, isNumber := gift.FromPercent(strings.TrimSpace(percent))
		if !found || n < 0 || !isPercent || !isNumber {
			return nil, false, nil
		}
		switch {
		case n >= len(slots) || slots[n].empty():
			return nil, false, fmt.Errorf("The answer gives %s %% to option %s, which is empty", percent, letter(n))
		case fraction < -1 || fraction > 1:
			return nil, false, fmt.Errorf("The weight %s %% of option %s is outside -100 to 100", percent, letter(n))
		}
		marks = append(marks, mark{n, fraction})
	}
	return marks, len(marks) > 0, nil
}

// readLabels reads letters or numbers of options: "B", "b)", "Option 2", "A and
// C", "1,3", "ACD", "B) its text".
func readLabels(key string, slots []slot) (found []int, ok bool) {
	if n := labelled(key, slots); n >= 0 {
		return []int{n}, true
	}
	parts := strings.FieldsFunc(key, func(r rune) bool { return strings.ContainsRune(",;&/|+ \n", r) })
	if len(parts) > 2*len(slots) {
		return nil, false
	}
	if n := place(key); len(parts) == 1 && (n < 0 || n >= len(slots)) && len(key) > 1 && len(key) <= len(slots) && key == strings.ToUpper(key) {
		parts = strings.Split(key, "") // "ACD"
		if place(parts[0]) < 0 || strings.ContainsAny(key, "0123456789") {
			return nil, false
		}
	}
	for _, part := range parts {
		if strings.EqualFold(part, "and") && len(found) > 0 {
			continue
		}
		n := place(strings.Trim(part, "()."))
		if n < 0 || n >= len(slots) || slots[n].empty() || slices.Contains(found, n) {
			return nil, false
		}
		found = append(found, n)
	}
	slices.Sort(found)
	return found, len(found) > 0
}

// labelled is the option of "Option B", or of "B) its text"; -1 for none.
func labelled(key string, slots []slot) int {
	if word, n := RoleOf(key).split(); n >= 0 && word == option && n < len(slots) && !slots[n].empty() {
		return n
	}
	if i := strings.IndexAny(key, ").:"); i >= 1 && i <= 3 {
		n := place(strings.TrimLeft(key[:i], "("))
		if n >= 0 && n < len(slots) && sameText(strings.TrimSpace(key[i+1:]), slots[n].text) {
			return n
		}
	}
	return -1
}

// readTexts reads the text of an option, or of several.
func readTexts(key string, slots []slot) (found []int, ok bool) {
	if n := withText(key, slots); n >= 0 {
		return []int{n}, true
	}
	for _, separator := range []string{"\n", ";", "|", ","} {
		parts := strings.Split(key, separator)
		if len(parts) == 1 || len(parts) > len(slots) {
			continue
		}
		found = found[:0]
		for _, part := range parts {
			if n := withText(part, slots); n >= 0 && !slices.Contains(found, n) {
				found = append(found, n)
			}
		}
		if len(found) == len(parts) {
			slices.Sort(found)
			return found, true
		}
	}
	return nil, false
}

// withText is the option of this text; -1 for none.
func withText(text string, slots []slot) int {
	for _, same := range []func(a, b string) bool{func(a, b string) bool { return a == b }, sameText} {
		for i, s := range slots {
			if !s.empty() && same(strings.TrimSpace(text), s.text) {
				return i
			}
		}
	}
	return -1
}

// sameText compares as people do who typed a text twice.
func sameText(a, b string) bool {
	if a == "" || b == "" || len(a) > 4*len(b)+8 || len(b) > 4*len(a)+8 { // normalising is dear, and makes no text that much shorter
		return false
	}
	return quiz.Normalise(strings.TrimRight(a, ". "), false) == quiz.Normalise(strings.TrimRight(b, ". "), false)
}

// writeKey is the key of a question whose options stand in the columns from A:
// letters, or what each earns where letters would be read as something else.
func writeKey(q *quiz.Question) string {
	var right []int
	plainly := true
	for i, o := range q.Options {
		if o.Fraction > 0 {
			right = append(right, i)
		}
	}
	for _, o := range q.Options {
		plainly = plainly && (o.Fraction == 0 || o.Fraction == 1/float64(len(right)))
	}
	if key := letters(right); plainly && len(right) > 0 && (len(right) == 1 || q.Multiple) && !textOf(q.Options, key) {
		return key
	}
	return weights(q.Options)
}

// textOf reports whether a key of letters is also the text of options.
func textOf(options []quiz.Option, key string) bool {
	slots := make([]slot, len(options))
	for i, o := range options {
		slots[i].text = o.Text
	}
	_, is := readTexts(key, slots)
	return is
}

// weights writes what each option earns.
func weights(options []quiz.Option) string {
	var parts []string
	for i, o := range options {
		if o.Fraction != 0 {
			parts = append(parts, letter(i)+"="+gift.Percent(o.Fraction)+"%")
		}
	}
	return strings.Join(parts, ", ")
}
