package anki

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"chartroom/content/parse"
	"chartroom/content/whole"
	"chartroom/quiz"
)

// A package that we write holds a note for each question. Its fields are what
// Anki shows; one more, which no template shows, holds the question as JSON.
// When it is read again and the fields are what this question gives, the
// question is taken, so that nothing is lost. Otherwise somebody has changed
// the note in Anki, and it is read as any other.

// ownField is the field that holds the question.
const ownField = "Chartroom"

// ownKind is one of the note types that we write.
type ownKind struct {
	id          int64 // ms since 1970, as Anki's are
	name        string
	stock       uint64 // Anki's number for what it is like (proto/anki/notetypes.proto, StockNotetype.OriginalStockKind)
	cloze       bool
	fields      []string
	front, back string
}

// The note types that we write.
var (
	ownBasic = ownKind{id: 1_767_225_600_001, name: "Chartroom", stock: 1, fields: []string{"Front", "Back", ownField},
		front: "{{Front}}", back: "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}"}
	ownTyped = ownKind{id: 1_767_225_600_002, name: "Chartroom (type the answer)", stock: 4, fields: []string{"Front", "Back", "Note", ownField},
		front: "{{Front}}\n\n{{type:Back}}", back: "{{Front}}\n\n<hr id=answer>\n\n{{type:Back}}\n\n{{Note}}"}
	ownCloze = ownKind{id: 1_767_225_600_003, name: "Chartroom (gaps)", stock: 5, cloze: true, fields: []string{"Text", "Back Extra", ownField},
		front: "{{cloze:Text}}", back: "{{cloze:Text}}<br>\n{{Back Extra}}"}
	ownPicture = ownKind{id: 1_767_225_600_004, name: "Chartroom (labelled picture)", stock: 6, cloze: true,
		fields: []string{"Occlusion", "Image", "Header", "Back Extra", "Comments", ownField},
		front:  pictureTemplate, back: pictureTemplate + "\n<div>{{Back Extra}}</div>"}

	ownKinds = []*ownKind{&ownBasic, &ownTyped, &ownCloze, &ownPicture}
)

// pictureTemplate calls Anki's own drawing of covered places, which looks for
// these ids.
const pictureTemplate = `<div>{{Header}}</div>
<div style="display: none">{{cloze:Occlusion}}</div>
<div id="err"></div>
<div id="image-occlusion-container">{{Image}}<canvas id="image-occlusion-canvas"></canvas></div>
<script>anki.imageOcclusion.setup()</script>`

// bank is what we write of a bank beside its questions.
type bank struct {
	Name     string `json:"name"`
	Source   string `json:"source,omitempty"`
	Version  string `json:"version,omitempty"`
	Language string `json:"language,omitempty"`
	Licence  string `json:"licence,omitempty"`
}

// read takes what a package says of its bank, if it says anything.
func (b *bank) read(data []byte) {
	var read bank
	if len(data) == 0 || len(data) > 64<<10 || json.Unmarshal(data, &read) != nil {
		return
	}
	for _, s := range []*string{&read.Name, &read.Source, &read.Version, &read.Language, &read.Licence} {
		*s = cleanText(*s)
	}
	*b = read
}

// give fills in a bank's fields.
func (b *bank) give(to *quiz.Bank) {
	if b.Name != "" {
		to.Name = b.Name
	}
	to.Source, to.Version, to.Language, to.Licence = b.Source, b.Version, b.Language, b.Licence
}

// deckName is the deck for a category: in that of the bank, with "::" between
// its parts.
func deckName(bank, category string) string {
	const slash = "\x00"
	name := strings.Join(strings.Fields(strings.ReplaceAll(bank, "::", ": ")), " ")
	if name == "" {
		name = "Chartroom"
	}
	for _, part := range strings.Split(strings.ReplaceAll(category, "//", slash), "/") {
		if part = strings.TrimSpace(strings.ReplaceAll(part, slash, "/")); part != "" {
			name += "::" + strings.ReplaceAll(part, "::", ": ")
		}
	}
	return name
}

// ankiTags are tags as Anki holds them: without spaces.
func ankiTags(tags []string) []string {
	var all []string
	for _, t := range tags {
		if t = strings.Join(strings.Fields(t), "_"); t != "" {
			all = append(all, t)
		}
	}
	return all
}

