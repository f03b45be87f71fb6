package blackboard

import (
	"context"
	"html"
	"maps"
	"regexp"
	"slices"
	"strings"

	xhtml "golang.org/x/net/html"

	"chartroom/content/intake"
	"chartroom/content/parse"
)

// entry is a question of a pool as its elements have it.
type entry struct {
	kind    string // of its element, "question_essay"
	id      string
	at      int // byte offset of its element
	body    text
	answers []text
	choices []text // the partners of a match
	correct []correct
	right   string // feedback, HTML
	wrong   string
}

// text is a text of an entry.
type text struct {
	id      string
	words   string
	plain   bool // it says that it is no HTML
	literal bool // its line ends are meant
}

// correct names a right answer: its partner in a match, its place in an order.
type correct struct{ answer, choice, order string }

// Limits of one question of a pool (our own proposals).
const (
	mostParts = 512     // answers, choices or right ones
	mostText  = 4 << 20 // bytes of markup
)

// scanner reads the tags and texts of a pool one after the other, as a browser
// does; it knows no entities but HTML's and opens no other file.
type scanner struct {
	tokens *xhtml.Tokenizer
	at     int // byte offset of the tag or text
	end    int // and of what follows it
	kind   xhtml.TokenType
	name   string // of a tag, in lower case
	raw    string
	held   bool // it is to be read once more
}

// newScanner reads source[start:end].
func newScanner(source string, start, end int) *scanner {
	tokens := xhtml.NewTokenizer(strings.NewReader(source[start:end]))
	tokens.AllowCDATA(true)
	return &scanner{tokens: tokens, end: start}
}

func (s *scanner) next() bool {
	if s.held {
		s.held = false
		return true
	}
	s.kind = s.tokens.Next()
	raw := s.tokens.Raw()
	s.at, s.end, s.raw, s.name = s.end, s.end+len(raw), string(raw), ""
	switch s.kind {
	case xhtml.ErrorToken:
		return false
	case xhtml.StartTagToken, xhtml.SelfClosingTagToken, xhtml.EndTagToken:
		s.tokens.NextIsNotRawText() // <title> is an element like any other
		name, _ := s.tokens.TagName()
		s.name = string(name)
	}
	return true
}

func (s *scanner) opens() bool {
	return s.kind == xhtml.StartTagToken || s.kind == xhtml.SelfClosingTagToken
}

// attr are attributes of the tag that was read last; they can be had once.
func (s *scanner) attr(names ...string) []string {
	values := make([]string, len(names))
	for more := strings.Contains(s.raw, "="); more; {
		var key, value []byte
		key, value, more = s.tokens.TagAttr()
		for i, name := range names {
			if string(key) == name {
				values[i] = strings.TrimSpace(string(value))
			}
		}
	}
	return values
}

// isPool reports whether a text begins like a pool, or a test of the same
// elements.
func isPool(head string) bool {
	s := newScanner(head, 0, min(len(head), 16<<10))
	for range 50 {
		if !s.next() {
			return false
		}
		if !s.opens() {
			continue
		}
		switch s.name {
		case "pool":
			return true
		case "assessment", "survey", "test":
			return strings.Contains(head, "<QUESTIONLIST") || strings.Contains(head, "<QUESTION_")
		}
		return begins(s.name)
	}
	return false
}

// begins reports whether an element is a question.
func begins(name string) bool { return strings.HasPrefix(name, "question_") }

// nextEntry is where the next question begins after an offset, or the end. It is
// found by searching: a tag that is broken never costs the questions after it.
func nextEntry(source string, from int) int {
	const begin = "<question_"
	for from < len(source) {
		i := strings.IndexByte(source[from:], '<')
		if i < 0 {
			break
		}
		if from += i; len(source)-from >= len(begin) && strings.EqualFold(source[from:from+len(begin)], begin) {
			return from
		}
		from++
	}
	return len(source)
}

// readPool reads the questions of a pool.
func readPool(ctx context.Context, in *intake.Intake, source string, report parse.Report) error {
	at := nextEntry(source, 0)
	category, listed := poolHead(source, at)
	for at < len(source) {
		end := nextEntry(source, at+1)
		if err := in.Step(ctx, report, at, len(source)); err != nil {
			return err
		}
		if in.Full(at) {
			return nil
		}
		d := in.Draft(at)
		d.Q.Category = category
		s := newScanner(source, at, end)
		s.next()
		e := entry{kind: s.name, at: at, id: s.attr("id")[0]}
		s.entry(&e, d, end == len(source))
		delete(listed, e.id)
		e.read(d)
		for s.next() {
			if s.opens() && s.name == "body" {
				in.Fail(s.at, "not-begun", "The text of a question stands here without the tag that begins a question; it was left out.")
				break
			}
		}
		at = end
	}
	for _, id := range slices.SortedFunc(maps.Keys(listed), func(a, b string) int { return listed[a] - listed[b] }) {
		in.Fail(listed[id], "listed-question", "The pool lists a question %q that it does not hold; it is missing.", excerpt(id))
	}
	return ctx.Err()
}

