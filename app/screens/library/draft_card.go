package library

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chartroom/quiz"
)

// gapped reports whether the card's text has gaps, written as {{c1::words}}.
func (d *draft) gapped() bool {
	return d.before.Kind == quiz.Flip && (d.family != nil || quiz.HasCloze(d.Stem))
}

// clozeNumber is the number of a card of a text with gaps: it ends its key.
func clozeNumber(key string) (base string, n int) {
	at := strings.LastIndex(key, quiz.ClozeSuffix)
	if at < 0 {
		return key, 1
	}
	n, err := strconv.Atoi(key[at+len(quiz.ClozeSuffix):])
	if err != nil || n < 1 {
		return key, 1
	}
	return key[:at], n
}

// withFamily shows a text with gaps as it is written, for all cards that are
// made of it; where they do not fit together, for this one alone.
func (d *draft) withFamily(cards []quiz.Question) {
	if !d.gather(cards) {
		d.gather([]quiz.Question{d.before})
	}
}

func (d *draft) gather(cards []quiz.Question) bool {
	base, _ := clozeNumber(d.before.Key)
	family := map[int]quiz.Question{}
	var list []quiz.ClozeCard
	for _, q := range cards {
		b, n := clozeNumber(q.Key)
		if _, twice := family[n]; b != base || twice || len(q.Gaps) == 0 {
			return false
		}
		family[n] = q
		list = append(list, quiz.ClozeCard{Number: n, Stem: q.Stem, Gaps: q.Gaps})
	}
	slices.SortFunc(list, func(a, b quiz.ClozeCard) int { return a.Number - b.Number })
	text, ok := quiz.ClozeText(list, d.before.Markup)
	if !ok {
		return false
	}
	extra, own := d.before.ClozeExtra()
	if !own && len(d.before.Options) == 1 {
		extra = d.before.Options[0].Text
	}
	d.family = family
	d.Stem, d.start.Stem = text, text
	d.Gaps, d.start.Gaps = nil, nil
	if len(d.Options) == 1 {
		d.Options[0].Text, d.start.Options[0].Text = extra, extra
	}
	return true
}

// withTwin takes the card that asks the other way round along.
func (d *draft) withTwin(twin quiz.Question) {
	if len(twin.Options) != 1 || len(d.before.Options) != 1 || twin.Stem != d.before.Options[0].Text || twin.Options[0].Text != d.before.Stem {
		return // it says something of its own
	}
	d.twin = &twin
	d.BothWays, d.start.BothWays = true, true
}

// twinKey is the key of the card that asks the other way round.
func twinKey(key string) string {
	if base, ok := strings.CutSuffix(key, quiz.BackSuffix); ok {
		return base
	}
	return key + quiz.BackSuffix
}

// card is a flashcard.
func (b *builder) card() {
	if b.d.gapped() {
		b.clozeCard()
		return
	}
	b.q.Gaps = nil
	b.q.Options = nil
	for i := range b.d.Options {
		o := &b.d.Options[i]
		one := quiz.Option{Fraction: 1}
		if o.was != nil {
			one = *o.was
		}
		one.Text = strings.TrimSpace(o.Text)
		b.q.Options = append(b.q.Options, one)
	}
	if len(b.q.Options) == 0 || b.q.Options[0].Text == "" && b.q.Picture == nil {
		b.say("The back of the card is empty. Write the answer.")
	}
	if b.d.BothWays && b.q.Family == "" {
		b.q.Family, _ = strings.CutSuffix(b.q.Key, quiz.BackSuffix)
	}
	if b.q.Picture != nil {
		b.regions("label")
	}
}

// clozeCard is the card of a text with gaps that the editor was opened for, or
// the first.
func (b *builder) clozeCard() {
	cards, err := quiz.ClozeCards(strings.TrimSpace(b.d.Stem), b.q.Markup)
	switch {
	case errors.Is(err, quiz.ErrNoCloze):
		b.say("The card has no gap left. Write one as {{c1::words}}: select words and press Ctrl G.")
	case err != nil:
		b.say("The text cannot be cut into cards: %s.", err)
	}
	if len(cards) == 0 {
		return
	}
	_, own := clozeNumber(b.q.Key)
	at := max(0, slices.IndexFunc(cards, func(c quiz.ClozeCard) bool { return c.Number == own }))
	b.q = b.d.clozeQuestion(b.q, &cards[at])
}

// clozeQuestion is the question of one card of a text with gaps.
func (d *draft) clozeQuestion(common quiz.Question, c *quiz.ClozeCard) quiz.Question {
	base, _ := clozeNumber(d.before.Key)
	q := common
	if old, ok := d.family[c.Number]; ok {
		q.ID, q.Key, q.Name, q.Family, q.Line = old.ID, old.Key, old.Name, old.Family, old.Line
	} else if _, n := clozeNumber(d.before.Key); d.fresh || n != c.Number {
		q.Key = base + quiz.ClozeSuffix + strconv.Itoa(c.Number)
		q.ID, q.Line = quiz.NewQuestionID(q.Bank, q.Key), 0
	}
	if q.Family == "" && (d.fresh || len(d.family) > 1) {
		q.Family = base
	}
	extra := ""
	if len(d.Options) > 0 {
		extra = strings.TrimSpace(d.Options[0].Text)
	}
	option := quiz.Option{Fraction: 1}
	if old, ok := d.family[c.Number]; ok && len(old.Options) == 1 {
		option = old.Options[0]
	}
	option.Text = quiz.ClozeAnswer(c.Back, extra, q.Markup)
	q.Stem, q.Gaps, q.Options = c.Stem, c.Gaps, []quiz.Option{option}
	return q
}

