package sheet

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"chartroom/quiz"
)

// gather makes rows of questions: one row of all that were made of one fact,
// if there is one that makes just these, and otherwise a row for each. Reading
// the rows gives the same questions in the same order.
func gather(questions []quiz.Question) []note {
	var rows []note
	for len(questions) > 0 {
		n := 1
		for n < len(questions) && n < mostPlaces && questions[0].Family != "" && factOf(questions[n].Key) == factOf(questions[0].Key) {
			n++
		}
		row, ok := compose(questions[:n])
		if !ok {
			n = 1
			row, _ = compose(questions[:1])
		}
		rows = append(rows, row)
		questions = questions[n:]
	}
	return rows
}

// factOf is the key of the fact that a question is made of.
func factOf(key string) string {
	if i := strings.LastIndex(key, quiz.LabelSuffix); i >= 0 {
		return key[:i]
	}
	return key
}

// compose is the row that makes just these questions; ok is false if there is
// none. Whatever it comes up with is proved by making the questions of it.
func compose(questions []quiz.Question) (n note, ok bool) {
	first := &questions[0]
	switch {
	case first.Kind == quiz.Build:
		n, ok = composeTerm(questions)
	case first.Picture != nil:
		n, ok = composePicture(questions)
	case len(first.Gaps) > 0:
		n, ok = composeGaps(questions)
	default:
		n, ok = composeSides(questions)
	}
	if !ok {
		return n, false
	}
	n.typed = first.Typed
	if n.makes(questions) {
		return n, true
	}
	n.family = first.Family
	return n, n.makes(questions)
}

// makes reports whether the row makes these questions, spaces at the ends of
// texts aside.
func (n *note) makes(questions []quiz.Question) bool {
	made, err := n.questions()
	return err == nil && slices.EqualFunc(made, questions, func(a, b quiz.Question) bool {
		return reflect.DeepEqual(bare(a), bare(b))
	})
}

// bare is a question without what a table does not say in its own words.
func bare(q quiz.Question) quiz.Question {
	q.ID, q.Line, q.Name = quiz.QuestionID{}, 0, ""
	q.Stem = strings.TrimSpace(q.Stem)
	q.Options = slices.Clone(q.Options)
	for i := range q.Options {
		q.Options[i].Text = strings.TrimSpace(q.Options[i].Text)
	}
	if len(q.Options) == 0 {
		q.Options = nil
	}
	if len(q.Tags) == 0 {
		q.Tags = nil
	}
	return q
}

// rowOf is a row with what all its questions have alike, and the key that is
// left of the first one's without its suffix.
func rowOf(q *quiz.Question, suffix string) note {
	n := note{common: *q}
	c := &n.common
	c.Key = strings.TrimSuffix(c.Key, suffix)
	c.ID, c.Line, c.Name, c.Family, c.Typed = quiz.QuestionID{}, 0, "", "", false
	c.Stem, c.Options, c.Gaps, c.Picture, c.Parts = "", nil, nil, nil, nil
	return n
}

// composeSides is a card, its other way, or both.
func composeSides(questions []quiz.Question) (note, bool) {
	q := &questions[0]
	if len(q.Options) != 1 {
		return note{}, false
	}
	front, back := strings.TrimSpace(q.Stem), strings.TrimSpace(q.Options[0].Text)
	n := rowOf(q, quiz.BackSuffix)
	n.twoWay = len(questions) == 2
	if n.common.Key != q.Key {
		front, back = back, front
		n.twoWay, n.asked = true, []string{backWord}
	}
	n.front, n.back, n.literal = front, back, quiz.HasCloze(front)
	return n, len(questions) <= 2
}

// composeGaps is a text with gaps.
func composeGaps(questions []quiz.Question) (note, bool) {
	var cards []quiz.ClozeCard
	for i := range questions {
		q := &questions[i]
		at := strings.LastIndex(q.Key, quiz.ClozeSuffix)
		if at < 0 {
			return note{}, false
		}
		number, err := strconv.Atoi(q.Key[at+len(quiz.ClozeSuffix):])
		if err != nil {
			return note{}, false
		}
		cards = append(cards, quiz.ClozeCard{Number: number, Stem: strings.TrimSpace(q.Stem), Gaps: q.Gaps})
	}
	extra, ok := questions[0].ClozeExtra()
	if !ok {
		return note{}, false
	}
	n := rowOf(&questions[0], quiz.ClozeSuffix+strconv.Itoa(cards[0].Number))
	n.back = strings.TrimSpace(extra)
	n.front, ok = quiz.ClozeText(cards, n.common.Markup)
	return n, ok
}

// composeTerm is a medical term, taken apart or built or both.
func composeTerm(questions []quiz.Question) (note, bool) {
	q := &questions[0]
	n := rowOf(q, quiz.BuildSuffix)
	n.parts, n.others = writeParts(q.Parts), writeOthers(q.Options)
	switch {
	case !q.TakesApart():
		n.front, n.back, n.asked = quiz.Term(q.Parts), strings.TrimSpace(q.Stem), []string{buildWord}
	case len(questions) == 1:
		n.front, n.asked = strings.TrimSpace(q.Stem), []string{frontWord}
	default:
		n.front, n.back = strings.TrimSpace(q.Stem), strings.TrimSpace(questions[1].Stem)
	}
	return n, len(questions) <= 2
}

// composePicture is a picture with labelled places, all of them asked or some.
func composePicture(questions []quiz.Question) (note, bool) {
	q := &questions[0]
	again, err := readRegions(writeRegions(q.Picture.Regions))
	if err != nil || !slices.Equal(again, q.Picture.Regions) || q.Picture.Asked < 0 || q.Picture.Asked >= len(again) {
		return note{}, false
	}
	suffixes := labelSuffixes(again)
	n := rowOf(q, suffixes[q.Picture.Asked])
	n.front = strings.TrimSpace(q.Stem)
	picture := *q.Picture
	picture.Asked = 0
	n.picture = &picture
	if len(questions) < len(again) {
		words := labelWords(suffixes)
		for _, q := range questions {
			if q.Picture == nil || q.Picture.Asked < 0 || q.Picture.Asked >= len(words) {
				return note{}, false
			}
			n.asked = append(n.asked, words[q.Picture.Asked])
		}
	}
	return n, true
}
