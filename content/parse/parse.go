// Package parse is what the readers of question files share: problems with
// their place in the file, budgets against hostile input, and decoding of the
// encodings that people's programs write. It knows no format and no question.
package parse

import "fmt"

// Severity is how much a problem cost.
type Severity string

// The severities, worst first.
const (
	Error       Severity = "error"       // this question was left out
	Unsupported Severity = "unsupported" // kept as text; it cannot be asked
	Repair      Severity = "repair"      // read in another way than written; said so
	Warning     Severity = "warning"     // read as written; probably not as meant
)

// Problem is one thing that a reader has to say about a file.
type Problem struct {
	Line     int      `json:"line"`   // from 1; 0 = the file as a whole
	Column   int      `json:"column"` // from 1, in characters; 0 = the line as a whole
	Severity Severity `json:"severity"`
	Rule     string   `json:"rule"`     // stable slug, e.g. "gift-no-right-answer"
	Question string   `json:"question"` // its name, or its first words
	Message  string   `json:"message"`  // a sentence for the person who wrote the file
}

func (p Problem) String() string {
	place := fmt.Sprintf("line %d", p.Line)
	if p.Column > 0 {
		place += fmt.Sprintf(", column %d", p.Column)
	}
	if p.Question != "" {
		place += fmt.Sprintf(", %q", p.Question)
	}
	return fmt.Sprintf("%s: %s: %s", place, p.Severity, p.Message)
}

// Report hears how far a reader has come; both in the same unit (bytes or
// questions), total 0 when it is not known. It may be nil.
type Report func(done, total int)

// Count is how many of the problems have the severity.
func Count(problems []Problem, s Severity) int {
	n := 0
	for _, p := range problems {
		if p.Severity == s {
			n++
		}
	}
	return n
}
