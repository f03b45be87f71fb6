package quiz

// RecordOf is the key of the record that a question is about, by its tag
// record:KEY: the question of kind Description with this key in the same bank.
// ok is false for a question that stands by itself.
func RecordOf(q *Question) (key string, ok bool) {
	key = q.Tag("record")
	return key, key != "" && q.Kind != Description
}

// RecordID is the id of the record that a question is about; zero if it stands
// by itself.
func RecordID(q *Question) QuestionID {
	if key, ok := RecordOf(q); ok {
		return NewQuestionID(q.Bank, key)
	}
	return QuestionID{}
}

// KeepTogether is an order of questions in which those of one record follow
// each other: the record's first question stays where it is, and the others
// are brought up behind it, in their order. record says which record a question
// is about; zero for none.
func KeepTogether(ids []QuestionID, record func(QuestionID) QuestionID) []QuestionID {
	of := map[QuestionID][]QuestionID{}
	for _, id := range ids {
		if r := record(id); !r.IsZero() {
			of[r] = append(of[r], id)
		}
	}
	out := make([]QuestionID, 0, len(ids))
	for _, id := range ids {
		r := record(id)
		switch set := of[r]; {
		case r.IsZero():
			out = append(out, id)
		case len(set) > 0:
			out = append(out, set...)
			delete(of, r)
		}
	}
	return out
}
