package account

import (
	"slices"
	"testing"

	"chartroom/quiz"
)

// The record of the cards' second reader holds every fact once, and no doubt is
// left open.
func TestTheCardRecordIsWhole(t *testing.T) {
	record, err := cardRecord()
	if err != nil {
		t.Fatal(err)
	}
	once := onceEach(t)
	for _, row := range record {
		once(row.id)
		if !slices.Contains([]string{"blind", "text", "blind and text"}, row.how) {
			t.Errorf("%s: %q is no way of reading", row.id, row.how)
		}
		switch row.verdict {
		case cardAgrees:
		case cardSettled, cardMended:
			if row.remark == "" {
				t.Errorf("%s: %s how?", row.id, row.verdict)
			}
		default:
			t.Errorf("%s: %q is open; settle it, or take the card out", row.id, row.verdict)
		}
	}
	if r := report(t); r.CardsRead[cardUnread] > 0 || r.CardsRead[cardAgrees]+r.CardsRead[cardSettled]+r.CardsRead[cardMended] != r.Cards {
		t.Errorf("%v of %d", r.CardsRead, r.Cards)
	}
}

func TestCardsAreCountedByFact(t *testing.T) {
	r := Report{CardsRead: map[string]int{}}
	r.readCards([]quiz.Bank{{ID: "d", Questions: []quiz.Question{
		{Key: "a", Family: "a", Kind: quiz.Flip}, {Key: "a <back", Family: "a", Kind: quiz.Flip}, {Key: "b", Kind: quiz.Flip}, {Key: "q", Kind: quiz.Choice},
	}}}, []cardRow{{id: "a", verdict: cardMended}})
	if r.CardsRead[cardMended] != 1 || r.CardsRead[cardUnread] != 1 || len(r.CardsRead) != 2 {
		t.Errorf("%v", r.CardsRead)
	}
}
