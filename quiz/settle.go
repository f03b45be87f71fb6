package quiz

import (
	"regexp"
	"strings"
)

// Settle gives a question that was read from a file the kind that its format
// has no word for: a typed answer with a code set is a Code, and gaps in a
// table are a Table. Every other question stays as it is. Package content
// settles what it reads, so that the formats need not know these kinds.
func Settle(q *Question) {
	switch set, _ := q.CodeSet(); {
	case q.Kind == Text && set != "":
		q.Kind = Code
	case q.Kind == Cloze && HoldsTable(q.Stem, q.Markup):
		q.Kind = Table
	}
}

// Unsettle is the reverse of Settle: the question in the words of a format that
// knows typed answers and gaps only. Settling it gives the question again, if
// it has what makes its kind, the tag or the table.
func Unsettle(q Question) Question {
	switch q.Kind {
	case Code:
		q.Kind = Text
	case Table:
		q.Kind = Cloze
	}
	return q
}

// tableRule is the line under the heads of a table in Markdown: |---|:--:|
// (GitHub Flavored Markdown Spec 0.29, 4.10).
var tableRule = regexp.MustCompile(`^ {0,3}\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$`)

// HoldsTable reports whether a text holds a table: <table> where the markup
// knows tags, rows between bars where it is Markdown.
func HoldsTable(text string, m Markup) bool {
	if m == Markdown {
		lines := strings.Split(text, "\n")
		for i := 1; i < len(lines); i++ {
			if TableRule(lines[i]) && strings.Contains(lines[i-1], "|") {
				return true
			}
		}
	}
	return m != Plain && tableTag.MatchString(text)
}

var tableTag = regexp.MustCompile(`(?i)<table[\s>]`)

// TableRule reports whether a line of Markdown is the rule under the heads of
// a table.
func TableRule(line string) bool {
	line = strings.TrimRight(line, "\r")
	return strings.Contains(line, "|") && tableRule.MatchString(line)
}