// made is what saving the draft writes: the question, and what belongs to it.
type made struct {
	write []quiz.Question   // the one that was edited first
	gone  []quiz.QuestionID // cards whose gap was taken out of their text
}

// questions are all questions that saving the draft writes.
func (d *draft) questions() (made, error) {
	q, err := d.question()
	if err != nil {
		return made{}, err
	}
	m := made{write: []quiz.Question{q}}
	switch {
	case d.gapped():
		d.cards(&m, q)
	case d.before.Kind == quiz.Flip && d.BothWays:
		m.write = append(m.write, d.otherWay(q))
	case d.twin != nil:
		m.gone = append(m.gone, d.twin.ID)
	}
	return m, nil
}

// cards adds the other cards of a text with gaps.
func (d *draft) cards(m *made, own quiz.Question) {
	cards, _ := quiz.ClozeCards(strings.TrimSpace(d.Stem), d.Markup)
	stays := map[quiz.QuestionID]bool{own.ID: true}
	for i := range cards {
		q := d.clozeQuestion(own, &cards[i])
		if q.ID != own.ID {
			m.write = append(m.write, q)
			stays[q.ID] = true
		}
	}
	if len(m.write) > 1 {
		base, _ := clozeNumber(d.before.Key)
		for i := range m.write {
			if m.write[i].Family == "" {
				m.write[i].Family = base
			}
		}
	}
	for _, q := range d.family {
		if !stays[q.ID] {
			m.gone = append(m.gone, q.ID)
		}
	}
}

// otherWay is the card that asks the back for the front.
func (d *draft) otherWay(q quiz.Question) quiz.Question {
	other := q
	if d.twin != nil {
		other = *d.twin
		other.Markup, other.Tags, other.Source, other.Example, other.Pronunciation = q.Markup, q.Tags, q.Source, q.Example, q.Pronunciation
		other.AsOf, other.ReviewBy, other.Rationale, other.Typed = q.AsOf, q.ReviewBy, q.Rationale, q.Typed
	} else {
		other.Key = twinKey(q.Key)
		other.ID, other.Line, other.Name = quiz.NewQuestionID(q.Bank, other.Key), 0, ""
	}
	other.Family = q.Family
	other.Stem = q.Options[0].Text
	back := quiz.Option{Fraction: 1, Text: q.Stem}
	if len(other.Options) == 1 {
		back = other.Options[0]
		back.Text = q.Stem
	}
	other.Options = []quiz.Option{back}
	return other
}

// term is a medical term and its pieces.
func (b *builder) term() {
	b.q.Parts, b.q.Options = nil, nil
	for i, p := range b.d.Parts {
		p.Form, p.Meaning = strings.TrimSpace(p.Form), strings.TrimSpace(p.Meaning)
		if p.Form == "" {
			b.say("Piece %d is empty. Write it, or remove it.", i+1)
		}
		b.q.Parts = append(b.q.Parts, p)
	}
	for i := range b.d.Options {
		o := &b.d.Options[i]
		one := quiz.Option{}
		if o.was != nil {
			one = *o.was
		}
		one.Text, one.Feedback = strings.TrimSpace(o.Text), strings.TrimSpace(o.Feedback)
		if one.Text == "" {
			b.say("%s is empty. Write it, or remove it.", b.d.name(i))
		}
		b.q.Options = append(b.q.Options, one)
	}
	if len(b.q.Parts) < 2 {
		b.say("A term has two pieces or more. Add another one.")
	}
}

// place is a place in a picture that is pointed at.
func (b *builder) place() {
	if b.q.Picture == nil {
		b.say("There is no picture. Drop one on the window, or press Ctrl I.")
		return
	}
	b.regions("name")
}

// regions says what is wrong with the places in a picture.
func (b *builder) regions(word string) {
	p := b.q.Picture
	if len(p.Regions) == 0 {
		b.say("No place is marked in the picture. Drag over it, or press Ctrl N.")
		return
	}
	for i, r := range p.Regions {
		if strings.TrimSpace(r.Label) == "" {
			b.say("Place %d in the picture has no %s. Write it, or remove the place.", i+1, word)
		}
	}
	if p.Asked < 0 || p.Asked >= len(p.Regions) {
		b.say("No place in the picture is the one asked for. Tick one.")
	}
	if strings.TrimSpace(p.Alt) == "" {
		b.say("The picture has no words for those who cannot see it. Write what it shows.")
	}
}

// pictureName is what a part of a labelled picture is called in a sentence.
func pictureName(i int) string { return fmt.Sprintf("Place %d", i+1) }

// clozeOf is a gap of a card's text as it is written.
func clozeOf(n int, words string) string { return fmt.Sprintf("{{c%d::%s}}", n, words) }
