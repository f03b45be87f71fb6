package gift

import (
	"slices"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// headLine takes one comment line, without its slashes, which begins at an
// offset in the text. Keys that are not ours, as in Moodle's "// question: 0
// name: x", mean nothing.
func (r *reader) headLine(comment string, at int) {
	if key, value, ok := strings.Cut(comment, ":"); ok {
		if complaint := r.head.Set(key, value); complaint != "" {
			r.badDate(complaint, at)
		}
	}
}

func (r *reader) badDate(complaint string, at int) {
	line, column := r.lines.At(at)
	r.problems.Add(parse.Problem{Line: line, Column: column, Severity: parse.Warning, Rule: "gift-date", Message: complaint})
}

// settleHead fills the bank's fields.
func (r *reader) settleHead() {
	if r.head.Name != "" {
		r.bank.Name = r.head.Name
	}
	r.bank.Source, r.bank.Licence, r.bank.Language = r.head.Source, r.head.Licence, r.head.Language
	r.bank.Version = r.head.Edition()
}

// markDate is the date of a question's own mark, where none is none.
func (r *reader) markDate(value string, at int) string {
	if value != "" && !parse.Date(value) {
		r.badDate(parse.NoDate(value), at)
		return ""
	}
	return value
}

// loneComments reads comments that no question follows without a blank line.
func (r *reader) loneComments(b block) {
	for _, c := range b.comments {
		comment := r.text[c.start+2 : c.end]
		if r.atHead {
			r.headLine(comment, c.start)
		}
		if strings.Contains(comment, "[id:") || strings.Contains(comment, "[tag:") {
			r.src, r.base, r.said, r.body = r.text, 0, r.said[:0], c.start
			r.q.Name = ""
			r.warn(c.start, "gift-mark-without-question",
				"This comment marks a question, but a blank line follows it. Moodle ignores such a mark, and so it was ignored here; remove the blank line.")
		}
	}
}

// The tags that set a field instead.
const (
	tagKeepOrder     = "keep-order"
	tagCaseSensitive = "case-sensitive"
	tagMultiple      = "multiple"
)

// acceptTag begins the tag of a finding that the author accepts; in a comment
// it is a mark of its own, [accept:L19 why], which Moodle takes for no tag.
const acceptTag = "accept:"

// marks reads the question's own comments into it: id, tags and dates. It
// returns the id.
func (r *reader) marks(b block) (id string) {
	q := &r.q
	q.AsOf, q.ReviewBy = r.head.Facts(), r.head.ReviewBy
	tags := len(r.tags)
	for _, c := range b.comments {
		comment := r.text[c.start+2 : c.end]
		if r.atHead && c.start < b.body {
			r.headLine(comment, c.start)
			q.AsOf, q.ReviewBy = r.head.Facts(), r.head.ReviewBy
		}
		for {
			i := strings.IndexByte(comment, '[')
			if i < 0 {
				break
			}
			comment = comment[i+1:]
			key, rest, ok := strings.Cut(comment, ":")
			if !ok {
				break
			}
			switch key {
			case "id", "tag", "as-of", "review-by", "accept":
			default:
				continue
			}
			value, rest, ok := bracketed(rest)
			if !ok {
				break
			}
			comment = rest
			switch key {
			case "id":
				if id == "" { // Moodle takes the first
					id = value
				}
			case "tag":
				r.tag(value, tags)
			case "accept":
				if value != "" {
					r.tag(acceptTag+value, tags)
				}
			case "as-of":
				q.AsOf = parse.Month(r.markDate(value, c.start))
			case "review-by":
				q.ReviewBy = r.markDate(value, c.start)
			}
		}
	}
	if len(r.tags) > tags {
		q.Tags = r.tags[tags:len(r.tags):len(r.tags)]
	}
	return id
}

// tag takes a tag of the question whose tags begin at an index of r.tags.
func (r *reader) tag(tag string, from int) {
	switch tag {
	case "":
	case tagKeepOrder:
		r.q.KeepOrder = true
	case tagCaseSensitive:
		r.q.CaseSensitive = true
	case tagMultiple:
		r.multiple = true
	default:
		if !slices.Contains(r.tags[from:], tag) {
			r.tags = append(r.tags, tag)
		}
	}
}

// bracketed cuts a value off at its closing bracket; "\]" is a bracket in it.
func bracketed(s string) (value, rest string, ok bool) {
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && s[i+1] == ']':
			i++
		case s[i] == ']':
			return oneLine(strings.ReplaceAll(s[:i], `\]`, `]`)), s[i+1:], true
		}
	}
	return "", "", false
}

// categoryMark begins a block that names the category of the questions after it.
const categoryMark = "$CATEGORY:"

// categoryPath is a path without the parts that mean a place in a Moodle site
// ("$course$", "top"). Parts are split by "/"; "//" is a slash in a part.
func categoryPath(path string) string {
	parts := splitPath(path)
	for len(parts) > 0 && (parts[0] == "top" || len(parts[0]) > 2 && parts[0][0] == '$' && strings.HasSuffix(parts[0], "$")) {
		parts = parts[1:]
	}
	return strings.Join(parts, "/")
}

// splitPath cuts a path at single slashes; double ones stay as they are.
func splitPath(path string) (parts []string) {
	start := 0
	for i := 0; i <= len(path); i++ {
		if i < len(path) && path[i] != '/' {
			continue
		}
		if i+1 < len(path) && path[i+1] == '/' {
			i++
			continue
		}
		if part := strings.TrimSpace(path[start:i]); part != "" {
			parts = append(parts, part)
		}
		start = i + 1
	}
	return parts
}

// plainText is a text without answers, which may be the torn-off beginning of
// the question after it; what is said of it depends on that question.
type plainText struct {
	problem parse.Problem
	key     string
	waiting bool
}

// settlePlain says what is to say of the text before, now that the question
// after it is known; nil at the end of the file. A record that the question is
// about is read just as it is meant.
func (r *reader) settlePlain(next *quiz.Question) {
	p := &r.plain
	if !p.waiting {
		return
	}
	p.waiting = false
	if next != nil {
		if record, ok := quiz.RecordOf(next); ok && record == p.key {
			return
		}
	}
	p.problem.Severity, p.problem.Rule = parse.Unsupported, "gift-kept-as-text"
	p.problem.Message = "This text has no answers in braces, so it was kept as a text that is not asked."
	if next != nil && !r.named && parse.OwnID(next.Key) == "" && next.Kind != quiz.Description {
		p.problem.Severity, p.problem.Rule = parse.Warning, "gift-blank-line-in-question"
		p.problem.Message = "This text (line " + itoa(p.problem.Line) + ") has no answers, and the question after it (line " + itoa(next.Line) +
			") has no title. If they are one question, remove the blank line between them; now this is a text that is not asked."
	}
	r.problems.Add(p.problem)
}