// Holds says why a package cannot hold a question, or nil.
func Holds(q *quiz.Question) error {
	if q.Kind == quiz.Description {
		return errors.New("a text that asks nothing is no card of Anki")
	}
	if q.Key == "" {
		return errors.New("the question has no key")
	}
	if err := whole.Check(q); err != nil {
		return err
	}
	data, err := json.Marshal(q)
	if err != nil {
		return fmt.Errorf("the question cannot be written down: %w", err)
	}
	for _, v := range append(ownValues(q), q.Key, strings.Join(q.Tags, ""), q.Category) {
		if !utf8.ValidString(v) || strings.ContainsAny(v, "\x1f\x00") {
			return errors.New("a text holds characters that Anki keeps for itself")
		}
	}
	switch {
	case len(data) > 2*parse.Limits.Question || length(q) > parse.Limits.Question:
		return fmt.Errorf("the question is longer than %s", parse.Size(int64(parse.Limits.Question)))
	case strings.TrimSpace(q.Stem) == "" && q.Picture == nil:
		return errors.New("a card has something in front")
	}
	return nil
}

// own reports whether we wrote a note type.
func (n *noteType) own() bool {
	return len(n.fields) > 1 && n.fields[len(n.fields)-1] == ownField
}

// changed reports that a note of our own is not what we wrote, and whether it
// is read all the same.
func (r *reader) changed(n *note) bool {
	if r.options.NoRepairs {
		r.say(parse.Error, "anki-changed", n.values[0], "This note was changed in Anki since it was exported. (Repairs are switched off, so it was left out.)")
		return false
	}
	r.say(parse.Repair, "anki-changed", n.values[0], "This note was changed in Anki since it was exported, so it was read as the flashcard that it shows.")
	return true
}

// ownQuestion is the question that our own writer left in a note; ok is false
// where it left none, or where the note was changed since.
func (r *reader) ownQuestion(n *note) (q quiz.Question, ok bool) {
	last := len(n.kind.fields) - 1
	if !n.kind.own() || len(n.values) != last+1 || len(n.cards) != 1 {
		return q, false
	}
	data := n.values[last]
	n.values[last] = "" // it is no text for a card
	if data == "" || len(data) > 2*parse.Limits.Question || json.Unmarshal([]byte(data), &q) != nil {
		return q, false
	}
	kind := kindFor(&q)
	if q.Key != n.guid || n.kind.name != kind.name || whole.Check(&q) != nil || !slices.Equal(ownValues(&q), n.values[:last]) {
		return quiz.Question{}, false
	}
	q.ID, q.Bank, q.Line = quiz.QuestionID{}, "", 0
	if !slices.Equal(ankiTags(q.Tags), n.tags) {
		q.Tags = n.tags
	}
	if deck := r.collection.decks[n.cards[0].deck]; !strings.EqualFold(deck, deckPath(deckName(r.collection.ours.Name, q.Category))) {
		q.Category = deck
	}
	for _, ref := range whole.Refs(&q) {
		r.shelf.ref(mediaFile(ref), q.Stem)
	}
	return q, true
}

// mediaFile is the name in a package of the media with a ref.
func mediaFile(ref string) string { return strings.TrimPrefix(ref, "media:") }

// kindFor is the note type that a question is written as.
func kindFor(q *quiz.Question) *ownKind {
	switch {
	case q.Picture != nil:
		return &ownPicture
	case len(q.Gaps) > 0:
		return &ownCloze
	case q.Kind == quiz.Flip && q.Typed:
		return &ownTyped
	}
	return &ownBasic
}

// ownValues are the fields of a question's note, but for the last.
func ownValues(q *quiz.Question) []string {
	front, back := ownFront(q), ownBack(q)
	values := []string{front, back}
	switch kindFor(q) {
	case &ownTyped:
		o := &q.Options[0]
		bare := *q
		bare.Options = []quiz.Option{{}}
		values = []string{front, shown(q, o.Markup, o.Text), ownBack(&bare)}
	case &ownPicture:
		p := q.Picture
		r := p.Regions[p.Asked]
		place := fmt.Sprintf("{{c1::%srect:left=%s:top=%s:width=%s:height=%s}}<br>", occlusionMark, share(r.X), share(r.Y), share(r.W), share(r.H))
		image := fmt.Sprintf(`<img src="%s" alt="%s">`, mediaFile(p.Media), html.EscapeString(p.Alt))
		values = []string{place, image, front, back, ""}
	}
	for i, v := range values {
		values[i] = ownMedia(v)
	}
	return values
}

