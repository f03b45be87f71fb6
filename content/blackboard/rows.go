package blackboard

import (
	"context"
	"strings"

	"chartroom/content/intake"
	"chartroom/content/parse"
)

// row is one row of the text: its fields, and where each begins.
type row struct {
	*intake.Draft
	fields []string
	at     []int
}

// get is a field, or "" where there is none.
func (r *row) get(i int) string {
	if i >= len(r.fields) {
		return ""
	}
	return r.fields[i]
}

// place is where a field begins, or the row's end.
func (r *row) place(i int) int { return r.at[min(i, len(r.at)-1)] }

// readRows reads the rows of an upload.
func readRows(ctx context.Context, in *intake.Intake, text string, report parse.Report) error {
	first := true
	for at := 0; at < len(text); {
		if err := in.Step(ctx, report, at, len(text)); err != nil {
			return err
		}
		end := lineEnd(text, at)
		if strings.TrimSpace(text[at:end]) == "" {
			if !blankToEnd(text, at) {
				in.Repair(at, "blank-line", "A blank line was passed over; Blackboard reports it as an error.")
			}
			at = nextText(text, at)
			continue
		}
		if in.Full(at) {
			break
		}
		end, joined := wholeRow(text, at)
		if end-at > parse.Limits.Question {
			in.Fail(at, "too-long", "This row has %s; one may have %s. It was left out.", parse.Size(int64(end-at)), parse.Size(int64(parse.Limits.Question)))
			first, at = false, end+1
			continue
		}
		r := cut(in, text, at, end)
		if joined {
			r.Repair(at, "row-over-lines", "A line ends within quotation marks; it was put together with those after it.")
		}
		switch {
		case first && isHeader(r):
			in.Repair(at, "header", "The first row names the columns and was passed over; Blackboard reports it as an error.")
		default:
			r.read()
			r.Keep()
		}
		first, at = false, end+1
	}
	return nil
}

func lineEnd(text string, at int) int {
	if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(text)
}

// blankToEnd reports whether nothing follows an offset.
func blankToEnd(text string, at int) bool { return nextText(text, at) >= len(text) }

// nextText is where the next line begins that is not blank.
func nextText(text string, at int) int {
	for at < len(text) {
		end := lineEnd(text, at)
		if strings.TrimSpace(text[at:end]) != "" {
			return at
		}
		at = end + 1
	}
	return len(text)
}

// mostLines is how many lines a row may have (our own proposal).
const mostLines = 20

// wholeRow is where the row that begins at an offset ends: at the end of its
// line, or of a later one when a cell in quotation marks goes on there, as
// Excel writes cells of several lines. A line that begins with a type is a row
// of its own whatever comes before it.
func wholeRow(text string, at int) (end int, joined bool) {
	end = lineEnd(text, at)
	if !beginsRow(text[at:end]) || !openQuote(text[at:end]) {
		return end, false
	}
	to := end
	for range mostLines {
		if to >= len(text) || to-at > parse.Limits.Question {
			return end, false
		}
		next := lineEnd(text, to+1)
		if beginsRow(text[to+1 : next]) {
			return end, false
		}
		if to = next; !openQuote(text[at:to]) {
			return to, true
		}
	}
	return end, false
}

// beginsRow reports whether a line begins with a type and a tab.
func beginsRow(line string) bool {
	word, _, tab := strings.Cut(line, "\t")
	return tab && types[typeWord(word)] != nil
}

// openQuote reports whether the last cell of a row begins with a quotation mark
// that is not closed.
func openQuote(s string) bool {
	for from := 0; from < len(s); {
		to := cellEnd(s, from)
		if to == len(s) {
			last := s[from:]
			return last[0] == '"' && strings.Count(last, `"`)%2 == 1
		}
		from = to + 1
	}
	return false
}

// cut makes a row of text[at:end].
func cut(in *intake.Intake, text string, at, end int) *row {
	r := &row{Draft: in.Draft(at)}
	s := text[at:end]
	for from := 0; from <= len(s) && len(r.fields) <= most; {
		to := cellEnd(s, from)
		r.fields = append(r.fields, r.cell(s[from:to], at+from))
		r.at = append(r.at, at+from)
		from = to + 1
	}
	full := len(r.fields)
	for full > 2 && r.fields[full-1] == "" {
		full--
	}
	// A last empty field may be meant, where a pair has an empty half.
	if full < len(r.fields) && !(len(r.fields) == full+1 && pairs[typeWord(r.fields[0])]) {
		r.Repair(r.at[full], "trailing-tabs", "The row ends with empty fields, as Excel writes them; they were passed over.")
		r.fields = r.fields[:full]
	}
	return r
}

// most is how many fields a row may have: two for each of a hundred answers,
// and more than any type takes.
const most = 2 * 512

// cellEnd is where the cell that begins at an offset ends: at the next tab that
// is not within quotation marks as Excel writes them.
func cellEnd(s string, from int) int {
	end := from + strings.IndexByte(s[from:], '\t')
	if end < from {
		end = len(s)
	}
	if from == len(s) || s[from] != '"' {
		return end
	}
	for i := from + 1; i < len(s); i++ {
		switch {
		case s[i] != '"':
		case i+1 == len(s) || s[i+1] == '\t':
			return i + 1
		case s[i+1] == '"':
			i++
		default:
			return end // quotation marks of the text
		}
	}
	return end
}

// cell is a cell without the quotation marks that Excel puts around cells with
// tabs, commas, line ends and quotation marks.
func (r *row) cell(s string, at int) string {
	s = strings.TrimSpace(s)
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return s
	}
	inner := s[1 : len(s)-1]
	bare := strings.ReplaceAll(inner, `""`, "")
	if strings.Contains(bare, `"`) || bare == inner && !strings.ContainsAny(inner, "\t\n,") {
		return s // "quoted" words, or marks that mean no more than that
	}
	r.Repair(at, "excel-quotes", "A cell stands in quotation marks, as Excel writes it; they were taken off, and doubled ones made single.")
	return strings.TrimSpace(strings.ReplaceAll(inner, `""`, `"`))
}

// isHeader reports whether a row names the columns.
func isHeader(r *row) bool {
	switch strings.ToLower(r.get(0)) {
	case "type", "question type", "questiontype", "type of question", "qtype":
		return true
	}
	return false
}
