package storage

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"html"
	"slices"
	"strings"
	"unicode"

	"chartroom/quiz"
)

// passage is a question as it is stored: the whole of it as JSON, and its text
// as it is searched.
type passage struct {
	id                                   quiz.QuestionID
	kind                                 quiz.Kind
	asked                                bool
	name, stem, options, rationale, tags string // without markup
	labels                               []string
	topics                               string // the tags with a meaning, sorted, one a line
	body                                 string
	family                               string // "" = none
	hash                                 [16]byte
}

// newPassage prepares a question. Its line in the file is not part of the
// hash: a question that only moved has not changed.
func newPassage(q *quiz.Question) (passage, error) {
	if q.ID.IsZero() || q.Kind == "" {
		return passage{}, fmt.Errorf("question %q needs an id and a kind", q.Key)
	}
	body, err := json.Marshal(q)
	if err != nil {
		return passage{}, fmt.Errorf("question %q: %w", q.Key, err)
	}
	p := passage{id: q.ID, kind: q.Kind, asked: q.Kind.Asked(), body: string(body), family: q.Family}
	unmoved := *q
	unmoved.Line = 0
	if q.Line != 0 {
		if body, err = json.Marshal(&unmoved); err != nil {
			return passage{}, err
		}
	}
	sum := sha256.Sum256(body)
	copy(p.hash[:], sum[:])

	p.name = plain(q.Name, q.Markup)
	p.stem = plain(q.Stem, q.Markup)
	p.options = optionText(q)
	p.rationale = strings.TrimSpace(plain(q.Rationale, markupOr(q.RationaleMarkup, q.Markup)) + "\n" + q.Source)
	p.labels = slices.Compact(slices.Sorted(slices.Values(q.Tags)))
	p.tags = strings.Join(p.labels, "\n")
	var topics []string
	for _, l := range p.labels {
		if isTopic(l) {
			topics = append(topics, l)
		}
	}
	p.topics = strings.Join(topics, "\n")
	return p, nil
}

// isTopic reports whether answers are counted by this tag: those with a
// meaning are written "prefix:value".
func isTopic(tag string) bool {
	i := strings.IndexByte(tag, ':')
	return i > 0 && i < len(tag)-1
}

func optionText(q *quiz.Question) string {
	var parts []string
	add := func(text string, m quiz.Markup) {
		if text != "" {
			parts = append(parts, plain(text, m))
		}
	}
	options := func(list []quiz.Option) {
		for i := range list {
			o := &list[i]
			m := markupOr(o.Markup, q.Markup)
			add(o.Text, m)
			add(o.Partner, m)
			add(o.Feedback, markupOr(o.FeedbackMarkup, q.Markup))
		}
	}
	options(q.Options)
	for i := range q.Gaps {
		options(q.Gaps[i].Options)
	}
	add(q.Example, q.Markup)
	add(q.Pronunciation, quiz.Plain)
	add(q.Category, quiz.Plain)
	return strings.Join(parts, "\n")
}

func markupOr(m, otherwise quiz.Markup) quiz.Markup {
	if m == "" {
		return otherwise
	}
	return m
}

// plain is text without HTML tags and entities, where the markup has such.
func plain(text string, m quiz.Markup) string {
	if m == quiz.Plain || !strings.ContainsAny(text, "<&") {
		return text
	}
	var b strings.Builder
	for text != "" {
		open := strings.IndexByte(text, '<')
		if open < 0 {
			b.WriteString(text)
			break
		}
		b.WriteString(text[:open])
		text = text[open:]
		end := strings.IndexByte(text, '>')
		if end < 0 || !tagStart(text) {
			b.WriteByte('<')
			text = text[1:]
			continue
		}
		b.WriteByte(' ')
		text = text[end+1:]
	}
	return html.UnescapeString(b.String())
}

// tagStart reports whether text, from its "<" on, begins a tag: "a < b" does
// not.
func tagStart(text string) bool {
	return len(text) > 1 && (text[1] == '/' || text[1] == '!' || unicode.IsLetter(rune(text[1])))
}
