package quiz

import (
	"fmt"
	"strings"
	"time"
)

// LookUp is something that was opened in the code books while a question was
// on show.
type LookUp struct {
	Set  string        // "icd10cm"
	Code string        // "E119", or the words of an index line
	Part BookPart      // where it was opened
	Took time.Duration // whole milliseconds, until the question was turned to again or something else was opened
}

// BookPart is where in the code books something was looked up.
type BookPart string

// The parts of code books.
const (
	BookTabular BookPart = "tabular" // a code
	BookIndex   BookPart = "index"   // a line of an index
	BookTables  BookPart = "tables"  // a PCS table
)

// LookUps says how the code books were used.
type LookUps struct {
	Codes int           // opened, in the tabular list or the tables
	Index int           // lines of an index that were opened
	Took  time.Duration // in all
}

// Add counts what was looked up.
func (l *LookUps) Add(all ...LookUp) {
	for _, u := range all {
		if l.Took += u.Took; u.Part == BookIndex {
			l.Index++
		} else {
			l.Codes++
		}
	}
}

// Count is how often something was looked up.
func (l LookUps) Count() int { return l.Codes + l.Index }

// String says it to the learner: "You looked up 14 codes, 3:20 min each; never
// opened the Index." It is empty if nothing was looked up.
func (l LookUps) String() string {
	if l.Count() == 0 {
		return ""
	}
	var parts []string
	if l.Codes > 0 {
		parts = append(parts, "looked up "+Count(l.Codes, "code"))
	}
	if l.Index > 0 {
		parts = append(parts, "opened the Index "+times(l.Index))
	}
	each := (l.Took / time.Duration(l.Count())).Round(time.Second)
	text := "You " + strings.Join(parts, " and ")
	switch {
	case l.Took == 0: // not known
	case l.Count() == 1:
		text += ", for " + minutes(each)
	default:
		text += ", " + minutes(each) + " each"
	}
	switch {
	case l.Index == 0:
		text += "; never opened the Index"
	case l.Codes == 0:
		text += "; never opened a code, so that none was verified in the Tabular List"
	}
	return text + "."
}

// times is how often: "once", "9 times".
func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// minutes is a short span as a clock shows it: "3:20 min", "20 s".
func minutes(d time.Duration) string {
	s := int(d.Seconds())
	if s < 60 {
		return fmt.Sprintf("%d s", s)
	}
	return fmt.Sprintf("%d:%02d min", s/60, s%60)
}
