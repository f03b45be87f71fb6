package quiz

import (
	"cmp"
	"encoding/json"
	"slices"
)

// SameKey reports whether the same answers, in the same words, are right in
// both questions. Where options are shuffled their order does not matter.
func SameKey(a, b *Question) bool {
	if a.Kind != b.Kind || a.Multiple != b.Multiple || len(a.Gaps) != len(b.Gaps) || !sameAnswers(a, b) {
		return false
	}
	for i := range a.Gaps {
		if !sameEarnings(a.Gaps[i].Options, b.Gaps[i].Options) {
			return false
		}
	}
	return true
}

func sameAnswers(a, b *Question) bool {
	if a.Kind == Order {
		return slices.EqualFunc(a.Options, b.Options, sameEarning)
	}
	return sameEarnings(a.Options, b.Options) && slices.Equal(a.Parts, b.Parts)
}

// sameEarnings reports whether the same answers earn the same, in any order.
// Answers that earn nothing are not the key.
func sameEarnings(a, b []Option) bool {
	return slices.EqualFunc(earning(a), earning(b), sameEarning)
}

func sameEarning(x, y Option) bool {
	return x.Text == y.Text && x.Fraction == y.Fraction && x.Value == y.Value &&
		x.Tolerance == y.Tolerance && x.Any == y.Any && x.Partner == y.Partner
}

// earning is the options that earn or cost something, sorted; partners of a
// match belong to its key even where they earn nothing.
func earning(options []Option) []Option {
	var all []Option
	for _, o := range options {
		if o.Fraction != 0 || o.Partner != "" {
			all = append(all, o)
		}
	}
	slices.SortFunc(all, func(x, y Option) int {
		return cmp.Or(cmp.Compare(x.Text, y.Text), cmp.Compare(x.Partner, y.Partner), cmp.Compare(x.Fraction, y.Fraction),
			cmp.Compare(x.Value, y.Value), cmp.Compare(x.Tolerance, y.Tolerance))
	})
	return all
}

// BankUpdate is what becomes of a bank when its newer edition comes in. Each
// question of the newer one is in exactly one of Added, Updated and Same.
type BankUpdate struct {
	Added       []int // indices into the newer bank's questions
	Updated     []int // the same key in the file, and something of it differs
	Same        int
	KeysChanged []KeyChange // of those updated: other answers are right now
	Gone        []int       // indices into the older bank's questions; they are kept
}

// KeyChange is a question whose right answers differ between two editions.
type KeyChange struct{ Before, After *Question }

// CompareBanks says what the newer edition of a bank changes. Questions are
// the same if their files call them by the same key.
func CompareBanks(older, newer *Bank) BankUpdate {
	before := make(map[string]int, len(older.Questions))
	for i := range older.Questions {
		before[older.Questions[i].Key] = i
	}
	var u BankUpdate
	for i := range newer.Questions {
		q := &newer.Questions[i]
		at, known := before[q.Key]
		if !known {
			u.Added = append(u.Added, i)
			continue
		}
		delete(before, q.Key)
		was := &older.Questions[at]
		if sameText(was, q) {
			u.Same++
			continue
		}
		u.Updated = append(u.Updated, i)
		if !SameKey(was, q) {
			u.KeysChanged = append(u.KeysChanged, KeyChange{was, q})
		}
	}
	for i := range older.Questions {
		if _, gone := before[older.Questions[i].Key]; gone {
			u.Gone = append(u.Gone, i)
		}
	}
	return u
}

// sameText reports whether two questions say the same, wherever in its bank
// and in its file each stands.
func sameText(a, b *Question) bool {
	x, errX := json.Marshal(placeless(a))
	y, errY := json.Marshal(placeless(b))
	return errX == nil && errY == nil && string(x) == string(y)
}

func placeless(q *Question) *Question {
	c := *q
	c.ID, c.Bank, c.Line = QuestionID{}, "", 0
	return &c
}
