package codes

import (
	"fmt"
	"strings"

	"chartroom/quiz/codebook"
)

// codeLength is how many characters a PCS code has.
const codeLength = 7

// build is a PCS code that is being put together.
type build struct {
	code    string            // what is legal of it, up to seven characters
	taken   []codebook.Choice // what each of them means
	choices []codebook.Choice // what may come next; none once it is whole
	at      int               // of choices
	why     string            // what was typed and is not legal
}

// setAxes takes the code apart as far as it is legal, and reads what may come
// next.
func (m *model) setAxes(text string) error {
	text = plainCode(strings.ReplaceAll(text, " ", ""))
	text = text[:min(len(text), codeLength)]
	b := build{}
	for {
		choices, err := m.next(b.code)
		if err != nil {
			return err
		}
		b.choices = choices
		if len(b.code) == len(text) {
			break
		}
		i := choiceOf(choices, text[len(b.code):len(b.code)+1])
		if i < 0 {
			b.why = illegal(b.code, text[len(b.code):len(b.code)+1], choices)
			break
		}
		b.code += choices[i].Character
		b.taken = append(b.taken, choices[i])
	}
	m.build = b
	return m.showBuilt()
}

// next are the legal next characters; none of a whole code.
func (m *model) next(code string) ([]codebook.Choice, error) {
	if len(code) >= codeLength || m.book.Set != codebook.ICD10PCS {
		return nil, nil
	}
	return m.axis(m.book, code)
}

// axisPlace is a place in the PCS tables of a book.
type axisPlace struct {
	book   codebook.Book
	prefix string
}

// axesKept is how many axes are remembered: some codes' worth.
const axesKept = 200

// axis is what may come next in a book; it is remembered, for each character
// typed walks through all before it.
func (m *model) axis(b codebook.Book, prefix string) ([]codebook.Choice, error) {
	at := axisPlace{b, prefix}
	if choices, ok := m.axes[at]; ok {
		return choices, nil
	}
	choices, err := m.read().Axis(ctx(), b, prefix)
	if err != nil {
		return nil, err
	}
	if m.axes == nil || len(m.axes) >= axesKept {
		m.axes = map[axisPlace][]codebook.Choice{}
	}
	m.axes[at] = choices
	return choices, nil
}

func choiceOf(choices []codebook.Choice, character string) int {
	for i := range choices {
		if choices[i].Character == character {
			return i
		}
	}
	return -1
}

// illegal says that no code goes on so.
func illegal(code, character string, choices []codebook.Choice) string {
	var all []string
	for i := range choices {
		all = append(all, choices[i].Character)
	}
	axis := "the next character"
	if len(choices) > 0 {
		axis = "as " + choices[0].Title
	}
	before := ""
	if code != "" {
		before = " after " + code
	}
	return fmt.Sprintf("No code has %s %s%s. Legal are %s.", character, axis, before, strings.Join(all, ", "))
}

// showBuilt shows the entry of a whole code.
func (m *model) showBuilt() error {
	if len(m.build.code) < codeLength {
		m.opened = opened{}
		return nil
	}
	return m.open(place{Book: m.book, Way: byAxis, Code: m.build.code}, toRead)
}

// take adds a choice to the code.
func (m *model) take(i int) error {
	if i < 0 || i >= len(m.build.choices) {
		return nil
	}
	return m.setAxes(m.build.code + m.build.choices[i].Character)
}

// takeBack takes the last character off.
func (m *model) takeBack() error {
	if n := len(m.build.code); n > 0 {
		return m.setAxes(m.build.code[:n-1])
	}
	return nil
}

// cut goes back to the axis at a place of the code, 0 to 6.
func (m *model) cut(axis int) error { return m.setAxes(m.build.code[:min(axis, len(m.build.code))]) }

// chosen is the choice under the cursor, or nil.
func (b *build) chosen() *codebook.Choice {
	if b.at < 0 || b.at >= len(b.choices) {
		return nil
	}
	return &b.choices[b.at]
}

// apart are the characters of a code with what they mean; none if the tables
// are not there.
func (m *model) apart(b codebook.Book, code string) ([]codebook.Choice, error) {
	var all []codebook.Choice
	for i := range len(code) {
		choices, err := m.axis(b, code[:i])
		if err != nil {
			return nil, err
		}
		k := choiceOf(choices, code[i:i+1])
		if k < 0 {
			return nil, nil
		}
		all = append(all, choices[k])
	}
	return all, nil
}
