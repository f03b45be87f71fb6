package quiz

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

func edition(n int) Bank {
	b := Bank{ID: "b", Name: "b"}
	for i := range n {
		key := string(rune('a' + i))
		b.Questions = append(b.Questions, Question{ID: NewQuestionID("b", key), Bank: "b", Key: key, Line: i + 1, Kind: Choice, Stem: "Which " + key + "?",
			Options: []Option{{Text: "one", Fraction: 1}, {Text: "two"}, {Text: "three"}}})
	}
	return b
}

func copyOf(b Bank) Bank {
	b.Questions = slices.Clone(b.Questions)
	for i := range b.Questions {
		b.Questions[i].Options = slices.Clone(b.Questions[i].Options)
	}
	return b
}

func TestAnEditionComparedWithItselfIsTheSame(t *testing.T) {
	older, newer := edition(9), edition(9)
	for i := range newer.Questions {
		newer.Questions[i].Line += 40 // it stands elsewhere in the file
		newer.Questions[i].Bank = "other"
	}
	want := BankUpdate{Same: 9}
	if got := CompareBanks(&older, &newer); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// Every question of both editions is counted once, whatever was changed.
func TestEveryQuestionOfBothEditionsIsCountedOnce(t *testing.T) {
	draw := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		older := edition(1 + draw.IntN(20))
		newer := copyOf(older)
		keys, texts, gone := 0, 0, 0
		kept := newer.Questions[:0]
		for _, q := range newer.Questions {
			switch draw.IntN(5) {
			case 0:
				gone++
				continue
			case 1:
				q.Options[0].Fraction, q.Options[1].Fraction = 0, 1
				keys++
			case 2:
				q.Stem += " Really?"
				texts++
			}
			kept = append(kept, q)
		}
		newer.Questions = kept
		added := draw.IntN(4)
		for i := range added {
			newer.Questions = append(newer.Questions, Question{Key: string(rune('A' + i)), Kind: Flip})
		}
		got := CompareBanks(&older, &newer)
		if len(got.Added) != added || len(got.Gone) != gone || len(got.KeysChanged) != keys || len(got.Updated) != keys+texts ||
			len(got.Added)+len(got.Updated)+got.Same != len(newer.Questions) {
			t.Fatalf("added %d gone %d keys %d texts %d: got %+v", added, gone, keys, texts, got)
		}
	}
}

func TestSameKeyTakesNoNoticeOfOrderWhereItIsShuffled(t *testing.T) {
	a := edition(1).Questions[0]
	b := a
	b.Options = []Option{a.Options[2], a.Options[0], {Text: "a new wrong one"}}
	if !SameKey(&a, &b) {
		t.Error("the right answer is the same, and it was said to differ")
	}
	a.Kind, b.Kind = Order, Order
	if SameKey(&a, &b) {
		t.Error("another order is another answer")
	}
	m := Question{Kind: Match, Options: []Option{{Text: "x", Partner: "1"}, {Text: "y", Partner: "2"}}}
	w := Question{Kind: Match, Options: []Option{{Text: "x", Partner: "2"}, {Text: "y", Partner: "1"}}}
	if SameKey(&m, &w) {
		t.Error("other partners are another answer")
	}
}
