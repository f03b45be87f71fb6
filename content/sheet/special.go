package sheet

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"chartroom/content/delimited"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// yes reads a word that means yes or no; ok is false for any other. Anki's
// "Add Reverse" is yes for a single letter such as y or x.
func yes(s string) (on, ok bool) {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "yes", "true", "1", "y", "x", "on":
		return true, true
	case "", "no", "false", "0", "n", "off":
		return false, true
	}
	return false, false
}

// special reads what makes more of a row than a plain card. It reports false
// when the row was left out.
func (r *reader) special(row delimited.Row, n *note) bool {
	c := r.columns
	kind := r.head.notetype
	if k := row.Get(c.notetype); k != "" {
		kind = k
	}
	kind = strings.ToLower(kind)
	reversed := strings.Contains(kind, "reversed card") && !strings.Contains(kind, "optional")
	n.twoWay = r.flag(row, c.twoWay, r.head.twoWay || reversed)
	n.typed = r.flag(row, c.typed, r.head.typed || strings.Contains(kind, "type in the answer"))
	n.literal = c.cloze >= 0 && row.Get(c.cloze) != "" && !r.flag(row, c.cloze, true)
	n.family = row.Get(c.family)
	n.parts, n.others = row.Get(c.parts), row.Get(c.otherParts)
	if asked := row.Get(c.asked); asked != "" {
		for _, word := range strings.Split(asked, ";") {
			if word = strings.TrimSpace(word); word != "" {
				n.asked = append(n.asked, word)
			}
		}
	}
	if row.Get(c.picture) == "" {
		return true
	}
	if err := r.picture(row, n); err != nil {
		return r.fail(row, n, err)
	}
	return true
}

// flag is a column that says yes or no; empty is otherwise.
func (r *reader) flag(row delimited.Row, column int, otherwise bool) bool {
	value := row.Get(column)
	if value == "" {
		return otherwise
	}
	on, ok := yes(value)
	if !ok {
		r.say(parse.Warning, row.Place(column), "sheet-yes-no", row.Get(r.columns.front), "%q is neither yes nor no and was not used.", parse.Excerpt(value, 20))
		return otherwise
	}
	return on
}

// defaultFront is what a picture's card asks when its row does not say it.
const defaultFront = "What is this place called?"

// picture reads a row's picture and its labelled places.
func (r *reader) picture(row delimited.Row, n *note) error {
	c := r.columns
	regions, err := readRegions(row.Get(c.regions))
	if err != nil {
		return fault{"regions", "sheet-regions", err}
	}
	p := &quiz.Picture{Alt: r.text(row, c.alt, n.common.Markup), Regions: regions}
	switch hide := strings.ToLower(row.Get(c.hide)); hide {
	case "", "one":
	case "all":
		p.HideAll = true
	default:
		r.say(parse.Warning, row.Place(c.hide), "sheet-hide", n.front, "%q was not used; write one, to hide the label that is asked for, or all.", parse.Excerpt(hide, 20))
	}
	if p.Media, err = r.media.ref(row.Get(c.picture)); err != nil {
		return fault{"picture", "sheet-picture", err}
	}
	if n.front == "" {
		n.front = defaultFront
	}
	if p.Alt == "" {
		p.Alt = n.front
		r.say(parse.Warning, row.Place(c.picture), "sheet-picture-alt", n.front, "The picture has no words. Say in the column alt what it shows, for those who cannot see it.")
	}
	n.picture = p
	return nil
}

// fail says what is wrong with a row that was to be more than a plain card. A
// row with a front and a back becomes a plain one, and fail reports true.
func (r *reader) fail(row delimited.Row, n *note, err error) bool {
	var f fault
	if !errors.As(err, &f) {
		f = fault{"front", "sheet-row", err}
	}
	column := r.columns.byName()[f.column]
	place := row.At[0]
	if column != nil && *column >= 0 {
		place = row.Place(*column)
	}
	if n.front == "" || n.back == "" {
		r.say(parse.Error, place, f.rule, n.front, "%s. The row was left out.", upperFirst(f.Error()))
		return false
	}
	severity, became := parse.Repair, "It became a plain card."
	if f.rule == "sheet-cloze" {
		severity, became = parse.Unsupported, "The card was kept as it is written."
	}
	r.say(severity, place, f.rule, n.front, "%s. %s", upperFirst(f.Error()), became)
	n.picture, n.parts, n.others, n.asked, n.literal = nil, "", "", nil, true
	return true
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// identity is the text that a row without an id is known by: what its front
// says, whichever gaps are cut into it, and of a picture which one it is.
func (n *note) identity() string {
	switch n.kind() {
	case "picture":
		return n.front + " " + n.picture.Media
	case "cloze":
		if cards, err := quiz.ClozeCards(n.front, quiz.Plain); err == nil {
			return quiz.Filled(cards[0].Stem, cards[0].Gaps)
		}
	}
	return n.front
}

// media are the pictures that a table names.
type media struct {
	open  func(name string) ([]byte, error)
	refs  map[string]string // by name
	found []quiz.Media
}

// ref is the Ref of a picture by its file's name; a Ref stands for itself.
func (m *media) ref(name string) (string, error) {
	if _, ok := quiz.MediaHash(name); ok {
		return name, nil
	}
	if ref := m.refs[name]; ref != "" {
		return ref, nil
	}
	if m.open == nil {
		return "", fmt.Errorf("the picture %q is a file, and this table was read without the files beside it", parse.Excerpt(name, nameLength))
	}
	data, err := m.open(name)
	if err != nil {
		return "", fmt.Errorf("the picture %q could not be read: %w", parse.Excerpt(name, nameLength), err)
	}
	one := quiz.NewMedia(name, data)
	if !one.Known() || !strings.HasPrefix(one.Type, "image/") {
		return "", fmt.Errorf("%q is no picture that can be shown; PNG, JPEG, GIF, WebP and BMP can", parse.Excerpt(name, nameLength))
	}
	if m.refs == nil {
		m.refs = map[string]string{}
	}
	m.refs[name] = one.Ref()
	if !slices.ContainsFunc(m.found, func(other quiz.Media) bool { return other.Hash == one.Hash }) {
		m.found = append(m.found, one)
	}
	return one.Ref(), nil
}
