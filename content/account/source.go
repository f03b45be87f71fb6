package account

import (
	"chartroom/docs"
	"chartroom/quiz"
)

// sourceRow is what a reader found when she held a question against the text
// of its source.
type sourceRow struct {
	id      string
	found   string // see the words below
	read    string // the address, or the file, of what was read
	edition string // of it, as far as it says
	remark  string // what was changed, and what stays in doubt
}

// What a reader may have found.
const (
	foundText   = "text"   // the source itself bears the question out
	foundOther  = "other"  // another trustworthy text does
	foundSum    = "sum"    // the question rests on its own numbers, which were reckoned anew
	foundUnread = "unread" // nothing trustworthy was found: the question is for practice only
)

// sourceColumns are the names of the record's columns.
var sourceColumns = []string{"id", "found", "read", "edition", "remark"}

// sourceRecord is the record of what was read, in its own order.
func sourceRecord() ([]sourceRow, error) {
	return readRows("docs/source-check.tsv", docs.SourceCheck, sourceColumns, func(c []string) sourceRow { return sourceRow{c[0], c[1], c[2], c[3], c[4]} })
}

// readSources compares the record with the questions that are shipped.
func (r *Report) readSources(banks []quiz.Bank, record []sourceRow) {
	found := map[string]string{}
	for i := range record {
		found[record[i].id] = record[i].found
	}
	for _, b := range banks {
		for i := range b.Questions {
			q := &b.Questions[i]
			if q.Kind.Card() || q.Kind == quiz.Description {
				continue
			}
			how := found[q.Key]
			if how == "" {
				how = foundUnread
			}
			r.SourcesRead[how]++
			if q.HasTag(quiz.PracticeOnly) {
				r.PracticeOnly = append(r.PracticeOnly, q.Key)
			} else if how == foundUnread {
				r.Unproven = append(r.Unproven, q.Key)
			}
		}
	}
}
