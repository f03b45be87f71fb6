package account

import (
	"chartroom/docs"
	"chartroom/quiz"
)

// cardRow is what the second reader of the cards found.
type cardRow struct {
	id      string
	how     string // "blind": she answered the front before she saw the back; "text": she held the card against its source
	verdict string // see the words below
	remark  string
}

// What the second reader may have found.
const (
	cardAgrees  = "agrees"
	cardSettled = "settled" // she differed, and the card was found right
	cardMended  = "mended"
	cardDoubt   = "doubt" // open
	cardUnread  = "unread"
)

// cardColumns are the names of the record's columns.
var cardColumns = []string{"id", "how", "verdict", "remark"}

// cardRecord is the record of the second reader of the cards.
func cardRecord() ([]cardRow, error) {
	return readRows("docs/card-read.tsv", docs.CardRead, cardColumns, func(c []string) cardRow { return cardRow{c[0], c[1], c[2], c[3]} })
}

// readCards counts the facts that are shipped by what the record says of them.
func (r *Report) readCards(banks []quiz.Bank, record []cardRow) {
	verdict := map[string]string{}
	for i := range record {
		verdict[record[i].id] = record[i].verdict
	}
	seen := map[string]bool{}
	for _, b := range banks {
		for i := range b.Questions {
			q := &b.Questions[i]
			id := string(b.ID) + "/" + fact(q)
			if !q.Kind.Card() || seen[id] {
				continue
			}
			seen[id] = true
			how := verdict[fact(q)]
			if how == "" {
				how = cardUnread
			}
			r.CardsRead[how]++
		}
	}
}