// poolHead is what stands before the questions: the pool's title, and the ids
// of the questions that it lists, with their places.
func poolHead(source string, end int) (title string, listed map[string]int) {
	listed = map[string]int{}
	s := newScanner(source, 0, end)
	for s.next() && len(listed) < parse.Limits.Entries {
		switch {
		case !s.opens():
		case s.name == "title" && title == "":
			title = strings.ReplaceAll(intake.Words(s.attr("value")[0]), "/", "//")
		case s.name == "question":
			if id := s.attr("id")[0]; id != "" {
				listed[id] = s.at
			}
		}
	}
	return title, listed
}

// entry reads the element that was begun last; last = nothing comes after it.
func (s *scanner) entry(e *entry, d *intake.Draft, last bool) {
	if s.kind == xhtml.SelfClosingTagToken {
		return
	}
	var into *text
	for s.next() {
		if max(len(e.answers), len(e.choices), len(e.correct)) > mostParts || s.end-e.at > mostText {
			d.Fail(e.at, "too-long", "This question has more than %d answers, or than %s of markup", mostParts, parse.Size(mostText))
			*e, into = entry{kind: e.kind, id: e.id, at: e.at}, nil
		}
		switch {
		case s.kind == xhtml.EndTagToken && begins(s.name):
			return
		case s.kind == xhtml.EndTagToken && (s.name == "pool" || s.name == "assessment"):
			d.Repair(s.at, "unclosed", "The question's element is not closed before the end of the pool.")
			return
		case !s.opens():
		case s.name == "body":
			into = &e.body
		case s.name == "answer":
			e.answers = append(e.answers, text{id: s.attr("id")[0]})
			into = &e.answers[len(e.answers)-1]
		case s.name == "choice":
			e.choices = append(e.choices, text{id: s.attr("id")[0]})
			into = &e.choices[len(e.choices)-1]
		case s.name == "text" && into != nil:
			into.words = s.words(d)
		case s.name == "ishtml" && into != nil:
			into.plain = strings.EqualFold(s.attr("value")[0], "false")
		case s.name == "isnewlineliteral" && into != nil:
			into.literal = strings.EqualFold(s.attr("value")[0], "true")
		case s.name == "correctanswer":
			v := s.attr("answer_id", "choice_id", "order")
			e.correct = append(e.correct, correct{v[0], v[1], v[2]})
		case s.name == "feedback_when_correct":
			e.right = s.words(d)
		case s.name == "feedback_when_incorrect":
			e.wrong = s.words(d)
		}
	}
	switch {
	case strings.TrimSpace(s.raw) != "":
		d.Fail(s.at, "broken-tag", "A tag begins here that has no end, and what follows it cannot be read")
	case last:
		d.Fail(d.At, "cut-off", "The file ends in the middle of this question; download or copy the file again")
	default:
		d.Repair(s.at, "unclosed", "The question's element is not closed before the next one.")
	}
}

// frame are the elements of which none stands in a text.
var frame = map[string]bool{"body": true, "answer": true, "choice": true, "gradable": true, "flags": true, "correctanswer": true,
	"feedback_when_correct": true, "feedback_when_incorrect": true, "pool": true, "questionlist": true}

// words is the text in the element that was begun last: characters and CDATA,
// and HTML that its writer forgot to escape.
func (s *scanner) words(d *intake.Draft) string {
	element := s.name
	if s.kind == xhtml.SelfClosingTagToken {
		return ""
	}
	var b strings.Builder
	for s.next() && b.Len() <= mostText {
		switch {
		case s.kind == xhtml.EndTagToken && s.name == element:
			return strings.TrimSpace(b.String())
		case s.name != "" && (frame[s.name] || begins(s.name)):
			d.Repair(s.at, "unclosed", "<%s> is never closed; it was read up to the end of what it stands in.", element)
			s.held = true
			return strings.TrimSpace(b.String())
		case s.kind == xhtml.CommentToken || s.kind == xhtml.DoctypeToken:
		case s.kind != xhtml.TextToken:
			d.Warn(s.at, "raw-html", "HTML stands in this question without being escaped; it was read as HTML.")
			b.WriteString(s.raw)
		case strings.HasPrefix(s.raw, "<![CDATA["):
			if !strings.HasSuffix(s.raw, "]]>") {
				d.Fail(s.at, "broken-tag", "Characters begin here with <![CDATA[ that have no end, and what follows them cannot be read")
			}
			b.WriteString(strings.TrimSuffix(strings.TrimPrefix(s.raw, "<![CDATA["), "]]>"))
		default:
			b.WriteString(html.UnescapeString(s.raw))
		}
	}
	d.Fail(s.at, "cut-off", "The question ends in the middle of a text")
	return strings.TrimSpace(b.String())
}

// numbered is an id that Blackboard makes from a question's place.
var numbered = regexp.MustCompile(`^q[0-9]+(?:-[0-9]+)?$`)