func share(f float64) string { return strconv.FormatFloat(f, 'f', 4, 64) }

var ownSound = regexp.MustCompile(`<audio src="media:([0-9a-f]{64}(?:\.[a-z0-9]{1,5})?)"></audio>`)

// ownMedia names media as Anki does.
func ownMedia(s string) string {
	if !strings.Contains(s, "media:") {
		return s
	}
	s = ownSound.ReplaceAllString(s, "[sound:$1]")
	return whole.Renamed(s, mediaFile)
}

// shown is a text as HTML, as far as Anki can show it.
func shown(q *quiz.Question, markup quiz.Markup, text string) string {
	if markup == "" {
		markup = q.Markup
	}
	switch markup {
	case quiz.HTML:
		return text
	case quiz.Plain, quiz.Markdown:
		text = html.EscapeString(text)
	}
	return strings.ReplaceAll(text, "\n", "<br>")
}

// ownFront is what is in front: the text, with gaps filled in as Anki writes
// them, and the answers to choose from.
func ownFront(q *quiz.Question) string {
	front := shown(q, "", q.Stem)
	front = gapMark.ReplaceAllStringFunc(front, func(mark string) string {
		i, _ := strconv.Atoi(mark[2 : len(mark)-2])
		if i < 1 || i > len(q.Gaps) {
			return mark
		}
		return gapFor(q, &q.Gaps[i-1])
	})
	var items []string
	switch q.Kind {
	case quiz.Choice, quiz.TrueFalse:
		for i := range q.Options {
			items = append(items, letter(i)+". "+shown(q, q.Options[i].Markup, q.Options[i].Text))
		}
	case quiz.Match, quiz.Order:
		for i := range q.Options {
			items = append(items, shown(q, q.Options[i].Markup, q.Options[i].Text))
		}
		slices.Sort(items)
	}
	for _, item := range items {
		front += "<br>\n" + item
	}
	return front
}

// gapFor is a gap as Anki writes it: its best answer, and its hint.
func gapFor(q *quiz.Question, g *quiz.Gap) string {
	guard := strings.NewReplacer("::", "&#58;:", "}}", "&#125;}", "{{", "&#123;{")
	best := &g.Options[0]
	for i := range g.Options {
		if g.Options[i].Fraction > best.Fraction {
			best = &g.Options[i]
		}
	}
	gap := "{{c1::" + guard.Replace(shown(q, best.Markup, best.Text))
	if g.Hint != "" {
		gap += "::" + guard.Replace(html.EscapeString(g.Hint))
	}
	return gap + "}}"
}

// ownBack is what is behind: the right answers, why, and whatever else a card
// has.
func ownBack(q *quiz.Question) string {
	var lines []string
	add := func(markup quiz.Markup, text string) {
		if text = shown(q, markup, text); text != "" {
			lines = append(lines, text)
		}
	}
	for i := range q.Options {
		o := &q.Options[i]
		before, after := "", ""
		switch q.Kind {
		case quiz.Choice, quiz.TrueFalse:
			before = letter(i) + ". "
		case quiz.Match:
			after = " → " + shown(q, "", o.Partner)
		case quiz.Number:
			if o.Tolerance > 0 {
				after = " ± " + strconv.FormatFloat(o.Tolerance, 'f', -1, 64)
			}
		}
		if extra, ok := q.ClozeExtra(); ok {
			add(o.Markup, extra) // the text with its gaps filled is in front
			continue
		}
		if o.Fraction > 0 || q.Kind == quiz.Flip || q.Kind == quiz.Match || q.Kind == quiz.Order {
			add(quiz.HTML, before+shown(q, o.Markup, o.Text)+after)
			add(o.FeedbackMarkup, o.Feedback)
		}
	}
	if len(q.Parts) > 0 {
		var forms []string
		for _, p := range q.Parts {
			forms = append(forms, p.Form)
		}
		add(quiz.Plain, strings.Join(forms, " + "))
	}
	add("", q.Example)
	add("", q.Pronunciation)
	add(q.RationaleMarkup, q.Rationale)
	if q.Source != "" {
		add("", "Source: "+q.Source)
	}
	return strings.Join(lines, "<br>\n")
}

// letter is the letter of an answer; after Z come AA, AB, ...
func letter(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return letter(i/26-1) + letter(i%26)
}
