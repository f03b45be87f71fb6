package anki

import (
	"html"
	"regexp"
	"strconv"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// note is what one or several cards are made of.
type note struct {
	id     int64
	guid   string
	kind   *noteType // nil = the package does not have it
	tags   []string
	values []string // of the fields; HTML
	cards  []card
}

// value is what stands in a field, "" for a field that the note does not have.
func (n *note) value(i int) string {
	if i < 0 || i >= len(n.values) {
		return ""
	}
	return n.values[i]
}

// note makes the questions of a note.
func (r *reader) note(n *note) {
	if n.kind == nil {
		r.plainNote(n)
		return
	}
	if n.kind.own() {
		q, ok := r.ownQuestion(n)
		if ok {
			r.add(q, n, 0)
		}
		if ok || !r.changed(n) {
			return
		}
	}
	if extra := len(n.values) - len(n.kind.fields); extra > 0 && strings.Join(n.values[len(n.kind.fields):], "") != "" {
		r.say(parse.Warning, "anki-extra-fields", n.values[0], "This note has %d fields more than its note type %q; they are at the end of its cards' answers.", extra, n.kind.name)
	}
	first := len(r.bank.Questions)
	if len(n.cards) == 0 {
		r.say(parse.Warning, "anki-note-without-cards", n.values[0], "This note has no cards in the package; they were made anew.")
		n.cards = r.missingCards(n)
	}
	for i := range n.cards {
		if i > 0 && n.cards[i].ord == n.cards[i-1].ord {
			r.say(parse.Warning, "anki-duplicate-card", n.values[0], "This note has the card number %d twice; the first was read.", n.cards[i].ord+1)
			continue
		}
		if q, ok := r.card(n, &n.cards[i]); ok {
			r.add(q, n, i)
		}
		if r.length > mostText || r.pieces > mostPieces { // as one note of 9999 gaps may
			return
		}
	}
	if made := r.bank.Questions[first:]; len(made) > 1 {
		for i := range made {
			made[i].Family = r.fact(n).Key
		}
	}
}

// missingCards are the cards that a note's templates make of it.
func (r *reader) missingCards(n *note) (cards []card) {
	add := func(ord int64) { cards = append(cards, card{note: n.id, ord: ord, question: -1}) }
	if n.kind.cloze {
		for _, number := range clozeNumbers(strings.Join(n.values, "\n")) {
			add(int64(number) - 1)
		}
		return cards
	}
	for _, ord := range n.kind.ords {
		p := page{note: n, bare: true}
		r.pieces += len(n.kind.templates[ord].front.pieces)
		if front, _ := n.kind.templates[ord].front.render(&p, parse.Limits.Question); p.filled && !blank(front) {
			add(ord)
		}
	}
	return cards
}

// add takes a question of a note's card into the bank.
func (r *reader) add(q quiz.Question, n *note, i int) {
	if free := false; q.Key != "" {
		if q.Key, free = parse.Untaken(q.Key, r.taken); !free {
			r.say(parse.Warning, "anki-duplicate", q.Stem, "Another note of the package has the same id, %q; both were read.", parse.Excerpt(n.guid, 40))
		}
	}
	q.Bank = r.bank.ID
	q.ID = quiz.NewQuestionID(q.Bank, q.Key)
	r.length += int64(length(&q)) + perCard
	if i < len(n.cards) {
		n.cards[i].question = len(r.bank.Questions)
	}
	r.decks[q.Category] = true
	r.bank.Questions = append(r.bank.Questions, q)
}

// length is the bytes of a question's texts.
func length(q *quiz.Question) int {
	n := len(q.Stem) + len(q.Rationale)
	for _, o := range q.Options {
		n += len(o.Text)
	}
	for _, g := range q.Gaps {
		n += len(g.Hint)
		for _, o := range g.Options {
			n += len(o.Text)
		}
	}
	return n
}

// question is what all cards of a note have in common, under a card's key.
func (r *reader) question(n *note, c *card) quiz.Question {
	q := r.fact(n)
	q.Key += n.suffix(c.ord)
	q.Category = r.collection.decks[c.deck]
	return q
}

// fact is a note as a question, under its own key.
func (r *reader) fact(n *note) quiz.Question {
	key := parse.IDKey(n.guid)
	switch {
	case n.guid == "":
		key = parse.TextKey(strings.Join(n.values, "\x1f"))
	case n.kind != nil && n.kind.own():
		key = n.guid // which was a key before it was a guid
	}
	return quiz.Question{Key: key, Kind: quiz.Flip, Markup: quiz.HTML, Tags: n.tags}
}

// suffix is what the key of a note's card gets, as in tables of cards.
func (n *note) suffix(ord int64) string {
	number := strconv.FormatInt(ord+1, 10)
	switch {
	case n.kind == nil || n.kind.own():
		return ""
	case n.occluded():
		return quiz.LabelSuffix + number
	case n.kind.cloze:
		return quiz.ClozeSuffix + number
	case ord == 0:
		return ""
	case ord == 1 && n.kind.reverses():
		return quiz.BackSuffix
	}
	return " <card " + number
}

// plainNote keeps a note whose note type is missing as text: its first field
// is the front.
func (r *reader) plainNote(n *note) {
	r.say(parse.Unsupported, "anki-no-note-type", n.values[0], "This note's note type is not in the package, so it was kept as its fields: the first in front, the others behind.")
	c := &card{note: n.id}
	if len(n.cards) > 0 {
		c = &n.cards[0]
	}
	q := r.question(n, c)
	q.Stem = r.html(n.kind, n.values[0], n.values[0])
	q.Options = []quiz.Option{{Text: r.html(n.kind, strings.Join(n.values[1:], "<br>"), n.values[0]), Fraction: 1}}
	if r.sound(&q, n) {
		r.add(q, n, 0)
	}
}

// sound reports whether a card can be asked, and names it.
func (r *reader) sound(q *quiz.Question, n *note) bool {
	switch {
	case length(q) > parse.Limits.Question:
		r.say(parse.Error, "anki-too-long", n.values[0], "This card is longer than %s, so it was left out.", parse.Size(int64(parse.Limits.Question)))
		return false
	case blank(q.Stem) && q.Picture == nil:
		r.say(parse.Error, "anki-no-front", strings.Join(n.values, " "), "This card has nothing in front, so it was left out.")
		return false
	}
	if back := q.Options[0].Text; blank(back) && q.Picture == nil && q.Rationale == "" {
		r.say(parse.Warning, "anki-no-back", q.Stem, "This card has nothing on its back.")
	}
	if q.Name == "" {
		q.Name = parse.Excerpt(gapMark.ReplaceAllString(textOf(q.Stem), "[…]"), nameLength)
	}
	if q.Name == "" {
		q.Name = parse.Excerpt(n.firstFile(), nameLength)
	}
	return true
}

// firstFile is the name of the first sound or picture of a note.
func (n *note) firstFile() string {
	for _, v := range n.values {
		if m := soundMark.FindStringSubmatch(v); m != nil {
			return html.UnescapeString(m[1])
		}
		if file, _ := firstImage(v); file != "" {
			return file
		}
	}
	return ""
}

// card makes the question of one card.
func (r *reader) card(n *note, c *card) (quiz.Question, bool) {
	t := n.kind.template(c.ord)
	if t == nil {
		r.say(parse.Error, "anki-no-template", n.values[0], "This card is number %d of the note type %q, which has no such card; it was left out.", c.ord+1, n.kind.name)
		return quiz.Question{}, false
	}
	for _, faults := range [][]string{t.front.faults, t.back.faults} {
		for _, fault := range faults {
			r.sayOnce(n.kind, parse.Warning, "anki-template", n.values[0], "In the template %q of the note type %q, %s; it was kept as text.", t.name, n.kind.name, fault)
		}
	}
	q := r.question(n, c)
	if n.kind.cloze {
		if done := r.occlusion(n, c, &q); done {
			return q, r.sound(&q, n)
		}
	}
	front := page{reader: r, note: n, card: c, template: t}
	back := page{reader: r, note: n, card: c, template: t, back: true}
	r.pieces += len(t.front.pieces) + len(t.back.pieces)
	raw, cut := t.front.render(&front, parse.Limits.Question)
	behind, cutToo := t.back.render(&back, parse.Limits.Question)
	switch {
	case cut || cutToo:
		r.say(parse.Error, "anki-too-long", n.values[0], "This card is longer than %s, so it was left out.", parse.Size(int64(parse.Limits.Question)))
		return q, false
	case n.kind.cloze && len(front.gaps) == 0 && front.typed == "":
		r.say(parse.Error, "anki-no-gap", n.values[0], "This card asks for the gap number %d, which its text does not have; it was left out.", c.ord+1)
		return q, false
	}
	q.Gaps = front.gaps
	q.Stem = trimBreaks(r.html(n.kind, raw, n.values[0]))
	answer := trimBreaks(r.html(n.kind, withoutFront(behind, raw), n.values[0]))
	if extra := n.values[min(len(n.values), len(n.kind.fields)):]; len(extra) > 0 {
		answer = trimBreaks(answer + "<br>" + r.html(n.kind, strings.Join(extra, "<br>"), n.values[0]))
	}
	switch q.Typed = front.asksTyping; {
	case len(q.Gaps) > 0:
		answer = filled(&q, answer)
	case front.typed != "":
		// What was typed is compared with this text, so the rest stands apart.
		if textOf(answer) != textOf(front.typed) {
			q.Rationale, q.RationaleMarkup = answer, quiz.HTML
			if answer == "" {
				q.RationaleMarkup = ""
			}
		}
		answer = r.html(n.kind, front.typed, n.values[0])
	}
	q.Options = []quiz.Option{{Text: answer, Fraction: 1}}
	return q, r.sound(&q, n)
}

// filled is the back of a card with gaps: its text, what was asked marked, and
// what more there is.
func filled(q *quiz.Question, extra string) string {
	marked := make([]quiz.Gap, len(q.Gaps))
	for i := range q.Gaps {
		marked[i].Options = []quiz.Option{{Text: "<b>" + quiz.Hidden(&q.Gaps[i]) + "</b>"}}
	}
	return quiz.ClozeAnswer(quiz.Filled(q.Stem, marked), extra, quiz.HTML)
}

// The places of the front and of a text with gaps in a filled-in back; no text
// has a NUL.
const (
	frontPlace = "\x00F"
	clozePlace = "\x00C"
)

var answerLine = regexp.MustCompile(`(?i)<hr\s[^>]*\bid\s*=\s*["']?answer["']?[^>]*>`)

// withoutFront is the back without the front, which the learner sees anyway:
// where the template repeats it, or begins as it does.
func withoutFront(back, front string) string {
	if strings.Contains(back, "\x00") {
		return strings.NewReplacer(frontPlace, "", clozePlace, "").Replace(back)
	}
	if at := answerLine.FindStringIndex(back); at != nil && strings.TrimSpace(back[:at[0]]) == strings.TrimSpace(front) {
		return back[at[1]:]
	}
	return back
}

// page fills in one side of one card.
type page struct {
	*reader
	note     *note
	card     *card
	template *cardTemplate
	back     bool
	bare     bool // only to see whether a card has anything in front

	filled     bool // a field that is not empty was shown
	gaps       []quiz.Gap
	before     int // gaps there were before the field that is being filled in
	asksTyping bool
	typed      string // what is to be typed; HTML
}

// holds reports whether a section is shown.
func (p *page) holds(name string) bool {
	if i := p.note.kind.field(name); i >= 0 {
		return !blank(p.note.value(i))
	}
	if number, ok := strings.CutPrefix(name, "c"); ok && p.note.kind.cloze && p.card != nil {
		if n, err := strconv.ParseInt(number, 10, 64); err == nil {
			return n == p.card.ord+1
		}
	}
	return p.special(name) != ""
}

// special is what the names stand for that are no fields.
func (p *page) special(name string) string {
	switch name {
	case "Tags":
		return html.EscapeString(strings.Join(p.note.tags, " "))
	case "Type":
		return html.EscapeString(p.note.kind.name)
	case "FrontSide":
		return frontPlace
	}
	if p.bare || p.card == nil {
		return ""
	}
	deck := p.collection.decks[p.card.deck]
	switch name {
	case "Card":
		return html.EscapeString(p.template.name)
	case "Deck":
		return html.EscapeString(deck)
	case "Subdeck":
		return html.EscapeString(deck[strings.LastIndexByte(deck, '/')+1:])
	}
	return ""
}

// fill is what stands in the place of a field.
func (p *page) fill(name string, filters []string) string {
	i := p.note.kind.field(name)
	if i < 0 {
		switch text := p.special(name); {
		case text == frontPlace && !p.back:
			return ""
		case text != "":
			return text
		case name == "Tags", name == "Deck", name == "Subdeck", name == "CardFlag", name == "CardID", p.bare:
			return ""
		}
		p.sayOnce(p.note.kind, parse.Warning, "anki-no-field", p.note.value(0), "The template %q shows a field %q, which the note type %q does not have; its name was kept.", p.template.name, name, p.note.kind.name)
		return html.EscapeString("{" + name + "}")
	}
	text := p.note.value(i)
	p.filled = p.filled || !blank(text)
	if p.bare {
		return text
	}
	isGaps := false
	p.before = len(p.gaps)
	for _, f := range filters {
		text, isGaps = p.filter(f, name, text, isGaps)
	}
	if p.note.kind.cloze && !p.back && !isGaps {
		text = hideMarks(text)
	}
	return text
}

// filter is what one filter makes of a field's text; isGaps tells that the
// text has the places of gaps in it.
func (p *page) filter(filter, name, text string, isGaps bool) (string, bool) {
	word, _, _ := strings.Cut(filter, " ")
	switch word {
	case "", "nc": // nc = typing is compared without accents
		return text, isGaps
	case "text":
		return html.EscapeString(textOf(text)), isGaps
	case "hint":
		if blank(text) {
			return "", isGaps
		}
		return "<details><summary>" + html.EscapeString(name) + "</summary>" + text + "</details>", isGaps
	case "type":
		if !p.back {
			p.asksTyping = true
			if p.typed = text; isGaps {
				p.typed = gapTexts(p.gaps[p.before:])
				p.gaps = p.gaps[:p.before]
			}
		}
		return "", false
	case "cloze":
		return p.cloze(text)
	case "cloze-only":
		_, gaps := splitPieces(p.pieced(text), int(p.card.ord)+1, 0)
		return gapTexts(gaps), isGaps
	case "tts", "tts-voices":
		p.sayOnce(p.note.kind, parse.Warning, "anki-speech", p.note.value(0), "Anki speaks the field %q in the template %q; that was left out.", name, p.template.name)
		return "", isGaps
	}
	p.sayOnce(p.note.kind, parse.Unsupported, "anki-filter", p.note.value(0), "The template %q shows the field %q through %q, which is not known here; its text was kept as it is.", p.template.name, name, filter)
	return text, isGaps
}

// cloze is a text with the places of its gaps. On the back it is left out: the
// learner sees the front with its gaps filled.
func (p *page) cloze(text string) (string, bool) {
	if p.back {
		return clozePlace, true
	}
	stem, gaps := splitPieces(p.pieced(text), int(p.card.ord)+1, len(p.gaps))
	if len(gaps) == 0 {
		return stem, false
	}
	for i := range gaps {
		gaps[i].Options[0].Text = p.html(p.note.kind, gaps[i].Options[0].Text, p.note.value(0))
	}
	p.gaps = append(p.gaps, gaps...)
	return stem, true
}
