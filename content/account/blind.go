package account

import (
	"strings"

	"chartroom/docs"
	"chartroom/quiz"
)

// blindRow is what a second reader answered to a question whose key and
// rationale she had not seen.
type blindRow struct {
	id, answer, confidence string
	settled                string // "agrees", or "settled: " and how
	remark                 string
}

// blindColumns are the names of the record's columns.
var blindColumns = []string{"id", "reader's answer", "confidence", "against the key", "reader's remark"}

// open reports whether the reader and the key still differ.
func (r *blindRow) open() bool {
	return r.settled != "agrees" && !strings.HasPrefix(r.settled, "settled: ")
}

// blindRecord is the record of the second reader, in its own order.
func blindRecord() ([]blindRow, error) { return readRecord(docs.BlindRead) }

func readRecord(text string) ([]blindRow, error) {
	return readRows("docs/blind-read.tsv", text, blindColumns, func(c []string) blindRow { return blindRow{c[0], c[1], c[2], c[3], c[4]} })
}

// readBlind compares the record with the questions that are shipped.
func (r *Report) readBlind(banks []quiz.Bank, record []blindRow) {
	read := map[string]bool{}
	for i := range record {
		read[record[i].id] = true
	}
	shipped := map[string]bool{}
	for _, b := range banks {
		for _, q := range b.Questions {
			switch {
			case q.Kind.Card() || q.Kind == quiz.Description:
			case read[q.Key]:
				r.ReadBlind++
				shipped[q.Key] = true
			default:
				r.Unread = append(r.Unread, q.Key)
			}
		}
	}
	for i := range record {
		if record[i].open() && shipped[record[i].id] {
			r.Unsettled = append(r.Unsettled, record[i].id)
		}
	}
}
